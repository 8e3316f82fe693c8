//! Scanning: a query answered without an index, by a look at every record. That is how a library is searched while it is read for the
//! first time, and while files that have changed are read again.
//!
//! The words and the ways to match are those of the marks, so that both agree with the index: what matches here matches there. Two
//! things are different. How well something matches is told by its own words alone, not by how rare they are; and the bodies
//! of articles are not in the records, so that paragraphs wait for the index.

use rayon::prelude::*;

use super::collect::{Collected, Scored, weight};
use super::compile::meta_rows;
use super::index;
use super::relevance;
use super::set::RowSet;
use super::snapshot::Snapshot;
use crate::library::Written;
use crate::search::hit::Kind;
use crate::search::marks::Marker;
use crate::search::query::{Node, Within};
use crate::search::token::{Lexicon, Terms, Tools};
use crate::text::words::Splitter;

/// Rows that one thread looks at between two looks whether anybody still waits.
const SHARE: usize = 512;

/// Whether nobody waits for an answer any more. Asked often.
pub type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

/// A query made ready to look at records.
pub(super) struct Scan<'a> {
    snapshot: &'a Snapshot,
    root: Asked,
    stop: Stop<'a>,
}

/// A query's tree with what it takes to judge each of its leaves.
enum Asked {
    All,
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
    Text(Within, Box<Marker>),
    Rows(RowSet),
}

impl Asked {
    fn new(node: &Node, snapshot: &Snapshot) -> Self {
        let each = |nodes: &[Node]| nodes.iter().map(|node| Self::new(node, snapshot)).collect();
        match node {
            Node::All => Self::All,
            Node::And(nodes) => Self::And(each(nodes)),
            Node::Or(nodes) => Self::Or(each(nodes)),
            Node::Not(node) => Self::Not(Box::new(Self::new(node, snapshot))),
            Node::Text(text) => Self::Text(text.within, Box::new(Marker::of_text(text, &snapshot.languages))),
            Node::Meta(meta) => Self::Rows(meta_rows(snapshot, meta)),
        }
    }

    /// How well the texts of one kind of an article match; none where they do not. The same as
    /// [`Compiler::units`](super::compile::Compiler::units) asks of the index.
    fn unit(&self, kind: Kind, texts: &[&str], article: &mut Article<'_>) -> Option<f32> {
        match self {
            Self::All => Some(0.0),
            Self::And(parts) => parts.iter().try_fold(0.0, |sum, part| Some(sum + part.unit(kind, texts, article)?)),
            Self::Or(parts) => parts.iter().filter_map(|part| part.unit(kind, texts, article)).max_by(f32::total_cmp),
            Self::Text(within, marker) if within.covers(kind.within()) => {
                texts.iter().filter_map(|text| article.score(marker, text, kind)).max_by(f32::total_cmp)
            }
            Self::Not(_) | Self::Text(..) | Self::Rows(_) => self.settled(article).then_some(0.0),
        }
    }

    /// [`Self::article`], found out once for all units of an article: it may have thousands.
    fn settled(&self, article: &mut Article<'_>) -> bool {
        let own = std::ptr::from_ref(self);
        if let Some((_, meant)) = article.settled.iter().find(|(part, _)| std::ptr::eq(*part, own)) {
            return *meant;
        }
        let meant = self.article(article);
        article.settled.push((own, meant));
        meant
    }

    /// Whether an article is meant, wherever in it the words are.
    fn article(&self, article: &mut Article<'_>) -> bool {
        match self {
            Self::All => true,
            Self::And(parts) => parts.iter().all(|part| part.article(article)),
            Self::Or(parts) => parts.iter().any(|part| part.article(article)),
            Self::Not(part) => !part.article(article),
            Self::Text(within, marker) => {
                let mut kinds = KINDS.into_iter().filter(|kind| within.covers(kind.within()));
                kinds.any(|kind| article.texts(kind).iter().any(|text| article.score(marker, text, kind).is_some()))
            }
            Self::Rows(set) => set.has(article.row),
        }
    }
}

/// What records hold.
const KINDS: [Kind; 5] = [Kind::Takeaway, Kind::Headline, Kind::Summary, Kind::Section, Kind::Source];

/// An article as its record has it.
struct Article<'a> {
    row: usize,
    card: &'a Written<'a>,
    lexicon: Lexicon,
    tools: &'a mut Tools,
    /// How much matches in it count, once somebody has asked.
    weight: Option<f32>,
    /// Of parts of the query whether they mean it, wherever in it the words are.
    settled: Vec<(*const Asked, bool)>,
}

impl<'a> Article<'a> {
    fn new(row: usize, card: &'a Written<'a>, tools: &'a mut Tools) -> Self {
        let terms = Terms::new(card.terms.iter().copied());
        let lexicon = Lexicon { language: index::language(card.language), terms };
        Self { row, card, lexicon, tools, weight: None, settled: Vec::new() }
    }

    fn score(&mut self, marker: &Marker, text: &str, kind: Kind) -> Option<f32> {
        marker.score_with(text, kind.within(), &self.lexicon, self.tools)
    }

    fn texts(&self, kind: Kind) -> Vec<&'a str> {
        let card = self.card;
        match kind {
            Kind::Takeaway => card.takeaways.clone(),
            Kind::Headline => vec![card.headline],
            Kind::Summary => card.summary.into_iter().collect(),
            Kind::Section => card.headings.iter().map(|(_, heading)| *heading).collect(),
            Kind::Source => card.sources.iter().flatten().copied().flatten().collect(),
            Kind::Paragraph => Vec::new(),
        }
    }

    fn weight(&mut self) -> f32 {
        let card = self.card;
        let texts = std::iter::once(&card.headline).chain(&card.summary).chain(&card.topics).chain(&card.takeaways);
        let relevance = || relevance::of_texts(texts.copied(), &mut Splitter::default());
        *self.weight.get_or_insert_with(|| weight(relevance()))
    }
}

impl<'a> Scan<'a> {
    pub(super) fn new(snapshot: &'a Snapshot, node: &Node, stop: Stop<'a>) -> Self {
        Self { snapshot, root: Asked::new(node, snapshot), stop }
    }

    /// The articles that the query means; none where it was stopped.
    pub(super) fn rows(&self) -> Option<RowSet> {
        let mut set = RowSet::none(self.snapshot.library.len());
        for (row, ()) in self.each(|article| self.root.article(article).then_some(()))? {
            set.insert(row);
        }
        Some(set)
    }

    /// The units of some kinds that the query means, of the articles in a set where one is given: of each kind so many of the best,
    /// and a count of all. None where it was stopped.
    pub(super) fn collect(&self, kinds: &[Kind], limit: usize, among: Option<&RowSet>) -> Option<Vec<Collected>> {
        let none = || Collected { best: Vec::new(), count: 0, rows: RowSet::none(self.snapshot.library.len()) };
        let mut collected: Vec<Collected> = kinds.iter().map(|_| none()).collect();
        let found = self.each(|article| {
            let is_meant = among.is_none_or(|among| among.has(article.row));
            let units = kinds.iter().map(|kind| if is_meant { self.units(*kind, article) } else { Vec::new() });
            let units: Vec<Vec<Scored>> = units.collect();
            units.iter().any(|units| !units.is_empty()).then_some(units)
        })?;
        for (row, units) in found {
            for (of_kind, units) in collected.iter_mut().zip(units).filter(|(_, units)| !units.is_empty()) {
                of_kind.rows.insert(row);
                of_kind.count += units.len();
                of_kind.best.extend(units);
            }
        }
        for of_kind in &mut collected {
            of_kind.best.sort_unstable_by(Scored::rank);
            of_kind.best.truncate(limit);
        }
        Some(collected)
    }

    /// Each takeaway is a unit; of the other kinds an article has one.
    fn units(&self, kind: Kind, article: &mut Article<'_>) -> Vec<Scored> {
        let texts = article.texts(kind);
        let units: Vec<&[&str]> = match kind {
            Kind::Takeaway => texts.chunks(1).collect(),
            _ if texts.is_empty() => Vec::new(),
            _ => vec![&texts],
        };
        let scored = units.iter().zip(0..).filter_map(|(texts, nth)| {
            let score = self.root.unit(kind, texts, article)?;
            Some(Scored { score: (1.0 + score) * article.weight(), row: article.row, nth })
        });
        scored.collect()
    }

    /// What a look makes of each article, in the order of the rows; none where it was stopped.
    fn each<T: Send>(&self, look: impl Fn(&mut Article<'_>) -> Option<T> + Sync) -> Option<Vec<(usize, T)>> {
        let library = &self.snapshot.library;
        let rows: Vec<usize> = (0..library.len()).collect();
        let share = |tools: &mut Tools, rows: &[usize]| {
            let looked = rows.iter().filter_map(|row| {
                let made = library.look(*row, |card| look(&mut Article::new(*row, card, tools)));
                Some((*row, made.flatten()?))
            });
            (!(self.stop)()).then(|| looked.collect::<Vec<(usize, T)>>())
        };
        let looked: Option<Vec<_>> = rows.par_chunks(SHARE).map_init(Tools::for_many, share).collect();
        Some(looked?.into_iter().flatten().collect())
    }
}
