//! Loading: walk and parse, published as it goes.
//!
//! The first snapshot holds a few articles and is made without waiting for anything that is not needed for them: no
//! thread, no walk to the end. The second one fills a screen. From then on a thread walks ahead and every chunk is as large as all before
//! it together, so that even a million files make some sixteen snapshots, which share their entries.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

use rayon::prelude::*;

use super::id::Ids;
use super::walk::{self, Found};
use super::{Card, Content, Entry, Library, Progress, Root, open};
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::Stamp;
use crate::format::{self, Checked};
use crate::text::{Clean, Foreign, clean};

/// Files of the first snapshot: enough to have something to show, few enough not to wait for.
const FIRST: usize = 6;

/// Files of the second snapshot: what fills a tall terminal.
const SECOND: usize = 64;

/// Loads a library. Every snapshot goes to `publish` as it is ready, the last one with [`Progress::done`]; when `publish`
/// returns false, loading stops. Returns the last snapshot.
pub fn load(roots: &[Root], publish: &(dyn Fn(Arc<Library>) -> bool + Sync)) -> Arc<Library> {
    load_with(roots, publish, &format::read::read)
}

type Reader<'a> = &'a (dyn Fn(&str) -> Checked + Sync);

fn load_with(roots: &[Root], publish: &(dyn Fn(Arc<Library>) -> bool + Sync), reader: Reader<'_>) -> Arc<Library> {
    // A root given twice is one root.
    let once =
        roots.iter().enumerate().filter(|(index, root)| !roots.iter().take(*index).any(|earlier| earlier == *root));
    let mut files = walk::walk(once.map(|(_, root)| root.clone()).collect()).peekable();
    let mut loaded = Loaded::default();
    loaded.add(files.by_ref().take(FIRST).map(|file| read(file, reader)).collect());
    if files.peek().is_none() {
        return loaded.publish(loaded.entries.len(), true, publish).0;
    }
    let (mut snapshot, mut go_on) = loaded.publish(loaded.entries.len(), false, publish);
    let found = AtomicUsize::new(loaded.entries.len());
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        let ahead = &found;
        scope.spawn(move || {
            for file in files {
                ahead.fetch_add(1, Ordering::Relaxed);
                if sender.send(file).is_err() {
                    return; // Stopped.
                }
            }
        });
        while go_on {
            let wanted = loaded.entries.len().max(SECOND);
            let chunk: Vec<Found> = receiver.iter().take(wanted).collect();
            let done = chunk.len() < wanted;
            loaded.add(chunk.into_par_iter().map(|file| read(file, reader)).collect());
            (snapshot, go_on) = loaded.publish(found.load(Ordering::Relaxed), done, publish);
            go_on &= !done;
        }
        // Dropping the receiver ends the walk.
    });
    snapshot
}

/// What is loaded so far.
#[derive(Default)]
struct Loaded {
    entries: Vec<Arc<Entry>>,
    ids: Ids,
}

impl Loaded {
    fn add(&mut self, entries: Vec<Entry>) {
        self.entries.reserve(entries.len());
        for mut entry in entries {
            let id = self.ids.give(entry.id.raw());
            if id != entry.id.raw() {
                entry.id = Foreign::new(id);
                if let Content::Article(card) = &mut entry.content {
                    card.warnings += 1;
                }
            }
            self.entries.push(Arc::new(entry));
        }
    }

    fn publish(
        &self,
        found: usize,
        done: bool,
        publish: &(dyn Fn(Arc<Library>) -> bool + Sync),
    ) -> (Arc<Library>, bool) {
        let read = self.entries.len();
        let progress = Progress { found: found.max(read), read, done };
        let snapshot = Arc::new(Library { entries: self.entries.clone(), progress });
        let go_on = publish(Arc::clone(&snapshot));
        (snapshot, go_on)
    }
}

/// Reads one file. Whatever it holds, an entry comes out.
fn read(file: Found, reader: Reader<'_>) -> Entry {
    let Found { id, origin, refusal } = file;
    let broken = |reason: Clean| Content::Broken { reason, more: 0 };
    if let Some(refusal) = refusal {
        return Entry { id: id.into(), file: origin, stamp: Stamp::default(), content: broken(clean::line(&refusal)) };
    }
    let read = match open::source(&origin) {
        Ok(read) => read,
        Err(error) => {
            let stamp = open::stamp(&origin).unwrap_or_default();
            return Entry { id: id.into(), file: origin, stamp, content: broken(clean::line(&error.to_string())) };
        }
    };
    // A mistake of ours in one file must not cost the reader the others.
    let (own_id, content) = match catch_unwind(AssertUnwindSafe(|| digest(&reader(&read.text), &read.text))) {
        Ok(digested) => digested,
        Err(_panic) => (None, broken("cannot be read: the program failed on this file (a mistake of ours)".into())),
    };
    Entry { id: own_id.unwrap_or_else(|| id.into()), file: origin, stamp: read.stamp, content }
}

/// What the library keeps of a checked file: its own id, and its card or its first mistake.
fn digest(checked: &Checked, source: &str) -> (Option<Foreign>, Content) {
    let count = |severity| checked.diagnostics.iter().filter(|found| found.severity == severity).count();
    if let Some(article) = &checked.article {
        let card = Card { warnings: count(Severity::Warning), ..Card::from(article) };
        let id = article.id.clone().filter(|id| !id.is_blank());
        return (id, Content::Article(Box::new(card)));
    }
    let reason = match checked.diagnostics.iter().find(|found| found.severity == Severity::Error) {
        Some(error) => with_line(error, source),
        None => "cannot be read as an article".into(),
    };
    (None, Content::Broken { reason, more: count(Severity::Error).saturating_sub(1) })
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
