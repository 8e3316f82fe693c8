//! The notebook: the database of reading state, opened, read and written.
//!
//! What is written is on the disk when a call returns (`synchronous=FULL`). Several programs may have it open: SQLite lets one
//! write at a time, the others wait. What is damaged or newer than we are is put aside under another name, never overwritten.

mod at;
mod copies;
mod rows;
mod write;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension as _, TransactionBehavior};

use super::schema::{self, Found};
use super::{Change, Error, Identity, Noted, State, Uid};
use crate::article::Wording;
use crate::article::anchor::Anchor;
use crate::disk::{self, Lock};

pub use at::At;
pub use copies::{copies, forget_in_copy};

/// The file in the data folder.
pub const FILE: &str = "reading.db";

/// What belongs to it, by the ends of the names.
const ENDS: [&str; 3] = ["", "-wal", "-shm"];

/// The lock of whoever puts a file aside.
const LOCK: &str = "reading.lock";

/// The database of reading state.
#[derive(Debug)]
pub struct Notebook {
    connection: Connection,
}

/// A notebook that was opened.
#[derive(Debug)]
pub struct Opened {
    /// It.
    pub notebook: Notebook,
    /// What was put aside on the way.
    pub aside: Option<Aside>,
}

/// A file that was put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Where it is now.
    pub path: PathBuf,
    /// Why.
    pub why: &'static str,
}

/// Why a file cannot be used as it is.
const DAMAGED: &str = "it is damaged";
const NEWER: &str = "a newer nutgraf or another program made it";

impl Notebook {
    /// Opens the notebook of a data folder, which is made where it is not there.
    ///
    /// # Errors
    /// Where the folder or the file cannot be used, or the SQLite that we are linked with cannot be trusted.
    pub fn open(folder: &Path) -> Result<Opened, Error> {
        schema::check_version()?;
        disk::create_private_folder(folder)?;
        let path = folder.join(FILE);
        disk::create_private_file(&path)?;
        match connect(&path) {
            Ok(Ok(connection)) => Ok(Opened { notebook: Self { connection }, aside: None }),
            Ok(Err(_why)) => put_aside(folder),
            Err(error) => Err(error),
        }
    }

    /// A notebook that is gone with the program, and writes nothing anywhere.
    ///
    /// # Errors
    /// Where there is no memory, or SQLite cannot be trusted.
    pub fn in_memory() -> Result<Self, Error> {
        schema::check_version()?;
        let mut connection = Connection::open_in_memory()?;
        schema::prepare(&mut connection)?;
        connection.pragma_update(None, "temp_store", "memory")?;
        Ok(Self { connection })
    }

    /// Makes changes, all or none; they last when this returns.
    ///
    /// # Errors
    /// Where they could not be kept: nothing is changed then.
    pub fn apply(&mut self, changes: &[Change]) -> Result<(), Error> {
        self.apply_with(changes, &[])
    }

    /// As [`apply`](Self::apply), and keeps the texts that passages were taken from, as far as they are at hand.
    ///
    /// # Errors
    /// Where they could not be kept: nothing is changed then.
    pub fn apply_with(&mut self, changes: &[Change], wordings: &[Wording]) -> Result<(), Error> {
        let wordings = wordings.iter().map(|wording| (wording.fingerprint(), wording)).collect();
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for change in changes {
            write::apply(&transaction, change, &wordings)?;
        }
        Ok(transaction.commit()?)
    }

    /// Takes down where notes of an article stand in a text, of those of which no text is known. What they say is left as it is: another
    /// program may just have changed it.
    ///
    /// # Errors
    /// Where it could not be kept.
    pub fn settle(&mut self, article: &Identity, anchors: &[(Uid, Anchor)], wording: &Wording) -> Result<(), Error> {
        let Some(key) = write::find(&self.connection, article)?.filter(|_| !anchors.is_empty()) else { return Ok(()) };
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        write::settle(&transaction, key, anchors, wording)?;
        Ok(transaction.commit()?)
    }

    /// Lets the texts of an article go that no note of it was taken from any more. Not with a note: that may be brought back.
    ///
    /// # Errors
    /// Where they could not be taken out.
    pub fn let_wordings_go(&mut self, article: &Identity) -> Result<(), Error> {
        let Some(key) = write::find(&self.connection, article)? else { return Ok(()) };
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        write::let_wordings_go(&transaction, key)?;
        Ok(transaction.commit()?)
    }

    /// What is kept of an article.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn state(&self, article: &Identity) -> Result<State, Error> {
        match write::find(&self.connection, article)? {
            Some(key) => Ok(rows::state(&self.connection, key)?),
            None => Ok(State::default()),
        }
    }

    /// What is known of an article of which something is kept: as it was when it was last met.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn known(&self, article: &Identity) -> Result<Option<Identity>, Error> {
        let key = write::find(&self.connection, article)?;
        Ok(key.map(|key| rows::identity(&self.connection, key)).transpose()?)
    }

    /// Everything that is kept, article by article.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn everything(&self) -> Result<Vec<(Identity, State)>, Error> {
        // One moment of the database, also while another program writes.
        let moment = self.connection.unchecked_transaction()?;
        let keys: Vec<i64> = {
            let mut query = moment.prepare("SELECT key FROM article ORDER BY key")?;
            query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
        };
        let each = |key: i64| Ok((rows::identity(&moment, key)?, rows::state(&moment, key)?));
        keys.into_iter().map(each).collect()
    }

    /// Takes down where an article is now, where something is kept of it and that was elsewhere or said otherwise. Gives
    /// whether it did.
    ///
    /// # Errors
    /// Where it could not be kept.
    pub fn meet(&mut self, article: &Identity) -> Result<bool, Error> {
        self.meet_all(std::slice::from_ref(article))
    }

    /// [`meet`](Self::meet) of several articles, all or none. Gives whether any was elsewhere or said otherwise.
    ///
    /// # Errors
    /// Where it could not be kept.
    pub fn meet_all(&mut self, articles: &[Identity]) -> Result<bool, Error> {
        let mut news = Vec::new();
        for article in articles {
            if let Some(key) = write::find(&self.connection, article)?
                && !rows::identity(&self.connection, key)?.is_as(article)
            {
                news.push((key, article));
            }
        }
        if news.is_empty() {
            return Ok(false);
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (key, article) in news {
            write::update(&transaction, key, article)?;
        }
        transaction.commit()?;
        Ok(true)
    }

    /// All articles of which something is kept.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn articles(&self) -> Result<Vec<Identity>, Error> {
        Ok(rows::identities(&self.connection)?)
    }

    /// All articles that have a note or a highlight.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn noted(&self) -> Result<Vec<Identity>, Error> {
        Ok(rows::noted(&self.connection)?)
    }

    /// All notes and highlights, those of one article together.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn notes(&self) -> Result<Vec<Noted>, Error> {
        Ok(rows::notes(&self.connection)?)
    }

    /// The marks that lead to any article: capital letters.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn capital_marks(&self) -> Result<Vec<(char, Identity, Anchor)>, Error> {
        Ok(rows::capital_marks(&self.connection)?)
    }

    /// The jumps of the last time, oldest first.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn jumps(&self) -> Result<Vec<(Identity, Anchor)>, Error> {
        Ok(rows::jumps(&self.connection)?)
    }

    /// Keeps the jumps, in place of those of the last time.
    ///
    /// # Errors
    /// Where they could not be kept.
    pub fn set_jumps(&mut self, jumps: &[(Identity, Anchor)]) -> Result<(), Error> {
        // Whoever quits waits for it, and mostly nothing has changed.
        let same = |(kept, now): (&(Identity, Anchor), &(Identity, Anchor))| {
            kept.0.path == now.0.path && kept.1.place() == now.1.place()
        };
        let kept = self.jumps()?;
        if kept.len() == jumps.len() && kept.iter().zip(jumps).all(same) {
            return Ok(());
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        write::jumps(&transaction, jumps)?;
        Ok(transaction.commit()?)
    }

    /// How a screen was left, as whoever kept it wrote it.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn screen(&self, name: &str) -> Result<Option<String>, Error> {
        let value = "SELECT value FROM screen WHERE name = ?1";
        Ok(self.connection.query_row(value, [name], |row| row.get(0)).optional()?)
    }

    /// Keeps how a screen is left.
    ///
    /// # Errors
    /// Where it could not be kept.
    pub fn set_screen(&mut self, name: &str, value: &str) -> Result<(), Error> {
        if self.screen(name)?.as_deref() == Some(value) {
            return Ok(());
        }
        self.connection.execute("INSERT OR REPLACE INTO screen (name, value) VALUES (?1, ?2)", [name, value])?;
        Ok(())
    }

    /// A number that is another one after another program has written.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn version(&self) -> Result<i64, Error> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Forgets all that is kept of an article, from every file: also how a screen was left that tells of it. Gives whether
    /// there was something.
    ///
    /// # Errors
    /// Where it could not be taken out.
    pub fn forget(&mut self, article: &Identity) -> Result<bool, Error> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let forgotten = write::forget(&transaction, article)?;
        transaction.commit()?;
        // Also where nothing was left to forget: the log may hold what was forgotten while another program was reading it.
        self.checkpoint()?;
        // What was freed is overwritten already (secure_delete); this gives the pages back.
        self.connection.execute_batch("VACUUM")?;
        self.checkpoint()?;
        Ok(forgotten)
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Empties the write-ahead log into the database.
    fn checkpoint(&self) -> Result<(), Error> {
        let busy: i64 = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy != 0 {
            return Err(Error::Io(std::io::Error::other("another nutgraf is reading it: try again when it has ended")));
        }
        Ok(())
    }
}

/// A connection; else why the file is to be put aside.
fn connect(path: &Path) -> Result<Result<Connection, &'static str>, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(path, flags)
        .and_then(|mut connection| schema::prepare(&mut connection).map(|found| (connection, found)));
    match opened {
        Ok((connection, Found::Usable)) => Ok(Ok(connection)),
        Ok((_, Found::Foreign)) => Ok(Err(NEWER)),
        Err(error) if schema::is_damage(&error) => Ok(Err(DAMAGED)),
        Err(error) => Err(error.into()),
    }
}

/// How often, and how long apart, a lock is tried that another program has.
const TRIES: u32 = 40;
const APART: Duration = Duration::from_millis(50);

/// Puts the file aside and begins a new one. One program at a time: another may just have done it.
fn put_aside(folder: &Path) -> Result<Opened, Error> {
    let lock = folder.join(LOCK);
    let mut held = Lock::try_take(&lock)?;
    for _ in 0..TRIES {
        if held.is_some() {
            break;
        }
        thread::sleep(APART);
        held = Lock::try_take(&lock)?;
    }
    let path = folder.join(FILE);
    let why = match connect(&path)? {
        Ok(connection) => return Ok(Opened { notebook: Notebook { connection }, aside: None }),
        Err(why) => why,
    };
    let aside = disk::set_aside(folder, FILE, &ENDS)?;
    disk::create_private_file(&path)?;
    let connection = connect(&path)?.map_err(|why| Error::Io(std::io::Error::other(why)))?;
    drop(held);
    Ok(Opened { notebook: Notebook { connection }, aside: Some(Aside { path: aside, why }) })
}

#[cfg(test)]
mod tests;
