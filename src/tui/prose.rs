//! A text of several lines that is being typed: graphemes, a cursor between them, undo. It knows no keys and no screen.
//!
//! Ours, beside [`Line`](super::line::Line): `ratatui-textarea` 0.9 counts in characters, so that a cursor stops inside an
//! emoji or between a letter and its accent, and maps rows only while it draws, by widths that are not those of our cells.

mod rows;

use std::ops::Range;

use crate::text::clean;
use crate::text::segment::{graphemes, whole_graphemes, words};

/// Longest text that is taken, in bytes.
pub const LONGEST: usize = 1 << 20;
/// Edits that can be undone.
const REMEMBERED: usize = 500;

/// What an edit was, so that a word that is typed is undone at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Edit {
    /// Anything that stands for itself, and moves of the cursor.
    #[default]
    Other,
    Word,
    Space,
    Deletion,
}

/// The text and its cursor at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Moment {
    text: String,
    /// Bytes before the cursor: a grapheme boundary.
    cursor: usize,
}

/// How far the cursor goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// One grapheme back.
    Left,
    /// One grapheme on.
    Right,
    /// To the start of a word, back.
    WordLeft,
    /// Behind the end of a word, on.
    WordRight,
    /// Rows up (negative) or down, where lines are so many cells long.
    Rows(isize, usize),
    /// To the start of the row, where lines are so many cells long.
    Home(usize),
    /// To the end of the row, where lines are so many cells long.
    End(usize),
    /// To the start of the text.
    Top,
    /// To the end of the text.
    Bottom,
}

/// A text of several lines with a cursor.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    now: Moment,
    past: Vec<Moment>,
    undone: Vec<Moment>,
    last: Edit,
    /// The cell that moving by rows keeps to.
    goal: Option<usize>,
}

impl Prose {
    /// A text with the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let text = clean::lines(text).into_string();
        Self { now: Moment { cursor: text.len(), text }, ..Self::default() }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.now.text
    }

    fn before(&self) -> &str {
        self.now.text.get(..self.now.cursor).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.now.text.get(self.now.cursor..).unwrap_or_default()
    }

    /// Takes text at the cursor, cleaned; whether there was room for it.
    pub fn insert(&mut self, text: &str) -> bool {
        // A mark or joiner is judged by what it stands behind.
        let behind = graphemes(self.before()).next_back().map(|(_, grapheme)| grapheme.to_owned()).unwrap_or_default();
        let cleaned = clean::lines(&format!("{behind}{text}"));
        let new =
            cleaned.strip_prefix(behind.as_str()).map_or_else(|| clean::lines(text).into_string(), ToOwned::to_owned);
        if self.now.text.len() + new.len() > LONGEST {
            return false;
        }
        let one = new.chars().count() == 1;
        let edit = match new.chars().next() {
            Some(c) if one && c.is_whitespace() => Edit::Space,
            Some(_) if one => Edit::Word,
            _ => Edit::Other,
        };
        self.remember(edit);
        let at = self.now.cursor;
        self.replace(at..at, &new);
        true
    }

    /// Replaces the whole text, cleaned; the cursor goes to its end.
    pub fn set(&mut self, text: &str) {
        self.remember(Edit::Other);
        let text = clean::lines(text).into_string();
        self.now = Moment { cursor: text.len(), text };
    }

    /// Deletes from the cursor to where a move leads.
    pub fn delete(&mut self, to: Move) {
        let (from, to) = (self.now.cursor, self.target(to));
        if from != to {
            self.remember(Edit::Deletion);
            self.replace(from.min(to)..from.max(to), "");
        }
    }

    /// Puts text in the place of bytes; the cursor goes behind it, or further where a grapheme goes on there.
    fn replace(&mut self, range: Range<usize>, new: &str) {
        let end = range.start + new.len();
        self.now.text.replace_range(range, new);
        self.now.cursor = whole_graphemes(&self.now.text, end..end).end;
    }

    /// Moves the cursor.
    pub fn go(&mut self, to: Move) {
        self.last = Edit::Other;
        let goal = match to {
            Move::Rows(_, cells) => self.goal.or_else(|| Some(self.seat(cells).1)),
            _ => None,
        };
        self.goal = goal;
        self.now.cursor = self.target(to);
    }

    /// Moves the cursor to the grapheme nearest to a cell of a row, where lines are so many cells long.
    pub fn go_to(&mut self, row: usize, cell: usize, cells: usize) {
        self.last = Edit::Other;
        self.goal = None;
        let rows = self.rows(cells);
        let row = rows.get(row).or(rows.last()).cloned().unwrap_or(0..0);
        let at = self.at_cell(&row, cell, cells);
        self.now.cursor = whole_graphemes(self.text(), at..at).start;
    }

    /// Where a move leads: a grapheme boundary, also where a word or row begins inside a grapheme.
    fn target(&self, to: Move) -> usize {
        let at = self.led(to);
        let whole = whole_graphemes(self.text(), at..at);
        if at < self.now.cursor { whole.start } else { whole.end }
    }

    fn led(&self, to: Move) -> usize {
        let at = self.now.cursor;
        match to {
            Move::Left => graphemes(self.before()).next_back().map_or(at, |(start, _)| start),
            Move::Right => graphemes(self.after()).next().map_or(at, |(_, grapheme)| at + grapheme.len()),
            Move::WordLeft => words(self.before()).next_back().map_or(0, |(start, _)| start),
            Move::WordRight => {
                words(self.after()).next().map_or(self.now.text.len(), |(start, word)| at + start + word.len())
            }
            Move::Rows(by, cells) => self.row_away(by, cells),
            Move::Home(cells) => self.row_here(cells).start,
            Move::End(cells) => self.row_end(&self.row_here(cells), cells),
            Move::Top => 0,
            Move::Bottom => self.now.text.len(),
        }
    }

    fn remember(&mut self, edit: Edit) {
        // Spaces belong to the word before them.
        let goes_on = matches!(
            (self.last, edit),
            (Edit::Word | Edit::Space, Edit::Space) | (Edit::Word, Edit::Word) | (Edit::Deletion, Edit::Deletion)
        );
        if !goes_on {
            self.past.push(self.now.clone());
            if self.past.len() > REMEMBERED {
                self.past.remove(0);
            }
        }
        self.undone.clear();
        self.last = edit;
        self.goal = None;
    }

    /// Takes the last edit back; whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        self.undone.push(std::mem::replace(&mut self.now, before));
        self.last = Edit::Other;
        self.goal = None;
        true
    }

    /// Does again what was taken back; whether there was something.
    pub fn redo(&mut self) -> bool {
        let Some(next) = self.undone.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.now, next));
        self.last = Edit::Other;
        self.goal = None;
        true
    }
}

#[cfg(test)]
mod tests;
