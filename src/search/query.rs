//! The query language (design 10): what a reader typed → what is to be found.
//!
//! | typed | finds |
//! |---|---|
//! | `asylum ban` | both words, each in any of its forms; the last may be only begun |
//! | `"credible fear"` | exactly these words in this order |
//! | `ICE` | the acronym or what it stands for, never "ice" |
//! | `-marine`, `or`, `( )` | without; either; together |
//! | `takeaway:` `headline:` `summary:` `section:` `source:` `text:` | a word, a phrase or a group, there only |
//! | `topic:` `agency:` `place:` `author:` `publisher:` `lang:` `status:` `id:` | what the file records |
//! | `after:2024-06` `before:1y` `in:2024` | by date of publication |
//! | `has:evidence` | articles that have it |
//! | `is:unread` `tag:` `note:` `has:notes` | what the reader made of them |
//!
//! Four steps, a file each: pieces with their places (`lex`), a tree (`parse`), what the glossary adds to it (`expand`), and
//! what need not be there (`function`). A tree is independent of any index: `alternatives` says for each of its texts which tokens would do, in the
//! alphabet of [`token`](super::token).
//!
//! What must not live here: the index, the disk, the clock (today is handed in), reading state itself: a tree only says what
//! is asked of it.

mod alternatives;
mod date;
mod expand;
mod field;
mod function;
mod lex;
mod parse;
mod print;
mod replace;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::article::Date;
use crate::diagnostic::Diagnostic;

pub use alternatives::{Alternative, How};
pub use field::{Has, MetaField, Reading, Within};

/// A query that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What was typed, as it was.
    pub typed: String,
    /// What it means.
    pub root: Node,
    /// The day that ages in it are counted from.
    today: Date,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Everything: nothing was asked.
    All,
    /// What all of them match: two or more.
    And(Vec<Self>),
    /// What any of them matches: two or more.
    Or(Vec<Self>),
    /// What it does not match.
    Not(Box<Self>),
    /// Words in a text.
    Text(Text),
    /// What is known of the article beside its texts.
    Meta(Meta),
}

/// Words to be found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Where it was typed, in bytes of [`Query::typed`].
    pub span: Range<usize>,
    /// Which texts are looked at.
    pub within: Within,
    /// What is looked for.
    pub pattern: Pattern,
}

/// What is looked for in a text. Words are folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// A word in any of its forms.
    Word {
        /// Folded.
        folded: String,
        /// Whether it may only be begun.
        prefix: bool,
    },
    /// An acronym, as written.
    Acronym {
        /// In capitals.
        written: String,
        /// Whether it may only be begun.
        prefix: bool,
        /// Whether what it stands for is looked for too. Not where the expansion was typed and this stands beside it.
        expand: bool,
    },
    /// Words in this order, in these forms.
    Phrase {
        /// Two or more, or one in quotation marks.
        words: Vec<String>,
        /// Whether the last may only be begun.
        prefix_last: bool,
    },
    /// An acronym whose article says that it stands for these words.
    Expansion {
        /// Two to eight.
        words: Vec<String>,
    },
}

/// What a file records about its article, or the reader made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meta {
    /// A value has these words in this order.
    Is {
        /// Which key.
        field: MetaField,
        /// Folded, one or more.
        words: Vec<String>,
        /// Whether the last may only be begun.
        prefix: bool,
    },
    /// Published on this day or later.
    From(Date),
    /// Published before this day.
    Until(Date),
    /// Has such a part.
    Has(Has),
    /// The reader stands so to it.
    Reading(Reading),
    /// Something that the reader noted about it has these words.
    Note(Pattern),
}

/// What a query may hold at most.
mod limit {
    /// Bytes.
    pub(super) const BYTES: usize = 4096;
    /// Words, phrases and conditions.
    pub(super) const TERMS: usize = 64;
    /// Parentheses and minus signs inside one another.
    pub(super) const DEPTH: usize = 16;
}

/// How much of it has been typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Typing {
    /// All of it: what is left open is a mistake.
    Finished,
    /// The reader goes on typing: what is half typed at the end is as if it were not there yet.
    Live,
}

impl Query {
    /// Reads a finished query.
    ///
    /// # Errors
    /// The first mistake, with its place in `typed` and the cure.
    pub fn parse(typed: &str, today: &Date) -> Result<Self, Diagnostic> {
        Self::read(typed, today, Typing::Finished)
    }

    /// Reads a query that is being typed: an open quotation mark runs to the end, and what is only begun (`topic:`, a `-`,
    /// an `or`, a `(`, half a date) is as if absent. Never fails where [`Query::parse`] does not.
    ///
    /// # Errors
    /// The first mistake that going on typing does not mend.
    pub fn live(typed: &str, today: &Date) -> Result<Self, Diagnostic> {
        Self::read(typed, today, Typing::Live)
    }

    fn read(typed: &str, today: &Date, typing: Typing) -> Result<Self, Diagnostic> {
        let root = function::left_out(expand::expanded(parse::parse(typed, today, typing)?));
        Ok(Self { typed: typed.to_owned(), root, today: today.clone() })
    }

    /// The same with another tree: a part of its own.
    #[must_use]
    pub fn with_root(&self, root: Node) -> Self {
        Self { root, ..self.clone() }
    }

    /// Whether nothing was asked: then everything matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.root == Node::All
    }

    /// Whether any words are to be found in a text: else there is nothing to rank by or to mark.
    #[must_use]
    pub fn has_text(&self) -> bool {
        let mut any = false;
        self.root.each_text(&mut |_, _| any = true);
        any
    }

    /// Whether anything is asked of reading state: else nobody need read that.
    #[must_use]
    pub fn asks_reading_state(&self) -> bool {
        self.root.asks_reading_state()
    }
}

impl Node {
    /// Every text of the tree in order, and whether it is asked for, not ruled out.
    pub fn each_text<'a>(&'a self, f: &mut impl FnMut(&'a Text, bool)) {
        self.walk(true, f);
    }

    fn walk<'a>(&'a self, positive: bool, f: &mut impl FnMut(&'a Text, bool)) {
        match self {
            Self::And(nodes) | Self::Or(nodes) => nodes.iter().for_each(|node| node.walk(positive, f)),
            Self::Not(node) => node.walk(!positive, f),
            Self::Text(text) => f(text, positive),
            Self::All | Self::Meta(_) => {}
        }
    }

    fn asks_reading_state(&self) -> bool {
        match self {
            Self::And(nodes) | Self::Or(nodes) => nodes.iter().any(Self::asks_reading_state),
            Self::Not(node) => node.asks_reading_state(),
            Self::Meta(meta) => match meta {
                Meta::Reading(_) | Meta::Note(_) => true,
                Meta::Is { field, .. } => *field == MetaField::Tag,
                Meta::Has(has) => has.is_of_reader(),
                Meta::From(_) | Meta::Until(_) => false,
            },
            Self::All | Self::Text(_) => false,
        }
    }

    /// All of them: flat, without what asks nothing.
    fn and(nodes: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Self::All => {}
                Self::And(inner) => flat.extend(inner),
                node => flat.push(node),
            }
        }
        Self::one_or(flat, Self::And)
    }

    /// Any of them, flat.
    fn or(nodes: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Self::All => {}
                Self::Or(inner) => flat.extend(inner),
                node => flat.push(node),
            }
        }
        Self::one_or(flat, Self::Or)
    }

    fn one_or(mut nodes: Vec<Self>, many: fn(Vec<Self>) -> Self) -> Self {
        if nodes.len() > 1 { many(nodes) } else { nodes.pop().unwrap_or(Self::All) }
    }
}
