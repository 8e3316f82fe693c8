//! `events`: what the articles record as dated events, as one list, the oldest first.

use std::sync::Arc;

use serde::Serialize;

use super::args::Events;
use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;
use super::stock;
use crate::export::json;
use crate::library::events::{Dated, Rows, events};

/// Runs it.
pub(super) fn run(context: &Context<'_>, args: &Events, console: &mut Console) -> Result<Code, Failure> {
    let typed = args.query.join(" ");
    let (library, rows) = if typed.trim().is_empty() {
        let library = stock::library(context);
        let rows = (0..library.len()).collect();
        (library, rows)
    } else {
        let asked = stock::asks_reading_state(context, &typed);
        let reading = if asked { stock::reading(context, console)? } else { Arc::default() };
        match stock::meant(context, (&typed, args.fresh), reading, console)? {
            Ok((snapshot, kept)) => {
                let rows: Vec<usize> = (0..kept.len()).filter(|row| kept.get(*row) == Some(&true)).collect();
                (Arc::clone(&snapshot.library), rows)
            }
            Err(code) => return Ok(code),
        }
    };
    // Nobody gives it up but by ending the program.
    let found = events(&Rows { library, rows }, &|_read| true).unwrap_or_default();
    for dated in &found {
        console.print(&if args.json { record(dated) } else { row(dated) })?;
    }
    if found.is_empty() {
        console.notice("no article that is meant records an event")?;
        return Ok(Code::Findings);
    }
    Ok(Code::Fine)
}

/// Date, label, headline, id, apart by tabs, which no cell holds.
fn row(dated: &Dated) -> String {
    let Dated { date, label, headline, id, .. } = dated;
    let (label, headline) = (label.line(), headline.line());
    let day = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    format!("{day}\t{label}\t{headline}\t{}\n", id.line())
}

/// A line of `events --json`.
#[derive(Serialize)]
struct Record<'a> {
    date: String,
    label: &'a str,
    id: &'a str,
    headline: &'a str,
}

fn record(dated: &Dated) -> String {
    json::line(&Record {
        date: dated.date.to_string(),
        label: dated.label.raw(),
        id: dated.id.raw(),
        headline: dated.headline.raw(),
    })
}
