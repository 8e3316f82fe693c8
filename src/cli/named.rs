//! What a user calls an article of which something is kept: its file, which may be gone, or its id.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use crate::disk::{self, Kind};
use crate::library::Origin;
use crate::library::open::open;
use crate::reading::{Error, Identity, Notebook};

/// The articles of the notebook that have this path or id, or are in the file of this name. None for a word that is no name.
pub(super) fn articles(notebook: &Notebook, name: &OsStr) -> Result<Vec<Identity>, Error> {
    if name.is_empty() {
        return Ok(Vec::new());
    }
    let absolute = std::path::absolute(name).unwrap_or_default();
    let paths = [name, absolute.as_os_str()];
    let is_meant = |kept: &Identity| {
        paths.iter().any(|path| path.as_bytes() == kept.path) || name.to_str().is_some_and(|name| name == kept.id)
    };
    let mut named: Vec<Identity> = notebook.articles()?.into_iter().filter(is_meant).collect();
    if let Some(now) = in_file(Path::new(name))
        && let Some(known) = notebook.known(&now)?
    {
        // The path may have been another article's before.
        named.retain(|kept| kept.path != known.path || now.may_be(kept));
        if !named.contains(&known) {
            named.push(known);
        }
    }
    Ok(named)
}

/// The article in a file, where there is one.
pub(super) fn in_file(path: &Path) -> Option<Identity> {
    disk::kind(path).ok().filter(|kind| *kind == Kind::File)?;
    let origin = Origin::File(path.to_owned());
    let article = open(&origin).article?;
    let id = path.file_stem().unwrap_or_default().to_string_lossy();
    Some(Identity::of(&origin, &id, Some(&article)))
}

/// The file of a path that is kept; none of the starter library and of what came from elsewhere.
pub(super) fn file(kept: &[u8]) -> Option<PathBuf> {
    (!kept.is_empty() && !kept.contains(&0)).then(|| PathBuf::from(OsStr::from_bytes(kept)))
}
