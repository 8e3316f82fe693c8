//! Events: of the open article, or of those that are listed, as one dated list with the ways there.

use std::sync::Arc;

use super::{App, View};
use crate::article::{Part, Place};
use crate::library::events::{self, Dated, Rows};
use crate::text::Foreign;
use crate::tui::effect::Effect;
use crate::tui::layer::Layer as _;
use crate::tui::layer::events::EventsLayer;
use crate::tui::look::Look;
use crate::tui::outcome::Outcome;

/// What is kept of a list of events while one of its articles is read.
#[derive(Debug, Default)]
pub struct Chronicle {
    /// The list, as it was left.
    left: Option<EventsLayer>,
    /// The article that is being opened at one of its events.
    wanted: Option<Dated>,
    /// Whether the passage of an event is looked for.
    sought: bool,
}

impl App {
    /// Shows the events of the open article, or asks for those of the listed ones.
    ///
    /// # Errors
    /// Where there are none.
    pub fn events(&mut self) -> Outcome {
        if self.view != View::Reader {
            let rows = self.shelf.listed();
            if rows.is_empty() {
                return Err("the list is empty".into());
            }
            self.layers.push(Box::new(EventsLayer::awaiting(rows.len())));
            self.want_events();
            return Ok(());
        }
        let reader = self.reading()?;
        let own = events::of(&reader.article, &Foreign::default(), &reader.origin);
        if own.is_empty() {
            return Err("this article records no events".into());
        }
        self.layers.push(Box::new(EventsLayer::of_article(own, None)));
        Ok(())
    }

    /// Asks for the events of the listed articles.
    pub(in crate::tui) fn want_events(&mut self) {
        let of = Rows { library: Arc::clone(&self.shelf.library), rows: self.shelf.listed() };
        self.effects.retain(|effect| !matches!(effect, Effect::Events(_)));
        self.effects.push(Effect::Events(of));
    }

    /// Opens the article of an event, at its events; `list` is come back to.
    pub(in crate::tui) fn open_event(&mut self, dated: &Dated, list: EventsLayer) {
        self.chronicle = Chronicle { left: Some(list), wanted: Some(dated.clone()), sought: false };
        self.history.jumped_from_events();
        self.open(dated.origin.clone(), None);
    }

    /// Shows the events of the article that was opened for one of them.
    pub(super) fn show_wanted_event(&mut self) {
        let Some(reader) = &self.reader else { return };
        let Some(wanted) = self.chronicle.wanted.take().filter(|wanted| wanted.origin == reader.origin) else { return };
        let own = events::of(&reader.article, &wanted.id, &reader.origin);
        if !own.is_empty() {
            self.layers.push(Box::new(EventsLayer::of_article(own, Some(wanted.nth))));
        }
    }

    /// Shows the list of events as it was left.
    pub(super) fn events_again(&mut self) {
        self.show_library();
        if let Some(mut list) = self.chronicle.left.clone() {
            // Its articles may have changed since.
            list.renewed(self);
            self.layers.push(Box::new(list));
        }
    }

    /// Looks for the passage of the open article whose wording is closest to an event's. The file records no place for it.
    ///
    /// # Errors
    /// Where the event is not there any more.
    pub(in crate::tui) fn go_to_event(&mut self, dated: &Dated) -> Outcome {
        let reader = self.reading()?;
        if reader.article.events.get(dated.nth).is_none() {
            return Err("this event is not there any more".into());
        }
        let look = Look::Event(Arc::clone(&reader.article), dated.nth);
        self.chronicle.sought = true;
        self.effects.push(Effect::Look(look));
        Ok(())
    }

    /// Says that nobody waits for the passage of an event any more.
    pub(in crate::tui) fn stop_seeking(&mut self) {
        self.chronicle.sought = false;
    }

    /// Goes to the passage that was found for an event; stays where none is close.
    pub(super) fn event_found(&mut self, found: Option<Part>) {
        self.when_nobody_writes(move |app| app.go_to_found(found));
    }

    fn go_to_found(&mut self, found: Option<Part>) {
        if !std::mem::take(&mut self.chronicle.sought) || self.view != View::Reader {
            return;
        }
        let Some(part) = found else {
            self.settle(Err("no passage of this article is close to this event".into()));
            return;
        };
        self.layers.clear();
        self.jump(Place::start(part));
        self.done("the closest passage, found by wording");
    }
}
