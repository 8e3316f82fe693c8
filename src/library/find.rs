//! Finding an entry by what a user calls it: its id, its path, or a word that is nearly one of them. An id and a path are found
//! in the rows; only a name that is neither is compared with the ids of all, which is work for a thread of its own where
//! somebody types meanwhile.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use rayon::prelude::*;

use super::{Library, Origin, starter};
use crate::text::{Foreign, fnv};

/// What a name led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// This entry, by its index.
    One(usize),
    /// None; the nearest ids, best first, at most three, for "did you mean".
    Near(Vec<usize>),
}

/// How alike two ids must be for "did you mean", by Jaro–Winkler.
const ALIKE: f64 = 0.8;

/// Finds the entry that has this id, else the one at this path, else the only one whose id ends in this name.
#[must_use]
pub fn find(library: &Library, name: &str) -> Found {
    match by_name(library, name) {
        Some(index) => Found::One(index),
        None => among_all(library, name),
    }
}

/// The entry that has this id or is at this path.
#[must_use]
pub fn by_name(library: &Library, name: &str) -> Option<usize> {
    by_id(library, name).or_else(|| at_path(library, name))
}

/// The entry that has an id.
#[must_use]
pub fn by_id(library: &Library, id: &str) -> Option<usize> {
    // One whose id was made unique has another hash than its own.
    let (hash, hash_of_first) = (fnv::hash(id.as_bytes()), without_suffix(id));
    let may_be = |(index, row): (usize, &super::Row)| {
        let may_be = if row.suffix == 0 { row.id == hash } else { Some(row.id) == hash_of_first };
        may_be.then_some(index)
    };
    let may_be = library.rows().iter().enumerate().filter_map(may_be);
    may_be.into_iter().find(|index| library.id(*index).as_deref() == Some(id))
}

/// The hash of an id before it was made unique by a number.
fn without_suffix(id: &str) -> Option<u64> {
    let (first, number) = id.rsplit_once('-')?;
    number.bytes().all(|byte| byte.is_ascii_digit()).then(|| fnv::hash(first.as_bytes()))
}

/// The entry of the file at a path. What two ways of writing a path differ in, doubled slashes and dots, does not count.
fn at_path(library: &Library, name: &str) -> Option<usize> {
    let plain: PathBuf = Path::new(name).components().collect();
    let starter = starter::path(name.strip_prefix("starter:").unwrap_or(name)).map(Origin::Starter);
    let ways = [Origin::File(name.into()), Origin::File(plain)].into_iter().chain(starter);
    ways.into_iter().find_map(|origin| library.position(&origin))
}

/// The only entry whose id ends in a name, else those whose ids are nearest to it.
fn among_all(library: &Library, name: &str) -> Found {
    // The measure is quadratic in the length, and nobody mistypes a name of that length.
    let measured = name.len() <= 200;
    let look = |index: usize| {
        let id = library.id(index)?;
        let alike = || strsim::jaro_winkler(&id, name).max(strsim::jaro_winkler(last(&id), last(name)));
        let alike = if measured { alike() } else { 0.0 };
        Some((last(&id) == name, alike, index))
    };
    let all: Vec<(bool, f64, usize)> = (0..library.len())
        .into_par_iter()
        .filter_map(look)
        .filter(|(is_last, alike, _)| *is_last || *alike >= ALIKE)
        .collect();
    let mut named = all.iter().filter(|(is_last, ..)| *is_last);
    if let (Some((.., index)), None) = (named.next(), named.next()) {
        return Found::One(*index);
    }
    let mut near: Vec<(f64, usize)> = all.into_iter().map(|(_, alike, index)| (alike, index)).collect();
    near.retain(|(alike, _)| *alike >= ALIKE);
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    near.truncate(3);
    Found::Near(near.into_iter().map(|(_, index)| index).collect())
}

/// An article that may be meant by what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its id.
    pub id: Foreign,
    /// Its headline.
    pub headline: Foreign,
}

/// The articles whose id or headline has what is typed, letters in order with others between them, best first; the newest
/// where nothing is typed. At most so many; files that are broken are none.
#[must_use]
pub fn candidates(library: &Library, typed: &str, most: usize) -> Vec<Candidate> {
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let tools = || (Matcher::new(Config::DEFAULT), Vec::new());
    let score = |(matcher, buffer): &mut (Matcher, Vec<char>), index: usize| {
        let id = library.id(index)?;
        let mut score = |text: &str| pattern.score(Utf32Str::new(text, buffer), matcher);
        let of_headline = library.look(index, |card| score(card.headline))?;
        Some((score(&id).max(of_headline)?, index))
    };
    let mut scored: Vec<(u32, usize)> =
        (0..library.len()).into_par_iter().map_init(tools, score).flatten_iter().collect();
    let when = |index: usize| library.rows().get(index).map(|row| row.when);
    let order = |(score, index): &(u32, usize)| Reverse((*score, when(*index), Reverse(*index)));
    if most < scored.len() {
        scored.select_nth_unstable_by_key(most, order);
        scored.truncate(most);
    }
    scored.sort_by_key(order);
    let candidate = |(_, index): (u32, usize)| {
        let entry = library.entry(index)?;
        Some(Candidate { headline: entry.card()?.headline.clone(), id: entry.id })
    };
    scored.into_iter().filter_map(candidate).collect()
}

fn last(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::super::{Card, Content, Entry, Row};
    use super::*;
    use crate::disk::Stamp;

    fn broken(id: &str) -> Entry {
        Entry {
            id: id.into(),
            file: Origin::File(format!("/lib/{id}.toml").into()),
            stamp: Stamp::default(),
            content: Content::Broken { reason: "x".into(), more: 0 },
        }
    }

    fn library(ids: &[&str]) -> Library {
        Library::of(ids.iter().map(|id| broken(id)))
    }

    #[test]
    fn by_id_by_path_by_last_part() {
        let library = library(&["a/one", "b/one", "b/two"]);
        assert_eq!(find(&library, "b/one"), Found::One(1));
        assert_eq!(find(&library, "/lib//b/two.toml"), Found::One(2));
        assert_eq!(find(&library, "two"), Found::One(2));
        assert!(matches!(find(&library, "one"), Found::Near(_)), "two have that name");
    }

    #[test]
    fn an_id_that_was_made_unique_is_found_by_what_it_became() {
        let library = library(&["a", "b", "a"]);
        let row = Row { suffix: 2, ..library.rows()[2] };
        let unique = library.with_rows(|at, own| if at == 2 { row } else { own });
        assert_eq!((by_id(&unique, "a"), by_id(&unique, "a-2"), by_id(&unique, "a-3")), (Some(0), Some(2), None));
        assert_eq!(find(&unique, "/lib/./b.toml"), Found::One(1));
    }

    #[test]
    fn candidates_have_what_is_typed_and_are_no_broken_files() {
        let entry = |id: &str, headline: &str, year: u16| {
            let published = Some(crate::article::Date::day(year, 1, 1));
            let card = Card { headline: headline.into(), published, ..Card::default() };
            Entry { content: Content::Article(Box::new(card)), ..broken(id) }
        };
        let all = [entry("a/one", "Stays of removal", 2001), broken("stays"), entry("b/stay", "Courts", 2024)];
        let library = Library::of(all);
        let ids = |typed: &str, most: usize| -> Vec<String> {
            candidates(&library, typed, most).iter().map(|found| found.id.raw().to_owned()).collect()
        };
        assert_eq!(ids("", 9), ["b/stay", "a/one"]);
        assert_eq!(ids("", 1), ["b/stay"]);
        assert_eq!(ids("removal", 9), ["a/one"]);
        assert_eq!(ids("xyzzy", 9).len(), 0);
        assert_eq!(ids("stay", 0).len(), 0);
    }

    #[test]
    fn did_you_mean() {
        let library = library(&["asylum/one-year-deadline", "courts/stays", "asylum/one-year-dadline"]);
        assert_eq!(find(&library, "one-year-deadlin"), Found::Near(vec![0, 2]));
        assert_eq!(find(&library, "xyzzy"), Found::Near(vec![]));
        assert_eq!(find(&library, &"a".repeat(100_000)), Found::Near(vec![]));
    }
}
