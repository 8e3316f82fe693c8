//! Behind a takeaway: what the file records, its quote, then the closest passages, which are found.

use super::board::{Board, Goal, Group, Item, Subject, whereabouts, words};
use crate::article::quoted::quoted;
use crate::article::{Article, Part, Place, Span};
use crate::insight::closest::{Closest, Passage};
use crate::text::clean;
use crate::tui::reader::Behind;
use crate::tui::theme::Role;

/// Above what is found.
pub(super) const BY_WORDING: &str = "CLOSEST PASSAGES FOUND BY WORDING";

/// Above what the file records, and what is said where it records nothing.
const RECORDED: &str = "RECORDED AS EVIDENCE";
const NONE: &str = "the file records none";

/// The board of a takeaway; none where there is no such one.
pub(super) fn board(article: &Article, behind: &Behind, at: usize) -> Option<Board> {
    let takeaway = article.takeaways.get(at)?;
    let shown_above = |part: Part| takeaway.evidence.iter().any(|evidence| Part::from(evidence.locator) == part);
    let item = |passage: &Passage| {
        let found = found(article, passage);
        if shown_above(passage.part) { found.seen_above() } else { found }
    };
    let closest = if behind.closest.is_some() {
        Group::new(BY_WORDING, near(behind, at).map(item).collect(), "no passage of this article is close")
    } else {
        Group::awaited(BY_WORDING)
    };
    Some(Board {
        title: clean::line(&format!("Behind takeaway {} of {}", at + 1, article.takeaways.len())),
        subject: Subject {
            label: "KEY TAKEAWAY".into(),
            text: takeaway.text.lines(),
            role: Role::Takeaway,
            facts: Vec::new(),
        },
        groups: vec![recorded(article, behind, at), closest],
    })
}

/// The passages that are close to a takeaway, as far as they were looked for.
fn near(behind: &Behind, at: usize) -> impl Iterator<Item = &Passage> {
    let closest = behind.closest.as_ref().and_then(|closest| closest.get(at));
    closest.into_iter().flat_map(Closest::near)
}

/// What the file records: its evidence in its order, then the quote. What stands out in a passage are its words in common with the
/// takeaway where it is close to it, else the quote, which stands below in any case.
fn recorded(article: &Article, behind: &Behind, at: usize) -> Group {
    let Some(takeaway) = article.takeaways.get(at) else { return Group::new(RECORDED, Vec::new(), NONE) };
    let quote = quoted(article, takeaway);
    let evidence = takeaway.evidence.iter().map(|evidence| {
        let part = evidence.locator.into();
        let item = one(article, part, quote);
        match near(behind, at).find(|passage| passage.part == part) {
            Some(passage) => {
                Item { marks: passage.in_passage.clone(), in_subject: passage.in_takeaway.clone(), ..item }
            }
            None => item,
        }
    });
    let words = takeaway.quote.as_ref().map(|words| {
        let (lead, goal) = match quote {
            Some(span) => {
                let place = whereabouts(article, span.start.part);
                (format!("quote, in {place}"), Goal::Passage(span.start, Some(span)))
            }
            None => ("quote; these words are not in the text".to_owned(), Goal::Nowhere),
        };
        let words = words.line();
        Item { marks: std::iter::once(0..words.len()).collect(), ..Item::new(clean::line(&lead), words, goal) }
    });
    let items = evidence.chain(words).collect();
    Group::new(RECORDED, items, NONE)
}

/// A recorded part; the quote stands out where the part has it.
fn one(article: &Article, part: Part, quote: Option<Span>) -> Item {
    if let Part::Source(at) = part {
        let lead = clean::line(&format!("{}, a source", whereabouts(article, part)));
        return Item::new(lead, words(article, part), Goal::Source(at));
    }
    let quote = quote.filter(|span| span.start.part.is_in(part));
    let marks = quote.filter(|span| span.start.part == part).map(|span| span.start.offset..span.end.offset);
    let item = Item::new(whereabouts(article, part), words(article, part), Goal::Passage(Place::start(part), quote));
    Item { marks: marks.into_iter().collect(), ..item }
}

/// A found passage; the words in common stand out on both sides.
fn found(article: &Article, passage: &Passage) -> Item {
    Item {
        lead: whereabouts(article, passage.part),
        text: words(article, passage.part),
        marks: passage.in_passage.clone(),
        in_subject: passage.in_takeaway.clone(),
        goal: Goal::Passage(Place::start(passage.part), None),
    }
}
