//! What is behind a takeaway, a passage or a source, over the whole screen and beside it: what the file records, what was found
//! by wording, where it is cited; each with the way there. The board is made from the open article, and
//! anew where that, what was found or the screen is another than before.

mod board;
pub mod compare;
mod passage;
mod sheet;
mod source;
mod takeaway;

use std::rc::Rc;
use std::sync::Arc;

use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};

use super::page::PageLayer;
use super::{Fate, Layer};
use crate::article::{Article, Part};
use crate::insight::closest::Closest;
use crate::library::citing::Citers;
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

/// What is behind which part, and where one is in it: what a way back leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    part: Part,
    /// The current item.
    cursor: usize,
    /// The first line shown.
    top: usize,
}

impl Standing {
    /// At the first thing that is behind a takeaway, a block, a heading or a source.
    #[must_use]
    pub fn new(part: Part) -> Self {
        Self { part, cursor: 0, top: 0 }
    }

    /// What it is behind.
    #[must_use]
    pub fn part(&self) -> Part {
        self.part
    }
}

/// The screen of what is behind a part.
pub struct BehindLayer {
    at: Standing,
    /// The board as it was made and set last, and from what.
    shown: Option<(MadeOf, Shown)>,
}

/// A board and its lines; cheap to hold while the layer changes.
#[derive(Clone)]
struct Shown(Rc<(Board, Sheet)>);

/// What a board is made of and set for.
struct MadeOf {
    area: Rect,
    linear: bool,
    part: Part,
    cursor: usize,
    article: Arc<Article>,
    closest: Option<Arc<Vec<Closest>>>,
    citing: Option<Arc<Vec<Citers>>>,
}

impl PartialEq for MadeOf {
    /// Of the very same things, not of some that say the same.
    fn eq(&self, other: &Self) -> bool {
        (self.area, self.linear, self.part, self.cursor) == (other.area, other.linear, other.part, other.cursor)
            && Arc::ptr_eq(&self.article, &other.article)
            && self.closest.as_ref().map(Arc::as_ptr) == other.closest.as_ref().map(Arc::as_ptr)
            && self.citing.as_ref().map(Arc::as_ptr) == other.citing.as_ref().map(Arc::as_ptr)
    }
}

impl BehindLayer {
    /// What is behind a part, as it was left.
    #[must_use]
    pub fn new(at: Standing) -> Self {
        Self { at, shown: None }
    }

    fn made_of(&self, app: &App) -> Option<MadeOf> {
        let reader = app.reader.as_ref()?;
        Some(MadeOf {
            area: app.frame.area,
            linear: app.settings.wish.form == Form::Linear,
            part: self.at.part,
            cursor: self.at.cursor,
            article: Arc::clone(&reader.article),
            closest: reader.behind.closest.clone(),
            citing: reader.behind.citing.as_ref().map(|(_, citing)| Arc::clone(citing)),
        })
    }

    fn board(&self, app: &App) -> Option<Board> {
        let reader = app.reader.as_ref()?;
        match self.at.part {
            Part::Takeaway(at) => takeaway::board(&reader.article, &reader.behind, at),
            Part::Source(at) => source::board(reader, at),
            part => passage::board(&reader.article, &reader.behind, part),
        }
    }

    /// The board as it stands now; none where its part is not in the article any more.
    fn shown(&mut self, app: &App) -> Option<Shown> {
        self.measure(app);
        self.shown.as_ref().map(|(_, shown)| shown.clone())
    }

    /// Moves: by items, of which a long one is first seen to its end; or by pages.
    fn go(&mut self, app: &App, motion: Motion) {
        let Some(shown) = self.shown(app) else { return };
        let sheet = &shown.0.1;
        let view = usize::from(sheet.areas.list.height).max(1);
        let last = sheet.lines.len().saturating_sub(view);
        match motion {
            Motion::Lines(by) => self.step(sheet, by.signum(), view),
            Motion::Top | Motion::Bottom => {
                self.at.cursor = motion.in_list(self.at.cursor, sheet.items.len(), view, None);
                self.at.top = if motion == Motion::Top { 0 } else { last };
            }
            page => {
                self.at.top = page.in_list(self.at.top, last + 1, view.saturating_sub(2).max(1), None);
                let in_view = sheet.items.iter().position(|rows| rows.end > self.at.top);
                self.at.cursor = in_view.unwrap_or(self.at.cursor);
            }
        }
        self.at.top = self.at.top.min(last);
    }

    fn step(&mut self, sheet: &Sheet, by: isize, view: usize) {
        let rows = |at: usize| sheet.items.get(at).cloned();
        let length = sheet.lines.len();
        let Some(here) = rows(self.at.cursor) else {
            self.at.top = self.at.top.saturating_add_signed(by);
            return;
        };
        let unseen = if by > 0 { here.end > self.at.top + view } else { here.start < self.at.top };
        let next = self.at.cursor.saturating_add_signed(by);
        if unseen || next == self.at.cursor || rows(next).is_none() {
            self.at.top = self.at.top.saturating_add_signed(by);
            return;
        }
        self.at.cursor = next;
        if let Some(rows) = rows(next) {
            self.at.top = keep_in_view(self.at.top, rows.end.saturating_sub(1), view, length);
            self.at.top = keep_in_view(self.at.top, rows.start, view, length);
        }
    }

    /// The same for the takeaway or source `by` further on.
    fn other(&mut self, app: &mut App, by: isize) {
        let Some(reader) = &app.reader else { return };
        let step = |at: usize, length: usize| at.saturating_add_signed(by).min(length.saturating_sub(1));
        let part = match self.at.part {
            Part::Takeaway(at) => Part::Takeaway(step(at, reader.article.takeaways.len())),
            Part::Source(at) => Part::Source(step(at, reader.article.sources.len())),
            part => part,
        };
        if part != self.at.part {
            *self = Self::new(Standing::new(part));
            app.look_behind(part);
        }
    }

    /// The address that is meant: the one of the current item, else of the source that this or the item is.
    fn address(&self, app: &App, goal: &Goal, archived: bool) -> Option<Foreign> {
        let at = match (goal, self.at.part) {
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
                app.layers.push(Box::new(Self::new(Standing::new(Part::Source(*at)))));
                return Ok(Fate::Stay);
            }
            Goal::Address(address) => {
                app.follow_target(Target::Address(address.clone()))?;
                return Ok(Fate::Stay);
            }
        }
        app.history.jumped_from_behind(self.at);
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
        let ways = match (self.at.part, goal) {
            (Part::Source(_), goal) if self.address(app, goal, true).is_some() => {
                Some("o original · a archived copy · y copy address")
            }
            (Part::Source(_), goal) if self.address(app, goal, false).is_some() => Some("o open · y copy address"),
            (_, Goal::Source(_)) => Some("o open · y copy address"),
            _ => None,
        };
        let others = match self.at.part {
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
    fn measure(&mut self, app: &App) {
        let Some(made_of) = self.made_of(app) else {
            self.shown = None;
            return;
        };
        if self.shown.as_ref().is_some_and(|(own, _)| *own == made_of) {
            return;
        }
        let shown = self.board(app).map(|board| {
            let sheet = Sheet::new(&board, made_of.area, made_of.cursor, made_of.linear);
            Shown(Rc::new((board, sheet)))
        });
        if let Some(Shown(shown)) = &shown {
            let (lines, view) = (shown.1.lines.len(), usize::from(shown.1.areas.list.height).max(1));
            self.at.top = self.at.top.min(lines.saturating_sub(view));
        }
        self.shown = shown.map(|shown| (made_of, shown));
    }

    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        if let Some(motion) = PageLayer::motion(chord).filter(|_| chord.code != KeyCode::Enter) {
            self.go(app, motion);
            return Fate::Stay;
        }
        let Some(shown) = self.shown(app) else { return Fate::Close };
        let goal = goal(&shown.0.0, self.at.cursor);
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
        app.look_behind(self.at.part);
    }

    fn click(&mut self, app: &mut App, at: Position) -> Fate {
        let Some(shown) = self.shown(app) else { return Fate::Close };
        let sheet = &shown.0.1;
        if sheet.areas.list.contains(at) {
            let line = self.at.top + usize::from(at.y - sheet.areas.list.y);
            let hit = sheet.items.iter().position(|rows| rows.contains(&line));
            self.at.cursor = hit.unwrap_or(self.at.cursor);
        }
        Fate::Stay
    }

    fn wheel(&mut self, app: &mut App, by: isize) {
        self.go(app, Motion::Lines(by));
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        canvas.clear(canvas.area());
        let Some((_, Shown(shown))) = &self.shown else {
            let whole = canvas.area();
            canvas.cut((whole.x, whole.y), whole.width, "This is not in the article any more.", Role::Meta);
            return None;
        };
        let (board, sheet) = &**shown;
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
        sheet::paint(canvas, areas.list, &sheet.lines, self.at.top);
        let cursor = self.mark(canvas, sheet);
        let said = match &app.notice {
            Some(notice) => notice.text().to_string(),
            None => self.keys(app, goal(board, self.at.cursor), areas.foot.width),
        };
        canvas.cut((areas.foot.x, areas.foot.y), areas.foot.width, &said, Role::Meta);
        cursor.filter(|_| canvas.plain)
    }
}

impl BehindLayer {
    /// Marks the rows of the current item, and that lines go on above or below; says where a real cursor stands.
    fn mark(&self, canvas: &mut Canvas<'_>, sheet: &Sheet) -> Option<Position> {
        let list = sheet.areas.list;
        let below = sheet.lines.len() > self.at.top + usize::from(list.height);
        let sign = match (self.at.top > 0, below) {
            (true, true) => "↑↓",
            (true, false) => "↑",
            (false, true) => "↓",
            (false, false) => "",
        };
        canvas.right((list.x, sheet.areas.foot.y), list.width, sign, Role::Meta);
        let rows = sheet.items.get(self.at.cursor)?;
        let band = lines::band(list, self.at.top, rows.start, rows.end);
        canvas.bar(band);
        Some(Position::new(band.x, band.y.min(list.bottom().saturating_sub(1))))
    }
}
