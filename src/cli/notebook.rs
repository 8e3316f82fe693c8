//! The notebook on the command line: opened, with what happened to it said.

use std::path::PathBuf;

use super::code::Failure;
use super::console::Console;
use super::context::Context;
use crate::disk;
use crate::reading::notebook::FILE;
use crate::reading::{At, Error, Notebook, Opened};

/// The folder of the notebook.
pub(super) fn folder(context: &Context<'_>) -> Result<PathBuf, Failure> {
    match context.notebook() {
        At::Folder(folder) => Ok(folder),
        At::Memory if context.flags.traces.private => {
            Err(Failure::usage("with --private no notebook is opened, so there are no notes")
                .help("leave --private out to use the notes that are kept"))
        }
        At::Memory => {
            Err(Failure::new("there is no folder for notes, because HOME is not set").help("set HOME or XDG_DATA_HOME"))
        }
    }
}

/// Opens the notebook to read it: none is made, and one that cannot be written is read all the same.
pub(super) fn to_read(context: &Context<'_>) -> Result<Notebook, Failure> {
    folder(context)?;
    context.notebook().open_to_read().map_err(|why| failed(context, &why))
}

/// Opens the notebook to write into it.
pub(super) fn to_write(context: &Context<'_>, console: &mut Console) -> Result<Notebook, Failure> {
    folder(context)?;
    let Opened { notebook, aside } = context.notebook().open().map_err(|why| failed(context, &why))?;
    if let Some(aside) = aside {
        let path = disk::shown(&aside.path);
        let said = format!("the notes could not be used ({}); they are now in {path}, and new ones begun", aside.why);
        console.notice(&said)?;
    }
    Ok(notebook)
}

/// That the notebook cannot be read or written.
pub(super) fn failed(context: &Context<'_>, why: &Error) -> Failure {
    let path = context.folders.as_ref().map(|folders| disk::shown(&folders.data.join(FILE))).unwrap_or_default();
    let failure = Failure::new(format!("{path}: {why}"));
    match why {
        Error::Left(_) => failure.help("copy the folder to where you can write, and set XDG_DATA_HOME to that"),
        _ => failure,
    }
}
