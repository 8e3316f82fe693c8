//! The contents: headings with their words, the section that is being read in bold.

use ratatui::layout::Rect;

use super::{label, thousands};
use crate::tui::canvas::Canvas;
use crate::tui::reader::{OutlineRow, Pane, Reader};
use crate::tui::theme::Role;

/// Paints the contents pane and its label.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, reader: &Reader) {
    let here = reader.pane == Pane::Contents;
    label(canvas, area, "CONTENTS", here);
    let shown = reader.outline.row_of(reader.current);
    let row = if here { Some(reader.contents.cursor) } else { shown };
    rows(canvas, area, &reader.outline.rows, reader.contents.top, Cursor { row, here });
    super::takeaways::more(canvas, area, reader.contents.top, reader.outline.rows.len());
}

/// The row under the cursor of a list, and whether that list has the keyboard.
#[derive(Clone, Copy, Debug)]
pub struct Cursor {
    /// The row, from 0.
    pub row: Option<usize>,
    /// Whether keys go here.
    pub here: bool,
}

/// Paints rows of contents from `top` on.
pub fn rows(canvas: &mut Canvas<'_>, area: Rect, rows: &[OutlineRow], top: usize, cursor: Cursor) {
    for (index, (row, y)) in rows.iter().skip(top).zip(area.top()..area.bottom()).enumerate() {
        let indent = u16::from(row.level.saturating_sub(1)).saturating_mul(2).min(area.width / 3);
        let words = if area.width >= 24 { length(row) } else { String::new() };
        let words_width = u16::try_from(words.len()).unwrap_or(0);
        let at_cursor = Some(top + index) == cursor.row;
        let role = if at_cursor && !cursor.here { Role::CursorQuiet } else { Role::Text };
        canvas.cut((area.x + indent, y), area.width.saturating_sub(indent + words_width + 2), &row.heading, role);
        canvas.right((area.x, y), area.width, &words, Role::Meta);
        if at_cursor && cursor.here {
            canvas.tint(Rect { y, height: 1, ..area }, Role::Cursor);
        }
    }
}

/// Words of a section, characters where the script has no spaces.
fn length(row: &OutlineRow) -> String {
    match row.length.words.max(row.length.characters) {
        0 => String::new(),
        count => thousands(count),
    }
}
