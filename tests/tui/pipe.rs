//! What a command of the reader's gets.

use nutgraf::tui::effect::Effect;

use super::Stage;

/// The command and its input.
fn piped(keys: &str) -> (String, String) {
    let stage = Stage::article("mixed/policy.toml", (100, 30)).keys(keys);
    let found = stage.outside.into_iter().rev().find_map(|effect| match effect {
        Effect::Pipe(line, text) => Some((line, text.into_string())),
        _ => None,
    });
    found.unwrap()
}

#[test]
fn the_article_a_takeaway_or_the_selection() {
    let (line, text) = piped("| \"wc -w\" enter");
    assert_eq!(line, "wc -w");
    assert!(text.starts_with("# How an Appeal") && text.contains("## Key takeaways"), "{text}");
    let (_, text) = piped("t | \"cat\" enter");
    assert_eq!(text, "Either side may appeal the decision of an immigration judge to the Board.\n");
    let (_, text) = piped("/ \"Board of Immigration\" enter v e | \"cat\" enter");
    assert_eq!(text, "Board of Immigration Appeals\n");
    let narrow = Stage::article("mixed/policy.toml", (40, 20)).keys("t | \"cat\" enter");
    let Some(Effect::Pipe(_, text)) = narrow.outside.last() else { panic!("{:?}", narrow.outside) };
    let whole = "Either side may appeal the decision of an immigration judge to the Board.\n";
    assert_eq!(text.as_str(), whole, "in one column, and not as its lines are set");
    assert_eq!(piped(": \"pipe sort -u\" enter").0, "sort -u");
    assert_eq!(piped("| \"one\" enter | up \" two\" enter").0, "one two", "the last one comes again");
}
