//! The line of tags: what the article is filed under, apart by commas. `Tab` completes with tags that are used already.

use crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::{Fate, Layer, Pasted};
use crate::text::fold::fold;
use crate::tui::app::{App, tags_of};
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::line::Line;
use crate::tui::theme::Role;

/// The line of tags at the bottom of the screen.
pub struct TagLine {
    line: Line,
}

impl TagLine {
    /// A line that holds the tags that there are.
    #[must_use]
    pub fn new(tags: &[String]) -> Self {
        let more = if tags.is_empty() { "" } else { ", " };
        Self { line: Line::new(&format!("{}{more}", tags.join(", "))) }
    }

    /// What the tag that is being typed may become, the most used first.
    fn completion(&self, app: &App) -> Option<String> {
        let text = self.line.text();
        let begun = fold(text.rsplit(',').next().unwrap_or_default().trim());
        let typed = tags_of(&text);
        let fits = |tag: &String| fold(tag).starts_with(&begun) && !typed.contains(tag);
        app.known_tags().into_iter().find(fits)
    }

    fn complete(&mut self, app: &App) {
        let Some(tag) = self.completion(app) else { return };
        let text = self.line.text();
        let before = text.rfind(',').map_or("", |comma| text.get(..=comma).unwrap_or_default());
        let space = if before.is_empty() { "" } else { " " };
        self.line = Line::new(&format!("{before}{space}{tag}, "));
    }
}

impl Layer for TagLine {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        match (chord.code, chord.to_string().as_str()) {
            (KeyCode::Esc, _) | (_, "ctrl-c") => Fate::Close,
            (KeyCode::Enter, _) => {
                let set = app.set_tags(&tags_of(&self.line.text()));
                app.settle(set);
                Fate::Close
            }
            (KeyCode::Tab, _) => {
                self.complete(app);
                Fate::Stay
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
        let said = self.completion(app).map_or_else(|| "apart by commas".to_owned(), |tag| format!("tab: {tag}"));
        Some(self.line.paint_as_status(canvas, app.frame.desk.status, "tags: ", (&said, Role::Meta)))
    }
}
