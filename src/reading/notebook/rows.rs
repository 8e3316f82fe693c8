//! Rows of the tables as values.

use rusqlite::types::Type;
use rusqlite::{Connection, Row};

use crate::article::anchor::{Anchor, Taken};
use crate::article::{Part, Wording};
use crate::reading::{Colour, Identity, Note, Noted, Position, State, Uid};

/// What separates authors in their column: no name has one.
pub(super) const BETWEEN: char = '\u{1f}';

/// The columns of an identity, in the order of [`identity_at`].
const IDENTITY: &str = "explicit, url, content, path, id, headline, authors, publisher, published";
const IDENTITY_COLUMNS: usize = 9;

/// The columns of an anchor, in the order of [`anchor_at`].
const ANCHOR: &str = "part, offset, exact, prefix, suffix, telling";
const ANCHOR_COLUMNS: usize = 6;

/// An identity whose columns begin at `at`.
fn identity_at(row: &Row<'_>, at: usize) -> rusqlite::Result<Identity> {
    let authors: String = row.get(at + 6)?;
    let content: Option<i64> = row.get(at + 2)?;
    Ok(Identity {
        explicit: row.get(at)?,
        url: row.get(at + 1)?,
        content: content.map(i64::cast_unsigned),
        path: row.get(at + 3)?,
        id: row.get(at + 4)?,
        headline: row.get(at + 5)?,
        authors: authors.split(BETWEEN).filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        publisher: row.get(at + 7)?,
        published: row.get(at + 8)?,
    })
}

/// An anchor whose columns begin at `at`; none where there is none.
fn anchor_at(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Anchor>> {
    let Some(part) = row.get::<_, Option<String>>(at)? else { return Ok(None) };
    let part: Part =
        part.parse().map_err(|why| rusqlite::Error::FromSqlConversionFailure(at, Type::Text, Box::new(why)))?;
    let offset: i64 = row.get(at + 1)?;
    let telling: String = row.get(at + 5)?;
    Ok(Some(Anchor {
        part,
        offset: usize::try_from(offset).unwrap_or(0),
        exact: row.get(at + 2)?,
        prefix: row.get(at + 3)?,
        suffix: row.get(at + 4)?,
        // What cannot be read was written by a later version, and is one sign less.
        telling: telling.split_whitespace().filter_map(|told| told.parse().ok()).collect(),
        taken: None,
    }))
}

/// What words of what text, whose columns begin at `at`; none where that is not known.
fn taken_at(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Taken>> {
    let (wording, first, beyond): (Option<i64>, Option<i64>, Option<i64>) =
        (row.get(at)?, row.get(at + 1)?, row.get(at + 2)?);
    let index = |of: Option<i64>| of.and_then(|of| usize::try_from(of).ok());
    Ok((|| Some(Taken { wording: wording?.cast_unsigned(), words: index(first)?..index(beyond)? }))())
}

/// The columns of a note behind those of its anchor.
const NOTE: &str = "colour, body, created, modified, wording, first, beyond";

/// A note whose columns begin at `at`: [`ANCHOR`], [`NOTE`].
fn note_at(row: &Row<'_>, at: usize) -> rusqlite::Result<Note> {
    let at_words = at + ANCHOR_COLUMNS;
    let colour: Option<String> = row.get(at_words)?;
    let taken = taken_at(row, at_words + 4)?;
    Ok(Note {
        anchor: anchor_at(row, at)?.map(|anchor| Anchor { taken, ..anchor }),
        // A colour that a later version knows is a highlight all the same.
        colour: colour.map(|name| Colour::named(&name).unwrap_or_default()),
        body: row.get(at_words + 1)?,
        created: row.get(at_words + 2)?,
        modified: row.get(at_words + 3)?,
    })
}

pub(super) fn identity(connection: &Connection, key: i64) -> rusqlite::Result<Identity> {
    connection
        .prepare_cached(&format!("SELECT {IDENTITY} FROM article WHERE key = ?1"))?
        .query_row([key], |row| identity_at(row, 0))
}

pub(super) fn identities(connection: &Connection) -> rusqlite::Result<Vec<Identity>> {
    let mut query = connection.prepare(&format!("SELECT {IDENTITY} FROM article ORDER BY key"))?;
    let rows = query.query_map([], |row| identity_at(row, 0))?;
    rows.collect()
}

pub(super) fn noted(connection: &Connection) -> rusqlite::Result<Vec<Identity>> {
    let query = format!("SELECT {IDENTITY} FROM article WHERE key IN (SELECT article FROM note) ORDER BY key");
    let mut query = connection.prepare(&query)?;
    let rows = query.query_map([], |row| identity_at(row, 0))?;
    rows.collect()
}

pub(super) fn state(connection: &Connection, key: i64) -> rusqlite::Result<State> {
    let columns = format!("SELECT read, bookmarked, {ANCHOR}, percent, seen FROM article WHERE key = ?1");
    let mut state = connection.prepare_cached(&columns)?.query_row([key], |row| {
        let position = match anchor_at(row, 2)? {
            Some(anchor) => {
                Some(Position { anchor, percent: row.get(2 + ANCHOR_COLUMNS)?, seen: row.get(3 + ANCHOR_COLUMNS)? })
            }
            None => None,
        };
        Ok(State { read: row.get(0)?, bookmarked: row.get(1)?, position, ..State::default() })
    })?;
    let mut tags = connection.prepare_cached("SELECT name FROM tag WHERE article = ?1 ORDER BY name")?;
    state.tags = tags.query_map([key], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let notes = format!("SELECT uid, {ANCHOR}, {NOTE} FROM note WHERE article = ?1 ORDER BY created, rowid");
    let mut notes = connection.prepare_cached(&notes)?;
    let notes = notes.query_map([key], |row| Ok((Uid(row.get(0)?), note_at(row, 1)?)))?;
    state.notes = notes.collect::<rusqlite::Result<_>>()?;
    let mut wordings =
        connection.prepare_cached("SELECT words FROM wording WHERE article = ?1 ORDER BY fingerprint")?;
    let wordings = wordings.query_map([key], |row| row.get::<_, Vec<u8>>(0))?;
    // One that cannot be read was written by a later version: the quotes are there still.
    state.wordings = wordings
        .filter_map(|bytes| bytes.map(|bytes| Wording::from_bytes(&bytes)).transpose())
        .collect::<Result<_, _>>()?;
    let mut marks =
        connection.prepare_cached(&format!("SELECT {ANCHOR}, name FROM mark WHERE article = ?1 ORDER BY name"))?;
    let marks = marks.query_map([key], |row| Ok((row.get::<_, String>(ANCHOR_COLUMNS)?, anchor_at(row, 0)?)))?;
    for mark in marks {
        if let (name, Some(anchor)) = mark?
            && let Some(name) = name.chars().next()
        {
            state.marks.push((name, anchor));
        }
    }
    Ok(state)
}

pub(super) fn notes(connection: &Connection) -> rusqlite::Result<Vec<Noted>> {
    let (anchor, note) = (prefixed("note", ANCHOR), prefixed("note", NOTE));
    let query = format!(
        "SELECT {}, note.uid, {anchor}, {note}
         FROM note JOIN article ON article.key = note.article ORDER BY note.article, note.created, note.rowid",
        prefixed("article", IDENTITY)
    );
    let mut query = connection.prepare(&query)?;
    let rows = query.query_map([], |row| {
        let (article, uid) = (identity_at(row, 0)?, Uid(row.get(IDENTITY_COLUMNS)?));
        Ok(Noted { uid, article, note: note_at(row, IDENTITY_COLUMNS + 1)? })
    })?;
    rows.collect()
}

pub(super) fn capital_marks(connection: &Connection) -> rusqlite::Result<Vec<(char, Identity, Anchor)>> {
    let query = format!(
        "SELECT {}, {}, mark.name FROM mark JOIN article ON article.key = mark.article
         WHERE mark.name <> lower(mark.name) ORDER BY mark.name",
        prefixed("article", IDENTITY),
        prefixed("mark", ANCHOR)
    );
    let mut query = connection.prepare(&query)?;
    let rows = query.query_map([], |row| {
        let name: String = row.get(IDENTITY_COLUMNS + ANCHOR_COLUMNS)?;
        Ok((name.chars().next(), identity_at(row, 0)?, anchor_at(row, IDENTITY_COLUMNS)?))
    })?;
    let whole = |row: (Option<char>, Identity, Option<Anchor>)| Some((row.0?, row.1, row.2?));
    rows.filter_map(|row| row.map(whole).transpose()).collect()
}

pub(super) fn jumps(connection: &Connection) -> rusqlite::Result<Vec<(Identity, Anchor)>> {
    let query = format!(
        "SELECT {}, {} FROM jump JOIN article ON article.key = jump.article ORDER BY jump.number",
        prefixed("article", IDENTITY),
        prefixed("jump", ANCHOR)
    );
    let mut query = connection.prepare(&query)?;
    let rows = query.query_map([], |row| Ok((identity_at(row, 0)?, anchor_at(row, IDENTITY_COLUMNS)?)))?;
    rows.filter_map(|row| row.map(|(article, anchor)| Some((article, anchor?))).transpose()).collect()
}

/// Columns with the name of their table before each.
fn prefixed(table: &str, columns: &str) -> String {
    columns.split(", ").map(|column| format!("{table}.{column}")).collect::<Vec<_>>().join(", ")
}
