//! Where a notebook is, and reading one that cannot be written.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::copies::sound_copy;
use super::schema::Readable;
use super::{DAMAGED, FILE, NEWER, Notebook, Opened, connect, schema};
use crate::disk;
use crate::reading::Error;

/// Where the notebook is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum At {
    /// In this data folder.
    Folder(PathBuf),
    /// In memory, gone with the program: nothing is opened, nothing written.
    #[default]
    Memory,
}

impl At {
    /// Opens the notebook, which is made where there is none.
    ///
    /// # Errors
    /// Where it cannot be used.
    pub fn open(&self) -> Result<Opened, Error> {
        match self {
            Self::Folder(folder) => Notebook::open(folder),
            Self::Memory => Ok(Opened { notebook: Notebook::in_memory()?, aside: None }),
        }
    }

    /// Opens the notebook to read it, as [`Notebook::open_existing`] does. Where there is none, nothing is in it.
    ///
    /// # Errors
    /// Where there is one that cannot be used.
    pub fn open_to_read(&self) -> Result<Notebook, Error> {
        let existing = match self {
            Self::Folder(folder) => Notebook::open_existing(folder)?,
            Self::Memory => None,
        };
        existing.map_or_else(Notebook::in_memory, Ok)
    }
}

impl Notebook {
    /// The notebook of a data folder, for whoever only asks: where there is none, none is made; what cannot be used is left where
    /// it is; where the folder cannot be written, it is read all the same.
    ///
    /// # Errors
    /// Where there is one that cannot be used: damaged, made by a newer nutgraf, not to be read.
    pub fn open_existing(folder: &Path) -> Result<Option<Self>, Error> {
        schema::check_version()?;
        let path = folder.join(FILE);
        match disk::kind(&path) {
            Ok(_) => {}
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(why) => return Err(why.into()),
        }
        match connect(&path) {
            Ok(Ok(connection)) => Ok(Some(Self { connection })),
            Ok(Err(why)) => Err(Error::Io(io::Error::other(why))),
            Err(Error::Sqlite(why)) if schema::may_be_read(&why) => Self::open_to_read(folder).map(Some),
            Err(why) => Err(why),
        }
    }

    /// A notebook that can be read and not written: of a folder on a read-only disk. What another program wrote last and a
    /// crash left in the write-ahead log is read, too (<https://sqlite.org/wal.html#read_only_databases>).
    ///
    /// # Errors
    /// Where there is none, or it cannot be used.
    pub fn open_to_read(folder: &Path) -> Result<Self, Error> {
        schema::check_version()?;
        let path = folder.join(FILE);
        match read_only(&path, "mode=ro") {
            Ok(connection) => Ok(Self { connection }),
            // On a read-only disk and on a full one there is no room for the index of the log.
            Err(Error::Sqlite(why)) if schema::may_be_read(&why) => {
                let log = folder.join(format!("{FILE}-wal"));
                // Without a log nobody has written since the database was closed; with one, it would not be read.
                if disk::stamp(&log).is_ok_and(|stamp| stamp.size > 0) {
                    return Err(Error::Left(disk::shown(&log)));
                }
                Ok(Self { connection: read_only(&path, "immutable=1")? })
            }
            Err(why) => Err(why),
        }
    }
}

fn read_only(path: &Path, how: &str) -> Result<Connection, Error> {
    let mut uri = url::Url::from_file_path(path).map_err(|()| io::Error::other("not an absolute path"))?;
    uri.set_query(Some(how));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(uri.as_str(), flags)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    match schema::look(&connection)? {
        Readable::AsItIs => Ok(connection),
        Readable::Earlier => brought_up(&connection),
        Readable::Foreign => Err(Error::Io(io::Error::other(NEWER))),
    }
}

/// A copy in memory of a database of an earlier version, brought to this one.
fn brought_up(earlier: &Connection) -> Result<Connection, Error> {
    let mut copy = Connection::open_in_memory()?;
    if sound_copy(earlier, &mut copy)? { Ok(copy) } else { Err(Error::Io(io::Error::other(DAMAGED))) }
}
