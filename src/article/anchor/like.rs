//! Stretches of words that resemble a quote: approximate search by words, after Sellers (1980), "The theory and
//! computation of evolutionary distances: pattern recognition".
//!
//! By words and not by letters, because what editors change are words: one long word for another is one change, and a
//! number is another number however few of its digits differ. Each word that is replaced, left out or put in costs one.

use std::ops::Range;

use crate::article::texts::{Texts, Word};

/// What a whole paragraph costs that was put in where the quote goes on from one part to the next.
const PUT_IN: u32 = 1;
/// Words that may have been put in there at most.
const PUT_IN_AT_MOST: usize = 80;
/// Stretches that are handed on at most, the likest first.
const MOST: usize = 32;

/// A stretch of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alike {
    pub(super) words: Range<usize>,
    /// Words that changed.
    pub(super) cost: usize,
}

/// The cheapest way to a word of the text, and the word that it starts with.
#[derive(Clone, Copy)]
struct Way {
    cost: u32,
    start: usize,
}

impl Way {
    fn longer(self) -> Self {
        Self { cost: self.cost.saturating_add(1), ..self }
    }

    fn or(self, other: Self) -> Self {
        if other.cost < self.cost { other } else { self }
    }
}

/// The stretches that differ from the quote in at most `most` words, none overlapping another, the likest first. `breaks` are
/// the words of the quote that began a part.
pub(super) fn alike(texts: &Texts, quote: &[Word], breaks: &[usize], most: usize) -> Vec<Alike> {
    let first = |at: usize| Way { cost: u32::try_from(at).unwrap_or(u32::MAX), start: 0 };
    let mut ways: Vec<Way> = (0..=quote.len()).map(first).collect();
    // For each break the cheapest way that had come there when a part ended: it may go on where a later part begins.
    let mut waiting: Vec<Option<(Way, usize)>> = vec![None; breaks.len()];
    let mut openings = texts.openings().iter().copied().peekable();
    let mut ends = Vec::new();
    for (at, word) in texts.words().iter().enumerate() {
        if openings.next_if_eq(&at).is_some() {
            go_on_behind_parts(&mut ways, &mut waiting, breaks, at);
        }
        advance(&mut ways, quote, word, at);
        if let Some(way) = ways.last()
            && usize::try_from(way.cost).is_ok_and(|cost| cost <= most)
        {
            ends.push(Alike { words: way.start..at + 1, cost: usize::try_from(way.cost).unwrap_or(usize::MAX) });
        }
    }
    apart(ends, quote.len())
}

/// Another word of the text: the cheapest ways to each word of the quote that end with it.
fn advance(ways: &mut [Way], quote: &[Word], word: &Word, at: usize) {
    let Some((nothing, ways)) = ways.split_first_mut() else { return };
    let mut diagonal = *nothing;
    *nothing = Way { cost: 0, start: at + 1 };
    let mut above = *nothing;
    for (way, own) in ways.iter_mut().zip(quote) {
        let kept = if own.hash == word.hash { diagonal } else { diagonal.longer() };
        diagonal = *way;
        *way = kept.or(way.longer()).or(above.longer());
        above = *way;
    }
}

fn go_on_behind_parts(ways: &mut [Way], waiting: &mut [Option<(Way, usize)>], breaks: &[usize], at: usize) {
    for (own, waits) in breaks.iter().zip(waiting) {
        let Some(way) = ways.get_mut(*own) else { continue };
        let later = Way { cost: way.cost.saturating_add(PUT_IN), ..*way };
        match waits {
            Some((waits, since)) if at - *since <= PUT_IN_AT_MOST && waits.cost <= later.cost => *way = way.or(*waits),
            _ => *waits = Some((later, at)),
        }
    }
}

/// The likest of those that overlap; of equals the one that is as long as the quote.
fn apart(mut ends: Vec<Alike>, length: usize) -> Vec<Alike> {
    ends.sort_by_key(|end| (end.cost, end.words.len().abs_diff(length), end.words.start));
    let mut apart: Vec<Alike> = Vec::new();
    for end in ends {
        if apart.len() == MOST {
            break;
        }
        let overlaps = |own: &Alike| own.words.start < end.words.end && end.words.start < own.words.end;
        if !end.words.is_empty() && !apart.iter().any(overlaps) {
            apart.push(end);
        }
    }
    apart
}

/// How far words agree with those that a text goes on with, 0 to 1: a changed, missing or added word counts one each. Where
/// there are no words, only a text that does not go on agrees.
pub(super) fn agreement<'a>(
    words: impl ExactSizeIterator<Item = &'a Word>,
    text: impl Iterator<Item = &'a Word>,
) -> f64 {
    let length = words.len();
    let text: Vec<u64> = text.take(length + length / 2 + 1).map(|word| word.hash).collect();
    if length == 0 {
        return if text.is_empty() { 1.0 } else { 0.0 };
    }
    let mut row: Vec<usize> = (0..=text.len()).collect();
    for word in words {
        let mut diagonal = row.first().copied().unwrap_or(0);
        let mut left = diagonal + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, own) in row.iter_mut().skip(1).zip(&text) {
            let kept = diagonal + usize::from(*own != word.hash);
            diagonal = *cell;
            *cell = kept.min(diagonal + 1).min(left + 1);
            left = *cell;
        }
    }
    let least = row.into_iter().min().unwrap_or(length);
    share(length.saturating_sub(least), length)
}

/// A part of a whole, 0 to 1.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { number(part) / number(whole) }
}
