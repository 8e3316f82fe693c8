//! Statements of a file, one after the other, with their layout mended.

use std::fmt::Write as _;
use std::ops::Range;

use super::values::Placed;

/// The file with its layout mended. `values` are those of the statements, in order.
pub(super) fn lay_out(text: &str, values: &[Placed]) -> String {
    let mut statements = statements(text, values);
    space_out(&mut statements);
    let ending =
        if text.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
    let mut out = String::with_capacity(text.len() + 64);
    for (index, statement) in statements.iter().enumerate() {
        if statement.blank_before && index > 0 {
            out.push_str(ending);
        }
        out.push_str(&statement.text.replace(BREAK, ending));
        out.push_str(if statement.ending.is_empty() { ending } else { statement.ending });
    }
    out
}

/// Stands for a line break that the layout adds; cannot occur in a TOML file.
const BREAK: char = '\0';

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Comment,
    Header,
    Pair,
}

/// A comment, a table header or a `key = value`, with what follows it on its line.
struct Statement<'t> {
    kind: Kind,
    text: String,
    /// The line break as written; nothing at the end of a file without one.
    ending: &'t str,
    blank_before: bool,
}

/// Reads statements: a line each, but that a value may take several.
fn statements<'t>(text: &'t str, values: &[Placed]) -> Vec<Statement<'t>> {
    let mut statements = Vec::new();
    let mut values = values.iter().peekable();
    let mut at = 0;
    let mut blank_before = false;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let begin = at + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
        let value = values.next_if(|value| value.span.start < line_end(text, begin));
        let end = line_end(text, value.map_or(begin, |value| value.span.end));
        let line = text.get(begin..end).unwrap_or_default();
        let (line, ending) = split_ending(line);
        at = end;
        if line.trim().is_empty() {
            blank_before = true;
            continue;
        }
        let (kind, text) = match value {
            Some(value) => (Kind::Pair, pair(text, begin, value, begin + line.len())),
            None if line.starts_with('[') => (Kind::Header, header(line)),
            None => (Kind::Comment, line.trim_end().to_owned()),
        };
        statements.push(Statement { kind, text, ending, blank_before: std::mem::take(&mut blank_before) });
    }
    statements
}

/// Past the line break of the line that holds `at`.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |found| at + found + 1)
}

fn split_ending(line: &str) -> (&str, &str) {
    let body = line.strip_suffix('\n').map_or(line, |body| body.strip_suffix('\r').unwrap_or(body));
    (body, line.get(body.len()..).unwrap_or_default())
}

/// `key = value # comment`.
fn pair(text: &str, begin: usize, value: &Placed, end: usize) -> String {
    let before = text.get(begin..value.span.start).unwrap_or_default().trim_end();
    let name = before.strip_suffix('=').unwrap_or(before).trim_end();
    let comment = text.get(value.span.end..end).unwrap_or_default().trim();
    let space = if comment.is_empty() { "" } else { " " };
    format!("{name} = {}{space}{comment}", laid_out(text, name, value))
}

/// `[table] # comment`: one space before the comment.
fn header(line: &str) -> String {
    // A `#` inside a quoted key stands before the last bracket that closes the header.
    let close = match line.split_once(['"', '\'']) {
        None => line.find(']'),
        Some(_) => None,
    };
    let (head, after) = close.and_then(|close| line.split_at_checked(close)).unwrap_or((line, ""));
    let brackets = after.len() - after.trim_start_matches([']', ' ', '\t']).len();
    let (closing, comment) = after.split_at_checked(brackets).unwrap_or((after, ""));
    let space = if comment.trim().is_empty() { "" } else { " " };
    format!("{head}{}{space}{comment}", closing.trim_end()).trim_end().to_owned()
}

/// A value as written, but that the takeaways stand a line each and that no line of an array ends in white space.
fn laid_out(text: &str, name: &str, value: &Placed) -> String {
    let as_written = text.get(value.span.clone()).unwrap_or_default();
    let Some(elements) = &value.elements else { return as_written.to_owned() };
    let gaps = gaps(text, &value.span, elements);
    if name == "takeaways" && !gaps.iter().any(|gap| gap.contains('#')) {
        let mut lines = String::new();
        for element in elements {
            let _ = write!(lines, "    {},{BREAK}", text.get(element.clone()).unwrap_or_default());
        }
        return if lines.is_empty() { "[]".to_owned() } else { format!("[{BREAK}{lines}]") };
    }
    let mut out = String::with_capacity(as_written.len());
    for (index, gap) in gaps.iter().enumerate() {
        let lines: Vec<_> = gap.split_inclusive('\n').map(trim_line).collect();
        out.push_str(&lines.concat());
        out.push_str(elements.get(index).and_then(|element| text.get(element.clone())).unwrap_or_default());
    }
    out
}

/// What stands before, between and after the elements of an array.
fn gaps<'t>(text: &'t str, array: &Range<usize>, elements: &[Range<usize>]) -> Vec<&'t str> {
    let starts = std::iter::once(array.start).chain(elements.iter().map(|element| element.end));
    let ends = elements.iter().map(|element| element.start).chain([array.end]);
    starts.zip(ends).map(|(start, end)| text.get(start..end).unwrap_or_default()).collect()
}

/// A line without white space before its break; a last line without a break stays.
fn trim_line(line: &str) -> String {
    let (body, ending) = split_ending(line);
    if ending.is_empty() { line.to_owned() } else { format!("{}{ending}", body.trim_end()) }
}

/// One blank line before a header and the comments that stand right above it, none below it; the other blank lines
/// stay, one at a time.
fn space_out(statements: &mut [Statement<'_>]) {
    let kinds: Vec<_> = statements.iter().map(|statement| statement.kind).collect();
    for (statement, above) in statements.iter_mut().skip(1).zip(&kinds) {
        if *above == Kind::Header {
            statement.blank_before = false;
        }
    }
    // Going up: a header, and the comments that touch it or one another above it, are a group.
    let mut touches = false;
    let mut grouped: Vec<_> = statements
        .iter()
        .rev()
        .map(|statement| {
            let grouped = statement.kind == Kind::Header || (touches && statement.kind == Kind::Comment);
            touches = grouped && !statement.blank_before;
            grouped
        })
        .collect();
    grouped.reverse();
    let mut inside = false;
    for (statement, grouped) in statements.iter_mut().zip(grouped) {
        statement.blank_before |= grouped && !inside;
        inside = grouped && statement.kind == Kind::Comment;
    }
}
