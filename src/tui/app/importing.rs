//! Importing: a file, a paste or a page that is fetched becomes a draft, which is read before it is saved.

use std::path::Path;
use std::sync::Arc;

use super::{App, View};
use crate::diagnostic::Diagnostic;
use crate::fetch::{Progress, is_address};
use crate::import::{Form, Imported, Input};
use crate::library::save::Saved;
use crate::library::{Opened, Origin};
use crate::text::{Clean, clean};
use crate::tui::effect::{Effect, Purpose};
use crate::tui::layer::draft::DraftLayer;
use crate::tui::layer::import::ImportLine;
use crate::tui::outcome::Outcome;

/// A page that is being fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetching {
    /// Its address.
    pub address: Clean,
    /// How far it is.
    pub so_far: Progress,
}

impl App {
    /// Opens a draft that waits, else the import line; or imports at once.
    ///
    /// # Errors
    /// As [`Self::import_from`].
    pub fn import(&mut self, words: &str) -> Outcome {
        if let Some(draft) = self.arrived.take() {
            self.layers.push(Box::new(draft));
            return Ok(());
        }
        if words.is_empty() {
            self.layers.push(Box::<ImportLine>::default());
            return Ok(());
        }
        self.import_from(words)
    }

    /// Asks for a file or an address as a draft.
    ///
    /// # Errors
    /// Where another page is still on its way.
    pub fn import_from(&mut self, name: &str) -> Outcome {
        let name = name.trim();
        if !is_address(name) {
            self.effects.push(Effect::Open(Origin::File(Path::new(name).to_owned()), Purpose::Import));
            return Ok(());
        }
        if self.fetching.is_some() {
            return Err("another page is still on its way; esc gives it up".into());
        }
        self.fetching = Some(Fetching { address: clean::line(name), so_far: Progress::default() });
        self.effects.push(Effect::Fetch(name.to_owned()));
        Ok(())
    }

    /// Takes how far the page is that is being fetched.
    pub fn fetching(&mut self, so_far: Progress) {
        if let Some(fetching) = &mut self.fetching {
            fetching.so_far = so_far;
        }
    }

    /// Takes what was fetched.
    pub fn fetched(&mut self, read: Result<Vec<Imported>, Diagnostic>) {
        if self.fetching.take().is_none() {
            return;
        }
        let mut read = match read {
            Ok(read) => read,
            Err(why) => return self.failed(&format!("not fetched: {}", why.message)),
        };
        match read.pop() {
            Some(Imported { article, doubts }) if read.is_empty() => {
                let draft = DraftLayer::new(&Arc::new(article), &doubts);
                // Where one types, the next letter is not meant for it.
                if self.layers.is_empty() && self.view != View::Search {
                    self.layers.push(Box::new(draft));
                } else {
                    self.arrived = Some(draft);
                    self.done("the page is here: the import command shows it");
                }
            }
            _ => self.failed(&format!("a feed of {} articles: `nutgraf import ADDRESS` saves them", read.len() + 1)),
        }
    }

    /// Gives up the page that is being fetched; whether there was one.
    pub fn stop_fetching(&mut self) -> bool {
        let stopped = self.fetching.take().is_some();
        if stopped {
            self.effects.push(Effect::StopFetching);
            self.done("given up; nothing was fetched");
        }
        stopped
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
