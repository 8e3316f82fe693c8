//! Background work: the interface thread touches no file, it asks the worker.
//!
//! Loading, opening and searching have a thread each, so that an article opens at once while 100,000 others load. Every question gets
//! a [`Ticket`] and exactly one last answer, as a [`Report`] or, for [`Worker::open_within`], right away; an answer whose
//! ticket is no longer the one that the interface waits for is stale, and the interface drops it. A job that panics is an
//! answer too.
//!
//! What must not live here: state of the interface, anything that polls.

mod briefer;
mod checker;
mod chronicler;
mod citer;
mod counter;
mod fetcher;
mod keeper;
mod looker;
mod notekeeper;
mod opener;
mod recent;
mod searcher;

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::article::{Age, Date};
use crate::cite::{Chosen, Work};
use crate::diagnostic::Diagnostic;
use crate::fetch::Progress;
use crate::import::Imported;
use crate::library::events::Rows;
use crate::library::{Opened, Origin, Root};
use crate::lint::Checks;
use crate::reading::keep::{Told as ReadingTold, Wish};
use crate::reading::{At, Moment, Noted};
use crate::search::history::History;
use crate::search::hit::Question;
use crate::store::keep::{Poke, Told};
use crate::store::{Place, Snapshot};
use crate::tui::look::{Look, Looked};
use briefer::Briefer;
pub use briefer::{Brief, Briefed};
use checker::Checker;
use chronicler::Chronicler;
pub use chronicler::Gathering;
pub use citer::Citation;
use citer::Citer;
use fetcher::Fetcher;
use keeper::Keeper;
use looker::Looker;
use notekeeper::Notekeeper;
use opener::Opener;
use searcher::{Said, Searcher};

pub use searcher::{Answered, Kept, KeptNotes, Reply};

/// The number of a question; later questions have greater ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(u64);

/// An answer.
#[derive(Clone, Debug)]
pub enum Report {
    /// A newer snapshot of the library.
    Library {
        /// The snapshot.
        snapshot: Arc<Snapshot>,
    },
    /// Something about the store that the reader should know.
    Told(Told),
    /// What a filter keeps.
    Kept {
        /// Of the filter.
        ticket: Ticket,
        /// What it keeps.
        kept: Box<Kept>,
    },
    /// Which notes a query means.
    KeptNotes(Box<KeptNotes>),
    /// The searches of earlier times.
    Past(History),
    /// The history of searches cannot be written, and why.
    Unsaved(String),
    /// An article that was asked for.
    Opened {
        /// Of the question.
        ticket: Ticket,
        /// What was asked for.
        origin: Origin,
        /// What it holds.
        opened: Arc<Opened>,
    },
    /// What an editor would want to know of an article.
    Checked {
        /// The article.
        opened: Arc<Opened>,
        /// What was found.
        found: Vec<Diagnostic>,
    },
    /// What a question of a search came to.
    Answered {
        /// Of the question.
        ticket: Ticket,
        /// What was asked, and what is found.
        reply: Box<Reply>,
    },
    /// A brief that was asked for.
    Briefed {
        /// Of the wish.
        ticket: Ticket,
        /// The brief, or why there is none.
        briefed: Briefed,
    },
    /// A citation that was asked for.
    Cited {
        /// Of the wish.
        ticket: Ticket,
        /// The citation.
        citation: Citation,
    },
    /// How far the gathering of events is.
    Events {
        /// Of the wish.
        ticket: Ticket,
        /// How far it is.
        gathering: Gathering,
    },
    /// Something about reading state.
    Reading(ReadingTold),
    /// What was looked for behind an article.
    Looked(Looked),
    /// How far a page is that is being fetched.
    Fetching {
        /// Of the wish.
        ticket: Ticket,
        /// How far it is.
        so_far: Progress,
    },
    /// A page that was asked for.
    Fetched {
        /// Of the wish.
        ticket: Ticket,
        /// The articles on it, or why there are none.
        read: Result<Vec<Imported>, Diagnostic>,
    },
    /// A job failed by a mistake of ours. An open that fails so is an [`Opened`](Report::Opened) that says it.
    Failed {
        /// What was being done: "keeping the library".
        job: &'static str,
    },
}

/// A gate that opens once.
#[derive(Debug, Default)]
struct Seen {
    open: Mutex<bool>,
    changed: Condvar,
}

/// Longest wait at the gate: an interface that draws nothing for so long has other troubles.
const GATE: Duration = Duration::from_millis(100);

/// How long the terminal has the machine to itself after the first frame.
const BREATH: Duration = Duration::from_millis(3);

impl Seen {
    fn set(&self) {
        *self.open.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_all();
    }

    /// Waits for it; the first to come through does something on its way.
    fn wait(&self, first: impl FnOnce()) {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if *open {
            return;
        }
        drop(self.changed.wait_timeout_while(open, GATE, |open| !*open));
        self.set();
        // Loading takes every processor; the terminal needs one for a moment to show what it was sent.
        thread::sleep(BREATH);
        first();
    }
}

/// What [`Worker::open_within`] came to.
#[derive(Clone, Debug)]
pub enum Opening {
    /// It is here, and no report will come.
    Now(Arc<Opened>),
    /// It takes longer; a report with this ticket will come.
    Later(Ticket),
}

/// What [`Worker::ask_within`] came to.
#[derive(Clone, Debug)]
pub enum Asking {
    /// It is here, and no report will come.
    Now(Answered),
    /// It takes longer; a report with this ticket will come, unless a newer question does.
    Later(Ticket),
}

/// What [`Worker::filter_within`] came to.
#[derive(Clone, Debug)]
pub enum Filtering {
    /// It is here, and no report will come.
    Now(Box<Kept>),
    /// It takes longer; a report with this ticket will come, unless a newer filter does.
    Later(Ticket),
}

/// What [`Worker::cite_within`] came to.
#[derive(Clone, Debug)]
pub enum Citing {
    /// It is here, and no report will come.
    Now(Citation),
    /// It takes longer; a report with this ticket will come, unless a newer wish does.
    Later(Ticket),
}

/// What the threads need to know.
pub struct Needs {
    /// The day, asked at every search, for the ages in queries, and at every fetch.
    pub today: Today,
    /// The time, for what is kept.
    pub now: Now,
    /// How articles are looked over.
    pub checks: Checks,
    /// Where reading state is kept.
    pub reading: At,
    /// The folder of the history of searches; none where none is kept.
    pub state: Option<PathBuf>,
}

/// What says which time it is.
pub type Now = Arc<dyn Fn() -> Moment + Send + Sync>;

/// What says which day it is.
pub type Today = Arc<dyn Fn() -> Date + Send + Sync>;

/// Where reports go.
type Reports = Arc<dyn Fn(Report) + Send + Sync>;

/// The threads in the background. Dropping it lets them end.
pub struct Worker {
    send: Reports,
    last: u64,
    /// Whether the first frame is out: until then keeping pauses after its first snapshot, which is all that frame needs.
    seen: Arc<Seen>,
    today: Today,
    stale_after: Age,
    opener: Opener,
    checker: Checker,
    briefer: Briefer,
    chronicler: Chronicler,
    citer: Citer,
    fetcher: Fetcher,
    looker: Looker,
    notekeeper: Notekeeper,
    searcher: Arc<Searcher>,
    keeper: Option<Arc<Keeper>>,
    /// What the keeper's thread is poked by from the searcher's.
    damaged: Arc<Mutex<Option<Arc<Keeper>>>>,
}

impl Worker {
    /// Starts the threads that open and search; the one that keeps the store comes with [`Self::keep`]. Reports go to
    /// `send`, from any of them.
    ///
    /// # Errors
    /// Where the system gives no more threads.
    pub fn start(send: impl Fn(Report) + Send + Sync + 'static, needs: Needs) -> io::Result<Self> {
        let send: Reports = Arc::new(send);
        let seen = Arc::default();
        let to_send = Arc::clone(&send);
        let opener = Opener::start(move |ticket, origin, opened| to_send(Report::Opened { ticket, origin, opened }))?;
        let damaged: Arc<Mutex<Option<Arc<Keeper>>>> = Arc::default();
        let (to_send, to_poke) = (Arc::clone(&send), Arc::clone(&damaged));
        let today = Arc::clone(&needs.today);
        let setup = searcher::Setup { today: move || today(), state: needs.state };
        let searcher = Searcher::start(setup, move |said| match said {
            Said::Answered(ticket, reply) => to_send(Report::Answered { ticket, reply }),
            Said::Kept(ticket, kept) => to_send(Report::Kept { ticket, kept }),
            Said::KeptNotes(kept) => to_send(Report::KeptNotes(kept)),
            Said::Past(past) => to_send(Report::Past(past)),
            Said::Unsaved(why) => to_send(Report::Unsaved(why)),
            Said::Damaged => {
                if let Some(keeper) = &*counter::lock(&to_poke) {
                    keeper.poke(Poke::Damaged);
                }
            }
        })?;
        let searcher = Arc::new(searcher);
        // The searcher knows it before the interface does, which then asks.
        let (to_send, to_tell) = (Arc::clone(&send), Arc::downgrade(&searcher));
        let report: Reports = Arc::new(move |report| {
            if let (Report::Reading(ReadingTold::Summary(reading)), Some(searcher)) = (&report, to_tell.upgrade()) {
                searcher.reading(Arc::clone(reading));
            }
            to_send(report);
        });
        let citer = Citer::new(Arc::clone(&send));
        let looker = Looker::new(&report);
        let notekeeper = Notekeeper::new(needs.reading, needs.now, &report);
        let stale_after = needs.checks.stale_after;
        let checker = Checker::new(needs.checks, Arc::clone(&needs.today), Arc::clone(&send));
        Ok(Self {
            send,
            last: 0,
            seen,
            today: needs.today,
            stale_after,
            opener,
            checker,
            briefer: Briefer::default(),
            chronicler: Chronicler::default(),
            citer,
            fetcher: Fetcher::default(),
            looker,
            notekeeper,
            searcher,
            keeper: None,
            damaged,
        })
    }

    /// Keeps the store of a library from now on; snapshots come as they are ready, and are searched from then on.
    pub fn keep(&mut self, roots: Vec<Root>, place: Place) {
        let (send, searcher) = (Arc::clone(&self.send), Arc::downgrade(&self.searcher));
        let report: Reports = Arc::new(move |report| {
            if let (Report::Library { snapshot }, Some(searcher)) = (&report, searcher.upgrade()) {
                searcher.snapshot(Arc::clone(snapshot));
            }
            send(report);
        });
        let keeper = Arc::new(Keeper::start(roots, place, &report, &self.seen));
        *counter::lock(&self.damaged) = Some(Arc::clone(&keeper));
        self.keeper = Some(keeper);
    }

    /// Says that something happened to the files.
    pub fn poke(&self, poke: Poke) {
        if let Some(keeper) = &self.keeper {
            keeper.poke(poke);
        }
    }

    /// Lists by a filter, and waits for that so long. It takes the place of a filter that nobody has begun with.
    pub fn filter_within(&mut self, typed: String, patience: Duration) -> Filtering {
        let ticket = self.ticket();
        let kept = self.searcher.filter_within(ticket, typed, patience);
        kept.map_or(Filtering::Later(ticket), |kept| Filtering::Now(Box::new(kept)))
    }

    /// Asks which of some notes a query means; a report comes, unless a newer query does.
    pub fn notes(&self, typed: String, notes: Arc<Vec<Noted>>) {
        self.searcher.notes(typed, notes);
    }

    /// Keeps a search for the next time.
    pub fn remember(&self, query: String) {
        self.searcher.remember(query);
    }

    /// Opens an article.
    pub fn open(&mut self, origin: Origin) -> Ticket {
        let ticket = self.ticket();
        self.opener.open(ticket, origin);
        ticket
    }

    /// Opens an article and waits for it so long: short enough for one frame, long enough for a file in the system's
    /// cache.
    pub fn open_within(&mut self, origin: Origin, patience: Duration) -> Opening {
        let ticket = self.ticket();
        self.opener.open_within(ticket, origin, patience).map_or(Opening::Later(ticket), Opening::Now)
    }

    /// Opens articles that may be asked for next, when there is nothing else to open. Replaces what was wished for before.
    pub fn prefetch(&self, origins: Vec<Origin>) {
        self.opener.prefetch(origins);
    }

    /// Looks an article over for an editor, and reports.
    pub fn check(&mut self, opened: Arc<Opened>) {
        self.checker.check(opened);
    }

    /// Makes a brief; a report with this ticket comes. What was wanted before is given up.
    pub fn brief(&mut self, question: Question) -> Ticket {
        let ticket = self.ticket();
        let on = ((self.today)(), self.stale_after);
        self.briefer.brief(ticket, (self.searcher.now(), question, on), &self.send);
        ticket
    }

    /// Gives up the brief that is being made.
    pub fn stop_briefing(&self) {
        self.briefer.stop();
    }

    /// Cites a work in a style, and waits for that so long. Only the newest wish counts.
    pub fn cite_within(&mut self, wish: (Chosen, Work), patience: Duration) -> Citing {
        let ticket = self.ticket();
        self.citer.cite_within(ticket, wish, patience).map_or(Citing::Later(ticket), Citing::Now)
    }

    /// Gathers the events of some rows; reports with this ticket come until it is done. What was wanted before is given up.
    pub fn events(&mut self, of: Rows) -> Ticket {
        let ticket = self.ticket();
        self.chronicler.gather(ticket, of, &self.send);
        ticket
    }

    /// Gives up the events that are being gathered.
    pub fn stop_events(&self) {
        self.chronicler.stop();
    }

    /// Asks a question and waits for its answer so long. It takes the place of a question that nobody has begun to answer.
    pub fn ask_within(&mut self, question: Question, patience: Duration) -> Asking {
        let ticket = self.ticket();
        self.searcher.ask_within(ticket, question, patience).map_or(Asking::Later(ticket), Asking::Now)
    }

    /// Fetches a page; reports with this ticket come until it is there. One at a time: what was wanted before is given up.
    pub fn fetch(&mut self, address: String) -> Ticket {
        let ticket = self.ticket();
        self.fetcher.fetch(ticket, address, (self.today)(), &self.send);
        ticket
    }

    /// Looks behind an article and waits for that so long. None where it takes longer: a report will come, unless something newer
    /// of the kind is looked for.
    #[must_use]
    pub fn look_within(&self, look: Look, patience: Duration) -> Option<Looked> {
        self.looker.look_within(look, patience)
    }

    /// Asks whoever keeps reading state for something.
    pub fn wish(&self, wish: Wish) {
        self.notekeeper.wish(wish);
    }

    /// Waits until reading state is written, a few seconds at most.
    pub fn finish(&mut self) {
        self.notekeeper.end();
    }

    /// Gives up the page that is being fetched.
    pub fn stop_fetching(&self) {
        self.fetcher.stop();
    }

    /// The first frame is out: loading may have the processor.
    pub fn first_frame_is_out(&self) {
        self.seen.set();
        self.notekeeper.wish(Wish::Summary);
        self.searcher.recall();
    }

    fn ticket(&mut self) -> Ticket {
        self.last += 1;
        Ticket(self.last)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // The searcher's thread has a way to the keeper, which has one to the searcher.
        *counter::lock(&self.damaged) = None;
    }
}

#[cfg(test)]
mod tests;
