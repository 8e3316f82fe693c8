//! Finding in the laid-out text: in the shown text of each part, so that wrapped lines and styles are no hindrance.

use std::ops::Range;

use super::{Layout, Line};
use crate::article::{Part, Place};
use crate::text::fold::Finder;
use crate::text::segment::{graphemes, words};
use crate::text::width::{grapheme_width, width};

/// Rows of a part from which painting looks only at those that can hold a match.
const MANY: usize = 256;

/// Something found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Where it starts.
    pub place: Place,
    /// Bytes of the part's shown text.
    pub length: usize,
}

/// A word on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it starts.
    pub place: Place,
    /// Bytes of the part's shown text.
    pub length: usize,
    /// The row on which it starts.
    pub row: usize,
    /// Its first cell there.
    pub cell: usize,
}

impl Layout {
    /// The words that start on certain rows, top to bottom.
    #[must_use]
    pub fn words_on(&self, rows: Range<usize>) -> Vec<Word> {
        let mut found = Vec::new();
        let mut of: Option<(Part, Vec<(usize, &str)>)> = None;
        let lines = self.lines.iter().enumerate().skip(rows.start).take(rows.len());
        for (row, line) in lines {
            let part = line.place.part;
            if of.as_ref().is_none_or(|(known, _)| *known != part) {
                let text = self.part(part).map(|laid| laid.text.as_str()).unwrap_or_default();
                of = Some((part, words(text).collect()));
            }
            let all = of.as_ref().map(|(_, words)| words.as_slice()).unwrap_or_default();
            let mut left = line.indent;
            for piece in &line.pieces {
                if let Some(at) = piece.at {
                    let first = all.partition_point(|(start, _)| *start < at);
                    let here = all.iter().skip(first).take_while(|(start, _)| *start < at + piece.text.len());
                    found.extend(here.map(|(start, word)| Word {
                        place: Place { part, offset: *start },
                        length: word.len(),
                        row,
                        cell: left + cells_before(&piece.text, start - at),
                    }));
                }
                left += width(&piece.text);
            }
        }
        found
    }

    /// What matches `needle`, top to bottom: smart case, diacritics and quotation marks levelled, any white space
    /// matches a space. A blank needle finds nothing.
    #[must_use]
    pub fn find(&self, needle: &str) -> Vec<Match> {
        let finder = Finder::new(needle);
        let in_part = |laid: &super::LaidPart| {
            let part = laid.part;
            let found = finder.find_all(&laid.text).into_iter();
            found.map(move |range| Match { place: Place { part, offset: range.start }, length: range.len() })
        };
        self.parts.iter().flat_map(in_part).collect()
    }

    /// The link under a cell of a row, as an index into [`Layout::links`].
    #[must_use]
    pub fn link_at(&self, row: usize, cell: usize) -> Option<usize> {
        let line = self.lines.get(row)?;
        let mut left = line.indent;
        for piece in &line.pieces {
            let right = left + width(&piece.text);
            if (left..right).contains(&cell) {
                return piece.link;
            }
            left = right;
        }
        None
    }

    /// The cells that show bytes of a part's shown text: row, first cell, and the cell behind the last, counted from the
    /// left of the measure (the line's indent included). Empty where the part is not shown.
    #[must_use]
    pub fn cells_of(&self, part: Part, range: Range<usize>) -> Vec<(usize, usize, usize)> {
        let Some(laid) = self.part(part) else { return Vec::new() };
        let mut rows = laid.row..laid.row + laid.rows;
        if laid.rows > MANY {
            let before = |offset: usize| {
                let lines = self.lines.get(rows.clone()).unwrap_or_default();
                rows.start + lines.partition_point(|line| line.place.offset < offset)
            };
            rows = before(range.start + 1).saturating_sub(1).max(laid.row)..before(range.end);
        }
        let lines = rows.filter_map(|row| self.lines.get(row).map(|line| (row, line)));
        lines.flat_map(|(row, line)| line.cells(&range).into_iter().map(move |(from, to)| (row, from, to))).collect()
    }
}

impl Line {
    /// The cells of the line that show bytes of its part's shown text.
    fn cells(&self, range: &Range<usize>) -> Vec<(usize, usize)> {
        let mut spans: Vec<(usize, usize)> = Vec::new();
        let mut cell = self.indent;
        for piece in &self.pieces {
            if let Some(at) = piece.at
                && at < range.end
                && range.start < at + piece.text.len()
            {
                let offset = |byte: usize| cell + cells_before(&piece.text, byte.saturating_sub(at));
                let (from, to) = (offset(range.start), offset(range.end));
                match spans.last_mut() {
                    Some(last) if last.1 == from => last.1 = to,
                    _ => spans.push((from, to)),
                }
            }
            cell += width(&piece.text);
        }
        spans
    }
}

/// Cells of the graphemes that start before `byte`.
fn cells_before(text: &str, byte: usize) -> usize {
    match text.get(..byte) {
        Some(before) => width(before),
        None => graphemes(text).take_while(|(at, _)| *at < byte).map(|(_, grapheme)| grapheme_width(grapheme)).sum(),
    }
}
