//! Making briefs: each on a thread of its own, for many files may have to be read. It ends when nobody wants it any more.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::thread;

use super::counter::lock;
use super::{Report, Reports, Ticket};
use crate::article::{Age, Article, Date, Part, Place, Reckoning};
use crate::export::brief::Stand;
use crate::library::Origin;
use crate::search::hit::Question;
use crate::store::brief::{Gathered, gather};
use crate::store::{AskError, Snapshot};
use crate::text::{Clean, clean};

/// What is said where making one fails by a mistake of ours.
const FAILED: &str = "making the brief failed: please report this";

/// A brief, ready to be shown.
#[derive(Clone, Debug)]
pub struct Brief {
    /// The page; none where nothing matches.
    pub page: Option<Arc<Article>>,
    /// Where takeaways stand on it, in order, each with its article and its place there.
    pub stands: Vec<(Place, Origin, Place)>,
    /// Takeaways that match, also those that are too many for the page.
    pub total: usize,
}

/// A brief, or in a sentence why there is none.
pub type Briefed = Result<Brief, Clean>;

impl Brief {
    /// The brief of what a question means, on a day; statuses are stale after an age. None where it is told to stop.
    ///
    /// # Errors
    /// Where the query cannot be read or the index fails.
    pub fn of(
        snapshot: &Snapshot,
        question: &Question,
        (today, stale_after): (&Date, Age),
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Option<Briefed> {
        match gather(snapshot, question, today, stop) {
            Ok(gathered) => Some(Ok(Self::page(&gathered, Reckoning::on(today, stale_after)))),
            Err(AskError::Stopped) => None,
            Err(AskError::Query(wrong)) => Some(Err(wrong.message)),
            Err(other) => Some(Err(clean::line(&other.to_string()))),
        }
    }

    fn page(gathered: &Gathered, by: Option<Reckoning>) -> Self {
        let (page, stands) = gathered.brief(by);
        let stand = |stand: Stand| {
            let origin = gathered.origins.get(stand.article)?.clone();
            Some((stand.place, origin, Place::start(Part::Takeaway(stand.takeaway))))
        };
        let page = (!gathered.matched.is_empty()).then(|| Arc::new(page));
        Self { page, stands: stands.into_iter().filter_map(stand).collect(), total: gathered.total }
    }
}

/// The one brief that is wanted. Dropping it gives that up.
#[derive(Debug, Default)]
pub(super) struct Briefer(Arc<Mutex<Option<Ticket>>>);

impl Briefer {
    /// Begins with a brief; what was wanted before is given up.
    pub(super) fn brief(
        &self,
        ticket: Ticket,
        (snapshot, question, (today, stale_after)): (Arc<Snapshot>, Question, (Date, Age)),
        send: &Reports,
    ) {
        *lock(&self.0) = Some(ticket);
        let (wanted, report) = (Arc::clone(&self.0), Arc::clone(send));
        let work = move || {
            let stop = || *lock(&wanted) != Some(ticket);
            let brief = || Brief::of(&snapshot, &question, (&today, stale_after), &stop);
            let briefed = catch_unwind(AssertUnwindSafe(brief)).unwrap_or_else(|_panic| Some(Err(FAILED.into())));
            if let Some(briefed) = briefed {
                report(Report::Briefed { ticket, briefed });
            }
        };
        if thread::Builder::new().name("brief".to_owned()).spawn(work).is_err() {
            send(Report::Briefed { ticket, briefed: Err(FAILED.into()) });
        }
    }

    /// Gives up what is wanted.
    pub(super) fn stop(&self) {
        *lock(&self.0) = None;
    }
}

impl Drop for Briefer {
    fn drop(&mut self) {
        self.stop();
    }
}
