//! Two articles beside each other: who says it and since when, the sources that both have, their takeaways. On a narrow screen one
//! below the other, alternating. A and B stand for the articles; each row leads into its own.

mod rows;

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};

use super::sheet::{self, Line, SIDE_BY_SIDE, set};
use super::walk;
use crate::article::{Article, Place, Reckoning};
use crate::disk::Stamp;
use crate::insight::alike::Alike;
use crate::library::Origin;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::geometry::Form;
use crate::tui::key::Chord;
use crate::tui::layer::page::PageLayer;
use crate::tui::layer::{Fate, Layer, News};
use crate::tui::motion::{Motion, keep_in_view};
use crate::tui::pane::lines::band;
use crate::tui::theme::Role;
use rows::{Cell, Row, letter};

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
    /// The stamp of its file when it was read.
    pub stamp: Stamp,
}

/// The screen of two articles.
#[derive(Clone, Debug)]
pub struct CompareLayer {
    sides: [Compared; 2],
    rows: Rc<[Row]>,
    cursor: usize,
    top: usize,
    /// The rows as they are set, and for which screen.
    set: Rc<Set>,
    set_for: Option<(Rect, bool)>,
}

impl PartialEq for CompareLayer {
    /// The same two articles, wherever one is in them.
    fn eq(&self, other: &Self) -> bool {
        self.origins() == other.origins()
    }
}

impl Eq for CompareLayer {}

/// What can be gone to: the lines that it has, the article, the place there.
#[derive(Debug)]
struct Stop {
    lines: Range<usize>,
    side: usize,
    place: Place,
}

/// The rows, set for a screen.
#[derive(Debug, Default)]
struct Set {
    /// What stands in each column; in one column the second is empty.
    columns: [Vec<Line>; 2],
    stops: Vec<Stop>,
    areas: [Rect; 2],
    wide: bool,
}

impl CompareLayer {
    /// Two articles with what they have in common, the first at the left.
    #[must_use]
    pub fn new(sides: [Compared; 2], alike: &Alike, reckoning: Option<Reckoning>) -> Self {
        let rows = rows::rows(&sides, alike, reckoning).into();
        Self { sides, rows, cursor: 0, top: 0, set: Rc::default(), set_for: None }
    }

    /// Which two they are.
    pub(in crate::tui) fn origins(&self) -> [&Origin; 2] {
        self.sides.each_ref().map(|side| &side.origin)
    }

    fn go(&mut self, motion: Motion) {
        let view = self.view();
        self.cursor = motion.in_list(self.cursor, self.set.stops.len(), (view / 6).max(1), None);
        self.show_current();
    }

    fn view(&self) -> usize {
        usize::from(self.set.areas[0].height).max(1)
    }

    fn show_current(&mut self) {
        let (view, length) = (self.view(), self.set.columns[0].len());
        self.cursor = self.cursor.min(self.set.stops.len().saturating_sub(1));
        if let Some(stop) = self.set.stops.get(self.cursor) {
            self.top = keep_in_view(self.top, stop.lines.end.saturating_sub(1), view, length);
            self.top = keep_in_view(self.top, stop.lines.start, view, length);
        }
        if self.cursor == 0 {
            self.top = 0;
        }
    }

    /// To the same row of the other article.
    fn over(&mut self) {
        let set = &self.set;
        let here = set.stops.get(self.cursor).map(|stop| (stop.lines.start, stop.side));
        let other = set
            .stops
            .iter()
            .position(|stop| here.is_some_and(|(row, side)| set.wide && stop.lines.start == row && stop.side != side));
        self.cursor = other.unwrap_or(self.cursor);
    }

    /// Goes where the current row leads; a way back leads here.
    fn follow(&self, app: &mut App) -> Fate {
        let stop = self.set.stops.get(self.cursor);
        let Some((place, side)) = stop.and_then(|stop| Some((stop.place, self.sides.get(stop.side)?))) else {
            return Fate::Stay;
        };
        app.open_compared(self.clone(), side.origin.clone(), place);
        Fate::Close
    }
}

impl Set {
    /// Sets rows for a screen.
    fn new(rows: &[Row], area: Rect, linear: bool) -> Self {
        let wide = area.width >= SIDE_BY_SIDE && !linear;
        let margin = if area.width > 24 { MARGIN } else { u16::from(area.width > 8) };
        let width = area.width.saturating_sub(2 * margin).clamp(1, if wide { BOTH } else { MEASURE });
        let (x, airy) = (area.x + (area.width.saturating_sub(width)) / 2, u16::from(area.height >= 16));
        let body = Rect { x, y: area.y + 1 + airy, width, height: area.height.saturating_sub(2 + 2 * airy) };
        let column = if wide { (width - GAP) / 2 } else { width };
        let second = Rect { x: x + if wide { column + GAP } else { 0 }, width: column, ..body };
        let mut set = Self { areas: [body, second], wide, ..Self::default() };
        for row in rows {
            set.row(row);
        }
        set
    }

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

impl Layer for CompareLayer {
    fn measure(&mut self, app: &App) {
        let (area, linear) = (app.frame.area, app.settings.wish.form == Form::Linear);
        if self.set_for != Some((area, linear)) {
            self.set = Rc::new(Set::new(&self.rows, area, linear));
            self.set_for = Some((area, linear));
            self.top = self.top.min(self.set.columns[0].len().saturating_sub(self.view()));
            self.show_current();
        }
    }

    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        self.measure(app);
        if let Some(motion) = PageLayer::motion(chord).filter(|_| chord.code != KeyCode::Enter) {
            self.go(motion);
            return Fate::Stay;
        }
        let done = match (chord.code, chord.to_string().as_str()) {
            (KeyCode::Enter, _) => return self.follow(app),
            (KeyCode::Tab | KeyCode::Left | KeyCode::Right, _) | (_, "h" | "l") => {
                self.over();
                Ok(Fate::Stay)
            }
            (_, "ctrl-o" | "alt-left") => walk(app, |app| app.jump_back(1)),
            (_, "alt-right") => walk(app, |app| app.jump_forward(1)),
            (KeyCode::Esc, _) | (_, "q" | "ctrl-c") => return Fate::Close,
            _ => Ok(Fate::Stay),
        };
        done.unwrap_or_else(|refusal| {
            app.settle(Err(refusal));
            Fate::Stay
        })
    }

    fn renewed(&mut self, app: &mut App) {
        let library = &app.shelf.library;
        let stamp = |side: &Compared| Some(library.entry(library.position(&side.origin)?)?.stamp);
        if self.sides.iter().any(|side| stamp(side).is_some_and(|stamp| stamp != side.stamp)) {
            app.compare_anew(self.origins().map(Clone::clone));
        }
    }

    fn told(&mut self, app: &mut App, news: &News<'_>) {
        if let News::Compared(sides, alike) = news
            && self.origins() == sides.each_ref().map(|side| &side.origin)
        {
            let (cursor, top) = (self.cursor, self.top);
            *self = Self { cursor, top, ..Self::new((*sides).clone(), alike, app.reckoning()) };
        }
    }

    fn click(&mut self, app: &mut App, at: Position) -> Fate {
        self.measure(app);
        let set = &self.set;
        let line = self.top + usize::from(at.y.saturating_sub(set.areas[0].y));
        let side = usize::from(set.wide && at.x >= set.areas[1].x);
        let hit = |stop: &Stop| stop.lines.contains(&line) && (stop.side == side || !set.wide);
        self.cursor = set.stops.iter().position(hit).unwrap_or(self.cursor);
        Fate::Stay
    }

    fn wheel(&mut self, app: &mut App, by: isize) {
        self.measure(app);
        self.go(Motion::Lines(by.signum()));
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let whole = canvas.area();
        canvas.clear(whole);
        let set = &self.set;
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
            if let Some(x) = band.x.checked_sub(MARGIN) {
                canvas.bar(Rect { x, ..band });
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
