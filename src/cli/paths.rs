//! `paths`: where things are.

use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;
use crate::reading::notebook;
use crate::{disk, glossary};

/// Runs it.
pub(super) fn run(context: &Context<'_>, console: &mut Console) -> Result<Code, Failure> {
    let mut lines = Vec::new();
    lines.extend(context.config.path.as_deref().map(|path| ("config", path)));
    let glossary = context.folders.as_ref().map(|folders| folders.config.join(glossary::OWN_FILE));
    lines.extend(glossary.as_deref().map(|path| ("terms", path)));
    let notebook = context.folders.as_ref().map(|folders| folders.data.join(notebook::FILE));
    if let Some((folders, notebook)) = context.folders.as_ref().zip(notebook.as_deref()) {
        lines.push(("notes", notebook));
        lines.extend([("data", &*folders.data), ("cache", &*folders.cache), ("state", &*folders.state)]);
    }
    let library = context.library();
    lines.extend(library.iter().map(|path| ("library", &**path)));
    for (what, path) in lines {
        console.print(&format!("{what:<8} {}\n", disk::shown(path)))?;
    }
    if library.is_empty() {
        console.print("library  (none configured: the starter library of the program)\n")?;
    }
    if context.folders.is_none() {
        console.notice("HOME is not set, so there is no config")?;
    }
    Ok(Code::Fine)
}
