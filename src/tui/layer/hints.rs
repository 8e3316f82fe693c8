//! Hints: a letter or two on each link, word or acronym in view; typing them follows the link, starts a selection at the word, or
//! says what the acronym means.

use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};

use super::{Fate, Layer};
use crate::article::Place;
use crate::text::width::width;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::layout::{Target, Word};
use crate::tui::reader::{Pane, Reader};
use crate::tui::theme::Role;

/// Letters near the home row first.
const LETTERS: &str = "asdfghjklqwertyuiopzxcvbnm";

/// One hint.
struct Hint {
    label: String,
    /// Row in the pane's view and cell in the line.
    at: (usize, usize),
    leads: Leads,
}

/// What a hint does.
enum Leads {
    /// Follows a link.
    Link(Target),
    /// Selects a word: where it starts, its bytes.
    Word(Place, usize),
    /// Shows what an acronym means.
    Term(String),
}

/// Letters on the links or words in view.
pub struct Hints {
    all: Vec<Hint>,
    typed: String,
    /// Where they stand.
    pane: Pane,
    /// How they look.
    role: Role,
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
                cell += width(&piece.text);
            }
        }
        let labels = labels(seen.len());
        let hints: Vec<Hint> = seen
            .into_iter()
            .zip(labels)
            .filter_map(|((link, at), label)| {
                Some(Hint { label, at, leads: Leads::Link(reader.text.links.get(link)?.target.clone()) })
            })
            .collect();
        (!hints.is_empty()).then_some(Self {
            all: hints,
            typed: String::new(),
            pane: Pane::Text,
            role: Role::MatchHere,
        })
    }

    /// Hints on the words in view of the pane that has the keyboard; none when there is none.
    #[must_use]
    pub fn on_words(reader: &Reader) -> Option<Self> {
        let (pane, layout, top) = reader.layout_here();
        let words = layout.words_on(reader.rows_in_view());
        let apart = |length: usize| spread(&words, length + 1);
        let few = apart(length_for(words.len()));
        let hints: Vec<Hint> = few
            .iter()
            .zip(labels(few.len()))
            .map(|(word, label)| Hint {
                label,
                at: (word.row - top, word.cell),
                leads: Leads::Word(word.place, word.length),
            })
            .collect();
        (!hints.is_empty()).then_some(Self { all: hints, typed: String::new(), pane, role: Role::Hint })
    }

    /// Hints on acronyms in view of the pane that has the keyboard.
    #[must_use]
    pub fn on_terms(reader: &Reader, terms: &[(Word, String)]) -> Self {
        let (pane, _, top) = reader.layout_here();
        let hint = |((word, term), label): (&(Word, String), String)| Hint {
            label,
            at: (word.row.saturating_sub(top), word.cell),
            leads: Leads::Term(term.clone()),
        };
        let all = terms.iter().zip(labels(terms.len())).map(hint).collect();
        Self { all, typed: String::new(), pane, role: Role::MatchHere }
    }

    /// Does what a hint is for.
    fn choose(app: &mut App, leads: &Leads) {
        match leads {
            Leads::Link(target) => {
                let followed = app.follow_target(target.clone());
                app.settle(followed);
            }
            Leads::Term(term) => {
                let shown = app.show_meaning(term);
                app.settle(shown);
            }
            Leads::Word(place, length) => {
                if let Some(reader) = &mut app.reader {
                    reader.select_stretch(*place, *length);
                }
            }
        }
    }

    fn area(&self, app: &App) -> Rect {
        let page = &app.frame.page;
        match self.pane {
            Pane::Takeaways => page.takeaways,
            Pane::Sources => page.sources,
            Pane::Text | Pane::Contents => Some(page.text),
        }
        .unwrap_or_default()
    }
}

/// Words whose labels do not touch: of two that start within so many cells on a row, the longer one.
fn spread(words: &[Word], cells: usize) -> Vec<Word> {
    let mut kept: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        match kept.last_mut() {
            Some(last) if last.row == word.row && (last.cell..last.cell + cells).contains(&word.cell) => {
                if word.length > last.length {
                    *last = *word;
                }
            }
            _ => kept.push(*word),
        }
    }
    kept
}

/// Letters of a label where there are so many.
fn length_for(count: usize) -> usize {
    let letters = LETTERS.len();
    std::iter::successors(Some(letters), |reach| reach.checked_mul(letters)).take_while(|reach| *reach < count).count()
        + 1
}

/// `count` labels, all of one length, so that none begins another.
fn labels(count: usize) -> Vec<String> {
    let mut labels = vec![String::new()];
    for _ in 0..length_for(count) {
        let longer = labels.iter().flat_map(|label| LETTERS.chars().map(move |letter| format!("{label}{letter}")));
        labels = longer.take(count).collect();
    }
    labels
}

impl Layer for Hints {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        if chord.code == KeyCode::Backspace && self.typed.pop().is_some() {
            return Fate::Stay;
        }
        let Some(letter) = chord.character() else { return Fate::Close };
        self.typed.push(letter.to_ascii_lowercase());
        if let Some(hint) = self.all.iter().find(|hint| hint.label == self.typed) {
            Self::choose(app, &hint.leads);
            return Fate::Close;
        }
        if self.all.iter().any(|hint| hint.label.starts_with(&self.typed)) { Fate::Stay } else { Fate::Close }
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let area = self.area(app);
        if self.role == Role::Hint {
            // Words are everywhere: the letters must stand out from them.
            canvas.tint(area, Role::Meta);
        }
        for hint in &self.all {
            let Some(rest) = hint.label.strip_prefix(self.typed.as_str()) else { continue };
            let (row, cell) = hint.at;
            let (Ok(row), Ok(cell)) = (u16::try_from(row), u16::try_from(cell)) else { continue };
            if row < area.height && cell < area.width {
                canvas.text((area.x + cell, area.y + row), area.width - cell, rest, self.role);
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
        for count in [1, 26, 27, 300, 676, 677, 2000] {
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
