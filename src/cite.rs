//! Citing: an article, or a source of one, as a style wants it, and in the forms that reference managers read.
//!
//! A [`Work`] is what is cited: clean text, names told apart, dates. [`Style`] sets works as text; [`Form`] writes them as
//! BibTeX, CSL-JSON, RIS or YAML. [`quote`] sets words of an article with what they are from.
//!
//! Nothing is made up. What the file does not record is absent. A recorded `citation` is printed as it stands in every style. A
//! statute, regulation or case without one is not put through a style, since none of them gets legal works right without
//! more than an article file has: it is said that no citation is recorded.
//!
//! What must not live here: which articles are meant, the clipboard, exit codes.

pub mod bluebook;
pub mod csl;
pub mod form;
pub mod kind;
pub mod name;
pub mod quote;
pub mod style;
pub mod work;

pub use form::Form;
pub use kind::Kind;
pub use name::Name;
pub use style::{Chosen, Style, StyleError};
pub use work::Work;

use crate::text::Clean;

/// A work as a style sets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Which of the works that were given, from 0.
    pub work: usize,
    /// The citation, on one line.
    pub text: Clean,
    /// Where it is from.
    pub origin: Origin,
}

/// Where the words of a citation are from, and so how far they can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The file records the citation; it stands as it was written.
    Recorded,
    /// The style set it.
    Set,
    /// The Bluebook's form: there is no machine-readable Bluebook, so the form is ours.
    Bluebook,
    /// The style should have set it, and none is recorded: what is printed says so.
    Unrecorded,
}

impl Origin {
    /// What is to be checked by hand, as a sentence without a full stop; none where nothing is.
    #[must_use]
    pub fn check(self) -> Option<&'static str> {
        match self {
            Self::Recorded | Self::Set => None,
            Self::Bluebook => {
                Some("check it against the Bluebook: this is the form of rule 18.2.2, without its abbreviations")
            }
            Self::Unrecorded => Some("no citation is recorded, and none is made up for a legal work"),
        }
    }
}
