//! Snippets: the few lines of a hit that a list shows, with what matched in them.
//!
//! A takeaway fits most often; a paragraph does not, and then its lines begin a little before the first match, so that
//! nobody has to guess why it is there.

use std::ops::Range;

use crate::text::segment::{graphemes, whole_graphemes};
use crate::text::width::width;
use crate::text::wrap::{Wrap, wrap};

/// What a list shows of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// Bytes of the text on each line.
    pub lines: Vec<Range<usize>>,
    /// Whether text before the first line is left out.
    pub leads: bool,
    /// Whether text after the last line is left out.
    pub trails: bool,
}

/// Cells that an ellipsis takes with its space.
pub const ELLIPSIS: usize = 2;
/// Bytes of a cell at most, but for text that nobody writes.
const BYTES: usize = 4;

/// Sets at most `most` lines of `text` in `cells` cells, so that the first of `marks` is among them.
#[must_use]
pub fn snippet(text: &str, marks: &[Range<usize>], cells: usize, most: usize) -> Snippet {
    let cells = cells.max(1);
    let whole = set(text, 0, cells, most);
    let Some(mark) = marks.first().filter(|mark| mark.start < mark.end && mark.end <= text.len()) else { return whole };
    let shown = whole.lines.last().map_or(0, |line| line.end);
    if !whole.trails || mark.end <= shown {
        return whole;
    }
    let start = lead(text, whole_graphemes(text, mark.clone()).start, cells / 2);
    set(text, start, cells, most)
}

/// Sets the text from `start` on.
fn set(text: &str, start: usize, cells: usize, most: usize) -> Snippet {
    let rest = text.get(start..).unwrap_or_default();
    // No more is wrapped than can be shown: a paragraph may be as long as its file.
    let bound = cells.saturating_mul(most + 2).saturating_mul(BYTES);
    let cut = (bound..rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
    let rest = rest.get(..cut).unwrap_or(rest);
    let first = if start > 0 { cells.saturating_sub(ELLIPSIS) } else { cells };
    let mut lines: Vec<Range<usize>> = wrap(rest, Wrap { first, rest: cells, hyphenate: None })
        .into_iter()
        .map(|line| line.range.start + start..line.range.end + start)
        .collect();
    let trails = lines.len() > most;
    lines.truncate(most);
    if trails && let Some(last) = lines.last_mut() {
        *last = shortened(text, last, if most == 1 { first } else { cells }.saturating_sub(ELLIPSIS));
    }
    Snippet { lines, leads: start > 0, trails }
}

/// A line cut behind a word, so that it fits in `cells` cells; one word that does not is cut where it must be.
fn shortened(text: &str, line: &Range<usize>, cells: usize) -> Range<usize> {
    let words = text.get(line.clone()).unwrap_or_default();
    if width(words) <= cells {
        return line.clone();
    }
    let mut taken = 0;
    let fits = |(_, grapheme): &(usize, &str)| {
        taken += width(grapheme);
        taken <= cells
    };
    let end = graphemes(words).take_while(fits).last().map_or(0, |(at, grapheme)| at + grapheme.len());
    let head = words.get(..end).unwrap_or_default();
    let behind_word = head.rfind(char::is_whitespace).map_or(head, |at| head.get(..at).unwrap_or_default());
    let whole = words.get(end..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let kept = if whole { head } else { behind_word }.trim_end();
    line.start..line.start + if kept.is_empty() { end } else { kept.len() }
}

/// The start of a word at most `cells` cells before `at`.
fn lead(text: &str, at: usize, cells: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let mut left = cells;
    let mut start = at;
    for (offset, grapheme) in graphemes(before).rev() {
        let Some(rest) = left.checked_sub(width(grapheme)) else { break };
        left = rest;
        // A word begins behind a space; text without spaces is cut where it must be.
        if offset == 0 || before.get(..offset).is_some_and(|head| head.ends_with(char::is_whitespace)) {
            start = offset;
        }
    }
    start
}

/// What of `marks` stands on a line, as whole graphemes, in bytes of the text.
pub fn marked<'a>(
    text: &'a str,
    line: &'a Range<usize>,
    marks: &'a [Range<usize>],
) -> impl Iterator<Item = Range<usize>> + 'a {
    marks.iter().filter_map(move |mark| {
        let (start, end) = (mark.start.max(line.start), mark.end.min(line.end));
        let whole = (start < end).then(|| whole_graphemes(text, start..end))?;
        Some(whole.start.max(line.start)..whole.end.min(line.end))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(text: &str, marks: &[Range<usize>], cells: usize) -> Vec<String> {
        let snippet = snippet(text, marks, cells, 2);
        snippet.lines.into_iter().map(|line| text.get(line).unwrap().to_owned()).collect()
    }

    #[test]
    fn what_fits_is_shown_whole() {
        assert_eq!(lines("Thirty days to appeal.", std::slice::from_ref(&(7..11)), 40), ["Thirty days to appeal."]);
        assert_eq!(lines("", &[], 40), [""]);
    }

    #[test]
    fn a_late_match_brings_its_words_along() {
        let text = "one two three four five six seven eight nine ten eleven twelve thirteen";
        let at = text.find("eleven").unwrap();
        let shown = snippet(text, std::slice::from_ref(&(at..at + 6)), 20, 2);
        assert!(shown.leads && !shown.trails, "{shown:?}");
        assert_eq!(text.get(shown.lines[0].clone()), Some("nine ten eleven"));
    }

    #[test]
    fn the_last_line_leaves_room_for_what_is_missing() {
        let text = "one two three four five six seven eight nine ten";
        let shown = snippet(text, &[], 10, 2);
        assert!(shown.trails);
        for line in &shown.lines {
            assert!(width(text.get(line.clone()).unwrap()) <= 10);
        }
        let last = text.get(shown.lines[1].clone()).unwrap();
        assert!(width(last) <= 8 && text.contains(&format!("{last} ")), "{last:?}");
        assert_eq!(shortened("abcdefgh", &(0..8), 3), 0..3);
        assert_eq!(shortened("ab cdefgh", &(0..9), 5), 0..2);
        assert_eq!(shortened("ab cd efgh", &(0..10), 5), 0..5);
    }

    #[test]
    fn marks_are_cut_to_the_line_and_to_whole_graphemes() {
        let text = "ne\u{301}e x";
        let marks = [1..2, 4..100];
        let found: Vec<_> = marked(text, &(0..7), &marks).collect();
        assert_eq!(found, [1..4, 4..7]);
    }

    proptest! {
        #[test]
        fn any_text_and_marks_stay_inside(text in "\\PC{0,200}", from in 0usize..220, length in 0usize..40, cells in 0usize..60, most in 1usize..4) {
            let marks = vec![from..from + length, from + length..from + 2 * length];
            let shown = snippet(&text, &marks, cells, most);
            prop_assert!(shown.lines.len() <= most);
            for line in &shown.lines {
                prop_assert!(text.get(line.clone()).is_some());
                for mark in marked(&text, line, &marks) {
                    prop_assert!(text.get(mark).is_some());
                }
            }
        }
    }
}
