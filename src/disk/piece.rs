//! Pieces of files of our own: the beginning of a large one, a lock that ends with its process, modes after the fact.

use std::fs::{File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

/// A file of ours that is read in pieces.
#[derive(Debug)]
pub struct Pieces(File);

impl Pieces {
    /// Opens a file for reading.
    ///
    /// # Errors
    /// Where there is none, or the system says no.
    pub fn open(path: &Path) -> io::Result<Self> {
        File::open(path).map(Self)
    }

    /// How long the file is, in bytes.
    ///
    /// # Errors
    /// Where the system does not tell.
    pub fn size(&self) -> io::Result<u64> {
        self.0.metadata().map(|metadata| metadata.len())
    }

    /// The bytes from an offset on, so many or until the end.
    ///
    /// # Errors
    /// Where the system says no.
    pub fn read(&self, at: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        let mut filled = 0;
        while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match self.0.read_at(rest, at + u64::try_from(filled).unwrap_or(0)) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        bytes.truncate(filled);
        Ok(bytes)
    }
}

/// A lock that one process holds, until it is dropped or the process ends in whatever way.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "closing the file gives the lock back")] File);

impl Lock {
    /// Takes the lock of a file, which is created where it is not there; none where another process has it.
    ///
    /// # Errors
    /// Where the file cannot be made, or the file system knows no locks.
    pub fn try_take(path: &Path) -> io::Result<Option<Self>> {
        let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path)?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(Self(file))),
            Err(Errno::WOULDBLOCK) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// Takes the files of a folder away from everybody but their owner. For files that a library made, in folders that are
/// private already.
pub fn make_private(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let wide = entry.metadata().is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o077 != 0);
        if wide {
            // One that went away meanwhile needs it no more.
            let _ = std::fs::set_permissions(entry.path(), Permissions::from_mode(0o600));
        }
    }
}

/// Removes a folder of ours with all that is in it. One that is not there is removed already.
///
/// # Errors
/// Where the system says no.
pub fn remove_folder(folder: &Path) -> io::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Removes a file of ours. One that is not there is removed already.
///
/// # Errors
/// Where the system says no.
pub fn remove_file(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::Scratch;
    use super::*;

    #[test]
    fn a_piece_ends_with_its_file() {
        let folder = Scratch::new("pieces");
        let path = folder.path().join("a");
        std::fs::write(&path, b"0123456789").unwrap();
        let pieces = Pieces::open(&path).unwrap();
        assert_eq!(pieces.size().unwrap(), 10);
        assert_eq!(pieces.read(2, 3).unwrap(), b"234");
        assert_eq!(pieces.read(8, 30).unwrap(), b"89");
        assert_eq!(pieces.read(80, 30).unwrap(), b"");
    }

    #[test]
    fn a_lock_is_held_once_and_given_back() {
        let folder = Scratch::new("lock");
        let path = folder.path().join("lock");
        let held = Lock::try_take(&path).unwrap();
        assert!(held.is_some());
        assert!(Lock::try_take(&path).unwrap().is_none());
        drop(held);
        assert!(Lock::try_take(&path).unwrap().is_some());
    }

    #[test]
    fn files_are_made_private_and_removed() {
        let folder = Scratch::new("made-private");
        let path = folder.path().join("a");
        std::fs::write(&path, b"").unwrap();
        std::fs::set_permissions(&path, Permissions::from_mode(0o666)).unwrap();
        make_private(folder.path());
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        remove_file(&path).unwrap();
        remove_file(&path).unwrap();
        remove_folder(&folder.path().join("none")).unwrap();
        assert!(folder.names().is_empty());
    }
}
