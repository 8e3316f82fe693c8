//! Telling words: what a passage has that those made like it have not, each with where it stands.
//!
//! Names, numbers, and other words that stand seldom in the article. That such a word is somewhere near says little, for twin
//! paragraphs stand beside each other: it must be as far from the quote as it was, give or take what editors put in.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// Words of a sentence, about.
const SENTENCE: usize = 15;

/// A telling word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The word.
    pub word: String,
    /// How many words before the quote (below 0; -1 is next to it) or behind it (above 0); 0 within it.
    pub at: isize,
}

/// The text is not a telling word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a telling word; one looks like Ohio:-12")]
pub struct NotATellingWord;

impl fmt::Display for Telling {
    /// As it is stored: `Ohio:-12`. There is no white space in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.word, self.at)
    }
}

impl FromStr for Telling {
    type Err = NotATellingWord;

    fn from_str(text: &str) -> Result<Self, NotATellingWord> {
        let (word, at) = text.rsplit_once(':').ok_or(NotATellingWord)?;
        let at = at.parse().map_err(|_no_number| NotATellingWord)?;
        if word.is_empty() || word.contains(char::is_whitespace) {
            return Err(NotATellingWord);
        }
        Ok(Self { word: word.to_owned(), at })
    }
}

/// Where a word stands, seen from a stretch of words: see [`Telling::at`].
pub(super) fn position(stretch: &Range<usize>, word: usize) -> isize {
    let far = |words: usize| isize::try_from(words).unwrap_or(isize::MAX);
    if word < stretch.start {
        -far(stretch.start - word)
    } else if word < stretch.end {
        0
    } else {
        far(word - stretch.end).saturating_add(1)
    }
}

/// By how many words a word is off its old position; none where that is more than editors put in between. In one part that may
/// be a sentence.
pub(super) fn off(was: isize, is: isize, in_part: bool) -> Option<usize> {
    let sentence = if in_part { SENTENCE } else { 0 };
    let off = was.abs_diff(is);
    (was.signum() == is.signum() && off <= 2 + was.unsigned_abs() / 3 + sentence).then_some(off)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telling_word_prints_what_it_reads() {
        for text in ["Ohio:-12", "1,200:0", "a:b:3"] {
            assert_eq!(text.parse::<Telling>().map(|told| told.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "Ohio", ":3", "Ohio:", "O hio:3", "Ohio:x"] {
            assert_eq!(text.parse::<Telling>(), Err(NotATellingWord), "{text}");
        }
    }

    #[test]
    fn a_word_keeps_its_side_and_about_its_distance() {
        assert_eq!([9, 10, 11, 12].map(|word| position(&(10..12), word)), [-1, 0, 0, 1]);
        assert_eq!(position(&(10..10), 10), 1, "a place has words beside it alone");
        let is_at = |was, is| [false, true].map(|in_part| off(was, is, in_part).is_some());
        assert_eq!([is_at(0, 0), is_at(-1, -3), is_at(30, 42)], [[true; 2]; 3]);
        assert_eq!([is_at(1, 4), is_at(-30, -43)], [[false, true]; 2]);
        assert_eq!([is_at(-1, 1), is_at(0, 1), is_at(1, 19)], [[false; 2]; 3]);
    }
}
