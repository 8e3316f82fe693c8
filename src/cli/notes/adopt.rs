//! Annotations of other tools name their page by its address. Where the library has an article of that address, they are that
//! article's: its files are looked through, all cores at once, for a file that says so.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::annotation::is_elsewhere;
use crate::cli::context::Context;
use crate::cli::stock;
use crate::disk::{self, ARTICLE_LIMIT};
use crate::library::{Entry, Library, Origin, open, starter};
use crate::reading::{Change, Error, Identity, Notebook};

/// Gives changes of pages that nothing is known of to the articles of the library that they are.
pub(super) fn adopt(context: &Context<'_>, notebook: &Notebook, changes: &mut [Change]) -> Result<(), Error> {
    let mut sought: HashMap<String, Option<Arc<Identity>>> = HashMap::new();
    for change in changes.iter() {
        if let Some(page) = page(&change.article)
            && !sought.contains_key(&page)
            && notebook.known(&change.article)?.is_none()
        {
            sought.insert(page, None);
        }
    }
    if sought.is_empty() {
        return Ok(());
    }
    let library = stock::library(context);
    let pages: HashSet<String> = sought.keys().cloned().collect();
    let found: Vec<_> = (0..library.len()).into_par_iter().filter_map(|index| named(&library, index, &pages)).collect();
    sought.extend(found.into_iter().map(|(page, article)| (page, Some(Arc::new(article)))));
    for change in changes {
        if let Some(Some(article)) = page(&change.article).and_then(|page| sought.get(&page)) {
            change.article = Arc::clone(article);
        }
    }
    Ok(())
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
fn named(library: &Library, index: usize, pages: &HashSet<String>) -> Option<(String, Identity)> {
    let Entry { id, file, .. } = library.entry(index)?;
    let worth_it = match &file {
        Origin::File(path) => names(&String::from_utf8_lossy(&disk::read_bytes(path, ARTICLE_LIMIT).ok()?.0), pages),
        Origin::Starter(path) => names(starter::text(path)?, pages),
    };
    let article = worth_it.then(|| open::open(&file).article).flatten()?;
    let page = bare(article.url.as_ref()?.raw());
    pages.contains(&page).then(|| (page, Identity::of(&file, id.raw(), Some(&article))))
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
