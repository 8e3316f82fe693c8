//! The dated events of articles, as their files record them. They are in no record: whoever wants them has the files read.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Library, Origin, open};
use crate::article::{Article, Date};
use crate::text::Foreign;

/// Files that are read before it is asked whether to go on.
const AT_ONCE: usize = 64;

/// An event, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// When.
    pub date: Date,
    /// What happened.
    pub label: Foreign,
    /// The id of the article.
    pub id: Foreign,
    /// Its headline.
    pub headline: Foreign,
    /// Where it is.
    pub origin: Origin,
    /// Which of its events, from 0.
    pub nth: usize,
}

/// Some rows of a library.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The library.
    pub library: Arc<Library>,
    /// Which rows, as indices.
    pub rows: Vec<usize>,
}

impl PartialEq for Rows {
    /// Of the same snapshot, not of one that says the same.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.library, &other.library) && self.rows == other.rows
    }
}

/// The events of an article, the oldest first; those of one day in the order of the file.
#[must_use]
pub fn of(article: &Article, id: &Foreign, origin: &Origin) -> Vec<Dated> {
    let dated = article.events.iter().enumerate().map(|(nth, event)| Dated {
        date: event.date.clone(),
        label: event.label.clone(),
        id: id.clone(),
        headline: article.headline.clone(),
        origin: origin.clone(),
        nth,
    });
    let mut all: Vec<Dated> = dated.collect();
    all.sort_by(|a, b| a.date.cmp(&b.date));
    all
}

/// The events of some rows of a library, the oldest first, from the files as they are now. `go_on` is told how many were read;
/// none where it gives up.
#[must_use]
pub fn events(of: &Rows, go_on: &dyn Fn(usize) -> bool) -> Option<Vec<Dated>> {
    let mut all = Vec::new();
    for (at, some) in of.rows.chunks(AT_ONCE).enumerate() {
        if !go_on(at * AT_ONCE) {
            return None;
        }
        all.par_extend(some.par_iter().flat_map_iter(|row| of_row(&of.library, *row)));
    }
    all.sort_by(|a, b| a.date.cmp(&b.date));
    Some(all)
}

fn of_row(library: &Library, row: usize) -> Vec<Dated> {
    let Some(entry) = library.entry(row).filter(|entry| entry.card().is_some()) else { return Vec::new() };
    let article = open::open(&entry.file).article;
    article.map(|article| of(&article, &entry.id, &entry.file)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::super::{Root, load::load};
    use super::*;

    #[test]
    fn of_all_articles_as_one_list_until_it_is_given_up() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles/dated");
        let library = load(&[Root::path(root)], &|_snapshot| true);
        let rows: Vec<usize> = (0..library.len()).collect();
        let all = Rows { library, rows };
        let found = events(&all, &|_| true).unwrap();
        let days: Vec<String> = found.iter().map(|dated| dated.date.to_string()).collect();
        assert_eq!(days, ["2022-07-01", "2023-03-08", "2024-02-28"]);
        assert_eq!((found[0].id.raw(), found[0].nth), ("rule", 1));
        let many = Rows { rows: all.rows.iter().copied().cycle().take(1000).collect(), ..all };
        let asked = AtomicUsize::new(0);
        assert_eq!(events(&many, &|_| asked.fetch_add(1, Ordering::Relaxed) < 2), None);
        assert_eq!(asked.into_inner(), 3, "nothing is read after that");
    }
}
