//! The state of a policy, only as a file records it, always shown with its date.

mod last;

use jiff::civil;

use super::{Age, Date};
use crate::text::Foreign;

/// A recorded state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// `in effect`, `proposed`, `enjoined`, `rescinded`, `superseded`, or other words.
    pub state: Foreign,
    /// The day on which it was so.
    pub as_of: Date,
}

/// What is said of a status that may be so no more. Never that it is not.
pub const CHECK_IT: &str = "check it";

/// What the age of a status is reckoned by: the day, and how old one may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reckoning {
    today: civil::Date,
    stale_after: Age,
}

impl Reckoning {
    /// On a day; none where no calendar has it.
    #[must_use]
    pub fn on(today: &Date, stale_after: Age) -> Option<Self> {
        Some(Self { today: today.civil()?, stale_after })
    }
}

impl Status {
    /// How long ago it was recorded, in words: `today`, `21 months ago`; none for a day that has not come.
    #[must_use]
    pub fn ago(&self, by: Reckoning) -> Option<String> {
        let age = Age::between(self.as_of.civil()?, by.today)?;
        Some(if age.is_none() { "today".to_owned() } else { format!("{} ago", age.long()) })
    }

    /// Whether it is older than it may be. What nothing follows never is.
    #[must_use]
    pub fn is_stale(&self, by: Reckoning) -> bool {
        let oldest = Date::of_civil(by.today).and_then(|today| by.stale_after.before(&today));
        let as_of = self.as_of.without_time();
        !self.is_last() && oldest.is_some_and(|oldest| as_of < oldest)
    }

    /// Whether nothing follows this state: `rescinded`, `Repealed by Pub. L. 117-2`. One that is so in part, or pending, or that
    /// goes on in words which may say anything is not the last; nor is one that was recorded before the year in which it
    /// comes to be so.
    #[must_use]
    pub fn is_last(&self) -> bool {
        let state = self.state.line();
        let has_come = |year: i16| self.as_of.civil().is_some_and(|day| year <= day.year());
        last::is_last(&state) && last::years(&state).all(has_come)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(state: &str, as_of: Date, today: &Date) -> (Option<String>, bool) {
        let status = Status { state: state.into(), as_of };
        let by = Reckoning::on(today, Age::YEAR).unwrap();
        (status.ago(by), status.is_stale(by))
    }

    #[test]
    fn ages_are_told_in_the_largest_unit_that_is_plain() {
        let today = Date::day(2026, 11, 26);
        for (as_of, ago, stale) in [
            (Date::day(2026, 11, 26), "today", false),
            (Date::day(2026, 11, 25), "1 day ago", false),
            (Date::day(2026, 10, 27), "30 days ago", false),
            (Date::day(2026, 10, 26), "1 month ago", false),
            (Date::day(2025, 11, 26), "12 months ago", false),
            (Date::day(2025, 11, 25), "12 months ago", true),
            (Date::day(2025, 2, 5), "21 months ago", true),
            (Date::day(2024, 11, 27), "23 months ago", true),
            (Date::day(2024, 11, 26), "2 years ago", true),
            (Date::day(1996, 9, 30), "30 years ago", true),
        ] {
            assert_eq!(said("in effect", as_of, &today), (Some(ago.to_owned()), stale));
        }
    }

    #[test]
    fn a_day_that_has_not_come_has_no_age_and_a_last_state_is_never_stale() {
        let today = Date::day(2026, 11, 26);
        assert_eq!(said("in effect", Date::day(2026, 11, 27), &today), (None, false));
        let stale = |state| said(state, Date::day(2019, 1, 1), &today).1;
        assert!(!stale("Rescinded in full") && stale("Rescinded in part"));
        // What was to come when it was recorded may have come otherwise.
        assert!(!stale("Terminated effective January 1, 2019") && stale("Terminated effective March 2, 2020"));
        assert_eq!(Reckoning::on(&Date::day(2026, 2, 30), Age::YEAR), None);
    }
}
