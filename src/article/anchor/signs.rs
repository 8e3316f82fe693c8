//! Signs that a stretch of words is the one that was meant: what stands beside it, and which telling words are there.

use std::ops::Range;

use super::cut::AROUND;
use super::like::{agreement, share};
use super::sought::Sought;
use super::telling::{Telling, off, position};
use crate::article::Part;
use crate::article::texts::{Texts, Word, words_of};

/// Words on each side among which the telling words are looked for: some more than where they were found, for what was put in.
const REACH: usize = AROUND + AROUND / 2;

/// What a name or a number weighs; another telling word weighs one. Passages made alike differ in names and numbers.
pub(super) const NAME: usize = 3;

/// The weight of the telling words that are kept, and of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) found: usize,
    pub(super) of: usize,
}

impl Kept {
    pub(super) fn share(self) -> f64 {
        share(self.found, self.of)
    }
}

/// What speaks for a stretch of words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    /// How far the words before it are those that were, 0 to 1.
    pub(super) before: f64,
    /// How far those behind it are, 0 to 1.
    pub(super) after: f64,
    /// Telling words of the quote that are in it.
    pub(super) inside: Kept,
    /// Names and numbers among the telling words of the quote.
    pub(super) names: usize,
    /// Telling words of what was around the quote that are around it.
    pub(super) around: Kept,
    /// Telling words of what was around the quote that are in it: then it is what stood beside the quote.
    pub(super) strange: usize,
    /// How exactly the telling words are where they were, 0 to 1.
    pub(super) fit: f64,
    /// Whether it is in the same part, and there is but one such part in an article.
    pub(super) at_home: bool,
    /// Whether both are whole parts, from start to end.
    pub(super) whole: bool,
}

impl Signs {
    /// The side on which more words are those that were.
    pub(super) fn best_side(&self) -> f64 {
        self.before.max(self.after)
    }

    /// The other side.
    pub(super) fn other_side(&self) -> f64 {
        self.before.min(self.after)
    }

    /// All telling words.
    pub(super) fn telling(&self) -> Kept {
        Kept { found: self.inside.found + self.around.found, of: self.inside.of + self.around.of }
    }

    /// All signs in one number, to choose by.
    pub(super) fn score(&self) -> f64 {
        self.before + self.after + self.telling().share() + self.fit
    }
}

/// Where the telling words of an anchor stand in a text.
pub(super) struct Told<'a> {
    texts: &'a Texts,
    sought: &'a Sought<'a>,
    /// Word of the text, and which telling word it is. Rising.
    found: Vec<(usize, usize)>,
    /// What each telling word weighs.
    weights: Vec<usize>,
}

impl<'a> Told<'a> {
    pub(super) fn of(texts: &'a Texts, sought: &'a Sought<'a>) -> Self {
        let telling = &sought.anchor.telling;
        let words: Vec<Option<Word>> =
            telling.iter().map(|telling| words_of(&telling.word).into_iter().next()).collect();
        let weights =
            words.iter().map(|word| word.as_ref().map_or(0, |word| if word.names { NAME } else { 1 })).collect();
        let hashes = words.iter().enumerate().filter_map(|(which, word)| Some((word.as_ref()?.hash, which)));
        let mut wanted: Vec<(u64, usize)> = hashes.collect();
        wanted.sort_unstable();
        let bit = |hash: u64| 1_u64 << (hash & 63);
        let any = wanted.iter().fold(0, |any, (hash, _)| any | bit(*hash));
        let mut found = Vec::new();
        for (at, word) in texts.words().iter().enumerate().filter(|(_, word)| any & bit(word.hash) != 0) {
            let from = wanted.partition_point(|(own, _)| *own < word.hash);
            let same = wanted.iter().skip(from).take_while(|(own, _)| *own == word.hash);
            found.extend(same.map(|(_, which)| (at, *which)));
        }
        Self { texts, sought, found, weights }
    }

    /// The signs for a stretch of words of the text.
    pub(super) fn signs(&self, words: &Range<usize>) -> Signs {
        let telling = &self.sought.anchor.telling;
        let window = words.start.saturating_sub(REACH)..words.end.saturating_add(REACH);
        let from = self.found.partition_point(|(at, _)| *at < window.start);
        let near = self.found.iter().skip(from).take_while(|(at, _)| *at < window.end);
        let part = self.texts.in_their_parts(words);
        let mut least_off = vec![usize::MAX; telling.len()];
        let (mut kept, mut strange) = (vec![false; telling.len()], vec![false; telling.len()]);
        for (at, which) in near {
            let Some(was) = telling.get(*which).map(|telling| telling.at) else { continue };
            let is = position(words, *at);
            if let Some(off) = off(was, is, part.contains(at)) {
                kept.get_mut(*which).into_iter().for_each(|kept| *kept = true);
                least_off.get_mut(*which).into_iter().for_each(|least| *least = off.min(*least));
            } else if is == 0 {
                strange.get_mut(*which).into_iter().for_each(|strange| *strange = true);
            }
        }
        let weigh = |counts: &dyn Fn(usize, &Telling) -> bool| -> usize {
            let all = telling.iter().zip(&self.weights).enumerate();
            all.filter(|(which, (telling, _))| counts(*which, telling)).map(|(_, (_, weight))| *weight).sum()
        };
        let flag = |flags: &[bool], which: usize| flags.get(which).copied().unwrap_or(false);
        let side = |inside: bool| Kept {
            found: weigh(&|which, telling| (telling.at == 0) == inside && flag(&kept, which)),
            of: weigh(&|_, telling| (telling.at == 0) == inside),
        };
        let all = self.texts.words();
        let (before, after) = (all.get(..words.start).unwrap_or_default(), all.get(words.end..).unwrap_or_default());
        let old = self.sought.anchor.part;
        let is_single = matches!(old, Part::Headline | Part::Byline | Part::Summary | Part::Image);
        let home = self.texts.span_of(old).filter(|_| is_single).and_then(|span| self.texts.words_of_span(span));
        let exactly = weigh(&|which, _| least_off.get(which).is_some_and(|off| *off == 0));
        let nearly = weigh(&|which, _| least_off.get(which).is_some_and(|off| *off <= 3));
        Signs {
            fit: share(exactly + nearly, 2 * weigh(&|_, _| true)),
            whole: self.sought.was_whole() && part.start == words.start && part.end == words.end,
            at_home: home.is_some_and(|home| home.start <= words.start && words.end <= home.end),
            before: agreement(self.sought.before().iter().rev(), before.iter().rev()),
            after: agreement(self.sought.after().iter(), after.iter()),
            names: telling.iter().zip(&self.weights).filter(|(own, weight)| own.at == 0 && **weight == NAME).count(),
            inside: side(true),
            around: side(false),
            strange: weigh(&|which, _| flag(&strange, which) && !flag(&kept, which)),
        }
    }
}
