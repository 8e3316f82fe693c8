//! `list`: the library, a line an article, in the order of the config. What cannot be read has its line, too.

use std::sync::Arc;

use serde::Serialize;

use super::args::List;
use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;
use super::stock;
use crate::export::json;
use crate::library::order::{Order, order};
use crate::library::{Content, Entry, Library, Root};
use crate::reading::Summary;
use crate::reading::summary::Line;
use crate::store::keep;
use crate::text::Foreign;

/// Runs it.
pub(super) fn run(context: &Context<'_>, list: &List, console: &mut Console) -> Result<Code, Failure> {
    let typed = list.query.join(" ");
    let all = typed.trim().is_empty();
    // A line of JSON says it of every article.
    let asked = list.json || stock::asks_reading_state(context, &typed);
    let reading = if asked { stock::reading(context, console)? } else { Arc::default() };
    let (library, wanted, snapshot) = if all {
        let library = stock::library(context);
        let wanted = vec![true; library.len()];
        (library, wanted, None)
    } else {
        match stock::meant(context, (&typed, list.fresh), Arc::clone(&reading), console)? {
            Ok((snapshot, kept)) => (Arc::clone(&snapshot.library), kept, Some(snapshot)),
            Err(code) => return Ok(code),
        }
    };
    let mut shown = Vec::new();
    for (index, entry) in in_order(context, &library) {
        if wanted.get(index).copied().unwrap_or(false) {
            let line = if list.json { record(&entry, &reading) } else { row(&entry) };
            console.print(&line)?;
            shown.push(entry.file);
        }
    }
    if shown.is_empty() {
        console.notice(if all { "there are no articles here" } else { "no article matches" })?;
    }
    if let Some(snapshot) = &snapshot {
        stock::freshness(snapshot, shown.iter(), console)?;
    }
    Ok(if all || !shown.is_empty() { Code::Fine } else { Code::Findings })
}

/// Prints what is below some roots.
pub(super) fn print(context: &Context<'_>, roots: &[Root], console: &mut Console) -> Result<Code, Failure> {
    let library = keep::library(roots, &context.place());
    for (_, entry) in in_order(context, &library) {
        console.print(&row(&entry))?;
    }
    Ok(Code::Fine)
}

/// The entries in the order that the config chose, each with its index.
pub(super) fn in_order<'l>(context: &Context<'_>, library: &'l Library) -> impl Iterator<Item = (usize, Entry)> + 'l {
    let by = context.config.config.sort.as_deref().and_then(Order::from_name).unwrap_or_default();
    let indices = order(library, by).into_iter().filter_map(|index| usize::try_from(index).ok());
    indices.filter_map(|index| library.entry(index).map(|entry| (index, entry)))
}

/// Date, headline, takeaways, id, apart by tabs, which no cell holds.
fn row(entry: &Entry) -> String {
    let id = entry.id.line();
    match &entry.content {
        Content::Article(card) => {
            let date =
                card.published.as_ref().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
            let takeaways = match card.takeaways.len() {
                1 => "1 takeaway".to_owned(),
                count => format!("{count} takeaways"),
            };
            format!("{}\t{}\t{takeaways}\t{id}\n", date.as_deref().unwrap_or("undated   "), card.headline.line())
        }
        Content::Broken { reason, more } => {
            let more = if *more == 0 { String::new() } else { format!(" (and {more} more)") };
            format!("broken    \t{reason}{more}\t\t{}\n", entry.file.shown())
        }
    }
}

/// A line of `list --json`.
#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    path: String,
    headline: Option<&'a str>,
    published: Option<String>,
    topics: Vec<&'a str>,
    takeaways: usize,
    /// Why it cannot be read.
    error: Option<&'a str>,
    read: bool,
    bookmarked: bool,
    tags: &'a [String],
    /// How many.
    notes: usize,
}

fn record(entry: &Entry, reading: &Summary) -> String {
    let (card, kept) = (entry.card(), reading.of(&entry.file));
    let error = match &entry.content {
        Content::Broken { reason, .. } => Some(reason.as_str()),
        Content::Article(_) => None,
    };
    json::line(&Record {
        id: entry.id.raw(),
        path: entry.file.name(),
        headline: card.map(|card| card.headline.raw()),
        published: card.and_then(|card| card.published.as_ref()).map(ToString::to_string),
        topics: card.map(|card| card.topics.iter().map(Foreign::raw).collect()).unwrap_or_default(),
        takeaways: card.map_or(0, |card| card.takeaways.len()),
        error,
        read: kept.is_some_and(Line::is_read),
        bookmarked: kept.is_some_and(|line| line.bookmarked.is_some()),
        tags: kept.map(|line| line.tags.as_slice()).unwrap_or_default(),
        notes: kept.map_or(0, |line| line.notes.len()),
    })
}
