//! Articles for the tests of rules.

use crate::article::{Age, Article, Block, Date, Emphasis, Inline, Run, Section, Takeaway};
use crate::lint::{Look, Rule};

/// What a rule says of an article on 1 January 2026.
pub(super) fn found(rule: Rule, article: &Article) -> Vec<String> {
    let today = Date::day(2026, 1, 1);
    let look = Look { article, today: Some(&today), stale_after: Age::YEAR };
    (rule.find)(&look).into_iter().map(|finding| finding.message).collect()
}

/// A paragraph.
pub(super) fn paragraph(text: &str) -> Block {
    Block::Paragraph(Inline { runs: vec![Run { text: text.into(), emphasis: Emphasis::NONE, link: None }] })
}

/// An article of a headline and paragraphs, a line each.
pub(super) fn text(headline: &str, body: &str) -> Article {
    let blocks = body.lines().map(paragraph).collect();
    let sections = vec![Section { level: 1, blocks, ..Section::default() }];
    Article { headline: headline.into(), sections, ..Article::default() }
}

/// The same with takeaways.
pub(super) fn with_takeaways(takeaways: &[&str], body: &str) -> Article {
    let takeaways = takeaways.iter().map(|text| Takeaway { text: (*text).into(), ..Takeaway::default() }).collect();
    Article { takeaways, ..text("Headline", body) }
}
