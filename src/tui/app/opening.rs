//! Opening articles: from the list, the next one, again after a change; and the preview.

use std::sync::Arc;

use super::{App, View};
use crate::article::{Article, Place};
use crate::disk::Stamp;
use crate::library::{Opened, Origin};
use crate::store::Snapshot;
use crate::tui::effect::{Effect, Purpose};
use crate::tui::layout::Layout;
use crate::tui::outcome::Outcome;
use crate::tui::page;
use crate::tui::reader::{Manner, Reader};

/// The article beside the list, set for the preview's width.
#[derive(Debug)]
pub struct Preview {
    /// Which.
    pub origin: Origin,
    /// What is shown.
    pub page: Arc<Article>,
    /// Set for a width.
    pub layout: Layout,
    /// That width and manner.
    pub set_for: Option<(usize, Manner)>,
    /// The stamp of the file when it was read.
    pub stamp: Stamp,
}

impl App {
    /// Takes a newer snapshot of the library.
    pub fn library(&mut self, snapshot: &Snapshot) {
        self.indexed = snapshot.indexed();
        if !Arc::ptr_eq(&self.shelf.library, &snapshot.library) {
            self.shelf.take(Arc::clone(&snapshot.library));
            self.want_preview();
            self.want_renewal();
            self.look_up_original();
            self.layers_are_told();
        }
        if !self.shelf.filter.is_empty() {
            self.effects.push(Effect::Filter(self.shelf.filter.clone()));
        }
        self.search_again();
    }

    /// Asks for the preview of the entry under the cursor, where it is not there yet.
    pub(in crate::tui) fn want_preview(&mut self) {
        if self.view != View::Library || self.frame.desk.preview.is_none() {
            return;
        }
        let Some(entry) = self.shelf.entry() else {
            self.preview = None;
            return;
        };
        let stands = |preview: &Preview| preview.origin == entry.file && preview.stamp == entry.stamp;
        if !self.preview.as_ref().is_some_and(stands) {
            self.effects.push(Effect::Open(entry.file, Purpose::Preview));
        }
    }

    /// Opens an article, at a place or where it was left.
    pub fn open(&mut self, origin: Origin, at: Option<Place>) {
        self.leave_article();
        self.keeping.wanted = None;
        self.comparing = None;
        self.history.awaited = Some((origin.clone(), at));
        self.history.behind = None;
        self.effects.push(Effect::Open(origin, Purpose::Read));
    }

    /// Takes a file that was opened. What nobody waits for any more is dropped.
    pub fn opened(&mut self, origin: &Origin, purpose: Purpose, opened: Arc<Opened>) {
        let page = page::of(origin, &opened);
        match purpose {
            Purpose::Renew => self.renewed(origin, opened),
            Purpose::Import => self.drafted(&opened),
            Purpose::Compare => self.take_compared(origin, &opened),
            Purpose::Preview => {
                let wanted = self.shelf.entry().is_some_and(|entry| entry.file == *origin);
                if wanted && self.view == View::Library {
                    let (origin, stamp) = (origin.clone(), opened.stamp);
                    self.preview = Some(Preview { origin, page, layout: Layout::default(), set_for: None, stamp });
                }
            }
            Purpose::Read => {
                let origin = origin.clone();
                self.when_nobody_writes(move |app| app.opened_to_read(&origin, opened, page));
            }
        }
    }

    fn opened_to_read(&mut self, origin: &Origin, opened: Arc<Opened>, page: Arc<Article>) {
        let Some((awaited, at)) = self.history.awaited.take() else { return };
        if awaited == *origin {
            self.show(origin, opened, page, at);
        } else {
            self.history.awaited = Some((awaited, at));
        }
    }

    fn show(&mut self, origin: &Origin, opened: Arc<Opened>, page: Arc<Article>, at: Option<Place>) {
        self.view = View::Reader;
        let same = self.reader.as_mut().filter(|reader| reader.origin == *origin);
        let renewed = same.is_some();
        if let Some(reader) = same {
            reader.renew(opened, page);
        } else {
            // What lies over the page knows the rows of the old one.
            self.layers.clear();
            self.reader = Some(Reader::new(origin.clone(), opened, page));
        }
        self.want_checks();
        self.look_up_original();
        self.shelf.select(origin);
        self.measure();
        let left = self.history.left(origin);
        let is_placed = at.is_some() || left.is_some() || renewed;
        if let Some(reader) = &mut self.reader {
            match (at, left) {
                (Some(place), _) => reader.go_to(place.nearest(&reader.article)),
                (None, Some(place)) if !renewed => reader.come_back(place),
                (None, _) => {}
            }
        }
        if renewed {
            self.layers_are_told();
        }
        self.meet(is_placed);
        self.show_wanted_event();
        self.show_behind();
    }

    /// Opens the article `by` rows further on in the list.
    ///
    /// # Errors
    /// At the ends of the list.
    pub fn step_article(&mut self, by: isize) -> Outcome {
        let here = self.shelf.cursor;
        let target = here.saturating_add_signed(by).min(self.shelf.len().saturating_sub(1));
        if target == here {
            return Err(if by > 0 { "this is the last article" } else { "this is the first article" }.into());
        }
        self.shelf.put(target);
        let Some(origin) = self.shelf.entry().map(|entry| entry.file.clone()) else { return Ok(()) };
        self.open(origin, None);
        Ok(())
    }

    /// Reads the library and the open article again.
    ///
    /// # Errors
    /// Never.
    pub fn reload(&mut self) -> Outcome {
        self.effects.push(Effect::Load);
        self.preview = None;
        self.read_again();
        self.done("reading again");
        Ok(())
    }

    /// Reads the open article again and stays at the place.
    pub fn read_again(&mut self) {
        if self.view == View::Reader
            && let Some(origin) = self.reader.as_ref().map(|reader| reader.origin.clone())
        {
            self.open(origin, None);
        }
    }

    /// Back: a brief that is being made, a page that is being fetched, an open search, the text pane, the list, in this order.
    ///
    /// # Errors
    /// When there is nothing to go back to.
    pub fn back(&mut self) -> Outcome {
        if self.give_up() {
            return Ok(());
        }
        match self.view {
            View::Library if !self.shelf.filter.is_empty() => {
                self.shelf.filter.clear();
                self.shelf.arrange();
                self.want_preview();
                Ok(())
            }
            View::Library => Err("this is the library; q quits".into()),
            View::Search => self.leave_search(),
            View::Reader => {
                let alone = self.alone();
                let reader = self.reading()?;
                if reader.found.take().is_some() {
                    return Ok(());
                }
                if reader.pane != crate::tui::reader::Pane::Text {
                    reader.pane = crate::tui::reader::Pane::Text;
                    return Ok(());
                }
                if alone {
                    return Err("this is the only article; q quits".into());
                }
                self.show_library();
                Ok(())
            }
        }
    }

    /// `q`: from an article to the library, from the library out.
    ///
    /// # Errors
    /// Never.
    pub fn close(&mut self) -> Outcome {
        if self.view == View::Reader && !self.alone() {
            self.show_library();
        } else {
            self.effects.push(Effect::Quit);
        }
        Ok(())
    }

    pub(super) fn show_library(&mut self) {
        self.leave_article();
        self.view = View::Library;
        self.history.awaited = None;
        self.want_preview();
    }

    /// Whether one single file was opened, so that there is no list to go back to.
    fn alone(&self) -> bool {
        self.settings.alone
    }
}
