//! The pipe line: where a command is typed that gets the article, the selection or a takeaway.

use crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::{Fate, Layer, Pasted};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::line::Line;
use crate::tui::theme::Role;

/// The line at the bottom of the screen.
pub struct PipeLine {
    line: Line,
    /// What the command gets: "this article", "the selection".
    gives: &'static str,
}

impl PipeLine {
    /// An empty line; `gives` says what the command gets.
    #[must_use]
    pub fn new(gives: &'static str) -> Self {
        Self { line: Line::default(), gives }
    }
}

impl Layer for PipeLine {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        match (chord.code, chord.to_string().as_str()) {
            (KeyCode::Esc, _) | (_, "ctrl-c") => Fate::Close,
            (KeyCode::Backspace | KeyCode::Enter, _) if self.line.is_empty() => Fate::Close,
            (KeyCode::Up, _) if self.line.is_empty() => {
                self.line = Line::new(&app.keeping.piped);
                Fate::Stay
            }
            (KeyCode::Enter, _) => {
                let piped = app.pipe(&self.line.text());
                app.settle(piped);
                Fate::Close
            }
            _ => {
                self.line.key(chord);
                Fate::Stay
            }
        }
    }

    fn paste(&mut self, _app: &mut App, pasted: &Pasted<'_>) -> Fate {
        self.line.insert(&pasted.line());
        Fate::Stay
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let again = if app.keeping.piped.is_empty() { "" } else { " · up: the last one" };
        let said = format!("a command that reads {}{again}", self.gives);
        Some(self.line.paint_as_status(canvas, app.frame.desk.status, "| ", (&said, Role::Meta)))
    }
}
