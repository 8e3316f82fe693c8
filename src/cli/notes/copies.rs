//! `notes backup` and `notes restore`: SQLite's own copies of the whole notebook.

use std::io;

use super::count;
use crate::cli::args::{NotesBackup, NotesRestore};
use crate::cli::code::{Code, Failure};
use crate::cli::console::Console;
use crate::cli::context::Context;
use crate::cli::notebook;
use crate::disk::{self, Kind};
use crate::reading::Error;

/// Runs `notes backup`.
pub(super) fn backup(context: &Context<'_>, backup: &NotesBackup, console: &mut Console) -> Result<Code, Failure> {
    let notebook = notebook::to_read(context)?;
    let shown = disk::shown(&backup.file);
    match notebook.backup(&backup.file) {
        Ok(()) => {}
        Err(Error::Io(why)) if why.kind() == io::ErrorKind::AlreadyExists => {
            let failure = Failure::new(format!("{shown} is there already, and a backup replaces nothing"));
            return Err(failure.help("give a name that is free"));
        }
        Err(why) => return Err(Failure::new(format!("{shown} cannot be written: {why}"))),
    }
    let notes = notebook.notes().map_err(|why| notebook::failed(context, &why))?.len();
    console.notice(&format!("{} backed up in {shown}", count(notes, "note")))?;
    Ok(Code::Fine)
}

/// Runs `notes restore`.
pub(super) fn restore(context: &Context<'_>, restore: &NotesRestore, console: &mut Console) -> Result<Code, Failure> {
    let shown = disk::shown(&restore.file);
    match disk::kind(&restore.file) {
        Ok(Kind::File) => {}
        Ok(_) => return Err(Failure::new(format!("{shown} is no backup: not a regular file"))),
        Err(why) => return Err(Failure::new(format!("{shown}: {}", disk::reason(&why)))),
    }
    let folder = notebook::folder(context)?;
    let mut notebook = notebook::to_write(context, console)?;
    let failed = |why| notebook::failed(context, &why);
    let articles = notebook.articles().map_err(failed)?.len();
    if articles > 0 && !restore.yes {
        let failure = Failure::usage(format!("this replaces what is kept of {}", count(articles, "article")));
        return Err(failure.help("--yes does it; a copy of what is there now is kept beside it"));
    }
    let before = if articles > 0 { Some(notebook.backup_beside(&folder).map_err(failed)?) } else { None };
    let notes = notebook.restore(&restore.file).map_err(|why| {
        if let Some(before) = &before {
            // Nothing was replaced. What cannot be taken away is a copy too many.
            let _ = disk::remove_file(before);
        }
        Failure::new(format!("{shown}: {why}"))
    })?;
    console.notice(&format!("{} restored from {shown}", count(notes, "note")))?;
    if let Some(before) = before {
        console.notice(&format!("what was there before is in {}", disk::shown(&before)))?;
    }
    Ok(Code::Fine)
}
