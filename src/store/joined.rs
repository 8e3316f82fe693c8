//! Reading state joined to the rows of a library, as sets of rows: so that what a query says of it is counted and narrowed as
//! exactly as the rest. Made once for a library and a summary, when somebody asks.
//!
//! What must not live here: reading state itself, which is in no file of the store.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::set::RowSet;
use super::values::Values;
use crate::library::{Library, Row, Traits};
use crate::reading::Summary;
use crate::search::hit::{FacetValue, Narrowing};
use crate::search::marks::AnyLanguage;
use crate::search::query::{Pattern, Reading};
use crate::search::token::Tools;
use crate::text::fnv::BuildFnv;
use crate::text::fold::fold;
use crate::text::stem::Language;

/// Rows whose notes one thread looks at.
const SHARE: usize = 256;

/// What the reader made of the articles, by row.
#[derive(Debug, Default)]
pub(super) struct Joined {
    reading: Arc<Summary>,
    rows: usize,
    read: RowSet,
    bookmarked: RowSet,
    pub(super) highlights: RowSet,
    pub(super) notes: RowSet,
    pub(super) tagged: RowSet,
    /// The rows with notes or tags, and their paths.
    written: Vec<(usize, u64)>,
    /// Made when somebody asks for tags.
    tags: OnceLock<Values>,
}

impl Joined {
    /// Of a library and what is kept of its articles.
    pub(super) fn of(library: &Library, reading: &Arc<Summary>) -> Self {
        let rows = library.rows();
        let none = || RowSet::none(rows.len());
        let (mut read, mut bookmarked, mut highlights, mut notes, mut tagged) =
            (none(), none(), none(), none(), none());
        let mut written = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            if let Some(line) = reading.of_path(row.path) {
                let has = [
                    (&mut read, line.is_read()),
                    (&mut bookmarked, line.bookmarked.is_some()),
                    (&mut highlights, line.highlights > 0),
                    (&mut notes, !line.notes.is_empty()),
                    (&mut tagged, !line.tags.is_empty()),
                ];
                has.into_iter().filter(|(_, has)| *has).for_each(|(set, _)| set.insert(at));
                if !line.notes.is_empty() || !line.tags.is_empty() {
                    written.push((at, row.path));
                }
            }
        }
        Self {
            reading: Arc::clone(reading),
            rows: rows.len(),
            read,
            bookmarked,
            highlights,
            notes,
            tagged,
            written,
            tags: OnceLock::new(),
        }
    }

    /// The articles to which the reader stands so.
    pub(super) fn reading(&self, reading: Reading, rows: &[Row]) -> RowSet {
        match reading {
            Reading::Read => self.read.clone(),
            Reading::Unread => {
                RowSet::of(rows, |row| !row.traits.has(Traits::BROKEN)).and(&self.read.clone().complement())
            }
            Reading::Bookmarked => self.bookmarked.clone(),
            Reading::Noted => self.notes.clone().or(&self.highlights),
        }
    }

    fn tags(&self) -> &Values {
        self.tags.get_or_init(|| {
            let mut tags = Values::default();
            let mut known: HashMap<&str, u32, BuildFnv> = HashMap::default();
            for (row, path) in &self.written {
                while tags.len() < *row {
                    tags.end_row();
                }
                for tag in self.reading.of_path(*path).into_iter().flat_map(|line| &line.tags) {
                    let number = *known.entry(tag).or_insert_with(|| tags.add(tag.as_str().into()));
                    tags.give(number);
                }
                tags.end_row();
            }
            // Where one article has a tag in two spellings, it has it once.
            Values::joined(std::iter::once(&tags))
        })
    }

    /// The articles with a tag which the test keeps, by its folded form.
    pub(super) fn tagged_so(&self, keep: impl Fn(&str) -> bool) -> RowSet {
        self.tags().rows(self.rows, keep)
    }

    /// The articles of which a note has these words.
    pub(super) fn noted(&self, pattern: &Pattern, languages: &[Language]) -> RowSet {
        let words = AnyLanguage::new(pattern, languages);
        let has = |tools: &mut Tools, (_, path): &(usize, u64)| {
            let notes = self.reading.of_path(*path).map(|line| line.notes.as_slice()).unwrap_or_default();
            notes.iter().any(|note| words.are_in(note, tools))
        };
        let judged: Vec<bool> = self.written.par_iter().with_min_len(SHARE).map_init(Tools::for_a_line, has).collect();
        let mut set = RowSet::none(self.rows);
        self.written.iter().zip(judged).filter(|(_, has)| *has).for_each(|((row, _), _)| set.insert(*row));
        set
    }

    /// The articles that are narrowed to: those with that tag.
    pub(super) fn narrowed(&self, narrowing: &Narrowing) -> RowSet {
        let wanted = fold(&narrowing.value.line());
        self.tagged_so(|folded| folded == wanted.trim())
    }

    /// The most frequent tags among some rows.
    pub(super) fn count_tags(&self, among: &RowSet, most: usize) -> Vec<FacetValue> {
        self.tags().count(among, most)
    }
}
