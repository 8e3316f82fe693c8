//! Pasted text: an article as it comes out of a browser, a mail or a PDF.
//!
//! The text is lines with gaps between them (`lines`). Its front, down to the takeaways or the first paragraph, holds
//! headline, byline, dates, dek and caption (`front`); the takeaway box stands there or further down (`takeaways`); the sources stand
//! last (`sources`); the rest is the body (`body`). What is not recognised stays in the body, word for word.
//!
//! Nothing of the text is Markdown here but its headings: what Markdown would read as marks is escaped.

mod body;
mod front;
mod lines;
mod sources;
mod takeaways;

use super::draft::Draft;
use super::{Imported, Input, encoding};
use crate::diagnostic::{Diagnostic, quoted};

/// Reads it.
///
/// # Errors
///
/// Where there is no text.
pub fn read(input: Input<'_>) -> Result<Imported, Diagnostic> {
    let text = encoding::decode(input.bytes, input.charset);
    let mut lines = lines::of(&text);
    let mut draft = Draft { url: input.address.map(str::to_owned), ..Draft::default() };
    let dropped = lines::drop_litter(&mut lines);
    let sources = sources::take(&mut lines, &mut draft);
    let box_at = takeaways::find(&lines);
    let front = front::read(&lines, box_at.as_ref(), &mut draft);
    if let Some(found) = &box_at {
        draft.takeaways.clone_from(&found.items);
    }
    let rest = front..lines.len();
    let outside = |at: &usize| box_at.as_ref().is_none_or(|found| !found.lines.contains(at));
    let body: Vec<_> = rest.filter(outside).filter_map(|at| lines.get(at)).filter(|line| !line.taken).collect();
    draft.pieces = body::pieces(&body);
    draft.sources.extend(sources);
    if !dropped.is_empty() {
        let named: Vec<String> = dropped.iter().take(5).map(|line| quoted(line)).collect();
        let more = if dropped.len() > named.len() { ", …" } else { "" };
        let said = format!("left out as no part of the article: {}{more}", named.join(", "));
        draft.doubts.push(Diagnostic { span: None, ..Diagnostic::warning("litter-dropped", 0..0, &said) });
    }
    draft.settle()
}

#[cfg(test)]
mod tests;
