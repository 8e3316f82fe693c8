//! Selecting text by keys and by mouse, and going through highlights.

use std::time::Duration;

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use nutgraf::article::{Part, Place};
use nutgraf::reading::Colour;
use nutgraf::tui::app::{Notice, View};
use nutgraf::tui::effect::Effect;

use super::Stage;
use super::cases::marked;

const ARTICLE: &str = "mixed/policy.toml";

fn article(keys: &str) -> Stage {
    Stage::article(ARTICLE, (100, 24)).keys(keys)
}

fn top(stage: &Stage) -> usize {
    stage.app.reader.as_ref().unwrap().top
}

/// What is selected.
fn selected(stage: &Stage) -> String {
    stage.app.reader.as_ref().unwrap().selected_text().unwrap_or_default()
}

#[test]
fn a_word_is_chosen_by_its_letters() {
    let mut stage = Stage::article(ARTICLE, (100, 24)).keys("v");
    assert!(selected(&stage).is_empty());
    stage.press("a s");
    assert_eq!(selected(&stage), "may", "the second word of the dek");
    // Letters that stand nowhere leave the layer.
    let stage = Stage::article(ARTICLE, (100, 24)).keys("v 7");
    assert!(stage.app.layers.is_empty() && stage.app.reader.as_ref().unwrap().selection.is_none());
}

#[test]
fn a_selection_starts_at_the_match_and_grows() {
    let mut stage = Stage::article(ARTICLE, (100, 40)).keys(r#"/ "thirty days" enter v"#);
    assert_eq!(selected(&stage), "thirty days");
    stage.press("e");
    assert_eq!(selected(&stage), "thirty days to");
    stage.press("2 e");
    assert_eq!(selected(&stage), "thirty days to appeal, counted");
    stage.press("o 2 b");
    assert_eq!(selected(&stage), "There are thirty days to appeal, counted");
    stage.press("o )");
    assert!(selected(&stage).ends_with("not from its arrival."));
    stage.press("}");
    assert_eq!(selected(&stage).lines().count(), 2, "on into the next takeaway");
}

#[test]
fn a_selection_runs_over_parts_and_is_copied_unwrapped() {
    let mut stage = Stage::article(ARTICLE, (60, 24)).keys(r#": "go-to s2.p1" enter 1 v } }"#);
    let text = selected(&stage);
    assert!(text.starts_with("The notice has to reach") && text.ends_with("weekend or holiday."), "{text}");
    assert_eq!(text.lines().count(), 4, "a paragraph and three items: {text}");
    stage.press("c");
    assert_eq!(stage.outside, [Effect::Copy(nutgraf::text::clean::lines(&text))]);
    assert!(stage.app.reader.as_ref().unwrap().selection.is_none());
    assert!(stage.snapshot().contains("copied 57 words"));
}

#[test]
fn a_selection_survives_other_widths() {
    let mut stage = Stage::article(ARTICLE, (60, 24)).keys(r#"/ "thirty days" enter v } } } }"#);
    let before = selected(&stage);
    // The takeaway, where it began, goes to a pane of its own and comes back.
    for width in [120, 40, 200, 80, 1, 60] {
        stage.resize(width, 30);
        assert_eq!(selected(&stage), before, "at {width}");
    }
}

#[test]
fn what_is_selected_in_the_text_takes_in_no_other_pane() {
    let stage = Stage::article(ARTICLE, (120, 36)).keys("1 v } } w");
    assert!(selected(&stage).starts_with("Who may appeal, how long"), "{}", selected(&stage));
    assert!(!selected(&stage).contains("Either side"), "{}", selected(&stage));
}

#[test]
fn the_view_follows_the_moving_end_and_a_goal_cell_is_kept() {
    let mut stage = Stage::article(ARTICLE, (60, 16)).keys("1 v G");
    let reader = stage.app.reader.as_ref().unwrap();
    assert_eq!(reader.top + 15, reader.text.lines.len());
    let (_, cursor) = stage.painted();
    assert!(cursor.is_some(), "a real cursor stands at the moving end");
    stage.press("g g");
    assert_eq!(top(&stage), 0);
    stage.press("$ 4 j 4 k");
    assert_eq!(stage.app.reader.as_ref().unwrap().moving_cell().unwrap().1, 0);
}

#[test]
fn esc_and_v_leave_the_selection_and_nothing_more() {
    for key in ["esc", "v", "q", "ctrl-c"] {
        let mut stage = Stage::library("mixed", (100, 24)).keys("enter 1 v");
        assert!(!selected(&stage).is_empty());
        stage.press(key);
        assert!(selected(&stage).is_empty() && stage.outside.is_empty() && stage.app.view == View::Reader, "{key}");
    }
}

#[test]
fn the_ends_of_the_text_are_told() {
    let stage = article("1 v g g h");
    assert_eq!(stage.app.notice, Some(Notice::Refused("this is the start of the text".into())));
    let stage = article("1 v G l");
    assert_eq!(stage.app.notice, Some(Notice::Refused("this is the end of the text".into())));
}

/// Presses, moves and lets go the left button, at cells of the text pane.
fn drag(stage: &mut Stage, from: (u16, u16), to: (u16, u16), at: u64) {
    let text = stage.app.frame.page.text;
    let left = MouseButton::Left;
    let steps = [(MouseEventKind::Down(left), from), (MouseEventKind::Drag(left), to), (MouseEventKind::Up(left), to)];
    for (kind, (x, y)) in steps.into_iter().filter(|(kind, _)| from != to || *kind != MouseEventKind::Drag(left)) {
        let event = MouseEvent { kind, column: text.x + x, row: text.y + y, modifiers: KeyModifiers::NONE };
        stage.app.mouse(event, Duration::from_millis(at));
        stage.settle();
    }
}

#[test]
fn the_mouse_selects_by_dragging_and_by_clicking_twice_and_thrice() {
    let mut stage = article("");
    drag(&mut stage, (4, 0), (6, 0), 0);
    assert_eq!(selected(&stage), "may");
    drag(&mut stage, (5, 0), (5, 0), 1000);
    assert_eq!(selected(&stage), "", "a click leaves the selection");
    drag(&mut stage, (5, 0), (5, 0), 1200);
    assert_eq!(selected(&stage), "may");
    drag(&mut stage, (5, 0), (5, 0), 1400);
    assert!(selected(&stage).starts_with("Who may appeal") && selected(&stage).ends_with("looks at."));
    drag(&mut stage, (5, 0), (5, 0), 9000);
    assert_eq!(selected(&stage), "");
    // Beyond the last row the text scrolls.
    let before = top(&stage);
    drag(&mut stage, (5, 3), (5, 60), 9900);
    assert!(top(&stage) > before && !selected(&stage).is_empty());
}

#[test]
fn a_link_is_followed_when_the_mouse_is_let_go_where_it_was_pressed() {
    let mut stage = Stage::article(ARTICLE, (100, 60));
    let rows: Vec<String> = stage.snapshot().lines().map(ToOwned::to_owned).collect();
    let (row, line) = rows.iter().enumerate().find(|(_, line)| line.contains("practice manual")).unwrap();
    let text = stage.app.frame.page.text;
    let column = line.split("practice").next().unwrap().chars().count();
    let at = (u16::try_from(column).unwrap() - text.x + 2, u16::try_from(row).unwrap() - text.y);
    drag(&mut stage, at, (at.0 + 4, at.1), 0);
    assert!(stage.app.layers.is_empty() && selected(&stage) == "actic", "{}", selected(&stage));
    drag(&mut stage, at, at, 1000);
    assert_eq!(stage.app.layers.len(), 1);
}

/// The start of what is highlighted where the reader is.
fn highlight_here(stage: &Stage) -> Option<(usize, Part)> {
    let reader = stage.app.reader.as_ref().unwrap();
    let at = reader.marked_here()?;
    Some((at, reader.marked[at].start.part))
}

#[test]
fn highlights_are_gone_through_in_the_order_of_the_document() {
    let mut stage = marked((60, 24));
    assert_eq!(highlight_here(&stage), None);
    let mut seen = Vec::new();
    while stage.app.notice.is_none() {
        stage.press(")");
        seen.push(highlight_here(&stage).unwrap().0);
    }
    assert_eq!(seen, [0, 1, 2, 3, 4, 4]);
    assert_eq!(stage.app.notice, Some(Notice::Refused("this is the last highlight".into())));
    let before = top(&stage);
    stage.press("2 (");
    assert_eq!(highlight_here(&stage), Some((2, Part::Block(0, 1))));
    stage.press("ctrl-o");
    assert_eq!(top(&stage), before, "a jump that can be gone back from");
    stage.press("G g g (");
    assert_eq!(stage.app.notice, Some(Notice::Refused("this is the first highlight".into())));
    let stage = article(")");
    assert_eq!(stage.app.notice, Some(Notice::Refused("nothing is highlighted in this article".into())));
}

#[test]
fn the_highlight_on_top_is_the_one_at_a_place() {
    let stage = marked((120, 36));
    let reader = stage.app.reader.as_ref().unwrap();
    let pink = reader.marked.iter().position(|mark| mark.colour == Colour::Pink).unwrap();
    let yellow = pink - 1;
    let place = reader.marked[pink].start;
    assert_eq!(reader.marked_at(place), Some(pink));
    assert_eq!(reader.marked_at(Place { offset: place.offset - 1, ..place }), Some(yellow));
    assert_eq!(reader.marked_at(reader.marked[yellow].end), None, "the end does not belong to it");
    // What is selected, and a match that is in view, come before the block.
    let stage = marked((120, 36)).keys(r#"/ "intelligent" enter"#);
    assert_eq!(highlight_here(&stage).unwrap().0, pink);
    let stage = stage.keys("v 6 b");
    assert_eq!(highlight_here(&stage).unwrap().0, yellow);
}

#[test]
fn a_newer_reading_starts_without_highlights() {
    let mut stage = marked((60, 24));
    stage.press("R");
    assert!(stage.app.reader.as_ref().unwrap().marked.is_empty());
}
