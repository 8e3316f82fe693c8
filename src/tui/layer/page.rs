//! A page over the screen: an article that is set and scrolled, such as the problems of a file.

use std::sync::Arc;

use crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::{Fate, Layer};
use crate::article::Article;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::layout::{Layout, Parts, Setting};
use crate::tui::motion::Motion;
use crate::tui::pane::lines;

/// Cells of a line on the page.
const MEASURE: usize = 84;

/// A page over the screen.
pub struct PageLayer {
    article: Arc<Article>,
    top: usize,
}

impl PageLayer {
    /// A page that shows an article.
    #[must_use]
    pub fn new(article: &Arc<Article>) -> Self {
        Self { article: article.clone(), top: 0 }
    }

    fn layout(&self, width: u16) -> Layout {
        Layout::new(
            &self.article,
            &Setting { width: usize::from(width).clamp(1, MEASURE), hyphenate: None, parts: Parts::Document },
        )
    }
}

impl Layer for PageLayer {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        let motion = match (chord.code, chord.character()) {
            (KeyCode::Down | KeyCode::Enter, _) | (_, Some('j')) => Motion::Lines(1),
            (KeyCode::Up, _) | (_, Some('k')) => Motion::Lines(-1),
            (KeyCode::PageDown, _) | (_, Some(' ' | 'f')) => Motion::Pages(1),
            (KeyCode::PageUp, _) | (_, Some('b')) => Motion::Pages(-1),
            (KeyCode::Home, _) | (_, Some('g')) => Motion::Top,
            (KeyCode::End, _) | (_, Some('G')) => Motion::Bottom,
            _ => return Fate::Close,
        };
        let area = app.frame.area;
        let length = self.layout(area.width.saturating_sub(4)).lines.len();
        let view = usize::from(area.height.saturating_sub(3)).max(1);
        let last = length.saturating_sub(view);
        self.top = motion.in_list(self.top.min(last), last + 1, view, None);
        Fate::Stay
    }

    fn wheel(&mut self, app: &mut App, by: isize) {
        let _ = self.key(app, Chord::plain(if by > 0 { 'j' } else { 'k' }));
    }

    fn paint(&self, _app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let whole = canvas.area();
        let layout = self.layout(whole.width.saturating_sub(4));
        let rows = u16::try_from(layout.lines.len()).unwrap_or(u16::MAX).saturating_add(2);
        let columns = u16::try_from(MEASURE + 4).unwrap_or(u16::MAX);
        let area = canvas.middle(columns, rows.min(whole.height.saturating_sub(1)).max(1));
        let inner = canvas.framed(area, "Problems");
        lines::paint(canvas, inner, &layout, self.top);
        canvas.plain.then_some(Position::new(inner.x, inner.y))
    }
}
