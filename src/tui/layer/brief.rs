//! A brief over the screen: its takeaways one by one, each with the way to where it stands in its article.

use std::sync::Arc;

use crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::page::PageLayer;
use super::{Fate, Layer};
use crate::article::Place;
use crate::library::Origin;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::motion::Motion;

/// What the keys do, below the page.
pub const KEYS: &str = "enter go there · esc back";

/// Where takeaways stand on the page, in order, each with its article and its place there.
type Stands = Arc<[(Place, Origin, Place)]>;

/// A brief over the screen.
#[derive(Clone, Debug)]
pub struct BriefLayer {
    page: PageLayer,
    stands: Stands,
    /// The current one.
    cursor: usize,
}

impl PartialEq for BriefLayer {
    /// The same brief, not one that says the same.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.stands, &other.stands)
    }
}

impl Eq for BriefLayer {}

impl BriefLayer {
    /// A page with the places of its takeaways.
    #[must_use]
    pub fn new(page: PageLayer, stands: impl Into<Stands>) -> Self {
        let stands = stands.into();
        let first = stands.first().map(|(place, ..)| *place);
        Self { page: page.pointing_at(first), stands, cursor: 0 }
    }

    /// Moves: by takeaways, or by pages.
    fn go(&mut self, app: &App, motion: Motion) {
        let last = self.stands.len().saturating_sub(1);
        match motion {
            Motion::Lines(by) => {
                let next = self.cursor.saturating_add_signed(by).min(last);
                if next == self.cursor {
                    // Above the first and below the last there is more to read.
                    self.page.scroll(app, motion);
                    return;
                }
                self.cursor = next;
            }
            page => {
                self.page.scroll(app, page);
                let seen = self.page.first_in_view(app, self.stands.iter().map(|(place, ..)| *place));
                self.cursor = seen.unwrap_or(last);
            }
        }
        self.page.point(self.stands.get(self.cursor).map(|(place, ..)| *place));
        if matches!(motion, Motion::Lines(_)) {
            self.page.keep_in_view(app);
        }
    }
}

impl Layer for BriefLayer {
    fn measure(&mut self, app: &App) {
        self.page.measure(app);
    }

    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        if chord.code == KeyCode::Enter {
            if let Some((_, origin, place)) = self.stands.get(self.cursor).cloned() {
                app.open_from_brief(self.clone(), origin, place);
            }
            return Fate::Close;
        }
        match PageLayer::motion(chord) {
            Some(motion) => {
                self.go(app, motion);
                Fate::Stay
            }
            None => Fate::Close,
        }
    }

    fn wheel(&mut self, app: &mut App, by: isize) {
        self.page.scroll(app, Motion::Lines(by.signum()));
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        self.page.paint(app, canvas)
    }
}
