//! Which articles cite a source: a pass over the records, which hold what each source is known by. Nothing is kept for it:
//! the pass takes as long as counting the library, and few readers ask twice.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::{Library, Origin};
use crate::article::Date;
use crate::article::source::kin::Keys;
use crate::text::fnv::BuildFnv;
use crate::text::{Clean, Foreign};

/// Articles that are named for a source, at most.
pub const MOST: usize = 100;

/// Who else cites a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citers {
    /// The newest articles that do, at most [`MOST`].
    pub newest: Vec<Citer>,
    /// How many there are.
    pub all: usize,
}

/// An article that cites a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citer {
    /// The article.
    pub origin: Origin,
    /// Its headline.
    pub headline: Clean,
    /// Who published it.
    pub publisher: Option<Clean>,
    /// When it was published.
    pub published: Option<Date>,
    /// Which of its sources it is, from 0.
    pub source: usize,
}

/// The articles of a library, but for one, that cite what is known by these keys, for each source in their order. One that
/// cites it twice is named once.
#[must_use]
pub fn citing(library: &Library, sources: &[Keys], but: &Origin) -> Vec<Citers> {
    let mut wanted: HashMap<u64, Vec<usize>, BuildFnv> = HashMap::default();
    for (nth, keys) in sources.iter().enumerate() {
        keys.iter().for_each(|key| wanted.entry(key).or_default().push(nth));
    }
    if wanted.is_empty() {
        return vec![Citers::default(); sources.len()];
    }
    let own = library.position(but);
    let found = (0..library.len()).into_par_iter().filter(|row| Some(*row) != own);
    let found: Vec<Cited> = found.flat_map_iter(|row| cited(library, row, &wanted)).collect();
    let mut by_source = vec![Vec::new(); sources.len()];
    for cited in found {
        if let Some(of_source) = by_source.get_mut(cited.wanted) {
            of_source.push(cited);
        }
    }
    by_source.into_iter().map(|found| citers(library, found)).collect()
}

/// A wanted source in another article.
#[derive(Clone, Copy, Debug)]
struct Cited {
    wanted: usize,
    row: usize,
    source: usize,
}

/// The wanted sources that a row has, each once.
fn cited(library: &Library, row: usize, wanted: &HashMap<u64, Vec<usize>, BuildFnv>) -> Vec<Cited> {
    let look = library.look(row, |card| {
        let (mut found, mut seen) = (Vec::new(), HashSet::new());
        for (source, keys) in card.keys().enumerate() {
            let those = keys.iter().filter_map(|key| wanted.get(&key)).flatten().filter(|wanted| seen.insert(**wanted));
            found.extend(those.map(|wanted| Cited { wanted: *wanted, row, source }));
        }
        found
    });
    look.unwrap_or_default()
}

/// The newest of them, decoded.
fn citers(library: &Library, mut found: Vec<Cited>) -> Citers {
    let when = |row: usize| library.rows().get(row).map(|row| row.when);
    found.sort_by_key(|cited| (std::cmp::Reverse(when(cited.row)), cited.row));
    let newest = found.iter().take(MOST).filter_map(|cited| {
        let entry = library.entry(cited.row)?;
        let card = entry.card()?;
        Some(Citer {
            headline: card.headline.line(),
            publisher: card.publisher.as_ref().map(Foreign::line),
            published: card.published.clone(),
            source: cited.source,
            origin: entry.file,
        })
    });
    Citers { newest: newest.collect(), all: found.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Source};
    use crate::disk::Stamp;
    use crate::library::{Card, Content, Entry};

    fn source(url: &str, title: &str) -> Source {
        Source {
            url: (!url.is_empty()).then(|| url.into()),
            title: Some(title.into()),
            publisher: Some("EOIR".into()),
            ..Source::default()
        }
    }

    fn entry(name: &str, year: u16, sources: Vec<Source>) -> Entry {
        let article =
            Article { headline: name.into(), published: Some(Date::day(year, 1, 1)), sources, ..Article::default() };
        Entry {
            id: name.into(),
            file: Origin::File(format!("/lib/{name}.toml").into()),
            stamp: Stamp::default(),
            content: Content::Article(Box::new(Card::from(&article))),
        }
    }

    #[test]
    fn the_newest_articles_that_cite_the_same_come_first_and_once() {
        let (manual, rule) = (source("https://example.org/manual", "Manual"), source("", "Rule"));
        let library = Library::of([
            entry("own", 2025, vec![manual.clone(), rule.clone()]),
            entry("old", 2001, vec![source("http://www.example.org/manual/#x", "Another title")]),
            entry("new", 2024, vec![source("", "Other"), source("", "RULE"), source("https://a.example", "manual")]),
            entry("twice", 2023, vec![manual.clone(), manual.clone()]),
            entry("neither", 2022, vec![source("https://example.org/other", "Else")]),
        ]);
        let own = Origin::File("/lib/own.toml".into());
        let keys: Vec<Keys> = [&manual, &rule, &source("", "Unknown")].map(Keys::of).to_vec();
        let found = citing(&library, &keys, &own);
        let names = |citers: &Citers| -> Vec<(String, usize)> {
            citers.newest.iter().map(|citer| (citer.headline.to_string(), citer.source)).collect()
        };
        let those = |names: &[(&str, usize)]| -> Vec<(String, usize)> {
            names.iter().map(|(name, source)| ((*name).to_owned(), *source)).collect()
        };
        assert_eq!(names(&found[0]), those(&[("new", 2), ("twice", 0), ("old", 0)]));
        assert_eq!(names(&found[1]), those(&[("new", 1)]));
        assert_eq!((found[0].all, found[2].all), (3, 0));
        assert!(citing(&Library::default(), &keys, &own).iter().all(|citers| citers.all == 0));
    }

    #[test]
    fn of_very_many_the_newest_are_named() {
        let manual = source("https://example.org/manual", "Manual");
        let library = Library::of((0..300).map(|at| entry(&at.to_string(), 1700 + at, vec![manual.clone()])));
        let found = citing(&library, &[Keys::of(&manual)], &Origin::Starter("x"));
        assert_eq!((found[0].newest.len(), found[0].all), (MOST, 300));
        assert_eq!(found[0].newest[0].headline.as_str(), "299");
    }
}
