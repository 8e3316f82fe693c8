//! Words that count for one another: they begin alike, or stand in one group.

use std::collections::HashMap;

use super::vocabulary::{Stem, Vocabulary};

/// Letters that two stems must share at their beginning: *immigr*ant and *immigr*ation, and few that have nothing in common.
const BEGINNING: usize = 5;

/// Who is kin to whom in one article.
pub(super) struct Kin<'v> {
    vocabulary: &'v Vocabulary,
    /// By stem.
    written: Vec<&'v str>,
    alike: HashMap<&'v str, Vec<Stem>>,
    related: HashMap<usize, Vec<Stem>>,
}

impl<'v> Kin<'v> {
    /// Among the words of an article.
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Self {
        let mut kin = Self { vocabulary, written: Vec::new(), alike: HashMap::new(), related: HashMap::new() };
        for (stem, written) in vocabulary.stems() {
            kin.written.push(written);
            if let Some(beginning) = beginning(written) {
                kin.alike.entry(beginning).or_default().push(stem);
            }
            for group in vocabulary.groups(written) {
                kin.related.entry(*group).or_default().push(stem);
            }
        }
        kin
    }

    fn written(&self, stem: Stem) -> &'v str {
        usize::try_from(stem).ok().and_then(|stem| self.written.get(stem)).copied().unwrap_or_default()
    }

    /// Other stems that begin like one.
    pub(super) fn alike(&self, stem: Stem) -> Vec<Stem> {
        let alike = beginning(self.written(stem)).and_then(|beginning| self.alike.get(beginning));
        alike.into_iter().flatten().copied().filter(|other| *other != stem).collect()
    }

    /// Other stems that stand in a group with one.
    pub(super) fn related(&self, stem: Stem) -> Vec<Stem> {
        let groups = self.vocabulary.groups(self.written(stem)).iter();
        let related = groups.filter_map(|group| self.related.get(group)).flatten();
        related.copied().filter(|other| *other != stem).collect()
    }
}

/// The beginning of a stem; none where it is short or has digits.
fn beginning(stem: &str) -> Option<&str> {
    let letters = stem.chars().all(char::is_alphabetic);
    let end = stem.char_indices().map(|(at, _)| at).chain([stem.len()]).nth(BEGINNING)?;
    stem.get(..end).filter(|_| letters)
}
