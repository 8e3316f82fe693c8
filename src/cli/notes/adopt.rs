//! Annotations of other tools name their page by its address. Where the library has an article of that address, they are that
//! article's: its files are looked through, all cores at once, for a file that says so. A quote without its surroundings, which
//! the model allows, gets those that it has there.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::annotation::is_elsewhere;
use crate::article::anchor::{Anchor, Trail, attach};
use crate::article::texts::Texts;
use crate::article::{Span, Wording};
use crate::cli::context::Context;
use crate::cli::stock;
use crate::disk::{self, ARTICLE_LIMIT};
use crate::library::{Entry, Library, Origin, open, starter};
use crate::reading::{Change, Error, Identity, Notebook, What, standing};

/// An article of the library.
struct Known {
    identity: Arc<Identity>,
    texts: Texts,
}

/// Gives changes of pages to the articles that they are; gives the texts that passages were found in.
pub(super) fn adopt(context: &Context<'_>, notebook: &Notebook, changes: &mut [Change]) -> Result<Vec<Wording>, Error> {
    let mut known: HashMap<String, Known> = HashMap::new();
    let mut sought = HashSet::new();
    for change in changes.iter() {
        let Some(page) = page(&change.article).filter(|page| !known.contains_key(page) && !sought.contains(page))
        else {
            continue;
        };
        match notebook.known(&change.article)?.as_ref().and_then(kept) {
            Some(kept) => drop(known.insert(page, kept)),
            None => drop(sought.insert(page)),
        }
    }
    if !sought.is_empty() {
        let library = stock::library(context);
        let found = (0..library.len()).into_par_iter().filter_map(|index| named(&library, index, &sought));
        known.extend(found.collect::<Vec<_>>());
    }
    for change in changes.iter_mut() {
        if let Some(known) = page(&change.article).and_then(|page| known.get(&page)) {
            change.article = Arc::clone(&known.identity);
            settle(&mut change.what, &known.texts);
        }
    }
    let mut wordings: Vec<Wording> = known.values().map(|known| Wording::of(&known.texts)).collect();
    wordings.extend(settle_all(changes));
    Ok(wordings)
}

/// Takes down which texts notes of ours are taken from, as far as their files are there; gives these texts.
fn settle_all(changes: &mut [Change]) -> Vec<Wording> {
    let mut texts: HashMap<Vec<u8>, Option<Texts>> = HashMap::new();
    for change in changes {
        let What::Note { to: Some(note), .. } = &mut change.what else { continue };
        if note.anchor.as_ref().is_none_or(|anchor| anchor.taken.is_some()) || is_elsewhere(&change.article) {
            continue;
        }
        let of_article = texts.entry(change.article.path.clone()).or_insert_with(|| {
            let (_, article) = standing::there(&change.article)?;
            Some(Texts::of(&article))
        });
        if let Some(settled) = of_article.as_ref().and_then(|texts| standing::settled(texts, note)) {
            **note = settled;
        }
    }
    texts.values().flatten().map(Wording::of).collect()
}

/// An article that the notebook knows, where its file is there.
fn kept(kept: &Identity) -> Option<Known> {
    let origin = kept.origin().filter(|_| !is_elsewhere(kept))?;
    let article = open::open(&origin).article?;
    let identity = Identity::of(&origin, &kept.id, Some(&article));
    identity.is(kept).then(|| Known { identity: Arc::new(identity), texts: Texts::of(&article) })
}

/// Gives a note the place of its quote: where it stands with what is around it, else where it stands alone in the article.
fn settle(what: &mut What, texts: &Texts) {
    let What::Note { to: Some(note), .. } = what else { return };
    let Some(anchor) = &note.anchor else { return };
    let span = attach(texts, &Trail::default(), anchor).span().or_else(|| only(texts, &anchor.exact));
    if let Some(settled) = span.and_then(|span| Anchor::of(texts, span)) {
        note.anchor = Some(settled);
    }
}

/// The one place where words stand.
fn only(texts: &Texts, words: &str) -> Option<Span> {
    let mut found = texts.parts().flat_map(|(part, text)| {
        text.match_indices(words).map(move |(at, words)| Span::within(part, at..at + words.len()))
    });
    let first = found.next().filter(|_| !words.is_empty());
    first.filter(|_| found.next().is_none())
}

/// The page of an article that came from another tool.
fn page(article: &Identity) -> Option<String> {
    article.url.as_deref().filter(|_| is_elsewhere(article)).map(bare)
}

/// An address without what may be written in two ways: scheme, fragment and a slash at the end.
fn bare(address: &str) -> String {
    let address = address.split_once('#').map_or(address, |(page, _)| page);
    let address = address.split_once("://").map_or(address, |(_, behind)| behind);
    address.trim().trim_end_matches('/').to_owned()
}

/// The article of an entry, where its address is one of these pages.
fn named(library: &Library, index: usize, pages: &HashSet<String>) -> Option<(String, Known)> {
    let Entry { id, file, .. } = library.entry(index)?;
    let worth_it = match &file {
        Origin::File(path) => names(&String::from_utf8_lossy(&disk::read_bytes(path, ARTICLE_LIMIT).ok()?.0), pages),
        Origin::Starter(path) => names(starter::text(path)?, pages),
    };
    let article = worth_it.then(|| open::open(&file).article).flatten()?;
    let page = bare(article.url.as_ref()?.raw());
    let identity = || Arc::new(Identity::of(&file, id.raw(), Some(&article)));
    pages.contains(&page).then(|| (page, Known { identity: identity(), texts: Texts::of(&article) }))
}

/// Whether one of these pages is named anywhere in a text: a look at its addresses, quicker than reading it as an article.
fn names(text: &str, pages: &HashSet<String>) -> bool {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | ')');
    let mut addresses = text.split("://").skip(1).filter_map(|behind| behind.split(ends).next());
    addresses.any(|address| pages.contains(&bare(address)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_however_it_is_written() {
        for address in ["https://a.org/x/", "http://a.org/x", "https://a.org/x#top", " https://a.org/x/#a#b "] {
            assert_eq!(bare(address), "a.org/x", "{address}");
        }
        assert_ne!(bare("https://a.org/x?y=1"), "a.org/x");
    }

    #[test]
    fn a_text_names_a_page() {
        let pages = HashSet::from(["a.org/x".to_owned()]);
        assert!(names("headline = 'A'\nurl = 'http://a.org/x/'\n", &pages));
        assert!(names("<https://b.org> [l](https://a.org/x)", &pages));
        assert!(!names("a.org/x https://a.org/xy", &pages));
    }
}
