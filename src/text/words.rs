//! Text → words: the one answer to "what is a word" that the index, the query, the marks and the closest passages share.
//!
//! A word is a run of letters and digits with the marks on them; everything else separates: `H-1B` is `h`, `1b`, `don’t` is
//! `don`, `t`, `287(g)` is `287`, `g`, and `U.S.C.` is three words. In scripts without spaces (Han, kana, Thai, Lao, Khmer,
//! Burmese) each character is a word, so that a word typed there is a phrase. What nobody sees (soft hyphens, joiners,
//! zero-width spaces) does not separate.
//!
//! The text is foreign and raw. The words of it are those of its folded clean line, split alike: a property below holds
//! the two together. Nothing is built on the way, since indexing asks for 75 million words: a word in small ASCII letters is
//! lent from the text itself, any other is folded into a buffer that is used again.
//!
//! What must not live here: stems, tokens, anything that knows of queries.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::text::clean::{MARKS, is_joiner, is_removed, is_tag};
use crate::text::fold::{Case, fold_char};
use crate::text::segment::is_cjk;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// Without case and diacritics.
    pub folded: &'a str,
    /// Where it stands, in bytes of the text.
    pub at: Range<usize>,
    /// Which word of the text it is, from 0.
    pub number: u32,
    /// The word as written, where it is an acronym: it begins with a letter and its letters, two or more, are all capitals
    /// (`TPS`, `H1B`). A plural is that of its singular (`NTAs`: `NTA`), and diacritics are folded.
    pub acronym: Option<&'a str>,
}

/// Splits texts into words. Keep one and use it again: it owns the buffers.
#[derive(Debug, Default)]
pub struct Splitter {
    folded: String,
    written: String,
}

/// How far a text is split.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cursor {
    at: usize,
    number: u32,
}

impl Splitter {
    /// Hands on each word of a text, in order.
    pub fn each(&mut self, text: &str, mut f: impl FnMut(&Word<'_>)) {
        let mut cursor = Cursor::default();
        while let Some(word) = self.next(text, &mut cursor) {
            f(&word);
        }
    }

    /// The next word of a text.
    pub(crate) fn next<'a>(&'a mut self, text: &'a str, cursor: &mut Cursor) -> Option<Word<'a>> {
        let bytes = text.as_bytes();
        loop {
            let rest = bytes.get(cursor.at..)?;
            let skipped = rest.iter().position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())?;
            let start = cursor.at + skipped;
            let shape = Shape::of(rest.get(skipped..)?);
            let at = if shape.whole {
                start..start + shape.length
            } else {
                let run = self.slow(text, start);
                cursor.at = run.next;
                match run.at {
                    Some(at) => at,
                    None => continue,
                }
            };
            cursor.at = cursor.at.max(at.end);
            let number = cursor.number;
            cursor.number = number.saturating_add(1);
            return Some(self.word(text, shape, at, number));
        }
    }

    /// The word, from the text or from the buffers.
    fn word<'a>(&'a mut self, text: &'a str, shape: Shape, at: Range<usize>, number: u32) -> Word<'a> {
        if !shape.whole {
            return Word { folded: &self.folded, at, number, acronym: acronym(&self.written) };
        }
        let written = text.get(at.clone()).unwrap_or_default();
        let acronym = shape.acronym().and_then(|length| written.get(..length));
        if shape.capitals == 0 {
            return Word { folded: written, at, number, acronym };
        }
        self.folded.clear();
        self.folded.push_str(written);
        self.folded.make_ascii_lowercase();
        Word { folded: &self.folded, at, number, acronym }
    }

    /// Reads a word that has, or may have, characters beyond ASCII. Stops behind it, or, where none begins, before the next
    /// character of ASCII.
    fn slow(&mut self, text: &str, start: usize) -> Run {
        self.folded.clear();
        self.written.clear();
        let mut run = Run { at: None, next: text.len(), alone: false };
        let mut marks = 0;
        // Left-to-right and right-to-left marks carry no combining mark: cleaning gives it a base there.
        let mut bare = false;
        for (at, c) in text.get(start..).unwrap_or_default().char_indices() {
            let (at, end) = (start + at, start + at + c.len_utf8());
            if is_removed(c) || is_joiner(c) || is_tag(c) {
                continue;
            }
            if matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}') {
                bare = true;
                continue;
            }
            let mark = is_combining_mark(c);
            let cut = mark && std::mem::take(&mut bare);
            marks = if mark && !cut { marks + 1 } else { usize::from(mark) };
            bare = false;
            let ends = match &run.at {
                Some(_) => cut || !continues(c, run.alone),
                None => c.is_ascii() && at > start,
            };
            if ends {
                run.next = at;
                return run;
            }
            if mark && marks > MARKS {
                continue;
            }
            if run.at.is_none() && !begins(c) {
                continue;
            }
            self.push(c);
            let from = run.at.as_ref().map_or(at, |at| at.start);
            if run.at.is_none() {
                run.alone = stands_alone(c);
            }
            run.at = Some(from..end);
        }
        run
    }

    fn push(&mut self, c: char) {
        fold_char(c, Case::Fold, &mut |c| self.folded.push(c));
        fold_char(c, Case::Keep, &mut |c| self.written.push(c));
    }
}

/// What [`Splitter::slow`] found.
struct Run {
    at: Option<Range<usize>>,
    /// Where to go on.
    next: usize,
    /// Whether the word is a character of a script without spaces.
    alone: bool,
}

/// What a word of ASCII looks like, read in one pass over its bytes.
#[derive(Clone, Copy)]
struct Shape {
    length: usize,
    capitals: usize,
    smalls: usize,
    first: u8,
    last: u8,
    /// Whether the word ends where its ASCII ends.
    whole: bool,
}

impl Shape {
    fn of(bytes: &[u8]) -> Self {
        let first = bytes.first().copied().unwrap_or(0);
        let mut shape = Self { length: bytes.len(), capitals: 0, smalls: 0, first, last: 0, whole: true };
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'a'..=b'z' => shape.smalls += 1,
                b'A'..=b'Z' => shape.capitals += 1,
                b'0'..=b'9' => {}
                _ => {
                    shape.length = at;
                    shape.whole = byte.is_ascii();
                    break;
                }
            }
            shape.last = *byte;
        }
        shape
    }

    /// Bytes of the acronym that the word is.
    fn acronym(self) -> Option<usize> {
        let plural = self.smalls == 1 && self.last == b's';
        let fits = self.capitals >= 2 && self.first.is_ascii_alphabetic() && (self.smalls == 0 || plural);
        fits.then(|| self.length - usize::from(plural))
    }
}

/// The acronym that a written word is.
fn acronym(written: &str) -> Option<&str> {
    let singular = written.strip_suffix('s').unwrap_or(written);
    let letters = || singular.chars().filter(|c| c.is_alphabetic());
    let fits = letters().all(char::is_uppercase) && letters().nth(1).is_some();
    (fits && singular.starts_with(char::is_alphabetic)).then_some(singular)
}

/// Whether a character goes on with a word; `alone` is said of the word.
fn continues(c: char, alone: bool) -> bool {
    is_combining_mark(c) || !alone && !stands_alone(c) && begins(c)
}

/// Whether a character can begin a word: what is left of it after folding is a letter or a digit.
fn begins(c: char) -> bool {
    let mut first = None;
    fold_char(c, Case::Fold, &mut |c| first = first.or(Some(c)));
    first.is_some_and(char::is_alphanumeric)
}

/// Whether a character is a word by itself: its script puts no spaces between words.
fn stands_alone(c: char) -> bool {
    let spaceless =
        is_cjk(c) || matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}');
    spaceless && !is_combining_mark(c)
}

/// The folded words of a text, each on its own: for the short texts of queries and recorded values.
pub(crate) fn folded_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    Splitter::default().each(text, |word| words.push(word.folded.to_owned()));
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{clean, fold};

    fn acronyms(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        Splitter::default().each(text, |word| found.extend(word.acronym.map(str::to_owned)));
        found
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        for (text, expected) in [
            ("", ""),
            (" — … ", ""),
            ("The H-1B visa, 287(g).", "the h 1b visa 287 g"),
            ("don’t don't", "don t don t"),
            ("Peña’s re\u{301}sume\u{301} NAÏVE", "pena s resume naive"),
            ("immi\u{AD}grant immi\u{2060}grant immi\u{200B}grants", "immigrant immigrant immigrants"),
            ("a\u{A0}b\u{2028}c\x1bd", "a b c d"),
            ("ΟΔΟΣ ὁδός", "οδοσ οδοσ"),
            ("庇护申请 ok", "庇 护 申 请 ok"),
            ("abc庇x", "abc 庇 x"),
            ("ไทย", "ไ ท ย"),
            ("İstanbul", "istanbul"),
            ("می\u{200C}خواهم", "میخواهم"),
            ("a\u{202E}b", "a b"),
        ] {
            assert_eq!(folded_words(text).join(" "), expected, "{text:?}");
        }
    }

    #[test]
    fn acronyms_are_capitals() {
        let text = "ICE ice Ice DACA NTAs A A1 H1B 2FA U.S. USCIS’s ÉMS X-RAY DREAMers RFE\u{AD}s OKs";
        assert_eq!(acronyms(text), ["ICE", "DACA", "NTA", "H1B", "USCIS", "EMS", "RAY", "RFE", "OK"]);
    }

    #[test]
    fn places_and_numbers_are_of_the_text() {
        let text = "“Pen\u{303}a”, ICE";
        let mut seen = Vec::new();
        Splitter::default().each(text, |word| seen.push((word.number, text.get(word.at.clone()).unwrap().to_owned())));
        assert_eq!(seen, [(0, "Pen\u{303}a".to_owned()), (1, "ICE".to_owned())]);
    }

    /// The same by a slower way: the clean line, folded, split.
    fn by_folding(text: &str) -> Vec<String> {
        let folded = fold::fold(&clean::line(text));
        let mut words: Vec<String> = Vec::new();
        let (mut open, mut alone) = (false, false);
        for c in folded.chars() {
            let mark = is_combining_mark(c);
            if open && (mark || c.is_alphanumeric() && !alone && !stands_alone(c)) {
                words.last_mut().unwrap().push(c);
            } else {
                open = c.is_alphanumeric();
                alone = open && stands_alone(c);
                if open {
                    words.push(c.to_string());
                }
            }
        }
        words
    }

    fn nasty() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "a",
            "B",
            "s",
            "7",
            " ",
            "-",
            "’",
            "\"",
            "\t",
            "\n",
            "\x1b",
            "\u{85}",
            "\u{202E}",
            "\u{200B}",
            "\u{200C}",
            "\u{200D}",
            "\u{200E}",
            "\u{61C}",
            "\u{301}",
            "\u{93f}",
            "\u{94d}",
            "क",
            "é",
            "É",
            "ß",
            "İ",
            "ς",
            "庇",
            "か",
            "\u{3099}",
            "ท",
            "ิ",
            "ี",
            "م",
            "ִ",
            "ש",
            "🏴",
            "\u{E0067}",
            "\u{E007F}",
            "\u{AD}",
            "\u{FFFE}",
            "≠",
            "½",
            "ʼ",
            "\u{FE0F}",
            "👩",
            "\u{E0100}",
            "\u{338}",
            "\u{94d}\u{94d}\u{94d}\u{94d}\u{94d}",
        ]);
        prop_oneof![prop::collection::vec(pieces, 0..30).prop_map(|pieces| pieces.concat()), any::<String>()]
    }

    proptest! {
        #[test]
        fn the_words_are_those_of_the_folded_clean_line(text in nasty()) {
            prop_assert_eq!(folded_words(&text), by_folding(&text));
            prop_assert_eq!(folded_words(&clean::line(&text)), by_folding(&text));
        }

        #[test]
        fn places_are_in_order_and_whole(text in nasty()) {
            let (mut end, mut count) = (0, 0);
            let mut fine = true;
            Splitter::default().each(&text, |word| {
                fine &= word.at.start >= end && word.at.end > word.at.start && text.get(word.at.clone()).is_some();
                fine &= word.number == count && !word.folded.is_empty();
                end = word.at.end;
                count += 1;
            });
            prop_assert!(fine);
        }
    }
}
