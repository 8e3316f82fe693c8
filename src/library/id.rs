//! Ids: the path below the root without the extension, or what the file says; made unique by a suffix (design 3).

use std::collections::HashMap;
use std::path::{Component, Path};

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

/// The ids given so far, in the order of the paths.
#[derive(Default)]
pub(super) struct Ids {
    /// An id, and the suffix that its last namesake got.
    given: HashMap<Box<str>, u32>,
}

impl Ids {
    /// Gives an id: the wished one, or where that is taken the wished one with `-2`, `-3` and so on.
    pub(super) fn give(&mut self, wished: &str) -> String {
        let Some(last) = self.given.get_mut(wished) else {
            self.given.insert(wished.into(), 1);
            return wished.to_owned();
        };
        // Where it stopped the last time, so that many namesakes are not counted through again and again.
        let mut number = *last;
        let id = loop {
            number = number.saturating_add(1);
            let id = format!("{wished}-{number}");
            if !self.given.contains_key(id.as_str()) {
                break id;
            }
        };
        self.given.insert(wished.into(), number);
        self.given.insert(id.as_str().into(), 1);
        id
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

    #[test]
    fn the_later_gets_a_suffix_that_is_free() {
        let mut ids = Ids::default();
        let given: Vec<_> = ["a", "a-2", "a", "b", "a", "a-2"].iter().map(|id| ids.give(id)).collect();
        assert_eq!(given, ["a", "a-2", "a-3", "b", "a-4", "a-2-2"]);
    }

    #[test]
    fn many_namesakes_are_no_trouble() {
        let mut ids = Ids::default();
        let last = (0..100_000).map(|_| ids.give("same")).last();
        assert_eq!(last.as_deref(), Some("same-100000"));
    }
}
