//! `notes import`: W3C Web Annotations into the notebook.

use std::io;

use super::adopt::adopt;
use crate::annotation::merge::{News, merge};
use crate::annotation::read::{Incoming, LIMIT, read};
use crate::cli::args::NotesImport;
use crate::cli::code::{Code, Failure};
use crate::cli::console::Console;
use crate::cli::context::Context;
use crate::cli::notebook;
use crate::disk;
use crate::text::{Clean, clean};

/// Annotations that were not understood and are told one by one.
const TOLD: usize = 100;

/// Runs it.
pub(super) fn run(context: &Context<'_>, import: &NotesImport, console: &mut Console) -> Result<Code, Failure> {
    let stdin = import.file.as_os_str() == "-";
    let shown: Clean = if stdin { "stdin".into() } else { disk::shown(&import.file) };
    let text = if stdin { disk::read_stream(io::stdin().lock(), LIMIT) } else { disk::read_text(&import.file, LIMIT) };
    let text = text.map_err(|why| Failure::new(format!("{shown}: {why}")))?;
    let now = context.now();
    let Incoming { mut changes, refused } = read(&text, now).map_err(|why| {
        Failure::new(format!("{shown}: {why}"))
            .help("`nutgraf notes export --format json` shows what it should be like")
    })?;
    let mut notebook = notebook::to_write(context, console)?;
    let failed = |why| notebook::failed(context, &why);
    let wordings = adopt(context, &notebook, &mut changes).map_err(failed)?;
    let News { changes, added, changed, already } = merge(changes, &notebook, now).map_err(failed)?;
    if !changes.is_empty() {
        notebook.apply_with(&changes, &wordings).map_err(failed)?;
    }
    for one in refused.iter().take(TOLD) {
        console.drawn(&clean::line(&format!("{shown}:{}: not understood: {}", one.line, one.reason)))?;
    }
    if refused.len() > TOLD {
        console.drawn(&format!("{shown}: and {} more", refused.len() - TOLD))?;
    }
    let not = if refused.is_empty() { String::new() } else { format!(", {} not understood", refused.len()) };
    console.notice(&format!("{added} added, {changed} changed, {already} already there{not}"))?;
    Ok(if refused.is_empty() { Code::Fine } else { Code::Findings })
}
