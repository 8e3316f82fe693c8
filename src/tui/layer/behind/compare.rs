//! Two articles beside each other: who says it and since when, the sources that both have, their takeaways. On a narrow screen one
//! below the other, alternating. A and B stand for the articles; each row leads into its own.

use std::ops::Range;
use std::sync::Arc;

use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};

use super::board::words;
use super::sheet::{self, Line, SIDE_BY_SIDE, set};
use crate::article::shown::{BETWEEN, byline, name};
use crate::article::status::CHECK_IT;
use crate::article::{Article, Part, Place, Reckoning, Source, source::kin};
use crate::library::Origin;
use crate::text::fold::fold;
use crate::text::{Clean, Foreign, clean};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::geometry::Form;
use crate::tui::key::Chord;
use crate::tui::layer::page::PageLayer;
use crate::tui::layer::{Fate, Layer};
use crate::tui::motion::{Motion, keep_in_view};
use crate::tui::pane::lines::band;
use crate::tui::theme::Role;

/// Cells of both columns, at most.
const BOTH: u16 = 150;
/// Cells of one column that is alone, at most.
const MEASURE: u16 = 84;
/// Cells between the two columns; the mark of the current row hangs in them.
const GAP: u16 = 5;
/// Cells beside everything.
const MARGIN: u16 = 2;

/// An article that is compared.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Where it is.
    pub origin: Origin,
    /// What it says.
    pub article: Arc<Article>,
}

/// The screen of two articles.
pub struct CompareLayer {
    sides: [Compared; 2],
    rows: Vec<Row>,
    cursor: usize,
    top: usize,
}

/// What stands in one row.
enum Row {
    /// Over what follows.
    Label(&'static str),
    /// Something of one or of both articles.
    Sides([Option<Cell>; 2]),
    /// Something that both have, said once.
    Both(Clean, Clean, [Place; 2]),
    /// A remark.
    Said(Clean),
}

/// Something of one article.
struct Cell {
    lead: Clean,
    text: Clean,
    role: Role,
    /// What is said below it, and what of that warns.
    facts: (Clean, Vec<Range<usize>>),
    place: Place,
}

/// What can be gone to: the lines that it has, the article, the place there.
struct Stop {
    lines: Range<usize>,
    side: usize,
    place: Place,
}

/// The rows, set for a screen.
struct Set {
    /// What stands in each column; in one column the second is empty.
    columns: [Vec<Line>; 2],
    stops: Vec<Stop>,
    areas: [Rect; 2],
    wide: bool,
}

/// What an article is called here.
fn letter(side: usize) -> &'static str {
    if side == 0 { "A" } else { "B" }
}

impl CompareLayer {
    /// Two articles, the first at the left.
    #[must_use]
    pub fn new(sides: [Compared; 2], reckoning: Option<Reckoning>) -> Self {
        let [a, b] = sides.each_ref().map(|side| &*side.article);
        let mut rows = vec![Row::Sides([Some(head(a, 0, reckoning)), Some(head(b, 1, reckoning))])];
        rows.push(Row::Label("TOPICS"));
        rows.push(Row::Said(topics(a, b)));
        rows.push(Row::Label("SOURCES THAT BOTH CITE"));
        let shared: Vec<Row> = shared(a, b);
        let none = shared.is_empty().then(|| Row::Said("none".into()));
        rows.extend(shared.into_iter().chain(none));
        rows.push(Row::Label("KEY TAKEAWAYS"));
        let most = a.takeaways.len().max(b.takeaways.len());
        rows.extend((0..most).map(|at| Row::Sides([takeaway(a, 0, at), takeaway(b, 1, at)])));
        if most == 0 {
            rows.push(Row::Said("neither records any".into()));
        }
        Self { sides, rows, cursor: 0, top: 0 }
    }

    fn set(&self, app: &App) -> Set {
        let area = app.frame.area;
        let wide = area.width >= SIDE_BY_SIDE && app.settings.wish.form != Form::Linear;
        let margin = if area.width > 24 { MARGIN } else { u16::from(area.width > 8) };
        let width = area.width.saturating_sub(2 * margin).clamp(1, if wide { BOTH } else { MEASURE });
        let (x, airy) = (area.x + (area.width.saturating_sub(width)) / 2, u16::from(area.height >= 16));
        let body = Rect { x, y: area.y + 1 + airy, width, height: area.height.saturating_sub(2 + 2 * airy) };
        let column = if wide { (width - GAP) / 2 } else { width };
        let second = Rect { x: x + if wide { column + GAP } else { 0 }, width: column, ..body };
        let mut set = Set { columns: [Vec::new(), Vec::new()], stops: Vec::new(), areas: [body, second], wide };
        for row in &self.rows {
            set.row(row);
        }
        set
    }

    fn go(&mut self, app: &App, motion: Motion) {
        let set = self.set(app);
        let view = usize::from(set.areas[0].height).max(1);
        let pages = (view / 6).max(1);
        self.cursor = motion.in_list(self.cursor, set.stops.len(), pages, None);
        self.show_current(&set, view);
    }

    fn show_current(&mut self, set: &Set, view: usize) {
        let length = set.columns[0].len();
        if let Some(stop) = set.stops.get(self.cursor) {
            self.top = keep_in_view(self.top, stop.lines.end.saturating_sub(1), view, length);
            self.top = keep_in_view(self.top, stop.lines.start, view, length);
        }
        if self.cursor == 0 {
            self.top = 0;
        }
    }

    /// To the same row of the other article.
    fn over(&mut self, app: &App) {
        let set = self.set(app);
        let here = set.stops.get(self.cursor).map(|stop| (stop.lines.start, stop.side));
        let other = set
            .stops
            .iter()
            .position(|stop| here.is_some_and(|(row, side)| set.wide && stop.lines.start == row && stop.side != side));
        self.cursor = other.unwrap_or(self.cursor);
    }
}

impl Set {
    fn row(&mut self, row: &Row) {
        let across = usize::from(self.areas[0].width).max(1);
        match row {
            Row::Label(label) => {
                self.blank();
                self.blank();
                self.across(set(label, &[], across, (Role::Label, Role::Label), 0));
            }
            Row::Said(said) => {
                self.blank();
                self.across(set(said, &[], across, (Role::Meta, Role::Meta), 0));
            }
            Row::Both(lead, text, places) => {
                self.blank();
                let start = self.columns[0].len();
                self.across(set(lead, &[], across, (Role::Meta, Role::Meta), 0));
                self.across(set(text, &[], across, (Role::Shared, Role::Shared), 0));
                let lines = start..self.columns[0].len();
                let stops = places.iter().enumerate();
                self.stops.extend(stops.map(|(side, place)| Stop { lines: lines.clone(), side, place: *place }));
            }
            Row::Sides(cells) => {
                self.blank();
                let start = self.columns[0].len();
                for (side, cell) in cells.iter().enumerate() {
                    if let Some(cell) = cell {
                        self.cell(side, cell, start);
                    }
                }
                self.level();
            }
        }
    }

    fn cell(&mut self, side: usize, cell: &Cell, start: usize) {
        let room = usize::from(self.areas[1].width).max(1);
        let [first, second] = &mut self.columns;
        let lines = if self.wide && side == 1 { second } else { first };
        if !self.wide && lines.len() > start {
            lines.push(Line::default());
        }
        let from = lines.len();
        lines.extend(set(&cell.lead, &[], room, (Role::Meta, Role::Meta), 0));
        lines.extend(set(&cell.text, &[], room, (cell.role, cell.role), 0));
        let (facts, marks) = &cell.facts;
        if !facts.is_empty() {
            lines.extend(set(facts, marks, room, (Role::Meta, Role::Stale), 0));
        }
        self.stops.push(Stop { lines: from..lines.len(), side, place: cell.place });
    }

    fn across(&mut self, lines: Vec<Line>) {
        self.columns[0].extend(lines);
        self.level();
    }

    fn blank(&mut self) {
        if !self.columns[0].is_empty() {
            self.columns[0].push(Line::default());
            self.level();
        }
    }

    /// Both columns go on in the same row.
    fn level(&mut self) {
        let rows = self.columns[0].len().max(self.columns[1].len());
        self.columns.iter_mut().for_each(|column| column.resize(rows, Line::default()));
    }
}

/// Headline, who and where, the recorded status with its day and age.
fn head(article: &Article, side: usize, reckoning: Option<Reckoning>) -> Cell {
    let (mut said, mut marks) = (byline(article).join("\n"), Vec::new());
    if let (Some(status), Some(by)) = (&article.status, reckoning) {
        said.extend(status.ago(by).map(|ago| format!(", {}", ago.replace(' ', "\u{a0}"))));
        if status.is_stale(by) {
            said.push_str("\u{a0}· ");
            marks.push(said.len()..said.len() + CHECK_IT.len());
            said.push_str(CHECK_IT);
        }
    }
    let facts = (clean::lines(&said), marks);
    Cell {
        lead: letter(side).into(),
        text: article.headline.line(),
        role: Role::Headline,
        facts,
        place: Place::default(),
    }
}

fn takeaway(article: &Article, side: usize, at: usize) -> Option<Cell> {
    let part = Part::Takeaway(at);
    article.takeaways.get(at)?;
    let lead = clean::line(&format!("{}{BETWEEN}t{}", letter(side), at + 1));
    let facts = (Clean::default(), Vec::new());
    Some(Cell { lead, text: words(article, part), role: Role::Takeaway, facts, place: Place::start(part) })
}

/// The topics of both, then those of one alone.
fn topics(a: &Article, b: &Article) -> Clean {
    let has =
        |article: &Article, topic: &Foreign| article.topics.iter().any(|own| fold(own.raw()) == fold(topic.raw()));
    let list = |topics: Vec<&Foreign>, whose: &str| {
        let names: Vec<String> = topics.into_iter().map(|topic| topic.line().into_string()).collect();
        (!names.is_empty()).then(|| format!("{whose}: {}", names.join(", ")))
    };
    let said = [
        list(a.topics.iter().filter(|topic| has(b, topic)).collect(), "both"),
        list(a.topics.iter().filter(|topic| !has(b, topic)).collect(), "A alone"),
        list(b.topics.iter().filter(|topic| !has(a, topic)).collect(), "B alone"),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    if said.is_empty() { "none are recorded".into() } else { clean::line(&said.join(BETWEEN)) }
}

/// The sources that are one work, each once.
fn shared(a: &Article, b: &Article) -> Vec<Row> {
    let pairs = a.sources.iter().enumerate().filter_map(|(here, source)| {
        let there = b.sources.iter().position(|other| kin::same(source, other))?;
        Some((here, there, source))
    });
    let row = |(here, there, source): (usize, usize, &Source)| {
        let lead = clean::line(&format!("src{} of A{BETWEEN}src{} of B", here + 1, there + 1));
        let text = name(source).map(Foreign::line).unwrap_or_default();
        Row::Both(lead, text, [here, there].map(|at| Place::start(Part::Source(at))))
    };
    pairs.map(row).collect()
}

impl Layer for CompareLayer {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        if let Some(motion) = PageLayer::motion(chord).filter(|_| chord.code != KeyCode::Enter) {
            self.go(app, motion);
            return Fate::Stay;
        }
        match (chord.code, chord.to_string().as_str()) {
            (KeyCode::Enter, _) => {
                let set = self.set(app);
                let stop = set.stops.get(self.cursor);
                if let Some((stop, side)) = stop.and_then(|stop| Some((stop, self.sides.get(stop.side)?))) {
                    app.open_compared(side.origin.clone(), stop.place);
                    return Fate::Close;
                }
            }
            (KeyCode::Tab | KeyCode::Left | KeyCode::Right, _) | (_, "h" | "l") => self.over(app),
            (KeyCode::Esc, _) | (_, "q" | "ctrl-c") => return Fate::Close,
            _ => {}
        }
        Fate::Stay
    }

    fn click(&mut self, app: &mut App, at: Position) -> Fate {
        let set = self.set(app);
        let line = self.top + usize::from(at.y.saturating_sub(set.areas[0].y));
        let side = usize::from(set.wide && at.x >= set.areas[1].x);
        let hit = |stop: &Stop| stop.lines.contains(&line) && (stop.side == side || !set.wide);
        self.cursor = set.stops.iter().position(hit).unwrap_or(self.cursor);
        Fate::Stay
    }

    fn wheel(&mut self, app: &mut App, by: isize) {
        self.go(app, Motion::Lines(by.signum()));
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let whole = canvas.area();
        canvas.clear(whole);
        let set = self.set(app);
        let [first, second] = set.areas;
        canvas.cut((first.x, whole.y), first.width, "Two articles", Role::LabelHere);
        sheet::paint(canvas, first, &set.columns[0], self.top);
        if set.wide {
            sheet::paint(canvas, second, &set.columns[1], self.top);
        }
        let mut cursor = None;
        if let Some(stop) = set.stops.get(self.cursor) {
            let area = if set.wide && stop.side == 1 { second } else { first };
            let band = band(area, self.top, stop.lines.start, stop.lines.end);
            for y in band.top()..band.bottom() {
                if !canvas.plain && band.x >= MARGIN {
                    canvas.text((band.x - MARGIN, y), 1, "▎", Role::Gutter);
                }
            }
            cursor = Some(Position::new(band.x, band.y.min(whole.bottom().saturating_sub(1))));
        }
        let side = set.stops.get(self.cursor).map_or("", |stop| letter(stop.side));
        let said = match &app.notice {
            Some(notice) => notice.text().to_string(),
            None if set.wide => format!("enter go there in {side} · tab the other · esc back"),
            None => format!("enter go there in {side} · esc back"),
        };
        canvas.cut((first.x, whole.bottom().saturating_sub(1)), first.width, &said, Role::Meta);
        cursor.filter(|_| canvas.plain)
    }
}
