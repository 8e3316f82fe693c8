//! Where a key or a value stands in a file: for those who complain about an article after it was read.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::read::{parse, too_deep};

/// The file's table with its spans.
pub struct Spans<'s> {
    source: &'s str,
    root: Option<DeTable<'s>>,
}

impl<'s> Spans<'s> {
    /// Reads the spans of a file. A file that nests too deep has none.
    #[must_use]
    pub fn new(source: &'s str) -> Self {
        Self { source, root: too_deep(source).is_none().then(|| parse(source).0) }
    }

    /// The value of a key of the article.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<Range<usize>> {
        Some(self.root.as_ref()?.get(key)?.span())
    }

    /// An element of an array, counted from 0: `[[sources]]` as a whole is its header.
    #[must_use]
    pub fn element(&self, key: &str, index: usize) -> Option<Range<usize>> {
        Some(self.root.as_ref()?.get(key)?.get_ref().get(index)?.span())
    }

    /// A key inside a table: `[expect]`, `headline-not-in-body`.
    #[must_use]
    pub fn key(&self, table: &str, key: &str) -> Option<Range<usize>> {
        let DeValue::Table(table) = self.root.as_ref()?.get(table)?.get_ref() else { return None };
        Some(table.get_key_value(key)?.0.span())
    }

    /// The first place where the body of a section has a word, as a whole.
    #[must_use]
    pub fn word(&self, word: &str) -> Option<Range<usize>> {
        let DeValue::Array(sections) = self.root.as_ref()?.get("sections")?.get_ref() else { return None };
        sections.iter().find_map(|section| {
            let body = section.get_ref().get("body")?.span();
            let text = self.source.get(body.clone())?;
            let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let whole = |at: usize| {
                let (before, behind) = (text.get(..at), text.get(at + word.len()..));
                !inside(before.and_then(|text| text.chars().next_back()))
                    && !inside(behind.and_then(|text| text.chars().next()))
            };
            let (at, _) = text.match_indices(word).find(|(at, _)| whole(*at))?;
            Some(body.start + at..body.start + at + word.len())
        })
    }
}
