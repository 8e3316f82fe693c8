//! What lies over laid-out text: highlights, over these what a search found, over that what is being selected.

use ratatui::layout::{Position, Rect};

use crate::article::Place;
use crate::tui::canvas::Canvas;
use crate::tui::geometry::Page;
use crate::tui::layout::Layout;
use crate::tui::reader::{Found, Pane, Reader};
use crate::tui::theme::Role;

/// Beside highlighted rows.
const HIGHLIGHT: &str = "▏";
/// Beside the row where a highlight with a note begins: the mark of notes in print.
const NOTE: &str = "†";

/// A laid-out text as it is scrolled into an area.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// The cells.
    pub area: Rect,
    /// The text.
    pub layout: &'a Layout,
    /// The first row shown.
    pub top: usize,
}

/// Where the moving end of the selection stands on the screen.
#[must_use]
pub fn cursor(areas: &Page, reader: &Reader) -> Option<Position> {
    let (pane, row, cell) = reader.moving_cell()?;
    let (area, top) = match pane {
        Pane::Takeaways => (areas.takeaways?, reader.takeaways.top),
        Pane::Sources => (areas.sources?, reader.sources.top),
        Pane::Text | Pane::Contents => (areas.text, reader.top),
    };
    let (x, y) = (u16::try_from(cell).ok()?, u16::try_from(row.checked_sub(top)?).ok()?);
    (x < area.width && y < area.height).then(|| Position::new(area.x + x, area.y + y))
}

impl Sheet<'_> {
    /// Lays over it whatever the reader has there.
    pub fn marks(self, canvas: &mut Canvas<'_>, reader: &Reader) {
        self.highlights(canvas, reader);
        if let Some(found) = &reader.found {
            self.matches(canvas, found);
        }
        if let Some((start, end)) = reader.span()
            && reader.runs_through(self.layout, start, end)
        {
            self.tint(canvas, (start, end), Role::Selection);
        }
    }

    /// Highlights in order, so that the later lie on top; in the margin a bar beside them, and a dagger where a note begins.
    fn highlights(self, canvas: &mut Canvas<'_>, reader: &Reader) {
        let mut notes = Vec::new();
        for mark in &reader.marked {
            if !reader.runs_through(self.layout, mark.start, mark.end) {
                continue;
            }
            let cells = self.cells(mark.start, mark.end);
            for rect in &cells {
                canvas.mark(*rect, Role::Marked(mark.colour));
                self.margin(canvas, rect.y, HIGHLIGHT, Role::Meta);
            }
            let begins = self.layout.part(mark.start.part).is_some() && self.layout.row_of(mark.start) >= self.top;
            notes.extend(cells.first().filter(|_| mark.has_note && begins).map(|rect| rect.y));
        }
        for y in notes {
            self.margin(canvas, y, NOTE, Role::Gutter);
        }
    }

    /// A sign in the cell before the text, where there is one.
    fn margin(self, canvas: &mut Canvas<'_>, y: u16, sign: &str, role: Role) {
        if !canvas.plain && self.area.x > 0 {
            canvas.text((self.area.x - 1, y), 1, sign, role);
        }
    }

    fn matches(self, canvas: &mut Canvas<'_>, found: &Found) {
        for (index, hit) in found.matches.iter().enumerate() {
            let role = if index == found.at { Role::MatchHere } else { Role::Match };
            let end = Place { offset: hit.place.offset + hit.length, ..hit.place };
            self.tint(canvas, (hit.place, end), role);
        }
    }

    /// Lays a role's look over the text from `start` to `end` (exclusive), as far as it is in view.
    fn tint(self, canvas: &mut Canvas<'_>, (start, end): (Place, Place), role: Role) {
        for rect in self.cells(start, end) {
            canvas.tint(rect, role);
        }
    }

    /// The cells that show the text from `start` to `end` (exclusive), a row each or more.
    fn cells(self, start: Place, end: Place) -> Vec<Rect> {
        let Self { area, layout, top } = self;
        let bottom = top + usize::from(area.height);
        let first = layout.parts.partition_point(|laid| laid.part < start.part);
        let parts = layout.parts.iter().skip(first).take_while(|laid| laid.part <= end.part);
        let in_view = parts.filter(|laid| laid.row < bottom && laid.row + laid.rows > top);
        let cells = in_view.flat_map(|laid| {
            let from = if laid.part == start.part { start.offset } else { 0 };
            let to = if laid.part == end.part { end.offset } else { laid.text.len() };
            layout.cells_of(laid.part, from..to)
        });
        let rects = cells.filter_map(|(row, from, to)| {
            let y = u16::try_from(row.checked_sub(top)?).ok().filter(|y| *y < area.height)?;
            let (from, to) = (u16::try_from(from).ok()?, u16::try_from(to).unwrap_or(u16::MAX).min(area.width));
            (from < to).then(|| Rect { x: area.x + from, y: area.y + y, width: to - from, height: 1 })
        });
        rects.collect()
    }
}
