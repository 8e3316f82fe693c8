//! The last door: what a cell may send to the terminal, and how far its width can be trusted.
//!
//! `text::clean` has already seen every foreign text. This door is for the mistake that we have not made yet: whatever a
//! widget puts into a cell, no control, no direction override and no lone invisible character leaves through it.
//!
//! Terminals agree on the width of plain letters and disagree on nearly everything else (emoji sequences, variation
//! selectors, combining marks, symbols), so that each glyph carries the answer to "is the cursor now where we think?".

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Characters of a cluster beyond which the rest is dropped: the longest emoji sequences in use have ten.
const LONGEST: usize = 11;

/// What is shown for a character that must not be.
const REPLACEMENT: char = '\u{fffd}';

/// A cell's text as it may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Glyph {
    /// Nothing to see.
    Blank,
    /// One character: cells, and whether every terminal agrees on them.
    Char(char, u8, bool),
    /// Several characters as one; terminals never agree.
    Cluster(String, u8),
}

/// Admits the text of one cell.
pub(super) fn admit(symbol: &str) -> Glyph {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (None, _) => Glyph::Blank,
        (Some(only), None) => char(only),
        (Some(first), Some(_)) => cluster(first, symbol),
    }
}

fn char(c: char) -> Glyph {
    if is_forbidden(c) {
        return Glyph::Char(REPLACEMENT, 1, false);
    }
    if c == ' ' || c == '\u{a0}' || is_invisible(c) {
        return Glyph::Blank;
    }
    if is_surely_narrow(c) {
        return Glyph::Char(c, 1, true);
    }
    if is_surely_wide(c) {
        return Glyph::Char(c, 2, true);
    }
    match c.width() {
        Some(1) => Glyph::Char(c, 1, false),
        Some(2) => Glyph::Char(c, 2, false),
        _ => Glyph::Blank,
    }
}

fn cluster(first: char, symbol: &str) -> Glyph {
    if symbol.chars().any(is_forbidden) {
        return Glyph::Char(REPLACEMENT, 1, false);
    }
    // Tags (U+E0020 to U+E007F) mean something after a black flag only.
    let kept = |&c: &char| !is_invisible(c) || (first == '\u{1f3f4}' && ('\u{e0020}'..='\u{e007f}').contains(&c));
    let seen: String = symbol.chars().filter(kept).take(LONGEST).collect();
    let whole = seen.graphemes(true).next().unwrap_or_default();
    let whole = whole.trim_end_matches(['\u{200c}', '\u{200d}']);
    let mut chars = whole.chars();
    match (chars.next(), chars.next()) {
        (None, _) => Glyph::Blank,
        (Some(only), None) => char(only),
        _ => match whole.width() {
            0 => Glyph::Blank,
            width @ 1..=2 => Glyph::Cluster(whole.to_owned(), if width == 1 { 1 } else { 2 }),
            _ => Glyph::Char(REPLACEMENT, 1, false),
        },
    }
}

/// Controls, direction embeddings, overrides and isolates, noncharacters.
fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Characters that show nothing by themselves and do not belong to a cluster that we would write.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// One cell in every terminal that we know of: letters, the punctuation of prose, box drawing, the shapes of our own marks.
fn is_surely_narrow(c: char) -> bool {
    matches!(
        c,
        '!'..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{370}'..='\u{377}' | '\u{37a}'..='\u{37f}'
            | '\u{384}'..='\u{38a}' | '\u{38e}'..='\u{3a1}' | '\u{3a3}'..='\u{482}' | '\u{48a}'..='\u{52f}'
            | '\u{5d0}'..='\u{5ea}' | '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' | '\u{1e00}'..='\u{1eff}'
            | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203b}' | '\u{20a0}'..='\u{20bf}' | '\u{2190}'..='\u{2193}'
            | '\u{2500}'..='\u{25a9}' | '\u{25ac}'..='\u{25b5}' | '\u{25b7}'..='\u{25bf}' | '\u{25c1}'..='\u{25fa}'
    )
}

/// Two cells in every terminal that we know of: Chinese, Japanese, Korean.
fn is_surely_wide(c: char) -> bool {
    matches!(
        c,
        '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff60}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_sure_and_emoji_are_not() {
        assert_eq!(admit("é"), Glyph::Char('é', 1, true));
        assert_eq!(admit("移"), Glyph::Char('移', 2, true));
        assert_eq!(admit("│"), Glyph::Char('│', 1, true));
        assert_eq!(admit("★"), Glyph::Char('★', 1, false));
        assert_eq!(admit("❤\u{fe0f}"), Glyph::Cluster("❤\u{fe0f}".into(), 2));
        assert_eq!(admit("👩\u{200d}👧"), Glyph::Cluster("👩\u{200d}👧".into(), 2));
        assert_eq!(admit("e\u{301}"), Glyph::Cluster("e\u{301}".into(), 1));
    }

    #[test]
    fn every_range_agrees_with_the_width_that_the_layout_counts() {
        for c in '\0'..=char::MAX {
            if is_surely_narrow(c) {
                assert_eq!(c.width(), Some(1), "{}", c.escape_unicode());
            }
            if is_surely_wide(c) {
                assert_eq!(c.width(), Some(2), "{}", c.escape_unicode());
            }
        }
    }

    #[test]
    fn nothing_dangerous_leaves() {
        for bad in
            ["\u{1b}", "\u{7}", "\u{9b}", "\u{202e}", "a\u{1b}[2J", "a\u{202e}", "\u{2066}", "\u{7f}", "\u{ffff}"]
        {
            assert_eq!(admit(bad), Glyph::Char(REPLACEMENT, 1, false), "{}", bad.escape_unicode());
        }
        for gone in ["", "\u{200b}", "\u{200e}", "\u{61c}", "\u{feff}", "\u{301}", "\u{200d}", "\u{ad}", "\u{e0041}"] {
            assert_eq!(admit(gone), Glyph::Blank, "{}", gone.escape_unicode());
        }
        assert_eq!(admit("a\u{200e}"), Glyph::Char('a', 1, true));
        assert_eq!(admit("a\u{200d}"), Glyph::Char('a', 1, true));
        assert_eq!(admit("abc"), Glyph::Char('a', 1, true), "a cell holds one grapheme");
    }

    #[test]
    fn a_flood_of_marks_is_cut() {
        let flood = format!("a{}", "\u{301}".repeat(20_000));
        let Glyph::Cluster(text, 1) = admit(&flood) else { panic!("a cluster of one cell") };
        assert_eq!(text.chars().count(), LONGEST);
    }
}
