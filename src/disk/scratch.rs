//! A file for a moment: a text that another program is to work on. Its folder and itself are its owner's alone, under a name
//! that nobody had; both are removed when the value goes.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Numbers the folders of this process.
static MADE: AtomicU64 = AtomicU64::new(0);

/// A file in a folder of its own.
#[derive(Debug)]
pub struct ScratchFile {
    folder: PathBuf,
    path: PathBuf,
}

impl ScratchFile {
    /// Writes `contents` to a new file called `name`, below the system's folder for temporary files.
    ///
    /// # Errors
    /// Where the system says no.
    pub fn new(name: &str, contents: &[u8]) -> io::Result<Self> {
        Self::below(&std::env::temp_dir(), name, contents)
    }

    fn below(place: &Path, name: &str, contents: &[u8]) -> io::Result<Self> {
        let mut left = 100;
        let folder = loop {
            let number = MADE.fetch_add(1, Ordering::Relaxed);
            let folder = place.join(format!("nutgraf-{}-{number}", std::process::id()));
            // Never one that is there: somebody else may have put it in the way.
            match DirBuilder::new().mode(0o700).create(&folder) {
                Ok(()) => break folder,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && left > 0 => left -= 1,
                Err(error) => return Err(error),
            }
        };
        let made = Self { path: folder.join(name), folder };
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&made.path)?;
        file.write_all(contents)?;
        Ok(made)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for ScratchFile {
    fn drop(&mut self) {
        // With what the other program left beside it: backups, swap files.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::Scratch;
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn it_is_private_and_goes_away_with_what_stands_beside_it() {
        let folder = Scratch::new("scratch-file");
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        let file = ScratchFile::below(folder.path(), "note.md", b"words").unwrap();
        assert_eq!(std::fs::read(file.path()).unwrap(), b"words");
        assert_eq!((mode(file.path()), mode(file.path().parent().unwrap())), (0o600, 0o700));
        std::fs::write(file.path().with_extension("md~"), "backup").unwrap();
        let other = ScratchFile::below(folder.path(), "note.md", b"").unwrap();
        assert_ne!(other.path(), file.path());
        drop((file, other));
        assert_eq!(folder.names().len(), 0);
    }

    #[test]
    fn a_folder_that_is_in_the_way_is_not_taken() {
        let folder = Scratch::new("scratch-taken");
        let next = MADE.load(Ordering::Relaxed);
        for number in next..next + 3 {
            std::os::unix::fs::symlink("/", folder.path().join(format!("nutgraf-{}-{number}", std::process::id())))
                .unwrap();
        }
        let file = ScratchFile::below(folder.path(), "note.md", b"words").unwrap();
        assert!(file.path().starts_with(folder.path()));
        assert_eq!(
            std::fs::canonicalize(file.path()).unwrap(),
            std::fs::canonicalize(folder.path()).unwrap().join(file.path().strip_prefix(folder.path()).unwrap())
        );
    }
}
