//! An article in other languages: what it translates, what translates it, and what translates the same. The rows say which
//! articles translate another one, so that no more records are decoded than there are translations.

use super::find::by_id;
use super::{Entry, Library, Origin, Traits};
use crate::article::Article;
use crate::text::{Clean, Foreign, clean};

/// The same article in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Where it is.
    pub origin: Origin,
    /// Its language as its file has it; `original` or `translation` where it has none.
    pub language: Clean,
    /// Its headline.
    pub headline: Clean,
}

/// The other versions of an article in a library: the original first, then the translations in the order of their languages.
#[must_use]
pub fn versions(library: &Library, article: &Article, own: &Origin) -> Vec<Version> {
    let here = library.position(own);
    let own_id = here.and_then(|row| library.entry(row)).map(|entry| entry.id);
    let Some(id) = article.translation_of.clone().or(own_id) else { return Vec::new() };
    let translates = |row: &usize| {
        let marked = library.rows().get(*row).is_some_and(|row| row.traits.has(Traits::TRANSLATION));
        marked && library.look(*row, |card| card.translation_of == Some(id.raw())) == Some(true)
    };
    let version = |row: usize, name: &str| library.entry(row).and_then(|entry| Version::of(&entry, name));
    let others = (0..library.len()).filter(|row| Some(*row) != here).filter(translates);
    let mut translations: Vec<Version> = others.filter_map(|row| version(row, "translation")).collect();
    translations.sort_by(|a, b| a.language.cmp(&b.language).then_with(|| a.headline.cmp(&b.headline)));
    let original = by_id(library, id.raw()).filter(|row| Some(*row) != here).and_then(|row| version(row, "original"));
    original.into_iter().chain(translations).collect()
}

/// What an article says to translate: the headline, where the library has it, else the id; none where it is no translation.
#[must_use]
pub fn original(library: &Library, article: &Article) -> Option<Clean> {
    let id = article.translation_of.as_ref()?;
    let entry = by_id(library, id.raw()).and_then(|row| library.entry(row));
    let headline = entry.as_ref().and_then(Entry::card).map(|card| card.headline.line());
    Some(headline.unwrap_or_else(|| id.line()))
}

impl Version {
    fn of(entry: &Entry, otherwise: &str) -> Option<Self> {
        let card = entry.card()?;
        let language = card.language.as_ref().map_or_else(|| clean::line(otherwise), Foreign::line);
        Some(Self { origin: entry.file.clone(), language, headline: card.headline.line() })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Card, Content};
    use super::*;
    use crate::disk::Stamp;

    fn article(headline: &str, language: &str, of: Option<&str>) -> Article {
        Article {
            headline: headline.into(),
            language: Some(language.into()),
            translation_of: of.map(Foreign::from),
            ..Article::default()
        }
    }

    fn entry(id: &str, article: &Article) -> Entry {
        Entry {
            id: id.into(),
            file: Origin::File(format!("/lib/{id}.toml").into()),
            stamp: Stamp::default(),
            content: Content::Article(Box::new(Card::from(article))),
        }
    }

    #[test]
    fn from_the_original_from_a_translation_and_among_siblings() {
        let (en, fr) = (article("En", "en", None), article("Fr", "fr", Some("a/en")));
        let (es, lost) = (article("Es", "es", Some("a/en")), article("Lost", "it", Some("gone")));
        let all = [("a/en", &en), ("fr", &fr), ("es", &es), ("lost", &lost), ("other", &article("O", "en", None))];
        let library = Library::of(all.map(|(id, article)| entry(id, article)));
        let found = |id: &str, article: &Article| -> Vec<String> {
            let own = Origin::File(format!("/lib/{id}.toml").into());
            versions(&library, article, &own).iter().map(|version| version.language.to_string()).collect()
        };
        assert_eq!(found("a/en", &en), ["es", "fr"]);
        assert_eq!(found("fr", &fr), ["en", "es"]);
        assert_eq!((found("lost", &lost).len(), found("other", &article("O", "en", None)).len()), (0, 0));
        let said = |article: &Article| original(&library, article).map(Clean::into_string);
        assert_eq!((said(&en), said(&es), said(&lost)), (None, Some("En".into()), Some("gone".into())));
    }

    #[test]
    fn an_article_that_is_not_in_the_library_has_no_versions_but_those_that_it_names() {
        let fr = article("Fr", "fr", Some("en"));
        let library = Library::of([entry("en", &article("En", "en", None))]);
        assert_eq!(versions(&library, &fr, &Origin::Starter("x")).len(), 1);
        assert!(versions(&library, &article("X", "en", None), &Origin::Starter("x")).is_empty());
    }
}
