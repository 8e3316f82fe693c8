//! The facets: values with how many articles have them, the numbers flush right.

use ratatui::layout::{Position, Rect};

use crate::text::width::width;
use crate::tui::canvas::Canvas;
use crate::tui::finder::facets::Row;
use crate::tui::finder::{Finder, Focus};
use crate::tui::pane::thousands;
use crate::tui::theme::Role;

/// Paints the facets; returns where a real cursor belongs, while they have the keyboard.
pub(super) fn paint(canvas: &mut Canvas<'_>, area: Rect, finder: &Finder) -> Option<Position> {
    let has_keyboard = finder.focus == Focus::Facets;
    let mut cursor = None;
    for (row, y) in finder.facet_rows(usize::from(area.height)).into_iter().zip(area.top()..area.bottom()) {
        match row {
            Row::Blank => {}
            Row::Label(facet, more) => {
                let role = if has_keyboard { Role::LabelHere } else { Role::Label };
                let taken = canvas.cut((area.x, y), area.width, &facet.label().to_uppercase(), role);
                if more > 0 {
                    let room = area.width.saturating_sub(taken + 1);
                    canvas.right((area.x + taken + 1, y), room, &format!("{} more", thousands(more)), Role::Meta);
                }
            }
            Row::Value(index, (facet, value, articles)) => {
                let count = articles.map(thousands).unwrap_or_default();
                let room = area.width.saturating_sub(u16::try_from(width(&count) + 2).unwrap_or(0));
                let narrowed = finder.is_narrowed_to(facet, value);
                let (sign, role) = if narrowed { ("• ", Role::LabelHere) } else { ("", Role::Text) };
                let sign = canvas.text((area.x, y), room, sign, Role::Marker);
                canvas.cut((area.x + sign, y), room.saturating_sub(sign), &value.line(), role);
                canvas.right((area.x, y), area.width, &count, Role::Meta);
                if has_keyboard && index == finder.facets.cursor {
                    canvas.tint(Rect { y, height: 1, ..area }, Role::Cursor);
                    cursor = Some(Position::new(area.x, y));
                }
            }
        }
    }
    cursor
}
