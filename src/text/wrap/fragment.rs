//! The pieces of a paragraph between which a line may end.

use std::ops::Range;

use textwrap::core::Fragment;
use unicode_linebreak::linebreaks;

use super::cells;
use crate::text::hyphen::Hyphenator;
use crate::text::segment;
use crate::text::width::{grapheme_width, width};

/// Cells of the lines of a paragraph, at least one each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Of the first.
    pub(super) first: usize,
    /// Of every other.
    pub(super) rest: usize,
}

impl Limits {
    /// Cells of a line, counted from 0.
    pub(super) fn of(self, line: usize) -> usize {
        if line == 0 { self.first } else { self.rest }
    }
}

/// Text that is never cut, with the white space behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// First byte.
    pub(super) start: usize,
    /// The byte behind the last one that is seen.
    pub(super) end: usize,
    /// Cells of what is seen.
    pub(super) width: usize,
    /// Cells of the white space behind it.
    pub(super) space: usize,
    /// Whether a line that ends here ends with a hyphen.
    pub(super) hyphen: bool,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        cells(self.width)
    }

    fn whitespace_width(&self) -> f64 {
        cells(self.space)
    }

    fn penalty_width(&self) -> f64 {
        cells(usize::from(self.hyphen))
    }
}

/// Cuts a hard line into pieces, each of which fits a line unless it is a single grapheme.
pub(super) fn pieces(text: &str, limits: Limits, hyphenator: Option<Hyphenator>) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(text.len() / 5);
    for range in unbroken(text, limits) {
        let Some(whole) = text.get(range.clone()) else { continue };
        let seen = trim_end(whole);
        let piece = Piece {
            start: range.start,
            end: range.start + seen.len(),
            width: width(seen),
            space: width(whole.get(seen.len()..).unwrap_or("")),
            hyphen: false,
        };
        let limit = if pieces.is_empty() { limits.first } else { limits.rest };
        let cuts = hyphenator.map_or_else(Vec::new, |hyphenator| hyphenator.cuts(seen));
        if !cuts.is_empty() {
            syllables(text, piece, &cuts, limits, &mut pieces);
        } else if piece.width > limit {
            chunks(text, piece, limits, &mut pieces);
        } else {
            pieces.push(piece);
        }
    }
    pieces
}

/// Text without the white space at its end; a no-break space is not white space here.
pub(super) fn trim_end(text: &str) -> &str {
    text.trim_end_matches(is_space)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

/// The stretches between which a line may end, white space behind each included.
fn unbroken(text: &str, limits: Limits) -> Vec<Range<usize>> {
    let mut ranges = Vec::with_capacity(text.len() / 5);
    let mut start = 0;
    let mut word = Word { end: 0, kind: Kind::Plain };
    for (at, _) in linebreaks(text) {
        if start >= word.end {
            word = Word::at(text, start, limits);
        }
        let allowed = match word.kind {
            _ if at >= word.end => true,
            Kind::Plain => true,
            Kind::Address => false,
            Kind::LongAddress => cuts_address(text, at),
        };
        if at < text.len() && !(allowed && may_end(text, start, at)) {
            continue;
        }
        ranges.push(start..at);
        start = at;
    }
    if start < text.len() {
        ranges.push(start..text.len());
    }
    ranges
}

/// What stands between two stretches of white space. It is looked at once, however many breaks it allows.
struct Word {
    end: usize,
    kind: Kind,
}

enum Kind {
    Plain,
    /// An address that fits a line.
    Address,
    /// An address that does not.
    LongAddress,
}

impl Word {
    fn at(text: &str, start: usize, limits: Limits) -> Self {
        let rest = text.get(start..).unwrap_or("");
        let seen = rest.trim_start_matches(is_space);
        let length = seen.find(is_space).unwrap_or(seen.len());
        let word = seen.get(..length).unwrap_or("");
        let kind = match word.contains("://") || word.starts_with("www.") {
            false => Kind::Plain,
            true if width(word) <= limits.rest => Kind::Address,
            true => Kind::LongAddress,
        };
        Self { end: start + (rest.len() - seen.len()) + length, kind }
    }
}

/// Whether an address may be cut before `at`.
fn cuts_address(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    before.ends_with(['/', '?', '&', '=', '-']) && !before.ends_with("//")
}

/// Whether a line may end before `at`, beyond what UAX #14 says of it.
fn may_end(text: &str, start: usize, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(start..at), text.get(at..)) else { return false };
    let seen = trim_end(before);
    let starts_with_dash = seen.len() == before.len() && after.starts_with(['–', '—']);
    // White space that nothing stands before goes with what follows it.
    let stays = seen.is_empty() || starts_with_dash || seen.ends_with(['§', '¶']);
    // Looking back from `at` to the last break is enough, and keeps a run of ten thousand flags from being looked at
    // from its start for each of them.
    !stays && text.get(start..).is_some_and(|since| segment::is_grapheme_boundary(since, at - start))
}

/// A word cut where it may be hyphenated; what does not fit even so is cut on graphemes.
fn syllables(text: &str, word: Piece, cuts: &[usize], limits: Limits, pieces: &mut Vec<Piece>) {
    let mut start = word.start;
    for end in cuts.iter().map(|cut| word.start + cut).chain([word.end]) {
        let last = end == word.end;
        let cells = text.get(start..end).map_or(0, width);
        // What follows the first syllable may stand on the next line, which may be narrower.
        let limit = if pieces.is_empty() { limits.first } else { limits.rest };
        if cells + usize::from(!last) > limit || !segment::is_grapheme_boundary(text, end) {
            if last {
                let rest = Piece { start, width: cells, ..word };
                chunks(text, rest, limits, pieces);
            }
            continue;
        }
        let space = if last { word.space } else { 0 };
        pieces.push(Piece { start, end, width: cells, space, hyphen: !last });
        start = end;
    }
}

/// A piece that fits no line, cut on graphemes so that it fills them.
fn chunks(text: &str, piece: Piece, limits: Limits, pieces: &mut Vec<Piece>) {
    let Some(seen) = text.get(piece.start..piece.end) else { return };
    let leading = seen.len() - seen.trim_start_matches(is_space).len();
    let mut start = piece.start + leading;
    let mut end = start;
    let mut used = 0;
    for (_, grapheme) in segment::graphemes(seen.get(leading..).unwrap_or("")) {
        let cells = grapheme_width(grapheme);
        let limit = if pieces.is_empty() { limits.first } else { limits.rest };
        if end > start && used + cells > limit {
            pieces.push(Piece { start, end, width: used, space: 0, hyphen: false });
            start = end;
            used = 0;
        }
        end += grapheme.len();
        used += cells;
    }
    pieces.push(Piece { start, end: piece.end, width: used, space: piece.space, hyphen: false });
}
