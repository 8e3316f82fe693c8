//! Two articles beside each other. Which two: in the reader the open one and the one that is named or chosen; in the library the one
//! that was read last, or that is named, and the one under the cursor.

use std::sync::Arc;

use super::{App, View};
use crate::article::{Article, Place};
use crate::insight::alike::Alike;
use crate::library::find::{Found, by_name};
use crate::library::{Library, Opened, Origin};
use crate::text::clean;
use crate::tui::effect::{Effect, Purpose};
use crate::tui::layer::behind::compare::{CompareLayer, Compared};
use crate::tui::layer::{News, menu};
use crate::tui::look::Look;
use crate::tui::outcome::{Outcome, Refusal};

/// Articles that the menu offers, at most: fewer than there are letters.
const OFFERED: usize = 20;

/// Two articles that are being opened to be compared.
#[derive(Debug)]
pub struct Comparing {
    wanted: [Origin; 2],
    opened: [Option<Compared>; 2],
    /// Whether they stand beside each other already, as they were.
    anew: bool,
}

impl App {
    /// Compares the article here with another one: that of an id, else the one read last, else one of a menu.
    ///
    /// # Errors
    /// Where there is no such article, or none to choose.
    pub fn compare(&mut self, words: &str) -> Outcome {
        let library = Arc::clone(&self.shelf.library);
        let here = self.article_here()?;
        let name = words.trim();
        if !name.is_empty() {
            if let Some(row) = by_name(&library, name) {
                return self.compare_row(&library, row);
            }
            self.effects.push(Effect::Look(Look::Named { library, here, name: name.to_owned() }));
            return Ok(());
        }
        let last = self.reader.as_ref().filter(|reader| self.view == View::Library && reader.opened.article.is_some());
        match last.map(|reader| reader.origin.clone()).filter(|last| *last != here) {
            Some(last) => self.compare_with(&last),
            None => self.choose_to_compare(&here),
        }
    }

    /// Takes what a name led to, unless another article stands here by now: where it may mean several, these are offered.
    pub(super) fn named_to_compare(&mut self, library: &Library, here: &Origin, (name, found): (&str, &Found)) {
        if self.article_here().is_ok_and(|by_now| by_now != *here) {
            return;
        }
        let done = match found {
            Found::One(row) => self.compare_row(library, *row),
            Found::Near(near) => {
                let entries = near.iter().filter_map(|row| library.entry(*row));
                let near: Vec<_> = entries.filter(|entry| entry.card().is_some() && entry.file != *here).collect();
                if near.is_empty() {
                    Err(Refusal(clean::line(&format!("no article is called {name}"))))
                } else {
                    self.layers.push(Box::new(menu::to_compare(&near)));
                    Ok(())
                }
            }
        };
        self.settle(done);
    }

    fn compare_row(&mut self, library: &Library, row: usize) -> Outcome {
        let entry = library.entry(row).ok_or(Refusal::from("this article is not in the library any more"))?;
        self.compare_with(&entry.file)
    }

    /// Compares the article here with another one.
    ///
    /// # Errors
    /// Where none is here, or it is the same.
    pub(in crate::tui) fn compare_with(&mut self, other: &Origin) -> Outcome {
        let here = self.article_here()?;
        if here == *other {
            return Err("this is the same article".into());
        }
        // The one that was there before stands at the left.
        let wanted = if self.view == View::Library { [other.clone(), here] } else { [here, other.clone()] };
        self.open_to_compare(wanted, false);
        Ok(())
    }

    fn article_here(&mut self) -> Result<Origin, Refusal> {
        let (origin, is_article) = match self.view {
            View::Library => {
                let entry = self.shelf.entry().ok_or(Refusal::from("the list is empty"))?;
                (entry.file.clone(), entry.card().is_some())
            }
            _ => self.reading().map(|reader| (reader.origin.clone(), reader.opened.article.is_some()))?,
        };
        if is_article { Ok(origin) } else { Err("this file cannot be read as an article; g p says why".into()) }
    }

    /// Offers the articles that stand in the list around this one.
    fn choose_to_compare(&mut self, here: &Origin) -> Outcome {
        let start = self.shelf.cursor.saturating_sub(OFFERED / 2);
        let near = (start..self.shelf.len()).chain((0..start).rev()).filter_map(|row| self.shelf.row(row));
        let others = near.filter(|entry| entry.card().is_some() && entry.file != *here);
        let others: Vec<_> = others.take(OFFERED).collect();
        if others.is_empty() {
            return Err("there is no other article in the list".into());
        }
        self.layers.push(Box::new(menu::to_compare(&others)));
        Ok(())
    }

    /// Opens two articles again that stand beside each other, since a file of theirs has changed.
    pub(in crate::tui) fn compare_anew(&mut self, wanted: [Origin; 2]) {
        if self.comparing.is_none() {
            self.open_to_compare(wanted, true);
        }
    }

    fn open_to_compare(&mut self, wanted: [Origin; 2], anew: bool) {
        for origin in &wanted {
            self.effects.push(Effect::Open(origin.clone(), Purpose::Compare));
        }
        self.comparing = Some(Comparing { wanted, opened: [None, None], anew });
    }

    /// Takes one of the two articles; asks what they have in common once both are there.
    pub(super) fn take_compared(&mut self, origin: &Origin, opened: &Opened) {
        let Some(comparing) = &mut self.comparing else { return };
        let Some(side) = comparing.wanted.iter().position(|wanted| wanted == origin) else { return };
        let Some(article) = opened.article.clone() else {
            // One that broke while it stands here is shown as it was.
            let anew = comparing.anew;
            self.comparing = None;
            if !anew {
                self.failed(&format!("{} cannot be read as an article; nothing to compare", origin.shown()));
            }
            return;
        };
        if let Some(place) = comparing.opened.get_mut(side) {
            *place = Some(Compared { origin: origin.clone(), article, stamp: opened.stamp });
        }
        if let [Some(one), Some(other)] = &comparing.opened {
            let both = [one, other].map(|side| Arc::clone(&side.article));
            self.effects.push(Effect::Look(Look::Alike(both)));
        }
    }

    /// Shows the two articles with what they have in common.
    pub(super) fn show_compared(&mut self, both: &[Arc<Article>; 2], alike: &Alike) {
        let Some(Comparing { opened: [Some(one), Some(other)], .. }) = &self.comparing else { return };
        let sides = [one, other];
        if !sides.iter().zip(both).all(|(side, of)| Arc::ptr_eq(&side.article, of)) {
            return;
        }
        let sides = sides.map(Clone::clone);
        if self.comparing.take().is_some_and(|comparing| comparing.anew) {
            self.tell_layers(&News::Compared(&sides, alike));
            return;
        }
        let layer = CompareLayer::new(sides, alike, self.reckoning());
        self.when_nobody_writes(move |app| app.layers.push(Box::new(layer)));
    }

    /// Goes to a place of one of the compared articles; a way back leads to both.
    pub(in crate::tui) fn open_compared(&mut self, from: CompareLayer, origin: Origin, place: Place) {
        let reader = self.reader.as_ref().filter(|_| self.view == View::Reader);
        if let Some(reader) = reader {
            self.history.jumped_from(reader.origin.clone(), reader.spot());
        }
        let is_here = reader.is_some_and(|reader| reader.origin == origin);
        self.history.jumped_from_compared(from);
        match &mut self.reader {
            Some(reader) if is_here => reader.go_to(place),
            _ => self.open(origin, Some(place)),
        }
    }
}
