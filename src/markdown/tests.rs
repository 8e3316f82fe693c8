//! What a writer of Markdown expects of their words.

use proptest::prelude::*;

use super::*;
use crate::article::{Emphasis, Inline, Link};

fn read(text: &str) -> Body {
    parse(text, &|name| (name == "guardian").then_some(2))
}

fn blocks(text: &str) -> Vec<Block> {
    let mut body = read(text);
    assert_eq!(body.chapters.len(), 1, "{body:?}");
    body.chapters.remove(0).blocks
}

fn paragraph(text: &str) -> Inline {
    match blocks(text).into_iter().next().unwrap() {
        Block::Paragraph(inline) => inline,
        other => panic!("{other:?}"),
    }
}

#[test]
fn soft_breaks_are_spaces_but_not_between_han() {
    assert_eq!(paragraph("one\ntwo").plain(), "one two");
    assert_eq!(paragraph("移民\n政策").plain(), "移民政策");
    assert_eq!(paragraph("a **b**\n*c*").plain(), "a b c");
    assert_eq!(paragraph("one  \ntwo\\\nthree").plain(), "one\ntwo\nthree");
}

#[test]
fn emphasis_and_links_are_runs() {
    let inline = paragraph("a *b **c*** `d` ~~e~~ [f *g*](https://x.example)");
    let run = |text: &str| inline.runs.iter().find(|run| run.text.raw() == text).unwrap();
    assert_eq!(run("c").emphasis, Emphasis::ITALIC.with(Emphasis::STRONG));
    assert_eq!(run("d").emphasis, Emphasis::CODE);
    assert_eq!(run("e").emphasis, Emphasis::STRUCK);
    assert_eq!(run("g").link, Some(Link::Address(Foreign::from("https://x.example"))));
}

#[test]
fn links_without_words_show_their_address() {
    assert_eq!(paragraph("a [](https://x.example) b").plain(), "a https://x.example b");
    let inline = paragraph("[![a map](map.png)](https://x.example)");
    assert_eq!(inline.runs[0].link, Some(Link::Address(Foreign::from("https://x.example"))));
}

#[test]
fn rows_longer_than_the_head_keep_their_words() {
    let table = blocks("| a | b |\n|--|--|\n| c | d | *e* \\| f | g |\n| h |\n").remove(0);
    assert_eq!(table.plain(), "a\tb\nc\td\t*e* \\| f\tg\nh\t");
}

#[test]
fn footnotes_cite_sources_or_notes_or_nothing() {
    let text = "A[^guardian] b[^Own] c[^no] `[^code]` \\[^esc] d![^own]\n\n[^own]: The *note*.\n";
    let body = read(text);
    let chapter = &body.chapters[0];
    let Block::Paragraph(inline) = &chapter.blocks[0] else { panic!() };
    assert_eq!(inline.plain(), "A b c[^no] [^code] [^esc] d!");
    let links: Vec<_> = inline.runs.iter().filter_map(|run| run.link.clone()).collect();
    let own = Link::Footnote(Foreign::from("own"));
    assert_eq!(links, [Link::Source(2), own.clone(), own]);
    assert!(matches!(&chapter.blocks[1], Block::Footnote(note) if note.name.raw() == "own"));
    assert_eq!(body.undefined.len(), 1);
    let (name, range) = &body.undefined[0];
    assert_eq!((name.raw(), text.get(range.clone()).unwrap()), ("no", "[^no]"));
}

#[test]
fn footnotes_stand_at_the_end_of_their_chapter() {
    let body = read("[^a]: note\n\nText[^a].\n\n# Next\n\nMore[^a].");
    let kinds: Vec<Vec<&str>> =
        body.chapters.iter().map(|chapter| chapter.blocks.iter().map(Block::kind).collect()).collect();
    assert_eq!(kinds, [vec!["paragraph", "paragraph"], vec!["paragraph"]]);
    assert!(matches!(body.chapters[0].blocks[1], Block::Footnote(_)));
    assert!(body.undefined.is_empty());
}

#[test]
fn an_open_fence_does_not_hide_the_marks_before_it() {
    let body = read("A[^no].\n\n```\ncode [^x]");
    assert_eq!(body.undefined.len(), 1);
    assert_eq!(body.chapters[0].blocks[1].plain(), "code [^x]");
}

#[test]
fn headings_open_chapters_by_rank() {
    let body = read("intro\n\n### Deep\n\na\n\n## High\n\nb\n\n###\n\n> # in a quote");
    let heads: Vec<_> = body.chapters.iter().map(|c| (c.heading.as_ref().map_or("-", Foreign::raw), c.depth)).collect();
    assert_eq!(heads, [("-", 0), ("Deep", 2), ("High", 1), ("", 2)]);
    assert_eq!(body.chapters[3].blocks[0].plain(), "in a quote");
    assert!(read("").chapters.is_empty());
}

#[test]
fn a_paragraph_that_is_one_picture_is_a_picture() {
    let image = blocks("![Police *officers*](raid.png \"At night\")").remove(0);
    let Block::Image(picture) = image else { panic!("{image:?}") };
    let raw = |field: &Option<Foreign>| field.as_ref().map(|text| text.raw().to_owned());
    assert_eq!(raw(&picture.alt).as_deref(), Some("Police officers"));
    assert_eq!(raw(&picture.file).as_deref(), Some("raid.png"));
    assert_eq!(raw(&picture.caption).as_deref(), Some("At night"));
    let inline = paragraph("See ![the map](map.png).");
    assert_eq!(inline.plain(), "See the map.");
    assert_eq!(inline.runs[1].link, Some(Link::Address(Foreign::from("map.png"))));
}

#[test]
fn lists_tables_quotes_and_code_keep_their_shape() {
    let found = blocks(
        "3. a\n4. b\n   - [x] c\n\n> q\n\n| h | i |\n|:-:|--:|\n| 1 |\n\n```rust x\nlet  a;\n\n```\n\n***\n\n    tab\n",
    );
    assert_eq!(
        found.iter().map(Block::kind).collect::<Vec<_>>(),
        ["list", "quote", "table", "code", "paragraph", "code"]
    );
    let Block::List(list) = &found[0] else { panic!() };
    assert_eq!((list.start, list.items.len()), (Some(3), 2));
    let Block::List(inner) = &list.items[1].blocks[1] else { panic!() };
    assert_eq!(inner.items[0].checked, Some(true));
    let Block::Code(code) = &found[3] else { panic!() };
    assert_eq!((code.language.as_ref().unwrap().raw(), code.text.raw()), ("rust", "let  a;\n"));
}

#[test]
fn raw_html_is_text() {
    assert_eq!(paragraph("a <b onclick=x>c</b>").plain(), "a <b onclick=x>c</b>");
    assert_eq!(blocks("<div>\n*x* <!-- y -->\n</div>")[0].plain(), "<div>\n*x* <!-- y -->\n</div>");
}

#[test]
fn hostile_nesting_is_quick_and_keeps_the_text() {
    for open in [">", "[", "- ", "*", "![", "a`", "<", "[^", "> - ", "1. ", "_a", "|", "[^a]", "[^a]: "] {
        let text = format!("{} word", open.repeat(100_000 / open.len()));
        let body = read(&text);
        let plain: String = body.chapters.iter().flat_map(|c| &c.blocks).map(Block::plain).collect();
        assert!(plain.contains("word"), "{open}");
    }
}

fn all_words(body: &Body) -> String {
    let mut words = format!("{body:?}");
    words.retain(|c| c != '\u{0}');
    words
}

proptest! {
    #[test]
    fn no_word_is_lost(pieces in prop::collection::vec(prop::sample::select(vec![
        "alpha", "beta", "gamma9", "\n", "\n\n", "> ", "- ", "1. ", "# ", "## ", "*", "**", "`", "``", "~~", "[", "]", "(", ")",
        "![", "](", "<div>", "</p>", "<!--", "-->", "|", "|--|", "\n|--|\n", "\n|a|\n|-|\n| ", "    ", "```\n", "[^n]", "[^n]: ", "\\", "&amp;",
        "***\n", " ", "  \n", "[x] ", "[r]: ", "---\n", "<a@b.example>",
    ]), 0..40)) {
        let text = pieces.concat();
        let all = all_words(&read(&text));
        // What Markdown keeps for programs is not text: link definitions that nobody uses, and what stands behind the
        // first word of a fence.
        if !["]:", "``", "~~~"].iter().any(|mark| text.contains(mark)) {
            for word in ["alpha", "beta", "gamma9"] {
                prop_assert!(!text.contains(word) || all.contains(word), "{word} in {text:?}");
            }
        }
    }
}
