//! Article → card: what lists, filters and the live takeaway search need, so that 100,000 articles fit in memory.

use super::{Card, SourceCard};
use crate::article::source::kin::Keys;
use crate::article::{Article, Source, Status, Term};
use crate::format::quick::{self, Quick, Text};
use crate::text::Foreign;

impl From<&Article> for Card {
    fn from(article: &Article) -> Self {
        let headings = article.sections.iter().enumerate();
        Self {
            headline: article.headline.clone(),
            summary: article.summary.clone(),
            authors: article.authors.clone(),
            publisher: article.publisher.clone(),
            published: article.published.clone(),
            language: article.language.clone(),
            topics: article.topics.clone(),
            agencies: article.agencies.clone(),
            places: article.places.clone(),
            translation_of: article.translation_of.clone(),
            status: article.status.clone(),
            image: article
                .image
                .as_ref()
                .is_some_and(|it| it.file.is_some() || it.alt.is_some() || it.caption.is_some()),
            takeaways: article.takeaways.iter().map(|takeaway| takeaway.text.clone()).collect(),
            evidence: article.takeaways.iter().filter(|takeaway| !takeaway.evidence.is_empty()).count(),
            headings: headings.filter_map(|(index, section)| Some((index, section.heading.clone()?))).collect(),
            sources: article.sources.iter().map(SourceCard::from).collect(),
            terms: article.terms.clone(),
        }
    }
}

impl From<Quick<'_>> for Card {
    fn from(quick: Quick<'_>) -> Self {
        let headings = quick.headings.into_iter().enumerate();
        Self {
            headline: foreign(quick.headline),
            summary: quick.summary.map(foreign),
            authors: all(quick.authors),
            publisher: quick.publisher.map(foreign),
            published: quick.published,
            language: quick.language.map(foreign),
            topics: all(quick.topics),
            agencies: all(quick.agencies),
            places: all(quick.places),
            translation_of: quick.translation_of.map(foreign),
            status: quick.status.map(|status| Status { state: foreign(status.state), as_of: status.as_of }),
            image: quick.image,
            evidence: quick.takeaways.iter().filter(|takeaway| takeaway.evidence).count(),
            takeaways: quick.takeaways.into_iter().map(|takeaway| foreign(takeaway.text)).collect(),
            headings: headings.filter_map(|(index, heading)| Some((index, foreign(heading?)))).collect(),
            sources: quick.sources.into_iter().map(SourceCard::from).collect(),
            terms: quick
                .terms
                .into_iter()
                .map(|(term, expansion)| Term { term: foreign(term), expansion: foreign(expansion) })
                .collect(),
        }
    }
}

impl From<quick::Source<'_>> for SourceCard {
    fn from(source: quick::Source<'_>) -> Self {
        Self {
            keys: Keys::new(source.url.as_deref(), source.title.as_deref(), source.publisher.as_deref()),
            title: source.title.map(foreign),
            publisher: source.publisher.map(foreign),
            citation: source.citation.map(foreign),
        }
    }
}

fn foreign(text: Text<'_>) -> Foreign {
    Foreign::new(text)
}

fn all(texts: Vec<Text<'_>>) -> Vec<Foreign> {
    texts.into_iter().map(foreign).collect()
}

impl From<&Source> for SourceCard {
    fn from(source: &Source) -> Self {
        Self {
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            citation: source.citation.clone(),
            keys: Keys::of(source),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Evidence, Locator, Section, Takeaway};

    #[test]
    fn a_card_holds_takeaways_and_headings_and_counts_evidence() {
        let evidence = vec![Evidence { written: "s1".into(), locator: Locator::Section(1) }];
        let article = Article {
            headline: "H".into(),
            topics: vec!["t".into()],
            takeaways: vec![
                Takeaway { text: "point".into(), evidence, ..Takeaway::default() },
                Takeaway { text: "other".into(), ..Takeaway::default() },
            ],
            sections: vec![Section::default(), Section { heading: Some("Two".into()), ..Section::default() }],
            ..Article::default()
        };
        let card = Card::from(&article);
        assert_eq!((card.headline.raw(), card.evidence), ("H", 1));
        assert_eq!(card.takeaways, ["point".into(), "other".into()]);
        assert_eq!(card.headings, [(1, "Two".into())]);
        assert_eq!(card.topics, ["t".into()]);
    }
}
