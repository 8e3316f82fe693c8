//! `dek-repeated`: the text begins with the dek.
//!
//! **What.** A `summary` that says the same as one of the first three paragraphs, or with whose words, eight or more, one of
//! them begins and goes on: the dek is cut off, at the end of a sentence or within one, maybe within a word. Where it ends in
//! an ellipsis, four words are enough. Capitals and punctuation do not count, nor does the dateline of an agency.
//!
//! **Why.** The reader reads the same sentence twice. Pages that have no dek of their own are often given the first
//! sentences of the text instead.
//!
//! **Examples.** The dek is the first sentence of the text; a dek of its own:
//!
//! ```toml breaks
//! headline = "Who may appeal"
//! summary = "Either side may appeal the decision of an immigration judge to the Board…"
//! [[sections]]
//! body = "Either side may appeal the decision of an immigration judge to the Board, within thirty days."
//! ```
//!
//! ```toml keeps
//! headline = "Who may appeal"
//! summary = "Who may ask for another decision, and by when."
//! [[sections]]
//! body = "Either side may appeal the decision of an immigration judge to the Board, within thirty days."
//! ```
//!
//! **Fix.** Leave `summary` out, or say in it what the article is about.

use super::super::{Finding, Look, Rule, Subject};
use crate::article::Block;
use crate::text::words::folded_words;

/// The rule.
pub const RULE: Rule = Rule { code: "dek-repeated", file: include_str!("dek_repeated.rs"), find };

/// Paragraphs with which a text leads.
const LEADING: usize = 3;

/// Fewer words at the beginning of a longer paragraph are a turn of phrase.
const FEWEST: usize = 8;

/// The same of a dek that says itself that it goes on.
const FEWEST_CUT: usize = 4;

/// A dateline is no longer than this, in bytes.
const DATELINE: usize = 60;

fn find(look: &Look<'_>) -> Vec<Finding> {
    let Some(summary) = &look.article.summary else { return Vec::new() };
    let blocks = look.article.sections.iter().flat_map(|section| &section.blocks);
    let paragraphs = blocks.filter(|block| matches!(block, Block::Paragraph(_))).map(Block::shown).take(LEADING);
    let paragraphs: Vec<Vec<String>> = paragraphs.map(|text| folded_words(without_dateline(&text))).collect();
    let dek = Dek::of(summary.raw());
    let found = (0..paragraphs.len()).find_map(|at| Some((at, dek.repeats(paragraphs.get(at..)?)?)));
    let told = |(at, how): (usize, How)| {
        let which = ["first", "second", "third"].get(at).copied().unwrap_or("next");
        let message = match how {
            How::Whole => format!("the dek is the {which} paragraph"),
            How::Beginning => format!("the {which} paragraph begins with the dek"),
        };
        let help = "leave it out, or say in it what the article is about".to_owned();
        Finding { at: Subject::Summary, message, help }
    };
    found.map(told).into_iter().collect()
}

/// How a text repeats the dek.
enum How {
    /// A paragraph is all of it.
    Whole,
    /// A paragraph begins with it.
    Beginning,
}

/// The dek as words.
struct Dek {
    words: Vec<String>,
    /// Whether it ends in an ellipsis.
    cut: bool,
}

impl Dek {
    fn of(text: &str) -> Self {
        let end = text.trim_end().trim_end_matches([']', ')', '”', '"', ' ']);
        Self { words: folded_words(text), cut: end.ends_with('…') || end.ends_with("...") }
    }

    /// How the first of some paragraphs, or it with those behind it, repeats the dek.
    fn repeats(&self, paragraphs: &[Vec<String>]) -> Option<How> {
        let (last, before) = self.words.split_last()?;
        if paragraphs.first() == Some(&self.words) {
            return Some(How::Whole);
        }
        let mut text = paragraphs.iter().flatten();
        let goes_on = before.iter().all(|word| text.next() == Some(word));
        // What is cut off by a machine may end within a word.
        let ends = text.next().is_some_and(|word| word == last || (before.len() >= FEWEST && word.starts_with(last)));
        let enough = self.words.len() >= if self.cut { FEWEST_CUT } else { FEWEST };
        (goes_on && ends && enough).then_some(How::Beginning)
    }
}

/// A text without what stands before a dash at its beginning and shouts a place: `WASHINGTON (AP) — `.
fn without_dateline(text: &str) -> &str {
    let dash = text.char_indices().take_while(|(at, _)| *at < DATELINE).find(|(_, c)| matches!(c, '—' | '–'));
    let Some((place, rest)) = dash.and_then(|(at, c)| Some((text.get(..at)?, text.get(at + c.len_utf8()..)?))) else {
        return text;
    };
    let first = place.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let shouts = first.chars().count() > 2 && first.chars().all(char::is_uppercase);
    if shouts { rest } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::lint::rule::sample::{found, text};

    #[test]
    fn leading_paragraphs_and_only_their_beginning() {
        let with = |summary: &str, body: &str| {
            found(RULE, &Article { summary: Some(summary.into()), ..text("H", body) }).len()
        };
        assert_eq!(with("Two words.", "two words"), 1);
        assert_eq!(with("Two words", "Two words and more"), 0);
        assert_eq!(with("One two three four five six seven eight", "One two three four five six seven eight nine"), 1);
        assert_eq!(with("One two three four five six seven nine", "One two three four five six seven eight nine"), 0);
        assert_eq!(with("Two words.", "Another\nTwo words."), 1);
        assert_eq!(with("Two words.", "1\n2\n3\nTwo words."), 0);
        assert_eq!(with("…", "…"), 0);
        assert_eq!(with("x", ""), 0);
    }

    #[test]
    fn a_dek_that_is_cut_off() {
        const BODY: &str = "WASHINGTON (AP) — Either side may appeal the decision of an immigration judge to the Board.\n\
                            The appeal goes to Virginia within thirty days.";
        let said = |summary: &str| {
            found(RULE, &Article { summary: Some(summary.into()), ..text("H", &format!("Updated at noon.\n{BODY}")) })
        };
        for cut in [
            "Either side may appeal the decision of an immigration judge",
            "Either side may appeal the decision of an immigration ju",
            "Either side may appeal the decision of an immig…",
            "Either side may appeal…",
            "Either side may appeal [...]",
            "Either side may appeal the decision of an immigration judge to the Board. The appeal goes to",
        ] {
            assert_eq!(said(cut), ["the second paragraph begins with the dek"], "{cut}");
        }
        assert_eq!(said("The appeal goes to Virginia within thirty days"), ["the dek is the third paragraph"]);
        for own in
            ["Either side may appeal", "Either side may…", "Either side may ask the Board for another decision, …"]
        {
            assert_eq!(said(own), [""; 0], "{own}");
        }
    }
}
