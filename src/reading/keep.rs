//! Keeping: one thread owns the notebook, makes the changes that it is told, and tells what is kept.
//!
//! A change is told as saved when it is on the disk, not before. One that cannot be kept (a full disk, a folder that may not be
//! written) is told at once, stays in memory, and is tried again: with every later change, and by itself, ever more rarely.
//! Where the reader stands is written when it has stood still for [`STILL`]. What another program writes is noticed by a watch
//! on the folder. Nothing here ticks: without something that waits, the thread sleeps.

mod check;
mod message;

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::{At, Change, Error, Identity, Moment, Notebook, Position, What};
use crate::article::anchor::Anchor;
use crate::article::texts::Texts;
use crate::article::{Place, Span, Wording};
use crate::library;
use crate::library::watch::{Watch, watch_folder};

pub use check::Orphans;
use check::Rounds;
pub use message::{Kept, LIBRARY_SCREEN, Last, Subject, Told, Wish};

/// How long a place is stood at before it is written down.
pub const STILL: Duration = Duration::from_millis(250);

/// How long after a failure it is tried again; twice as long each time.
const FIRST_RETRY: Duration = Duration::from_secs(1);
const LAST_RETRY: Duration = Duration::from_secs(60);

/// Keeps reading state until it is told to end. `poke` is the way back to `wishes` for the watch; `now` is the time.
pub fn keep(at: &At, (poke, wishes): (Sender<Wish>, &Receiver<Wish>), tell: &dyn Fn(Told), now: &dyn Fn() -> Moment) {
    let mut keeper = Keeper {
        at,
        notebook: None,
        access: Access::ToRead,
        tells_summary: false,
        version: 0,
        subject: None,
        standing: None,
        waiting: VecDeque::new(),
        bereft: HashSet::new(),
        owes_met: false,
        retry: None,
        rounds: Rounds::default(),
        tell,
        now,
    };
    let mut watch = None;
    while let Some(wish) = keeper.next(wishes) {
        // Not before: until somebody asks, whoever shows the first frame has the machine.
        if keeper.notebook.is_none() {
            keeper.open();
        }
        if matches!(wish, Wish::Summary) && watch.is_none() {
            watch = keeper.watch(poke.clone());
        }
        if !keeper.take(wish) {
            break;
        }
    }
    keeper.write_place();
    keeper.try_again();
    keeper.let_wordings_go();
}

/// Changes that are not kept yet.
struct Waiting {
    /// Their number; 0 where nobody waits to hear of them.
    number: u64,
    changes: Vec<Change>,
    /// The text that passages in them were taken from.
    wording: Option<Wording>,
}

/// What an open notebook can be used for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    ToRead,
    ToWrite,
}

struct Keeper<'a> {
    at: &'a At,
    notebook: Option<Notebook>,
    /// What the notebook that is open can be used for.
    access: Access,
    /// Whether anybody wants to know what is kept of all articles.
    tells_summary: bool,
    /// The version of the notebook that was read last.
    version: i64,
    subject: Option<Subject>,
    /// Where the reader stands, since when.
    standing: Option<(Place, u8, Instant)>,
    /// What is not kept yet, in its order.
    waiting: VecDeque<Waiting>,
    /// Articles of which a note was taken away.
    bereft: HashSet<Arc<Identity>>,
    /// Whether what was told of the open article may have been told before what is kept now: another program had written.
    owes_met: bool,
    /// When to try again, and how long that was put off.
    retry: Option<(Instant, Duration)>,
    /// What is looked at when nothing is wished.
    rounds: Rounds,
    tell: &'a dyn Fn(Told),
    now: &'a dyn Fn() -> Moment,
}

impl Keeper<'_> {
    /// Opens the notebook; where it cannot be written, to read.
    fn open(&mut self) -> bool {
        if self.is_writable() {
            return true;
        }
        let opened = self.at.open().map(|opened| {
            if let Some(aside) = opened.aside {
                (self.tell)(Told::Aside(aside));
            }
            opened.notebook
        });
        match opened {
            Ok(notebook) => {
                self.version = notebook.version().unwrap_or(0);
                self.notebook = Some(notebook);
                self.access = Access::ToWrite;
            }
            Err(why) => {
                (self.tell)(Told::Unsaved(why.to_string()));
                if let (None, At::Folder(folder)) = (&self.notebook, self.at) {
                    self.notebook = Notebook::open_to_read(folder).ok();
                }
            }
        }
        self.is_writable()
    }

    fn is_writable(&self) -> bool {
        self.access == Access::ToWrite
    }

    fn watch(&self, poke: Sender<Wish>) -> Option<Watch> {
        let At::Folder(folder) = self.at else { return None };
        // Without a watch others' changes are seen at the next start.
        watch_folder(folder, move || drop(poke.send(Wish::Poke))).ok()
    }

    /// The next wish; meanwhile what is due is done. None when nobody asks any more.
    fn next(&mut self, wishes: &Receiver<Wish>) -> Option<Wish> {
        loop {
            let still = self.standing.map(|(_, _, since)| since + STILL);
            let retry = self.retry.map(|(when, _)| when);
            let due =
                if self.rounds.is_idle() { [still, retry].into_iter().flatten().min() } else { Some(Instant::now()) };
            let Some(due) = due else { return wishes.recv().ok() };
            match wishes.recv_timeout(due.saturating_duration_since(Instant::now())) {
                Ok(wish) => return Some(wish),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {
                    let passed = |when: Option<Instant>| when.is_some_and(|when| when <= Instant::now());
                    if passed(still) {
                        self.write_place();
                    }
                    if passed(retry) {
                        self.try_again();
                    }
                    self.go_round();
                }
            }
        }
    }

    /// Does what is wished; whether to go on.
    fn take(&mut self, wish: Wish) -> bool {
        match wish {
            Wish::Meet(subject) => self.meet(subject),
            Wish::Keep(number, changes) => {
                let takes = changes.iter().any(|change| change.what.taken().is_some());
                let subject = self.subject.as_ref().filter(|_| takes);
                let wording = subject.map(|subject| Wording::of(&Texts::of(&subject.article)));
                self.waiting.push_back(Waiting { number, changes, wording });
                self.try_again();
            }
            Wish::Stand(place, percent) => self.standing = Some((place, percent, Instant::now())),
            Wish::Jumps(jumps) => self.lightly(|notebook| notebook.set_jumps(&jumps)),
            Wish::Screen(name, value) => self.lightly(|notebook| notebook.set_screen(name, &value)),
            Wish::Summary => {
                self.tells_summary = true;
                self.tell_last();
                self.tell_summary();
            }
            Wish::Notes => self.tell_notes(),
            Wish::Check => self.check(),
            Wish::Library(library) => self.rejoin(&library),
            Wish::Poke => self.look(),
            Wish::End => return false,
        }
        true
    }

    /// What nobody would miss much: where it fails, that is all.
    fn lightly(&mut self, write: impl FnOnce(&mut Notebook) -> Result<(), Error>) {
        if self.open()
            && let Some(notebook) = &mut self.notebook
        {
            let _ = write(notebook);
        }
    }

    fn meet(&mut self, subject: Subject) {
        // The place in the article before belongs to that one.
        self.write_place();
        let moved =
            self.is_writable() && self.notebook.as_mut().is_some_and(|it| it.meet(&subject.identity).unwrap_or(false));
        self.subject = Some(subject);
        self.owes_met = false;
        self.settle();
        self.tell_met();
        if moved {
            self.tell_summary();
        }
    }

    /// Writes down where the reader stands.
    fn write_place(&mut self) {
        let (Some((place, percent, _)), Some(subject)) = (self.standing.take(), &self.subject) else { return };
        let Some(anchor) = Anchor::of(&Texts::of(&subject.article), Span::at(place)) else { return };
        let position = Position { anchor, percent, seen: (self.now)() };
        let what = What::Position(Some(position));
        let change = Change { article: Arc::clone(&subject.identity), what };
        // Only the newest place of an article is worth waiting.
        let is_older = |waiting: &Waiting| matches!(&*waiting.changes, [old] if is_place(old, &change.article));
        self.waiting.retain(|waiting| !is_older(waiting));
        self.waiting.push_back(Waiting { number: 0, changes: vec![change], wording: None });
        self.try_again();
    }

    /// Tries to keep all that waits, in its order.
    fn try_again(&mut self) {
        if self.waiting.is_empty() {
            self.retry = None;
            return;
        }
        if !self.open() {
            self.put_off();
            return;
        }
        let caught_up = self.retry.is_some();
        while let Some(Waiting { number, changes, wording }) = self.waiting.front_mut() {
            let Some(notebook) = &mut self.notebook else { return };
            complete(changes);
            if let Err(why) = notebook.apply_with(changes, wording.as_slice()) {
                if matches!(why, Error::Io(_)) || why.is_lasting() {
                    self.access = Access::ToRead;
                }
                (self.tell)(Told::Unsaved(why.to_string()));
                self.put_off();
                return;
            }
            let gone = changes.iter().filter(|change| matches!(change.what, What::Note { to: None, .. }));
            self.bereft.extend(gone.map(|change| Arc::clone(&change.article)));
            let number = *number;
            self.waiting.pop_front();
            if number > 0 {
                (self.tell)(Told::Saved(number));
            }
        }
        self.retry = None;
        if caught_up {
            (self.tell)(Told::Caught);
        }
        self.tell_summary();
        if self.owes_met {
            self.tell_met();
        }
    }

    /// Lets the texts go of notes that were taken away and not brought back.
    fn let_wordings_go(&mut self) {
        let bereft = std::mem::take(&mut self.bereft);
        for article in &bereft {
            // Where that fails, they go with the next note of the article that goes.
            self.lightly(|notebook| notebook.let_wordings_go(article));
        }
    }

    fn put_off(&mut self) {
        let last = self.retry.map_or(FIRST_RETRY, |(_, last)| (last * 2).min(LAST_RETRY));
        self.retry = Some((Instant::now() + last, last));
    }

    /// Looks whether another program has written.
    fn look(&mut self) {
        let version = self.notebook.as_ref().and_then(|notebook| notebook.version().ok());
        if version.is_none_or(|version| version == self.version) {
            return;
        }
        self.version = version.unwrap_or(self.version);
        self.owes_met = true;
        self.tell_summary();
        self.tell_met();
    }

    /// What the notebook says; nothing where there is none. Where it cannot be read, that is told: nothing is not the same.
    fn read<T: Default>(&self, read: impl FnOnce(&Notebook) -> Result<T, Error>) -> Option<T> {
        let Some(notebook) = &self.notebook else { return Some(T::default()) };
        read(notebook).map_err(|why| (self.tell)(Told::Unread(why.to_string()))).ok()
    }

    fn tell_met(&self) {
        let Some(Subject { origin, identity, article }) = &self.subject else { return };
        let Some(mut state) = self.read(|notebook| notebook.state(identity)) else { return };
        // What waits is what the reader sees.
        for Waiting { changes, wording, .. } in &self.waiting {
            state.wordings.extend(wording.clone());
            for change in changes.iter().filter(|change| change.article.path == identity.path) {
                state.apply(change.what.clone());
            }
        }
        (self.tell)(Told::Met(origin.clone(), Box::new(Kept::of(state, article))));
    }

    fn tell_last(&self) {
        let Some(notebook) = &self.notebook else { return };
        let last = Last {
            jumps: notebook.jumps().unwrap_or_default(),
            marks: notebook.capital_marks().unwrap_or_default(),
            library: notebook.screen(LIBRARY_SCREEN).unwrap_or_default(),
        };
        (self.tell)(Told::Last(Box::new(last)));
    }

    fn tell_summary(&self) {
        if !self.tells_summary {
            return;
        }
        if let Some(summary) = self.read(Notebook::summary) {
            (self.tell)(Told::Summary(Arc::new(summary)));
        }
    }

    fn tell_notes(&self) {
        if let Some(notes) = self.read(Notebook::notes) {
            (self.tell)(Told::Notes(Arc::new(notes)));
        }
    }
}

/// Whether a change is of the place in this article.
fn is_place(change: &Change, article: &Identity) -> bool {
    matches!(change.what, What::Position(_)) && change.article.path == article.path
}

/// Looks who an article is of which only the path was known: a list knows no more.
fn complete(changes: &mut [Change]) {
    for change in changes.iter_mut().filter(|change| change.article.content.is_none()) {
        let origin = change.article.origin();
        let opened = origin.as_ref().map(library::open::open);
        if let (Some(origin), Some(article)) = (origin, opened.and_then(|opened| opened.article)) {
            change.article = Arc::new(Identity::of(&origin, &change.article.id, Some(&article)));
        }
    }
}

#[cfg(test)]
mod tests;
