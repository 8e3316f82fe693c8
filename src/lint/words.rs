//! What several rules read: the article's own words, whole names, what acronyms stand for.

use std::borrow::Cow;

use crate::article::{Article, Block};
use crate::glossary::{Entry, Glossary};
use crate::insight::closest::is_function_word;
use crate::insight::terms;
use crate::text::stem::Language;
use crate::text::words::{Splitter, folded_words};

/// What can be looked for in a text, word by word.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Folded, in order.
    pub(super) folded: Vec<String>,
    /// For each word whether it begins with a capital, as written.
    capital: Vec<bool>,
}

impl Words {
    /// The words of some texts, as one text.
    pub(super) fn of<S: AsRef<str>>(texts: impl IntoIterator<Item = S>) -> Self {
        let (mut words, mut splitter) = (Self::default(), Splitter::default());
        for text in texts {
            let text = text.as_ref();
            splitter.each(text, |word| {
                words.folded.push(word.folded.to_owned());
                words.capital.push(text.get(word.at.clone()).is_some_and(|word| word.starts_with(char::is_uppercase)));
            });
        }
        words
    }

    /// Where some folded words stand behind each other first.
    pub(super) fn find(&self, words: &[String]) -> Option<usize> {
        if words.is_empty() {
            return None;
        }
        self.folded.windows(words.len()).position(|here| here == words)
    }

    /// Whether names in capitals stand behind each other whose initials are these: *Las Vegas Metropolitan Police
    /// Department* for `LVMPD`. Small words between them have no initial.
    pub(super) fn have_initials(&self, acronym: &str) -> bool {
        let acronym = acronym.to_lowercase();
        let mut initials = String::new();
        for (word, capital) in self.folded.iter().zip(&self.capital) {
            if *capital {
                initials.extend(word.chars().next());
            } else if !is_function_word(Some(Language::English), word) {
                if initials.contains(&acronym) {
                    return true;
                }
                initials.clear();
            }
        }
        initials.contains(&acronym)
    }
}

/// What the article says itself, but its headline: dek, caption, takeaways, terms, headings, blocks.
pub(super) fn own_texts(article: &Article) -> impl Iterator<Item = String> {
    let summary = article.summary.iter().map(|text| text.raw().to_owned());
    let image = article.image.iter().flat_map(|image| [&image.alt, &image.caption]).flatten();
    let image = image.map(|text| text.raw().to_owned());
    let takeaways = article.takeaways.iter().map(|takeaway| takeaway.text.raw().to_owned());
    let terms = article.terms.iter().map(|term| format!("{} {}", term.term.raw(), term.expansion.raw()));
    summary.chain(image).chain(takeaways).chain(terms).chain(text(article))
}

/// Headings and blocks, in order.
pub(super) fn text(article: &Article) -> impl Iterator<Item = String> {
    article.sections.iter().flat_map(|section| {
        let heading = section.heading.iter().map(|heading| heading.raw().to_owned());
        heading.chain(section.blocks.iter().map(|block| block.shown().into_string()))
    })
}

/// Whether there is a text that could say anything.
pub(super) fn has_text(article: &Article) -> bool {
    article.sections.iter().flat_map(|section| &section.blocks).any(|block| !matches!(block, Block::Break))
}

/// Whether letters are a number: `XIV`.
pub(super) fn is_roman(letters: &str) -> bool {
    letters.chars().all(|c| "IVXLCDM".contains(c))
}

/// The language of an article; English where it says none.
pub(super) fn language(article: &Article) -> Option<Language> {
    Language::from_tag(article.language.as_ref().map_or("en", |tag| tag.raw()))
}

/// What acronyms stand for, in folded words: as the article has it, then as the field has it.
pub(super) struct Expansions(Vec<(String, Vec<String>)>);

impl Expansions {
    /// Those of an article.
    pub(super) fn of(article: &Article) -> Self {
        let own = terms::terms(article);
        Self(own.iter().map(|term| (term.term.raw().to_owned(), folded_words(term.expansion.raw()))).collect())
    }

    /// The wordings of one.
    pub(super) fn wordings<'a>(&'a self, acronym: &'a str) -> impl Iterator<Item = Cow<'a, [String]>> {
        let own = self.0.iter().filter(move |(term, _)| term == acronym).map(|(_, words)| words.as_slice());
        own.chain(Glossary::field().expansions(acronym).flat_map(Entry::wordings)).map(Cow::Borrowed)
    }
}
