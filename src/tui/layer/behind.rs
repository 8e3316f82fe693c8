//! What is behind a takeaway, a passage or a source, over the whole screen and beside it: what the file records, what was found
//! by wording, where it is cited; each with the way there. The board is made anew from the open article whenever it is needed.

mod board;
pub mod compare;
mod passage;
mod sheet;
mod source;
mod takeaway;

use crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::page::PageLayer;
use super::{Fate, Layer};
use crate::article::Part;
use crate::text::Foreign;
use crate::text::width::width;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::effect::Effect;
use crate::tui::geometry::Form;
use crate::tui::key::Chord;
use crate::tui::layout::Target;
use crate::tui::motion::{Motion, keep_in_view};
use crate::tui::outcome::{Outcome, Refusal};
use crate::tui::pane::lines;
use crate::tui::theme::Role;
use board::{Board, Goal};
use sheet::Sheet;

/// The screen of what is behind a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BehindLayer {
    part: Part,
    /// The current item.
    cursor: usize,
    /// The first line shown.
    top: usize,
}

impl BehindLayer {
    /// What is behind a takeaway, a block, a heading or a source.
    #[must_use]
    pub fn new(part: Part) -> Self {
        Self { part, cursor: 0, top: 0 }
    }

    /// What it is behind.
    #[must_use]
    pub fn part(&self) -> Part {
        self.part
    }

    fn board(&self, app: &App) -> Option<Board> {
        let reader = app.reader.as_ref()?;
        match self.part {
            Part::Takeaway(at) => takeaway::board(&reader.article, &reader.behind, at),
            Part::Source(at) => source::board(reader, at),
            part => passage::board(&reader.article, &reader.behind, part),
        }
    }

    fn sheet(&self, app: &App, board: &Board) -> Sheet {
        let linear = app.settings.wish.form == Form::Linear;
        Sheet::new(board, app.frame.area, self.cursor, linear)
    }

    /// Moves: by items, of which a long one is first seen to its end; or by pages.
    fn go(&mut self, app: &App, motion: Motion) {
        let Some(board) = self.board(app) else { return };
        let sheet = self.sheet(app, &board);
        let view = usize::from(sheet.areas.list.height).max(1);
        let last = sheet.lines.len().saturating_sub(view);
        match motion {
            Motion::Lines(by) => self.step(&sheet, by.signum(), view),
            Motion::Top | Motion::Bottom => {
                self.cursor = motion.in_list(self.cursor, sheet.items.len(), view, None);
                self.top = if motion == Motion::Top { 0 } else { last };
            }
            page => {
                self.top = page.in_list(self.top, last + 1, view.saturating_sub(2).max(1), None);
                let in_view = sheet.items.iter().position(|rows| rows.end > self.top);
                self.cursor = in_view.unwrap_or(self.cursor);
            }
        }
        self.top = self.top.min(last);
    }

    fn step(&mut self, sheet: &Sheet, by: isize, view: usize) {
        let rows = |at: usize| sheet.items.get(at).cloned();
        let length = sheet.lines.len();
        let Some(here) = rows(self.cursor) else {
            self.top = self.top.saturating_add_signed(by);
            return;
        };
        let unseen = if by > 0 { here.end > self.top + view } else { here.start < self.top };
        let next = self.cursor.saturating_add_signed(by);
        if unseen || next == self.cursor || rows(next).is_none() {
            self.top = self.top.saturating_add_signed(by);
            return;
        }
        self.cursor = next;
        if let Some(rows) = rows(next) {
            self.top = keep_in_view(self.top, rows.end.saturating_sub(1), view, length);
            self.top = keep_in_view(self.top, rows.start, view, length);
        }
    }

    /// The same for the takeaway or source `by` further on.
    fn other(&mut self, app: &mut App, by: isize) {
        let Some(reader) = &app.reader else { return };
        let step = |at: usize, length: usize| at.saturating_add_signed(by).min(length.saturating_sub(1));
        let part = match self.part {
            Part::Takeaway(at) => Part::Takeaway(step(at, reader.article.takeaways.len())),
            Part::Source(at) => Part::Source(step(at, reader.article.sources.len())),
            part => part,
        };
        if part != self.part {
            *self = Self::new(part);
            app.look_behind(part);
        }
    }

    /// The address that is meant: the one of the current item, else of the source that this or the item is.
    fn address(&self, app: &App, goal: &Goal, archived: bool) -> Option<Foreign> {
        let at = match (goal, self.part) {
            (Goal::Address(address), _) if !archived => return Some(address.clone()),
            (Goal::Source(at), _) => *at,
            (_, Part::Source(at)) => at,
            _ => return None,
        };
        let source = app.reader.as_ref()?.article.sources.get(at)?;
        if archived { source.archive_url.clone() } else { source.url.clone().or_else(|| source.archive_url.clone()) }
    }

    /// Opens an address after its host was shown.
    fn open(&self, app: &mut App, goal: &Goal, archived: bool) -> Outcome {
        let none = if archived { "no archived copy is recorded" } else { "no address is recorded here" };
        let address = self.address(app, goal, archived).ok_or(Refusal::from(none))?;
        app.follow_target(Target::Address(address))
    }

    fn copy(&self, app: &mut App, goal: &Goal) -> Outcome {
        let address = self.address(app, goal, false).ok_or(Refusal::from("no address is recorded here"))?;
        app.done(&format!("copied {}", address.line()));
        app.effects.push(Effect::Copy(address.line()));
        Ok(())
    }

    /// Goes where the current item leads; a way back leads to this item.
    fn follow(&self, app: &mut App, goal: &Goal) -> Result<Fate, Refusal> {
        match goal {
            Goal::Nowhere => return Err("this leads nowhere".into()),
            Goal::Passage(place, quote) => app.go_to_passage(*place, *quote),
            Goal::Article(origin, source) => app.open_citer(origin.clone(), *source),
            Goal::Source(at) => {
                app.look_behind(Part::Source(*at));
                app.layers.push(Box::new(Self::new(Part::Source(*at))));
                return Ok(Fate::Stay);
            }
            Goal::Address(address) => {
                app.follow_target(Target::Address(address.clone()))?;
                return Ok(Fate::Stay);
            }
        }
        app.history.jumped_from_behind(*self);
        // A source's board may lie over a takeaway's.
        app.layers.clear();
        Ok(Fate::Close)
    }

    /// What the keys do here, for the last line.
    fn keys(&self, app: &App, goal: &Goal, room: u16) -> String {
        let follows = match goal {
            Goal::Nowhere => None,
            Goal::Passage(..) => Some("enter go there"),
            Goal::Source(_) => Some("enter the source"),
            Goal::Address(_) => Some("enter open"),
            Goal::Article(..) => Some("enter open the article"),
        };
        let ways = match (self.part, goal) {
            (Part::Source(_), goal) if self.address(app, goal, true).is_some() => {
                Some("o original · a archived copy · y copy address")
            }
            (Part::Source(_), goal) if self.address(app, goal, false).is_some() => Some("o open · y copy address"),
            (_, Goal::Source(_)) => Some("o open · y copy address"),
            _ => None,
        };
        let others = match self.part {
            Part::Takeaway(_) => Some("} { other takeaway"),
            Part::Source(_) => Some("} { other source"),
            _ => None,
        };
        let mut said: Vec<&str> = [follows, ways, others, Some("esc back")].into_iter().flatten().collect();
        // Where there is no room for all, the first and the way back stay.
        while said.len() > 2 && width(&said.join(" · ")) + 4 > usize::from(room) {
            said.remove(said.len() - 2);
        }
        said.join(" · ")
    }
}

/// Walks through the jumps; where there is none, all stays as it is.
fn walk(app: &mut App, way: impl FnOnce(&mut App) -> Outcome) -> Result<Fate, Refusal> {
    let below = std::mem::take(&mut app.layers);
    way(app).inspect_err(|_refused| app.layers = below).map(|()| Fate::Close)
}

/// Where the current item leads.
fn goal(board: &Board, cursor: usize) -> &Goal {
    board.items().nth(cursor).map_or(&Goal::Nowhere, |item| &item.goal)
}

impl Layer for BehindLayer {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        if let Some(motion) = PageLayer::motion(chord).filter(|_| chord.code != KeyCode::Enter) {
            self.go(app, motion);
            return Fate::Stay;
        }
        let Some(board) = self.board(app) else { return Fate::Close };
        let goal = goal(&board, self.cursor);
        let done = match (chord.code, chord.to_string().as_str()) {
            (KeyCode::Enter, _) => self.follow(app, goal),
            (_, "o") => self.open(app, goal, false).map(|()| Fate::Stay),
            (_, "a") => self.open(app, goal, true).map(|()| Fate::Stay),
            (_, "y") => self.copy(app, goal).map(|()| Fate::Stay),
            (_, "}" | "{") => {
                self.other(app, if chord.character() == Some('}') { 1 } else { -1 });
                Ok(Fate::Stay)
            }
            (_, "ctrl-o" | "alt-left") => walk(app, |app| app.jump_back(1)),
            (_, "alt-right") => walk(app, |app| app.jump_forward(1)),
            (KeyCode::Esc, _) | (_, "e" | "q" | "ctrl-c") => Ok(Fate::Close),
            _ => Ok(Fate::Stay),
        };
        done.unwrap_or_else(|refusal| {
            app.settle(Err(refusal));
            Fate::Stay
        })
    }

    fn renewed(&mut self, app: &mut App) {
        app.look_behind(self.part);
    }

    fn click(&mut self, app: &mut App, at: Position) -> Fate {
        let Some(board) = self.board(app) else { return Fate::Close };
        let sheet = self.sheet(app, &board);
        if sheet.areas.list.contains(at) {
            let line = self.top + usize::from(at.y - sheet.areas.list.y);
            let hit = sheet.items.iter().position(|rows| rows.contains(&line));
            self.cursor = hit.unwrap_or(self.cursor);
        }
        Fate::Stay
    }

    fn wheel(&mut self, app: &mut App, by: isize) {
        self.go(app, Motion::Lines(by));
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        canvas.clear(canvas.area());
        let Some(board) = self.board(app) else {
            let whole = canvas.area();
            canvas.cut((whole.x, whole.y), whole.width, "This is not in the article any more.", Role::Meta);
            return None;
        };
        let sheet = self.sheet(app, &board);
        let areas = sheet.areas;
        let headline = app.reader.as_ref().map(|reader| reader.article.headline.line()).unwrap_or_default();
        let taken = canvas.cut((areas.title.x, areas.title.y), areas.title.width, &board.title, Role::LabelHere);
        let room = areas.title.width.saturating_sub(taken + 3);
        if room >= 12 {
            let shown = width(&headline).min(usize::from(room));
            let at = areas.title.right() - u16::try_from(shown).unwrap_or(room);
            canvas.cut((at, areas.title.y), room, &headline, Role::Meta);
        }
        if let Some(area) = areas.subject {
            sheet::paint(canvas, area, &sheet.subject, 0);
        }
        if let Some(rule) = areas.rule {
            canvas.rule(rule);
        }
        sheet::paint(canvas, areas.list, &sheet.lines, self.top);
        let cursor = self.mark(canvas, &sheet);
        let said = match &app.notice {
            Some(notice) => notice.text().to_string(),
            None => self.keys(app, goal(&board, self.cursor), areas.foot.width),
        };
        canvas.cut((areas.foot.x, areas.foot.y), areas.foot.width, &said, Role::Meta);
        cursor.filter(|_| canvas.plain)
    }
}

impl BehindLayer {
    /// Marks the rows of the current item, and that lines go on above or below; says where a real cursor stands.
    fn mark(&self, canvas: &mut Canvas<'_>, sheet: &Sheet) -> Option<Position> {
        let list = sheet.areas.list;
        let below = sheet.lines.len() > self.top + usize::from(list.height);
        let sign = match (self.top > 0, below) {
            (true, true) => "↑↓",
            (true, false) => "↑",
            (false, true) => "↓",
            (false, false) => "",
        };
        canvas.right((list.x, sheet.areas.foot.y), list.width, sign, Role::Meta);
        let rows = sheet.items.get(self.cursor)?;
        let band = lines::band(list, self.top, rows.start, rows.end);
        if !canvas.plain {
            for y in band.top()..band.bottom() {
                canvas.text((band.x, y), 1, "▎", Role::Gutter);
            }
        }
        Some(Position::new(band.x, band.y.min(list.bottom().saturating_sub(1))))
    }
}
