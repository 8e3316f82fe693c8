//! Which files are as they are known: a look at the stamp of each, folder by folder on all cores. The thread that lists a folder
//! looks at its files, too, while the system has them at hand.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::Scope;

use super::state::{Known, State};
use crate::disk::Near;
use crate::library::crew::Crew;
use crate::library::walk::{self, Below, Came, FILES, Found, Standing};
use crate::library::{Root, open, row};

/// Files that one thread looks at between two looks whether somebody waits: 0.1 ms.
const STEP: usize = 64;

/// What a look at all files came to.
#[derive(Default)]
pub(super) struct Checked {
    /// Rows that are as they were, by index.
    pub(super) kept: Vec<u32>,
    /// Files that are to be read, in the order of roots and paths.
    pub(super) rest: Vec<Found>,
}

/// Looks at all files of some roots.
pub(super) fn check(roots: &[Root], crew: &Crew, state: &State<'_>) -> Checked {
    let all = Mutex::new(Checked::default());
    let looks: Vec<(Look<'_>, Standing)> = walk::once(roots)
        .into_iter()
        .map(|(number, root)| {
            let standing = walk::standing(number, root);
            let folder = if let Standing::Folder(folder) = &standing { folder.as_path() } else { Path::new("") };
            (
                Look {
                    below: Below::new(number, folder.to_owned()),
                    count: AtomicUsize::new(0),
                    crew,
                    state,
                    all: &all,
                },
                standing,
            )
        })
        .collect();
    crew.work(|| {
        rayon::scope(|scope| {
            for (look, standing) in &looks {
                match standing {
                    Standing::Files(files) => look.at(files.iter().cloned()),
                    Standing::Folder(folder) => look.look_into(folder, 0, scope),
                }
            }
        });
    });
    drop(looks);
    let mut all = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    all.rest.sort_by_cached_key(|found| {
        let path = found.link.as_deref().or(found.origin.file()).map(Path::to_owned);
        (found.root, path)
    });
    all
}

/// The look at one root.
struct Look<'a> {
    below: Below,
    /// Files that came.
    count: AtomicUsize,
    crew: &'a Crew,
    state: &'a State<'a>,
    all: &'a Mutex<Checked>,
}

impl<'a> Look<'a> {
    /// Looks at the files of a folder that lies so many below the root, and has the folders in it looked into.
    fn look_into<'s>(&'s self, folder: &Path, depth: usize, scope: &Scope<'s>)
    where
        'a: 's,
    {
        let names = match self.below.list(folder) {
            Ok(names) => names,
            Err(unlisted) => return self.at(std::iter::once(unlisted)),
        };
        let came = names.into_iter().filter_map(|listed| self.below.judge(folder, listed, depth));
        self.at(came.filter_map(|came| match came {
            Came::File(found) => self.counted(found),
            Came::Folder(path) => {
                scope.spawn(move |scope| self.look_into(&path, depth + 1, scope));
                None
            }
        }));
    }

    fn counted(&self, found: Found) -> Option<Found> {
        match self.count.fetch_add(1, Ordering::Relaxed) {
            before if before < FILES => Some(found),
            FILES => Some(walk::too_many(found)),
            _ => None,
        }
    }

    /// Looks at some files.
    fn at(&self, files: impl Iterator<Item = Found>) {
        let (mut checked, mut near) = (Checked::default(), Near::default());
        for (file, at) in files.zip(0usize..) {
            if at.is_multiple_of(STEP) {
                self.crew.give_way();
            }
            match self.state.known(&file).filter(|known| is_fresh(&file, *known, &mut near)) {
                Some(known) => checked.kept.push(known.index),
                None => checked.rest.push(file),
            }
        }
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.kept.append(&mut checked.kept);
        all.rest.append(&mut checked.rest);
    }
}

/// Whether what is known of a file still holds. What could not be read is always tried again.
pub(super) fn is_fresh(file: &Found, known: Known, near: &mut Near) -> bool {
    known.stamp != 0
        && file.refusal.is_none()
        && open::stamp_near(&file.origin, near).is_some_and(|stamp| row::stamp_hash(&stamp) == known.stamp)
}
