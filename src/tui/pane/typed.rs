//! The which-key box: what can follow the keys that were typed.

use ratatui::layout::Rect;

use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::theme::Role;

/// Paints the box over the status line, where the beginning of a binding was typed.
pub fn paint(canvas: &mut Canvas<'_>, app: &App) {
    if app.typed.chords.is_empty() {
        return;
    }
    let rows: Vec<(String, &str)> = app
        .keymap
        .continuations(app.scope(), &app.typed.chords)
        .map(|(rest, command)| (Chord::spell(rest), command.about))
        .collect();
    let whole = canvas.area();
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(2).min(whole.height);
    let width = 78.min(whole.width);
    let area = Rect { x: whole.width - width, y: whole.height.saturating_sub(height + 1), width, height };
    let inner = canvas.framed(area, &Chord::spell(&app.typed.chords));
    for ((keys, about), y) in rows.iter().zip(inner.top()..inner.bottom()) {
        canvas.cut((inner.x, y), 8.min(inner.width), keys, Role::Key);
        canvas.cut((inner.x + 9, y), inner.width.saturating_sub(9), about, Role::Text);
    }
}
