//! The search screen before anything is typed: how one asks, and what was asked before.

use ratatui::layout::{Position, Rect};

use crate::text::clean;
use crate::text::width::width;
use crate::tui::canvas::Canvas;
use crate::tui::finder::Finder;
use crate::tui::finder::recall::Row;
use crate::tui::theme::Role;

/// Paints tips and offers; returns where a real cursor belongs.
pub(super) fn paint(canvas: &mut Canvas<'_>, area: Rect, finder: &Finder) -> Option<Position> {
    let offers = finder.recall.offers();
    let names = offers.iter().filter_map(|offer| offer.name).map(|name| width(&clean::line(name))).max().unwrap_or(0);
    let names = u16::try_from(names).unwrap_or(u16::MAX).min(area.width / 3);
    let mut cursor = None;
    for (row, y) in finder.recall.rows(usize::from(area.width)).into_iter().zip(area.top()..area.bottom()) {
        match row {
            Row::Blank => {}
            Row::Tip(tip) => {
                canvas.cut((area.x, y), area.width, tip, Role::Meta);
            }
            Row::Label(label) => {
                canvas.cut((area.x, y), area.width, &label.to_uppercase(), Role::Label);
            }
            Row::Offer(index) => {
                let Some(offer) = offers.get(index) else { continue };
                let mut x = area.x;
                if let Some(name) = offer.name {
                    canvas.cut((x, y), names, &clean::line(name), Role::Text);
                    x += names + 2;
                }
                let role = if offer.name.is_some() { Role::Meta } else { Role::Text };
                let taken = canvas.cut((x, y), area.right().saturating_sub(x), &clean::line(offer.query), role);
                if finder.recall.cursor == Some(index) {
                    canvas.tint(Rect { y, height: 1, width: x - area.x + taken, ..area }, Role::Cursor);
                    cursor = Some(Position::new(area.x, y));
                }
            }
        }
    }
    cursor
}
