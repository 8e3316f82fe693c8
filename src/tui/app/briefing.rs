//! A brief of what is searched for or listed: asked for, and shown as a page.

use super::{App, Notice, View};
use crate::article::Place;
use crate::library::Origin;
use crate::search::hit::Question;
use crate::text::clean;
use crate::tui::effect::Effect;
use crate::tui::layer::brief::{BriefLayer, KEYS};
use crate::tui::layer::page::PageLayer;
use crate::tui::layout::Parts;
use crate::tui::outcome::Outcome;
use crate::tui::pane::thousands;
use crate::tui::worker::Briefed;

/// Takeaways on a page at most; `nutgraf brief` has no such limit.
const MOST: usize = 500;

impl App {
    /// Asks for a brief: of some words, else of the search with its narrowings, else of the list's filter.
    ///
    /// # Errors
    /// Where nothing says of what.
    pub fn brief(&mut self, words: &str) -> Outcome {
        let (typed, narrowed) = match (words.trim(), self.view) {
            ("", View::Search) => (self.finder.line.text(), self.finder.narrowed.clone()),
            ("", View::Library) => (self.shelf.filter.clone(), Vec::new()),
            ("", View::Reader) => return Err("a brief is of a search: `:brief WORDS`, or from the search".into()),
            (words, _) => (words.to_owned(), Vec::new()),
        };
        if typed.trim().is_empty() && narrowed.is_empty() {
            return Err("a brief needs a query: type what its takeaways are to have".into());
        }
        self.briefing = true;
        self.effects.push(Effect::Brief(Question { typed, narrowed, limit: MOST, ..Question::default() }));
        Ok(())
    }

    /// Shows a brief, or says why there is none.
    pub fn briefed(&mut self, briefed: Briefed) {
        self.briefing = false;
        let (page, stands, total) = match briefed {
            Ok(brief) => (brief.page, brief.stands, brief.total),
            Err(why) => {
                self.notice = Some(Notice::Refused(why));
                return;
            }
        };
        let Some(page) = page else {
            self.notice = Some(Notice::Refused("no takeaway matches".into()));
            return;
        };
        let first = || format!("the first {MOST} of {} takeaways; nutgraf brief has them all", thousands(total));
        let above = (total > MOST).then(|| clean::line(&first())).into_iter().collect();
        let layer = PageLayer::new(page.headline.line(), &page).showing(Parts::TextAndSources).with(above, KEYS);
        self.when_nobody_writes(move |app| app.layers.push(Box::new(BriefLayer::new(layer, stands))));
    }

    /// Gives up the brief that is being made; whether there was one.
    pub(super) fn stop_briefing(&mut self) -> bool {
        let stopped = std::mem::take(&mut self.briefing);
        if stopped {
            self.effects.push(Effect::StopBriefing);
            self.done("given up; there is no brief");
        }
        stopped
    }

    /// Opens an article at a takeaway that stands in a brief, to which the way back leads.
    pub(in crate::tui) fn open_from_brief(&mut self, brief: BriefLayer, origin: Origin, takeaway: Place) {
        match (self.view, &self.reader) {
            (View::Search, _) => self.history.jumped_from_search(),
            (View::Reader, Some(reader)) => self.history.jumped_from(reader.origin.clone(), reader.spot()),
            (View::Reader | View::Library, _) => {}
        }
        self.history.jumped_from_brief(brief);
        self.open(origin, Some(takeaway));
    }
}
