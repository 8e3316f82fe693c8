//! What an acronym means in an article, and who says so.
//!
//! The article's word comes first: what its file records, then what its text defines; then the reader's own glossary, then that
//! of the field. All meanings are given: which of two is meant a reader sees, and a program does not.

use std::collections::HashSet;

use super::terms::terms;
use crate::article::{Article, Texts};
use crate::glossary::Glossary;
use crate::text::fold::fold;
use crate::text::segment;

/// Who says what an acronym means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The file, under `[terms]`.
    Recorded,
    /// The article's own text.
    Defined,
    /// The reader's own glossary.
    Own,
    /// The glossary of the field.
    Field,
}

impl Origin {
    /// How that is said.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Recorded => "recorded in this article's file",
            Self::Defined => "defined in this article's text",
            Self::Own => "your glossary",
            Self::Field => "glossary of the field",
        }
    }
}

/// A meaning of an acronym. Texts may be foreign: they are as the file has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// What it stands for.
    pub expansion: String,
    /// Who says so, first the article.
    pub origins: Vec<Origin>,
    /// What that is, in a sentence.
    pub definition: Option<String>,
    /// The statute or regulation that it rests on.
    pub citation: Option<String>,
    /// Where that stands.
    pub url: Option<String>,
}

/// What acronyms mean in an article. Made once for an article, asked for every word.
#[derive(Clone, Debug, Default)]
pub struct Meanings {
    /// Of the article: term, expansion, who says so.
    own: Vec<(String, String, Origin)>,
}

impl Meanings {
    /// Of an article.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let recorded = article.terms.len();
        let origin = |at: usize| if at < recorded { Origin::Recorded } else { Origin::Defined };
        let own = terms(article).into_iter().enumerate();
        let own = own.map(|(at, term)| (term.term.raw().to_owned(), term.expansion.raw().to_owned(), origin(at)));
        Self { own: own.collect() }
    }

    /// The meanings of a word, the article's first; none where it is no acronym that anybody knows. A plural is that of its
    /// singular.
    #[must_use]
    pub fn of_word(&self, word: &str) -> Vec<Meaning> {
        let exact = self.exactly(word);
        let singular = || word.strip_suffix('s').filter(|rest| rest.chars().all(char::is_uppercase));
        if exact.is_empty() { singular().map(|rest| self.exactly(rest)).unwrap_or_default() } else { exact }
    }

    fn exactly(&self, term: &str) -> Vec<Meaning> {
        let mut meanings: Vec<Meaning> = Vec::new();
        for (_, expansion, origin) in self.own.iter().filter(|(own, ..)| own == term) {
            let bare = Meaning {
                expansion: expansion.clone(),
                origins: vec![*origin],
                definition: None,
                citation: None,
                url: None,
            };
            meanings.push(bare);
        }
        for entry in Glossary::known().expansions(term) {
            let origin = if entry.own { Origin::Own } else { Origin::Field };
            let same = |meaning: &&mut Meaning| {
                entry.wordings().any(|wording| wording.iter().map(String::as_str).eq(words(&meaning.expansion).iter()))
            };
            let definition = Some(entry.definition.clone()).filter(|definition| !definition.is_empty());
            match meanings.iter_mut().find(same) {
                // Two that say the same say it together.
                Some(meaning) => {
                    meaning.origins.push(origin);
                    meaning.definition = meaning.definition.take().or(definition);
                    meaning.citation = meaning.citation.take().or_else(|| entry.citation.clone());
                    meaning.url = meaning.url.take().or_else(|| entry.url.clone());
                }
                None => meanings.push(Meaning {
                    expansion: entry.expansion.clone(),
                    origins: vec![origin],
                    definition,
                    citation: entry.citation.clone(),
                    url: entry.url.clone(),
                }),
            }
        }
        meanings
    }

    /// The acronyms of an article that somebody knows, in the order in which they first stand in it, each with its meanings.
    #[must_use]
    pub fn used(&self, texts: &Texts) -> Vec<(String, Vec<Meaning>)> {
        let (mut seen, mut used) = (HashSet::new(), Vec::new());
        for (_, text) in texts.parts() {
            for (_, word) in segment::words(text).filter(|(_, word)| may_be_acronym(word)) {
                let term = if self.exactly(word).is_empty() { word.strip_suffix('s').unwrap_or(word) } else { word };
                if !seen.insert(term.to_owned()) {
                    continue;
                }
                let meanings = self.exactly(term);
                if !meanings.is_empty() {
                    used.push((term.to_owned(), meanings));
                }
            }
        }
        used
    }
}

/// Whether a word may be an acronym: two capitals at least. Who writes all in capitals writes no acronym for it, but it
/// costs nothing to ask.
#[must_use]
pub fn may_be_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).nth(1).is_some()
}

/// Folded words, as a glossary has them.
struct Words(String);

fn words(text: &str) -> Words {
    Words(fold(text))
}

impl Words {
    fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Takeaway, Term};

    fn article() -> Article {
        let takeaway = |text: &str| Takeaway { text: text.into(), ..Takeaway::default() };
        let term = |term: &str, expansion: &str| Term { term: term.into(), expansion: expansion.into() };
        Article {
            headline: "CAT and the NTAs".into(),
            terms: vec![term("LVMPD", "Las Vegas Metropolitan Police Department")],
            takeaways: vec![
                takeaway("The Convention Against Torture (CAT) protects; TPS does not, says the LVMPD."),
                takeaway("One NTA, two NTAs, and CAT again. THE END."),
            ],
            ..Article::default()
        }
    }

    fn said(meanings: &[Meaning]) -> Vec<(&str, Vec<Origin>)> {
        meanings.iter().map(|meaning| (meaning.expansion.as_str(), meaning.origins.clone())).collect()
    }

    #[test]
    fn the_article_speaks_first() {
        let meanings = Meanings::of(&article());
        let cat = meanings.of_word("CAT");
        assert_eq!(said(&cat)[0], ("Convention Against Torture", vec![Origin::Defined, Origin::Field]));
        assert!(cat[0].definition.is_some() && cat[0].citation.is_some());
        assert_eq!(
            said(&meanings.of_word("LVMPD")),
            [("Las Vegas Metropolitan Police Department", vec![Origin::Recorded])]
        );
        assert_eq!(said(&meanings.of_word("TPS")), [("Temporary Protected Status", vec![Origin::Field])]);
        assert_eq!(meanings.of_word("NTAs"), meanings.of_word("NTA"));
        for none in ["END", "tps", "S", "", "s", "Cats"] {
            assert!(meanings.of_word(none).is_empty(), "{none}");
        }
    }

    #[test]
    fn acronyms_are_listed_where_they_first_stand() {
        let article = article();
        let used = Meanings::of(&article).used(&Texts::of(&article));
        let terms: Vec<&str> = used.iter().map(|(term, _)| term.as_str()).collect();
        assert_eq!(terms, ["CAT", "NTA", "TPS", "LVMPD"]);
    }
}
