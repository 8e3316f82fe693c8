//! What lies between the runs that two texts share: single words in their order; and runs that mean nothing.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Way;
use crate::article::texts::Texts;
use crate::article::wording::{Wording, short};

/// Pairs of words, such as stand nowhere else, that a part and a piece of it share.
const TELLING: usize = 8;
/// Pairs of words that a name is worth.
const NAME: usize = 3;
/// Words of a part, or between two runs, that are compared one by one at most, times those beside them.
const MOST: usize = 4_000_000;
/// Words that may have been put in where some were.
const PUT_IN: usize = 24;

/// Two texts: their words, and the parts that these are in.
pub(super) struct Parts<'a> {
    pub(super) former: &'a Wording,
    texts: &'a Texts,
    own: Vec<u32>,
    now: Vec<u32>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(former: &'a Wording, texts: &'a Texts) -> Self {
        let now = texts.words().iter().map(|word| short(word.hash)).collect();
        Self { former, texts, own: former.words(), now }
    }

    pub(super) fn words_former(&self) -> &[u32] {
        &self.own
    }

    pub(super) fn words_now(&self) -> &[u32] {
        &self.now
    }

    /// The words of each part.
    pub(super) fn all_former(&self) -> Vec<Range<usize>> {
        self.former.parts()
    }

    /// The words of each part.
    pub(super) fn all_now(&self) -> Vec<Range<usize>> {
        let openings = self.texts.openings();
        let ends = openings.iter().copied().skip(1).chain([self.now.len()]);
        openings.iter().copied().zip(ends).map(|(start, end)| start..end).filter(|part| !part.is_empty()).collect()
    }

    fn of_former(&self, word: usize) -> Range<usize> {
        self.former.part_of(word)
    }

    fn of_now(&self, word: usize) -> Range<usize> {
        self.texts.in_their_parts(&(word..word + 1))
    }

    /// The pairs of words that stand once in either text.
    fn telling_pairs(&self) -> HashSet<[u32; 2]> {
        let once = |words: &[u32]| {
            let mut often: HashMap<[u32; 2], usize> = HashMap::new();
            for pair in words.windows(2) {
                if let [first, second] = pair {
                    *often.entry([*first, *second]).or_default() += 1;
                }
            }
            often.into_iter().filter(|(_, often)| *often == 1).map(|(pair, _)| pair).collect::<HashSet<_>>()
        };
        let now = once(&self.now);
        once(&self.own).into_iter().filter(|pair| now.contains(pair)).collect()
    }
}

/// Takes apart what was joined by a few words that stand anywhere, or by what is said several times: parts that were paired before
/// are joined already.
pub(super) fn drop_strays(way: &mut Way, paired: &Way, parts: &Parts<'_>) {
    let telling = parts.telling_pairs();
    let mut shared: HashMap<(usize, usize), Vec<usize>> = HashMap::new();
    for from in (0..way.to.len()).filter(|from| paired.goes_to(*from).is_none()) {
        if let Some(to) = way.goes_to(from) {
            shared.entry((parts.of_former(from).start, parts.of_now(to).start)).or_default().push(from);
        }
    }
    let strays = shared
        .into_values()
        .filter(|words| !goes_on(way, paired, words) && evidence(way, parts, &telling, words) < TELLING);
    let strays: Vec<usize> = strays.flatten().collect();
    for from in strays {
        way.part(from);
    }
}

/// Whether words stand beside what was joined before, in either text: a part that was split or joined.
fn goes_on(way: &Way, paired: &Way, words: &[usize]) -> bool {
    let beside = |at: &usize| {
        let before = at.checked_sub(1).and_then(|at| paired.goes_to(at)).map(|to| to + 1);
        let behind = paired.goes_to(at + 1);
        let to = way.goes_to(*at);
        to.is_some() && (before == to || behind == to.map(|to| to + 1))
    };
    words.first().is_some_and(beside) || words.last().is_some_and(beside)
}

/// How much says that words are the same and not just said alike: pairs and names that stand once.
fn evidence(way: &Way, parts: &Parts<'_>, telling: &HashSet<[u32; 2]>, words: &[usize]) -> usize {
    let pair = |at: &&usize| {
        let next = way.goes_to(**at + 1).is_some() && way.goes_to(**at + 1) == way.goes_to(**at).map(|to| to + 1);
        next && parts.own.get(**at..**at + 2).is_some_and(|pair| matches!(pair, [a, b] if telling.contains(&[*a, *b])))
    };
    let name = |at: &&usize| parts.former.is_name(**at) && pair(at);
    words.iter().filter(pair).count() + NAME * words.iter().filter(name).count()
}

/// Joins single words between runs.
pub(super) fn fill(way: &mut Way, parts: &Parts<'_>) {
    let mut from = 0;
    while from < way.to.len() {
        if way.goes_to(from).is_some() {
            from += 1;
            continue;
        }
        let end = (from..way.to.len()).find(|at| way.goes_to(*at).is_some()).unwrap_or(way.to.len());
        between(way, parts, from..end);
        from = end;
    }
}

/// Some words of the former text that are nowhere yet, with their neighbours that are.
fn between(way: &mut Way, parts: &Parts<'_>, words: Range<usize>) {
    let before = words.start.checked_sub(1).map_or(Some(0), |at| way.goes_to(at).map(|to| to + 1));
    let behind = if words.end == way.to.len() { Some(parts.now.len()) } else { way.goes_to(words.end) };
    let room = words.len() + words.len() / 2 + PUT_IN;
    if let (Some(start), Some(end)) = (before, behind)
        && start <= end
        && end - start <= room
    {
        return compare(way, parts, words, start..end);
    }
    // The neighbours went apart: what is of the part of the one goes with it, and so with the other.
    let own = |at: usize| parts.of_former(at);
    if let Some(start) = before {
        let part = own(words.start.saturating_sub(1));
        let end = parts.of_now(start.saturating_sub(1)).end.min(start + room);
        compare(way, parts, words.start..words.end.min(part.end), start..end);
    }
    if let Some(end) = behind {
        let part = own(words.end.min(way.to.len().saturating_sub(1)));
        let start = parts.of_now(end).start.max(end.saturating_sub(room)).min(end);
        compare(way, parts, words.start.max(part.start).min(words.end)..words.end, start..end);
    }
}

/// Joins the words of two stretches that are the same, as many as can be in one order. What is joined already stays.
pub(super) fn compare(way: &mut Way, parts: &Parts<'_>, words: Range<usize>, stretch: Range<usize>) {
    if words.is_empty() || stretch.is_empty() || words.len().saturating_mul(stretch.len()) > MOST {
        return;
    }
    let own = parts.own.get(words.clone()).unwrap_or_default();
    let other: Vec<Option<u32>> =
        stretch.clone().map(|at| parts.now.get(at).copied().filter(|_| way.comes_from(at).is_none())).collect();
    // The longest common subsequence of the words from here on, by the textbook.
    let width = other.len() + 1;
    let mut lengths = vec![0_u16; (own.len() + 1) * width];
    let at = |i: usize, j: usize| i * width + j;
    let get = |lengths: &[u16], i: usize, j: usize| lengths.get(at(i, j)).copied().unwrap_or(0);
    let same = |i: usize, j: usize| {
        way.goes_to(words.start + i).is_none()
            && own.get(i).copied().is_some_and(|word| other.get(j) == Some(&Some(word)))
    };
    for i in (0..own.len()).rev() {
        for j in (0..other.len()).rev() {
            let best = if same(i, j) {
                get(&lengths, i + 1, j + 1) + 1
            } else {
                get(&lengths, i + 1, j).max(get(&lengths, i, j + 1))
            };
            lengths.get_mut(at(i, j)).into_iter().for_each(|cell| *cell = best);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < own.len() && j < other.len() {
        if same(i, j) {
            pairs.push((words.start + i, stretch.start + j));
            i += 1;
            j += 1;
        } else if get(&lengths, i + 1, j) >= get(&lengths, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    for (from, to) in pairs {
        way.join(from, to);
    }
}
