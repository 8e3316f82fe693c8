//! Dates as files record them: a day, maybe with a time, printed as written.

use std::fmt;
use std::time::SystemTime;

/// A calendar day, with the time of day as written where the file has one. Ordered by day, then by the written time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year, 0 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
    /// The rest of a TOML date-time as written, from the `T` on: `T10:00:00-05:00`.
    pub time: Option<Box<str>>,
}

/// The months in English, folded.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const SHORT_MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Date {
    /// A day without a time.
    #[must_use]
    pub fn day(year: u16, month: u8, day: u8) -> Self {
        Self { year, month, day, time: None }
    }

    /// The day alone.
    #[must_use]
    pub fn without_time(&self) -> Self {
        Self::day(self.year, self.month, self.day)
    }

    /// The day as ISO 8601 has it, without a time: `2025-02-05`.
    #[must_use]
    pub fn iso(&self) -> String {
        self.without_time().to_string()
    }

    /// The day of a time, in UTC. A time before the year 0 or after 9999 is the first day.
    #[must_use]
    pub fn at(time: SystemTime) -> Self {
        let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let seconds = i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
        let day = jiff::Timestamp::from_second(seconds).unwrap_or_default().to_zoned(jiff::tz::TimeZone::UTC).date();
        let number = |value: i8| u8::try_from(value).unwrap_or(1);
        Self::day(u16::try_from(day.year()).unwrap_or(0), number(day.month()), number(day.day()))
    }

    /// A day of the calendar; none for a year that has more or fewer than four digits.
    pub(crate) fn of_civil(date: jiff::civil::Date) -> Option<Self> {
        let part = |part: i8| u8::try_from(part).ok();
        Some(Self::day(u16::try_from(date.year()).ok()?, part(date.month())?, part(date.day())?))
    }

    /// Its day of the calendar; none where that has no such day.
    pub(crate) fn civil(&self) -> Option<jiff::civil::Date> {
        let (year, month, day) = (i16::try_from(self.year), i8::try_from(self.month), i8::try_from(self.day));
        jiff::civil::Date::new(year.ok()?, month.ok()?, day.ok()?).ok()
    }

    /// As readers read it: `5 Feb 2025`.
    #[must_use]
    pub fn long(&self) -> String {
        let month = SHORT_MONTHS.get(usize::from(self.month).wrapping_sub(1)).copied().unwrap_or("?");
        format!("{} {month} {}", self.day, self.year)
    }
}

impl fmt::Display for Date {
    /// ISO 8601, as TOML writes it: `2025-02-05` or `2025-02-05T10:00:00Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)?;
        f.write_str(self.time.as_deref().unwrap_or(""))
    }
}
