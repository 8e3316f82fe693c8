//! TOML's own errors, in words that say what to do.
//!
//! Of an error only its description and its bytes are used: its `Display` quotes the raw line with whatever it holds.

use std::collections::HashSet;
use std::ops::Range;

use toml::de::{DeTable, Error};

use super::complaints::MOST;
use super::unclosed;
use crate::diagnostic::{Diagnostic, quoted};

/// How TOML's parser begins its description, what we say instead (nothing: its own words), and the cure.
const CURES: [(&str, &str, &str); 22] = [
    ("missing escaped value", "invalid escape in a text", KEEP_BACKSLASHES),
    ("too few unicode value digits", "invalid escape in a text: too few digits", KEEP_BACKSLASHES),
    ("invalid value, expected unicode", "invalid escape in a text: no such character", KEEP_BACKSLASHES),
    ("invalid multi-line basic string, expected newline", "invalid escape in a text", KEEP_BACKSLASHES),
    ("invalid multi-line basic string, expected `\"`", "unterminated text", "close it with \"\"\""),
    ("invalid multi-line literal string, expected `'`", "unterminated text", "close it with '''"),
    ("invalid multi-line", "invalid character in a text", WRITE_ESCAPE),
    ("invalid basic string, expected `\"`", "unterminated text", CLOSE),
    ("invalid literal string, expected `'`", "unterminated text", CLOSE),
    ("invalid basic string", "invalid character in a text", WRITE_ESCAPE),
    ("invalid literal string", "invalid character in a text", WRITE_ESCAPE),
    ("carriage return", "", "end lines with \\n or \\r\\n; in a text write it as the escape \\r"),
    ("string values must be quoted", "", "put the text in quotes: key = \"…\""),
    ("key with no value", "", "write key = value on one line"),
    (
        "unexpected key or value",
        "unexpected words after the value",
        "one key = value a line; a quote inside a text is written \\\"",
    ),
    ("invalid unquoted key", "", "a key is letters, digits, - and _; put any other in quotes"),
    ("invalid date", "", "a date is year, month, day: 2025-02-05"),
    ("invalid time", "", "a date with a time is written 2025-02-05T10:00:00Z"),
    ("invalid boolean", "", "write true or false in small letters"),
    ("invalid comment character", "invalid character in a comment", "take the control character out"),
    ("unclosed array", "", "close it with ]"),
    ("unclosed table", "", "close it with ]"),
];

const KEEP_BACKSLASHES: &str = "use ''' around the text, or ' on one line: they keep backslashes as they are";
const WRITE_ESCAPE: &str = "write a control character as an escape, \\u001B, in a text between \" or \"\"\"";
const CLOSE: &str = "close it on the same line; text of several lines goes between '''";

/// A file over this many bytes has its first syntax error reported, not all: the parser keeps as many as there are, and
/// 8 MiB of equals signs are four million.
const RECOVERED: usize = 1 << 20;

/// The table of a file, as far as it could be read, and what is wrong with its syntax.
#[must_use]
pub(crate) fn parse(source: &str) -> (DeTable<'_>, Vec<Diagnostic>) {
    if source.len() <= RECOVERED {
        let (table, found) = DeTable::parse_recoverable(source);
        let table = table.into_inner();
        let mut diagnostics = errors(source, &found);
        if !found.is_empty() {
            unclosed::explain(source, &table, &mut diagnostics);
        }
        return (table, diagnostics);
    }
    match DeTable::parse(source) {
        Ok(table) => (table.into_inner(), Vec::new()),
        Err(first) => (DeTable::new(), errors(source, &[first])),
    }
}

/// The parser's errors as diagnostics.
fn errors(source: &str, errors: &[Error]) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let mut diagnostics = Vec::new();
    let mut takeaways_twice = false;
    for error in errors.iter().take(MOST) {
        let span = error.span().unwrap_or(source.len()..source.len());
        if !seen.insert((span.clone(), error.message())) {
            continue;
        }
        if error.message() != "duplicate key" {
            diagnostics.push(plain(error.message(), span));
        } else if !is_takeaways_header(source, &span) {
            diagnostics.push(duplicate(source, span));
        } else if !std::mem::replace(&mut takeaways_twice, true) {
            let message = "invalid TOML: takeaways are given both as an array and as [[takeaways]]";
            let cure = "keep one form: move the texts of the array below [[takeaways]], or those into the array";
            diagnostics.push(Diagnostic::error("takeaways-twice", span, message).help(cure));
        }
    }
    diagnostics
}

/// An error in our words where we have some.
fn plain(theirs: &str, span: Range<usize>) -> Diagnostic {
    if theirs.starts_with("string values must be quoted") && span.is_empty() {
        let missing = Diagnostic::error("syntax", span, "invalid TOML: a key with no value");
        return missing.help("write the value after =, or leave the key out");
    }
    let row = CURES.iter().find(|(begins, _, _)| theirs.starts_with(begins));
    let ours = row.map(|(_, ours, _)| *ours).filter(|ours| !ours.is_empty());
    let words = ours.unwrap_or_else(|| theirs.strip_suffix(", expected nothing").unwrap_or(theirs));
    let diagnostic = Diagnostic::error("syntax", span, &format!("invalid TOML: {words}"));
    match row {
        Some((_, _, cure)) => diagnostic.help(cure),
        None => diagnostic,
    }
}

/// The same key, or the same table, a second time.
fn duplicate(source: &str, span: Range<usize>) -> Diagnostic {
    let name = source.get(span.clone()).unwrap_or_default();
    let is_table = source.get(..span.start).is_some_and(|before| before.trim_end_matches([' ', '\t']).ends_with('['));
    let (what, cure) = match name {
        "sections" | "sources" | "takeaways" | "events" if is_table => {
            ("table", format!("each one of a list goes below double brackets: [[{name}]]"))
        }
        _ if is_table => ("table", "put its keys below the first one".to_owned()),
        _ => ("key", "keep one of the two".to_owned()),
    };
    Diagnostic::error("syntax", span, &format!("invalid TOML: duplicate {what} {}", quoted(name))).help(&cure)
}

/// Whether this duplicate is `[[takeaways]]` after `takeaways = […]`.
fn is_takeaways_header(source: &str, span: &Range<usize>) -> bool {
    let header = source.get(..span.start).is_some_and(|before| before.trim_end_matches([' ', '\t']).ends_with("[["));
    header && source.get(span.clone()) == Some("takeaways")
}
