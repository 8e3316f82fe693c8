//! Where the notes of an article stand in it now: its file is looked for where it was, then in the library, by its headline.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::annotation::{Sheet, Standing};
use crate::article::Article;
use crate::article::anchor::Anchor;
use crate::cli::context::Context;
use crate::cli::{named, stock};
use crate::library::open::open;
use crate::library::{Library, Origin, starter};
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
        let standing = state.notes.iter().map(|(_, note)| match &now {
            None => Standing::NoArticle,
            Some((_, now)) => note.anchor.as_ref().map_or(Standing::At(None), |anchor| standing(now, anchor)),
        });
        let standing = standing.collect();
        if let Some((found, _)) = now {
            article = found;
        }
        Sheet { article, state, standing }
    }

    /// The article as it is now, and who it is.
    fn find(&self, kept: &Identity) -> Option<(Identity, Arc<Article>)> {
        let there = origin(&kept.path).and_then(|origin| read(&origin, &kept.id));
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

/// Where a kept path leads to.
fn origin(path: &[u8]) -> Option<Origin> {
    if let Some(starter) = path.strip_prefix(b"\0starter/") {
        let mut files = starter::FILES.iter();
        return files.find(|(own, _)| own.as_bytes() == starter).map(|(own, _)| Origin::Starter(own));
    }
    named::file(path).map(Origin::File)
}

/// Where a passage stands.
fn standing(_article: &Article, anchor: &Anchor) -> Standing {
    Standing::At(anchor.part.locator())
}
