//! Threads that fetch a page each, when the reader asks for one. Nobody waits for one that was given up: it ends by itself,
//! within the limits of [`fetch`], and says nothing more.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use super::counter::lock;
use super::{Report, Reports, Ticket};
use crate::article::Date;
use crate::diagnostic::Diagnostic;
use crate::fetch::{self, Progress};
use crate::import::{Imported, answer};

/// How far it is is told no more often than this.
const PACE: Duration = Duration::from_millis(100);

/// The one page that is wanted. Dropping it gives that up.
#[derive(Debug, Default)]
pub(super) struct Fetcher(Arc<Mutex<Option<Ticket>>>);

impl Fetcher {
    /// Fetches a page; what was wanted before is given up.
    pub(super) fn fetch(&self, ticket: Ticket, address: String, today: Date, report: &Reports) {
        *lock(&self.0) = Some(ticket);
        let (wanted, to_report) = (Arc::clone(&self.0), Arc::clone(report));
        let work = move || {
            let is_wanted = || *lock(&wanted) == Some(ticket);
            let read =
                || fetched(&address, &today, &is_wanted, &|so_far| to_report(Report::Fetching { ticket, so_far }));
            let read = catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_panic| Err(failed()));
            if is_wanted() {
                to_report(Report::Fetched { ticket, read });
            }
        };
        if thread::Builder::new().name("fetch".to_owned()).spawn(work).is_err() {
            report(Report::Fetched { ticket, read: Err(failed()) });
        }
    }

    /// Gives up what is wanted.
    pub(super) fn stop(&self) {
        *lock(&self.0) = None;
    }
}

impl Drop for Fetcher {
    fn drop(&mut self) {
        self.stop();
    }
}

fn fetched(
    address: &str,
    today: &Date,
    is_wanted: &dyn Fn() -> bool,
    tell: &dyn Fn(Progress),
) -> Result<Vec<Imported>, Diagnostic> {
    let told = Mutex::new(Instant::now());
    let watch = |so_far| {
        let mut told = lock(&told);
        if told.elapsed() >= PACE {
            *told = Instant::now();
            tell(so_far);
        }
        is_wanted()
    };
    answer::read(&fetch::fetch(address, &watch)?, None, today)
}

fn failed() -> Diagnostic {
    Diagnostic::error("not-fetched", 0..0, "the program failed on this (a mistake of ours)")
}
