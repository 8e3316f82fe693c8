//! The thread that looks behind articles. See [`look`](crate::tui::look).

use std::cell::OnceCell;
use std::mem::discriminant;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::counter::Counter;
use super::{Report, Reports};
use crate::tui::look::{Look, Looked, look};

/// What is being done, where it fails by a mistake of ours.
const LOOKING: &str = "looking behind the article";

/// Something to look for, and where somebody waits for it.
struct Wish {
    look: Look,
    counter: Arc<Counter<Looked>>,
}

/// The way to the thread, which begins with the first wish: the first frame shares the machine with none that it does not
/// need. Dropping it ends that.
pub(super) struct Looker {
    report: Reports,
    wishes: OnceCell<Sender<Wish>>,
}

impl Looker {
    /// A looker that has not begun.
    pub(super) fn new(report: &Reports) -> Self {
        Self { report: Arc::clone(report), wishes: OnceCell::new() }
    }

    fn wishes(&self) -> &Sender<Wish> {
        self.wishes.get_or_init(|| {
            let (wishes, to_do) = mpsc::channel();
            let report = Arc::clone(&self.report);
            if thread::Builder::new().name("look".to_owned()).spawn(move || serve(&to_do, &report)).is_err() {
                (self.report)(Report::Failed { job: LOOKING });
            }
            wishes
        })
    }

    /// None where it takes longer than that; then it is reported, unless a newer wish of its kind comes before it is begun.
    pub(super) fn look_within(&self, look: Look, patience: Duration) -> Option<Looked> {
        let counter = Arc::new(Counter::default());
        // A thread that has ended was reported.
        let _ = self.wishes().send(Wish { look, counter: Arc::clone(&counter) });
        counter.wait(patience)
    }
}

fn serve(wishes: &Receiver<Wish>, report: &Reports) {
    while let Ok(first) = wishes.recv() {
        for Wish { look: wanted, counter } in newest(std::iter::once(first).chain(wishes.try_iter())) {
            match catch_unwind(AssertUnwindSafe(|| look(wanted))) {
                Ok(looked) => {
                    if let Some(looked) = counter.lay(looked) {
                        report(Report::Looked(looked));
                    }
                }
                Err(_panic) => report(Report::Failed { job: LOOKING }),
            }
        }
    }
}

/// The last wish of each kind, in the order in which they were wished: a library that grows is asked again and again, and so is
/// one of which a name is typed.
fn newest(wishes: impl Iterator<Item = Wish>) -> Vec<Wish> {
    let mut newest: Vec<Wish> = Vec::new();
    for wish in wishes {
        newest.retain(|other| discriminant(&other.look) != discriminant(&wish.look));
        newest.push(wish);
    }
    newest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn wish(headline: &str) -> Wish {
        let article = Article { headline: headline.into(), ..Article::default() };
        Wish { look: Look::Closest(Arc::new(article)), counter: Arc::default() }
    }

    #[test]
    fn only_the_newest_wish_of_a_kind_is_done() {
        let left = newest([wish("old"), wish("new")].into_iter());
        assert!(matches!(&left[..], [Wish { look: Look::Closest(article), .. }] if article.headline.raw() == "new"));
    }

    #[test]
    fn what_is_waited_for_is_not_reported_and_the_rest_is() {
        let (send, reports) = mpsc::channel();
        let report: Reports = Arc::new(move |report| send.send(report).unwrap());
        let looker = Looker::new(&report);
        let found = looker.look_within(wish("H").look, Duration::from_secs(10));
        assert!(matches!(found, Some(Looked::Closest(..))));
        let left = wish("H");
        assert!(left.counter.wait(Duration::ZERO).is_none(), "nobody waits any more");
        looker.wishes().send(left).unwrap();
        assert!(matches!(reports.recv_timeout(Duration::from_secs(10)), Ok(Report::Looked(Looked::Closest(..)))));
    }
}
