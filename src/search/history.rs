//! What was searched for: the queries of earlier searches, newest first.
//!
//! Pure list logic, and a file of one query a line in the state folder (design 11), written whole and for its owner
//! alone. Several instances share the file: saving reads it again and puts what this instance searched for in front of
//! what others wrote meanwhile. (Two that save within the same millisecond can lose one query. Nothing is built on it.)
//!
//! What must not live here: the prompt, its keys, whether a history is kept at all (`--no-history`, `--private`).

use std::io;
use std::path::Path;

use crate::disk::{self, Access, ReadError};
use crate::text::clean;

/// How many queries are kept.
pub const ENTRIES: usize = 200;

/// The longest query that is kept, in bytes: a page that was pasted is no query.
const LONGEST: usize = 1_000;

/// The file in the state folder.
const FILE: &str = "searches";

/// What the file may hold at most.
const FILE_LIMIT: u64 = 1 << 20;

/// The queries of earlier searches: newest first, none twice, none blank, at most [`ENTRIES`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    entries: Vec<String>,
    /// How many of the first were pushed since the file was read or written.
    own: usize,
}

impl History {
    /// The queries, newest first.
    #[must_use]
    pub fn entries(&self) -> &[String] {
        &self.entries
    }

    /// Puts a query in front. Blank ones and pasted pages are dropped; what controls it has become spaces.
    pub fn push(&mut self, query: &str) {
        let Some(query) = kept(query) else { return };
        let before = self.entries.iter().position(|entry| *entry == query);
        if let Some(at) = before {
            self.entries.remove(at);
        }
        self.entries.insert(0, query);
        self.entries.truncate(ENTRIES);
        self.own = if before.is_some_and(|at| at < self.own) { self.own } else { (self.own + 1).min(ENTRIES) };
    }

    /// Reads the file format.
    #[must_use]
    pub fn read(file: &str) -> Self {
        let mut history = Self::default();
        // As if they had been searched for in their order: the same rules hold for a file that a hand wrote.
        file.lines().rev().for_each(|line| history.push(line));
        history.own = 0;
        history
    }

    /// The file format: one query a line, newest first.
    #[must_use]
    pub fn write(&self) -> String {
        self.entries.iter().flat_map(|entry| [entry, "\n"]).collect()
    }

    /// Takes what the file holds now, and puts what was pushed since it was read in front.
    fn merge(&mut self, file: Self) {
        let own = std::mem::replace(self, file);
        own.entries.iter().take(own.own).rev().for_each(|query| self.push(query));
    }
}

/// A query as it is kept: one line without controls.
fn kept(query: &str) -> Option<String> {
    let query = query.replace(char::is_control, " ");
    // Twice: what stood behind something that is removed or trimmed may be cleaned otherwise at the start of a line.
    let query = clean::line(clean::line(&query).trim());
    let query = query.trim();
    (!query.is_empty() && query.len() <= LONGEST).then(|| query.to_owned())
}

/// Reads the history in the state folder; an empty one where there is none yet.
///
/// # Errors
/// Where the file is there and cannot be read.
pub fn load(folder: &Path) -> Result<History, ReadError> {
    match disk::read_text(&folder.join(FILE), FILE_LIMIT) {
        Ok(text) => Ok(History::read(&text)),
        Err(ReadError::Io(error)) if error.kind() == io::ErrorKind::NotFound => Ok(History::default()),
        Err(error) => Err(error),
    }
}

/// Saves what was pushed, in front of what the file holds by now, and takes that over. Writes nothing where nothing was
/// pushed. A file that is no text is replaced.
///
/// # Errors
/// Where the system says no. The history is kept as it was.
pub fn save(folder: &Path, history: &mut History) -> io::Result<()> {
    if history.own == 0 {
        return Ok(());
    }
    let mut merged = history.clone();
    match load(folder) {
        Ok(file) => merged.merge(file),
        Err(ReadError::Io(error)) => return Err(error),
        Err(_no_text) => {}
    }
    disk::create_private_folder(folder)?;
    disk::write(&folder.join(FILE), merged.write().as_bytes(), Access::Private)?;
    *history = History { own: 0, ..merged };
    Ok(())
}

/// Takes queries out of the file for good. Gives how many. A file that is no text is taken away whole.
///
/// # Errors
/// Where the system says no.
pub fn forget(folder: &Path, is_meant: &dyn Fn(&str) -> bool) -> io::Result<usize> {
    let path = folder.join(FILE);
    let history = match load(folder) {
        Ok(history) => history,
        Err(ReadError::Io(error)) => return Err(error),
        Err(_no_text) => return disk::remove_file(&path).map(|()| 1),
    };
    let (meant, entries): (Vec<_>, Vec<_>) = history.entries.into_iter().partition(|query| is_meant(query));
    if !meant.is_empty() {
        disk::write(&path, History { entries, own: 0 }.write().as_bytes(), Access::Private)?;
    }
    Ok(meant.len())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use proptest::prelude::*;

    use super::*;

    fn history(oldest_first: &[&str]) -> History {
        let mut history = History::default();
        for query in oldest_first {
            history.push(query);
        }
        history
    }

    #[test]
    fn newest_first_none_twice_none_blank() {
        let history = history(&["ice", " tps ", "", " \t\u{200b}", "ice", "daca"]);
        assert_eq!(history.entries(), ["daca", "ice", "tps"]);
    }

    #[test]
    fn only_so_many_and_only_so_long() {
        let mut history = History::default();
        (0..ENTRIES + 5).for_each(|number| history.push(&number.to_string()));
        history.push(&"x".repeat(LONGEST + 1));
        assert_eq!(history.entries().len(), ENTRIES);
        assert_eq!((history.entries()[0].as_str(), history.entries()[ENTRIES - 1].as_str()), ("204", "5"));
    }

    #[test]
    fn a_line_break_or_a_control_breaks_no_file() {
        let history = history(&["a\nb", "c\r\u{1b}[31m\u{85}d", "\u{feff}e\u{2028}f"]);
        assert_eq!(history.entries(), ["e f", "c  [31m d", "a b"]);
        assert_eq!(history.write(), "e f\nc  [31m d\na b\n");
    }

    /// A folder that is not there yet, removed at the end.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let scratch = Self(std::env::temp_dir().join(format!("nutgraf-history-{name}-{}", std::process::id())));
            scratch.remove();
            scratch
        }

        #[expect(clippy::disallowed_methods, reason = "a test removes what it made")]
        fn remove(&self) {
            let _ = std::fs::remove_file(self.0.join(FILE));
            let _ = std::fs::remove_dir(&self.0);
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            self.remove();
        }
    }

    #[test]
    fn two_instances_keep_what_both_searched_for() {
        let folder = Scratch::new("two");
        let folder = folder.0.join("");
        assert_eq!(load(&folder).unwrap(), History::default());
        save(&folder, &mut History::default()).unwrap();
        assert!(disk::kind(&folder).is_err(), "nothing to save, nothing written");

        let mut first = history(&["old", "older"]);
        save(&folder, &mut first).unwrap();
        let mut second = load(&folder).unwrap();
        assert_eq!(second.entries(), first.entries());
        first.push("a");
        second.push("b");
        second.push("old");
        save(&folder, &mut first).unwrap();
        save(&folder, &mut second).unwrap();
        assert_eq!(second.entries(), ["old", "b", "a", "older"]);
        assert_eq!(load(&folder).unwrap().entries(), second.entries());
    }

    #[test]
    fn what_was_forgotten_elsewhere_does_not_come_back() {
        let folder = Scratch::new("forget");
        let mut history = history(&["secret"]);
        save(&folder.0, &mut history).unwrap();
        folder.remove();
        history.push("new");
        save(&folder.0, &mut history).unwrap();
        assert_eq!(history.entries(), ["new"]);
    }

    #[test]
    fn what_is_forgotten_is_gone_from_the_file() {
        let folder = Scratch::new("forget-some");
        assert_eq!(forget(&folder.0, &|_| true).unwrap(), 0);
        assert!(disk::kind(&folder.0).is_err(), "nothing to forget, nothing written");
        save(&folder.0, &mut history(&["one secret", "two", "secrets"])).unwrap();
        assert_eq!(forget(&folder.0, &|query| query.contains("secret")).unwrap(), 2);
        assert_eq!(load(&folder.0).unwrap().entries(), ["two"]);
        assert_eq!(forget(&folder.0, &|query| query.contains("secret")).unwrap(), 0);
    }

    #[test]
    fn what_cannot_be_saved_is_kept() {
        let mut history = history(&["a"]);
        assert!(save(Path::new("/dev/null/below"), &mut history).is_err());
        assert_eq!(history, self::history(&["a"]));
    }

    proptest! {
        #[test]
        fn read_gives_back_what_was_written(queries in prop::collection::vec(any::<String>(), 0..20)) {
            let mut history = History::default();
            for query in &queries {
                history.push(query);
            }
            let read = History::read(&history.write());
            prop_assert_eq!(read.entries(), history.entries());
        }

        #[test]
        fn any_file_can_be_read(file in any::<String>()) {
            let history = History::read(&file);
            prop_assert_eq!(History::read(&history.write()), history);
        }
    }
}
