//! What keys do in the search, where a sentence says it better than a picture.

use nutgraf::article::Part;
use nutgraf::config::Config;
use nutgraf::search::hit::{Facet, Kind};
use nutgraf::store::Snapshot;
use nutgraf::tui::app::{Notice, View};
use nutgraf::tui::command::Scope;
use nutgraf::tui::effect::Effect;
use nutgraf::tui::finder::Focus;
use nutgraf::tui::start::Start;

use super::{Stage, answers};

fn library(keys: &str) -> Stage {
    Stage::library("mixed", (100, 24)).keys(keys)
}

fn article(keys: &str) -> Stage {
    Stage::article("mixed/policy.toml", (100, 24)).keys(keys)
}

fn texts(stage: &Stage) -> Vec<&str> {
    stage.app.finder.answer.hits.iter().map(|hit| hit.text.as_str()).collect()
}

fn notice(stage: &Stage) -> Option<&str> {
    match stage.app.notice.as_ref()? {
        Notice::Done(text) | Notice::Refused(text) | Notice::Failed(text) => Some(text.as_str()),
    }
}

#[test]
fn every_letter_asks() {
    let mut stage = library("S");
    let mut counts = Vec::new();
    for letter in ["a", "p", "p", "e", "a", "l", "backspace", "x"] {
        stage.press(letter);
        counts.push(stage.app.finder.answer.total());
    }
    assert!(counts[0] > counts[5] && counts[5] > 0 && counts[5] == counts[6] && counts[7] == 0, "{counts:?}");
}

#[test]
fn enter_opens_the_article_at_the_takeaway() {
    let stage = library(r#"S "thirty" enter"#);
    assert_eq!(stage.app.view, View::Reader);
    let reader = stage.app.reader.as_ref().unwrap();
    assert_eq!(reader.part_in(reader.pane), Part::Takeaway(1));
}

#[test]
fn ctrl_o_comes_back_to_the_same_screen_and_goes_on() {
    let mut stage = library(r#"S "appeal" ctrl-f j enter esc tab tab s-tab down down"#);
    let before = stage.snapshot();
    stage.press("enter");
    assert_eq!(stage.app.view, View::Reader);
    stage.press("ctrl-o");
    assert_eq!(stage.app.view, View::Search);
    assert_eq!(stage.snapshot(), before);
    stage.press("alt-right");
    assert_eq!(stage.app.view, View::Reader);
    stage.press("ctrl-o esc");
    assert_eq!(stage.app.view, View::Library);
}

#[test]
fn ctrl_o_comes_back_to_the_scroll_deep_in_the_list() {
    let mut stage = library(r#"S "many" pgdn pgdn pgdn up"#);
    let before = stage.snapshot();
    assert!(stage.app.finder.list.top > 0);
    stage.press("enter ctrl-o");
    assert_eq!(stage.snapshot(), before);
}

#[test]
fn esc_goes_back_to_where_the_search_was_opened() {
    let mut stage = article("5 j");
    let before = stage.snapshot();
    stage.press(r#"S "thirty" esc"#);
    assert_eq!(stage.snapshot(), before);
    // From there to a hit in the same article, back, and out: to the row that was left.
    let top = |stage: &Stage| (stage.app.view, stage.app.reader.as_ref().unwrap().top);
    stage.press("S enter ctrl-o esc");
    assert_eq!(top(&stage), (View::Reader, 5));
    // The jump list goes the same way.
    stage.press("S enter ctrl-o ctrl-o");
    assert_eq!(top(&stage), (View::Reader, 5));
}

#[test]
fn the_search_is_as_it_was_left() {
    let mut stage = library(r#"S "appeal" down down"#);
    let before = stage.snapshot();
    stage.press("esc j S");
    assert_eq!(stage.snapshot(), before);
}

#[test]
fn a_search_with_words_begins_anew() {
    let stage = library(r#"S "asylum" tab ctrl-f enter esc esc : "search appeal" enter"#);
    assert_eq!(stage.app.finder.line.text(), "appeal");
    assert!(stage.app.finder.kind.is_none() && stage.app.finder.narrowed.is_empty());
    assert!(!texts(&stage).is_empty());
}

#[test]
fn find_in_the_library_is_the_search_and_in_an_article_it_is_not() {
    assert_eq!(library(r#": "find appeal" enter"#).app.view, View::Search);
    let stage = article(r#": "find appeal" enter"#);
    assert_eq!(stage.app.view, View::Reader);
    assert!(stage.app.reader.as_ref().unwrap().found.is_some());
}

#[test]
fn tab_goes_through_the_kinds_that_have_hits() {
    let mut stage = library(r#"S "appeal""#);
    let mut kinds = Vec::new();
    loop {
        stage.press("tab");
        let Some(kind) = stage.app.finder.kind else { break };
        assert!(stage.app.finder.answer.hits.iter().all(|hit| hit.kind == kind));
        kinds.push(kind);
    }
    assert_eq!(kinds, Kind::ALL);
    stage.press("s-tab");
    assert_eq!(stage.app.finder.kind, Some(Kind::Paragraph));
}

#[test]
fn a_value_narrows_and_widens() {
    let mut stage = library(r#"S "asylum""#);
    let all = texts(&stage).len();
    stage.press("ctrl-f enter");
    let narrowed = stage.app.finder.narrowed.clone();
    assert_eq!((narrowed[0].facet, narrowed[0].value.raw()), (Facet::Topic, "asylum"));
    assert!(texts(&stage).len() < all);
    stage.press("space");
    assert_eq!(texts(&stage).len(), all);
    stage.press("enter G enter x");
    assert!(stage.app.finder.narrowed.is_empty());
    assert_eq!(stage.app.finder.focus, Focus::Facets);
    stage.press("left");
    assert_eq!(stage.app.finder.focus, Focus::Line);
}

#[test]
fn backspace_on_an_empty_line_widens() {
    let mut stage = library(r#"S "asylum" ctrl-f enter esc ctrl-u"#);
    assert!(!texts(&stage).is_empty(), "all of the topic");
    stage.press("backspace");
    assert!(stage.app.finder.is_resting());
}

#[test]
fn more_hits_come_near_the_end() {
    let mut stage = library(r#"S "many""#);
    assert_eq!((texts(&stage).len(), stage.app.finder.count(None)), (100, Some(1_234)));
    for _ in 0..40 {
        stage.press("pgdn");
    }
    assert!(texts(&stage).len() >= 400);
    let here = stage.app.finder.list.cursor;
    assert!((40..400).contains(&here), "{here}");
}

#[test]
fn enter_waits_for_an_answer_that_is_late() {
    let mut stage = library("S");
    stage.engine = None;
    stage.press(r#""thirty" enter"#);
    assert_eq!(stage.app.view, View::Search);
    let Some(Effect::Ask(newest)) = stage.outside.last().cloned() else { panic!() };
    let Some(Effect::Ask(older)) = stage.outside.first().cloned() else { panic!() };
    stage.app.answered(&older, answers::answer(&older));
    stage.settle();
    assert!(texts(&stage).is_empty(), "a stale answer");
    stage.app.answered(&newest, answers::answer(&newest));
    stage.settle();
    assert_eq!(stage.app.view, View::Reader);
}

#[test]
fn a_newer_library_asks_again_and_keeps_the_hit() {
    let mut stage = library(r#"S "appeal" down down"#);
    let before = stage.snapshot();
    let library = stage.app.shelf.library.clone();
    stage.app.library(&Snapshot::of_records(library));
    assert!(matches!(stage.app.effects.as_slice(), [.., Effect::Ask(_)]));
    stage.settle();
    assert_eq!(stage.snapshot(), before);
}

#[test]
fn what_was_searched_is_remembered_and_comes_back() {
    let mut stage = library("").recalling(&[], &["bond"]);
    stage.press(r#"S "appeal" enter q S ctrl-u "asylum bad:" esc"#);
    assert_eq!(stage.outside, [Effect::Remember("appeal".to_owned())], "no mistake is remembered");
    stage.press("S ctrl-u alt-up");
    assert_eq!(stage.app.finder.line.text(), "appeal");
    stage.press("alt-up");
    assert_eq!(stage.app.finder.line.text(), "bond");
    stage.press("alt-down alt-down");
    assert_eq!(stage.app.finder.line.text(), "");
    stage.press("down down enter");
    assert_eq!(stage.app.finder.line.text(), "bond");
}

#[test]
fn without_history_nothing_is_kept() {
    let mut stage = library(r#"S "appeal" enter"#);
    assert!(!stage.outside.iter().any(|effect| matches!(effect, Effect::Remember(_))));
    stage.press("ctrl-o ctrl-u down enter");
    assert_eq!(stage.app.finder.line.text(), "appeal", "the session knows it");
}

#[test]
fn a_saved_search_runs_by_name_and_from_the_menu() {
    let saved = [("courts", "appeal"), ("wrong", "bad:")];
    let mut stage = library("").recalling(&saved, &[]);
    stage.press(r#": "saved courts" enter"#);
    assert_eq!((stage.app.view, stage.app.finder.line.text().as_str()), (View::Search, "appeal"));
    stage.press("ctrl-u f3 enter");
    assert_eq!(stage.app.finder.line.text(), "appeal");
    stage.press(r#"esc : "saved court" enter"#);
    assert_eq!(notice(&stage), Some("no saved search is called court; f3 lists them"));
    assert_eq!(notice(&library("f3")), Some("no search is saved; the config's [searches] names them"));
}

#[test]
fn a_wrong_saved_search_is_a_problem_of_the_config() {
    let mut stage = library("").recalling(&[("wrong", "bad:")], &[]);
    stage.press(r#": "saved wrong" enter"#);
    assert_eq!(stage.app.config.complaints.len(), 1);
    assert_eq!(notice(&stage), Some("this saved search is wrong: g p in the library shows where"));
    stage.press(r#"esc : "saved wrong" enter"#);
    assert_eq!(stage.app.config.complaints.len(), 1, "said once");
}

#[test]
fn keys_and_searches_come_from_the_config() {
    let source = "[searches]\ncourts = 'appeal'\n[keys.search]\n'ctrl-g' = 'facets'\n'x' = 'facets'\n";
    let (config, complaints) = Config::read(source);
    assert!(complaints.is_empty());
    let app = Start { config, state: Some("state".into()), ..Start::default() }.app();
    assert_eq!(app.finder.recall.saved[0].query, "appeal");
    assert!(app.finder.recall.kept);
    assert_eq!(app.config.complaints[0].code, "typed-key");
    assert_eq!(app.keymap.keys_of("facets", Scope::Search), ["ctrl-f", "ctrl-g"]);
    assert_eq!(app.keymap.key_of("theme", Scope::Search), None, "where one types, T is a letter");
}

#[test]
fn characters_are_typed_even_where_they_are_keys_elsewhere() {
    let stage = library(r#"S "q?:T3jx""#);
    assert_eq!(stage.app.finder.line.text(), "q?:T3jx");
    assert!(stage.app.layers.is_empty());
}

#[test]
fn the_wheel_moves_and_a_click_opens() {
    use std::time::Duration;

    use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    let mouse = |kind, column, row| MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
    let mut stage = Stage::library("mixed", (120, 36)).keys(r#"S "asylum""#);
    stage.app.mouse(mouse(MouseEventKind::ScrollDown, 30, 10), Duration::ZERO);
    assert_eq!(stage.app.finder.list.cursor, 1);
    let strip = stage.app.frame.sheet.strip;
    for (cell, kind) in [(9, Some(Kind::Takeaway)), (6, Some(Kind::Takeaway)), (0, None)] {
        stage.app.mouse(mouse(MouseEventKind::Down(MouseButton::Left), strip.x + cell, strip.y), Duration::ZERO);
        stage.settle();
        assert_eq!(stage.app.finder.kind, kind, "at {cell}");
    }
    let facets = stage.app.frame.sheet.facets.unwrap();
    stage.app.mouse(mouse(MouseEventKind::Down(MouseButton::Left), facets.x, facets.y + 1), Duration::ZERO);
    stage.settle();
    assert_eq!(stage.app.finder.narrowed.len(), 1);
    let list = stage.app.frame.sheet.list;
    stage.app.mouse(mouse(MouseEventKind::Down(MouseButton::Left), list.x, list.y), Duration::ZERO);
    stage.settle();
    assert_eq!(stage.app.view, View::Search, "a heading is no hit");
    stage.app.mouse(mouse(MouseEventKind::Down(MouseButton::Left), list.x, list.y + 2), Duration::ZERO);
    stage.settle();
    assert_eq!(stage.app.view, View::Reader);
}

#[test]
fn linear_mode_puts_the_cursor_on_the_hit_and_back_on_the_line() {
    let mut stage = Stage::library("mixed", (60, 24)).keys(r#": "linear" enter S "asylum""#);
    let at = |stage: &Stage| stage.painted().1.unwrap().y;
    assert_eq!(at(&stage), 0);
    stage.press("down");
    let first = at(&stage);
    stage.press("down");
    assert!(at(&stage) > first && first > 0);
    stage.press("s");
    assert_eq!(at(&stage), 0);
}
