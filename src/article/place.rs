//! Places: where a reader is, independent of any width; and spans from one place to another. A place survives resize,
//! reload and most edits; row numbers never leave the layout. What outlives edits of the file is an
//! [`Anchor`](super::Anchor).

use std::ops::Range;

use super::Part;

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
