//! Which part of one text is which of another.
//!
//! Two parts are alike by the words and the pairs of words that they share, each the more so the seldomer it stands: of twin
//! paragraphs that differ in a name, the name decides. What stands before and behind them counts too, so that a sentence
//! that is a paragraph of its own three times is each time the one between its neighbours. The likest are paired first, and each
//! part once.

use std::collections::HashMap;
use std::ops::Range;

use super::fill::Parts;
use crate::text::fnv::BuildFnv;

/// How much two parts must share of what they have, 0 to 1.
const LEAST: f64 = 0.3;
/// What is before, and what is behind, next to what is in it.
const BESIDE: f64 = 0.2;
/// That two parts are the same word for word: whatever stands beside them.
const SAME: f64 = 1.0;
/// A part that is where it was, next to one at the other end.
const IN_ORDER: f64 = 0.02;
/// Parts that have something in common: what stands in more of them tells none from another.
const OFTEN: usize = 32;
/// Names and numbers of which some must be left.
const NAMES: usize = 2;
/// Of so many one.
const KEPT: usize = 3;

/// A word, or two that stand side by side, with what it counts.
type Feature = (u64, f64);

/// Pairs of parts, each the words that it has.
pub(super) fn pairs(parts: &Parts<'_>) -> Vec<(Range<usize>, Range<usize>)> {
    let (former, now) = (parts.all_former(), parts.all_now());
    let (old, new) = features(parts, (&former, &now));
    let alike = alike(parts, (&former, &old), (&now, &new));
    let similarity = |from: Option<usize>, to: Option<usize>| match (from, to) {
        (Some(from), Some(to)) if from < former.len() && to < now.len() => {
            alike.get(&(from, to)).copied().unwrap_or(0.0)
        }
        // The ends of the texts are alike.
        (None, None) => 1.0,
        (Some(from), Some(to)) if from >= former.len() && to >= now.len() => 1.0,
        _ => 0.0,
    };
    let place = |at: usize, of: usize| number(at) / number(of.max(1));
    let mut scored: Vec<(f64, usize, usize)> = alike
        .iter()
        .filter(|(_, alike)| **alike >= LEAST)
        .map(|((from, to), alike)| {
            let before = similarity(from.checked_sub(1), to.checked_sub(1));
            let behind = similarity(Some(from + 1), Some(to + 1));
            let far = (place(*from, former.len()) - place(*to, now.len())).abs();
            let same = if *alike >= 1.0 { SAME } else { 0.0 };
            (alike + same + BESIDE * (before + behind) + IN_ORDER * (1.0 - far), *from, *to)
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let (mut gone, mut taken) = (vec![false; former.len()], vec![false; now.len()]);
    let mut pairs = Vec::new();
    for (_, from, to) in scored {
        let (Some(gone), Some(taken)) = (gone.get_mut(from), taken.get_mut(to)) else { continue };
        if let (false, false, Some(own), Some(other)) = (*gone, *taken, former.get(from), now.get(to)) {
            (*gone, *taken) = (true, true);
            pairs.push((own.clone(), other.clone()));
        }
    }
    pairs
}

/// The features of each part of either text, in order.
fn features(
    parts: &Parts<'_>,
    (former, now): (&[Range<usize>], &[Range<usize>]),
) -> (Vec<Vec<Feature>>, Vec<Vec<Feature>>) {
    let bare = |words: &[u32], ranges: &[Range<usize>]| -> Vec<Vec<u64>> {
        let of_part = |range: &Range<usize>| {
            let words = words.get(range.clone()).unwrap_or_default();
            let pairs =
                words.windows(2).map(|pair| pair.iter().fold(1, |hash: u64, word| hash << 32 | u64::from(*word)));
            let mut features: Vec<u64> = words.iter().map(|word| u64::from(*word)).chain(pairs).collect();
            features.sort_unstable();
            features
        };
        ranges.iter().map(of_part).collect()
    };
    let (old, new) = (bare(parts.words_former(), former), bare(parts.words_now(), now));
    let count = |of: &[Vec<u64>]| {
        let mut often: HashMap<u64, usize, BuildFnv> = HashMap::default();
        of.iter().flatten().for_each(|feature| *often.entry(*feature).or_default() += 1);
        often
    };
    let (in_old, in_new) = (count(&old), count(&new));
    let often = |feature: &u64| {
        let of = |counts: &HashMap<u64, usize, BuildFnv>| counts.get(feature).copied().unwrap_or(0);
        of(&in_old).max(of(&in_new)).max(1)
    };
    let weigh = |parts: Vec<Vec<u64>>| -> Vec<Vec<Feature>> {
        let weighed =
            |part: Vec<u64>| part.into_iter().map(|feature| (feature, 1.0 / number(often(&feature)))).collect();
        parts.into_iter().map(weighed).collect()
    };
    (weigh(old), weigh(new))
}

/// How alike the parts of two texts are, those that are at all.
fn alike(
    parts: &Parts<'_>,
    (former, old): (&[Range<usize>], &[Vec<Feature>]),
    (now, new): (&[Range<usize>], &[Vec<Feature>]),
) -> HashMap<(usize, usize), f64> {
    let mut holders: HashMap<u64, Vec<usize>, BuildFnv> = HashMap::default();
    for (at, features) in new.iter().enumerate() {
        for (feature, _) in features {
            let holders = holders.entry(*feature).or_default();
            if holders.last() != Some(&at) {
                holders.push(at);
            }
        }
    }
    let mut alike = HashMap::new();
    for (from, features) in old.iter().enumerate() {
        let known =
            features.iter().filter_map(|(feature, _)| holders.get(feature)).filter(|holders| holders.len() <= OFTEN);
        let mut others: Vec<usize> = known.flatten().copied().collect();
        others.sort_unstable();
        others.dedup();
        for to in others {
            let (Some(other), Some(own), Some(its)) = (new.get(to), former.get(from), now.get(to)) else { continue };
            if parts.keeps_a_name(own, its) {
                alike.insert((from, to), dice(features, other));
            }
        }
    }
    alike
}

/// How much of the features of two parts is in both: twice what is shared by what there is.
fn dice(own: &[Feature], other: &[Feature]) -> f64 {
    let weight = |features: &[Feature]| features.iter().map(|(_, weight)| weight).sum::<f64>();
    let mut shared = 0.0;
    let mut rest = other.iter().peekable();
    for (feature, weight) in own {
        while rest.next_if(|(next, _)| next < feature).is_some() {}
        if rest.next_if(|(next, _)| next == feature).is_some() {
            shared += weight;
        }
    }
    let all = weight(own) + weight(other);
    if all > 0.0 { 2.0 * shared / all } else { 0.0 }
}

fn number(of: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap_or(u32::MAX))
}

impl Parts<'_> {
    /// Whether of the names and numbers of a part, where it has several, one at least is in another.
    fn keeps_a_name(&self, own: &Range<usize>, other: &Range<usize>) -> bool {
        let names: Vec<u32> = own
            .clone()
            .filter(|at| self.former.is_name(*at))
            .filter_map(|at| self.words_former().get(at).copied())
            .collect();
        let others = self.words_now().get(other.clone()).unwrap_or_default();
        names.len() < NAMES || names.iter().filter(|name| others.contains(name)).count() * KEPT >= names.len()
    }
}
