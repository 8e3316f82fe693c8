//! The crew: the threads that read and index in the background. They are a pool of their own, so that whoever asks for
//! something now (a search, a list) never waits behind the files of a whole library; and they are made when the first work for
//! them comes, by the thread that has it, whose priority they inherit.
//!
//! Who answers a question takes [`Precedence`]: the crew waits until the answer is there.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// The longest that one step of the crew waits: questions in a row must not keep a library from being read.
const PATIENCE: Duration = Duration::from_millis(100);

/// A pool of threads, as many as there are processors.
#[derive(Debug, Default)]
pub(crate) struct Crew {
    pool: OnceLock<Option<ThreadPool>>,
    precedence: Arc<Precedence>,
}

impl Crew {
    /// Does something whose parallel parts are done by the crew. Where the system gives no more threads, by those there are.
    pub(crate) fn work<T: Send>(&self, f: impl FnOnce() -> T + Send) -> T {
        let named = || ThreadPoolBuilder::new().thread_name(|number| format!("crew-{number}"));
        match self.pool.get_or_init(|| named().build().ok()) {
            Some(pool) => pool.install(f),
            None => f(),
        }
    }

    /// What others take before the crew.
    pub(crate) fn precedence(&self) -> &Arc<Precedence> {
        &self.precedence
    }

    /// Called by the crew between two steps of a fraction of a millisecond: whoever waits for a processor, as the interface may,
    /// comes before the next one.
    pub(crate) fn give_way(&self) {
        std::thread::yield_now();
        self.precedence.wait(PATIENCE);
    }
}

/// What somebody takes who needs the processors for an answer: meanwhile the crew waits.
#[derive(Debug, Default)]
pub(crate) struct Precedence {
    /// How many go first.
    first: AtomicUsize,
    gone: Mutex<()>,
    changed: Condvar,
}

impl Precedence {
    /// From here until it is dropped the crew waits.
    pub(crate) fn take(&self) -> First<'_> {
        self.first.fetch_add(1, Ordering::AcqRel);
        First(self)
    }

    fn wait(&self, patience: Duration) {
        if self.first.load(Ordering::Acquire) == 0 {
            return;
        }
        let waiting = self.gone.lock().unwrap_or_else(PoisonError::into_inner);
        let has_first = |(): &mut ()| self.first.load(Ordering::Acquire) > 0;
        drop(self.changed.wait_timeout_while(waiting, patience, has_first));
    }
}

/// Somebody who goes first.
#[derive(Debug)]
pub(crate) struct First<'a>(&'a Precedence);

impl Drop for First<'_> {
    fn drop(&mut self) {
        if self.0.first.fetch_sub(1, Ordering::AcqRel) == 1 {
            // Under the lock, so that nobody begins to wait between our count and our call.
            let _gone = self.0.gone.lock().unwrap_or_else(PoisonError::into_inner);
            self.0.changed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::*;

    #[test]
    fn its_work_is_done_by_its_own_threads() {
        let crew = Crew::default();
        let names: Vec<Option<String>> =
            crew.work(|| (0..100).into_par_iter().map(|_| std::thread::current().name().map(str::to_owned)).collect());
        assert!(names.iter().flatten().all(|name| name.starts_with("crew-")) && names.len() == 100, "{names:?}");
    }

    #[test]
    fn it_waits_until_the_last_has_gone() {
        let (precedence, done) = (Precedence::default(), AtomicUsize::new(0));
        precedence.wait(Duration::from_secs(60));
        std::thread::scope(|scope| {
            let (one, other) = (precedence.take(), precedence.take());
            let waiting = scope.spawn(|| {
                precedence.wait(Duration::from_secs(60));
                done.store(1, Ordering::Release);
            });
            drop(one);
            (0..100).for_each(|_| std::thread::yield_now());
            assert_eq!(done.load(Ordering::Acquire), 0);
            drop(other);
            waiting.join().unwrap();
        });
        assert_eq!(done.into_inner(), 1);
    }
}
