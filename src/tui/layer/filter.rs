//! The filter line of the library: the list narrows while it is typed. Arrows move in the list meanwhile.

use crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::{Fate, Layer, Pasted};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::line::Line;
use crate::tui::motion::Motion;
use crate::tui::pane::thousands;
use crate::tui::theme::Role;

/// The filter line at the bottom of the library screen.
pub struct FilterLine {
    line: Line,
    before: String,
}

impl FilterLine {
    /// A filter line that goes on from the filter that stands.
    #[must_use]
    pub fn new(filter: &str) -> Self {
        Self { line: Line::new(filter), before: filter.to_owned() }
    }
}

impl Layer for FilterLine {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        let motion = match chord.code {
            KeyCode::Enter => {
                // The list is that of the last good filter: the line must not go without a word.
                if let Some(mistake) = app.shelf.mistake.clone() {
                    app.failed(&mistake);
                }
                return Fate::Close;
            }
            code if code == KeyCode::Esc || chord.to_string() == "ctrl-c" => {
                app.set_filter(&self.before);
                return Fate::Close;
            }
            KeyCode::Backspace if self.line.is_empty() => return Fate::Close,
            KeyCode::Down => Motion::Lines(1),
            KeyCode::Up => Motion::Lines(-1),
            KeyCode::PageDown => Motion::Pages(1),
            KeyCode::PageUp => Motion::Pages(-1),
            _ => {
                if self.line.key(chord) {
                    app.set_filter(&self.line.text());
                }
                return Fate::Stay;
            }
        };
        app.shelf.go(motion, None);
        app.want_preview();
        Fate::Stay
    }

    fn paste(&mut self, app: &mut App, pasted: &Pasted<'_>) -> Fate {
        self.line.insert(&pasted.line());
        app.set_filter(&self.line.text());
        Fate::Stay
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let (listed, all) = (thousands(app.shelf.len()), thousands(app.shelf.library.len()));
        let instead = app.shelf.instead().map(|instead| format!("no exact match, showing “{instead}” · "));
        let counted = || (format!("{}{listed} of {all}", instead.unwrap_or_default()), Role::Meta);
        let mistake = app.shelf.mistake.as_ref().map(|mistake| (mistake.to_string(), Role::Warning));
        let (said, role) = mistake.unwrap_or_else(counted);
        Some(self.line.paint_as_status(canvas, app.frame.desk.status, "filter: ", (&said, role)))
    }
}
