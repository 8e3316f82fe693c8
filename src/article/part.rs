//! Parts: what an article is read in, their order, and their names as they are stored.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::Locator;

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

/// The text is not the name of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a part; parts are called headline, byline, summary, image, or by a locator: t2, s3, s3.p4, src1")]
pub struct NotAPart;

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

    /// Whether it is another part or, where that is a heading, a block of its section.
    #[must_use]
    pub fn is_in(self, other: Self) -> bool {
        self == other || matches!((self, other), (Self::Block(own, _), Self::Heading(section)) if own == section)
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

impl fmt::Display for Part {
    /// The name as it is stored: the locator, where the part has one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Headline => f.write_str("headline"),
            Self::Byline => f.write_str("byline"),
            Self::Summary => f.write_str("summary"),
            Self::Image => f.write_str("image"),
            Self::Takeaway(n) => write!(f, "{}", Locator::Takeaway(n.saturating_add(1))),
            Self::Heading(s) => write!(f, "{}", Locator::Section(s.saturating_add(1))),
            Self::Block(s, b) => write!(f, "{}", Locator::Block(s.saturating_add(1), b.saturating_add(1))),
            Self::Source(n) => write!(f, "{}", Locator::Source(n.saturating_add(1))),
        }
    }
}

impl FromStr for Part {
    type Err = NotAPart;

    fn from_str(text: &str) -> Result<Self, NotAPart> {
        match text {
            "headline" => Ok(Self::Headline),
            "byline" => Ok(Self::Byline),
            "summary" => Ok(Self::Summary),
            "image" => Ok(Self::Image),
            other => other.parse::<Locator>().map(Self::from).map_err(|_no_locator| NotAPart),
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

    #[test]
    fn a_part_prints_what_it_reads() {
        for name in ["headline", "byline", "summary", "image", "t2", "s3", "s3.p4", "src1", "s10.p12"] {
            assert_eq!(name.parse::<Part>().map(|part| part.to_string()).as_deref(), Ok(name));
        }
        for other in ["", "Headline", "headline ", "t0", "s3.p", "dek"] {
            assert_eq!(other.parse::<Part>(), Err(NotAPart), "{other}");
        }
        assert_eq!("s3.p4".parse(), Ok(Part::Block(2, 3)), "names count from 1");
    }
}
