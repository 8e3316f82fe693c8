//! What a line or block of any form is: a label of takeaways or sources, a byline, a date, a caption, litter. Pure functions of
//! text, one kind a file; who asks decides what to do about it.
//!
//! The rules are those of publishers' habits, in English: words and shapes that many use, never what one article says.

pub mod bullet;
pub mod byline;
pub mod caption;
pub mod date;
pub mod label;
pub mod litter;

/// A text in lower case, white space single, apostrophes straight, without what may stand around a label: emphasis, colons, hashes.
fn plain(text: &str) -> String {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || "*_#:–—-=~|•".contains(c));
    let lower = trimmed.to_lowercase().replace(['’', '‘'], "'");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many words a text has.
#[must_use]
pub fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
