//! Query → tantivy: for one kind of unit, or for articles as sets of rows.
//!
//! A hit is a unit: a takeaway, a headline, a text. The words of a query must all be in the unit; what the query says of the
//! article (`topic:`, `after:`, a word in another field) is asked of its row, as a set. A list asks articles: then each word
//! may be anywhere in them.

use std::ops::Bound;
use std::sync::Arc;

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, DisjunctionMaxQuery, EmptyQuery, InvertedIndexRangeQuery, Occur,
    PhrasePrefixQuery, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::collect::Rows;
use super::columns::Column;
use super::index::Searchers;
use super::phrases::Phrases;
use super::set::{InRows, RowSet};
use super::snapshot::Snapshot;
use crate::library::{Traits, when};
use crate::search::hit::Kind;
use crate::search::query::{self, Has, How, Meta, MetaField, Node, Pattern, Text};
use crate::text::clean;
use crate::text::stem::Language;
use crate::text::words::folded_words;

/// Letters that a beginning must have to be looked for in the text of articles, where one or two would mean nearly all words.
const BEGINNING: usize = 3;
/// Words that the last word of a phrase may go on to.
const EXPANSIONS: u32 = 10_000;

/// Makes queries for the index of a snapshot.
pub(super) struct Compiler<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) searchers: &'a Searchers,
    pub(super) languages: &'a [Language],
}

impl Compiler<'_> {
    /// The units of a kind that a query means.
    pub(super) fn units(&self, node: &Node, kind: Kind) -> tantivy::Result<Box<dyn Query>> {
        Ok(match node {
            Node::All => Box::new(AllQuery),
            Node::And(nodes) => self.all(nodes, kind)?,
            Node::Or(nodes) => {
                let any = nodes.iter().map(|node| Ok((Occur::Should, self.units(node, kind)?)));
                Box::new(BooleanQuery::new(any.collect::<tantivy::Result<_>>()?))
            }
            Node::Not(_) => self.all(std::slice::from_ref(node), kind)?,
            Node::Text(text) if text.within.covers(kind.within()) => self.text(text, kind),
            Node::Text(_) | Node::Meta(_) => self.in_rows(self.rows(node)?),
        })
    }

    fn all(&self, nodes: &[Node], kind: Kind) -> tantivy::Result<Box<dyn Query>> {
        let mut clauses = Vec::with_capacity(nodes.len() + 1);
        for node in nodes {
            clauses.push(match node {
                // What is ruled out is ruled out with its article, as in a list: who types -marine wants none about the sea.
                Node::Not(inner) => (Occur::MustNot, self.in_rows(self.rows(inner)?)),
                node => (Occur::Must, self.units(node, kind)?),
            });
        }
        if !clauses.iter().any(|(occur, _)| *occur == Occur::Must) {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    pub(super) fn in_rows(&self, set: RowSet) -> Box<dyn Query> {
        Box::new(InRows { set: Arc::new(set), numbers: Arc::clone(&self.snapshot.numbers) })
    }

    /// A text in the units of a kind.
    fn text(&self, text: &Text, kind: Kind) -> Box<dyn Query> {
        let field = self.field(kind);
        if let Some(begun) = short(text).filter(|_| kind != Kind::Paragraph) {
            return begun_or_whole(begun, field, kind);
        }
        let mut ways: Vec<Box<dyn Query>> = Vec::new();
        for way in query::Query::alternatives(text, self.languages) {
            let weight = way.weight / share(text, &way.how);
            if let Some(query) = how(way.how, field, kind) {
                ways.push(Box::new(BoostQuery::new(query, weight)));
            }
        }
        match ways.len() {
            0 => Box::new(EmptyQuery),
            1 => ways.pop().unwrap_or_else(|| Box::new(EmptyQuery)),
            _ => Box::new(DisjunctionMaxQuery::new(ways)),
        }
    }

    fn field(&self, kind: Kind) -> Field {
        let fields = self.searchers.fields;
        fields.texts.of(kind).map_or(fields.points.text, |(field, _)| field)
    }

    /// The articles that a query means, wherever in them the words are.
    pub(super) fn rows(&self, node: &Node) -> tantivy::Result<RowSet> {
        let count = self.snapshot.library.len();
        Ok(match node {
            Node::All => RowSet::all(count),
            Node::And(nodes) => {
                let mut set = RowSet::all(count);
                for node in nodes {
                    set = set.and(&self.rows(node)?);
                }
                set
            }
            Node::Or(nodes) => {
                let mut set = RowSet::none(count);
                for node in nodes {
                    set = set.or(&self.rows(node)?);
                }
                set
            }
            Node::Not(node) => self.rows(node)?.complement(),
            Node::Text(text) => self.text_rows(text)?,
            Node::Meta(meta) => meta_rows(self.snapshot, meta),
        })
    }

    fn text_rows(&self, text: &Text) -> tantivy::Result<RowSet> {
        let mut set = RowSet::none(self.snapshot.library.len());
        for kind in Kind::ALL.into_iter().filter(|kind| text.within.covers(kind.within())) {
            let rows = Rows { numbers: Arc::clone(&self.snapshot.numbers), rows: self.snapshot.library.len() };
            set = set.or(&self.searcher(kind).search(&self.text(text, kind), &rows)?);
        }
        Ok(set)
    }

    pub(super) fn searcher(&self, kind: Kind) -> &Searcher {
        if kind == Kind::Takeaway { &self.searchers.points } else { &self.searchers.texts }
    }
}

/// The articles of which a file records so much, or the reader made it.
pub(super) fn meta_rows(snapshot: &Snapshot, meta: &Meta) -> RowSet {
    let library = &snapshot.library;
    let rows = library.rows();
    match meta {
        Meta::From(date) => RowSet::of(rows, |row| row.when >= when(Some(date))),
        Meta::Until(date) => RowSet::of(rows, |row| row.when > 0 && row.when < when(Some(date))),
        Meta::Has(has) => has_it(snapshot, *has),
        Meta::Reading(reading) => snapshot.joined().reading(*reading, rows),
        Meta::Note(pattern) => snapshot.joined().noted(pattern, &snapshot.languages),
        Meta::Is { field: MetaField::Tag, words, prefix } => {
            snapshot.joined().tagged_so(|tag| has_words(tag, words, *prefix))
        }
        Meta::Is { field: MetaField::Id, words, prefix } => {
            let mut set = RowSet::none(rows.len());
            let has = |index: &usize| library.id(*index).is_some_and(|id| has_words(&clean::line(&id), words, *prefix));
            (0..library.len()).filter(has).for_each(|index| set.insert(index));
            set
        }
        Meta::Is { field, words, prefix } => {
            let Some(column) = column(*field) else { return RowSet::none(rows.len()) };
            snapshot.columns().rows(column, rows.len(), |value| has_words(value, words, *prefix))
        }
    }
}

/// Whether all units of a kind that match do so equally well.
pub(super) fn is_uniform(node: &Node, kind: Kind) -> bool {
    match node {
        Node::Text(text) => kind != Kind::Paragraph && text.within.covers(kind.within()) && short(text).is_some(),
        Node::Meta(_) | Node::All | Node::Not(_) => true,
        Node::And(_) | Node::Or(_) => false,
    }
}

fn column(field: MetaField) -> Option<Column> {
    match field {
        MetaField::Topic => Some(Column::Topic),
        MetaField::Agency => Some(Column::Agency),
        MetaField::Place => Some(Column::Place),
        MetaField::Author => Some(Column::Author),
        MetaField::Publisher => Some(Column::Publisher),
        MetaField::Lang => Some(Column::Language),
        MetaField::Status => Some(Column::Status),
        MetaField::Id | MetaField::Tag => None,
    }
}

fn has_it(snapshot: &Snapshot, has: Has) -> RowSet {
    let rows = snapshot.library.rows();
    let with = |traits| RowSet::of(rows, |row| row.traits.has(traits));
    match has {
        Has::Evidence => with(Traits::EVIDENCE),
        Has::Image => with(Traits::IMAGE),
        Has::Summary => with(Traits::SUMMARY),
        Has::Takeaways => with(Traits::TAKEAWAYS),
        Has::Sources => with(Traits::SOURCES),
        Has::Status => with(Traits::STATUS),
        Has::Date => RowSet::of(rows, |row| row.when > 0),
        Has::Notes => snapshot.joined().notes.clone(),
        Has::Highlights => snapshot.joined().highlights.clone(),
        Has::Tags => snapshot.joined().tagged.clone(),
    }
}

/// Whether a value has these words one after the other, the last of them maybe only begun.
fn has_words(value: &str, words: &[String], prefix: bool) -> bool {
    // Parted as those of the query were.
    let own = folded_words(value);
    let Some((last, first)) = words.split_last() else { return false };
    own.windows(words.len()).any(|window| {
        let ends = window.last().is_some_and(|word| if prefix { word.starts_with(last) } else { word == last });
        ends && window.iter().zip(first).all(|(own, word)| own == word)
    })
}

/// The beginning of a word that is too short to have forms of its own.
fn short(text: &Text) -> Option<&str> {
    match &text.pattern {
        Pattern::Word { folded, prefix: true } => Some(folded.as_str()).filter(|it| it.chars().count() < BEGINNING),
        _ => None,
    }
}

/// Words that begin so, the one that is no longer than that first. Nearly every text has some: one pass over them all is what
/// there is time for between two keys.
fn begun_or_whole(begun: &str, field: Field, kind: Kind) -> Box<dyn Query> {
    let whole = TermQuery::new(Term::from_field_text(field, begun), IndexRecordOption::WithFreqs);
    let begun = prefix(begun, field, kind).unwrap_or_else(|| Box::new(EmptyQuery));
    Box::new(BooleanQuery::new(vec![(Occur::Must, begun), (Occur::Should, Box::new(whole))]))
}

/// What the score of one way is divided by. A phrase scores as the sum of its words; where it stands for one word that was typed,
/// it must not count for more than that.
fn share(text: &Text, how: &How) -> f32 {
    match (&text.pattern, how) {
        // One that the index knows whole scores as one word.
        (Pattern::Acronym { .. }, How::Phrase { tokens, .. }) if Phrases::field().token(tokens).is_none() => {
            (0..tokens.len()).map(|_| 1.0).sum::<f32>().max(1.0)
        }
        _ => 1.0,
    }
}

/// One way of matching, as tantivy asks for it; none where it is not looked for in texts of this kind.
fn how(how: How, field: Field, kind: Kind) -> Option<Box<dyn Query>> {
    let term = |token: &str| Term::from_field_text(field, token);
    let token = |token: &str| -> Box<dyn Query> { Box::new(TermQuery::new(term(token), IndexRecordOption::WithFreqs)) };
    match how {
        How::Token(one) => Some(token(&one)),
        How::Prefix(begun) => prefix(&begun, field, kind),
        How::Phrase { tokens, prefix_last } => match (tokens.as_slice(), prefix_last) {
            ([], _) => None,
            ([one], false) => Some(token(one)),
            ([one], true) => prefix(one, field, kind),
            (many, false) => Some(match Phrases::field().token(many) {
                Some(whole) => token(whole),
                None => Box::new(PhraseQuery::new(many.iter().map(|one| term(one)).collect())),
            }),
            (many, true) => {
                let mut query = PhrasePrefixQuery::new(many.iter().map(|one| term(one)).collect());
                query.set_max_expansions(EXPANSIONS);
                Some(Box::new(query))
            }
        },
    }
}

fn prefix(begun: &str, field: Field, kind: Kind) -> Option<Box<dyn Query>> {
    if kind == Kind::Paragraph && begun.chars().filter(|c| c.is_alphanumeric()).count() < BEGINNING {
        return None;
    }
    // A range of the terms, which lie in order: to build an automaton for each key took longer than to walk it.
    let term = |text: &str| Term::from_field_text(field, text);
    let end = behind(begun).map_or(Bound::Unbounded, |end| Bound::Excluded(term(&end)));
    Some(Box::new(InvertedIndexRangeQuery::new(Bound::Included(term(begun)), end)))
}

/// What lies just behind all that begins so, in the order of bytes, which is that of characters. None where nothing does.
fn behind(begun: &str) -> Option<String> {
    let mut end = begun.to_owned();
    while let Some(last) = end.pop() {
        // Behind the last character before the surrogates comes the first one after them.
        let next = match u32::from(last) + 1 {
            0xD800 => char::from_u32(0xE000),
            next => char::from_u32(next),
        };
        if let Some(next) = next {
            end.push(next);
            return Some(end);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_ends_behind_all_that_begins_so() {
        for (begun, end) in [
            ("deport", Some("deporu")),
            ("a\u{7f}", Some("a\u{80}")),
            ("é", Some("ê")),
            ("x\u{d7ff}", Some("x\u{e000}")),
            ("a\u{10ffff}", Some("b")),
            ("\u{10ffff}", None),
            ("", None),
        ] {
            assert_eq!(behind(begun).as_deref(), end, "{begun}");
            let last = format!("{begun}\u{10ffff}\u{10ffff}");
            assert!(end.is_none_or(|end| begun < end && *last < *end), "{begun}");
        }
    }

    #[test]
    fn values_have_words_in_a_row() {
        for (value, typed, prefix, expected) in [
            ("sanctuary policy", "sanctuary", false, true),
            ("sanctuary policy", "policy", false, true),
            ("sanctuary policy", "sanctuary pol", true, true),
            ("sanctuary policy", "sanctuary pol", false, false),
            ("sanctuary policy", "policy sanctuary", false, false),
            ("Sanctuary Policy", "sanctuary policy", false, true),
            ("U.S. immigration", "u.s. immigration", false, true),
            ("U.S. immigration", "U.S. imm", true, true),
            ("", "x", true, false),
        ] {
            assert_eq!(has_words(value, &folded_words(typed), prefix), expected, "{value}: {typed}");
        }
    }
}
