//! Reading one article for a command: by file, by id, from stdin; and saying what is wrong with it.

use std::io;
use std::sync::Arc;

use super::code::Failure;
use super::console::Console;
use super::context::Context;
use super::place::Named;
use crate::article::{Article, Locator};
use crate::diagnostic;
use crate::disk::{self, ARTICLE_LIMIT};
use crate::format::read::read;
use crate::library::load::load;
use crate::library::open::{open, unopened};
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

/// Reads an article.
pub(super) fn article(context: &Context<'_>, named: Named, place: Option<Locator>) -> Result<Document, Failure> {
    match named {
        Named::Stdin => Ok(stdin()),
        Named::Folder(path) => Err(Failure::new(format!("{} is a folder", disk::shown(&path)))
            .help("`nutgraf FOLDER` opens it, `nutgraf --library FOLDER list` lists it")),
        Named::Article(entry) => Ok(opened(&entry, place)),
        Named::File(path) => {
            let library = load(&[context.root(&path)], &|_snapshot| true);
            let entry = library.entry(0);
            entry.map(|entry| opened(&entry, place)).ok_or_else(|| Failure::new("nothing was read"))
        }
    }
}

/// Opens a file of the library. What loading refused (a PDF, a device) is not opened.
fn opened(entry: &Entry, place: Option<Locator>) -> Document {
    let shown = entry.file.shown();
    let opened = refusal(entry).map_or_else(|| open(&entry.file), |reason| unopened("unreadable", reason));
    Document { id: entry.id.clone(), shown, opened, place }
}

/// Why loading did not so much as look into a file.
pub(super) fn refusal(entry: &Entry) -> Option<Clean> {
    match &entry.content {
        // Nothing was read, so there is no stamp; the file itself would say the same or less.
        Content::Broken { reason, .. } if entry.stamp == disk::Stamp::default() => Some(reason.clone()),
        _ => None,
    }
}

/// An article file from stdin, bounded as a file is.
fn stdin() -> Document {
    let opened = match disk::read_stream(io::stdin().lock(), ARTICLE_LIMIT) {
        Ok(source) => {
            let checked = read(&source);
            let article = checked.article.map(Arc::new);
            Opened { article, diagnostics: checked.diagnostics, source: source.into(), stamp: disk::Stamp::default() }
        }
        Err(error) => unopened("unreadable", clean::line(&error.to_string())),
    };
    let own = opened.article.as_ref().and_then(|article| article.id.clone());
    Document { id: own.unwrap_or_else(|| "stdin".into()), shown: "stdin".into(), opened, place: None }
}
