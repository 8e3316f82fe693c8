//! The articles opened last, so that going back and forth reads no file twice. A file that changed is another one.

use std::sync::Arc;

use crate::disk::Stamp;
use crate::library::{Opened, Origin};

/// How many are kept: some screens of list rows, and at most a few megabytes.
const KEPT: usize = 32;

/// The last opened articles, the latest last.
#[derive(Debug, Default)]
pub(super) struct Recent(Vec<(Origin, Arc<Opened>)>);

impl Recent {
    /// The article of a file that has not changed since.
    pub(super) fn get(&mut self, origin: &Origin, stamp: Stamp) -> Option<Arc<Opened>> {
        let index = self.0.iter().position(|(own, opened)| own == origin && opened.stamp == stamp)?;
        let found = self.0.remove(index);
        let opened = Arc::clone(&found.1);
        self.0.push(found);
        Some(opened)
    }

    /// Keeps an article, in place of an older state of the same file or of the one that nobody asked for the longest.
    pub(super) fn keep(&mut self, origin: Origin, opened: Arc<Opened>) {
        self.0.retain(|(own, _)| *own != origin);
        if self.0.len() >= KEPT {
            self.0.remove(0);
        }
        self.0.push((origin, opened));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::open::unopened;

    fn opened(size: u64) -> Arc<Opened> {
        Arc::new(Opened { stamp: Stamp { size, ..Stamp::default() }, ..unopened("test", "x".into()) })
    }

    fn origin(number: usize) -> Origin {
        Origin::File(number.to_string().into())
    }

    #[test]
    fn the_least_asked_for_goes_first() {
        let mut recent = Recent::default();
        for number in 0..KEPT {
            recent.keep(origin(number), opened(1));
        }
        let stamp = opened(1).stamp;
        assert!(recent.get(&origin(0), stamp).is_some());
        recent.keep(origin(KEPT), opened(1));
        assert!(recent.get(&origin(1), stamp).is_none());
        assert!(recent.get(&origin(0), stamp).is_some());
        assert_eq!(recent.0.len(), KEPT);
    }

    #[test]
    fn a_changed_file_is_another() {
        let mut recent = Recent::default();
        recent.keep(origin(0), opened(1));
        assert!(recent.get(&origin(0), opened(2).stamp).is_none());
        recent.keep(origin(0), opened(2));
        assert!(recent.get(&origin(0), opened(2).stamp).is_some());
        assert_eq!(recent.0.len(), 1);
    }
}
