//! `dek-repeated`: the text begins with the dek.
//!
//! **What.** A `summary` that says the same as the first paragraph, or with whose words, eight or more, that paragraph begins.
//! Capitals, punctuation and an ellipsis at the end do not count.
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

/// Fewer words at the beginning of a longer paragraph are a turn of phrase.
const FEWEST: usize = 8;

fn find(look: &Look<'_>) -> Vec<Finding> {
    let paragraphs = look.article.sections.iter().flat_map(|section| &section.blocks);
    let first = paragraphs.filter(|block| matches!(block, Block::Paragraph(_))).map(Block::shown).next();
    let (Some(summary), Some(first)) = (&look.article.summary, first) else { return Vec::new() };
    let (summary, first) = (folded_words(summary.raw()), folded_words(&first));
    let same = summary == first && !summary.is_empty();
    let begins = summary.len() >= FEWEST && first.starts_with(&summary);
    let message = if same { "the dek is the first paragraph" } else { "the first paragraph begins with the dek" };
    let finding = Finding {
        at: Subject::Summary,
        message: message.to_owned(),
        help: "leave it out, or say in it what the article is about".to_owned(),
    };
    (same || begins).then_some(finding).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::lint::rule::sample::{found, text};

    #[test]
    fn only_the_first_paragraph_and_only_its_beginning() {
        let with = |summary: &str, body: &str| {
            found(RULE, &Article { summary: Some(summary.into()), ..text("H", body) }).len()
        };
        assert_eq!(with("Two words.", "two words"), 1);
        assert_eq!(with("Two words", "Two words and more"), 0);
        assert_eq!(with("One two three four five six seven eight", "One two three four five six seven eight nine"), 1);
        assert_eq!(with("One two three four five six seven nine", "One two three four five six seven eight nine"), 0);
        assert_eq!(with("Two words.", "Another\nTwo words."), 0);
        assert_eq!(with("…", "…"), 0);
        assert_eq!(with("x", ""), 0);
    }
}
