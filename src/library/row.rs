//! Rows: what is known of an article without decoding its record. Sorting, counting, narrowing and the freshness check
//! look at nothing else, so that 100,000 articles cost a few megabytes.

use crate::article::Date;
use crate::disk::Stamp;
use crate::text::fnv;

/// One article in the table of a [`Library`](super::Library).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Which of the library's packs holds its record.
    pub(super) pack: u32,
    /// Where in the pack the record begins, in bytes.
    pub(super) at: u32,
    /// How many bytes it has.
    pub(super) len: u32,
    /// The number that its documents in the index carry. Never used twice; 0 where it has none.
    pub number: u32,
    /// What makes its id unique where an earlier one has the same; 0 where none has.
    pub(super) suffix: u32,
    /// When it was published; see `when`.
    pub when: u64,
    /// Its path; see [`fnv`].
    pub path: u64,
    /// Its id without the suffix; see [`fnv`].
    pub(super) id: u64,
    /// The stamp of the file as it was read; see `stamp_hash`.
    pub stamp: u64,
    /// What it has.
    pub traits: Traits,
    /// How much it is about the field, 0 to 255: what ranks a policy above a park of the same name.
    pub relevance: u8,
    /// Which language its words have stems of, as whoever indexes it counts them; 0 for none.
    pub language: u8,
}

/// Bytes of a row in a file.
pub(crate) const ROW_BYTES: usize = 60;

/// What an article has, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits(pub(crate) u16);

impl Traits {
    /// It cannot be read as an article.
    pub const BROKEN: Self = Self(1);
    /// It has a lead picture.
    pub const IMAGE: Self = Self(2);
    /// A takeaway has evidence recorded.
    pub const EVIDENCE: Self = Self(4);
    /// Its takeaways are in the index.
    pub const POINTS: Self = Self(8);
    /// Its text is in the index.
    pub const TEXT: Self = Self(16);
    /// It has a dek.
    pub const SUMMARY: Self = Self(32);
    /// It has takeaways.
    pub const TAKEAWAYS: Self = Self(64);
    /// It has sources.
    pub const SOURCES: Self = Self(128);
    /// It has a recorded status.
    pub const STATUS: Self = Self(256);
    /// It translates another article.
    pub const TRANSLATION: Self = Self(512);

    /// Whether it has all of `other`.
    #[must_use]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// With `other`, where `set`.
    #[must_use]
    pub fn with(self, other: Self, set: bool) -> Self {
        Self(if set { self.0 | other.0 } else { self.0 & !other.0 })
    }
}

impl Row {
    /// The row with another number and other traits.
    pub(crate) fn numbered(self, number: u32, traits: Traits) -> Self {
        Self { number, traits, ..self }
    }

    /// The year of publication.
    #[must_use]
    pub fn year(&self) -> Option<u16> {
        year(self.when)
    }

    /// Where its record ends in its pack.
    pub(crate) fn end(&self) -> usize {
        usize::try_from(self.at.saturating_add(self.len)).unwrap_or(usize::MAX)
    }

    /// How many bytes its record has.
    pub(crate) fn length(&self) -> usize {
        usize::try_from(self.len).unwrap_or(usize::MAX)
    }

    /// The row of the same record at another place.
    pub(crate) fn moved(self, pack: u32, at: u32) -> Self {
        Self { pack, at, ..self }
    }

    /// The row as bytes of a file.
    pub(crate) fn to_bytes(self) -> [u8; ROW_BYTES] {
        let mut bytes = [0; ROW_BYTES];
        let parts = [
            &self.pack.to_le_bytes()[..],
            &self.at.to_le_bytes(),
            &self.len.to_le_bytes(),
            &self.number.to_le_bytes(),
            &self.suffix.to_le_bytes(),
            &self.when.to_le_bytes(),
            &self.path.to_le_bytes(),
            &self.id.to_le_bytes(),
            &self.stamp.to_le_bytes(),
            &self.traits.0.to_le_bytes(),
            &[self.relevance, self.language],
        ];
        for (byte, value) in bytes.iter_mut().zip(parts.into_iter().flatten()) {
            *byte = *value;
        }
        bytes
    }

    /// The row that [`Self::to_bytes`] wrote; none where there are too few bytes.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        Some(Self {
            pack: u32::from_le_bytes(take(&mut rest)?),
            at: u32::from_le_bytes(take(&mut rest)?),
            len: u32::from_le_bytes(take(&mut rest)?),
            number: u32::from_le_bytes(take(&mut rest)?),
            suffix: u32::from_le_bytes(take(&mut rest)?),
            when: u64::from_le_bytes(take(&mut rest)?),
            path: u64::from_le_bytes(take(&mut rest)?),
            id: u64::from_le_bytes(take(&mut rest)?),
            stamp: u64::from_le_bytes(take(&mut rest)?),
            traits: Traits(u16::from_le_bytes(take(&mut rest)?)),
            relevance: u8::from_le_bytes(take(&mut rest)?),
            language: u8::from_le_bytes(take(&mut rest)?),
        })
    }
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*first)
}

/// A date as a number that sorts like it, by day, then by the time of day as written; 0 for none.
#[must_use]
pub(crate) fn when(date: Option<&Date>) -> u64 {
    let Some(date) = date else { return 0 };
    let day = u64::from(date.year) * 10_000 + u64::from(date.month) * 100 + u64::from(date.day);
    // `T10:30:00`: six digits, or none for a day without a time.
    let digits = date.time.as_deref().unwrap_or_default().bytes().skip(1).filter(u8::is_ascii_digit).take(6);
    let time = digits.fold(0, |time, digit| time * 10 + u64::from(digit - b'0'));
    let has_time = u64::from(date.time.is_some());
    // Year 0 is a year.
    (day + 1) * 10_000_000 + time * 10 + has_time
}

/// The year of a [`when`]; none for none.
#[must_use]
pub(crate) fn year(when: u64) -> Option<u16> {
    let day = (when / 10_000_000).checked_sub(1)?;
    u16::try_from(day / 10_000).ok()
}

/// A stamp as one number; 0 for none.
#[must_use]
pub(crate) fn stamp_hash(stamp: &Stamp) -> u64 {
    if *stamp == Stamp::default() {
        return 0;
    }
    let mut bytes = [0; 32];
    let parts = [&stamp.size.to_le_bytes()[..], &stamp.modified.to_le_bytes(), &stamp.inode.to_le_bytes()];
    for (byte, value) in bytes.iter_mut().zip(parts.into_iter().flatten()) {
        *byte = *value;
    }
    fnv::hash(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_goes_through_a_file() {
        let row = Row {
            pack: 1,
            at: 2,
            len: 9,
            number: 3,
            suffix: 4,
            when: u64::MAX,
            path: 6,
            id: 7,
            stamp: 8,
            traits: Traits::EVIDENCE.with(Traits::TEXT, true),
            relevance: 200,
            language: 2,
        };
        assert_eq!(Row::from_bytes(&row.to_bytes()), Some(row));
        assert_eq!(Row::from_bytes(&row.to_bytes()[..40]), None);
    }

    #[test]
    fn numbers_of_dates_sort_like_dates() {
        let at = |time: Option<&str>| Date { time: time.map(Into::into), ..Date::day(2025, 2, 5) };
        let dates = [
            Date::day(0, 1, 1),
            Date::day(2025, 2, 4),
            at(None),
            at(Some("T00:00:00Z")),
            at(Some("T09:59:59-05:00")),
            at(Some("T10:00:00")),
            Date::day(2025, 2, 6),
        ];
        let numbers: Vec<_> = dates.iter().map(|date| when(Some(date))).collect();
        assert!(numbers.is_sorted() && when(None) < numbers[0], "{numbers:?}");
        assert_eq!((year(numbers[0]), year(numbers[1]), year(when(None))), (Some(0), Some(2025), None));
    }

    #[test]
    fn traits_are_set_and_cleared() {
        let traits = Traits::default().with(Traits::IMAGE, true).with(Traits::TEXT, true);
        assert!(traits.has(Traits::IMAGE) && traits.has(Traits::TEXT) && !traits.has(Traits::BROKEN));
        assert!(!traits.with(Traits::TEXT, false).has(Traits::TEXT));
    }
}
