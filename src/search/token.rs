//! Tokens: what the index holds for a text, what a query asks for, what the marks look for. The three agree on this page.
//!
//! | token | stands for | where |
//! |---|---|---|
//! | `deported` | a word, folded | at its word |
//! | `\u{1}en:deport` | the stem of a word in the text's language, where it is not the word itself | at its word |
//! | `\u{2}ICE` | an acronym as written (`ICE`, never `ice`), its plural (`NTAs`: `NTA`) | at its word |
//! | `\u{2}LVMPD` | the expansion of one of the article's own terms, in words | at its first word |
//! | `\u{3}las vegas metropolitan police department` | an acronym that the article's own terms define | at the acronym |
//!
//! The sigils are controls, which no word has, so that kinds never meet, not even in a prefix. A word that is its own stem
//! has one token, so who asks for a stem asks for the bare form of it too. The glossary is not in here: acronyms that
//! everybody knows are expanded in the query. (The store knows those phrases whole, for speed; nobody else need know.)

use crate::text::stem::{Language, Stemmer};
use crate::text::words::{Cursor, Splitter, folded_words};

/// Before a stem.
const STEM: char = '\u{1}';
/// Before an acronym as written.
const ACRONYM: char = '\u{2}';
/// Before the expansion of an acronym.
const EXPANSION: char = '\u{3}';

/// Terms of one article that are looked at: a longer list is not a list of acronyms.
const TERMS: usize = 256;
/// Words of an expansion.
const WORDS: usize = 16;

/// The token of a stem: `\u{1}en:deport`.
#[must_use]
pub fn stem(language: Language, stem: &str) -> String {
    let mut token = String::new();
    write_stem(&mut token, language, stem);
    token
}

/// The token of an acronym as written: `\u{2}ICE`.
#[must_use]
pub fn acronym(written: &str) -> String {
    format!("{ACRONYM}{written}")
}

/// The token of an expansion's folded words: `\u{3}temporary protected status`.
#[must_use]
pub fn expansion(words: &[String]) -> String {
    format!("{EXPANSION}{}", words.join(" "))
}

/// The stem that a token stands for; a word is its own.
pub(super) fn bare(token: &str) -> &str {
    token.strip_prefix(STEM).and_then(|stem| stem.split_once(':')).map_or(token, |(_, stem)| stem)
}

fn write_stem(token: &mut String, language: Language, stem: &str) {
    token.push(STEM);
    token.push_str(language.code());
    token.push(':');
    token.push_str(stem);
}

/// The `[terms]` of an article, made ready for [`each_token`]. Terms that are no acronyms (`H-1B`, `sanctuary city`) are left
/// out: their words say all.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Acronym as written, and the token of its expansion.
    acronyms: Vec<(String, String)>,
    /// Folded words of an expansion, two or more, and the token of its acronym.
    expansions: Vec<(Vec<String>, String)>,
}

impl Terms {
    /// From pairs of term and expansion.
    #[must_use]
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut terms = Self::default();
        for (term, meaning) in pairs.into_iter().take(TERMS) {
            let Some(written) = only_acronym(term) else { continue };
            let words = folded_words(meaning);
            if !(1..=WORDS).contains(&words.len()) {
                continue;
            }
            let token = acronym(&written);
            terms.acronyms.push((written, expansion(&words)));
            // One word alone (`ICE = "Immigration"`) would make every such word the acronym.
            if words.len() > 1 {
                terms.expansions.push((words, token));
            }
        }
        terms
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.acronyms.is_empty()
    }

    /// Tokens of the expansions that begin with the word at the head of a text.
    fn begun<'a>(&'a self, first: &'a str, rest: &'a str) -> impl Iterator<Item = &'a str> {
        let begun = self.expansions.iter().filter(move |(words, _)| words.first().is_some_and(|word| word == first));
        begun.filter(move |(words, _)| begins_with(rest, words)).map(|(_, token)| token.as_str())
    }
}

/// The acronym that a term is, when it is nothing else.
fn only_acronym(term: &str) -> Option<String> {
    let mut splitter = Splitter::default();
    let mut cursor = Cursor::default();
    let written = splitter.next(term, &mut cursor)?.acronym?.to_owned();
    splitter.next(term, &mut cursor).is_none().then_some(written)
}

/// Whether a text begins with these words.
fn begins_with(text: &str, words: &[String]) -> bool {
    let mut splitter = Splitter::default();
    let mut cursor = Cursor::default();
    words.iter().all(|word| splitter.next(text, &mut cursor).is_some_and(|next| next.folded == word))
}

/// What the words of an article mean: its language and the terms that it defines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    pub(crate) language: Option<Language>,
    pub(crate) terms: Terms,
}

/// What splits and stems texts of any language, kept between them.
#[derive(Debug)]
pub(crate) struct Tools {
    splitter: Splitter,
    stemmers: Vec<Stemmer>,
    stemmer: fn(Option<Language>) -> Stemmer,
}

impl Tools {
    /// For a line or two.
    pub(crate) fn for_a_line() -> Self {
        Self { splitter: Splitter::default(), stemmers: Vec::new(), stemmer: Stemmer::without_table }
    }

    /// For texts by the thousand.
    pub(crate) fn for_many() -> Self {
        Self { stemmer: Stemmer::new, ..Self::for_a_line() }
    }

    /// Those of a language.
    pub(super) fn of(&mut self, language: Option<Language>) -> Option<(&mut Splitter, &mut Stemmer)> {
        if self.stemmers.iter().all(|stemmer| stemmer.language() != language) {
            self.stemmers.push((self.stemmer)(language));
        }
        let stemmer = self.stemmers.iter_mut().find(|stemmer| stemmer.language() == language)?;
        Some((&mut self.splitter, stemmer))
    }
}

/// Hands on every token of a text with the position of its word, positions never falling. Nothing is allocated but where
/// the stemmer meets a new word.
pub fn each_token(
    splitter: &mut Splitter,
    stemmer: &mut Stemmer,
    text: &str,
    terms: &Terms,
    mut f: impl FnMut(u32, &str),
) {
    let mut token = String::new();
    splitter.each(text, |word| {
        f(word.number, word.folded);
        if let Some(stem) = stemmer.token(word.folded, write_stem) {
            f(word.number, stem);
        }
        if let Some(written) = word.acronym {
            token.clear();
            token.push(ACRONYM);
            token.push_str(written);
            f(word.number, &token);
            for (_, meaning) in terms.acronyms.iter().filter(|(own, _)| own == written) {
                f(word.number, meaning);
            }
        }
        if !terms.expansions.is_empty() {
            let rest = text.get(word.at.start..).unwrap_or_default();
            for own in terms.begun(word.folded, rest) {
                f(word.number, own);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str, language: Option<Language>, terms: &Terms) -> String {
        let mut shown = Vec::new();
        each_token(&mut Splitter::default(), &mut Stemmer::new(language), text, terms, |position, token| {
            shown.push(format!("{position}{token}"));
        });
        shown.join("|").replace(STEM, "~").replace(ACRONYM, "^").replace(EXPANSION, "=")
    }

    #[test]
    fn forms_stems_acronyms() {
        let none = Terms::default();
        assert_eq!(
            tokens("ICE deported them", Some(Language::English), &none),
            "0ice|0^ICE|1deported|1~en:deport|2them"
        );
        assert_eq!(tokens("ICE deported them", None, &none), "0ice|0^ICE|1deported|2them");
        assert_eq!(tokens("deportaciones", Some(Language::Spanish), &none), "0deportaciones|0~es:deport");
        assert_eq!(tokens("", Some(Language::English), &none), "");
    }

    #[test]
    fn own_terms_lead_both_ways() {
        let terms =
            Terms::new([("LVMPD", "Las Vegas Metropolitan Police Department"), ("H-1B", "a visa"), ("X", "y z")]);
        assert_eq!(tokens("The LVMPD", None, &terms), "0the|1lvmpd|1^LVMPD|1=las vegas metropolitan police department");
        assert_eq!(
            tokens("las Vegas Las Vegas metropolitan police  department", None, &terms),
            "0las|1vegas|2las|2^LVMPD|3vegas|4metropolitan|5police|6department"
        );
        assert_eq!(tokens("Las Vegas Metropolitan Police", None, &terms), "0las|1vegas|2metropolitan|3police");
        assert_eq!(tokens("y z a visa", None, &terms), "0y|1z|2a|3visa");
    }

    #[test]
    fn a_term_without_words_is_nothing() {
        assert!(Terms::new([("ICE", "—"), ("", "x"), ("ice", "x")]).is_empty());
        assert_eq!(tokens("I saw ICE", None, &Terms::new([("ICE", "Ice")])), "0i|1saw|2ice|2^ICE|2=ice");
    }

    #[test]
    fn tokens_are_what_the_query_writes() {
        assert_eq!(stem(Language::English, "deport"), "\u{1}en:deport");
        assert_eq!(acronym("ICE"), "\u{2}ICE");
        assert_eq!(expansion(&["a".to_owned(), "b".to_owned()]), "\u{3}a b");
    }
}
