//! What works on article files in the table: `import`, `fetch`, `check`, `check-links`, `fmt`.

use std::ffi::OsString;
use std::path::PathBuf;

use super::choice::one_of;
use crate::import::Form;

/// The forms to import.
const FORMS: [(&str, Form, &str); 4] = [
    ("text", Form::Plain, "a pasted article"),
    ("markdown", Form::Markdown, "Markdown with front matter"),
    ("html", Form::Html, "a saved page"),
    ("feed", Form::Feed, "RSS, Atom or JSON Feed: an article an entry"),
];

/// `import`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Import {
    /// Addresses, files, folders of files; `-` is stdin
    #[arg(value_name = "SOURCE", required = true)]
    pub(in crate::cli) sources: Vec<OsString>,

    /// Folder that the articles go to, instead of the first of the library
    #[arg(long, value_name = "DIR", conflicts_with = "json")]
    pub(in crate::cli) to: Option<PathBuf>,

    /// What the sources are, whatever their names say
    #[arg(long, value_name = "FORM", value_parser = one_of(FORMS))]
    pub(in crate::cli) from: Option<Form>,

    /// Write nothing; print a JSON object an article, as `show --json` does
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// `fetch`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Fetch {
    /// Names of feeds
    #[arg(value_name = "NAME")]
    pub(in crate::cli) names: Vec<String>,

    /// Folder that the articles go to, instead of the first of the library
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) to: Option<PathBuf>,
}

/// `check`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Check {
    /// Files and folders; `-` is stdin. Without any, the library
    #[arg(value_name = "PATH")]
    pub(in crate::cli) paths: Vec<OsString>,

    /// A JSON object a line
    #[arg(long)]
    pub(in crate::cli) json: bool,

    /// Exit with 1 on warnings, too
    #[arg(long)]
    pub(in crate::cli) deny_warnings: bool,

    /// Check nothing; print the manual page of an editorial rule, or without a name list all rules
    #[arg(long, value_name = "RULE", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["paths", "json"])]
    pub(in crate::cli) explain: Option<String>,
}

/// `check-links`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct CheckLinks {
    /// A file or folder, or what the articles must have, as for `list`. Without any, the library
    #[arg(value_name = "FILE|QUERY")]
    pub(in crate::cli) what: Vec<OsString>,

    /// Ask addresses in private networks, too
    #[arg(long)]
    pub(in crate::cli) intranet: bool,

    /// A JSON object a line
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// `fmt`
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Fmt {
    /// Files and folders
    #[arg(value_name = "PATH", required = true)]
    pub(in crate::cli) paths: Vec<OsString>,

    /// Write nothing; name the files that would change, and exit with 1 if there are any
    #[arg(long)]
    pub(in crate::cli) check: bool,
}
