//! The wording of an article: its words in their order, as hashes. What an anchor was taken from.
//!
//! A quotation with its context cannot say which of two passages made alike is meant, nor that a passage was taken out while
//! its twin stayed. The whole text can: words that are still there are told apart by all that stands around them, and what is
//! another passage's is not taken for the one that is gone ([`anchor`](super::anchor)). Hashes suffice for that, four bytes a word, and
//! are no text to read; but who has a list of words can find out which they were, so a wording is kept where something was
//! highlighted and goes when that is forgotten.

use std::ops::Range;

use super::texts::Texts;
use crate::text::fnv;

/// Bytes of a word, and of an opening.
const BYTES: usize = 4;

/// The words of an article's text, and where its parts begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// Half of each word's hash, but for the lowest bit: whether it is a name or a number.
    words: Vec<u32>,
    /// The words, by their index, that are the first of a part; rising.
    openings: Vec<u32>,
}

impl Wording {
    /// The wording of a text.
    #[must_use]
    pub fn of(texts: &Texts) -> Self {
        let words = texts.words().iter().map(|word| short(word.hash) | u32::from(word.names)).collect();
        let openings = texts.openings().iter().map(|at| u32::try_from(*at).unwrap_or(u32::MAX)).collect();
        Self { words, openings }
    }

    /// What it is known by: other words, or words in other parts, have another one.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let bare = Self { words: self.words(), openings: self.openings.clone() };
        fnv::hash(&bare.to_bytes())
    }

    /// As it is kept: how many words, the words, the openings; four bytes each, the lowest first.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let count = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let numbers = std::iter::once(&count).chain(&self.words).chain(&self.openings);
        numbers.flat_map(|number| number.to_le_bytes()).collect()
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote; none where words are missing or it is something else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (numbers, rest) = bytes.as_chunks::<BYTES>();
        let mut numbers = numbers.iter().map(|number| u32::from_le_bytes(*number));
        let count = usize::try_from(numbers.next()?).ok()?;
        let words: Vec<u32> = numbers.by_ref().take(count).collect();
        let openings: Vec<u32> = numbers.collect();
        let whole = rest.is_empty() && words.len() == count;
        let rises = openings.is_sorted()
            && openings.last().is_none_or(|last| usize::try_from(*last).is_ok_and(|last| last <= count));
        (whole && rises).then_some(Self { words, openings })
    }

    /// The words, as [`short`] hashes.
    pub(super) fn words(&self) -> Vec<u32> {
        self.words.iter().map(|word| word & !1).collect()
    }

    /// Whether a word is a name or a number.
    pub(super) fn is_name(&self, word: usize) -> bool {
        self.words.get(word).is_some_and(|word| word & 1 == 1)
    }

    /// The words of each part.
    pub(super) fn parts(&self) -> Vec<Range<usize>> {
        let starts = self.openings.iter().filter_map(|at| usize::try_from(*at).ok());
        let ends = starts.clone().skip(1).chain([self.words.len()]);
        starts.zip(ends).map(|(start, end)| start..end).filter(|part| !part.is_empty()).collect()
    }

    /// The words that a part holds together with the word at an index.
    pub(super) fn part_of(&self, word: usize) -> Range<usize> {
        let index = |at: usize| self.openings.get(at).and_then(|opening| usize::try_from(*opening).ok());
        let next =
            self.openings.partition_point(|opening| usize::try_from(*opening).is_ok_and(|opening| opening <= word));
        let start = next.checked_sub(1).and_then(index).unwrap_or(0);
        start..index(next).unwrap_or(self.words.len())
    }
}

/// The half of a word's hash that is compared; its lowest bit is free.
#[expect(clippy::cast_possible_truncation, reason = "the lower half is what is meant")]
pub(super) fn short(hash: u64) -> u32 {
    ((hash ^ (hash >> 32)) as u32) & !1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Takeaway};

    fn wording(takeaways: &[&str]) -> Wording {
        let takeaway = |text: &&str| Takeaway { text: (*text).into(), ..Takeaway::default() };
        let takeaways = takeaways.iter().map(takeaway).collect();
        Wording::of(&Texts::of(&Article { headline: "Rule ends".into(), takeaways, ..Article::default() }))
    }

    #[test]
    fn a_wording_is_read_as_it_was_written() {
        for wording in [wording(&["One, two.", "three"]), Wording::default()] {
            let bytes = wording.to_bytes();
            assert_eq!(Wording::from_bytes(&bytes), Some(wording.clone()));
            assert!((0..bytes.len()).all(|end| Wording::from_bytes(&bytes[..end]) != Some(wording.clone())));
        }
        assert_eq!(Wording::from_bytes(&[255; 12]), None);
    }

    #[test]
    fn it_is_known_by_its_words_and_parts() {
        let one = wording(&["One, two.", "three"]);
        assert_eq!(one.fingerprint(), wording(&["one two", "Three!"]).fingerprint(), "not by its dress");
        assert_ne!(one.fingerprint(), wording(&["one", "two three"]).fingerprint());
        assert_ne!(one.fingerprint(), wording(&["one two", "four"]).fingerprint());
        assert_eq!([0, 1, 2, 3, 4].map(|word| one.part_of(word)), [0..2, 0..2, 2..4, 2..4, 4..5]);
    }
}
