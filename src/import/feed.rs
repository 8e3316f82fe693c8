//! Feeds: RSS, Atom and JSON Feed, one article an entry.
//!
//! `feed-rs` reads the forms into one model. Before it sees a feed, `guard` refuses document types that declare
//! anything (entities that grow, files that are read) and nesting that no feed has. What an entry carries becomes pieces by the same
//! walk as a page (`super::html::fragment`).
//!
//! What must not live here: subscriptions and the network (fetch).

mod entry;
mod guard;

use feed_rs::parser;
use url::Url;

use self::guard::Checked;
use super::{Imported, Input, html};
use crate::diagnostic::Diagnostic;

/// Entries that are read of one feed.
pub const ENTRIES: usize = 500;

/// Reads every entry of a feed, in its order. A feed without entries is no mistake.
///
/// # Errors
///
/// A sentence where it is no feed, or one that must not be read.
pub fn read(input: Input<'_>) -> Result<Vec<Imported>, Diagnostic> {
    let stated = input.charset.map(str::to_owned).or_else(|| guard::stated_charset(input.bytes));
    let feed = guard::checked(&html::decode(input.bytes, stated.as_deref()))?;
    let address = input.address.map(str::to_owned);
    html::within_time(move || articles(&feed, address.as_deref()))?
}

fn articles(checked: &Checked, address: Option<&str>) -> Result<Vec<Imported>, Diagnostic> {
    let reader = parser::Builder::new().base_uri(address).sanitize_content(false).build();
    let mut feed = reader.parse(checked.text.as_bytes()).map_err(|error| {
        Diagnostic::error("no-feed", 0..0, &format!("this is no feed that can be read: {error}"))
            .help("RSS 0.9 to 2.0, Atom and JSON Feed are read")
    })?;
    let entries = std::mem::take(&mut feed.entries);
    let count = entries.len().max(checked.entries);
    let base = address.and_then(|address| Url::parse(address).ok());
    let whole = entry::Whole::of(&feed, base);
    let mut articles = Vec::with_capacity(entries.len().min(ENTRIES));
    for entry in entries.into_iter().take(ENTRIES) {
        articles.push(entry::draft(&entry, &whole)?.settle()?);
    }
    if let Some(first) = articles.first_mut().filter(|_| count > ENTRIES) {
        let message = format!("the feed has {count} entries; the first {ENTRIES} are read");
        first.doubts.push(Diagnostic::warning("too-many-entries", 0..0, &message));
    }
    Ok(articles)
}

#[cfg(test)]
mod tests;
