//! Importing: a file or a paste becomes a draft, which is read before it is saved.

use std::path::Path;
use std::sync::Arc;

use super::App;
use crate::diagnostic::Diagnostic;
use crate::import::{Form, Imported, Input};
use crate::library::save::Saved;
use crate::library::{Opened, Origin};
use crate::text::clean;
use crate::tui::effect::{Effect, Purpose};
use crate::tui::layer::draft::DraftLayer;
use crate::tui::layer::import::ImportLine;
use crate::tui::outcome::Outcome;

impl App {
    /// Opens the import line, or imports a file at once.
    ///
    /// # Errors
    /// Where the words are no file.
    pub fn import(&mut self, words: &str) -> Outcome {
        if words.is_empty() {
            self.layers.push(Box::<ImportLine>::default());
            return Ok(());
        }
        self.import_file(words)
    }

    /// Asks for a file as a draft.
    ///
    /// # Errors
    /// Where the words are an address: those are fetched on the command line, where one sees it happen.
    pub fn import_file(&mut self, name: &str) -> Outcome {
        let name = name.trim();
        if name.starts_with("https://") || name.starts_with("http://") {
            return Err("addresses are fetched by `nutgraf import ADDRESS` in a shell".into());
        }
        self.effects.push(Effect::Open(Origin::File(Path::new(name).to_owned()), Purpose::Import));
        Ok(())
    }

    /// Shows a pasted article as a draft.
    pub fn import_text(&mut self, text: &str) {
        let input = Input { bytes: text.as_bytes(), charset: None, address: None };
        match Form::Plain.read(input).map(Vec::into_iter) {
            Ok(mut read) => {
                let Some(Imported { article, doubts }) = read.next() else { return };
                self.layers.push(Box::new(DraftLayer::new(&Arc::new(article), &doubts)));
            }
            Err(why) => self.failed(&why.message),
        }
    }

    /// Shows a file that was opened for it as a draft.
    pub(super) fn drafted(&mut self, opened: &Opened) {
        if let Some(article) = &opened.article {
            self.layers.push(Box::new(DraftLayer::new(article, &opened.diagnostics)));
        } else {
            let why = opened.diagnostics.first().map(|why| why.message.clone()).unwrap_or_default();
            self.failed(&format!("this cannot be read as an article: {why}"));
        }
    }

    /// Takes what became of a draft that was to be saved.
    pub fn added(&mut self, added: Result<Saved, Diagnostic>) {
        let (said, path) = match added {
            Ok(Saved::New(path)) => ("saved as", path),
            Ok(Saved::Already(path)) => ("it is there already:", path),
            Err(why) => return self.failed(&format!("not saved: {}", why.message)),
        };
        let name = path.file_name().map(|name| clean::line(&name.to_string_lossy())).unwrap_or_default();
        self.open(Origin::File(path), None);
        self.effects.push(Effect::Load);
        self.done(&format!("{said} {name}"));
    }
}
