//! The title line of the library: the name, how many articles, in which order.

use ratatui::layout::Rect;

use super::thousands;
use crate::tui::canvas::Canvas;
use crate::tui::shelf::Shelf;
use crate::tui::theme::Role;

/// Paints the title line.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, shelf: &Shelf) {
    let name = canvas.cut((area.x + 1, area.y), area.width.saturating_sub(2), "nutgraf", Role::Headline);
    let total = shelf.total();
    let counted = match (shelf.filter.is_empty(), total) {
        (true, 1) => "1 article".to_owned(),
        (true, _) => format!("{} articles", thousands(total)),
        (false, _) => format!("{} of {} articles", thousands(shelf.len()), thousands(total)),
    };
    let filter = match shelf.instead() {
        Some(instead) => format!("no exact match, showing “{instead}” · "),
        None if shelf.filter.is_empty() => String::new(),
        None => format!("“{}” · ", crate::text::clean::line(&shelf.filter)),
    };
    let said = format!("{filter}{counted} · {}", shelf.shown_order().description());
    let start = area.x + name + 3;
    canvas.right((start, area.y), area.right().saturating_sub(start + 1), &said, Role::Meta);
}
