//! Questions and answers in the order in which they really come: late, overtaken, again.

use std::path::PathBuf;

use super::*;
use crate::article::{Part, Place};
use crate::library::Origin;
use crate::text::clean;

fn hit(kind: Kind, number: usize) -> Hit {
    Hit {
        kind,
        origin: Origin::File(PathBuf::from(format!("{number}.toml"))),
        id: format!("{number}").into(),
        place: Place::start(Part::Takeaway(number)),
        text: clean::line(&format!("hit {number}")),
        marks: Vec::new(),
        headline: clean::line("headline"),
        published: None,
        topic: None,
        score: 1.0,
    }
}

/// An answer with so many takeaways and headlines.
fn answer(takeaways: usize, headlines: usize) -> Answer {
    let hits = (0..takeaways)
        .map(|number| hit(Kind::Takeaway, number))
        .chain((0..headlines).map(|number| hit(Kind::Headline, number)))
        .collect();
    let counts = [Some(takeaways), Some(headlines), Some(0), Some(0), Some(0), Some(0)];
    Answer { hits, counts, articles: takeaways, ..Answer::default() }
}

fn asked(finder: &mut Finder, typed: &str) -> Question {
    finder.set(typed).unwrap()
}

#[test]
fn only_what_is_awaited_counts() {
    let mut finder = Finder::default();
    let old = asked(&mut finder, "ol");
    let new = asked(&mut finder, "new");
    assert_eq!(finder.answered(&old, Ok(answer(3, 0))), Next::Nothing);
    assert_eq!(finder.hit(), None);
    finder.answered(&new, Ok(answer(2, 0)));
    assert_eq!(finder.answer.hits.len(), 2);
}

#[test]
fn a_mistake_leaves_the_last_good_hits() {
    let mut finder = Finder::default();
    let good = asked(&mut finder, "good");
    finder.answered(&good, Ok(answer(2, 0)));
    let bad = asked(&mut finder, "bad:");
    finder.answered(&bad, Err(Box::new(Diagnostic::error("unknown-field", 0..4, "no such field"))));
    assert!(finder.mistake.is_some());
    assert_eq!(finder.answer.hits.len(), 2);
    let good = asked(&mut finder, "good");
    finder.answered(&good, Ok(answer(2, 0)));
    assert!(finder.mistake.is_none());
}

#[test]
fn more_is_asked_for_near_the_end() {
    let mut finder = Finder::default();
    let question = asked(&mut finder, "x");
    assert_eq!(question.limit, FIRST);
    finder.answered(&question, Ok(answer(FIRST, 0)));
    assert_eq!(finder.ask_for_more(), None, "the cursor is far from the end");
    finder.point_at(FIRST - 5);
    let more = finder.ask_for_more().unwrap();
    assert_eq!(more.limit, FIRST * GROWTH);
    assert_eq!(finder.ask_for_more(), None, "one question at a time");
    finder.answered(&more, Ok(answer(FIRST + 20, 7)));
    assert_eq!(finder.list.cursor, FIRST - 5);
    finder.point_at(FIRST + 25);
    assert_eq!(finder.ask_for_more(), None, "all are there");
}

#[test]
fn the_hit_under_the_cursor_stays_while_more_articles_come() {
    let mut finder = Finder::default();
    let question = asked(&mut finder, "x");
    finder.answered(&question, Ok(answer(5, 0)));
    finder.point_at(3);
    let here = finder.hit().unwrap().clone();
    let again = finder.ask_again().unwrap();
    let mut grown = answer(5, 0);
    grown.hits.insert(0, hit(Kind::Takeaway, 99));
    finder.answered(&again, Ok(grown));
    assert_eq!((finder.list.cursor, finder.hit()), (4, Some(&here)));
}

#[test]
fn newer_hits_of_the_same_are_not_waited_for() {
    let mut finder = Finder::default();
    let question = asked(&mut finder, "x");
    finder.answered(&question, Ok(answer(5, 0)));
    let again = finder.ask_again().unwrap();
    assert!(finder.may_open());
    assert_eq!(finder.count(None), Some(5), "the counts stay until then");
    finder.answered(&again, Ok(answer(6, 0)));
    assert_eq!(finder.count(None), Some(6));
}

#[test]
fn enter_before_the_answer_opens_when_it_comes() {
    let mut finder = Finder::default();
    let question = asked(&mut finder, "x");
    assert!(!finder.may_open());
    assert_eq!(finder.answered(&question, Ok(answer(1, 0))), Next::Open);
    assert!(finder.may_open());
}

#[test]
fn one_kind_still_knows_the_counts_of_all() {
    let mut finder = Finder::default();
    let question = asked(&mut finder, "x");
    finder.answered(&question, Ok(answer(3, 2)));
    let takeaways = finder.cycle_kind(true).unwrap();
    assert_eq!(takeaways.kind, Some(Kind::Takeaway));
    let of_one = |count| Answer { counts: [Some(count), None, None, None, None, None], ..answer(count, 0) };
    assert_eq!(finder.answered(&takeaways, Ok(of_one(3))), Next::Nothing);
    assert_eq!((finder.count(None), finder.count(Some(Kind::Headline))), (Some(5), Some(2)));
    // Other words: they are asked for behind.
    let other = asked(&mut finder, "xy");
    let Next::Ask(probe) = finder.answered(&other, Ok(of_one(0))) else { panic!() };
    assert_eq!(finder.count(None), None, "not known yet");
    finder.answered(&probe, Ok(answer(0, 4)));
    assert_eq!((finder.count(None), finder.count(Some(Kind::Takeaway))), (Some(4), Some(0)));
    assert!(finder.answer.hits.is_empty());
}

#[test]
fn kinds_without_hits_are_skipped() {
    let mut finder = Finder::default();
    let question = asked(&mut finder, "x");
    finder.answered(&question, Ok(answer(3, 2)));
    let kinds: Vec<_> = (0..3).map(|_| finder.cycle_kind(true).and_then(|question| question.kind)).collect();
    assert_eq!(kinds, [Some(Kind::Takeaway), Some(Kind::Headline), None]);
    assert_eq!(finder.cycle_kind(false).and_then(|question| question.kind), Some(Kind::Headline));
}

#[test]
fn an_empty_line_asks_nothing_unless_it_is_narrowed() {
    let mut finder = Finder::default();
    assert_eq!(finder.set("  "), None);
    let question = finder.toggle(Facet::Topic, &"asylum".into()).unwrap();
    assert_eq!(question.narrowed.len(), 1);
    assert_eq!(finder.toggle(Facet::Topic, &"asylum".into()), None);
    assert!(finder.is_resting() && finder.narrowed.is_empty());
}
