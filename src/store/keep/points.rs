//! The first pass: which files have changed, what those say, and their takeaways into the index.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::{Keeper, MANY, Part, Told, lacking};
use crate::library::load::{self, Sweep, Swept};
use crate::library::{Entry, Library, Row, Traits};
use crate::store::index::{self, Index, IndexError};
use crate::store::snapshot::Snapshot;
use crate::store::{relevance, rows};
use crate::text::Foreign;
use crate::text::words::Splitter;

/// Articles between two looks whether somebody waits: 0.2 ms.
const STEP: usize = 8;

impl Keeper<'_> {
    /// Looks which files have changed, all or these, reads those and puts their takeaways into the index.
    pub(super) fn refresh(&mut self, only: Option<&[PathBuf]>) -> bool {
        let known = Arc::clone(&self.library);
        let earlier = Arc::clone(&self.earlier);
        let searchers = self.index.as_ref().filter(|_| !known.is_empty()).map(Index::searchers);
        let swept = {
            let note = |row: &mut Row, entry: &Entry| {
                let Some(card) = entry.card() else { return };
                row.language = index::language_number(index::language(card.language.as_ref().map(Foreign::raw)));
            };
            let hooks = self.hooks;
            let publish = |library: Arc<Library>| {
                // The last one is published below, sorted.
                let done = library.progress.done;
                let snapshot = || {
                    Snapshot::new(library, searchers.clone(), Arc::clone(&earlier)).giving_way(self.crew.precedence())
                };
                done || (hooks.publish)(Arc::new(snapshot()))
            };
            let sweep = Sweep {
                roots: self.roots,
                known: Some(&known),
                only,
                crew: &self.crew,
                read: &load::quick,
                note: &note,
                publish: &publish,
            };
            sweep.run()
        };
        swept.finished && self.take_swept(swept)
    }

    fn take_swept(&mut self, swept: Swept) -> bool {
        let Swept { library, fresh, gone, .. } = swept;
        let changed = !fresh.is_empty() || !gone.is_empty();
        // Sorted here, so that the interface need not.
        self.library = if library.lies.is_some() { library } else { Arc::new(rows::sorted(&library).into_owned()) };
        self.dirty |= changed;
        // Many are in the index only after a while: where they are most of the library, its records are searched until then.
        if fresh.len() > MANY.max(self.library.len() / 2) && !self.show_records() {
            return false;
        }
        if let Err(why) = self.remove_gone(&gone).and_then(|()| self.add_missing_points()) {
            self.give_up_disk(&why);
            // In memory nothing fails but for want of memory.
            let _ = self.add_missing_points();
        }
        if self.shown && changed {
            let old = gone.len().min(fresh.len());
            (self.hooks.tell)(Told::Changed { fresh: fresh.len(), gone: gone.len() - old });
        }
        if !self.shown || changed {
            self.shown = true;
            return self.show();
        }
        true
    }

    /// Publishes the library without its index.
    fn show_records(&mut self) -> bool {
        let snapshot = Snapshot::new(Arc::clone(&self.library), None, Arc::clone(&self.earlier));
        self.publish(Arc::new(snapshot.giving_way(self.crew.precedence())))
    }

    /// Takes articles that are gone, or were read again, out of the index.
    fn remove_gone(&self, gone: &[Row]) -> Result<(), IndexError> {
        let mut gone = gone.iter().map(|row| row.number).filter(|number| *number > 0).peekable();
        let Some(index) = self.index.as_ref().filter(|_| self.part == Part::Leads && gone.peek().is_some()) else {
            return Ok(());
        };
        let next = self.next.load(Ordering::Relaxed);
        for mut writer in [index.write_points(false)?, index.write_texts(false)?] {
            gone.clone().for_each(|number| writer.remove(number));
            writer.commit(next)?;
        }
        index.reload()
    }

    /// Indexes the takeaways of rows that are known but not in the index.
    pub(super) fn add_missing_points(&mut self) -> Result<(), IndexError> {
        let Some(index) = self.index.as_ref().filter(|_| self.part == Part::Leads) else { return Ok(()) };
        let missing: Vec<usize> = lacking(&self.library, Traits::POINTS);
        if missing.is_empty() {
            return Ok(());
        }
        let mut writer = index.write_points(missing.len() > MANY)?;
        let (library, encoders, next, crew) = (&self.library, &self.encoders, &self.next, &self.crew);
        let add = |at: usize| -> tantivy::Result<(usize, Row)> {
            if at.is_multiple_of(STEP) {
                crew.give_way();
            }
            let row = library.rows().get(at).copied().unwrap_or_default();
            let mut row = row.numbered(next.fetch_add(1, Ordering::Relaxed), row.traits.with(Traits::POINTS, true));
            if let Some(entry) = library.entry(at)
                && let Some(card) = entry.card()
            {
                row.relevance = relevance::of(card, &mut Splitter::default());
                let takeaways = card.takeaways.iter().map(Foreign::raw);
                let points = |encoder: &mut _, terms: &_| writer.points(&row, takeaways, encoder, terms).collect();
                writer.add(encoders.with(card, points))?;
            }
            Ok((at, row))
        };
        let numbered: HashMap<usize, Row> =
            self.crew.work(|| missing.into_par_iter().map(add).collect::<tantivy::Result<_>>())?;
        writer.commit(self.next.load(Ordering::Relaxed))?;
        index.reload()?;
        self.library = Arc::new(self.library.with_rows(|at, row| numbered.get(&at).copied().unwrap_or(row)));
        self.dirty = true;
        Ok(())
    }
}
