//! Effects: what a command asks of the world outside, as data. The run loop does them; tests look at them.

use std::sync::Arc;

use super::look::Look;
use super::outside::link::Address;
use crate::article::Article;
use crate::cite::{Chosen, Work};
use crate::library::events::Rows;
use crate::library::{Opened, Origin};
use crate::reading::keep::Subject;
use crate::reading::{Change, Noted};
use crate::search::hit::Question;
use crate::text::Clean;

/// Something to be done outside the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Give the terminal back and stop, until the shell continues us.
    Suspend,
    /// Paint every cell again.
    Redraw,
    /// Read a file and report back; the purpose comes back with it.
    Open(Origin, Purpose),
    /// Look an article over for an editor, and report back.
    Check(Arc<Opened>),
    /// Look at all files of the library again.
    Load,
    /// List the articles that a filter keeps.
    Filter(String),
    /// Search, and report back. Only the newest question counts.
    Ask(Question),
    /// Make a brief of the takeaways that a question means, and report back. Only the newest counts.
    Brief(Question),
    /// Give up the brief that is being made.
    StopBriefing,
    /// Cite a work in a style, and report back. Only the newest counts.
    Cite(Chosen, Box<Work>),
    /// Gather the events of some rows of a library, and report back. Only the newest wish counts.
    Events(Rows),
    /// Give up the events that are being gathered.
    StopEvents,
    /// Fetch a page, and report back.
    Fetch(String),
    /// Give up the page that is being fetched.
    StopFetching,
    /// Save an article that was imported, and report back.
    Add(Arc<Article>),
    /// Tell what is kept of an article that was opened.
    Meet(Subject),
    /// Keep changes of reading state, and say so when they are on the disk.
    Keep(Vec<Change>, Clean),
    /// Tell all notes.
    Notes,
    /// Tell which of some notes a query means.
    AskNotes(String, Arc<Vec<Noted>>),
    /// Look in their articles where all notes stand.
    CheckNotes,
    /// Look behind an article, and report back.
    Look(Look),
    /// Keep a search for the next time.
    Remember(String),
    /// Hand a checked address to the desktop.
    Browse(Address),
    /// Put text on the clipboard.
    Copy(Clean),
    /// Run the editor on a file at a line, from 1.
    Edit(Origin, usize),
    /// Run the editor on a text, and hand it back to the layer on top.
    EditText(String),
    /// Give the terminal to a command of the reader's, and a text to its input.
    Pipe(String, Clean),
    /// Take (true) or release the mouse.
    Mouse(bool),
    /// Leave or enter the alternate screen (linear mode works on the main one).
    Linear(bool),
}

impl Effect {
    /// Whether the next key may be taken before this is done.
    #[must_use]
    pub fn can_wait(&self) -> bool {
        matches!(
            self,
            Self::Open(_, Purpose::Preview)
                | Self::Check(_)
                | Self::Redraw
                | Self::Mouse(_)
                | Self::Keep(..)
                | Self::Remember(_)
                | Self::Fetch(_)
        )
    }
}

/// What a file is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The preview of the library screen.
    Preview,
    /// Reading.
    Read,
    /// A draft.
    Import,
    /// Standing beside another one.
    Compare,
    /// Reading it again where it is, since its file has changed.
    Renew,
}
