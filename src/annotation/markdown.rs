//! Notes as Markdown (`CommonMark`): a heading an article with its byline and address, below it each quote as a block quote with
//! its locator and what was noted. Foreign text is nothing but text in it; only checked addresses become links.

use super::Sheet;
use crate::article::{Article, Date};
use crate::export::markdown::{attribution, plain, quoted};
use crate::reading::{Identity, Note};
use crate::text::Foreign;

/// The sheets as one document.
#[must_use]
pub fn write(sheets: &[Sheet]) -> String {
    let parts = sheets.iter().flat_map(sheet).collect::<Vec<_>>();
    if parts.is_empty() { String::new() } else { parts.join("\n\n") + "\n" }
}

fn sheet(sheet: &Sheet) -> Vec<String> {
    let mut parts = vec![attribution(&article(&sheet.article))];
    if !sheet.state.tags.is_empty() {
        parts.push(plain(&Foreign::from(format!("Tags: {}", sheet.state.tags.join(", ")))));
    }
    let mut notes: Vec<_> = sheet.state.notes.iter().zip(&sheet.standing).collect();
    notes.sort_by_key(|((_, note), _)| in_text(note));
    for ((_, note), standing) in notes {
        parts.extend(note.anchor.as_ref().map(|anchor| quoted(&Foreign::from(anchor.exact.as_str()))));
        let place = standing.locator().map(|locator| locator.to_string());
        let facts = [place, standing.lost().map(str::to_owned)];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        if note.anchor.is_some() && !facts.is_empty() {
            parts.push(format!("({})", facts.join("; ")));
        }
        if !note.body.is_empty() {
            parts.push(plain(&Foreign::from(note.body.as_str())));
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// What sorts notes as the text has them; those of the whole article stand first.
#[must_use]
pub fn in_text(note: &Note) -> impl Ord + use<> {
    (note.anchor.as_ref().map(|anchor| (anchor.part.order(), anchor.offset)), note.created)
}

/// What is known of an article, as one.
fn article(identity: &Identity) -> Article {
    Article {
        headline: identity.headline.as_str().into(),
        authors: identity.authors.iter().map(|author| author.as_str().into()).collect(),
        publisher: identity.publisher.as_deref().map(Foreign::from),
        published: identity.published.as_deref().and_then(date),
        url: identity.url.as_deref().map(Foreign::from),
        ..Article::default()
    }
}

/// The day that a date begins with.
fn date(written: &str) -> Option<Date> {
    let day: jiff::civil::Date = written.get(..10)?.parse().ok()?;
    Date::of_civil(day)
}

#[cfg(test)]
mod tests;
