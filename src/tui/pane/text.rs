//! The text pane: the laid-out article, the mark beside the current block, and what a search found.

use ratatui::layout::{Position, Rect};

use super::lines;
use crate::tui::canvas::Canvas;
use crate::tui::layout::Layout;
use crate::tui::reader::{Found, Moves, Pane, Reader};
use crate::tui::theme::Role;

/// Paints the text; returns where a real cursor belongs in linear mode.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, reader: &Reader) -> Option<Position> {
    lines::paint(canvas, area, &reader.text, reader.top);
    mark(canvas, area, reader);
    if let Some(found) = &reader.found {
        matches(canvas, area, &reader.text, reader.top, found);
    }
    if reader.room().moves == Moves::Cursor {
        let row = u16::try_from(reader.row.saturating_sub(reader.top)).unwrap_or(0);
        return Some(Position::new(area.x, area.y + row.min(area.height.saturating_sub(1))));
    }
    None
}

/// The mark in the margin, beside the rows of the current block.
fn mark(canvas: &mut Canvas<'_>, area: Rect, reader: &Reader) {
    if canvas.plain || area.x < 2 || reader.pane != Pane::Text {
        return;
    }
    if let Some(laid) = reader.text.part(reader.current) {
        let band = lines::band(area, reader.top, laid.row, laid.row + laid.rows);
        for y in band.top()..band.bottom() {
            canvas.text((area.x - 2, y), 1, "▎", Role::Gutter);
        }
    }
}

/// Lays the look of matches over the lines that show them.
pub fn matches(canvas: &mut Canvas<'_>, area: Rect, layout: &Layout, top: usize, found: &Found) {
    let bottom = top + usize::from(area.height);
    for (index, hit) in found.matches.iter().enumerate() {
        let Some(laid) = layout.part(hit.place.part) else { continue };
        if laid.row >= bottom || laid.row + laid.rows <= top {
            continue;
        }
        let role = if index == found.at { Role::MatchHere } else { Role::Match };
        for (row, start, end) in layout.cells_of(hit.place.part, hit.place.offset..hit.place.offset + hit.length) {
            if row < top || row >= bottom {
                continue;
            }
            let (Ok(y), Ok(start), Ok(end)) = (u16::try_from(row - top), u16::try_from(start), u16::try_from(end))
            else {
                continue;
            };
            let end = end.min(area.width);
            if start < end {
                canvas.tint(Rect { x: area.x + start, y: area.y + y, width: end - start, height: 1 }, role);
            }
        }
    }
}
