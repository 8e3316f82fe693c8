//! Stems: `deportations` and `deported` are found by `deport`.
//!
//! The Snowball algorithms of the five languages that the field's articles are written in; any other language has no
//! stems, only forms. Words come folded, without diacritics, from text and query alike; where an algorithm needs the accent to
//! see a common ending (`-ción`), it is put back first, and the stem is folded again.
//!
//! Indexing asks for the same few thousand words millions of times, so answers are kept: in a table of fixed size where a
//! word has one slot and a newcomer takes the place of whoever was there, like lines in a processor's cache.

use std::borrow::Cow;

use frostem::Algorithm;

use crate::text::fnv;
use crate::text::fold::fold;

/// A language that has stems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// `en`
    English,
    /// `es`
    Spanish,
    /// `fr`
    French,
    /// `pt`
    Portuguese,
    /// `de`
    German,
}

/// Longer words are names of chemicals, addresses and noise: they are their own stem.
const LONGEST: usize = 40;

/// Slots of the table: a power of two.
const SLOTS: usize = 1 << 13;

impl Language {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::English, Self::Spanish, Self::French, Self::Portuguese, Self::German];

    /// By BCP 47 tag: `en`, `es-MX`. None for a language without stems.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.code()))
    }

    /// The primary subtag: `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::Portuguese => "pt",
            Self::German => "de",
        }
    }

    /// The stem of a folded word.
    #[must_use]
    pub fn stem(self, folded: &str) -> Cow<'_, str> {
        if folded.len() > LONGEST || !folded.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            return Cow::Borrowed(folded);
        }
        let stemmer = frostem::Stemmer::new(self.algorithm());
        match self.accented(folded) {
            Some(accented) => Cow::Owned(fold(&stemmer.stem(&accented))),
            None => stemmer.stem(folded),
        }
    }

    fn algorithm(self) -> Algorithm {
        match self {
            Self::English => Algorithm::English,
            Self::Spanish => Algorithm::Spanish,
            Self::French => Algorithm::French,
            Self::Portuguese => Algorithm::Portuguese,
            Self::German => Algorithm::German,
        }
    }

    /// The word with the accent of its ending.
    fn accented(self, folded: &str) -> Option<String> {
        let endings: &[(&str, &str)] = match self {
            Self::Spanish => &[("cion", "ción"), ("sion", "sión"), ("logia", "logía"), ("logias", "logías")],
            Self::Portuguese => &[("cao", "ção"), ("coes", "ções"), ("avel", "ável"), ("ivel", "ível")],
            _ => &[],
        };
        endings.iter().find_map(|(bare, accented)| Some(format!("{}{accented}", folded.strip_suffix(bare)?)))
    }
}

/// Stems of one language, remembered. A stemmer without a language gives none.
#[derive(Debug)]
pub struct Stemmer {
    language: Option<Language>,
    /// Empty, or [`SLOTS`] long.
    slots: Vec<Slot>,
    /// The answer where nothing is kept.
    scratch: Slot,
    /// The only words that are stemmed, by their first bytes; all where none.
    only: Option<Initials>,
}

/// A set of first bytes of words. The algorithms take endings away, so a word and its stem begin alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Initials([u64; 4]);

impl Initials {
    pub(crate) fn add(&mut self, word: &str) {
        let Some(first) = word.bytes().next() else { return };
        if let Some(bits) = self.0.get_mut(usize::from(first / 64)) {
            *bits |= 1 << (first % 64);
        }
    }

    pub(crate) fn has(self, word: &str) -> bool {
        let first = word.bytes().next();
        first.is_some_and(|first| {
            self.0.get(usize::from(first / 64)).is_some_and(|bits| bits & (1 << (first % 64)) != 0)
        })
    }
}

/// A word and what is known of it.
#[derive(Clone, Debug, Default)]
struct Slot {
    word: String,
    /// Behind the prefix that the caller's alphabet asks for; empty when the word is its own stem.
    token: String,
}

impl Stemmer {
    /// For a text of a language, with a table: for texts by the thousand.
    #[must_use]
    pub fn new(language: Option<Language>) -> Self {
        let slots = language.map_or(0, |_| SLOTS);
        Self { language, slots: vec![Slot::default(); slots], scratch: Slot::default(), only: None }
    }

    /// The same without a table: for a line or two.
    #[must_use]
    pub fn without_table(language: Option<Language>) -> Self {
        Self { language, slots: Vec::new(), scratch: Slot::default(), only: None }
    }

    /// From now on only words that begin like one of these are stemmed; others have no stem token.
    pub(crate) fn only(&mut self, initials: Initials) -> &mut Self {
        self.only = Some(initials);
        self
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Option<Language> {
        self.language
    }

    /// The stem token of a folded word, made by `write` from language and stem; none where the word is its own stem.
    pub(crate) fn token(&mut self, folded: &str, write: fn(&mut String, Language, &str)) -> Option<&str> {
        let language = self.language.filter(|_| self.only.is_none_or(|only| only.has(folded)))?;
        let slot = match self.slots.len() {
            0 => &mut self.scratch,
            slots => self.slots.get_mut(slot(folded) & (slots - 1))?,
        };
        if slot.word != folded {
            slot.word.clear();
            slot.word.push_str(folded);
            slot.token.clear();
            let stem = language.stem(folded);
            if stem != folded && !stem.is_empty() {
                write(&mut slot.token, language, &stem);
            }
        }
        (!slot.token.is_empty()).then_some(slot.token.as_str())
    }
}

/// The slot of a word: nobody gains by a collision, which costs one stem.
fn slot(word: &str) -> usize {
    let hash = fnv::hash(word.as_bytes());
    usize::try_from((hash ^ (hash >> 32)) & 0xffff_ffff).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forms_of_a_word_meet_in_its_stem() {
        for (language, words) in [
            (Language::English, &["deport", "deported", "deportations", "deporting"][..]),
            (Language::English, &["policy", "policies"]),
            (Language::Spanish, &["deportacion", "deportaciones"]),
            (Language::Portuguese, &["deportacao", "deportacoes"]),
            (Language::French, &["expulsion", "expulsions"]),
            (Language::German, &["abschiebung", "abschiebungen"]),
        ] {
            let stems: Vec<_> = words.iter().map(|word| language.stem(word)).collect();
            assert!(stems.windows(2).all(|two| two[0] == two[1]), "{stems:?}");
        }
        assert_eq!(Language::English.stem("287"), "287");
        assert_eq!(Language::English.stem("移民"), "移民");
    }

    #[test]
    fn languages_are_found_by_tag() {
        assert_eq!(Language::from_tag("es-MX"), Some(Language::Spanish));
        assert_eq!(Language::from_tag("EN"), Some(Language::English));
        for none in ["", "e", "eng", "zh-Hant", "-en"] {
            assert_eq!(Language::from_tag(none), None, "{none}");
        }
        assert!(Language::ALL.iter().all(|language| Language::from_tag(language.code()) == Some(*language)));
    }

    fn write(token: &mut String, language: Language, stem: &str) {
        token.push_str(language.code());
        token.push_str(stem);
    }

    #[test]
    fn no_language_no_stem() {
        assert_eq!(Stemmer::new(None).token("deported", write), None);
        assert_eq!(Stemmer::new(Some(Language::English)).token("deport", write), None);
        assert_eq!(Stemmer::new(Some(Language::English)).token("deported", write), Some("endeport"));
    }

    proptest! {
        #[test]
        fn what_is_remembered_is_what_would_be_found(words in prop::collection::vec("[a-d]{1,4}(s|ed|ing|ies)?", 0..200)) {
            let mut kept = Stemmer { slots: vec![Slot::default(); 4], ..Stemmer::new(Some(Language::English)) };
            for word in words {
                let mut once = Stemmer::without_table(Some(Language::English));
                prop_assert_eq!(kept.token(&word, write), once.token(&word, write));
            }
        }

        #[test]
        fn any_text_has_a_stem(word in any::<String>()) {
            for language in Language::ALL {
                let _ = language.stem(&fold(&word));
            }
        }
    }
}
