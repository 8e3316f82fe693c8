//! When a stretch of words is the one that was meant. What decides that is here; how far
//! one looks is with what looks.
//!
//! They were found by measuring (tests/anchors.rs): as few as can be at wrong words first, then as many found as can be.

use super::like::share;
use super::signs::{NAME, Signs};
use super::sought::Sought;

/// Words below which a quote is short: it must have its context.
const SHORT: usize = 5;
/// Words from which on a quote that stood once and stands once is meant where anything speaks for it.
const LONG: usize = 8;
/// Words from which on no editor puts in the same again.
const VERY_LONG: usize = 20;
/// The weight of telling words below which they tell little: one name and another word.
const LITTLE: usize = NAME + 1;

/// Whether a quote of so many words is still it where so many of them were followed to.
pub(super) fn is_followed(length: usize, kept: usize, lost_its_names: bool) -> bool {
    let least = match length {
        _ if lost_its_names => 0.75,
        0..LONG => 0.6,
        _ => 0.5,
    };
    share(kept, length) >= least && (length >= SHORT || kept >= 2)
}

/// Whether enough of the telling words around the quote are still around it. Of one or two names, all.
fn is_surrounded(signs: &Signs) -> bool {
    if signs.around.of < 3 * NAME { signs.around.share() > 0.5 } else { signs.around.share() >= 0.3 }
}

/// Whether the words of the quote, which stand there as they were, are those that were meant. `alone` where they stand once.
pub(super) fn stands(sought: &Sought<'_>, signs: &Signs, alone: bool) -> bool {
    let length = sought.quote().len();
    let (best, other) = (signs.best_side(), signs.other_side());
    if length == 0 {
        return best >= 0.5;
    }
    // Of a quote that stood several times no word is telling.
    if alone && signs.inside.of > 0 && is_only_one(signs, length) {
        return true;
    }
    if signs.at_home && best >= 0.5 {
        return true;
    }
    if signs.around.of == 0 {
        return best >= 0.75 && other >= 0.5;
    }
    if length < SHORT {
        let sides = if signs.around.of > NAME { 0.75 } else { 1.5 };
        return is_surrounded(signs) && best >= 0.5 && best + other >= sides;
    }
    is_surrounded(signs) && best >= 0.4
}

/// Whether a quote that stood once and stands once is the same, and not one that was put in after the other was taken out.
fn is_only_one(signs: &Signs, length: usize) -> bool {
    let best = signs.best_side();
    is_surrounded(signs) && best >= 0.6
        || signs.names >= 2 && length >= 3
        || signs.names >= 1 && best >= if length > 1 { 0.4 } else { 0.5 }
        || signs.whole && length >= 3
        || length >= LONG && is_surrounded(signs)
        || length >= VERY_LONG
}

/// Whether words like those of the quote are what became of it. `similarity` is the share of words that are as they were,
/// `length` how many words it is now.
pub(super) fn became(sought: &Sought<'_>, signs: &Signs, similarity: f64, length: usize) -> bool {
    let was = sought.quote().len();
    if signs.strange > signs.inside.found || was < 3 {
        return false;
    }
    if similarity >= 1.0 {
        // The same words with other punctuation.
        return stands(sought, signs, false);
    }
    let (best, other) = (signs.best_side(), signs.other_side());
    let (inside, around) = (signs.inside.share(), signs.around.share());
    let much_put_in = length > was + was / 2 + 4;
    if was < SHORT {
        return similarity >= 0.6 && best >= 0.8 && other >= 0.6 && signs.telling().share() > 0.5;
    }
    if signs.telling().of < LITTLE {
        return similarity >= 0.7 && best >= 0.8 && other >= 0.6;
    }
    if much_put_in && (similarity < 0.75 || inside < 0.6 || around < 0.5 || other < 0.5) {
        return false;
    }
    let in_place = similarity >= 0.75 && around >= 0.5 && best >= 0.6 && other >= 0.6;
    if signs.inside.of >= LITTLE {
        // Of a quote over several parts, one may be gone and a like one stand in its place.
        let least = if sought.breaks.is_empty() { 0.5 } else { 0.6 };
        let with_names = similarity >= 0.75 && was >= LONG && signs.names >= 2 && inside >= 0.75;
        let anywhere = with_names || similarity >= 0.85 && was >= VERY_LONG && inside >= 0.7;
        let placed = if signs.around.of >= LITTLE { around >= 0.25 } else { best >= 0.6 };
        let lost_its_names = signs.inside.of >= 2 * NAME && inside < 0.25;
        return in_place && !lost_its_names && sought.breaks.is_empty()
            || inside >= least && (anywhere || placed && (similarity >= 0.6 || best >= 0.6));
    }
    if signs.around.of < LITTLE {
        return similarity >= 0.7 && best >= 0.8 && inside >= 0.5;
    }
    if inside >= 1.0 && signs.names > 0 && similarity >= 0.75 && best >= 0.6
        || inside > 0.0 && signs.telling().share() >= 0.6 && best >= 0.5
    {
        return similarity >= 0.6;
    }
    if signs.names > 0 && signs.inside.found == 0 {
        return similarity >= 0.6 && around >= 0.5 && best >= 0.8 && other >= 0.8;
    }
    similarity >= 0.6
        && is_surrounded(signs)
        && best >= 0.5
        && (signs.inside.found > 0 || other >= 0.4 || around >= 0.6 || similarity >= 0.75)
}

/// Whether a changed quote keeps enough of its own telling words to be told from one that stands unchanged elsewhere.
pub(super) fn is_its_own(signs: &Signs) -> bool {
    signs.inside.of >= LITTLE && signs.inside.share() >= 0.5
}
