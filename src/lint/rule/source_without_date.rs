//! `source-without-date`: a source of which nobody knows when it was so.
//!
//! **What.** A source with neither `published` nor `accessed` and without a year in its `citation` or title. Statutes and
//! regulations are cited as in force and need none.
//!
//! **Why.** Pages change, and of two memos of one agency the later one counts. Every style of citation asks for the date.
//!
//! **Examples.**
//!
//! ```toml breaks
//! headline = "Who may appeal"
//! [[sources]]
//! title = "Frequently asked questions"
//! url = "https://example.org/faq"
//! ```
//!
//! ```toml keeps
//! headline = "Who may appeal"
//! [[sources]]
//! title = "Frequently asked questions"
//! url = "https://example.org/faq"
//! accessed = 2025-03-01
//! [[sources]]
//! kind = "statute"
//! citation = "8 U.S.C. § 1158"
//! url = "https://example.org/1158"
//! ```
//!
//! **Fix.** Record `published`, or for a page without a date the day on which it was read: `accessed = 2025-03-01`.

use super::super::{Finding, Look, Rule, Subject};
use crate::article::{Source, SourceKind};
use crate::text::Foreign;

/// The rule.
pub const RULE: Rule = Rule { code: "source-without-date", file: include_str!("source_without_date.rs"), find };

fn find(look: &Look<'_>) -> Vec<Finding> {
    let bare = look.article.sources.iter().enumerate().filter(|(_, source)| !is_dated(source));
    bare.map(|(index, _)| Finding {
        at: Subject::Source(index),
        message: format!("source {} has neither published nor accessed", index + 1),
        help: "record when it was published, or when it was read".to_owned(),
    })
    .collect()
}

fn is_dated(source: &Source) -> bool {
    let law = matches!(source.kind, Some(SourceKind::Statute | SourceKind::Regulation));
    let year = |text: &Option<Foreign>| text.as_ref().is_some_and(|text| has_year(text.raw()));
    law || source.published.is_some() || source.accessed.is_some() || year(&source.citation) || year(&source.title)
}

/// Whether a text names a year from 1700 to 2099.
fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4 && ["17", "18", "19", "20"].iter().any(|century| digits.starts_with(century)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Date};
    use crate::lint::rule::sample::found;

    #[test]
    fn any_date_is_enough() {
        let bare = Source { title: Some("A memo, 1 of 12345".into()), ..Source::default() };
        let said = |source: Source| found(RULE, &Article { sources: vec![source], ..Article::default() }).len();
        assert_eq!(said(bare.clone()), 1);
        let day = Some(Date::day(2025, 1, 1));
        assert_eq!(said(Source { published: day.clone(), ..bare.clone() }), 0);
        assert_eq!(said(Source { accessed: day, ..bare.clone() }), 0);
        assert_eq!(said(Source { citation: Some("521 U.S. 898 (1997)".into()), ..bare.clone() }), 0);
        assert_eq!(said(Source { title: Some("The 2024 figures".into()), ..bare.clone() }), 0);
        assert_eq!(said(Source { kind: Some(SourceKind::Regulation), ..bare }), 0);
    }
}
