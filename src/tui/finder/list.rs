//! The list of hits: how many rows each takes, and which are seen.
//!
//! Hits are of unequal height, and there may be thousands of them; so only those around the cursor are ever set. The
//! list remembers its first hit, not its first row: rows belong to a width.

use super::Finder;
use super::snippet::{Snippet, snippet};
use crate::search::hit::{Hit, Kind};
use crate::tui::motion::Motion;

/// Lines of a takeaway.
const TAKEAWAY: usize = 3;
/// Lines of any other hit.
const OTHER: usize = 2;
/// Rows of the heading over the hits of a kind, with the blank one below.
const HEADING: usize = 2;

/// Where in the hits the reader is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The hit under the cursor.
    pub cursor: usize,
    /// The first hit shown.
    pub top: usize,
    /// Cells of a line.
    width: usize,
    /// Rows that are seen.
    rows: usize,
}

impl List {
    /// Puts the cursor on a hit; the list is scrolled by as much.
    pub(super) fn put(&mut self, cursor: usize, length: usize) {
        let above = self.cursor.saturating_sub(self.top);
        self.cursor = cursor.min(length.saturating_sub(1));
        self.top = self.cursor.saturating_sub(above);
    }
}

/// A hit as it is shown.
#[derive(Clone, Debug)]
pub struct Shown<'a> {
    /// Its index.
    pub index: usize,
    /// The hit.
    pub hit: &'a Hit,
    /// Its text.
    pub snippet: Snippet,
    /// Whether the heading of its kind stands over it.
    pub heads: bool,
    /// Its first row, the heading's where there is one.
    pub row: usize,
    /// The rows that it takes with heading and the blank one below.
    pub rows: usize,
}

impl Shown<'_> {
    /// The first row of its text.
    #[must_use]
    pub fn text_row(&self) -> usize {
        self.row + if self.heads { HEADING } else { 0 }
    }

    /// The rows of its text and of the line about its article.
    #[must_use]
    pub fn text_rows(&self) -> usize {
        self.snippet.lines.len() + 1
    }
}

impl Finder {
    /// Takes the room that the frame gives.
    pub fn measure(&mut self, width: usize, rows: usize) {
        (self.list.width, self.list.rows) = (width, rows);
        self.keep_in_view();
    }

    /// Moves among the hits.
    pub fn go(&mut self, motion: Motion) {
        // A page of hits, with one in common.
        let seen = self.shown().len().saturating_sub(1).max(1);
        self.list.cursor = motion.in_list(self.list.cursor, self.answer.hits.len(), seen, None);
        self.keep_in_view();
    }

    /// Puts the cursor on a hit that is seen.
    pub fn point_at(&mut self, index: usize) {
        self.list.cursor = index.min(self.answer.hits.len().saturating_sub(1));
    }

    fn keep_in_view(&mut self) {
        let cursor = self.list.cursor;
        let highest = self.highest_top(cursor);
        self.list.top = self.list.top.min(cursor).max(highest);
    }

    /// The first hit from which on the one under the cursor is still seen whole.
    fn highest_top(&self, cursor: usize) -> usize {
        let rows = |index| self.answer.hits.get(index).map_or(0, |hit| self.lay(index, hit).text_rows());
        let heading = |index| if self.heads(index) { HEADING } else { 0 };
        let mut first = cursor;
        let mut left = self.list.rows.saturating_sub(rows(cursor) + heading(cursor));
        while let Some(before) = first.checked_sub(1) {
            let needed = rows(before) + 1 + heading(before);
            if needed > left {
                break;
            }
            left -= needed;
            first = before;
        }
        first
    }

    /// Whether a hit is the first of its kind among several kinds.
    fn heads(&self, index: usize) -> bool {
        let kind = |index: usize| self.answer.hits.get(index).map(|hit| hit.kind);
        let before = index.checked_sub(1).and_then(kind);
        self.kind.is_none() && kind(index).is_some() && kind(index) != before
    }

    fn lay<'a>(&self, index: usize, hit: &'a Hit) -> Shown<'a> {
        let most = if hit.kind == Kind::Takeaway { TAKEAWAY } else { OTHER };
        let snippet = snippet(&hit.text, &hit.marks, self.list.width, most);
        let heads = self.heads(index);
        let rows = snippet.lines.len() + 2 + if heads { HEADING } else { 0 };
        Shown { index, hit, snippet, heads, row: 0, rows }
    }

    /// The hits that are seen, from the top on; the last may be cut.
    #[must_use]
    pub fn shown(&self) -> Vec<Shown<'_>> {
        let mut shown = Vec::new();
        let mut row = 0;
        for (index, hit) in self.answer.hits.iter().enumerate().skip(self.list.top) {
            if row >= self.list.rows {
                break;
            }
            let set = Shown { row, ..self.lay(index, hit) };
            row += set.rows;
            shown.push(set);
        }
        shown
    }

    /// The hit that is shown on a row.
    #[must_use]
    pub fn hit_on(&self, row: usize) -> Option<usize> {
        let shown = self.shown();
        let on = |hit: &&Shown<'_>| (hit.text_row()..hit.text_row() + hit.text_rows()).contains(&row);
        shown.iter().find(on).map(|hit| hit.index)
    }
}
