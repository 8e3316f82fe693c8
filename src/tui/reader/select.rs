//! Selecting text: two places, of which one moves. Rows are looked up in the layout of the moment and never kept, so that
//! a selection outlives another width; it may run over several parts, also where these stand in several panes.

use std::collections::HashSet;

use super::{Pane, Reader};
use crate::article::difference::moved;
use crate::article::{Article, Part, Place};
use crate::text::segment::whole_graphemes;
use crate::tui::layout::{Layout, Match, Step, Word};
use crate::tui::motion::keep_in_view;
use crate::tui::outcome::{Outcome, Refusal};

/// A selection. Both graphemes at its ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where the grapheme starts that stays.
    pub fixed: Place,
    /// Where the grapheme starts that moves.
    pub moving: Place,
    /// The cell that moving by rows keeps to.
    goal: Option<usize>,
}

impl Selection {
    /// From one grapheme to another one.
    #[must_use]
    pub fn new(fixed: Place, moving: Place) -> Self {
        Self { fixed, moving, goal: None }
    }

    /// The same words in a newer reading of the article; none where they are gone.
    pub(super) fn moved(self, old: &Article, new: &Article) -> Option<Self> {
        let place = |place: Place| Some(Place { part: moved(old, new, place.part)?, ..place });
        Some(Self::new(place(self.fixed)?, place(self.moving)?))
    }
}

/// How the moving end goes. Numbers are directions and factors for the count: negative goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extend {
    /// By graphemes.
    Graphemes(isize),
    /// To starts of words.
    Words(isize),
    /// To ends of words.
    WordEnds(isize),
    /// To ends of sentences; back to starts of them.
    Sentences(isize),
    /// To ends of blocks; back to starts of them.
    Blocks(isize),
    /// By rows of text.
    Rows(isize),
    /// By half pages.
    HalfPages(isize),
    /// By pages.
    Pages(isize),
    /// To the start of the row.
    RowStart,
    /// To the end of the row.
    RowEnd,
    /// To the start of the pane's text.
    First,
    /// To the end of the pane's text.
    Last,
}

impl Extend {
    /// The step that this is on a page of so many rows, from a cell.
    fn step(self, times: usize, page: usize, cell: usize) -> Step {
        let times = isize::try_from(times).unwrap_or(isize::MAX);
        let rows = |by: isize, page: usize| {
            let page = isize::try_from(page.max(1)).unwrap_or(isize::MAX);
            Step::Rows(by.saturating_mul(page).saturating_mul(times), cell)
        };
        match self {
            Self::Graphemes(by) => Step::Graphemes(by.saturating_mul(times)),
            Self::Words(by) => Step::Words(by.saturating_mul(times)),
            Self::WordEnds(by) => Step::WordEnds(by.saturating_mul(times)),
            Self::Sentences(by) => Step::Sentences(by.saturating_mul(times)),
            Self::Blocks(by) => Step::Blocks(by.saturating_mul(times)),
            Self::Rows(by) => rows(by, 1),
            Self::HalfPages(by) => rows(by, page / 2),
            Self::Pages(by) => rows(by, page.saturating_sub(2)),
            Self::RowStart => Step::RowStart,
            Self::RowEnd => Step::RowEnd,
            Self::First => Step::First,
            Self::Last => Step::Last,
        }
    }

    /// Whether this goes back.
    fn is_back(self) -> bool {
        match self {
            Self::Graphemes(by)
            | Self::Words(by)
            | Self::WordEnds(by)
            | Self::Sentences(by)
            | Self::Blocks(by)
            | Self::Rows(by)
            | Self::HalfPages(by)
            | Self::Pages(by) => by < 0,
            Self::RowStart | Self::First => true,
            Self::RowEnd | Self::Last => false,
        }
    }
}

impl Reader {
    /// Every laid-out text, with the pane that shows it; the band of the headline is no pane.
    fn layouts(&self) -> [(Option<Pane>, &Layout); 4] {
        [
            (Some(Pane::Text), &*self.text),
            (Some(Pane::Takeaways), &*self.takeaways.layout),
            (Some(Pane::Sources), &*self.sources.layout),
            (None, &*self.head),
        ]
    }

    /// The laid-out text that shows a part, with its pane.
    pub(super) fn shown(&self, part: Part) -> Option<(Option<Pane>, &Layout)> {
        self.layouts().into_iter().find(|(_, layout)| layout.part(part).is_some())
    }

    /// Whether a stretch of text runs through a layout of this reader: through the one that shows both its ends; through all
    /// of them where none does. So what is selected in the text does not take in the takeaways, which stand between dek and
    /// sections in one column alone.
    #[must_use]
    pub fn runs_through(&self, layout: &Layout, start: Place, end: Place) -> bool {
        let both = |layout: &Layout| layout.part(start.part).is_some() && layout.part(end.part).is_some();
        both(layout) || !self.layouts().into_iter().any(|(_, other)| both(other))
    }

    /// The laid-out text of the pane that has the keyboard; the text's, where that pane lists headings.
    #[must_use]
    pub fn layout_here(&self) -> (Pane, &Layout, usize) {
        match self.pane {
            Pane::Takeaways => (Pane::Takeaways, &*self.takeaways.layout, self.takeaways.top),
            Pane::Sources => (Pane::Sources, &*self.sources.layout, self.sources.top),
            Pane::Text | Pane::Contents => (Pane::Text, &*self.text, self.top),
        }
    }

    /// The first row and the number of rows of a pane's laid-out text that are seen.
    #[must_use]
    pub fn rows_in_view(&self) -> std::ops::Range<usize> {
        let (pane, _, top) = self.layout_here();
        top..top + self.rows_of(pane)
    }

    /// Selects from one grapheme to another. Nothing happens where the places are not shown.
    pub fn start_selection(&mut self, fixed: Place, moving: Place) {
        self.selection = Some(Selection::new(fixed, moving));
        self.settle_selection();
    }

    /// Selects the bytes of a part from `place` on, by whole graphemes.
    pub fn select_stretch(&mut self, place: Place, length: usize) {
        let Some((_, layout)) = self.shown(place.part) else { return };
        let end = Place { offset: place.offset + length, ..place };
        let last = layout.step(end, Step::Graphemes(-1)).max(place);
        self.start_selection(place, last);
    }

    /// The acronyms and terms in view of the pane that has the keyboard whose meaning is known, each once, where it first stands.
    #[must_use]
    pub fn terms_in_view(&self) -> Vec<(Word, String)> {
        let (_, layout, _) = self.layout_here();
        let meanings = self.behind.meanings(&self.article);
        let (mut seen, mut end) = (HashSet::new(), Place::default());
        let mut terms = Vec::new();
        for word in layout.words_on(self.rows_in_view()) {
            let text = layout.part(word.place.part).and_then(|part| part.text.get(word.place.offset..));
            let belongs = word.place.part == end.part && word.place.offset < end.offset;
            let Some(standing) = text.filter(|_| !belongs).and_then(|text| meanings.begins(text)) else { continue };
            end = Place { offset: word.place.offset + standing.bytes, ..word.place };
            if seen.insert(standing.term.to_owned()) {
                terms.push((word, standing.term.to_owned()));
            }
        }
        terms
    }

    /// What a search found, where the reader is at it and sees it.
    pub(super) fn match_in_view(&self) -> Option<Match> {
        let hit = self.found.as_ref().and_then(|found| found.matches.get(found.at)).copied();
        let (_, layout, _) = self.layout_here();
        let seen =
            |place: Place| layout.part(place.part).is_some() && self.rows_in_view().contains(&layout.row_of(place));
        hit.filter(|hit| seen(hit.place))
    }

    /// Selects the match that the reader is at and sees; whether there was one.
    pub fn select_match(&mut self) -> bool {
        let Some(hit) = self.match_in_view() else { return false };
        self.select_stretch(hit.place, hit.length);
        true
    }

    /// Selects the first sentences of the current block, takeaway or source.
    ///
    /// # Errors
    /// When it has no words.
    pub fn select_sentences(&mut self, count: usize) -> Outcome {
        let (pane, layout, _) = self.layout_here();
        let start = layout.settled(Place::start(self.part_in(pane)));
        let start = start.ok_or(Refusal::from("there are no words here"))?;
        let count = isize::try_from(count).unwrap_or(isize::MAX);
        let end = layout.step(start, Step::Sentences(count));
        self.start_selection(start, end);
        Ok(())
    }

    /// Selects the word, else the grapheme, at a place.
    pub fn select_word(&mut self, place: Place) {
        let text = self.shown(place.part).and_then(|(_, layout)| layout.part(place.part));
        let mut words = crate::text::segment::words(text.map(|laid| laid.text.as_str()).unwrap_or_default());
        let word = words.find(|(at, word)| (*at..at + word.len()).contains(&place.offset));
        let word = word.map(|(offset, word)| (offset, word.len()));
        drop(words);
        match word {
            Some((offset, length)) => self.select_stretch(Place { offset, ..place }, length),
            None => self.start_selection(place, place),
        }
    }

    /// Selects a whole part.
    pub fn select_part(&mut self, part: Part) {
        let length = self.shown(part).and_then(|(_, layout)| layout.part(part)).map_or(0, |laid| laid.text.len());
        self.start_selection(Place::start(part), Place { part, offset: length });
    }

    /// Moves the moving end.
    ///
    /// # Errors
    /// When nothing is being selected, or there is nowhere to go that way.
    pub fn extend(&mut self, how: Extend, times: usize) -> Outcome {
        let Some(selection) = self.selection else { return Err("nothing is being selected".into()) };
        let from = selection.moving;
        let Some((pane, layout)) = self.shown(from.part) else { return Err("this text is not shown here".into()) };
        let cell = selection.goal.unwrap_or_else(|| layout.cell_of(from).1);
        let step = how.step(times, self.rows_of(pane.unwrap_or_default()), cell);
        // A word may begin inside a grapheme.
        let to = layout.step(from, step);
        let moving = layout.settled(to).unwrap_or(to);
        let goal = match step {
            Step::Rows(..) => Some(cell),
            // On from the end of a row is to the ends of the others.
            Step::RowEnd => Some(usize::MAX),
            _ => None,
        };
        self.selection = Some(Selection { moving, goal, ..selection });
        self.show_moving();
        match (moving == from, how, how.is_back()) {
            (false, ..) | (_, Extend::RowStart | Extend::RowEnd, _) => Ok(()),
            (true, _, true) => Err("this is the start of the text".into()),
            (true, _, false) => Err("this is the end of the text".into()),
        }
    }

    /// Moves the moving end to a place.
    pub fn extend_to(&mut self, place: Place) {
        if let Some(selection) = self.selection {
            self.start_selection(selection.fixed, place);
        }
    }

    /// Moves the other end from now on.
    pub fn swap_ends(&mut self) {
        if let Some(selection) = self.selection {
            self.selection = Some(Selection::new(selection.moving, selection.fixed));
            self.show_moving();
        }
    }

    /// What is selected: its first grapheme, and the end of its last one (exclusive). Both are grapheme boundaries of the
    /// shown texts of their parts.
    #[must_use]
    pub fn span(&self) -> Option<(Place, Place)> {
        let Selection { fixed, moving, .. } = self.selection?;
        let (start, last) = (fixed.min(moving), fixed.max(moving));
        let (_, layout) = self.shown(last.part)?;
        Some((start, layout.end_of(last)))
    }

    /// The text that is selected; see [`Reader::text_between`].
    #[must_use]
    pub fn selected_text(&self) -> Option<String> {
        let (start, end) = self.span()?;
        Some(self.text_between(start, end))
    }

    /// The shown text from `start` to `end` (exclusive), unwrapped; parts on lines of their own. Places that are no grapheme
    /// boundaries take the whole grapheme.
    #[must_use]
    pub fn text_between(&self, start: Place, end: Place) -> String {
        let through = self.layouts().into_iter().filter(|(_, layout)| self.runs_through(layout, start, end));
        let all = through.flat_map(|(_, layout)| &layout.parts);
        let mut parts: Vec<_> = all.filter(|laid| (start.part..=end.part).contains(&laid.part)).collect();
        parts.sort_by_key(|laid| laid.part);
        parts.dedup_by_key(|laid| laid.part);
        let piece = |laid: &&crate::tui::layout::LaidPart| {
            let from = if laid.part == start.part { start.offset } else { 0 };
            let to = if laid.part == end.part { end.offset } else { laid.text.len() };
            let range = whole_graphemes(&laid.text, from.min(to)..to);
            laid.text.get(range).unwrap_or_default().trim_matches('\n').to_owned()
        };
        let pieces: Vec<String> = parts.iter().map(piece).filter(|piece| !piece.is_empty()).collect();
        pieces.join("\n")
    }

    /// The shown text of a part, unwrapped; none where the part is not shown.
    #[must_use]
    pub fn text_of(&self, part: Part) -> Option<&str> {
        let (_, layout) = self.shown(part)?;
        layout.part(part).map(|laid| laid.text.as_str())
    }

    /// Where the moving end is: its pane, row and cell. None where no pane shows it.
    #[must_use]
    pub fn moving_cell(&self) -> Option<(Pane, usize, usize)> {
        let moving = self.selection?.moving;
        let (pane, layout) = self.shown(moving.part)?;
        let (row, cell) = layout.cell_of(moving);
        Some((pane?, row, cell))
    }

    /// After a new layout: both ends at graphemes that are seen. What is nowhere to be seen any more is not selected.
    pub(super) fn settle_selection(&mut self) {
        let Some(selection) = self.selection else { return };
        let settled = |place: Place| self.shown(place.part)?.1.settled(place);
        self.selection = settled(selection.fixed).zip(settled(selection.moving)).map(|(fixed, moving)| {
            let goal = selection.goal.filter(|_| moving == selection.moving);
            Selection { fixed, moving, goal }
        });
        self.show_moving();
    }

    /// Scrolls as little as shows the moving end, and gives its pane the keyboard.
    fn show_moving(&mut self) {
        let Some(Selection { moving, .. }) = self.selection else { return };
        let Some((Some(pane), layout)) = self.shown(moving.part) else { return };
        let (row, length) = (layout.cell_of(moving).0, layout.lines.len());
        let view = self.rows_of(pane);
        self.pane = pane;
        match moving.part {
            Part::Takeaway(item) | Part::Source(item) if pane != Pane::Text => {
                let list = self.list_mut(pane);
                list.cursor = item;
                list.top = keep_in_view(list.top, row, view, length);
            }
            part => {
                let top = keep_in_view(self.top, row, view, length);
                if top != self.top {
                    self.set_top(top);
                }
                self.current = part;
                self.row = row;
                self.sync_outline();
            }
        }
    }
}
