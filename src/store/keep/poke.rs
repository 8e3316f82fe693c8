//! Pokes: what happens outside, and what the keeper does about it. Where nothing happens, nothing runs.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::{Keeper, Part, Told};
use crate::library::watch;

/// How long the rows wait for more changes before they are written, and old libraries for others to let go of them.
const SETTLED: Duration = Duration::from_secs(5);

/// Something that happened outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Poke {
    /// These files may have changed.
    Paths(Vec<PathBuf>),
    /// Anything may have changed.
    Everything,
    /// Another process committed to the store, or let go of it.
    Store,
    /// The index failed a search: it is to be made anew.
    Damaged,
    /// Some folders cannot be watched, and why.
    Unwatched(String),
    /// Nobody wants to know any more.
    End,
}

impl Keeper<'_> {
    /// Waits for pokes. Where nothing happens, nothing runs.
    pub(super) fn wait(&mut self, pokes: &Receiver<Poke>) {
        loop {
            let to_save = self.dirty && self.home.is_some() && self.part == Part::Leads;
            let poke = if to_save || !self.old.is_empty() {
                match pokes.recv_timeout(SETTLED) {
                    Err(RecvTimeoutError::Timeout) => {
                        self.old.clear();
                        self.save();
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => return self.save(),
                    Ok(poke) => poke,
                }
            } else {
                match pokes.recv() {
                    Ok(poke) => poke,
                    Err(_gone) => return,
                }
            };
            if !self.poked(poke, pokes) {
                return;
            }
        }
    }

    fn poked(&mut self, poke: Poke, pokes: &Receiver<Poke>) -> bool {
        // What came meanwhile is done in one go.
        let mut unwatched = Vec::new();
        let poke = std::iter::once(poke).chain(pokes.try_iter()).fold(None, |all, poke| match poke {
            Poke::Unwatched(why) => {
                unwatched.push(why);
                all
            }
            poke => Some(all.map_or(poke.clone(), |all: Poke| all.and(poke))),
        });
        for why in unwatched {
            (self.hooks.tell)(Told::Unwatched(why));
        }
        let Some(poke) = poke else { return true };
        match poke {
            Poke::End => {
                self.save();
                false
            }
            Poke::Unwatched(_) => true,
            Poke::Paths(paths) => self.refresh(Some(&paths)) && self.after_changes(),
            Poke::Everything => {
                self.watch_again();
                match self.part {
                    Part::Leads => self.refresh(None) && self.after_changes(),
                    Part::Follows => self.follow(),
                }
            }
            Poke::Store => self.follow(),
            Poke::Damaged => {
                if let Some(home) = self.home.as_ref().filter(|_| self.part == Part::Leads) {
                    let _ = home.clear_index();
                    self.index = None;
                    self.open();
                    self.forget_indexed();
                } else {
                    self.open_in_memory();
                }
                let _ = self.add_missing_points();
                self.show() && self.complete()
            }
        }
    }

    /// What follows a pass over changed files: their texts, or, where another process writes, its place if that is free.
    fn after_changes(&mut self) -> bool {
        if self.part == Part::Follows {
            let free = self.home.as_mut().is_some_and(|home| home.take_lock().unwrap_or(false));
            return !free || self.follow();
        }
        match self.add_texts() {
            Ok(go_on) => go_on,
            Err(why) => {
                self.give_up_disk(&why);
                true
            }
        }
    }

    /// Takes up what the process that leads has committed, or its place where it is gone.
    fn follow(&mut self) -> bool {
        if self.part == Part::Leads {
            return true;
        }
        self.open();
        if self.part == Part::Leads {
            // Whose commits they are that the folder of the store tells of from now on is clear.
            self.watch_again();
            return self.refresh(None) && self.complete();
        }
        // What it has not seen yet is ours to see; nothing of it is news.
        self.shown = false;
        self.refresh(None)
    }
}

impl Poke {
    /// Both at once.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::End, _) | (_, Self::End) => Self::End,
            (Self::Damaged, _) | (_, Self::Damaged) => Self::Damaged,
            (Self::Everything, _)
            | (_, Self::Everything)
            | (Self::Paths(_), Self::Store)
            | (Self::Store, Self::Paths(_)) => Self::Everything,
            (Self::Paths(mut paths), Self::Paths(more)) => {
                paths.extend(more);
                paths.sort_unstable();
                paths.dedup();
                Self::Paths(paths)
            }
            (paths @ Self::Paths(_), _) | (_, paths @ Self::Paths(_)) => paths,
            (Self::Store, _) | (_, Self::Store) => Self::Store,
            (said @ Self::Unwatched(_), Self::Unwatched(_)) => said,
        }
    }

    /// What the watch of the folders tells.
    pub(super) fn from(poke: watch::Poke) -> impl Iterator<Item = Self> {
        let trouble = poke.trouble.map(|trouble| Self::Unwatched(trouble.to_string()));
        let changed = if poke.everything || poke.began {
            Some(Self::Everything)
        } else {
            (!poke.paths.is_empty()).then_some(Self::Paths(poke.paths))
        };
        trouble.into_iter().chain(changed)
    }
}
