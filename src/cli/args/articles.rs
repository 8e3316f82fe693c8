//! What asks for articles in the table: `list`, `search`, `show`, `evidence`, `brief`, `events`.

use std::ffi::OsString;

use super::From;
use super::choice::one_of;
use crate::export::Format;
use crate::search::hit::Kind;

/// The forms of a brief.
const BRIEF_FORMATS: [(&str, Format, &str); 3] = [
    ("text", Format::Text, "plain text"),
    ("md", Format::Markdown, "CommonMark"),
    ("html", Format::Html, "one page that stands alone"),
];

/// `list`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct List {
    /// What the articles must have: words, "phrases", fields (`nutgraf search --help` has them all)
    pub(in crate::cli) query: Vec<String>,

    /// Look first whether files have changed since they were indexed
    #[arg(long)]
    pub(in crate::cli) fresh: bool,

    /// A JSON object a line
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// `events`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Events {
    /// What the articles must have: words, "phrases", fields (`nutgraf search --help` has them all)
    pub(in crate::cli) query: Vec<String>,

    /// Look first whether files have changed since they were indexed
    #[arg(long)]
    pub(in crate::cli) fresh: bool,

    /// A JSON object a line: date, label, id, headline
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// `search`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Search {
    /// What to find; in quotation marks where a word begins with a minus
    #[arg(required = true)]
    pub(in crate::cli) query: Vec<String>,

    /// Only hits of this kind
    #[arg(long = "in", value_name = "KIND", value_parser = one_of(Kind::ALL.map(|kind| (kind.plural(), kind, ""))))]
    pub(in crate::cli) kind: Option<Kind>,

    /// Hits at most; 0 for all. 100 on a terminal, else all
    #[arg(long, value_name = "N")]
    pub(in crate::cli) limit: Option<usize>,

    /// A JSON object a line
    #[arg(long)]
    pub(in crate::cli) json: bool,

    /// Look first whether files have changed since they were indexed
    #[arg(long)]
    pub(in crate::cli) fresh: bool,
}

/// `show`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Show {
    /// A file or the id of an article, with a place in it where only a part is wanted; `-` is stdin
    #[arg(value_name = "FILE-or-ID[#LOCATOR]")]
    pub(in crate::cli) article: OsString,

    /// One JSON object; the same as --format json
    #[arg(long, conflicts_with = "format")]
    pub(in crate::cli) json: bool,

    /// Form of the output
    #[arg(long, value_name = "FORMAT", value_parser = one_of(Format::ALL.map(|format| (format.name(), format, format.description()))))]
    pub(in crate::cli) format: Option<Format>,

    /// What the input is, whatever its name says
    #[arg(long, value_name = "FORMAT")]
    pub(in crate::cli) from: Option<From>,
}

/// `evidence`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Evidence {
    /// A file or the id of an article, with a takeaway of it where only that is wanted; `-` is stdin
    #[arg(value_name = "FILE-or-ID[#LOCATOR]")]
    pub(in crate::cli) article: OsString,

    /// One JSON object, with up to five passages a takeaway, however far they are
    #[arg(long)]
    pub(in crate::cli) json: bool,

    /// What the input is, whatever its name says
    #[arg(long, value_name = "FORMAT")]
    pub(in crate::cli) from: Option<From>,
}

/// `brief`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Brief {
    /// What the takeaways or their articles must have (`nutgraf search --help` has it all)
    #[arg(required = true)]
    pub(in crate::cli) query: Vec<String>,

    /// Form of the output: text without it
    #[arg(long, value_name = "FORMAT", value_parser = one_of(BRIEF_FORMATS))]
    pub(in crate::cli) format: Option<Format>,

    /// Look first whether files have changed since they were indexed
    #[arg(long)]
    pub(in crate::cli) fresh: bool,
}
