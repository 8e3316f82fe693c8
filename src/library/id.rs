//! Ids: the path below the root without the extension, or what the file says; made unique by a suffix (design 3).

use std::collections::HashMap;
use std::path::{Component, Path};

use super::row::Row;
use crate::text::fnv::{self, BuildFnv};

/// The id of a file by its path: `/` between the parts on every system, without the extension.
pub(super) fn of_path(path: &Path, root: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path).with_extension("");
    let parts: Vec<_> = below
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy()),
            _ => None,
        })
        .collect();
    parts.join("/")
}

/// The ids given so far, in the order of the paths, by their hashes: a hundred thousand ids are a megabyte or two. Two ids
/// of one hash would cost the second a suffix that it does not need.
#[derive(Default)]
pub(super) struct Ids {
    /// The hash of an id, and the suffix that its last namesake got.
    given: HashMap<u64, u32, BuildFnv>,
}

impl Ids {
    /// Those of some rows.
    pub(super) fn of(rows: &[Row]) -> Self {
        let mut ids = Self::default();
        for row in rows {
            let last = ids.given.entry(row.id).or_insert(1);
            *last = (*last).max(row.suffix);
        }
        ids
    }

    /// Gives an id: 0 for the wished one as it is, or where that is taken the number that makes it unique: `-2`, `-3` and
    /// so on.
    pub(super) fn give(&mut self, wished: u64, text: impl FnOnce() -> String) -> u32 {
        let Some(last) = self.given.get(&wished).copied() else {
            self.given.insert(wished, 1);
            return 0;
        };
        let text = text();
        // Where it stopped the last time, so that many namesakes are not counted through again and again.
        let mut number = last;
        let id = loop {
            number = number.saturating_add(1);
            let id = fnv::hash(format!("{text}-{number}").as_bytes());
            if !self.given.contains_key(&id) {
                break id;
            }
        };
        self.given.insert(wished, number);
        self.given.insert(id, 1);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_below_the_root_without_extension() {
        assert_eq!(of_path(Path::new("/lib/a/b.c.toml"), Path::new("/lib")), "a/b.c");
        assert_eq!(of_path(Path::new("lib/a.TOML"), Path::new("lib/")), "a");
        assert_eq!(of_path(Path::new("/else/a.toml"), Path::new("/lib")), "else/a");
    }

    fn give(ids: &mut Ids, id: &str) -> u32 {
        ids.give(fnv::hash(id.as_bytes()), || id.to_owned())
    }

    #[test]
    fn the_later_gets_a_suffix_that_is_free() {
        let mut ids = Ids::default();
        let given: Vec<_> = ["a", "a-2", "a", "b", "a", "a-2"].iter().map(|id| give(&mut ids, id)).collect();
        assert_eq!(given, [0, 0, 3, 0, 4, 2], "a a-2 a-3 b a-4 a-2-2");
    }

    #[test]
    fn many_namesakes_are_no_trouble() {
        let mut ids = Ids::default();
        let last = (0..100_000).map(|_| give(&mut ids, "same")).last();
        assert_eq!(last, Some(100_000));
    }
}
