//! Keeping the store: what runs in the background for as long as the program does.
//!
//! A start shows what the store had (its first screen, then all of it), looks which files have changed, reads those, writes
//! their takeaways into the index, then the texts of all articles that are not in it yet, and then waits to be poked.
//! Everything can be searched meanwhile: by its records until it is in the index. What is committed is kept: a process that ends anywhere, even
//! by SIGKILL, costs only what came after the last commit.
//!
//! One process writes, by a lock that ends with it. Another one reads what the first commits, and takes over when the lock
//! is free. Where no store can be kept (no place, no permission, a full disk), the same goes on in memory.
//!
//! Rows and index are two things, and no write covers both. So nothing of one is believed without the other: a document
//! whose number no row has is no hit, a row whose stamp is not its file's is read again, numbers are never used twice, and an index
//! that is older than its rows is made anew.

mod encoders;
mod open;
mod points;
mod poke;
mod texts;
mod watch;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender};

use super::columns::Earlier;
use super::home::{Home, Place};
use super::index::Index;
use super::rows::{self, Records};
use super::snapshot::Snapshot;
use crate::library::crew::Crew;
use crate::library::load::{self, Sweep};
use crate::library::{Library, Root, Row, Traits, walk};
use encoders::Encoders;
use watch::Watched;

pub use poke::Poke;

/// Something to tell the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Articles that are new or changed, and articles that are gone, since the library was shown.
    Changed {
        /// New or changed.
        fresh: usize,
        /// Gone.
        gone: usize,
    },
    /// The store cannot be kept, and why.
    InMemory(String),
    /// Another process writes the store.
    Following,
    /// Changes in some folders are not seen by themselves, and why.
    Unwatched(String),
}

/// Where the keeper reports.
pub struct Hooks<'a> {
    /// Takes snapshots; whether to go on.
    pub publish: &'a (dyn Fn(Arc<Snapshot>) -> bool + Sync),
    /// Takes what is to be said.
    pub tell: &'a (dyn Fn(Told) + Sync),
}

/// Articles from which on they are many: for these an index is written by several threads.
const MANY: usize = 256;

/// Keeps the store of some roots until `publish` says no or a poke says that it is the end. The folders are watched from the
/// first pass on; `poke` is the other end of `pokes`.
pub fn keep(roots: &[Root], place: &Place, hooks: &Hooks<'_>, (poke, pokes): (Sender<Poke>, &Receiver<Poke>)) {
    let mut keeper = Keeper::start(roots, place, hooks);
    keeper.ahead = true;
    if !(keeper.begin() && keeper.refresh(None)) {
        return;
    }
    // Watched only now: reading 100,000 files under a watch would make as many events. What changed in between is found
    // by the pass that follows when all watches stand.
    keeper.watch(poke);
    if keeper.complete() {
        keeper.wait(pokes);
    }
}

/// What is known, complete and searchable, for a program that answers once. Where the store has all, the files are not looked at
/// unless `fresh`.
#[must_use]
pub fn once(roots: &[Root], place: &Place, fresh: bool, hooks: &Hooks<'_>) -> Arc<Snapshot> {
    let mut keeper = Keeper::start(roots, place, hooks);
    keeper.begin();
    let rows = keeper.library.rows();
    let has_all = |row: &Row| row.traits.has(Traits::BROKEN) || row.traits.has(Traits::TEXT);
    if fresh || rows.is_empty() || !rows.iter().all(has_all) {
        let _ = keeper.refresh(None) && keeper.complete();
    }
    keeper.snapshot
}

/// The library as its files are now: read from the store where there is one, with what has changed since. Nothing is written.
#[must_use]
pub fn library(roots: &[Root], place: &Place) -> Arc<Library> {
    let known = match place {
        Place::Memory => None,
        Place::Disk { cache, .. } => Home::of(cache, roots).and_then(|home| rows::load(&home.folder)),
    };
    let known = known.filter(|known| known.records.are_whole()).map(|known| known.library);
    let (read, note) = (&load::exact, &|_: &mut Row, _: &_| {});
    Sweep { roots, known: known.as_deref(), only: None, crew: &Crew::default(), read, note, publish: &|_| true }
        .run()
        .library
}

/// Whether the process writes to the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Leads,
    Follows,
}

#[expect(clippy::struct_excessive_bools, reason = "three things that are so or not, and all eight ways to be occur")]
struct Keeper<'a> {
    roots: &'a [Root],
    hooks: &'a Hooks<'a>,
    home: Option<Home>,
    part: Part,
    index: Option<Index>,
    library: Arc<Library>,
    snapshot: Arc<Snapshot>,
    /// Libraries from before, while others may hold them: what a hundred thousand records were in is given back here, where nobody
    /// waits, and not by whoever takes the next snapshot.
    old: Vec<Arc<Library>>,
    /// The next number that no row has had.
    next: AtomicU32,
    encoders: Encoders,
    /// Who reads and indexes.
    crew: Crew,
    /// What tells of changes.
    watched: Option<Watched>,
    /// Columns from which those of the next library are made.
    earlier: Arc<Earlier>,
    /// Records of the store that nobody has checked yet.
    unchecked: Option<Records>,
    /// Whether the rows on the disk are not those of the library.
    dirty: bool,
    /// Whether what may be asked next is made ahead.
    ahead: bool,
    /// Whether the library was shown complete: what changes from then on is news.
    shown: bool,
}

impl<'a> Keeper<'a> {
    fn start(roots: &'a [Root], place: &Place, hooks: &'a Hooks<'a>) -> Self {
        let home = match place {
            Place::Memory => None,
            Place::Disk { cache, least } => {
                Home::of(cache, roots).filter(|home| home.exists() || walk::is_large(roots, *least))
            }
        };
        Self {
            roots,
            hooks,
            home,
            part: Part::Leads,
            index: None,
            library: Arc::default(),
            snapshot: Arc::default(),
            old: Vec::new(),
            next: AtomicU32::new(1),
            encoders: Encoders::default(),
            crew: Crew::default(),
            watched: None,
            earlier: Arc::default(),
            unchecked: None,
            dirty: false,
            ahead: false,
            shown: false,
        }
    }

    /// Shows what the store has.
    fn begin(&mut self) -> bool {
        let front = self.home.as_ref().and_then(|home| rows::front(&home.folder));
        if let Some(front) = front
            && !self.publish(Arc::new(Snapshot::of_records(front)))
        {
            return false;
        }
        self.open();
        if self.library.is_empty() {
            return true;
        }
        self.show()
    }

    fn publish(&mut self, snapshot: Arc<Snapshot>) -> bool {
        self.old.retain(|old| Arc::strong_count(old) > 1);
        let before = std::mem::replace(&mut self.snapshot, Arc::clone(&snapshot));
        if !Arc::ptr_eq(&before.library, &snapshot.library) {
            self.old.push(Arc::clone(&before.library));
        }
        drop(before);
        (self.hooks.publish)(snapshot)
    }

    /// Publishes library and index as they are.
    fn show(&mut self) -> bool {
        let searchers = self.index.as_ref().map(Index::searchers);
        let snapshot = Snapshot::new(Arc::clone(&self.library), searchers, Arc::clone(&self.earlier));
        let snapshot = Arc::new(snapshot.giving_way(self.crew.precedence()));
        let go_on = self.publish(Arc::clone(&snapshot));
        if go_on && self.ahead && self.library.progress.done {
            // Made here, so that the first key that asks for facets need not wait for them.
            let columns = Arc::clone(self.crew.work(|| snapshot.columns()));
            self.earlier = Arc::new(Earlier::made(Arc::clone(&snapshot.numbers), columns));
        }
        go_on
    }

    /// Writes the rows, then the texts that are not in the index yet, then the rows again.
    fn complete(&mut self) -> bool {
        if self.ahead && !self.check() {
            return false;
        }
        self.save();
        if self.part == Part::Follows {
            return true;
        }
        match self.add_texts() {
            Ok(go_on) => {
                self.save();
                if let Some(home) = &self.home {
                    home.remove_older();
                }
                go_on
            }
            Err(why) => {
                self.give_up_disk(&why);
                let _ = self.add_missing_points();
                self.show() && self.add_texts().unwrap_or(true)
            }
        }
    }

    /// Writes the rows where they have changed, and reads them back.
    fn save(&mut self) {
        let Some(home) = self.home.as_ref().filter(|_| self.part == Part::Leads && self.dirty) else { return };
        home.make_private();
        match rows::write(&home.folder, &self.library, self.next.load(Ordering::Relaxed), &self.earlier) {
            Ok(()) => self.dirty = false,
            Err(why) => return self.give_up_disk(&why.into()),
        }
        // The records in memory are given back for those of the file.
        if let Some(known) = rows::load(&home.folder) {
            self.take_known(known);
            // What we have just written is what it should be.
            self.unchecked = None;
            self.show();
        }
    }
}

/// The rows of readable articles that have not been indexed so.
fn lacking(library: &Library, what: Traits) -> Vec<usize> {
    let lacks = |row: &Row| !row.traits.has(what) && !row.traits.has(Traits::BROKEN);
    library.rows().iter().enumerate().filter(|(_, row)| lacks(row)).map(|(at, _)| at).collect()
}
