//! The draft: what an importer has found so far, and how it becomes an article.
//!
//! Metadata that a form states (front matter, JSON-LD, a feed's fields) stands in the fields. The body is pieces in reading
//! order; [`Draft::settle`] finds among them what readers of any form would call the takeaway box and the list of sources, and
//! makes sections of the rest.

use std::ops::Range;

use super::Imported;
use super::recognise::label;
use crate::article::{Article, Block, Date, Link, Picture, Section, Source, Takeaway};
use crate::diagnostic::Diagnostic;
use crate::format::read::not_an_address;
use crate::markdown;
use crate::text::Foreign;

/// A piece of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A heading: level 1 to 6, and plain text.
    Heading(u8, String),
    /// A block, as Markdown: a paragraph, a list, a table, a quotation.
    Block(String),
}

/// An article in the making. What is empty is not known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The headline.
    pub headline: String,
    /// The dek.
    pub summary: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// When it was fetched.
    pub accessed: Option<Date>,
    /// Where it stands.
    pub url: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// Subjects.
    pub topics: Vec<String>,
    /// Agencies that it is about.
    pub agencies: Vec<String>,
    /// Places that it is about.
    pub places: Vec<String>,
    /// The lead picture; what it shows, not where it lies: pictures are not fetched.
    pub image: Option<Picture>,
    /// Takeaways that the form states.
    pub takeaways: Vec<String>,
    /// Sources that the form states; those that the pieces list come behind them.
    pub sources: Vec<Source>,
    /// The body in reading order.
    pub pieces: Vec<Piece>,
    /// What is unsure.
    pub doubts: Vec<Diagnostic>,
}

impl Draft {
    /// The article: boxes and lists recognised among the pieces, sections of the rest.
    ///
    /// # Errors
    ///
    /// A sentence where there is nothing that could be an article: no headline and no words.
    pub fn settle(mut self) -> Result<Imported, Diagnostic> {
        self.take_lists();
        if self.headline.trim().is_empty() {
            return Err(Diagnostic::error("no-headline", 0..0, "there is no headline, and no text to take one from"));
        }
        let mut article = Article {
            headline: self.headline.into(),
            summary: self.summary.map(Foreign::from),
            authors: self.authors.into_iter().map(Foreign::from).collect(),
            publisher: self.publisher.map(Foreign::from),
            published: self.published,
            updated: self.updated,
            accessed: self.accessed,
            url: self.url.map(Foreign::from),
            language: self.language.map(Foreign::from),
            topics: self.topics.into_iter().map(Foreign::from).collect(),
            agencies: self.agencies.into_iter().map(Foreign::from).collect(),
            places: self.places.into_iter().map(Foreign::from).collect(),
            image: self.image,
            takeaways: self
                .takeaways
                .into_iter()
                .map(|text| Takeaway { text: text.into(), ..Takeaway::default() })
                .collect(),
            sources: self.sources,
            ..Article::default()
        };
        article.sections = sections(&self.pieces, &article);
        if article.takeaways.is_empty() {
            let doubt =
                Diagnostic::warning("no-takeaways", 0..0, "no takeaways found").help("write them into the file");
            self.doubts.push(Diagnostic { span: None, ..doubt });
        }
        Ok(Imported { article, doubts: self.doubts })
    }
}

impl Draft {
    /// Takes the takeaway box and the list of sources out of the pieces, where they are not known yet.
    fn take_lists(&mut self) {
        if self.takeaways.is_empty()
            && let Some((at, items)) = self.labelled(|label| label::takeaways(label).is_some(), true)
        {
            self.takeaways = items.iter().map(Block::plain).map(|text| one_line(&text)).collect();
            self.pieces.drain(at);
        }
        if self.sources.is_empty()
            && let Some((at, items)) = self.labelled(label::sources, false)
        {
            self.sources = items.iter().map(source).collect();
            self.pieces.drain(at);
        }
    }

    /// The pieces from a label on, and the items that stand under it; without a list, the paragraphs up to the next heading.
    fn labelled(&self, is_label: impl Fn(&str) -> bool, lists_only: bool) -> Option<(Range<usize>, Vec<Block>)> {
        let text = |piece: &Piece| match piece {
            Piece::Heading(_, text) | Piece::Block(text) => text.clone(),
        };
        let starts = self.pieces.iter().enumerate().filter(|(_, piece)| is_label(&text(piece))).map(|(at, _)| at);
        starts.filter_map(|at| self.items(at, lists_only).map(|(end, items)| (at..end, items))).last()
    }

    fn items(&self, label: usize, lists_only: bool) -> Option<(usize, Vec<Block>)> {
        let rest = self.pieces.get(label + 1..)?;
        let blocks: Vec<&str> = rest
            .iter()
            .map_while(|piece| if let Piece::Block(text) = piece { Some(text.as_str()) } else { None })
            .collect();
        let parsed = |text: &str| {
            markdown::parse(text, &|_| None).chapters.into_iter().flat_map(|chapter| chapter.blocks).collect::<Vec<_>>()
        };
        let first = parsed(blocks.first()?);
        if let [Block::List(list)] = first.as_slice() {
            let items = list.items.iter().filter_map(|item| item.blocks.first().cloned()).collect();
            return Some((label + 2, items));
        }
        if lists_only {
            return None;
        }
        let all: Vec<Block> = blocks.iter().flat_map(|text| parsed(text)).collect();
        let short = all.iter().all(|block| block.plain().split_whitespace().count() <= 80);
        (short && !all.is_empty()).then_some((label + 1 + blocks.len(), all))
    }
}

/// A source as a block says it: its words, and the address that they lead to.
fn source(block: &Block) -> Source {
    let link = match block {
        Block::Paragraph(inline) => inline.runs.iter().find_map(|run| match &run.link {
            Some(Link::Address(address)) => Some(address.clone()),
            _ => None,
        }),
        _ => None,
    };
    let text = one_line(&block.plain());
    let title = link.as_ref().map_or(text.as_str(), |link| {
        text.strip_suffix(link.raw()).unwrap_or(&text).trim_end_matches([' ', ':', '-', '–', '—'])
    });
    let title = (!title.is_empty()).then(|| title.into());
    Source { title, url: link.filter(|link| not_an_address(link.raw()).is_none()), ..Source::default() }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Sections of pieces: what stands before the first heading is one without. The highest headings are of level 1, whatever
/// they were in a page where the headline had that.
fn sections(pieces: &[Piece], article: &Article) -> Vec<Section> {
    let levels =
        pieces.iter().filter_map(|piece| if let Piece::Heading(level, _) = piece { Some(*level) } else { None });
    let above = levels.min().unwrap_or(1).saturating_sub(1);
    let mut sections: Vec<Section> = Vec::new();
    let mut bodies: Vec<Vec<&str>> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Heading(level, text) => {
                let heading = Some(text.as_str().into());
                sections.push(Section {
                    heading,
                    level: level.saturating_sub(above).clamp(1, 6),
                    ..Section::default()
                });
                bodies.push(Vec::new());
            }
            Piece::Block(text) => {
                if bodies.is_empty() {
                    sections.push(Section { level: 1, ..Section::default() });
                    bodies.push(Vec::new());
                }
                if let Some(body) = bodies.last_mut() {
                    body.push(text);
                }
            }
        }
    }
    for (section, body) in sections.iter_mut().zip(bodies) {
        let text = body.join("\n\n");
        let chapters = markdown::parse(&text, &|id| article.source_by_id(id)).chapters;
        section.blocks = chapters.into_iter().flat_map(|chapter| chapter.blocks).collect();
        section.markdown = text.into();
    }
    sections
}
