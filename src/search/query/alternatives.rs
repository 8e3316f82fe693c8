//! Which tokens would do for a text that is asked for, and how well: the query's side of the [`token`]
//! alphabet.

use super::{Pattern, Query, Text};
use crate::glossary::Glossary;
use crate::search::token;
use crate::text::stem::Language;

/// One way to match.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// What the index must hold.
    pub how: How,
    /// How well it answers, up to 1.
    pub weight: f32,
}

/// What the index must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// This token.
    Token(String),
    /// A token that begins so.
    Prefix(String),
    /// These tokens at positions that follow one another.
    Phrase {
        /// One or more.
        tokens: Vec<String>,
        /// Whether the last may only be begun.
        prefix_last: bool,
    },
}

/// The form that was typed.
const EXACT: f32 = 1.0;
/// What an acronym stands for, and the reverse.
const EXPANDED: f32 = 0.9;
/// Another form of the word.
const STEM: f32 = 0.7;
/// A word that only begins so.
const BEGUN: f32 = 0.5;

impl Query {
    /// The ways to match a text of this query, best first, in libraries of these languages. None is there twice.
    #[must_use]
    pub fn alternatives(text: &Text, languages: &[Language]) -> Vec<Alternative> {
        let mut ways = Ways::default();
        match &text.pattern {
            Pattern::Word { folded, prefix } => {
                ways.add(How::Token(folded.clone()), EXACT);
                for language in languages {
                    let stem = language.stem(folded);
                    ways.add(How::Token(token::stem(*language, &stem)), STEM);
                    // Where the stem is a word itself, that word has no stem token.
                    ways.add(How::Token(stem.into_owned()), STEM);
                }
                if let Some(tokens) = split_form(folded) {
                    ways.add(How::Phrase { tokens, prefix_last: *prefix }, EXPANDED);
                }
                if *prefix {
                    ways.add(How::Prefix(folded.clone()), BEGUN);
                }
            }
            Pattern::Acronym { written, prefix, expand } => {
                ways.add(How::Token(token::acronym(written)), EXACT);
                let small = written.to_lowercase();
                if let Some(tokens) = split_form(&small).or_else(|| dotted_form(&small)) {
                    ways.add(How::Phrase { tokens, prefix_last: false }, EXPANDED);
                }
                if *expand {
                    let entries = Glossary::known().expansions(written);
                    for wording in entries.flat_map(crate::glossary::Entry::wordings) {
                        ways.add(How::Phrase { tokens: wording.to_vec(), prefix_last: false }, EXPANDED);
                    }
                }
                if *prefix {
                    ways.add(How::Prefix(token::acronym(written)), BEGUN);
                }
            }
            Pattern::Phrase { words, prefix_last } => {
                ways.add(How::Phrase { tokens: words.clone(), prefix_last: *prefix_last }, EXACT);
                if let Some(written) = joined_form(words) {
                    ways.add(How::Token(written), EXPANDED);
                }
            }
            Pattern::Expansion { words } => ways.add(How::Token(token::expansion(words)), EXPANDED),
        }
        ways.0
    }
}

/// The words of a name that is written with a hyphen as often as without: `h1b` is `H-1B`, `i130` is `I-130`.
fn split_form(word: &str) -> Option<Vec<String>> {
    let at = word.find(|c: char| c.is_ascii_digit()).filter(|at| (1..=3).contains(at))?;
    let (letters, rest) = word.split_at_checked(at)?;
    letters.chars().all(char::is_alphabetic).then(|| vec![letters.to_owned(), rest.to_owned()])
}

/// The words of an acronym with dots: `cfr` is `C.F.R.`
fn dotted_form(acronym: &str) -> Option<Vec<String>> {
    let letters: Vec<String> = acronym.chars().map(String::from).collect();
    ((2..=5).contains(&letters.len()) && acronym.chars().all(char::is_alphabetic)).then_some(letters)
}

/// The token of words that may as well be written as one: `H-1B`, `C.F.R.`
fn joined_form(words: &[String]) -> Option<String> {
    match words {
        [letters, rest] if split_form(&format!("{letters}{rest}")).is_some_and(|forms| forms == words) => {
            Some(format!("{letters}{rest}"))
        }
        _ => dotted_form(&words.concat())
            .filter(|letters| letters == words)
            .map(|_| token::acronym(&words.concat().to_uppercase())),
    }
}

/// Alternatives, each once.
#[derive(Default)]
struct Ways(Vec<Alternative>);

impl Ways {
    fn add(&mut self, how: How, weight: f32) {
        if self.0.iter().all(|known| known.how != how) {
            self.0.push(Alternative { how, weight });
        }
    }
}
