//! Finding an entry by what a user calls it: its id, its path, or a word that is nearly one of them. An id and a path are found
//! in the rows; only a name that is neither is compared with the ids of all, which is work for a thread of its own where
//! somebody types meanwhile.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Library, Origin, starter};
use crate::text::fnv;

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

fn last(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::super::{Content, Entry};
    use super::*;
    use crate::disk::Stamp;

    fn library(ids: &[&str]) -> Library {
        let entry = |id: &&str| Entry {
            id: (*id).into(),
            file: Origin::File(format!("/lib/{id}.toml").into()),
            stamp: Stamp::default(),
            content: Content::Broken { reason: "x".into(), more: 0 },
        };
        Library::of(ids.iter().map(entry))
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
    fn did_you_mean() {
        let library = library(&["asylum/one-year-deadline", "courts/stays", "asylum/one-year-dadline"]);
        assert_eq!(find(&library, "one-year-deadlin"), Found::Near(vec![0, 2]));
        assert_eq!(find(&library, "xyzzy"), Found::Near(vec![]));
        assert_eq!(find(&library, &"a".repeat(100_000)), Found::Near(vec![]));
    }
}
