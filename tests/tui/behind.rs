//! Behind takeaways, passages and sources: what the keys lead to.

use nutgraf::article::{Part, Place};
use nutgraf::tui::app::{Notice, View};
use nutgraf::tui::effect::Effect;
use nutgraf::tui::reader::Pane;

use super::Stage;

const DETAINERS: &str = "citing/detainers.toml";

fn article(keys: &str) -> Stage {
    Stage::article(DETAINERS, (100, 30)).keys(keys)
}

fn current(stage: &Stage) -> Part {
    stage.app.reader.as_ref().unwrap().current
}

/// The rows of the screen.
fn screen(stage: &Stage) -> String {
    stage.snapshot().split("\nstyles\n").next().unwrap().to_owned()
}

fn said(stage: &Stage) -> String {
    match &stage.app.notice {
        Some(Notice::Done(text) | Notice::Refused(text) | Notice::Failed(text)) => text.to_string(),
        None => String::new(),
    }
}

#[test]
fn enter_lands_on_the_recorded_quote_and_ctrl_o_comes_back() {
    for keys in ["t e enter", "t e j j j enter", "t enter"] {
        let mut stage = article(keys);
        let reader = stage.app.reader.as_ref().unwrap();
        let found = reader.found.as_ref().expect("the quote is marked");
        let hit = found.matches[found.at];
        let shown = reader.text.part(hit.place.part).unwrap().text.clone();
        assert_eq!(hit.place, Place { part: Part::Block(0, 0), offset: 14 }, "{keys}");
        let words = &shown[hit.place.offset..hit.place.offset + hit.length];
        assert_eq!(words, "a request that an agency \"advise\" the Department");
        assert!(stage.app.layers.is_empty());
        stage.press("ctrl-o");
        assert_eq!(stage.app.reader.as_ref().unwrap().pane, Pane::Takeaways, "{keys}");
    }
}

#[test]
fn a_section_can_be_evidence_and_a_passage_without_quote_is_gone_to() {
    let stage = article("t j e enter");
    assert_eq!(current(&stage), Part::Heading(1));
    assert!(stage.app.reader.as_ref().unwrap().found.is_none());
}

#[test]
fn what_is_recorded_and_what_is_found_are_kept_apart() {
    let shown = screen(&article("t j j e"));
    let recorded = shown.find("RECORDED AS EVIDENCE").unwrap();
    let found = shown.find("CLOSEST PASSAGES FOUND BY WORDING").unwrap();
    assert!(recorded < shown.find("the file records none").unwrap());
    assert!(found < shown.find("no passage of this article is close").unwrap());
}

#[test]
fn the_next_takeaway_is_one_key_away() {
    let stage = article("t e }");
    assert!(screen(&stage).contains("Behind takeaway 2 of 3"));
    let stage = article("t e } } } {");
    assert!(screen(&stage).contains("Behind takeaway 2 of 3"));
}

#[test]
fn from_a_passage_the_takeaways_are_a_key_away() {
    let stage = article("} e");
    let shown = screen(&stage);
    let recorded = shown.find("TAKEAWAYS THAT RECORD IT AS EVIDENCE").unwrap();
    assert!(recorded < shown.find("A detainer is a request: the").unwrap(), "{shown}");
    assert!(shown.contains("TAKEAWAYS CLOSE TO IT, FOUND BY WORDING"));
    let stage = article("} e enter");
    let reader = stage.app.reader.as_ref().unwrap();
    assert_eq!((reader.pane, reader.takeaways.cursor), (Pane::Takeaways, 0));
}

#[test]
fn a_source_that_is_evidence_is_followed_and_its_address_asked_for() {
    let mut stage = article("t e j enter");
    assert!(screen(&stage).contains("Source 1 of 3"));
    stage.press("esc");
    assert!(screen(&stage).contains("Behind takeaway 1 of 3"));
    stage.press("o");
    assert!(screen(&stage).contains("example.org"));
    assert!(stage.outside.is_empty(), "nothing is opened before the host was seen");
    stage.press("enter");
    assert!(
        matches!(&stage.outside[..], [Effect::Browse(address)] if address.url() == "https://example.org/8-cfr-287-7")
    );
}

#[test]
fn original_archived_copy_and_address_of_a_source() {
    let mut stage = article("s e a enter");
    assert!(
        matches!(&stage.outside[..], [Effect::Browse(address)] if address.host().as_str() == "archive.example.net")
    );
    stage.press("y");
    assert!(matches!(&stage.outside[1], Effect::Copy(text) if text.as_str() == "https://example.org/8-cfr-287-7"));
    stage.press("} a");
    assert_eq!(said(&stage), "no archived copy is recorded");
    stage.press("y");
    assert_eq!(said(&stage), "no address is recorded here");
}

#[test]
fn where_a_source_is_cited_each_with_a_jump() {
    let shown = screen(&article("s e"));
    let at = |words: &str| shown.find(words).unwrap_or_else(|| panic!("{words} is not in\n{shown}"));
    assert!(at("evidence of t1") < at("footnote in s1.p1") && at("footnote in s1.p1") < at("link in s1.p2"));
    assert_eq!(current(&article("s e j j enter")), Part::Block(0, 1));
    assert!(screen(&article("s e } }")).contains("no takeaway, footnote or link"));
}

#[test]
fn another_article_opens_at_that_source_and_ctrl_o_comes_back() {
    let mut stage = Stage::library("citing", (120, 40)).keys("enter s e }");
    let shown = screen(&stage);
    assert!(shown.find("Counties Count").unwrap() < shown.find("Sheriffs Ask").unwrap(), "{shown}");
    stage.press("G enter");
    let reader = stage.app.reader.as_ref().unwrap();
    assert_eq!(reader.article.headline.raw(), "Sheriffs Ask What They May Decline");
    assert_eq!(reader.part_in(reader.pane), Part::Source(0));
    stage.press("ctrl-o");
    assert!(screen(&stage).contains("Source 2 of 3") && screen(&stage).contains("Sheriffs Ask"));
    stage.press("esc");
    let reader = stage.app.reader.as_ref().unwrap();
    assert_eq!(reader.article.headline.raw(), "What a Detainer Asks of a County Jail");
    assert_eq!(reader.part_in(reader.pane), Part::Source(0));
}

#[test]
fn ctrl_o_comes_back_to_what_is_behind_the_takeaway() {
    let mut stage = article("t e");
    let before = screen(&stage);
    stage.press("enter");
    assert!(stage.app.layers.is_empty());
    stage.press("ctrl-o");
    assert_eq!(screen(&stage), before);
    stage.press("alt-right");
    assert!(stage.app.layers.is_empty());
    stage.press("ctrl-o ctrl-o");
    assert_eq!(said(&stage), "no jump to go back to");
}

#[test]
fn a_jump_out_of_a_source_behind_a_takeaway_shows_where_it_leads() {
    let mut stage = article("t e j enter");
    stage.press("j j enter");
    assert_eq!((current(&stage), stage.app.layers.is_empty()), (Part::Block(0, 1), true));
}

#[test]
fn who_cites_a_source_follows_the_library() {
    let mut stage = article("s e");
    assert!(screen(&stage).contains("no other article of this library cites it"));
    let library = Stage::library("citing", (100, 30));
    stage.app.shelf.take(library.app.shelf.library.clone());
    stage.press("esc e");
    assert!(screen(&stage).contains("Counties Count What Holding"));
}

#[test]
fn where_nothing_is_behind_it_is_said() {
    let dek = Stage::article("mixed/policy.toml", (100, 30)).keys("e");
    assert_eq!(said(&dek), "this shows what is behind a takeaway, a passage or a source");
    let stage = Stage::library("citing", (100, 30)).keys("j j enter e");
    assert_eq!((said(&stage).as_str(), stage.app.view), ("this article records no takeaways", View::Reader));
}

#[test]
fn has_evidence_filters_the_library() {
    let listed = |keys: &str| Stage::library("citing", (100, 30)).keys(keys).app.shelf.len();
    assert_eq!(listed(""), 3);
    assert_eq!(listed(r#"/ "has:evidence" enter"#), 1);
    assert_eq!(listed(r#"/ "-has:evidence" enter"#), 2);
}
