//! Where the words of a former text are now.
//!
//! Two texts are laid beside each other, the one that anchors were taken from (a [`Wording`]) and the one that is there, and each
//! word of the former gets its place in the latter or none. No word is taken twice: a passage that was taken out does
//! not become its twin, because the twin's words are where they were.
//!
//! First the parts that are the same, however they were edited ([`pair`]); then, of what is left, runs of words that stand in both
//! texts: parts are split and joined, sentences move ([`tile`]); then the words between two that are known, in their order
//! ([`fill`]).

mod fill;
mod pair;
mod tile;

use std::ops::Range;

use super::Taken;
use crate::article::texts::Texts;
use crate::article::wording::Wording;

/// Where the words of former texts of an article are in it now.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    /// The fingerprint of a former text, and its way.
    ways: Vec<(u64, Way)>,
}

impl Trail {
    /// The ways from some former texts, and from the text itself, to the text.
    #[must_use]
    pub fn of<'a>(texts: &Texts, former: impl IntoIterator<Item = &'a Wording>) -> Self {
        let own = (texts.fingerprint(), Way::unchanged(texts.words().len()));
        let mut trail = Self { ways: vec![own] };
        for wording in former {
            let fingerprint = wording.fingerprint();
            if !trail.ways.iter().any(|(known, _)| *known == fingerprint) {
                trail.ways.push((fingerprint, Way::of(wording, texts)));
            }
        }
        trail
    }

    /// The words that an anchor was taken from, with where they are now.
    pub(super) fn follow<'a>(&'a self, taken: &'a Taken) -> Option<Followed<'a>> {
        let (_, way) = self.ways.iter().find(|(known, _)| *known == taken.wording)?;
        let whole = !taken.words.is_empty() && taken.words.end <= way.to.len();
        whole.then_some(Followed { way, words: &taken.words })
    }
}

/// Where each word of one text is in another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Way {
    /// For each word of the former text its place in the latter.
    to: Vec<Option<usize>>,
    /// For each word of the latter its place in the former.
    from: Vec<Option<usize>>,
    /// Which words of the former text are names or numbers.
    names: Vec<bool>,
}

impl Way {
    fn unchanged(words: usize) -> Self {
        let same: Vec<Option<usize>> = (0..words).map(Some).collect();
        Self { to: same.clone(), from: same, names: vec![false; words] }
    }

    fn of(former: &Wording, texts: &Texts) -> Self {
        let parts = fill::Parts::of(former, texts);
        let own = parts.words_former().len();
        let names = (0..own).map(|at| former.is_name(at)).collect();
        let mut way = Self { to: vec![None; own], from: vec![None; parts.words_now().len()], names };
        for (own, other) in pair::pairs(&parts) {
            fill::compare(&mut way, &parts, own, other);
        }
        let paired = way.clone();
        tile::lay(&mut way, parts.words_former(), parts.words_now());
        fill::drop_strays(&mut way, &paired, &parts);
        fill::fill(&mut way, &parts);
        way
    }

    fn join(&mut self, from: usize, to: usize) {
        if let (Some(own), Some(other)) = (self.to.get_mut(from), self.from.get_mut(to)) {
            *own = Some(to);
            *other = Some(from);
        }
    }

    fn part(&mut self, from: usize) {
        let to = self.to.get_mut(from).and_then(Option::take);
        if let Some(other) = to.and_then(|to| self.from.get_mut(to)) {
            *other = None;
        }
    }

    fn goes_to(&self, from: usize) -> Option<usize> {
        self.to.get(from).copied().flatten()
    }

    fn comes_from(&self, to: usize) -> Option<usize> {
        self.from.get(to).copied().flatten()
    }
}

/// The words of an anchor on their way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Followed<'a> {
    way: &'a Way,
    words: &'a Range<usize>,
}

impl Followed<'_> {
    /// How many words of a stretch are the anchor's own, and how many are others'.
    pub(super) fn claims(&self, stretch: &Range<usize>) -> (usize, usize) {
        let known = stretch.clone().filter_map(|at| self.way.comes_from(at));
        known.fold(
            (0, 0),
            |(own, others), from| {
                if self.words.contains(&from) { (own + 1, others) } else { (own, others + 1) }
            },
        )
    }

    /// Whether there are names and numbers among the words, and all of them are gone.
    pub(super) fn lost_its_names(&self) -> bool {
        let is_name = |at: &usize| self.way.names.get(*at).copied().unwrap_or(false);
        let mut names = self.words.clone().filter(is_name).peekable();
        names.peek().is_some() && names.all(|at| self.way.goes_to(at).is_none())
    }

    /// Where most of the words are now, near each other, and how many of them these are.
    pub(super) fn stretch(&self) -> Option<(Range<usize>, usize)> {
        let mut there: Vec<usize> = self.words.clone().filter_map(|at| self.way.goes_to(at)).collect();
        there.sort_unstable();
        // Somewhat more than they were: words are put in between.
        let longest = self.words.len() + self.words.len() / 2 + 4;
        let from = |(index, first): (usize, &usize)| {
            let end = there.partition_point(|at| *at < first + longest);
            (end - index, *first, there.get(end - 1).map_or(*first, |last| *last) + 1)
        };
        let most =
            there.iter().enumerate().map(from).max_by_key(|(count, first, end)| (*count, usize::MAX - (end - first)));
        let (count, start, end) = most?;
        Some((self.with_its_ends(start..end), count))
    }

    /// A stretch with the words that were put in place of the first and the last ones, where it is known that these were its ends.
    fn with_its_ends(&self, stretch: Range<usize>) -> Range<usize> {
        let lead = self.words.clone().take_while(|at| self.way.goes_to(*at) != Some(stretch.start)).count();
        let trail = self
            .words
            .clone()
            .rev()
            .take_while(|at| self.way.goes_to(*at).map(|to| to + 1) != Some(stretch.end))
            .count();
        let before = self.words.start.checked_sub(1).and_then(|at| self.way.goes_to(at)).map(|at| at + 1);
        let behind = self.way.goes_to(self.words.end);
        let start =
            before.filter(|start| *start < stretch.start && stretch.start - start <= lead + 1).filter(|_| lead > 0);
        let end = behind.filter(|end| *end > stretch.end && end - stretch.end <= trail + 1).filter(|_| trail > 0);
        start.unwrap_or(stretch.start)..end.unwrap_or(stretch.end)
    }
}
