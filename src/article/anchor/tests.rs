//! What becomes of anchors, case by case; tests/anchors.rs measures them over many edited articles.

use proptest::prelude::*;

use super::*;
use crate::article::Wording;
use crate::article::{Article, Block, Emphasis, Inline, Place, Run, Section, Takeaway};

const OHIO: &str =
    "In 2019, the agency approved 1,200 petitions in Ohio. The agency did not respond to a request for comment.";
const IOWA: &str =
    "In 2020, the agency approved 1,450 petitions in Iowa. The agency did not respond to a request for comment.";
const RULE: &str =
    "A judge ruled in March that the department may not end the program without a hearing for Okafor and others.";
const UNION: &str =
    "The union asked for a review of every file; nobody could say how often officers had read them before.";

fn texts(paragraphs: &[&str]) -> Texts {
    let paragraph = |text: &&str| {
        Block::Paragraph(Inline { runs: vec![Run { text: (*text).into(), emphasis: Emphasis::NONE, link: None }] })
    };
    let section = Section {
        heading: Some("Text".into()),
        blocks: paragraphs.iter().map(paragraph).collect(),
        ..Section::default()
    };
    let takeaway = |text: &str| Takeaway { text: text.into(), ..Takeaway::default() };
    let takeaways = vec![takeaway("Approvals fell in two states."), takeaway("A hearing is needed.")];
    Texts::of(&Article { headline: "Rule ends".into(), takeaways, sections: vec![section], ..Article::default() })
}

fn quote(texts: &Texts, block: usize, words: &str) -> Anchor {
    let part = Part::Block(0, block);
    let at = texts.part(part).unwrap().find(words).unwrap();
    Anchor::of(texts, Span::within(part, at..at + words.len())).unwrap()
}

/// Where an anchor is of whose text nothing is known.
fn by_quote(texts: &Texts, anchor: &Anchor) -> Attached {
    attach(texts, &Trail::default(), anchor)
}

/// Where an anchor is that was taken from another text.
fn followed(before: &Texts, texts: &Texts, anchor: &Anchor) -> Attached {
    attach(texts, &Trail::of(texts, [&Wording::of(before)]), anchor)
}

/// Where it is: how, the block, the words.
fn found<'a>(texts: &'a Texts, anchor: &Anchor) -> Option<(bool, Part, &'a str)> {
    let attached = by_quote(texts, anchor);
    let span = attached.span()?;
    Some((matches!(attached, Attached::There(_)), span.start.part, texts.text(span).unwrap()))
}

#[test]
fn an_anchor_is_quote_context_and_telling_words() {
    let before = texts(&[OHIO, IOWA]);
    let anchor = quote(&before, 0, "the agency approved 1,200");
    assert_eq!(anchor.exact, "the agency approved 1,200");
    assert_eq!(
        (anchor.prefix.as_str(), anchor.suffix.as_str()),
        ("hearing is needed.\nText\nIn 2019, ", " petitions in Ohio. The agency did")
    );
    let telling: Vec<String> = anchor.telling.iter().map(ToString::to_string).collect();
    assert_eq!(telling, ["2019:-1", "1,200:0", "Ohio:3"]);
    assert_eq!((anchor.part, anchor.offset), (Part::Block(0, 0), 9));
}

#[test]
fn words_that_moved_are_there() {
    let before = texts(&[OHIO, IOWA, RULE, UNION]);
    let anchor = quote(&before, 2, "the department may not end the program");
    let after = texts(&[UNION, "Something new.", RULE, IOWA]);
    assert_eq!(found(&after, &anchor), Some((true, Part::Block(0, 2), "the department may not end the program")));
    // A paragraph that now ends within them.
    let after =
        texts(&["A judge ruled in March that the department may", "not end the program without a hearing for Okafor."]);
    assert_eq!(found(&after, &anchor), Some((true, Part::Block(0, 0), "the department may\nnot end the program")));
}

#[test]
fn of_words_that_stand_twice_the_right_ones_are_found() {
    let before = texts(&[OHIO, IOWA]);
    for block in [0, 1] {
        let anchor = quote(&before, block, "did not respond");
        let after = texts(&[UNION, IOWA, RULE, OHIO]);
        assert_eq!(found(&after, &anchor), Some((true, Part::Block(0, [3, 1][block]), "did not respond")));
    }
}

#[test]
fn a_sentence_whose_own_occurrence_is_gone_does_not_jump() {
    let repeated = "The agency did not respond to a request for comment.";
    let before = texts(&[OHIO, RULE, IOWA, UNION]);
    let anchor = quote(&before, 0, repeated);
    assert_eq!(by_quote(&texts(&[RULE, IOWA, UNION]), &anchor), Attached::Lost);
    assert_eq!(by_quote(&texts(&[IOWA, RULE, UNION]), &anchor), Attached::Lost, "in its very place");
    let short = quote(&before, 0, "approved");
    assert_eq!(by_quote(&texts(&[IOWA, RULE, UNION]), &short), Attached::Lost);
}

#[test]
fn a_passage_made_alike_is_not_taken_for_one_that_is_gone() {
    let before = texts(&[OHIO, IOWA, UNION]);
    let anchor = quote(&before, 0, "In 2019, the agency approved 1,200 petitions in Ohio.");
    assert_eq!(by_quote(&texts(&[IOWA, UNION]), &anchor), Attached::Lost);
    assert_eq!(by_quote(&texts(&[UNION, RULE]), &anchor), Attached::Lost);
}

#[test]
fn changed_words_are_near() {
    let before = texts(&[OHIO, IOWA, RULE]);
    let anchor = quote(&before, 0, "In 2019, the agency approved 1,200 petitions in Ohio.");
    let changed = "In 2019, the department approved 1,200 petitions in Ohio. The agency did not respond.";
    let after = texts(&[IOWA, changed, RULE]);
    assert_eq!(
        found(&after, &anchor),
        Some((false, Part::Block(0, 1), "In 2019, the department approved 1,200 petitions in Ohio"))
    );
    let Attached::Near { similarity, .. } = by_quote(&after, &anchor) else { panic!("not near") };
    assert!((similarity - 8.0 / 9.0).abs() < 1e-9);
}

#[test]
fn a_short_quote_needs_its_context() {
    let before = texts(&[RULE, UNION]);
    let anchor = quote(&before, 0, "hearing");
    let elsewhere = UNION.replace("review", "hearing");
    assert_eq!(by_quote(&texts(&[IOWA, &elsewhere]), &anchor), Attached::Lost);
    assert_eq!(found(&texts(&[IOWA, RULE]), &anchor), Some((true, Part::Block(0, 1), "hearing")));
    // Half a word is no word.
    let ice = quote(&texts(&["Agents of ice came to the house."]), 0, "ice");
    assert_eq!(by_quote(&texts(&["Agents of police came to the house."]), &ice), Attached::Lost);
}

#[test]
fn whole_parts_and_places_hold() {
    let before = texts(&[OHIO, RULE, UNION]);
    let after = texts(&[UNION, RULE.replace("March", "April").as_str(), OHIO]);
    for part in [Part::Headline, Part::Takeaway(1), Part::Heading(0)] {
        let anchor = Anchor::of(&before, before.span_of(part).unwrap()).unwrap();
        assert_eq!(by_quote(&after, &anchor), Attached::There(after.span_of(part).unwrap()), "{part}");
    }
    let rule = Anchor::of(&before, before.span_of(Part::Block(0, 1)).unwrap()).unwrap();
    assert_eq!(
        by_quote(&after, &rule).span(),
        after.span_of(Part::Block(0, 1)),
        "a changed part is still the whole of it"
    );
    let place = |block: usize, offset: usize| Span::at(Place { part: Part::Block(0, block), offset });
    let in_union = Anchor::of(&before, place(2, 24)).unwrap();
    assert_eq!((in_union.exact.as_str(), by_quote(&after, &in_union).span()), ("", Some(place(0, 24))));
    let start = Anchor::of(&before, place(2, 0)).unwrap();
    assert_eq!(by_quote(&after, &start).span(), Some(place(0, 0)));
    assert_eq!(by_quote(&texts(&[OHIO]), &in_union), Attached::Lost);
    let picture = texts(&["ruled. court 👩\u{200d}⚕  "]);
    let before_it = place(0, 13);
    let anchor = Anchor::of(&picture, before_it).unwrap();
    assert_eq!(by_quote(&picture, &anchor), Attached::There(before_it), "no word tells it from the place behind it");
}

#[test]
fn what_was_put_in_between_two_parts_does_not_lose_the_quote() {
    let before = texts(&[OHIO, RULE]);
    let start = Place { part: Part::Block(0, 0), offset: 9 };
    let anchor = Anchor::of(&before, Span { start, end: Place { part: Part::Block(0, 1), offset: 50 } }).unwrap();
    let after = texts(&[OHIO, UNION, RULE]);
    let span = by_quote(&after, &anchor).span().unwrap();
    assert_eq!((span.start, span.end.part), (start, Part::Block(0, 2)));
}

/// Pieces of text that are hard: repeated, of many bytes, marks on letters, white space of every kind.
fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    let piece = prop::sample::select(vec![
        "the ",
        "court ",
        "ruled. ",
        "1,200 ",
        "Ohio ",
        " ",
        "\n",
        "\u{a0}",
        "é",
        "e\u{301}",
        "👩\u{200D}⚕ ",
        "移民 ",
        "— ",
        "“",
        "a",
        ". ",
    ]);
    prop::collection::vec(prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat()), 1..6)
}

proptest! {
    #[test]
    fn any_span_of_an_unchanged_article_attaches_to_itself(
        paragraphs in paragraphs(), from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()
    ) {
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let texts = texts(&paragraphs);
        let length = texts.whole().len() + 1;
        let (from, to) = (from.index(length), to.index(length));
        let place = |at: usize| texts.place(at).unwrap();
        let asked = Span { start: place(from.min(to)), end: place(from.max(to)) };
        prop_assume!(texts.text(asked).is_some());
        // What cuts a character is grown to whole ones.
        let span = texts.span(texts.bytes(asked).unwrap()).unwrap();
        let anchor = Anchor::of(&texts, asked).unwrap();
        prop_assert_eq!(by_quote(&texts, &anchor), Attached::There(span), "{:?}", anchor);
    }
}

#[test]
fn a_twin_is_not_taken_for_the_one_that_is_gone() {
    let (one, other) = (
        OHIO.replace("1,200", "some").replace("2019", "a year"),
        IOWA.replace("1,450", "some").replace("2020", "a year"),
    );
    let before = texts(&[&one, RULE, &other]);
    let anchor = quote(&before, 0, "the agency approved some petitions in");
    let last = quote(&before, 2, "The agency did not respond");
    for (paragraphs, first_is, last_is) in [
        (vec![RULE, &other], None, Some(Part::Block(0, 1))),
        (vec![&one, UNION, RULE], Some(Part::Block(0, 0)), None),
        (vec![&other, RULE, &one], Some(Part::Block(0, 2)), Some(Part::Block(0, 0))),
        (vec![UNION, &one, &other], Some(Part::Block(0, 1)), Some(Part::Block(0, 2))),
    ] {
        let after = texts(&paragraphs);
        let part = |anchor: &Anchor| followed(&before, &after, anchor).span().map(|span| span.start.part);
        assert_eq!((part(&anchor), part(&last)), (first_is, last_is), "{paragraphs:?}");
    }
}

#[test]
fn words_are_followed_through_what_editors_do() {
    let before = texts(&[OHIO, RULE, UNION]);
    let anchor = quote(&before, 1, "may not end the program without a hearing");
    let changed = RULE.replace("may not end the", "cannot simply end this");
    let (first, rest) = RULE.split_at(RULE.find("that the department").unwrap());
    let joined = format!("{UNION} {RULE}");
    for (paragraphs, words) in [
        (vec![OHIO, &changed, UNION], "cannot simply end this program without a hearing"),
        (vec![OHIO, first, rest, UNION], "may not end the program without a hearing"),
        (vec![joined.as_str(), OHIO], "may not end the program without a hearing"),
    ] {
        let after = texts(&paragraphs);
        let is = followed(&before, &after, &anchor);
        assert_eq!(is.span().and_then(|span| after.text(span)), Some(words), "{is:?}");
        assert_eq!(matches!(is, Attached::There(_)), after.text(is.span().unwrap()) == Some(anchor.exact.as_str()));
    }
    let after = texts(&[OHIO, UNION]);
    assert_eq!(followed(&before, &after, &anchor), Attached::Lost);
}
