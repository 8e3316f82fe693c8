//! A query in its plainest spelling, that reads back as the same query: two that mean the same in the same order print the
//! same, so history and saved searches can compare them.
//!
//! What [`expand`](super::expand) added is not printed: reading adds it again.

use std::fmt::{self, Formatter, Write as _};

use super::{Meta, Node, Pattern, Query, Text};

impl fmt::Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let root = self.root.to_string();
        f.write_str(&root)?;
        // A last word that is whole says so by a space behind it.
        let begun = self.root.last_is_begun();
        if !begun && root.ends_with(|c: char| !matches!(c, '"' | ')')) { f.write_char(' ') } else { Ok(()) }
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => Ok(()),
            Self::And(nodes) => list(f, &nodes.iter().collect::<Vec<_>>(), " "),
            Self::Or(nodes) => {
                let typed: Vec<&Self> = nodes.iter().filter(|node| !node.is_added()).collect();
                list(f, &typed, if typed.len() > 1 { " or " } else { "" })
            }
            Self::Not(node) => write!(f, "-{}", grouped(node)),
            Self::Text(text) => text.fmt(f),
            Self::Meta(meta) => meta.fmt(f),
        }
    }
}

fn list(f: &mut Formatter<'_>, nodes: &[&Node], between: &str) -> fmt::Result {
    for (index, node) in nodes.iter().enumerate() {
        if index > 0 {
            f.write_str(between)?;
        }
        // A choice among others needs parentheses; what must all match needs none anywhere but under a minus.
        let choice = between == " " && matches!(node.typed(), Node::Or(_));
        if choice { write!(f, "({})", node.typed())? } else { write!(f, "{node}")? }
    }
    Ok(())
}

/// A node that a minus can stand before.
fn grouped(node: &Node) -> String {
    match node.typed() {
        node @ (Node::And(_) | Node::Or(_) | Node::Not(_)) => format!("({node})"),
        node => node.to_string(),
    }
}

impl Node {
    /// Whether `expand` added it.
    fn is_added(&self) -> bool {
        let Self::Text(text) = self else { return false };
        matches!(text.pattern, Pattern::Expansion { .. } | Pattern::Acronym { expand: false, .. })
    }

    /// The node without what was added above it.
    fn typed(&self) -> &Self {
        let Self::Or(nodes) = self else { return self };
        let mut typed = nodes.iter().filter(|node| !node.is_added());
        match (typed.next(), typed.next()) {
            (Some(only), None) => only.typed(),
            _ => self,
        }
    }

    /// Whether the last thing typed may only be begun.
    fn last_is_begun(&self) -> bool {
        match self.typed() {
            Self::And(nodes) | Self::Or(nodes) => {
                nodes.iter().rfind(|node| !node.is_added()).is_some_and(Self::last_is_begun)
            }
            Self::Not(node) => node.last_is_begun(),
            Self::Text(Text { pattern, .. }) | Self::Meta(Meta::Note(pattern)) => pattern.is_begun(),
            Self::Meta(Meta::Is { prefix, .. }) => *prefix,
            Self::All | Self::Meta(_) => false,
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(name) = self.within.name() {
            write!(f, "{name}:")?;
        }
        self.pattern.fmt(f)
    }
}

impl Pattern {
    /// Whether its last word may only be begun.
    fn is_begun(&self) -> bool {
        match self {
            Self::Word { prefix, .. } | Self::Acronym { prefix, .. } => *prefix,
            Self::Phrase { prefix_last, .. } => *prefix_last,
            Self::Expansion { .. } => false,
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word { folded, .. } => word(f, folded),
            Self::Acronym { written, .. } => word(f, written),
            Self::Phrase { words, prefix_last } => phrase(f, words, *prefix_last),
            Self::Expansion { .. } => Ok(()),
        }
    }
}

impl fmt::Display for Meta {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Is { field, words, prefix } => {
                write!(f, "{}:", field.name())?;
                match words.as_slice() {
                    [only] => word(f, only),
                    words => phrase(f, words, *prefix),
                }
            }
            Self::From(date) => write!(f, "after:{date}"),
            Self::Until(date) => write!(f, "before:{date}"),
            Self::Has(has) => write!(f, "has:{}", has.name()),
            Self::Reading(reading) => write!(f, "is:{}", reading.name()),
            Self::Note(pattern) => write!(f, "note:{pattern}"),
        }
    }
}

/// A word. The full stop keeps the word `or` from being the operator, and is not part of it.
fn word(f: &mut Formatter<'_>, word: &str) -> fmt::Result {
    if word.eq_ignore_ascii_case("or") {
        f.write_char('.')?;
    }
    f.write_str(word)
}

/// Words in this order: in quotation marks, or, where the last is only begun, joined by what separates words but not
/// pieces.
fn phrase(f: &mut Formatter<'_>, words: &[String], prefix_last: bool) -> fmt::Result {
    if prefix_last { f.write_str(&words.join("/")) } else { write!(f, "\"{}\"", words.join(" ")) }
}
