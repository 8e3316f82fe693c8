//! Ages, as queries and the config write them: `1y`, `6m`, `2w`, `10d`.

use std::fmt;

use jiff::Span;
use jiff::civil;

use super::Date;

/// A length of time in whole days, weeks, months or years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    count: u16,
    unit: Unit,
}

/// What an age is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Year,
    Month,
    Week,
    Day,
}

impl fmt::Display for Age {
    /// As it is read: `18m`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Year => 'y',
            Unit::Month => 'm',
            Unit::Week => 'w',
            Unit::Day => 'd',
        };
        write!(f, "{}{unit}", self.count)
    }
}

impl Age {
    /// `1y`
    pub const YEAR: Self = Self { count: 1, unit: Unit::Year };

    /// Reads an age; none for what is none. A unit may be a capital.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        let unit = written.chars().next_back()?;
        let digits = written.strip_suffix(unit)?;
        if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let unit = match unit.to_ascii_lowercase() {
            'y' => Unit::Year,
            'm' => Unit::Month,
            'w' => Unit::Week,
            'd' => Unit::Day,
            _ => return None,
        };
        Some(Self { count: digits.parse().ok()?, unit })
    }

    /// The day that lies so long before another; none where no calendar has it.
    #[must_use]
    pub fn before(self, day: &Date) -> Option<Date> {
        Date::of_civil(day.civil()?.checked_sub(self.span()?).ok()?)
    }

    /// How long it is from a day to a later one, in whole years from two on, else in months from one on, else in days; none
    /// where that day is not later.
    pub(crate) fn between(earlier: civil::Date, later: civil::Date) -> Option<Self> {
        if earlier > later {
            return None;
        }
        let whole = |unit| later.since((unit, earlier)).ok();
        let months = whole(jiff::Unit::Month)?.get_months();
        let (count, unit) = match months {
            24.. => (months / 12, Unit::Year),
            1.. => (months, Unit::Month),
            _ => (whole(jiff::Unit::Day)?.get_days(), Unit::Day),
        };
        Some(Self { count: u16::try_from(count).ok()?, unit })
    }

    /// Whether it is no time at all.
    #[must_use]
    pub fn is_none(self) -> bool {
        self.count == 0
    }

    fn span(self) -> Option<Span> {
        let (none, count) = (Span::new(), i64::from(self.count));
        let span = match self.unit {
            Unit::Year => none.try_years(count),
            Unit::Month => none.try_months(count),
            Unit::Week => none.try_weeks(count),
            Unit::Day => none.try_days(count),
        };
        span.ok()
    }

    /// In words: `1 year`, `18 months`.
    #[must_use]
    pub fn long(self) -> String {
        let unit = match self.unit {
            Unit::Year => "year",
            Unit::Month => "month",
            Unit::Week => "week",
            Unit::Day => "day",
        };
        format!("{} {unit}{}", self.count, if self.count == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_go_by_the_calendar() {
        let ago =
            |age: &str| Age::read(age).and_then(|age| age.before(&Date::day(2024, 2, 29))).map(|day| day.to_string());
        for (age, day) in [("1y", "2023-02-28"), ("1M", "2024-01-29"), ("2w", "2024-02-15"), ("0d", "2024-02-29")] {
            assert_eq!(ago(age).as_deref(), Some(day), "{age}");
        }
        assert_eq!(Age::read("018M").map(|age| age.to_string()).as_deref(), Some("18m"));
        for none in ["", "y", "1", "1h", "-1y", "12345d", "9999y", "１y"] {
            assert_eq!(ago(none), None, "{none}");
        }
    }

    #[test]
    fn in_words() {
        let long = |age: &str| Age::read(age).map(Age::long).unwrap_or_default();
        assert_eq!([long("1Y"), long("18m"), long("007d"), long("0w")], ["1 year", "18 months", "7 days", "0 weeks"]);
    }
}
