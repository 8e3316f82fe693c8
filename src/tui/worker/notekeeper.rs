//! The thread that keeps reading state. See [`reading::keep`](crate::reading::keep).

use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::{Now, Report, Reports};
use crate::reading::At;
use crate::reading::keep::{Told, Wish, keep};

/// What is being done, where it fails by a mistake of ours.
const KEEPING: &str = "keeping notes";

/// How long the end of the program waits at most for what is still to be written.
const LAST: Duration = Duration::from_secs(3);

/// The way to the thread, which begins with the first wish: the first frame shares the machine with none that it does not
/// need.
pub(super) struct Notekeeper {
    at: At,
    now: Now,
    report: Reports,
    begun: OnceCell<Begun>,
}

/// A thread that has begun.
struct Begun {
    wishes: Sender<Wish>,
    thread: Option<JoinHandle<()>>,
    ended: mpsc::Receiver<()>,
}

impl Notekeeper {
    /// A keeper that has not begun.
    pub(super) fn new(at: At, now: Now, report: &Reports) -> Self {
        Self { at, now, report: Arc::clone(report), begun: OnceCell::new() }
    }

    /// Asks for something.
    pub(super) fn wish(&self, wish: Wish) {
        let begun = self.begun.get_or_init(|| Begun::begin(self.at.clone(), Arc::clone(&self.now), &self.report));
        // A thread that has ended was reported.
        let _ = begun.wishes.send(wish);
    }

    /// Ends the thread when all is written, or cannot be.
    pub(super) fn end(&mut self) {
        let Some(begun) = self.begun.get_mut() else { return };
        let _ = begun.wishes.send(Wish::End);
        if begun.ended.recv_timeout(LAST).is_ok()
            && let Some(thread) = begun.thread.take()
        {
            let _ = thread.join();
        }
    }
}

impl Begun {
    fn begin(at: At, now: Now, send: &Reports) -> Self {
        let (wishes, to_do) = mpsc::channel();
        let (end, ended) = mpsc::channel();
        let (poke, report) = (wishes.clone(), Arc::clone(send));
        let serve = move || {
            let tell = |told: Told| report(Report::Reading(told));
            let now = || now();
            if catch_unwind(AssertUnwindSafe(|| keep(&at, (poke, &to_do), &tell, &now))).is_err() {
                report(Report::Failed { job: KEEPING });
            }
            // Where nobody waits for it, the program has ended.
            let _ = end.send(());
        };
        let thread = thread::Builder::new().name("notes".to_owned()).spawn(serve);
        if thread.is_err() {
            send(Report::Failed { job: KEEPING });
        }
        Self { wishes, thread: thread.ok(), ended }
    }
}
