//! The contents as a list over the page, where there is no room for their pane.

use crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::{Fate, Layer};
use crate::article::{Part, Place};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::motion::{Motion, keep_in_view};
use crate::tui::pane::contents;
use crate::tui::reader::{OutlineRow, Reader};

/// The contents over the page.
pub struct ContentsList {
    rows: Vec<OutlineRow>,
    cursor: usize,
}

impl ContentsList {
    /// The contents of an article, with the cursor on the section that is being read.
    #[must_use]
    pub fn new(reader: &Reader) -> Self {
        Self { rows: reader.outline.rows.clone(), cursor: reader.outline.row_of(reader.current).unwrap_or(0) }
    }
}

impl Layer for ContentsList {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        let motion = match (chord.code, chord.character()) {
            (KeyCode::Enter, _) => {
                if let Some(row) = self.rows.get(self.cursor) {
                    app.jump(Place::start(Part::Heading(row.section)));
                }
                return Fate::Close;
            }
            (KeyCode::Down, _) | (_, Some('j' | ']')) => Motion::Lines(1),
            (KeyCode::Up, _) | (_, Some('k' | '[')) => Motion::Lines(-1),
            (KeyCode::Home, _) | (_, Some('g')) => Motion::Top,
            (KeyCode::End, _) | (_, Some('G')) => Motion::Bottom,
            _ => return Fate::Close,
        };
        self.cursor = motion.in_list(self.cursor, self.rows.len(), 10, None);
        Fate::Stay
    }

    fn wheel(&mut self, _app: &mut App, by: isize) {
        self.cursor = Motion::Lines(by.signum()).in_list(self.cursor, self.rows.len(), 10, None);
    }

    fn paint(&self, _app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let rows = u16::try_from(self.rows.len()).unwrap_or(u16::MAX).saturating_add(2);
        let area = canvas.middle(56, rows);
        let inner = canvas.framed(area, "Contents");
        let top = keep_in_view(0, self.cursor, usize::from(inner.height), self.rows.len());
        contents::rows(canvas, inner, &self.rows, top, contents::Cursor { row: Some(self.cursor), here: true });
        let row = u16::try_from(self.cursor - top).unwrap_or(0);
        canvas.plain.then_some(Position::new(inner.x, inner.y + row))
    }
}
