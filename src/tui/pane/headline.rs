//! The headline pane: headline and byline over the text, always in view.

use ratatui::layout::Rect;

use super::marks::Sheet;
use crate::tui::canvas::Canvas;
use crate::tui::pane::lines;
use crate::tui::reader::Reader;
use crate::tui::theme::Role;

/// Paints headline and byline; a headline longer than the band ends in `…`.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, reader: &Reader) {
    let clipped = reader.head.lines.len() > usize::from(area.height);
    lines::paint(canvas, area, &reader.head, 0);
    if clipped && area.height > 0 {
        canvas.right((area.x, area.bottom() - 1), area.width, " …", Role::Meta);
    }
    Sheet { area, layout: &reader.head, top: 0 }.marks(canvas, reader);
}
