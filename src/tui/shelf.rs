//! The shelf: the state of the library screen. Which articles are listed, in which order, which is under the cursor.

use std::sync::Arc;

use super::motion::{Motion, keep_in_view};
use crate::library::order::{self, Order};
use crate::library::{Entry, Library, Origin};
use crate::search::{Filter, Haystack};

/// The library screen's state.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The newest snapshot.
    pub library: Arc<Library>,
    /// How the list is sorted.
    pub order: Order,
    /// The filter as typed.
    pub filter: String,
    /// The folded text of the snapshot; made when a filter first needs it.
    haystack: Haystack,
    /// Entries in the list, as indices into the snapshot.
    rows: Vec<usize>,
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row shown.
    pub top: usize,
    /// Rows that the frame has room for.
    view: usize,
    /// The article that the cursor wants to be on, while a load has not come to it yet.
    wanted: Option<Origin>,
    /// Whether the reader of the list has moved: from then on the cursor stays with its article while more come in.
    touched: bool,
}

impl Shelf {
    /// Takes a newer snapshot. The cursor stays with its article once it was moved.
    pub fn take(&mut self, library: Arc<Library>) {
        let here = self.touched.then(|| self.entry().map(|entry| entry.file.clone())).flatten();
        let here = self.wanted.take().or(here);
        let grows = match (self.library.entries.first(), library.entries.first()) {
            (Some(old), Some(new)) => Arc::ptr_eq(old, new) && library.entries.len() >= self.library.entries.len(),
            _ => false,
        };
        if !grows {
            self.haystack = Haystack::default();
        }
        self.library = library;
        self.list();
        if let Some(origin) = here
            && !self.find(&origin)
            && !self.library.progress.done
        {
            self.wanted = Some(origin);
        }
    }

    /// Sorts and filters anew; the cursor stays with its article where it is still listed.
    pub fn arrange(&mut self) {
        let here = self.entry().map(|entry| entry.file.clone());
        self.list();
        if let Some(origin) = here.filter(|_| self.touched) {
            self.find(&origin);
        }
    }

    /// Makes the rows of the snapshot.
    fn list(&mut self) {
        let kept = self.kept();
        self.rows = order::order(&self.library.entries, self.shown_order())
            .into_iter()
            .filter_map(|index| usize::try_from(index).ok())
            .filter(|index| kept.as_ref().is_none_or(|kept| kept.get(*index).copied().unwrap_or(false)))
            .collect();
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        if !self.touched {
            self.cursor = 0;
        }
        self.keep_in_view();
    }

    /// The order of the rows: while the library loads, as they come, so that nothing jumps under the reader's eyes.
    #[must_use]
    pub fn shown_order(&self) -> Order {
        if self.library.progress.done { self.order } else { Order::Path }
    }

    /// For every entry whether the filter keeps it; none without a filter.
    fn kept(&mut self) -> Option<Vec<bool>> {
        let filter = Filter::parse(&self.filter);
        if filter.is_empty() {
            return None;
        }
        let haystack = self.haystack();
        let entries = &self.library.entries;
        // A broken file is found by its path: it has no words of its own.
        let mut kept: Vec<bool> =
            entries.iter().map(|entry| entry.card().is_none() && filter.matches_text(entry.id.raw())).collect();
        for index in haystack.articles(&filter) {
            if let Some(kept) = usize::try_from(index).ok().and_then(|index| kept.get_mut(index)) {
                *kept = true;
            }
        }
        Some(kept)
    }

    /// The rows, as entries.
    #[must_use]
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Option<&Arc<Entry>>> {
        self.rows.iter().map(|index| self.library.entries.get(*index))
    }

    /// The entry of a row.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<&Arc<Entry>> {
        self.rows.get(row).and_then(|index| self.library.entries.get(*index))
    }

    /// Rows in the list.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The entry under the cursor.
    #[must_use]
    pub fn entry(&self) -> Option<&Arc<Entry>> {
        self.row(self.cursor)
    }

    /// Moves the cursor.
    pub fn go(&mut self, motion: Motion, count: Option<usize>) {
        self.touched = true;
        self.wanted = None;
        self.cursor = motion.in_list(self.cursor, self.rows.len(), self.view, count);
        self.keep_in_view();
    }

    /// Puts the cursor on a row.
    pub fn put(&mut self, row: usize) {
        self.touched = true;
        self.wanted = None;
        self.cursor = row.min(self.rows.len().saturating_sub(1));
        self.keep_in_view();
    }

    /// Puts the cursor on an article, where it is listed.
    pub fn select(&mut self, origin: &Origin) {
        self.touched |= self.find(origin);
    }

    fn find(&mut self, origin: &Origin) -> bool {
        let found = self.rows().position(|entry| entry.is_some_and(|entry| entry.file == *origin));
        if let Some(row) = found {
            self.cursor = row;
            self.keep_in_view();
        }
        found.is_some()
    }

    /// The folded text of the snapshot, made where it is not there yet; its parts are shared.
    pub fn haystack(&mut self) -> Haystack {
        self.haystack = self.haystack.grown(&self.library);
        self.haystack.clone()
    }

    /// Takes the room that the frame gives.
    pub fn measure(&mut self, rows: usize) {
        if self.view != rows {
            self.view = rows;
            self.keep_in_view();
        }
    }

    /// Shows other rows without moving the cursor further than it must.
    pub fn scroll(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(self.view.max(1));
        self.top = self.top.saturating_add_signed(by).min(last);
        let lowest = (self.top + self.view.max(1)).saturating_sub(1);
        self.cursor = self.cursor.clamp(self.top, lowest).min(self.rows.len().saturating_sub(1));
        self.touched = true;
    }

    fn keep_in_view(&mut self) {
        self.top = keep_in_view(self.top, self.cursor, self.view, self.rows.len());
    }
}
