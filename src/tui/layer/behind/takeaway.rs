//! Behind a takeaway: what the file records, its quote, then the closest passages, which are found.

use super::board::{Board, Goal, Group, Item, Subject, whereabouts, words};
use crate::article::quoted::quoted;
use crate::article::{Article, Part, Place, Span, Takeaway};
use crate::insight::closest::{Closest, Passage};
use crate::text::clean;
use crate::tui::reader::Behind;
use crate::tui::theme::Role;

/// Above what is found.
pub(super) const BY_WORDING: &str = "CLOSEST PASSAGES FOUND BY WORDING";

/// The board of a takeaway; none where there is no such one.
pub(super) fn board(article: &Article, behind: &Behind, at: usize) -> Option<Board> {
    let takeaway = article.takeaways.get(at)?;
    let closest = match &behind.closest {
        None => Group::awaited(BY_WORDING),
        Some(closest) => {
            let near = closest.get(at).into_iter().flat_map(Closest::near);
            let items = near.map(|passage| found(article, passage)).collect();
            Group::new(BY_WORDING, items, "no passage of this article is close")
        }
    };
    Some(Board {
        title: clean::line(&format!("Behind takeaway {} of {}", at + 1, article.takeaways.len())),
        subject: Subject {
            label: "KEY TAKEAWAY".into(),
            text: takeaway.text.lines(),
            role: Role::Takeaway,
            facts: Vec::new(),
        },
        groups: vec![recorded(article, takeaway), closest],
    })
}

/// What the file records: its evidence in its order, then the quote.
fn recorded(article: &Article, takeaway: &Takeaway) -> Group {
    let quote = quoted(article, takeaway);
    let evidence = takeaway.evidence.iter().map(|evidence| one(article, evidence.locator.into(), quote));
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
    Group::new("RECORDED AS EVIDENCE", items, "the file records none")
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
