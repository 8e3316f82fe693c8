//! Highlights: stretches of the article that stand marked. Whoever keeps them sets them here, all at once; they are
//! places in the text as it is, so that a newer reading of the article starts without any.

use std::cmp::Reverse;

use super::{Pane, Reader};
use crate::article::{Part, Place};
use crate::reading::Colour;
use crate::tui::outcome::{Outcome, Refusal};

/// A highlight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Its first grapheme.
    pub start: Place,
    /// The end of its last one (exclusive).
    pub end: Place,
    /// How it looks.
    pub colour: Colour,
    /// Whether a note belongs to it.
    pub has_note: bool,
}

impl Reader {
    /// Replaces all highlights. Of two that overlap, the one that starts later lies on top, and the shorter of two that
    /// start together; one without text is left out.
    pub fn set_marked(&mut self, mut marked: Vec<Marked>) {
        marked.retain(|mark| mark.start < mark.end);
        marked.sort_by_key(|mark| (mark.start, Reverse(mark.end)));
        self.marked = marked;
    }

    /// The highlight at a place, as an index into [`Reader::marked`]: the one on top.
    #[must_use]
    pub fn marked_at(&self, place: Place) -> Option<usize> {
        self.marked.iter().rposition(|mark| (mark.start..mark.end).contains(&place) && self.runs_over(place.part, mark))
    }

    /// The highlight that is meant here: the one under the selection; else at the match that the reader is at and sees; else
    /// the one that was gone to last, else the first, in the current block, takeaway or source.
    #[must_use]
    pub fn marked_here(&self) -> Option<usize> {
        if let (Some(selection), Some((start, end))) = (self.selection, self.span()) {
            let overlaps = |mark: &Marked| mark.start < end && start < mark.end;
            return self.marked_at(selection.moving).or_else(|| self.marked.iter().position(overlaps));
        }
        let matched = self.match_in_view().and_then(|hit| self.marked_at(hit.place));
        let part = match self.pane {
            Pane::Contents => self.current,
            pane => self.part_in(pane),
        };
        let in_part = |mark: &Marked| (mark.start.part..=mark.end.part).contains(&part) && self.runs_over(part, mark);
        let gone_to = || {
            let place = self.gone_to.filter(|place| place.part == part)?;
            self.marked.iter().position(|mark| mark.start == place)
        };
        matched.or_else(gone_to).or_else(|| self.marked.iter().position(in_part))
    }

    /// Whether a highlight runs over a part as it is shown.
    fn runs_over(&self, part: Part, mark: &Marked) -> bool {
        self.shown(part).is_none_or(|(_, layout)| self.runs_through(layout, mark.start, mark.end))
    }

    /// Goes to the highlight `by` further on, counted from the current block or from the highlight there that was gone to
    /// last.
    ///
    /// # Errors
    /// When there is none that way.
    pub fn next_marked(&mut self, by: isize) -> Outcome {
        if self.marked.is_empty() {
            return Err("nothing is highlighted in this article".into());
        }
        let part = match self.pane {
            Pane::Contents => self.current,
            pane => self.part_in(pane),
        };
        let gone_to = self.gone_to.filter(|place| place.part == part);
        let count = by.unsigned_abs().saturating_sub(1);
        let target = if by > 0 {
            let from = Place::start(part);
            let on = |place: Place| gone_to.map_or(place >= from, |last| place > last);
            let mut starts = self.marked.iter().map(|mark| mark.start).filter(|start| on(*start));
            starts.nth(count).ok_or(Refusal::from("this is the last highlight"))
        } else {
            let from = gone_to.unwrap_or(Place::start(part));
            let mut starts = self.marked.iter().rev().map(|mark| mark.start).filter(|start| *start < from);
            starts.nth(count).ok_or(Refusal::from("this is the first highlight"))
        };
        let place = target?;
        self.go_to(place);
        self.gone_to = Some(place);
        Ok(())
    }
}
