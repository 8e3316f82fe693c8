//! The file of rows: the library as it was seen last, sorted newest first, so that a start reads this one file instead of
//! 100,000. Its first screen comes by two short reads, its rows by one; a record is read when somebody looks at it.
//!
//! ```text
//! header      64 bytes: magic, version, counts, lengths, checksums
//! rows        60 bytes each, newest first
//! records     in the order of the rows
//! columns     what is counted and narrowed by
//! ```
//!
//! A file is never changed in place: a newer one takes its name, so that whoever has the old one open keeps it whole.
//! What does not fit the header, the length or the checksum of header and rows is as if it were not there. The records have a
//! checksum of their own, which `Records::are_whole` looks at behind the first screens: until then, one that cannot be decoded
//! is shown as damaged.

use std::borrow::Cow;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::columns::Earlier;
use super::section::{Extent, Section};
use crate::disk::{self, Access, Pieces};
use crate::glossary;
use crate::library::order::{Order, order};
use crate::library::{Library, Pack, Progress, ROW_BYTES, Row};

/// Changes with every change of the records or of what the index holds: an older file is then read as none.
pub(super) const VERSION: u32 = 6;

/// The version of a store with the glossary that it was indexed by: the index has tokens for what that says.
fn edition() -> u32 {
    VERSION ^ crc32fast::hash(glossary::FIELD.as_bytes())
}

pub(super) const NAME: &str = "rows";
const MAGIC: &[u8; 8] = b"nutgraf\n";
const HEADER: usize = 64;

/// Rows that are read in one piece.
const ROWS_AT_ONCE: usize = 4096;

/// Rows that fill the tallest terminal.
const FRONT: usize = 64;

/// Records of those rows that are read at once, in bytes: articles are not that long.
const FRONT_BYTES: usize = 8 << 20;

/// What the file says of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Header {
    count: u32,
    /// The next number that no row has had.
    next: u32,
    records: Extent,
    columns: Extent,
    /// Of the rows.
    rows: u32,
}

impl Header {
    fn to_bytes(self) -> [u8; HEADER] {
        let mut bytes = [0; HEADER];
        let parts = [
            &MAGIC[..],
            &edition().to_le_bytes(),
            &self.count.to_le_bytes(),
            &self.next.to_le_bytes(),
            &self.rows.to_le_bytes(),
            &self.records.length.to_le_bytes(),
            &self.columns.length.to_le_bytes(),
            &self.records.checksum.to_le_bytes(),
            &self.columns.checksum.to_le_bytes(),
        ];
        let parts = parts.concat();
        let own = crc32fast::hash(&parts).to_le_bytes();
        for (byte, value) in bytes.iter_mut().zip(parts.iter().chain(&own)) {
            *byte = *value;
        }
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let number = |at: usize| rest.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes));
        let length = |at: usize| rest.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes));
        let header = Self {
            count: number(4)?,
            next: number(8)?,
            rows: number(12)?,
            records: Extent { length: length(16)?, checksum: number(32)? },
            columns: Extent { length: length(24)?, checksum: number(36)? },
        };
        // Written again it must be the same: version and own checksum are right then.
        (bytes.get(..HEADER)? == header.to_bytes()).then_some(header)
    }

    fn rows(self) -> usize {
        usize::try_from(self.count).unwrap_or(usize::MAX)
    }

    /// Where the records begin.
    fn records_at(self) -> Option<usize> {
        self.rows().checked_mul(ROW_BYTES)?.checked_add(HEADER)
    }

    /// Where the columns begin.
    fn columns_at(self) -> Option<u64> {
        u64::try_from(self.records_at()?).ok()?.checked_add(self.records.length)
    }

    /// How long the file must be.
    fn whole(self) -> Option<u64> {
        self.columns_at()?.checked_add(self.columns.length)
    }
}

/// What a start finds.
pub(super) struct Known {
    /// The library, not known to be fresh.
    pub(super) library: Arc<Library>,
    /// The next number that no row has had.
    pub(super) next: u32,
    /// Where its columns are.
    pub(super) columns: Section,
    /// Where its records are.
    pub(super) records: Records,
}

/// The records of a file, which nobody has checked yet.
pub(super) struct Records(Section);

impl Records {
    /// Whether they are as they were written. Reads all of them.
    pub(super) fn are_whole(&self) -> bool {
        self.0.is_whole()
    }
}

/// The first screen of the library, sorted newest first; none where there is no such file. The rows are not checked either:
/// what is wrong in one is shown for as long as it takes to load them all.
pub(super) fn front(folder: &Path) -> Option<Arc<Library>> {
    let pieces = Pieces::open(&folder.join(NAME)).ok()?;
    let first = pieces.read(0, HEADER + FRONT * ROW_BYTES).ok()?;
    let header = Header::from_bytes(&first).filter(|header| header.whole() == pieces.size().ok())?;
    let rows: Vec<Row> = rows(first.get(HEADER..)?).take(header.rows()).collect();
    let end = rows.last().map_or(0, Row::end).min(FRONT_BYTES);
    let records = pieces.read(u64::try_from(header.records_at()?).ok()?, end).ok()?;
    let progress = Progress { found: header.rows(), read: header.rows(), done: false };
    Some(Arc::new(Library::new(rows, vec![Pack::new(records)], Some(Order::Newest), progress)))
}

/// The whole library; none where there is no such file, or it is damaged.
pub(super) fn load(folder: &Path) -> Option<Known> {
    let file = Arc::new(Pieces::open(&folder.join(NAME)).ok()?);
    let header = Header::from_bytes(&file.read(0, HEADER).ok()?)?;
    header.whole().filter(|whole| file.size().ok() == Some(*whole))?;
    let records_at = header.records_at()?;
    let mut rows_of_file: Vec<Row> = Vec::with_capacity(header.rows());
    let (mut checksum, mut at) = (crc32fast::Hasher::new(), HEADER);
    // In pieces: memory that is touched for a moment costs as much as what is read into it.
    while at < records_at {
        let piece = file.read(u64::try_from(at).ok()?, (records_at - at).min(ROW_BYTES * ROWS_AT_ONCE)).ok()?;
        if piece.is_empty() {
            return None;
        }
        checksum.update(&piece);
        rows_of_file.extend(rows(&piece));
        at += piece.len();
    }
    if checksum.finalize() != header.rows || rows_of_file.len() != header.rows() {
        return None;
    }
    let rows = rows_of_file;
    let records = Section { file: Arc::clone(&file), at: u64::try_from(records_at).ok()?, extent: header.records };
    let pack = Pack::in_file(Arc::clone(&file), records.at, usize::try_from(header.records.length).ok()?);
    let progress = Progress { found: rows.len(), read: rows.len(), done: true };
    let library = Arc::new(Library::new(rows, vec![pack], Some(Order::Newest), progress));
    let columns = Section { file, at: header.columns_at()?, extent: header.columns };
    Some(Known { library, next: header.next, columns, records: Records(records) })
}

/// Writes the library, sorted newest first, with its columns, for which `earlier` ones help.
///
/// # Errors
/// Where the system says no, or the records are larger than a row can point into.
pub(super) fn write(folder: &Path, library: &Library, next: u32, earlier: &Earlier) -> io::Result<()> {
    let library = sorted(library);
    let records_at = HEADER + library.len() * ROW_BYTES;
    let mut bytes = Vec::with_capacity(records_at + library.rows().iter().map(Row::length).sum::<usize>());
    bytes.resize(records_at, 0);
    let mut rows = Vec::with_capacity(library.len() * ROW_BYTES);
    for (index, row) in library.rows().iter().enumerate() {
        let at = u32::try_from(bytes.len() - records_at).map_err(io::Error::other)?;
        let mut row = row.moved(0, at);
        match library.row_with_record(index) {
            Some((_, record)) => bytes.extend_from_slice(&record),
            // It cannot be read: no file has this stamp, so the next start reads the file again.
            None => row.stamp = 0,
        }
        rows.extend_from_slice(&row.to_bytes());
    }
    let count = u32::try_from(library.len()).map_err(io::Error::other)?;
    let records = Extent::of(bytes.get(records_at..).unwrap_or_default());
    let columns = earlier.brought_to(&library).to_bytes().unwrap_or_default();
    let header = Header { count, next, records, columns: Extent::of(&columns), rows: crc32fast::hash(&rows) };
    bytes.extend_from_slice(&columns);
    let front = header.to_bytes();
    for (byte, value) in bytes.iter_mut().zip(front.iter().chain(&rows)) {
        *byte = *value;
    }
    disk::write(&folder.join(NAME), &bytes, Access::Private)
}

pub(super) fn sorted(library: &Library) -> Cow<'_, Library> {
    if library.lies == Some(Order::Newest) {
        return Cow::Borrowed(library);
    }
    let rows = order(library, Order::Newest);
    let rows = rows.into_iter().filter_map(|index| library.rows().get(usize::try_from(index).ok()?).copied());
    Cow::Owned(Library::new(rows.collect(), library.packs().to_vec(), Some(Order::Newest), library.progress))
}

fn rows(bytes: &[u8]) -> impl Iterator<Item = Row> {
    bytes.chunks_exact(ROW_BYTES).map_while(Row::from_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Date;
    use crate::library::{Card, Content, Entry, Origin};

    fn library(articles: u16) -> Library {
        Library::of((0..articles).map(|number| Entry {
            id: format!("id-{number}").into(),
            file: Origin::File(format!("/lib/{number}.toml").into()),
            stamp: disk::Stamp { size: number.into(), modified: 1, inode: 2 },
            content: Content::Article(Box::new(Card {
                headline: format!("Number {number}").into(),
                published: Some(Date::day(2000 + number % 30, 1, 1)),
                ..Card::default()
            })),
        }))
    }

    fn folder(name: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("nutgraf-rows-{name}-{}", std::process::id()));
        disk::remove_folder(&folder).unwrap();
        disk::create_private_folder(&folder).unwrap();
        folder
    }

    #[test]
    fn what_is_written_is_read_newest_first() {
        let folder = folder("whole");
        let before = library(100);
        write(&folder, &before, 7, &Earlier::default()).unwrap();
        let known = load(&folder).unwrap();
        assert_eq!((known.library.len(), known.next), (100, 7));
        let years: Vec<_> =
            known.library.entries().map(|entry| entry.card().unwrap().published.clone().unwrap().year).collect();
        assert!(years.is_sorted_by(|a, b| a >= b), "{years:?}");
        assert!(known.records.are_whole() && known.columns.read().is_some());
        let front = front(&folder).unwrap();
        assert_eq!((front.len(), front.progress.found, front.progress.done), (FRONT, 100, false));
        for (early, late) in front.entries().zip(known.library.entries()) {
            assert_eq!((&early.id, early.card()), (&late.id, late.card()));
        }
        disk::remove_folder(&folder).unwrap();
    }

    #[test]
    fn whatever_is_damaged_is_as_if_it_were_not_there() {
        let folder = folder("damaged");
        let path = folder.join(NAME);
        assert!(front(&folder).is_none() && load(&folder).is_none());
        write(&folder, &library(3), 1, &Earlier::default()).unwrap();
        let good = Pieces::open(&path).unwrap().read(0, 1 << 20).unwrap();
        let records = HEADER + ROW_BYTES * 3;
        for at in [0, 8, 12, 20, 30, HEADER, records - 6, records, records + 9, good.len() - 1] {
            let mut bad = good.clone();
            bad[at] ^= 1;
            disk::write(&path, &bad, Access::Private).unwrap();
            let known = load(&folder);
            if at < records {
                assert!(known.is_none(), "a flipped bit at {at}");
            } else {
                let known = known.unwrap();
                let whole = (known.records.are_whole(), known.columns.read().is_some());
                assert_eq!(whole, (at == good.len() - 1, at != good.len() - 1), "a flipped bit at {at}");
                assert_eq!(known.library.entries().count(), 3);
            }
            let _ = front(&folder).map(|library| library.entries().count());
        }
        for length in [0, 1, HEADER, good.len() - 1] {
            disk::write(&path, &good[..length], Access::Private).unwrap();
            assert!(front(&folder).is_none() && load(&folder).is_none(), "cut at {length}");
        }
        disk::remove_folder(&folder).unwrap();
    }
}
