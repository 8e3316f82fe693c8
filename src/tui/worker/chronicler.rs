//! Gathering the events of many articles: on a thread of its own, for each file has to be read. It tells how far it is, and ends
//! when nobody wants them any more.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::counter::lock;
use super::{Report, Reports, Ticket};
use crate::library::events::{Dated, Rows, events};

/// How far it is is told no more often than this.
const PACE: Duration = Duration::from_millis(80);

/// How far the gathering is.
#[derive(Clone, Debug)]
pub enum Gathering {
    /// So many articles were read, of so many.
    SoFar(usize, usize),
    /// All were read.
    Done(Arc<Vec<Dated>>),
    /// It failed, by a mistake of ours.
    Failed,
}

/// The one gathering that is wanted. Dropping it gives that up.
#[derive(Debug, Default)]
pub(super) struct Chronicler(Arc<Mutex<Option<Ticket>>>);

impl Chronicler {
    /// Gathers the events of some rows; what was wanted before is given up.
    pub(super) fn gather(&self, ticket: Ticket, of: Rows, report: &Reports) {
        *lock(&self.0) = Some(ticket);
        let (wanted, to_report) = (Arc::clone(&self.0), Arc::clone(report));
        let work = move || {
            let told = Mutex::new(Instant::now());
            let go_on = |looked| {
                let mut told = lock(&told);
                if told.elapsed() >= PACE {
                    *told = Instant::now();
                    to_report(Report::Events { ticket, gathering: Gathering::SoFar(looked, of.rows.len()) });
                }
                *lock(&wanted) == Some(ticket)
            };
            match catch_unwind(AssertUnwindSafe(|| events(&of, &go_on))) {
                Ok(Some(found)) => to_report(Report::Events { ticket, gathering: Gathering::Done(Arc::new(found)) }),
                Ok(None) => {}
                Err(_panic) => to_report(Report::Events { ticket, gathering: Gathering::Failed }),
            }
        };
        if thread::Builder::new().name("events".to_owned()).spawn(work).is_err() {
            report(Report::Events { ticket, gathering: Gathering::Failed });
        }
    }

    /// Gives up what is wanted.
    pub(super) fn stop(&self) {
        *lock(&self.0) = None;
    }
}

impl Drop for Chronicler {
    fn drop(&mut self) {
        self.stop();
    }
}
