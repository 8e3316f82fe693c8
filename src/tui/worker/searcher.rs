//! The thread that searches: it answers the newest question and lists by the newest filter, over the newest snapshot, and
//! skips what is stale. It keeps the history of searches, too.
//!
//! A reader types faster than a common word is counted in 100,000 articles. So a question that has not been begun when the
//! next one comes is forgotten, and the answer to one that has been overtaken meanwhile is not reported.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::Ticket;
use super::counter::{Counter, lock};
use crate::article::Date;
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::library::Library;
use crate::reading::{Noted, Summary};
use crate::search::history::{self, History};
use crate::search::hit::{Answer, Question};
use crate::store::{self, AskError, Listed, Snapshot};

/// What is found, or what is wrong with the query.
pub type Answered = Result<Answer, Box<Diagnostic>>;

/// A question with its answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// What was asked.
    pub question: Question,
    /// What is found, or what is wrong with the query.
    pub answer: Answered,
}

/// What a filter keeps.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The filter as typed.
    pub typed: String,
    /// The library that it was asked of.
    pub library: Arc<Library>,
    /// What of it is listed, or what is wrong with the filter.
    pub listed: Result<Listed, Box<Diagnostic>>,
}

/// Which notes a query means.
#[derive(Clone, Debug)]
pub struct KeptNotes {
    /// The query as typed.
    pub typed: String,
    /// The notes that were asked for.
    pub notes: Arc<Vec<Noted>>,
    /// For each of them whether it is meant, or what is wrong with the query.
    pub kept: Result<Vec<bool>, Box<Diagnostic>>,
}

/// What the thread tells without being waited for.
#[derive(Clone, Debug)]
pub(super) enum Said {
    /// An answer that nobody waits for any more.
    Answered(Ticket, Box<Reply>),
    /// What a filter keeps, likewise.
    Kept(Ticket, Box<Kept>),
    /// Which notes a query means.
    KeptNotes(Box<KeptNotes>),
    /// The searches of earlier times.
    Past(History),
    /// The index failed.
    Damaged,
    /// The history cannot be written.
    Unsaved(String),
}

/// What the thread is started with.
pub(super) struct Setup<T> {
    /// The day that ages in queries are counted from.
    pub(super) today: T,
    /// The folder of the history; none where none is kept.
    pub(super) state: Option<PathBuf>,
}

/// Where to ask. Dropping it ends the thread.
#[derive(Debug)]
pub(super) struct Searcher(Arc<Desk>);

/// What the two threads share.
#[derive(Debug, Default)]
struct Desk {
    wish: Mutex<Wish>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Wish {
    /// The newest question that nobody has begun to answer.
    newest: Option<Asked>,
    /// The newest filter, likewise.
    filter: Option<Filter>,
    /// The newest query of notes, likewise.
    notes: Option<(String, Arc<Vec<Noted>>)>,
    /// Searches to be remembered.
    done: Vec<String>,
    snapshot: Arc<Snapshot>,
    /// What the reader made of the articles; every snapshot gets it.
    reading: Arc<Summary>,
    /// Whether the history may be read: the first frame does not need it.
    may_recall: bool,
    closed: bool,
}

#[derive(Debug)]
struct Asked {
    ticket: Ticket,
    question: Question,
    counter: Arc<Counter<Answered>>,
}

#[derive(Debug)]
struct Filter {
    ticket: Ticket,
    typed: String,
    counter: Arc<Counter<Kept>>,
}

/// What the thread does next.
#[derive(Debug)]
enum Job {
    Ask(Asked),
    Filter(Filter),
    Notes(String, Arc<Vec<Noted>>),
    Remember(Vec<String>),
    Recall,
}

impl Searcher {
    /// Starts the thread. Answers that nobody waits for go to `report`.
    pub(super) fn start(
        setup: Setup<impl Fn() -> Date + Send + 'static>,
        report: impl Fn(Said) + Send + 'static,
    ) -> io::Result<Self> {
        let desk = Arc::new(Desk::default());
        let own = Arc::clone(&desk);
        thread::Builder::new().name("search".to_owned()).spawn(move || serve(&own, &setup, &report))?;
        Ok(Self(desk))
    }

    /// None where it takes longer than that; then it is reported, unless a newer filter comes.
    pub(super) fn filter_within(&self, ticket: Ticket, typed: String, patience: Duration) -> Option<Kept> {
        let counter = Arc::new(Counter::default());
        lock(&self.0.wish).filter = Some(Filter { ticket, typed, counter: Arc::clone(&counter) });
        self.0.changed.notify_one();
        counter.wait(patience)
    }

    /// Asks which of some notes a query means: it is reported, unless a newer query comes.
    pub(super) fn notes(&self, typed: String, notes: Arc<Vec<Noted>>) {
        lock(&self.0.wish).notes = Some((typed, notes));
        self.0.changed.notify_one();
    }

    /// Reads the history, which is then reported.
    pub(super) fn recall(&self) {
        lock(&self.0.wish).may_recall = true;
        self.0.changed.notify_one();
    }

    /// Keeps a search for the next time.
    pub(super) fn remember(&self, query: String) {
        lock(&self.0.wish).done.push(query);
        self.0.changed.notify_one();
    }

    pub(super) fn snapshot(&self, snapshot: Arc<Snapshot>) {
        let mut wish = lock(&self.0.wish);
        wish.snapshot = if wish.reading.is_empty() {
            snapshot
        } else {
            Arc::new(Arc::unwrap_or_clone(snapshot).with_reading(Arc::clone(&wish.reading)))
        };
    }

    /// What is searched now.
    pub(super) fn now(&self) -> Arc<Snapshot> {
        Arc::clone(&lock(&self.0.wish).snapshot)
    }

    /// Questions ask this reading state from now on.
    pub(super) fn reading(&self, reading: Arc<Summary>) {
        let mut wish = lock(&self.0.wish);
        wish.snapshot = Arc::new(Snapshot::clone(&wish.snapshot).with_reading(Arc::clone(&reading)));
        wish.reading = reading;
    }

    /// None where it takes longer than that; then it is reported, unless a newer question comes.
    pub(super) fn ask_within(&self, ticket: Ticket, question: Question, patience: Duration) -> Option<Answered> {
        let counter = Arc::new(Counter::default());
        lock(&self.0.wish).newest = Some(Asked { ticket, question, counter: Arc::clone(&counter) });
        self.0.changed.notify_one();
        counter.wait(patience)
    }
}

impl Drop for Searcher {
    fn drop(&mut self) {
        lock(&self.0.wish).closed = true;
        self.0.changed.notify_one();
    }
}

impl Desk {
    /// The newest question and what it is to be asked of; none when it is time to go.
    fn next(&self) -> Option<(Job, Arc<Snapshot>)> {
        let mut wish = lock(&self.wish);
        loop {
            if wish.closed {
                return None;
            }
            let job = wish.newest.take().map(Job::Ask).or_else(|| wish.filter.take().map(Job::Filter));
            let job = job.or_else(|| wish.notes.take().map(|(typed, notes)| Job::Notes(typed, notes)));
            let job = job.or_else(|| std::mem::take(&mut wish.may_recall).then_some(Job::Recall));
            let remember = || Some(std::mem::take(&mut wish.done)).filter(|done| !done.is_empty()).map(Job::Remember);
            if let Some(job) = job.or_else(remember) {
                return Some((job, Arc::clone(&wish.snapshot)));
            }
            wish = self.changed.wait(wish).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn is_overtaken(&self) -> bool {
        let wish = lock(&self.wish);
        wish.newest.is_some() || wish.closed
    }

    fn has_newer_notes(&self) -> bool {
        let wish = lock(&self.wish);
        wish.notes.is_some() || wish.closed
    }

    fn has_newer_filter(&self) -> bool {
        let wish = lock(&self.wish);
        wish.filter.is_some() || wish.closed
    }
}

fn serve(desk: &Desk, setup: &Setup<impl Fn() -> Date>, say: &impl Fn(Said)) {
    let mut history = History::default();
    while let Some((job, snapshot)) = desk.next() {
        match job {
            Job::Ask(Asked { ticket, question, counter }) => {
                let today = (setup.today)();
                let ask = || store::ask_unless(&snapshot, &question, &today, &|| desk.is_overtaken());
                let Some(answer) = searched(ask, say) else { continue };
                if let Some(answer) = counter.lay(answer)
                    && !desk.is_overtaken()
                {
                    say(Said::Answered(ticket, Box::new(Reply { question, answer })));
                }
            }
            Job::Filter(Filter { ticket, typed, counter }) => {
                let today = (setup.today)();
                let stop = || desk.has_newer_filter();
                let list = || store::articles_unless(&snapshot, (&typed, true), &today, &stop);
                let Some(listed) = searched(list, say) else { continue };
                let kept = Kept { typed, library: Arc::clone(&snapshot.library), listed };
                if let Some(kept) = counter.lay(kept) {
                    say(Said::Kept(ticket, Box::new(kept)));
                }
            }
            Job::Notes(typed, notes) => {
                let today = (setup.today)();
                let stop = || desk.has_newer_notes();
                let ask = || store::noted(&snapshot, (&typed, true), &today, &notes, &stop);
                let Some(kept) = searched(ask, say) else { continue };
                say(Said::KeptNotes(Box::new(KeptNotes { typed, notes, kept })));
            }
            Job::Recall => {
                if let Some(folder) = &setup.state
                    && let Ok(past) = history::load(folder)
                {
                    history = past;
                    say(Said::Past(history.clone()));
                }
            }
            Job::Remember(queries) => {
                for query in &queries {
                    history.push(query);
                }
                if let Some(folder) = &setup.state
                    && let Err(why) = history::save(folder, &mut history)
                {
                    say(Said::Unsaved(disk::reason(&why)));
                }
            }
        }
    }
}

/// Searches, and says so where the index fails. None where nobody waits any more.
fn searched<T>(
    search: impl FnOnce() -> Result<T, AskError>,
    say: &impl Fn(Said),
) -> Option<Result<T, Box<Diagnostic>>> {
    match catch_unwind(AssertUnwindSafe(search)) {
        Ok(Ok(found)) => Some(Ok(found)),
        Ok(Err(AskError::Query(wrong))) => Some(Err(wrong)),
        Ok(Err(AskError::Stopped)) => None,
        Ok(Err(AskError::Damaged)) => {
            say(Said::Damaged);
            let said = Diagnostic::error("index-damaged", 0..0, &AskError::Damaged.to_string());
            Some(Err(Box::new(Diagnostic { span: None, ..said })))
        }
        Err(_panic) => Some(Err(Box::new(failure()))),
    }
}

/// What a panic of ours says: it is about no part of the query.
fn failure() -> Diagnostic {
    let said = Diagnostic::error("internal", 0..0, "the program failed on this query (a mistake of ours)");
    Diagnostic { span: None, ..said.help("please report it with the query") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(typed: &str) -> Question {
        Question { typed: typed.to_owned(), ..Question::default() }
    }

    #[test]
    fn the_newest_question_takes_the_place_of_one_not_begun() {
        let searcher = Searcher(Arc::new(Desk::default()));
        assert!(searcher.ask_within(Ticket(1), question("s"), Duration::ZERO).is_none());
        assert!(searcher.ask_within(Ticket(2), question("sa"), Duration::ZERO).is_none());
        assert!(searcher.0.is_overtaken());
        let (Job::Ask(asked), _) = searcher.0.next().unwrap() else { panic!() };
        assert_eq!((asked.ticket, asked.question.typed.as_str()), (Ticket(2), "sa"));
        assert!(!searcher.0.is_overtaken());
        let desk = Arc::clone(&searcher.0);
        drop(searcher);
        assert!(desk.next().is_none());
    }

    #[test]
    fn a_question_is_asked_of_the_newest_snapshot() {
        let searcher = Searcher(Arc::new(Desk::default()));
        let newer = Arc::new(Snapshot::default());
        searcher.snapshot(Arc::clone(&newer));
        assert!(searcher.ask_within(Ticket(1), question("x"), Duration::ZERO).is_none());
        assert!(Arc::ptr_eq(&searcher.0.next().unwrap().1, &newer));
    }
}
