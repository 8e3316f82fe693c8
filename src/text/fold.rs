//! Folding for comparison: what a reader who types `resume “x”` means to find in `Résumé "x"`.
//!
//! Case, diacritics, curly quotation marks, kinds of spaces and what nobody sees are levelled. A [`Folded`] text knows
//! for each of its bytes where it came from, so that a match can be painted in the original.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

use super::segment;

/// Whether case counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `A` is `a`.
    Fold,
    /// `A` is not `a`.
    Keep,
}

/// A folded text with the way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of the folded text, and its end, the offset in the original; none where they are the same.
    origins: Option<Vec<usize>>,
}

impl Folded {
    /// Folds `text`. White space of any kind and length becomes one space.
    #[must_use]
    pub fn new(text: &str, case: Case) -> Self {
        if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) && !text.contains("  ") {
            let folded = if case == Case::Fold { text.to_ascii_lowercase() } else { text.to_owned() };
            return Self { text: folded, origins: None };
        }
        let mut folded = String::with_capacity(text.len());
        let mut origins = Vec::with_capacity(text.len() + 1);
        for (at, c) in text.char_indices() {
            fold_char(c, case, &mut |c| {
                if c != ' ' || !folded.ends_with(' ') {
                    folded.push(c);
                    origins.extend(std::iter::repeat_n(at, c.len_utf8()));
                }
            });
        }
        origins.push(text.len());
        Self { text: folded, origins: Some(origins) }
    }

    /// The bytes of the original that `range` of the folded text came from.
    #[must_use]
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let Some(origins) = &self.origins else { return range };
        let last = origins.last().copied().unwrap_or(0);
        let origin = |at: usize| origins.get(at).copied().unwrap_or(last);
        origin(range.start)..origin(range.end)
    }
}

/// The folded text alone, case folded too.
#[must_use]
pub fn fold(text: &str) -> String {
    Folded::new(text, Case::Fold).text
}

/// Whether every word of `query` is somewhere in `folded` (a text that [`fold`] made). True for a blank query.
#[must_use]
pub fn has_all_words(folded: &str, query: &str) -> bool {
    fold(query).split(' ').all(|word| folded.contains(word))
}

/// Finds a needle with smart case: a capital in the needle makes case count.
#[derive(Clone, Debug)]
pub struct Finder {
    needle: String,
    case: Case,
}

impl Finder {
    /// A finder for `needle`; a blank needle finds nothing.
    #[must_use]
    pub fn new(needle: &str) -> Self {
        let case = if needle.chars().any(char::is_uppercase) { Case::Keep } else { Case::Fold };
        let folded = Folded::new(needle, case).text;
        Self { needle: if folded.trim().is_empty() { String::new() } else { folded }, case }
    }

    /// The matches in order, as bytes of `text`, each grown to whole graphemes; none overlaps the one before.
    #[must_use]
    pub fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        if self.needle.is_empty() {
            return Vec::new();
        }
        let folded = Folded::new(text, self.case);
        let mut matches: Vec<Range<usize>> = Vec::new();
        for (at, found) in folded.text.match_indices(&self.needle) {
            let range = segment::whole_graphemes(text, folded.original(at..at + found.len()));
            if matches.last().is_none_or(|last| last.end <= range.start) && !range.is_empty() {
                matches.push(range);
            }
        }
        matches
    }
}

/// Hands on what is left of a character: nothing, itself, or a few.
pub(crate) fn fold_char(c: char, case: Case, push: &mut dyn FnMut(char)) {
    let mut lower = |c: char| {
        if case == Case::Keep {
            push(c);
        } else {
            c.to_lowercase().filter(|c| !is_diacritic(*c)).for_each(|c| push(if c == 'ς' { 'σ' } else { c }));
        }
    };
    if let Some(letters) = in_letters(c) {
        return letters.chars().for_each(lower);
    }
    match c {
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{061C}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' => {}
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' => lower('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => lower('"'),
        '\u{2010}' | '\u{2011}' => lower('-'),
        c if c.is_whitespace() => lower(' '),
        c if c.is_ascii() => lower(c),
        c if is_diacritic(c) => {}
        // Beyond lie kana and Hangul, where a mark makes another letter.
        c if c < '\u{3000}' => decompose_canonical(c, |part| match in_letters(part) {
            Some(letters) => letters.chars().for_each(&mut lower),
            None if is_diacritic(part) => {}
            None => lower(part),
        }),
        c => lower(c),
    }
}

/// The letters that a reader types for one that is not a letter with a mark on it to Unicode, though it is to a reader: strokes
/// and ligatures of the Latin script. After CLDR's transliteration from Latin to ASCII.
fn in_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'Æ' => "AE",
        'æ' => "ae",
        'Œ' => "OE",
        'œ' => "oe",
        'Ø' => "O",
        'ø' => "o",
        'Đ' | 'Ð' => "D",
        'đ' | 'ð' => "d",
        'Ħ' => "H",
        'ħ' => "h",
        'ı' => "i",
        'Ł' => "L",
        'ł' => "l",
        'ẞ' => "SS",
        'ß' => "ss",
        'Ŧ' => "T",
        'ŧ' => "t",
        'Þ' => "TH",
        'þ' => "th",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// Accents, points and vocalisation: marks with a combining class, but not the nukta and virama of Indic scripts, which
/// make another letter, nor the sound marks of kana.
fn is_diacritic(c: char) -> bool {
    u32::from(c) >= 0x300 && canonical_combining_class(c) >= 10
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found<'a>(needle: &str, text: &'a str) -> Vec<&'a str> {
        Finder::new(needle).find_all(text).into_iter().map(|range| text.get(range).unwrap()).collect()
    }

    #[test]
    fn small_letters_find_capitals_and_accents() {
        assert_eq!(
            found("resume", "Résumé, re\u{301}sume\u{301} and RESUME"),
            ["Résumé", "re\u{301}sume\u{301}", "RESUME"]
        );
        assert_eq!(found("istanbul", "İstanbul"), ["İstanbul"]);
        assert_eq!(found("οδος", "ΟΔΟΣ"), ["ΟΔΟΣ"]);
    }

    #[test]
    fn letters_with_strokes_and_ligatures_are_found_by_plain_ones() {
        assert_eq!(found("odegard", "Ødegård and ØDEGÅRD"), ["Ødegård", "ØDEGÅRD"]);
        assert_eq!(found("Odegard", "ødegård Ødegård"), ["Ødegård"]);
        assert_eq!(found("lukasz", "Łukasz"), ["Łukasz"]);
        assert_eq!(found("aero", "Ǣro Ǿro"), ["Ǣro"], "with a mark on it, too");
        assert_eq!(found("strasse", "Straße, STRASSE"), ["Straße", "STRASSE"]);
        assert_eq!(found("straße", "Strasse"), ["Strasse"]);
        assert_eq!(found("officer", "oﬃcer"), ["oﬃcer"]);
        assert_eq!(found("ice", "oﬃce"), ["ﬃce"], "a match within a ligature is the whole of it");
    }

    #[test]
    fn a_capital_makes_case_count() {
        assert_eq!(found("ICE", "ice Ice ICE"), ["ICE"]);
        assert_eq!(found("ice", "ice Ice ICE"), ["ice", "Ice", "ICE"]);
    }

    #[test]
    fn quotes_spaces_and_unseen_characters_are_levelled() {
        assert_eq!(found("\"a b\"", "“a\u{A0}b”"), ["“a\u{A0}b”"]);
        assert_eq!(found("don't", "don’t"), ["don’t"]);
        assert_eq!(found("co operate", "co\n operate"), ["co\n operate"]);
        assert_eq!(found("immigrant", "immi\u{AD}grant"), ["immi\u{AD}grant"]);
        assert!(found(" ", "a b").is_empty() && found("", "a").is_empty());
    }

    #[test]
    fn letters_that_are_not_accents_stay_apart() {
        assert!(found("か", "が").is_empty());
        assert!(found("कि", "का").is_empty());
        assert_eq!(found("שלום", "שָׁלוֹם"), ["שָׁלוֹם"]);
    }

    #[test]
    fn all_words_must_match() {
        let folded = fold("Fee waivers for Naturalización");
        assert!(has_all_words(&folded, "naturalizacion FEE") && has_all_words(&folded, " "));
        assert!(!has_all_words(&folded, "fee asylum"));
    }

    proptest! {
        #[test]
        fn what_is_folded_stays(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded);
        }

        #[test]
        fn every_range_leads_back(text in any::<String>(), from in 0usize..20, length in 1usize..8) {
            let folded = Folded::new(&text, Case::Fold);
            let ends: Vec<usize> = folded.text.char_indices().map(|(at, _)| at).chain([folded.text.len()]).collect();
            if let (Some(&start), Some(&end)) = (ends.get(from), ends.get(from + length)) {
                let range = folded.original(start..end);
                prop_assert!(text.get(range).is_some());
            }
        }

        #[test]
        fn a_text_finds_itself(text in "[a-zéÀ-ÿ’“ ]{1,20}") {
            prop_assume!(!text.trim().is_empty());
            let matches = Finder::new(&text).find_all(&text);
            prop_assert_eq!(matches.first().map(|range| range.start), Some(0));
        }
    }
}
