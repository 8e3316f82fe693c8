//! A brief: takeaways of several articles by topic, each with its article and its sources, as a page of its own.
//!
//! The page is an [`Article`], so that every exporter can write it and the reader can show it. It holds recorded words and no
//! others: takeaways, headlines, bylines, topics and sources as their files have them. Beside a status stands its age.
//!
//! - Each takeaway stands there once. An article of several topics stands under the one that most of the articles have; of
//!   several such, under the one that it names first.
//! - Topics and articles come in the order in which they are given, best first; takeaways in the order of their article.
//! - A takeaway is followed by the numbers of the sources that its evidence names, and of those that the passages named there
//!   cite. Where an article records none for any of its takeaways, its sources are named at its end.
//! - A source of several articles has one number: [`kin`] says which are one. The citations and pinpoints of all of them
//!   stand with it.
//!
//! What must not live here: what matches, and where articles come from.

use std::collections::HashMap;
use std::sync::Arc;

use super::prose;
use crate::article::source::kin;
use crate::article::{
    Article, Block, Emphasis, Inline, Item, Link, List, Locator, Part, Place, Reckoning, Run, Section, Source, Takeaway,
};
use crate::text::fold::fold;
use crate::text::{Clean, Foreign};

/// An article with the takeaways of it that are meant, counted from 0.
#[derive(Clone, Debug)]
pub struct Matched {
    /// Its id in the library.
    pub id: Foreign,
    /// The article.
    pub article: Arc<Article>,
    /// Which of its takeaways.
    pub takeaways: Vec<usize>,
}

/// Where a takeaway stands in a brief, and which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The start of its words in the brief.
    pub place: Place,
    /// Its article, counted from 0 among those that the brief was made of.
    pub article: usize,
    /// Which of that article's takeaways it is, counted from 0.
    pub takeaway: usize,
}

/// What stands over articles without a topic.
const NO_TOPIC: &str = "Without a topic";

/// What a brief of a query is called.
#[must_use]
pub fn title(query: &Clean) -> Clean {
    let mut title = Clean::from("Brief: ");
    title.push(query);
    title
}

/// The brief of some articles, best first, under a title, with the ages of their statuses, where those are reckoned; and where
/// each takeaway stands in it, in order.
#[must_use]
pub fn brief(title: &Clean, matched: &[Matched], by: Option<Reckoning>) -> (Article, Vec<Stand>) {
    let (mut works, mut sections, mut stands) = (Works::default(), Vec::new(), Vec::new());
    for (topic, articles) in by_topic(matched) {
        let mut blocks = Vec::new();
        for index in articles {
            let Some(matched) = matched.get(index) else { continue };
            let takeaways = wanted(matched);
            if takeaways.is_empty() {
                continue;
            }
            let items = works.items(&matched.article, &takeaways);
            // The list comes behind the head.
            let part = Part::Block(sections.len(), blocks.len() + 1);
            let starts = starts(&items).map(|offset| Place { part, offset });
            stands.extend(starts.zip(takeaways).map(|(place, takeaway)| Stand { place, article: index, takeaway }));
            blocks.extend([head(matched, by), Block::List(List { start: None, items })]);
            blocks.extend(works.unnamed(matched));
        }
        let heading = Some(topic.unwrap_or_else(|| NO_TOPIC.into()));
        sections.push(Section { heading, level: 1, blocks, ..Section::default() });
    }
    (Article { headline: title.as_str().into(), sections, sources: works.sources, ..Article::default() }, stands)
}

/// The takeaways of an article that are meant and that it has, in its order.
fn wanted(matched: &Matched) -> Vec<usize> {
    let mut wanted = matched.takeaways.clone();
    wanted.retain(|takeaway| *takeaway < matched.article.takeaways.len());
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}

/// Where each item begins in the text that their list shows.
fn starts(items: &[Item]) -> impl Iterator<Item = usize> + '_ {
    items.iter().scan(0, |start, item| {
        let here = *start;
        let alone = Block::List(List { start: None, items: vec![item.clone()] });
        // A line break is between two.
        *start += alone.shown().len() + 1;
        Some(here)
    })
}

/// The articles by the topic under which each stands; those without one come last.
fn by_topic(matched: &[Matched]) -> Vec<(Option<Foreign>, Vec<usize>)> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for topic in matched.iter().flat_map(|one| &one.article.topics) {
        *counts.entry(fold(topic.raw())).or_default() += 1;
    }
    let mut groups: Vec<(Option<Foreign>, Vec<usize>)> = Vec::new();
    for (index, one) in matched.iter().enumerate() {
        let count = |topic: &&Foreign| counts.get(&fold(topic.raw())).copied();
        // The last of the greatest is taken, so the first that is named comes last.
        let topic = one.article.topics.iter().filter(|topic| !topic.is_blank()).rev().max_by_key(count);
        let same = |(own, _): &&mut (Option<Foreign>, _)| {
            own.as_ref().map(|own| fold(own.raw())) == topic.map(|topic| fold(topic.raw()))
        };
        match groups.iter_mut().find(same) {
            Some((_, articles)) => articles.push(index),
            None => groups.push((topic.cloned(), vec![index])),
        }
    }
    groups.sort_by_key(|(topic, _)| topic.is_none());
    groups
}

/// The sources of all articles, each once.
#[derive(Default)]
struct Works {
    sources: Vec<Source>,
    /// By what a source is known by.
    known: HashMap<u64, usize>,
}

impl Works {
    /// Takeaways of an article, each with the numbers of its sources.
    fn items(&mut self, article: &Article, takeaways: &[usize]) -> Vec<Item> {
        let takeaways = takeaways.iter().filter_map(|index| article.takeaways.get(*index));
        let item = |takeaway: &Takeaway| {
            let text = run(takeaway.text.clone(), Emphasis::NONE);
            let marks = self.marks(article, &sources_of(article, takeaway));
            let runs = std::iter::once(text).chain(marks).collect();
            Item { blocks: vec![Block::Paragraph(Inline { runs })], checked: None }
        };
        takeaways.map(item).collect()
    }

    /// The sources of an article of which no takeaway that is meant has any.
    fn unnamed(&mut self, matched: &Matched) -> Option<Block> {
        let article = &matched.article;
        let takeaways = wanted(matched);
        let mut meant = takeaways.iter().filter_map(|index| article.takeaways.get(*index));
        if article.sources.is_empty() || meant.any(|takeaway| !sources_of(article, takeaway).is_empty()) {
            return None;
        }
        let all: Vec<usize> = (0..article.sources.len()).collect();
        let label = run("Sources of the article:".into(), Emphasis::NONE);
        let runs = std::iter::once(label).chain(self.marks(article, &all)).collect();
        Some(Block::Paragraph(Inline { runs }))
    }

    /// The marks of some sources of an article, each number once, rising.
    fn marks(&mut self, article: &Article, sources: &[usize]) -> Vec<Run> {
        let sources = sources.iter().filter_map(|index| article.sources.get(*index));
        let mut numbers: Vec<usize> = sources.map(|source| self.number(source)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mark = |number| {
            [
                run(" ".into(), Emphasis::NONE),
                Run { link: Some(Link::Source(number)), ..run("".into(), Emphasis::NONE) },
            ]
        };
        numbers.into_iter().flat_map(mark).collect()
    }

    /// The number of a source, from 0; a new one where it has none yet.
    fn number(&mut self, source: &Source) -> usize {
        let keys = kin::Keys::of(source);
        // What has neither address nor title and publisher is the same where all of it is.
        let known = keys.iter().find_map(|key| self.known.get(&key).copied());
        let bare = || {
            let anonymous = Source { id: None, ..source.clone() };
            self.sources.iter().position(|own| *own == anonymous)
        };
        let is_bare = keys.iter().next().is_none();
        let there = known.or_else(|| is_bare.then(bare).flatten());
        if let Some(own) = there.and_then(|number| self.sources.get_mut(number)) {
            // Two articles may mean two places of one work: both are named.
            add(&mut own.citation, source.citation.as_ref());
            add(&mut own.pinpoint, source.pinpoint.as_ref());
        }
        let number = there.unwrap_or_else(|| {
            // Names of footnotes are those of its own article.
            self.sources.push(Source { id: None, ..source.clone() });
            self.sources.len() - 1
        });
        for key in keys.iter() {
            self.known.entry(key).or_insert(number);
        }
        number
    }
}

/// Adds what is recorded elsewhere to what is recorded here.
fn add(here: &mut Option<Foreign>, other: Option<&Foreign>) {
    let Some(other) = other else { return };
    *here = match here.take() {
        None => Some(other.clone()),
        Some(own) if own.raw().split("; ").any(|part| part == other.raw()) => Some(own),
        Some(own) => Some(format!("{}; {}", own.raw(), other.raw()).into()),
    };
}

/// Headline, byline, recorded status and address, each on a line of its own; the id where there is no address.
fn head(matched: &Matched, by: Option<Reckoning>) -> Block {
    let article = &matched.article;
    let mut runs = vec![run(article.headline.line().as_str().into(), Emphasis::STRONG)];
    let byline = prose::byline(article);
    if !byline.is_empty() {
        runs.push(run(format!("\n{byline}").into(), Emphasis::NONE));
    }
    if let Some(status) = prose::status(article, by) {
        runs.push(run(format!("\nStatus: {status}").into(), Emphasis::NONE));
    }
    runs.push(run("\n".into(), Emphasis::NONE));
    runs.push(match &article.url {
        Some(url) => Run { link: Some(Link::Address(url.clone())), ..run(url.clone(), Emphasis::NONE) },
        None => run(matched.id.line().as_str().into(), Emphasis::NONE),
    });
    Block::Paragraph(Inline { runs })
}

/// The sources that the evidence of a takeaway names, then those that its passages cite.
fn sources_of(article: &Article, takeaway: &Takeaway) -> Vec<usize> {
    let named = takeaway.evidence.iter().filter_map(|one| match one.locator {
        Locator::Source(number) => number.checked_sub(1),
        _ => None,
    });
    let passages = takeaway.evidence.iter().filter_map(|one| match one.locator {
        Locator::Block(section, block) => article.block(section.checked_sub(1)?, block.checked_sub(1)?),
        _ => None,
    });
    let mut cited = Vec::new();
    passages.for_each(|block| cites(block, &mut cited));
    named.chain(cited).collect()
}

/// The sources that a block cites.
fn cites(block: &Block, cited: &mut Vec<usize>) {
    let inline = |inline: &Inline, cited: &mut Vec<usize>| {
        cited.extend(inline.runs.iter().filter_map(|run| match run.link {
            Some(Link::Source(index)) => Some(index),
            _ => None,
        }));
    };
    match block {
        Block::Paragraph(own) => inline(own, cited),
        Block::List(list) => list.items.iter().flat_map(|item| &item.blocks).for_each(|block| cites(block, cited)),
        Block::Quote(blocks) => blocks.iter().for_each(|block| cites(block, cited)),
        Block::Footnote(note) => note.blocks.iter().for_each(|block| cites(block, cited)),
        Block::Table(table) => {
            table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| inline(cell, cited));
        }
        Block::Code(_) | Block::Image(_) | Block::Break => {}
    }
}

fn run(text: Foreign, emphasis: Emphasis) -> Run {
    Run { text, emphasis, link: None }
}

#[cfg(test)]
mod tests;
