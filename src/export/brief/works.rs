//! The sources of a brief: each work once, under one number, with what all of its articles say of it.

use std::collections::{HashMap, HashSet};

use super::run;
use crate::article::source::kin;
use crate::article::{Article, Block, Emphasis, Inline, Item, Link, Locator, Run, Source, Takeaway};
use crate::text::Foreign;

/// Numbers behind a takeaway at most. More are no help to who wants to look one up, and a file can name all of its sources
/// behind each of its takeaways.
const MOST: usize = 100;

/// The sources of all articles, each once.
#[derive(Default)]
pub(super) struct Works {
    all: Vec<Work>,
    /// By what a source is known by.
    known: HashMap<u64, usize>,
    /// Those that are known by nothing: such a source is the same where all of it is.
    bare: HashMap<Source, usize>,
}

/// A work, as the first article has it.
struct Work {
    source: Source,
    citations: Said,
    pinpoints: Said,
}

impl Works {
    /// Takeaways of an article, each with the numbers of its sources; and what names the article's sources where none of them
    /// has any.
    pub(super) fn items(&mut self, article: &Article, takeaways: &[usize]) -> (Vec<Item>, Option<Block>) {
        let takeaways = takeaways.iter().filter_map(|index| article.takeaways.get(*index));
        let (mut own, mut items, mut any) = (Own::of(article), Vec::new(), false);
        for takeaway in takeaways {
            let sources = own.sources_of(takeaway);
            any |= !sources.is_empty();
            let text = run(takeaway.text.clone(), Emphasis::NONE);
            let marks = self.marks(&mut own, &sources, MOST);
            let runs = std::iter::once(text).chain(marks).collect();
            items.push(Item { blocks: vec![Block::Paragraph(Inline { runs })], checked: None });
        }
        (items, (!any).then(|| self.every(&mut own)).flatten())
    }

    /// The sources as they are listed.
    pub(super) fn sources(self) -> Vec<Source> {
        let source =
            |work: Work| Source { citation: work.citations.joined(), pinpoint: work.pinpoints.joined(), ..work.source };
        self.all.into_iter().map(source).collect()
    }

    /// The numbers of all sources of an article; none where it has none.
    fn every(&mut self, own: &mut Own<'_>) -> Option<Block> {
        let all: Vec<usize> = (0..own.article.sources.len()).collect();
        let label = run("Sources of the article:".into(), Emphasis::NONE);
        let runs = std::iter::once(label).chain(self.marks(own, &all, usize::MAX)).collect();
        (!all.is_empty()).then_some(Block::Paragraph(Inline { runs }))
    }

    /// The marks of some sources of an article, each number once, rising; of more than `most` the rest is left out.
    fn marks(&mut self, own: &mut Own<'_>, sources: &[usize], most: usize) -> Vec<Run> {
        let number = |index: &usize| {
            let source = own.article.sources.get(*index)?;
            Some(*own.numbers.entry(*index).or_insert_with(|| self.number(source)))
        };
        let mut numbers: Vec<usize> = sources.iter().take(most).filter_map(number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mark = |number| {
            [
                run(" ".into(), Emphasis::NONE),
                Run { link: Some(Link::Source(number)), ..run("".into(), Emphasis::NONE) },
            ]
        };
        let more = (sources.len() > most).then(|| run(" …".into(), Emphasis::NONE));
        numbers.into_iter().flat_map(mark).chain(more).collect()
    }

    /// The number of a source, from 0; a new one where it has none yet.
    fn number(&mut self, source: &Source) -> usize {
        let keys = kin::Keys::of(source);
        // Names of footnotes are those of its own article.
        let anonymous = Source { id: None, ..source.clone() };
        let is_bare = keys.iter().next().is_none();
        let known = keys.iter().find_map(|key| self.known.get(&key).copied());
        let there = known.or_else(|| is_bare.then(|| self.bare.get(&anonymous).copied()).flatten());
        let number = there.unwrap_or(self.all.len());
        if there.is_none() {
            if is_bare {
                self.bare.insert(anonymous.clone(), number);
            }
            self.all.push(Work { source: anonymous, citations: Said::default(), pinpoints: Said::default() });
        }
        if let Some(own) = self.all.get_mut(number) {
            // Two articles may mean two places of one work: both are named.
            own.citations.add(source.citation.as_ref());
            own.pinpoints.add(source.pinpoint.as_ref());
        }
        for key in keys.iter() {
            self.known.entry(key).or_insert(number);
        }
        number
    }
}

/// What several articles say of one thing, each part of it once. What the first says stands as it is.
#[derive(Default)]
struct Said {
    text: String,
    parts: HashSet<String>,
}

impl Said {
    fn add(&mut self, other: Option<&Foreign>) {
        let Some(other) = other.filter(|other| !other.is_blank()) else { return };
        let is_first = self.text.is_empty();
        for part in parts(other.raw()) {
            let words = part.split_whitespace().collect::<Vec<_>>().join(" ");
            if !words.is_empty() && self.parts.insert(words) && !is_first {
                self.text.extend(["; ", part.trim()]);
            }
        }
        if is_first {
            other.raw().clone_into(&mut self.text);
        }
    }

    fn joined(self) -> Option<Foreign> {
        (!self.text.is_empty()).then(|| self.text.into())
    }
}

/// The parts of a list apart by semicolons; those in brackets part nothing.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    text.split(move |c| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ';' && depth == 0
    })
}

/// What is known of one article: each passage is looked through once and each source numbered once, however many takeaways
/// rest on them.
struct Own<'a> {
    article: &'a Article,
    cited: HashMap<(usize, usize), Vec<usize>>,
    numbers: HashMap<usize, usize>,
}

impl<'a> Own<'a> {
    fn of(article: &'a Article) -> Self {
        Self { article, cited: HashMap::new(), numbers: HashMap::new() }
    }

    /// The sources that the evidence of a takeaway names, then those that its passages cite; each once, and of more than
    /// [`MOST`] one more.
    fn sources_of(&mut self, takeaway: &Takeaway) -> Vec<usize> {
        let (mut sources, mut seen) = (Vec::new(), HashSet::new());
        let mut take = |some: &mut dyn Iterator<Item = usize>| {
            while let Some(source) = some.next().filter(|_| sources.len() <= MOST) {
                if seen.insert(source) {
                    sources.push(source);
                }
            }
        };
        take(&mut takeaway.evidence.iter().filter_map(|one| match one.locator {
            Locator::Source(number) => number.checked_sub(1),
            _ => None,
        }));
        for evidence in &takeaway.evidence {
            if let Locator::Block(section, block) = evidence.locator {
                take(&mut self.cited(section, block).iter().copied());
            }
        }
        sources
    }

    /// The sources that a block cites, each once. It is counted from 1, as locators are.
    fn cited(&mut self, section: usize, block: usize) -> &[usize] {
        let article = self.article;
        self.cited.entry((section, block)).or_insert_with(|| {
            let mut cited = Vec::new();
            let found = section.checked_sub(1).zip(block.checked_sub(1));
            if let Some(block) = found.and_then(|(section, block)| article.block(section, block)) {
                cites(block, &mut cited);
            }
            let mut seen = HashSet::new();
            cited.retain(|source| seen.insert(*source));
            cited
        })
    }
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
