//! The reverse: which takeaways lean on a passage or on a section. Those that record it, and apart from them those that are close
//! to it by wording.

use super::board::{Board, Goal, Group, Item, Subject, whereabouts, words};
use crate::article::{Article, Part, Place};
use crate::insight::closest::Passage;
use crate::text::clean;
use crate::tui::reader::Behind;
use crate::tui::theme::Role;

/// Above what is found.
const BY_WORDING: &str = "TAKEAWAYS CLOSE TO IT, FOUND BY WORDING";

/// The board of a block or heading; none where the article has no such part.
pub(super) fn board(article: &Article, behind: &Behind, part: Part) -> Option<Board> {
    if !article.has(part.locator()?) {
        return None;
    }
    let numbered = || (0..).zip(&article.takeaways);
    let leans = |takeaway: &crate::article::Takeaway| {
        let within = |evidence: &crate::article::Evidence| Part::from(evidence.locator).is_in(part);
        takeaway.records(part) || takeaway.evidence.iter().any(within)
    };
    // With the words that it has in common with the passage, where it is close to it.
    let item = |at: usize| {
        let item = item(article, at);
        match near(behind, at, part) {
            Some(passage) => Item {
                marks: passage.in_takeaway.clone(),
                in_subject: if passage.part == part { passage.in_passage.clone() } else { Vec::new() },
                ..item
            },
            None => item,
        }
    };
    let recorded = numbered().filter(|(_, takeaway)| leans(takeaway)).map(|(at, _)| item(at)).collect();
    let found = if behind.closest.is_some() {
        let close = numbered().filter(|(at, _)| near(behind, *at, part).is_some());
        let found = close.map(|(at, takeaway)| if leans(takeaway) { item(at).seen_above() } else { item(at) });
        Group::new(BY_WORDING, found.collect(), "no takeaway of this article is close")
    } else {
        Group::awaited(BY_WORDING)
    };
    let (label, title) = match part {
        Part::Heading(_) => ("SECTION", "Takeaways and this section"),
        _ => ("PASSAGE", "Takeaways and this passage"),
    };
    Some(Board {
        title: title.into(),
        subject: Subject {
            label: clean::line(&format!("{label} · {}", whereabouts(article, part))),
            text: words(article, part),
            role: Role::Text,
            facts: Vec::new(),
        },
        groups: vec![Group::new("TAKEAWAYS THAT RECORD IT AS EVIDENCE", recorded, "the file records none"), found],
    })
}

/// The passage of a part that is close to a takeaway, as far as it was looked for.
fn near(behind: &Behind, at: usize, part: Part) -> Option<&Passage> {
    let closest = behind.closest.as_ref()?.get(at)?;
    closest.near().find(|passage| passage.part.is_in(part))
}

fn item(article: &Article, at: usize) -> Item {
    let part = Part::Takeaway(at);
    Item::new(whereabouts(article, part), words(article, part), Goal::Passage(Place::start(part), None))
}
