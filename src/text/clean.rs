//! The only door for foreign text (design 6.1): what comes out can be painted, logged, named and copied without harm.
//!
//! Four passes, each over what the one before left, so that cleaning twice is cleaning once: single characters are
//! mapped or removed; tag characters are judged; combining marks are counted; joiners are judged by what stands beside
//! them in the end. Plain text (nearly all text) takes none of them: one look, one copy.
//!
//! Nothing here decides how text looks or wraps. Left-to-right and right-to-left marks stay: they are part of the text;
//! the painter of cells drops them.

use unicode_normalization::char::is_combining_mark;

use super::Clean;

/// What stands for a control.
const REPLACEMENT: char = '\u{FFFD}';
/// What carries a combining mark that has no base of its own.
const DOTTED_CIRCLE: char = '\u{25CC}';
const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';
const BLACK_FLAG: char = '\u{1F3F4}';
const CANCEL_TAG: char = '\u{E007F}';
/// Combining marks that a base may carry. Vietnamese needs 2, Hebrew with cantillation 4, Tibetan stacks a few more.
pub(crate) const MARKS: usize = 8;
/// Columns of a tab stop in text of several lines, where tabs align.
const TAB: usize = 4;

/// Text for one line: a run of line breaks becomes a space, and so does a tab.
#[must_use]
pub fn line(text: &str) -> Clean {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) || !text.chars().any(is_special) {
        return Clean(text.to_owned());
    }
    Clean(settle(&mapped(text, Breaks::Spaces)))
}

/// Text of several lines: every kind of line break becomes `\n`; a tab becomes spaces up to the next multiple of four
/// characters.
#[must_use]
pub fn lines(text: &str) -> Clean {
    let plain = |byte: u8| (0x20..0x7f).contains(&byte) || byte == b'\n';
    if text.bytes().all(plain) || !text.chars().any(|c| c != '\n' && is_special(c)) {
        return Clean(text.to_owned());
    }
    Clean(settle(&mapped(text, Breaks::Stay)))
}

/// What becomes of line breaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Breaks {
    Spaces,
    Stay,
}

/// Whether a character needs a second look; the others are copied.
fn is_special(c: char) -> bool {
    match u32::from(c) {
        // Latin; dashes, quotation marks and ellipsis; Han; Hangul.
        0x20..=0x7e | 0xa0..=0xac | 0xae..=0x2ff | 0x2010..=0x2027 | 0x3400..=0x9fff | 0xac00..=0xd7a3 => false,
        0..=0x1f | 0x7f..=0x9f | 0xad => true,
        _ => is_removed(c) || is_bidi_control(c) || is_break(c) || is_joiner(c) || is_tag(c) || is_combining_mark(c),
    }
}

/// First pass: each character by itself.
fn mapped(text: &str, breaks: Breaks) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut column = 0;
    while let Some(c) = chars.next() {
        if is_break(c) {
            if c == '\r' && chars.peek() == Some(&'\n') {
                chars.next();
            }
            if breaks == Breaks::Stay {
                out.push('\n');
                column = 0;
                continue;
            }
            while chars.next_if(|next| is_break(*next)).is_some() {}
            out.push(' ');
        } else if c == '\t' {
            let spaces = if breaks == Breaks::Stay { TAB - column % TAB } else { 1 };
            out.extend(std::iter::repeat_n(' ', spaces));
            column += spaces;
            continue;
        } else if c.is_control() || is_bidi_control(c) {
            out.push(REPLACEMENT);
        } else if is_removed(c) {
            continue;
        } else {
            out.push(c);
        }
        column += 1;
    }
    out
}

/// The other passes, in order.
fn settle(text: &str) -> String {
    joined_where_it_matters(&marks_counted(&tags_judged(text)))
}

/// Second pass: tag characters stay in a flag of a region (`🏴`, three to six letters and digits, a cancel tag).
fn tags_judged(text: &str) -> String {
    if !text.chars().any(is_tag) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (_, after) = rest.split_at(c.len_utf8());
        if c == BLACK_FLAG
            && let Some(length) = flag_tags(after)
        {
            let (tags, beyond) = after.split_at(length);
            out.push(c);
            out.push_str(tags);
            rest = beyond;
            continue;
        }
        if !is_tag(c) {
            out.push(c);
        }
        rest = after;
    }
    out
}

/// Bytes of the tags behind a black flag, where they are well formed.
fn flag_tags(text: &str) -> Option<usize> {
    let mut length = 0;
    let mut count = 0;
    for c in text.chars() {
        length += c.len_utf8();
        match c {
            CANCEL_TAG => return (3..=6).contains(&count).then_some(length),
            '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}' if count < 6 => count += 1,
            _ => return None,
        }
    }
    None
}

/// Third pass: a base carries at most eight marks, and every mark has a base. Joiners are looked through.
fn marks_counted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks: Option<usize> = None;
    for c in text.chars() {
        if is_joiner(c) {
            out.push(c);
        } else if !is_combining_mark(c) {
            marks = carries_marks(c).then_some(0);
            out.push(c);
        } else if let Some(count) = &mut marks {
            if *count < MARKS {
                out.push(c);
            }
            *count += 1;
        } else {
            out.push(DOTTED_CIRCLE);
            out.push(c);
            marks = Some(1);
        }
    }
    out
}

/// Whether a mark behind `c` is drawn on it. On a space it would be torn off where a line is broken.
fn carries_marks(c: char) -> bool {
    !matches!(c, ' ' | '\n' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}

/// Last pass: joiners that change what is seen stay.
fn joined_where_it_matters(text: &str) -> String {
    if !text.chars().any(is_joiner) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut before: [Option<char>; 2] = [None, None];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_joiner(c) {
            let next = chars.peek().copied();
            let letters = before[1].is_some_and(joins) && next.is_some_and(joins);
            let emoji = c == ZWJ && ends_emoji(before) && next.is_some_and(is_emoji);
            if !letters && !emoji {
                continue;
            }
        }
        before = [before[1], Some(c)];
        out.push(c);
    }
    out
}

/// Whether the last two characters end an emoji that a joiner can continue.
fn ends_emoji(before: [Option<char>; 2]) -> bool {
    match before {
        [Some(base), Some('\u{FE0F}' | '\u{20E3}')] => is_emoji(base),
        [_, Some(last)] => is_emoji(last) || last == CANCEL_TAG,
        _ => false,
    }
}

pub(crate) fn is_joiner(c: char) -> bool {
    matches!(c, ZWNJ | ZWJ)
}

pub(crate) fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0000}'..='\u{E007F}')
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Embeddings, overrides, isolates and their ends: they reorder what stands beside them.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters that nobody sees: soft hyphen, zero-width space, word joiner and the invisible operators, deprecated
/// format characters, byte order mark, interlinear annotation, noncharacters.
pub(crate) fn is_removed(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{180E}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{FDD0}'..='\u{FDEF}'
    ) || u32::from(c) & 0xfffe == 0xfffe
}

/// Letters and marks of the scripts in which a joiner changes the shape of its neighbours: Arabic and its relatives,
/// the scripts of India and its neighbours, Mongolian, Adlam.
fn joins(c: char) -> bool {
    let script = matches!(
        u32::from(c),
        0x0600..=0x0dff | 0x0f00..=0x109f | 0x1780..=0x18af | 0x1a20..=0x1aaf | 0x1b00..=0x1c4f | 0xa800..=0xa8ff
            | 0xa980..=0xa9ff | 0xaa60..=0xaa7f | 0xabc0..=0xabff | 0xfb50..=0xfdff | 0xfe70..=0xfefc
            | 0x10a00..=0x10fff | 0x11000..=0x11fff | 0x1e900..=0x1e95f
    );
    script && (c.is_alphabetic() || is_combining_mark(c))
}

/// The blocks that hold pictographs.
fn is_emoji(c: char) -> bool {
    matches!(
        u32::from(c),
        0xa9 | 0xae | 0x203c | 0x2049 | 0x2122 | 0x2139 | 0x2190..=0x21ff | 0x2300..=0x23ff | 0x24c2
            | 0x25a0..=0x27bf | 0x2934 | 0x2935 | 0x2b00..=0x2bff | 0x3030 | 0x303d | 0x3297 | 0x3299
            | 0x1f000..=0x1faff
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(text: &str) -> String {
        line(text).into_string()
    }

    #[test]
    fn plain_text_is_copied() {
        for text in ["", "Plain words.", "café “quoted” — naïve", "移民政策", "شرطة", "משטרה", "a\u{200E}b\u{200F}"]
        {
            assert_eq!(one(text), text);
        }
    }

    #[test]
    fn each_control_becomes_one_replacement_and_the_rest_is_seen() {
        assert_eq!(one("a\x1b[31mred\x1b[0m\x07"), "a\u{FFFD}[31mred\u{FFFD}[0m\u{FFFD}");
        assert_eq!(one("\x1b]52;c;AAAA\x1b\\x"), "\u{FFFD}]52;c;AAAA\u{FFFD}\\x");
        assert_eq!(one("\u{9b}2J\u{7f}\0"), "\u{FFFD}2J\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn breaks_are_spaces_in_a_line_and_newlines_in_lines() {
        assert_eq!(one("a\r\nb\rc\u{85}d\u{2028}e\u{2029}f\n\ng\th"), "a b c d e f g h");
        assert_eq!(lines("a\r\nb\rc\u{85}d\u{2028}e\u{2029}f\n\ng").as_str(), "a\nb\nc\nd\ne\nf\n\ng");
        assert_eq!(lines("a\tb\n\tc").as_str(), "a   b\n    c");
    }

    #[test]
    fn bidi_controls_are_replaced_and_marks_stay() {
        assert_eq!(one("a\u{202E}b\u{2066}c\u{2069}\u{200F}"), "a\u{FFFD}b\u{FFFD}c\u{FFFD}\u{200F}");
    }

    #[test]
    fn what_nobody_sees_is_removed() {
        let unseen = "\u{200B}\u{2060}\u{FEFF}\u{AD}\u{FFF9}\u{FFFB}\u{FDD0}\u{FFFE}\u{1FFFF}\u{180E}\u{2061}\u{206F}";
        assert_eq!(one(&format!("im{unseen}migrant")), "immigrant");
    }

    #[test]
    fn joiners_stay_where_they_are_seen() {
        for kept in ["می\u{200C}خواهم", "क्\u{200D}ष", "👩\u{200D}⚕\u{FE0F}", "👩🏽\u{200D}💻", "❤\u{FE0F}\u{200D}🔥"]
        {
            assert_eq!(one(kept), kept);
        }
        assert_eq!(one("a\u{200D}b\u{200C}"), "ab");
        assert_eq!(one("م\u{200C}\u{200C}\u{200D}ی"), "م\u{200D}ی");
        assert_eq!(one("\u{200D}م"), "م");
        assert_eq!(one("👩\u{200C}💻"), "👩💻");
    }

    #[test]
    fn tags_stay_in_a_well_formed_flag() {
        let scotland = "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}";
        assert_eq!(one(scotland), scotland);
        assert_eq!(one("🏴\u{E0067}\u{E0062}x"), "🏴x");
        assert_eq!(one("a\u{E0068}\u{E0069}\u{E007F}"), "a");
    }

    #[test]
    fn a_base_carries_eight_marks() {
        assert_eq!(one(&format!("e{}x", "\u{301}".repeat(20_000))), format!("e{}x", "\u{301}".repeat(8)));
        assert_eq!(one(&format!("e{}", "\u{FE0F}".repeat(20))), format!("e{}", "\u{FE0F}".repeat(8)));
        assert_eq!(one("\u{301}a \u{302}"), "\u{25CC}\u{301}a \u{25CC}\u{302}");
    }

    /// Text made of everything that this file has an opinion on.
    fn nasty() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "a",
            " ",
            "\n",
            "\r",
            "\t",
            "\x1b[1m",
            "\u{9b}",
            "\u{85}",
            "\u{2028}",
            "\u{202E}",
            "\u{200B}",
            "\u{200C}",
            "\u{200D}",
            "\u{200F}",
            "\u{301}",
            "\u{FE0F}",
            "👩",
            "💻",
            "🏴",
            "\u{E0067}",
            "\u{E0062}",
            "\u{E007F}",
            "م",
            "ی",
            "क",
            "्",
            "移",
            "\u{AD}",
            "\u{FFFE}",
            "\u{301}\u{301}\u{301}\u{301}\u{301}",
            "\u{1F3FD}",
        ]);
        prop_oneof![prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat()), any::<String>()]
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in nasty()) {
            let once = line(&text);
            prop_assert_eq!(&line(&once), &once);
            let once = lines(&text);
            prop_assert_eq!(&lines(&once), &once);
        }

        #[test]
        fn no_control_is_left(text in nasty()) {
            prop_assert!(!line(&text).chars().any(|c| c.is_control() || is_bidi_control(c) || is_removed(c)));
            prop_assert!(!lines(&text).chars().any(|c| c != '\n' && (c.is_control() || is_break(c))));
        }
    }
}
