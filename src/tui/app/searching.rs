//! Searching all articles: opening and leaving the screen, what is typed there, answers, and going to a hit.

use super::{App, View};
use crate::diagnostic::Diagnostic;
use crate::search::hit::{Answer, Question};
use crate::text::clean;
use crate::tui::effect::Effect;
use crate::tui::finder::{Entry, Focus, Next, recall};
use crate::tui::key::Chord;
use crate::tui::keymap::Meaning;
use crate::tui::layer::menu;
use crate::tui::line::Line;
use crate::tui::motion::Motion;
use crate::tui::outcome::{Outcome, Refusal};
use crate::tui::pane;
use crate::tui::reader::Reader;

/// How many times as large a library must be for a question to be asked again while it is read.
const MUCH_MORE: usize = 8;

impl App {
    /// Opens the search screen: with the search that was left there, or with words.
    ///
    /// # Errors
    /// Never.
    pub fn search(&mut self, words: &str) -> Outcome {
        self.enter_search();
        let question = if words.is_empty() { self.finder.ask_again() } else { self.finder.start(words) };
        if words.is_empty() && !self.finder.line.is_empty() {
            self.finder.entry = Entry::Left;
        }
        self.want_answer(question);
        Ok(())
    }

    /// Shows the search screen, and remembers where that was done.
    fn enter_search(&mut self) {
        if self.view != View::Search {
            self.history.came_from = match (self.view, &self.reader) {
                (View::Reader, Some(reader)) => Some((reader.origin.clone(), reader.spot())),
                _ => None,
            };
        }
        self.show_search();
    }

    /// Shows the search screen as it was left.
    pub(super) fn show_search(&mut self) {
        self.history.leave(self.reader.as_ref());
        self.history.awaited = None;
        self.view = View::Search;
        self.finder.focus = Focus::Line;
    }

    /// Runs a saved search by name; without one, lists them.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn saved_search(&mut self, name: &str) -> Outcome {
        if self.finder.recall.saved.is_empty() {
            return Err("no search is saved; the config's [searches] names them".into());
        }
        if name.is_empty() {
            self.layers.push(Box::new(menu::searches(self)));
            return Ok(());
        }
        let index = self
            .finder
            .saved_named(name)
            .ok_or_else(|| Refusal(clean::line(&format!("no saved search is called {name}; f3 lists them"))))?;
        self.enter_search();
        let question = self.finder.start_saved(index);
        self.want_answer(question);
        Ok(())
    }

    /// Asks, in the place of what has not been asked yet.
    pub(super) fn want_answer(&mut self, question: Option<Question>) {
        if let Some(question) = question {
            self.effects.retain(|effect| !matches!(effect, Effect::Ask(_)));
            self.effects.push(Effect::Ask(question));
            self.searched_of = self.shelf.library.len();
        }
    }

    /// Takes the answer to a question; stale ones are dropped.
    pub fn answered(&mut self, question: &Question, answer: Result<Answer, Box<Diagnostic>>) {
        match self.finder.answered(question, answer) {
            Next::Ask(question) => self.want_answer(Some(question)),
            Next::Open if self.view == View::Search => self.go_to_hit(),
            Next::Nothing | Next::Open => {}
        }
        if let Some(wrong) = self.finder.wrong_saved()
            && !self.config.complaints.contains(&wrong)
        {
            self.config.complaints.push(wrong);
            let key = self.keymap.key_of("problems", super::Scope::Library).unwrap_or_else(|| ":problems".to_owned());
            self.failed(&format!("this saved search is wrong: {key} in the library shows where"));
        }
    }

    /// Asks again: there is a newer snapshot of the library. While one is read, which waits for each answer, only where much has
    /// come since.
    pub(super) fn search_again(&mut self) {
        let library = &self.shelf.library;
        let is_worth_it = library.progress.done || library.len() >= self.searched_of.saturating_mul(MUCH_MORE);
        if self.view == View::Search && is_worth_it {
            let question = self.finder.ask_again();
            self.want_answer(question);
        }
    }

    /// Offers a key to the line; whether it took it. Characters are always its own, other keys where they are not bound.
    pub(super) fn line_takes(&mut self, chord: Chord) -> bool {
        if self.scope() != super::Scope::Search || !self.typed.chords.is_empty() {
            return false;
        }
        let bound = || !matches!(self.keymap.meaning(super::Scope::Search, &[chord]), Meaning::Nothing);
        if chord.character().is_none() && bound() {
            return false;
        }
        if self.finder.entry == Entry::Left && chord.character().is_some() {
            self.finder.line = Line::default();
        }
        let empty = self.finder.line.is_empty();
        let before = self.finder.line.text();
        if !self.finder.line.key(chord) {
            return false;
        }
        let question = if empty && chord.code == crossterm::event::KeyCode::Backspace {
            self.finder.widen_last()
        } else if self.finder.line.text() == before {
            self.finder.focus = Focus::Line;
            None
        } else {
            self.finder.edited()
        };
        self.want_answer(question);
        true
    }

    /// Takes pasted text into the line.
    pub(super) fn paste_into_line(&mut self, text: &str) {
        if self.scope() == super::Scope::Search {
            if self.finder.entry == Entry::Left {
                self.finder.line = Line::default();
            }
            self.finder.line.insert(text);
            let question = self.finder.edited();
            self.want_answer(question);
        }
    }

    /// Moves in what has the keyboard of the search screen.
    pub(super) fn go_in_search(&mut self, motion: Motion, count: Option<usize>) {
        if self.finder.focus == Focus::Facets {
            let values = self.finder.facet_values().len();
            self.finder.facets.cursor = motion.in_list(self.finder.facets.cursor, values, 1, count);
            return;
        }
        if self.finder.is_resting() {
            if let Motion::Lines(by) = motion {
                self.finder.step_offer(by);
            }
            return;
        }
        self.finder.focus = Focus::Hits;
        if self.finder.entry == Entry::Left {
            self.finder.entry = Entry::Live;
        }
        self.finder.go(motion);
        let question = self.finder.ask_for_more();
        self.want_answer(question);
    }

    /// Opens the article at the hit under the cursor; from an empty line, runs the earlier search under the cursor.
    ///
    /// # Errors
    /// When there is none.
    pub fn open_hit(&mut self) -> Outcome {
        if self.finder.is_resting() {
            let question = self.finder.take_offer(None).ok_or(Refusal::from("type what to search for"))?;
            self.want_answer(Some(question));
            return Ok(());
        }
        if self.finder.may_open() {
            self.go_to_hit();
            return Ok(());
        }
        if self.finder.is_waiting() { Ok(()) } else { Err("there is no hit to open".into()) }
    }

    fn go_to_hit(&mut self) {
        let Some(hit) = self.finder.hit() else { return };
        let (origin, place) = (hit.origin.clone(), hit.place);
        self.remember_search();
        self.history.jumped_from_search();
        self.open(origin, Some(place));
    }

    fn remember_search(&mut self) {
        let query = self.finder.line.text();
        if self.finder.mistake.is_none() && self.finder.recall.remember(&query) && self.finder.recall.kept {
            self.effects.push(Effect::Remember(query.trim().to_owned()));
        }
    }

    /// Back to where the search was opened.
    ///
    /// # Errors
    /// Never.
    pub fn leave_search(&mut self) -> Outcome {
        if self.give_up() {
            return Ok(());
        }
        match self.history.leave_search() {
            None => self.show_library(),
            Some((origin, place)) => {
                let stayed = |reader: &Reader| reader.origin == origin && reader.spot() == place;
                if self.reader.as_ref().is_some_and(stayed) {
                    self.view = View::Reader;
                } else {
                    self.go_back_to(origin, place);
                }
            }
        }
        Ok(())
    }

    /// The next kind of hits, or the one before.
    ///
    /// # Errors
    /// When nothing is searched for.
    pub fn cycle_kind(&mut self, forwards: bool) -> Outcome {
        let question = self.finder.cycle_kind(forwards);
        self.want_answer(question);
        Ok(())
    }

    /// Gives the keyboard to the facets.
    ///
    /// # Errors
    /// When there are none.
    pub fn to_facets(&mut self) -> Outcome {
        if self.finder.facet_values().is_empty() {
            return Err("there is nothing to narrow by".into());
        }
        self.finder.focus = Focus::Facets;
        Ok(())
    }

    /// Gives the keyboard back to the line.
    ///
    /// # Errors
    /// Never.
    pub fn leave_facets(&mut self) -> Outcome {
        self.finder.focus = Focus::Line;
        Ok(())
    }

    /// Narrows to the value under the cursor, or widens again.
    ///
    /// # Errors
    /// When there is none.
    pub fn narrow(&mut self) -> Outcome {
        let question = self.finder.toggle_here().ok_or(Refusal::from("there is nothing to narrow by"))?;
        self.want_answer(question);
        Ok(())
    }

    /// Takes every narrowing away.
    ///
    /// # Errors
    /// When there is none.
    pub fn widen(&mut self) -> Outcome {
        if self.finder.narrowed.is_empty() {
            return Err("nothing is narrowed".into());
        }
        let question = self.finder.widen();
        self.want_answer(question);
        Ok(())
    }

    /// The older or the newer search on the line.
    ///
    /// # Errors
    /// When there is none that way.
    pub fn walk_past(&mut self, older: bool) -> Outcome {
        let before = self.finder.line.text();
        let question = self.finder.walk_past(older);
        self.want_answer(question);
        if self.finder.line.text() == before {
            return Err(if older { "no older search begins so" } else { "this is the newest search" }.into());
        }
        Ok(())
    }

    /// Opens a hit that is clicked, narrows to a value, runs an offered search.
    pub(super) fn click_search(&mut self, at: ratatui::layout::Position) {
        let sheet = self.frame.sheet;
        if let Some(area) = sheet.facets.filter(|area| area.contains(at)) {
            let row = usize::from(at.y - area.y);
            if let Some(value) = self.finder.facet_on(usize::from(area.height), row) {
                self.finder.facets.cursor = value;
                let narrowed = self.narrow();
                self.settle(narrowed);
            }
            return;
        }
        if sheet.over.is_some() {
            self.finder.focus = Focus::Line;
            return;
        }
        if sheet.strip.contains(at)
            && let Some(kind) = pane::search::kind_at(&self.finder, sheet.strip.width, at.x - sheet.strip.x)
        {
            let question = self.finder.list_kind(kind);
            self.want_answer(question);
        }
        if !sheet.list.contains(at) {
            return;
        }
        let row = usize::from(at.y - sheet.list.y);
        if self.finder.is_resting() {
            let rows = self.finder.recall.rows(usize::from(sheet.list.width));
            if let Some(recall::Row::Offer(offer)) = rows.get(row) {
                let question = self.finder.take_offer(Some(*offer));
                self.want_answer(question);
            }
        } else if let Some(hit) = self.finder.hit_on(row) {
            self.finder.point_at(hit);
            let opened = self.open_hit();
            self.settle(opened);
        }
    }
}
