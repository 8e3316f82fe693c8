//! Bounded reads. What is not a regular file is refused before a byte is read, so that a pipe, a device or a socket can
//! neither block nor flood us; a file that grows while it is read is cut off at the limit.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read as _};
use std::os::fd::BorrowedFd;
use std::path::Path;

use rustix::fs::{CWD, Mode, OFlags};

use super::{Stamp, reason};

/// Why a file could not be read. The message names no path (the caller shows it) and no content.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system said no.
    #[error("cannot be read: {}", reason(.0))]
    Io(#[source] io::Error),
    /// A folder, device, pipe or socket.
    #[error("not a regular file")]
    NotAFile,
    /// Over the limit.
    #[error("larger than {} MiB", limit >> 20)]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// Not UTF-8.
    #[error("not UTF-8 text (the first bad byte is on line {line}, column {column})")]
    NotUtf8 {
        /// Line, from 1.
        line: usize,
        /// Column in scalar values, from 1.
        column: usize,
    },
}

/// A text file as it was when it was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The text, without a byte order mark.
    pub text: String,
    /// The stamp of the very file that was read, not of what its path has become since.
    pub stamp: Stamp,
}

/// Reads a text file: regular, opened without blocking, at most `limit` bytes, UTF-8, a byte order mark dropped.
///
/// # Errors
/// See [`ReadError`].
pub fn read_text(path: &Path, limit: u64) -> Result<String, ReadError> {
    read(path, limit).map(|read| read.text)
}

/// [`read_text`], with the stamp of what was read.
///
/// # Errors
/// See [`ReadError`].
pub fn read(path: &Path, limit: u64) -> Result<Text, ReadError> {
    read_at(CWD, path.as_os_str(), limit)
}

/// [`read`], by a name in a folder.
pub(super) fn read_at(folder: BorrowedFd<'_>, name: &OsStr, limit: u64) -> Result<Text, ReadError> {
    let (bytes, stamp) = read_bytes_at(folder, name, limit)?;
    Ok(Text { text: utf8(bytes)?, stamp })
}

/// The bytes of a file with the bounds of [`read`], for what may be in any charset; and their stamp.
///
/// # Errors
/// See [`ReadError`].
pub fn read_bytes(path: &Path, limit: u64) -> Result<(Vec<u8>, Stamp), ReadError> {
    read_bytes_at(CWD, path.as_os_str(), limit)
}

fn read_bytes_at(folder: BorrowedFd<'_>, name: &OsStr, limit: u64) -> Result<(Vec<u8>, Stamp), ReadError> {
    // Without NONBLOCK, opening a pipe waits for a writer; without NOCTTY, a terminal could become ours.
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file =
        File::from(rustix::fs::openat(folder, name, flags, Mode::empty()).map_err(|error| refused(error.into()))?);
    let metadata = file.metadata().map_err(ReadError::Io)?;
    if !metadata.is_file() {
        return Err(ReadError::NotAFile);
    }
    if metadata.len() > limit {
        return Err(ReadError::TooLarge { limit });
    }
    // One byte more than it should have, so that the end is seen without growing the buffer.
    let room = usize::try_from(metadata.len()).unwrap_or(0).saturating_add(1);
    Ok((bounded(file, room, limit)?, Stamp::of(&metadata)))
}

/// Reads text from what is no file, as a pipe on stdin, with the same bounds. Waits for its end.
///
/// # Errors
/// See [`ReadError`].
pub fn read_stream(stream: impl io::Read, limit: u64) -> Result<String, ReadError> {
    utf8(bounded(stream, 0, limit)?)
}

/// [`read_stream`], for what may be in any charset.
///
/// # Errors
/// See [`ReadError`].
pub fn read_stream_bytes(stream: impl io::Read, limit: u64) -> Result<Vec<u8>, ReadError> {
    bounded(stream, 0, limit)
}

fn bounded(stream: impl io::Read, room: usize, limit: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::with_capacity(room);
    stream.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(ReadError::Io)?;
    if u64::try_from(bytes.len()).is_ok_and(|read| read > limit) {
        return Err(ReadError::TooLarge { limit });
    }
    Ok(bytes)
}

/// A socket cannot be opened at all, and says so with a code that nobody reads as that.
fn refused(error: io::Error) -> ReadError {
    if error.raw_os_error() == Some(rustix::io::Errno::NXIO.raw_os_error()) {
        ReadError::NotAFile
    } else {
        ReadError::Io(error)
    }
}

fn utf8(mut bytes: Vec<u8>) -> Result<String, ReadError> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    if bytes.starts_with(MARK) {
        bytes.drain(..MARK.len());
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = good.split(|&byte| byte == b'\n').count();
        let last = good.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
        // Bytes that do not continue a character: the scalar values of the last line.
        let column = last.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() + 1;
        ReadError::NotUtf8 { line, column }
    })
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixListener;

    use super::super::tests::Scratch;
    use super::*;

    fn file(folder: &Scratch, bytes: &[u8]) -> std::path::PathBuf {
        let path = folder.path().join("file");
        std::fs::write(&path, bytes).unwrap();
        path
    }

    #[test]
    fn a_stream_has_the_same_bounds() {
        assert_eq!(read_stream("\u{feff}a".as_bytes(), 4).unwrap(), "a");
        assert!(matches!(read_stream(io::repeat(b'a'), 100), Err(ReadError::TooLarge { limit: 100 })));
        assert!(matches!(read_stream(&b"a\xff"[..], 100), Err(ReadError::NotUtf8 { line: 1, column: 2 })));
    }

    #[test]
    fn reads_text_and_drops_the_mark() {
        let folder = Scratch::new("mark");
        let read = read(&file(&folder, "\u{feff}né\r\n".as_bytes()), 100).unwrap();
        assert_eq!(read.text, "né\r\n");
        assert_eq!(read.stamp.size, 8);
    }

    #[test]
    fn the_limit_is_the_last_size_that_passes() {
        let folder = Scratch::new("limit");
        let path = file(&folder, b"12345678");
        assert_eq!(read_text(&path, 8).unwrap(), "12345678");
        assert!(matches!(read_text(&path, 7), Err(ReadError::TooLarge { limit: 7 })));
    }

    #[test]
    fn a_file_that_claims_no_size_is_read_and_bounded() {
        let path = Path::new("/proc/self/status");
        if path.exists() {
            assert!(!read_text(path, 1 << 20).unwrap().is_empty());
            assert!(matches!(read_text(path, 10), Err(ReadError::TooLarge { .. })));
        }
    }

    #[test]
    fn a_sparse_file_is_refused_by_its_size() {
        let folder = Scratch::new("sparse");
        let path = folder.path().join("huge");
        if File::create(&path).unwrap().set_len(1 << 40).is_ok() {
            assert!(matches!(read_text(&path, 8 << 20), Err(ReadError::TooLarge { .. })));
        }
        assert_eq!(ReadError::TooLarge { limit: 8 << 20 }.to_string(), "larger than 8 MiB");
    }

    #[test]
    fn what_is_no_file_is_refused_without_waiting() {
        let folder = Scratch::new("odd");
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let socket = folder.path().join("socket");
        let _listener = UnixListener::bind(&socket).unwrap();
        for path in [folder.path(), Path::new("/dev/zero"), &pipe, &socket] {
            assert!(matches!(read_text(path, 10), Err(ReadError::NotAFile)), "{}", path.display());
        }
    }

    #[test]
    fn the_first_bad_byte_has_a_place() {
        let folder = Scratch::new("bad");
        let cases: [(&[u8], usize, usize); 4] =
            [(b"\xff", 1, 1), (b"a\n\xc3\xa9\xff", 2, 2), (b"\xef\xbb\xbfab\xff", 1, 3), (b"a\n\n\xe2\x82", 3, 1)];
        for (bytes, expected_line, expected_column) in cases {
            match read_text(&file(&folder, bytes), 100) {
                Err(ReadError::NotUtf8 { line, column }) => {
                    assert_eq!((line, column), (expected_line, expected_column), "{bytes:?}");
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn an_absent_file_says_so() {
        let error = read_text(Path::new("/nonexistent/file"), 10).unwrap_err();
        assert_eq!(error.to_string(), "cannot be read: No such file or directory");
    }
}
