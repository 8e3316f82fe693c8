//! From events to blocks: a stack of open containers, one loop, no recursion.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use super::footnote::Names;
use super::inline::{Lone, Runs};
use super::{Body, Chapter, NESTING};
use crate::article::{Align, Block, Code, Emphasis, Footnote, Inline, Item, Link, List, Picture, Run, Table};
use crate::text::Foreign;

/// What a footnote's name may mean.
pub(super) struct Notes<'a> {
    /// The article's source of that id.
    pub(super) source: &'a dyn Fn(&str) -> Option<usize>,
    /// The footnotes of the body.
    pub(super) names: Names,
}

impl<'a> Notes<'a> {
    /// For a body without footnotes.
    pub(super) fn none(source: &'a dyn Fn(&str) -> Option<usize>) -> Self {
        Self { source, names: Names::default() }
    }
}

/// An open container with the blocks that it holds so far.
struct Frame {
    kind: Kind,
    blocks: Vec<Block>,
}

enum Kind {
    Quote,
    List {
        start: Option<u64>,
        items: Vec<Item>,
    },
    Item {
        checked: Option<bool>,
    },
    Footnote {
        name: Foreign,
    },
    /// Beyond the nesting that is counted: its blocks go to the frame below.
    TooDeep,
}

/// A chapter with the level of its heading (0 without one) instead of its rank.
struct Raw {
    heading: Option<Foreign>,
    level: u8,
    blocks: Vec<Block>,
    notes: Vec<Block>,
}

struct Tree<'a> {
    text: &'a str,
    notes: Notes<'a>,
    done: Vec<Raw>,
    here: Raw,
    frames: Vec<Frame>,
    runs: Runs,
    lone: Lone,
    /// The text of code or raw HTML, where one is open.
    verbatim: Option<(Option<Foreign>, String)>,
    table: Option<Table>,
    row: Vec<Inline>,
    /// Where the last cell ended.
    cell_end: usize,
    undefined: Vec<(Foreign, Range<usize>)>,
}

/// Grows a body out of the events of `text`.
pub(super) fn grow<'e>(text: &str, events: impl Iterator<Item = (Event<'e>, Range<usize>)>, notes: Notes<'_>) -> Body {
    let here = Raw { heading: None, level: 0, blocks: Vec::new(), notes: Vec::new() };
    let mut tree = Tree {
        text,
        notes,
        done: Vec::new(),
        here,
        frames: Vec::new(),
        runs: Runs::default(),
        lone: Lone::default(),
        verbatim: None,
        table: None,
        row: Vec::new(),
        cell_end: 0,
        undefined: Vec::new(),
    };
    for (event, range) in events {
        tree.take(event, range);
    }
    tree.finish()
}

impl Tree<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag, &range),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.lone.other |= self.lone.depth == 0;
                self.runs.code(&text);
            }
            Event::FootnoteReference(name) => self.mark(&name, range),
            Event::SoftBreak => self.runs.soft_break(),
            Event::HardBreak => self.runs.hard_break(),
            Event::Rule => {
                self.flush();
                self.push(Block::Break);
            }
            Event::TaskListMarker(done) => {
                if let Some(Frame { kind: Kind::Item { checked }, .. }) = self.frames.last_mut() {
                    *checked = Some(done);
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, verbatim)) = &mut self.verbatim {
            verbatim.push_str(text);
        } else {
            self.lone.other |= self.lone.depth == 0 && !text.trim().is_empty();
            self.runs.text(text);
        }
    }

    fn mark(&mut self, name: &str, range: Range<usize>) {
        self.lone.other = true;
        if let Some(source) = (self.notes.source)(name) {
            self.runs.mark(Link::Source(source));
        } else if let Some(own) = self.notes.names.get(name) {
            self.runs.mark(Link::Footnote(Foreign::from(own)));
        } else {
            self.runs.text(&format!("[^{name}]"));
            self.undefined.push((Foreign::from(name), range));
        }
    }

    fn open(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.runs.open(Emphasis::ITALIC),
            Tag::Strong => self.runs.open(Emphasis::STRONG),
            Tag::Strikethrough => self.runs.open(Emphasis::STRUCK),
            Tag::Link { dest_url, .. } => {
                self.lone.other = true;
                self.runs.open_link(&dest_url);
            }
            Tag::Image { dest_url, title, .. } => self.open_picture(&dest_url, &title),
            _ => self.open_block(tag),
        }
    }

    fn open_block(&mut self, tag: Tag<'_>) {
        self.flush();
        match tag {
            Tag::BlockQuote(_) => self.push_frame(Kind::Quote),
            Tag::List(start) => self.push_frame(Kind::List { start, items: Vec::new() }),
            Tag::Item => self.push_frame(Kind::Item { checked: None }),
            Tag::FootnoteDefinition(name) => self.push_frame(Kind::Footnote { name: Foreign::from(&*name) }),
            Tag::CodeBlock(kind) => self.verbatim = Some((language(&kind), String::new())),
            Tag::HtmlBlock => self.verbatim = Some((None, String::new())),
            Tag::Table(align) => {
                let align = align.into_iter().map(aligned).collect();
                self.table = Some(Table { align, head: Vec::new(), rows: Vec::new() });
            }
            _ => {}
        }
    }

    fn open_picture(&mut self, address: &str, title: &str) {
        if self.lone.depth == 0 {
            self.lone.pictures += 1;
            if self.lone.pictures == 1 {
                let own = |text: &str| (!text.is_empty()).then(|| Foreign::from(text));
                self.lone.first = Picture { file: own(address), caption: own(title), ..Picture::default() };
            }
        }
        self.lone.depth += 1;
        self.runs.open_picture(address);
    }

    fn close(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Emphasis => self.runs.close(Emphasis::ITALIC),
            TagEnd::Strong => self.runs.close(Emphasis::STRONG),
            TagEnd::Strikethrough => self.runs.close(Emphasis::STRUCK),
            TagEnd::Link => self.runs.close_link(),
            TagEnd::Image => {
                self.lone.depth = self.lone.depth.saturating_sub(1);
                self.runs.close_picture();
            }
            TagEnd::Heading(level) => self.head(level as u8),
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.close_verbatim(tag == TagEnd::CodeBlock),
            TagEnd::TableCell => {
                self.lone = Lone::default();
                self.row.push(std::mem::take(&mut self.runs).finish());
                self.cell_end = range.end;
            }
            TagEnd::TableHead | TagEnd::TableRow => self.close_row(tag == TagEnd::TableHead, range),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.push(Block::Table(table));
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.flush();
                self.close_frame();
            }
            _ => self.flush(),
        }
    }

    /// Ends a row. Cells beyond the head's are dropped by the parser; their words are kept here, as written.
    fn close_row(&mut self, head: bool, range: &Range<usize>) {
        let mut row = std::mem::take(&mut self.row);
        let beyond = self.text.get(self.cell_end.max(range.start)..range.end).unwrap_or("");
        row.extend(split_cells(beyond));
        match &mut self.table {
            Some(table) if head => table.head = row,
            Some(table) => table.rows.push(row),
            None => {}
        }
    }

    fn push_frame(&mut self, kind: Kind) {
        let kind = if self.frames.len() < NESTING { kind } else { Kind::TooDeep };
        self.frames.push(Frame { kind, blocks: Vec::new() });
    }

    fn close_frame(&mut self) {
        let Some(Frame { kind, blocks }) = self.frames.pop() else { return };
        match kind {
            Kind::Quote => self.push(Block::Quote(blocks)),
            Kind::List { start, items } => self.push(Block::List(List { start, items })),
            Kind::Item { checked } => match self.frames.last_mut() {
                Some(Frame { kind: Kind::List { items, .. }, .. }) => items.push(Item { checked, blocks }),
                _ => blocks.into_iter().for_each(|block| self.push(block)),
            },
            Kind::Footnote { name } => self.here.notes.push(Block::Footnote(Footnote { name, blocks })),
            Kind::TooDeep => blocks.into_iter().for_each(|block| self.push(block)),
        }
    }

    /// Hands a block to the innermost container that takes blocks.
    fn push(&mut self, block: Block) {
        match self.frames.last_mut() {
            // A list holds items only; this is what became of a deeper container's text.
            Some(Frame { kind: Kind::List { items, .. }, .. }) => {
                items.push(Item { checked: None, blocks: vec![block] });
            }
            Some(frame) => frame.blocks.push(block),
            None => self.here.blocks.push(block),
        }
    }

    /// Ends the paragraph in the making, where there is one.
    fn flush(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        let lone = std::mem::take(&mut self.lone);
        if runs.is_empty() && lone.pictures == 0 {
            return;
        }
        let inline = runs.finish();
        if lone.pictures == 1 && !lone.other {
            let alt = inline.plain();
            let alt = (!alt.trim().is_empty()).then(|| Foreign::from(alt));
            self.push(Block::Image(Picture { alt, ..lone.first }));
        } else if !inline.runs.is_empty() {
            self.push(Block::Paragraph(inline));
        }
    }

    fn close_verbatim(&mut self, code: bool) {
        let Some((language, text)) = self.verbatim.take() else { return };
        let text = text.strip_suffix('\n').map(str::to_owned).unwrap_or(text);
        if code {
            self.push(Block::Code(Code { language, text: Foreign::from(text) }));
        } else {
            self.runs.text(text.trim());
            self.lone.other = true;
            self.flush();
        }
    }

    /// A heading opens a chapter. Inside a quote or an item it is a paragraph of strong text: a chapter cannot start
    /// in the middle of a container.
    fn head(&mut self, level: u8) {
        let runs = std::mem::take(&mut self.runs);
        self.lone = Lone::default();
        let mut inline = runs.finish();
        if !self.frames.is_empty() {
            inline.runs.iter_mut().for_each(|run| run.emphasis = run.emphasis.with(Emphasis::STRONG));
            self.push(Block::Paragraph(inline));
            return;
        }
        let heading = Some(Foreign::from(inline.plain()));
        let next = Raw { heading, level, blocks: Vec::new(), notes: Vec::new() };
        let before = std::mem::replace(&mut self.here, next);
        self.keep(before);
    }

    fn keep(&mut self, chapter: Raw) {
        if chapter.heading.is_some() || !chapter.blocks.is_empty() || !chapter.notes.is_empty() {
            self.done.push(chapter);
        }
    }

    fn finish(mut self) -> Body {
        self.flush();
        let last =
            std::mem::replace(&mut self.here, Raw { heading: None, level: 0, blocks: Vec::new(), notes: Vec::new() });
        self.keep(last);
        let levels: BTreeSet<u8> = self.done.iter().map(|raw| raw.level).filter(|level| *level > 0).collect();
        let rank = |level: u8| (1u8..).zip(&levels).find(|(_, own)| **own == level).map_or(0, |(rank, _)| rank);
        let chapters = self.done.into_iter().map(|mut raw| {
            raw.blocks.append(&mut raw.notes);
            Chapter { heading: raw.heading, depth: rank(raw.level), blocks: raw.blocks }
        });
        Body { chapters: chapters.collect(), undefined: self.undefined }
    }
}

/// The cells of a stretch of a table row, as written.
fn split_cells(row: &str) -> Vec<Inline> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in row.chars() {
        match (cells.last_mut(), c) {
            (_, '|') if !escaped => cells.push(String::new()),
            (Some(cell), _) => cell.push(c),
            (None, _) => {}
        }
        escaped = c == '\\' && !escaped;
    }
    if cells.last().is_some_and(|last| last.trim().is_empty()) {
        cells.pop();
    }
    let run = |text: &str| Run { text: Foreign::from(text), emphasis: Emphasis::NONE, link: None };
    cells.iter().map(|cell| Inline { runs: vec![run(cell.trim())] }).collect()
}

/// The first word of a fence's info string.
fn language(kind: &CodeBlockKind<'_>) -> Option<Foreign> {
    match kind {
        CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(Foreign::from),
        CodeBlockKind::Indented => None,
    }
}

fn aligned(align: Alignment) -> Align {
    match align {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::End,
    }
}
