//! Editorial checks: what is no mistake in the file, but one that an editor would want to know.
//!
//! A rule is one row of [`RULES`] and one file below `lint/rule`, whose essay is its manual: what it finds, why that
//! matters, examples, the fix. `nutgraf check --explain RULE` prints that page, and a test runs its examples. How much a rule
//! counts is the user's choice ([`Checks`]). A file that breaks a rule knowingly says so under `[expect]` with a reason; then
//! the finding is dropped, and an `[expect]` that drops nothing is itself a finding.
//!
//! What must not live here: whether a file can be read at all (format), and which day it is: who asks says it.

mod checks;
mod manual;
pub mod rule;
mod words;

use std::cell::LazyCell;
use std::collections::HashSet;

use crate::article::{Age, Article, Date};
use crate::diagnostic::{self, Diagnostic, nearest, quoted};
use crate::format::Checked;
use crate::format::read::read;
use crate::format::spans::Spans;

pub use checks::{Checks, Level};
pub use manual::Example;

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Stable name: the code of its findings, its key under `[expect]` and in the config.
    pub code: &'static str,
    /// The text of its file, which opens with its manual.
    file: &'static str,
    /// Finds it.
    find: fn(&Look<'_>) -> Vec<Finding>,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The article.
    pub article: &'a Article,
    /// The day on which it is looked at; none where that does not count.
    pub today: Option<&'a Date>,
    /// How old a recorded status may be.
    pub stale_after: Age,
}

/// Something that a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub at: Subject,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// The cure.
    pub help: String,
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The headline.
    Headline,
    /// The dek.
    Summary,
    /// The recorded status.
    Status,
    /// A takeaway, counted from 0.
    Takeaway(usize),
    /// A source, counted from 0.
    Source(usize),
    /// A word of the text, where it stands first.
    Word(String),
}

/// Every rule.
pub const RULES: [Rule; 9] = [
    rule::headline_not_in_body::RULE,
    rule::dek_repeated::RULE,
    rule::status_past_its_date::RULE,
    rule::takeaway_without_passage::RULE,
    rule::takeaway_repeated::RULE,
    rule::quotation_not_in_text::RULE,
    rule::acronym_unexpanded::RULE,
    rule::source_without_address::RULE,
    rule::source_without_date::RULE,
];

/// The last day that can be written: what comes with time has come by then.
const LAST_DAY: Date = Date { year: 9999, month: 12, day: 31, time: None };

/// The rule of that name.
#[must_use]
pub fn named(code: &str) -> Option<Rule> {
    RULES.into_iter().find(|rule| rule.code == code)
}

/// What to do about a name that no rule has.
#[must_use]
pub fn no_such_rule(name: &str) -> String {
    match nearest(name, RULES.map(|rule| rule.code)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the rules are {}", RULES.map(|rule| rule.code).join(", ")),
    }
}

/// Reads a file and looks what it says over, on no day in particular: every complaint, in the order of the file.
#[must_use]
pub fn examine(source: &str) -> Checked {
    examine_with(source, &Checks::default())
}

/// Reads a file and looks what it says over: every complaint, in the order of the file.
#[must_use]
pub fn examine_with(source: &str, checks: &Checks) -> Checked {
    let mut checked = read(source);
    if let Some(article) = &checked.article {
        checked.diagnostics.extend(check(article, source, checks));
        diagnostic::sort(&mut checked.diagnostics);
    }
    checked
}

/// Looks an article over; `source` is the file that it was read from, for the places. In the order of the file.
#[must_use]
pub fn check(article: &Article, source: &str, checks: &Checks) -> Vec<Diagnostic> {
    let look = Look { article, today: checks.today.as_ref(), stale_after: checks.stale_after };
    let expected: HashSet<_> = article.expect.iter().map(|expected| expected.rule.raw()).collect();
    let spans = LazyCell::new(|| Spans::new(source));
    let (mut diagnostics, mut broken) = (Vec::new(), HashSet::new());
    for rule in RULES {
        let level = checks.level(rule.code);
        let found = if level == Level::Off { Vec::new() } else { (rule.find)(&look) };
        // What is off is not looked for, so nobody can say that an expectation of it is needless.
        if level == Level::Off || !found.is_empty() {
            broken.insert(rule.code);
        }
        if !expected.contains(rule.code) {
            diagnostics.extend(found.iter().map(|finding| told(rule, level, finding, &spans)));
        }
    }
    for expectation in article.expect.iter().filter(|expectation| !broken.contains(expectation.rule.raw())) {
        diagnostics.extend(needless(expectation.rule.raw(), look, &spans));
    }
    diagnostic::sort(&mut diagnostics);
    diagnostics
}

fn told(rule: Rule, level: Level, finding: &Finding, spans: &Spans<'_>) -> Diagnostic {
    let span = match &finding.at {
        Subject::Headline => spans.value("headline"),
        Subject::Summary => spans.value("summary"),
        Subject::Status => spans.value("status"),
        Subject::Takeaway(index) => spans.element("takeaways", *index),
        Subject::Source(index) => spans.element("sources", *index),
        Subject::Word(word) => spans.word(word),
    };
    let said = if level == Level::Error { Diagnostic::error } else { Diagnostic::warning };
    Diagnostic { span, ..said(rule.code, 0..0, &finding.message).help(&finding.help) }
}

/// What is wrong with the expectation of a rule that is not broken now, or that nobody knows. One that time alone breaks may
/// be expected before its time.
fn needless(code: &str, look: Look<'_>, spans: &Spans<'_>) -> Option<Diagnostic> {
    let diagnostic = match named(code) {
        Some(rule) if !(rule.find)(&Look { today: Some(&LAST_DAY), ..look }).is_empty() => return None,
        Some(_) => {
            let message = format!("this file does not break the rule {}", quoted(code));
            Diagnostic::warning("needless-expect", 0..0, &message).help("take it out of [expect]")
        }
        None => {
            let message = format!("unknown rule {} in [expect]", quoted(code));
            Diagnostic::warning("unknown-rule", 0..0, &message).help(&no_such_rule(code))
        }
    };
    Some(Diagnostic { span: spans.key("expect", code), ..diagnostic })
}

#[cfg(test)]
mod tests;
