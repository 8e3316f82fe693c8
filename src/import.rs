//! Import: what was found on the web, pasted, saved or fed, as an article.
//!
//! Each form has an importer, one a file: [`plain`] for pasted text, [`markdown`], [`html`] for saved pages, [`feed`]. An
//! importer reads its form into a [`Draft`](draft::Draft): what is known for certain, and the body as pieces in reading order. What the
//! pieces are (a takeaway box, a list of sources, a byline, the litter of a page) is recognised in one place for all of
//! them, in `draft` and `recognise`, so that a label that is learned once is known everywhere. What is unsure is a doubt: a
//! warning that goes with the article. [`answer`] knows which of them reads what a server answered.
//!
//! Nothing here panics, whatever the input; nothing is guessed that the input does not say; no word of a body is lost. What
//! must not live here: files and folders (disk, library), the network (fetch), TOML (format).

pub mod answer;
pub mod draft;
pub mod encoding;
mod escape;
pub mod feed;
pub mod front;
pub mod html;
pub mod markdown;
pub mod plain;
pub mod recognise;
mod sniff;

use crate::article::Article;
use crate::diagnostic::Diagnostic;

/// What an importer reads.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The bytes as they came.
    pub bytes: &'a [u8],
    /// The charset that the server or the user names.
    pub charset: Option<&'a str>,
    /// Where it was fetched from; relative links are resolved against it.
    pub address: Option<&'a str>,
}

/// An article out of something else.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The article.
    pub article: Article,
    /// What is unsure about it: warnings, without spans.
    pub doubts: Vec<Diagnostic>,
}

/// A form that articles come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A pasted article.
    Plain,
    /// Markdown, with front matter or without.
    Markdown,
    /// A saved page.
    Html,
    /// RSS, Atom or JSON Feed: an article an entry.
    Feed,
}

impl Form {
    /// The form that a file's extension names.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        let is = |names: &[&str]| names.iter().any(|name| extension.eq_ignore_ascii_case(name));
        match () {
            () if is(&["txt", "text"]) => Some(Self::Plain),
            () if is(&["md", "markdown"]) => Some(Self::Markdown),
            () if is(&["html", "htm", "xhtml"]) => Some(Self::Html),
            () if is(&["xml", "rss", "atom", "json"]) => Some(Self::Feed),
            () => None,
        }
    }

    /// The form that a server's media type names, without parameters and in lower case; none where it says nothing certain.
    #[must_use]
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        match media_type {
            "text/html" | "application/xhtml+xml" => Some(Self::Html),
            "text/markdown" | "text/x-markdown" => Some(Self::Markdown),
            "application/json" | "application/feed+json" | "application/xml" | "text/xml" => Some(Self::Feed),
            other if other.ends_with("+xml") && !other.starts_with("image/") => Some(Self::Feed),
            _ => None,
        }
    }

    /// Reads one article of this form, and of a feed every entry.
    ///
    /// # Errors
    ///
    /// A sentence that says why this is no article.
    pub fn read(self, input: Input<'_>) -> Result<Vec<Imported>, Diagnostic> {
        match self {
            Self::Plain => plain::read(input).map(|one| vec![one]),
            Self::Markdown => markdown::read(input).map(|one| vec![one]),
            Self::Html => html::read(input).map(|one| vec![one]),
            Self::Feed => feed::read(input),
        }
    }
}
