//! Waiting for the character that a command takes: the name of a mark.

use ratatui::layout::Position;

use super::{Fate, Layer};
use crate::tui::app::{App, View};
use crate::tui::canvas::Canvas;
use crate::tui::command::{Command, Given};
use crate::tui::key::Chord;
use crate::tui::theme::Role;

/// The next character goes to this command.
pub struct NextCharacter {
    /// The command.
    pub command: &'static Command,
    /// The count that was typed before.
    pub count: Option<usize>,
}

impl Layer for NextCharacter {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        if let Some(character) = chord.character() {
            app.run(self.command, &Given { count: self.count, character: Some(character), words: String::new() });
        }
        Fate::Close
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let frame = &app.frame;
        let area = if app.view == View::Reader { frame.page.status } else { frame.desk.status };
        canvas.clear(area);
        let marks = app.history.marks(app.reader.as_ref());
        let said = if marks.is_empty() { String::new() } else { format!(" · set: {marks}") };
        canvas.cut(
            (area.x + 1, area.y),
            area.width.saturating_sub(1),
            &format!("{}: a letter{said}", self.command.name),
            Role::Prompt,
        );
        None
    }
}
