//! What the thread that keeps reading state is asked, and what it tells.

use std::sync::Arc;

use super::Orphans;
use crate::article::anchor::{Anchor, Attached, Trail, attach};
use crate::article::texts::Texts;
use crate::article::{Article, Place, Span};
use crate::library::{Library, Origin};
use crate::reading::notebook::Aside;
use crate::reading::{Change, Identity, Noted, State, Summary, Uid, What};

/// An article that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// Where it comes from.
    pub origin: Origin,
    /// Who it is.
    pub identity: Arc<Identity>,
    /// What it says.
    pub article: Arc<Article>,
}

/// What the thread is asked.
#[derive(Debug)]
pub enum Wish {
    /// An article was opened, or read again: tell what is kept of it, now and whenever that changes.
    Meet(Subject),
    /// Make changes, all or none, and tell the number when they are kept.
    Keep(u64, Vec<Change>),
    /// The reader stands here now in the article that was met last, and has seen so much of it.
    Stand(Place, u8),
    /// Keep the jumps for the next time.
    Jumps(Vec<(Identity, Anchor)>),
    /// Keep how a screen is left.
    Screen(&'static str, String),
    /// Tell what is left from the last time, and what is kept of all articles, now and whenever that changes. The first frame
    /// does not wait for it.
    Summary,
    /// Tell all notes.
    Notes,
    /// Look in their articles where all notes stand, and tell which of them nowhere.
    Check,
    /// The library is loaded: look whether articles of which something is kept are elsewhere in it now.
    Library(Arc<Library>),
    /// Another program may have written.
    Poke,
    /// Write what waits and end.
    End,
}

/// What is kept of an open article, brought to its text as it is now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// As it is kept.
    pub state: State,
    /// Where each note stands now; one of the whole article stands nowhere.
    pub spans: Vec<(Uid, Attached)>,
    /// Where each mark of the article leads now.
    pub marks: Vec<(char, Place)>,
    /// Where the article was left.
    pub place: Option<Place>,
}

impl Kept {
    /// What is kept of an article, brought to its text.
    #[must_use]
    pub fn of(state: State, article: &Article) -> Self {
        if state.notes.is_empty() && state.marks.is_empty() && state.position.is_none() {
            return Self { state, ..Self::default() };
        }
        let texts = Texts::of(article);
        let trail = Trail::of(&texts, &state.wordings);
        let place = |anchor: &Anchor| attach(&texts, &trail, anchor).span().map(|span| span.start);
        let spans = state.notes.iter().filter_map(|(uid, note)| {
            let anchor = note.anchor.as_ref()?;
            Some((uid.clone(), attach(&texts, &trail, anchor)))
        });
        let marks = state.marks.iter().map(|(name, anchor)| (*name, place(anchor).unwrap_or_else(|| anchor.place())));
        let left = state.position.as_ref().map(|left| place(&left.anchor).unwrap_or_else(|| left.anchor.place()));
        Self { spans: spans.collect(), marks: marks.collect(), place: left, state }
    }

    /// Sets something; gives what sets it back. A mark that is set leads where its anchor was.
    pub fn change(&mut self, what: What) -> What {
        if let What::Mark { name, to } = &what {
            self.marks.retain(|(own, _)| own != name);
            self.marks.extend(to.as_ref().map(|anchor| (*name, anchor.place())));
        }
        self.state.apply(what)
    }

    /// Takes down where a note stands that was just made.
    pub fn stands(&mut self, uid: &Uid, span: Option<Span>) {
        self.spans.retain(|(own, _)| own != uid);
        if let Some(span) = span {
            self.spans.push((uid.clone(), Attached::There(span)));
        }
    }

    /// The span of a note, where its words still stand.
    #[must_use]
    pub fn span(&self, uid: &Uid) -> Option<Span> {
        self.spans.iter().find(|(own, _)| own == uid).and_then(|(_, attached)| attached.span())
    }
}

/// What is left from the last time.
#[derive(Clone, Debug, Default)]
pub struct Last {
    /// The jumps, oldest first.
    pub jumps: Vec<(Identity, Anchor)>,
    /// The marks that lead to any article.
    pub marks: Vec<(char, Identity, Anchor)>,
    /// How the library screen was left.
    pub library: Option<String>,
}

/// How the library screen is called where its state is kept.
pub const LIBRARY_SCREEN: &str = "library";

/// What the thread tells.
#[derive(Clone, Debug)]
pub enum Told {
    /// What is left from the last time.
    Last(Box<Last>),
    /// What is kept of all articles.
    Summary(Arc<Summary>),
    /// What is kept of the article that was met.
    Met(Origin, Box<Kept>),
    /// Changes of this number are on the disk.
    Saved(u64),
    /// What is kept cannot be read, and why.
    Unread(String),
    /// Changes are not on the disk, and why. They are tried again.
    Unsaved(String),
    /// All that waited is on the disk now.
    Caught,
    /// A file was put aside.
    Aside(Aside),
    /// All notes.
    Notes(Arc<Vec<Noted>>),
    /// The notes that stand nowhere, as far as was looked.
    Orphans(Arc<Orphans>),
}
