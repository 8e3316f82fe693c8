//! Tests: pieces as written, what goes with them, the headline; and that every article survives its file.

use super::*;
use crate::format::read::read as read_file;
use crate::format::write::write;

fn read_text(text: &str) -> Imported {
    read(Input { bytes: text.as_bytes(), charset: None, address: None }).unwrap()
}

fn parts(text: &str) -> Vec<String> {
    let part = |piece| match piece {
        Piece::Heading(level, text) => format!("{level} {text}"),
        Piece::Block(text) => text,
    };
    pieces(text).into_iter().map(part).collect()
}

#[test]
fn the_top_level_is_kept_as_it_is_written() {
    let text = "Lead\nof two lines\n\n# One *more* `x`\n\n- a\n  - b\n\n> # quoted\n\n    code\n\n| a |\n|---|\n| b |\n\n***\n<div>\nraw\n</div>\n\nTwo\n===\n";
    assert_eq!(
        parts(text),
        [
            "Lead\nof two lines",
            "1 One more x",
            "- a\n  - b",
            "> # quoted",
            "    code",
            "| a |\n|---|\n| b |",
            "***",
            "raw",
            "1 Two",
        ]
    );
}

#[test]
fn link_definitions_go_with_the_blocks_that_use_them() {
    let text = "[The Rule]: https://example.org/rule \"1994\"\n\nSee [the  rule].\n\n# More\n\n[it][THE RULE] and ![i][the rule]\n";
    let definition = "[The Rule]: https://example.org/rule \"1994\"";
    assert_eq!(
        parts(text),
        [
            format!("See [the  rule].\n\n{definition}"),
            "1 More".to_owned(),
            format!("[it][THE RULE] and ![i][the rule]\n\n{definition}")
        ]
    );
}

#[test]
fn footnotes_go_to_the_sections_that_cite_them() {
    let text = "A[^1] and[^n].\n\n## More\n\nB[^1].\n\n[^1]: One[^2].\n[^2]: Two.\n[^n]: Nn.\n[^x]: Alone.\n";
    let parts = parts(text);
    assert_eq!(
        parts,
        [
            "A[^1] and[^n].",
            "[^1]: One[^2].",
            "[^n]: Nn.",
            "[^2]: Two.",
            "2 More",
            "B[^1].",
            "[^x]: Alone.",
            "[^1]: One[^2].",
            "[^2]: Two."
        ]
    );
}

#[test]
fn the_headline_is_the_title_or_the_first_heading_or_the_first_line() {
    let headline = |text: &str| read_text(text).article.headline.raw().to_owned();
    assert_eq!(headline("---\ntitle: A\n---\n# B\n\nC"), "A");
    assert_eq!(headline("Kicker\n\n## Two\n\n# One\n\nC"), "One");
    assert_eq!(headline("## Two\n\nC\n\n## Three"), "Two");
    let without = read_text("A *first* line\nand more\n\nC");
    assert_eq!(without.article.headline.raw(), "A first line and more");
    assert_eq!(without.doubts.iter().filter(|doubt| doubt.code != "no-takeaways").count(), 1);
    assert!(headline(&"visa ".repeat(200)).chars().count() <= HEADLINE + 1);
    assert!(read(Input { bytes: b" \n", charset: None, address: None }).is_err());
}

#[test]
fn a_title_that_stands_again_as_heading_is_said_once() {
    let article = read_text("---\ntitle: 'What changes?'\n---\n\n# What changes\n\nMuch.\n").article;
    assert_eq!(article.sections.len(), 1);
    assert_eq!(article.sections[0].heading, None);
}

#[test]
fn every_article_survives_its_file() {
    let texts = [
        "# A\n\nB[^nothing] and `[^code]` and \\[^escaped].\n",
        "# A\n\n'''\n\n\"\"\"\n\n```\nfence\n",
        "# A[^1]\n\n## B\n\n[^1]: C\n",
        "# A\n\n[^1]\n\n> [^1]: in a quotation\n",
        "# A\n\n- [^1]: in a list\n\nB[^1]\n",
        "---\ntitle: A\nurl: https://example.org/\n---\n\n| a[^2] |\n|---|\n",
        "#\n\n##\n\nA\n\u{0}\u{1b}[31m",
    ];
    for text in texts {
        let imported = read_text(text);
        let checked = read_file(&write(&imported.article));
        assert!(checked.article.is_some(), "{text}: {:?}", checked.diagnostics);
    }
}
