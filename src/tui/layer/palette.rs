//! The palette: every command by name, the words that follow a name, ranked as one types.

use crossterm::event::KeyCode;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::layout::{Position, Rect};

use super::{Fate, Layer, Pasted};
use crate::tui::app::{App, Notice};
use crate::tui::canvas::Canvas;
use crate::tui::command::{self, Command, Given, Scope, Takes};
use crate::tui::key::Chord;
use crate::tui::line::Line;
use crate::tui::motion::{Motion, keep_in_view};
use crate::tui::theme::Role;

/// Rows of commands shown at once.
const ROWS: usize = 12;

/// The palette.
pub struct Palette {
    line: Line,
    scope: Scope,
    commands: Vec<&'static Command>,
    ranked: Vec<&'static Command>,
    cursor: usize,
}

impl Palette {
    /// Every command that applies where the reader is.
    #[must_use]
    pub fn new(app: &App) -> Self {
        let scope = app.scope();
        let applies = |command: &&Command| command.scopes.iter().any(|s| *s == scope || *s == Scope::Global);
        let commands: Vec<_> =
            command::all().filter(applies).filter(|command| command.takes != Takes::Character).collect();
        Self { line: Line::default(), scope, ranked: commands.clone(), commands, cursor: 0 }
    }

    /// The command's name and its words, as typed.
    fn parts(&self) -> (String, String) {
        let text = self.line.text();
        let (name, words) = text.split_once(' ').unwrap_or((&text, ""));
        (command::meant(name, self.scope).to_owned(), words.trim().to_owned())
    }

    fn rank(&mut self) {
        let (name, _) = self.parts();
        self.cursor = 0;
        if name.is_empty() {
            self.ranked.clone_from(&self.commands);
            return;
        }
        let mut matcher = Matcher::new(Config::DEFAULT);
        let pattern = Pattern::parse(&name, CaseMatching::Ignore, Normalization::Smart);
        let mut score = |text: &str, buffer: &mut Vec<char>| pattern.score(Utf32Str::new(text, buffer), &mut matcher);
        let mut buffer = Vec::new();
        let mut scored: Vec<(u32, &'static Command)> = self
            .commands
            .iter()
            .filter_map(|command| {
                // The exact name first, then names, then what they do.
                let exact = u32::from(command.name == name) * 10_000;
                let by_name = score(command.name, &mut buffer).map(|score| score + 1_000 + exact);
                by_name.or_else(|| score(command.about, &mut buffer)).map(|score| (score, *command))
            })
            .collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        self.ranked = scored.into_iter().map(|(_, command)| command).collect();
    }

    fn run(&mut self, app: &mut App) -> Fate {
        let (name, words) = self.parts();
        let Some(command) = self.ranked.get(self.cursor).copied() else {
            app.notice = Some(Notice::Refused(crate::text::clean::line(&format!("no command is called {name}"))));
            return Fate::Close;
        };
        if let (Takes::Words(_), true, false) = (command.takes, words.is_empty(), name == command.name) {
            self.line = Line::new(&format!("{} ", command.name));
            self.rank();
            return Fate::Stay;
        }
        app.run(command, &Given { words, ..Given::default() });
        Fate::Close
    }
}

impl Layer for Palette {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        let motion = match (chord.code, chord.to_string().as_str()) {
            (KeyCode::Enter, _) => return self.run(app),
            (KeyCode::Esc, _) | (_, "ctrl-c") => return Fate::Close,
            (KeyCode::Backspace, _) if self.line.is_empty() => return Fate::Close,
            (KeyCode::Tab, _) => {
                if let Some(command) = self.ranked.get(self.cursor) {
                    self.line = Line::new(&format!("{} ", command.name));
                    self.rank();
                }
                return Fate::Stay;
            }
            (KeyCode::Down, _) | (_, "ctrl-n") => Motion::Lines(1),
            (KeyCode::Up, _) | (_, "ctrl-p") => Motion::Lines(-1),
            (KeyCode::PageDown, _) => Motion::Pages(1),
            (KeyCode::PageUp, _) => Motion::Pages(-1),
            _ => {
                if self.line.key(chord) {
                    self.rank();
                }
                return Fate::Stay;
            }
        };
        self.cursor = motion.in_list(self.cursor, self.ranked.len(), ROWS, None);
        Fate::Stay
    }

    fn paste(&mut self, _app: &mut App, pasted: &Pasted<'_>) -> Fate {
        self.line.insert(&pasted.line());
        self.rank();
        Fate::Stay
    }

    fn wheel(&mut self, _app: &mut App, by: isize) {
        self.cursor = Motion::Lines(by.signum()).in_list(self.cursor, self.ranked.len(), ROWS, None);
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let rows = u16::try_from(ROWS + 4).unwrap_or(16);
        let area = canvas.middle(92, rows);
        let inner = canvas.framed(area, "Commands");
        let line = Rect { height: 1.min(inner.height), ..inner };
        let position = self.line.paint(canvas, line, ":");
        let list = Rect { y: inner.y + 2.min(inner.height), height: inner.height.saturating_sub(2), ..inner };
        let top = keep_in_view(0, self.cursor, usize::from(list.height), self.ranked.len());
        let name_width = 20.min(list.width / 2);
        for (index, (command, y)) in self.ranked.iter().skip(top).zip(list.top()..list.bottom()).enumerate() {
            let words = match command.takes {
                Takes::Words(words) => format!("{} {words}", command.name),
                _ => command.name.to_owned(),
            };
            let key = app.keymap.key_of(command.name, app.scope()).unwrap_or_default();
            let key_width = u16::try_from(key.chars().count()).unwrap_or(0);
            canvas.cut((list.x, y), name_width, &words, Role::Text);
            let about_room = list.width.saturating_sub(name_width + 2 + key_width + 1);
            canvas.cut((list.x + name_width + 1, y), about_room, command.about, Role::Meta);
            canvas.right((list.x, y), list.width, &key, Role::Key);
            if top + index == self.cursor {
                canvas.tint(Rect { y, height: 1, ..list }, Role::Cursor);
            }
        }
        Some(position)
    }
}
