//! Selecting text: how it starts, what becomes of it; and going to what is highlighted.

use super::App;
use crate::text::clean;
use crate::tui::command::Given;
use crate::tui::effect::Effect;
use crate::tui::layer::hints::Hints;
use crate::tui::outcome::{Outcome, Refusal};
use crate::tui::outside::clipboard;
use crate::tui::pane::thousands;
use crate::tui::reader::Extend;

impl App {
    /// Starts to select: the match that the reader is at; with a count, so many sentences of the current block; else the
    /// word that is chosen by its letters.
    ///
    /// # Errors
    /// When no word is in view.
    pub fn select(&mut self, count: Option<usize>) -> Outcome {
        let reader = self.reading()?;
        if reader.select_match() {
            return Ok(());
        }
        if let Some(count) = count {
            return reader.select_sentences(count);
        }
        let hints = Hints::on_words(reader).ok_or(Refusal::from("no word is in view"))?;
        self.layers.push(Box::new(hints));
        Ok(())
    }

    /// Moves the moving end.
    ///
    /// # Errors
    /// When there is nowhere to go that way.
    pub fn extend(&mut self, how: Extend, given: &Given) -> Outcome {
        self.reading()?.extend(how, given.times())
    }

    /// Moves the other end from now on.
    ///
    /// # Errors
    /// When no article is open.
    pub fn swap_ends(&mut self) -> Outcome {
        self.reading()?.swap_ends();
        Ok(())
    }

    /// Leaves the selection.
    ///
    /// # Errors
    /// When no article is open.
    pub fn end_selection(&mut self) -> Outcome {
        self.reading()?.selection = None;
        Ok(())
    }

    /// Goes to the highlight `by` further on.
    ///
    /// # Errors
    /// When there is none that way.
    pub fn next_highlight(&mut self, by: isize) -> Outcome {
        let reader = self.reading()?;
        let (origin, before) = (reader.origin.clone(), reader.spot());
        reader.next_marked(by)?;
        self.history.jumped_from(origin, before);
        Ok(())
    }

    /// Copies the selected text and leaves the selection.
    ///
    /// # Errors
    /// When nothing is selected.
    pub fn copy_selection(&mut self) -> Outcome {
        let reader = self.reading()?;
        let text = reader.selected_text().ok_or(Refusal::from("nothing is being selected"))?;
        reader.selection = None;
        let said = if text.len() > clipboard::LIMIT {
            format!("copied the first {} bytes: a terminal takes no more", thousands(clipboard::LIMIT))
        } else {
            format!("copied {}", counted(&text))
        };
        self.effects.push(Effect::Copy(clean::lines(&text)));
        self.done(&said);
        Ok(())
    }
}

/// `1 word`, `1,234 words`.
#[must_use]
pub(in crate::tui) fn counted(text: &str) -> String {
    match crate::text::segment::words(text).count() {
        1 => "1 word".to_owned(),
        count => format!("{} words", thousands(count)),
    }
}
