//! Where a store lives: a folder of its own below the cache folder for each set of roots, and the lock of whoever writes it.

use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use super::index::{POINTS, TEXTS};
use super::rows;
use crate::disk::{self, Lock};
use crate::library::Root;
use crate::text::fnv;

/// Where the store may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Below this folder, for libraries of at least so many files: fewer are read as fast as a store is.
    Disk {
        /// The cache folder.
        cache: PathBuf,
        /// Files from which on a store pays.
        least: usize,
    },
    /// In memory, gone with the program.
    #[default]
    Memory,
}

/// Files from which on a store pays.
pub const WORTH_A_STORE: usize = 256;

/// How the folder of all stores of a version is called, before its number.
const STORE: &str = "store-";

/// The folder of one store.
#[derive(Debug)]
pub(super) struct Home {
    pub(super) folder: PathBuf,
    lock: Option<Lock>,
}

impl Home {
    /// The home of a library, whether it is there yet or not; none where it has no files of its own.
    pub(super) fn of(cache: &Path, roots: &[Root]) -> Option<Self> {
        let mut named = Vec::new();
        for root in roots {
            let Root::Path { path, library } = root else { return None };
            // The path as it is spelled too: rows hold paths as they were spelled.
            for path in [Some(path), disk::resolve(path).ok().as_ref(), library.as_ref()] {
                named.extend_from_slice(path.map(|path| path.as_os_str().as_bytes()).unwrap_or_default());
                named.push(0);
            }
        }
        let name = format!("{:016x}", fnv::hash(&named));
        Some(Self { folder: cache.join(format!("{STORE}{}", rows::VERSION)).join(name), lock: None })
    }

    /// Makes the folder.
    pub(super) fn create(&self) -> io::Result<()> {
        disk::create_private_folder(&self.folder)
    }

    /// Whether this process may write, now or since before.
    pub(super) fn take_lock(&mut self) -> io::Result<bool> {
        if self.lock.is_none() {
            self.lock = Lock::try_take(&self.folder.join("lock"))?;
        }
        Ok(self.lock.is_some())
    }

    /// Whether there is something to read.
    pub(super) fn exists(&self) -> bool {
        disk::kind(&self.folder.join(rows::NAME)).is_ok()
    }

    /// Takes the index away, so that it is made anew.
    pub(super) fn clear_index(&self) -> io::Result<()> {
        disk::remove_folder(&self.folder.join(POINTS))?;
        disk::remove_folder(&self.folder.join(TEXTS))
    }

    /// Takes away what versions before this one have left: nobody reads it any more.
    pub(super) fn remove_older(&self) {
        let Some(cache) = self.folder.parent().and_then(Path::parent) else { return };
        for listed in disk::list(cache).unwrap_or_default() {
            let version = listed.name.to_str().and_then(|name| name.strip_prefix(STORE)?.parse::<u32>().ok());
            if version.is_some_and(|version| version < rows::VERSION) {
                // What cannot be taken away is in nobody's way.
                let _ = disk::remove_folder(&cache.join(&listed.name));
            }
        }
    }

    /// Takes the files from everybody but their owner.
    pub(super) fn make_private(&self) {
        for folder in [POINTS, TEXTS] {
            disk::make_private(&self.folder.join(folder));
        }
    }
}
