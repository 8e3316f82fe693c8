//! The disk: the only door to `std::fs`, and the clock beside it.
//!
//! Everything that touches a file goes through here, so that one reading shows what the program can do to a disk:
//! bounded reads of regular files ([`read_text`]), writes that are whole or not at all ([`write()`], [`create_new`]), a text
//! lent to another program ([`ScratchFile`]), the user's folders ([`Folders`]), stamps that tell whether a file changed ([`stamp`]), and the time ([`Clock`]).
//!
//! What must not live here: what the bytes mean, which files belong to a library, the environment (it is passed in).

#![expect(clippy::disallowed_methods, reason = "this is the door that the lint sends everybody to")]

mod clock;
mod folders;
mod near;
mod piece;
mod read;
mod scratch;
mod write;

use std::ffi::OsString;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

pub use clock::Clock;
pub use folders::Folders;
pub use near::Near;
pub use piece::{Lock, Pieces, make_private, remove_file, remove_folder};
pub use read::{ReadError, Text, read, read_bytes, read_stream, read_stream_bytes, read_text};
pub use scratch::ScratchFile;
pub use write::{
    Access, create_folder, create_new, create_new_private, create_private_file, create_private_folder, set_aside,
    sync_folder, write,
};

use crate::text::{self, Clean};

/// The largest article file that is read, in bytes.
pub const ARTICLE_LIMIT: u64 = 8 << 20;

/// What identifies the content of a file without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Modification time in nanoseconds since 1970.
    pub modified: i128,
    /// Inode.
    pub inode: u64,
}

impl Stamp {
    fn of(metadata: &std::fs::Metadata) -> Self {
        Self::new(metadata.len(), (metadata.mtime(), metadata.mtime_nsec()), metadata.ino())
    }

    /// From seconds since 1970 and nanoseconds.
    fn new(size: u64, (seconds, nanoseconds): (i64, i64), inode: u64) -> Self {
        Self { size, modified: i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds), inode }
    }
}

/// What stands at a path, links followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A device, pipe or socket.
    Other,
}

impl Kind {
    fn of(kind: std::fs::FileType) -> Self {
        match () {
            () if kind.is_file() => Self::File,
            () if kind.is_dir() => Self::Folder,
            () => Self::Other,
        }
    }
}

/// A name in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The name alone.
    pub name: OsString,
    /// What it is the name of; none for a link.
    pub kind: Option<Kind>,
}

/// What is in a folder, by name, as the bytes of the names go.
///
/// # Errors
/// Where there is no folder, or the system does not list it.
pub fn list(folder: &Path) -> io::Result<Vec<Listed>> {
    let mut listed = list_unsorted(folder)?;
    listed.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    Ok(listed)
}

/// What is in a folder, in the order in which the system tells it.
///
/// # Errors
/// Where there is no folder, or the system does not list it.
pub fn list_unsorted(folder: &Path) -> io::Result<Vec<Listed>> {
    let each = |entry: io::Result<std::fs::DirEntry>| {
        let entry = entry?;
        let kind = entry.file_type()?;
        Ok(Listed { name: entry.file_name(), kind: (!kind.is_symlink()).then(|| Kind::of(kind)) })
    };
    std::fs::read_dir(folder)?.map(each).collect()
}

/// One name in a folder, as [`list`] would have it.
///
/// # Errors
/// Where there is no such name, or the system does not tell.
pub fn list_one(folder: &Path, name: &std::ffi::OsStr) -> io::Result<Listed> {
    let kind = std::fs::symlink_metadata(folder.join(name))?.file_type();
    Ok(Listed { name: name.to_owned(), kind: (!kind.is_symlink()).then(|| Kind::of(kind)) })
}

/// The stamp of what stands at a path, links followed.
///
/// # Errors
/// Where the system does not tell.
pub fn stamp(path: &Path) -> io::Result<Stamp> {
    std::fs::metadata(path).map(|metadata| Stamp::of(&metadata))
}

/// What stands at a path, links followed.
///
/// # Errors
/// Where there is nothing, or the system does not tell.
pub fn kind(path: &Path) -> io::Result<Kind> {
    std::fs::metadata(path).map(|metadata| Kind::of(metadata.file_type()))
}

/// The path without links and dots.
///
/// # Errors
/// Where there is nothing at the path, or its links run in a circle.
pub fn resolve(path: &Path) -> io::Result<PathBuf> {
    std::fs::canonicalize(path)
}

/// The path from the root of the file system, links and names as they are spelled; the path itself where nobody knows the
/// folder that it begins in.
#[must_use]
pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_no_such_folder| path.to_owned())
}

/// A path as it may be shown.
#[must_use]
pub fn shown(path: &Path) -> Clean {
    text::clean::line(&path.to_string_lossy())
}

/// What the system says of an error, in its words, without the number.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    let mut text = error.to_string();
    if let Some(end) = text.rfind(" (os error ") {
        text.truncate(end);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_changes_with_the_content() {
        let folder = Scratch::new("stamp");
        let path = folder.path().join("a");
        write(&path, b"one", Access::Private).unwrap();
        let first = stamp(&path).unwrap();
        assert_eq!(first, stamp(&path).unwrap());
        assert_eq!(first.size, 3);
        write(&path, b"two", Access::Private).unwrap();
        assert_ne!(first, stamp(&path).unwrap(), "a write is a new inode");
    }

    #[test]
    fn kinds_follow_links() {
        let folder = Scratch::new("kinds");
        std::os::unix::fs::symlink(folder.path(), folder.path().join("link")).unwrap();
        assert_eq!(kind(&folder.path().join("link")).unwrap(), Kind::Folder);
        assert_eq!(kind(Path::new("/dev/null")).unwrap(), Kind::Other);
        assert!(kind(&folder.path().join("none")).is_err());
    }

    #[test]
    fn a_folder_is_listed_by_name_and_links_are_links() {
        let folder = Scratch::new("list");
        std::fs::write(folder.path().join("b"), "").unwrap();
        std::fs::create_dir(folder.path().join("a")).unwrap();
        std::os::unix::fs::symlink("a", folder.path().join("c")).unwrap();
        let listed: Vec<_> = list(folder.path()).unwrap().into_iter().map(|it| (it.name, it.kind)).collect();
        assert_eq!(listed, [("a".into(), Some(Kind::Folder)), ("b".into(), Some(Kind::File)), ("c".into(), None)]);
        assert!(list(&folder.path().join("b")).is_err());
    }

    #[test]
    fn a_reason_has_no_number() {
        assert_eq!(reason(&io::Error::from_raw_os_error(2)), "No such file or directory");
        assert_eq!(reason(&io::Error::other("odd")), "odd");
    }

    /// A folder of a test's own, removed at the end.
    pub(super) struct Scratch(PathBuf);

    impl Scratch {
        pub(super) fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("nutgraf-disk-{name}-{}", std::process::id()));
            let _ = std::fs::remove_dir_all(&path);
            std::fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        pub(super) fn path(&self) -> &Path {
            &self.0
        }

        pub(super) fn names(&self) -> Vec<String> {
            let mut names: Vec<_> = std::fs::read_dir(&self.0)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
                .collect();
            names.sort();
            names
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }
}
