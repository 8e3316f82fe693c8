//! Many files of one folder, one after the other: the folder is opened once, and each file is asked for by its name there. The
//! system then need not walk the whole path again for each of 100,000 files, which is half of what looking at one takes.

use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::{ffi, io};

use rustix::fs::{AtFlags, CWD, Mode, OFlags};

use super::Stamp;
use super::read::{self, ReadError, Text};

/// The folder that was looked into last. Keep one for a run of paths; it answers as the path alone would.
#[derive(Debug, Default)]
pub struct Near(Option<(PathBuf, OwnedFd)>);

impl Near {
    /// The stamp of what stands at a path, links followed.
    ///
    /// # Errors
    /// Where the system does not tell.
    pub fn stamp(&mut self, path: &Path) -> io::Result<Stamp> {
        let (folder, name) = self.at(path);
        stamp(folder, name)
    }

    /// What [`read`](super::read()) reads.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub fn read(&mut self, path: &Path, limit: u64) -> Result<Text, ReadError> {
        let (folder, name) = self.at(path);
        read::read_at(folder, name, limit)
    }

    /// Where a path is from the folder that is open. Where that cannot be opened, from where the program is.
    fn at<'p>(&mut self, path: &'p Path) -> (BorrowedFd<'_>, &'p ffi::OsStr) {
        let whole = path.as_os_str();
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return (CWD, whole) };
        if self.0.as_ref().is_none_or(|(own, _)| own != folder) {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            let opened = rustix::fs::open(folder, flags, Mode::empty());
            self.0 = opened.ok().map(|opened| (folder.to_owned(), opened));
        }
        match &self.0 {
            Some((_, opened)) => (opened.as_fd(), name),
            None => (CWD, whole),
        }
    }
}

/// Asks for what a stamp holds, and nothing else.
#[cfg(target_os = "linux")]
fn stamp(folder: BorrowedFd<'_>, name: &ffi::OsStr) -> io::Result<Stamp> {
    use rustix::fs::StatxFlags;
    let wanted = StatxFlags::SIZE | StatxFlags::MTIME | StatxFlags::INO;
    let told = rustix::fs::statx(folder, name, AtFlags::empty(), wanted)?;
    Ok(Stamp::new(told.stx_size, (told.stx_mtime.tv_sec, told.stx_mtime.tv_nsec.into()), told.stx_ino))
}

#[cfg(not(target_os = "linux"))]
fn stamp(folder: BorrowedFd<'_>, name: &ffi::OsStr) -> io::Result<Stamp> {
    let told = rustix::fs::statat(folder, name, AtFlags::empty())?;
    Ok(Stamp::new(u64::try_from(told.st_size).unwrap_or(0), (told.st_mtime, told.st_mtime_nsec), told.st_ino))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk;

    #[test]
    fn it_answers_as_the_path_does() {
        let folder = std::env::temp_dir().join(format!("nutgraf-near-{}", std::process::id()));
        disk::create_private_folder(&folder.join("a")).unwrap();
        disk::create_private_folder(&folder.join("b")).unwrap();
        let paths = ["a/1", "a/2", "b/1", "c/1", "a/gone", "a"].map(|path| folder.join(path));
        for path in &paths[..3] {
            disk::write(path, path.as_os_str().as_encoded_bytes(), disk::Access::Private).unwrap();
        }
        let mut near = Near::default();
        for path in &paths {
            assert_eq!(near.stamp(path).ok(), disk::stamp(path).ok(), "{path:?}");
            let (read, wanted) = (near.read(path, 1 << 10), disk::read(path, 1 << 10));
            assert_eq!(format!("{read:?}"), format!("{wanted:?}"));
        }
        assert!(near.stamp(&paths[0]).is_ok() && near.stamp(Path::new("/")).is_ok());
        disk::remove_folder(&folder).unwrap();
    }
}
