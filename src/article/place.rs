//! Places: where a reader is, independent of any width; and spans from one place to another. A place survives resize,
//! reload and most edits; row numbers never leave the layout. What outlives edits of the file is an
//! [`Anchor`](super::Anchor).

use std::ops::Range;

use super::{Article, Part};

/// A place in an article: a part, and the byte offset in the part's shown text (see
/// [`shown`](super::shown)), at a grapheme boundary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The part.
    pub part: Part,
    /// Bytes from the start of the part's shown text.
    pub offset: usize,
}

impl Place {
    /// What sorts places in document order; see [`Part::order`].
    #[must_use]
    pub fn order(self) -> ((u8, usize, usize), usize) {
        (self.part.order(), self.offset)
    }

    /// The start of a part.
    #[must_use]
    pub fn start(part: Part) -> Self {
        Self { part, offset: 0 }
    }

    /// The place itself where the article has such a part; else the start of the nearest one of its kind, or the top. Where
    /// there are fewer blocks or sections it is the last.
    #[must_use]
    pub fn nearest(self, article: &Article) -> Self {
        let last = |at: usize, length: usize| length.checked_sub(1).map(|last| at.min(last));
        let block = |s: usize, b: usize| {
            let blocks = article.sections.get(s)?.blocks.len();
            Some(last(b, blocks).map_or(Part::Heading(s), |b| Part::Block(s, b)))
        };
        let sections = article.sections.len();
        let part = match self.part {
            Part::Block(s, b) if s < sections => block(s, b),
            Part::Block(s, _) => last(s, sections).and_then(|s| block(s, usize::MAX)),
            Part::Heading(s) => last(s, sections).map(Part::Heading),
            Part::Takeaway(n) => last(n, article.takeaways.len()).map(Part::Takeaway),
            Part::Source(n) => last(n, article.sources.len()).map(Part::Source),
            part => Some(part),
        };
        let part = part.unwrap_or(Part::Headline);
        if part == self.part { self } else { Self::start(part) }
    }
}

/// A stretch of an article, from one place to another in document order, maybe over several parts. `end` is behind the
/// last grapheme; a span whose `end` is its `start` is a place alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// Where it starts.
    pub start: Place,
    /// Behind its end.
    pub end: Place,
}

impl Span {
    /// A place as a span without text.
    #[must_use]
    pub fn at(place: Place) -> Self {
        Self { start: place, end: place }
    }

    /// A stretch of one part, in bytes of its shown text.
    #[must_use]
    pub fn within(part: Part, bytes: Range<usize>) -> Self {
        let place = |offset| Place { part, offset };
        Self { start: place(bytes.start), end: place(bytes.end) }
    }

    /// Whether it is a place alone.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two have text in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start.order() < other.end.order() && other.start.order() < self.end.order()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Block, Section};
    use super::*;

    #[test]
    fn the_nearest_place_of_a_shorter_article() {
        let section = |blocks| Section { blocks: vec![Block::Break; blocks], ..Section::default() };
        let article = Article { sections: vec![section(2), section(0)], ..Article::default() };
        let nearest = |part| Place { part, offset: 3 }.nearest(&article);
        assert_eq!(nearest(Part::Block(0, 1)), Place { part: Part::Block(0, 1), offset: 3 });
        assert_eq!(nearest(Part::Block(0, 9)), Place::start(Part::Block(0, 1)));
        assert_eq!(nearest(Part::Block(1, 0)), Place::start(Part::Heading(1)));
        assert_eq!(nearest(Part::Block(7, 0)), Place::start(Part::Heading(1)));
        assert_eq!(nearest(Part::Heading(7)), Place::start(Part::Heading(1)));
        assert_eq!(nearest(Part::Takeaway(0)), Place::start(Part::Headline));
    }
}
