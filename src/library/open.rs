//! Opening: one file, read and checked.

use std::sync::Arc;

use super::{Opened, Origin, starter};
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::{self, ARTICLE_LIMIT, ReadError, Stamp, Text};
use crate::format;
use crate::text::{Clean, clean};

/// Reads and checks an article. What is wrong, even that there is no such file, is in the diagnostics.
#[must_use]
pub fn open(origin: &Origin) -> Opened {
    match source(origin) {
        Ok(read) => {
            let checked = format::read::read(&read.text);
            Opened {
                article: checked.article.map(Arc::new),
                diagnostics: checked.diagnostics,
                source: read.text.into(),
                stamp: read.stamp,
            }
        }
        Err(error) => unopened("unreadable", clean::line(&error.to_string())),
    }
}

/// What stands for a file of which nothing was read.
#[must_use]
pub fn unopened(code: &'static str, message: Clean) -> Opened {
    let diagnostic = Diagnostic { code, severity: Severity::Error, message, span: None, help: None };
    Opened { article: None, diagnostics: vec![diagnostic], source: "".into(), stamp: Stamp::default() }
}

/// The stamp that [`open`] would give now; none where the file cannot be asked.
#[must_use]
pub fn stamp(origin: &Origin) -> Option<Stamp> {
    match origin {
        Origin::File(path) => disk::stamp(path).ok(),
        Origin::Starter(path) => starter::text(path).map(starter_stamp),
    }
}

/// The text of a file.
pub(super) fn source(origin: &Origin) -> Result<Text, ReadError> {
    match origin {
        Origin::File(path) => disk::read(path, ARTICLE_LIMIT),
        Origin::Starter(path) => starter::text(path)
            .map(|text| Text { text: text.to_owned(), stamp: starter_stamp(text) })
            .ok_or_else(|| ReadError::Io(std::io::ErrorKind::NotFound.into())),
    }
}

fn starter_stamp(text: &str) -> Stamp {
    Stamp { size: u64::try_from(text.len()).unwrap_or(u64::MAX), ..Stamp::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_a_diagnostic() {
        let opened = open(&Origin::File("/nonexistent/a.toml".into()));
        assert!(opened.article.is_none());
        assert_eq!(opened.diagnostics[0].message.as_str(), "cannot be read: No such file or directory");
        assert!(!open(&Origin::Starter("none")).diagnostics.is_empty());
    }

    #[test]
    fn the_starter_library_opens_without_a_disk() {
        for (path, text) in starter::FILES {
            let opened = open(&Origin::Starter(path));
            assert_eq!(&*opened.source, *text);
            assert!(opened.article.is_some() && opened.diagnostics.is_empty(), "{path}: {:#?}", opened.diagnostics);
            assert_eq!(Some(opened.stamp), stamp(&Origin::Starter(path)));
        }
    }
}
