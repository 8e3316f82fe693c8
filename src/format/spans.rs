//! Where a key or a value stands in a file: for those who complain about an article after it was read.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::read::{parse, too_deep};

/// The file's table with its spans.
pub struct Spans<'s> {
    source: &'s str,
    root: Option<DeTable<'s>>,
    /// Where the bodies of sections first have each word.
    words: OnceCell<HashMap<&'s str, Range<usize>>>,
}

impl<'s> Spans<'s> {
    /// Reads the spans of a file. A file that nests too deep has none.
    #[must_use]
    pub fn new(source: &'s str) -> Self {
        Self { source, root: too_deep(source).is_none().then(|| parse(source).0), words: OnceCell::new() }
    }

    /// The value of a key of the article.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<Range<usize>> {
        Some(self.root.as_ref()?.get(key)?.span())
    }

    /// An element of an array, counted from 0: `[[sources]]` as a whole is its header.
    #[must_use]
    pub fn element(&self, key: &str, index: usize) -> Option<Range<usize>> {
        Some(self.root.as_ref()?.get(key)?.get_ref().get(index)?.span())
    }

    /// A key inside a table: `[expect]`, `headline-not-in-body`.
    #[must_use]
    pub fn key(&self, table: &str, key: &str) -> Option<Range<usize>> {
        let DeValue::Table(table) = self.root.as_ref()?.get(table)?.get_ref() else { return None };
        Some(table.get_key_value(key)?.0.span())
    }

    /// The first place where the body of a section has a word of letters and digits, as a whole; an acronym also in its plural.
    #[must_use]
    pub fn word(&self, word: &str) -> Option<Range<usize>> {
        self.words.get_or_init(|| self.all_words()).get(word).cloned()
    }

    fn all_words(&self) -> HashMap<&'s str, Range<usize>> {
        let mut words = HashMap::new();
        let sections = self.root.as_ref().and_then(|root| match root.get("sections")?.get_ref() {
            DeValue::Array(sections) => Some(sections),
            _ => None,
        });
        for section in sections.into_iter().flatten() {
            let Some(body) = section.get_ref().get("body").map(toml::Spanned::span) else { continue };
            let text = self.source.get(body.clone()).unwrap_or_default();
            let mut next = body.start;
            for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
                let (start, word) = (next, piece.trim_end_matches(|c: char| !c.is_alphanumeric()));
                next += piece.len();
                if word.is_empty() {
                    continue;
                }
                words.entry(word).or_insert(start..start + word.len());
                if let Some(singular) = singular(word) {
                    words.entry(singular).or_insert(start..start + singular.len());
                }
            }
        }
        words
    }
}

/// `NTA` of `NTAs`.
fn singular(word: &str) -> Option<&str> {
    let singular = word.strip_suffix('s')?;
    (singular.chars().nth(1).is_some() && singular.chars().all(char::is_uppercase)).then_some(singular)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_as_a_whole_and_an_acronym_in_its_plural() {
        let source = "[[sections]]\nheading = 'NTA'\n[[sections]]\nbody = 'XNTA, NTAs, the NTA: RFE-based, gas.'\n";
        let spans = Spans::new(source);
        let at =
            |word: &str| spans.word(word).map(|span| (span.start, source.get(span).unwrap_or_default().to_owned()));
        let start = |piece: &str| source.find(piece).unwrap();
        assert_eq!(at("NTA"), Some((start("NTAs"), "NTA".to_owned())));
        assert_eq!(at("RFE"), Some((start("RFE"), "RFE".to_owned())));
        assert_eq!((at("ga"), at("sections")), (None, None));
        assert_eq!(Spans::new("sections = 1").word("a"), None);
    }

    #[test]
    fn many_words_of_a_long_body_are_found_at_once() {
        let words: Vec<String> = (0..100_000).map(|number| format!("W{number}")).collect();
        let source = format!("[[sections]]\nbody = '{}'\n", words.join(" "));
        let spans = Spans::new(&source);
        assert!(words.iter().all(|word| spans.word(word).is_some_and(|span| source.get(span) == Some(word.as_str()))));
    }
}
