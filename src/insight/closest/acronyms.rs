//! Acronyms that an article uses, with what they stand for: in a text that spells one out, it is as if it stood there, too.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::article::Article;
use crate::glossary::{Entry, Glossary};
use crate::insight::terms;
use crate::text::Clean;
use crate::text::fold::fold;
use crate::text::words::{Splitter, folded_words};

/// An acronym.
#[derive(Clone, Debug)]
pub(super) struct Acronym {
    /// As written.
    pub(super) written: String,
    /// Folded.
    pub(super) folded: String,
}

/// The acronyms of an article.
#[derive(Debug, Default)]
pub(super) struct Acronyms {
    /// By the first word of what they stand for: all its words, and the acronym.
    by_first: HashMap<String, Vec<(Vec<String>, Acronym)>>,
}

impl Acronyms {
    /// What the acronyms of some texts stand for, by the article's own words or those of the field.
    pub(super) fn of<'a>(article: &Article, texts: impl Iterator<Item = &'a Clean>) -> Self {
        let mut used: BTreeSet<String> = BTreeSet::new();
        let mut splitter = Splitter::default();
        for text in texts {
            splitter.each(text, |word| {
                if let Some(acronym) = word.acronym.filter(|acronym| !used.contains(*acronym)) {
                    used.insert(acronym.to_owned());
                }
            });
        }
        let mut acronyms = Self::default();
        if used.is_empty() {
            return acronyms;
        }
        let own = terms::terms(article);
        for term in own.iter().filter(|term| used.contains(term.term.raw())) {
            acronyms.add(term.term.raw(), folded_words(term.expansion.raw()));
        }
        for term in &used {
            for wording in Glossary::field().expansions(term).flat_map(Entry::wordings) {
                acronyms.add(term, wording.to_vec());
            }
        }
        acronyms
    }

    fn add(&mut self, acronym: &str, words: Vec<String>) {
        let Some(first) = words.first().cloned().filter(|_| words.len() > 1) else { return };
        let acronym = Acronym { written: acronym.to_owned(), folded: fold(acronym) };
        let known = self.by_first.entry(first).or_default();
        if !known.iter().any(|(other, same)| *other == words && same.written == acronym.written) {
            known.push((words, acronym));
        }
    }

    /// Hands on each acronym that is spelled out among the folded words of a text, and which words those are.
    pub(super) fn each(&self, folded: &[String], mut f: impl FnMut(&Acronym, Range<usize>)) {
        if self.by_first.is_empty() {
            return;
        }
        for (at, word) in folded.iter().enumerate() {
            for (words, acronym) in self.by_first.get(word).into_iter().flatten() {
                let range = at..at + words.len();
                if folded.get(range.clone()).is_some_and(|here| here == words.as_slice()) {
                    f(acronym, range);
                }
            }
        }
    }
}
