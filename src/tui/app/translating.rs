//! From an article to the same one in another language, at the same place; and which article is a translation of which.

use super::App;
use crate::article::Place;
use crate::library::translations::{self, Version};
use crate::tui::layer::menu;
use crate::tui::outcome::{Outcome, Refusal};

impl App {
    /// Goes to the open article in another language, at the same place; where there are several, a menu says which.
    ///
    /// # Errors
    /// Where there is none.
    pub fn translation(&mut self) -> Outcome {
        let versions = self.versions()?;
        match versions.as_slice() {
            [] => Err("the library has this article in no other language".into()),
            [one] => self.open_version(one.clone()),
            several => {
                let menu = menu::languages(several);
                self.layers.push(Box::new(menu));
                Ok(())
            }
        }
    }

    /// Opens the version that the menu of languages named.
    ///
    /// # Errors
    /// Where there is none any more.
    pub(in crate::tui) fn choose_version(&mut self, path: &str) -> Outcome {
        let chosen = self.versions()?.into_iter().find(|version| version.origin.shown().as_str() == path);
        self.open_version(chosen.ok_or(Refusal::from("this article is not in the library any more"))?)
    }

    fn versions(&mut self) -> Result<Vec<Version>, Refusal> {
        let library = std::sync::Arc::clone(&self.shelf.library);
        let reader = self.reading()?;
        Ok(translations::versions(&library, &reader.article, &reader.origin))
    }

    fn open_version(&mut self, version: Version) -> Outcome {
        let reader = self.reading()?;
        let (here, spot, part) = (reader.origin.clone(), reader.spot(), reader.part_in(reader.pane));
        self.history.jumped_from(here, spot);
        self.open(version.origin, Some(Place::start(part)));
        Ok(())
    }

    /// Looks up what the open article is a translation of.
    pub(super) fn look_up_original(&mut self) {
        if let Some(reader) = &mut self.reader {
            let original = translations::original(&self.shelf.library, &reader.article);
            reader.set_original(original);
        }
    }
}
