//! A counter over which one thread hands an answer to another that waits for a moment, and not for ever.
//!
//! The answer is laid down or the one who waits has left, whoever comes first; so it is taken or given back, never both
//! and never neither. What must not live here: what the answer is.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Where an answer is handed over.
#[derive(Debug)]
pub(super) struct Counter<T> {
    state: Mutex<Handover<T>>,
    laid: Condvar,
}

#[derive(Debug)]
enum Handover<T> {
    /// Somebody waits.
    Awaited,
    /// Nobody waits any more: the answer is to be reported.
    Left,
    /// The answer.
    Laid(T),
}

impl<T> Default for Counter<T> {
    fn default() -> Self {
        Self { state: Mutex::new(Handover::Awaited), laid: Condvar::new() }
    }
}

impl<T> Counter<T> {
    /// Waits so long for the answer; afterwards nobody does.
    pub(super) fn wait(&self, patience: Duration) -> Option<T> {
        let awaited = |state: &mut Handover<T>| matches!(state, Handover::Awaited);
        let (mut state, _) =
            self.laid.wait_timeout_while(lock(&self.state), patience, awaited).unwrap_or_else(PoisonError::into_inner);
        match std::mem::replace(&mut *state, Handover::Left) {
            Handover::Laid(answer) => Some(answer),
            Handover::Awaited | Handover::Left => None,
        }
    }

    /// Lays the answer down; gives it back where nobody waits for it.
    pub(super) fn lay(&self, answer: T) -> Option<T> {
        let mut state = lock(&self.state);
        if !matches!(*state, Handover::Awaited) {
            return Some(answer);
        }
        *state = Handover::Laid(answer);
        self.laid.notify_one();
        None
    }
}

/// A thread that panics leaves nothing half done behind the locks of the worker.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_taken_or_given_back_never_both() {
        let in_time = Counter::default();
        assert_eq!(in_time.lay(1), None);
        assert_eq!(in_time.wait(Duration::ZERO), Some(1));
        let too_late = Counter::<i32>::default();
        assert_eq!(too_late.wait(Duration::ZERO), None);
        assert_eq!(too_late.lay(2), Some(2), "to be reported");
    }
}
