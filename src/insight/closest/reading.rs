//! A text cut into words: what it has, how often, in which order, and where.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::acronyms::Acronyms;
use super::kin::Kin;
use super::vocabulary::{Form, Kind, Stem, Vocabulary};
use crate::text::fnv::{self, BuildFnv};
use crate::text::words::{Splitter, Word};

/// Letters of a run. Five see stems and the parts of compounds, and few unrelated words share them.
const RUN: usize = 5;
/// How far apart two words may stand and still be a pair.
const NEAR: usize = 3;

/// How often something comes.
pub(super) type Counts<K> = HashMap<K, f64, BuildFnv>;

/// How often each run of letters comes, by its hash, in order. No table: a text could be made whose runs all meet in one slot.
#[derive(Debug, Default)]
pub(super) struct Runs(Vec<(u64, f64)>);

impl Runs {
    fn of(mut hashes: Vec<u64>) -> Self {
        hashes.sort_unstable();
        let mut runs: Vec<(u64, f64)> = Vec::with_capacity(hashes.len());
        for hash in hashes {
            match runs.last_mut() {
                Some((last, count)) if *last == hash => *count += 1.0,
                _ => runs.push((hash, 1.0)),
            }
        }
        Self(runs)
    }

    /// All of them, in order.
    pub(super) fn each(&self) -> impl Iterator<Item = u64> {
        self.0.iter().map(|(run, _)| *run)
    }

    /// How often one comes.
    pub(super) fn count(&self, run: u64) -> Option<f64> {
        let at = self.0.binary_search_by_key(&run, |(run, _)| *run).ok()?;
        self.0.get(at).map(|(_, count)| *count)
    }
}

/// Pairs of stems.
pub(super) type Pairs = HashSet<(Stem, Stem), BuildFnv>;

/// A text, read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Its words in order; an acronym that is spelled out stands once more, behind its words.
    words: Vec<(Form, Range<usize>)>,
    /// How often it has each stem.
    pub(super) stems: Counts<Stem>,
    /// How often it has each form.
    pub(super) forms: Counts<u32>,
    /// How often it has each run of letters.
    pub(super) runs: Runs,
    /// Words that are no function words, in order.
    sequence: Vec<Stem>,
    /// Words that are no function words.
    pub(super) length: f64,
    /// Runs of letters.
    pub(super) letters: f64,
}

impl Reading {
    /// Reads a text.
    pub(super) fn new(text: &str, vocabulary: &mut Vocabulary, acronyms: &Acronyms) -> Self {
        let mut reading = Self::default();
        let mut folded = Vec::new();
        let mut content = String::from(" ");
        let shouted = is_shouted(text);
        Splitter::default().each(text, |word| {
            let form =
                if shouted { vocabulary.form(&Word { acronym: None, ..word.clone() }) } else { vocabulary.form(word) };
            reading.push(form, word.at.clone());
            if form.kind != Kind::Function {
                reading.sequence.push(form.stem);
                reading.length += 1.0;
                content.push_str(word.folded);
                content.push(' ');
            }
            folded.push(word.folded.to_owned());
        });
        acronyms.each(&folded, |acronym, words| {
            let ends = reading.words.get(words.start).zip(reading.words.get(words.end.saturating_sub(1)));
            let Some(at) = ends.map(|((_, first), (_, last))| first.start..last.end) else { return };
            let form = vocabulary.acronym(&acronym.written, &acronym.folded);
            reading.push(form, at);
        });
        reading.count_runs(&content);
        reading
    }

    fn push(&mut self, form: Form, at: Range<usize>) {
        *self.stems.entry(form.stem).or_default() += 1.0;
        *self.forms.entry(form.number).or_default() += 1.0;
        self.words.push((form, at));
    }

    fn count_runs(&mut self, content: &str) {
        let starts: Vec<usize> = content.char_indices().map(|(at, _)| at).chain([content.len()]).collect();
        let mut hashes = Vec::with_capacity(starts.len());
        for window in starts.windows(RUN + 1) {
            let (Some(from), Some(to)) = (window.first(), window.last()) else { continue };
            let Some(run) = content.get(*from..*to) else { continue };
            hashes.push(fnv::hash(run.as_bytes()));
            self.letters += 1.0;
        }
        self.runs = Runs::of(hashes);
    }

    /// Words that follow each other, function words left out.
    pub(super) fn neighbours(&self) -> impl Iterator<Item = (Stem, Stem)> {
        self.sequence.iter().copied().zip(self.sequence.iter().skip(1).copied())
    }

    /// Pairs of words that stand near each other in this order.
    pub(super) fn pairs(&self) -> Pairs {
        let near = |(at, first): (usize, &Stem)| {
            let first = *first;
            self.sequence.iter().skip(at + 1).take(NEAR).map(move |second| (first, *second))
        };
        self.sequence.iter().enumerate().flat_map(near).collect()
    }

    /// Where words stand that are no function words and are in a set.
    fn places(&self, has: impl Fn(Stem) -> bool) -> Vec<Range<usize>> {
        let shared = self.words.iter().filter(|(form, _)| form.kind != Kind::Function && has(form.stem));
        let mut places: Vec<Range<usize>> = shared.map(|(_, at)| at.clone()).collect();
        places.sort_by_key(|at| (at.start, at.end));
        let mut apart: Vec<Range<usize>> = Vec::with_capacity(places.len());
        for at in places {
            match apart.last_mut() {
                Some(last) if at.start < last.end => last.end = last.end.max(at.end),
                _ => apart.push(at),
            }
        }
        apart
    }

    /// The words of this passage that a takeaway has, too: their bytes in the text, in order, none over another.
    pub(super) fn shared_with(&self, takeaway: &Takeaway) -> Vec<Range<usize>> {
        let wanted: HashSet<Stem> = takeaway.terms.iter().flat_map(Term::stems).collect();
        self.places(|stem| wanted.contains(&stem))
    }
}

/// Whether a text is set in capitals: then none of its words is an acronym.
fn is_shouted(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (capitals, all) =
        letters.fold((0, 0), |(capitals, all), c| (capitals + usize::from(c.is_uppercase()), all + 1));
    capitals * 3 > all * 2
}

/// A takeaway, read: its words once each, with what counts for them.
#[derive(Debug)]
pub(super) struct Takeaway {
    /// The text.
    pub(super) reading: Reading,
    /// Its words, once each.
    pub(super) terms: Vec<Term>,
}

/// A word of a takeaway.
#[derive(Debug)]
pub(super) struct Term {
    /// The word.
    pub(super) form: Form,
    /// Stems that begin like it.
    pub(super) alike: Vec<Stem>,
    /// Stems that stand in a group with it.
    pub(super) related: Vec<Stem>,
}

impl Term {
    /// The stem and what counts for it.
    fn stems(&self) -> impl Iterator<Item = Stem> {
        [self.form.stem].into_iter().chain(self.alike.iter().copied()).chain(self.related.iter().copied())
    }
}

impl Takeaway {
    /// Looks up what counts for each word.
    pub(super) fn new(reading: Reading, kin: &Kin<'_>) -> Self {
        let mut seen = HashSet::new();
        let once = reading.words.iter().filter(|(form, _)| seen.insert(form.stem));
        let terms = once.map(|(form, _)| {
            if form.kind == Kind::Function {
                return Term { form: *form, alike: Vec::new(), related: Vec::new() };
            }
            Term { form: *form, alike: kin.alike(form.stem), related: kin.related(form.stem) }
        });
        let terms = terms.collect();
        Self { reading, terms }
    }

    /// The words of this takeaway that a passage has, too: their bytes in the text, in order, none over another.
    pub(super) fn shared_with(&self, passage: &Reading) -> Vec<Range<usize>> {
        let has = |term: &&Term| term.stems().any(|stem| passage.stems.contains_key(&stem));
        let shared: HashSet<Stem> = self.terms.iter().filter(has).map(|term| term.form.stem).collect();
        self.reading.places(|stem| shared.contains(&stem))
    }
}
