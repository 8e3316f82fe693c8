//! The library: folders of article files as one in-memory model, published as snapshots while it loads.
//!
//! [`load`](load::load) walks and parses; [`open`](open::open) reads one file for reading; [`order`] sorts the list and
//! [`find`] looks an entry up. What a file holds is read by [`format`](crate::format); a file that cannot be read is an
//! [`Entry`] all the same, with its reason, and never stops the rest.
//!
//! What must not live here: panes, queries, reading state. The article folder is never written to.

mod card;
pub mod find;
mod id;
pub mod load;
pub mod open;
pub mod order;
pub mod starter;
mod walk;
pub mod watch;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::article::{Article, Date};
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Stamp};
use crate::text::{Clean, Foreign, clean};

/// Where a library is loaded from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Root {
    /// A folder or a file that the user named.
    Path {
        /// The folder or file.
        path: PathBuf,
        /// The configured library: what lies below it has its id from there.
        library: Option<PathBuf>,
    },
    /// The starter library in the program.
    Starter,
}

impl Root {
    /// A folder or file by itself: ids are paths below the folder, or below the folder of the file.
    #[must_use]
    pub fn path(path: impl Into<PathBuf>) -> Self {
        Self::Path { path: path.into(), library: None }
    }

    /// A folder or file where a library is configured: ids are paths below that library, for what lies in it.
    #[must_use]
    pub fn path_with_library(path: impl Into<PathBuf>, library: impl Into<PathBuf>) -> Self {
        Self::Path { path: path.into(), library: Some(library.into()) }
    }
}

/// What is known of the articles so far. Immutable: loading publishes newer ones.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// The entries, by path.
    pub entries: Vec<Arc<Entry>>,
    /// How far loading is.
    pub progress: Progress,
}

/// How far loading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files found so far.
    pub found: usize,
    /// Files read so far.
    pub read: usize,
    /// Whether all is read.
    pub done: bool,
}

/// One file of the library.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id: below the library root without extension, or as the file says; made unique by a suffix.
    pub id: Foreign,
    /// Where it is.
    pub file: Origin,
    /// What identifies its content.
    pub stamp: Stamp,
    /// What is in it.
    pub content: Content,
}

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// The starter library in the program: path below its root.
    Starter(&'static str),
}

impl Origin {
    /// The path as it may be shown; `starter:PATH` for the starter library.
    #[must_use]
    pub fn shown(&self) -> Clean {
        match self {
            Self::File(path) => disk::shown(path),
            Self::Starter(path) => clean::line(&format!("starter:{path}")),
        }
    }

    /// The path as scripts read it: as it is, but that what is not UTF-8 is replaced. Not for showing.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Starter(path) => format!("starter:{path}"),
        }
    }

    /// The file, where it is one that the user can edit.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Starter(_) => None,
        }
    }
}

impl Entry {
    /// What lists and filters need of it; none where it is broken.
    #[must_use]
    pub fn card(&self) -> Option<&Card> {
        match &self.content {
            Content::Article(card) => Some(card),
            Content::Broken { .. } => None,
        }
    }
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// An article: what lists and filters need of it.
    Article(Box<Card>),
    /// Something that cannot be read as an article: the first reason, and how many more.
    Broken {
        /// The first reason.
        reason: Clean,
        /// How many more.
        more: usize,
    },
}

/// What lists, filters and the live takeaway search need of an article.
#[derive(Clone, Debug, Default)]
pub struct Card {
    /// Headline.
    pub headline: Foreign,
    /// Dek.
    pub summary: Option<Foreign>,
    /// Publisher.
    pub publisher: Option<Foreign>,
    /// Date of publication.
    pub published: Option<Date>,
    /// Topics.
    pub topics: Vec<Foreign>,
    /// Takeaways.
    pub takeaways: Vec<Foreign>,
    /// Words in the sections.
    pub words: usize,
    /// Warnings in the file.
    pub warnings: usize,
}

/// A file opened for reading.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The article, or none where the diagnostics hold an error.
    pub article: Option<Arc<Article>>,
    /// Every complaint.
    pub diagnostics: Vec<Diagnostic>,
    /// The source text, for showing the complaints; empty where the file could not be read.
    pub source: Arc<str>,
    /// The stamp at reading.
    pub stamp: Stamp,
}
