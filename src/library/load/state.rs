//! How far a pass over the files is: what was known, what became of it, what came in.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Sweep, Swept};
use crate::library::id::Ids;
use crate::library::walk::Found;
use crate::library::{Library, Origin, Pack, Progress, Row, Traits};
use crate::text::Foreign;
use crate::text::fnv::BuildFnv;

/// What one thread made of its files.
#[derive(Default)]
pub(super) struct Share {
    /// Records.
    pub(super) bytes: Vec<u8>,
    /// In the order of the files.
    pub(super) steps: Vec<Step>,
}

/// What became of a file.
pub(super) enum Step {
    /// It is as it was known, by the index of its row.
    Keep(u32),
    /// It was read.
    Fresh {
        row: Row,
        id: Foreign,
        /// The known row in whose place it comes.
        replaced: Option<u32>,
        /// The suffix of that, where it has the same id.
        suffix: Option<u32>,
    },
}

/// What became of a known row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Unseen,
    Kept,
    Replaced,
}

/// What the freshness check asks of a known row, apart from the rows: those lie in another order than the files, and to look at
/// each of them would miss the cache.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub(super) index: u32,
    /// 0 where it could not be read: that is always tried again.
    pub(super) stamp: u64,
}

impl Known {
    fn new(row: &Row, index: u32) -> Self {
        Self { index, stamp: if row.traits.has(Traits::BROKEN) { 0 } else { row.stamp } }
    }
}

/// How far a pass is.
pub(super) struct State<'a> {
    known: &'a [Row],
    packs: Vec<Pack>,
    library: Option<&'a Library>,
    fates: Vec<Fate>,
    by_path: HashMap<u64, Known, BuildFnv>,
    /// Rows that were read.
    pub(super) fresh: Vec<Row>,
    /// Made when the first id is given.
    ids: Option<Ids>,
    /// Files that were looked at.
    pub(super) seen: usize,
}

impl<'a> State<'a> {
    pub(super) fn new(library: Option<&'a Library>, only: Option<&[PathBuf]>) -> Self {
        let known = library.map(Library::rows).unwrap_or_default();
        let mut by_path = HashMap::with_capacity_and_hasher(known.len(), BuildFnv::default());
        by_path.extend(known.iter().zip(0..).map(|(row, index)| (row.path, Known::new(row, index))));
        let mut fates = vec![if only.is_some() { Fate::Kept } else { Fate::Unseen }; known.len()];
        for path in only.unwrap_or_default() {
            let hash = Origin::File(path.clone()).hash();
            let index = by_path.get(&hash).and_then(|known: &Known| usize::try_from(known.index).ok());
            if let Some(fate) = index.and_then(|index| fates.get_mut(index)) {
                *fate = Fate::Unseen;
            }
        }
        let packs = library.map(|library| library.packs().to_vec()).unwrap_or_default();
        Self { known, packs, library, fates, by_path, fresh: Vec::new(), ids: None, seen: 0 }
    }

    /// Whether nothing was known before.
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Takes note of rows that are as they were.
    pub(super) fn keep(&mut self, rows: &[u32]) {
        self.seen += rows.len();
        for row in rows {
            self.mark(*row, Fate::Kept);
        }
    }

    pub(super) fn known(&self, file: &Found) -> Option<Known> {
        // Decoding each of 100,000 to compare paths would cost as much as a stat: the stamp, which holds the inode, tells.
        self.by_path.get(&file.origin.hash()).copied()
    }

    pub(super) fn row(&self, known: Known) -> Option<&Row> {
        self.known.get(usize::try_from(known.index).ok()?)
    }

    pub(super) fn add(&mut self, shares: Vec<Share>) {
        let mut bytes = Vec::with_capacity(shares.iter().map(|share| share.bytes.len()).sum());
        let pack = u32::try_from(self.packs.len()).unwrap_or(u32::MAX);
        for share in shares {
            let base = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
            bytes.extend_from_slice(&share.bytes);
            self.seen += share.steps.len();
            for step in share.steps {
                match step {
                    Step::Keep(index) => self.mark(index, Fate::Kept),
                    Step::Fresh { mut row, id, replaced, suffix } => {
                        if let Some(index) = replaced {
                            self.mark(index, Fate::Replaced);
                        }
                        row.suffix = suffix.unwrap_or_else(|| {
                            let ids = self.ids.get_or_insert_with(|| Ids::of(self.known));
                            ids.give(row.id, || id.raw().to_owned())
                        });
                        row.pack = pack;
                        row.at = row.at.saturating_add(base);
                        self.fresh.push(row);
                    }
                }
            }
        }
        if !bytes.is_empty() {
            self.packs.push(Pack::new(bytes));
        }
    }

    fn mark(&mut self, index: u32, fate: Fate) {
        if let Some(own) = usize::try_from(index).ok().and_then(|index| self.fates.get_mut(index)) {
            *own = fate;
        }
    }

    /// The rows that are left, where `done` without those that were not seen.
    fn rows(&self, done: bool) -> Vec<Row> {
        let left = |fate: &Fate| *fate == Fate::Kept || (!done && *fate == Fate::Unseen);
        let known = self.known.iter().zip(&self.fates).filter(|(_, fate)| left(fate)).map(|(row, _)| *row);
        known.chain(self.fresh.iter().copied()).collect()
    }

    pub(super) fn snapshot(&self, found: usize, done: bool) -> Arc<Library> {
        let rows = self.rows(done);
        let unchanged = self.fresh.is_empty() && rows.len() == self.known.len();
        let lies = self.library.and_then(|library| library.lies).filter(|_| unchanged);
        let read = if done { rows.len() } else { self.seen };
        let progress = Progress { found: found.max(rows.len()), read, done };
        Arc::new(Library::new(rows, self.packs.clone(), lies, progress))
    }

    /// Whether to go on.
    pub(super) fn publish_part(&self, found: usize, sweep: &Sweep<'_>) -> bool {
        (sweep.publish)(self.snapshot(found, false))
    }

    pub(super) fn publish(self, found: usize, done: bool, sweep: &Sweep<'_>) -> Swept {
        let library = self.snapshot(found, done);
        (sweep.publish)(Arc::clone(&library));
        let gone = self.known.iter().zip(&self.fates).filter(|(_, fate)| **fate != Fate::Kept);
        let gone = gone.map(|(row, _)| *row).collect();
        Swept { library, fresh: self.fresh, gone, finished: done }
    }

    /// Stopped on the way: what was not seen may still be there.
    pub(super) fn stopped(self) -> Swept {
        let library = self.snapshot(self.seen, false);
        let gone = self.known.iter().zip(&self.fates).filter(|(_, fate)| **fate == Fate::Replaced);
        let gone = gone.map(|(row, _)| *row).collect();
        Swept { library, fresh: self.fresh, gone, finished: false }
    }
}
