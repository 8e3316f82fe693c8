//! What an acronym or a term means in an article, and who says so.
//!
//! The article's word comes first: what its file records, then what its text defines; then the reader's own glossary, then that
//! of the field. All meanings are given: which of two is meant a reader sees, and a program does not.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use super::terms::terms;
use crate::article::{Article, Texts};
use crate::glossary::plain::{Plain, Standing, without_possessive};
use crate::glossary::{Entry, Glossary, is_acronym};
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
    /// What it stands for; empty where it is no short form.
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

/// What acronyms and terms mean in an article. Made once for an article, asked for every word.
#[derive(Clone, Debug, Default)]
pub struct Meanings {
    /// Of the article: by their terms the expansions, and who says so.
    own: BTreeMap<String, Vec<(String, Origin)>>,
    /// Those of them that are no acronyms.
    plain: Plain,
}

/// The terms of the glossaries that are no acronyms.
fn known_terms() -> &'static Plain {
    static KNOWN: OnceLock<Plain> = OnceLock::new();
    let way = |entry: &'static Entry| entry.ways().map(|way| (entry.term.as_str(), way));
    KNOWN.get_or_init(|| Plain::new(Glossary::known().terms().iter().flat_map(way)))
}

impl Meanings {
    /// Of an article.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let recorded = article.terms.len();
        let origin = |at: usize| if at < recorded { Origin::Recorded } else { Origin::Defined };
        let mut own: BTreeMap<String, Vec<(String, Origin)>> = BTreeMap::new();
        for (at, term) in terms(article).into_iter().enumerate() {
            let meanings = own.entry(term.term.raw().to_owned()).or_default();
            meanings.push((term.expansion.raw().to_owned(), origin(at)));
        }
        let plain = own.keys().map(String::as_str).filter(|term| !is_acronym(term));
        let plain = Plain::new(plain.map(|term| (term, term)));
        Self { own, plain }
    }

    /// The meanings of an acronym or a term, the article's first; none where nobody knows it. A plural and a possessive are
    /// their singular; a singular that the article has only as a plural is that plural.
    #[must_use]
    pub fn of_word(&self, word: &str) -> Vec<Meaning> {
        let meanings = |term: &str| Some(self.exactly(term)).filter(|meanings| !meanings.is_empty());
        let acronym = || self.acronyms(word).into_iter().find_map(meanings);
        let plain = || self.plain.is(word).or_else(|| known_terms().is(word)).and_then(meanings);
        acronym().or_else(plain).unwrap_or_default()
    }

    /// The acronym or term with which a text begins, and how many words and bytes it has there.
    #[must_use]
    pub fn begins<'a>(&'a self, text: &'a str) -> Option<Standing<'a>> {
        let plain = [self.plain.begins(text), known_terms().begins(text)];
        let plain = plain.into_iter().flatten().reduce(|one, other| if other.words > one.words { other } else { one });
        let word = segment::words(text).next().filter(|(_, word)| may_be_acronym(word));
        let acronym = word.and_then(|(at, word)| {
            let term = self.acronyms(word).into_iter().find(|term| self.knows(term))?;
            Some(Standing { term, words: 1, bytes: at + word.len() })
        });
        // An acronym by itself says more than a term of one word that is spelt alike; a longer term says more than either.
        match (acronym, plain) {
            (Some(acronym), Some(plain)) => Some(if plain.words > 1 { plain } else { acronym }),
            (acronym, plain) => acronym.or(plain),
        }
    }

    /// The ways in which a written word may be an acronym, as the article has it.
    fn acronyms<'a>(&'a self, word: &'a str) -> [&'a str; 3] {
        let plural = |way: &str| self.own.get_key_value(format!("{way}s").as_str()).map(|(own, _)| own.as_str());
        let only_in_plural = |way: &str| may_be_acronym(way) && !self.own.contains_key(way);
        acronyms(word).map(|way| plural(way).filter(|_| only_in_plural(way)).unwrap_or(way))
    }

    fn knows(&self, term: &str) -> bool {
        self.own.contains_key(term) || Glossary::known().expansions(term).next().is_some()
    }

    fn exactly(&self, term: &str) -> Vec<Meaning> {
        let mut meanings: Vec<Meaning> = Vec::new();
        for (expansion, origin) in self.own.get(term).into_iter().flatten() {
            let bare = Meaning {
                expansion: expansion.clone(),
                origins: vec![*origin],
                definition: None,
                citation: None,
                url: None,
            };
            meanings.push(bare);
        }
        for entry in Glossary::known().meanings(term) {
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

    /// The acronyms and terms of an article that somebody knows, in the order in which they first stand in it, each with its
    /// meanings.
    #[must_use]
    pub fn used(&self, texts: &Texts) -> Vec<(String, Vec<Meaning>)> {
        let (mut seen, mut used) = (HashSet::new(), Vec::new());
        for (_, text) in texts.parts() {
            let mut end = 0;
            for (at, _) in segment::words(text) {
                // A word that belongs to a term is no term of its own.
                let Some(standing) = text.get(at..).filter(|_| at >= end).and_then(|rest| self.begins(rest)) else {
                    continue;
                };
                end = at + standing.bytes;
                if seen.insert(standing.term.to_owned()) {
                    used.push((standing.term.to_owned(), self.exactly(standing.term)));
                }
            }
        }
        used
    }
}

/// The ways in which a written word may be an acronym: as it is, without a possessive, without the *s* of a plural.
fn acronyms(word: &str) -> [&str; 3] {
    let bare = without_possessive(word);
    let singular = bare.strip_suffix('s').filter(|rest| !rest.is_empty() && rest.chars().all(char::is_uppercase));
    [word, bare, singular.unwrap_or(bare)]
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
    fn a_singular_is_known_by_its_plural_and_listed_once() {
        let headline = "Unaccompanied alien children (UACs) and one UAC more; an RFE or many RFEs";
        let article = Article { headline: headline.into(), ..Article::default() };
        let meanings = Meanings::of(&article);
        assert_eq!(meanings.of_word("UAC")[0].origins, [Origin::Defined]);
        let used = meanings.used(&Texts::of(&article));
        let terms: Vec<&str> = used.iter().map(|(term, _)| term.as_str()).collect();
        assert_eq!(terms, ["UACs", "RFE"]);
    }

    #[test]
    fn acronyms_are_listed_where_they_first_stand() {
        let article = article();
        let used = Meanings::of(&article).used(&Texts::of(&article));
        let terms: Vec<&str> = used.iter().map(|(term, _)| term.as_str()).collect();
        assert_eq!(terms, ["CAT", "NTA", "TPS", "LVMPD"]);
    }

    #[test]
    fn plurals_and_possessives_find_their_term() {
        let meanings = Meanings::of(&article());
        for (word, term) in [
            ("ICE's", "ICE"),
            ("DHS’s", "DHS"),
            ("NGOs", "NGO"),
            ("NGOs’", "NGO"),
            ("RFEs", "RFE"),
            ("visas", "visa"),
            ("H-1Bs’", "H-1B"),
            ("Public charges", "public charge"),
            ("LVMPD’s", "LVMPD"),
        ] {
            let found = meanings.of_word(word);
            assert!(!found.is_empty() && found == meanings.of_word(term), "{word}");
        }
    }

    #[test]
    fn terms_that_are_no_acronyms_are_listed_where_they_stand_as_words() {
        let mut article = article();
        article.terms.push(Term { term: "sanctuary".into(), expansion: "what this article calls a rule".into() });
        article.headline = "An I-130, two H-1B visas and the sanctuary, but no sanctuaryless I-9130".into();
        let used = Meanings::of(&article).used(&Texts::of(&article));
        let terms: Vec<&str> = used.iter().map(|(term, _)| term.as_str()).collect();
        assert_eq!(terms, ["I-130", "H-1B", "sanctuary", "CAT", "TPS", "LVMPD", "NTA"]);
        assert_eq!(said(&used[2].1), [("what this article calls a rule", vec![Origin::Recorded])]);
        assert_eq!(said(&used[0].1), [("Petition for Alien Relative", vec![Origin::Field])]);
    }
}
