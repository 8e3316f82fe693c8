//! What tells of changes: the folders of the library, and where another process writes the store, that. A root that is not
//! there is awaited in the nearest folder that is: shares are unmounted and come back.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use super::{Keeper, Part, Poke, Told};
use crate::disk::{self, Kind};
use crate::library::Root;
use crate::library::watch::{self, Trouble, Watch};

/// Watches that stand, and of what.
pub(super) struct Watched {
    poke: Sender<Poke>,
    /// What stood at each root when they were set: its inode.
    roots: Vec<Option<u64>>,
    /// What this process was then.
    part: Part,
    /// Dropping one ends it.
    _watches: Vec<Watch>,
}

impl Keeper<'_> {
    /// Watches from now on.
    pub(super) fn watch(&mut self, poke: Sender<Poke>) {
        let inodes = inodes(self.roots);
        let (there, gone): (Vec<_>, Vec<_>) = self.roots.iter().zip(&inodes).partition(|(_, inode)| inode.is_some());
        let there: Vec<Root> = there.into_iter().map(|(root, _)| root.clone()).collect();
        let mut watches = vec![watch_roots(&there, &poke)];
        for folder in gone.into_iter().filter_map(|(root, _)| nearest(root)) {
            watches.push(watch_folder(&folder, &poke, Poke::Everything));
        }
        if let Some(home) = self.home.as_ref().filter(|_| self.part == Part::Follows) {
            watches.push(watch_folder(&home.folder, &poke, Poke::Store));
        }
        let mut standing = Vec::new();
        for watch in watches {
            match watch {
                Ok(watch) => standing.push(watch),
                Err(why) => (self.hooks.tell)(Told::Unwatched(why.to_string())),
            }
        }
        self.watched = Some(Watched { poke, roots: inodes, part: self.part, _watches: standing });
    }

    /// Watches anew where a root is another folder than the one that is watched, or came, or went, or where the store is
    /// now ours.
    pub(super) fn watch_again(&mut self) {
        let is_other = |watched: &&Watched| watched.part != self.part || watched.roots != inodes(self.roots);
        let other = self.watched.as_ref().filter(is_other);
        if let Some(poke) = other.map(|watched| watched.poke.clone()) {
            self.watch(poke);
        }
    }
}

/// What stands at each root. The starter library always does.
fn inodes(roots: &[Root]) -> Vec<Option<u64>> {
    let inode = |root: &Root| match root {
        Root::Path { path, .. } => disk::stamp(path).ok().map(|stamp| stamp.inode),
        Root::Starter => Some(0),
    };
    roots.iter().map(inode).collect()
}

/// The nearest folder above a root that is there.
fn nearest(root: &Root) -> Option<PathBuf> {
    let Root::Path { path, .. } = root else { return None };
    let above = path.ancestors().skip(1).map(|above| if above.as_os_str().is_empty() { Path::new(".") } else { above });
    above.into_iter().find(|above| matches!(disk::kind(above), Ok(Kind::Folder))).map(Path::to_owned)
}

fn watch_roots(roots: &[Root], poke: &Sender<Poke>) -> Result<Watch, Trouble> {
    let send = poke.clone();
    watch::watch(roots, move |poke| {
        for poke in Poke::from(poke) {
            // A receiver that is gone wants nothing more.
            let _ = send.send(poke);
        }
    })
}

fn watch_folder(folder: &Path, poke: &Sender<Poke>, says: Poke) -> Result<Watch, Trouble> {
    let send = poke.clone();
    watch::watch_folder(folder, move || drop(send.send(says.clone())))
}
