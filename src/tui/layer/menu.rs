//! A short menu: a letter or the cursor chooses; what is chosen is tried on at once where that makes sense.

use crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::{Fate, Layer};
use crate::library::order::Order;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::outcome::Outcome;
use crate::tui::theme::{Role, Theme};

/// One row of a menu.
struct Choice {
    letter: char,
    name: &'static str,
    about: &'static str,
}

/// A menu.
pub struct Menu {
    title: &'static str,
    choices: Vec<Choice>,
    cursor: usize,
    before: &'static str,
    choose: fn(&mut App, &str) -> Outcome,
}

/// The menu of themes.
#[must_use]
pub fn themes(app: &App) -> Menu {
    let names = Theme::ALL.map(|theme| (theme.name, theme.about));
    Menu::new("Theme", &names, app.settings.theme.name, App::choose_theme)
}

/// The menu of orders.
#[must_use]
pub fn orders(app: &App) -> Menu {
    let names = Order::ALL.map(|order| (order.name(), order.description()));
    Menu::new("Sort", &names, app.shelf.order.name(), App::sort)
}

impl Menu {
    fn new(
        title: &'static str,
        names: &[(&'static str, &'static str)],
        now: &'static str,
        choose: fn(&mut App, &str) -> Outcome,
    ) -> Self {
        let mut letters: Vec<char> = Vec::new();
        for (name, _) in names {
            let letter =
                name.chars().find(|letter| !letters.contains(letter) && !"jkq".contains(*letter)).unwrap_or(' ');
            letters.push(letter);
        }
        let choices =
            names.iter().zip(&letters).map(|((name, about), letter)| Choice { letter: *letter, name, about }).collect();
        let cursor = names.iter().position(|(name, _)| *name == now).unwrap_or(0);
        Self { title, choices, cursor, before: now, choose }
    }

    fn take(&self, app: &mut App) {
        if let Some(choice) = self.choices.get(self.cursor)
            && let Err(refusal) = (self.choose)(app, choice.name)
        {
            app.notice = Some(crate::tui::app::Notice::Refused(refusal.0));
        }
    }

    fn step(&mut self, app: &mut App, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.choices.len().saturating_sub(1));
        self.take(app);
    }
}

impl Layer for Menu {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        match (chord.code, chord.character()) {
            (KeyCode::Down, _) | (_, Some('j')) => self.step(app, 1),
            (KeyCode::Up, _) | (_, Some('k')) => self.step(app, -1),
            (KeyCode::Enter, _) => {
                self.take(app);
                return Fate::Close;
            }
            (_, Some(letter)) if self.choices.iter().any(|choice| choice.letter == letter) => {
                self.cursor = self.choices.iter().position(|choice| choice.letter == letter).unwrap_or(0);
                self.take(app);
                return Fate::Close;
            }
            _ => {
                let _ = (self.choose)(app, self.before);
                return Fate::Close;
            }
        }
        Fate::Stay
    }

    fn wheel(&mut self, app: &mut App, by: isize) {
        self.step(app, by.signum());
    }

    fn paint(&self, _app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let rows = u16::try_from(self.choices.len()).unwrap_or(u16::MAX).saturating_add(2);
        let area = canvas.middle(58, rows);
        let inner = canvas.framed(area, self.title);
        let mut cursor = None;
        for (index, (choice, y)) in self.choices.iter().zip(inner.top()..inner.bottom()).enumerate() {
            canvas.text((inner.x, y), 1, choice.letter.encode_utf8(&mut [0; 4]), Role::Key);
            canvas.cut((inner.x + 3, y), 12.min(inner.width.saturating_sub(3)), choice.name, Role::Text);
            canvas.cut((inner.x + 16, y), inner.width.saturating_sub(16), choice.about, Role::Meta);
            if index == self.cursor {
                canvas.tint(ratatui::layout::Rect { y, height: 1, ..inner }, Role::Cursor);
                cursor = Some(Position::new(inner.x, y));
            }
        }
        cursor.filter(|_| canvas.plain)
    }
}
