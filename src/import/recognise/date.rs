//! Dates as people write them over an article: `March 4, 2025`, `4 Mar. 2025`, `Published Tue, 2025-03-04 at 10:30 a.m. EST`.

use crate::article::Date;
use crate::article::date::MONTHS;

/// Words that may stand beside a date on its line.
const BESIDE: [&str; 44] = [
    "published",
    "updated",
    "posted",
    "last",
    "modified",
    "on",
    "at",
    "date",
    "dated",
    "first",
    "originally",
    "release",
    "released",
    "issued",
    "created",
    "reviewed",
    "revised",
    "of",
    "by",
    "the",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "am",
    "pm",
    "gmt",
    "utc",
    "time",
    "eastern",
    "for",
];

/// What a line with a date says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// When it was published, or just a date.
    Published,
    /// When it was last changed.
    Updated,
}

/// The date of a line that says nothing but when.
#[must_use]
pub fn line(text: &str) -> Option<(What, Date)> {
    if text.len() > 120 {
        return None;
    }
    let (date, rest) = find(text)?;
    let words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut updated = false;
    for word in words {
        let lower = word.to_lowercase();
        updated |= ["updated", "modified", "revised"].contains(&lower.as_str());
        // A zone, a time of day.
        let zone = word.len() <= 4 && word.chars().all(|c| c.is_ascii_uppercase());
        let time = word.chars().next().is_some_and(|c| c.is_ascii_digit()) && word.len() <= 6;
        let letter = ["a", "m", "p", "t", "z"].contains(&lower.as_str());
        if !(zone || time || letter || BESIDE.contains(&lower.as_str())) {
            return None;
        }
    }
    Some((if updated { What::Updated } else { What::Published }, date))
}

/// The first date in a text, and the text without it.
#[must_use]
pub fn find(text: &str) -> Option<(Date, String)> {
    let tokens: Vec<(usize, &str)> = tokens(text);
    for at in 0..tokens.len() {
        let part = tokens.get(at..)?;
        if let Some((date, length)) = at_start(part) {
            let start = part.first()?.0;
            let (last, word) = part.get(length - 1)?;
            let (before, after) = (text.get(..start)?, text.get(last + word.len()..)?);
            return Some((date, format!("{before} {after}")));
        }
    }
    None
}

/// Runs of letters, and runs of digits with the signs that numeric dates have.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let mut start: Option<(usize, bool)> = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        let kind = if c.is_alphabetic() {
            Some(true)
        } else if c.is_ascii_digit() || (matches!(c, '-' | '/' | '.') && matches!(start, Some((_, false)))) {
            Some(false)
        } else {
            None
        };
        if let Some((from, is_word)) = start
            && kind != Some(is_word)
        {
            if let Some(token) = text.get(from..at) {
                tokens.push((from, token.trim_end_matches(['-', '/', '.'])));
            }
            start = None;
        }
        if start.is_none() {
            start = kind.map(|kind| (at, kind));
        }
    }
    tokens
}

fn at_start(tokens: &[(usize, &str)]) -> Option<(Date, usize)> {
    let token = |at: usize| tokens.get(at).map(|(_, token)| *token);
    let first = token(0)?;
    if let Some(date) = numeric(first) {
        return Some((date, 1));
    }
    if let Some(month) = month(first) {
        // March 4, 2025; March 4th, 2025.
        let ordinal = usize::from(token(2).is_some_and(is_ordinal));
        let (day, year) = (number(token(1)?)?, number(token(2 + ordinal)?)?);
        return date(year, month, day).map(|date| (date, 3 + ordinal));
    }
    // 4 March 2025; 4th of March 2025.
    let day = number(first)?;
    let mut at = 1;
    at += usize::from(token(at).is_some_and(is_ordinal));
    at += usize::from(token(at).is_some_and(|word| word.eq_ignore_ascii_case("of") || word == "de"));
    let month = month(token(at)?)?;
    let year = number(token(at + 1)?)?;
    date(year, month, day).map(|date| (date, at + 2))
}

fn is_ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th"].contains(&word)
}

fn number(token: &str) -> Option<u16> {
    (token.len() <= 4 && token.bytes().all(|byte| byte.is_ascii_digit())).then(|| token.parse().ok()).flatten()
}

fn month(word: &str) -> Option<u16> {
    let lower = word.to_lowercase();
    let is =
        |month: &&str| *month == lower || (lower.len() >= 3 && lower.len() <= 4 && month.starts_with(lower.as_str()));
    (1..).zip(MONTHS.iter()).find(|(_, month)| is(month)).map(|(number, _)| number)
}

/// `2025-03-04`, `2025/3/4`, `3/4/2025` (American), `14.3.2025`, `20250304` is none.
fn numeric(token: &str) -> Option<Date> {
    let sign = ['-', '/', '.'].into_iter().find(|sign| token.contains(*sign))?;
    let parts: Vec<u16> = token.split(sign).map(number).collect::<Option<_>>()?;
    let [a, b, c] = parts.as_slice() else { return None };
    let width = token.split(sign).next().map_or(0, str::len);
    match (width, sign) {
        (4, _) => date(*a, *b, *c),
        // Where the first cannot be a month, it is the day.
        (1 | 2, '/' | '-') if *a <= 12 => date(full(*c)?, *a, *b),
        (1 | 2, _) => date(full(*c)?, *b, *a),
        _ => None,
    }
}

/// Two digits of a year are of this century.
fn full(year: u16) -> Option<u16> {
    match year {
        0..=68 => Some(2000 + year),
        1000.. => Some(year),
        _ => None,
    }
}

fn date(year: u16, month: u16, day: u16) -> Option<Date> {
    let (small, year_in) = (|value: u16| i8::try_from(value).ok(), i16::try_from(year).ok()?);
    let valid = jiff::civil::Date::new(year_in, small(month)?, small(day)?).is_ok() && (1700..=2200).contains(&year);
    valid.then(|| Date::day(year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        for text in [
            "2025-03-04",
            "March 4, 2025",
            "Mar. 4, 2025",
            "4 March 2025",
            "4th of March, 2025",
            "March 4th, 2025",
            "Tuesday, March 4, 2025",
            "Published March 4, 2025 at 10:30 a.m. EST",
            "Published: 10:30 AM EST, Tue March 4, 2025",
            "Posted on 3/4/2025",
            "2025/3/4",
            "4.3.2025",
            "4 MAR 2025",
        ] {
            assert_eq!(line(text), Some((What::Published, Date::day(2025, 3, 4))), "{text}");
        }
        assert_eq!(line("Last updated 4 Mar 2025"), Some((What::Updated, Date::day(2025, 3, 4))));
    }

    #[test]
    fn no_dates() {
        for text in
            ["", "2025", "March 2025", "May 40, 2025", "On March 4, 2025, the court ruled", "13/13/2025", "4 may be 5"]
        {
            assert_eq!(line(text), None, "{text}");
        }
    }
}
