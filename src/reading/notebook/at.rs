//! Where a notebook is, and reading one that cannot be written.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{FILE, Notebook, Opened, schema};
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

    /// Opens the notebook to read it. Where there is none, none is made, and nothing is in it; where the folder cannot be
    /// written, it is read all the same.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn open_to_read(&self) -> Result<Opened, Error> {
        let Self::Folder(folder) = self else { return self.open() };
        if disk::kind(&folder.join(FILE)).is_err_and(|why| why.kind() == std::io::ErrorKind::NotFound) {
            return Self::Memory.open();
        }
        Notebook::open(folder)
            .or_else(|_cannot_write| Ok(Opened { notebook: Notebook::open_to_read(folder)?, aside: None }))
    }
}

impl Notebook {
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
            Err(Error::Sqlite(why)) if why.sqlite_error_code() == Some(ErrorCode::CannotOpen) => {
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
    let mut uri = url::Url::from_file_path(path).map_err(|()| std::io::Error::other("not an absolute path"))?;
    uri.set_query(Some(how));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(uri.as_str(), flags)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    if schema::is_ours(&connection)? {
        Ok(connection)
    } else {
        Err(Error::Io(std::io::Error::other("a newer nutgraf or another program made it")))
    }
}
