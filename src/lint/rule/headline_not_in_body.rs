//! `headline-not-in-body`: the headline names somebody whom the article never mentions.
//!
//! **What.** A name in capitals in the headline (three letters or more: NYPD, USCIS) that stands in neither the summary,
//! nor a takeaway, nor a section. Titles of sources do not count: they are not the article's own words.
//!
//! **Why.** Such a headline was often written for another story, or by somebody who mixed up two agencies. A reader who
//! quotes it attributes a policy to the wrong one.
//!
//! **Example.** `headline = "NYPD Strengthens Commitment to Immigrant Safeguards"` above an article about the LVMPD.
//!
//! **Fix.** Correct the headline; or where the publisher's own headline is kept on purpose, say so:
//! ```toml
//! [expect]
//! headline-not-in-body = "the source's own headline"
//! ```

use std::collections::HashSet;

use super::super::{Finding, Rule, Subject};
use crate::article::{Article, Block};
use crate::diagnostic::quoted;

/// The rule.
pub const RULE: Rule =
    Rule { code: "headline-not-in-body", summary: "the headline names somebody whom the article never mentions", find };

/// Fewer letters are roman numerals and states.
const SHORTEST: usize = 3;

fn find(article: &Article) -> Vec<Finding> {
    let headline = article.headline.raw();
    // A headline all in capitals has no names in capitals.
    if !headline.chars().any(char::is_lowercase) {
        return Vec::new();
    }
    let mut missing: Vec<_> = names(headline).collect();
    let mut seen = HashSet::new();
    missing.retain(|name| seen.insert(*name));
    if missing.is_empty() || !has_text(article) {
        return Vec::new();
    }
    for text in texts(article) {
        if missing.is_empty() {
            break;
        }
        let held: HashSet<_> = words(&text).collect();
        missing.retain(|name| !held.contains(name));
    }
    let finding = |name: &str| Finding {
        at: Subject::Headline,
        message: format!("the headline names {}, which the article never mentions", quoted(name)),
        help: "correct the headline, or say why under [expect]",
    };
    missing.into_iter().map(finding).collect()
}

/// Whether there is anything that could mention a name.
fn has_text(article: &Article) -> bool {
    article.sections.iter().any(|section| !section.blocks.is_empty())
}

/// The article's own words, but the headline: summary, takeaways, terms, headings, blocks.
fn texts(article: &Article) -> impl Iterator<Item = String> {
    let summary = article.summary.iter().map(|text| text.raw().to_owned());
    let takeaways = article.takeaways.iter().map(|takeaway| takeaway.text.raw().to_owned());
    let terms = article.terms.iter().map(|term| format!("{} {}", term.term.raw(), term.expansion.raw()));
    let headings =
        article.sections.iter().filter_map(|section| section.heading.as_ref()).map(|text| text.raw().to_owned());
    let blocks = article.sections.iter().flat_map(|section| &section.blocks).map(Block::plain);
    summary.chain(takeaways).chain(terms).chain(headings).chain(blocks)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Words all in capitals.
fn names(text: &str) -> impl Iterator<Item = &str> {
    words(text).filter(|word| word.chars().all(char::is_uppercase) && word.chars().count() >= SHORTEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Emphasis, Inline, Run, Section, Takeaway};

    fn article(headline: &str, body: &str) -> Article {
        let runs = vec![Run { text: body.into(), emphasis: Emphasis::NONE, link: None }];
        let blocks = vec![Block::Paragraph(Inline { runs })];
        Article {
            headline: headline.into(),
            sections: vec![Section { level: 1, blocks, ..Section::default() }],
            ..Article::default()
        }
    }

    fn found(article: &Article) -> Vec<String> {
        find(article).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn names_that_nobody_mentions() {
        let message = "the headline names `NYPD`, which the article never mentions";
        assert_eq!(found(&article("NYPD acts, NYPD says", "The LVMPD acted.")), [message]);
        assert_eq!(found(&article("NYPD acts", "The NYPD’s chief")), [""; 0]);
        assert_eq!(found(&article("NYPD acts", "NYPDs are not it")), [message]);
    }

    #[test]
    fn conservative() {
        for headline in ["US and UN act", "Police act", "NEW RULES FOR NYPD", "Title XI of 1996"] {
            assert_eq!(found(&article(headline, "x")), [""; 0], "{headline}");
        }
        let mut mentioned = article("ICE acts", "x");
        mentioned.takeaways = vec![Takeaway { text: "ICE acted".into(), ..Takeaway::default() }];
        assert_eq!(found(&mentioned), [""; 0]);
        assert_eq!(
            found(&Article { headline: "ICE acts".into(), ..Article::default() }),
            [""; 0],
            "no body, no finding"
        );
    }
}
