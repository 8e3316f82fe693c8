//! The thread that opens articles: first those that are waited for, then, when there are none, those that may be next.

use std::collections::VecDeque;
use std::io;
use std::panic::catch_unwind;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::Ticket;
use super::counter::{Counter, lock};
use super::recent::Recent;
use crate::library::{Opened, Origin, open};

/// Where to send wishes. Dropping it ends the thread.
#[derive(Debug)]
pub(super) struct Opener(Arc<Desk>);

/// What the two threads share.
#[derive(Debug, Default)]
struct Desk {
    wishes: Mutex<Wishes>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Wishes {
    wanted: VecDeque<Wish>,
    maybe_next: VecDeque<Origin>,
    closed: bool,
}

#[derive(Debug)]
struct Wish {
    ticket: Ticket,
    origin: Origin,
    /// Where somebody waits for it.
    counter: Option<Arc<Counter<Arc<Opened>>>>,
}

enum Job {
    Wanted(Wish),
    MaybeNext(Origin),
}

impl Opener {
    /// Starts the thread. Answers that nobody waits for go to `report`.
    pub(super) fn start(report: impl Fn(Ticket, Origin, Arc<Opened>) + Send + 'static) -> io::Result<Self> {
        let desk = Arc::new(Desk::default());
        let own = Arc::clone(&desk);
        thread::Builder::new().name("open".to_owned()).spawn(move || serve(&own, &report))?;
        Ok(Self(desk))
    }

    pub(super) fn open(&self, ticket: Ticket, origin: Origin) {
        self.0.wish(Wish { ticket, origin, counter: None });
    }

    /// None where it takes longer than that; then it is reported.
    pub(super) fn open_within(&self, ticket: Ticket, origin: Origin, patience: Duration) -> Option<Arc<Opened>> {
        let counter = Arc::new(Counter::default());
        self.0.wish(Wish { ticket, origin, counter: Some(Arc::clone(&counter)) });
        counter.wait(patience)
    }

    pub(super) fn prefetch(&self, origins: Vec<Origin>) {
        lock(&self.0.wishes).maybe_next = origins.into();
        self.0.changed.notify_one();
    }
}

impl Drop for Opener {
    fn drop(&mut self) {
        lock(&self.0.wishes).closed = true;
        self.0.changed.notify_one();
    }
}

impl Desk {
    fn wish(&self, wish: Wish) {
        lock(&self.wishes).wanted.push_back(wish);
        self.changed.notify_one();
    }

    /// The next job; none when it is time to go.
    fn next(&self) -> Option<Job> {
        let mut wishes = lock(&self.wishes);
        loop {
            if wishes.closed {
                return None;
            }
            if let Some(wish) = wishes.wanted.pop_front() {
                return Some(Job::Wanted(wish));
            }
            if let Some(origin) = wishes.maybe_next.pop_front() {
                return Some(Job::MaybeNext(origin));
            }
            wishes = self.changed.wait(wishes).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

fn serve(desk: &Desk, report: &impl Fn(Ticket, Origin, Arc<Opened>)) {
    let mut recent = Recent::default();
    while let Some(job) = desk.next() {
        match job {
            Job::MaybeNext(origin) => drop(opened(&mut recent, &origin)),
            Job::Wanted(Wish { ticket, origin, counter }) => {
                let opened = opened(&mut recent, &origin);
                let left = match counter {
                    Some(counter) => counter.lay(opened),
                    None => Some(opened),
                };
                if let Some(opened) = left {
                    report(ticket, origin, opened);
                }
            }
        }
    }
}

fn opened(recent: &mut Recent, origin: &Origin) -> Arc<Opened> {
    let stamp = open::stamp(origin);
    if let Some(opened) = stamp.and_then(|stamp| recent.get(origin, stamp)) {
        return opened;
    }
    let opened = Arc::new(catch_unwind(|| open::open(origin)).unwrap_or_else(|_panic| {
        open::unopened("internal", "the program failed on this file (a mistake of ours)".into())
    }));
    if Some(opened.stamp) == stamp {
        recent.keep(origin.clone(), Arc::clone(&opened));
    }
    opened
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_waited_for_comes_before_what_may_be_next() {
        let opener = Opener(Arc::new(Desk::default()));
        opener.prefetch(vec![Origin::Starter("old")]);
        opener.prefetch(vec![Origin::Starter("new")]);
        opener.open(Ticket(1), Origin::Starter("wanted"));
        assert!(matches!(opener.0.next(), Some(Job::Wanted(wish)) if wish.origin == Origin::Starter("wanted")));
        assert!(matches!(opener.0.next(), Some(Job::MaybeNext(Origin::Starter("new")))));
        let desk = Arc::clone(&opener.0);
        drop(opener);
        assert!(desk.next().is_none());
    }
}
