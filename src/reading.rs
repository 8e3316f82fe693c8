//! Reading state: what a reader made of the articles. Places, read marks, bookmarks, tags, highlights and notes.
//!
//! It is precious, and it is one SQLite database in the data folder ([`notebook`]). A change ([`change`]) is committed before
//! anything says that it is saved, and gives back the change that undoes it. An article is found again by who it is
//! ([`identity`]), a passage by what it says ([`anchor`](crate::article::anchor)), so that both survive edits and moves. What
//! lists and queries need of all articles is a [`summary`], which is joined to the rows of a library.
//!
//! What must not live here: the articles themselves, what derives from them (store), threads (the interface's worker). Of
//! the text of an article is kept: its headline, what was highlighted or noted, a few words around that, around marks
//! and at the place where it was left, of a jump the place alone; and, where there is a highlight or a note, a hash of each word of its text
//! ([`Wording`]).

pub mod change;
pub mod identity;
pub mod keep;
pub mod notebook;
mod schema;
pub mod standing;
pub mod summary;

use crate::article::Wording;
use crate::article::anchor::Anchor;
use crate::text::fnv;

pub use change::{Change, What};
pub use identity::Identity;
pub use notebook::{At, Notebook, Opened};
pub use summary::Summary;

/// What names a note for ever, in every copy of it: a UUID (RFC 9562, version 4 or 8) in its usual form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uid(pub String);

impl Uid {
    /// A name that nothing has.
    #[must_use]
    pub fn fresh() -> Self {
        Self(uuid::Uuid::new_v4().to_string())
    }

    /// A name that follows from what it names, so that the same thing gets the same name again (version 8).
    #[must_use]
    pub fn from_name(name: &[u8]) -> Self {
        let half = |salt: &[u8]| u128::from(fnv::hash(&[salt, name].concat()));
        let both = half(b"first\0") << 64 | half(b"second\0");
        Self(uuid::Uuid::new_v8(both.to_be_bytes()).to_string())
    }
}

/// Seconds since 1970, UTC.
pub type Moment = i64;

/// The colour of a highlight: a role, which a theme paints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Colour {
    /// The usual one.
    #[default]
    Yellow,
    /// The second.
    Green,
    /// The third.
    Blue,
    /// The fourth.
    Pink,
}

impl Colour {
    /// All, in the order in which one goes through them.
    pub const ALL: [Self; 4] = [Self::Yellow, Self::Green, Self::Blue, Self::Pink];

    /// The one after it, and after the last the first.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|own| *own == self).unwrap_or(0);
        Self::ALL.get(at + 1).copied().unwrap_or_default()
    }

    /// How it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Pink => "pink",
        }
    }

    /// The colour of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.name() == name)
    }
}

/// A highlight, a note, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is about; none for the whole article.
    pub anchor: Option<Anchor>,
    /// The colour of the highlight; none where the passage is not highlighted.
    pub colour: Option<Colour>,
    /// What the reader wrote; empty for a highlight alone.
    pub body: String,
    /// When it was made.
    pub created: Moment,
    /// When it was changed last.
    pub modified: Moment,
}

/// Where an article was left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The place, as a passage without length.
    pub anchor: Anchor,
    /// How much of the text lies before the last line that was seen: 0 to 100.
    pub percent: u8,
    /// When.
    pub seen: Moment,
}

/// Everything that is kept of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Whether it is read; none where nobody said so and the end was not seen.
    pub read: Option<bool>,
    /// Since when it has a bookmark.
    pub bookmarked: Option<Moment>,
    /// Its tags, in order.
    pub tags: Vec<String>,
    /// Highlights and notes, oldest first.
    pub notes: Vec<(Uid, Note)>,
    /// Named places, by name.
    pub marks: Vec<(char, Anchor)>,
    /// Where it was left.
    pub position: Option<Position>,
    /// The texts that notes were taken from, as far as they are known.
    pub wordings: Vec<Wording>,
}

impl State {
    /// The notes with their article.
    #[must_use]
    pub fn noted(&self, article: &Identity) -> Vec<Noted> {
        let noted =
            |(uid, note): &(Uid, Note)| Noted { uid: uid.clone(), article: article.clone(), note: note.clone() };
        self.notes.iter().map(noted).collect()
    }
}

/// A note with the article that it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// What names it.
    pub uid: Uid,
    /// The article, as it was when it was last met.
    pub article: Identity,
    /// The note.
    pub note: Note,
}

/// Why something was not kept.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What the file system says.
    #[error("{}", crate::disk::reason(.0))]
    Io(#[from] std::io::Error),
    /// What SQLite says.
    #[error("{}", schema::reason(.0))]
    Sqlite(#[from] rusqlite::Error),
    /// The folder cannot be written, and what was written last lies beside the database.
    #[error("the folder cannot be written to, and {} holds changes that only a program that can write it takes over", .0)]
    Left(crate::text::Clean),
    /// The library that we are linked with loses rows (SQLite 3.7.0 to 3.51.2, with two connections).
    #[error("SQLite {0} can lose what is written by two programs: 3.51.3 or newer is needed")]
    Old(&'static str),
}

impl Error {
    /// Whether the file has to be opened anew before it can be written.
    fn is_lasting(&self) -> bool {
        matches!(self, Self::Sqlite(why) if schema::is_of_file(why))
    }
}
