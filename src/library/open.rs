//! Opening: one file, read and checked; an article file by the format, any other by the importer of its form.
//!
//! What an importer made has no place in its file: its doubts are without spans, and there is no source text to show them
//! in. Loading reads its files through the same function as the reader does, so that list and article agree.

use std::path::Path;
use std::sync::Arc;

use super::{Opened, Origin, starter, walk};
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::{self, ARTICLE_LIMIT, Near, ReadError, Stamp, Text};
use crate::format;
use crate::import::{Form, Input};
use crate::text::{Clean, clean};

/// Reads and checks an article. What is wrong, even that there is no such file, is in the diagnostics.
#[must_use]
pub fn open(origin: &Origin) -> Opened {
    open_as(origin, form(origin))
}

/// [`open`], whatever its name says: by the importer of a form, or as an article file where there is none.
#[must_use]
pub fn open_as(origin: &Origin, form: Option<Form>) -> Opened {
    if let (Some(form), Origin::File(path)) = (form, origin) {
        return other(path, form).unwrap_or_else(|error| unopened("unreadable", clean::line(&error.to_string())));
    }
    match source(origin, &mut Near::default()) {
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

/// The form of a file that is no article file, as its name says.
#[must_use]
pub fn form(origin: &Origin) -> Option<Form> {
    origin.file().and_then(walk::form)
}

/// A file of another form.
pub(super) fn other(path: &Path, form: Form) -> Result<Opened, ReadError> {
    let (bytes, stamp) = disk::read_bytes(path, ARTICLE_LIMIT)?;
    Ok(Opened { stamp, ..imported(&bytes, form) })
}

/// What an importer makes of some bytes: the first article, where they hold several.
#[must_use]
pub fn imported(bytes: &[u8], form: Form) -> Opened {
    let (article, diagnostics) = match form.read(Input { bytes, charset: None, address: None }) {
        Ok(read) => match read.into_iter().next() {
            Some(first) => (Some(Arc::new(first.article)), first.doubts),
            None => {
                (None, vec![Diagnostic { span: None, ..Diagnostic::error("no-article", 0..0, "there is no article") }])
            }
        },
        Err(why) => (None, vec![Diagnostic { span: None, ..why }]),
    };
    Opened { article, diagnostics, source: "".into(), stamp: Stamp::default() }
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

/// [`stamp`], for one of many files of a folder.
pub(super) fn stamp_near(origin: &Origin, near: &mut Near) -> Option<Stamp> {
    match origin {
        Origin::File(path) => near.stamp(path).ok(),
        Origin::Starter(_) => stamp(origin),
    }
}

/// The text of a file, which is one of many of a folder.
pub(super) fn source(origin: &Origin, near: &mut Near) -> Result<Text, ReadError> {
    match origin {
        Origin::File(path) => near.read(path, ARTICLE_LIMIT),
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
