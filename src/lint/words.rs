//! What several rules read: the article's own words, whole names, what acronyms stand for.

use std::collections::{BTreeSet, HashMap};

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

    /// The initials of names in capitals that stand behind each other, a run each: *Las Vegas Metropolitan Police Department*.
    /// Small words between them have no initial.
    fn runs(&self) -> Vec<Vec<char>> {
        let mut runs = vec![Vec::new()];
        for (word, capital) in self.folded.iter().zip(&self.capital) {
            if !*capital && !is_function_word(Some(Language::English), word) {
                runs.push(Vec::new());
            } else if let Some(run) = runs.last_mut().filter(|_| *capital) {
                run.extend(word.chars().next());
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }
}

/// In which of some texts acronyms are first spelled out. All of them are looked for in one pass: a file may have as many
/// acronyms as it has words.
pub(super) struct Spelled<'a> {
    expansions: &'a Expansions,
    /// By the words that they stand for.
    wordings: HashMap<&'a [String], Option<usize>>,
    /// By the initials of names, in small letters.
    initials: HashMap<String, Option<usize>>,
}

/// Words of an expansion that is looked for, at most.
const LONGEST: usize = 40;

impl<'a> Spelled<'a> {
    /// Of some acronyms.
    pub(super) fn of<'b>(
        acronyms: impl IntoIterator<Item = &'b str>,
        expansions: &'a Expansions,
        texts: &[&Words],
    ) -> Self {
        let mut spelled = Self { expansions, wordings: HashMap::new(), initials: HashMap::new() };
        for acronym in acronyms {
            spelled.wordings.extend(expansions.wordings(acronym).map(|wording| (wording, None)));
            spelled.initials.insert(acronym.to_lowercase(), None);
        }
        spelled.wordings.retain(|wording, _| (1..=LONGEST).contains(&wording.len()));
        // How long those are that begin with a word.
        let mut lengths: HashMap<&str, BTreeSet<usize>> = HashMap::new();
        for wording in spelled.wordings.keys() {
            if let Some(first) = wording.first() {
                lengths.entry(first).or_default().insert(wording.len());
            }
        }
        let letters: BTreeSet<usize> = spelled.initials.keys().map(|acronym| acronym.chars().count()).collect();
        for (index, text) in texts.iter().enumerate() {
            for (at, word) in text.folded.iter().enumerate() {
                for length in lengths.get(word.as_str()).into_iter().flatten() {
                    let here = text.folded.get(at..at + length);
                    if let Some(first) = here.and_then(|here| spelled.wordings.get_mut(here)) {
                        first.get_or_insert(index);
                    }
                }
            }
            for run in text.runs() {
                for initials in letters.iter().filter(|length| **length > 0).flat_map(|length| run.windows(*length)) {
                    if let Some(first) = spelled.initials.get_mut(&initials.iter().collect::<String>()) {
                        first.get_or_insert(index);
                    }
                }
            }
        }
        spelled
    }

    /// The first text that has the words of an acronym.
    pub(super) fn in_words(&self, acronym: &str) -> Option<usize> {
        self.expansions.wordings(acronym).filter_map(|wording| *self.wordings.get(wording)?).min()
    }

    /// The first text that has names with these initials.
    pub(super) fn in_initials(&self, acronym: &str) -> Option<usize> {
        *self.initials.get(&acronym.to_lowercase())?
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

/// What acronyms stand for, in folded words: as the article has it, then as the field and the reader's own glossary have it.
pub(super) struct Expansions(HashMap<String, Vec<Vec<String>>>);

impl Expansions {
    /// Those of an article. What it says of a plural it says of the singular, too.
    pub(super) fn of(article: &Article) -> Self {
        let mut expansions: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for term in terms::terms(article) {
            let (acronym, wording) = (term.term.raw(), folded_words(term.expansion.raw()));
            if let Some(singular) = terms::singular(acronym) {
                expansions.entry(singular.to_owned()).or_default().push(wording.clone());
            }
            expansions.entry(acronym.to_owned()).or_default().push(wording);
        }
        Self(expansions)
    }

    /// The wordings of one.
    pub(super) fn wordings(&self, acronym: &str) -> impl Iterator<Item = &[String]> {
        let own = self.0.get(acronym).into_iter().flatten().map(Vec::as_slice);
        own.chain(Glossary::known().expansions(acronym).flat_map(Entry::wordings))
    }
}
