//! Dates as pages and feeds state them for machines, as the model's dates. Prose dates are recognised elsewhere.

use crate::article::Date;

/// The date of an ISO 8601 or mail-style text, with its time where that is whole.
pub(in crate::import) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text).or_else(|| mail(text))
}

/// `2025-02-05`, `2025-02-05T10:00:00-05:00`, `20250205`, and what is common around them.
fn iso(text: &str) -> Option<Date> {
    let (day, rest) = match text.split_at_checked(10) {
        Some((day, rest)) if matches!(day.as_bytes().get(4), Some(b'-' | b'/')) => (day.replace('/', "-"), rest),
        _ => {
            let (day, rest) = text.split_at_checked(8)?;
            if !day.bytes().all(|byte| byte.is_ascii_digit()) || rest.starts_with(|c: char| c.is_ascii_digit()) {
                return None;
            }
            let (year, monthday) = day.split_at_checked(4)?;
            let (month, day) = monthday.split_at_checked(2)?;
            (format!("{year}-{month}-{day}"), rest)
        }
    };
    let parsed: jiff::civil::Date = day.parse().ok()?;
    let mut date = model(parsed)?;
    date.time = time(rest);
    Some(date)
}

/// `Wed, 05 Feb 2025 10:00:00 GMT`.
fn mail(text: &str) -> Option<Date> {
    let moment = jiff::fmt::rfc2822::parse(text).ok()?;
    let mut date = model(moment.date())?;
    let seconds = moment.offset().seconds();
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    let zone = if seconds == 0 { "Z".to_owned() } else { format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60) };
    date.time = Some(format!("T{}{zone}", moment.time().strftime("%H:%M:%S")).into());
    Some(date)
}

fn model(date: jiff::civil::Date) -> Option<Date> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    Some(Date::day(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

/// A time as TOML writes it, from the `T` on; none where there is none, or one that is not whole.
fn time(rest: &str) -> Option<Box<str>> {
    let rest = rest.strip_prefix(['T', 't', ' '])?.trim();
    let clock_end = rest.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(rest.len());
    let (clock, zone) = rest.split_at_checked(clock_end)?;
    let clock: jiff::civil::Time = clock.parse().ok().filter(|_| clock.len() >= 5)?;
    let zone = zone.trim();
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let zone = match (zone.chars().next(), digits.len()) {
        (None, _) => String::new(),
        (Some('Z' | 'z'), 0) => "Z".to_owned(),
        (Some(sign @ ('+' | '-')), 2 | 4) => {
            let (hours, minutes) = digits.split_at_checked(2)?;
            let minutes = if minutes.is_empty() { "00" } else { minutes };
            if hours.parse::<u8>().ok()? > 23 || minutes.parse::<u8>().ok()? > 59 {
                return None;
            }
            format!("{sign}{hours}:{minutes}")
        }
        _ => return None,
    };
    Some(format!("T{}{zone}", clock.strftime("%H:%M:%S")).into())
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates() {
        let cases = [
            ("2025-02-05", "2025-02-05"),
            ("2025-02-05T10:30:00-05:00", "2025-02-05T10:30:00-05:00"),
            ("2025-02-05T10:30:00.123Z", "2025-02-05T10:30:00Z"),
            ("2025-02-05T10:30+0100", "2025-02-05T10:30:00+01:00"),
            ("2025-02-05 10:30:00", "2025-02-05T10:30:00"),
            ("2025/02/05 around noon", "2025-02-05"),
            ("20250205", "2025-02-05"),
            ("Wed, 05 Feb 2025 10:30:00 GMT", "2025-02-05T10:30:00Z"),
            ("Wed, 05 Feb 2025 10:30:00 -0500", "2025-02-05T10:30:00-05:00"),
        ];
        for (text, expected) in cases {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in
            ["", "yesterday", "2025-02-30", "2025-13-01", "1738749600", "2025", "é2025-02-0", "２０２５-０２-０５"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
