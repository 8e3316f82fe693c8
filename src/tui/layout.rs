//! The laid-out text: an article set for one width, with a map between rows and places.
//!
//! Scrolling, jumping, finding and painting all use one [`Layout`]. It is made once per width and holds no ratatui type.
//! Every part has a *shown text* (its cleaned words in order: list items and rows on lines of their own, table cells apart by
//! tabs); pieces of lines point into it by byte offset, so that a match found in the shown text can be painted across wrapped
//! lines and styles. Ornaments (bullets, bars, rules, numbers, hyphens at a break, indents) have no offset.

mod block;
mod document;
mod find;
mod flow;
mod note;
mod page;
mod sources;
mod table;
mod takeaways;
mod walk;

use super::theme::Style;
use crate::article::{Article, Part, Place, Reckoning};
use crate::text::Foreign;
use crate::text::width::width;

pub use find::{Match, Word};
pub use walk::Step;

/// How an article is to be set.
#[derive(Clone, Debug)]
pub struct Setting<'a> {
    /// Cells of a line.
    pub width: usize,
    /// BCP 47 language to hyphenate in, or none.
    pub hyphenate: Option<&'a str>,
    /// Which parts, in order.
    pub parts: Parts,
    /// What the head says that is not in the file.
    pub beside: Beside<'a>,
}

/// What the head of an article says that is not in its file: ornaments, where no place is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// What the age of the status is reckoned by; none where it is not told.
    pub reckoning: Option<Reckoning>,
    /// What the article that it translates is called; none where the id has to do.
    pub original: Option<&'a str>,
}

/// Which parts of an article a layout shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Parts {
    /// Everything, as one document: headline, byline, dek, picture, takeaways, sections, sources.
    Document,
    /// Dek, picture and sections: the text beside panes that show the rest.
    Text,
    /// As `Text`, then the sources.
    TextAndSources,
    /// Headline and byline.
    Head,
    /// The takeaways as a list.
    Takeaways,
    /// The sources as a list.
    Sources,
    /// The sources as a list of titles with their citation or publisher, for a low pane.
    SourcesInBrief,
}

/// A piece of a line: text of one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What is painted: no line break, no control.
    pub text: String,
    /// How.
    pub style: Style,
    /// Where it starts in the part's shown text; none for an ornament.
    pub at: Option<usize>,
    /// The link that it belongs to, an index into [`Layout::links`].
    pub link: Option<usize>,
}

/// A laid-out line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The part that it belongs to; a blank line and a label belong to the part that follows.
    pub place: Place,
    /// Cells left free before the first piece (a right-to-left line is set flush right by this).
    pub indent: usize,
    /// The pieces in order; none for a blank line.
    pub pieces: Vec<Piece>,
}

/// A link in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkAt {
    /// Where it stands.
    pub place: Place,
    /// What it leads to.
    pub target: Target,
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An address as written.
    Address(Foreign),
    /// A part of this article.
    Part(Part),
}

/// An article set for one width.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The lines, top to bottom.
    pub lines: Vec<Line>,
    /// The links, top to bottom.
    pub links: Vec<LinkAt>,
    /// The parts that are shown, in order: part, its first row, its shown text.
    pub parts: Vec<LaidPart>,
}

/// A part within a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaidPart {
    /// Which.
    pub part: Part,
    /// Row of its first line of text (labels and blank lines before it not counted).
    pub row: usize,
    /// Rows of text.
    pub rows: usize,
    /// Its shown text.
    pub text: String,
}

/// Rows that are looked at to find the one that shows an offset of a table, whose cells stand side by side.
const SIDE_BY_SIDE: usize = 512;

impl Layout {
    /// Sets an article.
    #[must_use]
    pub fn new(article: &Article, setting: &Setting<'_>) -> Self {
        document::set(article, setting)
    }

    /// The row that shows a place; the nearest earlier row that is shown where the place itself is not. The start of a
    /// part is its first row of text, not the blank lines and labels before it; a section without a heading starts with
    /// its first block.
    #[must_use]
    pub fn row_of(&self, place: Place) -> usize {
        let place = match place.part {
            Part::Heading(section)
                if self.part(place.part).is_none() && self.part(Part::Block(section, 0)).is_some() =>
            {
                Place::start(Part::Block(section, 0))
            }
            _ => place,
        };
        if place.offset == 0
            && let Some(part) = self.part(place.part)
        {
            return part.row;
        }
        let next = self.lines.partition_point(|line| line.place.order() < place.order());
        // Blank lines and rules inside a part have the place of the text that they stand before.
        let mut exact = (next..).map_while(|row| self.lines.get(row).filter(|line| line.place == place));
        if exact.next().is_some() {
            let mut rows = next..next + 1 + exact.count();
            return rows.find(|row| self.lines.get(*row).is_some_and(|line| line.shows(place.offset))).unwrap_or(next);
        }
        let nearest = next.saturating_sub(1);
        let near = nearest.saturating_sub(SIDE_BY_SIDE)..=nearest;
        let showing = near.rev().map_while(|row| self.lines.get(row).map(|line| (row, line)));
        let mut same_part = showing.take_while(|(_, line)| line.place.part == place.part);
        same_part.find(|(_, line)| line.shows(place.offset)).map_or(nearest, |(row, _)| row)
    }

    /// The place at the start of a row; the last place beyond the end.
    #[must_use]
    pub fn place_at(&self, row: usize) -> Place {
        self.lines.get(row).or(self.lines.last()).map_or_else(Place::default, |line| line.place)
    }

    /// A part as it is laid out, where it is shown.
    #[must_use]
    pub fn part(&self, part: Part) -> Option<&LaidPart> {
        let at = self.parts.binary_search_by_key(&part.order(), |laid| laid.part.order()).ok()?;
        self.parts.get(at)
    }
}

impl Line {
    /// Cells from the left of the measure to the end of the last piece.
    #[must_use]
    pub fn width(&self) -> usize {
        self.indent + self.pieces.iter().map(|piece| width(&piece.text)).sum::<usize>()
    }

    /// The words of the line with its ornaments, without the indent.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// Whether a piece of the line shows the byte at `offset` of the part's shown text.
    fn shows(&self, offset: usize) -> bool {
        self.pieces.iter().any(|piece| piece.at.is_some_and(|at| (at..at + piece.text.len()).contains(&offset)))
    }
}

#[cfg(test)]
mod tests;
