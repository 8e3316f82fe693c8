//! Diagnostics: what is wrong, where, and what to do about it.
//!
//! A diagnostic is data: a code that scripts can rely on, a sentence, the bytes it is about and a cure. [`render()`] draws
//! it with the source line and carets, [`Lines`] counts lines and columns. Messages are [`Clean`] from the moment they
//! are made, so that a hostile file cannot speak through its own error.
//!
//! What must not live here: what is checked (that is the format's, the config's and the lints' business), and files.

mod lines;
mod nearest;
mod render;

use std::cmp::Reverse;
use std::ops::Range;

use crate::text::{Clean, clean};

pub use lines::{Lines, Position};
pub use nearest::nearest;
pub use render::render;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file can be read all the same.
    Warning,
    /// The file cannot be read as what it claims to be.
    Error,
}

impl Severity {
    /// The name in JSON and before a message.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One finding about one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable name, in kebab case: `unknown-key`, `dangling-locator`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong, one sentence without a full stop.
    pub message: Clean,
    /// Bytes of the source that it is about; none for the file as a whole.
    pub span: Option<Range<usize>>,
    /// The cure, where there is one.
    pub help: Option<Clean>,
}

impl Diagnostic {
    /// An error. The message is cleaned and put on one line.
    #[must_use]
    pub fn error(code: &'static str, span: Range<usize>, message: &str) -> Self {
        Self { code, severity: Severity::Error, message: clean::line(message), span: Some(span), help: None }
    }

    /// A warning. The message is cleaned and put on one line.
    #[must_use]
    pub fn warning(code: &'static str, span: Range<usize>, message: &str) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// The same with a cure, cleaned and put on one line.
    #[must_use]
    pub fn help(mut self, cure: &str) -> Self {
        self.set_help(cure);
        self
    }

    /// Gives it a cure, cleaned and put on one line.
    pub fn set_help(&mut self, cure: &str) {
        self.help = Some(clean::line(cure));
    }

    /// Whether it is an error.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Puts diagnostics in the order of the file: those about the whole file first, then by place; at one place errors
/// come before warnings.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message)));
}

/// What [`sort`] compares before the message.
fn key(diagnostic: &Diagnostic) -> (Option<usize>, Reverse<Severity>, Option<usize>, &'static str) {
    let span = diagnostic.span.as_ref();
    (span.map(|span| span.start), Reverse(diagnostic.severity), span.map(|span| span.end), diagnostic.code)
}

/// A foreign word for the inside of a message: in backticks, cut when it is long.
#[must_use]
pub fn quoted(word: &str) -> String {
    const LONGEST: usize = 60;
    let mut end = word.char_indices().map(|(at, _)| at).skip(LONGEST);
    match end.next().and_then(|end| word.get(..end)) {
        Some(head) => format!("`{head}…`"),
        None => format!("`{word}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted_by_place_then_severity() {
        let mut found = vec![
            Diagnostic::warning("c", 9..10, "later"),
            Diagnostic::warning("b", 2..3, "warns"),
            Diagnostic::error("a", 2..5, "fails"),
            Diagnostic { span: None, ..Diagnostic::warning("d", 0..0, "whole") },
        ];
        sort(&mut found);
        assert_eq!(found.iter().map(|one| one.code).collect::<String>(), "dabc");
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(quoted("kind"), "`kind`");
        assert_eq!(quoted(&"é".repeat(61)), format!("`{}…`", "é".repeat(60)));
    }
}
