//! A flow: the text of one paragraph as it is to be wrapped, with the way from each stretch back to the shown text.
//!
//! What is wrapped is not quite what is shown: footnote marks take room on the line but are ornaments, without an offset.

use std::ops::Range;

use super::{Piece, Style};
use crate::text::segment;
use crate::text::width::grapheme_width;

/// Glues what follows to what stands before it (UAX #14, class WJ). Never painted.
const WORD_JOINER: &str = "\u{2060}";

/// A paragraph in the making.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// What is wrapped.
    pub(super) text: String,
    stretches: Vec<Stretch>,
}

/// Text of one style.
#[derive(Debug)]
struct Stretch {
    range: Range<usize>,
    at: Option<usize>,
    style: Style,
    link: Option<usize>,
}

impl Flow {
    /// Text that starts at `at` of the shown text.
    pub(super) fn push(&mut self, text: &str, at: usize, style: Style, link: Option<usize>) {
        if text.is_empty() {
            return;
        }
        let range = self.text.len()..self.text.len() + text.len();
        self.text.push_str(text);
        match self.stretches.last_mut() {
            Some(last)
                if last.style == style
                    && last.link == link
                    && last.range.end == range.start
                    && last.at.map(|at| at + last.range.len()) == Some(at) =>
            {
                last.range.end = range.end;
            }
            _ => self.stretches.push(Stretch { range, at: Some(at), style, link }),
        }
    }

    /// An ornament.
    pub(super) fn ornament(&mut self, text: &str, style: Style, link: Option<usize>) {
        let range = self.text.len()..self.text.len() + text.len();
        self.text.push_str(text);
        self.stretches.push(Stretch { range, at: None, style, link });
    }

    /// An ornament that never starts a line.
    pub(super) fn mark(&mut self, text: &str, style: Style, link: Option<usize>) {
        if !self.text.is_empty() {
            self.text.push_str(WORD_JOINER);
        }
        self.ornament(text, style, link);
    }

    /// Another flow behind this one, as it is or, without its offsets, as an ornament.
    pub(super) fn append(&mut self, other: &Self, shown: bool) {
        let shift = self.text.len();
        self.text.push_str(&other.text);
        self.stretches.extend(other.stretches.iter().map(|stretch| Stretch {
            range: stretch.range.start + shift..stretch.range.end + shift,
            at: stretch.at.filter(|_| shown),
            style: stretch.style,
            link: stretch.link,
        }));
    }

    /// The pieces of a line.
    pub(super) fn pieces(&self, line: &Range<usize>) -> Vec<Piece> {
        let from = self.stretches.partition_point(|stretch| stretch.range.end <= line.start);
        let on_line = self.stretches.iter().skip(from).take_while(|stretch| stretch.range.start < line.end);
        on_line
            .filter_map(|stretch| {
                let start = stretch.range.start.max(line.start);
                let text = self.text.get(start..stretch.range.end.min(line.end))?;
                let at = stretch.at.map(|at| at + start - stretch.range.start);
                Some(Piece { text: text.to_owned(), style: stretch.style, at, link: stretch.link })
            })
            .collect()
    }

    /// Lines as full as they can be, white space kept: for code.
    pub(super) fn full_lines(&self, measure: usize) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let mut start = 0;
        let mut used = 0;
        for (at, grapheme) in segment::graphemes(&self.text) {
            let cells = grapheme_width(grapheme);
            if at > start && used + cells > measure {
                lines.push(start..at);
                start = at;
                used = 0;
            }
            used += cells;
        }
        lines.push(start..self.text.len());
        lines
    }
}
