//! A brief: takeaways of several articles by topic, each with its article and its sources, as a page of its own.
//!
//! The page is an [`Article`], so that every exporter can write it and the reader can show it. It holds recorded words and no
//! others: takeaways, headlines, bylines, topics and sources as their files have them. Beside a status stands its age.
//!
//! - Each takeaway stands there once. An article of several topics stands under the one that most of the articles have; of
//!   several such, under the one that it names first.
//! - Topics and articles come in the order in which they are given, best first; takeaways in the order of their article.
//! - A takeaway is followed by the numbers of the sources that its evidence names, and of those that the passages named there
//!   cite, a hundred at most. Where an article records none for any of its takeaways, its sources are named at its end.
//! - A source of several articles has one number: [`kin`](crate::article::source::kin) says which are one. The citations and pinpoints of all of them
//!   stand with it.
//!
//! What must not live here: what matches, and where articles come from.

mod works;

use std::collections::HashMap;
use std::sync::Arc;

use super::prose;
use crate::article::{Article, Block, Emphasis, Inline, Item, Link, List, Part, Place, Reckoning, Run, Section};
use crate::text::fold::fold;
use crate::text::{Clean, Foreign};
use works::Works;

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
            let (items, unnamed) = works.items(&matched.article, &takeaways);
            // The list comes behind the head.
            let part = Part::Block(sections.len(), blocks.len() + 1);
            let starts = starts(&items).map(|offset| Place { part, offset });
            stands.extend(starts.zip(takeaways).map(|(place, takeaway)| Stand { place, article: index, takeaway }));
            blocks.extend([head(matched, by), Block::List(List { start: None, items })]);
            blocks.extend(unnamed);
        }
        let heading = Some(topic.unwrap_or_else(|| NO_TOPIC.into()));
        sections.push(Section { heading, level: 1, blocks, ..Section::default() });
    }
    (Article { headline: title.as_str().into(), sections, sources: works.sources(), ..Article::default() }, stands)
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
    let mut places: HashMap<Option<String>, usize> = HashMap::new();
    for (index, one) in matched.iter().enumerate() {
        let count = |topic: &&Foreign| counts.get(&fold(topic.raw())).copied();
        // The last of the greatest is taken, so the first that is named comes last.
        let topic = one.article.topics.iter().filter(|topic| !topic.is_blank()).rev().max_by_key(count);
        let place = *places.entry(topic.map(|topic| fold(topic.raw()))).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, articles)) => articles.push(index),
            None => groups.push((topic.cloned(), vec![index])),
        }
    }
    groups.sort_by_key(|(topic, _)| topic.is_none());
    groups
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

fn run(text: Foreign, emphasis: Emphasis) -> Run {
    Run { text, emphasis, link: None }
}

#[cfg(test)]
mod tests;
