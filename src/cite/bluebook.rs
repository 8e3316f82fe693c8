//! The Bluebook's form of a web page: The Bluebook: A Uniform System of Citation, 21st and 22nd edition, rule 18.2.2,
//! "Direct Citations to Internet Sources", in the typeface of court documents.
//!
//! `Author, Title, Publisher (date, time), URL [archive].`, or `(last visited …)` at the end where no date is recorded. The
//! Bluebook has no machine-readable form, and what makes it hard (tables of abbreviations, when an author is left out)
//! needs judgement, so whatever is set here says that it must be checked.

use super::{Cited, Name, Origin, Work};
use crate::article::Date;
use crate::text::{Clean, clean};

/// Table T12.
const MONTHS: [&str; 12] =
    ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

/// Sets works, in order.
#[must_use]
pub fn set(works: &[Work]) -> Vec<Cited> {
    let one = |(at, work): (usize, &Work)| {
        let (text, origin) = work.stand_in().unwrap_or_else(|| (page(work), Origin::Bluebook));
        Cited { work: at, text, origin }
    };
    works.iter().enumerate().map(one).collect()
}

/// The form of rule 18.2.2(a).
fn page(work: &Work) -> Clean {
    let authors = authors(&work.authors);
    // An author who is the publisher, too, is named once.
    let authors = authors.filter(|authors| work.publisher.as_deref() != Some(authors.as_str()));
    let lead = [authors.as_deref(), work.title.as_deref(), work.publisher.as_deref()];
    let lead = lead.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let published = work.published.as_ref().map(|date| format!(" ({})", day_and_time(date)));
    let url = work.url.as_ref().map(|url| format!(", {url}"));
    let archive = work.archive_url.as_ref().map(|archive| format!(" [{archive}]"));
    let accessed = work.accessed.as_ref().filter(|_| published.is_none());
    let visited = accessed.map(|date| format!(" (last visited {})", day(date)));
    let text: String = [Some(lead), published, url, archive, visited].into_iter().flatten().collect();
    clean::line(&format!("{}.", text.trim_start_matches([' ', ','])))
}

/// Rule 15.1: two are joined by `&`, of more the first stands for all.
fn authors(names: &[Name]) -> Option<String> {
    match names {
        [] => None,
        [one] => Some(one.natural().into_string()),
        [one, two] => Some(format!("{} & {}", one.natural(), two.natural())),
        [first, ..] => Some(format!("{} et al.", first.natural())),
    }
}

fn day(date: &Date) -> String {
    let month = MONTHS.get(usize::from(date.month).wrapping_sub(1)).copied().unwrap_or_default();
    format!("{month} {}, {}", date.day, date.year)
}

/// With the time where one is recorded: `Jan. 29, 2009, 10:04 AM`.
fn day_and_time(date: &Date) -> String {
    let time = date.time.as_deref().and_then(|time| {
        let (hour, rest) = time.strip_prefix(['T', 't', ' '])?.split_once(':')?;
        let minute = rest.get(..2)?;
        let hour: u8 = hour.parse().ok()?;
        let half = if hour < 12 { "AM" } else { "PM" };
        Some(format!(", {}:{minute} {half}", if hour.is_multiple_of(12) { 12 } else { hour % 12 }))
    });
    format!("{}{}", day(date), time.unwrap_or_default())
}
