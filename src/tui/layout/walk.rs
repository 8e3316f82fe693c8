//! Walking through the shown text of a layout: by grapheme, word, sentence, block and row, as a cursor does.
//!
//! A place here is where a grapheme starts that is seen: line breaks between items, and spaces that a line end swallowed,
//! are passed over. Order is that of the text, whichever way it runs on the screen; ends are ends, nothing goes around.

use super::{LaidPart, Layout, Line};
use crate::article::Place;
use crate::text::segment::{graphemes, is_grapheme_boundary, sentences, words};
use crate::text::width::grapheme_width;

/// How far to walk. Numbers are counts with a direction: negative goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To another grapheme.
    Graphemes(isize),
    /// To the start of a word.
    Words(isize),
    /// Onto the last grapheme of a word.
    WordEnds(isize),
    /// On to the end of a sentence, or back to the start of one.
    Sentences(isize),
    /// On to the end of a block, or back to the start of one.
    Blocks(isize),
    /// To another row, as near to that cell as it goes.
    Rows(isize, usize),
    /// To the start of the row.
    RowStart,
    /// To the end of the row.
    RowEnd,
    /// To the start of the text.
    First,
    /// To the end of the text.
    Last,
}

/// The places of a part at which a step may end, in order.
type Stops = fn(&str) -> Vec<usize>;

impl Layout {
    /// Where a step from `from` leads: to the last place that way where the text ends before.
    #[must_use]
    pub fn step(&self, from: Place, step: Step) -> Place {
        match step {
            Step::Graphemes(by) => self.by_graphemes(from, by),
            Step::Words(by) if by > 0 => self.to_stop(from, by, word_starts).unwrap_or_else(|| self.last(from)),
            Step::Words(by) => self.to_stop(from, by, word_starts).unwrap_or_else(|| self.first(from)),
            Step::WordEnds(by) => self.to_stop(from, by, word_ends).unwrap_or_else(|| self.last(from)),
            Step::Sentences(by) if by > 0 => self.to_stop(from, by, sentence_ends).unwrap_or(from),
            Step::Sentences(by) => self.to_stop(from, by, sentence_starts).unwrap_or(from),
            Step::Blocks(by) if by > 0 => self.to_stop(from, by, block_ends).unwrap_or(from),
            Step::Blocks(by) => self.to_stop(from, by, block_starts).unwrap_or(from),
            Step::Rows(by, cell) => self.by_rows(from, by, cell),
            Step::RowStart => self.near(self.row_of(from), 0).unwrap_or(from),
            Step::RowEnd => self.near(self.row_of(from), usize::MAX).unwrap_or(from),
            Step::First => self.first(from),
            Step::Last => self.last(from),
        }
    }

    /// The place nearest to `place` at which a grapheme starts that is seen. None where the layout has no such part, or
    /// nothing stands in it.
    #[must_use]
    pub fn settled(&self, place: Place) -> Option<Place> {
        let laid = self.part(place.part)?;
        let offset = place.offset.min(laid.text.len());
        let starts = (0..=offset).rev().find(|at| is_grapheme_boundary(&laid.text, *at)).unwrap_or(0);
        let at = Place { offset: starts, ..place };
        if laid.text.get(starts..).is_some_and(|rest| !rest.is_empty()) && self.shows(laid, starts) {
            return Some(at);
        }
        let part = |other: &Place| other.part == place.part;
        self.before(at).find(part).or_else(|| self.after(at).find(part))
    }

    /// Where the grapheme at a place ends.
    #[must_use]
    pub fn end_of(&self, place: Place) -> Place {
        let rest = self.part(place.part).and_then(|laid| laid.text.get(place.offset..)).unwrap_or_default();
        let length = graphemes(rest).next().map_or(0, |(_, grapheme)| grapheme.len());
        Place { offset: place.offset + length, ..place }
    }

    /// The row and first cell that show a place.
    #[must_use]
    pub fn cell_of(&self, place: Place) -> (usize, usize) {
        let end = self.end_of(place).offset.max(place.offset + 1);
        let cells = self.cells_of(place.part, place.offset..end);
        cells.first().map_or_else(|| (self.row_of(place), 0), |(row, from, _)| (*row, *from))
    }

    /// The place on a row that is nearest to a cell. None where the row shows no text.
    #[must_use]
    pub fn near(&self, row: usize, cell: usize) -> Option<Place> {
        let line = self.lines.get(row)?;
        Some(Place { part: line.place.part, offset: line.offset_near(cell)? })
    }

    /// The place nearest to a cell, on the nearest row with text: below first, else above.
    #[must_use]
    pub fn near_any(&self, row: usize, cell: usize) -> Option<Place> {
        let below = (row..self.lines.len()).find_map(|row| self.near(row, cell));
        below.or_else(|| (0..row.min(self.lines.len())).rev().find_map(|row| self.near(row, cell)))
    }

    fn shows(&self, laid: &LaidPart, offset: usize) -> bool {
        let row = self.row_of(Place { part: laid.part, offset });
        self.lines.get(row).is_some_and(|line| line.place.part == laid.part && line.shows(offset))
    }

    /// Graphemes that are seen, behind a place.
    fn after(&self, from: Place) -> impl Iterator<Item = Place> {
        let first = self.parts.partition_point(|laid| laid.part < from.part);
        self.parts.iter().skip(first).flat_map(move |laid| {
            let start = if laid.part == from.part { from.offset } else { 0 };
            let rest = laid.text.get(start..).unwrap_or_default();
            let own = graphemes(rest).map(move |(at, grapheme)| (start + at, grapheme));
            own.filter(move |(at, grapheme)| {
                (laid.part, *at) > (from.part, from.offset) && self.seen(laid, *at, grapheme)
            })
            .map(|(offset, _)| Place { part: laid.part, offset })
        })
    }

    /// Graphemes that are seen, before a place, the nearest first.
    fn before(&self, from: Place) -> impl Iterator<Item = Place> {
        let end = self.parts.partition_point(|laid| laid.part <= from.part);
        self.parts.iter().take(end).rev().flat_map(move |laid| {
            let end = if laid.part == from.part { from.offset } else { laid.text.len() };
            let own = graphemes(laid.text.get(..end).unwrap_or_default()).rev();
            own.filter(move |(at, grapheme)| self.seen(laid, *at, grapheme))
                .map(|(offset, _)| Place { part: laid.part, offset })
        })
    }

    /// Whether a grapheme stands on the page: white space need not.
    fn seen(&self, laid: &LaidPart, offset: usize, grapheme: &str) -> bool {
        grapheme_width(grapheme) > 0 && (!grapheme.trim().is_empty() || self.shows(laid, offset))
    }

    fn first(&self, from: Place) -> Place {
        self.parts.iter().find_map(|laid| self.settled(Place::start(laid.part))).unwrap_or(from)
    }

    fn last(&self, from: Place) -> Place {
        let ends = self.parts.iter().rev().map(|laid| Place { part: laid.part, offset: laid.text.len() });
        ends.into_iter().find_map(|end| self.settled(end)).unwrap_or(from)
    }

    fn by_graphemes(&self, from: Place, by: isize) -> Place {
        let count = by.unsigned_abs();
        if by > 0 {
            self.after(from).take(count).last().unwrap_or(from)
        } else {
            self.before(from).take(count).last().unwrap_or(from)
        }
    }

    /// The stop `by` further on; the last one that way where there are fewer, none where there is none.
    fn to_stop(&self, from: Place, by: isize, stops: Stops) -> Option<Place> {
        let count = by.unsigned_abs();
        let places = move |laid: &LaidPart| {
            let part = laid.part;
            stops(&laid.text).into_iter().map(move |offset| Place { part, offset })
        };
        if by > 0 {
            let first = self.parts.partition_point(|laid| laid.part < from.part);
            let on = self.parts.iter().skip(first).flat_map(places);
            on.filter(|place| *place > from).take(count).last()
        } else {
            let end = self.parts.partition_point(|laid| laid.part <= from.part);
            let back = self.parts.iter().take(end).rev().flat_map(|laid| places(laid).rev());
            back.filter(|place| *place < from).take(count).last()
        }
    }

    fn by_rows(&self, from: Place, by: isize, cell: usize) -> Place {
        let row = self.row_of(from);
        let count = by.unsigned_abs();
        let place = |row: usize| self.near(row, cell);
        let to = if by > 0 {
            (row + 1..self.lines.len()).filter_map(place).take(count).last()
        } else {
            (0..row).rev().filter_map(place).take(count).last()
        };
        to.unwrap_or(from)
    }
}

impl Line {
    /// Where the grapheme starts that stands at a cell: the nearest one to its left where none does, else the first.
    fn offset_near(&self, cell: usize) -> Option<usize> {
        let mut left = self.indent;
        let mut nearest = None;
        for piece in &self.pieces {
            for (at, grapheme) in graphemes(&piece.text) {
                let cells = grapheme_width(grapheme);
                if let Some(start) = piece.at.filter(|_| cells > 0)
                    && (left <= cell || nearest.is_none())
                {
                    nearest = Some(start + at);
                }
                left += cells;
            }
        }
        nearest
    }
}

fn word_starts(text: &str) -> Vec<usize> {
    words(text).map(|(at, _)| at).collect()
}

fn word_ends(text: &str) -> Vec<usize> {
    words(text).filter_map(|(at, word)| last_grapheme(at, word)).collect()
}

fn sentence_starts(text: &str) -> Vec<usize> {
    sentences(text).filter_map(|(at, sentence)| first_letter(at, sentence)).collect()
}

fn sentence_ends(text: &str) -> Vec<usize> {
    sentences(text).filter_map(|(at, sentence)| last_grapheme(at, sentence.trim_end())).collect()
}

fn block_starts(text: &str) -> Vec<usize> {
    first_letter(0, text).into_iter().collect()
}

fn block_ends(text: &str) -> Vec<usize> {
    last_grapheme(0, text.trim_end()).into_iter().collect()
}

/// Where the first character stands that is no white space.
fn first_letter(at: usize, text: &str) -> Option<usize> {
    text.find(|c: char| !c.is_whitespace()).map(|skipped| at + skipped)
}

fn last_grapheme(at: usize, text: &str) -> Option<usize> {
    graphemes(text).next_back().map(|(last, _)| at + last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Part, Section};
    use crate::markdown;
    use crate::text::Foreign;
    use crate::tui::layout::{Beside, Parts, Setting};

    const BODY: &str = "One two. Three e\u{301}tat 移民 here.\n\n- first item\n- second item\n\nEnd.";

    fn set(body: &str, width: usize) -> Layout {
        let blocks = markdown::parse(body, &|_| None).chapters.into_iter().flat_map(|it| it.blocks).collect();
        let section = Section { heading: None, level: 1, markdown: Foreign::from(body), blocks, nested: false };
        let article = Article { headline: Foreign::from("H"), sections: vec![section], ..Article::default() };
        Layout::new(&article, &Setting { width, hyphenate: None, parts: Parts::Text, beside: Beside::default() })
    }

    /// The words from a place on, as far as they go.
    fn rest(layout: &Layout, place: Place) -> &str {
        layout.part(place.part).unwrap().text.get(place.offset..).unwrap()
    }

    fn walk(layout: &Layout, steps: &[Step]) -> Place {
        steps.iter().fold(Place::start(Part::Block(0, 0)), |place, step| layout.step(place, *step))
    }

    #[test]
    fn words_and_their_ends() {
        let layout = set(BODY, 40);
        assert!(rest(&layout, walk(&layout, &[Step::Words(2)])).starts_with("Three"));
        assert!(rest(&layout, walk(&layout, &[Step::WordEnds(2)])).starts_with("o."));
        assert!(rest(&layout, walk(&layout, &[Step::Words(8), Step::Words(-1)])).starts_with("first"));
        assert!(rest(&layout, walk(&layout, &[Step::Words(99)])).starts_with("End"));
        assert_eq!(rest(&layout, walk(&layout, &[Step::Words(99), Step::Words(1)])), ".");
    }

    #[test]
    fn sentences_and_blocks_end_where_they_end() {
        let layout = set(BODY, 40);
        assert!(rest(&layout, walk(&layout, &[Step::Sentences(1)])).starts_with(". Three"));
        assert!(rest(&layout, walk(&layout, &[Step::Sentences(1), Step::Sentences(-1)])).starts_with("One"));
        assert_eq!(rest(&layout, walk(&layout, &[Step::Blocks(2)])), "m");
        assert!(rest(&layout, walk(&layout, &[Step::Blocks(2), Step::Blocks(-2)])).starts_with("One"));
    }

    #[test]
    fn graphemes_go_whole_and_over_line_breaks() {
        let layout = set(BODY, 12);
        let mut place = Place::start(Part::Block(0, 0));
        let mut seen = String::new();
        loop {
            let end = layout.end_of(place);
            seen.push_str(layout.part(place.part).unwrap().text.get(place.offset..end.offset).unwrap());
            let next = layout.step(place, Step::Graphemes(1));
            if next == place {
                break;
            }
            assert_eq!(layout.step(next, Step::Graphemes(-1)), place);
            place = next;
        }
        // Every space at a line end and every line break is passed over.
        assert!(!seen.contains('\n') && seen.contains("e\u{301}tat"), "{seen}");
        assert!(seen.ends_with("itemEnd."), "{seen}");
    }

    #[test]
    fn rows_keep_the_cell_and_skip_blank_ones() {
        let layout = set(BODY, 12);
        let start = walk(&layout, &[Step::Graphemes(4)]);
        let (row, cell) = layout.cell_of(start);
        assert_eq!((row, cell), (0, 4));
        let down = layout.step(start, Step::Rows(1, cell));
        assert_eq!(layout.cell_of(down), (1, 4));
        let list = layout.step(start, Step::Rows(3, cell));
        assert_eq!(list.part, Part::Block(0, 1), "{list:?}");
        assert_eq!(layout.step(list, Step::Rows(-3, cell)), start);
        assert_eq!(layout.step(start, Step::Rows(99, cell)).part, Part::Block(0, 2));
    }

    #[test]
    fn a_place_settles_on_what_is_seen() {
        let layout = set(BODY, 12);
        let part = Part::Block(0, 0);
        let inside = layout.part(part).unwrap().text.find('\u{301}').unwrap();
        assert!(rest(&layout, layout.settled(Place { part, offset: inside }).unwrap()).starts_with("e\u{301}"));
        assert!(rest(&layout, layout.settled(Place { part, offset: 999 }).unwrap()).starts_with('.'));
        assert_eq!(layout.settled(Place::start(Part::Source(3))), None);
    }
}
