//! Which notes are meant: by words that they must have.

use std::collections::HashSet;

use crate::text::words::folded_words;

/// Words that must all be there, folded; the last may be only begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    whole: Vec<String>,
    begun: Option<String>,
}

impl Words {
    /// The words of a query.
    #[must_use]
    pub fn of(query: &str) -> Self {
        let mut whole = folded_words(query);
        let begun = whole.pop();
        Self { whole, begun }
    }

    /// Whether all of them are in some texts, however they are spread. No words are everywhere.
    #[must_use]
    pub fn are_in(&self, texts: &[&str]) -> bool {
        let Some(begun) = &self.begun else { return true };
        let words: HashSet<String> = texts.iter().flat_map(|text| folded_words(text)).collect();
        self.whole.iter().all(|word| words.contains(word)) && words.iter().any(|word| word.starts_with(begun))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_them_anywhere_the_last_one_begun() {
        let texts = ["A *sheriff* may refuse.", "Ødegård’s note", ""];
        for found in ["", "sheriff", "SHERIFF may", "note sher", "odegard", "refuse, ode"] {
            assert!(Words::of(found).are_in(&texts), "{found}");
        }
        for missed in ["sher note", "deputy", "sheriff deputy", "heriff"] {
            assert!(!Words::of(missed).are_in(&texts), "{missed}");
        }
    }
}
