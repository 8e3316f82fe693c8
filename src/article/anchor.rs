//! Anchors: what keeps a highlight, a note or a position at its words while the article changes.
//!
//! After the text quote selector of the W3C's Web Annotation Data Model (section 4.2.4,
//! <https://www.w3.org/TR/annotation-model/#text-quote-selector>): the words that are meant, some context on both sides, and where
//! they stood. To these comes what quotation alone cannot say, which of several passages that are made alike is meant: the
//! *telling words*, names, numbers and other words in the quote and around it that stand seldom in the article. A
//! sentence that every report of an agency repeats has its like in three paragraphs; the names and numbers beside it have not.
//!
//! Best is to have the text that the words were taken from ([`Wording`](super::Wording)): then every word of it is followed to
//! where it is now ([`Trail`]), and nothing that is another passage's is taken for one that is gone.
//!
//! [`attach`](fn@attach) finds the words again. Where they still stand, however far they moved and whatever paragraph or line now ends in
//! them, that is [`Attached::There`]. Where they changed a little, it is [`Attached::Near`]. Else they are [`Attached::Lost`]:
//! a highlight at the wrong words is worse than one that is listed as an orphan. So:
//!
//! - Words that stand several times are told apart by what stands around them, then by nearness to the old place.
//! - Words that stood several times and whose own occurrence is gone are lost: they do not jump to another paragraph.
//! - Words that stood once and stand once are meant where they are many, have names or numbers, or something around them is as
//!   it was: else somebody may have put in the same sentence after the other was taken out.
//! - A short quote must have its context, and a changed one some of its telling words.
//!
//! Pure: no store, no layout. What a note says, and what is to be done with one that is lost, is not known here.

use std::ops::Range;

use super::texts::Texts;
use super::{Part, Place, Span};

mod attach;
mod cut;
mod gap;
mod judge;
mod like;
mod signs;
mod sought;
pub mod telling;
mod trail;

pub use attach::attach;
pub use telling::Telling;
pub use trail::Trail;

/// Where words stood, so that they are found again. All texts are plain: one space for white space, one line break where a part of
/// the article ends (white space at the ends of `exact` stays as it was).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The words themselves; empty for a place alone.
    pub exact: String,
    /// What stands before them: about 32 graphemes, in whole words where words are not very long.
    pub prefix: String,
    /// What stands behind them, as long.
    pub suffix: String,
    /// Words of the quote and of what is around it that tell it from passages made alike, in the order in which they stand.
    pub telling: Vec<Telling>,
    /// The part in which they start.
    pub part: Part,
    /// Bytes from the start of the part's shown text to theirs.
    pub offset: usize,
    /// Which words of which text they were; none for a place alone, and where only the quote is known.
    pub taken: Option<Taken>,
}

/// Words of a text that was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The [fingerprint](super::Wording::fingerprint) of the text.
    pub wording: u64,
    /// The words, by their index.
    pub words: Range<usize>,
}

/// What became of an anchor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Attached {
    /// The words stand there as they were.
    There(Span),
    /// The words changed a little.
    Near {
        /// Where they stand now.
        span: Span,
        /// How many of the words are as they were, 0 to 1.
        similarity: f64,
    },
    /// The words are gone, or it cannot be told which are meant.
    Lost,
}

impl Anchor {
    /// The anchor of a span: of some words, of a whole part, or of a place. A span that cuts a grapheme is grown to hold
    /// it. None where the article does not have the span.
    #[must_use]
    pub fn of(texts: &Texts, span: Span) -> Option<Self> {
        cut::cut(texts, span)
    }

    /// A place of which nothing more is known.
    #[must_use]
    pub fn at(place: Place) -> Self {
        Self { part: place.part, offset: place.offset, ..Self::default() }
    }

    /// Whether it quotes the same words between the same words at the same place.
    #[must_use]
    pub fn quotes_as(&self, other: &Self) -> bool {
        let said = (&self.exact, &self.prefix, &self.suffix);
        self.place() == other.place() && said == (&other.exact, &other.prefix, &other.suffix)
    }

    /// Where the words started when the anchor was made.
    #[must_use]
    pub fn place(&self) -> Place {
        Place { part: self.part, offset: self.offset }
    }
}

impl Attached {
    /// Where the words stand, where they do.
    #[must_use]
    pub fn span(self) -> Option<Span> {
        match self {
            Self::There(span) | Self::Near { span, .. } => Some(span),
            Self::Lost => None,
        }
    }
}

#[cfg(test)]
mod tests;
