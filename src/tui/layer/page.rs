//! A page over the screen: an article that is set and scrolled, such as the problems of a file.

use std::sync::Arc;

use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};

use super::{Fate, Layer};
use crate::article::Article;
use crate::text::Clean;
use crate::text::wrap::{Wrap, wrap};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::layout::{Beside, Layout, Parts, Setting};
use crate::tui::motion::Motion;
use crate::tui::pane::lines;
use crate::tui::theme::Role;

/// Cells of a line on the page.
const MEASURE: usize = 84;

/// A page over the screen.
pub struct PageLayer {
    article: Arc<Article>,
    /// What stands in the frame.
    title: Clean,
    /// Which parts of the article are shown.
    parts: Parts,
    /// What is said above the article: doubts.
    above: Vec<Clean>,
    /// What is said below it: keys.
    below: &'static str,
    top: usize,
}

impl PageLayer {
    /// A page that shows an article.
    #[must_use]
    pub fn new(title: impl Into<Clean>, article: &Arc<Article>) -> Self {
        Self {
            article: article.clone(),
            title: title.into(),
            parts: Parts::Document,
            above: Vec::new(),
            below: "",
            top: 0,
        }
    }

    /// With lines of warning above it and a line of keys below.
    #[must_use]
    pub fn with(self, above: Vec<Clean>, below: &'static str) -> Self {
        Self { above, below, ..self }
    }

    /// Only some parts of it.
    #[must_use]
    pub fn showing(self, parts: Parts) -> Self {
        Self { parts, ..self }
    }

    /// Where a key goes on a page; none where it is no key for that.
    #[must_use]
    pub fn motion(chord: Chord) -> Option<Motion> {
        Some(match (chord.code, chord.character()) {
            (KeyCode::Down | KeyCode::Enter, _) | (_, Some('j')) => Motion::Lines(1),
            (KeyCode::Up, _) | (_, Some('k')) => Motion::Lines(-1),
            (KeyCode::PageDown, _) | (_, Some(' ' | 'f')) => Motion::Pages(1),
            (KeyCode::PageUp, _) | (_, Some('b')) => Motion::Pages(-1),
            (KeyCode::Home, _) | (_, Some('g')) => Motion::Top,
            (KeyCode::End, _) | (_, Some('G')) => Motion::Bottom,
            _ => return None,
        })
    }

    /// Scrolls.
    pub fn scroll(&mut self, app: &App, motion: Motion) {
        let area = app.frame.area;
        let length = self.layout(area.width.saturating_sub(4)).lines.len();
        let besides = self.rows_besides(area.width.saturating_sub(4), area.height);
        let view = usize::from(area.height.saturating_sub(3 + besides)).max(1);
        let last = length.saturating_sub(view);
        self.top = motion.in_list(self.top.min(last), last + 1, view, None);
    }

    /// What is said above, in lines of so many cells.
    fn lines_above(&self, width: u16) -> Vec<&str> {
        let width = usize::from(width).clamp(1, MEASURE);
        let set = |said: &'_ Clean| wrap(said, Wrap { first: width, rest: width, hyphenate: None });
        self.above.iter().flat_map(|said| set(said).into_iter().filter_map(|line| said.get(line.range))).collect()
    }

    /// Rows of what is said above and below, with their air, in so many cells, on a screen of so many rows.
    fn rows_besides(&self, width: u16, height: u16) -> u16 {
        let above = u16::try_from(self.lines_above(width).len()).unwrap_or(u16::MAX);
        let air = u16::from(above > 0) + air(height);
        above.saturating_add(air).saturating_add(if self.below.is_empty() { 0 } else { 2 })
    }

    fn layout(&self, width: u16) -> Layout {
        Layout::new(
            &self.article,
            &Setting {
                width: usize::from(width).clamp(1, MEASURE),
                hyphenate: None,
                parts: self.parts,
                beside: Beside::default(),
            },
        )
    }
}

/// Rows between the frame and what stands in it, where the screen has them to spare.
fn air(height: u16) -> u16 {
    u16::from(height >= 16)
}

impl Layer for PageLayer {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        let Some(motion) = Self::motion(chord) else { return Fate::Close };
        self.scroll(app, motion);
        Fate::Stay
    }

    fn wheel(&mut self, app: &mut App, by: isize) {
        self.scroll(app, Motion::Lines(by.signum()));
    }

    fn paint(&self, _app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let whole = canvas.area();
        let layout = self.layout(whole.width.saturating_sub(4));
        let rows = u16::try_from(layout.lines.len())
            .unwrap_or(u16::MAX)
            .saturating_add(2 + self.rows_besides(whole.width.saturating_sub(4), whole.height));
        let columns = u16::try_from(MEASURE + 4).unwrap_or(u16::MAX);
        let area = canvas.middle(columns, rows.min(whole.height.saturating_sub(1)).max(1));
        let mut inner = canvas.framed(area, &self.title);
        if !self.below.is_empty() && inner.height > 4 {
            inner.height -= 2;
            canvas.cut((inner.x, inner.bottom() + 1), inner.width, self.below, Role::Meta);
        }
        let air = air(whole.height).min(inner.height);
        inner = Rect { y: inner.y + air, height: inner.height - air, ..inner };
        for said in self.lines_above(inner.width) {
            if inner.height > 2 {
                canvas.cut((inner.x, inner.y), inner.width, said, Role::Warning);
                inner = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
            }
        }
        if !self.above.is_empty() && inner.height > 2 {
            inner = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
        }
        lines::paint(canvas, inner, &layout, self.top);
        canvas.plain.then_some(Position::new(inner.x, inner.y))
    }
}
