//! What a reader typed into the filter: words and phrases that must all be there.

use std::ops::Range;

use crate::library::Card;
use crate::text::fold::{Case, Folded, fold};
use crate::text::{Foreign, segment};

/// Words and phrases that must all match, folded. A word matches where one begins with it (`asy` finds "asylum"); a phrase
/// in quotation marks matches as it stands, anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub(super) terms: Vec<Term>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// Folded, not empty.
    pub(super) text: String,
    /// Whether it was quoted.
    pub(super) phrase: bool,
}

/// What the filter takes at most: whoever pastes a page into it means its beginning.
const TERMS: usize = 32;

impl Filter {
    /// Reads what was typed. Never fails: a quotation mark that is not closed yet runs to the end.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let folded = fold(&Foreign::from(typed).line());
        let mut terms = Vec::new();
        // Every other piece between quotation marks stands inside them.
        for (index, piece) in folded.split('"').enumerate() {
            if index % 2 == 1 {
                terms.push(Term { text: piece.trim().to_owned(), phrase: true });
            } else {
                terms.extend(piece.split_whitespace().map(|word| Term { text: word.to_owned(), phrase: false }));
            }
        }
        terms.retain(|term| !term.text.is_empty());
        terms.truncate(TERMS);
        Self { terms }
    }

    /// Whether nothing was typed: then everything matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether all words are in the headline, dek, publisher, topics or takeaways of an article, wherever each.
    #[must_use]
    pub fn matches(&self, card: &Card) -> bool {
        if self.is_empty() {
            return true;
        }
        let mut text = String::new();
        for field in about(card).chain(&card.takeaways) {
            text.push_str(&fold(&field.line()));
            text.push('\n');
        }
        self.terms.iter().all(|term| term.is_in(&text))
    }

    /// Whether all words are in one text, such as the path of a file without a card.
    #[must_use]
    pub fn matches_text(&self, text: &str) -> bool {
        let folded = fold(&Foreign::from(text).line());
        self.terms.iter().all(|term| term.is_in(&folded))
    }

    /// Where a line of clean text matches, for painting: ranges of bytes in order, none overlapping.
    #[must_use]
    pub fn ranges(&self, line: &str) -> Vec<Range<usize>> {
        let folded = Folded::new(line, Case::Fold);
        let mut ranges: Vec<Range<usize>> = self
            .terms
            .iter()
            .flat_map(|term| term.starts(&folded.text).map(|at| folded.original(at..at + term.text.len())))
            .map(|range| segment::whole_graphemes(line, range))
            .filter(|range| !range.is_empty())
            .collect();
        ranges.sort_unstable_by_key(|range| (range.start, range.end));
        let mut apart: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match apart.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        apart
    }
}

/// What a card says besides its takeaways.
pub(super) fn about(card: &Card) -> impl Iterator<Item = &Foreign> {
    std::iter::once(&card.headline).chain(&card.summary).chain(&card.publisher).chain(&card.topics)
}

impl Term {
    /// Whether the folded text has it.
    pub(super) fn is_in(&self, folded: &str) -> bool {
        self.starts(folded).next().is_some()
    }

    /// Whether the folded text has it as a whole word, not only as the beginning of one.
    pub(super) fn is_whole_in(&self, folded: &str) -> bool {
        self.starts(folded).any(|at| {
            let after = folded.get(at + self.text.len()..).and_then(|after| after.chars().next());
            !after.is_some_and(joins)
        })
    }

    /// Where the folded text has it.
    pub(super) fn starts<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = usize> + 'a {
        folded.match_indices(self.text.as_str()).map(|(at, _)| at).filter(|at| self.may_start(folded, *at))
    }

    /// Whether a match at a byte counts: a word must not begin inside another.
    pub(super) fn may_start(&self, folded: &str, at: usize) -> bool {
        if self.phrase {
            return true;
        }
        let first = self.text.chars().next();
        let before = folded.get(..at).and_then(|before| before.chars().next_back());
        !(first.is_some_and(joins) && before.is_some_and(joins))
    }
}

/// Whether a character joins its neighbour to one word. Scripts without spaces between words do not: there any place may
/// begin one.
fn joins(character: char) -> bool {
    character.is_alphanumeric()
        && !matches!(character, '\u{0e00}'..='\u{0eff}' | '\u{2e80}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn card() -> Card {
        Card {
            headline: "Sheriff’s office ends “roundups”".into(),
            summary: Some("Señor Peña explains".into()),
            publisher: Some("The Daily".into()),
            topics: vec!["sanctuary policy".into()],
            takeaways: vec!["ICE criticizes policies".into(), "庇护申请的期限".into()],
            ..Card::default()
        }
    }

    #[test]
    fn words_match_at_their_beginning_phrases_anywhere() {
        for (typed, expected) in [
            ("", true),
            ("sher", true),
            ("SHERIFF'S pena", true),
            ("riff", false),
            ("\"riff\"", true),
            ("\"office ends\"", true),
            ("\"ends office\"", false),
            ("ends office", true),
            ("sanc ice daily", true),
            ("sanc nothing", false),
            ("申请", true),
            ("“roundups", true),
            ("roundups", true),
            ("\"office ends", true),
            ("policies", true),
            ("ies", false),
        ] {
            assert_eq!(Filter::parse(typed).matches(&card()), expected, "{typed}");
        }
    }

    #[test]
    fn a_word_does_not_match_across_fields() {
        assert!(!Filter::parse("\"explains the\"").matches(&card()));
    }

    #[test]
    fn ranges_are_of_the_text_as_shown() {
        let line = "Peña, Pen\u{303}a and OPEN penal pens";
        let shown: Vec<_> =
            Filter::parse("pen pena").ranges(line).into_iter().filter_map(|range| line.get(range)).collect();
        assert_eq!(shown, ["Peña", "Pen\u{303}a", "pena", "pen"]);
    }

    proptest! {
        #[test]
        fn ranges_are_in_order_apart_and_whole(typed in ".{0,12}", line in ".{0,60}") {
            let mut end = 0;
            for range in Filter::parse(&typed).ranges(&line) {
                prop_assert!(range.start >= end && range.start < range.end);
                prop_assert!(line.get(range.clone()).is_some());
                end = range.end;
            }
        }

        #[test]
        fn a_prefix_of_a_word_in_the_headline_matches(word in "[a-z]{1,9}", length in 1usize..9) {
            let card = Card { headline: format!("so {word} is").into(), ..Card::default() };
            let prefix: String = word.chars().take(length).collect();
            prop_assert!(Filter::parse(&prefix).matches(&card));
        }
    }
}
