//! A place alone: between what words it stood.

use super::like::share;
use super::signs::{Signs, Told};
use super::sought::Sought;
use super::{Attached, Span};
use crate::article::texts::{Texts, Word};

/// Words next to the place of which one at least must be where it was for a place to be looked at.
const NEXT: usize = 3;

/// Where a place went.
pub(super) fn attach(texts: &Texts, sought: &Sought<'_>, telling: &Told<'_>) -> Attached {
    let old = texts.about(sought.anchor.place());
    // One word where the place is within it.
    let within = sought.quote.len();
    let gaps = (0..=texts.words().len()).filter(|at| promises(texts, sought, *at));
    let candidates = gaps.filter_map(|at| {
        let signs = telling.signs(&(at..at + within));
        is_it(&signs).then_some(())?;
        Some((byte(texts, sought, at, old), signs))
    });
    let best = candidates.min_by(|(a, of_a), (b, of_b)| {
        of_b.score().total_cmp(&of_a.score()).then_with(|| a.abs_diff(old).cmp(&b.abs_diff(old)))
    });
    // A span of white space alone is a place with that white space behind it.
    let end = |byte: usize| match texts.whole().get(byte..) {
        Some(rest) if rest.starts_with(&sought.anchor.exact) => byte + sought.anchor.exact.len(),
        _ => byte,
    };
    let found = best.and_then(|(byte, signs)| Some((texts.span(byte..end(byte))?, signs)));
    match found {
        None => Attached::Lost,
        Some((span, signs)) => told(sought, span, &signs),
    }
}

/// There where all words beside it are as they were.
fn told(sought: &Sought<'_>, span: Span, signs: &Signs) -> Attached {
    let whole = |side: f64| side >= 1.0;
    if whole(signs.before) && whole(signs.after) {
        return Attached::There(span);
    }
    let (before, after) = (sought.before().len(), sought.after().len());
    let similarity = share(before, before + after) * signs.before + share(after, before + after) * signs.after;
    Attached::Near { span, similarity }
}

/// Whether it is worth a closer look.
fn promises(texts: &Texts, sought: &Sought<'_>, at: usize) -> bool {
    let words = texts.words();
    let any = |own: &mut dyn Iterator<Item = u64>, text: &[u64]| own.take(NEXT).any(|hash| text.contains(&hash));
    let hashes = |from: usize, to: usize| -> Vec<u64> {
        words.get(from..to.min(words.len())).unwrap_or_default().iter().map(|word| word.hash).collect()
    };
    let (before, after) = (sought.before(), sought.after());
    if let [own, ..] = sought.quote() {
        return words.get(at).is_some_and(|word| word.hash == own.hash);
    }
    (before.is_empty() && at == 0)
        || (after.is_empty() && at == words.len())
        || any(&mut before.iter().rev().map(|word| word.hash), &hashes(at.saturating_sub(NEXT), at))
        || any(&mut after.iter().map(|word| word.hash), &hashes(at, at + NEXT))
}

fn is_it(signs: &Signs) -> bool {
    let (best, other, around) = (signs.best_side(), signs.other_side(), signs.around.share());
    if signs.around.of < 3 {
        return best >= 0.75;
    }
    around >= 0.25 && best >= 0.5 || best >= 1.0 && other >= 1.0
}

/// The byte of the whole text before the word at `at`, on the side of white space and punctuation on which the place was.
fn byte(texts: &Texts, sought: &Sought<'_>, at: usize, old: usize) -> usize {
    let (plain, cut) = (texts.plain(), sought.bytes.start);
    let own = (sought.words.get(..sought.quote.start).unwrap_or_default().last(), sought.words.get(sought.quote.start));
    let here = (texts.words().get(..at).unwrap_or_default().last(), texts.words().get(at));
    let end = |word: Option<&Word>| word.map_or(0, |word| word.bytes.end);
    let start = |word: Option<&Word>, text: &str| word.map_or(text.len(), |word| word.bytes.start);
    let before = sought.text.get(end(own.0)..cut).unwrap_or_default();
    let next = start(here.1, plain);
    let place = if before.ends_with(char::is_whitespace) {
        // From the next word back over as much as stood there.
        let after = sought.text.get(cut..start(own.1, &sought.text)).unwrap_or_default().trim_start();
        let same = plain.get(..next).is_some_and(|text| text.ends_with(after));
        texts.whole_bytes(if same { next - after.len()..next } else { next..next }).start
    } else if plain.get(end(here.0)..).is_some_and(|text| text.starts_with(before)) {
        // From the word before on over punctuation, or over half a word.
        texts.behind(end(here.0) + before.len())
    } else {
        texts.whole_bytes(next..next).start
    };
    // In white space that did not change, the old place is as good, and the same.
    let between = texts.whole().get(place.min(old)..place.max(old));
    if between.is_some_and(|text| text.chars().all(char::is_whitespace)) { old } else { place }
}
