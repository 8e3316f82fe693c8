//! Looking where notes stand, and where articles went, beside what is wished: one article at a time, so that nothing waits for it.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Keeper, Told};
use crate::article::{Texts, Wording};
use crate::library::Library;
use crate::reading::standing::{Standing, moved, settled, standings, there};
use crate::reading::{Change, Identity, Note, State, Uid, What};

/// How often it is told how far that is.
const PACE: Duration = Duration::from_millis(250);

/// Notes that stand nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Orphans {
    /// Which, and why.
    pub lost: HashMap<Uid, Standing>,
    /// How many articles were looked at.
    pub looked: usize,
    /// Of how many that have notes.
    pub of: usize,
}

impl Orphans {
    /// Whether all were looked at.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.looked == self.of
    }
}

/// What is still to be looked at.
pub(super) struct Checking {
    queue: VecDeque<(Identity, State)>,
    orphans: Orphans,
    told: Instant,
}

impl Keeper<'_> {
    /// Begins to look where all notes stand.
    pub(super) fn check(&mut self) {
        let everything = self.notebook.as_ref().and_then(|notebook| notebook.everything().ok()).unwrap_or_default();
        let queue: VecDeque<_> = everything.into_iter().filter(|(_, state)| !state.notes.is_empty()).collect();
        let orphans = Orphans { of: queue.len(), ..Orphans::default() };
        if queue.is_empty() {
            (self.tell)(Told::Orphans(Arc::new(orphans)));
            return;
        }
        self.checking = Some(Checking { queue, orphans, told: Instant::now() });
    }

    /// Looks at one article more.
    pub(super) fn check_one(&mut self) {
        let Some(checking) = &mut self.checking else { return };
        if let Some((article, state)) = checking.queue.pop_front() {
            let now = there(&article);
            let standings = standings(&state, now.as_ref().map(|(_, article)| &**article));
            let lost = state.notes.into_iter().zip(standings).filter(|(_, standing)| standing.lost().is_some());
            checking.orphans.lost.extend(lost.map(|((uid, _), standing)| (uid, standing)));
            checking.orphans.looked += 1;
        }
        let done = checking.queue.is_empty();
        if done || checking.told.elapsed() >= PACE {
            checking.told = Instant::now();
            (self.tell)(Told::Orphans(Arc::new(checking.orphans.clone())));
        }
        if done {
            self.checking = None;
        }
    }

    /// Takes down which text notes are taken from of which only the quote is known.
    pub(super) fn settle(&mut self) {
        let (Some(notebook), Some(subject), true) = (&mut self.notebook, &self.subject, self.writable) else { return };
        let notes = notebook.state(&subject.identity).map(|state| state.notes).unwrap_or_default();
        let is_bare = |note: &Note| note.anchor.as_ref().is_some_and(|anchor| anchor.taken.is_none());
        if !notes.iter().any(|(_, note)| is_bare(note)) {
            return;
        }
        let texts = Texts::of(&subject.article);
        let settled = |(uid, note): (Uid, Note)| {
            let to = settled(&texts, &note).map(Box::new)?;
            Some(Change { article: Arc::clone(&subject.identity), what: What::Note { uid, to: Some(to) } })
        };
        let changes: Vec<Change> = notes.into_iter().filter_map(settled).collect();
        if !changes.is_empty() {
            // Where that cannot be kept, the quotes are there still.
            let _ = notebook.apply_with(&changes, &[Wording::of(&texts)]);
        }
    }

    /// Takes down where the articles are now that were moved, so that lists know them before they are opened.
    pub(super) fn rejoin(&mut self, library: &Library) {
        if !self.writable || library.is_empty() {
            return;
        }
        let Some(notebook) = &mut self.notebook else { return };
        let kept = notebook.articles().unwrap_or_default();
        let found = moved(&kept, library);
        // What cannot be written now is looked for again at the next change.
        let met = found.iter().filter(|(_, now)| notebook.meet(now).unwrap_or(false)).count();
        if met > 0 {
            self.tell_summary();
        }
    }
}
