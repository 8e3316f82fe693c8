//! The shelf: the state of the library screen. Which articles are listed, in which order, which is under the cursor.

use std::sync::Arc;

use super::motion::{Motion, keep_in_view};
use crate::library::order::{self, Order};
use crate::library::{Entry, Library, Origin, Traits, starter};
use crate::reading::Summary;
use crate::reading::summary::Line;
use crate::store::Listed;
use crate::text::Clean;

/// The library screen's state.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The newest snapshot.
    pub library: Arc<Library>,
    /// What the reader made of the articles; nothing until that is told.
    pub reading: Arc<Summary>,
    /// How the list is sorted.
    pub order: Order,
    /// The filter as typed.
    pub filter: String,
    /// What is wrong with the filter; the rows are then those of the last good one.
    pub mistake: Option<Clean>,
    /// What the filter keeps of the snapshot; none until that is told.
    matching: Option<Listed>,
    /// Entries in the list, as indices into the snapshot.
    rows: Vec<u32>,
    /// The groups of the list, where its order groups by a name.
    groups: Vec<Group>,
    /// The reading state that the unread ones of the groups were counted with.
    counted: Arc<Summary>,
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row shown.
    pub top: usize,
    /// Rows that the frame has room for.
    view: usize,
    /// What the cursor wants to be on, while a load has not come to it yet.
    wanted: Option<Wanted>,
    /// Whether the reader of the list has moved: from then on the cursor stays with its article while more come in.
    touched: bool,
}

/// Rows of the list that stand under one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its first row.
    pub start: usize,
    /// How many there are.
    pub len: usize,
    /// How many of them are articles that are not read.
    pub unread: usize,
}

/// What a list that still loads, or is being filtered, is to come back to.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wanted {
    /// The article under the cursor.
    origin: Origin,
    /// The filter that the list was left with, where it is this library's.
    filter: String,
}

impl Shelf {
    /// Takes a newer snapshot. The cursor stays with its article once it was moved.
    pub fn take(&mut self, library: Arc<Library>) {
        let here = self.touched.then(|| self.entry().map(|entry| entry.file)).flatten();
        let wanted = self.wanted.take();
        let wanted = wanted.or_else(|| here.map(|origin| Wanted { origin, filter: String::new() }));
        // What matched is of the snapshot before: until that is told anew, nothing is known to match.
        self.matching = None;
        self.library = library;
        if let Some(wanted) = &wanted {
            self.filter_as_left(wanted);
        }
        self.list();
        let Some(wanted) = wanted else { return };
        if self.find(&wanted.origin) {
            self.touched = true;
        } else if !self.library.progress.done || !self.filter.is_empty() {
            self.wanted = Some(wanted);
        }
    }

    /// Sorts and filters anew; the cursor stays with its article where it is still listed.
    pub fn arrange(&mut self) {
        let here = self.entry().map(|entry| entry.file);
        self.list();
        if let Some(origin) = here.filter(|_| self.touched) {
            self.find(&origin);
        }
    }

    /// Takes what the filter keeps of the snapshot.
    pub fn keep(&mut self, matching: Listed) {
        let wanted = self.wanted.take().map(|wanted| wanted.origin);
        let here = wanted.or_else(|| self.entry().map(|entry| entry.file));
        self.matching = Some(matching);
        self.mistake = None;
        self.list();
        if let Some(origin) = here.filter(|_| self.touched) {
            self.find(&origin);
        }
    }

    /// The filter that is answered instead of the one that was typed, where nothing matches that.
    #[must_use]
    pub fn instead(&self) -> Option<&Clean> {
        self.matching.as_ref().filter(|_| !self.filter.is_empty())?.instead.as_ref()
    }

    /// Makes the rows of the snapshot.
    fn list(&mut self) {
        let order = self.shown_order();
        let kept = |index: &u32| match (&self.matching, self.filter.is_empty()) {
            (Some(matching), false) => {
                usize::try_from(*index).ok().and_then(|index| matching.kept.get(index).copied()).unwrap_or(false)
            }
            _ => true,
        };
        let all = if self.library.progress.done {
            order::order(&self.library, order)
        } else {
            (0..u32::try_from(self.library.len()).unwrap_or(u32::MAX)).collect()
        };
        self.rows = all.into_iter().filter(kept).collect();
        let mut start = 0;
        let groups = order::group_ends(&self.library, &self.rows, order).into_iter().map(|end| {
            let group = Group { start, len: end - start, unread: 0 };
            start = end;
            group
        });
        self.groups = groups.collect();
        self.count_unread();
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        if !self.touched {
            self.cursor = 0;
        }
        self.keep_in_view();
    }

    /// Counts the unread articles of each group.
    fn count_unread(&mut self) {
        self.counted = Arc::clone(&self.reading);
        let (rows, library, reading) = (&self.rows, &self.library, &self.reading);
        let is_unread = |index: &&u32| {
            let row = usize::try_from(**index).ok().and_then(|index| library.rows().get(index));
            row.is_some_and(|row| {
                !row.traits.has(Traits::BROKEN) && !reading.of_path(row.path).is_some_and(Line::is_read)
            })
        };
        for group in &mut self.groups {
            group.unread = rows.iter().skip(group.start).take(group.len).filter(is_unread).count();
        }
    }

    /// The group that a row belongs to, where the list is grouped by a name.
    #[must_use]
    pub fn group(&self, row: usize) -> Option<Group> {
        let at = self.groups.partition_point(|group| group.start + group.len <= row);
        self.groups.get(at).copied()
    }

    /// The order of the rows: while the library loads, as they come, so that nothing jumps under the reader's eyes.
    #[must_use]
    pub fn shown_order(&self) -> Order {
        if self.library.progress.done { self.order } else { self.library.lies.unwrap_or(Order::Path) }
    }

    /// The entry of a row, decoded.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<Entry> {
        let index = self.rows.get(row).and_then(|index| usize::try_from(*index).ok())?;
        self.library.entry(index)
    }

    /// The articles of the list as indices into the library, each once: a list by topic has some more than once.
    #[must_use]
    pub fn listed(&self) -> Vec<usize> {
        let mut rows: Vec<usize> = self.rows.iter().filter_map(|row| usize::try_from(*row).ok()).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// Rows in the list.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Articles that there are: while they come in, as many as have been found.
    #[must_use]
    pub fn total(&self) -> usize {
        self.library.len().max(self.library.progress.found)
    }

    /// Rows that there are: without a filter, as many as articles.
    #[must_use]
    pub fn rows_in_all(&self) -> usize {
        if self.filter.is_empty() { self.total() } else { self.len() }
    }

    /// Whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The entry under the cursor.
    #[must_use]
    pub fn entry(&self) -> Option<Entry> {
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

    /// How the screen is left, for the next time: the order, the article under the cursor, the filter.
    #[must_use]
    pub fn left(&self) -> String {
        let file = self.entry().map(|entry| entry.file.name()).unwrap_or_default();
        format!("{}\n{file}\n{}", self.order.name(), self.filter)
    }

    /// Takes up how the screen was left, as [`Self::left`] wrote it, unless the reader of the list was faster.
    pub fn come_back(&mut self, left: &str) {
        let Some((order, rest)) = left.split_once('\n').filter(|_| !self.touched) else { return };
        let (file, filter) = rest.rsplit_once('\n').unwrap_or((rest, ""));
        if let Some(order) = Order::from_name(order) {
            self.order = order;
            self.arrange();
        }
        let starter =
            file.strip_prefix("starter:").and_then(|path| starter::FILES.iter().find(|(own, _)| *own == path));
        let origin = starter.map_or_else(|| Origin::File(file.into()), |(path, _)| Origin::Starter(path));
        let wanted = Wanted { origin, filter: filter.to_owned() };
        self.filter_as_left(&wanted);
        self.touched = self.find(&wanted.origin);
        if !self.touched {
            self.wanted = Some(wanted).filter(|_| !self.library.progress.done);
        }
    }

    /// Filters as the list was left, where its article is in this library: in another one the filter means nothing.
    fn filter_as_left(&mut self, wanted: &Wanted) {
        if self.filter.is_empty() && self.library.position(&wanted.origin).is_some() {
            wanted.filter.clone_into(&mut self.filter);
        }
    }

    /// Puts the cursor on an article, where it is listed.
    pub fn select(&mut self, origin: &Origin) {
        self.touched |= self.find(origin);
    }

    fn find(&mut self, origin: &Origin) -> bool {
        let found = self.library.position(origin).and_then(|index| u32::try_from(index).ok());
        let row = found.and_then(|index| self.rows.iter().position(|row| *row == index));
        if let Some(row) = row {
            self.cursor = row;
            self.keep_in_view();
        }
        row.is_some()
    }

    /// Takes the room that the frame gives.
    pub fn measure(&mut self, rows: usize) {
        if !self.groups.is_empty() && !Arc::ptr_eq(&self.counted, &self.reading) {
            self.count_unread();
        }
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
