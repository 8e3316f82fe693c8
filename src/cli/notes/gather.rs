//! Which notes are meant, in the order in which they are shown: those of the newest article first, within one as it has them.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use super::standing::Finder;
use crate::annotation::Sheet;
use crate::annotation::markdown::in_text;
use crate::annotation::words::Words;
use crate::cli::code::{Code, Failure};
use crate::cli::console::Console;
use crate::cli::context::Context;
use crate::cli::{named, notebook, stock};
use crate::reading::{Identity, Notebook, Noted, State, identity};
use crate::store::{self, AskError, Snapshot};

/// What is kept, as far as a query asks for it; else what was said of the query, and how to end.
pub(super) fn gather(
    context: &Context<'_>,
    notebook: &Notebook,
    query: &[String],
    console: &mut Console,
) -> Result<Result<Vec<Sheet>, Code>, Failure> {
    let failed = |why| notebook::failed(context, &why);
    let typed = query.join(" ");
    let everything = notebook.everything().map_err(failed)?;
    let named = named::articles(notebook, typed.as_ref()).map_err(failed)?;
    let kept: Vec<(Identity, State)> = if typed.trim().is_empty() {
        everything
    } else if named.is_empty() {
        let snapshot = Arc::unwrap_or_clone(stock::snapshot(context, false, console)?);
        let snapshot = snapshot.with_reading(Arc::new(notebook.summary().map_err(failed)?));
        match meant(context, &snapshot, &typed, everything) {
            Ok(meant) => meant,
            Err(why) => return stock::refused(context, &typed, &why, console).map(Err),
        }
    } else {
        everything.into_iter().filter(|(article, _)| named.contains(article)).collect()
    };
    let finder = Finder::new(context);
    let mut sheets: Vec<Sheet> = kept
        .into_iter()
        .filter(|(_, state)| State { position: None, wordings: Vec::new(), ..state.clone() } != State::default())
        .map(|(article, mut state)| {
            state.notes.sort_by_key(|(_, note)| in_text(note));
            finder.sheet(article, state)
        })
        .collect();
    sheets.sort_by(|a, b| {
        let key = |sheet: &Sheet| Reverse(sheet.article.published.clone());
        key(a).cmp(&key(b)).then_with(|| a.article.headline.cmp(&b.article.headline))
    });
    Ok(Ok(sheets))
}

/// The notes that a query means, and the rest that is kept of the articles that it means. One that is in no library has its
/// headline alone.
fn meant(
    context: &Context<'_>,
    snapshot: &Snapshot,
    typed: &str,
    everything: Vec<(Identity, State)>,
) -> Result<Vec<(Identity, State)>, AskError> {
    let today = context.today();
    let notes: Vec<Noted> = everything.iter().flat_map(|(article, state)| state.noted(article)).collect();
    let kept = store::noted(snapshot, (typed, false), &today, &notes, &|| false)?;
    let uids: HashSet<_> =
        notes.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(noted, _)| noted.uid.clone()).collect();
    let listed = store::articles(snapshot, typed, false, &today)?.kept;
    let rows = snapshot.library.rows();
    let path = |row: usize| rows.get(row).map(|row| snapshot.reading.kept_path(row.path));
    let all: HashSet<u64> = (0..rows.len()).filter_map(path).collect();
    let articles: HashSet<u64> =
        listed.iter().enumerate().filter(|(_, listed)| **listed).filter_map(|(row, _)| path(row)).collect();
    let words = Words::of(typed);
    let of_article = |(article, mut state): (Identity, State)| {
        let path = identity::path_hash(&article.path);
        state.notes.retain(|(uid, _)| uids.contains(uid));
        let is_meant = articles.contains(&path) || !all.contains(&path) && words.are_in(&[&article.headline]);
        if !is_meant {
            state = State { notes: state.notes, wordings: state.wordings, ..State::default() };
        }
        (article, state)
    };
    Ok(everything.into_iter().map(of_article).collect())
}
