//! Piping: the article, the selection or a takeaway as Markdown to a command of the reader's.

use super::App;
use crate::article::Part;
use crate::export::markdown;
use crate::text::{Clean, clean};
use crate::tui::effect::Effect;
use crate::tui::layer::pipe::PipeLine;
use crate::tui::outcome::{Outcome, Refusal};
use crate::tui::reader::Reader;

impl App {
    /// Opens the line for a command, or runs the one that is said.
    ///
    /// # Errors
    /// Where there is nothing to send.
    pub fn pipe(&mut self, command: &str) -> Outcome {
        let (gives, text) = given(self.reading()?)?;
        if command.trim().is_empty() {
            self.layers.push(Box::new(PipeLine::new(gives)));
            return Ok(());
        }
        command.clone_into(&mut self.keeping.piped);
        self.effects.push(Effect::Pipe(command.to_owned(), text));
        Ok(())
    }
}

/// What a command gets: its name, and the Markdown.
fn given(reader: &Reader) -> Result<(&'static str, Clean), Refusal> {
    if let Some(selected) = reader.selected_text() {
        return Ok(("the selection", clean::lines(&markdown::passage(&clean::lines(&selected)))));
    }
    if reader.opened.article.is_none() {
        return Err("this file cannot be read as an article".into());
    }
    // In one column it is a part of the document, and no less the takeaway that one is at.
    if let Part::Takeaway(at) = reader.part_in(reader.pane)
        && let Some(takeaway) = reader.article.takeaways.get(at)
    {
        return Ok(("this takeaway", clean::lines(&markdown::passage(&takeaway.text.lines()))));
    }
    Ok(("this article", clean::lines(&markdown::write(&reader.article))))
}
