//! A short menu: a letter or the cursor chooses; what is chosen is tried on at once where that makes sense.

use crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::{Fate, Layer};
use crate::article::Date;
use crate::library::Entry;
use crate::library::order::Order;
use crate::library::translations::Version;
use crate::text::width::width;
use crate::text::{Clean, clean};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::outcome::Outcome;
use crate::tui::theme::{Role, Theme};

/// One row of a menu.
struct Choice {
    letter: char,
    name: Clean,
    about: Clean,
    /// What is chosen, where it is not the name.
    value: Option<Clean>,
}

/// A menu.
pub struct Menu {
    title: &'static str,
    choices: Vec<Choice>,
    cursor: usize,
    /// What was chosen before, where choices are tried on.
    before: Option<&'static str>,
    choose: fn(&mut App, &str) -> Outcome,
}

/// The menu of themes.
#[must_use]
pub fn themes(app: &App) -> Menu {
    let names = Theme::ALL.map(|theme| (theme.name, theme.about));
    Menu::new("Theme", names.map(own), Some(app.settings.theme.name), App::choose_theme)
}

/// The menu of orders.
#[must_use]
pub fn orders(app: &App) -> Menu {
    let names = Order::ALL.map(|order| (order.name(), order.description()));
    Menu::new("Sort", names.map(own), Some(app.shelf.order.name()), App::sort)
}

/// The menu of saved searches.
#[must_use]
pub fn searches(app: &App) -> Menu {
    let saved = app.finder.recall.saved.iter();
    let names = saved.map(|saved| (clean::line(&saved.name), clean::line(&saved.query)));
    Menu::new("Saved searches", names, None, App::saved_search)
}

/// The menu of articles that were begun: how much of each was seen, its headline, its path.
#[must_use]
pub fn begun(articles: impl IntoIterator<Item = (u8, Clean, Clean)>) -> Menu {
    let mut menu = Menu::new("Read on", [], None, App::open_path);
    let letters = ('a'..='z').filter(|letter| !"jkq".contains(*letter));
    for (letter, (percent, headline, path)) in letters.zip(articles) {
        let name = clean::line(&format!("{percent} %"));
        menu.choices.push(Choice { letter, name, about: headline, value: Some(path) });
    }
    menu
}

/// The menu of the languages that an article is there in.
#[must_use]
pub fn languages(versions: &[Version]) -> Menu {
    let names = versions.iter().map(|version| (version.language.clone(), version.headline.clone()));
    let mut menu = Menu::new("In another language", names, None, App::choose_version);
    for (choice, version) in menu.choices.iter_mut().zip(versions) {
        choice.value = Some(version.origin.shown());
    }
    menu
}

/// The menu of articles that another one can be compared with.
#[must_use]
pub fn to_compare(entries: &[Entry]) -> Menu {
    let mut menu = Menu::new("Compare with", [], None, App::compare);
    let letters = ('a'..='z').filter(|letter| !"jkq".contains(*letter));
    for (letter, entry) in letters.zip(entries) {
        let date = entry.card().and_then(|card| card.published.as_ref()).map(Date::long).unwrap_or_default();
        let about = entry.card().map(|card| card.headline.line()).unwrap_or_default();
        menu.choices.push(Choice { letter, name: clean::line(&date), about, value: Some(entry.id.line()) });
    }
    menu
}

fn own((name, about): (&'static str, &'static str)) -> (Clean, Clean) {
    (name.into(), about.into())
}

impl Menu {
    fn new(
        title: &'static str,
        names: impl IntoIterator<Item = (Clean, Clean)>,
        before: Option<&'static str>,
        choose: fn(&mut App, &str) -> Outcome,
    ) -> Self {
        let mut choices: Vec<Choice> = Vec::new();
        for (name, about) in names {
            let free = |letter: &char| !"jkq ".contains(*letter) && choices.iter().all(|own| own.letter != *letter);
            choices.push(Choice { letter: name.chars().find(free).unwrap_or(' '), name, about, value: None });
        }
        let cursor = choices.iter().position(|choice| before == Some(choice.name.as_str())).unwrap_or(0);
        Self { title, choices, cursor, before, choose }
    }

    fn take(&self, app: &mut App) {
        if let Some(choice) = self.choices.get(self.cursor)
            && let Err(refusal) = (self.choose)(app, choice.value.as_ref().unwrap_or(&choice.name))
        {
            app.notice = Some(crate::tui::app::Notice::Refused(refusal.0));
        }
    }

    fn step(&mut self, app: &mut App, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.choices.len().saturating_sub(1));
        if self.before.is_some() {
            self.take(app);
        }
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
                if let Some(before) = self.before {
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
        for (index, (choice, y)) in self.choices.iter().zip(inner.top()..inner.bottom()).enumerate() {
            canvas.text((inner.x, y), 1, choice.letter.encode_utf8(&mut [0; 4]), Role::Key);
            canvas.cut((inner.x + 3, y), 12.min(inner.width.saturating_sub(3)), &choice.name, Role::Text);
            canvas.cut((inner.x + 16, y), inner.width.saturating_sub(16), &choice.about, Role::Meta);
            if index == self.cursor {
                canvas.tint(ratatui::layout::Rect { y, height: 1, ..inner }, Role::Cursor);
                cursor = Some(Position::new(inner.x, y));
            }
        }
        cursor.filter(|_| canvas.plain)
    }
}
