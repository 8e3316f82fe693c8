//! What acronyms mean: of one, by the letters on it or by name; of all of an article.

use std::collections::HashSet;
use std::sync::Arc;

use super::App;
use crate::article::Texts;
use crate::insight::meanings::{Meanings, may_be_acronym};
use crate::text::clean;
use crate::tui::layer::{hints::Hints, page::PageLayer};
use crate::tui::outcome::{Outcome, Refusal};
use crate::tui::page;

impl App {
    /// Shows what an acronym means: the one of that name, else the selected one, else the one in view; where several are in view,
    /// they get letters.
    ///
    /// # Errors
    /// Where none is known.
    pub fn meaning(&mut self, name: &str) -> Outcome {
        let reader = self.reading()?;
        if !name.trim().is_empty() {
            return self.show_meaning(name.trim());
        }
        if let Some(selected) = reader.selected_text() {
            return self.show_meaning(selected.trim());
        }
        let meanings = Meanings::of(&reader.article);
        let mut seen = HashSet::new();
        let terms: Vec<_> = reader
            .words_in_view()
            .into_iter()
            .filter(|(_, text)| may_be_acronym(text) && !meanings.of_word(text).is_empty())
            .filter(|(_, text)| seen.insert(text.clone()))
            .collect();
        match terms.as_slice() {
            [] => Err("no acronym in view is known; :terms lists those of the article".into()),
            [(_, only)] => self.show_meaning(only),
            several => {
                let hints = Hints::on_terms(self.reading()?, several);
                self.layers.push(Box::new(hints));
                Ok(())
            }
        }
    }

    /// Shows what an acronym means in the open article.
    ///
    /// # Errors
    /// Where nobody knows it.
    pub fn show_meaning(&mut self, term: &str) -> Outcome {
        let meanings = Meanings::of(&self.reading()?.article).of_word(term);
        if meanings.is_empty() {
            return Err(Refusal(clean::line(&format!("nobody here says what “{term}” means"))));
        }
        let heading = match meanings.len() {
            1 => term.to_owned(),
            count => format!("{term}: {count} meanings"),
        };
        let page = page::meanings(&heading, &[(String::new(), meanings)]);
        self.layers.push(Box::new(PageLayer::new("Meaning", &Arc::new(page))));
        Ok(())
    }

    /// Lists what the acronyms of the open article mean.
    ///
    /// # Errors
    /// Where it has none that are known.
    pub fn terms(&mut self) -> Outcome {
        let article = Arc::clone(&self.reading()?.article);
        let used = Meanings::of(&article).used(&Texts::of(&article));
        if used.is_empty() {
            return Err("no acronym of this article is known".into());
        }
        let page = page::meanings("Acronyms of this article", &used);
        self.layers.push(Box::new(PageLayer::new("Terms", &Arc::new(page))));
        Ok(())
    }
}
