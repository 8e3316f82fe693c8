//! The library: folders of article files as one in-memory model, published as snapshots while it loads.
//!
//! A library is a table of [`Row`]s over packs of records: what sorting and counting need is in the row, the rest is decoded
//! when it is looked at. [`load`](load::load) walks and parses; [`open`](open::open) reads one file for reading; [`order`]
//! sorts the list and [`find`] looks an entry up; [`watch`](watch::watch) tells when the files change. What a file holds is read by [`format`](crate::format); a file that cannot be read is an
//! [`Entry`] all the same, with its reason, and never stops the rest.
//!
//! What must not live here: panes, queries, reading state. What is in an article folder is never
//! changed; only [`save`] adds to it, what the user imports.

mod card;
pub mod citing;
pub(crate) mod crew;
pub mod events;
pub mod find;
mod id;
pub mod load;
pub mod open;
pub mod order;
pub(crate) mod pack;
mod row;
pub mod save;
pub mod starter;
pub mod translations;
pub(crate) mod walk;
pub mod watch;

use std::borrow::Cow;
use std::collections::HashMap;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::article::source::kin::Keys;
use crate::article::{Article, Date, Status, Term};
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Stamp};
use crate::text::fnv::{self, BuildFnv};
use crate::text::{Clean, Foreign, clean};
use order::Order;

pub(crate) use pack::{Pack, Written};
pub(crate) use row::{ROW_BYTES, stamp_hash, when};
pub use row::{Row, Traits};

/// Where a library is loaded from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Root {
    /// A folder or a file that the user named.
    Path {
        /// The folder or file.
        path: PathBuf,
        /// The configured library: what lies below it has its id from there.
        library: Option<PathBuf>,
    },
    /// The starter library in the program.
    Starter,
}

impl Root {
    /// The folder where articles can be added; none for a file and for the starter library.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Self::Path { path, .. } => {
                Some(path.as_path()).filter(|path| disk::kind(path).is_ok_and(|kind| kind == disk::Kind::Folder))
            }
            Self::Starter => None,
        }
    }

    /// A folder or file by itself: ids are paths below the folder, or below the folder of the file.
    #[must_use]
    pub fn path(path: impl Into<PathBuf>) -> Self {
        Self::Path { path: path.into(), library: None }
    }

    /// A folder or file where a library is configured: ids are paths below that library, for what lies in it.
    #[must_use]
    pub fn path_with_library(path: impl Into<PathBuf>, library: impl Into<PathBuf>) -> Self {
        Self::Path { path: path.into(), library: Some(library.into()) }
    }
}

/// What is known of the articles so far. Immutable: loading publishes newer ones, which share their packs.
#[derive(Clone, Debug, Default)]
pub struct Library {
    rows: Vec<Row>,
    packs: Vec<Pack>,
    /// The order in which the rows lie, where they lie in one.
    pub(crate) lies: Option<Order>,
    /// How far loading is.
    pub progress: Progress,
}

impl Library {
    /// A library of these rows, whose records are in these packs.
    pub(crate) fn new(rows: Vec<Row>, packs: Vec<Pack>, lies: Option<Order>, progress: Progress) -> Self {
        Self { rows, packs, lies, progress }
    }

    /// A library of these entries, complete.
    #[must_use]
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut bytes = Vec::new();
        let rows: Vec<Row> = entries.into_iter().map(|entry| pack::push(&mut bytes, &entry)).collect();
        let progress = Progress { found: rows.len(), read: rows.len(), done: true };
        Self::new(rows, vec![Pack::new(bytes)], None, progress)
    }

    /// Articles and broken files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows, by index.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub(crate) fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// The entry of an index, decoded; none beyond the end.
    #[must_use]
    pub fn entry(&self, index: usize) -> Option<Entry> {
        self.rows.get(index).map(|row| self.decode(row))
    }

    /// Looks at an article's card without taking it out of its record; none where there is none.
    pub(crate) fn look<T>(&self, index: usize, f: impl FnOnce(&Written<'_>) -> T) -> Option<T> {
        let row = self.rows.get(index)?;
        pack::look(self.pack(row)?, row, f)
    }

    /// The id of an index, without decoding the rest of its record; none beyond the end.
    #[must_use]
    pub fn id(&self, index: usize) -> Option<String> {
        let row = self.rows.get(index)?;
        pack::id(self.pack(row)?, row)
    }

    /// All entries by index, each decoded as it comes.
    #[must_use]
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = Entry> + ExactSizeIterator {
        self.rows.iter().map(|row| self.decode(row))
    }

    /// The library with other rows in the same places.
    pub(crate) fn with_rows(&self, change: impl Fn(usize, Row) -> Row) -> Self {
        let rows = self.rows.iter().enumerate().map(|(at, row)| change(at, *row)).collect();
        Self { rows, packs: self.packs.clone(), lies: self.lies, progress: self.progress }
    }

    /// The library with other traits.
    pub(crate) fn with_traits(&self, change: impl Fn(Traits) -> Traits) -> Self {
        self.with_rows(|_, row| Row { traits: change(row.traits), ..row })
    }

    /// Writes a record that is to come into the library by [`Self::with_more`], in place of that of a row.
    pub(crate) fn push_record(&self, bytes: &mut Vec<u8>, entry: &Entry, row: &Row) -> Row {
        let fresh = pack::push(bytes, entry);
        let pack = u32::try_from(self.packs.len()).unwrap_or(u32::MAX);
        Row { pack, at: fresh.at, len: fresh.len, when: fresh.when, traits: fresh.traits, ..*row }
    }

    /// The library with these rows, some of which have their records in one pack more.
    pub(crate) fn with_more(&self, rows: Vec<Row>, bytes: Vec<u8>) -> Self {
        let lies = self.lies.filter(|_| bytes.is_empty());
        let more = (!bytes.is_empty()).then(|| Pack::new(bytes));
        let packs = self.packs.iter().cloned().chain(more).collect();
        Self { rows, packs, lies, progress: self.progress }
    }

    /// A row with the bytes of its record.
    pub(crate) fn row_with_record(&self, index: usize) -> Option<(&Row, Cow<'_, [u8]>)> {
        let row = self.rows.get(index)?;
        Some((row, self.pack(row)?.record(row)?))
    }

    /// The index of the entry of a file.
    #[must_use]
    pub fn position(&self, origin: &Origin) -> Option<usize> {
        let path = origin.hash();
        self.rows.iter().position(|row| row.path == path && self.is_at(row, origin))
    }

    /// The rows of some files, all found in one pass.
    #[must_use]
    pub fn rows_of<'a>(&self, origins: impl IntoIterator<Item = &'a Origin>) -> HashMap<&'a Origin, &Row> {
        let wanted: HashMap<u64, &Origin, BuildFnv> =
            origins.into_iter().map(|origin| (origin.hash(), origin)).collect();
        let of_path = self.rows.iter().filter_map(|row| wanted.get(&row.path).map(|origin| (*origin, row)));
        of_path.filter(|(origin, row)| self.is_at(row, origin)).collect()
    }

    fn is_at(&self, row: &Row, origin: &Origin) -> bool {
        self.pack(row).is_some_and(|pack| pack::is_at(pack, row, origin))
    }

    fn pack(&self, row: &Row) -> Option<&Pack> {
        self.packs.get(usize::try_from(row.pack).ok()?)
    }

    fn decode(&self, row: &Row) -> Entry {
        self.pack(row).and_then(|pack| pack::entry(pack, row)).unwrap_or_else(|| Entry {
            id: Foreign::default(),
            file: Origin::Starter(""),
            stamp: Stamp::default(),
            content: Content::Broken { reason: "its record in the store is damaged".into(), more: 0 },
        })
    }
}

/// How far loading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files found so far.
    pub found: usize,
    /// Files read so far.
    pub read: usize,
    /// Whether all is read.
    pub done: bool,
}

/// One file of the library.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id: below the library root without extension, or as the file says; made unique by a suffix.
    pub id: Foreign,
    /// Where it is.
    pub file: Origin,
    /// What identifies its content.
    pub stamp: Stamp,
    /// What is in it.
    pub content: Content,
}

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// The starter library in the program: path below its root.
    Starter(&'static str),
}

impl Origin {
    /// What finds its row; see [`fnv`].
    fn hash(&self) -> u64 {
        match self {
            Self::File(path) => fnv::hash(path.as_os_str().as_bytes()),
            Self::Starter(path) => fnv::hash(path.as_bytes()),
        }
    }

    /// The path as it may be shown; `starter:PATH` for the starter library.
    #[must_use]
    pub fn shown(&self) -> Clean {
        match self {
            Self::File(path) => disk::shown(path),
            Self::Starter(path) => clean::line(&format!("starter:{path}")),
        }
    }

    /// The path as scripts read it: as it is, but that what is not UTF-8 is replaced. Not for showing.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Starter(path) => format!("starter:{path}"),
        }
    }

    /// The file, where it is one that the user can edit.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Starter(_) => None,
        }
    }
}

impl Entry {
    /// What lists and filters need of it; none where it is broken.
    #[must_use]
    pub fn card(&self) -> Option<&Card> {
        match &self.content {
            Content::Article(card) => Some(card),
            Content::Broken { .. } => None,
        }
    }
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// An article: what lists and filters need of it.
    Article(Box<Card>),
    /// Something that cannot be read as an article: the first reason, and how many more.
    Broken {
        /// The first reason.
        reason: Clean,
        /// How many more.
        more: usize,
    },
}

/// What lists, filters, facets and hits need of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// Headline.
    pub headline: Foreign,
    /// Dek.
    pub summary: Option<Foreign>,
    /// Who wrote it.
    pub authors: Vec<Foreign>,
    /// Publisher.
    pub publisher: Option<Foreign>,
    /// Date of publication.
    pub published: Option<Date>,
    /// BCP 47 tag.
    pub language: Option<Foreign>,
    /// Topics.
    pub topics: Vec<Foreign>,
    /// Agencies.
    pub agencies: Vec<Foreign>,
    /// Places.
    pub places: Vec<Foreign>,
    /// The id of the article that it translates.
    pub translation_of: Option<Foreign>,
    /// The state of the policy, as recorded.
    pub status: Option<Status>,
    /// Whether there is a lead picture.
    pub image: bool,
    /// Takeaways.
    pub takeaways: Vec<Foreign>,
    /// Takeaways that have evidence recorded.
    pub evidence: usize,
    /// Headings with the index of their section.
    pub headings: Vec<(usize, Foreign)>,
    /// Sources.
    pub sources: Vec<SourceCard>,
    /// Acronyms and their expansions.
    pub terms: Vec<Term>,
}

/// What hits show of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceCard {
    /// Title.
    pub title: Option<Foreign>,
    /// Publisher.
    pub publisher: Option<Foreign>,
    /// As a lawyer writes it.
    pub citation: Option<Foreign>,
    /// By which the same work is found in other articles.
    pub keys: Keys,
}

impl SourceCard {
    /// On one line: title, publisher, citation.
    #[must_use]
    pub fn line(&self) -> Clean {
        let parts: Vec<&str> =
            [&self.title, &self.publisher, &self.citation].into_iter().flatten().map(Foreign::raw).collect();
        clean::line(&parts.join(" · "))
    }
}

/// A file opened for reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The article, or none where the diagnostics hold an error.
    pub article: Option<Arc<Article>>,
    /// Every complaint.
    pub diagnostics: Vec<Diagnostic>,
    /// The source text, for showing the complaints; empty where the file could not be read.
    pub source: Arc<str>,
    /// The stamp at reading.
    pub stamp: Stamp,
}
