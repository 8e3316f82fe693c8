//! The page: lines as they are added, the part that they belong to, and the margins that lists and quotes open.
//!
//! A blank line is asked for ([`Page::space`]) and comes with the next line, so that nothing starts or ends with one; a
//! label waits for the part that it belongs to.

use super::flow::Flow;
use super::note::Notes;
use super::{Beside, LaidPart, Layout, Line, LinkAt, Piece, Setting, Style, Target};
use crate::article::{Article, Emphasis, Inline, Link, Part, Place};
use crate::text::Foreign;
use crate::text::segment::{Direction, direction};
use crate::text::width::width;
use crate::text::wrap::{Wrap, wrap};
use crate::tui::theme::Role;

/// Cells that a margin must leave for the text; one that leaves less is not drawn.
const LEAST: usize = 4;

/// A role without emphasis.
pub(super) fn plain(role: Role) -> Style {
    Style { role, emphasis: Emphasis::NONE }
}

/// An ornament.
pub(super) fn ornament(text: impl Into<String>, role: Role) -> Piece {
    Piece { text: text.into(), style: plain(role), at: None, link: None }
}

/// A margin: what stands before the text of a list item or a quote.
struct Margin {
    /// On the next line, where that is its first.
    first: Option<String>,
    /// On every other.
    rest: String,
    role: Role,
}

/// A layout in the making.
pub(super) struct Page<'a> {
    pub(super) article: &'a Article,
    pub(super) notes: Notes<'a>,
    /// Shown text of the part in the making.
    pub(super) text: String,
    /// The section in the making, for the names of footnotes.
    pub(super) section: usize,
    /// Lists that are open.
    pub(super) lists: usize,
    pub(super) beside: Beside<'a>,
    width: usize,
    hyphenate: Option<&'a str>,
    layout: Layout,
    part: Part,
    row: usize,
    space: usize,
    /// Margins that were open when the space was asked for: those that bars of a blank line belong to.
    space_margins: usize,
    waiting: Vec<(usize, Piece)>,
    margins: Vec<Margin>,
}

impl<'a> Page<'a> {
    /// An empty page.
    pub(super) fn new(article: &'a Article, setting: &Setting<'a>) -> Self {
        Self {
            article,
            notes: Notes::of(article),
            text: String::new(),
            section: 0,
            lists: 0,
            beside: setting.beside,
            width: setting.width.max(1),
            hyphenate: setting.hyphenate,
            layout: Layout::default(),
            part: Part::default(),
            row: 0,
            space: 0,
            space_margins: 0,
            waiting: Vec::new(),
            margins: Vec::new(),
        }
    }

    /// The finished layout.
    pub(super) fn finish(mut self) -> Layout {
        if !self.waiting.is_empty() {
            let place = self.layout.lines.last().map_or_else(Place::default, |line| line.place);
            self.hang_up_labels(place);
        }
        self.layout
    }

    /// Asks for at least `lines` blank lines before the next line.
    pub(super) fn space(&mut self, lines: usize) {
        self.space = self.space.max(lines);
        self.space_margins = self.margins.len();
    }

    /// A line that belongs to the part that follows.
    pub(super) fn label(&mut self, piece: Piece) {
        let space = std::mem::take(&mut self.space);
        self.waiting.push((space, piece));
    }

    /// Sets a part: blank lines and labels, then what `fill` adds.
    pub(super) fn part(&mut self, part: Part, fill: impl FnOnce(&mut Self)) {
        let place = Place::start(part);
        self.hang_up_labels(place);
        self.blank_lines(place);
        self.part = part;
        self.row = self.layout.lines.len();
        self.text.clear();
        fill(self);
        if self.layout.lines.len() == self.row {
            self.line(Vec::new(), 0);
        }
        let text = std::mem::take(&mut self.text);
        let rows = self.layout.lines.len() - self.row;
        self.layout.parts.push(LaidPart { part, row: self.row, rows, text });
        self.space = 0;
    }

    fn hang_up_labels(&mut self, place: Place) {
        let space = self.space;
        for (space, piece) in std::mem::take(&mut self.waiting) {
            self.space = space;
            self.blank_lines(place);
            // A label is our own words: where it is wider than the page it goes on in the next line.
            let mut label = Flow::default();
            label.ornament(&piece.text, piece.style, piece.link);
            let how = Wrap { first: self.width, rest: self.width, hyphenate: None };
            for line in wrap(&label.text, how) {
                self.layout.lines.push(Line { place, indent: 0, pieces: label.pieces(&line.range) });
            }
        }
        self.space = space;
    }

    fn blank_lines(&mut self, place: Place) {
        let lines = std::mem::take(&mut self.space);
        if !self.layout.lines.is_empty() {
            let blank = Line { place, indent: 0, pieces: Vec::new() };
            self.layout.lines.extend(std::iter::repeat_n(blank, lines));
        }
    }

    /// Cells that are left for text.
    pub(super) fn measure(&self) -> usize {
        let taken: usize = self.margins.iter().map(|margin| width(&margin.rest)).sum();
        self.width.saturating_sub(taken).max(1)
    }

    /// Sets what `fill` adds behind a margin. `first` and `rest` take the same cells.
    pub(super) fn margin(&mut self, first: &str, rest: &str, role: Role, fill: impl FnOnce(&mut Self)) {
        if self.measure() < width(rest) + LEAST {
            fill(self);
            return;
        }
        let first = (first != rest).then(|| first.to_owned());
        self.margins.push(Margin { first, rest: rest.to_owned(), role });
        fill(self);
        self.margins.pop();
    }

    /// Whether a marker still waits for its line.
    pub(super) fn has_waiting_marker(&self) -> bool {
        self.margins.last().is_some_and(|margin| margin.first.is_some())
    }

    /// Adds a line behind the margins. `at` is the offset in the shown text that it starts with.
    pub(super) fn line(&mut self, pieces: Vec<Piece>, at: usize) {
        self.line_at(0, pieces, at);
    }

    /// Adds a line with `pad` free cells between margins and text.
    pub(super) fn line_at(&mut self, pad: usize, pieces: Vec<Piece>, at: usize) {
        let last = self.layout.lines.last().map(|line| line.place).filter(|place| place.part == self.part);
        // The first line is the start of the part even where white space before its first word was dropped.
        let offset = last.filter(|_| self.layout.lines.len() > self.row).map_or(0, |place| place.offset.max(at));
        let place = Place { part: self.part, offset };
        let blank = if self.layout.lines.len() > self.row { std::mem::take(&mut self.space) } else { 0 };
        for _ in 0..blank {
            let outer = self.margins.iter().take(self.space_margins);
            let bars = outer.map(|margin| ornament(margin.rest.as_str(), margin.role)).collect();
            self.layout.lines.push(set_off(place, 0, bars, Vec::new()));
        }
        self.space = 0;
        let before = self.margins.iter_mut().map(|margin| {
            let own = margin.first.take().unwrap_or_else(|| margin.rest.clone());
            ornament(own, margin.role)
        });
        let line = set_off(place, pad, before.collect(), pieces);
        self.layout.lines.push(line);
    }

    /// Sets a paragraph: wrapped, and flush right where it runs from the right.
    pub(super) fn flow(&mut self, flow: &Flow) {
        let measure = self.measure();
        let lines = wrap(&flow.text, Wrap { first: measure, rest: measure, hyphenate: self.hyphenate });
        let from_right = direction(&flow.text) == Direction::RightToLeft;
        // A line without words of the text (a footnote mark alone) stands where the line before it does.
        let mut at = 0;
        for line in lines {
            let mut pieces = flow.pieces(&line.range);
            if line.hyphen
                && let Some(last) = pieces.last()
            {
                pieces.push(Piece { text: "-".to_owned(), at: None, ..last.clone() });
            }
            at = pieces.iter().find_map(|piece| piece.at).unwrap_or(at);
            let cells = || pieces.iter().map(|piece| width(&piece.text)).sum();
            let pad = if from_right { measure.saturating_sub(cells()) } else { 0 };
            self.line_at(pad, pieces, at);
        }
    }

    /// Adds words to the shown text and to a flow.
    pub(super) fn say(&mut self, flow: &mut Flow, words: &str, style: Style, link: Option<usize>) {
        flow.push(words, self.text.len(), style, link);
        self.text.push_str(words);
    }

    /// Sets words of one style as a paragraph of their own, apart from the words before them.
    pub(super) fn words(&mut self, words: &str, role: Role) {
        self.separate();
        let mut flow = Flow::default();
        self.say(&mut flow, words, plain(role), None);
        self.flow(&flow);
    }

    /// Parts what follows from what was said in this part, so that no word runs into the next.
    pub(super) fn separate(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// A link at this place.
    pub(super) fn link(&mut self, target: Target) -> usize {
        let place = Place { part: self.part, offset: self.text.len() };
        self.layout.links.push(LinkAt { place, target });
        self.layout.links.len() - 1
    }

    /// A link to an address.
    pub(super) fn address(&mut self, address: &Foreign) -> usize {
        self.link(Target::Address(address.clone()))
    }

    /// Styled text as a flow; it is added to the shown text.
    pub(super) fn inline(&mut self, inline: &Inline, base: Style) -> Flow {
        let mut flow = Flow::default();
        let mut open: Option<(&Link, usize)> = None;
        for run in &inline.runs {
            let words = run.text.lines();
            let emphasis = base.emphasis.with(run.emphasis);
            let role = if emphasis.has(Emphasis::CODE) { Role::Code } else { base.role };
            let Some(link) = &run.link else {
                open = None;
                self.say(&mut flow, &words, Style { role, emphasis }, None);
                continue;
            };
            if let Link::Address(address) = link {
                let index = match open {
                    Some((same, index)) if same == link => index,
                    _ => self.address(address),
                };
                open = Some((link, index));
                self.say(&mut flow, &words, Style { role: Role::Link, emphasis }, Some(index));
            } else {
                open = None;
                self.say(&mut flow, &words, Style { role, emphasis }, None);
                self.mark(&mut flow, link);
            }
        }
        flow
    }

    /// The mark of a footnote or of a cited source.
    fn mark(&mut self, flow: &mut Flow, link: &Link) {
        let (number, part) = match link {
            Link::Source(source) => (source + 1, Part::Source(*source)),
            Link::Footnote(name) => match self.notes.get(self.article, self.section, name.raw()) {
                Some(note) => (note.number, note.part),
                None => return flow.mark(&format!("[{}]", name.line()), plain(Role::Footnote), None),
            },
            Link::Address(_) => return,
        };
        let link = self.link(Target::Part(part));
        flow.mark(&format!("[{number}]"), plain(Role::Footnote), Some(link));
    }
}

/// A line behind its margins: free cells at the very left become the indent, the rest pieces.
fn set_off(place: Place, pad: usize, margins: Vec<Piece>, text: Vec<Piece>) -> Line {
    let mut indent = 0;
    let mut pieces: Vec<Piece> = Vec::with_capacity(text.len());
    for margin in margins {
        if pieces.is_empty() && margin.text.bytes().all(|byte| byte == b' ') {
            indent += margin.text.len();
        } else {
            pieces.push(margin);
        }
    }
    if pieces.is_empty() && text.is_empty() {
        indent = 0;
    } else if pieces.is_empty() {
        indent += pad;
    } else if pad > 0 {
        pieces.push(ornament(" ".repeat(pad), Role::Text));
    }
    if text.is_empty()
        && let Some(last) = pieces.last_mut()
    {
        last.text.truncate(last.text.trim_end().len());
    }
    pieces.extend(text);
    Line { place, indent, pieces }
}
