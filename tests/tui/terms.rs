//! What acronyms mean, from the keyboard.

use super::Stage;

fn article(keys: &str) -> String {
    Stage::article("terms/torture.toml", (100, 30)).keys(keys).snapshot()
}

#[test]
fn letters_lead_to_a_meaning() {
    // In the order in which they stand in the text pane.
    for (letter, says) in [("a", "Convention Against Torture"), ("s", "Notice to Appear"), ("d", "Homeland Security")] {
        let shown = article(&format!("K {letter}"));
        assert!(shown.contains(says) && shown.contains("Meaning"), "{letter}: {shown}");
    }
}

#[test]
fn the_selection_or_a_name_is_asked_for() {
    let shown = article("/ \"NTA\" enter v K");
    assert!(shown.contains("NTA: 2 meanings") && shown.contains("National Taxpayer Advocate"), "{shown}");
    assert!(article(": \"meaning LVMPD\" enter").contains("recorded in this article's file"));
    assert!(article(": \"meaning zyzzy\" enter").contains("nobody here says what “zyzzy” means"));
    let none = Stage::article("mixed/empty.toml", (100, 30)).keys("K").snapshot();
    assert!(none.contains("no acronym in view is known"), "{none}");
    assert!(
        Stage::article("mixed/empty.toml", (100, 30)).keys("g k").snapshot().contains("no acronym of this article")
    );
}
