//! `search`: places that match, best first, a line each. Answers from the store at once and looks afterwards whether what it
//! showed is still so.

use std::sync::Arc;

use serde::Serialize;

use super::args::Search;
use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;
use super::stock;
use crate::export::json;
use crate::search::hit::{Hit, Question};
use crate::store;

/// Hits that a terminal gets without being asked for more.
const SCREENFUL: usize = 100;

/// Runs it.
pub(super) fn run(context: &Context<'_>, search: &Search, console: &mut Console) -> Result<Code, Failure> {
    let typed = search.query.join(" ");
    if typed.trim().is_empty() {
        return Err(Failure::usage("there is nothing to search for").help("`nutgraf list` lists all articles"));
    }
    let mut snapshot = stock::snapshot(context, search.fresh, console)?;
    if stock::asks_reading_state(context, &typed) {
        let reading = stock::reading(context, console)?;
        snapshot = Arc::new(Arc::unwrap_or_clone(snapshot).with_reading(reading));
    }
    let default = if context.terminal && !search.json { SCREENFUL } else { usize::MAX };
    let limit = match search.limit {
        Some(0) => usize::MAX,
        Some(limit) => limit,
        None => default,
    };
    let question =
        Question { typed: typed.clone(), live: false, kind: search.kind, narrowed: Vec::new(), limit, facets: false };
    let today = context.today();
    let answer = match store::ask(&snapshot, &question, &today) {
        Ok(answer) => answer,
        Err(why) => return stock::refused(context, &typed, &why, console),
    };
    if let Some(instead) = &answer.instead {
        console.notice(&format!("no exact match; showing results for “{instead}”"))?;
    }
    for hit in answer.hits.iter().take(limit) {
        let line = if search.json { record(hit) } else { row(hit, console.colour) };
        console.print(&line)?;
    }
    let total = answer.total();
    if total == 0 {
        console.notice("nothing matches")?;
        return Ok(Code::Findings);
    }
    let shown = answer.hits.len().min(limit);
    if shown < total && limit != usize::MAX {
        console.notice(&format!("the first {shown}; --limit 0 shows all"))?;
    }
    stock::freshness(&snapshot, answer.hits.iter().map(|hit| &hit.origin), console)?;
    // The system takes a hundred thousand articles back faster than we can.
    std::mem::forget(snapshot);
    Ok(Code::Fine)
}

/// Date, kind, text, headline, and where it is, apart by tabs, which no cell holds.
fn row(hit: &Hit, colour: bool) -> String {
    let date = hit.published.as_ref().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    let place = hit.place.part.locator().map(|locator| format!("#{locator}")).unwrap_or_default();
    let text = if colour { marked(hit) } else { hit.text.to_string() };
    let (date, kind) = (date.as_deref().unwrap_or("undated   "), hit.kind.name());
    format!("{date}\t{kind}\t{text}\t{}\t{}{place}\n", hit.headline, hit.id.line())
}

/// The text with what matched in bold.
fn marked(hit: &Hit) -> String {
    let (mut text, mut done) = (String::new(), 0);
    for mark in &hit.marks {
        let (Some(before), Some(found)) = (hit.text.get(done..mark.start), hit.text.get(mark.clone())) else {
            continue;
        };
        text.push_str(before);
        text.push_str("\u{1b}[1m");
        text.push_str(found);
        text.push_str("\u{1b}[22m");
        done = mark.end;
    }
    text.push_str(hit.text.get(done..).unwrap_or_default());
    text
}

/// A line of `search --json`.
#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    headline: &'a str,
    published: Option<String>,
    kind: &'a str,
    locator: Option<String>,
    text: &'a str,
    score: f32,
}

fn record(hit: &Hit) -> String {
    json::line(&Record {
        id: hit.id.raw(),
        headline: &hit.headline,
        published: hit.published.as_ref().map(ToString::to_string),
        kind: hit.kind.name(),
        locator: hit.place.part.locator().map(|locator| locator.to_string()),
        text: &hit.text,
        score: hit.score,
    })
}
