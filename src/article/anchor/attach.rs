//! Finding an anchor's words again: as they were, else like they were.

use std::ops::Range;

use memchr::memmem;

use super::like::{Alike, alike, share};
use super::signs::{Signs, Told};
use super::sought::Sought;
use super::trail::Followed;
use super::{Anchor, Attached, Trail, gap, judge};
use crate::article::Span;
use crate::article::texts::Texts;
use crate::text::segment::is_grapheme_boundary;

/// Occurrences of a quote that are looked at: one letter stands everywhere.
const MOST: usize = 4096;

/// Bytes from its old place within which a passage has not moved.
const STAYS: usize = 40;

/// What became of an anchor in an article as it is now. `trail` leads there from the text that it was taken from, where that is
/// known.
#[must_use]
pub fn attach(texts: &Texts, trail: &Trail, anchor: &Anchor) -> Attached {
    if let Some(span) = unmoved(texts, anchor) {
        return Attached::There(span);
    }
    let sought = Sought::of(anchor);
    let telling = Told::of(texts, &sought);
    if sought.bytes.is_empty() {
        return gap::attach(texts, &sought, &telling);
    }
    let occurrences = occurrences(texts, &sought);
    if let Some(followed) = anchor.taken.as_ref().and_then(|taken| trail.follow(taken)) {
        return follow(texts, &sought, &followed, &occurrences).unwrap_or(Attached::Lost);
    }
    let stands = !occurrences.is_empty();
    if let Some(span) = there(texts, &sought, &telling, occurrences) {
        return Attached::There(span);
    }
    near(texts, &sought, &telling, stands).unwrap_or(Attached::Lost)
}

/// Where the anchor was, if all that is known of it still stands there: signs that are no words (a picture, spaces, a letter of
/// several in a word) count then as well.
fn unmoved(texts: &Texts, anchor: &Anchor) -> Option<Span> {
    let start = texts.bytes(Span::at(anchor.place()))?.start;
    let bytes = start..start + anchor.exact.len();
    if texts.whole().get(bytes.clone()) != Some(anchor.exact.as_str()) {
        return None;
    }
    let words = texts.words_at(&(texts.to_plain(bytes.start)..texts.to_plain(bytes.end)));
    let span = texts.span(bytes)?;
    // The text is the very one, so the rest is as well.
    if anchor.taken.as_ref().is_some_and(|taken| taken.wording == texts.fingerprint() && taken.words == words) {
        return Some(span);
    }
    let same = Anchor { taken: anchor.taken.clone(), ..Anchor::of(texts, span)? };
    (same == *anchor).then_some(span)
}

/// Where the words went that the anchor was taken from, where enough of them did.
fn follow(
    texts: &Texts,
    sought: &Sought<'_>,
    followed: &Followed<'_>,
    occurrences: &[Range<usize>],
) -> Option<Attached> {
    let own = |plain: &&Range<usize>| {
        let words = texts.words_at(plain);
        let (own, others) = followed.claims(&words);
        (own * 2 > words.len() && own > others, own)
    };
    if let Some(plain) = occurrences.iter().filter(|plain| own(plain).0).max_by_key(|plain| own(plain).1) {
        let bytes = texts.whole_bytes(plain.clone());
        return texts.span(with_white_space(texts, sought.anchor, bytes)).map(Attached::There);
    }
    let (words, kept) = followed.stretch()?;
    let length = sought.quote().len();
    let similarity = share(kept, length);
    if !judge::is_followed(length, kept, followed.lost_its_names()) {
        return None;
    }
    let bytes = texts.bytes_of_words(&words)?;
    let bytes = if sought.was_whole() { texts.whole_parts(bytes) } else { bytes };
    Some(Attached::Near { span: texts.span(bytes)?, similarity })
}

/// A stretch that may be the one that was meant.
struct Candidate {
    /// Bytes of the whole text.
    bytes: Range<usize>,
    signs: Signs,
    similarity: f64,
    /// How many words it is.
    length: usize,
}

fn there(texts: &Texts, sought: &Sought<'_>, telling: &Told<'_>, occurrences: Vec<Range<usize>>) -> Option<Span> {
    let alone = occurrences.len() == 1;
    let candidates = occurrences.into_iter().map(|plain| {
        let words = texts.words_at(&plain);
        Candidate {
            bytes: texts.whole_bytes(plain),
            signs: telling.signs(&words),
            similarity: 1.0,
            length: words.len(),
        }
    });
    let meant = candidates.filter(|one| judge::stands(sought, &one.signs, alone));
    let best = best(texts, sought, meant)?;
    texts.span(with_white_space(texts, sought.anchor, best.bytes))
}

/// Where the quote stands, in bytes of the plain text.
fn occurrences(texts: &Texts, sought: &Sought<'_>) -> Vec<Range<usize>> {
    let (plain, needle) = (texts.plain(), sought.needle());
    let finder = memmem::Finder::new(needle);
    let (cuts_first, cuts_last) = sought.cuts();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = plain.get(from..).and_then(|rest| finder.find(rest.as_bytes())).map(|at| from + at) {
        let bytes = at..at + needle.len();
        from = at + plain.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        let whole = texts.whole_bytes(bytes.clone());
        let words = |at: usize, cuts: bool| cuts || !texts.cuts_word(at);
        if words(bytes.start, cuts_first)
            && words(bytes.end, cuts_last)
            && is_grapheme_boundary(texts.whole(), whole.start)
            && is_grapheme_boundary(texts.whole(), whole.end)
        {
            found.push(bytes);
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// The stretch for which most speaks; of equals the one that is nearest to the old place.
fn best(texts: &Texts, sought: &Sought<'_>, candidates: impl Iterator<Item = Candidate>) -> Option<Candidate> {
    let old = texts.about(sought.anchor.place());
    let far = |one: &Candidate| one.bytes.start.abs_diff(old);
    // Most passages are edited where they are.
    let stays = |one: &Candidate| if far(one) < STAYS { 0.4 } else { 0.0 };
    let score = |one: &Candidate| one.signs.score() + 2.0 * one.similarity + stays(one);
    candidates.min_by(|a, b| score(b).total_cmp(&score(a)).then_with(|| far(a).cmp(&far(b))))
}

/// The stretch with the white space that the quote had at its ends, as far as it still stands there.
fn with_white_space(texts: &Texts, anchor: &Anchor, bytes: Range<usize>) -> Range<usize> {
    let exact = &anchor.exact;
    let lead = exact.len() - exact.trim_start().len();
    let trail = exact.trim_end().len();
    let (before, after) = (exact.get(..lead).unwrap_or_default(), exact.get(trail..).unwrap_or_default());
    let (whole, mut bytes) = (texts.whole(), bytes);
    if whole.get(..bytes.start).is_some_and(|text| text.ends_with(before)) {
        bytes.start -= before.len();
    }
    if whole.get(bytes.end..).is_some_and(|text| text.starts_with(after)) {
        bytes.end += after.len();
    }
    bytes
}

/// `stands` where the very words stand somewhere, and it cannot be told that they are those that were meant.
fn near(texts: &Texts, sought: &Sought<'_>, telling: &Told<'_>, stands: bool) -> Option<Attached> {
    let length = sought.quote().len();
    let alike = alike(texts, sought.quote(), &sought.breaks, length / 2);
    let candidates = alike.into_iter().filter_map(|Alike { words, cost }| {
        let signs = telling.signs(&words);
        let similarity = share(length.saturating_sub(cost), length);
        let bytes = texts.bytes_of_words(&words)?;
        Some(Candidate { bytes, signs, similarity, length: words.len() })
    });
    let meant = candidates.filter(|one| judge::became(sought, &one.signs, one.similarity, one.length));
    let meant = meant.filter(|one| !stands || judge::is_its_own(&one.signs));
    let Candidate { bytes, similarity, .. } = best(texts, sought, meant)?;
    let bytes = if sought.was_whole() { texts.whole_parts(bytes) } else { bytes };
    Some(Attached::Near { span: texts.span(bytes)?, similarity })
}
