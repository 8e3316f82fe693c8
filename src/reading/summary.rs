//! What lists, facets and queries need of the reading state of all articles, joined to the rows of a library by path.

use std::collections::HashMap;

use super::{Error, Moment, Notebook, identity};
use crate::library::Origin;
use crate::text::fnv::BuildFnv;

/// What is known of one article at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Whether it is read; none where nobody said so and the end was not seen.
    pub read: Option<bool>,
    /// Since when it has a bookmark.
    pub bookmarked: Option<Moment>,
    /// How much of it was seen, 0 to 100; none where it was never opened.
    pub percent: Option<u8>,
    /// When it was left last.
    pub seen: Option<Moment>,
    /// How many highlights it has.
    pub highlights: usize,
    /// What was noted.
    pub notes: Vec<String>,
    /// Its tags, in order.
    pub tags: Vec<String>,
}

impl Line {
    /// Whether it is read.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.read == Some(true)
    }
}

/// The reading state of all articles at one moment.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    lines: HashMap<u64, Line, BuildFnv>,
    /// The paths of the lines as they are spelled from the folder that the program was started in.
    from_here: HashMap<u64, u64, BuildFnv>,
}

impl Summary {
    /// Of an article; none where nothing is kept of it.
    #[must_use]
    pub fn of(&self, origin: &Origin) -> Option<&Line> {
        self.of_path(identity::path_hash(&identity::path(origin)))
    }

    /// Of the row with that path; see [`Row::path`](crate::library::Row::path).
    #[must_use]
    pub fn of_path(&self, path: u64) -> Option<&Line> {
        self.lines.get(&path).or_else(|| self.lines.get(self.from_here.get(&path)?))
    }

    /// The path under which the row with that path is kept.
    #[must_use]
    pub fn kept_path(&self, path: u64) -> u64 {
        self.from_here.get(&path).copied().filter(|_| !self.lines.contains_key(&path)).unwrap_or(path)
    }

    /// All lines, with the paths of their rows.
    pub fn lines(&self) -> impl Iterator<Item = (u64, &Line)> {
        self.lines.iter().map(|(path, line)| (*path, line))
    }

    /// How many articles something is kept of.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Changes the line of an article, before it is read anew: what was just done must be seen at once.
    pub fn change(&mut self, path: &[u8], change: impl FnOnce(&mut Line)) {
        change(self.lines.entry(identity::path_hash(path)).or_default());
    }

    /// Those of some lines, by path as the system has it. For tests and for what is made up.
    #[must_use]
    pub fn from_lines(lines: impl IntoIterator<Item = (Vec<u8>, Line)>) -> Self {
        let lines = lines.into_iter().map(|(path, line)| (identity::path_hash(&path), line));
        Self { lines: lines.collect(), ..Self::default() }
    }
}

impl Notebook {
    /// The summary of everything.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn summary(&self) -> Result<Summary, Error> {
        let mut lines = HashMap::<u64, Line, BuildFnv>::default();
        let mut paths = HashMap::<i64, u64, BuildFnv>::default();
        let mut from_here = HashMap::<u64, u64, BuildFnv>::default();
        let here = identity::path(&Origin::File(".".into()));
        let connection = self.connection();
        let mut articles =
            connection.prepare_cached("SELECT key, path, read, bookmarked, percent, seen FROM article ORDER BY key")?;
        let mut rows = articles.query([])?;
        while let Some(row) = rows.next()? {
            let spelled: Vec<u8> = row.get(1)?;
            let path = identity::path_hash(&spelled);
            if let Some(below) = spelled.strip_prefix(here.as_slice()).and_then(|below| below.strip_prefix(b"/")) {
                from_here.insert(identity::path_hash(below), path);
                from_here.insert(identity::path_hash(&[b"./", below].concat()), path);
            }
            let line = Line {
                read: row.get(2)?,
                bookmarked: row.get(3)?,
                percent: row.get(4)?,
                seen: row.get(5)?,
                ..Line::default()
            };
            let key = row.get(0)?;
            paths.insert(key, path);
            // Two that were put into one place, one after the other: the later one is there, with its own notes and tags.
            if lines.insert(path, line).is_some() {
                paths.retain(|other, at| *at != path || *other == key);
            }
        }
        let mut line_of = |key: i64, change: &mut dyn FnMut(&mut Line)| {
            if let Some(line) = paths.get(&key).and_then(|path| lines.get_mut(path)) {
                change(line);
            }
        };
        let mut notes = connection.prepare_cached("SELECT article, colour IS NOT NULL, body FROM note")?;
        let mut rows = notes.query([])?;
        while let Some(row) = rows.next()? {
            let (is_highlight, body) = (row.get::<_, bool>(1)?, row.get::<_, String>(2)?);
            line_of(row.get(0)?, &mut |line| {
                line.highlights += usize::from(is_highlight);
                if !body.is_empty() {
                    line.notes.push(body.clone());
                }
            });
        }
        let mut tags = connection.prepare_cached("SELECT article, name FROM tag ORDER BY article, name")?;
        let mut rows = tags.query([])?;
        while let Some(row) = rows.next()? {
            let name: String = row.get(1)?;
            line_of(row.get(0)?, &mut |line| line.tags.push(name.clone()));
        }
        Ok(Summary { lines, from_here })
    }
}
