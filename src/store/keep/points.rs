//! The first pass: which files have changed, and the takeaways of those into the index.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::{Keeper, MANY, Part, Told, lacking};
use crate::library::load::{self, Sweep, Swept};
use crate::library::{Card, Entry, Library, Row, Traits};
use crate::search::token::Terms;
use crate::search::words::Splitter;
use crate::store::index::{self, IndexError, Writer};
use crate::store::schema::Encoder;
use crate::store::snapshot::Snapshot;
use crate::store::{relevance, rows};
use crate::text::Foreign;

impl Keeper<'_> {
    /// Looks which files have changed, all or these, reads those and puts their takeaways into the index.
    pub(super) fn refresh(&mut self, only: Option<&[PathBuf]>) -> bool {
        let known = Arc::clone(&self.library);
        let much = known.is_empty();
        let earlier = Arc::clone(&self.earlier);
        let writer: OnceLock<Option<Writer>> = OnceLock::new();
        let failed = Mutex::new(None);
        let leads = self.part == Part::Leads;
        let swept = {
            let (index, next, encoders) = (&self.index, &self.next, &self.encoders);
            let write = || {
                let opened = index.as_ref().filter(|_| leads).map(|index| index.write_points(much));
                opened.and_then(|opened| opened.map_err(|why| fail(&failed, why)).ok())
            };
            let note = |row: &mut Row, entry: &Entry| {
                let Some(card) = entry.card() else { return };
                row.number = if leads { next.fetch_add(1, Ordering::Relaxed) } else { 0 };
                row.relevance = relevance::of(card, &mut Splitter::default());
                row.language = index::language_number(index::language(card.language.as_ref().map(Foreign::raw)));
                let Some(writer) = writer.get_or_init(write) else { return };
                row.traits = row.traits.with(Traits::POINTS, true);
                if let Err(why) = encoders.with(card, |encoder, terms| add_points(writer, row, card, encoder, terms)) {
                    fail(&failed, why.into());
                }
            };
            let hooks = self.hooks;
            let publish = |library: Arc<Library>| {
                // The last one is published with the index that belongs to it.
                library.progress.done || (hooks.publish)(Arc::new(Snapshot::new(library, None, Arc::clone(&earlier))))
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
        let writer = writer.into_inner().flatten();
        let failed = failed.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.take_swept(swept, writer, failed)
    }

    fn take_swept(&mut self, swept: Swept, writer: Option<Writer>, failed: Option<IndexError>) -> bool {
        let Swept { library, fresh, gone, finished } = swept;
        if !finished {
            return false;
        }
        let changed = !fresh.is_empty() || !gone.is_empty();
        // Sorted here, so that the interface need not.
        self.library = if library.lies.is_some() { library } else { Arc::new(rows::sorted(&library).into_owned()) };
        self.dirty |= changed;
        let committed = match failed {
            Some(why) => Err(why),
            None => self.commit_points(writer, &gone),
        };
        if let Err(why) = committed {
            self.give_up_disk(&why);
        }
        if let Err(why) = self.add_missing_points() {
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

    fn commit_points(&self, writer: Option<Writer>, gone: &[Row]) -> Result<(), IndexError> {
        let Some(index) = self.index.as_ref().filter(|_| self.part == Part::Leads) else { return Ok(()) };
        let gone = gone.iter().map(|row| row.number).filter(|number| *number > 0);
        let next = self.next.load(Ordering::Relaxed);
        if writer.is_none() && gone.clone().next().is_none() {
            return Ok(());
        }
        let mut writer = match writer {
            Some(writer) => writer,
            None => index.write_points(false)?,
        };
        gone.clone().for_each(|number| writer.remove(number));
        writer.commit(next)?;
        if gone.clone().next().is_some() {
            let mut writer = index.write_texts(false)?;
            gone.for_each(|number| writer.remove(number));
            writer.commit(next)?;
        }
        index.reload()
    }

    /// Indexes the takeaways of rows that are known but not in the index: after an index was lost.
    pub(super) fn add_missing_points(&mut self) -> Result<(), IndexError> {
        let Some(index) = self.index.as_ref().filter(|_| self.part == Part::Leads) else { return Ok(()) };
        let missing: Vec<usize> = lacking(&self.library, Traits::POINTS);
        if missing.is_empty() {
            return Ok(());
        }
        let mut writer = index.write_points(missing.len() > MANY)?;
        let (library, encoders, next) = (&self.library, &self.encoders, &self.next);
        let add = |at: usize| -> tantivy::Result<(usize, u32)> {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if let (Some(row), Some(entry)) = (library.rows().get(at), library.entry(at))
                && let Some(card) = entry.card()
            {
                let row = row.numbered(number, row.traits);
                encoders.with(card, |encoder, terms| add_points(&writer, &row, card, encoder, terms))?;
            }
            Ok((at, number))
        };
        let numbered: Vec<(usize, u32)> =
            self.crew.work(|| missing.into_par_iter().map(add).collect::<tantivy::Result<_>>())?;
        writer.commit(self.next.load(Ordering::Relaxed))?;
        index.reload()?;
        let numbers: HashMap<usize, u32> = numbered.into_iter().collect();
        self.library = Arc::new(self.library.with_rows(|at, row| match numbers.get(&at) {
            Some(number) => row.numbered(*number, row.traits.with(Traits::POINTS, true)),
            None => row,
        }));
        self.dirty = true;
        Ok(())
    }
}

fn fail(failed: &Mutex<Option<IndexError>>, why: IndexError) {
    failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(why);
}

fn add_points(writer: &Writer, row: &Row, card: &Card, encoder: &mut Encoder, terms: &Terms) -> tantivy::Result<()> {
    writer.add_points(row, card.takeaways.iter().map(Foreign::raw), encoder, terms)
}
