//! Finding: in the article, in the list; and the palette.

use super::App;
use crate::tui::effect::Effect;
use crate::tui::layer::{filter::FilterLine, find::FindLine, palette::Palette};
use crate::tui::outcome::Outcome;

impl App {
    /// Opens the find line, or finds words at once.
    ///
    /// # Errors
    /// When no article is open, or the words are not in it.
    pub fn find(&mut self, words: &str) -> Outcome {
        let reader = self.reading()?;
        let from = reader.search_start();
        if words.is_empty() {
            let line = FindLine::new(reader);
            self.layers.push(Box::new(line));
            return Ok(());
        }
        let (origin, place) = (reader.origin.clone(), reader.spot());
        reader.find(words, from);
        let none = reader.found.as_ref().is_none_or(|found| found.matches.is_empty());
        self.history.jumped_from(origin, place);
        if none { Err("no match in this article".into()) } else { Ok(()) }
    }

    /// Goes to the match `by` further on.
    ///
    /// # Errors
    /// When nothing was searched for or found.
    pub fn next_match(&mut self, by: isize) -> Outcome {
        let reader = self.reading()?;
        let (origin, place) = (reader.origin.clone(), reader.spot());
        reader.next_match(by)?;
        self.history.jumped_from(origin, place);
        Ok(())
    }

    /// Opens the filter line, or filters at once.
    ///
    /// # Errors
    /// Never.
    pub fn filter(&mut self, words: &str) -> Outcome {
        if words.is_empty() {
            let line = FilterLine::new(&self.shelf.filter);
            self.layers.push(Box::new(line));
        } else {
            self.set_filter(words);
        }
        Ok(())
    }

    /// Lists what matches.
    pub fn set_filter(&mut self, words: &str) {
        words.clone_into(&mut self.shelf.filter);
        self.shelf.mistake = None;
        if words.is_empty() {
            self.shelf.arrange();
            self.want_preview();
        } else {
            // Only the newest counts.
            self.effects.retain(|effect| !matches!(effect, Effect::Filter(_)));
            self.effects.push(Effect::Filter(words.to_owned()));
        }
    }

    /// Opens the palette.
    ///
    /// # Errors
    /// Never.
    pub fn palette(&mut self) -> Outcome {
        let palette = Palette::new(self);
        self.layers.push(Box::new(palette));
        Ok(())
    }
}
