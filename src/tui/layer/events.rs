//! Events over the whole screen, as one dated list: those of the open article, or of all that are listed. A key turns the order.

use std::sync::Arc;

use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};

use super::page::PageLayer;
use super::{Fate, Layer, News};
use crate::library::events::{self, Dated};
use crate::text::Foreign;
use crate::text::width::width;
use crate::text::wrap::{Wrap, wrap};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::effect::Effect;
use crate::tui::key::Chord;
use crate::tui::motion::Motion;
use crate::tui::pane::thousands;
use crate::tui::theme::Role;
use crate::tui::worker::Gathering;

/// Cells of everything, at most.
const MEASURE: u16 = 100;
/// Cells of the date and what follows it, where it stands beside the words.
const DATE: u16 = 14;
/// Narrowest screen where it does.
const BESIDE: u16 = 60;
/// Rows of the screen that are not the list's.
const AROUND: u16 = 4;

/// Whose events they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// Of the open article.
    Article,
    /// Of the listed articles: each is named.
    Listed,
}

/// How far the gathering is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// So many articles were read, of so many.
    Reading(usize, usize),
    /// All are there.
    There,
    /// They are gathered again, since an article changed, while those of before stand here.
    Anew,
    /// It failed.
    Failed,
}

/// The screen of events.
#[derive(Clone, Debug)]
pub struct EventsLayer {
    whose: Whose,
    /// The oldest first.
    all: Arc<Vec<Dated>>,
    state: State,
    /// Whether the newest stands first.
    newest_first: bool,
    cursor: usize,
    /// The first event shown.
    top: usize,
}

impl EventsLayer {
    /// The list of so many articles, which are still to be read.
    #[must_use]
    pub fn awaiting(articles: usize) -> Self {
        Self {
            whose: Whose::Listed,
            all: Arc::default(),
            state: State::Reading(0, articles),
            newest_first: false,
            cursor: 0,
            top: 0,
        }
    }

    /// The events of the open article, at one of them.
    #[must_use]
    pub fn of_article(own: Vec<Dated>, nth: Option<usize>) -> Self {
        let cursor = own.iter().position(|dated| Some(dated.nth) == nth).unwrap_or(0);
        Self { whose: Whose::Article, all: Arc::new(own), state: State::There, cursor, ..Self::awaiting(0) }
    }

    /// The event of a row.
    fn at(&self, row: usize) -> Option<&Dated> {
        let at = if self.newest_first { self.all.len().checked_sub(row + 1)? } else { row };
        self.all.get(at)
    }

    /// Takes other events; the cursor stays with its own, where that is still there.
    fn take(&mut self, all: Arc<Vec<Dated>>) {
        let here = self.at(self.cursor).cloned();
        self.all = all;
        let same =
            |dated: &Dated| here.as_ref().is_some_and(|here| dated.origin == here.origin && dated.label == here.label);
        if let Some(row) = (0..self.all.len()).find(|row| self.at(*row).is_some_and(same)) {
            self.cursor = row;
        }
    }

    /// Turns the order; the cursor stays with its event.
    fn turn(&mut self, area: Rect) {
        self.newest_first = !self.newest_first;
        self.cursor = self.all.len().saturating_sub(self.cursor + 1);
        self.keep_in_view(area);
    }

    fn go(&mut self, area: Rect, motion: Motion) {
        let view = usize::from(list(area).height / 4).max(1);
        self.cursor = motion.in_list(self.cursor, self.all.len(), view, None);
        self.keep_in_view(area);
    }

    /// Moves the first event shown so that the current one is in view with all of its rows.
    fn keep_in_view(&mut self, area: Rect) {
        let list = list(area);
        self.top = self.top.min(self.cursor);
        let mut rows = 0;
        let fits = |row: &usize| {
            rows += self.at(*row).map_or(0, |dated| self.rows(dated, list.width));
            rows <= list.height
        };
        let earliest = (self.top..=self.cursor).rev().take_while(fits).last().unwrap_or(self.cursor);
        self.top = self.top.max(earliest);
    }

    /// The rows of an event without the air below it.
    fn lines(&self, dated: &Dated, width: u16) -> Vec<(u16, String, Role)> {
        let beside = width >= BESIDE;
        let indent = if beside { 2 + DATE } else { 2 };
        let mut lines = Vec::new();
        if !beside {
            lines.push((2, dated.date.long(), Role::Meta));
        }
        let room = usize::from(width.saturating_sub(indent)).max(1);
        let headline = (self.whose == Whose::Listed).then_some((dated.headline.line(), Role::Meta));
        for (text, role) in std::iter::once((dated.label.line(), Role::Text)).chain(headline) {
            let set = wrap(&text, Wrap { first: room, rest: room, hyphenate: None });
            lines.extend(set.into_iter().filter_map(|line| Some((indent, text.get(line.range)?.to_owned(), role))));
        }
        lines
    }

    fn rows(&self, dated: &Dated, width: u16) -> u16 {
        u16::try_from(self.lines(dated, width).len() + 1).unwrap_or(u16::MAX)
    }

    fn follow(&mut self, app: &mut App) -> Fate {
        let Some(dated) = self.at(self.cursor).cloned() else { return Fate::Stay };
        if self.whose == Whose::Listed {
            app.open_event(&dated, self.clone());
            return Fate::Close;
        }
        let sought = app.go_to_event(&dated);
        app.settle(sought);
        Fate::Stay
    }

    fn close(&self, app: &mut App) -> Fate {
        app.stop_seeking();
        if matches!(self.state, State::Reading(..) | State::Anew) {
            app.effects.push(Effect::StopEvents);
        }
        Fate::Close
    }

    /// What is said in place of a list.
    fn nothing(&self) -> Option<String> {
        match self.state {
            State::Failed => Some("Gathering the events failed: please report this.".to_owned()),
            State::Reading(looked, of) => {
                Some(format!("Reading the articles … {} of {}", thousands(looked), thousands(of)))
            }
            State::There | State::Anew if self.all.is_empty() => {
                Some("None of these articles records an event.".to_owned())
            }
            State::There | State::Anew => None,
        }
    }

    /// What the keys do here, in so many cells.
    fn keys(&self, room: u16) -> String {
        let turn = if self.newest_first { "o oldest first" } else { "o newest first" };
        let (goes, goes_short) = match (self.state, self.whose) {
            (State::Failed, _) => return "esc back".to_owned(),
            (State::Reading(..), _) => return "esc gives up".to_owned(),
            (_, Whose::Listed) => ("enter open the article", "enter open"),
            (_, Whose::Article) => ("enter closest passage", "enter passage"),
        };
        let said = format!("{goes} · {turn} · esc back");
        if width(&said) <= usize::from(room) { said } else { format!("{goes_short} · o turn · esc back") }
    }
}

/// The column that everything stands in.
fn column(area: Rect) -> Rect {
    let width = area.width.saturating_sub(2).clamp(1, MEASURE);
    Rect { x: area.x + (area.width.saturating_sub(width)) / 2, width, ..area }
}

fn list(area: Rect) -> Rect {
    let column = column(area);
    Rect { y: area.y + 2.min(area.height), height: area.height.saturating_sub(AROUND), ..column }
}

impl Layer for EventsLayer {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        let area = app.frame.area;
        if let Some(motion) = PageLayer::motion(chord).filter(|_| chord.code != KeyCode::Enter) {
            self.go(area, motion);
            return Fate::Stay;
        }
        match (chord.code, chord.to_string().as_str()) {
            (KeyCode::Enter, _) => return self.follow(app),
            (_, "o") => self.turn(area),
            (_, "ctrl-o") if self.whose == Whose::Article => {
                app.stop_seeking();
                let back = app.jump_back(1);
                app.settle(back);
                return Fate::Close;
            }
            (KeyCode::Esc, _) | (_, "q" | "ctrl-c" | "ctrl-o") => return self.close(app),
            _ => {}
        }
        Fate::Stay
    }

    fn measure(&mut self, app: &App) {
        self.cursor = self.cursor.min(self.all.len().saturating_sub(1));
        self.keep_in_view(app.frame.area);
    }

    fn renewed(&mut self, app: &mut App) {
        if self.whose == Whose::Article {
            if let Some(reader) = &app.reader {
                self.take(Arc::new(events::of(&reader.article, &Foreign::default(), &reader.origin)));
            }
        } else if app.shelf.library.progress.done {
            // While a library grows, each of its snapshots would begin anew.
            if matches!(self.state, State::There | State::Failed) {
                self.state = State::Anew;
            }
            app.want_events();
        }
    }

    fn told(&mut self, _app: &mut App, news: &News<'_>) {
        match news {
            News::Events(_) if !matches!(self.state, State::Reading(..) | State::Anew) => {}
            News::Events(Gathering::SoFar(looked, of)) if self.state != State::Anew => {
                self.state = State::Reading(*looked, *of);
            }
            News::Events(Gathering::Done(all)) => {
                self.state = State::There;
                self.take(Arc::clone(all));
            }
            News::Events(Gathering::Failed) => (self.state, self.all) = (State::Failed, Arc::default()),
            _ => {}
        }
    }

    fn click(&mut self, app: &mut App, at: Position) -> Fate {
        let list = list(app.frame.area);
        let mut y = list.y;
        for row in self.top..self.all.len() {
            let Some(dated) = self.at(row).filter(|_| y < list.bottom()) else { break };
            let rows = self.rows(dated, list.width);
            if (y..y.saturating_add(rows)).contains(&at.y) {
                self.cursor = row;
                self.keep_in_view(app.frame.area);
                break;
            }
            y = y.saturating_add(rows);
        }
        Fate::Stay
    }

    fn wheel(&mut self, app: &mut App, by: isize) {
        self.go(app.frame.area, Motion::Lines(by.signum()));
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let whole = canvas.area();
        canvas.clear(whole);
        let column = column(whole);
        let title = if self.whose == Whose::Article { "Events of this article" } else { "Events" };
        canvas.cut((column.x, column.y), column.width, title, Role::LabelHere);
        if matches!(self.state, State::There | State::Anew) {
            canvas.right((column.x, column.y), column.width, &thousands(self.all.len()), Role::Meta);
        }
        let list = list(whole);
        if let Some(said) = self.nothing() {
            canvas.cut((list.x + 2, list.y), list.width.saturating_sub(2), &said, Role::Meta);
        }
        let cursor = self.paint_events(canvas, list);
        let foot = whole.bottom().saturating_sub(1);
        let said = match &app.notice {
            Some(notice) => notice.text().to_string(),
            None => self.keys(column.width),
        };
        canvas.cut((column.x, foot), column.width, &said, Role::Meta);
        cursor.filter(|_| canvas.plain)
    }
}

impl EventsLayer {
    /// Paints the events from the first one that is shown on; says where a real cursor stands.
    fn paint_events(&self, canvas: &mut Canvas<'_>, list: Rect) -> Option<Position> {
        let (mut y, mut cursor) = (list.y, None);
        for row in self.top..self.all.len() {
            let Some(dated) = self.at(row).filter(|_| y < list.bottom()) else { break };
            if list.width >= BESIDE {
                canvas.right((list.x + 2, y), DATE - 3, &dated.date.long(), Role::Meta);
            }
            if row == self.cursor {
                cursor = Some(Position::new(list.x, y));
            }
            for (indent, text, role) in self.lines(dated, list.width) {
                if y < list.bottom() {
                    if row == self.cursor {
                        canvas.bar(Rect { y, height: 1, ..list });
                    }
                    canvas.cut((list.x + indent, y), list.width.saturating_sub(indent), &text, role);
                    y += 1;
                }
            }
            y = y.saturating_add(1);
        }
        cursor
    }
}
