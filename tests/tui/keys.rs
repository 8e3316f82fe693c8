//! What keys do, where a sentence says it better than a picture.

use std::time::Duration;

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use nutgraf::article::{Part, Place};
use nutgraf::diagnostic::Diagnostic;
use nutgraf::fetch::Progress;
use nutgraf::import::{Form, Imported, Input};
use nutgraf::tui::app::{Notice, View};
use nutgraf::tui::effect::Effect;
use nutgraf::tui::reader::Pane;
use nutgraf::tui::theme::Colour;

use super::Stage;

const ARTICLE: &str = "mixed/policy.toml";

fn article(keys: &str) -> Stage {
    Stage::article(ARTICLE, (100, 24)).keys(keys)
}

fn current(stage: &Stage) -> Part {
    stage.app.reader.as_ref().unwrap().current
}

fn top(stage: &Stage) -> usize {
    stage.app.reader.as_ref().unwrap().top
}

#[test]
fn a_count_repeats() {
    assert_eq!(top(&article("5 j")), 5);
    assert_eq!(top(&article("1 2 j")), 12);
    assert_eq!(top(&article("5 j 3 k")), 2);
}

#[test]
fn g_g_waits_for_the_second_key_and_esc_drops_the_first() {
    assert_eq!(top(&article("5 j g g")), 0);
    assert_eq!(top(&article("5 j g esc j")), 6);
}

#[test]
fn the_place_survives_another_width_and_comes_back_to_the_row() {
    let mut stage = article("1 5 j");
    let (before, row) = (stage.app.reader.as_ref().unwrap().place(), top(&stage));
    for width in [40, 200, 63, 100] {
        stage.resize(width, 24);
        let reader = stage.app.reader.as_ref().unwrap();
        assert_eq!(reader.place(), before, "at {width}");
    }
    assert_eq!(top(&stage), row);
}

#[test]
fn ctrl_o_comes_back_from_a_jump_and_alt_right_goes_again() {
    let mut stage = article("4 j");
    stage.press("G");
    let bottom = top(&stage);
    stage.press("ctrl-o");
    assert_eq!(top(&stage), 4);
    stage.press("alt-right");
    assert_eq!(top(&stage), bottom);
}

#[test]
fn a_mark_brings_back() {
    let stage = article("3 j m a G ' a");
    assert_eq!(top(&stage), 3);
}

#[test]
fn a_mark_that_is_not_set_is_refused() {
    assert_eq!(article("' x").app.notice, Some(Notice::Refused("this mark is not set".into())));
}

#[test]
fn enter_on_a_takeaway_goes_to_its_evidence() {
    let stage = article("t enter");
    assert_eq!(current(&stage), Part::Block(0, 0));
    assert_eq!(stage.app.reader.as_ref().unwrap().pane, Pane::Text);
}

#[test]
fn duplicate_and_empty_headings_are_places_of_their_own() {
    let mut stage = Stage::article("mixed/overfull.toml", (100, 24));
    let sections = stage.app.reader.as_ref().unwrap().outline.rows.len();
    let mut seen = Vec::new();
    for _ in 0..sections {
        stage.press("]");
        seen.push(current(&stage));
    }
    seen.dedup();
    assert_eq!(seen.len(), sections, "{seen:?}");
}

#[test]
fn find_crosses_lines_and_styles() {
    let stage = Stage::article(ARTICLE, (46, 24)).keys(r#"/ "decision of an immigration judge" enter"#);
    let found = stage.app.reader.as_ref().unwrap().found.clone().unwrap();
    // Once in a takeaway, once in bold in the text.
    assert_eq!(found.matches.len(), 2);
}

#[test]
fn find_is_exact_once_a_capital_is_typed() {
    let count = |words: &str| {
        let stage = article(&format!("/ \"{words}\" enter"));
        stage.app.reader.as_ref().unwrap().found.as_ref().unwrap().matches.len()
    };
    assert!(count("court") > count("Court"));
    assert!(count("Court") > 0);
}

#[test]
fn escaping_a_find_goes_back_to_the_row() {
    let stage = article(r#"3 j / "appeal" esc"#);
    assert_eq!(top(&stage), 3);
    assert!(stage.app.reader.as_ref().unwrap().found.is_none());
}

#[test]
fn a_pasted_article_is_read_before_it_is_saved() {
    let mut stage = Stage::library("mixed", (100, 24)).keys("I");
    // On the line, one line is a name; several are an article.
    stage.app.paste("a.txt");
    assert_eq!(stage.app.layers.len(), 1);
    stage.press("ctrl-u");
    stage.app.paste("A raid at dawn\n\nThe police came at dawn and left at noon.\n");
    stage.settle();
    let shown = stage.snapshot();
    assert!(shown.contains("Not saved yet") && shown.contains("The police came at dawn"), "{shown}");
    // A slip drops nothing.
    stage.press("x j");
    assert_eq!(stage.app.layers.len(), 1);
    stage.press("w");
    let [Effect::Add(article)] = stage.outside.as_slice() else { panic!("{:?}", stage.outside) };
    assert_eq!(article.headline.raw(), "A raid at dawn");
    stage.press("I");
    stage.app.paste("Another\n\nText of it.\n");
    stage.press("esc");
    assert!(stage.app.layers.is_empty() && stage.outside.len() == 1);
}

/// A page that was fetched, as the worker reports it.
fn page(headlines: &[&str]) -> Vec<Imported> {
    let one = |headline: &&str| {
        let text = format!("{headline}\n\nThe police came at dawn and left at noon.\n");
        let input = Input { bytes: text.as_bytes(), charset: None, address: None };
        Form::Plain.read(input).unwrap().remove(0)
    };
    headlines.iter().map(one).collect()
}

#[test]
fn an_address_becomes_a_draft_while_one_reads_on() {
    let fetching = || Stage::library("mixed", (100, 24)).keys("I \"https://x.org/a\" enter");
    let mut stage = fetching();
    assert_eq!(stage.outside, [Effect::Fetch("https://x.org/a".to_owned())]);
    stage.app.fetching(Progress { bytes: 100 << 10, all: Some(400 << 10) });
    let shown = stage.snapshot();
    let bar = format!("fetching 100 of 400 KiB {}{} https://x.org/a", "━".repeat(6), "─".repeat(18));
    assert!(shown.contains(&bar), "{shown}");
    stage.press("j");
    stage.app.fetched(Ok(page(&["A raid at dawn"])));
    assert!(stage.snapshot().contains("Not saved yet"));
    stage.press("w");
    assert!(matches!(stage.outside.last(), Some(Effect::Add(_))), "{:?}", stage.outside);

    // One that comes while one types waits, and takes no letter.
    let mut stage = fetching().keys("S \"sanc\"");
    stage.app.fetched(Ok(page(&["A raid at dawn"])));
    stage.press("w");
    assert!(!stage.outside.iter().any(|effect| matches!(effect, Effect::Add(_))));
    stage.press("esc I");
    assert!(stage.snapshot().contains("Not saved yet"));

    let mut stage = fetching();
    stage.app.fetched(Err(Diagnostic::error("not-fetched", 0..0, "there is no such host")));
    assert!(stage.snapshot().contains("not fetched: there is no such host"));

    let mut stage = fetching();
    stage.app.fetched(Ok(page(&["One", "Two"])));
    assert!(stage.snapshot().contains("a feed of 2 articles: `nutgraf import ADDRESS` saves them"));
}

#[test]
fn a_page_that_is_fetched_can_be_given_up() {
    for key in ["esc", "ctrl-c"] {
        let mut stage =
            Stage::library("mixed", (100, 24)).keys("I \"https://x.org/a\" enter I \"http://x.org/b\" enter");
        assert!(stage.snapshot().contains("another page is still on its way"));
        stage.press("esc");
        stage.press(key);
        assert_eq!(stage.outside, [Effect::Fetch("https://x.org/a".to_owned()), Effect::StopFetching]);
        assert!(stage.snapshot().contains("given up; nothing was fetched"));
        stage.app.fetched(Ok(page(&["Too late"])));
        assert!(stage.app.layers.is_empty());
    }
}

#[test]
fn a_link_is_shown_before_it_is_opened() {
    let mut stage = article("s o");
    assert!(stage.outside.is_empty(), "{:?}", stage.outside);
    stage.press("enter");
    assert!(matches!(stage.outside.as_slice(), [Effect::Browse(_)]), "{:?}", stage.outside);
}

#[test]
fn q_goes_back_to_the_list_and_then_out() {
    let mut stage = Stage::library("mixed", (100, 24)).keys("enter");
    assert_eq!(stage.app.view, View::Reader);
    stage.press("q");
    assert_eq!(stage.app.view, View::Library);
    stage.press("q");
    assert_eq!(stage.outside, [Effect::Quit]);
}

#[test]
fn an_article_is_found_where_it_was_left() {
    let mut stage = Stage::library("mixed", (100, 24)).keys("enter 4 j q j enter q k enter");
    assert_eq!(top(&stage), 4);
    stage.press("q");
}

#[test]
fn the_next_article_opens_from_the_reader() {
    let stage = Stage::library("mixed", (100, 24)).keys("enter >");
    assert_eq!(stage.app.shelf.cursor, 1);
    assert_eq!(stage.app.view, View::Reader);
}

#[test]
fn go_to_takes_a_locator() {
    let stage = article(r#": "go-to s2.p1" enter"#);
    assert_eq!(current(&stage), Part::Block(1, 0));
    let refused = article(r#": "go-to s99" enter"#);
    assert!(matches!(refused.app.notice, Some(Notice::Refused(_))));
}

#[test]
fn linear_mode_moves_a_real_cursor() {
    let stage = Stage::article(ARTICLE, (60, 24)).keys(r#": "linear" enter j j"#);
    let (_, cursor) = stage.painted();
    assert_eq!(cursor.map(|at| at.y), Some(2));
}

#[test]
fn escaping_a_find_puts_everything_back() {
    let mut stage = Stage::article(ARTICLE, (120, 30)).keys("2 j } t j");
    let before = stage.snapshot();
    stage.press(r#"/ "either" esc"#);
    assert_eq!(stage.snapshot(), before);
}

#[test]
fn an_empty_find_goes_on_with_the_last() {
    let mut stage = article(r#"/ "court" enter"#);
    let at = |stage: &Stage| stage.app.reader.as_ref().unwrap().found.as_ref().unwrap().at;
    let first = at(&stage);
    stage.press("/ enter");
    assert_eq!(at(&stage), first + 1);
}

#[test]
fn ctrl_c_closes_what_is_on_top_before_it_quits() {
    let mut stage = article(r#"/ "ab" ctrl-c"#);
    assert!(stage.app.layers.is_empty() && stage.outside.is_empty());
    stage.press("ctrl-c");
    assert_eq!(stage.outside, [Effect::Quit]);
}

#[test]
fn the_mark_walks_on_where_the_page_ends() {
    let stage = article("G k 9 9 9 j j j j j j");
    let reader = stage.app.reader.as_ref().unwrap();
    assert_eq!(reader.current, reader.text.parts.last().unwrap().part);
}

#[test]
fn jumping_back_returns_to_the_takeaway() {
    let stage = Stage::article(ARTICLE, (120, 30)).keys("t j enter ctrl-o");
    let reader = stage.app.reader.as_ref().unwrap();
    assert_eq!((reader.pane, reader.part_in(reader.pane)), (Pane::Takeaways, Part::Takeaway(1)));
}

#[test]
fn a_reload_keeps_the_article_under_the_cursor() {
    let mut stage = Stage::library("mixed", (100, 24)).keys("j j j");
    let here = stage.app.shelf.entry().unwrap().file.clone();
    stage.press("R");
    assert_eq!(stage.app.shelf.entry().unwrap().file, here);
}

#[test]
fn a_smaller_page_gives_the_current_block_back() {
    let mut stage = Stage::article(ARTICLE, (120, 40)).keys("z g g } } } } }");
    let before = stage.snapshot();
    stage.resize(100, 12);
    stage.resize(120, 40);
    assert_eq!(stage.snapshot(), before);
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
    stage.press("y");
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
    let mut stage = super::cases::marked((60, 24));
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
    let stage = super::cases::marked((120, 36));
    let reader = stage.app.reader.as_ref().unwrap();
    let pink = reader.marked.iter().position(|mark| mark.colour == Colour::Pink).unwrap();
    let yellow = pink - 1;
    let place = reader.marked[pink].start;
    assert_eq!(reader.marked_at(place), Some(pink));
    assert_eq!(reader.marked_at(Place { offset: place.offset - 1, ..place }), Some(yellow));
    assert_eq!(reader.marked_at(reader.marked[yellow].end), None, "the end does not belong to it");
    // What is selected, and a match that is in view, come before the block.
    let stage = super::cases::marked((120, 36)).keys(r#"/ "intelligent" enter"#);
    assert_eq!(highlight_here(&stage).unwrap().0, pink);
    let stage = stage.keys("v 6 b");
    assert_eq!(highlight_here(&stage).unwrap().0, yellow);
}

#[test]
fn a_newer_reading_starts_without_highlights() {
    let mut stage = super::cases::marked((60, 24));
    stage.press("R");
    assert!(stage.app.reader.as_ref().unwrap().marked.is_empty());
}

#[test]
fn an_editor_saves_what_was_typed_and_pasted() {
    let mut stage = super::cases::editor((80, 24), "");
    stage.press(r#""first line" enter "second""#);
    stage.app.paste("\r\nthird\u{1b}[31m\rfourth");
    stage.press("ctrl-s");
    assert!(stage.app.layers.is_empty());
    let Some(Notice::Done(said)) = &stage.app.notice else { panic!("{:?}", stage.app.notice) };
    assert!(said.contains("first line") && said.contains("second") && said.contains("fourth"), "{said}");
    assert!(!said.contains('\u{1b}'));
    // alt-enter saves, too; where saving is refused the editor stays and says why.
    let stage = super::cases::editor((80, 24), "x").keys("backspace alt-enter");
    assert_eq!(stage.app.layers.len(), 1);
    assert!(stage.snapshot().contains("a note without words is no note"));
}

#[test]
fn esc_asks_once_before_it_drops_a_change() {
    let stage = super::cases::editor((80, 24), "words").keys("esc");
    assert!(stage.app.layers.is_empty(), "nothing was changed");
    let mut stage = super::cases::editor((80, 24), "words").keys("x esc");
    assert!(stage.snapshot().contains("esc again drops the change, ctrl-s saves"));
    stage.press("y esc");
    assert_eq!(stage.app.layers.len(), 1, "what was typed between takes the question back");
    stage.press("esc");
    assert!(stage.app.layers.is_empty() && stage.app.notice.is_none());
    // What is undone is no change.
    let stage = super::cases::editor((80, 24), "words").keys("x ctrl-z esc");
    assert!(stage.app.layers.is_empty());
}

#[test]
fn the_text_goes_to_the_readers_own_editor_and_comes_back() {
    let mut stage = super::cases::editor((80, 24), "words").keys("ctrl-e");
    assert_eq!(stage.outside, [Effect::EditText("words".to_owned())]);
    stage.app.edited(Ok("other words\n".to_owned()));
    stage.press("esc");
    assert_eq!(stage.app.layers.len(), 1, "that is a change");
    stage.press("ctrl-z esc");
    assert!(stage.app.layers.is_empty(), "which can be undone");
    let mut stage = super::cases::editor((80, 24), "words").keys("ctrl-e");
    stage.app.edited(Err("cannot start the editor".into()));
    assert!(stage.snapshot().contains("cannot start the editor"));
    stage.press("esc");
    assert!(stage.app.layers.is_empty());
}

#[test]
fn a_click_puts_the_cursor_of_an_editor_and_closes_nothing() {
    let mut stage = super::cases::editor((80, 24), "one\ntwo");
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
