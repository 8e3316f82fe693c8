//! From events to one poke: which paths count, what they are called below the roots, and when to walk again.

use std::collections::{BTreeSet, HashSet};
use std::mem;
use std::path::{Path, PathBuf};

use notify::event::{CreateKind, ModifyKind, RemoveKind, RenameMode};
use notify::{Event, EventKind};

use super::{Poke, WHOLE_TREES};
use crate::disk::{self, Kind};
use crate::library::walk;

/// More paths than these are told as "everything": one walk is cheaper than so many questions.
const PATHS: usize = 1_000;

/// A root as it is watched.
pub(super) struct Target {
    /// Without links, as events name it.
    pub(super) real: PathBuf,
    /// As it was given, as the library names it.
    pub(super) given: PathBuf,
    /// Whether it is a file.
    pub(super) file: bool,
}

impl Target {
    /// What the library calls a path, where it would look at it.
    fn named(&self, path: &Path) -> Option<PathBuf> {
        // The root itself, or what holds it.
        if self.real.starts_with(path) {
            return Some(self.given.clone());
        }
        let below = path.strip_prefix(&self.real).ok().filter(|_| !self.file)?;
        (!below.iter().any(walk::hidden)).then(|| self.given.join(below))
    }
}

/// What has come together since the last poke.
#[derive(Default)]
pub(super) struct Gathered {
    /// The roots.
    pub(super) targets: Vec<Target>,
    /// The folders that have a watch of their own.
    pub(super) folders: HashSet<PathBuf>,
    /// Folders that came.
    fresh: Vec<PathBuf>,
    paths: BTreeSet<PathBuf>,
    everything: bool,
}

impl Gathered {
    /// Takes an event; whether it matters.
    pub(super) fn take(&mut self, event: &notify::Result<Event>) -> bool {
        let Ok(event) = event else {
            self.everything = true;
            return true;
        };
        self.everything |= event.need_rescan();
        let mut matters = event.need_rescan();
        if !matches!(event.kind, EventKind::Access(_)) {
            for path in &event.paths {
                matters |= self.path(event.kind, path);
            }
        }
        matters
    }

    fn path(&mut self, kind: EventKind, path: &Path) -> bool {
        let named: Vec<PathBuf> = self.targets.iter().filter_map(|target| target.named(path)).collect();
        if named.is_empty() {
            return false;
        }
        if self.is_folder(kind, path) {
            self.everything = true;
            self.folder(kind, path);
        } else if !self.targets.iter().any(|target| target.real == path) && !walk::claims(path) {
            return false;
        }
        if self.paths.len() <= PATHS {
            self.paths.extend(named);
        }
        true
    }

    /// Whether it is a folder, or was one. A rename does not say; what it took away is known by its watch.
    fn is_folder(&self, kind: EventKind, path: &Path) -> bool {
        match kind {
            EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => true,
            _ if self.folders.contains(path) => true,
            EventKind::Modify(ModifyKind::Name(_)) if WHOLE_TREES => {
                real_folder(path) || (disk::kind(path).is_err() && !walk::claims(path))
            }
            EventKind::Modify(ModifyKind::Name(RenameMode::To)) => real_folder(path),
            // One that could not be watched, and was opened to us.
            EventKind::Modify(ModifyKind::Metadata(_)) => !walk::claims(path) && real_folder(path),
            _ => false,
        }
    }

    fn folder(&mut self, kind: EventKind, path: &Path) {
        let gone = matches!(kind, EventKind::Remove(_))
            || matches!(kind, EventKind::Modify(ModifyKind::Name(RenameMode::From)));
        if gone {
            // With all below it: the system has dropped these watches, or they now tell of another place.
            self.folders.retain(|folder| !folder.starts_with(path));
            self.fresh.retain(|folder| !folder.starts_with(path));
        } else if !WHOLE_TREES && self.targets.iter().any(|target| !target.file && path.starts_with(&target.real)) {
            self.fresh.push(path.to_owned());
        }
    }

    /// Folders that came since this was asked last, and want to be watched.
    pub(super) fn fresh(&mut self) -> Vec<PathBuf> {
        mem::take(&mut self.fresh)
    }

    /// What to tell; nothing of it is told again.
    pub(super) fn poke(&mut self) -> Poke {
        let (mut paths, mut everything) = (mem::take(&mut self.paths), mem::take(&mut self.everything));
        if paths.len() > PATHS {
            everything = true;
            paths.clear();
        }
        Poke { paths: paths.into_iter().collect(), everything, ..Poke::default() }
    }
}

/// A folder, not a link to one: the walk does not follow these.
fn real_folder(path: &Path) -> bool {
    matches!(disk::kind(path), Ok(Kind::Folder)) && disk::resolve(path).is_ok_and(|real| real == path)
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, DataChange, Flag};

    use super::*;

    fn gathered(roots: &[(&str, &str, bool)]) -> Gathered {
        let target =
            |(real, given, file): &(&str, &str, bool)| Target { real: real.into(), given: given.into(), file: *file };
        Gathered { targets: roots.iter().map(target).collect(), ..Gathered::default() }
    }

    fn take(gathered: &mut Gathered, kind: EventKind, path: &str) -> bool {
        gathered.take(&Ok(Event::new(kind).add_path(path.into())))
    }

    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CAME: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::To));
    const WENT: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::From));

    #[test]
    fn articles_count_and_what_editors_leave_beside_them_does_not() {
        let mut gathered = gathered(&[("/real", "given", false)]);
        for path in ["/real/b.toml", "/real/a.toml", "/real/a.toml", "/real/c/paper.PDF"] {
            assert!(take(&mut gathered, WRITTEN, path), "{path}");
        }
        let beside = ["x", "4913", "a.toml~", ".a.toml.swp", ".#a.toml", ".git/a.toml", "c/.d/e.toml", "README.md"];
        for name in beside {
            assert!(!take(&mut gathered, CAME, &format!("/real/{name}")), "{name}");
        }
        assert!(!take(&mut gathered, WRITTEN, "/elsewhere/a.toml"));
        assert!(!take(&mut gathered, EventKind::Access(AccessKind::Any), "/real/a.toml"));
        let paths = ["given/a.toml", "given/b.toml", "given/c/paper.PDF"].map(PathBuf::from).to_vec();
        assert_eq!(gathered.poke(), Poke { paths, ..Poke::default() });
        assert_eq!(gathered.poke(), Poke::default());
    }

    #[test]
    fn of_a_file_its_name_alone_counts_whatever_it_is() {
        let mut gathered = gathered(&[("/real/notes", "notes", true)]);
        assert!(!take(&mut gathered, WRITTEN, "/real/other.toml"));
        assert!(take(&mut gathered, CAME, "/real/notes"));
        assert_eq!(gathered.poke().paths, [PathBuf::from("notes")]);
    }

    #[test]
    fn roots_within_roots_are_both_told() {
        let mut gathered = gathered(&[("/l", "/l", false), ("/l/a", "link", false)]);
        assert!(take(&mut gathered, WRITTEN, "/l/a/b.toml"));
        assert_eq!(gathered.poke().paths, [PathBuf::from("/l/a/b.toml"), PathBuf::from("link/b.toml")]);
    }

    #[test]
    fn folders_are_walked_again_and_lost_watches_forgotten() {
        let mut gathered = gathered(&[("/l", "/l", false)]);
        gathered.folders = ["/l", "/l/a", "/l/a/b", "/l/ab"].map(PathBuf::from).into();
        assert!(take(&mut gathered, EventKind::Create(CreateKind::Folder), "/l/new"));
        assert_eq!(gathered.fresh(), [PathBuf::from("/l/new")]);
        assert!(take(&mut gathered, WENT, "/l/a"));
        assert_eq!(gathered.folders, ["/l", "/l/ab"].map(PathBuf::from).into());
        let paths = ["/l/a", "/l/new"].map(PathBuf::from).to_vec();
        assert_eq!(gathered.poke(), Poke { paths, everything: true, ..Poke::default() });
        assert!(take(&mut gathered, EventKind::Remove(RemoveKind::Folder), "/l"));
        assert_eq!(gathered.poke(), Poke { paths: vec!["/l".into()], everything: true, ..Poke::default() });
        assert!(gathered.fresh().is_empty());
    }

    #[test]
    fn lost_events_and_floods_are_everything() {
        let mut gathered = gathered(&[("/l", "/l", false)]);
        assert!(gathered.take(&Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan))));
        assert_eq!(gathered.poke(), Poke { everything: true, ..Poke::default() });
        assert!(gathered.take(&Err(notify::Error::generic("lost"))));
        assert_eq!(gathered.poke(), Poke { everything: true, ..Poke::default() });
        let mut write = |count: usize| {
            for number in 0..count {
                take(&mut gathered, WRITTEN, &format!("/l/{number}.toml"));
            }
            gathered.poke()
        };
        let poke = write(PATHS);
        assert_eq!((poke.paths.len(), poke.everything), (PATHS, false));
        assert_eq!(write(PATHS + 1), Poke { everything: true, ..Poke::default() });
        assert_eq!(write(1).paths.len(), 1);
    }
}
