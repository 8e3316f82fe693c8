//! Finding in the article: every match in the order of the document, and which one the reader is at.

use super::{Pane, Reader};
use crate::article::Place;
use crate::tui::layout::Match;
use crate::tui::outcome::Outcome;

/// A search that stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What was typed.
    pub needle: String,
    /// Every match, in the order of the document.
    pub matches: Vec<Match>,
    /// The match the reader is at.
    pub at: usize,
}

impl Reader {
    /// Finds `needle` and goes to the first match at or after `from`; an empty needle ends the search.
    pub fn find(&mut self, needle: &str, from: Place) {
        if needle.is_empty() {
            self.found = None;
            return;
        }
        let matches = self.matches(needle);
        let at = matches.iter().position(|found| found.place >= from).unwrap_or(0);
        let target = matches.get(at).map(|found| found.place);
        self.found = Some(Found { needle: needle.to_owned(), matches, at });
        if let Some(place) = target {
            self.go_to(place);
        }
    }

    /// Every pane's matches in the order of the document.
    fn matches(&self, needle: &str) -> Vec<Match> {
        let layouts = [&self.head, &self.text, &self.takeaways.layout, &self.sources.layout];
        let mut matches: Vec<Match> = layouts.iter().flat_map(|layout| layout.find(needle)).collect();
        matches.sort_by_key(|found| found.place);
        matches.dedup();
        matches
    }

    /// After a new layout: the same needle, the same match where it still is.
    pub(super) fn find_again(&mut self) {
        if let Some(found) = self.found.take() {
            let here = found.matches.get(found.at).map(|at| at.place).unwrap_or_default();
            let matches = self.matches(&found.needle);
            let at = matches.iter().position(|other| other.place >= here).unwrap_or(0);
            self.found = Some(Found { matches, at, ..found });
        }
    }

    /// Goes to the match `by` further on, around the ends.
    ///
    /// # Errors
    /// When nothing is being searched for, or nothing was found.
    pub fn next_match(&mut self, by: isize) -> Outcome {
        let Some(found) = &mut self.found else { return Err("nothing is being searched for; / starts".into()) };
        let count = isize::try_from(found.matches.len()).unwrap_or(isize::MAX);
        if count == 0 {
            return Err("no match in this article".into());
        }
        let at = isize::try_from(found.at).unwrap_or(0).saturating_add(by).rem_euclid(count);
        found.at = at.unsigned_abs();
        if let Some(place) = found.matches.get(found.at).map(|found| found.place) {
            self.go_to(place);
        }
        Ok(())
    }

    /// Where a new search starts: the first row shown, or the row under the cursor of a list.
    #[must_use]
    pub fn search_start(&self) -> Place {
        match self.pane {
            Pane::Text => self.text.place_at(self.top),
            pane => Place::start(self.part_in(pane)),
        }
    }
}
