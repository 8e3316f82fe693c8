//! The words of an article as numbers: each form is folded, stemmed and weighed once.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use serde::Deserialize;

use crate::text::stem::Language;
use crate::text::words::{Word, folded_words};

/// The lists, as they are written.
const LISTS: &str = include_str!("../words.toml");

/// A stem, as a number.
pub(super) type Stem = u32;

/// What is known of a form of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// The form.
    pub(super) number: u32,
    /// Its stem.
    pub(super) stem: Stem,
    /// Its kind.
    pub(super) kind: Kind,
}

/// How much a word says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing: *the*, *of*, *said*.
    Function,
    /// Little: every second article of the field has it.
    Everyday,
    /// What it says.
    Plain,
}

/// The file of lists.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Function words, by language.
    function: HashMap<String, String>,
    /// English.
    everyday: String,
    /// English: words of one group mean nearly the same.
    groups: Vec<String>,
}

/// The lists, ready to be asked.
struct Lists {
    function: HashMap<String, HashSet<String>>,
    /// By stem.
    everyday: HashSet<String>,
    /// By stem, the groups that it stands in.
    groups: HashMap<String, Vec<usize>>,
}

/// Every word of an article.
pub(super) struct Vocabulary {
    language: Option<Language>,
    forms: HashMap<String, Form>,
    stems: HashMap<String, Stem>,
    /// The stems by number.
    written: Vec<String>,
}

impl Vocabulary {
    /// An empty one, for texts of a language.
    pub(super) fn new(language: Option<Language>) -> Self {
        Self { language, forms: HashMap::new(), stems: HashMap::new(), written: Vec::new() }
    }

    /// What is known of a word.
    pub(super) fn form(&mut self, word: &Word<'_>) -> Form {
        match word.acronym {
            Some(acronym) => self.acronym(acronym, word.folded),
            None => self.known(word.folded, Self::weighed),
        }
    }

    /// What is known of an acronym, given as written and folded. It is never an everyday word, and `US` is not *us*.
    pub(super) fn acronym(&mut self, acronym: &str, folded: &str) -> Form {
        self.known(acronym, |vocabulary, acronym| match vocabulary.weighed(folded) {
            (_, Kind::Function) => (vocabulary.stem(acronym), Kind::Plain),
            (stem, _) => (stem, Kind::Plain),
        })
    }

    fn known(&mut self, written: &str, weigh: impl FnOnce(&mut Self, &str) -> (Stem, Kind)) -> Form {
        if let Some(form) = self.forms.get(written) {
            return *form;
        }
        let (stem, kind) = weigh(self, written);
        let number = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        let form = Form { number, stem, kind };
        self.forms.insert(written.to_owned(), form);
        form
    }

    fn weighed(&mut self, folded: &str) -> (Stem, Kind) {
        let stem = self.language.map_or(Cow::Borrowed(folded), |language| language.stem(folded));
        let lists = lists();
        let of_language = self.language.and_then(|language| lists.function.get(language.code()));
        let kind = if of_language.is_some_and(|words| words.contains(folded)) {
            Kind::Function
        } else if self.language == Some(Language::English) && lists.everyday.contains(stem.as_ref()) {
            Kind::Everyday
        } else {
            Kind::Plain
        };
        (self.stem(&stem), kind)
    }

    /// The number of a stem.
    fn stem(&mut self, written: &str) -> Stem {
        if let Some(stem) = self.stems.get(written) {
            return *stem;
        }
        let stem = Stem::try_from(self.written.len()).unwrap_or(Stem::MAX);
        self.stems.insert(written.to_owned(), stem);
        self.written.push(written.to_owned());
        stem
    }

    /// All stems with their numbers.
    pub(super) fn stems(&self) -> impl Iterator<Item = (Stem, &str)> {
        (0..).zip(self.written.iter().map(String::as_str))
    }

    /// The groups that a stem stands in; none where the lists are of another language.
    pub(super) fn groups(&self, stem: &str) -> &'static [usize] {
        let english = self.language == Some(Language::English);
        lists().groups.get(stem).filter(|_| english).map_or(&[], Vec::as_slice)
    }
}

/// Whether a folded word is one of those that hold sentences together: *the*, *of*, *which*.
pub(crate) fn is_function_word(language: Option<Language>, folded: &str) -> bool {
    language.and_then(|language| lists().function.get(language.code())).is_some_and(|words| words.contains(folded))
}

/// Whether a folded English word is one that every second article of the field has.
pub(crate) fn is_everyday_word(folded: &str) -> bool {
    lists().everyday.contains(Language::English.stem(folded).as_ref())
}

fn lists() -> &'static Lists {
    static READ: OnceLock<Lists> = OnceLock::new();
    READ.get_or_init(|| {
        // The file is ours and a test reads it; a build without a readable one knows no lists and works.
        let file: File = toml::from_str(LISTS).unwrap_or_default();
        let stems = |text: &str| {
            folded_words(text).iter().map(|word| Language::English.stem(word).into_owned()).collect::<Vec<_>>()
        };
        let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, group) in file.groups.iter().enumerate() {
            for stem in stems(group) {
                groups.entry(stem).or_default().push(number);
            }
        }
        let function =
            file.function.iter().map(|(code, words)| (code.clone(), folded_words(words).into_iter().collect()));
        Lists { function: function.collect(), everyday: stems(&file.everyday).into_iter().collect(), groups }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::Splitter;

    fn kinds(text: &str, language: Option<Language>) -> Vec<Kind> {
        let mut vocabulary = Vocabulary::new(language);
        let mut kinds = Vec::new();
        Splitter::default().each(text, |word| kinds.push(vocabulary.form(word).kind));
        kinds
    }

    #[test]
    fn the_lists_are_read() {
        let file: File = toml::from_str(LISTS).unwrap();
        assert_eq!(file.function.len(), Language::ALL.len());
        assert!((40..=80).contains(&file.groups.len()), "{}", file.groups.len());
        for group in &file.groups {
            assert!(folded_words(group).len() >= 2, "{group}");
        }
    }

    #[test]
    fn words_are_weighed_by_kind() {
        use Kind::{Everyday, Function, Plain};
        assert_eq!(kinds("The governments US us", Some(Language::English)), [Function, Everyday, Plain, Function]);
        assert_eq!(kinds("los gobiernos", Some(Language::Spanish)), [Function, Plain]);
        assert_eq!(kinds("the government", None), [Plain, Plain]);
    }

    #[test]
    fn forms_share_a_stem_and_acronyms_are_no_function_words() {
        let mut vocabulary = Vocabulary::new(Some(Language::English));
        let mut forms = Vec::new();
        Splitter::default().each("raids raid NATO Nato US us", |word| forms.push(vocabulary.form(word)));
        assert_eq!(forms[0].stem, forms[1].stem);
        assert_ne!(forms[0].number, forms[1].number);
        assert_eq!(forms[2].stem, forms[3].stem);
        assert_ne!(forms[4].stem, forms[5].stem);
    }
}
