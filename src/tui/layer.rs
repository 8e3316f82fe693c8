//! Layers: what lies over the screen. The top one sees a key first.
//!
//! A layer is a small state of its own: it takes keys, pastes and clicks, paints itself, and closes. It changes the
//! application through the same functions that commands use. A new layer is a new file here.

pub mod behind;
pub mod brief;
pub mod character;
pub mod contents;
pub mod draft;
pub mod editor;
pub mod events;
pub mod filter;
pub mod find;
pub mod help;
pub mod hints;
pub mod import;
pub mod link;
pub mod menu;
pub mod notes;
pub mod page;
pub mod palette;
pub mod pipe;
pub mod tags;

use std::sync::Arc;

use ratatui::layout::Position;

use super::app::App;
use super::canvas::Canvas;
use super::key::Chord;
use super::worker::{Gathering, KeptNotes};
use crate::insight::alike::Alike;
use crate::library::find::Candidate;
use crate::reading::Noted;
use crate::reading::keep::Orphans;
use crate::text::{Clean, clean};
use behind::compare::Compared;

/// What becomes of a layer after a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It took the key and stays.
    Stay,
    /// It took the key and closes.
    Close,
}

/// What was pasted: foreign text, line breaks as `\n`.
#[derive(Clone, Copy, Debug)]
pub struct Pasted<'a>(pub &'a str);

impl Pasted<'_> {
    /// On one line, for a line that is being typed.
    #[must_use]
    pub fn line(&self) -> Clean {
        clean::line(&self.0.replace(['\r', '\n'], " "))
    }

    /// Whether it is a text of several lines.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.0.trim().contains(['\r', '\n'])
    }
}

/// What a layer asked for and is told.
#[derive(Clone, Copy, Debug)]
pub enum News<'a> {
    /// All notes.
    Notes(&'a Arc<Vec<Noted>>),
    /// Which notes a query means.
    Meant(&'a KeptNotes),
    /// What is kept of all articles is another by now: another program may have written.
    Kept,
    /// Which notes were not found in their articles, of so many that were looked at.
    Orphans(&'a Orphans),
    /// How far the gathering of events is.
    Events(&'a Gathering),
    /// Two articles that changed while they stand beside each other, with what they have in common.
    Compared(&'a [Compared; 2], &'a Alike),
    /// The articles that typed words may mean.
    Candidates(&'a str, &'a Arc<Vec<Candidate>>),
}

/// Something over the screen.
pub trait Layer {
    /// Takes a key.
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate;

    /// Takes a paste.
    fn paste(&mut self, _app: &mut App, _pasted: &Pasted<'_>) -> Fate {
        Fate::Stay
    }

    /// Whether it holds a text that the reader writes: what comes meanwhile waits until it closes.
    fn holds_text(&self) -> bool {
        false
    }

    /// Takes a text back that it gave to the reader's own editor.
    fn edited(&mut self, _app: &mut App, _text: &str) {}

    /// Takes what it asked for.
    fn told(&mut self, _app: &mut App, _news: &News<'_>) {}

    /// Sets what it shows where that or the screen has changed since. Before each frame, for painting may change nothing.
    fn measure(&mut self, _app: &App) {}

    /// Is told that the library or the open article is another than before.
    fn renewed(&mut self, _app: &mut App) {}

    /// Takes a click. Most layers close when clicked beside.
    fn click(&mut self, _app: &mut App, _at: Position) -> Fate {
        Fate::Close
    }

    /// Takes the wheel: lines, down positive.
    fn wheel(&mut self, _app: &mut App, _by: isize) {}

    /// Paints itself; says where the terminal's cursor belongs: where one types, and on the current row in linear mode.
    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position>;
}
