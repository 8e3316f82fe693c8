//! The mouse: the wheel scrolls what is under it, a click goes there.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::{App, View};
use crate::article::Part;
use crate::tui::layer::Fate;
use crate::tui::motion::Motion;
use crate::tui::reader::Pane;

/// Lines a notch of the wheel.
const NOTCH: isize = 3;

impl App {
    /// Takes a mouse event.
    pub fn mouse(&mut self, event: MouseEvent) {
        let at = Position::new(event.column, event.row);
        let wheel = match event.kind {
            MouseEventKind::ScrollDown => NOTCH,
            MouseEventKind::ScrollUp => -NOTCH,
            MouseEventKind::Down(MouseButton::Left) => 0,
            _ => return,
        };
        self.notice = None;
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
        let (row, cell) = (usize::from(at.y - area.y), usize::from(at.x - area.x));
        match pane {
            Pane::Text => {
                reader.pane = Pane::Text;
                let line = reader.top + row;
                if line >= reader.text.lines.len() {
                    return;
                }
                reader.point_at(line);
                let target = reader
                    .text
                    .link_at(line, cell)
                    .and_then(|link| reader.text.links.get(link))
                    .map(|link| link.target.clone());
                if let Some(target) = target
                    && let Err(refusal) = self.follow_target(target)
                {
                    self.notice = Some(super::Notice::Refused(refusal.0));
                }
            }
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

    /// A first click selects, a click on what is selected follows it.
    fn click_item(&mut self, pane: Pane, item: usize) {
        let Some(reader) = &mut self.reader else { return };
        let again = reader.pane == pane && reader.part_in(pane) == part_of(pane, item);
        reader.pane = pane;
        reader.select(pane, item);
        if (again || pane == Pane::Contents)
            && let Err(refusal) = self.follow()
        {
            self.notice = Some(super::Notice::Refused(refusal.0));
        }
    }
}

fn part_of(pane: Pane, item: usize) -> Part {
    match pane {
        Pane::Sources => Part::Source(item),
        _ => Part::Takeaway(item),
    }
}
