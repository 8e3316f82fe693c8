//! `notes` and `forget` in the table.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

/// `notes`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Notes {
    /// What to do with them
    #[command(subcommand)]
    pub(in crate::cli) command: NotesCommand,
}

/// What to do with notes.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum NotesCommand {
    /// Notes and highlights, a few lines each, newest article first
    ///
    /// An orphaned note, whose article's file is gone or whose words are no longer in it,
    /// is listed and says so. Exits with 1 where there are none.
    #[command(verbatim_doc_comment)]
    List(NotesList),
    /// Notes as Markdown, or all that is kept as W3C Web Annotations
    ///
    /// JSON is an array of annotations after the W3C Web Annotation Data Model: notes,
    /// highlights, tags, bookmarks, read marks and named places, with the paths of the
    /// files. `nutgraf notes import` reads it.
    #[command(verbatim_doc_comment)]
    Export(NotesExport),
    /// Take in Web Annotations, of nutgraf or of other tools
    ///
    /// Adds what is not there; where both have a note, the one that was changed later wins.
    /// Nothing is ever deleted.
    #[command(verbatim_doc_comment)]
    Import(NotesImport),
    /// Copy all that is kept into a new file
    Backup(NotesBackup),
    /// Put such a copy in the place of all that is kept
    Restore(NotesRestore),
}

/// `notes list`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct NotesList {
    /// A query, as in `search`: words are looked for in quote, note, headline and tags,
    /// note: in what you wrote, other fields in the article; or one file or id: the notes
    /// of that article
    #[arg(verbatim_doc_comment)]
    pub(in crate::cli) query: Vec<String>,

    /// A JSON object a line
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// `notes export`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct NotesExport {
    /// A query, as for `notes list`; or one file or id: what is kept of that article
    #[arg(verbatim_doc_comment)]
    pub(in crate::cli) query: Vec<String>,

    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "md")]
    pub(in crate::cli) format: NotesFormat,

    /// File that is written, in place of stdout
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) to: Option<PathBuf>,
}

/// A form in which notes leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum NotesFormat {
    /// Markdown: quotes and notes, by article
    Md,
    /// W3C Web Annotations, with all that is kept
    Json,
}

/// `notes import`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct NotesImport {
    /// Web Annotations as JSON; `-` is stdin
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
}

/// `notes backup`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct NotesBackup {
    /// The file that is made; one that is there is not written over
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
}

/// `notes restore`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct NotesRestore {
    /// What `notes backup` made
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,

    /// Replace what is there; a copy of it is kept beside the notebook
    #[arg(long)]
    pub(in crate::cli) yes: bool,
}

/// `forget`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Forget {
    /// A file or the id of an article; the file may be gone
    #[arg(value_name = "FILE-or-ID")]
    pub(in crate::cli) article: OsString,
}
