//! The article file: TOML text → checked [`Article`] with every complaint, and back.
//!
//! [`read`](read::read) takes the text of one file and says everything that is wrong with it at once; [`quick`] sees in a
//! tenth of the time what a list shows of a plain file; [`write`](mod@write) makes a file that reads back as the same article;
//! [`edit`] lays a file out in place and changes nothing that it says; [`spans`] finds a key again for those who complain
//! later (the lints).
//!
//! What must not live here: files and folders (disk, library), Markdown (its module), editorial judgement (lint). Foreign
//! text passes through raw, as [`Foreign`](crate::text::Foreign); only what goes into a message is cleaned.

pub mod edit;
pub mod quick;
pub mod read;
pub mod spans;
pub mod write;

use crate::article::Article;
use crate::diagnostic::Diagnostic;

/// What a file says, and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The article; none when there is any error.
    pub article: Option<Article>,
    /// Every complaint, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}
