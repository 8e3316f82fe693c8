//! The acronyms of the field: what `TPS` stands for, and that "temporary protected status" is `TPS`. And its terms: what *public
//! charge* is, an I-130, an H-1B.
//!
//! The lists are files that a person can read and mend (`glossary/field.toml`, `glossary/terms.toml`), built in, and read when they
//! are first asked for: a start that asks nothing pays nothing. An acronym with two meanings has two entries; who asks gets both.
//!
//! An acronym is all capitals and widens a search; a term has other letters and does not, since its words mean themselves.
//!
//! A reader may have a list of their own beside it (`glossary.toml` in the config folder), which is [adopted](Glossary::adopt) at the
//! start: [`Glossary::known`] is both.
//!
//! What must not live here: an article's own terms, which come before these, and how a text is searched. The words of an
//! expansion are plain ASCII, so that splitting them is no matter of opinion.

pub mod plain;

use std::sync::OnceLock;

use serde::Deserialize;

use crate::diagnostic::Diagnostic;
use crate::text::fold::fold;

/// The built-in list, as it is written.
pub(crate) const FIELD: &str = include_str!("glossary/field.toml");

/// The list of terms that are no acronyms.
pub(crate) const TERMS: &str = include_str!("glossary/terms.toml");

/// Acronyms with what they stand for, and terms that are none, each in order of the term.
#[derive(Debug, Default)]
pub struct Glossary {
    entries: Vec<Entry>,
    terms: Vec<Entry>,
}

/// The reader's own list.
static OWN: OnceLock<Glossary> = OnceLock::new();

/// The name of the file in the config folder that holds it.
pub const OWN_FILE: &str = "glossary.toml";

/// One meaning of an acronym or a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// As written: `TPS`.
    pub term: String,
    /// What it stands for: `Temporary Protected Status`; empty where a term is no short form.
    pub expansion: String,
    /// What that is, in one sentence; empty where a reader's own list does not say.
    pub definition: String,
    /// The statute or regulation that it rests on or that names it, as a lawyer cites it.
    pub citation: Option<String>,
    /// Where that stands officially.
    pub url: Option<String>,
    /// Whether it is of the reader's own list.
    pub own: bool,
    /// Other wordings: of the expansion, or of a term that is no acronym.
    also: Vec<String>,
    /// Folded words of the expansion, then of its other wordings.
    wordings: Vec<Vec<String>>,
}

/// Bytes of a reader's own list at most.
pub const LIMIT: u64 = 1 << 20;

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    entry: Vec<Raw>,
    #[serde(default)]
    term: Vec<RawTerm>,
}

/// An entry of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    term: String,
    expansion: String,
    #[serde(default)]
    definition: String,
    citation: Option<String>,
    url: Option<String>,
    #[serde(default)]
    also: Vec<String>,
}

/// A term of the file that is short for nothing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTerm {
    term: String,
    definition: String,
    citation: Option<String>,
    url: Option<String>,
    #[serde(default)]
    also: Vec<String>,
}

impl Glossary {
    /// The acronyms of US immigration law and policy.
    #[must_use]
    pub fn field() -> &'static Self {
        static FIELD_GLOSSARY: OnceLock<Glossary> = OnceLock::new();
        // The file is ours and a test reads it; a build without a readable one knows no acronyms and works.
        FIELD_GLOSSARY.get_or_init(|| {
            let (acronyms, terms) = (Self::parse(FIELD).unwrap_or_default(), Self::parse(TERMS).unwrap_or_default());
            Self { entries: acronyms.entries, terms: terms.terms }
        })
    }

    /// The acronyms of the field, and of the reader's own list where there is one.
    #[must_use]
    pub fn known() -> &'static Self {
        static BOTH: OnceLock<Glossary> = OnceLock::new();
        let Some(own) = OWN.get() else { return Self::field() };
        BOTH.get_or_init(|| {
            let both = |own: &[Entry], field: &[Entry]| {
                let mut entries = [own, field].concat();
                // One's own meaning of an acronym stays first.
                entries.sort_by(|a, b| a.term.cmp(&b.term));
                entries
            };
            let field = Self::field();
            Self { entries: both(&own.entries, &field.entries), terms: both(&own.terms, &field.terms) }
        })
    }

    /// Makes a reader's own list known, once and before anybody asks for [`Self::known`].
    pub fn adopt(own: Self) {
        let _ = OWN.set(own);
    }

    /// Reads a reader's own list.
    ///
    /// # Errors
    /// The first mistake, with its place.
    pub fn read(source: &str) -> Result<Self, Diagnostic> {
        let wrong = |span: Option<std::ops::Range<usize>>, message: &str| Diagnostic {
            span: span.clone(),
            ..Diagnostic::error("glossary", 0..0, message).help(
                "an entry is [[entry]] with term and expansion, and may have definition, citation, url and also; \
                     a word that is short for nothing is [[term]] with term and definition",
            )
        };
        let mut own = Self::parse(source).map_err(|why| wrong(why.span(), why.message()))?;
        let mut all = own.entries.iter_mut().chain(&mut own.terms);
        if all.any(|entry| entry.term.trim().is_empty() || entry.says().trim().is_empty()) {
            return Err(wrong(None, "an entry has an empty term or expansion"));
        }
        for entry in own.entries.iter_mut().chain(&mut own.terms) {
            entry.own = true;
        }
        Ok(own)
    }

    /// Reads a list.
    fn parse(source: &str) -> Result<Self, toml::de::Error> {
        let File { entry, term } = toml::from_str::<File>(source)?;
        let mut all: Vec<Entry> = entry.into_iter().map(Entry::from).chain(term.into_iter().map(Entry::from)).collect();
        all.sort_by(|a, b| a.term.cmp(&b.term));
        let (entries, terms) =
            all.into_iter().partition(|entry| is_acronym(&entry.term) && !entry.expansion.is_empty());
        Ok(Self { entries, terms })
    }

    /// All acronyms, in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// All terms that are no acronyms, in order.
    #[must_use]
    pub fn terms(&self) -> &[Entry] {
        &self.terms
    }

    /// The meanings of an acronym as written: `TPS`, not `tps`.
    pub fn expansions(&self, term: &str) -> impl Iterator<Item = &Entry> {
        of_term(&self.entries, term)
    }

    /// The meanings of an acronym or of a term, as the list has it.
    pub fn meanings(&self, term: &str) -> impl Iterator<Item = &Entry> {
        of_term(&self.entries, term).chain(of_term(&self.terms, term))
    }

    /// The acronyms that stand for exactly these folded words.
    pub fn terms_for<'a, S: AsRef<str>>(&'a self, words: &'a [S]) -> impl Iterator<Item = &'a str> {
        let same = |wording: &Vec<String>| wording.iter().map(String::as_str).eq(words.iter().map(AsRef::as_ref));
        self.entries.iter().filter(move |entry| entry.wordings.iter().any(same)).map(|entry| entry.term.as_str())
    }

    /// Words of the longest wording.
    #[must_use]
    pub fn longest(&self) -> usize {
        self.entries.iter().flat_map(Entry::wordings).map(<[String]>::len).max().unwrap_or(0)
    }
}

/// The entries of a term, among those in order.
fn of_term<'a>(entries: &'a [Entry], term: &str) -> impl Iterator<Item = &'a Entry> {
    let from = entries.partition_point(|entry| entry.term.as_str() < term);
    let own = entries.get(from..).unwrap_or_default();
    let length = own.iter().take_while(|entry| entry.term == term).count();
    own.iter().take(length)
}

/// Whether a term is an acronym: letters and digits alone, two capitals at least, nothing small.
#[must_use]
pub fn is_acronym(term: &str) -> bool {
    term.chars().all(|c| c.is_alphanumeric() && !c.is_lowercase())
        && term.chars().filter(|c| c.is_uppercase()).nth(1).is_some()
}

impl Entry {
    /// What it stands for, else what it is.
    fn says(&self) -> &str {
        if self.expansion.is_empty() { &self.definition } else { &self.expansion }
    }

    /// Each way to write the term itself, the usual one first; an acronym has one.
    pub fn ways(&self) -> impl Iterator<Item = &str> {
        let also = if is_acronym(&self.term) { &[][..] } else { &self.also[..] };
        std::iter::once(self.term.as_str()).chain(also.iter().map(String::as_str))
    }

    /// Folded words of each way to write the expansion, the usual one first.
    pub fn wordings(&self) -> impl Iterator<Item = &[String]> {
        self.wordings.iter().map(Vec::as_slice)
    }
}

impl From<Raw> for Entry {
    fn from(raw: Raw) -> Self {
        let wordings = std::iter::once(&raw.expansion).chain(&raw.also).map(|wording| words(wording)).collect();
        let Raw { term, expansion, definition, citation, url, also } = raw;
        Self { term, expansion, definition, citation, url, own: false, also, wordings }
    }
}

impl From<RawTerm> for Entry {
    fn from(raw: RawTerm) -> Self {
        let RawTerm { term, definition, citation, url, also } = raw;
        Self { term, expansion: String::new(), definition, citation, url, own: false, also, wordings: Vec::new() }
    }
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meanings(term: &str) -> Vec<&'static str> {
        Glossary::field().expansions(term).map(|entry| entry.expansion.as_str()).collect()
    }

    #[test]
    fn the_file_is_in_order_and_says_each_thing_once() {
        let terms = toml::from_str::<File>(TERMS).unwrap();
        let names = |entries: Vec<Raw>| entries.into_iter().map(|raw| (raw.term, raw.expansion)).collect::<Vec<_>>();
        let plain: Vec<_> = terms.term.into_iter().map(|raw| (raw.term, String::new())).collect();
        let acronyms = toml::from_str::<File>(FIELD).unwrap().entry;
        for (list, least) in [(names(acronyms), 300), (names(terms.entry), 70), (plain, 50)] {
            assert!(list.len() >= least, "{}", list.len());
            for two in list.windows(2) {
                assert!(two[0] < two[1], "{:?}", two[1]);
            }
        }
    }

    #[test]
    fn entries_are_acronyms_with_words_and_one_sentence() {
        for entry in Glossary::field().entries() {
            assert!(entry.term.len() >= 2 && entry.term.chars().all(|c| c.is_ascii_uppercase()), "{}", entry.term);
            assert!(entry.definition.ends_with('.') && !entry.definition.contains(". "), "{}", entry.definition);
            for wording in entry.wordings() {
                assert!((2..=10).contains(&wording.len()), "{wording:?}");
                assert!(wording.iter().all(|word| word.is_ascii()), "{wording:?}");
            }
        }
        assert!(Glossary::field().longest() >= 7);
    }

    #[test]
    fn terms_are_no_acronyms_and_each_way_to_write_one_is_written_once() {
        let mut seen = std::collections::HashSet::new();
        for entry in Glossary::field().terms() {
            assert!(entry.definition.ends_with('.') && !entry.definition.contains(". "), "{}", entry.definition);
            for way in entry.ways() {
                assert!(!is_acronym(way), "{way}");
                assert!(seen.insert(way), "{way}");
            }
        }
        for known in ["I-130", "I-485", "I-589", "I-765", "I-862", "H-1B", "T visa", "TN visa", "public charge"] {
            assert!(seen.contains(known), "{known}");
        }
        // Alone these mean something else in most of what is read: a student's record, a prison, fees, a trial, evidence.
        for other in
            ["reinstatement", "parolee", "paroled", "final order", "in absentia", "inadmissible", "merits hearing"]
        {
            assert!(!seen.contains(other), "{other}");
        }
    }

    #[test]
    fn acronyms_are_told_from_terms() {
        for (term, is) in
            [("TPS", true), ("H1B", true), ("I-130", false), ("TPs", false), ("U visa", false), ("T", false)]
        {
            assert_eq!(is_acronym(term), is, "{term}");
        }
        let own =
            Glossary::read("[[entry]]\nterm = 'parole'\nexpansion = 'leave to be here'\nalso = ['paroled']\n").unwrap();
        assert_eq!(own.terms_for(&["leave", "to", "be", "here"]).count(), 0, "no search says one for the other");
        assert_eq!((own.expansions("parole").count(), own.meanings("parole").count()), (0, 1));
        assert!(own.terms()[0].own && own.terms()[0].ways().eq(["parole", "paroled"]));
    }

    #[test]
    fn what_is_cited_stands_officially() {
        let mut cited = 0;
        for entry in Glossary::field().entries().iter().chain(Glossary::field().terms()) {
            assert_eq!(entry.citation.is_some(), entry.url.is_some(), "{}", entry.term);
            let (Some(citation), Some(url)) = (&entry.citation, &entry.url) else { continue };
            let (title, section) = citation.split_once(" § ").unwrap_or_else(|| panic!("{citation}"));
            let official = match title.split_once(' ').unwrap() {
                (title, "U.S.C.") => {
                    format!("https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title{title}-section")
                }
                (title, "C.F.R.") => format!("https://www.ecfr.gov/current/title-{title}/section-"),
                other => unreachable!("{other:?}"),
            };
            assert!(url.starts_with(&official), "{url}");
            assert!(url.contains(section.trim_end_matches(" note")), "{url}");
            cited += 1;
        }
        assert!(cited >= 100, "{cited}");
    }

    #[test]
    fn acronyms_lead_to_words_and_back() {
        assert_eq!(meanings("TPS"), ["Temporary Protected Status"]);
        assert_eq!(meanings("MPP"), ["Master of Public Policy", "Migrant Protection Protocols"]);
        for none in ["tps", "", "ZZZ", "A"] {
            assert!(meanings(none).is_empty(), "{none}");
        }
        let terms = |words: &[&str]| Glossary::field().terms_for(words).collect::<Vec<_>>().join(" ");
        assert_eq!(terms(&["temporary", "protected", "status"]), "TPS");
        assert_eq!(terms(&["unaccompanied", "alien", "children"]), "UAC");
        assert_eq!(terms(&["temporary", "protected"]), "");
        assert_eq!(terms(&[]), "");
    }

    #[test]
    fn a_list_of_ones_own_has_its_mistakes_told() {
        let own = Glossary::read("[[entry]]\nterm = 'TPS'\nexpansion = 'Test of Patience Society'\n").unwrap();
        assert!(own.entries[0].own && own.entries[0].definition.is_empty());
        assert!(Glossary::read("").unwrap().entries.is_empty());
        let source = "[[entry]]\nterm = 'TPS'\nexpantion = 'x'\n";
        let wrong = Glossary::read(source).unwrap_err();
        assert_eq!(wrong.span.and_then(|span| source.get(span)), Some("expantion"), "{}", wrong.message);
        assert!(Glossary::read("[[entry]]\nterm = ' '\nexpansion = 'x'\n").is_err());
        assert!(Glossary::read("[[entry]\n").is_err());
        assert!(Glossary::read("[[term]]\nterm = 'x'\n").is_err());
        let term = Glossary::read("[[term]]\nterm = 'sanctuary'\ndefinition = 'A rule.'\n").unwrap();
        assert!(term.terms()[0].own && term.terms()[0].expansion.is_empty());
    }
}
