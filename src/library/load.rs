//! Loading: walk and parse, published as it goes.
//!
//! The first snapshot holds a few articles and is made without waiting for anything that is not needed for them: no
//! thread, no walk to the end. The second one fills a screen. From then on a thread walks ahead and every chunk is as large as all before
//! it together, so that even a million files make some sixteen snapshots, which share their packs.
//!
//! Where much is known already (`Sweep::known`), a file whose stamp has not changed is not read again.

mod check;
mod state;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

use rayon::prelude::*;

use super::crew::Crew;
use super::walk::{self, Found};
use super::{Card, Content, Entry, Library, Origin, Root, Row, open, pack};
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::{Near, ReadError, Stamp};
use crate::format::{self, Checked, quick};
use crate::text::{Clean, Foreign, clean};
use check::is_fresh;
use state::{Share, State, Step};

/// Files of the first snapshot: enough to have something to show, few enough not to wait for.
const FIRST: usize = 6;

/// Files of the second snapshot: what fills a tall terminal.
const SECOND: usize = 64;

/// Files that one thread takes at once.
const SHARE: usize = 64;

/// Files that one thread reads between two looks whether somebody waits: 0.2 ms.
const STEP: usize = 8;

/// Loads a library. Every snapshot goes to `publish` as it is ready, the last one with [`Progress::done`](super::Progress::done); when `publish`
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
        let Some(paths) = self.only else { return self.walk() };
        let mut state = State::new(self.known, self.only);
        let files = paths.iter().filter_map(|path| walk::at(self.roots, path));
        self.take(std::iter::once(files.collect()), &mut state);
        state.publish(0, true, self)
    }

    fn walk(&self) -> Swept {
        let mut state = State::new(self.known, None);
        if state.is_empty() {
            return self.read(walk::walk(self.roots), state);
        }
        let checked = check::check(self.roots, self.crew, &state);
        state.keep(&checked.kept);
        self.read(checked.rest.into_iter(), state)
    }

    /// Reads what is not known, and publishes.
    fn read(&self, files: impl Iterator<Item = Found> + Send, mut state: State<'_>) -> Swept {
        let mut files = files.peekable();
        self.take(std::iter::once(files.by_ref().take(FIRST).collect()), &mut state);
        if files.peek().is_none() {
            let seen = state.seen;
            return state.publish(seen, true, self);
        }
        if !state.publish_part(state.seen, self) {
            return state.stopped();
        }
        let found = AtomicUsize::new(state.seen);
        std::thread::scope(|scope| {
            let (sender, mut receiver) = mpsc::channel();
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
                let (wanted, before) = (state.fresh.len().max(SECOND), state.seen);
                let receiver = &mut receiver;
                let shares = std::iter::from_fn(move || receiver.recv().ok());
                self.take(shares.take(wanted.div_ceil(SHARE)), &mut state);
                // Shares are full but for the last.
                if state.seen - before < wanted.next_multiple_of(SHARE) {
                    return state.publish(found.load(Ordering::Relaxed), true, self);
                }
                if !state.publish_part(found.load(Ordering::Relaxed), self) {
                    return state.stopped();
                }
            }
            // Dropping the receiver ends the walk.
        })
    }

    /// Looks at some files as they come, on all cores where they are many.
    fn take(&self, shares: impl Iterator<Item = Vec<Found>> + Send, state: &mut State<'_>) {
        let known = &*state;
        let mut shares = shares.peekable();
        let looked: Vec<Share> = if shares.peek().is_none_or(|first| first.len() <= FIRST) {
            shares.map(|files| self.share(files, known)).collect()
        } else {
            let each = |(at, files)| (at, self.share(files, known));
            let mut looked: Vec<(usize, Share)> =
                self.crew.work(|| shares.enumerate().par_bridge().map(each).collect());
            looked.sort_unstable_by_key(|(at, _)| *at);
            looked.into_iter().map(|(_, share)| share).collect()
        };
        state.add(looked);
    }

    fn share(&self, files: impl IntoIterator<Item = Found>, state: &State<'_>) -> Share {
        let (mut share, mut near) = (Share::default(), Near::default());
        for (file, at) in files.into_iter().zip(0usize..) {
            let known = state.known(&file);
            if let Some(known) = known
                && is_fresh(&file, known, &mut near)
            {
                share.steps.push(Step::Keep(known.index));
                continue;
            }
            if at.is_multiple_of(STEP) {
                self.crew.give_way();
            }
            let entry = read(file, self, &mut near);
            let mut row = pack::push(&mut share.bytes, &entry);
            (self.note)(&mut row, &entry);
            let replaced = known.map(|known| known.index);
            let old = known.and_then(|known| state.row(known));
            let suffix = old.filter(|old| old.id == row.id).map(|old| old.suffix);
            share.steps.push(Step::Fresh { row, id: entry.id, replaced, suffix });
        }
        share
    }
}

/// Reads one file. Whatever it holds, an entry comes out.
fn read(file: Found, sweep: &Sweep<'_>, near: &mut Near) -> Entry {
    let id = file.id(sweep.roots);
    let Found { origin, refusal, .. } = file;
    let broken = |reason: Clean| Content::Broken { reason, more: 0 };
    if let Some(refusal) = refusal {
        return Entry { id: id.into(), file: origin, stamp: Stamp::default(), content: broken(clean::line(&refusal)) };
    }
    // A mistake of ours in one file must not cost the reader the others.
    match catch_unwind(AssertUnwindSafe(|| digested(&origin, sweep.read, near))) {
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
