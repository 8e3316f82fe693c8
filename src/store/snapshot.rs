//! What the interface sees of the store at one moment: the library, and the index that belongs to it.

use std::collections::HashSet;
use std::fmt;
use std::sync::{Arc, OnceLock};

use super::columns::{Columns, Earlier};
use super::index::{self, Searchers};
use super::joined::Joined;
use super::set::Numbers;
use crate::disk::Stamp;
use crate::library::crew::Precedence;
use crate::library::{Library, Origin, Row, Traits, stamp_hash};
use crate::reading::Summary;
use crate::text::stem::Language;

/// The library and what it is searched by, as they are at one moment. Cheap to clone parts of, never changed.
#[derive(Clone, Default)]
pub struct Snapshot {
    /// The articles.
    pub library: Arc<Library>,
    pub(super) searchers: Option<Searchers>,
    pub(super) numbers: Arc<Numbers>,
    columns: Arc<OnceLock<Arc<Columns>>>,
    /// What the reader made of the articles. Nothing, until [`Self::with_reading`] says so: no store has it.
    pub reading: Arc<Summary>,
    joined: Arc<OnceLock<Joined>>,
    /// What columns of an earlier library there are.
    earlier: Arc<Earlier>,
    /// The languages that articles have stems of.
    pub(super) languages: Arc<[Language]>,
    /// Articles whose text is in the index.
    pub(super) indexed: usize,
    /// Articles that have one.
    readable: usize,
    /// What an answer takes before those who read and index.
    pub(super) precedence: Arc<Precedence>,
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Snapshot({} articles, {} indexed)", self.library.len(), self.indexed)
    }
}

impl Snapshot {
    /// A library without an index: its records are searched.
    #[must_use]
    pub fn of_records(library: Arc<Library>) -> Self {
        Self::new(library, None, Arc::default())
    }

    pub(super) fn new(library: Arc<Library>, searchers: Option<Searchers>, earlier: Arc<Earlier>) -> Self {
        let rows = library.rows();
        let numbers = Arc::new(Numbers::of(rows));
        let has_text = |row: &&Row| searchers.is_some() && row.traits.has(Traits::TEXT);
        let indexed = rows.iter().filter(has_text).count();
        let readable = rows.iter().filter(|row| !row.traits.has(Traits::BROKEN)).count();
        let languages = index::languages(rows).into();
        Self {
            library,
            searchers,
            numbers,
            columns: Arc::default(),
            reading: Arc::default(),
            joined: Arc::default(),
            earlier,
            languages,
            indexed,
            readable,
            precedence: Arc::default(),
        }
    }

    /// The same; while a question is answered from it, those whose precedence this is wait.
    pub(super) fn giving_way(self, precedence: &Arc<Precedence>) -> Self {
        Self { precedence: Arc::clone(precedence), ..self }
    }

    /// The same library with newer searchers and a newer count of what is indexed.
    pub(super) fn grown(&self, searchers: Searchers, indexed: usize) -> Self {
        Self { searchers: Some(searchers), indexed, ..self.clone() }
    }

    /// The same with this reading state, which is joined to its rows when a query first asks.
    #[must_use]
    pub fn with_reading(self, reading: Arc<Summary>) -> Self {
        Self { reading, joined: Arc::default(), ..self }
    }

    /// How many articles have their text in the index, and how many have one.
    #[must_use]
    pub fn indexed(&self) -> (usize, usize) {
        (self.indexed, self.readable)
    }

    /// The columns of the library, made at the first call.
    pub(super) fn columns(&self) -> &Arc<Columns> {
        self.columns.get_or_init(|| self.earlier.brought_to(&self.library))
    }

    /// Reading state by row, joined at the first call.
    pub(super) fn joined(&self) -> &Joined {
        self.joined.get_or_init(|| Joined::of(&self.library, &self.reading))
    }
}

/// How many of some files are not as they are known, each counted once, where `stamp` tells how a file is now.
#[must_use]
pub fn stale(snapshot: &Snapshot, origins: &[&Origin], stamp: impl Fn(&Origin) -> Option<Stamp>) -> usize {
    let distinct: HashSet<&Origin> = origins.iter().copied().collect();
    let known = snapshot.library.rows_of(distinct.iter().copied());
    let is_fresh = |origin: &Origin| match (known.get(origin), stamp(origin)) {
        (Some(row), Some(stamp)) => row.stamp == stamp_hash(&stamp),
        _ => false,
    };
    distinct.into_iter().filter(|origin| !is_fresh(origin)).count()
}
