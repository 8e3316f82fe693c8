//! Encoders, lent to whoever indexes: a table of stems is worth keeping, and many threads want one.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::library::Card;
use crate::search::token::Terms;
use crate::store::index;
use crate::store::schema::Encoder;
use crate::text::Foreign;
use crate::text::stem::Language;

/// Encoders that are not in use, by language: a table of stems is worth keeping.
#[derive(Default)]
pub(super) struct Encoders(Mutex<HashMap<Option<Language>, Vec<Encoder>>>);

impl Encoders {
    /// Lends the encoder of an article's language, with its terms.
    pub(super) fn with<T>(&self, card: &Card, f: impl FnOnce(&mut Encoder, &Terms) -> T) -> T {
        let language = index::language(card.language.as_ref().map(Foreign::raw));
        let lent = self.lock().get_mut(&language).and_then(Vec::pop);
        let mut encoder = lent.unwrap_or_else(|| index::encoder(language));
        let terms = Terms::new(card.terms.iter().map(|term| (term.term.raw(), term.expansion.raw())));
        let made = f(&mut encoder, &terms);
        self.lock().entry(language).or_default().push(encoder);
        made
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Option<Language>, Vec<Encoder>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
