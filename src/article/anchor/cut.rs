//! Making an anchor: the quote, its context, its telling words.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;

use super::telling::{self, Telling};
use super::{Anchor, Taken};
use crate::article::Span;
use crate::article::texts::{Texts, Word};
use crate::text::fnv::BuildFnv;
use crate::text::segment::graphemes;

/// Graphemes of context.
const CONTEXT: usize = 32;
/// Graphemes that context takes more so that it ends with a whole word.
const WHOLE_WORD: usize = 16;
/// Words on each side of the quote among which telling ones are looked for.
pub(super) const AROUND: usize = 60;
/// Words that a telling word must be nearer for each time that it stands elsewhere.
const OFTENER: usize = 5;
/// Telling words kept of the quote, and as many of what is around it.
const TELLING: usize = 8;
/// Telling words that are taken from other parts, where the quote's own has none around it.
const ENOUGH: usize = 3;

pub(super) fn cut(texts: &Texts, span: Span) -> Option<Anchor> {
    let bytes = texts.bytes(span)?;
    let start = texts.place(bytes.start)?;
    let (before, rest) = texts.whole().split_at_checked(bytes.start)?;
    let (_, after) = rest.split_at_checked(bytes.len())?;
    let level = |bytes: Range<usize>| level(texts, bytes);
    Some(Anchor {
        exact: quoted(texts, &bytes),
        prefix: level(bytes.start - reach(graphemes(before).rev().map(|(_, one)| one))..bytes.start),
        suffix: level(bytes.end..bytes.end + reach(graphemes(after).map(|(_, one)| one))),
        telling: telling(texts, &bytes),
        part: start.part,
        offset: start.offset,
        taken: taken(texts, &bytes),
    })
}

fn taken(texts: &Texts, bytes: &Range<usize>) -> Option<Taken> {
    let words = texts.words_at(&(texts.to_plain(bytes.start)..texts.to_plain(bytes.end)));
    (!bytes.is_empty() && !words.is_empty()).then(|| Taken { wording: texts.fingerprint(), words })
}

/// Bytes of context: so many graphemes, then the rest of a word.
fn reach<'a>(graphemes: impl Iterator<Item = &'a str>) -> usize {
    let mut bytes = 0;
    let mut long = 0;
    for (at, grapheme) in graphemes.enumerate() {
        let ends = grapheme.chars().all(char::is_whitespace);
        if at >= CONTEXT && ends {
            return bytes;
        }
        if at >= CONTEXT + WHOLE_WORD {
            return long;
        }
        bytes += grapheme.len();
        if at < CONTEXT {
            long = bytes;
        }
    }
    bytes
}

/// The words between white space as they were, with that white space levelled but for that at the ends.
fn quoted(texts: &Texts, bytes: &Range<usize>) -> String {
    let raw = texts.whole().get(bytes.clone()).unwrap_or_default();
    let words = raw.trim();
    if words.is_empty() {
        return raw.to_owned();
    }
    let lead = raw.len() - raw.trim_start().len();
    let start = bytes.start + lead;
    let (first, rest) = raw.split_at_checked(lead).unwrap_or_default();
    let last = rest.get(words.len()..).unwrap_or_default();
    [first, &level(texts, start..start + words.len()), last].concat()
}

/// One space for white space, one line break where the end of a part is in it.
fn level(texts: &Texts, bytes: Range<usize>) -> String {
    let raw = texts.whole().get(bytes.clone()).unwrap_or_default();
    let mut level = String::with_capacity(raw.len());
    for (at, c) in raw.char_indices() {
        if !c.is_whitespace() {
            level.push(c);
            continue;
        }
        let ends = c == '\n' && texts.is_between_parts(bytes.start + at);
        if level.ends_with([' ', '\n']) {
            if ends {
                level.pop();
                level.push('\n');
            }
        } else {
            level.push(if ends { '\n' } else { ' ' });
        }
    }
    level
}

/// The telling words of the quote and of what is around it, in the order in which they stand.
fn telling(texts: &Texts, bytes: &Range<usize>) -> Vec<Telling> {
    let words = texts.words();
    let plain = texts.to_plain(bytes.start)..texts.to_plain(bytes.end);
    let quote = texts.words_at(&plain);
    let counts = Counts::of(texts);
    let best = |indices: &mut dyn Iterator<Item = usize>, most: usize| {
        let mut found: Vec<usize> = indices.filter(|at| counts.tells(*at)).collect();
        found.sort_by_key(|at| {
            let far = quote.start.abs_diff(*at).min(quote.end.abs_diff(*at));
            (words.get(*at).is_some_and(|word| !word.names), far + OFTENER * counts.word(*at))
        });
        found.truncate(most);
        found
    };
    let own = texts.in_their_parts(&quote);
    let near = quote.start.saturating_sub(AROUND)..quote.end.saturating_add(AROUND).min(words.len());
    let is_own = |at: &usize| own.contains(at) && !quote.contains(at);
    let mut found = best(&mut near.clone().filter(is_own), TELLING);
    if found.is_empty() {
        found.extend(best(&mut near.filter(|at| !own.contains(at)), ENOUGH));
    }
    // Where the quote stands several times, its own words cannot tell which of them is meant.
    let once = texts
        .plain()
        .get(plain)
        .is_some_and(|quote| memmem::find_iter(texts.plain().as_bytes(), quote).nth(1).is_none());
    if once {
        let mut inside = best(&mut quote.clone(), TELLING);
        if inside.is_empty() {
            // One at least, so that it is known that the quote stood once.
            inside.extend(quote.clone().min_by_key(|at| counts.word(*at)));
        }
        found.extend(inside);
    }
    found.sort_unstable();
    let told = found.into_iter().filter_map(|at| {
        let word = words.get(at)?;
        let text = texts.plain().get(word.bytes.clone())?;
        // The capital of a sentence is no name's: without it, the word is known for an ordinary one.
        let text = if word.names { text.to_owned() } else { text.to_lowercase() };
        Some(Telling { word: text, at: telling::position(&quote, at) })
    });
    told.collect()
}

/// How often words, and pairs of words, stand in an article.
struct Counts<'a> {
    words: &'a [Word],
    openings: &'a [usize],
    often: HashMap<u64, usize, BuildFnv>,
}

impl<'a> Counts<'a> {
    fn of(texts: &'a Texts) -> Self {
        let (words, openings) = (texts.words(), texts.openings());
        let mut often: HashMap<u64, usize, BuildFnv> = HashMap::default();
        for hash in words.iter().map(|word| word.hash).chain(words.windows(2).map(both)) {
            *often.entry(hash).or_default() += 1;
        }
        Self { words, openings, often }
    }

    fn word(&self, at: usize) -> usize {
        self.words.get(at).and_then(|word| self.often.get(&word.hash)).copied().unwrap_or(usize::MAX)
    }

    /// Whether a word stands nowhere else; or is a name that stands seldom, and never beside the neighbour that it has here: one
    /// Walsh of many is told by the first name.
    fn tells(&self, at: usize) -> bool {
        if self.word(at) == 1 {
            return true;
        }
        // Beside a word that stands nowhere else every word is alone, and says nothing more than that one.
        let known = |neighbour: usize| self.word(neighbour) > 1;
        let is_name = self.words.get(at).is_some_and(|word| word.names);
        is_name
            && (at.checked_sub(1).is_some_and(|before| known(before) && self.is_only_pair(before))
                || known(at + 1) && self.is_only_pair(at))
    }

    /// Whether a word and the next stand side by side here and nowhere else. Words with punctuation between them are no pair.
    fn is_only_pair(&self, at: usize) -> bool {
        let Some(pair @ [first, second]) = self.words.get(at..at + 2) else { return false };
        let apart = first.bytes.end + 1 != second.bytes.start || self.openings.binary_search(&(at + 1)).is_ok();
        !apart && self.often.get(&both(pair)) == Some(&1)
    }
}

fn both(pair: &[Word]) -> u64 {
    pair.iter().fold(1, |hash: u64, word| hash.rotate_left(17).wrapping_mul(31) ^ word.hash)
}
