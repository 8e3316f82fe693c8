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
    assert!(none.contains("no acronym or term in view is known"), "{none}");
    assert!(
        Stage::article("mixed/empty.toml", (100, 30))
            .keys("g k")
            .snapshot()
            .contains("no acronym or term of this article")
    );
}

#[test]
fn forms_visas_and_terms_of_procedure_are_known_and_an_article_that_changes_renews_its_page() {
    let shown = article(": \"meaning H-1Bs\" enter");
    assert!(shown.contains("worker in a specialty occupation") && shown.contains("glossary of the field"), "{shown}");
    let shown = article(": \"meaning Public charges\" enter");
    assert!(shown.contains("depend on the government") && shown.contains("8 U.S.C. § 1182"), "{shown}");
    let folder = std::env::temp_dir().join(format!("nutgraf-terms-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, words: &str| {
        let text = format!("headline = 'H'\n[terms]\nparole = 'leave to stay'\n[[sections]]\nbody = '{words}'\n");
        std::fs::write(folder.join(".new"), text).unwrap();
        std::fs::rename(folder.join(".new"), folder.join(name)).unwrap();
    };
    write("a.toml", "About parole.");
    let mut stage = Stage::over(&folder, (100, 30)).keys("enter g k");
    let before = stage.snapshot();
    assert!(before.contains("leave to stay · recorded") && !before.contains("Petition for Alien Relative"), "{before}");
    write("a.toml", "About parole and the I-130.");
    stage.load();
    stage.settle();
    assert!(stage.snapshot().contains("Petition for Alien Relative"), "{}", stage.snapshot());
    let _ = std::fs::remove_dir_all(folder);
}
