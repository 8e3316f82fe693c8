//! Annotations of the W3C's model as changes of reading state: ours, and those of other tools as far as they quote what they are
//! about ([`TextQuoteSelector`](https://www.w3.org/TR/annotation-model/#text-quote-selector)) and name a source.
//!
//! A file is an array of annotations, one annotation, an `AnnotationPage` or an `AnnotationCollection` with its pages in it
//! (section 5). One that is not understood is told with its line and the reason, and does not stop the others.

mod one;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::reading::{Change, Moment};
use crate::text::{Clean, clean};

/// The largest file that is read, in bytes.
pub const LIMIT: u64 = 64 << 20;

/// Annotations as they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incoming {
    /// What they say, in their order.
    pub changes: Vec<Change>,
    /// Those that were not understood, in their order.
    pub refused: Vec<Refused>,
}

/// An annotation that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The line that it begins on, from 1.
    pub line: usize,
    /// Why.
    pub reason: Clean,
}

/// The text is no annotations at all, and why: with line and column, where it is no JSON.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoAnnotations(pub Clean);

/// Pages in pages in pages that are followed.
const PAGES: usize = 1000;

/// A page or a collection, as far as its items go.
#[derive(Deserialize)]
struct Paged<'a> {
    #[serde(borrow, default)]
    items: Option<Vec<&'a RawValue>>,
    #[serde(borrow, default)]
    first: Option<&'a RawValue>,
    #[serde(borrow, default)]
    next: Option<&'a RawValue>,
    #[serde(borrow, default)]
    target: Option<&'a RawValue>,
}

/// Reads annotations. `now` is when a bookmark without a time was set.
///
/// # Errors
/// Where the text is no JSON, or holds nothing that could be an annotation.
pub fn read(text: &str, now: Moment) -> Result<Incoming, NoAnnotations> {
    let mut incoming = Incoming::default();
    let mut lines = Lines { text, at: 0, line: 1 };
    for item in items(text)? {
        let line = lines.of(item);
        match one::changes(item, now) {
            Ok(changes) => incoming.changes.extend(changes),
            Err(reason) => incoming.refused.push(Refused { line, reason: clean::line(&reason) }),
        }
    }
    Ok(incoming)
}

/// The annotations of a file, each as it is written.
fn items(text: &str) -> Result<Vec<&RawValue>, NoAnnotations> {
    let no_json =
        |why: serde_json::Error| NoAnnotations(clean::line(&format!("this is no JSON of annotations: {why}")));
    if text.trim_start().starts_with('[') {
        return serde_json::from_str(text).map_err(no_json);
    }
    let whole: &RawValue = serde_json::from_str(text).map_err(no_json)?;
    let mut items = Vec::new();
    let mut page = Some(whole);
    for _ in 0..PAGES {
        let Some(this) = page.filter(|page| page.get().starts_with('{')) else { break };
        let paged: Paged<'_> = serde_json::from_str(this.get()).map_err(no_json)?;
        if paged.target.is_some() {
            items.push(this);
            break;
        }
        items.extend(paged.items.unwrap_or_default());
        page = paged.first.or(paged.next);
    }
    if items.is_empty() {
        return Err(NoAnnotations("there are no annotations in this: it has neither items nor a target".into()));
    }
    Ok(items)
}

/// Counts lines up to items that come in their order.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, item: &RawValue) -> usize {
        let at = item.get().as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        if let Some(between) = self.text.get(self.at..at) {
            self.line += between.matches('\n').count();
            self.at = at;
        }
        self.line
    }
}

#[cfg(test)]
mod tests;
