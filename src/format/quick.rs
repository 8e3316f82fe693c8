//! A quick look at an article file: what a list and the search of takeaways need, borrowed from the text.
//!
//! Loading a large library for the first time cannot wait for every file to be read exactly: spans, complaints and
//! Markdown cost ten times more than telling what the file says. So one pass over the tokens of the file takes what a
//! plain article is made of. Whatever is not plain is not judged here: then the look gives up ([`None`]) and the file
//! is read exactly. That keeps the rules of the format in one place ([`read`](super::read)); here stand only the
//! commonest shapes that keep them.
//!
//! What [`Some`] promises: the exact reader says the same of every field, and neither complains nor warns but of what
//! only Markdown tells: footnotes that nobody defines, evidence that names a section or a block that is not there, a
//! body in which nothing is to be seen. A property test holds it to that.
//!
//! What must not live here: messages (who gives up need not say why), Markdown.

mod body;
mod cursor;
mod keys;
mod parts;

use std::borrow::Cow;

use crate::article::Date;

/// Text of the file, raw as [`Foreign`](crate::text::Foreign) is: borrowed where no escape is in the way.
pub type Text<'s> = Cow<'s, str>;

/// What a file says, as far as lists and the search of takeaways care.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quick<'s> {
    /// The explicit `id`.
    pub id: Option<Text<'s>>,
    /// The headline.
    pub headline: Text<'s>,
    /// The dek.
    pub summary: Option<Text<'s>>,
    /// Who wrote it.
    pub authors: Vec<Text<'s>>,
    /// Who published it.
    pub publisher: Option<Text<'s>>,
    /// When it was published.
    pub published: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// Where it stands.
    pub url: Option<Text<'s>>,
    /// BCP 47 tag.
    pub language: Option<Text<'s>>,
    /// Subjects.
    pub topics: Vec<Text<'s>>,
    /// Agencies that it is about.
    pub agencies: Vec<Text<'s>>,
    /// Places that it is about.
    pub places: Vec<Text<'s>>,
    /// The id of the article that this one translates.
    pub translation_of: Option<Text<'s>>,
    /// The state of the policy.
    pub status: Option<Status<'s>>,
    /// Whether there is a lead picture that one could look at or read of: a file, an alt text or a caption.
    pub image: bool,
    /// Acronyms and their expansions, in the file's order.
    pub terms: Vec<(Text<'s>, Text<'s>)>,
    /// Key takeaways, in order.
    pub takeaways: Vec<Takeaway<'s>>,
    /// The heading of each written section, where it has one. Headings inside a body are not among them: see
    /// [`Bodies::headings`].
    pub headings: Vec<Option<Text<'s>>>,
    /// What the bodies may hold.
    pub bodies: Bodies,
    /// Cited works, in order.
    pub sources: Vec<Source<'s>>,
    /// How many dated events there are.
    pub events: usize,
}

/// The state of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status<'s> {
    /// `in effect`, `enjoined` and the like.
    pub state: Text<'s>,
    /// The day on which it was so.
    pub as_of: Date,
}

/// A key point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Takeaway<'s> {
    /// The point.
    pub text: Text<'s>,
    /// Whether the file records evidence for it.
    pub evidence: bool,
    /// Whether the file records the words that carry it.
    pub quote: bool,
}

/// A cited work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source<'s> {
    /// The name by which footnotes and evidence cite it.
    pub id: Option<Text<'s>>,
    /// The title.
    pub title: Option<Text<'s>>,
    /// Where it stands.
    pub url: Option<Text<'s>>,
    /// Who published it.
    pub publisher: Option<Text<'s>>,
    /// The citation as a lawyer writes it.
    pub citation: Option<Text<'s>>,
}

/// Hints at what the bodies hold, since nobody has parsed them. False is certain, true is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bodies {
    /// A heading inside a body: then there are more sections than the file writes.
    pub headings: bool,
    /// A footnote, which may be one that nobody defines.
    pub footnotes: bool,
}

/// Looks at an article file. `None`: it is not plain enough to be sure, or wrong; read it exactly.
#[must_use]
pub fn look(source: &str) -> Option<Quick<'_>> {
    keys::Found::default().file(source)
}

#[cfg(test)]
mod tests;
