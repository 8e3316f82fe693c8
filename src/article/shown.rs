//! The *shown text* of each part: its cleaned words in order, what offsets of a [`Place`](super::Place) count bytes of.
//!
//! List items, table rows and the blocks of a quotation stand on lines of their own, table cells apart by tabs. Numbers,
//! bullets, rules and the marks of footnotes are no part of it. The layout sets the same words with styles and links, and a
//! test holds the two together; sentences that are made of fields (byline, facts of a source) are made here for both.

use super::{Article, Block, Date, Inline, Part, Picture, Source};
use crate::text::Foreign;

/// What a thematic break says.
pub const BREAK: &str = "* * *";
/// What the link to the copy of a source says.
pub const ARCHIVED: &str = "archived copy";
/// What stands between two facts.
pub const BETWEEN: &str = " · ";

/// The parts that an article shows, in document order.
pub fn parts(article: &Article) -> impl Iterator<Item = Part> {
    let byline = !byline(article).is_empty();
    let top = [
        Some(Part::Headline),
        byline.then_some(Part::Byline),
        article.summary.as_ref().map(|_| Part::Summary),
        article.image.as_ref().map(|_| Part::Image),
    ];
    let sections = article.sections.iter().enumerate().flat_map(|(s, section)| {
        let heading = section.heading.as_ref().map(|_| Part::Heading(s));
        heading.into_iter().chain((0..section.blocks.len()).map(move |b| Part::Block(s, b)))
    });
    let takeaways = (0..article.takeaways.len()).map(Part::Takeaway);
    let sources = (0..article.sources.len()).map(Part::Source);
    top.into_iter().flatten().chain(takeaways).chain(sections).chain(sources)
}

/// The shown text of a part; none where the article has no such part. It may be empty.
#[must_use]
pub fn shown(article: &Article, part: Part) -> Option<String> {
    let clean = match part {
        Part::Headline => article.headline.line(),
        Part::Summary => article.summary.as_ref()?.lines(),
        Part::Takeaway(n) => article.takeaways.get(n)?.text.lines(),
        Part::Heading(s) => article.sections.get(s)?.heading.as_ref()?.line(),
        Part::Byline => {
            let lines = byline(article);
            return (!lines.is_empty()).then(|| said(|said| lines.iter().for_each(|line| said.words(line))));
        }
        Part::Image => {
            let image = article.image.as_ref()?;
            return Some(said(|said| said.picture(image)));
        }
        Part::Block(s, b) => return article.block(s, b).map(of_block),
        Part::Source(n) => {
            let source = article.sources.get(n)?;
            return Some(said(|said| said.source(source)));
        }
    };
    Some(clean.into_string())
}

/// The shown text of a block.
#[must_use]
pub fn of_block(block: &Block) -> String {
    said(|said| said.block(block))
}

/// Who, where and when on one line, the recorded state of the policy on the next; only what the file has.
#[must_use]
pub fn byline(article: &Article) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(names(&article.authors));
    facts.extend(article.publisher.as_ref().map(|publisher| publisher.line().into_string()));
    facts.extend(article.published.as_ref().map(whole));
    facts.extend(article.updated.as_ref().map(|date| format!("updated {}", whole(date))));
    let status = article.status.as_ref();
    let status = status.map(|status| format!("{} as of {}", status.state.line(), whole(&status.as_of)));
    let facts = (!facts.is_empty()).then(|| facts.join(BETWEEN));
    facts.into_iter().chain(status).collect()
}

/// A date that no line end parts.
fn whole(date: &Date) -> String {
    date.long().replace(' ', "\u{a0}")
}

fn names(names: &[Foreign]) -> Option<String> {
    let names: Vec<String> = names.iter().map(|name| name.line().into_string()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// What a source is called: its title, else the next best thing that it has.
#[must_use]
pub fn name(source: &Source) -> Option<&Foreign> {
    source.title.as_ref().or(source.url.as_ref()).or(source.citation.as_ref()).or(source.id.as_ref())
}

/// The citation of a source, where it does not stand there already as its name.
#[must_use]
pub fn citation(source: &Source) -> Option<&Foreign> {
    source.citation.as_ref().filter(|own| name(source) != Some(own))
}

/// Authors, publisher, date, kind and pinpoint of a source, as far as the file has them.
#[must_use]
pub fn facts(source: &Source) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(names(&source.authors));
    facts.extend(source.publisher.as_ref().map(|publisher| publisher.line().into_string()));
    facts.extend(source.published.as_ref().map(Date::long));
    facts.extend(source.kind.map(|kind| kind.name().to_owned()));
    facts.extend((source.primary == Some(true)).then(|| "primary source".to_owned()));
    facts.extend(source.pinpoint.as_ref().map(|pinpoint| pinpoint.line().into_string()));
    facts.extend(source.accessed.as_ref().map(|date| format!("read {}", date.long())));
    facts
}

/// A text in the making.
#[derive(Default)]
struct Said(String);

fn said(say: impl FnOnce(&mut Said)) -> String {
    let mut said = Said::default();
    say(&mut said);
    said.0
}

impl Said {
    fn say(&mut self, words: &str) {
        self.0.push_str(words);
    }

    /// Parts what follows from what was said, so that no word runs into the next.
    fn separate(&mut self) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
    }

    fn words(&mut self, words: &str) {
        self.separate();
        self.say(words);
    }

    fn inline(&mut self, inline: &Inline) {
        inline.runs.iter().for_each(|run| self.say(&run.text.lines()));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(inline) => {
                self.separate();
                self.inline(inline);
            }
            Block::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks)),
            Block::Quote(blocks) => self.blocks(blocks),
            Block::Table(table) => {
                self.separate();
                self.row(&table.head);
                for row in &table.rows {
                    self.say("\n");
                    self.row(row);
                }
            }
            Block::Code(code) => self.words(&code.text.lines()),
            Block::Image(picture) => self.picture(picture),
            Block::Footnote(footnote) => self.blocks(&footnote.blocks),
            Block::Break => self.words(BREAK),
        }
    }

    fn row(&mut self, cells: &[Inline]) {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.say("\t");
            }
            self.inline(cell);
        }
    }

    fn picture(&mut self, picture: &Picture) {
        self.separate();
        picture.alt.iter().for_each(|alt| self.say(&alt.line()));
        [&picture.caption, &picture.credit].into_iter().flatten().for_each(|words| self.words(&words.line()));
    }

    fn source(&mut self, source: &Source) {
        if let Some(name) = name(source) {
            self.say(&name.line());
        }
        let facts = facts(source);
        if !facts.is_empty() || source.archive_url.is_some() {
            let facts = facts.join(BETWEEN);
            let between = if facts.is_empty() || source.archive_url.is_none() { "" } else { BETWEEN };
            let copy = if source.archive_url.is_some() { ARCHIVED } else { "" };
            self.words(&format!("{facts}{between}{copy}"));
        }
        if let Some(citation) = citation(source) {
            self.words(&citation.line());
        }
    }
}
