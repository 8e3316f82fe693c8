//! No sequence of keys, clicks and sizes panics or paints outside.

use std::time::Duration;

use nutgraf::text::segment::is_grapheme_boundary;
use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence};

use super::Stage;

/// Every key that means something somewhere, and some that mean nothing.
const KEYS: &[&str] = &[
    "j",
    "k",
    "space",
    "b",
    "d",
    "u",
    "g",
    "G",
    "[",
    "]",
    "{",
    "}",
    "t",
    "c",
    "s",
    "tab",
    "s-tab",
    "enter",
    "esc",
    "m",
    "'",
    "a",
    "x",
    "ctrl-o",
    "alt-left",
    "alt-right",
    "/",
    "n",
    "N",
    "S",
    "F",
    "v",
    "w",
    "e",
    "l",
    "h",
    "$",
    "(",
    ")",
    "y",
    "o",
    "z",
    "T",
    ":",
    "?",
    ",",
    "p",
    ">",
    "<",
    "R",
    "M",
    "E",
    "0",
    "3",
    "9",
    "ctrl-n",
    "ctrl-w",
    "ctrl-z",
    "ctrl-y",
    "ctrl-k",
    "alt-enter",
    "backspace",
    "left",
    "right",
    "up",
    "down",
    "home",
    "end",
    "pgup",
    "pgdn",
    "del",
    "ctrl-l",
    "é",
    "漢",
    "f1",
    "f3",
    "ctrl-f",
    "alt-up",
    "alt-down",
    "asylum",
    "many",
    "bad:",
];

#[derive(Clone, Debug)]
enum Act {
    Key(&'static str),
    Size(u16, u16),
    Click(u16, u16),
    Drag(u16, u16, u16, u16),
    Wheel(bool, u16, u16),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        20 => prop::sample::select(KEYS).prop_map(Act::Key),
        1 => (1u16..260, 1u16..70).prop_map(|(width, height)| Act::Size(width, height)),
        1 => (0u16..200, 0u16..60).prop_map(|(x, y)| Act::Click(x, y)),
        1 => (0u16..200, 0u16..60, 0u16..200, 0u16..60).prop_map(|(x, y, to_x, to_y)| Act::Drag(x, y, to_x, to_y)),
        1 => (any::<bool>(), 0u16..200, 0u16..60).prop_map(|(down, x, y)| Act::Wheel(down, x, y)),
    ]
}

/// Keys that move an end, and other sizes.
const MOVES: &[&str] = &[
    "h", "j", "k", "l", "w", "b", "e", "{", "}", "(", ")", "0", "$", "o", "left", "up", "down", "right", "g", "G",
    "pgdn", "pgup", "ctrl-d", "ctrl-u", "3", "9", "home", "end",
];

fn select_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        12 => prop::sample::select(MOVES).prop_map(Act::Key),
        1 => (1u16..260, 1u16..70).prop_map(|(width, height)| Act::Size(width, height)),
        1 => (any::<bool>(), 0u16..200, 0u16..60).prop_map(|(down, x, y)| Act::Wheel(down, x, y)),
    ]
}

fn mouse(kind: crossterm::event::MouseEventKind, column: u16, row: u16) -> crossterm::event::MouseEvent {
    crossterm::event::MouseEvent { kind, column, row, modifiers: crossterm::event::KeyModifiers::NONE }
}

/// What is selected is in the article, its ends at grapheme boundaries and in order.
fn selection_is_sound(stage: &Stage) {
    let Some(reader) = &stage.app.reader else { return };
    let Some((start, end)) = reader.span() else {
        assert!(reader.selection.is_none(), "{:?} is nowhere", reader.selection);
        return;
    };
    assert!(start < end, "{start:?} {end:?}");
    for place in [start, end] {
        let layouts = [&reader.text, &reader.takeaways.layout, &reader.sources.layout, &reader.head];
        let laid = layouts.iter().find_map(|layout| layout.part(place.part)).unwrap();
        assert!(is_grapheme_boundary(&laid.text, place.offset), "{place:?} in {:?}", laid.text);
    }
    assert!(!reader.selected_text().unwrap().is_empty());
}

fn play(mut stage: Stage, acts: &[Act]) {
    play_on(&mut stage, acts);
}

fn play_on(stage: &mut Stage, acts: &[Act]) {
    use crossterm::event::{MouseButton, MouseEventKind};
    for act in acts {
        match *act {
            Act::Key(words @ ("asylum" | "many" | "bad:")) => stage.press(&format!("\"{words}\"")),
            Act::Key(key) => stage.press(key),
            Act::Size(width, height) => stage.resize(width, height),
            Act::Click(x, y) => {
                stage.app.mouse(mouse(MouseEventKind::Down(MouseButton::Left), x, y), Duration::ZERO);
                stage.app.mouse(mouse(MouseEventKind::Up(MouseButton::Left), x, y), Duration::ZERO);
            }
            Act::Drag(x, y, to_x, to_y) => {
                stage.app.mouse(mouse(MouseEventKind::Down(MouseButton::Left), x, y), Duration::ZERO);
                stage.app.mouse(mouse(MouseEventKind::Drag(MouseButton::Left), to_x, to_y), Duration::ZERO);
                stage.app.mouse(mouse(MouseEventKind::Up(MouseButton::Left), to_x, to_y), Duration::ZERO);
            }
            Act::Wheel(down, x, y) => {
                let kind = if down { MouseEventKind::ScrollDown } else { MouseEventKind::ScrollUp };
                stage.app.mouse(mouse(kind, x, y), Duration::ZERO);
            }
        }
        stage.settle();
        selection_is_sound(stage);
        let (buffer, cursor) = stage.painted();
        assert!(cursor.is_none_or(|cursor| buffer.area.contains(cursor)), "{cursor:?} outside {:?}", buffer.area);
    }
}

proptest! {
    #![proptest_config(Config { cases: 48, failure_persistence: Some(Box::new(FileFailurePersistence::Off)), ..Config::default() })]

    #[test]
    fn no_key_panics_in_the_library(acts in prop::collection::vec(act(), 1..60)) {
        play(Stage::library("mixed", (100, 30)), &acts);
    }

    #[test]
    fn no_key_panics_in_the_search(acts in prop::collection::vec(act(), 1..60), width in 1u16..200) {
        let stage = Stage::library("mixed", (width, 30)).recalling(&[("mine", "bad:"), ("yours", "asylum")], &["appeal"]);
        play(stage.keys(r#"S "asylum""#), &acts);
    }

    #[test]
    fn no_key_loses_the_selection(keys in prop::collection::vec(select_act(), 1..60), file in prop::sample::select(vec!["policy", "overfull", "chinese", "arabic"])) {
        let mut stage = Stage::article(&format!("mixed/{file}.toml"), (120, 36)).keys("2 v");
        for act in keys {
            play_on(&mut stage, &[act]);
            prop_assert!(stage.app.reader.as_ref().unwrap().selection.is_some());
        }
    }

    #[test]
    fn no_key_panics_in_an_editor(acts in prop::collection::vec(act(), 1..60), width in 1u16..200, height in 1u16..50) {
        play(super::cases::editor((width, height), "one two\n\n移民 e\u{301}\nشرطة"), &acts);
    }

    #[test]
    fn no_key_panics_in_an_article(acts in prop::collection::vec(act(), 1..60), file in prop::sample::select(vec!["policy", "empty", "overfull", "chinese", "arabic", "broken"])) {
        play(Stage::article(&format!("mixed/{file}.toml"), (120, 36)), &acts);
    }
}
