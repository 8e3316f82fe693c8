//! Footnotes of the article, numbered on from its sources, so that a mark in brackets means one thing only.

use std::collections::HashMap;

use crate::article::{Article, Block, Part};

/// Stands for the body where it does not matter which.
const ANYWHERE: usize = usize::MAX;

/// Where each footnote stands, by the body that it belongs to and its name.
#[derive(Debug, Default)]
pub(super) struct Notes<'a>(HashMap<(usize, &'a str), Note>);

/// A footnote.
#[derive(Clone, Copy, Debug)]
pub(super) struct Note {
    /// Its number.
    pub(super) number: usize,
    /// Where it stands.
    pub(super) part: Part,
}

impl<'a> Notes<'a> {
    /// Numbers the footnotes in document order.
    pub(super) fn of(article: &'a Article) -> Self {
        let mut notes = HashMap::new();
        let mut number = article.sources.len();
        for (section, own) in article.sections.iter().enumerate() {
            for (block, footnote) in own.blocks.iter().enumerate() {
                if let Block::Footnote(footnote) = footnote {
                    number += 1;
                    let note = Note { number, part: Part::Block(section, block) };
                    let name = footnote.name.raw();
                    notes.entry((body(article, section), name)).or_insert(note);
                    notes.entry((ANYWHERE, name)).or_insert(note);
                }
            }
        }
        Self(notes)
    }

    /// The footnote of that name in the body that `section` belongs to, else the first of that name.
    pub(super) fn get(&self, article: &Article, section: usize, name: &str) -> Option<Note> {
        self.0.get(&(body(article, section), name)).or_else(|| self.0.get(&(ANYWHERE, name))).copied()
    }
}

/// The section whose body holds `section`: itself, unless it is nested.
fn body(article: &Article, section: usize) -> usize {
    let nested = |at: &usize| article.sections.get(*at).is_some_and(|own| own.nested);
    (0..=section).rev().find(|at| !nested(at)).unwrap_or(0)
}
