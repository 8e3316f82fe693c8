//! The clock, passed to whoever needs the time, so that a test can set it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// Tells the time: the system's, or the one that a test sets. Clones tell the same time.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// None for the system's clock.
    set: Option<Arc<Mutex<SystemTime>>>,
}

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands still until it is [set](Self::set).
    #[must_use]
    pub fn standing(at: SystemTime) -> Self {
        Self { set: Some(Arc::new(Mutex::new(at))) }
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        match &self.set {
            None => SystemTime::now(),
            Some(time) => *time.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Sets a standing clock and all its clones. The system's clock is not ours to set: nothing happens.
    pub fn set(&self, to: SystemTime) {
        if let Some(time) = &self.set {
            *time.lock().unwrap_or_else(PoisonError::into_inner) = to;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_standing_clock_moves_when_it_is_set() {
        let clock = Clock::standing(SystemTime::UNIX_EPOCH);
        let clone = clock.clone();
        assert_eq!(clone.now(), SystemTime::UNIX_EPOCH);
        let later = SystemTime::UNIX_EPOCH + Duration::from_secs(5);
        clock.set(later);
        assert_eq!(clone.now(), later);
    }

    #[test]
    fn the_system_clock_is_not_set() {
        let clock = Clock::system();
        clock.set(SystemTime::UNIX_EPOCH);
        assert!(clock.now() > SystemTime::UNIX_EPOCH);
    }
}
