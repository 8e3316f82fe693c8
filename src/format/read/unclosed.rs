//! The commonest syntax error of a long file: a text whose closing quotes are missing.
//!
//! TOML reads on to the next quotes, wherever they are, and then complains of every line of prose behind them. What a
//! writer needs is the place where the text began: a text over several lines that holds the header of a table of
//! ours, or that runs to the end of the file.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::fields::Value;
use crate::diagnostic::{self, Diagnostic};

/// Headers that no prose has at the start of a line.
const HEADERS: [&str; 8] =
    ["[[sections]]", "[[sources]]", "[[takeaways]]", "[[events]]", "[status]", "[image]", "[terms]", "[expect]"];

/// Puts the place where an unclosed text began among the syntax errors of its file, in place of those that only follow
/// from it.
pub(super) fn explain(source: &str, table: &DeTable<'_>, errors: &mut Vec<Diagnostic>) {
    let mut first: Option<Unclosed> = None;
    each_text(table, &mut |value| {
        let earlier = first.as_ref().is_none_or(|known| value.span().start < known.quotes.start);
        if let Some(found) = Unclosed::new(source, value.span()).filter(|_| earlier) {
            first = Some(found);
        }
    });
    let Some(cause) = first else { return };
    diagnostic::sort(errors);
    let begin = Some(cause.quotes.start);
    let before = errors.partition_point(|one| one.span.as_ref().map(|span| span.start) < begin);
    // What follows is read inside out, prose as keys and keys as prose. One stays all the same where the text does end
    // somewhere: it might say that header on purpose.
    errors.truncate(before + usize::from(cause.over.is_some()));
    errors.push(cause.diagnostic(source));
}

/// A text that runs on.
struct Unclosed {
    /// The opening quotes.
    quotes: Range<usize>,
    /// The header that it runs over; none where it runs to the end of the file.
    over: Option<&'static str>,
}

impl Unclosed {
    /// Whether the text at `span` runs on.
    fn new(source: &str, span: Range<usize>) -> Option<Self> {
        let written = source.get(span.clone())?;
        let quotes = ["'''", "\"\"\""].into_iter().find(|quotes| written.starts_with(quotes))?;
        let over = swallowed(written);
        let closed = written.len() >= 2 * quotes.len() && written.ends_with(quotes);
        let runs_on = over.is_some() || (span.end >= source.len() && !closed);
        runs_on.then(|| Self { quotes: span.start..span.start + quotes.len(), over })
    }

    fn diagnostic(self, source: &str) -> Diagnostic {
        let quotes = source.get(self.quotes.clone()).unwrap_or_default();
        let (to, place) = match self.over {
            Some(header) => (format!("over {header}"), "above that line"),
            None => ("to the end of the file".to_owned(), "where it should end"),
        };
        let message = format!("invalid TOML: unterminated text, it runs on {to}");
        Diagnostic::error("syntax", self.quotes, &message).help(&format!("close it with {quotes} {place}"))
    }
}

/// The first header of ours that stands on a line of its own.
fn swallowed(written: &str) -> Option<&'static str> {
    written.lines().skip(1).find_map(|line| HEADERS.into_iter().find(|header| line.trim() == *header))
}

/// Calls `found` with every text. Recursion is bounded: the file's nesting was.
fn each_text(table: &DeTable<'_>, found: &mut impl FnMut(&Value<'_>)) {
    table.values().for_each(|value| each_text_in(value, found));
}

fn each_text_in(value: &Value<'_>, found: &mut impl FnMut(&Value<'_>)) {
    match value.get_ref() {
        DeValue::String(_) => found(value),
        DeValue::Array(array) => array.iter().for_each(|value| each_text_in(value, found)),
        DeValue::Table(table) => each_text(table, found),
        _ => {}
    }
}
