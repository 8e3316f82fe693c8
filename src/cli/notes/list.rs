//! `notes list`: notes and highlights with the articles that they are in.

use serde::Serialize;

use super::gather::gather;
use crate::annotation::{Sheet, written};
use crate::cli::args::NotesList;
use crate::cli::code::{Code, Failure};
use crate::cli::console::Console;
use crate::cli::context::Context;
use crate::cli::notebook;
use crate::export::json;
use crate::reading::standing::Standing;
use crate::reading::{Colour, Note, Uid};
use crate::text::clean;

/// Runs it.
pub(super) fn run(context: &Context<'_>, list: &NotesList, console: &mut Console) -> Result<Code, Failure> {
    let notebook = notebook::to_read(context)?;
    let mut shown = 0_usize;
    let sheets = match gather(context, &notebook, &list.query, console)? {
        Ok(sheets) => sheets,
        Err(code) => return Ok(code),
    };
    for sheet in sheets {
        for ((uid, note), standing) in sheet.state.notes.iter().zip(&sheet.standing) {
            if list.json {
                console.print(&record(&sheet, uid, note, *standing))?;
            } else {
                let gap = if shown > 0 { "\n" } else { "" };
                console.print(&format!("{gap}{}", lines(&sheet, note, *standing)))?;
            }
            shown += 1;
        }
    }
    if shown > 0 {
        return Ok(Code::Fine);
    }
    console.notice(if list.query.is_empty() { "there are no notes" } else { "no note matches" })?;
    Ok(Code::Findings)
}

/// Headline and place; then, indented, the quote, the note, and why it is orphaned.
fn lines(sheet: &Sheet, note: &Note, standing: Standing) -> String {
    let place = standing.locator().map(|locator| format!("#{locator}")).unwrap_or_default();
    let date = sheet.article.published.as_deref().map(|date| format!("{}\t", clean::line(date))).unwrap_or_default();
    let (headline, id) = (clean::line(&sheet.article.headline), clean::line(&sheet.article.id));
    let mut lines = vec![format!("{date}{headline}\t{id}{place}")];
    let quote = note.anchor.as_ref().filter(|anchor| !anchor.exact.is_empty());
    lines.extend(quote.map(|anchor| format!("  “{}”", clean::line(&anchor.exact).trim())));
    lines.extend(clean::lines(&note.body).lines().map(|line| format!("  {line}").trim_end().to_owned()));
    lines.extend(standing.lost().map(|why| format!("  orphaned: {why}")));
    lines.join("\n") + "\n"
}

/// A line of `notes list --json`.
#[derive(Serialize)]
struct Record<'a> {
    uid: &'a str,
    id: &'a str,
    path: String,
    headline: &'a str,
    locator: Option<String>,
    quote: Option<&'a str>,
    note: Option<&'a str>,
    colour: Option<&'static str>,
    created: String,
    modified: String,
    orphaned: bool,
}

fn record(sheet: &Sheet, uid: &Uid, note: &Note, standing: Standing) -> String {
    json::line(&Record {
        uid: &uid.0,
        id: &sheet.article.id,
        path: path(&sheet.article.path),
        headline: &sheet.article.headline,
        locator: standing.locator().map(|locator| locator.to_string()),
        quote: note.anchor.as_ref().map(|anchor| anchor.exact.as_str()),
        note: Some(note.body.as_str()).filter(|body| !body.is_empty()),
        colour: note.colour.map(Colour::name),
        created: written(note.created),
        modified: written(note.modified),
        orphaned: standing.lost().is_some(),
    })
}

/// A path as scripts read it, like that of `list --json`.
fn path(kept: &[u8]) -> String {
    let inside = kept.strip_prefix(b"\0").map(|inside| String::from_utf8_lossy(inside).replacen('/', ":", 1));
    inside.unwrap_or_else(|| String::from_utf8_lossy(kept).into_owned())
}
