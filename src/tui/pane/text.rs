//! The text pane: the laid-out article, the mark beside the current block, and what lies over it.

use ratatui::layout::{Position, Rect};

use super::lines;
use super::marks::Sheet;
use crate::article::Part;
use crate::tui::canvas::Canvas;
use crate::tui::reader::{Moves, Pane, Reader};
use crate::tui::theme::Role;

/// Paints the text; returns where a real cursor belongs in linear mode.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, reader: &Reader) -> Option<Position> {
    lines::paint(canvas, area, &reader.text, reader.top);
    mark(canvas, area, reader);
    evidence(canvas, area, reader);
    Sheet { area, layout: &reader.text, top: reader.top }.marks(canvas, reader);
    if reader.room().moves == Moves::Cursor && reader.selection.is_none() {
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
        canvas.bar(Rect { x: area.x - 2, ..band });
    }
}

/// Beside a passage that a takeaway records as its evidence: the sign that stands behind such a takeaway.
const EVIDENCE: &str = "◦";

/// The sign of evidence, in the other margin than the marks of the reader's own: beside the first row of a passage.
fn evidence(canvas: &mut Canvas<'_>, area: Rect, reader: &Reader) {
    let x = area.right().saturating_add(1);
    if canvas.plain || x >= canvas.area().right() {
        return;
    }
    let bottom = reader.top + usize::from(area.height);
    let rows = reader.behind.evidence().filter_map(|part| match part {
        Part::Heading(_) | Part::Block(..) => reader.text.part(part).map(|laid| laid.row),
        _ => None,
    });
    for row in rows.filter(|row| (reader.top..bottom).contains(row)) {
        let y = area.y + u16::try_from(row - reader.top).unwrap_or(0);
        canvas.text((x, y), 1, EVIDENCE, Role::Marker);
    }
}
