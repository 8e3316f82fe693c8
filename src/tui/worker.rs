//! Background work: the interface thread touches no file, it asks the worker.
//!
//! Loading and opening have a thread each, so that an article opens at once while 100,000 others load. Every question gets
//! a [`Ticket`] and exactly one last answer, as a [`Report`] or, for [`Worker::open_within`], right away; an answer whose
//! ticket is no longer the one that the interface waits for is stale, and the interface drops it. A job that panics is an
//! answer too.
//!
//! What must not live here: state of the interface, anything that polls.

mod opener;
mod recent;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::library::{Library, Opened, Origin, Root, load};
use opener::Opener;

/// The number of a question; later questions have greater ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(u64);

/// An answer.
#[derive(Clone, Debug)]
pub enum Report {
    /// A snapshot of the library; the last one says that it is done.
    Library {
        /// Of the load.
        ticket: Ticket,
        /// The snapshot.
        library: Arc<Library>,
    },
    /// An article that was asked for.
    Opened {
        /// Of the question.
        ticket: Ticket,
        /// What was asked for.
        origin: Origin,
        /// What it holds.
        opened: Arc<Opened>,
    },
    /// A job failed by a mistake of ours. An open that fails so is an [`Opened`](Report::Opened) that says it.
    Failed {
        /// Of the question.
        ticket: Ticket,
        /// What was being done: "loading the library".
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

    fn wait(&self) {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if *open {
            return;
        }
        drop(self.changed.wait_timeout_while(open, GATE, |open| !*open));
        self.set();
        // Loading takes every processor; the terminal needs one for a moment to show what it was sent.
        thread::sleep(BREATH);
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

/// Where reports go.
type Reports = Arc<dyn Fn(Report) + Send + Sync>;

/// The threads in the background. Dropping it stops the load that runs and lets the threads end.
pub struct Worker {
    send: Reports,
    last: u64,
    /// The ticket of the load that is wanted; another one that runs stops at its next snapshot.
    wanted: Arc<AtomicU64>,
    /// Whether the first frame is out: until then a load pauses after its first snapshot, which is all that frame needs.
    seen: Arc<Seen>,
    opener: Opener,
}

impl Worker {
    /// Starts the thread that opens; one that loads comes with each load. Reports go to `send`, from any of them.
    ///
    /// # Errors
    /// Where the system gives no more threads.
    pub fn start(send: impl Fn(Report) + Send + Sync + 'static) -> io::Result<Self> {
        let send: Reports = Arc::new(send);
        let wanted = Arc::new(AtomicU64::new(0));
        let seen = Arc::default();
        let to_send = Arc::clone(&send);
        let opener = Opener::start(move |ticket, origin, opened| to_send(Report::Opened { ticket, origin, opened }))?;
        Ok(Self { send, last: 0, wanted, seen, opener })
    }

    /// Loads a library; snapshots come as they are ready. A load that still runs is given up.
    pub fn load(&mut self, roots: Vec<Root>) -> Ticket {
        let ticket = self.ticket();
        self.wanted.store(ticket.0, Ordering::Release);
        let (send, wanted, seen) = (Arc::clone(&self.send), Arc::clone(&self.wanted), Arc::clone(&self.seen));
        let load = move || {
            load_one(ticket, &roots, &wanted, &|report| {
                send(report);
                seen.wait();
            });
        };
        if thread::Builder::new().name("load".to_owned()).spawn(load).is_err() {
            (self.send)(Report::Failed { ticket, job: LOADING });
        }
        ticket
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

    /// The first frame is out: loading may have the processor.
    pub fn first_frame_is_out(&self) {
        self.seen.set();
    }

    fn ticket(&mut self) -> Ticket {
        self.last += 1;
        Ticket(self.last)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.wanted.store(u64::MAX, Ordering::Release);
    }
}

const LOADING: &str = "loading the library";

fn load_one(ticket: Ticket, roots: &[Root], wanted: &AtomicU64, send: &(dyn Fn(Report) + Sync)) {
    let is_wanted = || wanted.load(Ordering::Acquire) == ticket.0;
    if !is_wanted() {
        return;
    }
    let publish = |library| {
        // Asked before, so that a load given up says nothing more.
        let go_on = is_wanted();
        if go_on {
            send(Report::Library { ticket, library });
        }
        go_on
    };
    if catch_unwind(AssertUnwindSafe(|| load::load(roots, &publish))).is_err() {
        send(Report::Failed { ticket, job: LOADING });
    }
}

#[cfg(test)]
mod tests;
