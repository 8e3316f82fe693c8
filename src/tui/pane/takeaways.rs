//! The list panes: takeaways and sources, with the item under the cursor.

use ratatui::layout::Rect;

use super::marks::Sheet;
use super::{label, lines};
use crate::article::Part;
use crate::tui::canvas::Canvas;
use crate::tui::reader::{ListPane, Pane, Reader};
use crate::tui::theme::Role;

/// Paints a list pane and its label.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, reader: &Reader, pane: Pane) {
    let (list, title, part): (&ListPane, _, fn(usize) -> Part) = match pane {
        Pane::Sources => (&reader.sources, "SOURCES", Part::Source),
        _ => (&reader.takeaways, "KEY TAKEAWAYS", Part::Takeaway),
    };
    let here = reader.pane == pane;
    label(canvas, area, title, here);
    lines::paint(canvas, area, &list.layout, list.top);
    // While text is selected its look must stand alone.
    if here
        && reader.selection.is_none()
        && let Some(laid) = list.layout.part(part(list.cursor))
    {
        canvas.tint(lines::band(area, list.top, laid.row, laid.row + laid.rows), Role::Cursor);
    }
    Sheet { area, layout: &list.layout, top: list.top }.marks(canvas, reader);
    more(canvas, area, list.top, list.layout.lines.len());
}

/// Quiet signs beside the label that a pane goes on above or below.
pub fn more(canvas: &mut Canvas<'_>, area: Rect, top: usize, length: usize) {
    let (above, below) = (top > 0, length > top + usize::from(area.height));
    let sign = match (above, below) {
        (true, true) => "↑↓",
        (true, false) => "↑",
        (false, true) => "↓",
        (false, false) => return,
    };
    if area.y >= 2 {
        canvas.right((area.x, area.y - 2), area.width, sign, Role::Meta);
    }
}
