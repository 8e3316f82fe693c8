//! Where the recorded quote of a takeaway stands: first in what the file records as its evidence, else anywhere in the text,
//! else in what stands above and below it. What editors do to quotations is understood ([`letters`]).

pub mod letters;

use super::{Article, Part, Span, Takeaway, shown};
use crate::text::segment;
use letters::{Letters, Quotation};

/// The stretch of the text that says the quote of a takeaway; none where it has none, or where the text does not say it. A
/// quote that goes on in another part is found where it begins.
#[must_use]
pub fn quoted(article: &Article, takeaway: &Takeaway) -> Option<Span> {
    let quotation = Quotation::new(&takeaway.quote.as_ref()?.line())?;
    let parts: Vec<Part> = shown::parts(article).collect();
    let is_text = |part: &Part| matches!(part, Part::Block(..) | Part::Heading(_));
    let recorded = |part: &Part| is_text(part) && takeaway.records(*part);
    // The takeaways are not what a takeaway quotes.
    let other = |part: &Part| matches!(part, Part::Headline | Part::Summary | Part::Image | Part::Source(_));
    let one = |part: &Part| found(article, &[*part], &quotation);
    let within = parts.iter().filter(|part| recorded(part)).chain(parts.iter().filter(|part| is_text(part)));
    let text: Vec<Part> = parts.iter().copied().filter(is_text).collect();
    within.clone().find_map(one).or_else(|| found(article, &text, &quotation)).or_else(|| {
        let mut others = parts.iter().filter(|part| other(part));
        others.find_map(one)
    })
}

/// Where a quotation begins in some parts.
fn found(article: &Article, parts: &[Part], quotation: &Quotation) -> Option<Span> {
    let texts: Vec<_> = parts.iter().map(|part| shown::shown(article, *part).unwrap_or_default()).collect();
    let (at, bytes) = Letters::of(&texts).find(quotation)?;
    let bytes = segment::whole_graphemes(texts.get(at)?, bytes);
    (!bytes.is_empty()).then_some(Span::within(*parts.get(at)?, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Emphasis, Evidence, Inline, Locator, Run, Section};

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
        assert_eq!(shown.get(span.start.offset..span.end.offset), Some("within\n30 days"));
    }

    #[test]
    fn a_quote_is_found_as_editors_write_it() {
        let article = Article { headline: "The rule ends".into(), ..article(&["Within 30 days they", "may appeal."]) };
        let says = |quote| {
            let span = quoted(&article, &takeaway(quote, None))?;
            let shown = shown::shown(&article, span.start.part)?;
            shown.get(span.start.offset..span.end.offset).map(str::to_owned)
        };
        assert_eq!(says("[w]ithin … they").as_deref(), Some("Within 30 days they"));
        assert_eq!(says("[They have] 30 days").as_deref(), Some("30 days"));
        assert_eq!(says("they may appeal").as_deref(), Some("they"));
        assert_eq!(says("“rule ends”").as_deref(), Some("rule ends"));
    }

    #[test]
    fn what_the_text_does_not_say_is_not_found() {
        let article = article(&["Within 30 days."]);
        for quote in ["within 31 days", "days … within", "ithin", "", " "] {
            assert_eq!(quoted(&article, &takeaway(quote, None)), None, "{quote}");
        }
        assert_eq!(quoted(&article, &Takeaway::default()), None);
    }
}
