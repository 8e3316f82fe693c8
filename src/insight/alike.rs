//! What two articles have in common: takeaways of like wording, and sources that are one work.
//!
//! Each takeaway of one is asked for the closest of the other as for its [closest](super::closest) passage, both ways. Two are a
//! pair where each is the other's first and finds it close: wording that leads there and not back is chance.
//!
//! What must not live here: how two articles stand beside each other.

use std::collections::{HashMap, HashSet};

use super::closest::closest;
use crate::article::source::kin::Keys;
use crate::article::{Article, Block, Emphasis, Inline, Part, Run, Section};

/// Takeaways of an article that are looked at: a person compares no more, and the work grows with their square.
const MOST: usize = 200;

/// What two articles have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alike {
    /// Takeaways of like wording, in the order of the first article, then those of each that are alone.
    pub takeaways: Vec<[Option<usize>; 2]>,
    /// Sources that are one work, in the order of the first article, each once.
    pub sources: Vec<[usize; 2]>,
}

/// Looks for it.
#[must_use]
pub fn alike(one: &Article, other: &Article) -> Alike {
    Alike { takeaways: takeaways(one, other), sources: sources(one, other) }
}

fn takeaways(one: &Article, other: &Article) -> Vec<[Option<usize>; 2]> {
    let (there, back) = (firsts(one, other), firsts(other, one));
    let pair = |here: usize| {
        let (at, close) = (*there.get(here)?)?;
        let (home, close_too) = (*back.get(at)?)?;
        (home == here && close && close_too).then_some(at)
    };
    let pairs: Vec<(usize, Option<usize>)> = (0..one.takeaways.len()).map(|here| (here, pair(here))).collect();
    let taken: HashSet<usize> = pairs.iter().filter_map(|(_, at)| *at).collect();
    let paired = pairs.iter().filter_map(|(here, at)| at.map(|at| [Some(*here), Some(at)]));
    let alone = pairs.iter().filter(|(_, at)| at.is_none()).map(|(here, _)| [Some(*here), None]);
    let alone_there = (0..other.takeaways.len()).filter(|at| !taken.contains(at)).map(|at| [None, Some(at)]);
    paired.chain(alone).chain(alone_there).collect()
}

/// For each takeaway of one article that of another whose wording is closest, and whether it is close.
fn firsts(of: &Article, among: &Article) -> Vec<Option<(usize, bool)>> {
    let paragraph = |text: String| {
        let run = Run { text: text.into(), emphasis: Emphasis::NONE, link: None };
        Block::Paragraph(Inline { runs: vec![run] })
    };
    let blocks = among.takeaways.iter().take(MOST).map(|takeaway| paragraph(takeaway.text.raw().to_owned())).collect();
    let asked = Article {
        takeaways: of.takeaways.iter().take(MOST).cloned().collect(),
        terms: of.terms.iter().chain(&among.terms).cloned().collect(),
        sections: vec![Section { blocks, level: 1, ..Section::default() }],
        language: of.language.clone(),
        ..Article::default()
    };
    let first = |found: super::closest::Closest| {
        let first = found.passages.first().filter(|passage| !passage.in_passage.is_empty())?;
        match first.part {
            Part::Block(_, at) => Some((at, found.found)),
            _ => None,
        }
    };
    closest(&asked).into_iter().map(first).collect()
}

fn sources(one: &Article, other: &Article) -> Vec<[usize; 2]> {
    let mut by_key: HashMap<u64, usize> = HashMap::new();
    for (at, source) in other.sources.iter().enumerate() {
        Keys::of(source).iter().for_each(|key| {
            by_key.entry(key).or_insert(at);
        });
    }
    let mut taken = HashSet::new();
    let mut shared = Vec::new();
    for (here, source) in one.sources.iter().enumerate() {
        let there = Keys::of(source).iter().find_map(|key| by_key.get(&key).copied());
        // One that is cited twice is one work.
        if let Some(there) = there.filter(|there| taken.insert(*there)) {
            shared.push([here, there]);
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Source, Takeaway};

    fn article(takeaways: &[&str], sources: &[&str]) -> Article {
        let takeaways = takeaways.iter().map(|text| Takeaway { text: (*text).into(), ..Takeaway::default() });
        let sources = sources.iter().map(|url| Source { url: Some((*url).into()), ..Source::default() });
        Article { takeaways: takeaways.collect(), sources: sources.collect(), ..Article::default() }
    }

    #[test]
    fn takeaways_of_like_wording_are_pairs_and_the_rest_comes_after() {
        let one = article(
            &[
                "The county jail holds four hundred people.",
                "Deputies will not join federal raids, the sheriff says.",
                "The board may appeal the ruling by March.",
            ],
            &[],
        );
        let other = article(
            &[
                "The ruling may be appealed until March.",
                "Ballet begins in autumn.",
                "The sheriff keeps deputies out of federal raids.",
            ],
            &[],
        );
        let found = alike(&one, &other).takeaways;
        assert_eq!(found, [[Some(1), Some(2)], [Some(2), Some(0)], [Some(0), None], [None, Some(1)]]);
        assert_eq!(alike(&one, &Article::default()).takeaways.len(), 3);
        assert_eq!(alike(&Article::default(), &other).takeaways, [[None, Some(0)], [None, Some(1)], [None, Some(2)]]);
    }

    #[test]
    fn sources_that_are_one_work_are_listed_once() {
        let one = article(&[], &["https://a.example/x", "https://b.example/y", "http://www.a.example/x/"]);
        let other = article(&[], &["https://c.example", "https://a.example/x#part", "https://a.example/x"]);
        assert_eq!(alike(&one, &other).sources, [[0, 1]]);
        assert!(alike(&one, &Article::default()).sources.is_empty());
    }
}
