//! All notes and highlights, over the whole screen: what was quoted, what was written, in which article. A query narrows them,
//! or that they have lost their words.

mod page;

use std::collections::HashSet;
use std::sync::Arc;

use crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::{Fate, Layer, News, Pasted};
use crate::reading::keep::Orphans;
use crate::reading::{Noted, Uid};
use crate::text::{Clean, clean};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::effect::Effect;
use crate::tui::key::Chord;
use crate::tui::line::Line;
use crate::tui::motion::Motion;

/// Which notes are listed, of those that the query means.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Scope {
    /// All.
    #[default]
    All,
    /// Those alone that stand nowhere.
    Orphaned,
}

/// The screen of all notes.
#[derive(Default)]
pub struct NotesLayer {
    all: Arc<Vec<Noted>>,
    /// Whether they were told.
    told: bool,
    /// Which of them the query means; none without a query.
    meant: Option<Vec<bool>>,
    /// What is wrong with the query.
    wrong: Option<Clean>,
    /// Those that stand nowhere; none where nobody has looked.
    orphans: Option<Orphans>,
    scope: Scope,
    /// Those that are listed, the newest first.
    shown: Vec<usize>,
    /// The query.
    line: Line,
    /// Whether one types.
    typing: bool,
    cursor: usize,
    /// The note that the cursor keeps to when the list becomes another one; none where it keeps to the first.
    held: Option<Uid>,
    top: usize,
}

impl NotesLayer {
    /// Lists what is meant.
    fn list(&mut self, app: &App) {
        let meant = |at: &usize| self.meant.as_ref().is_none_or(|meant| meant.get(*at).copied().unwrap_or(false));
        let orphaned = |at: &usize| !self.orphans_alone() || self.lost(*at).is_some();
        self.shown = (0..self.all.len()).filter(meant).filter(orphaned).collect();
        let modified = |at: &usize| self.all.get(*at).map(|noted| noted.note.modified);
        self.shown.sort_by_key(|at| std::cmp::Reverse(modified(at)));
        let is_held = |at: &usize| self.all.get(*at).map(|noted| &noted.uid) == self.held.as_ref();
        if let Some(row) = self.shown.iter().position(is_held) {
            self.cursor = row;
        }
        self.keep_in_view(app);
    }

    /// Takes all notes, which another program may have changed.
    fn take(&mut self, app: &mut App, all: &Arc<Vec<Noted>>) {
        if self.told && *self.all == **all {
            return;
        }
        // Until it is answered what the query means of them, it means what it did.
        if let Some(meant) = &self.meant {
            let were: HashSet<&Uid> =
                self.all.iter().zip(meant).filter(|(_, meant)| **meant).map(|(noted, _)| &noted.uid).collect();
            self.meant = Some(all.iter().map(|noted| were.contains(&noted.uid)).collect());
        }
        (self.all, self.told) = (Arc::clone(all), true);
        self.list(app);
        self.hold();
        self.ask(app);
    }

    /// From here on the cursor keeps to the note under it.
    fn hold(&mut self) {
        self.held = self.here().map(|noted| noted.uid.clone());
    }

    /// Why a note stands nowhere, where that is known.
    fn lost(&self, at: usize) -> Option<&'static str> {
        let noted = self.all.get(at)?;
        self.orphans.as_ref()?.lost.get(&noted.uid)?.lost()
    }

    /// Asks which notes the query means; none asks for all.
    fn ask(&mut self, app: &mut App) {
        if self.line.text().trim().is_empty() {
            self.meant = None;
            self.wrong = None;
            self.list(app);
        } else {
            app.effects.push(Effect::AskNotes(self.line.text(), Arc::clone(&self.all)));
        }
    }

    /// Another query: the list begins at its top.
    fn edited_line(&mut self, app: &mut App) {
        self.go_to_first();
        self.ask(app);
    }

    /// All notes, or those alone that stand nowhere.
    fn toggle_orphans(&mut self, app: &mut App) {
        self.scope = match self.scope {
            Scope::All => Scope::Orphaned,
            Scope::Orphaned => Scope::All,
        };
        if self.orphans_alone() && self.orphans.is_none() {
            app.effects.push(Effect::CheckNotes);
        }
        self.go_to_first();
        self.list(app);
    }

    fn go_to_first(&mut self) {
        (self.cursor, self.top, self.held) = (0, 0, None);
    }

    fn orphans_alone(&self) -> bool {
        self.scope == Scope::Orphaned
    }

    fn here(&self) -> Option<&Noted> {
        self.shown.get(self.cursor).and_then(|at| self.all.get(*at))
    }

    fn go(&mut self, app: &App, motion: Motion) {
        self.cursor = motion.in_list(self.cursor, self.shown.len(), self.seen(app), None);
        self.keep_in_view(app);
        self.hold();
    }

    /// Shows the note under the cursor wholly, and as many as there is room for.
    fn keep_in_view(&mut self, app: &App) {
        let last = self.shown.len().saturating_sub(1);
        self.cursor = self.cursor.min(last);
        let most = page::room(app.frame.area);
        let first = self.first_above(self.cursor, most);
        self.top = self.top.clamp(first, self.cursor).min(self.first_above(last, most));
    }

    /// Takes the note under the cursor away.
    fn take_away(&mut self, app: &mut App) {
        let Some(noted) = self.here() else { return };
        app.take_note_away(noted);
        if let Some(at) = self.shown.get(self.cursor).copied() {
            // Another list, also where nobody else has this one: an answer may be on its way.
            let mut left = Vec::clone(&self.all);
            left.remove(at);
            self.all = Arc::new(left);
            if let Some(meant) = &mut self.meant {
                meant.remove(at);
            }
        }
        self.list(app);
        self.hold();
        self.ask(app);
    }

    fn typed(&mut self, app: &mut App, chord: Chord) -> Fate {
        match (chord.code, chord.to_string().as_str()) {
            (KeyCode::Enter, _) => {
                self.typing = false;
                self.hold();
            }
            (KeyCode::Esc, _) | (_, "ctrl-c") => {
                self.line = Line::new("");
                self.typing = false;
                self.edited_line(app);
            }
            (KeyCode::Down, _) => self.go(app, Motion::Lines(1)),
            (KeyCode::Up, _) => self.go(app, Motion::Lines(-1)),
            _ => {
                if self.line.key(chord) {
                    self.edited_line(app);
                }
            }
        }
        Fate::Stay
    }
}

impl Layer for NotesLayer {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        if self.typing {
            return self.typed(app, chord);
        }
        if let Some(motion) = super::page::PageLayer::motion(chord).filter(|_| chord.code != KeyCode::Enter) {
            self.go(app, motion);
            return Fate::Stay;
        }
        match (chord.code, chord.to_string().as_str()) {
            (KeyCode::Enter, _) => {
                let Some(noted) = self.here().cloned() else { return Fate::Stay };
                let opened = app.open_note(&noted);
                if app.settle(opened) {
                    return Fate::Close;
                }
            }
            (_, "/") => self.typing = true,
            (_, "d" | "-") => self.take_away(app),
            (_, "o") => self.toggle_orphans(app),
            (_, "ctrl-r") => {
                let redone = app.redo();
                if app.settle(redone) {
                    app.effects.push(Effect::Notes);
                }
            }
            (_, "U") => {
                // What comes back is told anew.
                let undone = app.undo();
                if app.settle(undone) {
                    app.effects.push(Effect::Notes);
                }
            }
            (KeyCode::Esc, _) if !self.line.is_empty() => {
                self.line = Line::new("");
                self.edited_line(app);
            }
            (KeyCode::Esc, _) if self.orphans_alone() => self.toggle_orphans(app),
            (KeyCode::Esc, _) | (_, "q" | "ctrl-c") => return Fate::Close,
            _ => {}
        }
        Fate::Stay
    }

    fn paste(&mut self, app: &mut App, pasted: &Pasted<'_>) -> Fate {
        if self.typing {
            self.line.insert(&pasted.line());
            self.edited_line(app);
        }
        Fate::Stay
    }

    fn told(&mut self, app: &mut App, news: &News<'_>) {
        match news {
            News::Kept => app.effects.push(Effect::Notes),
            News::Notes(all) => self.take(app, all),
            // An answer about a list that is another one by now would mean other notes.
            News::Meant(kept) if kept.typed == self.line.text() && Arc::ptr_eq(&kept.notes, &self.all) => {
                match &kept.kept {
                    Ok(meant) => {
                        self.wrong = None;
                        self.meant = Some(meant.clone());
                    }
                    Err(wrong) => self.wrong = Some(clean::line(&wrong.message)),
                }
            }
            News::Orphans(orphans) => self.orphans = Some(Orphans::clone(orphans)),
            _ => {}
        }
        self.list(app);
        if !self.typing && self.held.is_none() {
            self.hold();
        }
    }

    fn click(&mut self, app: &mut App, at: Position) -> Fate {
        if let Some(row) = self.row_at(app, at.y) {
            self.cursor = row;
            self.go(app, Motion::Lines(0));
        }
        Fate::Stay
    }

    fn measure(&mut self, app: &App) {
        self.keep_in_view(app);
    }

    fn wheel(&mut self, app: &mut App, by: isize) {
        self.go(app, Motion::Lines(by.signum()));
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        self.paint_page(app, canvas)
    }
}
