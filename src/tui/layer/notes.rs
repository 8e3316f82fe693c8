//! All notes and highlights, over the whole screen: what was quoted, what was written, in which article. A query narrows them,
//! or that they have lost their words.

use std::collections::HashSet;
use std::sync::Arc;

use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};

use super::{Fate, Layer, News, Pasted};
use crate::reading::keep::Orphans;
use crate::reading::{Noted, Uid};
use crate::text::{Clean, clean};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::effect::Effect;
use crate::tui::key::Chord;
use crate::tui::line::Line;
use crate::tui::motion::{Motion, keep_in_view};
use crate::tui::pane::thousands;
use crate::tui::theme::Role;

/// Rows of a note: what is quoted, what was written, where it stands, air.
const ROWS: usize = 4;

/// Cells of a line at most.
const MEASURE: u16 = 100;

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
        self.cursor = motion.in_list(self.cursor, self.shown.len(), view(app), None);
        self.keep_in_view(app);
        self.hold();
    }

    fn keep_in_view(&mut self, app: &App) {
        self.cursor = self.cursor.min(self.shown.len().saturating_sub(1));
        self.top = keep_in_view(self.top, self.cursor, view(app), self.shown.len());
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
        let row = self.top + usize::from(at.y.saturating_sub(2)) / ROWS;
        if at.y >= 2 && row < self.shown.len() {
            self.cursor = row;
            self.go(app, Motion::Lines(0));
        }
        Fate::Stay
    }

    fn wheel(&mut self, app: &mut App, by: isize) {
        self.go(app, Motion::Lines(by.signum()));
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let whole = canvas.area();
        canvas.clear(whole);
        let wide = whole.width.saturating_sub(2).min(MEASURE);
        let x = whole.x + (whole.width - wide) / 2;
        canvas.cut((x, whole.y), wide, if self.orphans_alone() { "Orphaned notes" } else { "Notes" }, Role::LabelHere);
        let counted = match (self.shown.len(), self.all.len()) {
            (shown, all) if shown == all => thousands(all),
            (shown, all) => format!("{} of {}", thousands(shown), thousands(all)),
        };
        if self.told {
            canvas.right((x, whole.y), wide, &counted, Role::Meta);
        }
        if let Some(wrong) = self.wrong.as_ref().filter(|_| !self.line.is_empty()) {
            canvas.cut((x, whole.y + 1), wide, wrong, Role::Notice);
        }
        let rows = Rect { x, y: whole.y + 2, width: wide, height: whole.height.saturating_sub(3) };
        let cursor = self.paint_notes(app, canvas, rows);
        if self.shown.is_empty() && self.told {
            canvas.cut((x, rows.y), wide, &self.nothing(), Role::Meta);
        }
        let last = Rect { y: whole.bottom().saturating_sub(1), height: 1, ..rows };
        if self.typing {
            return Some(self.line.paint(canvas, last, "query: "));
        }
        let said = match (&app.notice, self.line.is_empty()) {
            (Some(notice), _) => notice.text().to_string(),
            (None, true) if self.orphans_alone() => "enter open · d take away · U undo · esc shows all".to_owned(),
            (None, true) => "enter open · / query · o orphaned · d take away · U undo · esc back".to_owned(),
            (None, false) => format!("query: {} · esc shows all", clean::line(&self.line.text())),
        };
        canvas.cut((last.x, last.y), last.width, &said, Role::Meta);
        cursor.filter(|_| canvas.plain)
    }
}

impl NotesLayer {
    /// Why nothing is listed.
    fn nothing(&self) -> String {
        let looked = self.orphans.as_ref().filter(|orphans| orphans.is_done());
        match (self.all.is_empty(), self.orphans_alone(), looked) {
            (true, ..) => "Nothing is highlighted or noted yet.".to_owned(),
            (false, true, None) => {
                let so_far = self.orphans.as_ref();
                let so_far = so_far.map(|so_far| format!(" {} of {}", thousands(so_far.looked), thousands(so_far.of)));
                format!("Looking for their words in the articles …{}", so_far.unwrap_or_default())
            }
            (false, true, Some(_)) if self.line.is_empty() => "All notes are at their words.".to_owned(),
            _ => "No note matches.".to_owned(),
        }
    }

    /// Paints the notes from the first one that is shown on.
    fn paint_notes(&self, app: &App, canvas: &mut Canvas<'_>, rows: Rect) -> Option<Position> {
        let mut cursor = None;
        let listed = self.shown.iter().enumerate().skip(self.top);
        for ((index, at), y) in listed.zip((rows.y..rows.bottom()).step_by(ROWS)) {
            let Some(noted) = self.all.get(*at) else { continue };
            let left = |rows_down: u16| y.saturating_add(rows_down) < rows.bottom();
            let quote = noted.note.anchor.as_ref().map_or("", |anchor| anchor.exact.as_str());
            let quote = clean::line(quote);
            let body = clean::line(&noted.note.body.replace('\n', " "));
            let (first, role) =
                if quote.is_empty() { ("The whole article", Role::Meta) } else { (quote.as_str(), Role::Text) };
            let mark = if index == self.cursor { "▎" } else { " " };
            for down in 0..if body.is_empty() { 2 } else { 3 } {
                if left(down) {
                    canvas.text((rows.x, y + down), 1, mark, Role::Notice);
                }
            }
            canvas.cut((rows.x + 2, y), rows.width.saturating_sub(2), first, role);
            let mut down = 1;
            if !body.is_empty() && left(down) {
                canvas.cut((rows.x + 2, y + down), rows.width.saturating_sub(2), &body, Role::Heading);
                down += 1;
            }
            if left(down) {
                let place = place(app, noted, self.lost(*at));
                canvas.cut((rows.x + 2, y + down), rows.width.saturating_sub(2), &place, Role::Meta);
            }
            if index == self.cursor {
                cursor = Some(Position::new(rows.x, y));
            }
        }
        cursor
    }
}

/// How many notes there is room for.
fn view(app: &App) -> usize {
    (usize::from(app.frame.area.height).saturating_sub(3) / ROWS).max(1)
}

/// Where a note stands: article, part; or why nowhere, as far as that is known.
fn place(app: &App, noted: &Noted, lost: Option<&'static str>) -> Clean {
    let headline = if noted.article.headline.is_empty() { &noted.article.id } else { &noted.article.headline };
    let part =
        noted.note.anchor.as_ref().and_then(|anchor| anchor.part.locator()).map(|locator| format!("{locator} · "));
    let part = part.filter(|_| lost.is_none()).unwrap_or_default();
    let there = noted.article.origin().is_some_and(|origin| app.shelf.library.position(&origin).is_some());
    let elsewhere = !there && !app.shelf.library.is_empty();
    let gone = lost.or_else(|| elsewhere.then_some("not in this library"));
    clean::line(&format!("{part}{headline}{}", gone.map(|gone| format!(" · {gone}")).unwrap_or_default()))
}
