//! Opening the store: on the disk, anew where it is damaged, or in memory where it cannot be kept.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::{Keeper, Part, Told};
use crate::library::Traits;
use crate::store::columns::Earlier;
use crate::store::index::{Index, IndexError};
use crate::store::rows::{self, Known};

impl Keeper<'_> {
    /// Opens rows and index, on the disk or in memory.
    pub(super) fn open(&mut self) {
        if self.home.is_some()
            && let Err(why) = self.open_home()
        {
            self.give_up_disk(&why);
        }
        if self.index.is_none() {
            self.open_in_memory();
        }
    }

    fn open_home(&mut self) -> Result<(), IndexError> {
        let Some(home) = &mut self.home else { return Ok(()) };
        home.create()?;
        let leads = home.take_lock()?;
        self.part = if leads { Part::Leads } else { Part::Follows };
        let known = rows::load(&home.folder);
        let index = match Index::open(Some(&home.folder)) {
            // An index that is damaged or older than the rows, or belongs to none, is made anew.
            Ok(index) if leads && !index.may_belong_to(known.as_ref().map(|known| known.library.rows())) => {
                drop(index);
                home.clear_index()?;
                None
            }
            Err(_damaged) if leads => {
                home.clear_index()?;
                None
            }
            opened => Some(opened?),
        };
        let made_anew = index.is_none();
        let index = index.map_or_else(|| Index::open(Some(&home.folder)), Ok)?;
        home.make_private();
        if !leads && !self.shown {
            (self.hooks.tell)(Told::Following);
        }
        let next = known.as_ref().map_or(1, |known| known.next);
        self.next.store(next.max(index.next()).max(1), Ordering::Relaxed);
        if leads && next < index.next() {
            // Numbers that no row has: what was committed when a process ended before its rows were written.
            remove_all(&index, next..index.next())?;
        }
        if let Some(known) = known {
            self.take_known(known);
        }
        self.index = Some(index);
        if made_anew {
            self.forget_indexed();
        }
        Ok(())
    }

    pub(super) fn take_known(&mut self, known: Known) {
        self.earlier = Arc::new(Earlier::in_file(Arc::clone(&known.library), known.columns));
        self.unchecked = Some(known.records);
        self.library = known.library;
    }

    /// Looks whether records and index are as they were written. Where they are not, nothing of the store is believed.
    pub(super) fn check(&mut self) -> bool {
        let Some(records) = self.unchecked.take() else { return true };
        let folder = self.home.as_ref().map(|home| home.folder.clone());
        let index_is_whole = || match (&self.index, &folder) {
            (Some(index), Some(folder)) => index.is_whole(folder),
            _ => true,
        };
        if records.are_whole() && (self.part == Part::Follows || index_is_whole()) {
            return true;
        }
        self.library = Arc::default();
        self.earlier = Arc::default();
        if let Some(home) = self.home.as_ref().filter(|_| self.part == Part::Leads) {
            // The numbers go on from those of the index, whose documents mean no row from now on.
            self.index = None;
            let cleared = home.clear_index().map_err(IndexError::from).and_then(|()| Index::open(Some(&home.folder)));
            match cleared {
                Ok(index) => self.index = Some(index),
                Err(why) => self.give_up_disk(&why),
            }
        } else {
            self.open_in_memory();
        }
        self.refresh(None)
    }

    pub(super) fn open_in_memory(&mut self) {
        self.home = None;
        self.part = Part::Leads;
        self.index = Index::open(None).ok();
        self.forget_indexed();
    }

    /// Goes on without the disk.
    pub(super) fn give_up_disk(&mut self, why: &IndexError) {
        (self.hooks.tell)(Told::InMemory(why.to_string()));
        self.open_in_memory();
    }

    /// Nothing of the library is in the index.
    pub(super) fn forget_indexed(&mut self) {
        self.library =
            Arc::new(self.library.with_traits(|traits| traits.with(Traits::POINTS, false).with(Traits::TEXT, false)));
        self.dirty = true;
    }
}

/// Takes documents of numbers that no row has out of both indexes.
fn remove_all(index: &Index, numbers: std::ops::Range<u32>) -> Result<(), IndexError> {
    let next = numbers.end;
    for mut writer in [index.write_points(false)?, index.write_texts(false)?] {
        numbers.clone().for_each(|number| writer.remove(number));
        writer.commit(next)?;
    }
    index.reload()
}
