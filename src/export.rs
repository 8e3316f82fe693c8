//! Articles out: JSON for scripts, plain text for pipes, Markdown and HTML for other programs, TOML as it is written.
//!
//! An exporter is a pure function from a [`Document`] to text, one file each, one row each in [`Format::ALL`]. What it
//! makes is safe to print on a terminal: prose goes through [`text::clean`](crate::text::clean), JSON keeps every
//! character but writes what could steer a terminal as an escape, and only checked links become links.
//!
//! What must not live here: files and stdout (the caller writes), colours of the interface, which articles are meant.

pub mod brief;
pub mod html;
pub mod json;
mod link;
pub mod markdown;
mod prose;
#[cfg(test)]
mod sample;
pub mod text;

use crate::article::Article;
use crate::diagnostic::Diagnostic;
use crate::format;
use crate::text::{Foreign, clean};

/// An article with what an exporter says about its file.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The id of the article in its library.
    pub id: &'a Foreign,
    /// The article.
    pub article: &'a Article,
    /// Every complaint about the file.
    pub diagnostics: &'a [Diagnostic],
    /// The text of the file, to count lines and columns in.
    pub source: &'a str,
}

/// A form in which an article leaves the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, a paragraph a line.
    Text,
    /// `CommonMark` with tables and footnotes.
    Markdown,
    /// The article file.
    Toml,
    /// One page that stands alone.
    Html,
    /// The JSON contract.
    Json,
}

impl Format {
    /// All, in the order in which help lists them.
    pub const ALL: [Self; 5] = [Self::Markdown, Self::Text, Self::Toml, Self::Html, Self::Json];

    /// The name on the command line, which is the extension of files, too.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// What it is, in a few words.
    #[must_use]
    pub fn description(self) -> &'static str {
        self.row().1
    }

    /// The article in this form. Ends with a line break.
    #[must_use]
    pub fn write(self, document: &Document<'_>) -> String {
        (self.row().2)(document)
    }

    fn row(self) -> (&'static str, &'static str, fn(&Document<'_>) -> String) {
        match self {
            Self::Markdown => {
                ("md", "CommonMark with tables and footnotes", |document| markdown::write(document.article))
            }
            Self::Text => ("txt", "plain text, a paragraph a line", |document| {
                text::write(document.article, text::Look::default())
            }),
            Self::Toml => ("toml", "the article file", toml),
            Self::Html => {
                ("html", "one page that stands alone and loads nothing", |document| html::write(document.article))
            }
            Self::Json => ("json", "one object, for scripts", json::write),
        }
    }
}

/// The article file, safe on a terminal: the writer escapes controls, but a bidi override in a literal string stands
/// there as it is, so it is cleaned away. Tabs are harmless and part of code blocks; they stay.
fn toml(document: &Document<'_>) -> String {
    let written = format::write::write(document.article);
    written.split('\t').map(|part| clean::lines(part).into_string()).collect::<Vec<_>>().join("\t")
}
