//! Phrases that the index knows whole: what the acronyms of the field stand for. Who types `ICE` asks for "immigration and
//! customs enforcement" as well, and each of these words stands in nearly every article: to look where they stand side by side
//! took fifty times as long as to look up a token. So each place where one stands has a token of its own, and a query
//! that asks for such a phrase asks for its token.
//!
//! The marks and the grammar know nothing of this: to them a phrase is its words.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::glossary::Glossary;
use crate::text::fnv::BuildFnv;

/// Before the words of a phrase. A control, as the sigils of [`token`](crate::search::token) are.
const PHRASE: char = '\u{5}';

/// Phrases by their first word.
#[derive(Debug, Default)]
pub(super) struct Phrases(HashMap<&'static str, Vec<Phrase>, BuildFnv>);

#[derive(Debug)]
struct Phrase {
    words: &'static [String],
    token: String,
}

impl Phrases {
    /// Of the glossary.
    pub(super) fn field() -> &'static Self {
        static FIELD: OnceLock<Phrases> = OnceLock::new();
        FIELD.get_or_init(|| {
            let mut phrases: HashMap<&str, Vec<Phrase>, BuildFnv> = HashMap::default();
            for words in Glossary::field().entries().iter().flat_map(crate::glossary::Entry::wordings) {
                let Some(first) = words.first().filter(|_| words.len() > 1) else { continue };
                let known = phrases.entry(first).or_default();
                if known.iter().all(|phrase| phrase.words != words) {
                    known.push(Phrase { words, token: format!("{PHRASE}{}", words.join(" ")) });
                }
            }
            Self(phrases)
        })
    }

    /// The token of a phrase that the index knows.
    pub(super) fn token(&self, words: &[String]) -> Option<&str> {
        let phrases = self.0.get(words.first()?.as_str())?;
        phrases.iter().find(|phrase| phrase.words == words).map(|phrase| phrase.token.as_str())
    }
}

/// Looks for phrases in the words of a text as they go by.
#[derive(Debug, Default)]
pub(super) struct Seeker {
    /// Phrases that have begun, and how many of their words have come.
    begun: Vec<(&'static Phrase, usize)>,
}

impl Seeker {
    /// A text begins.
    pub(super) fn clear(&mut self) {
        self.begun.clear();
    }

    /// The next folded word; the tokens of the phrases that end with it are handed on.
    pub(super) fn word(&mut self, word: &str, mut f: impl FnMut(&'static str)) {
        self.begun.retain_mut(|(phrase, come)| {
            let goes_on = phrase.words.get(*come).is_some_and(|next| next == word);
            *come += 1;
            if goes_on && *come == phrase.words.len() {
                f(&phrase.token);
            }
            goes_on && *come < phrase.words.len()
        });
        if let Some(phrases) = Phrases::field().0.get(word) {
            self.begun.extend(phrases.iter().map(|phrase| (phrase, 1)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&'static str> {
        let (mut seeker, mut found) = (Seeker::default(), Vec::new());
        text.split(' ').for_each(|word| seeker.word(word, |token| found.push(token.trim_start_matches(PHRASE))));
        found
    }

    #[test]
    fn phrases_are_found_where_they_stand() {
        assert_eq!(found("immigration and customs enforcement"), ["immigration and customs enforcement"]);
        assert_eq!(found("immigration and immigration and customs enforcement x").len(), 1);
        assert_eq!(found("temporary protected status temporary protected status").len(), 2);
        assert_eq!(found("temporary protected"), [""; 0]);
        assert_eq!(found("temporary status protected"), [""; 0]);
    }

    #[test]
    fn a_query_names_the_same_token() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(
            Phrases::field().token(&words("temporary protected status")),
            Some("\u{5}temporary protected status")
        );
        for other in ["temporary protected", "temporary protected status x", "temporary", ""] {
            assert_eq!(Phrases::field().token(&words(other)), None, "{other}");
        }
    }
}
