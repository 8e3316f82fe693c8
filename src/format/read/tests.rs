//! What the walk as a whole promises; single mistakes are cases below `tests/cases`.

use super::*;
use crate::article::Section;

fn codes(source: &str) -> Vec<&'static str> {
    read(source).diagnostics.iter().map(|one| one.code).collect()
}

/// Heading, level, whether nested, whether it carries Markdown.
fn outline(sections: &str) -> Vec<(String, u8, bool, bool)> {
    let article = read(&format!("headline = 'A'\n{sections}")).article.unwrap();
    let row = |section: &Section| {
        let heading = section.heading.as_ref().map_or("-", |heading| heading.raw()).to_owned();
        (heading, section.level, section.nested, !section.markdown.raw().is_empty())
    };
    article.sections.iter().map(row).collect()
}

#[test]
fn every_mistake_is_reported_at_once_in_order() {
    let source = "headline = 3\nsummary = ''\n[status]\nstate = 'x'\n[[sources]]\nkind = 'x'\nurl = 'x'\n";
    assert_eq!(codes(source), ["wrong-type", "empty-value", "missing-key", "unknown-kind", "bad-address"]);
    assert!(read(source).article.is_none());
}

#[test]
fn a_syntax_error_causes_no_second_complaint() {
    assert_eq!(codes("headline = 'A\nsummary = 3\n"), ["syntax", "wrong-type"], "no missing headline");
    let broken = "headline = 'A'\ntakeaways = [{ text = 't', evidence = ['s1'] }]\n[[sections]]\nheading = H\n";
    assert_eq!(codes(broken), ["syntax"], "the section may be there when its line is mended");
}

#[test]
fn warnings_leave_the_article() {
    let checked = read("headline = 'A'\nmood = 'calm'\n");
    assert_eq!(checked.diagnostics.len(), 1);
    assert_eq!(checked.article.unwrap().headline.raw(), "A");
}

#[test]
fn headings_inside_a_body_open_nested_sections() {
    let with_heading = "[[sections]]\nheading = 'H'\nlevel = 2\nbody = \"lead\\n\\n# A\\n\\n## B\"\n";
    let rows = [("H", 2, false, true), ("A", 3, true, false), ("B", 4, true, false)];
    assert_eq!(
        outline(with_heading),
        rows.map(|(heading, level, nested, text)| (heading.to_owned(), level, nested, text))
    );
    let deep = "[[sections]]\nheading = 'H'\nlevel = 6\nbody = '# A'\n";
    assert_eq!(outline(deep).last().unwrap().1, 6);
}

#[test]
fn a_body_that_begins_with_a_heading_shows_no_empty_section() {
    let bare = "[[sections]]\nlevel = 3\nbody = \"## A\\n\\n# B\"\n[[sections]]\nheading = 'C'\n";
    let rows = [("A", 4, true, true), ("B", 3, true, false), ("C", 1, false, false)];
    assert_eq!(outline(bare), rows.map(|(heading, level, nested, text)| (heading.to_owned(), level, nested, text)));
    let lead = "[[sections]]\nbody = \"lead\\n\\n# A\"\n";
    let rows = [("-", 1, false, true), ("A", 1, true, false)];
    assert_eq!(outline(lead), rows.map(|(heading, level, nested, text)| (heading.to_owned(), level, nested, text)));
}

#[test]
fn no_message_shows_a_live_control() {
    let source = "headline = 'A'\n\"\\u001b[31m\\u202e\" = 1\nurl = \"\\u009b\"\n[expect]\n\"\\u0007\" = 3\n";
    let diagnostics = read(source).diagnostics;
    assert_eq!(diagnostics.len(), 3);
    for one in diagnostics {
        assert!(!one.message.contains(|c: char| c.is_control() || c == '\u{202e}'), "{:?}", one.message);
    }
}
