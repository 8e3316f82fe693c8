//! The tables, how they came to be, and how the connection is set.
//!
//! Each migration is a step from one version to the next and is never changed again; a test goes through them all.

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::Error;

/// What marks a database as ours (`PRAGMA application_id`): "nutg".
pub(super) const APPLICATION: i32 = 0x6e75_7467;

/// The oldest SQLite that keeps what two connections write: <https://sqlite.org/releaselog/3_51_3.html>.
pub(super) const SQLITE: i32 = 3_051_003;

/// From nothing to the newest, a step each.
pub(super) const MIGRATIONS: [&str; 3] = [
    "CREATE TABLE article (
        key INTEGER PRIMARY KEY,
        explicit TEXT, url TEXT, content INTEGER, path BLOB NOT NULL, id TEXT NOT NULL,
        headline TEXT NOT NULL, authors TEXT NOT NULL, publisher TEXT, published TEXT,
        read INTEGER, bookmarked INTEGER,
        part TEXT, offset INTEGER, exact TEXT, prefix TEXT, suffix TEXT, telling TEXT, percent INTEGER, seen INTEGER
    ) STRICT;
    CREATE INDEX article_explicit ON article (explicit) WHERE explicit IS NOT NULL;
    CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;
    CREATE INDEX article_content ON article (content) WHERE content IS NOT NULL;
    CREATE INDEX article_path ON article (path);
    CREATE TABLE tag (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        name TEXT NOT NULL,
        PRIMARY KEY (article, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE note (
        uid TEXT NOT NULL PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        part TEXT, offset INTEGER, exact TEXT, prefix TEXT, suffix TEXT, telling TEXT,
        colour TEXT, body TEXT NOT NULL,
        created INTEGER NOT NULL, modified INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX note_article ON note (article);
    CREATE TABLE mark (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        name TEXT NOT NULL,
        part TEXT NOT NULL, offset INTEGER NOT NULL, exact TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL,
        telling TEXT NOT NULL,
        PRIMARY KEY (article, name)
    ) STRICT, WITHOUT ROWID;",
    "CREATE TABLE jump (
        number INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        part TEXT NOT NULL, offset INTEGER NOT NULL, exact TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL,
        telling TEXT NOT NULL
    ) STRICT;
    CREATE TABLE screen (
        name TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;",
    // The text that a note was taken from, and which of its words.
    "ALTER TABLE note ADD COLUMN wording INTEGER;
    ALTER TABLE note ADD COLUMN first INTEGER;
    ALTER TABLE note ADD COLUMN beyond INTEGER;
    CREATE TABLE wording (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        fingerprint INTEGER NOT NULL,
        words BLOB NOT NULL,
        PRIMARY KEY (article, fingerprint)
    ) STRICT;",
];

/// What a database turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// One that can be used.
    Usable,
    /// One that a newer nutgraf made, or that another program did.
    Foreign,
}

/// That the library we are linked with can be trusted.
pub(super) fn check_version() -> Result<(), Error> {
    if rusqlite::version_number() < SQLITE {
        return Err(Error::Old(rusqlite::version()));
    }
    Ok(())
}

/// Sets a connection and brings its database to the newest version.
pub(super) fn prepare(connection: &mut Connection) -> rusqlite::Result<Found> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    let version = version(connection)?;
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let fresh = version == 0 && application == 0 && tables == 0;
    if version > MIGRATIONS.len() || (!fresh && application != APPLICATION) {
        return Ok(Found::Foreign);
    }
    // On a file system without shared memory (a network home) SQLite stays with the rollback journal, which is as safe.
    let _mode: String = connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    if version < MIGRATIONS.len() {
        migrate(connection)?;
    }
    Ok(Found::Usable)
}

/// What a database that can only be read turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readable {
    /// One of this version.
    AsItIs,
    /// One of an earlier version: it is to be copied, and the copy to be brought up.
    Earlier,
    /// One that a newer nutgraf made, or that another program did.
    Foreign,
}

/// Looks what a database is that can only be read.
pub(super) fn look(connection: &Connection) -> rusqlite::Result<Readable> {
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version = version(connection)?;
    Ok(if application != APPLICATION || !(1..=MIGRATIONS.len()).contains(&version) {
        Readable::Foreign
    } else if version < MIGRATIONS.len() {
        Readable::Earlier
    } else {
        Readable::AsItIs
    })
}

/// The version of a database: how many migrations made it. A negative one is none of ours.
fn version(connection: &Connection) -> rusqlite::Result<usize> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}

fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let steps = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another instance may have done it while this one waited.
    for step in MIGRATIONS.iter().skip(version(&steps)?) {
        steps.execute_batch(step)?;
    }
    steps.pragma_update(None, "application_id", APPLICATION)?;
    steps.pragma_update(None, "user_version", i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX))?;
    steps.commit()
}

/// Whether an error says that the file is damaged, or no database at all.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// Whether an error is of the file rather than of the moment.
pub(super) fn is_of_file(error: &rusqlite::Error) -> bool {
    is_damage(error)
        || matches!(
            error.sqlite_error_code(),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::SystemIoFailure)
        )
}

/// Whether an error is of writing, so that what is there may be read all the same: on a read-only disk, and on a full one,
/// which has no room for the index of the log.
pub(super) fn may_be_read(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::SystemIoFailure | ErrorCode::DiskFull)
    )
}

/// Why, in words for a reader: SQLite's own names are of its code.
pub(super) fn reason(error: &rusqlite::Error) -> String {
    let extended = error.sqlite_error().map(|error| error.extended_code);
    let said = match error.sqlite_error_code() {
        // The index of the log could not grow: of all files it is the first that a full disk has no room for.
        Some(ErrorCode::SystemIoFailure) if extended == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE) => {
            "no space left on the disk"
        }
        Some(ErrorCode::DiskFull) => "no space left on the disk",
        Some(ErrorCode::ReadOnly) => "the file is read-only",
        Some(ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied) => "permission denied",
        Some(ErrorCode::CannotOpen) => "the file cannot be opened",
        Some(ErrorCode::SystemIoFailure) => "the disk does not read or write",
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "another program keeps the file locked",
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => "the file is damaged",
        Some(ErrorCode::OutOfMemory) => "no memory left",
        _ => return error.to_string(),
    };
    said.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_is_new_enough() {
        assert!(rusqlite::version_number() >= SQLITE, "{}", rusqlite::version());
        check_version().unwrap();
    }

    #[test]
    fn every_earlier_version_is_brought_up_with_what_it_holds() {
        for version in 0..=MIGRATIONS.len() {
            let mut connection = Connection::open_in_memory().unwrap();
            for step in &MIGRATIONS[..version] {
                connection.execute_batch(step).unwrap();
            }
            if version > 0 {
                connection.pragma_update(None, "application_id", APPLICATION).unwrap();
                connection.pragma_update(None, "user_version", i64::try_from(version).unwrap()).unwrap();
                connection
                    .execute_batch(
                        "INSERT INTO article (path, id, headline, authors) VALUES (x'2f61', 'a', 'A', '');
                         INSERT INTO note (uid, article, body, created, modified) VALUES ('u', 1, 'kept', 1, 1);",
                    )
                    .unwrap();
            }
            assert_eq!(prepare(&mut connection).unwrap(), Found::Usable);
            assert_eq!(super::version(&connection).unwrap(), MIGRATIONS.len());
            let notes: i64 = connection.query_row("SELECT count(*) FROM note", [], |row| row.get(0)).unwrap();
            assert_eq!(notes, i64::from(version > 0), "from {version}");
            connection.execute("INSERT INTO screen VALUES ('a', 'b')", []).unwrap();
        }
    }

    #[test]
    fn a_newer_one_and_one_of_others_are_left_alone() {
        let newer = i64::try_from(MIGRATIONS.len()).unwrap() + 1;
        for (version, application) in [(newer, APPLICATION), (1, 7), (0, 7), (-1, APPLICATION), (0, 0)] {
            let mut connection = Connection::open_in_memory().unwrap();
            connection.pragma_update(None, "user_version", version).unwrap();
            connection.pragma_update(None, "application_id", application).unwrap();
            connection.execute_batch("CREATE TABLE of_others (a)").unwrap();
            assert_eq!(prepare(&mut connection).unwrap(), Found::Foreign);
        }
    }
}
