//! TOML dates → [`Date`].

use toml::de::DeValue;
use toml::value::Datetime;

use super::value::{Value, type_name};
use crate::article::Date;

/// Why a value is no date.
pub(super) struct NotADate {
    /// What it is instead.
    pub(super) what: &'static str,
    /// The date that was probably meant, else an example.
    pub(super) cure: String,
}

const EXAMPLE: &str = "2025-02-05";

/// The date that a value holds. The time of day is kept as written, but for what TOML 1.0 would not take.
pub(super) fn date(value: &Value<'_>, source: &str) -> Result<Date, NotADate> {
    let not = |what, cure: &str| Err(NotADate { what, cure: cure.to_owned() });
    match value.get_ref() {
        DeValue::Datetime(datetime) => {
            let written = source.get(value.span()).unwrap_or_default();
            of_datetime(*datetime, written).map_or_else(|| not("a time of day alone", EXAMPLE), Ok)
        }
        DeValue::String(text) => {
            let meant = text.trim().get(..EXAMPLE.len()).filter(|day| looks_like_a_day(day));
            not("text", meant.unwrap_or(EXAMPLE))
        }
        other => not(type_name(other), EXAMPLE),
    }
}

/// The date of a TOML date-time; none of a time of day alone.
pub(crate) fn of_datetime(datetime: Datetime, written: &str) -> Option<Date> {
    let day = datetime.date?;
    let time = datetime.time.and(written.get(EXAMPLE.len()..)).map(canonical_time);
    Some(Date { year: day.year, month: day.month, day: day.day, time })
}

/// `T` before, seconds in, `Z` large: TOML 1.1 allows less.
fn canonical_time(written: &str) -> Box<str> {
    let time = written.trim_start_matches(['T', 't', ' ']);
    let minutes = "10:00".len();
    let (head, rest) = time.split_at_checked(minutes).unwrap_or((time, ""));
    let seconds = if rest.starts_with(':') { "" } else { ":00" };
    format!("T{head}{seconds}{}", rest.replace('z', "Z")).into()
}

/// Four digits, two, two.
fn looks_like_a_day(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_become_what_toml_1_0_takes() {
        for (written, canonical) in [
            ("T10:00:00Z", "T10:00:00Z"),
            (" 10:00:00", "T10:00:00"),
            ("t10:00z", "T10:00:00Z"),
            ("T10:00-05:00", "T10:00:00-05:00"),
            ("T10:00:00.250+01:00", "T10:00:00.250+01:00"),
        ] {
            assert_eq!(&*canonical_time(written), canonical, "{written}");
        }
    }
}
