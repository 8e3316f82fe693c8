//! Whether the files of the index are as they were written: each ends with a checksum of what stands before it.
//!
//! Tantivy can check that itself, but through its map: a check of 100,000 articles would count 170 MB of files as our
//! memory. Here the same is read in pieces. The end of a file, as tantivy's `directory::footer` writes it: JSON with the CRC-32
//! of all before it, the length of that JSON, and a magic number, four bytes each, little-endian.

use std::io;
use std::path::Path;

use serde::Deserialize;

use super::section::checksum;
use crate::disk::Pieces;

const MAGIC: u32 = 1337;
/// Bytes of length and magic number.
const TAIL: u64 = 8;
/// A longer end is none.
const LONGEST: u64 = 50_000;
/// What the JSON says.
#[derive(Deserialize)]
struct Footer {
    crc: u32,
}

/// Whether a file of the index is as it was written; one that cannot be read is not.
pub(super) fn is_whole(path: &Path) -> bool {
    Pieces::open(path).and_then(|file| checked(&file)).unwrap_or(false)
}

fn checked(file: &Pieces) -> io::Result<bool> {
    let length = file.size()?;
    let Some(before_tail) = length.checked_sub(TAIL) else { return Ok(false) };
    let tail = file.read(before_tail, 8)?;
    let number = |at: usize| tail.get(at..).and_then(|rest| rest.first_chunk()).map(|bytes| u32::from_le_bytes(*bytes));
    let (Some(footer), Some(MAGIC)) = (number(0).map(u64::from), number(4)) else { return Ok(false) };
    let Some(body) = before_tail.checked_sub(footer).filter(|_| footer <= LONGEST) else { return Ok(false) };
    let footer = file.read(body, usize::try_from(footer).unwrap_or(0))?;
    let Ok(Footer { crc }) = serde_json::from_slice(&footer) else { return Ok(false) };
    Ok(checksum(file, 0, body)? == crc)
}
