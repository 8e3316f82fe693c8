//! Where the notes of an article stand in it now: its file is looked for where it was, then in the library.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::annotation::Sheet;
use crate::article::Article;
use crate::cli::context::Context;
use crate::cli::stock;
use crate::library::Library;
use crate::reading::{Identity, State, standing};

/// Finds the articles of notes.
pub(super) struct Finder<'c> {
    context: &'c Context<'c>,
    /// Loaded where an article is not where it was.
    library: OnceCell<Arc<Library>>,
}

impl<'c> Finder<'c> {
    pub(super) fn new(context: &'c Context<'c>) -> Self {
        Self { context, library: OnceCell::new() }
    }

    /// An article with what is kept of it, and where that stands.
    pub(super) fn sheet(&self, mut article: Identity, state: State) -> Sheet {
        let now = if state.notes.is_empty() { None } else { self.find(&article) };
        let standing = standing::standings(&state, now.as_ref().map(|(_, article)| &**article));
        if let Some((found, _)) = now {
            article = found;
        }
        Sheet { article, state, standing }
    }

    /// The article as it is now, and who it is.
    fn find(&self, kept: &Identity) -> Option<(Identity, Arc<Article>)> {
        standing::there(kept).or_else(|| {
            let library = self.library.get_or_init(|| stock::library(self.context));
            standing::moved(kept, library)
        })
    }
}
