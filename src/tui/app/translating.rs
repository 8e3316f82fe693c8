//! From an article to the same one in another language, at the same place; and which article is a translation of which.

use super::App;
use crate::article::Place;
use crate::library::Origin;
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
            [one] => self.open_version(&one.origin),
            several => {
                let menu = menu::languages(several);
                self.layers.push(Box::new(menu));
                Ok(())
            }
        }
    }

    fn versions(&mut self) -> Result<Vec<Version>, Refusal> {
        let library = std::sync::Arc::clone(&self.shelf.library);
        let reader = self.reading()?;
        Ok(translations::versions(&library, &reader.article, &reader.origin))
    }

    /// Opens a version, at the place that is read here.
    ///
    /// # Errors
    /// Where it is not in the library any more.
    pub(in crate::tui) fn open_version(&mut self, version: &Origin) -> Outcome {
        if self.shelf.library.position(version).is_none() {
            return Err("this article is not in the library any more".into());
        }
        let reader = self.reading()?;
        let (here, spot, part) = (reader.origin.clone(), reader.spot(), reader.part_in(reader.pane));
        self.history.jumped_from(here, spot);
        self.open(version.clone(), Some(Place::start(part)));
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
