//! Loading: walk and parse, published as it goes.
//!
//! The first snapshot holds a few articles and is made without waiting for anything that is not needed for them: no
//! thread, no walk to the end. The second one fills a screen. From then on a thread walks ahead and every chunk is as large as all before
//! it together, so that even a million files make some sixteen snapshots, which share their packs.
//!
//! Where much is known already (`Sweep::known`), a file whose stamp has not changed is not read again.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

use rayon::prelude::*;

use super::crew::Crew;
use super::id::Ids;
use super::walk::{self, Found};
use super::{Card, Content, Entry, Library, Origin, Pack, Progress, Root, Row, Traits, open, pack, row};
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::{Near, ReadError, Stamp};
use crate::format::{self, Checked, quick};
use crate::text::{Clean, Foreign, clean};

/// Files of the first snapshot: enough to have something to show, few enough not to wait for.
const FIRST: usize = 6;

/// Files of the second snapshot: what fills a tall terminal.
const SECOND: usize = 64;

/// Files that one thread takes at once.
const SHARE: usize = 64;

/// Files that one thread reads between two looks whether somebody waits: 0.2 ms.
const STEP: usize = 8;

/// Files between two snapshots where most are known: what a stat of each takes is soon over.
const KNOWN_CHUNK: usize = 8192;

/// Loads a library. Every snapshot goes to `publish` as it is ready, the last one with [`Progress::done`]; when `publish`
/// returns false, loading stops. Returns the last snapshot.
pub fn load(roots: &[Root], publish: &(dyn Fn(Arc<Library>) -> bool + Sync)) -> Arc<Library> {
    let (crew, note) = (&Crew::default(), &|_: &mut Row, _: &Entry| {});
    Sweep { roots, known: None, only: None, crew, read: &exact, note, publish }.run().library
}

/// What a reader of files makes of a text: the id that the file gives itself, and what it holds.
pub(crate) type Digest = (Option<Foreign>, Content);

/// A reader of files.
pub(crate) type Reader<'a> = &'a (dyn Fn(&str) -> Digest + Sync);

/// A pass over the files of some roots.
pub(crate) struct Sweep<'a> {
    /// Where.
    pub(crate) roots: &'a [Root],
    /// What is known from before.
    pub(crate) known: Option<&'a Library>,
    /// The only paths that are looked at; all where none. What is known of others stays.
    pub(crate) only: Option<&'a [PathBuf]>,
    /// Who does it where the files are many.
    pub(crate) crew: &'a Crew,
    /// Reads the text of a file.
    pub(crate) read: Reader<'a>,
    /// Sees every entry that was read, on the thread that read it, and may complete its row.
    pub(crate) note: &'a (dyn Fn(&mut Row, &Entry) + Sync),
    /// Takes snapshots.
    pub(crate) publish: &'a (dyn Fn(Arc<Library>) -> bool + Sync),
}

/// What a pass came to.
pub(crate) struct Swept {
    /// The last snapshot.
    pub(crate) library: Arc<Library>,
    /// Rows that were read.
    pub(crate) fresh: Vec<Row>,
    /// Rows known before that are gone or were read again.
    pub(crate) gone: Vec<Row>,
    /// Whether it came to its end.
    pub(crate) finished: bool,
}

impl Sweep<'_> {
    /// Walks, reads what is new and publishes.
    pub(crate) fn run(&self) -> Swept {
        // A root given twice is one root.
        let roots = self.roots.iter().enumerate();
        let once = roots.filter(|(index, root)| !self.roots.iter().take(*index).any(|earlier| earlier == *root));
        let once: Vec<Root> = once.map(|(_, root)| root.clone()).collect();
        let mut state = State::new(self.known, self.only);
        match self.only {
            Some(paths) => {
                let files = paths.iter().filter_map(|path| once.iter().find_map(|root| walk::at(root, path)));
                self.take(files.collect(), &mut state);
                state.publish(0, true, self)
            }
            None => self.walk(once, state),
        }
    }

    fn walk(&self, roots: Vec<Root>, mut state: State<'_>) -> Swept {
        let mut files = walk::walk(roots).peekable();
        let warm = !state.known.is_empty();
        if !warm {
            self.take(files.by_ref().take(FIRST).collect(), &mut state);
            if files.peek().is_none() {
                let seen = state.seen;
                return state.publish(seen, true, self);
            }
            if !state.publish_part(state.seen, self) {
                return state.stopped(self);
            }
        }
        let found = AtomicUsize::new(state.seen);
        std::thread::scope(|scope| {
            let (sender, receiver) = mpsc::channel();
            let ahead = &found;
            scope.spawn(move || {
                let mut files = files;
                loop {
                    // A message for each file would wake us 100,000 times.
                    let share: Vec<Found> = files.by_ref().take(SHARE).collect();
                    ahead.fetch_add(share.len(), Ordering::Relaxed);
                    if share.is_empty() || sender.send(share).is_err() {
                        return; // At the end, or stopped.
                    }
                }
            });
            loop {
                let wanted = if warm { KNOWN_CHUNK } else { state.seen.max(SECOND) };
                let shares = receiver.iter().take(wanted.div_ceil(SHARE));
                let chunk: Vec<Found> = shares.flatten().collect();
                // Shares are full but for the last.
                let done = chunk.len() < wanted.next_multiple_of(SHARE);
                let before = state.fresh.len();
                self.take(chunk, &mut state);
                if done {
                    return state.publish(found.load(Ordering::Relaxed), true, self);
                }
                // Where nothing changed there is nothing to tell.
                let news = !warm || state.fresh.len() > before;
                if news && !state.publish_part(found.load(Ordering::Relaxed), self) {
                    return state.stopped(self);
                }
            }
            // Dropping the receiver ends the walk.
        })
    }

    /// Looks at some files, on all cores where they are many.
    fn take(&self, files: Vec<Found>, state: &mut State<'_>) {
        let known = &*state;
        let shares: Vec<Share> = if files.len() <= FIRST {
            vec![self.share(files, known)]
        } else {
            let mut files: Vec<Option<Found>> = files.into_iter().map(Some).collect();
            self.crew.work(|| {
                let shares = files.par_chunks_mut(SHARE);
                shares.map(|share| self.share(share.iter_mut().filter_map(Option::take), known)).collect()
            })
        };
        state.add(shares);
    }

    fn share(&self, files: impl IntoIterator<Item = Found>, state: &State<'_>) -> Share {
        let (mut share, mut near) = (Share::default(), Near::default());
        for (file, at) in files.into_iter().zip(0usize..) {
            let known = state.known_row(&file);
            if let Some((index, row)) = known
                && is_fresh(&file, row, &mut near)
            {
                share.steps.push(Step::Keep(index));
                continue;
            }
            if at.is_multiple_of(STEP) {
                self.crew.give_way();
            }
            let entry = read(file, self.read, &mut near);
            let mut row = pack::push(&mut share.bytes, &entry);
            (self.note)(&mut row, &entry);
            let (replaced, suffix) = match known {
                Some((index, old)) if old.id == row.id => (Some(index), Some(old.suffix)),
                Some((index, _)) => (Some(index), None),
                None => (None, None),
            };
            share.steps.push(Step::Fresh { row, id: entry.id, replaced, suffix });
        }
        share
    }
}

/// Whether what is known of a file still holds. What could not be read is always tried again.
fn is_fresh(file: &Found, known: &Row, near: &mut Near) -> bool {
    !known.traits.has(Traits::BROKEN)
        && file.refusal.is_none()
        && open::stamp_near(&file.origin, near).is_some_and(|stamp| row::stamp_hash(&stamp) == known.stamp)
}

/// What one thread made of its files.
#[derive(Default)]
struct Share {
    bytes: Vec<u8>,
    steps: Vec<Step>,
}

/// What became of a file.
enum Step {
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

/// How far a pass is.
struct State<'a> {
    known: &'a [Row],
    packs: Vec<Pack>,
    library: Option<&'a Library>,
    fates: Vec<Fate>,
    by_path: HashMap<u64, u32, BuildHasherDefault<row::AsItIs>>,
    fresh: Vec<Row>,
    ids: Ids,
    seen: usize,
}

impl<'a> State<'a> {
    fn new(library: Option<&'a Library>, only: Option<&[PathBuf]>) -> Self {
        let known = library.map(Library::rows).unwrap_or_default();
        let mut by_path = HashMap::with_capacity_and_hasher(known.len(), BuildHasherDefault::default());
        let mut ids = Ids::default();
        for (row, index) in known.iter().zip(0..) {
            by_path.insert(row.path, index);
            ids.keep(row.id, row.suffix);
        }
        let mut fates = vec![if only.is_some() { Fate::Kept } else { Fate::Unseen }; known.len()];
        for path in only.unwrap_or_default() {
            let hash = Origin::File(path.clone()).hash();
            let index = by_path.get(&hash).and_then(|index: &u32| usize::try_from(*index).ok());
            if let Some(fate) = index.and_then(|index| fates.get_mut(index)) {
                *fate = Fate::Unseen;
            }
        }
        let packs = library.map(|library| library.packs().to_vec()).unwrap_or_default();
        Self { known, packs, library, fates, by_path, fresh: Vec::new(), ids, seen: 0 }
    }

    fn known_row(&self, file: &Found) -> Option<(u32, &Row)> {
        let index = *self.by_path.get(&file.origin.hash())?;
        let row = self.known.get(usize::try_from(index).ok()?)?;
        // Decoding each of 100,000 to compare paths would cost as much as a stat: the stamp, which holds the inode, tells.
        Some((index, row))
    }

    fn add(&mut self, shares: Vec<Share>) {
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
                        row.suffix = suffix.unwrap_or_else(|| self.ids.give(row.id, || id.raw().to_owned()));
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

    fn snapshot(&self, found: usize, done: bool) -> Arc<Library> {
        let rows = self.rows(done);
        let unchanged = self.fresh.is_empty() && rows.len() == self.known.len();
        let lies = self.library.and_then(|library| library.lies).filter(|_| unchanged);
        let read = if done { rows.len() } else { self.seen };
        let progress = Progress { found: found.max(rows.len()), read, done };
        Arc::new(Library::new(rows, self.packs.clone(), lies, progress))
    }

    /// Whether to go on.
    fn publish_part(&self, found: usize, sweep: &Sweep<'_>) -> bool {
        (sweep.publish)(self.snapshot(found, false))
    }

    fn publish(self, found: usize, done: bool, sweep: &Sweep<'_>) -> Swept {
        let library = self.snapshot(found, done);
        (sweep.publish)(Arc::clone(&library));
        let gone = self.known.iter().zip(&self.fates).filter(|(_, fate)| **fate != Fate::Kept);
        let gone = gone.map(|(row, _)| *row).collect();
        Swept { library, fresh: self.fresh, gone, finished: done }
    }

    /// Stopped on the way: what was not seen may still be there.
    fn stopped(self, _sweep: &Sweep<'_>) -> Swept {
        let library = self.snapshot(self.seen, false);
        let gone = self.known.iter().zip(&self.fates).filter(|(_, fate)| **fate == Fate::Replaced);
        let gone = gone.map(|(row, _)| *row).collect();
        Swept { library, fresh: self.fresh, gone, finished: false }
    }
}

/// Reads one file. Whatever it holds, an entry comes out.
fn read(file: Found, reader: Reader<'_>, near: &mut Near) -> Entry {
    let Found { id, origin, refusal } = file;
    let broken = |reason: Clean| Content::Broken { reason, more: 0 };
    if let Some(refusal) = refusal {
        return Entry { id: id.into(), file: origin, stamp: Stamp::default(), content: broken(clean::line(&refusal)) };
    }
    // A mistake of ours in one file must not cost the reader the others.
    match catch_unwind(AssertUnwindSafe(|| digested(&origin, reader, near))) {
        Ok(Ok(((own_id, content), stamp))) => {
            Entry { id: own_id.unwrap_or_else(|| id.into()), file: origin, stamp, content }
        }
        failed => {
            let stamp = open::stamp(&origin).unwrap_or_default();
            let reason = match failed {
                Ok(Err(error)) => clean::line(&error.to_string()),
                _ => "cannot be read: the program failed on this file (a mistake of ours)".into(),
            };
            Entry { id: id.into(), file: origin, stamp, content: broken(reason) }
        }
    }
}

/// What is in a file, and its stamp. Other forms than article files have no second, quicker reader.
fn digested(origin: &Origin, reader: Reader<'_>, near: &mut Near) -> Result<(Digest, Stamp), ReadError> {
    if let (Some(form), Some(path)) = (open::form(origin), origin.file()) {
        let opened = open::other(path, form)?;
        return Ok(((None, content(&opened)), opened.stamp));
    }
    let read = open::source(origin, near)?;
    Ok((reader(&read.text), read.stamp))
}

/// Reads with every check.
pub(crate) fn exact(source: &str) -> Digest {
    digest(&format::read::read(source), source)
}

/// Takes a quick look, and reads with every check where that is not certain. What only the exact reader sees (footnotes that
/// nothing defines, evidence that points nowhere) comes out when it reads the text for the index.
pub(crate) fn quick(source: &str) -> Digest {
    // Headings inside bodies are sections too, which are not counted in a quick look.
    let Some(look) = quick::look(source).filter(|look| !look.bodies.headings) else { return exact(source) };
    let id = look.id.as_deref().map(Foreign::from).filter(|id| !id.is_blank());
    (id, Content::Article(Box::new(Card::from(look))))
}

/// What the library keeps of an opened file.
pub(crate) fn content(opened: &super::Opened) -> Content {
    match &opened.article {
        Some(article) => Content::Article(Box::new(Card::from(&**article))),
        None => broken_by(&opened.diagnostics, &opened.source),
    }
}

/// What the library keeps of a checked file: its own id, and its card or its first mistake.
pub(crate) fn digest(checked: &Checked, source: &str) -> Digest {
    let Some(article) = &checked.article else { return (None, broken_by(&checked.diagnostics, source)) };
    let id = article.id.clone().filter(|id| !id.is_blank());
    (id, Content::Article(Box::new(Card::from(article))))
}

fn broken_by(diagnostics: &[Diagnostic], source: &str) -> Content {
    let mut errors = diagnostics.iter().filter(|found| found.severity == Severity::Error);
    let reason = match errors.next() {
        Some(error) => with_line(error, source),
        None => "cannot be read as an article".into(),
    };
    Content::Broken { reason, more: errors.count() }
}

fn with_line(error: &Diagnostic, source: &str) -> Clean {
    let Some(before) = error.span.as_ref().and_then(|span| source.as_bytes().get(..span.start)) else {
        return error.message.clone();
    };
    let line = before.split(|&byte| byte == b'\n').count();
    clean::line(&format!("line {line}: {}", error.message))
}

#[cfg(test)]
mod tests;
