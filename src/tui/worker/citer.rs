//! The thread that sets citations: to make a style ready and to set a work with it takes longer than a frame. It begins with the
//! first citation, and keeps the style, so that the next ones take a few milliseconds.

use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::counter::Counter;
use super::{Report, Reports, Ticket};
use crate::cite::style::Ready;
use crate::cite::{Chosen, Cited, StyleError, Work};

/// What is being done, where it fails by a mistake of ours.
const CITING: &str = "setting the citation";

/// The citation of a work; none where the style leaves it out.
pub type Citation = Result<Option<Cited>, StyleError>;

/// A work to cite, and where somebody waits for that.
struct Wish {
    ticket: Ticket,
    style: Chosen,
    work: Work,
    counter: Arc<Counter<Citation>>,
}

/// The way to the thread, once there is one. Dropping it ends that.
pub(super) struct Citer {
    report: Reports,
    wishes: OnceCell<Sender<Wish>>,
}

impl Citer {
    /// A citer that has not begun.
    pub(super) fn new(report: Reports) -> Self {
        Self { report, wishes: OnceCell::new() }
    }

    /// None where it takes longer than that; then it is reported, unless a newer wish comes before it is begun.
    pub(super) fn cite_within(
        &self,
        ticket: Ticket,
        (style, work): (Chosen, Work),
        patience: Duration,
    ) -> Option<Citation> {
        let counter = Arc::new(Counter::default());
        // A thread that has ended was reported.
        let _ = self.wishes().send(Wish { ticket, style, work, counter: Arc::clone(&counter) });
        counter.wait(patience)
    }

    fn wishes(&self) -> &Sender<Wish> {
        self.wishes.get_or_init(|| {
            let (wishes, to_do) = mpsc::channel();
            let report = Arc::clone(&self.report);
            if thread::Builder::new().name("cite".to_owned()).spawn(move || serve(&to_do, &report)).is_err() {
                (self.report)(Report::Failed { job: CITING });
            }
            wishes
        })
    }
}

fn serve(wishes: &Receiver<Wish>, report: &Reports) {
    let mut ready = Ready::default();
    while let Ok(first) = wishes.recv() {
        let Wish { ticket, style, work, counter } = wishes.try_iter().last().unwrap_or(first);
        match catch_unwind(AssertUnwindSafe(|| ready.cite(&style, work))) {
            Ok(citation) => {
                if let Some(citation) = counter.lay(citation) {
                    report(Report::Cited { ticket, citation });
                }
            }
            Err(_panic) => report(Report::Failed { job: CITING }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn what_is_waited_for_is_not_reported_and_the_rest_is() {
        let (send, reports) = mpsc::channel();
        let citer = Citer::new(Arc::new(move |report| send.send(report).unwrap()));
        let work = Work::of_article(&"x".into(), &Article { headline: "Who may appeal".into(), ..Article::default() });
        let wish = || (Chosen::default(), work.clone());
        let now = citer.cite_within(Ticket(1), wish(), Duration::from_secs(60)).unwrap().unwrap().unwrap();
        assert!(now.text.contains("Who May Appeal"), "{}", now.text);
        let later = citer.cite_within(Ticket(2), wish(), Duration::ZERO);
        let later = match later {
            Some(citation) => citation,
            None => match reports.recv_timeout(Duration::from_secs(60)).unwrap() {
                Report::Cited { ticket: Ticket(2), citation } => citation,
                other => panic!("{other:?}"),
            },
        };
        assert_eq!(later, Ok(Some(now)));
        assert!(reports.try_recv().is_err(), "nothing is said twice");
    }
}
