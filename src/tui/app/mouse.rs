//! The mouse: the wheel scrolls what is under it, a click goes there, dragging over the text selects.

use std::time::Duration;

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::{App, View};
use crate::article::{Part, Place};
use crate::tui::layer::Fate;
use crate::tui::motion::Motion;
use crate::tui::reader::Pane;

/// Lines a notch of the wheel.
const NOTCH: isize = 3;

/// Two clicks on a cell within this time are a double click.
const DOUBLE: Duration = Duration::from_millis(400);

/// What the mouse is doing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pointer {
    /// Where and when it was pressed last, in time since the program began.
    last: Option<(Position, Duration)>,
    /// How many times it was pressed there, one after the other: 1 to 3.
    clicks: u8,
    /// The text under it when it was pressed, while it is held.
    held: Option<Place>,
    /// Whether it has moved since.
    moved: bool,
}

impl Pointer {
    /// Counts a press.
    fn press(&mut self, at: Position, now: Duration) {
        let again = self.last.is_some_and(|(there, then)| there == at && now.saturating_sub(then) < DOUBLE);
        self.clicks = if again { self.clicks % 3 + 1 } else { 1 };
        self.last = Some((at, now));
        self.held = None;
        self.moved = false;
    }
}

impl App {
    /// Takes a mouse event; `now` is the time since the program began.
    pub fn mouse(&mut self, event: MouseEvent, now: Duration) {
        let at = Position::new(event.column, event.row);
        let wheel = match event.kind {
            MouseEventKind::ScrollDown => NOTCH,
            MouseEventKind::ScrollUp => -NOTCH,
            MouseEventKind::Down(MouseButton::Left) => 0,
            MouseEventKind::Drag(MouseButton::Left) => return self.drag(at),
            MouseEventKind::Up(_) => return self.release(at),
            _ => return,
        };
        self.notice = None;
        if wheel == 0 {
            self.pointer.press(at, now);
        }
        if !self.layers.is_empty() {
            self.layer_takes(|layer, app| {
                if wheel == 0 {
                    layer.click(app, at)
                } else {
                    layer.wheel(app, wheel);
                    Fate::Stay
                }
            });
            return;
        }
        match (self.view, wheel) {
            (View::Library, 0) => self.click_row(at),
            (View::Library, by) => {
                self.shelf.scroll(by);
                self.want_preview();
            }
            (View::Search, 0) => self.click_search(at),
            (View::Search, by) => self.go_in_search(Motion::Lines(by.signum()), None),
            (View::Reader, 0) => self.click_page(at),
            (View::Reader, by) => self.wheel_page(at, by),
        }
    }

    fn click_row(&mut self, at: Position) {
        let list = self.frame.desk.list;
        if !list.contains(at) {
            return;
        }
        let row = self.shelf.top + usize::from(at.y - list.y);
        if row >= self.shelf.len() {
            return;
        }
        if row == self.shelf.cursor {
            if let Some(origin) = self.shelf.entry().map(|entry| entry.file.clone()) {
                self.open(origin, None);
            }
        } else {
            self.shelf.put(row);
            self.want_preview();
        }
    }

    /// The pane at a position, and its area.
    fn pane_at(&self, at: Position) -> Option<(Pane, Rect)> {
        let page = &self.frame.page;
        let areas = [
            (Pane::Takeaways, page.takeaways),
            (Pane::Contents, page.contents),
            (Pane::Sources, page.sources),
            (Pane::Text, Some(page.text)),
        ];
        areas.into_iter().filter_map(|(pane, area)| area.map(|area| (pane, area))).find(|(_, area)| area.contains(at))
    }

    fn wheel_page(&mut self, at: Position, by: isize) {
        let pane = self.pane_at(at).map_or(Pane::Text, |(pane, _)| pane);
        let Some(reader) = &mut self.reader else { return };
        let before = reader.pane;
        reader.pane = pane;
        // A motion that has nowhere to go is no mistake of the wheel.
        let _ = reader.go(Motion::Lines(if pane == Pane::Text { by } else { by.signum() }), None);
        reader.pane = before;
    }

    fn click_page(&mut self, at: Position) {
        let Some((pane, area)) = self.pane_at(at) else { return };
        let Some(reader) = &mut self.reader else { return };
        let row = usize::from(at.y - area.y);
        reader.selection = None;
        match pane {
            Pane::Text => self.press_text(at, area),
            Pane::Contents => {
                let item = reader.contents.top + row;
                if item < reader.items(pane) {
                    self.click_item(pane, item);
                }
            }
            Pane::Takeaways | Pane::Sources => {
                let list = if pane == Pane::Takeaways { &reader.takeaways } else { &reader.sources };
                let part = list.layout.place_at(list.top + row).part;
                if let (Part::Takeaway(item) | Part::Source(item), true) =
                    (part, list.top + row < list.layout.lines.len())
                {
                    self.click_item(pane, item);
                }
            }
        }
    }

    /// A press on the text goes there; a second one on the cell selects the word, a third one the block.
    fn press_text(&mut self, at: Position, area: Rect) {
        let Some(reader) = &mut self.reader else { return };
        reader.pane = Pane::Text;
        let (row, cell) = (reader.top + usize::from(at.y - area.y), usize::from(at.x - area.x));
        if row >= reader.text.lines.len() {
            return;
        }
        reader.point_at(row);
        let Some(place) = reader.text.near_any(row, cell) else { return };
        self.pointer.held = Some(place);
        match self.pointer.clicks {
            2 => reader.select_word(place),
            3 => reader.select_part(place.part),
            _ => {}
        }
    }

    /// Selects from where the mouse was pressed to where it is; beyond the pane, the text scrolls.
    fn drag(&mut self, at: Position) {
        let area = self.frame.page.text;
        let (Some(held), Some(reader)) = (self.pointer.held, &mut self.reader) else { return };
        if self.view != View::Reader || !self.layers.is_empty() || area.is_empty() {
            return;
        }
        let row = usize::from(at.y.saturating_sub(area.y)) + reader.top;
        let row =
            if at.y < area.y { reader.top.saturating_sub(1) } else { row.min(reader.top + usize::from(area.height)) };
        let cell = usize::from(at.x.saturating_sub(area.x));
        let Some(place) = reader.text.near_any(row, cell) else { return };
        if place == held && !self.pointer.moved {
            return;
        }
        self.pointer.moved = true;
        self.notice = None;
        reader.start_selection(held, place);
    }

    /// A click on a link follows it once the mouse is let go where it was pressed: until then it may select.
    fn release(&mut self, at: Position) {
        let pressed = self.pointer.held.take().is_some() && !self.pointer.moved && self.pointer.clicks == 1;
        let here = self.pointer.last.is_some_and(|(there, _)| there == at);
        let (area, Some(reader)) = (self.frame.page.text, &self.reader) else { return };
        if !pressed || !here || self.view != View::Reader || !self.layers.is_empty() || !area.contains(at) {
            return;
        }
        let (row, cell) = (reader.top + usize::from(at.y - area.y), usize::from(at.x - area.x));
        let link = reader.text.link_at(row, cell).and_then(|link| reader.text.links.get(link));
        if let Some(target) = link.map(|link| link.target.clone()) {
            let followed = self.follow_target(target);
            self.settle(followed);
        }
    }

    /// A first click selects, a click on what is selected follows it.
    fn click_item(&mut self, pane: Pane, item: usize) {
        let Some(reader) = &mut self.reader else { return };
        let again = reader.pane == pane && reader.part_in(pane) == part_of(pane, item);
        reader.pane = pane;
        reader.select(pane, item);
        if again || pane == Pane::Contents {
            let followed = self.follow();
            self.settle(followed);
        }
    }
}

fn part_of(pane: Pane, item: usize) -> Part {
    match pane {
        Pane::Sources => Part::Source(item),
        _ => Part::Takeaway(item),
    }
}
