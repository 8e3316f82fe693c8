//! Finding the row of an article, and writing changes.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _, ToSql, Transaction, params};

use super::rows::{self, BETWEEN};
use crate::article::Wording;
use crate::article::anchor::Anchor;
use crate::reading::{Change, Identity, Note, Position, Uid, What};

/// The key of an article of which something is kept: by its id, else its address, else its content, else its path.
pub(super) fn find(connection: &Connection, article: &Identity) -> rusqlite::Result<Option<i64>> {
    let by = |column: &str, value: &dyn ToSql| {
        // Where several are the same article, the one that was met last speaks for it.
        let query = format!("SELECT key FROM article WHERE {column} = ?1 ORDER BY key DESC LIMIT 1");
        connection.prepare_cached(&query)?.query_row([value], |row| row.get::<_, i64>(0)).optional()
    };
    if let Some(explicit) = &article.explicit
        && let Some(key) = by("explicit", explicit)?
    {
        return Ok(Some(key));
    }
    if let Some(url) = &article.url
        && let Some(key) = by("url", url)?
    {
        return Ok(Some(key));
    }
    if let Some(content) = article.content
        && let Some(key) = by("content", &content.cast_signed())?
    {
        return Ok(Some(key));
    }
    let Some(key) = by("path", &article.path)? else { return Ok(None) };
    Ok(article.may_be(&rows::identity(connection, key)?).then_some(key))
}

/// The key of an article; one that is new gets one.
fn key_of(transaction: &Transaction<'_>, article: &Identity) -> rusqlite::Result<i64> {
    if let Some(key) = find(transaction, article)? {
        if !rows::identity(transaction, key)?.is_as(article) {
            update(transaction, key, article)?;
        }
        return Ok(key);
    }
    let insert = "INSERT INTO article (explicit, url, content, path, id, headline, authors, publisher, published)
                  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    transaction.prepare_cached(insert)?.execute(identity(article))?;
    Ok(transaction.last_insert_rowid())
}

/// Takes down who an article is now. What could not be read this time, or is not known, is kept as it was.
pub(super) fn update(transaction: &Transaction<'_>, key: i64, article: &Identity) -> rusqlite::Result<()> {
    if article.content.is_none() {
        let update = "UPDATE article SET path = ?1, id = coalesce(nullif(?2, ''), id) WHERE key = ?3";
        transaction.prepare_cached(update)?.execute(params![article.path, article.id, key])?;
        return Ok(());
    }
    let update = "UPDATE article SET explicit = ?1, url = ?2, content = ?3, path = ?4,
                  id = coalesce(nullif(?5, ''), id), headline = ?6,
                  authors = ?7, publisher = ?8, published = ?9 WHERE key = ?10";
    let mut update = transaction.prepare_cached(update)?;
    let columns = identity(article);
    let values: [&dyn ToSql; 10] = [
        &columns.0, &columns.1, &columns.2, &columns.3, &columns.4, &columns.5, &columns.6, &columns.7, &columns.8,
        &key,
    ];
    update.execute(&values[..])?;
    Ok(())
}

/// The columns of an identity, in their order.
type Columns<'a> = (
    &'a Option<String>,
    &'a Option<String>,
    Option<i64>,
    &'a [u8],
    &'a str,
    &'a str,
    String,
    &'a Option<String>,
    &'a Option<String>,
);

fn identity(article: &Identity) -> Columns<'_> {
    (
        &article.explicit,
        &article.url,
        article.content.map(u64::cast_signed),
        &article.path,
        &article.id,
        &article.headline,
        article.authors.join(&BETWEEN.to_string()),
        &article.publisher,
        &article.published,
    )
}

/// Takes out all that is kept of an article, in however many rows, and the screens that tell of it. Gives whether there was
/// something.
pub(super) fn forget(transaction: &Transaction<'_>, article: &Identity) -> rusqlite::Result<bool> {
    let mut told = vec![article.clone()];
    while let Some(key) = find(transaction, article)? {
        let kept = rows::identity(transaction, key)?;
        // A path alone may have been another article's before.
        if told.len() > 1 && !article.is(&kept) && article.headline != kept.headline {
            break;
        }
        told.push(kept);
        transaction.execute("DELETE FROM article WHERE key = ?1", [key])?;
    }
    let forgotten = told.len() > 1;
    for Identity { path, id, headline, .. } in told {
        let path = String::from_utf8_lossy(&path).into_owned();
        for word in [path, id, headline].iter().filter(|word| !word.is_empty()) {
            transaction.execute("DELETE FROM screen WHERE instr(value, ?1) > 0", [word])?;
        }
    }
    Ok(forgotten)
}

/// Makes one change. `wordings` are the texts that passages may have been taken from.
pub(super) fn apply(
    transaction: &Transaction<'_>,
    change: &Change,
    wordings: &HashMap<u64, &Wording>,
) -> rusqlite::Result<()> {
    let key = key_of(transaction, &change.article)?;
    if let Some(taken) = change.what.taken()
        && let Some(wording) = wordings.get(&taken.wording)
    {
        self::wording(transaction, key, taken.wording, wording)?;
    }
    match &change.what {
        What::Read(to) => {
            transaction.prepare_cached("UPDATE article SET read = ?1 WHERE key = ?2")?.execute(params![to, key])?;
        }
        What::Bookmark(to) => {
            let update = "UPDATE article SET bookmarked = ?1 WHERE key = ?2";
            transaction.prepare_cached(update)?.execute(params![to, key])?;
        }
        What::Tag { name, on: true } => {
            let insert = "INSERT OR IGNORE INTO tag (article, name) VALUES (?1, ?2)";
            transaction.prepare_cached(insert)?.execute(params![key, name])?;
        }
        What::Tag { name, on: false } => {
            let delete = "DELETE FROM tag WHERE article = ?1 AND name = ?2";
            transaction.prepare_cached(delete)?.execute(params![key, name])?;
        }
        What::Note { uid, to } => note(transaction, key, uid, to.as_deref())?,
        What::Mark { name, to } => mark(transaction, key, *name, to.as_ref())?,
        What::Position(to) => position(transaction, key, to.as_ref())?,
    }
    Ok(())
}

/// Keeps the text that a passage is taken from.
fn wording(transaction: &Transaction<'_>, key: i64, fingerprint: u64, wording: &Wording) -> rusqlite::Result<()> {
    let insert = "INSERT OR IGNORE INTO wording (article, fingerprint, words) VALUES (?1, ?2, ?3)";
    transaction.prepare_cached(insert)?.execute(params![key, fingerprint.cast_signed(), wording.to_bytes()])?;
    Ok(())
}

/// Lets the texts go that no note of an article was taken from.
pub(super) fn let_wordings_go(transaction: &Transaction<'_>, key: i64) -> rusqlite::Result<()> {
    let delete = "DELETE FROM wording WHERE article = ?1
                  AND fingerprint NOT IN (SELECT wording FROM note WHERE article = ?1 AND wording IS NOT NULL)";
    transaction.prepare_cached(delete)?.execute([key])?;
    Ok(())
}

/// Writes where notes stand in a text, where no text is known of them.
pub(super) fn settle(
    transaction: &Transaction<'_>,
    key: i64,
    anchors: &[(Uid, Anchor)],
    wording: &Wording,
) -> rusqlite::Result<()> {
    self::wording(transaction, key, wording.fingerprint(), wording)?;
    let update =
        "UPDATE note SET wording = ?3, first = ?4, beyond = ?5, part = ?6, offset = ?7, exact = ?8, prefix = ?9,
                      suffix = ?10, telling = ?11
                  WHERE uid = ?1 AND article = ?2 AND exact = ?8 AND (wording IS NULL
                      OR wording NOT IN (SELECT fingerprint FROM wording WHERE article = ?2))";
    for (uid, anchor) in anchors {
        let (wording, first, beyond) = taken(Some(anchor));
        with_anchor(transaction, update, &[&uid.0, &key, &wording, &first, &beyond], Some(anchor))?;
    }
    Ok(())
}

/// The columns of what words of what text an anchor was taken from.
fn taken(anchor: Option<&Anchor>) -> (Option<i64>, Option<i64>, Option<i64>) {
    let taken = anchor.and_then(|anchor| anchor.taken.as_ref());
    let index = |of: usize| i64::try_from(of).unwrap_or(i64::MAX);
    (
        taken.map(|taken| taken.wording.cast_signed()),
        taken.map(|taken| index(taken.words.start)),
        taken.map(|taken| index(taken.words.end)),
    )
}

fn note(transaction: &Transaction<'_>, key: i64, uid: &Uid, to: Option<&Note>) -> rusqlite::Result<()> {
    let Some(note) = to else {
        transaction.prepare_cached("DELETE FROM note WHERE uid = ?1")?.execute([&uid.0])?;
        return Ok(());
    };
    let insert = "INSERT INTO note
                  (uid, article, colour, body, created, modified, wording, first, beyond,
                   part, offset, exact, prefix, suffix, telling)
                  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
                  ON CONFLICT (uid) DO UPDATE SET article = excluded.article, part = excluded.part,
                      offset = excluded.offset, exact = excluded.exact, prefix = excluded.prefix,
                      suffix = excluded.suffix, telling = excluded.telling, wording = excluded.wording,
                      first = excluded.first, beyond = excluded.beyond, colour = excluded.colour,
                      body = excluded.body, created = excluded.created, modified = excluded.modified";
    let colour = note.colour.map(crate::reading::Colour::name);
    let (wording, first, beyond) = taken(note.anchor.as_ref());
    let values =
        [&uid.0 as &dyn ToSql, &key, &colour, &note.body, &note.created, &note.modified, &wording, &first, &beyond];
    with_anchor(transaction, insert, &values, note.anchor.as_ref())
}

fn mark(transaction: &Transaction<'_>, key: i64, name: char, to: Option<&Anchor>) -> rusqlite::Result<()> {
    let name_text = name.to_string();
    if name.is_uppercase() {
        transaction.prepare_cached("DELETE FROM mark WHERE name = ?1")?.execute([&name_text])?;
    } else {
        let delete = "DELETE FROM mark WHERE name = ?1 AND article = ?2";
        transaction.prepare_cached(delete)?.execute(params![name_text, key])?;
    }
    if to.is_none() {
        return Ok(());
    }
    let insert = "INSERT INTO mark (article, name, part, offset, exact, prefix, suffix, telling)
                  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    with_anchor(transaction, insert, &[&key, &name_text], to)
}

fn position(transaction: &Transaction<'_>, key: i64, to: Option<&Position>) -> rusqlite::Result<()> {
    let update =
        "UPDATE article SET percent = ?2, seen = ?3, part = ?4, offset = ?5, exact = ?6, prefix = ?7, suffix = ?8,
                  telling = ?9 WHERE key = ?1";
    let (percent, seen) = (to.map(|to| to.percent), to.map(|to| to.seen));
    with_anchor(transaction, update, &[&key, &percent, &seen], to.map(|to| &to.anchor))
}

/// Writes jumps in place of those that there are.
pub(super) fn jumps(transaction: &Transaction<'_>, jumps: &[(Identity, Anchor)]) -> rusqlite::Result<()> {
    transaction.execute("DELETE FROM jump", [])?;
    let insert = "INSERT INTO jump (article, part, offset, exact, prefix, suffix, telling)
                  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    for (article, anchor) in jumps {
        let key = key_of(transaction, article)?;
        with_anchor(transaction, insert, &[&key], Some(anchor))?;
    }
    Ok(())
}

/// Writes some columns and behind them those of an anchor, which are empty where there is none.
fn with_anchor(
    transaction: &Transaction<'_>,
    statement: &str,
    before: &[&dyn ToSql],
    anchor: Option<&Anchor>,
) -> rusqlite::Result<()> {
    let part = anchor.map(|anchor| anchor.part.to_string());
    let offset = anchor.map(|anchor| i64::try_from(anchor.offset).unwrap_or(i64::MAX));
    let text = |text: fn(&Anchor) -> &String| anchor.map(text);
    let (exact, prefix) = (text(|it| &it.exact), text(|it| &it.prefix));
    let suffix = text(|it| &it.suffix);
    let telling = anchor.map(|it| it.telling.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    let behind = [&part as &dyn ToSql, &offset, &exact, &prefix, &suffix, &telling];
    let values: Vec<&dyn ToSql> = before.iter().copied().chain(behind).collect();
    transaction.prepare_cached(statement)?.execute(&values[..])?;
    Ok(())
}
