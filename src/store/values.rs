//! The values of one column, as small numbers: which of its names each row has. Names are told apart folded, and shown as the
//! first spelling is.
//!
//! What must not live here: which columns there are, and where their values come from.

use std::collections::HashMap;

use super::set::RowSet;
use crate::search::hit::FacetValue;
use crate::text::Foreign;
use crate::text::fold::fold;

/// The values of one column. Values that differ in case, diacritics or quotes only are one, spelled as the first is.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    /// Folded, with the spelling that is shown.
    names: Vec<(String, Foreign)>,
    /// The values of each row, one after the other. No row has one twice.
    flat: Vec<u32>,
    /// Where those of each row end.
    ends: Vec<u32>,
}

/// A column as it is written: folded and shown names, values of all rows, how many each row has.
pub(super) type Written<N> = (Vec<(N, N)>, Vec<u32>, Vec<u32>);

impl Values {
    /// As it is written.
    pub(super) fn written(&self) -> Written<&str> {
        let names = self.names.iter().map(|(folded, shown)| (folded.as_str(), shown.raw())).collect();
        let starts = std::iter::once(&0).chain(&self.ends);
        let counts = self.ends.iter().zip(starts).map(|(end, start)| end.saturating_sub(*start)).collect();
        (names, self.flat.clone(), counts)
    }

    /// What [`Self::written`] gave.
    pub(super) fn read((names, flat, counts): Written<&str>) -> Self {
        let names = names.into_iter().map(|(folded, shown)| (folded.to_owned(), shown.into())).collect();
        let mut end = 0u32;
        let ends = counts.into_iter().map(|count| {
            end = end.saturating_add(count);
            end
        });
        Self { names, ends: ends.collect(), flat }
    }

    /// These and those of fresh rows, which follow one another, in the places of a newer library.
    pub(super) fn merged(&self, fresh: &Self, places: &[Option<usize>], broken: &[bool]) -> Self {
        let mut merged = Self { names: self.names.clone(), ..Self::default() };
        let mut known: HashMap<String, u32> = self.names.iter().map(|(folded, _)| folded.clone()).zip(0..).collect();
        let numbers: Vec<u32> = fresh.names.iter().map(|name| merged.number_of(name, &mut known)).collect();
        let mut next = 0;
        for (place, broken) in places.iter().zip(broken) {
            match place {
                Some(_) if *broken => {}
                Some(old) => merged.flat.extend_from_slice(self.of_row(*old)),
                None => {
                    let own = fresh.of_row(next).iter();
                    let number =
                        |value: &u32| usize::try_from(*value).ok().and_then(|value| numbers.get(value).copied());
                    merged.flat.extend(own.filter_map(number));
                    next += 1;
                }
            }
            merged.ends.push(u32::try_from(merged.flat.len()).unwrap_or(u32::MAX));
        }
        merged
    }

    /// The number of a name, which is added where it is not known.
    fn number_of(&mut self, (folded, shown): &(String, Foreign), known: &mut HashMap<String, u32>) -> u32 {
        *known.entry(folded.clone()).or_insert_with(|| {
            self.names.push((folded.clone(), shown.clone()));
            u32::try_from(self.names.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// How many rows have been ended.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds a spelling, which gets the next number. Two of one name are two until shares are [joined](Self::joined).
    pub(super) fn add(&mut self, spelling: Foreign) -> u32 {
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push((fold(&spelling.line()).trim().to_owned(), spelling));
        number
    }

    /// Gives the row that was begun the value of a number.
    pub(super) fn give(&mut self, number: u32) {
        self.flat.push(number);
    }

    /// Ends a row and begins the next.
    pub(super) fn end_row(&mut self) {
        self.ends.push(u32::try_from(self.flat.len()).unwrap_or(u32::MAX));
    }

    /// The rows, of so many, that have a value which the test keeps, by its folded form.
    pub(super) fn rows(&self, rows: usize, keep: impl Fn(&str) -> bool) -> RowSet {
        let mut set = RowSet::none(rows);
        let kept: Vec<bool> = self.names.iter().map(|(folded, _)| keep(folded)).collect();
        let is_kept =
            |value: &u32| usize::try_from(*value).ok().and_then(|value| kept.get(value)).copied().unwrap_or(false);
        (0..rows).filter(|row| self.of_row(*row).iter().any(is_kept)).for_each(|row| set.insert(row));
        set
    }

    /// The most frequent values among some rows.
    pub(super) fn count(&self, among: &RowSet, most: usize) -> Vec<FacetValue> {
        let mut counts = vec![0usize; self.names.len()];
        for row in among.iter() {
            for value in self.of_row(row) {
                if let Some(count) = usize::try_from(*value).ok().and_then(|value| counts.get_mut(value)) {
                    *count += 1;
                }
            }
        }
        let mut counted: Vec<(usize, &(String, Foreign))> =
            counts.into_iter().zip(&self.names).filter(|(count, _)| *count > 0).collect();
        counted.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.0.cmp(&b.1.0)));
        let top = counted.into_iter().take(most);
        top.map(|(articles, (_, value))| FacetValue { value: value.clone(), articles }).collect()
    }

    fn of_row(&self, row: usize) -> &[u32] {
        let end = |row: usize| self.ends.get(row).and_then(|end| usize::try_from(*end).ok());
        let start = row.checked_sub(1).and_then(end).unwrap_or(0);
        end(row).and_then(|end| self.flat.get(start..end)).unwrap_or_default()
    }

    /// Puts shares of one column together: one list of names.
    pub(super) fn joined<'a>(shares: impl Iterator<Item = &'a Self>) -> Self {
        let mut joined = Self::default();
        let mut known: HashMap<String, u32> = HashMap::new();
        for share in shares {
            let numbers: Vec<u32> = share.names.iter().map(|name| joined.number_of(name, &mut known)).collect();
            let mut start = 0;
            for end in share.ends.iter().filter_map(|end| usize::try_from(*end).ok()) {
                let before = joined.flat.len();
                for value in share.flat.get(start..end).unwrap_or_default() {
                    let number = usize::try_from(*value).ok().and_then(|value| numbers.get(value).copied());
                    // An article that says a value twice, as `Asylum` and `asylum`, is one article.
                    let own = joined.flat.get(before..).unwrap_or_default();
                    joined.flat.extend(number.filter(|number| !own.contains(number)));
                }
                joined.ends.push(u32::try_from(joined.flat.len()).unwrap_or(u32::MAX));
                start = end;
            }
        }
        joined
    }
}
