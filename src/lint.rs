//! Lints: what is no mistake in the file, but one that an editor would want to know.
//!
//! A rule is one row of [`RULES`] and one file below `lint/rule`, whose essay is its manual: what it finds, why that
//! matters, an example, the fix. A file that breaks a rule knowingly says so under `[expect]` with a reason; then the
//! finding is dropped, and an `[expect]` that drops nothing is itself a finding.
//!
//! What must not live here: whether a file can be read at all (format). Lints are warnings, always.

pub mod rule;

use std::collections::HashSet;

use crate::article::Article;
use crate::diagnostic::{self, Diagnostic, nearest, quoted};
use crate::format::Checked;
use crate::format::read::read;
use crate::format::spans::Spans;

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Stable name: the code of its findings, and its key under `[expect]`.
    pub code: &'static str,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// Finds it.
    pub find: fn(&Article) -> Vec<Finding>,
}

/// Something that a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub at: Subject,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// The cure.
    pub help: &'static str,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The headline.
    Headline,
    /// A source, counted from 0.
    Source(usize),
}

/// Every rule.
pub const RULES: [Rule; 2] = [rule::headline_not_in_body::RULE, rule::source_without_address::RULE];

/// Reads a file and lints what it says: every complaint, in the order of the file.
#[must_use]
pub fn examine(source: &str) -> Checked {
    let mut checked = read(source);
    if let Some(article) = &checked.article {
        checked.diagnostics.extend(check(article, source));
        diagnostic::sort(&mut checked.diagnostics);
    }
    checked
}

/// Lints an article; `source` is the file that it was read from, for the places. In the order of the file.
#[must_use]
pub fn check(article: &Article, source: &str) -> Vec<Diagnostic> {
    let found: Vec<(Rule, Vec<Finding>)> = RULES.iter().map(|rule| (*rule, (rule.find)(article))).collect();
    let broken: HashSet<_> = found.iter().filter(|(_, found)| !found.is_empty()).map(|(rule, _)| rule.code).collect();
    let expected: HashSet<_> = article.expect.iter().map(|expected| expected.rule.raw()).collect();
    let needed = expected.len() == broken.intersection(&expected).count();
    if needed && broken.is_subset(&expected) {
        // Nothing to say, so nobody needs the places.
        return Vec::new();
    }
    let spans = Spans::new(source);
    let mut diagnostics = unneeded(article, &broken, &spans);
    for (rule, findings) in found.into_iter().filter(|(rule, _)| !expected.contains(rule.code)) {
        diagnostics.extend(findings.into_iter().map(|finding| warning(rule, &finding, &spans)));
    }
    diagnostic::sort(&mut diagnostics);
    diagnostics
}

fn warning(rule: Rule, finding: &Finding, spans: &Spans<'_>) -> Diagnostic {
    let span = match finding.at {
        Subject::Headline => spans.value("headline"),
        Subject::Source(index) => spans.element("sources", index),
    };
    Diagnostic { span, ..Diagnostic::warning(rule.code, 0..0, &finding.message).help(finding.help) }
}

/// Expectations of rules that are not broken, or that nobody knows.
fn unneeded(article: &Article, broken: &HashSet<&str>, spans: &Spans<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for expected in &article.expect {
        let code = expected.rule.raw();
        if broken.contains(code) {
            continue;
        }
        let diagnostic = if RULES.iter().any(|rule| rule.code == code) {
            let message = format!("this file does not break the rule {}", quoted(code));
            Diagnostic::warning("needless-expect", 0..0, &message).help("take it out of [expect]")
        } else {
            let message = format!("unknown rule {} in [expect]", quoted(code));
            let cure = match nearest(code, RULES.iter().map(|rule| rule.code)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the rules are {}", RULES.map(|rule| rule.code).join(", ")),
            };
            Diagnostic::warning("unknown-rule", 0..0, &message).help(&cure)
        };
        diagnostics.push(Diagnostic { span: spans.key("expect", code), ..diagnostic });
    }
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "[[sections]]\nheading = 'H'\nbody = 'nothing of it'\n";

    fn codes(source: &str) -> Vec<&'static str> {
        examine(source).diagnostics.iter().map(|one| one.code).collect()
    }

    #[test]
    fn codes_are_unique_and_kebab() {
        let codes: HashSet<_> = RULES.iter().map(|rule| rule.code).collect();
        assert_eq!(codes.len(), RULES.len());
        assert!(codes.iter().all(|code| code.bytes().all(|byte| byte == b'-' || byte.is_ascii_lowercase())));
    }

    #[test]
    fn an_expected_finding_is_dropped() {
        let headline = "headline = 'NYPD acts'\n";
        assert_eq!(codes(&format!("{headline}{BODY}")), ["headline-not-in-body"]);
        assert_eq!(codes(&format!("{headline}[expect]\nheadline-not-in-body = 'theirs'\n{BODY}")), [""; 0]);
    }

    #[test]
    fn an_unneeded_expectation_is_found() {
        let expect =
            "headline = 'Police act'\n[expect]\nheadline-not-in-body = 'theirs'\nsource-without-adress = 'x'\n";
        let checked = examine(&format!("{expect}{BODY}"));
        let said: Vec<_> = checked.diagnostics.iter().map(|one| (one.code, one.help.as_deref().unwrap())).collect();
        let near = "did you mean `source-without-address`?";
        assert_eq!(said, [("needless-expect", "take it out of [expect]"), ("unknown-rule", near)]);
        assert!(checked.article.is_some(), "lints are warnings");
        let span = checked.diagnostics[1].span.clone().unwrap();
        assert_eq!(expect.get(span), Some("source-without-adress"));
    }

    #[test]
    fn findings_point_at_their_source() {
        let file = "headline = 'A'\n[[sources]]\nurl = 'https://a.example'\n[[sources]]\ntitle = 'B'\n";
        let found = examine(file).diagnostics;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].span.as_ref().unwrap().start, file.rfind("[[").unwrap());
    }
}
