//! Two articles beside each other. Which two: in the reader the open one and the one that is named or chosen; in the library the one
//! that was read last, or that is named, and the one under the cursor.

use std::sync::Arc;

use super::{App, View};
use crate::article::{Article, Place};
use crate::library::find::{Found, find};
use crate::library::{Library, Origin};
use crate::text::clean;
use crate::tui::effect::{Effect, Purpose};
use crate::tui::layer::behind::compare::{CompareLayer, Compared};
use crate::tui::layer::menu;
use crate::tui::outcome::{Outcome, Refusal};

/// Articles that the menu offers, at most: as many as have letters.
const OFFERED: usize = 20;

/// Two articles that are being opened to be compared.
#[derive(Debug)]
pub struct Comparing {
    wanted: [Origin; 2],
    opened: [Option<Arc<Article>>; 2],
}

impl App {
    /// Compares the article here with another one: that of an id, else the one read last, else one of a menu.
    ///
    /// # Errors
    /// Where there is no such article, or none to choose.
    pub fn compare(&mut self, words: &str) -> Outcome {
        let library = Arc::clone(&self.shelf.library);
        let here = self.article_here()?;
        let named = if words.trim().is_empty() { None } else { Some(named(&library, words.trim())?) };
        let last = self.reader.as_ref().filter(|_| self.view == View::Library).map(|reader| reader.origin.clone());
        let wanted = match named.or(last) {
            Some(other) if other == here => return Err("this is the same article".into()),
            // The one that was there before stands at the left.
            Some(other) if self.view == View::Library => [other, here],
            Some(other) => [here, other],
            None => return self.choose_to_compare(&here),
        };
        self.compare_these(wanted);
        Ok(())
    }

    /// Compares the article here with another one.
    ///
    /// # Errors
    /// Where no article is here.
    pub(in crate::tui) fn compare_with(&mut self, other: &Origin) -> Outcome {
        let here = self.article_here()?;
        // The one that was there before stands at the left.
        let wanted = if self.view == View::Library { [other.clone(), here] } else { [here, other.clone()] };
        self.compare_these(wanted);
        Ok(())
    }

    fn article_here(&mut self) -> Result<Origin, Refusal> {
        match self.view {
            View::Library => self.shelf.entry().map(|entry| entry.file).ok_or("the list is empty".into()),
            _ => self.reading().map(|reader| reader.origin.clone()),
        }
    }

    /// Offers the articles that stand in the list around this one.
    fn choose_to_compare(&mut self, here: &Origin) -> Outcome {
        let start = self.shelf.cursor.saturating_sub(OFFERED / 2);
        let near = (start..self.shelf.len()).filter_map(|row| self.shelf.row(row)).take(OFFERED + 1);
        let others: Vec<_> = near.filter(|entry| entry.card().is_some() && entry.file != *here).take(OFFERED).collect();
        if others.is_empty() {
            return Err("there is no other article in the list".into());
        }
        self.layers.push(Box::new(menu::to_compare(&others)));
        Ok(())
    }

    fn compare_these(&mut self, wanted: [Origin; 2]) {
        for origin in &wanted {
            self.effects.push(Effect::Open(origin.clone(), Purpose::Compare));
        }
        self.comparing = Some(Comparing { wanted, opened: [None, None] });
    }

    /// Takes one of the two articles; shows them once both are there.
    pub(super) fn take_compared(&mut self, origin: &Origin, page: &Arc<Article>) {
        let Some(comparing) = &mut self.comparing else { return };
        for (wanted, opened) in comparing.wanted.iter().zip(&mut comparing.opened) {
            if wanted == origin {
                *opened = Some(Arc::clone(page));
            }
        }
        let [Some(a), Some(b)] = comparing.opened.clone() else { return };
        let [first, second] = comparing.wanted.clone();
        self.comparing = None;
        let sides = [Compared { origin: first, article: a }, Compared { origin: second, article: b }];
        let layer = CompareLayer::new(sides, self.reckoning());
        self.layers.push(Box::new(layer));
    }

    /// Goes to a place of one of the compared articles.
    pub(in crate::tui) fn open_compared(&mut self, origin: Origin, place: Place) {
        match &self.reader {
            Some(reader) if reader.origin == origin && self.view == View::Reader => self.jump(place),
            Some(reader) => {
                self.history.jumped_from(reader.origin.clone(), reader.spot());
                self.open(origin, Some(place));
            }
            None => self.open(origin, Some(place)),
        }
    }
}

/// The article that a name means.
fn named(library: &Library, name: &str) -> Result<Origin, Refusal> {
    let entry = match find(library, name) {
        Found::One(row) => library.entry(row),
        Found::Near(near) => {
            let ids = near.into_iter().filter_map(|row| library.entry(row));
            let ids: Vec<String> = ids.map(|entry| entry.id.line().into_string()).collect();
            let cure = if ids.is_empty() { String::new() } else { format!("; did you mean {}?", ids.join(" or ")) };
            return Err(Refusal(clean::line(&format!("no article is called {name}{cure}"))));
        }
    };
    let entry = entry.filter(|entry| entry.card().is_some());
    entry.map(|entry| entry.file).ok_or("this file cannot be read as an article".into())
}
