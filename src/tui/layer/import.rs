//! The import line: where a file's path or an address is typed, or a whole article pasted.

use crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::{Fate, Layer, Pasted};
use crate::tui::app::{App, Notice};
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::line::Line;
use crate::tui::theme::Role;

/// What the line takes.
const TAKES: &str = "a file or address, or paste an article";

/// The import line at the bottom of the screen.
#[derive(Default)]
pub struct ImportLine {
    line: Line,
}

impl Layer for ImportLine {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        match (chord.code, chord.to_string().as_str()) {
            (KeyCode::Esc, _) | (_, "ctrl-c") => Fate::Close,
            (KeyCode::Backspace | KeyCode::Enter, _) if self.line.is_empty() => Fate::Close,
            (KeyCode::Enter, _) => {
                let begun = app.import_from(&self.line.text());
                if app.settle(begun) { Fate::Close } else { Fate::Stay }
            }
            _ => {
                self.line.key(chord);
                Fate::Stay
            }
        }
    }

    fn paste(&mut self, app: &mut App, pasted: &Pasted<'_>) -> Fate {
        if pasted.is_text() {
            app.import_text(pasted.0);
            return Fate::Close;
        }
        self.line.insert(&pasted.line());
        Fate::Stay
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let (said, role) = match &app.notice {
            Some(Notice::Refused(why) | Notice::Failed(why)) => (why.as_str(), Role::Warning),
            _ => (TAKES, Role::Meta),
        };
        Some(self.line.paint_as_status(canvas, app.frame.desk.status, "import: ", (said, role)))
    }
}
