//! The article: headline, dek, takeaways, sections, sources, and the addresses of their parts.
//!
//! Plain values: no serde, no files, no terminal. Text is [`Foreign`]. What is absent is `None` or empty; nothing is
//! guessed. [`format`](crate::format) makes articles from TOML and writes them back.

pub mod age;
pub mod anchor;
pub mod block;
pub mod date;
pub mod difference;
pub mod locator;
pub mod part;
pub mod place;
pub mod quoted;
pub mod reading;
pub mod section;
pub mod shown;
pub mod source;
pub mod status;
pub mod takeaway;
pub mod texts;
pub mod wording;

pub use age::Age;
pub use anchor::{Anchor, Attached};
pub use block::{Align, Block, Code, Emphasis, Footnote, Inline, Item, Link, List, Picture, Run, Table};
pub use date::Date;
pub use locator::Locator;
pub use part::Part;
pub use place::{Place, Span};
pub use reading::Length;
pub use section::Section;
pub use source::{Source, SourceKind};
pub use status::{Reckoning, Status};
pub use takeaway::{Evidence, Takeaway};
pub use texts::Texts;
pub use wording::Wording;

use crate::text::Foreign;

/// One article, checked: locators resolve, the headline is not empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The explicit `id` of the file, where it has one.
    pub id: Option<Foreign>,
    /// The headline.
    pub headline: Foreign,
    /// The dek: one or two sentences under the headline.
    pub summary: Option<Foreign>,
    /// Who wrote it.
    pub authors: Vec<Foreign>,
    /// Who published it.
    pub publisher: Option<Foreign>,
    /// When it was published.
    pub published: Option<Date>,
    /// When it was last changed by its publisher.
    pub updated: Option<Date>,
    /// When it was read or fetched.
    pub accessed: Option<Date>,
    /// Where it stands.
    pub url: Option<Foreign>,
    /// BCP 47 tag.
    pub language: Option<Foreign>,
    /// Subjects.
    pub topics: Vec<Foreign>,
    /// Agencies that it is about.
    pub agencies: Vec<Foreign>,
    /// Places that it is about.
    pub places: Vec<Foreign>,
    /// The id of the article that this one translates.
    pub translation_of: Option<Foreign>,
    /// The state of the policy, as recorded.
    pub status: Option<Status>,
    /// The lead picture.
    pub image: Option<Picture>,
    /// Key takeaways, in order.
    pub takeaways: Vec<Takeaway>,
    /// Sections in reading order, nested ones after the one that holds them.
    pub sections: Vec<Section>,
    /// Cited works, in order.
    pub sources: Vec<Source>,
    /// Acronyms and their expansions, in the file's order.
    pub terms: Vec<Term>,
    /// Dated events, in the file's order.
    pub events: Vec<Event>,
    /// Lints that this file is known to break, and why.
    pub expect: Vec<Expectation>,
}

/// An acronym or term with its expansion, as the file records it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As written in the text: `LVMPD`.
    pub term: Foreign,
    /// What it stands for.
    pub expansion: Foreign,
}

/// A dated event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub date: Date,
    /// What happened.
    pub label: Foreign,
}

/// A lint that the file is known to break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// The lint's code: `headline-not-in-body`.
    pub rule: Foreign,
    /// Why it is so.
    pub reason: Foreign,
}

impl Article {
    /// The source that a footnote or evidence entry names by id.
    #[must_use]
    pub fn source_by_id(&self, id: &str) -> Option<usize> {
        self.sources.iter().position(|source| source.id.as_ref().is_some_and(|own| own.raw() == id))
    }

    /// Whether the article has the part that a locator names.
    #[must_use]
    pub fn has(&self, locator: Locator) -> bool {
        let within = |number: usize, count: usize| (1..=count).contains(&number);
        match locator {
            Locator::Takeaway(n) => within(n, self.takeaways.len()),
            Locator::Section(s) => within(s, self.sections.len()),
            Locator::Block(s, b) => {
                self.sections.get(s.wrapping_sub(1)).is_some_and(|section| within(b, section.blocks.len()))
            }
            Locator::Source(n) => within(n, self.sources.len()),
        }
    }

    /// The block at 0-based `section` and `block`.
    #[must_use]
    pub fn block(&self, section: usize, block: usize) -> Option<&Block> {
        self.sections.get(section)?.blocks.get(block)
    }
}
