//! What acronyms mean: of one, by the letters on it or by name; of all of an article.

use std::cell::RefCell;
use std::sync::Arc;

use super::App;
use crate::article::{Article, Texts};
use crate::text::clean;
use crate::tui::layer::{hints::Hints, page::PageLayer};
use crate::tui::outcome::{Outcome, Refusal};
use crate::tui::page;

/// Whose meanings a page says.
#[derive(Debug)]
enum Said {
    /// Of one acronym or term.
    One(String),
    /// Of all that the article has.
    All,
}

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
        let terms = reader.terms_in_view();
        match terms.as_slice() {
            [] => Err("no acronym or term in view is known; :terms lists those of the article".into()),
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
        self.reading()?;
        let said = Said::One(term.to_owned());
        let page =
            self.said(&said).ok_or_else(|| Refusal(clean::line(&format!("nobody here says what “{term}” means"))))?;
        self.show_page("Meaning", &page, said)
    }

    /// Lists what the acronyms and terms of the open article mean.
    ///
    /// # Errors
    /// Where it has none that are known.
    pub fn terms(&mut self) -> Outcome {
        self.reading()?;
        let page = self.said(&Said::All).ok_or(Refusal::from("no acronym or term of this article is known"))?;
        self.show_page("Terms", &page, Said::All)
    }

    /// Shows a page of meanings, which is made anew with its article, and not with every news of the library.
    fn show_page(&mut self, title: &'static str, page: &Arc<Article>, said: Said) -> Outcome {
        let of = RefCell::new(Arc::clone(&self.reading()?.article));
        let anew = move |app: &Self| {
            let by_now = Arc::clone(&app.reader.as_ref()?.article);
            let before = of.replace(Arc::clone(&by_now));
            if Arc::ptr_eq(&before, &by_now) { None } else { app.said(&said) }
        };
        self.layers.push(Box::new(PageLayer::new(title, page).renewing(anew)));
        Ok(())
    }

    /// The page of meanings in the open article as it is now; none where nobody knows any.
    fn said(&self, said: &Said) -> Option<Arc<Article>> {
        let reader = self.reader.as_ref()?;
        let meanings = reader.behind.meanings(&reader.article);
        let page = match said {
            Said::One(term) => {
                let of_term = meanings.of_word(term);
                let heading = match of_term.len() {
                    0 => return None,
                    1 => term.clone(),
                    count => format!("{term}: {count} meanings"),
                };
                page::meanings(&heading, &[(String::new(), of_term)])
            }
            Said::All => {
                let used = meanings.used(&Texts::of(&reader.article));
                if used.is_empty() {
                    return None;
                }
                page::meanings("Acronyms and terms of this article", &used)
            }
        };
        Some(Arc::new(page))
    }
}
