//! Markdown text → blocks, for the article format and the importers alike.
//!
//! Parsing is pulldown-cmark's; `markdown/tree.rs` turns its events into blocks, `markdown/inline.rs` gathers the runs of
//! a paragraph, and `markdown/footnote.rs` sees to it that every `[^name]` is noticed, defined or not. Raw HTML is text,
//! word for word. Nesting is bounded, and nothing here recurses over the input.
//!
//! What must not live here: how a block looks (the layout), where a body comes from (format and importers).

mod footnote;
mod inline;
mod tree;

use std::ops::Range;

use pulldown_cmark::{Options, Parser};

use crate::article::Block;
use crate::text::Foreign;

/// How deep blocks may nest; what is deeper stands in the innermost block that is still counted.
pub const NESTING: usize = 64;

/// A stretch of a body: the text before the first heading, or a heading and what follows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Chapter {
    /// The heading as plain text; none for the text before the first heading.
    pub heading: Option<Foreign>,
    /// 0 without a heading, else 1 for the body's highest heading level, 2 for the next below it, and so on.
    pub depth: u8,
    /// The blocks in order, footnotes last.
    pub blocks: Vec<Block>,
}

/// A body read as Markdown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// In order. Empty for an empty body; the first may have a heading or not.
    pub chapters: Vec<Chapter>,
    /// Footnotes that are cited but neither defined in the body nor the id of a source: name and bytes in the text.
    pub undefined: Vec<(Foreign, Range<usize>)>,
}

/// Reads Markdown. `source` finds the article's source (from 0) that a footnote's name is the id of.
///
/// A footnote mark becomes a run without text that links to its source or to the footnote of the same body; one that is
/// neither stays in the text as written. Footnotes stand at the end of the chapter that defines them.
#[must_use]
pub fn parse(text: &str, source: &dyn Fn(&str) -> Option<usize>) -> Body {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let prefix = footnote::definitions(text);
    if prefix.is_empty() {
        return tree::grow(text, Parser::new_ext(text, options).into_offset_iter(), tree::Notes::none(source));
    }
    let mut names = footnote::Names::default();
    Parser::new_ext(text, options).for_each(|event| names.note(&event));
    let whole = format!("{prefix}{text}");
    let events = Parser::new_ext(&whole, options).into_offset_iter().filter_map(|(event, range)| {
        let start = range.start.checked_sub(prefix.len())?;
        Some((event, start..range.end.saturating_sub(prefix.len())))
    });
    tree::grow(text, events, tree::Notes { source, names })
}

#[cfg(test)]
mod tests;
