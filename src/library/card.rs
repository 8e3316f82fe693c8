//! Article → card: what lists, filters and the live takeaway search need, so that 100,000 articles fit in memory.

use super::Card;
use crate::article::{Article, Section};

impl From<&Article> for Card {
    fn from(article: &Article) -> Self {
        Self {
            headline: article.headline.clone(),
            summary: article.summary.clone(),
            publisher: article.publisher.clone(),
            published: article.published.clone(),
            topics: article.topics.clone(),
            takeaways: article.takeaways.iter().map(|takeaway| takeaway.text.clone()).collect(),
            words: article.sections.iter().map(Section::words).sum(),
            warnings: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Emphasis, Inline, Run, Takeaway};

    #[test]
    fn a_card_holds_the_takeaways_and_counts_the_words() {
        let run = Run { text: "four words of text".into(), emphasis: Emphasis::NONE, link: None };
        let paragraph = Block::Paragraph(Inline { runs: vec![run] });
        let article = Article {
            headline: "H".into(),
            topics: vec!["t".into()],
            takeaways: vec![Takeaway { text: "point".into(), ..Takeaway::default() }],
            sections: vec![Section { blocks: vec![paragraph.clone(), paragraph], ..Section::default() }],
            ..Article::default()
        };
        let card = Card::from(&article);
        assert_eq!((card.headline.raw(), card.words), ("H", 8));
        assert_eq!(card.takeaways, ["point".into()]);
        assert_eq!(card.topics, ["t".into()]);
    }
}
