//! Asking: a question → an answer, from one snapshot. Runs on a thread of its own in the interface, and in a process of its own
//! on the command line; the only files that it opens are those whose paragraphs it has to show.

use std::sync::Arc;

use rayon::prelude::*;

use super::collect::{Best, Collected, Scored};
use super::compile::{Compiler, is_uniform};
use super::correct;
use super::scan::{Scan, Stop};
use super::set::RowSet;
use super::snapshot::Snapshot;
use crate::article::{Article, Date, Part, Place};
use crate::diagnostic::Diagnostic;
use crate::library::{Card, Entry, Traits, open};
use crate::search::hit::{Answer, Facet, Hit, Kind, Question};
use crate::search::marks::Marker;
use crate::search::query::{Node, Query, Within};
use crate::search::token::Terms;
use crate::text::stem::Language;
use crate::text::{Clean, Foreign, clean};

/// Values of a facet that are counted out.
const VALUES: usize = 50;

/// Articles whose paragraphs are looked for at once.
const OPENED: usize = 16;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// The query cannot be read; the diagnostic is of the query's own text.
    #[error("{}", .0.message)]
    Query(Box<Diagnostic>),
    /// The index failed: it is damaged.
    #[error("the index cannot be searched: it will be made anew")]
    Damaged,
    /// Whoever asked wants no answer any more.
    #[error("nobody waits for the answer")]
    Stopped,
}

impl From<tantivy::TantivyError> for AskError {
    fn from(_why: tantivy::TantivyError) -> Self {
        Self::Damaged
    }
}

/// Answers a question.
///
/// # Errors
/// See [`AskError`].
pub fn ask(snapshot: &Snapshot, question: &Question, today: &Date) -> Result<Answer, AskError> {
    ask_unless(snapshot, question, today, &|| false)
}

/// [`ask`], unless it is told to stop.
///
/// # Errors
/// See [`AskError`].
pub fn ask_unless(snapshot: &Snapshot, question: &Question, today: &Date, stop: Stop<'_>) -> Result<Answer, AskError> {
    let _first = snapshot.precedence.take();
    let query = read(&question.typed, question.live, today)?;
    if query.is_empty() && question.narrowed.is_empty() {
        return Ok(Answer::default());
    }
    let answer = answer(snapshot, question, &query, stop)?;
    if answer.total() > 0 || !query.has_text() {
        return Ok(answer);
    }
    let Some(instead) = correct::corrected(snapshot, &query)? else { return Ok(answer) };
    let other = self::answer(snapshot, question, &instead, stop)?;
    if other.total() == 0 {
        return Ok(answer);
    }
    Ok(Answer { instead: Some(clean::line(&instead.typed)), ..other })
}

/// What a list shows of a library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// For every entry whether it is meant.
    pub kept: Vec<bool>,
    /// The query that is answered instead, where nothing matches what was typed.
    pub instead: Option<Clean>,
}

/// The articles of the library that a query means, wherever in them the words are. What cannot be read as an article
/// is meant where its id has all words of the query.
///
/// # Errors
/// See [`AskError`].
pub fn articles(snapshot: &Snapshot, typed: &str, live: bool, today: &Date) -> Result<Listed, AskError> {
    articles_unless(snapshot, (typed, live), today, &|| false)
}

/// [`articles`], unless it is told to stop.
///
/// # Errors
/// See [`AskError`].
pub fn articles_unless(
    snapshot: &Snapshot,
    (typed, live): (&str, bool),
    today: &Date,
    stop: Stop<'_>,
) -> Result<Listed, AskError> {
    let _first = snapshot.precedence.take();
    let query = read(typed, live, today)?;
    let set = rows(snapshot, &query, stop)?;
    if set.len() > 0 || !query.has_text() {
        return Ok(listed(snapshot, &set, None));
    }
    let Some(instead) = correct::corrected(snapshot, &query)? else { return Ok(listed(snapshot, &set, None)) };
    let other = rows(snapshot, &instead, stop)?;
    let instead = (other.len() > 0).then(|| clean::line(&instead.typed));
    Ok(listed(snapshot, &other, instead))
}

fn listed(snapshot: &Snapshot, set: &RowSet, instead: Option<Clean>) -> Listed {
    Listed { kept: (0..snapshot.library.len()).map(|row| set.has(row)).collect(), instead }
}

fn rows(snapshot: &Snapshot, query: &Query, stop: Stop<'_>) -> Result<RowSet, AskError> {
    let rows = snapshot.library.rows();
    if query.is_empty() {
        return Ok(RowSet::all(rows.len()));
    }
    let mut set = Source::of(snapshot, query, stop).rows(query)?;
    // What is no article has its id alone.
    let marker = Marker::new(query, &snapshot.languages);
    for (at, _) in rows.iter().enumerate().filter(|(_, row)| row.traits.has(Traits::BROKEN)) {
        let id = snapshot.library.entry(at).map(|entry| entry.id.line()).unwrap_or_default();
        if marker.score(&id, Within::Anywhere, None).is_some_and(|score| score > 0.0) {
            set.insert(at);
        }
    }
    Ok(set)
}

pub(super) fn read(typed: &str, live: bool, today: &Date) -> Result<Query, AskError> {
    let read = if live { Query::live(typed, today) } else { Query::parse(typed, today) };
    read.map_err(|wrong| AskError::Query(Box::new(wrong)))
}

fn answer(snapshot: &Snapshot, question: &Question, query: &Query, stop: Stop<'_>) -> Result<Answer, AskError> {
    let (indexed, all) = snapshot.indexed();
    let so_far = (indexed < all).then_some((indexed, all));
    let source = Source::of(snapshot, query, stop);
    let search = Search { snapshot, source, question, query, narrowed: narrowed(snapshot, question) };
    let mut answer = Answer { so_far, ..Answer::default() };
    let mut rows = RowSet::none(snapshot.library.len());
    let (asked, others): (Vec<Kind>, Vec<Kind>) = Kind::ALL.into_iter().partition(|kind| search.asks(*kind));
    for kind in others.into_iter().filter(|kind| question.kind.is_none_or(|wanted| wanted == *kind)) {
        answer.set_count(kind, 0);
    }
    let marker = Marker::new(query, &snapshot.languages);
    for (kind, mut collected) in asked.iter().zip(search.collect(&asked)?) {
        let limit = question.limit.saturating_sub(answer.hits.len());
        if collected.best.is_empty() && limit > 0 && collected.count > 0 {
            collected = search.collect_one(*kind, limit)?;
        }
        answer.hits.extend(Finder { snapshot, marker: &marker, limit }.hits(&collected.best, *kind));
        answer.set_count(*kind, collected.count);
        rows = rows.or(&collected.rows);
    }
    answer.articles = rows.len();
    if question.facets && snapshot.searchers.is_some() {
        let count = |facet: &Facet| match facet {
            Facet::Tag => snapshot.joined().count_tags(&rows, VALUES),
            facet => snapshot.columns().count(*facet, &rows, VALUES),
        };
        let counted = Facet::ALL.par_iter().with_max_len(1).map(|facet| (*facet, count(facet)));
        answer.facets = counted.collect();
    }
    Ok(answer)
}

/// Where answers come from.
pub(super) enum Source<'a> {
    Index(Compiler<'a>),
    /// The records themselves, where there is no index yet.
    Records(Scan<'a>),
}

impl<'a> Source<'a> {
    pub(super) fn of(snapshot: &'a Snapshot, query: &Query, stop: Stop<'a>) -> Self {
        match &snapshot.searchers {
            Some(searchers) => Self::Index(Compiler { snapshot, searchers, languages: &snapshot.languages }),
            None => Self::Records(Scan::new(snapshot, &query.root, stop)),
        }
    }

    /// The articles that the query means.
    pub(super) fn rows(&self, query: &Query) -> Result<RowSet, AskError> {
        match self {
            Self::Index(compiler) => Ok(compiler.rows(&query.root)?),
            Self::Records(scan) => scan.rows().ok_or(AskError::Stopped),
        }
    }
}

/// A question made ready.
struct Search<'a> {
    snapshot: &'a Snapshot,
    source: Source<'a>,
    question: &'a Question,
    query: &'a Query,
    narrowed: Option<RowSet>,
}

impl Search<'_> {
    /// Whether there may be hits of a kind that are wanted.
    fn asks(&self, kind: Kind) -> bool {
        self.question.kind.is_none_or(|wanted| wanted == kind) && may_hit(&self.query.root, kind)
    }

    /// The best of the first kind, and exact counts of all. Most lists are full with hits of the first one.
    fn collect(&self, kinds: &[Kind]) -> Result<Vec<Collected>, AskError> {
        let limit = self.question.limit;
        match &self.source {
            Source::Index(_) => {
                let kinds = kinds.par_iter().enumerate().with_max_len(1);
                kinds.map(|(at, kind)| self.collect_one(*kind, if at == 0 { limit } else { 0 })).collect()
            }
            Source::Records(scan) => scan.collect(kinds, limit, self.narrowed.as_ref()).ok_or(AskError::Stopped),
        }
    }

    /// The best of a kind with an exact count; the count alone where none is wanted.
    fn collect_one(&self, kind: Kind, limit: usize) -> Result<Collected, AskError> {
        let compiler = match &self.source {
            Source::Index(compiler) => compiler,
            Source::Records(scan) => {
                let collected = scan.collect(&[kind], limit, self.narrowed.as_ref()).ok_or(AskError::Stopped)?;
                return Ok(collected.into_iter().next().unwrap_or_default());
            }
        };
        let mut query = compiler.units(&self.query.root, kind)?;
        if let Some(set) = &self.narrowed {
            let set = compiler.in_rows(set.clone());
            query = Box::new(tantivy::query::BooleanQuery::intersection(vec![query, set]));
        }
        let best = Best {
            limit,
            numbers: Arc::clone(&self.snapshot.numbers),
            rows: self.snapshot.library.len(),
            takeaways: kind == Kind::Takeaway,
            scored: !is_uniform(&self.query.root, kind),
        };
        Ok(compiler.searcher(kind).search(&*query, &best)?)
    }
}

/// Whether a query that names fields can have hits of a kind: `headline:asylum` lists headlines and nothing else.
fn may_hit(node: &Node, kind: Kind) -> bool {
    let mut within = Vec::new();
    node.each_text(&mut |text, positive| {
        if positive {
            within.push(text.within);
        }
    });
    // What asks of the article alone lists its headline and its takeaways.
    if within.is_empty() {
        return matches!(kind, Kind::Takeaway | Kind::Headline);
    }
    within.iter().any(|within| within.covers(kind.within()))
}

fn narrowed(snapshot: &Snapshot, question: &Question) -> Option<RowSet> {
    let rows = snapshot.library.len();
    let each = question.narrowed.iter().map(|narrowing| match narrowing.facet {
        Facet::Tag => snapshot.joined().narrowed(narrowing),
        _ => snapshot.columns().narrowed(narrowing, rows),
    });
    each.reduce(|all, one| all.and(&one))
}

/// Makes hits of documents.
#[derive(Clone, Copy)]
struct Finder<'a> {
    snapshot: &'a Snapshot,
    marker: &'a Marker,
    limit: usize,
}

impl Finder<'_> {
    fn hits(&self, best: &[Scored], kind: Kind) -> Vec<Hit> {
        let mut hits = Vec::new();
        if kind == Kind::Paragraph {
            // An article mostly has several: files beyond those that fill the list are not opened.
            for some in best.chunks(OPENED) {
                let each =
                    |scored: &Scored| self.hits_of_row(&[(0, scored)], kind).into_iter().flat_map(|(_, hits)| hits);
                let found: Vec<Vec<Hit>> = some.par_iter().map(|scored| each(scored).collect()).collect();
                hits.extend(found.into_iter().flatten());
                if hits.len() >= self.limit {
                    break;
                }
            }
        } else {
            // An article may have thousands: its record is decoded once for all of them.
            let mut by_row: Vec<(usize, &Scored)> = best.iter().enumerate().collect();
            by_row.sort_by_key(|(_, scored)| scored.row);
            let rows: Vec<&[(usize, &Scored)]> = by_row.chunk_by(|(_, a), (_, b)| a.row == b.row).collect();
            let found = rows.par_iter().with_min_len(OPENED).flat_map_iter(|row| self.hits_of_row(row, kind));
            let mut found: Vec<(usize, Vec<Hit>)> = found.collect();
            found.sort_unstable_by_key(|(at, _)| *at);
            hits.extend(found.into_iter().flat_map(|(_, hits)| hits));
        }
        hits.truncate(self.limit);
        hits
    }

    /// The hits of documents of one row, each with the number that stands beside it.
    fn hits_of_row(&self, of_row: &[(usize, &Scored)], kind: Kind) -> Vec<(usize, Vec<Hit>)> {
        let entry = of_row.first().and_then(|(_, scored)| self.snapshot.library.entry(scored.row));
        let Some(entry) = &entry else { return Vec::new() };
        let Some(card) = entry.card() else { return Vec::new() };
        let terms = Terms::new(card.terms.iter().map(|term| (term.term.raw(), term.expansion.raw())));
        let marker = if terms.is_empty() { None } else { Some(self.marker.clone().with_terms(terms)) };
        let finder = Finder { marker: marker.as_ref().unwrap_or(self.marker), ..*self };
        of_row.iter().map(|(at, scored)| (*at, finder.hits_of((entry, card), scored, kind))).collect()
    }

    fn hits_of(&self, (entry, card): (&Entry, &Card), scored: &Scored, kind: Kind) -> Vec<Hit> {
        let language = super::index::language(card.language.as_ref().map(Foreign::raw));
        let chosen = match kind {
            Kind::Takeaway => {
                let nth = usize::try_from(scored.nth).unwrap_or(usize::MAX);
                card.takeaways.get(nth).map(|text| (Part::Takeaway(nth), text.line())).into_iter().collect()
            }
            Kind::Headline => vec![(Part::Headline, card.headline.line())],
            Kind::Summary => card.summary.iter().map(|summary| (Part::Summary, summary.line())).collect(),
            Kind::Section => {
                let headings = card.headings.iter().map(|(at, text)| (Part::Heading(*at), text.line()));
                self.choose(headings.collect(), Within::Section, language)
            }
            Kind::Source => {
                let sources = card.sources.iter().enumerate().map(|(at, source)| (Part::Source(at), source.line()));
                self.choose(sources.collect(), Within::Source, language)
            }
            Kind::Paragraph => {
                let opened = open::open(&entry.file);
                let blocks = opened.article.as_deref().map(blocks).unwrap_or_default();
                self.choose(blocks, Within::Body, language)
            }
        };
        chosen.into_iter().map(|(part, text)| self.hit((entry, card), kind, scored.score, (part, text))).collect()
    }

    fn hit(&self, (entry, card): (&Entry, &Card), kind: Kind, score: f32, (part, text): (Part, Clean)) -> Hit {
        let marks = self.marker.ranges(&text, kind.within());
        let mut place = Place::start(part);
        if let (Kind::Paragraph, Some(first)) = (kind, marks.first()) {
            place.offset = first.start;
        }
        Hit {
            kind,
            origin: entry.file.clone(),
            id: entry.id.clone(),
            place,
            marks,
            headline: card.headline.line(),
            published: card.published.clone(),
            topic: card.topics.first().map(Foreign::line),
            score,
            text,
        }
    }

    /// The texts that have all that is asked for; where none has all by itself, the one that has most of it.
    fn choose(&self, texts: Vec<(Part, Clean)>, within: Within, language: Option<Language>) -> Vec<(Part, Clean)> {
        let (matching, others): (Vec<_>, Vec<_>) =
            texts.into_iter().partition(|(_, text)| self.marker.matches(text, within, language));
        if !matching.is_empty() {
            return matching;
        }
        let best = others.into_iter().map(|text| (self.marker.ranges(&text.1, within).len(), text));
        let best = best.max_by_key(|(marks, (part, _))| (*marks, std::cmp::Reverse(*part)));
        best.filter(|(marks, _)| *marks > 0).map(|(_, text)| text).into_iter().collect()
    }
}

fn blocks(article: &Article) -> Vec<(Part, Clean)> {
    let sections = article.sections.iter().enumerate();
    let blocks =
        sections.flat_map(|(s, section)| section.blocks.iter().enumerate().map(move |(b, block)| (s, b, block)));
    blocks.map(|(s, b, block)| (Part::Block(s, b), clean::line(&block.plain()))).collect()
}
