//! Where the recorded quote of a takeaway stands: first in what the file records as its evidence, else anywhere in the text.
//!
//! Case, diacritics and kinds of quotation marks do not count, nor does white space; what is left out in the middle (`…`)
//! does, so that a quote is found as it stands or not at all.

use super::{Article, Block, Part, Span, Takeaway};
use crate::text::fold::{Case, Folded};
use crate::text::segment;

/// The stretch of the text that says the quote of a takeaway; none where it has none, or where the text does not say it.
#[must_use]
pub fn quoted(article: &Article, takeaway: &Takeaway) -> Option<Span> {
    let quote = takeaway.quote.as_ref()?.line();
    let needle = Folded::new(quote.trim(), Case::Fold).text;
    if needle.is_empty() {
        return None;
    }
    let recorded = blocks(article).filter(|(part, _)| takeaway.records(*part));
    recorded.chain(blocks(article)).find_map(|(part, block)| found(part, block, &needle))
}

/// The blocks of an article, each with its part.
fn blocks(article: &Article) -> impl Iterator<Item = (Part, &Block)> {
    let sections = article.sections.iter().enumerate();
    sections
        .flat_map(|(s, section)| section.blocks.iter().enumerate().map(move |(b, block)| (Part::Block(s, b), block)))
}

fn found(part: Part, block: &Block, needle: &str) -> Option<Span> {
    let shown = block.shown();
    let folded = Folded::new(&shown, Case::Fold);
    let at = folded.text.find(needle)?;
    let bytes = segment::whole_graphemes(&shown, folded.original(at..at + needle.len()));
    (!bytes.is_empty()).then(|| Span::within(part, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Emphasis, Evidence, Inline, Locator, Run, Section};

    fn paragraph(text: &str) -> Block {
        let run = Run { text: text.into(), emphasis: Emphasis::NONE, link: None };
        Block::Paragraph(Inline { runs: vec![run] })
    }

    fn article(paragraphs: &[&str]) -> Article {
        let blocks = paragraphs.iter().map(|text| paragraph(text)).collect();
        Article { sections: vec![Section { blocks, level: 1, ..Section::default() }], ..Article::default() }
    }

    fn takeaway(quote: &str, evidence: Option<Locator>) -> Takeaway {
        let evidence = evidence.map(|locator| Evidence { written: locator.to_string().into(), locator });
        Takeaway { text: "T".into(), evidence: evidence.into_iter().collect(), quote: Some(quote.into()) }
    }

    #[test]
    fn a_quote_is_found_in_its_evidence_first() {
        let article = article(&["“Within 30 days”, they say.", "It is said, \"within\n30 days\" of the decision."]);
        let at = |locator| quoted(&article, &takeaway("within 30 Days", locator)).map(|span| span.start.part);
        assert_eq!(at(None), Some(Part::Block(0, 0)));
        assert_eq!(at(Some(Locator::Block(1, 2))), Some(Part::Block(0, 1)));
        assert_eq!(at(Some(Locator::Section(1))), Some(Part::Block(0, 0)));
        assert_eq!(at(Some(Locator::Source(1))), Some(Part::Block(0, 0)));
        let span = quoted(&article, &takeaway("“within 30 days”", Some(Locator::Block(1, 2)))).unwrap();
        let shown = article.block(0, 1).unwrap().shown();
        assert_eq!(shown.get(span.start.offset..span.end.offset), Some("\"within\n30 days\""));
    }

    #[test]
    fn what_the_text_does_not_say_is_not_found() {
        let article = article(&["Within 30 days."]);
        for quote in ["within 31 days", "within … days", "", " "] {
            assert_eq!(quoted(&article, &takeaway(quote, None)), None, "{quote}");
        }
        assert_eq!(quoted(&article, &Takeaway::default()), None);
    }
}
