//! Where the notes of an article stand in it now: its file is looked for where it was, then in the library, by its headline.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::annotation::{Sheet, Standing};
use crate::article::Article;
use crate::article::anchor::{Anchor, Trail, attach};
use crate::article::texts::Texts;
use crate::cli::context::Context;
use crate::cli::stock;
use crate::library::open::open;
use crate::library::{Library, Origin};
use crate::reading::{Identity, State};

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
        let standing = match &now {
            None => vec![Standing::NoArticle; state.notes.len()],
            Some((_, now)) => {
                let texts = Texts::of(now);
                let trail = Trail::of(&texts, &state.wordings);
                state.notes.iter().map(|(_, note)| standing((&texts, &trail), note.anchor.as_ref())).collect()
            }
        };
        if let Some((found, _)) = now {
            article = found;
        }
        Sheet { article, state, standing }
    }

    /// The article as it is now, and who it is.
    fn find(&self, kept: &Identity) -> Option<(Identity, Arc<Article>)> {
        let there = kept.origin().and_then(|origin| read(&origin, &kept.id));
        there.filter(|(now, _)| now.is(kept) || now.may_be(kept)).or_else(|| self.moved(kept))
    }

    /// The article where the library has it now.
    fn moved(&self, kept: &Identity) -> Option<(Identity, Arc<Article>)> {
        let library = self.library.get_or_init(|| stock::library(self.context));
        let mut alike =
            library.entries().filter(|entry| entry.card().is_some_and(|card| card.headline.raw() == kept.headline));
        alike.find_map(|entry| read(&entry.file, entry.id.raw()).filter(|(now, _)| now.is(kept)))
    }
}

fn read(origin: &Origin, id: &str) -> Option<(Identity, Arc<Article>)> {
    let article = open(origin).article?;
    Some((Identity::of(origin, id, Some(&article)), article))
}

/// Where a note stands: at its words, wherever they are now; one of the whole article at no place.
fn standing((texts, trail): (&Texts, &Trail), anchor: Option<&Anchor>) -> Standing {
    let Some(anchor) = anchor else { return Standing::At(None) };
    match attach(texts, trail, anchor).span() {
        Some(span) => Standing::At(span.start.part.locator()),
        None => Standing::NoText,
    }
}
