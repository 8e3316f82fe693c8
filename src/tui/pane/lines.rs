//! Lines of a layout on the canvas: pieces with their roles, indents, nothing else.

use ratatui::layout::Rect;

use crate::text::width::width;
use crate::tui::canvas::Canvas;
use crate::tui::layout::Layout;

/// Paints the lines of a layout from `top` on.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, layout: &Layout, top: usize) {
    for (line, y) in layout.lines.iter().skip(top).zip(area.top()..area.bottom()) {
        let mut cell = u16::try_from(line.indent).unwrap_or(u16::MAX);
        for piece in &line.pieces {
            if cell >= area.width {
                break;
            }
            canvas.text((area.x + cell, y), area.width - cell, &piece.text, piece.style);
            cell = cell.saturating_add(u16::try_from(width(&piece.text)).unwrap_or(u16::MAX));
        }
    }
}

/// The rows of an area that show rows `from..to` of a layout scrolled to `top`.
#[must_use]
pub fn band(area: Rect, top: usize, from: usize, to: usize) -> Rect {
    let rows = usize::from(area.height);
    let first = from.saturating_sub(top).min(rows);
    let last = to.saturating_sub(top).min(rows);
    let y = area.y + u16::try_from(first).unwrap_or(0);
    Rect { y, height: u16::try_from(last - first).unwrap_or(0), ..area }
}
