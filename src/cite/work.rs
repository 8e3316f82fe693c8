//! A work to cite, made of an article or of one of its sources. Everything in it is clean; what is absent stays so.

use std::collections::{HashMap, HashSet};

use super::{Kind, Name, Origin, name};
use crate::article::{Article, Date, Locator, Source};
use crate::text::{Clean, Foreign, clean, slug};

/// A work to cite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// The id of the article that it is, or that cites it.
    pub id: Clean,
    /// Which source of that article it is; none for the article itself.
    pub source: Option<Locator>,
    /// Its name in a bibliography file: letters, digits and hyphens. [`Work::apart`] makes them unique.
    pub key: String,
    /// What it is.
    pub kind: Kind,
    /// Its title.
    pub title: Option<Clean>,
    /// Who wrote it, told apart into parts of names.
    pub authors: Vec<Name>,
    /// Who published it; of a page, its site.
    pub publisher: Option<Clean>,
    /// When it was published.
    pub published: Option<Date>,
    /// When it was read.
    pub accessed: Option<Date>,
    /// Where it stands.
    pub url: Option<Clean>,
    /// Where a copy stands.
    pub archive_url: Option<Clean>,
    /// BCP 47 tag.
    pub language: Option<Clean>,
    /// Page, paragraph or section that is meant.
    pub pinpoint: Option<Clean>,
    /// The citation that the file records.
    pub citation: Option<Clean>,
}

impl Work {
    /// The article itself, by its id in the library.
    #[must_use]
    pub fn of_article(id: &Foreign, article: &Article) -> Self {
        Self {
            id: id.line(),
            source: None,
            key: slug::slug(id.raw()),
            kind: Kind::Page,
            title: shown(Some(&article.headline)),
            authors: name::all(&article.authors),
            publisher: shown(article.publisher.as_ref()),
            published: article.published.clone(),
            accessed: article.accessed.clone(),
            url: shown(article.url.as_ref()),
            archive_url: None,
            language: shown(article.language.as_ref()),
            pinpoint: None,
            citation: None,
        }
    }

    /// A source of an article, counted from 0; none where the article has no such source.
    #[must_use]
    pub fn of_source(id: &Foreign, article: &Article, at: usize) -> Option<Self> {
        let source = article.sources.get(at)?;
        let own = source.id.as_ref().map_or_else(|| format!("src{}", at + 1), |own| own.raw().to_owned());
        let Source { id: _, title, url, archive_url, publisher, authors, .. } = source;
        let url = shown(url.as_ref());
        Some(Self {
            id: id.line(),
            source: Some(Locator::Source(at + 1)),
            key: slug::slug(&format!("{} {own}", id.raw())),
            kind: Kind::of(source.kind, url.is_some()),
            title: shown(title.as_ref()),
            authors: name::all(authors),
            publisher: shown(publisher.as_ref()),
            published: source.published.clone(),
            accessed: source.accessed.clone(),
            url,
            archive_url: shown(archive_url.as_ref()),
            // That of the article says nothing about the languages of its sources.
            language: None,
            pinpoint: shown(source.pinpoint.as_ref()),
            citation: shown(source.citation.as_ref()),
        })
    }

    /// The sources of an article, in order.
    pub fn of_sources<'a>(id: &'a Foreign, article: &'a Article) -> impl Iterator<Item = Self> + 'a {
        (0..article.sources.len()).filter_map(move |at| Self::of_source(id, article, at))
    }

    /// What is printed in place of what a style would make of it: the citation that is recorded; of a legal work without one, that
    /// none is, with what is known of the work.
    #[must_use]
    pub fn stand_in(&self) -> Option<(Clean, Origin)> {
        if let Some(citation) = &self.citation {
            return Some((citation.clone(), Origin::Recorded));
        }
        let known: Vec<&str> = [&self.title, &self.url].into_iter().flatten().map(Clean::as_str).collect();
        let rest = if known.is_empty() { String::new() } else { format!(": {}", known.join(", ")) };
        let said = || clean::line(&format!("no citation is recorded{rest}"));
        self.kind.is_legal().then(|| (said(), Origin::Unrecorded))
    }

    /// Whether two are the same work, cited from different places or read on different days.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }

    /// What makes a work this one.
    pub(super) fn identity(&self) -> impl Eq + std::hash::Hash + '_ {
        match &self.citation {
            Some(citation) => (Some(citation), None, None, [].as_slice(), None, None),
            None => (
                None,
                self.title.as_ref(),
                self.publisher.as_ref(),
                self.authors.as_slice(),
                self.published.as_ref(),
                self.url.as_ref(),
            ),
        }
    }

    /// Each work once, the first of those that are the same, each with a key of its own.
    #[must_use]
    pub fn apart(works: Vec<Self>) -> Vec<Self> {
        let mut seen = HashSet::new();
        let once: Vec<bool> = works.iter().map(|work| seen.insert(work.identity())).collect();
        drop(seen);
        let mut keys: HashSet<String> = HashSet::new();
        // How far the numbers behind a key have come.
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut apart = Vec::new();
        for (mut work, _) in works.into_iter().zip(once).filter(|(_, once)| *once) {
            if !keys.insert(work.key.clone()) {
                let (key, number) = (work.key.clone(), numbers.entry(work.key.clone()).or_insert(1));
                while !keys.insert(work.key.clone()) {
                    *number += 1;
                    work.key = format!("{key}-{number}");
                }
            }
            apart.push(work);
        }
        apart
    }
}

/// What would be seen of a text, white space as single spaces; none of a blank one.
fn shown(text: Option<&Foreign>) -> Option<Clean> {
    text.filter(|text| !text.is_blank())
        .map(|text| clean::line(&text.line().split_whitespace().collect::<Vec<_>>().join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_work_comes_once_with_a_key_of_its_own() {
        let source = |citation: &str, url: &str| Source {
            title: Some("Asylum".into()),
            url: Some(url.into()),
            citation: (!citation.is_empty()).then(|| citation.into()),
            ..Source::default()
        };
        let sources = vec![
            source("8 U.S.C. § 1158", "https://a.org"),
            source("8 U.S.C. § 1158", "https://b.org"),
            source("", "https://c.org"),
            Source { accessed: Some(Date::day(2026, 1, 2)), ..source("", "https://c.org") },
            source("", "https://d.org"),
        ];
        let article = Article { sources, ..Article::default() };
        let works = Work::apart(Work::of_sources(&"a b/c".into(), &article).collect());
        let keys: Vec<_> = works.iter().map(|work| work.key.as_str()).collect();
        assert_eq!(keys, ["a-b-c-src1", "a-b-c-src3", "a-b-c-src5"]);
        let twice = [works.as_slice(), &[Work { title: None, ..works[1].clone() }]].concat();
        assert_eq!(Work::apart(twice)[3].key, "a-b-c-src3-2");
    }

    #[test]
    fn many_of_one_key_are_numbered_at_once() {
        let source = |number: usize| Source {
            id: Some("a".into()),
            title: Some(number.to_string().into()),
            ..Source::default()
        };
        let article = Article { sources: (0..50_000).map(source).collect(), ..Article::default() };
        let works = Work::apart(Work::of_sources(&"x".into(), &article).collect());
        assert_eq!(works.last().map(|work| work.key.as_str()), Some("x-a-50000"));
    }

    #[test]
    fn what_is_blank_is_absent() {
        let article =
            Article { headline: "\u{200b}A\n B ".into(), publisher: Some(" \u{ad}".into()), ..Article::default() };
        let work = Work::of_article(&"x".into(), &article);
        assert_eq!((work.title.as_deref(), work.publisher), (Some("A B"), None));
    }
}
