//! The editor over the screen: a text of several lines is typed, for whoever opened it.
//!
//! What is typed goes to the function that was given at opening; where that refuses, the editor stays open and says why.
//! Nothing that was typed is lost by a slip: leaving with a change asks once.

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::layout::{Position, Rect};

use super::{Fate, Layer, Pasted};
use crate::text::Clean;
use crate::text::width::width;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::effect::Effect;
use crate::tui::key::Chord;
use crate::tui::motion::keep_in_view;
use crate::tui::outcome::Outcome;
use crate::tui::prose::{LONGEST, Move, Prose};
use crate::tui::theme::Role;

/// Takes the text when it is saved. A refusal is shown, and the editor stays open.
pub type Save = Box<dyn FnMut(&mut App, String) -> Outcome>;

/// Cells of a line at most, with the one behind its end where the cursor can stand.
const MEASURE: u16 = 76;
/// Rows of text at most.
const MOST: u16 = 24;
/// What the keys do; those that there is no room for are left out from the end.
const KEYS: [&str; 5] = ["ctrl-s save", "esc leave", "ctrl-e $EDITOR", "ctrl-z undo", "ctrl-y redo"];
/// What `Esc` asks.
const SURE: &str = "esc again drops the change, ctrl-s saves";
/// The same where there is less room.
const SURE_IN_BRIEF: &str = "esc drops it, ctrl-s saves";

/// What is said in the line at the bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    /// What the keys do.
    Keys,
    /// Whether the change is to be dropped.
    Sure,
    /// Why something cannot be done.
    Refused(Clean),
}

/// The editor.
pub struct EditorLayer {
    title: Clean,
    prose: Prose,
    /// The text that is saved.
    saved: String,
    save: Save,
    said: Said,
    /// The first row shown.
    top: usize,
}

impl EditorLayer {
    /// An editor for a text, which goes to `save` when it is saved.
    #[must_use]
    pub fn new(title: Clean, text: &str, save: Save) -> Self {
        let prose = Prose::new(text);
        Self { title, saved: prose.text().to_owned(), prose, save, said: Said::Keys, top: 0 }
    }

    fn save(&mut self, app: &mut App) -> Fate {
        match (self.save)(app, self.prose.text().to_owned()) {
            Ok(()) => Fate::Close,
            Err(refusal) => {
                self.said = Said::Refused(refusal.0);
                Fate::Stay
            }
        }
    }

    fn leave(&mut self) -> Fate {
        if self.said == Said::Sure || self.prose.text() == self.saved {
            return Fate::Close;
        }
        self.said = Said::Sure;
        Fate::Stay
    }

    fn insert(&mut self, text: &str) {
        if !self.prose.insert(text) {
            let most = crate::tui::pane::thousands(LONGEST);
            self.said = Said::Refused(crate::text::clean::line(&format!("a text has at most {most} bytes")));
        }
    }

    /// Takes an editing key.
    fn edit(&mut self, chord: Chord, cells: usize) {
        let prose = &mut self.prose;
        if let Some(motion) = motion(chord, cells) {
            return prose.go(motion);
        }
        let control = chord.modifiers.contains(KeyModifiers::CONTROL);
        match (chord.code, chord.to_string().as_str()) {
            (KeyCode::Enter, _) => self.insert("\n"),
            (KeyCode::Tab, _) => self.insert("    "),
            (KeyCode::Backspace, "alt-backspace") | (_, "ctrl-w") => prose.delete(Move::WordLeft),
            (KeyCode::Backspace, _) => prose.delete(Move::Left),
            (KeyCode::Delete, _) if control => prose.delete(Move::WordRight),
            (KeyCode::Delete, _) | (_, "ctrl-d") => prose.delete(Move::Right),
            (_, "alt-d") => prose.delete(Move::WordRight),
            (_, "ctrl-u") => prose.delete(Move::Home(cells)),
            (_, "ctrl-k") => prose.delete(Move::End(cells)),
            (_, "ctrl-z" | "ctrl-_") => {
                prose.undo();
            }
            (_, "ctrl-y" | "ctrl-r") => {
                prose.redo();
            }
            _ => {
                if let Some(character) = chord.character() {
                    self.insert(character.encode_utf8(&mut [0; 4]));
                }
            }
        }
    }

    fn keep_in_view(&mut self, place: &Stage) {
        let (row, _) = self.prose.seat(place.cells());
        let length = self.prose.rows(place.cells()).len();
        self.top = keep_in_view(self.top, row, usize::from(place.text.height), length);
    }

    /// What is said at the bottom, in so many cells.
    fn bottom(&self, room: u16) -> (String, Role) {
        match &self.said {
            Said::Sure if width(SURE) > usize::from(room) => (SURE_IN_BRIEF.to_owned(), Role::Warning),
            Said::Sure => (SURE.to_owned(), Role::Warning),
            Said::Refused(why) => (why.to_string(), Role::Warning),
            Said::Keys => {
                let mut shown = String::new();
                for keys in KEYS {
                    let longer = if shown.is_empty() { keys.to_owned() } else { format!("{shown} · {keys}") };
                    if width(&longer) > usize::from(room) {
                        break;
                    }
                    shown = longer;
                }
                (shown, Role::Meta)
            }
        }
    }
}

/// Where the cursor goes by a key.
fn motion(chord: Chord, cells: usize) -> Option<Move> {
    let by_word = chord.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    Some(match (chord.code, chord.to_string().as_str()) {
        (KeyCode::Left, _) if by_word => Move::WordLeft,
        (KeyCode::Right, _) if by_word => Move::WordRight,
        (_, "alt-b") => Move::WordLeft,
        (_, "alt-f") => Move::WordRight,
        (KeyCode::Left, _) | (_, "ctrl-b") => Move::Left,
        (KeyCode::Right, _) | (_, "ctrl-f") => Move::Right,
        (KeyCode::Up, _) | (_, "ctrl-p") => Move::Rows(-1, cells),
        (KeyCode::Down, _) | (_, "ctrl-n") => Move::Rows(1, cells),
        (KeyCode::PageUp, _) => Move::Rows(-10, cells),
        (KeyCode::PageDown, _) => Move::Rows(10, cells),
        (KeyCode::Home, _) if by_word => Move::Top,
        (KeyCode::End, _) if by_word => Move::Bottom,
        (KeyCode::Home, _) | (_, "ctrl-a") => Move::Home(cells),
        (KeyCode::End, _) => Move::End(cells),
        _ => return None,
    })
}

/// Where the editor stands on the screen.
struct Stage {
    /// The box with its frame.
    frame: Rect,
    /// The text.
    text: Rect,
    /// The line at the bottom.
    bottom: Rect,
}

impl Stage {
    /// On a screen of that size.
    fn on(whole: Rect) -> Self {
        let width = (MEASURE + 4).min(whole.width);
        let height = (whole.height * 2 / 3).clamp(8, MOST + 5).min(whole.height);
        let frame =
            Rect { x: whole.x + (whole.width - width) / 2, y: whole.y + (whole.height - height) / 3, width, height };
        // In a low or narrow box, and where nothing is framed, the inner area is larger; the text need not be.
        let side = if width > 8 { 2 } else { 0 };
        let rows = if height >= 8 { 5 } else { height.min(3) };
        let air = u16::from(height >= 8);
        let text = Rect {
            x: frame.x + side,
            y: frame.y + 1.min(height - 1) + air,
            width: width - side * 2,
            height: (height - rows).max(1),
        };
        let bottom = Rect { y: text.bottom() + air, height: u16::from(height >= 3), ..text };
        Self { frame, text, bottom }
    }

    /// Cells of a row; one more is left for the cursor behind it.
    fn cells(&self) -> usize {
        usize::from(self.text.width.saturating_sub(1)).max(1)
    }
}

impl Layer for EditorLayer {
    fn holds_text(&self) -> bool {
        true
    }

    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        let place = Stage::on(app.frame.area);
        match (chord.code, chord.to_string().as_str()) {
            (_, "ctrl-s" | "alt-enter") => return self.save(app),
            (KeyCode::Esc, _) | (_, "ctrl-c") => return self.leave(),
            (_, "ctrl-e") => app.effects.push(Effect::EditText(self.prose.text().to_owned())),
            (_, "ctrl-l") => app.effects.push(Effect::Redraw),
            _ => {
                self.said = Said::Keys;
                self.edit(chord, place.cells());
            }
        }
        self.keep_in_view(&place);
        Fate::Stay
    }

    fn paste(&mut self, app: &mut App, pasted: &Pasted<'_>) -> Fate {
        self.said = Said::Keys;
        self.insert(&pasted.0.replace("\r\n", "\n").replace('\r', "\n"));
        self.keep_in_view(&Stage::on(app.frame.area));
        Fate::Stay
    }

    fn edited(&mut self, app: &mut App, text: &str) {
        self.said = Said::Keys;
        // Editors end a file with a line break of their own.
        let text = text.strip_suffix('\n').unwrap_or(text);
        if text != self.prose.text() {
            self.prose.set(text);
        }
        self.keep_in_view(&Stage::on(app.frame.area));
    }

    fn click(&mut self, app: &mut App, at: Position) -> Fate {
        let place = Stage::on(app.frame.area);
        if place.text.contains(at) {
            let row = self.top + usize::from(at.y - place.text.y);
            self.prose.go_to(row, usize::from(at.x - place.text.x), place.cells());
        }
        // What took typing to make is not lost by a slip.
        Fate::Stay
    }

    fn wheel(&mut self, app: &mut App, by: isize) {
        let place = Stage::on(app.frame.area);
        self.prose.go(Move::Rows(by, place.cells()));
        self.keep_in_view(&place);
    }

    fn paint(&self, _app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let place = Stage::on(canvas.area());
        let (frame, text) = (place.frame, place.text);
        canvas.framed(frame, &self.title);
        let rows = self.prose.rows(place.cells());
        let (row, cell) = self.prose.seat(place.cells());
        let view = usize::from(text.height);
        let top = keep_in_view(self.top, row, view, rows.len());
        for (range, y) in rows.iter().skip(top).zip(text.top()..text.bottom()) {
            let pad = u16::try_from(self.prose.pad(range, place.cells())).unwrap_or(0).min(text.width);
            let shown = self.prose.text().get(range.clone()).unwrap_or_default();
            canvas.text((text.x + pad, y), text.width - pad, shown, Role::Text);
        }
        if place.bottom.height > 0 {
            let (said, role) = self.bottom(place.bottom.width);
            canvas.cut((place.bottom.x, place.bottom.y), place.bottom.width, &said, role);
        }
        let sign = match (top > 0, rows.len() > top + view) {
            (true, true) => " ↑↓ ",
            (true, false) => " ↑ ",
            (false, true) => " ↓ ",
            (false, false) => "",
        };
        canvas.right((text.x, frame.bottom().saturating_sub(1)), text.width, sign, Role::Meta);
        let x = text.x + u16::try_from(cell).unwrap_or(0).min(text.width.saturating_sub(1));
        Some(Position::new(x, text.y + u16::try_from(row - top).unwrap_or(0)))
    }
}
