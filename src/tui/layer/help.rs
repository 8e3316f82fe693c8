//! Help: the keys that work here, as they are really bound.

use crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::{Fate, Layer};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::command::{GROUPS, Scope};
use crate::tui::key::Chord;
use crate::tui::motion::Motion;
use crate::tui::theme::Role;

/// What the signs beside the text of an article say.
const SIGNS: [(&str, &str); 4] = [
    ("◦", "a takeaway with evidence recorded; a passage that is recorded"),
    ("▎", "the current block"),
    ("▏", "highlighted"),
    ("†", "a highlight with a note"),
];

/// A line of help.
enum Row {
    Title(&'static str),
    Keys(String, &'static str),
    Blank,
}

/// The help box.
pub struct Help {
    rows: Vec<Row>,
    top: usize,
}

impl Help {
    /// Help for the scope that has the keyboard.
    #[must_use]
    pub fn new(app: &App) -> Self {
        let scope = app.scope();
        let mut rows = Vec::new();
        for group in GROUPS {
            let bound = group
                .commands
                .iter()
                .filter(|command| command.scopes.iter().any(|s| *s == scope || *s == Scope::Global));
            let keys: Vec<Row> = bound
                .filter_map(|command| {
                    let keys = app.keymap.keys_of(command.name, scope);
                    let shown: Vec<String> = keys.into_iter().take(3).collect();
                    (!shown.is_empty()).then(|| Row::Keys(shown.join("  "), command.about))
                })
                .collect();
            if !keys.is_empty() {
                if !rows.is_empty() {
                    rows.push(Row::Blank);
                }
                rows.push(Row::Title(group.title));
                rows.extend(keys);
            }
        }
        rows.push(Row::Blank);
        rows.push(if scope == Scope::Search {
            Row::Keys("any other".to_owned(), "is typed; ctrl-u clears the line, ctrl-w takes a word back")
        } else {
            Row::Keys("digits".to_owned(), "a count for the key that follows")
        });
        if scope == Scope::Reader {
            rows.extend([Row::Blank, Row::Title("Signs")]);
            rows.extend(SIGNS.map(|(sign, about)| Row::Keys(sign.to_owned(), about)));
        }
        Self { rows, top: 0 }
    }

    fn scroll(&mut self, app: &App, motion: Motion) {
        let view = usize::from(app.frame.area.height.saturating_sub(3)).max(1);
        let last = self.rows.len().saturating_sub(view);
        self.top = motion.in_list(self.top.min(last), last + 1, view, None);
    }
}

impl Layer for Help {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        let motion = match (chord.code, chord.character()) {
            (KeyCode::Down | KeyCode::Enter, _) | (_, Some('j')) => Motion::Lines(1),
            (KeyCode::Up, _) | (_, Some('k')) => Motion::Lines(-1),
            (KeyCode::PageDown, _) | (_, Some(' ' | 'f' | 'd')) => Motion::HalfPages(1),
            (KeyCode::PageUp, _) | (_, Some('b' | 'u')) => Motion::HalfPages(-1),
            (KeyCode::Home, _) | (_, Some('g')) => Motion::Top,
            (KeyCode::End, _) | (_, Some('G')) => Motion::Bottom,
            _ => return Fate::Close,
        };
        self.scroll(app, motion);
        Fate::Stay
    }

    fn wheel(&mut self, app: &mut App, by: isize) {
        self.scroll(app, Motion::Lines(by));
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let whole = canvas.area();
        let rows = u16::try_from(self.rows.len()).unwrap_or(u16::MAX).saturating_add(2);
        let area = canvas.middle(90, rows.min(whole.height.saturating_sub(1)).max(1));
        let title = match app.scope() {
            Scope::Reader => "Keys in an article",
            Scope::Search => "Keys in the search",
            Scope::Facets => "Keys in the facets",
            Scope::Select => "Keys while selecting",
            _ => "Keys in the library",
        };
        let inner = canvas.framed(area, title);
        let keys_width = 22.min(inner.width / 3).max(8);
        for (row, y) in self.rows.iter().skip(self.top).zip(inner.top()..inner.bottom()) {
            match row {
                Row::Title(title) => {
                    canvas.cut((inner.x, y), inner.width, title, Role::Heading);
                }
                Row::Keys(keys, about) => {
                    canvas.cut((inner.x + 1, y), keys_width, keys, Role::Key);
                    canvas.cut(
                        (inner.x + keys_width + 2, y),
                        inner.width.saturating_sub(keys_width + 2),
                        about,
                        Role::Text,
                    );
                }
                Row::Blank => {}
            }
        }
        let left = self.rows.len().saturating_sub(self.top + usize::from(inner.height));
        if left > 0 {
            let more = format!(" {left} more below ");
            canvas.right(
                (area.x + 2, area.bottom().saturating_sub(1)),
                area.width.saturating_sub(4),
                &more,
                Role::Meta,
            );
        }
        canvas.plain.then_some(Position::new(inner.x, inner.y))
    }
}
