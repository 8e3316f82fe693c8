//! The find line: what is typed is found at once, from where the search started.

use crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::{Fate, Layer, Pasted};
use crate::article::Place;
use crate::tui::app::{App, Notice};
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::line::Line;
use crate::tui::reader::{Reader, View};

/// The find line at the bottom of an article.
pub struct FindLine {
    line: Line,
    /// Where the search starts.
    from: Place,
    /// Where `Enter` says that it jumped from.
    spot: Place,
    /// What `Esc` goes back to.
    before: View,
}

impl FindLine {
    /// A find line that starts where the reader is.
    #[must_use]
    pub fn new(reader: &Reader) -> Self {
        Self { line: Line::default(), from: reader.search_start(), spot: reader.spot(), before: reader.view() }
    }

    /// Finds from where the search started; without a match, what was seen before is seen again.
    fn search(&self, app: &mut App) {
        let Some(reader) = &mut app.reader else { return };
        reader.put_back(&self.before);
        reader.find(&self.line.text(), self.from);
    }

    /// `Enter`: stays at the match; on an empty line, goes on with the search that stood.
    fn accept(&self, app: &mut App) {
        let Some(reader) = &mut app.reader else { return };
        if self.line.is_empty() {
            reader.put_back(&self.before);
            let next = app.next_match(1);
            app.settle(next);
            return;
        }
        let none = reader.found.as_ref().is_some_and(|found| found.matches.is_empty());
        let origin = reader.origin.clone();
        app.history.jumped_from(origin, self.spot);
        if none {
            app.notice = Some(Notice::Refused("no match in this article".into()));
        }
    }
}

impl Layer for FindLine {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        match (chord.code, chord.to_string().as_str()) {
            (KeyCode::Enter, _) => {
                self.accept(app);
                Fate::Close
            }
            (KeyCode::Esc, _) | (_, "ctrl-c") => {
                if let Some(reader) = &mut app.reader {
                    reader.put_back(&self.before);
                }
                Fate::Close
            }
            (KeyCode::Backspace, _) if self.line.is_empty() => Fate::Close,
            _ => {
                if self.line.key(chord) {
                    self.search(app);
                }
                Fate::Stay
            }
        }
    }

    fn paste(&mut self, app: &mut App, pasted: &Pasted<'_>) -> Fate {
        self.line.insert(&pasted.line());
        self.search(app);
        Fate::Stay
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let found = app.reader.as_ref().and_then(|reader| reader.found.as_ref());
        let count = found.map(crate::tui::pane::status::count_of).unwrap_or_default();
        Some(self.line.paint_as_status(canvas, app.frame.page.status, "/", (&count, crate::tui::theme::Role::Meta)))
    }
}
