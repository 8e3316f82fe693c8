//! What happens to the files while one reads: articles that come, change and go; what the store has to say; the filter's
//! rows, which come from another thread.

use std::sync::Arc;

use super::{App, Notice, View};
use crate::article::Place;
use crate::article::difference::{changed_parts, first_difference, moved};
use crate::library::{Opened, Origin};
use crate::search::history::History;
use crate::store::keep::Told;
use crate::text::clean;
use crate::tui::effect::{Effect, Purpose};
use crate::tui::outcome::Outcome;
use crate::tui::page;
use crate::tui::worker::Kept;

impl App {
    /// Says what the store has to say. What the reader was told last stays where it is an answer to a key.
    pub fn told(&mut self, told: &Told) {
        match told {
            Told::Changed { fresh, gone } => {
                let count = fresh + gone;
                if count > 0 && self.notice.is_none() {
                    let what =
                        if count == 1 { "1 article changed".to_owned() } else { format!("{count} articles changed") };
                    self.done(&what);
                }
            }
            Told::InMemory(why) => self.failed(&format!("no store is kept, searching from memory: {why}")),
            Told::Following => self.done("another nutgraf keeps the store of this library; this one reads along"),
            Told::Unwatched(why) => self.failed(why),
        }
    }

    /// Takes the searches of earlier times.
    pub fn remembers(&mut self, past: History) {
        let own = std::mem::replace(&mut self.finder.recall.past, past);
        for query in own.entries().iter().rev() {
            self.finder.recall.remember(query);
        }
    }

    /// Takes the rows that a filter keeps. Those of an older filter or an older library are dropped.
    pub fn kept(&mut self, kept: Kept) {
        if kept.typed != self.shelf.filter || !Arc::ptr_eq(&kept.library, &self.shelf.library) {
            return;
        }
        match kept.listed {
            Ok(listed) => {
                self.shelf.keep(listed);
                self.layers_are_told();
            }
            // The rows of the last good filter stay.
            Err(wrong) => self.shelf.mistake = Some(wrong.message),
        }
        self.want_preview();
    }

    /// Asks for the open article again where its file has changed since it was read.
    pub(super) fn want_renewal(&mut self) {
        let Some(reader) = &self.reader else { return };
        let library = &self.shelf.library;
        let entry = library.position(&reader.origin).and_then(|index| library.entry(index));
        if entry.is_none() && library.progress.done && self.view == View::Reader && reader.origin.file().is_some() {
            self.notice = Some(Notice::Failed("the file of this article is gone; this is what it held".into()));
            return;
        }
        if entry.is_some_and(|entry| entry.stamp != reader.opened.stamp) {
            self.effects.push(Effect::Open(reader.origin.clone(), Purpose::Renew));
        }
    }

    /// Takes the open article again, at the place where it is read.
    pub(super) fn renewed(&mut self, origin: &Origin, opened: Arc<Opened>) {
        let Some(reader) = self.reader.as_mut().filter(|reader| reader.origin == *origin) else { return };
        let page = page::of(origin, &opened);
        let parts = changed_parts(&reader.article, &page);
        let change = first_difference(&reader.article, &page);
        // The same words stay under the eye, also where a paragraph came in above them.
        let here = reader.place();
        let stays = moved(&reader.article, &page, here.part).map(|part| Place { part, ..here });
        reader.renew(opened, page);
        self.want_checks();
        let Some(reader) = &mut self.reader else { return };
        if let Some(place) = stays.filter(|place| place.part != here.part) {
            reader.come_back(place);
        }
        reader.change = change;
        // What is kept of it is brought to the text as it is now.
        self.meet(true);
        self.layers_are_told();
        if change.is_none() {
            return;
        }
        // More than that something changed; less than that a key was refused or something failed.
        if self.view == View::Reader && matches!(self.notice, None | Some(Notice::Done(_))) {
            let key = self.keymap.key_of("first-change", self.scope()).unwrap_or_else(|| ":first-change".to_owned());
            let passages = if parts == 1 { "1 passage".to_owned() } else { format!("{parts} passages") };
            let said = format!("{passages} of this article changed; {key} goes to the first");
            self.notice = Some(Notice::Done(clean::line(&said)));
        }
    }

    /// Goes to the first passage that changed while the article was open.
    ///
    /// # Errors
    /// When nothing changed.
    pub fn first_change(&mut self) -> Outcome {
        let reader = self.reading()?;
        let Some(change) = reader.change else { return Err("this article has not changed since it was opened".into()) };
        let (origin, before) = (reader.origin.clone(), reader.spot());
        reader.go_to(change);
        self.history.jumped_from(origin, before);
        Ok(())
    }
}
