//! Footnotes: how marks without a definition are noticed.
//!
//! pulldown-cmark leaves `[^name]` as text where the body does not define `name`, and a source is not defined in the
//! body. So the body is parsed behind a few lines that define every name in it that looks like one. They end with a
//! thematic break, which no footnote can hold without indentation, so that they cannot swallow the first paragraph.
//! Code spans, escapes and all else that Markdown says about brackets stay its business.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use pulldown_cmark::{Event, Tag};

/// Bytes of a footnote's name; longer brackets are text.
const NAME_LIMIT: usize = 200;
/// Names of a body that are looked for; more are text.
const NAMES_LIMIT: usize = 4096;

/// Lines that define every name that may be a footnote of `text`; empty where there is none.
pub(super) fn definitions(text: &str) -> String {
    let mut lines = String::new();
    let mut seen = HashSet::new();
    for (at, mark) in text.match_indices("[^") {
        let Some(name) = text.get(at + mark.len()..).and_then(name_at) else { continue };
        if seen.len() < NAMES_LIMIT && seen.insert(name) {
            // Writing into a string does not fail.
            let _ = write!(lines, "[^{name}]: x\n\n");
        }
    }
    if !lines.is_empty() {
        lines.push_str("***\n\n");
    }
    lines
}

/// The name in front of the closing bracket.
fn name_at(text: &str) -> Option<&str> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if at > NAME_LIMIT => return None,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' => return text.get(..at).filter(|name| !name.trim().is_empty()),
            '[' | '\n' | '\r' => return None,
            _ => {}
        }
    }
    None
}

/// The footnotes that a body itself defines: folded name → name as its first definition writes it.
#[derive(Debug, Default)]
pub(super) struct Names(HashMap<String, String>);

impl Names {
    /// Takes up a definition.
    pub(super) fn note(&mut self, event: &Event<'_>) {
        if let Event::Start(Tag::FootnoteDefinition(name)) = event {
            self.0.entry(folded(name)).or_insert_with(|| name.to_string());
        }
    }

    /// The name of the definition that a mark cites.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(&folded(name)).map(String::as_str)
    }
}

/// Names are compared without case and with single spaces.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
