//! Terms that are no acronyms, found in a text: a form, a visa class, words of procedure. A word is taken bare: without a possessive
//! and without the ending of a plural, in capitals or not; where the term has capitals of its own, they count.
//!
//! What must not live here: which terms there are, and what they mean.

use std::collections::HashMap;

use crate::text::fold::fold;
use crate::text::segment;

/// Words of a term, at most.
const LONGEST: usize = 8;

/// Ways to write terms, by their first bare word.
#[derive(Debug, Default, Clone)]
pub struct Plain(HashMap<String, Vec<Way>>);

/// A way to write a term.
#[derive(Debug, Clone)]
struct Way {
    /// Its words, bare; folded where it has no capitals.
    words: Vec<String>,
    cased: bool,
    /// The term that it is a way to write.
    term: String,
}

/// A term in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The term, as its list has it.
    pub term: &'a str,
    /// How many words it has in the text.
    pub words: usize,
    /// How many bytes.
    pub bytes: usize,
}

impl Plain {
    /// Of terms, each with a way to write it.
    #[must_use]
    pub fn new<'a>(ways: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut by_first: HashMap<String, Vec<Way>> = HashMap::new();
        for (term, way) in ways {
            let cased = way.chars().any(char::is_uppercase);
            let words: Vec<String> = segment::words(way).map(|(_, word)| written(word, cased)).collect();
            let Some(first) = words.first().filter(|_| words.len() <= LONGEST) else { continue };
            let way = Way { cased, term: term.to_owned(), words: words.clone() };
            by_first.entry(fold(first)).or_default().push(way);
        }
        for ways in by_first.values_mut() {
            ways.sort_by_key(|way| std::cmp::Reverse(way.words.len()));
        }
        Self(by_first)
    }

    /// The longest term with which a text begins, at a word.
    #[must_use]
    pub fn begins(&self, text: &str) -> Option<Standing<'_>> {
        let (_, first) = segment::words(text).next()?;
        let ways = self.0.get(&written(first, false))?;
        ways.iter().find_map(|way| {
            let mut end = 0;
            for (nth, wanted) in way.words.iter().enumerate() {
                let (at, word) = segment::words(text).nth(nth)?;
                let between = text.get(end..at)?;
                let joined = nth == 0 || between.chars().all(|c| c.is_whitespace() || "-\u{2010}\u{2011}".contains(c));
                if !joined || written(word, way.cased) != *wanted {
                    return None;
                }
                end = at + word.len();
            }
            Some(Standing { term: &way.term, words: way.words.len(), bytes: end })
        })
    }

    /// The term that a text is as a whole.
    #[must_use]
    pub fn is(&self, text: &str) -> Option<&str> {
        let text = text.trim();
        let standing = self.begins(text)?;
        let rest = text.get(standing.bytes..).unwrap_or_default();
        (!rest.contains(char::is_alphanumeric)).then_some(standing.term)
    }
}

/// A word as it is compared.
fn written(word: &str, cased: bool) -> String {
    let word = singular(without_possessive(word));
    if cased { word } else { fold(&word) }
}

/// A word without `'s` or the apostrophe of a plural.
#[must_use]
pub fn without_possessive(word: &str) -> &str {
    let is_apostrophe = |c: char| matches!(c, '\'' | '’' | 'ʼ');
    let bare = word.strip_suffix(['s', 'S']).and_then(|word| word.strip_suffix(is_apostrophe));
    bare.unwrap_or_else(|| word.strip_suffix(is_apostrophe).unwrap_or(word))
}

/// A word without the ending of a plural. What is no plural may lose an *s*, too: both sides of a comparison do.
fn singular(word: &str) -> String {
    let is_sign = |c: char| c.is_uppercase() || c.is_numeric();
    // A short word is a word of its own; a class of visas is not: two H-1Bs.
    let may_be_plural =
        word.chars().nth(3).is_some() || word.strip_suffix('s').is_some_and(|rest| rest.ends_with(is_sign));
    match word {
        word if !may_be_plural || word.ends_with("ss") => word.to_owned(),
        word if word.ends_with("ies") => format!("{}y", word.trim_end_matches("ies")),
        word => word.strip_suffix('s').unwrap_or(word).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain() -> Plain {
        let ways = [
            ("visa", "visa"),
            ("public charge", "public charge"),
            ("H-1B", "H-1B"),
            ("U visa", "U visa"),
            ("felony", "aggravated felony"),
            ("status", "status"),
        ];
        Plain::new(ways)
    }

    #[test]
    fn terms_are_found_in_their_forms() {
        let plain = plain();
        for (text, term, bytes) in [
            ("Visas are", "visa", 5),
            ("visa’s end", "visa", 8),
            ("public charges", "public charge", 14),
            ("Public\ncharge’s", "public charge", 17),
            ("H-1B workers", "H-1B", 4),
            ("H\u{2011}1B", "H-1B", 6),
            ("U visas", "U visa", 7),
            ("aggravated felonies", "felony", 19),
            ("status", "status", 6),
        ] {
            let found = plain.begins(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.term, found.bytes), (term, bytes), "{text}");
        }
        for none in ["", "public. Charge", "the public charge", "h-1b", "u visa", "vis", "charge", "Publics"] {
            assert_eq!(plain.begins(none), None, "{none}");
        }
    }

    #[test]
    fn a_text_is_a_term_as_a_whole() {
        let plain = plain();
        assert_eq!((plain.is(" visas, "), plain.is("visa rules"), plain.is("")), (Some("visa"), None, None));
    }

    #[test]
    fn possessives_are_none_of_a_word() {
        for (word, bare) in
            [("ICE's", "ICE"), ("DHS’s", "DHS"), ("NGOs’", "NGOs"), ("visas", "visas"), ("’s", ""), ("", "")]
        {
            assert_eq!(without_possessive(word), bare, "{word}");
        }
    }
}
