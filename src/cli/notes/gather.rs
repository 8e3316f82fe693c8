//! Which notes are meant, in the order in which they are shown: those of the newest article first, within one as it has them.

use std::cmp::Reverse;

use super::standing::Finder;
use crate::annotation::Sheet;
use crate::annotation::markdown::in_text;
use crate::annotation::words::Words;
use crate::cli::code::Failure;
use crate::cli::context::Context;
use crate::cli::{named, notebook};
use crate::reading::{Identity, Notebook, State};

/// What is kept, as far as a query asks for it.
pub(super) fn gather(context: &Context<'_>, notebook: &Notebook, query: &[String]) -> Result<Vec<Sheet>, Failure> {
    let failed = |why| notebook::failed(context, &why);
    let typed = query.join(" ");
    let everything = notebook.everything().map_err(failed)?;
    let named = named::articles(notebook, typed.as_ref()).map_err(failed)?;
    let kept: Vec<(Identity, State)> = if named.is_empty() {
        let words = Words::of(&typed);
        everything.into_iter().map(|(article, state)| meant(&words, article, state)).collect()
    } else {
        everything.into_iter().filter(|(article, _)| named.contains(article)).collect()
    };
    let finder = Finder::new(context);
    let mut sheets: Vec<Sheet> = kept
        .into_iter()
        .filter(|(_, state)| State { position: None, ..state.clone() } != State::default())
        .map(|(article, mut state)| {
            state.notes.sort_by_key(|(_, note)| in_text(note));
            finder.sheet(article, state)
        })
        .collect();
    sheets.sort_by(|a, b| {
        let key = |sheet: &Sheet| Reverse(sheet.article.published.clone());
        key(a).cmp(&key(b)).then_with(|| a.article.headline.cmp(&b.article.headline))
    });
    Ok(sheets)
}

/// What of an article has the words. What has no text of its own goes with the headline.
fn meant(words: &Words, article: Identity, mut state: State) -> (Identity, State) {
    let headline = article.headline.as_str();
    state.notes.retain(|(_, note)| {
        let quote = note.anchor.as_ref().map(|anchor| anchor.exact.as_str()).unwrap_or_default();
        words.are_in(&[headline, quote, &note.body])
    });
    if !words.are_in(&[headline]) {
        state = State { notes: state.notes, ..State::default() };
    }
    (article, state)
}
