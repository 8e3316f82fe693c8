//! A short menu: a letter or the cursor chooses; what is chosen is tried on at once where that makes sense.

use crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::{Fate, Layer};
use crate::article::Date;
use crate::library::order::Order;
use crate::library::translations::Version;
use crate::library::{Entry, Origin};
use crate::text::width::width;
use crate::text::{Clean, clean};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::outcome::Outcome;
use crate::tui::theme::{Role, Theme};

/// What choices are named by; `j` and `k` move, `q` leaves.
const LETTERS: &str = "abcdefghilmnoprstuvwxyz";

/// One row of a menu.
struct Choice<T> {
    /// What chooses it; none where all letters are taken.
    letter: Option<char>,
    name: Clean,
    about: Clean,
    /// What is chosen.
    value: T,
}

/// A menu of values: names, or articles by where they are.
pub struct Menu<T> {
    title: &'static str,
    choices: Vec<Choice<T>>,
    cursor: usize,
    /// What was chosen before, where choices are tried on.
    before: Option<T>,
    choose: fn(&mut App, &T) -> Outcome,
    chosen: Column,
}

/// The column that says what is chosen, and stands out; the other one is by the way.
#[derive(Clone, Copy)]
enum Column {
    Name,
    About,
}

/// The menu of themes.
#[must_use]
pub fn themes(app: &App) -> Menu<&'static str> {
    let names = Theme::ALL.map(|theme| (theme.name.into(), theme.about.into(), theme.name));
    Menu::new("Theme", names, |app, name| app.choose_theme(name)).trying_on(app.settings.theme.name)
}

/// The menu of orders.
#[must_use]
pub fn orders(app: &App) -> Menu<&'static str> {
    let names = Order::ALL.map(|order| (order.name().into(), order.description().into(), order.name()));
    Menu::new("Sort", names, |app, name| app.sort(name)).trying_on(app.shelf.order.name())
}

/// The menu of saved searches.
#[must_use]
pub fn searches(app: &App) -> Menu<String> {
    let saved = app.finder.recall.saved.iter();
    let names = saved.map(|saved| (clean::line(&saved.name), clean::line(&saved.query), saved.name.clone()));
    Menu::new("Saved searches", names, |app, name| app.saved_search(name))
}

/// The menu of articles that were begun: how much of each was seen, its headline, where it is.
#[must_use]
pub fn begun(articles: impl IntoIterator<Item = (u8, Clean, Origin)>) -> Menu<Origin> {
    let name = |(percent, headline, origin)| (clean::line(&format!("{percent} %")), headline, origin);
    Menu::new("Read on", articles.into_iter().map(name), App::open_listed).of_headlines()
}

/// The menu of the languages that an article is there in.
#[must_use]
pub fn languages(versions: &[Version]) -> Menu<Origin> {
    let name = |version: &Version| (version.language.clone(), version.headline.clone(), version.origin.clone());
    Menu::new("In another language", versions.iter().map(name), App::open_version)
}

/// The menu of articles that another one can be compared with.
#[must_use]
pub fn to_compare(entries: &[Entry]) -> Menu<Origin> {
    let name = |entry: &Entry| {
        let date = entry.card().and_then(|card| card.published.as_ref()).map(Date::long).unwrap_or_default();
        let headline = entry.card().map(|card| card.headline.line()).unwrap_or_default();
        (clean::line(&date), headline, entry.file.clone())
    };
    Menu::new("Compare with", entries.iter().map(name), App::compare_with).of_headlines()
}

impl<T: Clone + PartialEq> Menu<T> {
    fn new(
        title: &'static str,
        named: impl IntoIterator<Item = (Clean, Clean, T)>,
        choose: fn(&mut App, &T) -> Outcome,
    ) -> Self {
        let mut choices: Vec<Choice<T>> = Vec::new();
        for (name, about, value) in named {
            let free = |letter: &char| choices.iter().all(|own| own.letter != Some(*letter));
            // One of its own where that is on a key, else the next of the alphabet.
            let own = name.chars().filter(|letter| LETTERS.contains(*letter) && letter.is_ascii_lowercase());
            let letter = own.chain(LETTERS.chars()).find(free);
            choices.push(Choice { letter, name, about, value });
        }
        Self { title, choices, cursor: 0, before: None, choose, chosen: Column::Name }
    }

    /// A menu of articles by their headlines. Its letters go down the alphabet: a date or a percentage has none that one could
    /// guess.
    fn of_headlines(mut self) -> Self {
        self.chosen = Column::About;
        let letters = LETTERS.chars().map(Some).chain(std::iter::repeat(None));
        self.choices.iter_mut().zip(letters).for_each(|(choice, letter)| choice.letter = letter);
        self
    }

    /// A menu whose choices are tried on at once; leaving it leads back to what was there before.
    fn trying_on(self, before: T) -> Self {
        let cursor = self.choices.iter().position(|choice| choice.value == before).unwrap_or(0);
        Self { cursor, before: Some(before), ..self }
    }

    fn take(&self, app: &mut App) {
        if let Some(choice) = self.choices.get(self.cursor) {
            let done = (self.choose)(app, &choice.value);
            app.settle(done);
        }
    }

    fn step(&mut self, app: &mut App, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.choices.len().saturating_sub(1));
        if self.before.is_some() {
            self.take(app);
        }
    }
}

impl<T: Clone + PartialEq> Layer for Menu<T> {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        match (chord.code, chord.character()) {
            (KeyCode::Down, _) | (_, Some('j')) => self.step(app, 1),
            (KeyCode::Up, _) | (_, Some('k')) => self.step(app, -1),
            (KeyCode::Enter, _) => {
                self.take(app);
                return Fate::Close;
            }
            (_, letter) => {
                let of_letter = |choice: &Choice<T>| letter.is_some() && choice.letter == letter;
                if let Some(at) = self.choices.iter().position(of_letter) {
                    self.cursor = at;
                    self.take(app);
                } else if let Some(before) = &self.before {
                    let _ = (self.choose)(app, before);
                }
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
        let wanted = self.choices.iter().map(|choice| 20 + width(&choice.about)).max().unwrap_or(0);
        let columns = u16::try_from(wanted).unwrap_or(u16::MAX).clamp(58, 90);
        let area = canvas.middle(columns, rows);
        let inner = canvas.framed(area, self.title);
        let mut cursor = None;
        let (name, about) = match self.chosen {
            Column::Name => (Role::Text, Role::Meta),
            Column::About => (Role::Meta, Role::Text),
        };
        let top = (self.cursor + 1).saturating_sub(usize::from(inner.height));
        let shown = self.choices.iter().enumerate().skip(top).zip(inner.top()..inner.bottom());
        for ((index, choice), y) in shown {
            canvas.text((inner.x, y), 1, choice.letter.unwrap_or(' ').encode_utf8(&mut [0; 4]), Role::Key);
            canvas.cut((inner.x + 3, y), 12.min(inner.width.saturating_sub(3)), &choice.name, name);
            canvas.cut((inner.x + 16, y), inner.width.saturating_sub(16), &choice.about, about);
            if index == self.cursor {
                canvas.tint(ratatui::layout::Rect { y, height: 1, ..inner }, Role::Cursor);
                cursor = Some(Position::new(inner.x, y));
            }
        }
        cursor.filter(|_| canvas.plain)
    }
}
