//! Segments of text as Unicode cuts them (UAX #29), with their places in bytes; and which way a text runs.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

use super::width::simple_width;

/// Grapheme clusters, what a reader calls characters, with their byte offsets.
#[must_use]
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

/// Words (without white space and punctuation) with their byte offsets.
#[must_use]
pub fn words(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.unicode_word_indices()
}

/// Sentences with their byte offsets; white space after a sentence belongs to it.
pub fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_sentence_bound_indices()
}

/// Whether a grapheme cluster starts or ends at `offset`. Offsets inside a character are never boundaries.
#[must_use]
pub fn is_grapheme_boundary(text: &str, offset: usize) -> bool {
    if !text.is_char_boundary(offset) {
        return false;
    }
    let (before, after) = text.split_at(offset);
    let simple = |c: Option<char>| c.is_none_or(|c| simple_width(c).is_some());
    if simple(before.chars().next_back()) && simple(after.chars().next()) {
        return true;
    }
    GraphemeCursor::new(offset, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// The smallest range of whole graphemes that holds `range`.
#[must_use]
pub fn whole_graphemes(text: &str, range: Range<usize>) -> Range<usize> {
    let start = (0..=range.start.min(text.len())).rev().find(|at| is_grapheme_boundary(text, *at)).unwrap_or(0);
    let end = (range.end..=text.len()).find(|at| is_grapheme_boundary(text, *at)).unwrap_or(text.len());
    start..end.max(start)
}

/// Which way a paragraph runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// As Latin does, and text without any strong character.
    #[default]
    LeftToRight,
    /// As Arabic and Hebrew do.
    RightToLeft,
}

/// The direction of the first strong character (UAX #9, rules P2 and P3).
#[must_use]
pub fn direction(text: &str) -> Direction {
    for c in text.chars() {
        match u32::from(c) {
            0x41..=0x5a | 0x61..=0x7a | 0x200e => return Direction::LeftToRight,
            0x200f | 0x061c => return Direction::RightToLeft,
            0x0590..=0x08ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x10800..=0x10fff | 0x1e800..=0x1efff
                if c.is_alphabetic() =>
            {
                return Direction::RightToLeft;
            }
            0x80.. if c.is_alphabetic() => return Direction::LeftToRight,
            _ => {}
        }
    }
    Direction::LeftToRight
}

/// Whether a character belongs to a script that is written without spaces between words and counted by character:
/// Han, kana, bopomofo and their punctuation. (Hangul has spaces.)
#[must_use]
pub fn is_cjk(c: char) -> bool {
    matches!(
        u32::from(c),
        0x2e80..=0x2fdf | 0x3000..=0x312f | 0x31a0..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0xfe30..=0xfe4f
            | 0xff00..=0xff9f | 0x1b000..=0x1b16f | 0x20000..=0x3ffff
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_strong_character_decides() {
        for (text, right) in [
            ("", false),
            ("123 — ", false),
            ("Latin ثم عربي", false),
            ("1. شرطة لاس فيغاس", true),
            ("“משטרה” and", true),
            ("٣ English", false),
            ("\u{200F}abc", true),
            ("移民", false),
        ] {
            assert_eq!(direction(text) == Direction::RightToLeft, right, "{text}");
        }
    }

    #[test]
    fn ranges_grow_to_whole_graphemes() {
        let text = "ae\u{301}👩\u{200D}⚕x";
        assert_eq!(whole_graphemes(text, 1..2), 1..4);
        assert_eq!(whole_graphemes(text, 5..9), 4..14);
        assert_eq!(whole_graphemes(text, 0..1), 0..1);
        assert_eq!(whole_graphemes(text, 14..99), 14..15);
    }

    #[test]
    fn words_and_sentences_keep_their_offsets() {
        assert_eq!(words("No raids, they said.").map(|(at, _)| at).collect::<Vec<_>>(), [0, 3, 10, 15]);
        assert_eq!(sentences("One. Two.").collect::<Vec<_>>(), [(0, "One. "), (5, "Two.")]);
        assert_eq!(graphemes("e\u{301}x").map(|(at, _)| at).collect::<Vec<_>>(), [0, 3]);
    }
}
