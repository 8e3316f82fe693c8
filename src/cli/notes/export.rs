//! `notes export`: for people as Markdown, for programs as W3C Web Annotations.

use super::count;
use super::gather::gather;
use crate::annotation::{Sheet, markdown, write};
use crate::cli::args::{NotesExport, NotesFormat};
use crate::cli::code::{Code, Failure};
use crate::cli::console::Console;
use crate::cli::context::Context;
use crate::cli::notebook;
use crate::disk::{self, Access};

/// Runs it.
pub(super) fn run(context: &Context<'_>, export: &NotesExport, console: &mut Console) -> Result<Code, Failure> {
    let notebook = notebook::to_read(context)?;
    let mut sheets = match gather(context, &notebook, &export.query, console)? {
        Ok(sheets) => sheets,
        Err(code) => return Ok(code),
    };
    if export.format == NotesFormat::Md {
        sheets.retain(|sheet| !sheet.state.notes.is_empty());
    }
    if sheets.is_empty() {
        console.notice(if export.query.is_empty() { "there are no notes" } else { "no note matches" })?;
        return Ok(Code::Findings);
    }
    let text = match export.format {
        NotesFormat::Md => markdown::write(&sheets),
        NotesFormat::Json => write::write(&sheets),
    };
    let Some(to) = &export.to else {
        console.print(&text)?;
        return Ok(Code::Fine);
    };
    // What was noted is for its owner, wherever it lies.
    disk::write(to, text.as_bytes(), Access::Private)
        .map_err(|why| Failure::new(format!("{} cannot be written: {}", disk::shown(to), disk::reason(&why))))?;
    let notes = sheets.iter().map(|sheet: &Sheet| sheet.state.notes.len()).sum();
    let (notes, articles) = (count(notes, "note"), count(sheets.len(), "article"));
    console.notice(&format!("{notes} in {articles} written to {}", disk::shown(to)))?;
    Ok(Code::Fine)
}
