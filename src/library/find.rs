//! Finding an entry by what a user calls it: its id, its path, or a word that is nearly one of them.

use std::path::Path;

use super::{Library, Origin};

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
    let one = library
        .entries()
        .position(|entry| entry.id.raw() == name)
        .or_else(|| at_path(library, Path::new(name)))
        .or_else(|| only(library.entries().enumerate().filter(|(_, entry)| last(entry.id.raw()) == name)));
    match one {
        Some(index) => Found::One(index),
        None => Found::Near(near(library, name)),
    }
}

/// The entry of the file at a path, compared part by part.
#[must_use]
pub fn at_path(library: &Library, path: &Path) -> Option<usize> {
    library.entries().position(|entry| match &entry.file {
        Origin::File(own) => own == path,
        Origin::Starter(own) => Path::new(own) == path,
    })
}

fn only<T>(mut found: impl Iterator<Item = (usize, T)>) -> Option<usize> {
    let first = found.next()?;
    found.next().is_none().then_some(first.0)
}

fn last(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

fn near(library: &Library, name: &str) -> Vec<usize> {
    // The measure is quadratic in the length, and nobody mistypes a name of that length.
    if name.len() > 200 {
        return Vec::new();
    }
    let mut near: Vec<(f64, usize)> = library
        .entries()
        .enumerate()
        .map(|(index, entry)| {
            let id = entry.id.raw();
            (strsim::jaro_winkler(id, name).max(strsim::jaro_winkler(last(id), last(name))), index)
        })
        .filter(|(alike, _)| *alike >= ALIKE)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    near.truncate(3);
    near.into_iter().map(|(_, index)| index).collect()
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
