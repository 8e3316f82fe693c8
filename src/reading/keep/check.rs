//! Looking where notes stand, and where articles went, beside what is wished: one article at a time, so that nothing waits for it.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Keeper, Told};
use crate::article::anchor::Anchor;
use crate::article::{Texts, Wording};
use crate::library::{Library, Origin};
use crate::reading::standing::{Standing, candidates, read, settled, standings, there};
use crate::reading::{Identity, Note, Notebook, Uid};

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

/// What is looked at when nothing is wished: one article a step.
#[derive(Default)]
pub(super) struct Rounds {
    /// Articles with notes.
    noted: VecDeque<Identity>,
    orphans: Orphans,
    /// Articles that are gone, each with what of the library may be it.
    gone: VecDeque<(Identity, Vec<(Origin, String)>)>,
    /// Articles that were found again, and are not taken down yet.
    found: Vec<Identity>,
    told: Option<Instant>,
}

impl Rounds {
    /// Whether there is nothing to look at.
    pub(super) fn is_idle(&self) -> bool {
        self.noted.is_empty() && self.gone.is_empty() && self.found.is_empty()
    }

    /// Whether it is time to tell; that begins anew.
    fn is_due(&mut self) -> bool {
        let due = self.told.is_none_or(|told| told.elapsed() >= PACE);
        if due {
            self.told = Some(Instant::now());
        }
        due
    }
}

impl Keeper<'_> {
    /// Begins to look where all notes stand.
    pub(super) fn check(&mut self) {
        let Some(noted) = self.read(Notebook::noted) else { return };
        self.rounds.orphans = Orphans { of: noted.len(), ..Orphans::default() };
        self.rounds.noted = noted.into();
        if self.rounds.noted.is_empty() {
            (self.tell)(Told::Orphans(Arc::new(self.rounds.orphans.clone())));
        }
    }

    /// Begins to look where articles are now that were moved, so that lists know them before they are opened.
    pub(super) fn rejoin(&mut self, library: &Library) {
        if !self.is_writable() || library.is_empty() {
            return;
        }
        let Some(kept) = self.read(Notebook::articles) else { return };
        self.rounds.gone = candidates(kept, library).into();
    }

    /// Looks at one article more.
    pub(super) fn go_round(&mut self) {
        if let Some((kept, candidates)) = self.rounds.gone.pop_front() {
            let read = candidates.iter().filter_map(|(origin, id)| read(origin, id));
            let now = read.map(|(now, _)| now).find(|now| now.is(&kept));
            self.rounds.found.extend(now);
        } else if let Some(article) = self.rounds.noted.pop_front() {
            self.check_one(&article);
        }
        let done = self.rounds.gone.is_empty();
        if !self.rounds.found.is_empty() && (done || self.rounds.is_due()) {
            let found = std::mem::take(&mut self.rounds.found);
            // What cannot be written now is looked for again at the next change of the library.
            let met = self.notebook.as_mut().is_some_and(|notebook| notebook.meet_all(&found).unwrap_or(false));
            if met {
                self.tell_summary();
            }
        }
    }

    fn check_one(&mut self, article: &Identity) {
        let Some(state) = self.read(|notebook| notebook.state(article)) else { return };
        let now = there(article);
        let standings = standings(&state, now.as_ref().map(|(_, article)| &**article));
        let lost = state.notes.into_iter().zip(standings).filter(|(_, standing)| standing.lost().is_some());
        self.rounds.orphans.lost.extend(lost.map(|((uid, _), standing)| (uid, standing)));
        self.rounds.orphans.looked += 1;
        if self.rounds.noted.is_empty() || self.rounds.is_due() {
            (self.tell)(Told::Orphans(Arc::new(self.rounds.orphans.clone())));
        }
    }

    /// Takes down which text notes are taken from where only the quote is known.
    pub(super) fn settle(&mut self) {
        let writable = self.is_writable();
        let (Some(notebook), Some(subject), true) = (&mut self.notebook, &self.subject, writable) else { return };
        let state = notebook.state(&subject.identity).unwrap_or_default();
        let known: Vec<u64> = state.wordings.iter().map(Wording::fingerprint).collect();
        if !state.notes.iter().any(|(_, note)| is_bare(note, &known)) {
            return;
        }
        let texts = Texts::of(&subject.article);
        let settled = |(uid, note): (Uid, Note)| {
            let note = Some(note).filter(|note| is_bare(note, &known))?;
            Some((uid, settled(&texts, &note)?.anchor?))
        };
        let anchors: Vec<(Uid, Anchor)> = state.notes.into_iter().filter_map(settled).collect();
        // Where that cannot be kept, the quotes are there still.
        let _ = notebook.settle(&subject.identity, &anchors, &Wording::of(&texts));
    }
}

/// Whether the text is not known that a note's passage was taken from.
fn is_bare(note: &Note, known: &[u64]) -> bool {
    let taken = |anchor: &Anchor| anchor.taken.as_ref().map(|taken| taken.wording);
    note.anchor.as_ref().is_some_and(|anchor| taken(anchor).is_none_or(|wording| !known.contains(&wording)))
}
