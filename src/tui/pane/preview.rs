//! The preview: the article under the cursor, from its headline on.

use ratatui::layout::Rect;

use super::lines;
use crate::tui::app::Preview;
use crate::tui::canvas::Canvas;

/// Paints the preview from its first line.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, preview: &Preview) {
    lines::paint(canvas, area, &preview.layout, 0);
}
