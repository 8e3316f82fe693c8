//! `status-past-its-date`: a recorded status that may be so no more.
//!
//! **What.** A status whose `as_of` is more than a year ago (`stale-after` under `[lint]` in the config says how long: `6m`,
//! `2y`); one that was recorded before the last of the article's own `events`, future ones apart; and one with an `as_of` that
//! has not come yet. A state that nothing follows is never too old: what is wholly rescinded, repealed, revoked,
//! superseded, expired, withdrawn, terminated or vacated; not what is so in part, or pending.
//!
//! **Why.** Policies are stayed, blocked and replaced within weeks. A status is shown as recorded, and a reader takes "in
//! effect" for what is so today.
//!
//! **Examples.** These are read on 1 January 2026:
//!
//! ```toml breaks
//! headline = "Who may appeal"
//! [status]
//! state = "in effect"
//! as_of = 2024-06-01
//! ```
//!
//! ```toml breaks
//! headline = "Who may appeal"
//! [status]
//! state = "proposed"
//! as_of = 2025-06-01
//! [[events]]
//! date = 2025-08-15
//! label = "Final rule published"
//! ```
//!
//! ```toml keeps
//! headline = "Who may appeal"
//! [status]
//! state = "rescinded"
//! as_of = 2019-06-01
//! ```
//!
//! **Fix.** Look whether it is still so, and record the state with today's date. Where the article is meant to stand as of its
//! day, say so:
//!
//! ```toml
//! [expect]
//! status-past-its-date = "the law as of the day that it names"
//! ```

use super::super::{Finding, Look, Rule, Subject};
use crate::article::{Date, Reckoning};

/// The rule.
pub const RULE: Rule = Rule { code: "status-past-its-date", file: include_str!("status_past_its_date.rs"), find };

fn find(look: &Look<'_>) -> Vec<Finding> {
    let (Some(status), Some(today)) = (&look.article.status, look.today) else { return Vec::new() };
    let finding = |message: String, help: &str| {
        vec![Finding { at: Subject::Status, message, help: format!("{help}, or say why not under [expect]") }]
    };
    let (day, recorded) = (Date::without_time, status.as_of.long());
    let as_of = day(&status.as_of);
    if as_of > day(today) {
        return finding(format!("the status is as of {recorded}, which has not come yet"), "correct the date");
    }
    if status.is_last() {
        return Vec::new();
    }
    let past = look.article.events.iter().filter(|event| day(&event.date) <= day(today));
    if let Some(event) = past.filter(|event| day(&event.date) > as_of).max_by(|a, b| a.date.cmp(&b.date)) {
        let message = format!("the status is as of {recorded}, before the event of {}", event.date.long());
        return finding(message, "record the state since then");
    }
    if Reckoning::on(today, look.stale_after).is_some_and(|by| status.is_stale(by)) {
        let message = format!("the status is as of {recorded}, more than {} ago", look.stale_after.long());
        return finding(message, "look whether it is still so and record that with its date");
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Age, Article, Event, Status};

    fn on(today: Option<&Date>, stale_after: &str, state: &str, events: &[Date]) -> Vec<String> {
        let events = events.iter().map(|date| Event { date: date.clone(), label: "x".into() }).collect();
        let status = Some(Status { state: state.into(), as_of: Date::day(2024, 2, 29) });
        let article = Article { status, events, ..Article::default() };
        let look = Look { article: &article, today, stale_after: Age::read(stale_after).unwrap() };
        find(&look).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn to_the_day() {
        let said = |day| on(Some(&day), "1y", "in effect", &[]);
        assert_eq!(said(Date::day(2025, 2, 28)), [""; 0]);
        assert_eq!(said(Date::day(2025, 3, 1)), ["the status is as of 29 Feb 2024, more than 1 year ago"]);
        assert_eq!(on(Some(&Date::day(2025, 3, 1)), "18m", "in effect", &[]), [""; 0]);
        assert_eq!(on(Some(&Date::day(2025, 3, 1)), "1y", "Rescinded by the Board", &[]), [""; 0]);
        assert_eq!(said(Date::day(2024, 2, 28)), ["the status is as of 29 Feb 2024, which has not come yet"]);
        assert_eq!(on(None, "1y", "in effect", &[]), [""; 0], "on no day in particular");
    }

    #[test]
    fn events_that_came_after_it() {
        let (today, later) = (Date::day(2024, 6, 1), Date::day(2024, 7, 1));
        assert_eq!(on(Some(&today), "1y", "proposed", &[later.clone(), Date::day(2024, 2, 29)]), [""; 0]);
        assert_eq!(
            on(Some(&later), "1y", "proposed", &[Date::day(2024, 3, 1), later.clone()]),
            ["the status is as of 29 Feb 2024, before the event of 1 Jul 2024"]
        );
    }
}
