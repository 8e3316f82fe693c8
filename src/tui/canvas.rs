//! The canvas: cells, the theme, and the few ways in which panes put text on them.
//!
//! Everything that panes and layers paint goes through here, so that clipping, wide graphemes and roles are handled once.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style as Look};
use unicode_segmentation::UnicodeSegmentation as _;

use super::theme::{Role, Style, Theme};
use crate::text::width::width;

/// Cells to paint on, with the theme that says how roles look.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
    /// Whether ornaments (frames, rules, margin marks) are left out.
    pub plain: bool,
}

impl<'a> Canvas<'a> {
    /// A canvas over a whole buffer.
    pub fn new(buffer: &'a mut Buffer, theme: Theme, plain: bool) -> Self {
        Self { buffer, theme, plain }
    }

    /// The whole area.
    #[must_use]
    pub fn area(&self) -> Rect {
        *self.buffer.area()
    }

    /// Gives the whole blank buffer the look of body text; a theme without a background of its own leaves it as it is.
    pub fn ground(&mut self) {
        let look = self.theme.role(Role::Text);
        if look != Look::new() {
            let area = self.area();
            self.buffer.set_style(area, look);
        }
    }

    /// Makes an area blank, in the look of body text.
    pub fn clear(&mut self, area: Rect) {
        let look = self.theme.role(Role::Text);
        let area = area.intersection(self.area());
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(look);
                }
            }
        }
    }

    /// Writes text from a cell on, at most `room` cells; returns the cells taken. A grapheme that does not fit whole is left out,
    /// and so is everything after it.
    pub fn text(&mut self, at: (u16, u16), room: u16, text: &str, style: impl Into<Style>) -> u16 {
        let look = self.theme.style(style.into());
        self.run(at, room, text, look)
    }

    fn run(&mut self, (x, y): (u16, u16), room: u16, text: &str, look: Look) -> u16 {
        let area = self.area();
        if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() {
            return 0;
        }
        let end = x.saturating_add(room).min(area.right());
        let mut here = x;
        if text.is_ascii() {
            for byte in text.bytes() {
                if here >= end {
                    break;
                }
                if let Some(cell) = self.buffer.cell_mut((here, y)) {
                    cell.set_char(char::from(byte)).set_style(look);
                }
                here += 1;
            }
            return here - x;
        }
        for grapheme in text.graphemes(true) {
            let cells = u16::try_from(width(grapheme)).unwrap_or(u16::MAX);
            if cells == 0 {
                continue;
            }
            if here.saturating_add(cells) > end {
                break;
            }
            if let Some(cell) = self.buffer.cell_mut((here, y)) {
                cell.set_symbol(grapheme).set_style(look);
            }
            for follower in here + 1..here + cells {
                if let Some(cell) = self.buffer.cell_mut((follower, y)) {
                    cell.reset();
                    cell.set_style(look);
                }
            }
            here += cells;
        }
        here - x
    }

    /// Writes text cut to `room` cells, with `…` where something is missing.
    pub fn cut(&mut self, at: (u16, u16), room: u16, text: &str, style: impl Into<Style>) -> u16 {
        let style = style.into();
        if width(text) <= usize::from(room) {
            return self.text(at, room, text, style);
        }
        let taken = self.text(at, room.saturating_sub(1), text, style);
        taken + self.text((at.0.saturating_add(taken), at.1), room.saturating_sub(taken), "…", style)
    }

    /// Writes text that ends at the right edge of `room` cells.
    pub fn right(&mut self, at: (u16, u16), room: u16, text: &str, style: impl Into<Style>) {
        let cells = u16::try_from(width(text)).unwrap_or(u16::MAX);
        if cells <= room {
            self.text((at.0 + (room - cells), at.1), cells, text, style);
        }
    }

    /// Lays a role's look over cells that are painted already: their colours go, their emphasis stays.
    pub fn tint(&mut self, area: Rect, role: Role) {
        let ground = Look::new().fg(Color::Reset).bg(Color::Reset).remove_modifier(Modifier::REVERSED);
        let look = ground.patch(self.theme.role(role));
        self.buffer.set_style(area.intersection(self.area()), look);
    }

    /// Lays a role's look over cells that are painted already, as [`Canvas::tint`] does; a look without colours only adds its
    /// shape, so that what lies below still shows.
    pub fn mark(&mut self, area: Rect, role: Role) {
        let look = self.theme.role(role);
        if look.fg.is_some() || look.bg.is_some() {
            self.tint(area, role);
        } else {
            self.buffer.set_style(area.intersection(self.area()), look);
        }
    }

    /// The mark of what one is at, down the left edge of an area; nothing in linear mode, where a real cursor says it.
    pub fn bar(&mut self, area: Rect) {
        if self.plain {
            return;
        }
        for y in area.top()..area.bottom() {
            self.text((area.x, y), 1, "▎", Role::Gutter);
        }
    }

    /// A rule as long as the area is wide or high.
    pub fn rule(&mut self, area: Rect) {
        if self.plain {
            return;
        }
        let line = if area.width > area.height { "─" } else { "│" };
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                self.text((x, y), 1, line, Role::Rule);
            }
        }
    }

    /// A cleared box with a frame and a title; returns the area inside, with air.
    pub fn framed(&mut self, area: Rect, title: &str) -> Rect {
        let area = area.intersection(self.area());
        self.clear(area);
        if self.plain || area.width < 6 || area.height < 3 {
            self.cut((area.x, area.y), area.width, title, Role::LabelHere);
            let skip = u16::from(!title.is_empty()).min(area.height);
            return Rect { y: area.y + skip, height: area.height - skip, ..area };
        }
        let (left, right, top, bottom) = (area.left(), area.right() - 1, area.top(), area.bottom() - 1);
        self.rule(Rect { x: left + 1, y: top, width: area.width - 2, height: 1 });
        self.rule(Rect { x: left + 1, y: bottom, width: area.width - 2, height: 1 });
        for y in top + 1..bottom {
            self.text((left, y), 1, "│", Role::Rule);
            self.text((right, y), 1, "│", Role::Rule);
        }
        for (x, y, corner) in [(left, top, "╭"), (right, top, "╮"), (left, bottom, "╰"), (right, bottom, "╯")] {
            self.text((x, y), 1, corner, Role::Rule);
        }
        if !title.is_empty() && area.width > 8 {
            let label = format!(" {title} ");
            self.cut((left + 2, top), area.width - 4, &label, Role::LabelHere);
        }
        Rect { x: left + 2, y: top + 1, width: area.width - 4, height: area.height - 2 }
    }

    /// A box in the middle: as large as asked where there is room.
    #[must_use]
    pub fn middle(&self, columns: u16, rows: u16) -> Rect {
        let area = self.area();
        let (width, height) = (columns.min(area.width), rows.min(area.height));
        Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 3, width, height }
    }
}
