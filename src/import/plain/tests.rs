//! Pasted articles, as people paste them.

use super::read;
use crate::article::{Article, Date};
use crate::import::{Imported, Input};
use crate::text::Foreign;

fn import(text: &str) -> Imported {
    read(Input { bytes: text.as_bytes(), charset: None, address: None }).unwrap()
}

fn takeaways(article: &Article) -> Vec<&str> {
    article.takeaways.iter().map(|takeaway| takeaway.text.raw()).collect()
}

fn body(article: &Article) -> Vec<String> {
    let blocks =
        |section: &crate::article::Section| section.blocks.iter().map(crate::article::Block::plain).collect::<Vec<_>>();
    let one = |section| {
        let section: &crate::article::Section = section;
        let heading = section.heading.iter().map(|heading| format!("# {}", heading.raw()));
        heading.chain(blocks(section)).collect::<Vec<_>>()
    };
    article.sections.iter().flat_map(one).collect()
}

const TOP: &str = "County ends its jail agreement\n\nThe board voted four to one.\n\nBy Ann Lee and Bo Day, Staff Writers\n\nMarch 4, 2025\n\n\
    Deputies at a gate. (AP Photo/Cy Coe)\n\nKey Points:\n• The agreement ends in June.\n• Deputies will honour warrants\n  signed by a judge.\n\n\
    The board of the county voted on Tuesday to end the agreement under which its jail held people for the agency.\n\nRead More\n\n\
    What comes next\n\nThe sheriff has until June to move forty people, and said that he would *not* appeal.\n\n\
    Sources\n\n1. Minutes of the board https://example.org/minutes\n- Agreement of 2019\n";

#[test]
fn the_box_on_top() {
    let Imported { article, doubts } = import(TOP);
    assert_eq!(article.headline.raw(), "County ends its jail agreement");
    assert_eq!(article.summary.as_ref().map(Foreign::raw), Some("The board voted four to one."));
    assert_eq!(article.authors.iter().map(Foreign::raw).collect::<Vec<_>>(), ["Ann Lee", "Bo Day"]);
    assert_eq!(article.published, Some(Date::day(2025, 3, 4)));
    assert_eq!(
        article.image.as_ref().and_then(|image| image.caption.as_ref()).map(Foreign::raw),
        Some("Deputies at a gate. (AP Photo/Cy Coe)")
    );
    assert_eq!(
        takeaways(&article),
        ["The agreement ends in June.", "Deputies will honour warrants signed by a judge."]
    );
    assert_eq!(
        body(&article),
        [
            "The board of the county voted on Tuesday to end the agreement under which its jail held people for the agency.",
            "# What comes next",
            "The sheriff has until June to move forty people, and said that he would *not* appeal.",
        ]
    );
    let sources: Vec<_> = article.sources.iter().map(|source| source.title.as_ref().map(Foreign::raw)).collect();
    assert_eq!(sources, [Some("Minutes of the board"), Some("Agreement of 2019")]);
    assert_eq!(
        article.sources.first().and_then(|source| source.url.as_ref()).map(Foreign::raw),
        Some("https://example.org/minutes")
    );
    assert!(
        doubts.iter().any(|doubt| doubt.code == "litter-dropped" && doubt.message.contains("Read More")),
        "{doubts:?}"
    );
}

#[test]
fn the_box_at_the_end_and_windows_line_ends() {
    let text = "A ruling\r\n\r\nThe court ruled on Monday that the detention of the man was unlawful from the first day on.\r\n\r\n\
        Takeaways\r\n\r\n→ One thing.\r\n\r\n→ Another thing.\r\n\r\nReferences\r\n\r\nThe opinion\r\n";
    let Imported { article, .. } = import(text);
    assert_eq!(takeaways(&article), ["One thing.", "Another thing."]);
    assert_eq!(body(&article).len(), 1);
    assert_eq!(article.sources.len(), 1);
}

#[test]
fn other_shapes_of_boxes() {
    for (text, expected) in [
        (
            "H\n\nAt a Glance\n\nOne ends.\n\nTwo begins.\n\n\nThe text of the article begins here, after a wider gap.",
            "One ends.|Two begins.",
        ),
        (
            "H\n\nKey takeaways: The first.\n- The second.\n\nThe text begins here and goes on for a while.",
            "The first.|The second.",
        ),
        (
            "H\n\n- First point of it\n- Second point of it\n\nThe text begins here and goes on.",
            "First point of it|Second point of it",
        ),
        ("H\n\nWhat GAO Found\n\n1) One.\n2) Two.\n\nThe text begins here and goes on.", "One.|Two."),
        ("H\n\nThe text has no box, and says so in a sentence.\n\n- a list\n- of things\n\nMore text.", ""),
        ("H\n\nSummary\n\nThis is prose, and what stands under such a heading is a paragraph of the text.", ""),
    ] {
        assert_eq!(takeaways(&import(text).article).join("|"), expected, "{text}");
    }
}

#[test]
fn lines_that_were_broken_are_joined() {
    let text = "H\n\nThe first line of this paragraph was broken at a width\nof about fifty signs, as mails and terminals do it\nto this day.\n\nNext.";
    assert_eq!(
        body(&import(text).article),
        [
            "The first line of this paragraph was broken at a width of about fifty signs, as mails and terminals do it to this day.",
            "Next."
        ]
    );
}

#[test]
fn what_markdown_would_eat_stays() {
    for text in [
        "a_b_c *x* <b>y</b> [z](q) `c` ~~s~~ & &amp; \\",
        "<figure> <img src=\"x\"/> </figure>",
        "| a | b |",
        "+1 for it",
        "    indented",
    ] {
        let read = body(&import(&format!("H\n\nA paragraph that is here to be first.\n\n{text}\n")).article);
        assert_eq!(read.get(1).map(String::as_str), Some(text.trim()), "{text}");
    }
}

#[test]
fn nothing_is_made_up() {
    let Imported { article, doubts } = import("Only a line");
    assert_eq!(article, Article { headline: "Only a line".into(), ..Article::default() });
    assert!(doubts.iter().any(|doubt| doubt.code == "no-takeaways"));
    assert!(read(Input { bytes: b" \n\t\n", charset: None, address: None }).is_err());
}

#[test]
fn headings_are_told_by_their_shape() {
    const PROSE: &str =
        "The rule takes effect in June, and whoever has applied by then is judged by the one before it.";
    for (line, is_heading) in [
        ("What comes next", true),
        ("2. What comes next", true),
        ("## What comes next", true),
        ("**What comes next:**", true),
        ("<u>What comes next</u>:", true),
        ("<span style=\"text-decoration: underline\">What comes next</span>", true),
        ("WHAT THE RULE CHANGES FOR WORKERS", true),
        ("Citizenship and Immigration Services (USCIS)", true),
        ("The rule takes effect.", false),
        ("The Export Control Reform Act of 2018; and", false),
        ("Citizenship and Immigration Services (with its offices)", false),
        ("ICE", true),
        ("<u>What</u> comes <u>next</u>", false),
        ("https://example.org/rule", false),
    ] {
        let article = import(&format!("Headline of it\n\n{PROSE}\n\n{line}\n\n{PROSE}\n")).article;
        assert_eq!(
            article.sections.iter().any(|section| section.heading.is_some()),
            is_heading || line == "ICE",
            "{line}"
        );
    }
    let quoted = import(&format!("Headline of it\n\n{PROSE}\n\n“We go on.”\n\nJo Cy, December 9, 2021\n\n{PROSE}\n"));
    assert!(quoted.article.sections.iter().all(|section| section.heading.is_none()));
}

#[test]
fn what_is_seen_in_a_picture_is_its_alternative_text() {
    let front = |lines: &str| {
        let text = format!(
            "Headline of it\n\n{lines}\n\nKey Takeaways\n\n- One thing.\n- Two things.\n\nThe rule ends in June.\n"
        );
        let article = import(&text).article;
        let text = |text: &Option<Foreign>| text.as_ref().map(|text| text.raw().to_owned()).unwrap_or_default();
        let image = article.image.unwrap_or_default();
        [text(&image.alt), text(&image.caption), text(&article.summary)]
    };
    assert_eq!(
        front("A queue at a gate.\n\nA call for faster answers"),
        ["A queue at a gate.", "", "A call for faster answers"]
    );
    assert_eq!(
        front("A call for faster answers\n\nA queue at a gate."),
        ["A queue at a gate.", "", "A call for faster answers"]
    );
    assert_eq!(front("A queue at a gate. (AP Photo/Jo Cy)"), ["", "A queue at a gate. (AP Photo/Jo Cy)", ""]);
}
