//! Which notes a query means: the query language, asked of what the reader wrote.
//!
//! Words without a field are looked for in the note itself: what it quotes, what was written, the headline and the tags of its
//! article. `note:`, `has:notes`, `has:highlights` and `is:noted` are about the note too. Every other field is about its article, and the index
//! answers it; what is in no library has none of these.

use std::collections::HashSet;

use rayon::prelude::*;

use super::ask::{AskError, Source, read};
use super::scan::Stop;
use super::snapshot::Snapshot;
use crate::article::Date;
use crate::reading::{Noted, identity};
use crate::search::marks::AnyLanguage;
use crate::search::query::{Has, Meta, Node, Pattern, Query, Reading, Text, Within};
use crate::search::token::Tools;
use crate::text::fnv::BuildFnv;

/// Notes that one thread looks at.
const SHARE: usize = 256;

/// For each note whether a query means it. `live`: whether the query is still being typed.
///
/// # Errors
/// See [`AskError`].
pub fn noted(
    snapshot: &Snapshot,
    (typed, live): (&str, bool),
    today: &Date,
    notes: &[Noted],
    stop: Stop<'_>,
) -> Result<Vec<bool>, AskError> {
    let query = read(typed, live, today)?;
    Judge { snapshot, query: &query, notes, stop }.node(&query.root)
}

struct Judge<'a> {
    snapshot: &'a Snapshot,
    query: &'a Query,
    notes: &'a [Noted],
    stop: Stop<'a>,
}

impl Judge<'_> {
    fn node(&self, node: &Node) -> Result<Vec<bool>, AskError> {
        let each = |nodes: &[Node]| nodes.iter().map(|node| self.node(node)).collect::<Result<Vec<_>, _>>();
        let join = |sets: Vec<Vec<bool>>, start: bool, join: fn(bool, bool) -> bool| {
            let all = vec![start; self.notes.len()];
            sets.into_iter().fold(all, |all, set| all.into_iter().zip(set).map(|(a, b)| join(a, b)).collect())
        };
        Ok(match node {
            Node::All | Node::Meta(Meta::Reading(Reading::Noted)) => vec![true; self.notes.len()],
            Node::And(nodes) => join(each(nodes)?, true, |a, b| a && b),
            Node::Or(nodes) => join(each(nodes)?, false, |a, b| a || b),
            Node::Not(node) => self.node(node)?.into_iter().map(|has| !has).collect(),
            Node::Text(Text { within: Within::Anywhere, pattern, .. }) => self.words(pattern, Self::texts),
            Node::Meta(Meta::Note(pattern)) => self.words(pattern, |_, noted| vec![noted.note.body.clone()]),
            Node::Meta(Meta::Has(Has::Notes)) => self.each(|noted| !noted.note.body.is_empty()),
            Node::Meta(Meta::Has(Has::Highlights)) => self.each(|noted| noted.note.colour.is_some()),
            Node::Text(_) | Node::Meta(_) => self.articles(node)?,
        })
    }

    fn each(&self, has: impl Fn(&Noted) -> bool) -> Vec<bool> {
        self.notes.iter().map(has).collect()
    }

    /// The texts of a note: each may have all words of a pattern.
    fn texts(&self, noted: &Noted) -> Vec<String> {
        let quote = noted.note.anchor.as_ref().map(|anchor| anchor.exact.clone()).unwrap_or_default();
        let kept = self.snapshot.reading.of_path(identity::path_hash(&noted.article.path));
        let tags = kept.map(|line| line.tags.join(" ")).unwrap_or_default();
        vec![quote, noted.note.body.clone(), noted.article.headline.clone(), tags]
    }

    /// The notes of which a text has these words.
    fn words(&self, pattern: &Pattern, texts: fn(&Self, &Noted) -> Vec<String>) -> Vec<bool> {
        let words = AnyLanguage::new(pattern, &self.snapshot.languages);
        let has = |tools: &mut Tools, noted: &Noted| texts(self, noted).iter().any(|text| words.are_in(text, tools));
        self.notes.par_iter().with_min_len(SHARE).map_init(Tools::for_a_line, has).collect()
    }

    /// The notes of the articles that a part of the query means.
    fn articles(&self, node: &Node) -> Result<Vec<bool>, AskError> {
        let query = self.query.with_root(node.clone());
        let set = Source::of(self.snapshot, &query, self.stop).rows(&query)?;
        let rows = self.snapshot.library.rows();
        let paths = rows.iter().enumerate().filter(|(at, _)| set.has(*at)).map(|(_, row)| row.path);
        let meant: HashSet<u64, BuildFnv> = paths.map(|path| self.snapshot.reading.kept_path(path)).collect();
        Ok(self.each(|noted| meant.contains(&identity::path_hash(&noted.article.path))))
    }
}
