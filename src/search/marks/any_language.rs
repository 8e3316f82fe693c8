//! Words looked for in what the reader wrote, in whatever language that is.

use super::Marker;
use crate::search::query::{Pattern, Text, Within};
use crate::search::token::{Lexicon, Terms, Tools};
use crate::text::stem::Language;

/// Words made ready to be looked for in what the reader wrote: in which of the library's languages that is, is not known, and
/// each will do.
#[derive(Debug)]
pub(crate) struct AnyLanguage {
    marker: Marker,
    lexicons: Vec<Lexicon>,
}

impl AnyLanguage {
    /// For these languages.
    pub(crate) fn new(pattern: &Pattern, languages: &[Language]) -> Self {
        let text = Text { span: 0..0, within: Within::Anywhere, pattern: pattern.clone() };
        let lexicon = |language: &Language| Lexicon { language: Some(*language), terms: Terms::default() };
        Self { marker: Marker::of_text(&text, languages), lexicons: languages.iter().map(lexicon).collect() }
    }

    /// Whether a text has them.
    pub(crate) fn are_in(&self, text: &str, tools: &mut Tools) -> bool {
        let mut lexicons = self.lexicons.iter();
        lexicons.any(|lexicon| self.marker.score_with(text, Within::Anywhere, lexicon, tools).is_some())
    }
}
