//! The editor over the screen: saving, leaving, lending the text out.

use std::time::Duration;

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use nutgraf::tui::app::Notice;
use nutgraf::tui::effect::Effect;

use super::cases::editor;

#[test]
fn an_editor_saves_what_was_typed_and_pasted() {
    let mut stage = editor((80, 24), "");
    stage.press(r#""first line" enter "second""#);
    stage.app.paste("\r\nthird\u{1b}[31m\rfourth");
    stage.press("ctrl-s");
    assert!(stage.app.layers.is_empty());
    let Some(Notice::Done(said)) = &stage.app.notice else { panic!("{:?}", stage.app.notice) };
    assert!(said.contains("first line") && said.contains("second") && said.contains("fourth"), "{said}");
    assert!(!said.contains('\u{1b}'));
    // alt-enter saves, too; where saving is refused the editor stays and says why.
    let stage = editor((80, 24), "x").keys("backspace alt-enter");
    assert_eq!(stage.app.layers.len(), 1);
    assert!(stage.snapshot().contains("a note without words is no note"));
}

#[test]
fn esc_asks_once_before_it_drops_a_change() {
    let stage = editor((80, 24), "words").keys("esc");
    assert!(stage.app.layers.is_empty(), "nothing was changed");
    let mut stage = editor((80, 24), "words").keys("x esc");
    assert!(stage.snapshot().contains("esc again drops the change, ctrl-s saves"));
    let narrow = editor((40, 20), "words").keys("x esc");
    assert!(narrow.snapshot().contains("esc drops it, ctrl-s saves"));
    stage.press("y esc");
    assert_eq!(stage.app.layers.len(), 1, "what was typed between takes the question back");
    stage.press("esc");
    assert!(stage.app.layers.is_empty() && stage.app.notice.is_none());
    // What is undone is no change.
    let stage = editor((80, 24), "words").keys("x ctrl-z esc");
    assert!(stage.app.layers.is_empty());
}

#[test]
fn the_text_goes_to_the_readers_own_editor_and_comes_back() {
    let mut stage = editor((80, 24), "words").keys("ctrl-e");
    assert_eq!(stage.outside, [Effect::EditText("words".to_owned())]);
    stage.app.edited(Ok("other words\n".to_owned()));
    stage.press("esc");
    assert_eq!(stage.app.layers.len(), 1, "that is a change");
    stage.press("ctrl-z esc");
    assert!(stage.app.layers.is_empty(), "which can be undone");
    let mut stage = editor((80, 24), "words").keys("ctrl-e");
    stage.app.edited(Err("cannot start the editor".into()));
    assert!(stage.snapshot().contains("cannot start the editor"));
    stage.press("esc");
    assert!(stage.app.layers.is_empty());
}

#[test]
fn a_click_puts_the_cursor_of_an_editor_and_closes_nothing() {
    let mut stage = editor((80, 24), "one\ntwo");
    let (_, cursor) = stage.painted();
    let cursor = cursor.unwrap();
    let down = MouseEventKind::Down(MouseButton::Left);
    for (column, row) in [(0, 0), (cursor.x - 2, cursor.y - 1)] {
        let event = MouseEvent { kind: down, column, row, modifiers: KeyModifiers::NONE };
        stage.app.mouse(event, Duration::ZERO);
    }
    stage.press("X ctrl-s");
    assert_eq!(stage.app.notice, Some(Notice::Done("saved oXne two".into())));
}
