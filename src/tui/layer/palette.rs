//! The palette: every command by name, the words that follow a name, ranked as one types. Where a command takes an article, those
//! of the library that the words may mean are offered in place of the commands.

use std::sync::Arc;

use crossterm::event::KeyCode;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::layout::{Position, Rect};

use super::{Fate, Layer, News, Pasted};
use crate::library::find::Candidate;
use crate::tui::app::{App, Notice};
use crate::tui::canvas::Canvas;
use crate::tui::command::{self, Command, Given, Scope, Takes};
use crate::tui::effect::Effect;
use crate::tui::key::Chord;
use crate::tui::line::Line;
use crate::tui::look::Look;
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
    /// The articles that are offered for the words.
    articles: Arc<Vec<Candidate>>,
    /// Those words.
    articles_of: String,
    /// Which of them was moved to; none while the words count as they were typed.
    article: Option<usize>,
}

impl Palette {
    /// Every command that applies where the reader is.
    #[must_use]
    pub fn new(app: &App) -> Self {
        let scope = app.scope();
        let applies = |command: &&Command| command.scopes.iter().any(|s| *s == scope || *s == Scope::Global);
        let commands: Vec<_> =
            command::all().filter(applies).filter(|command| command.takes != Takes::Character).collect();
        let ranked = commands.clone();
        Self {
            line: Line::default(),
            scope,
            ranked,
            commands,
            cursor: 0,
            articles: Arc::default(),
            articles_of: String::new(),
            article: None,
        }
    }

    /// The command's name and its words, as typed.
    fn parts(&self) -> (String, String) {
        let text = self.line.text();
        let (name, words) = text.split_once(' ').unwrap_or((&text, ""));
        (command::meant(name, self.scope).to_owned(), words.trim().to_owned())
    }

    /// The command that is named in full and takes an article, which is what is typed now.
    fn takes_article(&self) -> Option<&'static Command> {
        let (name, _) = self.parts();
        let named = self.commands.iter().find(|command| command.name == name)?;
        (matches!(named.takes, Takes::Article(_)) && self.line.text().contains(' ')).then_some(*named)
    }

    /// After a change of the line: ranks the commands, or asks for the articles that are meant.
    fn rank(&mut self, app: &mut App) {
        self.article = None;
        self.ask_for_articles(app);
        self.rank_commands();
    }

    fn ask_for_articles(&self, app: &mut App) {
        if self.takes_article().is_some() {
            let (_, words) = self.parts();
            let is_other = |effect: &Effect| !matches!(effect, Effect::Look(Look::Candidates(..)));
            app.effects.retain(is_other);
            app.effects.push(Effect::Look(Look::Candidates(Arc::clone(&app.shelf.library), words)));
        }
    }

    fn rank_commands(&mut self) {
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
        let (name, mut words) = self.parts();
        if let Some(article) = self.article.and_then(|at| self.articles.get(at)) {
            article.id.raw().clone_into(&mut words);
        }
        let Some(command) = self.ranked.get(self.cursor).copied() else {
            app.notice = Some(Notice::Refused(crate::text::clean::line(&format!("no command is called {name}"))));
            return Fate::Close;
        };
        let takes_words = matches!(command.takes, Takes::Words(_) | Takes::Article(_));
        if takes_words && words.is_empty() && name != command.name {
            self.line = Line::new(&format!("{} ", command.name));
            self.rank(app);
            return Fate::Stay;
        }
        app.run(command, &Given { words, ..Given::default() });
        Fate::Close
    }

    /// Completes: the article that was moved to, else the first; else the name of the command. Words stay as they were typed.
    fn complete(&mut self, app: &mut App) {
        let (_, words) = self.parts();
        // What is offered for other words is on its way out.
        let article = self.articles.get(self.article.unwrap_or(0)).filter(|_| self.articles_of == words);
        let completed = match (self.takes_article(), article, self.ranked.get(self.cursor)) {
            (Some(command), Some(article), _) => format!("{} {}", command.name, article.id.line()),
            (None, _, Some(command)) => format!("{} {words}", command.name),
            _ => return,
        };
        self.line = Line::new(&completed);
        self.rank(app);
    }

    fn go(&mut self, motion: Motion) {
        if self.takes_article().is_none() {
            self.cursor = motion.in_list(self.cursor, self.ranked.len(), ROWS, None);
            return;
        }
        self.article = match (self.article, motion) {
            // Above the first the words are meant again.
            (Some(0), Motion::Lines(by)) if by < 0 => None,
            (None, Motion::Lines(by)) if by < 0 => None,
            (None, _) => (!self.articles.is_empty()).then_some(0),
            (Some(at), _) => Some(motion.in_list(at, self.articles.len(), ROWS, None)),
        };
    }

    fn paint_articles(&self, canvas: &mut Canvas<'_>, list: Rect) {
        let top = keep_in_view(0, self.article.unwrap_or(0), usize::from(list.height), self.articles.len());
        // On a narrow screen an id in full says more than half of two.
        let id_width = if list.width < 60 { list.width } else { 36.min(list.width / 2) };
        for ((index, article), y) in self.articles.iter().enumerate().skip(top).zip(list.top()..list.bottom()) {
            canvas.cut((list.x, y), id_width, &article.id.line(), Role::Text);
            let room = list.width.saturating_sub(id_width + 2);
            canvas.cut((list.x + id_width + 2, y), room, &article.headline.line(), Role::Meta);
            if self.article == Some(index) {
                canvas.tint(Rect { y, height: 1, ..list }, Role::Cursor);
            }
        }
        if self.articles.is_empty() {
            canvas.cut((list.x, list.y), list.width, "no article of the library has this", Role::Meta);
        }
    }
}

impl Layer for Palette {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        let motion = match (chord.code, chord.to_string().as_str()) {
            (KeyCode::Enter, _) => return self.run(app),
            (KeyCode::Esc, _) | (_, "ctrl-c") => return Fate::Close,
            (KeyCode::Backspace, _) if self.line.is_empty() => return Fate::Close,
            (KeyCode::Tab, _) => {
                self.complete(app);
                return Fate::Stay;
            }
            (KeyCode::Down, _) | (_, "ctrl-n") => Motion::Lines(1),
            (KeyCode::Up, _) | (_, "ctrl-p") => Motion::Lines(-1),
            (KeyCode::PageDown, _) => Motion::Pages(1),
            (KeyCode::PageUp, _) => Motion::Pages(-1),
            _ => {
                if self.line.key(chord) {
                    self.rank(app);
                }
                return Fate::Stay;
            }
        };
        self.go(motion);
        Fate::Stay
    }

    fn paste(&mut self, app: &mut App, pasted: &Pasted<'_>) -> Fate {
        self.line.insert(&pasted.line());
        self.rank(app);
        Fate::Stay
    }

    fn told(&mut self, _app: &mut App, news: &News<'_>) {
        if let News::Candidates(typed, found) = news
            && self.parts().1 == **typed
        {
            // The one that was moved to stays so in a newer library.
            let chosen = self.article.and_then(|at| self.articles.get(at));
            self.article = chosen.and_then(|chosen| found.iter().position(|one| one.id == chosen.id));
            self.articles = Arc::clone(found);
            (*typed).clone_into(&mut self.articles_of);
        }
    }

    fn renewed(&mut self, app: &mut App) {
        self.ask_for_articles(app);
    }

    fn wheel(&mut self, _app: &mut App, by: isize) {
        self.go(Motion::Lines(by.signum()));
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let rows = u16::try_from(ROWS + 4).unwrap_or(16);
        let area = canvas.middle(92, rows);
        let inner = canvas.framed(area, "Commands");
        let line = Rect { height: 1.min(inner.height), ..inner };
        let position = self.line.paint(canvas, line, ":");
        let list = Rect { y: inner.y + 2.min(inner.height), height: inner.height.saturating_sub(2), ..inner };
        if self.takes_article().is_some() {
            self.paint_articles(canvas, list);
            return Some(position);
        }
        let top = keep_in_view(0, self.cursor, usize::from(list.height), self.ranked.len());
        let name_width = 20.min(list.width / 2);
        for (index, (command, y)) in self.ranked.iter().skip(top).zip(list.top()..list.bottom()).enumerate() {
            let words = match command.takes {
                Takes::Words(words) | Takes::Article(words) => format!("{} {words}", command.name),
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
