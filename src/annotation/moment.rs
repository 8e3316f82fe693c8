//! Moments as the model writes them: `xsd:dateTime` with a time zone (section 3.2.2).

use crate::reading::Moment;

/// A moment as text, in UTC.
#[must_use]
pub fn written(moment: Moment) -> String {
    jiff::Timestamp::from_second(moment).unwrap_or_default().to_string()
}

/// The moment of a text; a day alone is its beginning in UTC.
pub(super) fn read(text: &str) -> Option<Moment> {
    let whole = text.parse::<jiff::Timestamp>().ok();
    let day = || text.parse::<jiff::civil::Date>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok();
    whole.or_else(|| day().map(|day| day.timestamp())).map(jiff::Timestamp::as_second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_gives_back_what_was_written() {
        for moment in [0, 1_738_749_600, -5, 253_402_207_200] {
            assert_eq!(read(&written(moment)), Some(moment));
        }
        assert_eq!(written(1_738_749_600), "2025-02-05T10:00:00Z");
    }

    #[test]
    fn other_tools_write_it_otherwise() {
        assert_eq!(read("2015-03-07T09:48:34.891753+01:00"), read("2015-03-07T08:48:34Z"));
        assert_eq!(read("2025-02-05"), read("2025-02-05T00:00:00Z"));
        assert_eq!((read("yesterday"), read("")), (None, None));
    }

    #[test]
    fn a_moment_that_no_calendar_has_is_the_first() {
        assert_eq!(written(i64::MAX), "1970-01-01T00:00:00Z");
    }
}
