//! What an editor would want to know of the open article: asked for when it is opened, shown on a key.

use std::sync::Arc;

use super::App;
use crate::diagnostic::Diagnostic;
use crate::library::{Opened, open};
use crate::tui::effect::Effect;
use crate::tui::layer::page::PageLayer;
use crate::tui::outcome::Outcome;
use crate::tui::page;

impl App {
    /// Asks for the open article to be looked over. One that an importer made has no file in which anything could be mended.
    pub(super) fn want_checks(&mut self) {
        let Some(reader) = &self.reader else { return };
        if reader.opened.article.is_some() && open::form(&reader.origin).is_none() {
            self.effects.push(Effect::Check(Arc::clone(&reader.opened)));
        }
    }

    /// Takes what was found. Of an article that is open no more, or not any more as it was, it is dropped.
    pub fn checked(&mut self, opened: &Arc<Opened>, found: Vec<Diagnostic>) {
        if let Some(reader) = self.reader.as_mut().filter(|reader| Arc::ptr_eq(&reader.opened, opened)) {
            reader.remarks = found;
        }
    }

    /// Shows what was found, each finding with its place and its cure.
    ///
    /// # Errors
    /// Where there is nothing.
    pub fn show_checks(&mut self) -> Outcome {
        let reader = self.reading()?;
        if reader.remarks.is_empty() {
            return Err("an editor has no remarks here".into());
        }
        let page = Arc::new(page::remarks(&reader.opened.source, &reader.remarks));
        self.layers.push(Box::new(PageLayer::new("Remarks", &page)));
        Ok(())
    }
}
