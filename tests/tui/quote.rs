//! Quoting and citing: what goes to the clipboard, and what is said of it.

use nutgraf::cite::Chosen;
use nutgraf::cite::quote::Template;
use nutgraf::tui::app::Notice;
use nutgraf::tui::effect::Effect;

use super::Stage;
use super::stage::folder;

const ARTICLE: &str = "mixed/policy.toml";

/// The last text that was copied.
fn copied(stage: &Stage) -> &str {
    match stage.outside.last() {
        Some(Effect::Copy(text)) => text,
        other => panic!("{other:?}"),
    }
}

fn said(stage: &Stage) -> String {
    match &stage.app.notice {
        Some(Notice::Done(text) | Notice::Refused(text) | Notice::Failed(text)) => text.to_string(),
        None => String::new(),
    }
}

const FROM: &str =
    "A. Writer and B. Editor, “How an Appeal From an Immigration Judge Is Heard”, Test Library, 4 Mar 2025";

#[test]
fn a_takeaway_a_paragraph_and_a_selection_are_quoted_with_where_they_are_from() {
    for width in [40, 80, 120, 200] {
        let mut stage = Stage::article(ARTICLE, (width, 40)).keys("t } y");
        let wanted = "“There are thirty days to appeal, counted from the decision and not from its arrival.”";
        assert_eq!(copied(&stage), format!("{wanted}\n— {FROM}, t2, https://example.org/appeals"), "{width}");
        assert_eq!(said(&stage), "copied 15 words with where they are from");
        stage.press(r#": "go-to s2.p1" enter y"#);
        let wanted = "“The notice has to reach the Board within 30 calendar days. Three things are often mistaken:”";
        assert_eq!(copied(&stage), format!("{wanted}\n— {FROM}, s2.p1, https://example.org/appeals"), "{width}");
        stage.press(r#"/ "30 calendar days" enter v y"#);
        let wanted = "“30 calendar days”";
        assert_eq!(copied(&stage), format!("{wanted}\n— {FROM}, s2.p1, https://example.org/appeals"), "{width}");
        assert!(stage.app.reader.as_ref().unwrap().selection.is_none());
    }
    let stage = Stage::article(ARTICLE, (60, 40)).keys(r#": "go-to s2.p1" enter 1 v } } y"#);
    assert!(copied(&stage).contains(", s2.p1–s2.p2, "), "{}", copied(&stage));
}

#[test]
fn the_words_alone_are_copied_by_another_key() {
    let stage = Stage::article(ARTICLE, (80, 40)).keys(r#"/ "30 calendar days" enter v c"#);
    assert_eq!(copied(&stage), "30 calendar days");
}

#[test]
fn a_quote_is_laid_out_by_the_users_template() {
    let mut stage = Stage::article(ARTICLE, (80, 40));
    stage.app.settings.quote = Template::read("> {quote}\n> ({authors}, {headline} #{locator})").unwrap();
    stage.press("t y");
    let wanted = "> Either side may appeal the decision of an immigration judge to the Board.\n\
                  > (A. Writer and B. Editor, How an Appeal From an Immigration Judge Is Heard #t1)";
    assert_eq!(copied(&stage), wanted);
}

#[test]
fn the_article_and_the_source_here_are_cited() {
    for width in [40, 80, 120, 200] {
        let mut stage = Stage::article(ARTICLE, (width, 40)).keys("Y");
        let wanted = "A. Writer and B. Editor, “How an Appeal from an Immigration Judge Is Heard,” Test Library, March 4, 2025, \
                      https://example.org/appeals.";
        assert_eq!(copied(&stage), wanted, "{width}");
        assert!(said(&stage).starts_with("copied: A. Writer"), "{}", said(&stage));
        stage.press("s Y");
        assert_eq!(copied(&stage), "8 C.F.R. § 1003.38", "{width}");
        assert_eq!(said(&stage), "copied as recorded: 8 C.F.R. § 1003.38");
        stage.press("} Y");
        assert_eq!(copied(&stage), "“Practice Manual,” Example Department.", "{width}");
    }
}

#[test]
fn the_style_is_the_users() {
    let mut stage = Stage::article(ARTICLE, (100, 40));
    stage.app.settings.style = Chosen::new("bluebook", None);
    stage.press("Y");
    let wanted = "A. Writer & B. Editor, How an Appeal From an Immigration Judge Is Heard, Test Library (Mar. 4, 2025), \
                  https://example.org/appeals.";
    assert_eq!(copied(&stage), wanted);
    assert!(said(&stage).starts_with("copied; check it against the Bluebook"), "{}", said(&stage));
    let before = stage.outside.len();
    for (style, why) in
        [("apaa", "no style is called `apaa`; did you mean `apa`?"), ("./nowhere.csl", "cannot be read")]
    {
        stage.app.settings.style = Chosen::new(style, None);
        stage.press("Y");
        assert!(said(&stage).contains(why), "{}", said(&stage));
    }
    assert_eq!(stage.outside.len(), before);
}

#[test]
fn what_cannot_be_quoted_or_cited_says_so() {
    let refused = |keys: &str, why: &str| {
        let stage = Stage::article(ARTICLE, (120, 40)).keys(keys);
        assert!(said(&stage).contains(why) && stage.outside.is_empty(), "{keys}: {}", said(&stage));
    };
    refused("s y", "a source is cited, not quoted");
    let broken = Stage::open(folder("mixed/broken.toml"), (80, 24)).keys("y Y");
    assert!(said(&broken).contains("cannot be read as an article") && broken.outside.is_empty(), "{}", said(&broken));
}
