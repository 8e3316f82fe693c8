//! A brief on the screen: from a takeaway to its article and back.

use nutgraf::article::Part;
use nutgraf::tui::app::View;
use nutgraf::tui::effect::Effect;
use nutgraf::tui::reader::Pane;

use super::Stage;

fn brief(keys: &str) -> Stage {
    Stage::library("mixed", (120, 40)).keys(r#"/ "appeal" enter f4"#).keys(keys)
}

/// The rows of the screen.
fn screen(stage: &Stage) -> String {
    stage.snapshot().split("\nstyles\n").next().unwrap().to_owned()
}

#[test]
fn enter_opens_the_article_at_the_takeaway_and_ctrl_o_comes_back() {
    let mut stage = brief("j");
    let before = screen(&stage);
    stage.press("enter");
    assert!(stage.app.layers.is_empty() && stage.app.view == View::Reader);
    let reader = stage.app.reader.as_ref().unwrap();
    assert_eq!(reader.article.headline.raw(), "How an Appeal From an Immigration Judge Is Heard");
    assert_eq!(reader.part_in(Pane::Takeaways), Part::Takeaway(1));
    stage.press("ctrl-o");
    let again = screen(&stage);
    let page = |screen: &str| screen.lines().filter(|line| line.contains("▎")).map(str::to_owned).collect::<Vec<_>>();
    assert!(again.contains("Brief: appeal") && before.contains("▎"));
    assert_eq!(page(&again).len(), page(&before).len());
    stage.press("esc");
    assert!(stage.app.layers.is_empty());
}

#[test]
fn from_a_search_the_way_back_goes_on_to_the_search() {
    let mut stage = Stage::library("mixed", (120, 40)).keys(r#"S "appeal" f4 enter ctrl-o"#);
    assert!(screen(&stage).contains("Brief: appeal"));
    stage.press("esc ctrl-o");
    assert_eq!(stage.app.view, View::Search);
}

#[test]
fn a_brief_that_is_being_made_can_be_given_up() {
    for (keys, view) in [(r#"/ "appeal" enter"#, View::Library), (r#"S "appeal""#, View::Search)] {
        for key in ["esc", "ctrl-c"] {
            let mut stage = Stage::library("mixed", (120, 40)).keys(keys);
            stage.app.brief("").unwrap();
            // It has not come yet.
            stage.app.effects.clear();
            assert!(screen(&stage).contains("making the brief … esc gives it up"), "{}", screen(&stage));
            stage.press(key);
            assert_eq!(stage.outside, [Effect::StopBriefing]);
            assert!(stage.app.view == view && screen(&stage).contains("given up; there is no brief"));
        }
    }
}

#[test]
fn a_brief_says_what_was_really_asked() {
    let mut stage = Stage::library("mixed", (120, 40));
    stage.press(r#": "brief appael" enter"#);
    let screen = screen(&stage);
    assert!(screen.contains("Brief: appeal") && !screen.contains("Brief: appael"), "{screen}");
    let said = "No exact match for “appael”. These takeaways match “appeal”.";
    assert_eq!(screen.matches(said).count(), 1, "{screen}");
}
