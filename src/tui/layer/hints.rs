//! Link hints: a letter or two on each link in view; typing them follows the link.

use crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::{Fate, Layer};
use crate::tui::app::{App, Notice};
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::layout::Target;
use crate::tui::reader::Reader;
use crate::tui::theme::Role;

/// Letters near the home row first.
const LETTERS: &str = "asdfghjklqwertyuiopzxcvbnm";

/// One hint.
struct Hint {
    label: String,
    /// Row in the text pane's view and cell in the line.
    at: (usize, usize),
    target: Target,
}

/// Letters on the links in view.
pub struct Hints {
    hints: Vec<Hint>,
    typed: String,
}

impl Hints {
    /// Hints on every link in view; none when there is none.
    #[must_use]
    pub fn new(reader: &Reader) -> Option<Self> {
        let all: Vec<usize> = (0..reader.text.links.len()).collect();
        Self::among(reader, &all)
    }

    /// Hints on those of `links` that are in view.
    #[must_use]
    pub fn among(reader: &Reader, links: &[usize]) -> Option<Self> {
        let rows = reader.room().rows;
        let mut seen = Vec::new();
        for (row, line) in reader.text.lines.iter().enumerate().skip(reader.top).take(rows) {
            let mut cell = line.indent;
            for piece in &line.pieces {
                if let Some(link) = piece.link
                    && links.contains(&link)
                    && seen.iter().all(|(other, _)| *other != link)
                {
                    seen.push((link, (row - reader.top, cell)));
                }
                cell += crate::text::width::width(&piece.text);
            }
        }
        let labels = labels(seen.len());
        let hints: Vec<Hint> = seen
            .into_iter()
            .zip(labels)
            .filter_map(|((link, at), label)| {
                Some(Hint { label, at, target: reader.text.links.get(link)?.target.clone() })
            })
            .collect();
        (!hints.is_empty()).then_some(Self { hints, typed: String::new() })
    }
}

/// `count` labels, all of one length, so that none begins another.
fn labels(count: usize) -> Vec<String> {
    let letters: Vec<char> = LETTERS.chars().collect();
    if count <= letters.len() {
        return letters.iter().take(count).map(ToString::to_string).collect();
    }
    letters.iter().flat_map(|first| letters.iter().map(move |second| format!("{first}{second}"))).take(count).collect()
}

impl Layer for Hints {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        if chord.code == KeyCode::Backspace && self.typed.pop().is_some() {
            return Fate::Stay;
        }
        let Some(letter) = chord.character() else { return Fate::Close };
        self.typed.push(letter.to_ascii_lowercase());
        if let Some(hint) = self.hints.iter().find(|hint| hint.label == self.typed) {
            if let Err(refusal) = app.follow_target(hint.target.clone()) {
                app.notice = Some(Notice::Refused(refusal.0));
            }
            return Fate::Close;
        }
        if self.hints.iter().any(|hint| hint.label.starts_with(&self.typed)) { Fate::Stay } else { Fate::Close }
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let area = app.frame.page.text;
        for hint in &self.hints {
            let Some(rest) = hint.label.strip_prefix(self.typed.as_str()) else { continue };
            let (row, cell) = hint.at;
            let (Ok(row), Ok(cell)) = (u16::try_from(row), u16::try_from(cell)) else { continue };
            if row < area.height && cell < area.width {
                canvas.text((area.x + cell, area.y + row), 2, rest, Role::MatchHere);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_begins_another() {
        for count in [1, 26, 27, 300] {
            let labels = labels(count);
            assert_eq!(labels.len(), count);
            for (index, label) in labels.iter().enumerate() {
                assert!(
                    labels.iter().enumerate().all(|(other, text)| other == index || !text.starts_with(label.as_str()))
                );
            }
        }
    }
}
