//! The thread that keeps reading state. See [`reading::keep`](crate::reading::keep).

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

/// The way to the thread.
#[derive(Debug)]
pub(super) struct Notekeeper {
    wishes: Sender<Wish>,
    thread: Option<JoinHandle<()>>,
    ended: mpsc::Receiver<()>,
}

impl Notekeeper {
    /// Starts the thread.
    pub(super) fn start(at: At, now: Now, send: &Reports) -> Self {
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

    /// Asks for something.
    pub(super) fn wish(&self, wish: Wish) {
        // A thread that has ended was reported.
        let _ = self.wishes.send(wish);
    }

    /// Ends the thread when all is written, or cannot be.
    pub(super) fn end(&mut self) {
        self.wish(Wish::End);
        if self.ended.recv_timeout(LAST).is_ok()
            && let Some(thread) = self.thread.take()
        {
            let _ = thread.join();
        }
    }
}
