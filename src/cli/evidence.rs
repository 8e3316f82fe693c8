//! `evidence`: each takeaway with what is recorded for it and the passages that are closest by wording.

use serde::Serialize;

use super::args::Evidence;
use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;
use super::place;
use super::read::{self, As, no_such_part};
use crate::article::{Article, Locator};
use crate::export::json;
use crate::export::text::evidence::behind;
use crate::insight::closest::{Closest, Passage, closest};

/// Runs it.
pub(super) fn run(context: &Context<'_>, evidence: &Evidence, console: &mut Console) -> Result<Code, Failure> {
    let (named, place) = place::named(context, &evidence.article)?;
    let document = read::article(context, named, place, As::of(evidence.from))?;
    let Some(article) = read::complained(context, &document, console)? else { return Ok(Code::Findings) };
    let only = match document.place {
        None => None,
        Some(place @ Locator::Takeaway(number)) if article.has(place) => Some(number),
        Some(place @ Locator::Takeaway(_)) => return Err(no_such_part(&document, place)),
        Some(_) => return Err(Failure::usage("only a takeaway has closest passages").help("its place is t1, t2, …")),
    };
    let found = closest(&article);
    if article.takeaways.is_empty() {
        console.notice(&format!("{} has no takeaways", document.shown))?;
    }
    let text = if evidence.json {
        json::line(&record(&article, &found, only))
    } else {
        behind(&article, &found, only, context.look(console.colour))
    };
    console.print(&text)?;
    Ok(Code::Fine)
}

/// What `evidence --json` prints.
#[derive(Serialize)]
struct Record<'a> {
    takeaways: Vec<Behind<'a>>,
}

/// What stands behind a takeaway.
#[derive(Serialize)]
struct Behind<'a> {
    locator: String,
    text: &'a str,
    recorded: Vec<String>,
    closest: Vec<Close>,
    found: bool,
}

/// A passage.
#[derive(Serialize)]
struct Close {
    locator: String,
    score: f64,
}

fn record<'a>(article: &'a Article, found: &[Closest], only: Option<usize>) -> Record<'a> {
    let numbered = (1..).zip(article.takeaways.iter().zip(found));
    let wanted = numbered.filter(|(number, _)| only.is_none_or(|only| only == *number));
    let takeaways = wanted.map(|(number, (takeaway, closest))| Behind {
        locator: Locator::Takeaway(number).to_string(),
        text: takeaway.text.raw(),
        recorded: takeaway.evidence.iter().map(|one| one.locator.to_string()).collect(),
        closest: closest.passages.iter().filter_map(close).collect(),
        found: closest.found,
    });
    Record { takeaways: takeaways.collect() }
}

/// Scores to four digits: more would say nothing.
fn close(passage: &Passage) -> Option<Close> {
    let score = (passage.score * 10_000.0).round() / 10_000.0;
    Some(Close { locator: passage.part.locator()?.to_string(), score })
}
