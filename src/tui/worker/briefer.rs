//! Making briefs: each on a thread of its own, for many files may have to be read.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;

use super::{Report, Reports, Ticket};
use crate::article::{Age, Article, Date, Part, Place, Reckoning};
use crate::export::brief::{Stand, brief, title};
use crate::library::Origin;
use crate::search::hit::Question;
use crate::store::brief::gather;
use crate::store::{AskError, Snapshot};
use crate::text::{Clean, clean};

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
    /// The brief of what a question means, on a day; statuses are stale after an age.
    ///
    /// # Errors
    /// Where the query cannot be read or the index fails.
    pub fn of(snapshot: &Snapshot, question: &Question, (today, stale_after): (&Date, Age)) -> Briefed {
        let gathered = gather(snapshot, question, today).map_err(|why| match why {
            AskError::Query(wrong) => wrong.message,
            other => clean::line(&other.to_string()),
        })?;
        let by = Reckoning::on(today, stale_after);
        let title = title(&clean::line(&question.typed));
        let (page, stands) = brief(&title, &gathered.matched, by);
        let stand = |stand: Stand| {
            let origin = gathered.origins.get(stand.article)?.clone();
            Some((stand.place, origin, Place::start(Part::Takeaway(stand.takeaway))))
        };
        let page = (!gathered.matched.is_empty()).then(|| Arc::new(page));
        Ok(Self { page, stands: stands.into_iter().filter_map(stand).collect(), total: gathered.total })
    }
}

/// Begins with a brief; where the system gives no thread for it, that is reported.
pub(super) fn brief_on_thread(
    ticket: Ticket,
    (snapshot, question, (today, stale_after)): (Arc<Snapshot>, Question, (Date, Age)),
    send: &Reports,
) {
    let report = Arc::clone(send);
    let work = move || match catch_unwind(AssertUnwindSafe(|| Brief::of(&snapshot, &question, (&today, stale_after)))) {
        Ok(briefed) => report(Report::Briefed { ticket, briefed }),
        Err(_panic) => report(Report::Failed { job: "making the brief" }),
    };
    if thread::Builder::new().name("brief".to_owned()).spawn(work).is_err() {
        send(Report::Failed { job: "making the brief" });
    }
}
