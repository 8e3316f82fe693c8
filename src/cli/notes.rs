//! `notes`: what the reader made of the articles, listed, out and in.

mod adopt;
mod copies;
mod export;
mod gather;
mod import;
mod list;
mod standing;

use super::args::{Notes, NotesCommand};
use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;

/// Runs it.
pub(super) fn run(context: &Context<'_>, notes: &Notes, console: &mut Console) -> Result<Code, Failure> {
    match &notes.command {
        NotesCommand::List(list) => list::run(context, list, console),
        NotesCommand::Export(export) => export::run(context, export, console),
        NotesCommand::Import(import) => import::run(context, import, console),
        NotesCommand::Backup(backup) => copies::backup(context, backup, console),
        NotesCommand::Restore(restore) => copies::restore(context, restore, console),
    }
}

/// A count with its word.
fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}
