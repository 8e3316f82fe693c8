//! Statuses and how old they are, events, translations, two articles beside each other.

use std::sync::Arc;

use nutgraf::article::shown::shown;
use nutgraf::article::{Age, Part};
use nutgraf::tui::app::View;
use nutgraf::tui::effect::Effect;
use nutgraf::tui::layer::News;
use nutgraf::tui::worker::Gathering;

use super::Stage;

const RULE: &str = "dated/rule.toml";

/// The rows of the screen, with plain blanks.
fn screen(stage: &Stage) -> String {
    stage.snapshot().split("\nstyles\n").next().unwrap().replace('\u{a0}', " ")
}

#[test]
fn a_status_has_its_age_and_an_old_one_is_marked() {
    let status = |name: &str| screen(&Stage::article(name, (120, 30)));
    assert!(status(RULE).contains("in effect as of 11 May 2023, 21 months ago · check it"));
    let last = status("dated/order.toml");
    assert!(last.contains("vacated as of 28 Feb 2024, 12 months ago") && !last.contains("check it"), "{last}");
    let preview = screen(&Stage::library("dated", (100, 50)).keys("G"));
    assert!(preview.contains("check it"), "{preview}");
}

#[test]
fn how_old_it_may_be_is_the_users_choice_and_a_new_day_is_noticed() {
    let mut stage = Stage::article(RULE, (120, 30));
    stage.app.settings.stale_after = Age::read("2y").unwrap();
    stage.settle();
    assert!(!screen(&stage).contains("check it"));
    stage.app.keeping.now += 400 * 24 * 60 * 60;
    stage.settle();
    assert!(screen(&stage).contains("2 years ago · check it"));
    stage.app.keeping.now = 0;
    stage.settle();
    assert!(!screen(&stage).contains("ago"), "a day that has not come");
}

#[test]
fn the_age_is_no_text_of_the_article() {
    let stage = Stage::article(RULE, (40, 30));
    let reader = stage.app.reader.as_ref().unwrap();
    let text = &reader.text.part(Part::Byline).unwrap().text;
    assert_eq!(Some(text), shown(&reader.article, Part::Byline).as_ref());
    assert!(!text.contains("ago"));
}

fn headline(stage: &Stage) -> &str {
    stage.app.reader.as_ref().unwrap().article.headline.raw()
}

#[test]
fn the_events_of_all_listed_articles_are_one_list_and_each_leads_to_its_article() {
    let mut stage = Stage::library("dated", (100, 30)).keys("g e");
    let shown = screen(&stage);
    let at = |words: &str| shown.find(words).unwrap_or_else(|| panic!("{words} is not in\n{shown}"));
    assert!(at("The rule is published") < at("The district court sets"));
    assert!(at("The district court sets") < at("The appeals court dismisses"));
    stage.press("o");
    let turned = screen(&stage);
    assert!(turned.find("The rule is published") > turned.find("The appeals court dismisses"), "{turned}");
    // The cursor stayed with its event.
    stage.press("k");
    let left = screen(&stage);
    stage.press("enter");
    assert_eq!(headline(&stage), "The Parole Rule and What Became of It");
    let own = screen(&stage);
    assert!(own.contains("Events of this article") && !own.contains("appeals court"), "{own}");
    stage.press("enter");
    assert_eq!(stage.app.reader.as_ref().unwrap().current, Part::Block(1, 0), "{}", screen(&stage));
    stage.press("ctrl-o ctrl-o");
    assert_eq!(stage.app.view, View::Library);
    assert_eq!(screen(&stage), left);
}

#[test]
fn a_filter_narrows_the_events_and_where_there_are_none_it_is_said() {
    let shown = screen(&Stage::library("dated", (100, 30)).keys(r#"/ "status:vacated" enter g e"#));
    assert!(shown.contains("appeals court") && !shown.contains("district"), "{shown}");
    let none = screen(&Stage::library("dated", (100, 30)).keys(r#"/ "lang:fr" enter g e"#));
    assert!(none.contains("None of these articles records an event."), "{none}");
    let none = screen(&Stage::article("mixed/chinese.toml", (100, 30)).keys("g e"));
    assert!(none.contains("this article records no events"), "{none}");
}

#[test]
fn while_the_events_are_gathered_it_is_said_how_far_and_esc_gives_up() {
    let mut stage = Stage::library("dated", (80, 24));
    stage.app.events().unwrap();
    stage.app.effects.clear();
    stage.app.tell_layers(&News::Events(&Gathering::SoFar(2048, 10_000)));
    assert!(screen(&stage).contains("Reading the articles … 2,048 of 10,000"));
    stage.press("j enter o esc");
    assert_eq!((stage.app.layers.len(), &stage.outside[..]), (0, &[Effect::StopEvents][..]));
    stage.app.tell_layers(&News::Events(&Gathering::Done(Arc::default())));
    assert!(stage.app.layers.is_empty());
    for way in ["esc", "ctrl-c"] {
        stage.app.events().unwrap();
        stage.app.effects.clear();
        stage.app.tell_layers(&News::Events(&Gathering::Failed));
        assert!(screen(&stage).contains("Gathering the events failed"), "{}", screen(&stage));
        stage.press(way);
        assert!(stage.app.layers.is_empty(), "{way}");
    }
}

#[test]
fn a_translation_opens_at_the_same_place_and_comes_back() {
    let mut stage = Stage::library("dated", (120, 24)).keys("G enter");
    assert_eq!(headline(&stage), "The Parole Rule and What Became of It");
    stage.press(r#": "go-to s1.p3" enter g t"#);
    let menu = screen(&stage);
    assert!(menu.contains("es") && menu.contains("La règle sur la libération"), "{menu}");
    stage.press("enter");
    assert_eq!(headline(&stage), "La regla sobre el parole y lo que fue de ella");
    let place = |stage: &Stage| stage.app.reader.as_ref().unwrap().current;
    assert_eq!(place(&stage), Part::Block(0, 1), "the last block, since there are fewer");
    assert!(screen(&stage).contains("Translation of The Parole Rule and What Became of It"), "{}", screen(&stage));
    // Among siblings, and both ways.
    stage.press("g t");
    let menu = screen(&stage);
    assert!(menu.contains("The Parole Rule") && menu.contains("La règle"), "{menu}");
    stage.press("f");
    assert_eq!(headline(&stage), "La règle sur la libération conditionnelle");
    stage.press("ctrl-o ctrl-o");
    assert_eq!(headline(&stage), "The Parole Rule and What Became of It");
}

#[test]
fn an_article_in_one_language_says_so_and_an_original_that_is_not_there_is_named_by_its_id() {
    let stage = Stage::library("dated", (120, 30)).keys("enter g t");
    assert!(screen(&stage).contains("the library has this article in no other language"));
    let alone = screen(&Stage::article("dated/rule-es.toml", (40, 20)));
    assert!(alone.contains("Translation of rule"), "{alone}");
}

#[test]
fn two_articles_beside_each_other_with_what_they_share() {
    let mut stage = Stage::library("dated", (120, 40)).keys(r#"G enter : "compare order" enter"#);
    let shown = screen(&stage);
    let at = |words: &str| shown.find(words).unwrap_or_else(|| panic!("{words} is not in\n{shown}"));
    assert!(at("The Parole Rule") < at("Why the Court Set") && at("check it") < at("SOURCES THAT BOTH CITE"));
    assert!(shown.contains("both: courts · A alone: parole") && shown.contains("src2 of A · src2 of B"));
    assert!(at("Order Setting the Rule Aside") < at("Officers may release a family"));
    stage.press("j j j j j enter");
    assert_eq!(headline(&stage), "Why the Court Set the Parole Rule Aside");
    assert_eq!(stage.app.reader.as_ref().unwrap().takeaways.cursor, 0);
    stage.press("ctrl-o");
    assert!(screen(&stage).contains("Two articles"), "the comparison is back");
    stage.press("ctrl-o");
    assert_eq!(headline(&stage), "The Parole Rule and What Became of It");
    assert!(stage.app.layers.is_empty());
    stage.press("= enter j j tab tab enter");
    assert_eq!(headline(&stage), "The Parole Rule and What Became of It");
    assert_eq!(stage.app.reader.as_ref().unwrap().sources.cursor, 1, "{}", screen(&stage));
}

#[test]
fn in_the_library_the_one_under_the_cursor_is_compared_with_the_one_read_last() {
    let mut stage = Stage::library("dated", (120, 40)).keys("G enter q g g =");
    let shown = screen(&stage);
    assert!(shown.find("The Parole Rule") < shown.find("Why the Court Set"), "{shown}");
    stage.press("esc G =");
    assert!(screen(&stage).contains("Compare with"), "the one read last is this one");
    stage.press(r#"esc : "compare rule" enter"#);
    assert!(screen(&stage).contains("this is the same article"));
    stage.press(r#": "compare ordr" enter"#);
    let offered = screen(&stage);
    assert!(
        offered.contains("Compare with") && offered.contains("Why the Court Set the Parole Rule Aside"),
        "{offered}"
    );
    stage.press(r#"esc : "compare zzzzzz" enter"#);
    assert!(screen(&stage).contains("no article is called zzzzzz"), "{}", screen(&stage));
    let menu = screen(&Stage::library("dated", (120, 40)).keys("="));
    assert!(menu.contains("Compare with"), "{menu}");
}

#[test]
fn the_articles_of_the_library_complete_what_is_compared_with() {
    let mut stage = Stage::library("dated", (100, 30)).keys(r#"G enter : "comp" tab"#);
    let offered = screen(&stage);
    assert!(offered.contains("The Parole Rule and What Became of It") && offered.contains("rule-fr"), "{offered}");
    stage.press(r#""why court""#);
    let narrowed = screen(&stage);
    assert!(narrowed.contains("order") && !narrowed.contains("rule-fr"), "{narrowed}");
    stage.press("tab");
    assert!(screen(&stage).contains(":compare order"), "{}", screen(&stage));
    stage.press("enter");
    assert!(screen(&stage).contains("Two articles"));
    stage.press(r#"esc : "compare or" down enter"#);
    assert!(screen(&stage).contains("Two articles"), "the one that was moved to");
    // The library is loaded again meanwhile: the one that was moved to stays so.
    stage.press(r#"esc q G enter : "compare or" down"#);
    stage.load();
    stage.settle();
    stage.press("enter");
    assert!(screen(&stage).contains("Two articles"), "{}", screen(&stage));
    stage.press(r#"esc : "compare xyzzy" tab"#);
    let kept = screen(&stage);
    assert!(kept.contains(":compare xyzzy") && kept.contains("no article of the library has this"), "{kept}");
}

#[test]
fn words_that_were_typed_are_not_wiped_by_a_tab() {
    let stage = Stage::article(RULE, (100, 30)).keys(r#": "find judge" tab"#);
    assert!(screen(&stage).contains(":find judge"), "{}", screen(&stage));
}

#[test]
fn every_size_holds_two_articles() {
    for (width, height) in [(1, 1), (20, 5), (40, 20), (90, 16), (260, 60)] {
        let stage = Stage::library("dated", (width, height)).keys(r#"G enter : "compare order" enter j j j G"#);
        assert_eq!(stage.app.layers.len(), 1);
        let _ = stage.painted();
    }
}
