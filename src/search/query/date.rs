//! Dates and ages in queries: `2024`, `2024-06`, `2024-06-01`, `1y`, `6m`, `2w`, `10d`.
//!
//! Each is a stretch of days. `after:` asks for what is published from its first day on, `before:` for what came before
//! its first day, `in:` for what lies within. An age is the stretch from that long ago to now.

use jiff::civil;
use jiff::{Span, ToSpan as _};

use super::{Meta, Node};
use crate::article::{Age, Date};
use crate::search::query::field::Field;

/// What `before:`, `after:` or `in:` asks for with this value; none for what is no date.
pub(super) fn condition(field: Field, value: &str, today: &Date) -> Option<Node> {
    let (first, end) = stretch(value, today)?;
    let from = || Node::Meta(Meta::From(first.clone()));
    Some(match field {
        Field::Before => Node::Meta(Meta::Until(first)),
        Field::In => match end {
            Some(end) => Node::And(vec![from(), Node::Meta(Meta::Until(end))]),
            None => from(),
        },
        _ => from(),
    })
}

/// First day, and the day after the last; none where it goes on to today.
fn stretch(value: &str, today: &Date) -> Option<(Date, Option<Date>)> {
    if let Some(first) = Age::read(value).and_then(|age| age.before(today)) {
        return Some((first, None));
    }
    let mut parts = value.split('-');
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map(|month| number(month, 2));
    let day = parts.next().map(|day| number(day, 2));
    if parts.next().is_some() {
        return None;
    }
    let (month, day, length): (_, _, Span) = match (month, day) {
        (None, _) => (1, 1, 1.year()),
        (Some(month), None) => (month?, 1, 1.month()),
        (Some(month), Some(day)) => (month?, day?, 1.day()),
    };
    let first = civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    // Nothing is later than the last year that can be written.
    Some((Date::of_civil(first)?, first.checked_add(length).ok().and_then(Date::of_civil)))
}

fn number(digits: &str, length: usize) -> Option<i16> {
    let fits = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: &str) -> String {
        match stretch(value, &Date::day(2024, 2, 29)) {
            Some((first, Some(end))) => format!("{first}..{end}"),
            Some((first, None)) => format!("{first}.."),
            None => "none".to_owned(),
        }
    }

    #[test]
    fn stretches() {
        for (value, expected) in [
            ("2024", "2024-01-01..2025-01-01"),
            ("2024-12", "2024-12-01..2025-01-01"),
            ("2024-02-29", "2024-02-29..2024-03-01"),
            ("2023-02-29", "none"),
            ("2024-13", "none"),
            ("2024-6", "none"),
            ("24", "none"),
            ("2024-06-01-01", "none"),
            ("9999", "9999-01-01.."),
            ("0000", "0000-01-01..0001-01-01"),
            ("1y", "2023-02-28.."),
            ("6M", "2023-08-29.."),
            ("2w", "2024-02-15.."),
            ("10d", "2024-02-19.."),
            ("9999y", "none"),
            ("99999d", "none"),
            ("y", "none"),
            ("-1y", "none"),
            ("1é", "none"),
            ("", "none"),
        ] {
            assert_eq!(shown(value), expected, "{value}");
        }
    }
}
