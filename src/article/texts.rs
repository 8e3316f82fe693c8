//! The texts of an article: every part's shown text as one text, with the ways between places, bytes and words.
//!
//! Three views of the same words. The *whole* text is the parts' shown texts in document order, a line break between two; a
//! place is a byte of it and back. The *plain* text has one space where the whole text has any white space, so that a
//! quotation is found whether a line, an item or a paragraph ends in it or not. The words are those of the plain text.
//!
//! Made once for an article, asked for every anchor. What must not live here: what an anchor is and when it holds.

use std::ops::Range;
use std::sync::OnceLock;

use super::{Article, Part, Place, Span, Wording, shown};
use crate::text::segment;

mod plain;
mod word;

use plain::Plain;
pub use word::{Word, words_of};

/// The shown texts of an article.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    whole: String,
    /// Where each part stands in the whole text, in document order.
    parts: Vec<(Part, Range<usize>)>,
    plain: Plain,
    words: Vec<Word>,
    openings: Vec<usize>,
    fingerprint: OnceLock<u64>,
}

impl Texts {
    /// The texts of an article as it is read.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut whole = String::new();
        let mut parts = Vec::new();
        for part in shown::parts(article) {
            if !parts.is_empty() {
                whole.push('\n');
            }
            let start = whole.len();
            whole.push_str(&shown::shown(article, part).unwrap_or_default());
            parts.push((part, start..whole.len()));
        }
        let plain = Plain::of(&whole);
        let words = words_of(&plain.text);
        let opening = |bytes: &Range<usize>| {
            let at = plain.plain(bytes.start);
            words.partition_point(|word| word.bytes.start < at)
        };
        let mut openings: Vec<usize> = parts.iter().map(|(_, bytes)| opening(bytes)).collect();
        openings.dedup();
        Self { whole, parts, plain, words, openings, fingerprint: OnceLock::new() }
    }

    /// What its [wording](Wording) is known by.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        *self.fingerprint.get_or_init(|| Wording::of(self).fingerprint())
    }

    /// The parts with their shown texts, in document order.
    pub fn parts(&self) -> impl Iterator<Item = (Part, &str)> {
        self.parts.iter().map(|(part, bytes)| (*part, self.whole.get(bytes.clone()).unwrap_or_default()))
    }

    /// The shown text of a part; none where the article does not show it.
    #[must_use]
    pub fn part(&self, part: Part) -> Option<&str> {
        self.whole.get(self.bytes_of_part(part)?)
    }

    /// A part from its start to its end; none where the article does not show it.
    #[must_use]
    pub fn span_of(&self, part: Part) -> Option<Span> {
        self.part(part).map(|text| Span::within(part, 0..text.len()))
    }

    /// The text of a span as it is shown, a line break between two parts. None where the article does not have the span.
    #[must_use]
    pub fn text(&self, span: Span) -> Option<&str> {
        self.whole.get(self.bytes(span)?)
    }

    /// The bytes of the whole text that a span takes, grown to whole graphemes. None where the article does not have it.
    pub(super) fn bytes(&self, span: Span) -> Option<Range<usize>> {
        let (start, end) = (self.byte(span.start)?, self.byte(span.end)?);
        if end < start {
            return None;
        }
        // A part's last grapheme and the line break behind it are two.
        let down = |at: usize| (0..=at).rev().find(|at| segment::is_grapheme_boundary(&self.whole, *at)).unwrap_or(0);
        if start == end {
            return Some(down(start)..down(start));
        }
        Some(segment::whole_graphemes(&self.whole, start..end))
    }

    fn byte(&self, place: Place) -> Option<usize> {
        let part = self.bytes_of_part(place.part)?;
        part.start.checked_add(place.offset).filter(|at| *at <= part.end)
    }

    /// Where a place stands in the whole text, or would: of a part that is gone, where its text would stand now.
    pub(super) fn about(&self, place: Place) -> usize {
        if let Some(bytes) = self.bytes_of_part(place.part) {
            return bytes.end.min(bytes.start.saturating_add(place.offset));
        }
        let next = self.parts.partition_point(|(part, _)| *part < place.part);
        self.parts.get(next).map_or(self.whole.len(), |(_, bytes)| bytes.start)
    }

    /// The place of a byte of the whole text.
    pub(super) fn place(&self, byte: usize) -> Option<Place> {
        let next = self.parts.partition_point(|(_, bytes)| bytes.start <= byte);
        let (part, bytes) = self.parts.get(next.checked_sub(1)?)?;
        Some(Place { part: *part, offset: byte.checked_sub(bytes.start)?.min(bytes.len()) })
    }

    /// The span of some bytes of the whole text.
    pub(super) fn span(&self, bytes: Range<usize>) -> Option<Span> {
        Some(Span { start: self.place(bytes.start)?, end: self.place(bytes.end)? })
    }

    fn bytes_of_part(&self, part: Part) -> Option<Range<usize>> {
        let at = self.parts.binary_search_by_key(&part.order(), |(own, _)| own.order()).ok()?;
        self.parts.get(at).map(|(_, bytes)| bytes.clone())
    }

    /// The shown texts, a line break between two parts.
    pub(super) fn whole(&self) -> &str {
        &self.whole
    }

    /// The whole text with one space for any white space, and none at its ends.
    pub(super) fn plain(&self) -> &str {
        &self.plain.text
    }

    /// The bytes of the whole text that some of the plain text came from.
    pub(super) fn whole_bytes(&self, bytes: Range<usize>) -> Range<usize> {
        self.plain.whole(bytes)
    }

    /// Where a byte of the whole text went in the plain text.
    pub(super) fn to_plain(&self, byte: usize) -> usize {
        self.plain.plain(byte)
    }

    /// The byte of the whole text behind the byte of the plain text before `plain`.
    pub(super) fn behind(&self, plain: usize) -> usize {
        self.plain.whole(plain.saturating_sub(1)..plain).end
    }

    /// Whether a part ends with the line break at a byte of the whole text.
    pub(super) fn is_between_parts(&self, byte: usize) -> bool {
        self.parts.binary_search_by_key(&byte, |(_, bytes)| bytes.end).is_ok()
    }

    /// Whether a byte of the plain text is within a word.
    pub(super) fn cuts_word(&self, plain: usize) -> bool {
        let next = self.words.partition_point(|word| word.bytes.end <= plain);
        self.words.get(next).is_some_and(|word| word.bytes.start < plain)
    }

    /// The bytes of the whole text from the first of some words to the last.
    pub(super) fn bytes_of_words(&self, words: &Range<usize>) -> Option<Range<usize>> {
        let words = self.words.get(words.clone())?;
        Some(self.plain.whole(words.first()?.bytes.start..words.last()?.bytes.end))
    }

    /// The parts that hold some bytes of the whole text, where these are at least half of their text; else the bytes.
    pub(super) fn whole_parts(&self, bytes: Range<usize>) -> Range<usize> {
        let first = self.parts.partition_point(|(_, own)| own.end < bytes.start);
        let last = self.parts.partition_point(|(_, own)| own.start < bytes.end);
        let own = |at: usize| self.parts.get(at).map(|(_, own)| own.clone());
        match (own(first), last.checked_sub(1).and_then(own)) {
            (Some(first), Some(last)) if last.end.saturating_sub(first.start) <= 2 * bytes.len() => {
                first.start..last.end
            }
            _ => bytes,
        }
    }

    /// The words of the plain text.
    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }

    /// Which words, by their index, some bytes of the plain text have a share in.
    pub(super) fn words_at(&self, plain: &Range<usize>) -> Range<usize> {
        let start = self.words.partition_point(|word| word.bytes.end <= plain.start);
        let end = self.words.partition_point(|word| word.bytes.start < plain.end);
        start..end.max(start)
    }

    /// Which words, by their index, a span has a share in.
    pub(super) fn words_of_span(&self, span: Span) -> Option<Range<usize>> {
        let bytes = self.bytes(span)?;
        Some(self.words_at(&(self.to_plain(bytes.start)..self.to_plain(bytes.end))))
    }

    /// The words, by their index, that are the first of a part; rising.
    pub(super) fn openings(&self) -> &[usize] {
        &self.openings
    }

    /// The words, by their index, of the parts that hold some of them.
    pub(super) fn in_their_parts(&self, words: &Range<usize>) -> Range<usize> {
        let next = self.openings.partition_point(|opening| *opening <= words.start);
        let start = next.checked_sub(1).and_then(|at| self.openings.get(at)).copied().unwrap_or(0);
        let beyond = self.openings.partition_point(|opening| *opening < words.end.max(words.start + 1));
        start..self.openings.get(beyond).copied().unwrap_or(self.words.len())
    }
}

#[cfg(test)]
mod tests;
