//! A draft: an article that was imported and is not saved yet, with what is doubtful about it.

use std::sync::Arc;

use ratatui::layout::Position;

use super::page::PageLayer;
use super::{Fate, Layer};
use crate::article::Article;
use crate::diagnostic::Diagnostic;
use crate::text::Clean;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::effect::Effect;
use crate::tui::key::Chord;

/// The preview of an import.
pub struct DraftLayer {
    article: Arc<Article>,
    page: PageLayer,
}

impl DraftLayer {
    /// The preview of an article with its doubts.
    #[must_use]
    pub fn new(article: &Arc<Article>, doubts: &[Diagnostic]) -> Self {
        let doubts: Vec<Clean> = doubts.iter().map(|doubt| doubt.message.clone()).collect();
        let page = PageLayer::new("Not saved yet", article).with(doubts, "w save · esc drop");
        Self { article: Arc::clone(article), page }
    }
}

impl Layer for DraftLayer {
    fn measure(&mut self, app: &App) {
        self.page.measure(app);
    }

    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        if let Some(motion) = PageLayer::motion(chord) {
            self.page.scroll(app, motion);
            return Fate::Stay;
        }
        match chord.to_string().as_str() {
            "w" => {
                app.effects.push(Effect::Add(Arc::clone(&self.article)));
                Fate::Close
            }
            "esc" | "q" | "ctrl-c" => {
                app.done("dropped; nothing was saved");
                Fate::Close
            }
            // What took a paste to make is not lost by a slip.
            _ => Fate::Stay,
        }
    }

    fn click(&mut self, _app: &mut App, _at: Position) -> Fate {
        Fate::Stay
    }

    fn wheel(&mut self, app: &mut App, by: isize) {
        self.page.wheel(app, by);
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        self.page.paint(app, canvas)
    }
}
