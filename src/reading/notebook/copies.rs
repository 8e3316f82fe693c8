//! Copies of the notebook: backups that the user asks for, and the one that is made before a backup is put back.

use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::{ENDS, FILE, Notebook, connect, schema};
use crate::disk;
use crate::reading::schema::Found;
use crate::reading::{Error, Identity};

/// Pages that a backup copies before others may write again.
const PAGES: i32 = 1024;

/// How long, and how often, a lock is waited for.
const WAIT: Duration = Duration::from_millis(20);
const WAITS: u32 = 250;

/// How a copy is called that was made before another took its place, before its number.
const BEFORE: &str = "before-restore-";

impl Notebook {
    /// Copies everything into a new file, by SQLite's own backup, while others may read and write.
    ///
    /// # Errors
    /// Where the file is there already, or cannot be written.
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        disk::create_new_private(to)?;
        let copied = self.copy_to(to);
        if copied.is_err() {
            // Part of a copy is none.
            disk::remove_file(to)?;
        }
        copied
    }

    fn copy_to(&self, to: &Path) -> Result<(), Error> {
        let mut copy = Connection::open(to)?;
        copy_all(&Backup::new(&self.connection, &mut copy)?)?;
        // A copy is one file.
        let _mode: String = copy.pragma_update_and_check(None, "journal_mode", "delete", |row| row.get(0))?;
        Ok(())
    }

    /// Copies everything into a new file beside the notebook of a data folder, named so that it replaces none. Gives its path.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn backup_beside(&self, folder: &Path) -> Result<PathBuf, Error> {
        for number in 1..u32::MAX {
            let path = folder.join(format!("{FILE}.{BEFORE}{number}"));
            match self.backup(&path) {
                Err(Error::Io(why)) if why.kind() == io::ErrorKind::AlreadyExists => {}
                other => return other.map(|()| path),
            }
        }
        Err(Error::Io(io::Error::other("no free name")))
    }

    /// Puts a backup in the place of everything; what was there is replaced. Gives how many notes there are now.
    ///
    /// # Errors
    /// Where the backup is none of ours, or the database cannot be written.
    pub fn restore(&mut self, from: &Path) -> Result<usize, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let source = Connection::open_with_flags(from, flags)?;
        // A copy in memory is looked at first: what is no notebook must not replace one.
        let mut checked = Connection::open_in_memory()?;
        match sound_copy(&source, &mut checked) {
            Ok(true) => {}
            Err(why) if !schema::is_damage(&why) => return Err(why.into()),
            Ok(false) | Err(_) => return Err(Error::Io(io::Error::other("this is no backup of nutgraf's notes"))),
        }
        copy_all(&Backup::new(&checked, &mut self.connection)?)?;
        schema::prepare(&mut self.connection)?;
        Ok(self.notes()?.len())
    }
}

/// Copies every page. Who holds a lock meanwhile is waited for, but not for ever.
fn copy_all(backup: &Backup<'_, '_>) -> rusqlite::Result<()> {
    let mut waits = 0;
    loop {
        match backup.step(PAGES)? {
            StepResult::Done => return Ok(()),
            StepResult::Busy | StepResult::Locked if waits == WAITS => {
                let locked = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
                return Err(rusqlite::Error::SqliteFailure(locked, None));
            }
            StepResult::Busy | StepResult::Locked => {
                waits += 1;
                thread::sleep(WAIT);
            }
            _ => {}
        }
    }
}

/// Copies a database into memory, where it is brought to this version; whether it is a sound notebook.
pub(super) fn sound_copy(source: &Connection, checked: &mut Connection) -> rusqlite::Result<bool> {
    copy_all(&Backup::new(source, checked)?)?;
    let sound: String = checked.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    let version: i64 = checked.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(sound == "ok" && version != 0 && schema::prepare(checked)? == Found::Usable)
}

/// Files of a data folder that may hold what the notebook once held: copies from before a restore, and what was put aside.
///
/// # Errors
/// Where the folder cannot be listed.
pub fn copies(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let listed = disk::list(folder)?.into_iter().filter_map(|listed| listed.name.into_string().ok());
    let is_copy = |name: &String| {
        let rest = name.strip_prefix(FILE).and_then(|rest| rest.strip_prefix('.'));
        rest.is_some() && !ENDS.iter().any(|end| !end.is_empty() && name.ends_with(end))
    };
    Ok(listed.filter(is_copy).map(|name| folder.join(name)).collect())
}

/// Forgets an article in such a copy. Gives whether there was something.
///
/// # Errors
/// Where the copy is no sound notebook, or cannot be written.
pub fn forget_in_copy(path: &Path, article: &Identity) -> Result<bool, Error> {
    let connection = connect(path)?.map_err(|why| Error::Io(io::Error::other(why)))?;
    let mut copy = Notebook { connection };
    let forgotten = copy.forget(article)?;
    let _mode: String = copy.connection.pragma_update_and_check(None, "journal_mode", "delete", |row| row.get(0))?;
    Ok(forgotten)
}
