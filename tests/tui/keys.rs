//! What keys do, where a sentence says it better than a picture.

use nutgraf::article::Part;
use nutgraf::diagnostic::Diagnostic;
use nutgraf::fetch::Progress;
use nutgraf::import::{Form, Imported, Input};
use nutgraf::tui::app::{Notice, View};
use nutgraf::tui::effect::Effect;
use nutgraf::tui::reader::Pane;

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
