//! Reading one article for a command: by file, by id, from stdin; as what its name says or the user; and saying what is
//! wrong with it.

use std::io;
use std::sync::Arc;

use super::args::From;
use super::code::Failure;
use super::console::Console;
use super::context::Context;
use super::place::Named;
use crate::article::{Article, Locator};
use crate::diagnostic;
use crate::disk::{self, ARTICLE_LIMIT};
use crate::format::read::read;
use crate::import::Form;
use crate::library::load::load;
use crate::library::open::{imported, open, open_as, unopened};
use crate::library::{Content, Entry, Opened};
use crate::text::{Clean, Foreign, clean};

/// An article that was asked for, readable or not.
pub(super) struct Document {
    /// Its id.
    pub(super) id: Foreign,
    /// What it is called in messages.
    pub(super) shown: Clean,
    /// What is in the file.
    pub(super) opened: Opened,
    /// The place that was asked for.
    pub(super) place: Option<Locator>,
}

/// That the article is shorter than the place supposes.
pub(super) fn no_such_part(document: &Document, place: Locator) -> Failure {
    Failure::new(format!("{} has no {place}", document.shown))
}

/// Says what is wrong with a file: errors in full; warnings in a word, in full when asked. Gives the article, if any.
pub(super) fn complained(
    context: &Context<'_>,
    document: &Document,
    console: &mut Console,
) -> Result<Option<Arc<Article>>, Failure> {
    let Opened { article, diagnostics, source, .. } = &document.opened;
    if article.is_none() || (context.flags.verbose && !diagnostics.is_empty()) {
        console.drawn(&diagnostic::render(diagnostics, &document.shown, source, context.colour_of_messages()))?;
    } else if !diagnostics.is_empty() {
        let count = diagnostics.len();
        let warnings = if count == 1 { "1 warning".to_owned() } else { format!("{count} warnings") };
        console.notice(&format!("{warnings} in {}: `nutgraf check` shows them", document.shown))?;
    }
    Ok(article.clone())
}

/// What an article is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum As {
    /// What its name says; stdin, which has none, as an article file.
    Named,
    /// An article file.
    Toml,
    /// Another form.
    Other(Form),
}

impl As {
    /// What `--from` asks for.
    pub(super) fn of(from: Option<From>) -> Self {
        match from {
            None => Self::Named,
            Some(From::Toml) => Self::Toml,
            Some(From::Markdown) => Self::Other(Form::Markdown),
            Some(From::Text) => Self::Other(Form::Plain),
            Some(From::Html) => Self::Other(Form::Html),
        }
    }

    /// The importer, where one was asked for.
    fn form(self) -> Option<Form> {
        match self {
            Self::Named | Self::Toml => None,
            Self::Other(form) => Some(form),
        }
    }
}

/// Reads an article.
pub(super) fn article(
    context: &Context<'_>,
    named: Named,
    place: Option<Locator>,
    read_as: As,
) -> Result<Document, Failure> {
    match named {
        Named::Stdin => Ok(stdin(read_as)),
        Named::Folder(path) => Err(Failure::new(format!("{} is a folder", disk::shown(&path)))
            .help("`nutgraf FOLDER` opens it, `nutgraf --library FOLDER list` lists it")),
        Named::Article(entry) => Ok(opened(&entry, place, read_as)),
        Named::File(path) => {
            let library = load(&[context.root(&path)], &|_snapshot| true);
            let entry = library.entry(0);
            entry.map(|entry| opened(&entry, place, read_as)).ok_or_else(|| Failure::new("nothing was read"))
        }
    }
}

/// Opens a file of the library. What loading refused (a PDF, a device) is not opened, unless the user says what it is.
fn opened(entry: &Entry, place: Option<Locator>, read_as: As) -> Document {
    let opened = match (read_as, refusal(entry)) {
        (As::Named, Some(reason)) => unopened("unreadable", reason),
        (As::Named, None) => open(&entry.file),
        _ => open_as(&entry.file, read_as.form()),
    };
    Document { id: entry.id.clone(), shown: entry.file.shown(), opened, place }
}

/// Why loading did not so much as look into a file.
pub(super) fn refusal(entry: &Entry) -> Option<Clean> {
    match &entry.content {
        // Nothing was read, so there is no stamp; the file itself would say the same or less.
        Content::Broken { reason, .. } if entry.stamp == disk::Stamp::default() => Some(reason.clone()),
        _ => None,
    }
}

/// An article from stdin, bounded as a file is.
fn stdin(read_as: As) -> Document {
    let opened = match read_as.form() {
        Some(form) => disk::read_stream_bytes(io::stdin().lock(), ARTICLE_LIMIT).map(|bytes| imported(&bytes, form)),
        None => disk::read_stream(io::stdin().lock(), ARTICLE_LIMIT).map(|source| {
            let checked = read(&source);
            let article = checked.article.map(Arc::new);
            Opened { article, diagnostics: checked.diagnostics, source: source.into(), stamp: disk::Stamp::default() }
        }),
    };
    let opened = opened.unwrap_or_else(|error| unopened("unreadable", clean::line(&error.to_string())));
    let own = opened.article.as_ref().and_then(|article| article.id.clone());
    Document { id: own.unwrap_or_else(|| "stdin".into()), shown: "stdin".into(), opened, place: None }
}
