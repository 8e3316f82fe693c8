//! Cells: how many columns of a terminal a text takes.
//!
//! What counts is the grapheme cluster, as the buffer that we paint into counts it: the same tables, and the two
//! halfwidth sound marks that terminals give a cell of their own. A wrong count here tears a frame there, so a test
//! compares the two.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Cells of `text` in a terminal. Controls take none.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return text.len();
    }
    let simple = text.chars().try_fold(0, |cells, c| simple_width(c).map(|own| cells + own));
    simple.unwrap_or_else(|| text.graphemes(true).map(grapheme_width).sum())
}

/// Cells of one grapheme cluster.
#[must_use]
pub fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        return 0;
    }
    if grapheme.len() == 1 {
        return 1;
    }
    grapheme.width() + grapheme.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count()
}

/// Cells of a character that is a grapheme of its own whatever stands beside it, as long as that is one of these too:
/// letters without marks, dashes, quotation marks, Han, kana, Hangul. They make up most text, and counting them needs no
/// segmentation. None for all others.
pub(super) fn simple_width(c: char) -> Option<usize> {
    match u32::from(c) {
        // Latin; Greek, Cyrillic, Hebrew and Arabic letters; dashes and quotation marks.
        0x20..=0x7e
        | 0xa0..=0xac
        | 0xae..=0x2ff
        | 0x391..=0x3a1
        | 0x3a3..=0x3c9
        | 0x400..=0x481
        | 0x5d0..=0x5ea
        | 0x60c
        | 0x61b
        | 0x61f
        | 0x621..=0x63a
        | 0x641..=0x64a
        | 0x2010..=0x2027 => Some(1),
        // Punctuation, kana, Han, Hangul, full-width forms.
        0x3001..=0x3029 | 0x3041..=0x3096 | 0x30a1..=0x30fa | 0x4e00..=0x9fff | 0xac00..=0xd7a3 | 0xff01..=0xff5e => {
            Some(2)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    /// Cells that the buffer moves on by.
    fn painted(text: &str) -> usize {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4000, 1));
        usize::from(buffer.set_string_width(text))
    }

    trait Painted {
        fn set_string_width(&mut self, text: &str) -> u16;
    }

    impl Painted for Buffer {
        fn set_string_width(&mut self, text: &str) -> u16 {
            self.set_stringn(0, 0, text, usize::MAX, Style::new()).0
        }
    }

    #[test]
    fn counts_as_the_buffer_does() {
        for text in
            ["", "plain", "café — “x”", "移民", "e\u{301}", "👩\u{200D}⚕\u{FE0F}", "ｶﾞ", "🇺🇸", "क्षि", "שָׁלוֹם", "a\nb"]
        {
            assert_eq!(width(text), painted(text), "{text:?}");
        }
    }

    #[test]
    fn the_short_cut_is_right() {
        for c in '\0'..='\u{FFFF}' {
            if let Some(cells) = simple_width(c) {
                assert_eq!(grapheme_width(&c.to_string()), cells, "{c:?}");
                // Nor does it join what stands beside it.
                for pair in [format!("{c}{c}"), format!("a{c}a"), format!("ل{c}ا"), format!("각{c}각")] {
                    assert_eq!(pair.graphemes(true).count(), pair.chars().count(), "{c:?}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn counts_any_text_as_the_buffer_does(text in any::<String>()) {
            prop_assert_eq!(width(&text), painted(&text));
        }
    }
}
