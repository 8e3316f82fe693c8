//! Line breaking: where a paragraph is cut so that it fits a width, by optimal fit, on graphemes.
//!
//! Opportunities come from UAX #14, tamed by what a typesetter knows: an address is cut only when it is longer than a
//! line, no line starts with a dash, a section sign stays with its number. textwrap's optimal fit (Knuth and Plass)
//! then chooses the lines; enormous paragraphs, where nobody would see the difference, take the first fit. Ranges point
//! into the text, so that styles, links and places survive.

mod fragment;

use std::ops::Range;

use fragment::{Limits, Piece};
use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};

use super::hyphen::Hyphenator;
use super::width::width;

/// Bytes of a paragraph from which the first fit is taken.
const ENORMOUS: usize = 64 << 10;

/// Costs of the optimal fit, beside the square of the cells that a line leaves free. A line more costs most, so that a
/// paragraph is never longer than need be; a last line of one short word costs about as much as eleven free cells, a
/// hyphen about as much as ten. Overflow is no choice at all.
const PENALTIES: Penalties = Penalties {
    nline_penalty: 1000,
    overflow_penalty: 1_000_000_000,
    short_last_line_fraction: 4,
    short_last_line_penalty: 130,
    hyphen_penalty: 100,
};

/// How a paragraph is to be broken.
#[derive(Clone, Copy, Debug)]
pub struct Wrap<'a> {
    /// Cells of the first line.
    pub first: usize,
    /// Cells of every further line.
    pub rest: usize,
    /// BCP 47 language to hyphenate in, or none.
    pub hyphenate: Option<&'a str>,
}

/// One line of a broken paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrappedLine {
    /// Bytes of the text on this line, without the white space at the break.
    pub range: Range<usize>,
    /// Whether a hyphen is to be drawn at the end.
    pub hyphen: bool,
}

/// Breaks `text` into lines. `\n` is a hard break. Every grapheme of the text is on exactly one line, in order, except
/// white space at a break. A grapheme wider than the line stands alone on its line (it is never split).
#[must_use]
pub fn wrap(text: &str, wrap: Wrap<'_>) -> Vec<WrappedLine> {
    let hyphenator = wrap.hyphenate.and_then(Hyphenator::new);
    let mut lines = Vec::new();
    let mut start = 0;
    for hard in text.split('\n') {
        let first = if lines.is_empty() { wrap.first } else { wrap.rest };
        let limits = Limits { first: first.max(1), rest: wrap.rest.max(1) };
        wrap_hard_line(hard, start, limits, hyphenator, &mut lines);
        start += hard.len() + 1;
    }
    lines
}

/// Breaks text without a `\n` that stands at `start` of the whole.
fn wrap_hard_line(
    text: &str,
    start: usize,
    limits: Limits,
    hyphenator: Option<Hyphenator>,
    lines: &mut Vec<WrappedLine>,
) {
    let trimmed = fragment::trim_end(text);
    if width(trimmed) <= limits.first {
        lines.push(WrappedLine { range: start..start + trimmed.len(), hyphen: false });
        return;
    }
    let pieces = fragment::pieces(trimmed, limits, hyphenator);
    let optimal = (text.len() < ENORMOUS).then(|| optimal_fit(&pieces, limits)).flatten();
    for run in optimal.unwrap_or_else(|| first_fit(&pieces, limits)) {
        let (Some(head), Some(tail)) = (run.first(), run.last()) else { continue };
        lines.push(WrappedLine { range: start + head.start..start + tail.end, hyphen: tail.hyphen });
    }
}

/// The best lines as a whole; none where the search found lines that overflow although they need not.
fn optimal_fit(pieces: &[Piece], limits: Limits) -> Option<Vec<&[Piece]>> {
    let widths = [cells(limits.first), cells(limits.rest)];
    let runs = wrap_optimal_fit(pieces, &widths, &PENALTIES).ok()?;
    let fits = runs.iter().enumerate().all(|(at, run)| run.len() == 1 || run_width(run) <= limits.of(at));
    fits.then_some(runs)
}

/// Each line as long as it can be.
fn first_fit(pieces: &[Piece], limits: Limits) -> Vec<&[Piece]> {
    let mut runs: Vec<&[Piece]> = Vec::new();
    let mut start = 0;
    let mut used = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if at > start && used + piece.width + usize::from(piece.hyphen) > limits.of(runs.len()) {
            runs.extend(pieces.get(start..at));
            start = at;
            used = 0;
        }
        used += piece.width + piece.space;
    }
    runs.extend(pieces.get(start..));
    runs
}

/// Cells of a line of pieces.
fn run_width(run: &[Piece]) -> usize {
    let all: usize = run.iter().map(|piece| piece.width + piece.space).sum();
    run.last().map_or(0, |tail| all - tail.space + usize::from(tail.hyphen))
}

/// Cells as the optimal fit counts them; no line is wider than a `u32`.
fn cells(width: usize) -> f64 {
    f64::from(u32::try_from(width).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
