//! Which passage is closest: the weighted mean of three measures, and the pull of the other takeaways.

use std::collections::HashMap;
use std::hash::Hash;

use super::reading::{Reading, Takeaway, Term};
use super::vocabulary::{Kind, Stem};

/// How soon a word that comes again stops counting: BM25's k₁.
const SATURATION: f64 = 1.2;
/// How much a long passage has to have more: BM25's b.
const LENGTH: f64 = 0.8;
/// Power of a word's rarity.
const RARITY: f64 = 1.4;
/// What a function word counts for.
const FUNCTION: f64 = 0.3;
/// What another form of a word counts for.
const OTHER_FORM: f64 = 0.7;
/// What a word counts for that begins alike.
pub(super) const ALIKE: f64 = 0.3;
/// What a word of the same group counts for.
const RELATED: f64 = 0.3;
/// Weight of coverage beside that of BM25, which is 1.
const COVERAGE: f64 = 0.4;
/// Weight of runs of letters.
const RUNS: f64 = 0.7;
/// How much of its closeness to another takeaway a passage loses.
const RIVALRY: f64 = 0.2;

/// The scores of every passage, for each takeaway. Below zero where a passage is another takeaway's.
pub(super) fn rank(takeaways: &[Takeaway], passages: &[Reading]) -> Vec<Vec<f64>> {
    let words = Rarity::of(passages.iter().map(|passage| (passage.stems.keys().copied(), passage.length)));
    let runs = Rarity::of(passages.iter().map(|passage| (passage.runs.each(), passage.letters)));
    let alone: Vec<Vec<f64>> = takeaways
        .iter()
        .map(|takeaway| {
            let question = Question::new(takeaway, &words, &runs);
            passages.iter().map(|passage| question.score(passage)).collect()
        })
        .collect();
    rivalled(&alone)
}

/// Takes from each score a share of the greatest score that the passage has with another takeaway.
fn rivalled(alone: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let rivals = |own: usize, passage: usize| {
        let others = alone.iter().enumerate().filter(move |(other, _)| *other != own);
        others.filter_map(move |(_, scores)| scores.get(passage)).copied().fold(0.0, f64::max)
    };
    let less = |own: usize, scores: &Vec<f64>| {
        scores.iter().enumerate().map(|(passage, score)| score - RIVALRY * rivals(own, passage)).collect()
    };
    alone.iter().enumerate().map(|(own, scores)| less(own, scores)).collect()
}

/// How rare each word (or run of letters) is among the passages.
struct Rarity<K> {
    passages: f64,
    with: HashMap<K, f64>,
    /// Mean length of a passage.
    mean: f64,
}

impl<K: Copy + Eq + Hash> Rarity<K> {
    fn of<Keys: Iterator<Item = K>>(passages: impl Iterator<Item = (Keys, f64)>) -> Self {
        let mut rarity = Self { passages: 0.0, with: HashMap::new(), mean: 0.0 };
        let mut length = 0.0;
        for (keys, its_length) in passages {
            rarity.passages += 1.0;
            length += its_length;
            for key in keys {
                *rarity.with.entry(key).or_default() += 1.0;
            }
        }
        rarity.mean = (length / rarity.passages.max(1.0)).max(1.0);
        rarity
    }

    /// Its idf as a share of the greatest there can be: 1 for what no passage has.
    fn share(&self, key: K) -> f64 {
        let idf = |with: f64| (1.0 + (self.passages - with + 0.5) / (with + 0.5)).ln();
        idf(self.with.get(&key).copied().unwrap_or(0.0)) / idf(0.0)
    }

    /// BM25's saturation, 0 to below 1, of what comes so often in a passage of a length.
    fn saturated(&self, count: f64, length: f64) -> f64 {
        count / (count + SATURATION * (1.0 - LENGTH + LENGTH * length / self.mean))
    }
}

/// A takeaway that is asked for: its words and runs with their weights, which add up to 1.
struct Question<'a> {
    terms: Vec<(&'a Term, f64)>,
    runs: Vec<(u64, f64)>,
    words_rarity: &'a Rarity<Stem>,
    runs_rarity: &'a Rarity<u64>,
}

impl<'a> Question<'a> {
    fn new(takeaway: &'a Takeaway, words_rarity: &'a Rarity<Stem>, runs_rarity: &'a Rarity<u64>) -> Self {
        let weight = |term: &Term| {
            let kind = if term.form.kind == Kind::Function { FUNCTION } else { 1.0 };
            kind * words_rarity.share(term.form.stem).powf(RARITY)
        };
        let mut terms: Vec<(&Term, f64)> = takeaway.terms.iter().map(|term| (term, weight(term))).collect();
        let mut runs: Vec<(u64, f64)> = takeaway.reading.runs.each().map(|run| (run, runs_rarity.share(run))).collect();
        to_one(terms.iter_mut().map(|(_, weight)| weight).collect());
        to_one(runs.iter_mut().map(|(_, weight)| weight).collect());
        Self { terms, runs, words_rarity, runs_rarity }
    }

    fn score(&self, passage: &Reading) -> f64 {
        let (mut frequency, mut coverage) = (0.0, 0.0);
        for (term, weight) in &self.terms {
            let (count, presence) = counted(term, passage);
            frequency += weight * self.words_rarity.saturated(count, passage.length);
            coverage += weight * presence;
        }
        let in_common = self.runs.iter().filter_map(|(run, weight)| Some((passage.runs.count(*run)?, weight)));
        let runs: f64 =
            in_common.map(|(count, weight)| weight * self.runs_rarity.saturated(count, passage.letters)).sum();
        (frequency + COVERAGE * coverage + RUNS * runs) / (1.0 + COVERAGE + RUNS)
    }
}

/// Divides weights by their sum.
fn to_one(weights: Vec<&mut f64>) {
    let sum: f64 = weights.iter().map(|weight| **weight).sum();
    if sum > 0.0 {
        for weight in weights {
            *weight /= sum;
        }
    }
}

/// How often a passage has a word, and how surely it has it at all.
fn counted(term: &Term, passage: &Reading) -> (f64, f64) {
    let count = |stems: &[Stem]| stems.iter().filter_map(|stem| passage.stems.get(stem)).sum::<f64>();
    if let Some(all) = passage.stems.get(&term.form.stem) {
        let same = passage.forms.get(&term.form.number).copied().unwrap_or(0.0);
        return (same + OTHER_FORM * (all - same), if same > 0.0 { 1.0 } else { OTHER_FORM });
    }
    match (count(&term.alike), count(&term.related)) {
        (alike, _) if alike > 0.0 => (ALIKE * alike, ALIKE),
        (_, related) if related > 0.0 => (RELATED * related, RELATED),
        _ => (0.0, 0.0),
    }
}
