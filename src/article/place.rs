//! Places: where a reader is, independent of any width. A place survives resize, reload and most edits; row numbers
//! never leave the layout.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::Locator;
use super::locator::NotALocator;

/// A part of an article that has text of its own. Ordered as in the document: a heading before the blocks of its section. Indices count from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    /// The headline.
    #[default]
    Headline,
    /// Authors, publisher, dates, status: the line under the headline.
    Byline,
    /// The dek.
    Summary,
    /// The lead picture's alt text, caption and credit.
    Image,
    /// A takeaway.
    Takeaway(usize),
    /// The heading of a section.
    Heading(usize),
    /// A block: section, block.
    Block(usize, usize),
    /// A source.
    Source(usize),
}

/// A place in an article: a part, and the byte offset in the part's shown text (see
/// [`layout`](crate::tui::layout)), at a grapheme boundary.
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

impl Part {
    /// What sorts parts in document order: a section's heading stands before its own blocks, and these before the next
    /// heading.
    #[must_use]
    pub fn order(self) -> (u8, usize, usize) {
        match self {
            Self::Headline => (0, 0, 0),
            Self::Byline => (1, 0, 0),
            Self::Summary => (2, 0, 0),
            Self::Image => (3, 0, 0),
            Self::Takeaway(n) => (4, n, 0),
            Self::Heading(s) => (5, s, 0),
            Self::Block(s, b) => (5, s, b.saturating_add(1)),
            Self::Source(n) => (6, n, 0),
        }
    }

    /// The printed address of the part, where it has one.
    #[must_use]
    pub fn locator(self) -> Option<Locator> {
        match self {
            Self::Headline | Self::Byline | Self::Summary | Self::Image => None,
            Self::Takeaway(n) => Some(Locator::Takeaway(n + 1)),
            Self::Heading(s) => Some(Locator::Section(s + 1)),
            Self::Block(s, b) => Some(Locator::Block(s + 1, b + 1)),
            Self::Source(n) => Some(Locator::Source(n + 1)),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.locator(), UNNUMBERED.iter().find(|(part, _)| part == self)) {
            (Some(locator), _) => locator.fmt(f),
            (None, Some((_, name))) => f.write_str(name),
            (None, None) => Ok(()),
        }
    }
}

/// The parts without a number, and how they are called where a part is written down.
const UNNUMBERED: [(Part, &str); 4] =
    [(Part::Headline, "headline"), (Part::Byline, "byline"), (Part::Summary, "summary"), (Part::Image, "image")];

impl FromStr for Part {
    type Err = NotALocator;

    fn from_str(text: &str) -> Result<Self, NotALocator> {
        match UNNUMBERED.iter().find(|(_, name)| *name == text) {
            Some((part, _)) => Ok(*part),
            None => text.parse().map(|locator: Locator| Self::from(locator)),
        }
    }
}

impl PartialOrd for Part {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Part {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl From<Locator> for Part {
    fn from(locator: Locator) -> Self {
        match locator {
            Locator::Takeaway(n) => Self::Takeaway(n.saturating_sub(1)),
            Locator::Section(s) => Self::Heading(s.saturating_sub(1)),
            Locator::Block(s, b) => Self::Block(s.saturating_sub(1), b.saturating_sub(1)),
            Locator::Source(n) => Self::Source(n.saturating_sub(1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_ordered_as_in_the_document() {
        let mut parts = [
            Part::Source(0),
            Part::Block(1, 0),
            Part::Heading(1),
            Part::Block(0, 1),
            Part::Heading(0),
            Part::Takeaway(3),
            Part::Headline,
        ];
        parts.sort();
        let wanted = [
            Part::Headline,
            Part::Takeaway(3),
            Part::Heading(0),
            Part::Block(0, 1),
            Part::Heading(1),
            Part::Block(1, 0),
            Part::Source(0),
        ];
        assert_eq!(parts, wanted);
    }
}
