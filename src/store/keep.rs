//! Keeping the store: what runs in the background for as long as the program does.
//!
//! A start shows what the store had (its first screen, then all of it), looks which files have changed, reads those, writes
//! their takeaways into the index, then the texts of all articles that are not in it yet, and then waits to be poked.
//! Everything can be searched meanwhile, as far as it is there. What is committed is kept: a process that ends anywhere, even
//! by SIGKILL, costs only what came after the last commit.
//!
//! One process writes, by a lock that ends with it. Another one reads what the first commits, and takes over when the lock
//! is free. Where no store can be kept (no place, no permission, a full disk), the same goes on in memory.
//!
//! Rows and index are two things, and no write covers both. So nothing of one is believed without the other: a document
//! whose number no row has is no hit, a row whose stamp is not its file's is read again, numbers are never used twice, and an index
//! that is older than its rows is made anew.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::columns::Earlier;
use super::home::{Home, Place};
use super::index::{self, Index, IndexError, Writer};
use super::rows::{Known, Records};
use super::schema::Encoder;
use super::snapshot::Snapshot;
use super::{relevance, rows};
use crate::library::load::{self, Sweep, Swept};
use crate::library::watch::{self, Watch};
use crate::library::{Card, Content, Entry, Library, Root, Row, Traits, open, walk};
use crate::search::stem::Language;
use crate::search::token::Terms;
use crate::search::words::Splitter;
use crate::text::Foreign;

/// Something that happened outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Poke {
    /// These files may have changed.
    Paths(Vec<PathBuf>),
    /// Anything may have changed.
    Everything,
    /// Another process committed to the store, or let go of it.
    Store,
    /// The index failed a search: it is to be made anew.
    Damaged,
    /// Some folders cannot be watched, and why.
    Unwatched(String),
    /// Nobody wants to know any more.
    End,
}

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

/// How long the rows wait for more changes before they are written.
const SETTLED: Duration = Duration::from_secs(5);
/// How often the progress of indexing is told, and how often it is committed.
const TELL_EVERY: Duration = Duration::from_millis(250);
const COMMIT_EVERY: Duration = Duration::from_secs(4);
/// Articles whose text is read between two looks at the clock.
const TEXTS: usize = 256;
/// Articles whose texts are indexed in memory at most.
const MOST_IN_MEMORY: usize = 20_000;

/// Keeps the store of some roots until `publish` says no or the pokes end. The folders are watched from the first pass on;
/// `poke` is the other end of `pokes`.
pub fn keep(roots: &[Root], place: &Place, hooks: &Hooks<'_>, (poke, pokes): (&Sender<Poke>, &Receiver<Poke>)) {
    let mut keeper = Keeper::start(roots, place, hooks);
    keeper.ahead = true;
    if !(keeper.begin() && keeper.refresh(None)) {
        return;
    }
    // Watched only now: reading 100,000 files under a watch would make as many events. What changed in between is found
    // by the pass that follows when all watches stand.
    let _watched = keeper.watch(poke);
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
    /// The next number that no row has had.
    next: AtomicU32,
    encoders: Encoders,
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
            next: AtomicU32::new(1),
            encoders: Encoders::default(),
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
            && !self.publish(Arc::new(Snapshot::unsearchable(front)))
        {
            return false;
        }
        self.open();
        if self.library.is_empty() {
            return true;
        }
        self.show()
    }

    /// Opens rows and index, on the disk or in memory.
    fn open(&mut self) {
        if self.home.is_some()
            && let Err(why) = self.open_home()
        {
            self.give_up_disk(&why);
        }
        if self.index.is_none() {
            self.open_in_memory();
        }
    }

    fn open_home(&mut self) -> Result<(), IndexError> {
        let Some(home) = &mut self.home else { return Ok(()) };
        home.create()?;
        let leads = home.take_lock()?;
        self.part = if leads { Part::Leads } else { Part::Follows };
        let known = rows::load(&home.folder);
        let index = match Index::open(Some(&home.folder)) {
            // An index that is damaged or older than the rows, or belongs to none, is made anew.
            Ok(index) if leads && !index.may_belong_to(known.as_ref().map(|known| known.library.rows())) => {
                drop(index);
                home.clear_index()?;
                None
            }
            Err(_damaged) if leads => {
                home.clear_index()?;
                None
            }
            opened => Some(opened?),
        };
        let made_anew = index.is_none();
        let index = index.map_or_else(|| Index::open(Some(&home.folder)), Ok)?;
        home.make_private();
        if !leads && !self.shown {
            (self.hooks.tell)(Told::Following);
        }
        let next = known.as_ref().map_or(1, |known| known.next);
        self.next.store(next.max(index.next()).max(1), Ordering::Relaxed);
        if leads && next < index.next() {
            // Numbers that no row has: what was committed when a process ended before its rows were written.
            remove_all(&index, next..index.next())?;
        }
        if let Some(known) = known {
            self.take_known(known);
        }
        self.index = Some(index);
        if made_anew {
            self.forget_indexed();
        }
        Ok(())
    }

    fn take_known(&mut self, known: Known) {
        self.earlier = Arc::new(Earlier::in_file(Arc::clone(&known.library), known.columns));
        self.unchecked = Some(known.records);
        self.library = known.library;
    }

    /// Looks whether records and index are as they were written. Where they are not, nothing of the store is believed.
    fn check(&mut self) -> bool {
        let Some(records) = self.unchecked.take() else { return true };
        let folder = self.home.as_ref().map(|home| home.folder.clone());
        let index_is_whole = || match (&self.index, &folder) {
            (Some(index), Some(folder)) => index.is_whole(folder),
            _ => true,
        };
        if records.are_whole() && (self.part == Part::Follows || index_is_whole()) {
            return true;
        }
        self.library = Arc::default();
        self.earlier = Arc::default();
        if let Some(home) = self.home.as_ref().filter(|_| self.part == Part::Leads) {
            // The numbers go on from those of the index, whose documents mean no row from now on.
            self.index = None;
            let cleared = home.clear_index().map_err(IndexError::from).and_then(|()| Index::open(Some(&home.folder)));
            match cleared {
                Ok(index) => self.index = Some(index),
                Err(why) => self.give_up_disk(&why),
            }
        } else {
            self.open_in_memory();
        }
        self.refresh(None)
    }

    fn open_in_memory(&mut self) {
        self.home = None;
        self.part = Part::Leads;
        self.index = Index::open(None).ok();
        self.forget_indexed();
    }

    /// Goes on without the disk.
    fn give_up_disk(&mut self, why: &IndexError) {
        (self.hooks.tell)(Told::InMemory(why.to_string()));
        self.open_in_memory();
    }

    /// Nothing of the library is in the index.
    fn forget_indexed(&mut self) {
        self.library =
            Arc::new(self.library.with_traits(|traits| traits.with(Traits::POINTS, false).with(Traits::TEXT, false)));
        self.dirty = true;
    }

    fn publish(&mut self, snapshot: Arc<Snapshot>) -> bool {
        self.snapshot = Arc::clone(&snapshot);
        (self.hooks.publish)(snapshot)
    }

    /// Publishes library and index as they are.
    fn show(&mut self) -> bool {
        let searchers = self.index.as_ref().map(Index::searchers);
        let snapshot = Arc::new(Snapshot::new(Arc::clone(&self.library), searchers, Arc::clone(&self.earlier)));
        let go_on = self.publish(Arc::clone(&snapshot));
        if go_on && self.ahead && self.library.progress.done {
            // Made here, so that the first key that asks for facets need not wait for them.
            let columns = Arc::clone(snapshot.columns());
            self.earlier = Arc::new(Earlier::made(Arc::clone(&snapshot.numbers), columns));
        }
        go_on
    }

    /// Looks which files have changed, all or these, reads those and puts their takeaways into the index.
    fn refresh(&mut self, only: Option<&[PathBuf]>) -> bool {
        let known = Arc::clone(&self.library);
        let much = known.is_empty();
        let earlier = Arc::clone(&self.earlier);
        let writer: OnceLock<Option<Writer>> = OnceLock::new();
        let failed = Mutex::new(None);
        let leads = self.part == Part::Leads;
        let swept = {
            let (index, next, encoders) = (&self.index, &self.next, &self.encoders);
            let write = || {
                let opened = index.as_ref().filter(|_| leads).map(|index| index.write_points(much));
                opened.and_then(|opened| opened.map_err(|why| fail(&failed, why)).ok())
            };
            let note = |row: &mut Row, entry: &Entry| {
                let Some(card) = entry.card() else { return };
                row.number = if leads { next.fetch_add(1, Ordering::Relaxed) } else { 0 };
                row.relevance = relevance::of(card, &mut Splitter::default());
                row.language = index::language_number(index::language(card.language.as_ref().map(Foreign::raw)));
                let Some(writer) = writer.get_or_init(write) else { return };
                row.traits = row.traits.with(Traits::POINTS, true);
                if let Err(why) = encoders.with(card, |encoder, terms| add_points(writer, row, card, encoder, terms)) {
                    fail(&failed, why.into());
                }
            };
            let hooks = self.hooks;
            let publish = |library: Arc<Library>| {
                // The last one is published with the index that belongs to it.
                library.progress.done || (hooks.publish)(Arc::new(Snapshot::new(library, None, Arc::clone(&earlier))))
            };
            let sweep = Sweep {
                roots: self.roots,
                known: Some(&known),
                only,
                read: &load::quick,
                note: &note,
                publish: &publish,
            };
            sweep.run()
        };
        let writer = writer.into_inner().flatten();
        let failed = failed.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.take_swept(swept, writer, failed)
    }

    fn take_swept(&mut self, swept: Swept, writer: Option<Writer>, failed: Option<IndexError>) -> bool {
        let Swept { library, fresh, gone, finished } = swept;
        if !finished {
            return false;
        }
        let changed = !fresh.is_empty() || !gone.is_empty();
        // Sorted here, so that the interface need not.
        self.library = if library.lies.is_some() { library } else { Arc::new(rows::sorted(&library).into_owned()) };
        self.dirty |= changed;
        let committed = match failed {
            Some(why) => Err(why),
            None => self.commit_points(writer, &gone),
        };
        if let Err(why) = committed {
            self.give_up_disk(&why);
        }
        if let Err(why) = self.add_missing_points() {
            self.give_up_disk(&why);
            // In memory nothing fails but for want of memory.
            let _ = self.add_missing_points();
        }
        if self.shown && changed {
            let old = gone.len().min(fresh.len());
            (self.hooks.tell)(Told::Changed { fresh: fresh.len(), gone: gone.len() - old });
        }
        if !self.shown || changed {
            self.shown = true;
            return self.show();
        }
        true
    }

    fn commit_points(&self, writer: Option<Writer>, gone: &[Row]) -> Result<(), IndexError> {
        let Some(index) = self.index.as_ref().filter(|_| self.part == Part::Leads) else { return Ok(()) };
        let gone = gone.iter().map(|row| row.number).filter(|number| *number > 0);
        let next = self.next.load(Ordering::Relaxed);
        if writer.is_none() && gone.clone().next().is_none() {
            return Ok(());
        }
        let mut writer = match writer {
            Some(writer) => writer,
            None => index.write_points(false)?,
        };
        gone.clone().for_each(|number| writer.remove(number));
        writer.commit(next)?;
        if gone.clone().next().is_some() {
            let mut writer = index.write_texts(false)?;
            gone.for_each(|number| writer.remove(number));
            writer.commit(next)?;
        }
        index.reload()
    }

    /// Indexes the takeaways of rows that are known but not in the index: after an index was lost.
    fn add_missing_points(&mut self) -> Result<(), IndexError> {
        let Some(index) = self.index.as_ref().filter(|_| self.part == Part::Leads) else { return Ok(()) };
        let missing: Vec<usize> = lacking(&self.library, Traits::POINTS);
        if missing.is_empty() {
            return Ok(());
        }
        let mut writer = index.write_points(missing.len() > TEXTS)?;
        let (library, encoders, next) = (&self.library, &self.encoders, &self.next);
        let numbered: Vec<(usize, u32)> = missing
            .into_par_iter()
            .map(|at| -> tantivy::Result<(usize, u32)> {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if let (Some(row), Some(entry)) = (library.rows().get(at), library.entry(at))
                    && let Some(card) = entry.card()
                {
                    let row = row.numbered(number, row.traits);
                    encoders.with(card, |encoder, terms| add_points(&writer, &row, card, encoder, terms))?;
                }
                Ok((at, number))
            })
            .collect::<tantivy::Result<_>>()?;
        writer.commit(self.next.load(Ordering::Relaxed))?;
        index.reload()?;
        let numbers: HashMap<usize, u32> = numbered.into_iter().collect();
        self.library = Arc::new(self.library.with_rows(|at, row| match numbers.get(&at) {
            Some(number) => row.numbered(*number, row.traits.with(Traits::POINTS, true)),
            None => row,
        }));
        self.dirty = true;
        Ok(())
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
                go_on
            }
            Err(why) => {
                self.give_up_disk(&why);
                let _ = self.add_missing_points();
                self.show() && self.add_texts().unwrap_or(true)
            }
        }
    }

    fn add_texts(&mut self) -> Result<bool, IndexError> {
        let missing = lacking(&self.library, Traits::TEXT);
        let Some(index) = self.index.as_ref().filter(|_| !missing.is_empty()) else { return Ok(true) };
        if self.home.is_none() && self.library.len() > MOST_IN_MEMORY {
            let why = format!("the text of more than {MOST_IN_MEMORY} articles is not searched from memory");
            (self.hooks.tell)(Told::InMemory(why));
            return Ok(true);
        }
        let mut writer = index.write_texts(missing.len() > TEXTS)?;
        let mut pass = Pass::new(&self.library);
        let (mut told, mut committed) = (Instant::now(), Instant::now());
        let mut snapshot = Arc::clone(&self.snapshot);
        let mut go_on = true;
        for chunk in missing.chunks(TEXTS) {
            let (library, encoders) = (&self.library, &self.encoders);
            let read: Vec<_> = chunk.par_iter().filter_map(|at| read_text(library, *at, encoders, &writer)).collect();
            for (at, text) in read {
                pass.take(at, text?);
            }
            let done = pass.done;
            if committed.elapsed() > COMMIT_EVERY {
                writer.commit(self.next.load(Ordering::Relaxed))?;
                index.reload()?;
                committed = Instant::now();
                pass.committed = done;
            }
            if told.elapsed() > TELL_EVERY {
                told = Instant::now();
                snapshot = Arc::new(snapshot.grown(index.searchers(), pass.before + pass.committed));
                go_on = (self.hooks.publish)(Arc::clone(&snapshot));
            }
            if !go_on {
                break;
            }
        }
        let gone = pass.gone();
        let next = self.next.load(Ordering::Relaxed);
        writer.commit(next)?;
        writer.finish()?;
        if !gone.is_empty() {
            let mut points = index.write_points(false)?;
            for number in &gone {
                points.remove(*number);
            }
            points.commit(next)?;
        }
        index.reload()?;
        self.library = Arc::new(pass.library());
        self.dirty = true;
        Ok(go_on && self.show())
    }

    /// Writes the rows where they have changed, and reads them back as a mapped file.
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

    /// Watches the folders, and where another process writes the store, that.
    fn watch(&self, poke: &Sender<Poke>) -> Vec<Watch> {
        let send = poke.clone();
        let folders = watch::watch(self.roots, move |poke| {
            // A receiver that is gone wants nothing more.
            for poke in Poke::from(poke) {
                let _ = send.send(poke);
            }
        });
        let followed = self.home.as_ref().filter(|_| self.part == Part::Follows).map(|home| {
            let send = poke.clone();
            watch::watch_folder(&home.folder, move || drop(send.send(Poke::Store)))
        });
        let mut watches = Vec::new();
        for watch in std::iter::once(folders).chain(followed) {
            match watch {
                Ok(watch) => watches.push(watch),
                Err(why) => (self.hooks.tell)(Told::Unwatched(why.to_string())),
            }
        }
        watches
    }

    /// Waits for pokes. Where nothing happens, nothing runs.
    fn wait(&mut self, pokes: &Receiver<Poke>) {
        loop {
            let poke = if self.dirty && self.home.is_some() && self.part == Part::Leads {
                match pokes.recv_timeout(SETTLED) {
                    Err(RecvTimeoutError::Timeout) => {
                        self.save();
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => return self.save(),
                    Ok(poke) => poke,
                }
            } else {
                match pokes.recv() {
                    Ok(poke) => poke,
                    Err(_gone) => return,
                }
            };
            if !self.poked(poke, pokes) {
                return;
            }
        }
    }

    fn poked(&mut self, poke: Poke, pokes: &Receiver<Poke>) -> bool {
        // What came meanwhile is done in one go.
        let mut unwatched = Vec::new();
        let poke = std::iter::once(poke).chain(pokes.try_iter()).fold(None, |all, poke| match poke {
            Poke::Unwatched(why) => {
                unwatched.push(why);
                all
            }
            poke => Some(all.map_or(poke.clone(), |all: Poke| all.and(poke))),
        });
        for why in unwatched {
            (self.hooks.tell)(Told::Unwatched(why));
        }
        let Some(poke) = poke else { return true };
        match poke {
            Poke::End => {
                self.save();
                false
            }
            Poke::Unwatched(_) => true,
            Poke::Paths(paths) => self.refresh(Some(&paths)) && self.add_changed_texts(),
            Poke::Everything => self.refresh(None) && self.add_changed_texts(),
            Poke::Store => self.follow(),
            Poke::Damaged => {
                if let Some(home) = self.home.as_ref().filter(|_| self.part == Part::Leads) {
                    let _ = home.clear_index();
                    self.index = None;
                    self.open();
                    self.forget_indexed();
                } else {
                    self.open_in_memory();
                }
                let _ = self.add_missing_points();
                self.show() && self.complete()
            }
        }
    }

    fn add_changed_texts(&mut self) -> bool {
        if self.part == Part::Follows {
            return self.follow();
        }
        match self.add_texts() {
            Ok(go_on) => go_on,
            Err(why) => {
                self.give_up_disk(&why);
                true
            }
        }
    }

    /// Takes up what the process that leads has committed, or its place where it is gone.
    fn follow(&mut self) -> bool {
        if self.part == Part::Leads {
            return true;
        }
        let before = (self.snapshot.library.len(), self.snapshot.indexed);
        self.open();
        if self.part == Part::Leads {
            return self.refresh(None) && self.complete();
        }
        (self.library.len(), 0) == (before.0, before.1) || self.show()
    }
}

impl Poke {
    /// Both at once.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::End, _) | (_, Self::End) => Self::End,
            (Self::Damaged, _) | (_, Self::Damaged) => Self::Damaged,
            (Self::Everything, _) | (_, Self::Everything) => Self::Everything,
            (Self::Paths(mut paths), Self::Paths(more)) => {
                paths.extend(more);
                paths.sort_unstable();
                paths.dedup();
                Self::Paths(paths)
            }
            (paths @ Self::Paths(_), _) | (_, paths @ Self::Paths(_)) => paths,
            (Self::Store, _) | (_, Self::Store) => Self::Store,
            (said @ Self::Unwatched(_), Self::Unwatched(_)) => said,
        }
    }

    /// What the watch of the folders tells.
    fn from(poke: watch::Poke) -> impl Iterator<Item = Self> {
        let trouble = poke.trouble.map(|trouble| Self::Unwatched(trouble.to_string()));
        let changed = if poke.everything || poke.began {
            Some(Self::Everything)
        } else {
            (!poke.paths.is_empty()).then_some(Self::Paths(poke.paths))
        };
        trouble.into_iter().chain(changed)
    }
}

fn fail(failed: &Mutex<Option<IndexError>>, why: IndexError) {
    failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(why);
}

fn add_points(writer: &Writer, row: &Row, card: &Card, encoder: &mut Encoder, terms: &Terms) -> tantivy::Result<()> {
    writer.add_points(row, card.takeaways.iter().map(Foreign::raw), encoder, terms)
}

/// Takes documents of numbers that no row has out of both indexes.
fn remove_all(index: &Index, numbers: std::ops::Range<u32>) -> Result<(), IndexError> {
    let next = numbers.end;
    for mut writer in [index.write_points(false)?, index.write_texts(false)?] {
        numbers.clone().for_each(|number| writer.remove(number));
        writer.commit(next)?;
    }
    index.reload()
}

/// The rows of readable articles that have not been indexed so.
fn lacking(library: &Library, what: Traits) -> Vec<usize> {
    let lacks = |row: &Row| !row.traits.has(what) && !row.traits.has(Traits::BROKEN);
    library.rows().iter().enumerate().filter(|(_, row)| lacks(row)).map(|(at, _)| at).collect()
}

/// What the exact reader made of a file.
enum Text {
    /// The same as is known; its text is in the index.
    Same,
    /// Something else: its text is in the index, where it is an article.
    Other(Box<Entry>),
}

/// Reads the text of an article into the index; none where its file has changed meanwhile, which comes in by its own way.
fn read_text(
    library: &Library,
    at: usize,
    encoders: &Encoders,
    writer: &Writer,
) -> Option<(usize, tantivy::Result<Text>)> {
    let (row, entry) = (library.rows().get(at)?, library.entry(at)?);
    // Whoever waits for a processor, as the interface may, comes before the next file.
    std::thread::yield_now();
    let opened = open::open(&entry.file);
    if opened.stamp != entry.stamp {
        return None;
    }
    let content = load::content(&opened);
    if let (Some(article), Content::Article(card)) = (&opened.article, &content) {
        let added = encoders.with(card, |encoder, terms| writer.add_text(row, article, encoder, terms));
        if let Err(why) = added {
            return Some((at, Err(why)));
        }
    }
    let text = if content == entry.content { Text::Same } else { Text::Other(Box::new(Entry { content, ..entry })) };
    Some((at, Ok(text)))
}

/// A pass over the texts of a library.
struct Pass<'l> {
    library: &'l Library,
    rows: Vec<Row>,
    bytes: Vec<u8>,
    /// Articles that were in the index before, that are read, and that are committed.
    before: usize,
    done: usize,
    committed: usize,
    gone: Vec<u32>,
}

impl<'l> Pass<'l> {
    fn new(library: &'l Library) -> Self {
        let rows = library.rows().to_vec();
        let before = rows.iter().filter(|row| row.traits.has(Traits::TEXT)).count();
        Self { library, rows, bytes: Vec::new(), before, done: 0, committed: 0, gone: Vec::new() }
    }

    fn take(&mut self, at: usize, text: Text) {
        let Some(row) = self.rows.get_mut(at) else { return };
        self.done += 1;
        match text {
            Text::Same => row.traits = row.traits.with(Traits::TEXT, true),
            Text::Other(entry) => {
                let fresh = self.library.push_record(&mut self.bytes, &entry, row);
                if fresh.traits.has(Traits::BROKEN) {
                    self.gone.push(row.number);
                }
                let traits = fresh.traits.with(Traits::POINTS, true).with(Traits::TEXT, true);
                *row = fresh.numbered(fresh.number, traits);
            }
        }
    }

    /// Numbers of articles that turned out to be none.
    fn gone(&self) -> Vec<u32> {
        self.gone.clone()
    }

    fn library(self) -> Library {
        self.library.with_more(self.rows, self.bytes)
    }
}

/// Encoders that are not in use, by language: a table of stems is worth keeping.
#[derive(Default)]
struct Encoders(Mutex<HashMap<Option<Language>, Vec<Encoder>>>);

impl Encoders {
    /// Lends the encoder of an article's language, with its terms.
    fn with<T>(&self, card: &Card, f: impl FnOnce(&mut Encoder, &Terms) -> T) -> T {
        let language = index::language(card.language.as_ref().map(Foreign::raw));
        let lent = self.lock().get_mut(&language).and_then(Vec::pop);
        let mut encoder = lent.unwrap_or_else(|| index::encoder(language));
        let terms = Terms::new(card.terms.iter().map(|term| (term.term.raw(), term.expansion.raw())));
        let made = f(&mut encoder, &terms);
        self.lock().entry(language).or_default().push(encoder);
        made
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Option<Language>, Vec<Encoder>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
