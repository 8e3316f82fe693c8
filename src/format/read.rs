//! TOML text → article, collecting every mistake.
//!
//! Three passes: a bound on nesting (a hostile file must not overflow a stack), TOML's own syntax with recovery (all
//! errors at once), and a walk of the spanned table by hand, a file here for each part of an article. Serde would stop at
//! the first mistake.
//!
//! After a syntax error the walk still runs, so that a reader mends everything in one go; but what it then misses may
//! only be missing because of that error, so findings of absence and findings on the same line are dropped.

mod complaints;
mod date;
mod fields;
mod locate;
mod meta;
mod nesting;
mod section;
mod source;
mod syntax;
mod takeaway;
mod text;
mod unclosed;
mod value;

use toml::de::DeTable;

use super::Checked;
use crate::article::Article;
use crate::diagnostic::{self, Diagnostic, Lines};
use complaints::Complaints;
use fields::Fields;

pub(crate) use date::of_datetime;
pub(crate) use nesting::too_deep;
pub(crate) use syntax::parse;
pub(crate) use text::{is_language_tag, not_an_address, not_below};

/// The keys of an article.
const KEYS: [&str; 22] = [
    "id",
    "headline",
    "summary",
    "authors",
    "publisher",
    "published",
    "updated",
    "accessed",
    "url",
    "language",
    "topics",
    "agencies",
    "places",
    "translation_of",
    "status",
    "image",
    "terms",
    "expect",
    "takeaways",
    "sections",
    "sources",
    "events",
];

/// Findings that may only follow from a syntax error elsewhere in the file.
const OF_ABSENCE: [&str; 5] =
    ["missing-key", "dangling-locator", "unknown-source", "undefined-footnote", "empty-section"];

/// Reads an article file.
#[must_use]
pub fn read(source: &str) -> Checked {
    if let Some(deep) = too_deep(source) {
        return Checked { article: None, diagnostics: vec![deep] };
    }
    let (root, syntax) = parse(source);
    let mut complaints = Complaints::default();
    let article = walk(source, &root, &mut complaints);
    let mut diagnostics = complaints.into_diagnostics();
    if !syntax.is_empty() {
        keep_independent(source, &syntax, &mut diagnostics);
        diagnostics.extend(syntax);
    }
    diagnostic::sort(&mut diagnostics);
    let broken = diagnostics.iter().any(Diagnostic::is_error);
    Checked { article: (!broken).then_some(article), diagnostics }
}

/// The article, as far as it can be told; complaints say where it cannot.
fn walk(source: &str, root: &DeTable<'_>, complaints: &mut Complaints) -> Article {
    let top = Fields::top(root);
    top.unknown(&KEYS, complaints);
    let (sources, names) = source::sources(&top, source, complaints);
    let sections = section::sections(&top, source, &names, complaints);
    let mut article = Article { sections, sources, ..meta::article(&top, source, complaints) };
    article.takeaways = takeaway::takeaways(&top, &article, &names, complaints);
    article
}

/// Drops findings that a syntax error may have caused.
fn keep_independent(source: &str, syntax: &[Diagnostic], findings: &mut Vec<Diagnostic>) {
    let lines = Lines::new(source);
    let line = |one: &Diagnostic| one.span.as_ref().map(|span| lines.position(span.start).line);
    let broken: std::collections::HashSet<_> = syntax.iter().filter_map(line).collect();
    findings.retain(|one| !OF_ABSENCE.contains(&one.code) && line(one).is_none_or(|line| !broken.contains(&line)));
}

#[cfg(test)]
mod tests;
