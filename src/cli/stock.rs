//! The store on the command line: opened, completed where it must be, with its mistakes as failures.

use std::sync::{Arc, Mutex, PoisonError};

use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;
use crate::diagnostic;
use crate::disk;
use crate::library::{Library, Origin, open};
use crate::reading::{At, Notebook, Summary, notebook};
use crate::search::query::Query;
use crate::store::keep::{self, Hooks, Told};
use crate::store::{self, AskError, Snapshot};

/// The library as its files are now, without an index.
pub(super) fn library(context: &Context<'_>) -> Arc<Library> {
    keep::library(&context.roots(), &context.place())
}

/// The library with its index. Where the store has all of it, no file is looked at unless `fresh`.
pub(super) fn snapshot(context: &Context<'_>, fresh: bool, console: &mut Console) -> Result<Arc<Snapshot>, Failure> {
    for folder in context.library() {
        if let Err(why) = disk::kind(&folder) {
            return Err(Failure::usage(format!("{}: {}", disk::shown(&folder), disk::reason(&why))));
        }
    }
    let said = Mutex::new(Vec::new());
    let tell = |told: Told| said.lock().unwrap_or_else(PoisonError::into_inner).push(told);
    let progress = console.progress();
    let publish = |snapshot: Arc<Snapshot>| {
        if let Some(progress) = &progress {
            let (loaded, (indexed, all)) = (snapshot.library.progress, snapshot.indexed());
            if !loaded.done {
                progress.say("reading", loaded.read, loaded.found);
            } else if indexed < all {
                progress.say("indexing", indexed, all);
            }
        }
        true
    };
    let hooks = Hooks { publish: &publish, tell: &tell };
    let snapshot = keep::once(&context.roots(), &context.place(), fresh, &hooks);
    if let Some(progress) = progress {
        progress.clear();
    }
    for told in said.into_inner().unwrap_or_else(PoisonError::into_inner) {
        if let Some(notice) = notice(&told) {
            console.notice(&notice)?;
        }
    }
    Ok(snapshot)
}

/// Whether a query asks for what the reader made of the articles.
pub(super) fn asks_reading_state(context: &Context<'_>, typed: &str) -> bool {
    // What is wrong with it is said when it is asked.
    Query::parse(typed, &context.today()).is_ok_and(|query| query.asks_reading_state())
}

/// What the reader made of the articles. Nothing is made where there is nothing; what cannot be read is said and left as it is.
pub(super) fn reading(context: &Context<'_>, console: &mut Console) -> Result<Arc<Summary>, Failure> {
    let At::Folder(folder) = context.notebook() else { return Ok(Arc::default()) };
    let opened = Notebook::open_existing(&folder);
    match opened.and_then(|notebook| notebook.map(|notebook| notebook.summary()).transpose()) {
        Ok(summary) => Ok(Arc::new(summary.unwrap_or_default())),
        Err(why) => {
            let path = disk::shown(&folder.join(notebook::FILE));
            console.notice(&format!("what you have read and noted is not known: {path}: {why}"))?;
            Ok(Arc::default())
        }
    }
}

/// The library, and for every entry whether a query means it; or how the run ends where the query is refused.
pub(super) fn meant(
    context: &Context<'_>,
    (typed, fresh): (&str, bool),
    reading: Arc<Summary>,
    console: &mut Console,
) -> Result<Result<(Snapshot, Vec<bool>), Code>, Failure> {
    let snapshot = Arc::unwrap_or_clone(snapshot(context, fresh, console)?).with_reading(reading);
    match store::articles(&snapshot, typed, false, &context.today()) {
        Ok(listed) => {
            if let Some(instead) = &listed.instead {
                console.notice(&format!("no exact match; showing results for “{instead}”"))?;
            }
            Ok(Ok((snapshot, listed.kept)))
        }
        Err(why) => refused(context, typed, &why, console).map(Err),
    }
}

/// Says so where a file that was shown has changed since it was indexed.
pub(super) fn freshness<'a>(
    snapshot: &Snapshot,
    shown: impl Iterator<Item = &'a Origin>,
    console: &mut Console,
) -> Result<(), Failure> {
    let origins: Vec<_> = shown.collect();
    match store::stale(snapshot, &origins, open::stamp) {
        0 => Ok(()),
        1 => console.notice("1 of these articles has changed since it was indexed; --fresh reads it again"),
        many => console.notice(&format!(
            "{many} of these articles have changed since they were indexed; --fresh reads them again"
        )),
    }
}

fn notice(told: &Told) -> Option<String> {
    match told {
        Told::Changed { .. } | Told::Unwatched(_) => None,
        Told::InMemory(why) => Some(format!("the store cannot be kept: {why}")),
        Told::Following => Some("another nutgraf is indexing this library; showing what it has so far".to_owned()),
    }
}

/// Says why a query has no answer, with the place in it where that is the reason.
pub(super) fn refused(
    context: &Context<'_>,
    typed: &str,
    why: &AskError,
    console: &mut Console,
) -> Result<Code, Failure> {
    match why {
        AskError::Query(wrong) => {
            let wrong = std::slice::from_ref(&**wrong);
            console.drawn(&diagnostic::render(wrong, &"query".into(), typed, context.colour_of_messages()))?;
            Ok(Code::Usage)
        }
        AskError::Damaged | AskError::Stopped => Err(Failure::new(why.to_string()).help("--fresh makes it anew")),
    }
}
