//! Behind a takeaway, a passage or a source: what is recorded, what is found, and the ways there.

use std::sync::Arc;

use super::App;
use crate::article::quoted::quoted;
use crate::article::{Part, Place, Span};
use crate::library::Origin;
use crate::tui::effect::Effect;
use crate::tui::layer::News;
use crate::tui::layer::behind::{BehindLayer, Standing};
use crate::tui::look::{Look, Looked};
use crate::tui::outcome::{Outcome, Refusal};

impl App {
    /// Shows what stands behind the takeaway, passage or source here.
    ///
    /// # Errors
    /// Where it is none of them, or there is no takeaway that could lean on the passage.
    pub fn behind(&mut self) -> Outcome {
        let reader = self.reading()?;
        let part = reader.part_in(reader.pane);
        match part {
            Part::Takeaway(_) | Part::Source(_) => {}
            Part::Heading(_) | Part::Block(..) if !reader.article.takeaways.is_empty() => {}
            Part::Heading(_) | Part::Block(..) => return Err("this article records no takeaways".into()),
            Part::Headline | Part::Byline | Part::Summary | Part::Image => {
                return Err("this shows what is behind a takeaway, a passage or a source".into());
            }
        }
        self.history.behind = Some(Standing::new(part));
        self.show_behind();
        Ok(())
    }

    /// Shows what is to be shown behind a part, unless the article is still awaited.
    pub(super) fn show_behind(&mut self) {
        if self.history.awaited.is_some() {
            return;
        }
        if let Some(behind) = self.history.behind.take() {
            self.look_behind(behind.part());
            self.layers.push(Box::new(BehindLayer::new(behind)));
        }
    }

    /// Asks for what has to be looked for behind a part, where it is not there yet.
    pub(in crate::tui) fn look_behind(&mut self, part: Part) {
        let Some(reader) = &self.reader else { return };
        let (article, library) = (Arc::clone(&reader.article), &self.shelf.library);
        let look = match part {
            Part::Source(_) => {
                let known = reader.behind.citing.as_ref();
                let is_known = known.is_some_and(|(of, _)| Arc::ptr_eq(of, library));
                (!is_known).then(|| Look::Citing(article, Arc::clone(library), reader.origin.clone()))
            }
            _ => reader.behind.closest.is_none().then_some(Look::Closest(article)),
        };
        self.effects.extend(look.map(Effect::Look));
    }

    /// Takes what was looked for; nothing where another article is open by now, or the library is another.
    pub fn looked(&mut self, looked: Looked) {
        match (looked, &mut self.reader) {
            (Looked::Closest(of, found), Some(reader)) if Arc::ptr_eq(&of, &reader.article) => {
                reader.behind.closest = Some(found);
            }
            (Looked::Citing(of, library, found), Some(reader)) if Arc::ptr_eq(&of, &reader.article) => {
                reader.behind.citing = Some((library, found));
            }
            (Looked::Event(of, found), Some(reader)) if Arc::ptr_eq(&of, &reader.article) => self.event_found(found),
            (Looked::Alike(both, found), _) => self.show_compared(&both, &found),
            (Looked::Named { library, here, name, found }, _) => {
                self.when_nobody_writes(move |app| app.named_to_compare(&library, &here, (&name, &found)));
            }
            (Looked::Candidates(typed, found), _) => self.tell_layers(&News::Candidates(&typed, &found)),
            (Looked::Closest(..) | Looked::Citing(..) | Looked::Event(..), _) => {}
        }
    }

    /// Goes to the first passage that the file records for a takeaway; its quote is marked where it stands there.
    ///
    /// # Errors
    /// When none is recorded.
    pub(super) fn follow_evidence(&mut self, takeaway: usize) -> Outcome {
        let reader = self.reading()?;
        let article = Arc::clone(&reader.article);
        let takeaway = article.takeaways.get(takeaway).ok_or(Refusal::from("there is no such takeaway"))?;
        let first =
            takeaway.evidence.first().ok_or(Refusal::from("no evidence is recorded; e shows the closest passages"))?;
        let part = Part::from(first.locator);
        let quote = quoted(&article, takeaway).filter(|span| span.start.part.is_in(part));
        self.go_to_passage(Place::start(part), quote);
        Ok(())
    }

    /// Goes to a passage and remembers where from; a stretch of it is marked as if it had been searched for.
    pub(in crate::tui) fn go_to_passage(&mut self, place: Place, quote: Option<Span>) {
        let Some(quote) = quote else { return self.jump(place) };
        self.jump(quote.start);
        let Some(reader) = &mut self.reader else { return };
        let shown = crate::article::shown::shown(&reader.article, quote.start.part).unwrap_or_default();
        let words = shown.get(quote.start.offset..quote.end.offset).unwrap_or_default();
        reader.find(words, quote.start);
    }

    /// Opens another article at one of its sources.
    pub(in crate::tui) fn open_citer(&mut self, origin: Origin, source: usize) {
        if let Some(reader) = &self.reader {
            self.history.jumped_from(reader.origin.clone(), reader.spot());
        }
        self.open(origin, Some(Place::start(Part::Source(source))));
    }
}
