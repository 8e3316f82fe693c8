//! Sections: stretches of files with a checksum, read in pieces, so that checking a large one takes no memory.

use std::io;
use std::sync::Arc;

use crate::disk::Pieces;

/// Bytes that are checked at once.
const PIECE: usize = 1 << 20;

/// How long a section is, and its CRC-32.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) length: u64,
    pub(super) checksum: u32,
}

impl Extent {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { length: u64::try_from(bytes.len()).unwrap_or(u64::MAX), checksum: crc32fast::hash(bytes) }
    }
}

/// A stretch of an open file.
#[derive(Clone, Debug)]
pub(super) struct Section {
    pub(super) file: Arc<Pieces>,
    pub(super) at: u64,
    pub(super) extent: Extent,
}

impl Section {
    /// All of it; none where it is damaged.
    pub(super) fn read(&self) -> Option<Vec<u8>> {
        let bytes = self.file.read(self.at, usize::try_from(self.extent.length).ok()?).ok()?;
        (Extent::of(&bytes) == self.extent).then_some(bytes)
    }

    /// Whether it is whole.
    pub(super) fn is_whole(&self) -> bool {
        checksum(&self.file, self.at, self.extent.length).is_ok_and(|checksum| checksum == self.extent.checksum)
    }
}

/// The CRC-32 of a stretch of a file.
///
/// # Errors
/// Where it cannot be read, or the file ends before it does.
pub(super) fn checksum(file: &Pieces, at: u64, length: u64) -> io::Result<u32> {
    let (mut checksum, mut done) = (crc32fast::Hasher::new(), 0);
    while done < length {
        let wanted = usize::try_from(length - done).unwrap_or(PIECE).min(PIECE);
        let piece = file.read(at + done, wanted)?;
        if piece.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        checksum.update(&piece);
        done += u64::try_from(piece.len()).unwrap_or(u64::MAX);
    }
    Ok(checksum.finalize())
}
