//! Where the notes of an article stand in it now, and where its file is.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Identity, Note, State, identity};
use crate::article::anchor::{Anchor, Attached, Trail, attach};
use crate::article::{Article, Locator, Texts};
use crate::disk;
use crate::library::open::open;
use crate::library::{Library, Origin};
use crate::text::fnv::BuildFnv;

/// Where a note stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Here; none for a part without a locator, and for the whole article.
    At(Option<Locator>),
    /// Nowhere: the file of its article is gone.
    NoArticle,
    /// Nowhere: its words are gone from the article.
    NoText,
}

impl Standing {
    /// Where.
    #[must_use]
    pub fn locator(self) -> Option<Locator> {
        match self {
            Self::At(locator) => locator,
            Self::NoArticle | Self::NoText => None,
        }
    }

    /// Why it stands nowhere.
    #[must_use]
    pub fn lost(self) -> Option<&'static str> {
        match self {
            Self::At(_) => None,
            Self::NoArticle => Some("its article is not there"),
            Self::NoText => Some("its words are no longer in the article"),
        }
    }
}

/// Where each note of an article stands in it, in their order; `article` is what it says now, none where it is gone.
#[must_use]
pub fn standings(state: &State, article: Option<&Article>) -> Vec<Standing> {
    let Some(article) = article else { return vec![Standing::NoArticle; state.notes.len()] };
    let texts = Texts::of(article);
    let trail = Trail::of(&texts, &state.wordings);
    let standing = |anchor: Option<&Anchor>| {
        let Some(anchor) = anchor else { return Standing::At(None) };
        match attach(&texts, &trail, anchor).span() {
            Some(span) => Standing::At(span.start.part.locator()),
            None => Standing::NoText,
        }
    };
    state.notes.iter().map(|(_, note)| standing(note.anchor.as_ref())).collect()
}

/// The same note with the text known that it is taken from, where its words stand in that text; none where it cannot be told where
/// they stand. Notes that came from elsewhere, or from an earlier version, have their quote alone.
#[must_use]
pub fn settled(texts: &Texts, note: &Note) -> Option<Note> {
    let Attached::There(span) = attach(texts, &Trail::default(), note.anchor.as_ref()?) else { return None };
    let anchor = Anchor::of(texts, span).filter(|settled| settled.taken.is_some())?;
    Some(Note { anchor: Some(anchor), ..note.clone() })
}

/// The article of a file, and who it is.
#[must_use]
pub fn read(origin: &Origin, id: &str) -> Option<(Identity, Arc<Article>)> {
    let article = open(origin).article?;
    Some((Identity::of(origin, id, Some(&article)), article))
}

/// The article where it was met last, if it is still that one.
#[must_use]
pub fn there(kept: &Identity) -> Option<(Identity, Arc<Article>)> {
    let there = kept.origin().and_then(|origin| read(&origin, &kept.id));
    there.filter(|(now, _)| now.is(kept) || now.may_be(kept))
}

/// The articles whose files are gone, each with those of a library that have its headline: one of them may be it.
#[must_use]
pub fn candidates(kept: Vec<Identity>, library: &Library) -> Vec<(Identity, Vec<(Origin, String)>)> {
    // Few are kept of a large library, so those are hashed, not its rows.
    let mut unlisted: HashMap<u64, Identity, BuildFnv> =
        kept.into_iter().map(|kept| (identity::path_hash(&kept.path), kept)).collect();
    if !unlisted.is_empty() {
        for row in library.rows() {
            unlisted.remove(&row.path);
        }
    }
    let is_gone = |kept: &Identity| {
        let gone = |origin| matches!(&origin, Origin::File(path) if disk::kind(path).is_err());
        kept.origin().is_some_and(gone)
    };
    let gone: Vec<Identity> = unlisted.into_values().filter(is_gone).collect();
    let mut alike: HashMap<&str, Vec<(Origin, String)>> =
        gone.iter().map(|kept| (kept.headline.as_str(), Vec::new())).collect();
    if !gone.is_empty() {
        for entry in library.entries() {
            if let Some(alike) = entry.card().and_then(|card| alike.get_mut(card.headline.raw())) {
                alike.push((entry.file.clone(), entry.id.raw().to_owned()));
            }
        }
    }
    let of = |kept: &Identity| alike.get(kept.headline.as_str()).cloned().unwrap_or_default();
    let all: Vec<_> = gone.iter().map(of).collect();
    gone.into_iter().zip(all).filter(|(_, candidates)| !candidates.is_empty()).collect()
}

/// Where an article is now whose file is gone, with what it says, where a library has it elsewhere.
#[must_use]
pub fn moved(kept: &Identity, library: &Library) -> Option<(Identity, Arc<Article>)> {
    let (kept, candidates) = candidates(vec![kept.clone()], library).pop()?;
    candidates.iter().filter_map(|(origin, id)| read(origin, id)).find(|(now, _)| now.is(&kept))
}
