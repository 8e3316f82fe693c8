//! Statuses and how old they are, events, translations, two articles beside each other.

use nutgraf::article::shown::shown;
use nutgraf::article::{Age, Part};

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
