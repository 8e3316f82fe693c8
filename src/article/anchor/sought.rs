//! An anchor made ready to be looked for: its words with what stands before and behind, its telling words.

use std::ops::Range;

use super::Anchor;
use crate::article::texts::{Word, words_of};

/// What is looked for.
pub(super) struct Sought<'a> {
    pub(super) anchor: &'a Anchor,
    /// Context, quote, context, with one space for white space.
    pub(super) text: String,
    /// The quote's bytes in it, without white space at its ends.
    pub(super) bytes: Range<usize>,
    /// The words of the text.
    pub(super) words: Vec<Word>,
    /// Which of them are the quote's.
    pub(super) quote: Range<usize>,
    /// Words of the quote, counted from its first, before which a part of the article ended.
    pub(super) breaks: Vec<usize>,
}

impl<'a> Sought<'a> {
    pub(super) fn of(anchor: &'a Anchor) -> Self {
        let quote = anchor.exact.trim();
        let lead = if quote.is_empty() { 0 } else { anchor.exact.len() - anchor.exact.trim_start().len() };
        let mut text = String::with_capacity(anchor.prefix.len() + anchor.exact.len() + anchor.suffix.len());
        text.push_str(&anchor.prefix);
        let (before, rest) = anchor.exact.split_at_checked(lead).unwrap_or_default();
        text.push_str(before);
        let start = text.len();
        text.push_str(quote);
        let end = text.len();
        text.push_str(rest.get(quote.len()..).unwrap_or_default());
        text.push_str(&anchor.suffix);
        let ends: Vec<usize> = quote.match_indices('\n').map(|(at, _)| start + at).collect();
        let text = text.replace('\n', " ");
        let words = words_of(&text);
        let first = words.partition_point(|word| word.bytes.end <= start);
        let last = words.partition_point(|word| word.bytes.start < end).max(first);
        let next = |end: usize| words.partition_point(|word| word.bytes.start < end).saturating_sub(first);
        let breaks = ends.into_iter().map(next).collect();
        Self { anchor, text, bytes: start..end, quote: first..last, breaks, words }
    }

    /// The quote, one space for white space.
    pub(super) fn needle(&self) -> &str {
        self.text.get(self.bytes.clone()).unwrap_or_default()
    }

    /// The words of the quote.
    pub(super) fn quote(&self) -> &[Word] {
        self.words.get(self.quote.clone()).unwrap_or_default()
    }

    /// The words before the quote.
    pub(super) fn before(&self) -> &[Word] {
        self.words.get(..self.quote.start).unwrap_or_default()
    }

    /// The words behind it.
    pub(super) fn after(&self) -> &[Word] {
        self.words.get(self.quote.end..).unwrap_or_default()
    }

    /// Whether the quote begins and ends within a word.
    pub(super) fn cuts(&self) -> (bool, bool) {
        let cut = |at: usize| self.words.iter().any(|word| word.bytes.start < at && at < word.bytes.end);
        (cut(self.bytes.start), cut(self.bytes.end))
    }

    /// Whether the quote was one part or several, from start to end.
    pub(super) fn was_whole(&self) -> bool {
        let (prefix, suffix) = (&self.anchor.prefix, &self.anchor.suffix);
        (prefix.is_empty() || prefix.ends_with('\n')) && (suffix.is_empty() || suffix.starts_with('\n'))
    }
}
