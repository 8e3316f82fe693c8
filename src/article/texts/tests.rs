//! The ways between places, bytes and words.

use proptest::prelude::*;

use super::*;
use crate::article::{Block, Emphasis, Inline, Run, Section};

fn article(paragraphs: &[&str]) -> Article {
    let paragraph = |text: &&str| {
        Block::Paragraph(Inline { runs: vec![Run { text: (*text).into(), emphasis: Emphasis::NONE, link: None }] })
    };
    let section = Section { blocks: paragraphs.iter().map(paragraph).collect(), ..Section::default() };
    Article { headline: "Head line".into(), sections: vec![section], ..Article::default() }
}

#[test]
fn white_space_is_levelled_with_the_way_back() {
    let texts = Texts::of(&article(&["  one \n\n two\u{a0}three ", "", "four"]));
    assert_eq!(texts.plain(), "Head line one two three four");
    let word = |at: usize| texts.text(texts.span(texts.bytes_of_words(&(at..at + 1)).unwrap()).unwrap());
    assert_eq!((0..6).map(|at| word(at).unwrap()).collect::<Vec<_>>(), ["Head", "line", "one", "two", "three", "four"]);
    assert_eq!(texts.openings(), [0, 2, 5]);
    assert_eq!(texts.in_their_parts(&(3..4)), 2..5);
    assert_eq!(texts.in_their_parts(&(4..6)), 2..6);
}

#[test]
fn a_span_has_its_text() {
    let texts = Texts::of(&article(&["one two", "three four"]));
    let place = |b: usize, offset: usize| Place { part: Part::Block(0, b), offset };
    assert_eq!(texts.text(Span { start: place(0, 4), end: place(1, 5) }), Some("two\nthree"));
    assert_eq!(texts.text(Span::at(place(1, 3))), Some(""));
    assert_eq!(texts.text(Span { start: place(1, 0), end: place(0, 0) }), None, "the end before the start");
    assert_eq!(texts.text(Span::within(Part::Block(0, 0), 0..8)), None, "beyond the end");
    assert_eq!(texts.text(Span::at(Place::start(Part::Byline))), None, "no such part");
    assert_eq!(texts.span_of(Part::Headline), Some(Span::within(Part::Headline, 0..9)));
    let accents = Texts::of(&article(&["cafe\u{301}s"]));
    assert_eq!(accents.text(Span::within(Part::Block(0, 0), 0..4)), Some("cafe\u{301}"), "whole graphemes");
}

proptest! {
    #[test]
    fn every_word_leads_back(paragraphs in prop::collection::vec("[ab.\u{a0} \n\u{301}é]{0,12}", 0..5)) {
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let texts = Texts::of(&article(&paragraphs));
        for (at, word) in texts.words().iter().enumerate() {
            let bytes = texts.bytes_of_words(&(at..at + 1)).unwrap();
            prop_assert_eq!(texts.whole().get(bytes.clone()), texts.plain().get(word.bytes.clone()));
            prop_assert_eq!(texts.to_plain(bytes.start), word.bytes.start);
            prop_assert_eq!(texts.words_at(&word.bytes), at..at + 1);
        }
    }

    #[test]
    fn every_place_leads_back(paragraphs in prop::collection::vec("[ab \né]{0,8}", 0..4)) {
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let texts = Texts::of(&article(&paragraphs));
        let parts: Vec<(Part, usize)> = texts.parts().map(|(part, text)| (part, text.len())).collect();
        for (part, length) in parts {
            for offset in 0..=length {
                let place = Place { part, offset };
                prop_assert_eq!(texts.place(texts.about(place)), Some(place));
            }
        }
    }
}
