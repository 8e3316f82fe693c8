//! Typing, moving, breaking, undoing; and what holds of any of it.

use proptest::prelude::*;

use super::*;
use crate::text::segment::is_grapheme_boundary;
use crate::text::width::width;

fn rows(text: &str, cells: usize) -> Vec<String> {
    let prose = Prose::new(text);
    prose.rows(cells).into_iter().map(|row| prose.text().get(row).unwrap().to_owned()).collect()
}

#[test]
fn lines_are_broken_where_they_are_full() {
    assert_eq!(rows("one two three", 8), ["one two ", "three"]);
    assert_eq!(rows("one two three", 7), ["one two ", "three"], "the space may stand out");
    assert_eq!(rows("one\n\ntwo", 8), ["one", "", "two"]);
    assert_eq!(rows("abcdefgh", 3), ["abc", "def", "gh"]);
    assert_eq!(rows("移民政策", 5), ["移民", "政策"]);
    assert_eq!(rows("", 5), [""]);
}

#[test]
fn graphemes_go_whole() {
    let mut prose = Prose::new("ae\u{301}👩\u{200d}👧");
    prose.delete(Move::Left);
    assert_eq!(prose.text(), "ae\u{301}");
    prose.go(Move::Left);
    prose.delete(Move::Left);
    assert_eq!(prose.text(), "e\u{301}");
    prose.go(Move::Bottom);
    prose.insert("\u{302}");
    assert_eq!(prose.text(), "e\u{301}\u{302}", "a mark joins the letter before it");
    prose.insert("\u{1b}[31m\r\n\u{202e}x");
    assert!(!prose.text().contains(['\u{1b}', '\r', '\u{202e}']), "{:?}", prose.text());
}

#[test]
fn the_cursor_goes_by_rows_and_words() {
    let mut prose = Prose::new("one two three\nfour");
    prose.go(Move::Top);
    prose.go(Move::Rows(1, 8));
    assert_eq!(prose.seat(8), (1, 0));
    prose.go(Move::End(8));
    assert_eq!(prose.seat(8), (1, 5));
    prose.go(Move::Rows(-1, 8));
    assert_eq!(prose.seat(8), (0, 5));
    prose.go(Move::Rows(2, 8));
    assert_eq!(prose.seat(8), (2, 4));
    prose.go(Move::Rows(-1, 8));
    assert_eq!(prose.seat(8), (1, 5), "the cell is kept over a short row");
    prose.go(Move::Home(8));
    prose.go(Move::WordLeft);
    assert_eq!(prose.seat(8), (0, 4));
    prose.go(Move::End(8));
    assert_eq!(prose.seat(8), (0, 7), "before the space that is broken off");
    prose.go(Move::WordRight);
    assert_eq!(prose.seat(8), (1, 5));
    prose.go(Move::Rows(9, 8));
    prose.go(Move::Rows(1, 8));
    assert_eq!(prose.seat(8), (2, 4));
}

#[test]
fn a_line_from_the_right_stands_at_the_right() {
    let mut prose = Prose::new("شرطة");
    assert_eq!(prose.pad(&(0..prose.text().len()), 10), 6);
    assert_eq!(prose.seat(10), (0, 10));
    prose.go(Move::Top);
    assert_eq!(prose.seat(10), (0, 6));
}

#[test]
fn a_word_is_undone_at_once() {
    let mut prose = Prose::default();
    for c in "one two".chars() {
        prose.insert(&c.to_string());
    }
    prose.insert("pasted\ntext");
    assert!(prose.undo());
    assert_eq!(prose.text(), "one two");
    assert!(prose.undo());
    assert_eq!(prose.text(), "one ");
    assert!(prose.redo());
    assert_eq!(prose.text(), "one two");
    prose.delete(Move::WordLeft);
    assert!(!prose.redo(), "an edit ends what could be done again");
    assert!(prose.undo() && prose.undo() && prose.undo());
    assert_eq!(prose.text(), "");
    assert!(!prose.undo());
}

#[test]
fn there_is_a_longest_text() {
    let mut prose = Prose::new(&"x".repeat(LONGEST));
    assert!(!prose.insert("y"));
    assert_eq!(prose.text().len(), LONGEST);
}

#[derive(Clone, Debug)]
enum Act {
    Insert(String),
    Go(Move),
    Delete(Move),
    Undo,
    Redo,
}

fn moves() -> impl Strategy<Value = Move> {
    let plain = [Move::Left, Move::Right, Move::WordLeft, Move::WordRight, Move::Top, Move::Bottom];
    prop_oneof![
        prop::sample::select(plain.to_vec()),
        (-3isize..4, 1usize..20).prop_map(|(by, cells)| Move::Rows(by, cells)),
        (1usize..20).prop_map(Move::Home),
        (1usize..20).prop_map(Move::End),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    let words =
        prop_oneof![any::<String>(), "[a-z \n]{0,12}", "[\u{600}-\u{6ff}移民 \u{300}-\u{303}👩\u{200d}👧🇺🇸]{0,6}"];
    prop_oneof![
        words.prop_map(Act::Insert),
        moves().prop_map(Act::Go),
        moves().prop_map(Act::Delete),
        Just(Act::Undo),
        Just(Act::Redo),
    ]
}

proptest! {
    #[test]
    fn the_cursor_is_always_between_graphemes(acts in prop::collection::vec(act(), 1..40), cells in 1usize..30) {
        let mut prose = Prose::default();
        for act in acts {
            match act {
                Act::Insert(text) => { prose.insert(&text); }
                Act::Go(to) => prose.go(to),
                Act::Delete(to) => prose.delete(to),
                Act::Undo => { prose.undo(); }
                Act::Redo => { prose.redo(); }
            }
            prop_assert!(is_grapheme_boundary(prose.text(), prose.now.cursor), "{:?}", prose.now);
            let rows = prose.rows(cells);
            let (row, cell) = prose.seat(cells);
            prop_assert!(row < rows.len() && cell <= cells);
            // Rows cover the text but for its line breaks, in order, and their ink fits.
            let mut end = 0;
            for row in &rows {
                prop_assert!(row.start == end || row.start == end + 1);
                end = row.end;
                let shown = prose.text().get(row.clone()).unwrap();
                prop_assert!(width(shown.trim_end()) <= cells || graphemes(shown.trim_end()).count() == 1, "{:?}", shown);
            }
            prop_assert_eq!(end, prose.text().len());
        }
    }
}
