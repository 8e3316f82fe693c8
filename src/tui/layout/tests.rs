//! What an article looks like on the page, and what holds of every page.

use proptest::prelude::*;

use super::*;
use crate::article::{Block, Date, Evidence, Locator, Picture, Section, Source, SourceKind, Status, Takeaway};
use crate::markdown;
use crate::text::segment::{graphemes, is_grapheme_boundary};
use crate::tui::theme::Role;

fn section(heading: Option<&str>, level: u8, body: &str) -> Section {
    let source = |name: &str| (name == "guardian").then_some(0);
    let blocks = markdown::parse(body, &source).chapters.into_iter().flat_map(|chapter| chapter.blocks).collect();
    Section { heading: heading.map(Foreign::from), level, markdown: Foreign::from(body), blocks, nested: false }
}

fn article(bodies: &[(Option<&str>, u8, &str)]) -> Article {
    Article {
        headline: Foreign::from("NYPD Strengthens Commitment to Immigrant Safeguards"),
        summary: Some(Foreign::from("Police refuse to assist in federal immigration raids.")),
        authors: vec![Foreign::from("A. Writer")],
        publisher: Some(Foreign::from("The Paper")),
        published: Some(Date::day(2025, 2, 5)),
        status: Some(Status { state: Foreign::from("in effect"), as_of: Date::day(2025, 2, 5) }),
        image: Some(Picture { alt: Some(Foreign::from("Police officers")), ..Picture::default() }),
        takeaways: vec![
            Takeaway {
                text: Foreign::from("No assistance in raids."),
                evidence: vec![Evidence { written: Foreign::from("s1.p1"), locator: Locator::Block(1, 1) }],
                quote: None,
            },
            Takeaway { text: Foreign::from("Second point."), ..Takeaway::default() },
        ],
        sections: bodies.iter().map(|(heading, level, body)| section(*heading, *level, body)).collect(),
        sources: vec![Source {
            id: Some(Foreign::from("guardian")),
            title: Some(Foreign::from("Police say no")),
            url: Some(Foreign::from("https://news.example/no")),
            publisher: Some(Foreign::from("The Guardian")),
            kind: Some(SourceKind::News),
            ..Source::default()
        }],
        ..Article::default()
    }
}

fn lay(article: &Article, parts: Parts, width: usize) -> Layout {
    Layout::new(article, &Setting { width, hyphenate: None, parts, beside: Beside::default() })
}

fn shown(layout: &Layout) -> Vec<String> {
    layout.lines.iter().map(|line| format!("{}{}", " ".repeat(line.indent), line.text())).collect()
}

fn text_of(body: &str, width: usize) -> Vec<String> {
    let mut article = article(&[(None, 1, body)]);
    article.summary = None;
    article.image = None;
    shown(&lay(&article, Parts::Text, width))
}

#[test]
fn a_document_is_set_from_headline_to_sources() {
    let article = article(&[(Some("Implications"), 1, "One[^guardian].\n\nTwo."), (Some("Deeper"), 2, "Three.")]);
    let layout = lay(&article, Parts::Document, 60);
    let expected = "\
NYPD Strengthens Commitment to Immigrant Safeguards
A. Writer · The Paper · 5 Feb 2025
in effect as of 5 Feb 2025

Police refuse to assist in federal immigration raids.

[picture] Police officers


KEY TAKEAWAYS

1  No assistance in raids.\u{A0}◦

2  Second point.


Implications

One[1].

Two.

Deeper

Three.


SOURCES

1  Police say no
   The Guardian · news";
    assert_eq!(shown(&layout).join("\n"), expected);
    assert_eq!(layout.links.len(), 3);
    assert_eq!(layout.links[1].target, Target::Part(Part::Source(0)));
    assert_eq!(layout.part(Part::Block(0, 0)).unwrap().text, "One.");
}

#[test]
fn panes_show_their_part_alone_and_nothing_for_nothing() {
    let full = article(&[(Some("A"), 1, "b")]);
    assert_eq!(shown(&lay(&full, Parts::Takeaways, 40))[0], "1  No assistance in raids.\u{A0}◦");
    assert_eq!(shown(&lay(&full, Parts::Sources, 40)), ["1  Police say no", "   The Guardian · news"]);
    let bare = Article { headline: Foreign::from("H"), ..Article::default() };
    for parts in [Parts::Text, Parts::Takeaways, Parts::Sources] {
        assert!(lay(&bare, parts, 40).lines.is_empty());
    }
    assert_eq!(shown(&lay(&bare, Parts::Document, 40)), ["H"]);
    let with_dek = Article { summary: Some("D".into()), ..bare };
    let wanted = ["H", "", "D", "", "", "KEY TAKEAWAYS", "", "no takeaways recorded"];
    assert_eq!(shown(&lay(&with_dek, Parts::Document, 40)), wanted);
}

#[test]
fn lists_hang_and_nest() {
    let body = "- one two three\n- four\n  1. five\n  2. six\n\n9. a\n10. b\n";
    assert_eq!(text_of(body, 10), ["• one two", "  three", "• four", "  1. five", "  2. six", "", " 9. a", "10. b"]);
    assert_eq!(text_of("- [x] done\n- [ ] open", 20), ["[x] done", "[ ] open"]);
    assert_eq!(text_of("- a\n\n  b\n- c", 20), ["• a", "", "  b", "", "• c"]);
    assert_eq!(text_of("-\n- b", 20), ["•", "• b"]);
}

#[test]
fn quotes_have_a_bar_and_keep_it_between_paragraphs() {
    assert_eq!(text_of("> one two three\n>\n> > four", 12), ["│ one two", "│ three", "│", "│ │ four"]);
}

#[test]
fn tables_are_aligned_and_become_records_when_narrow() {
    let body = "| Year | Raids |\n|---|--:|\n| 2024 | 7 |\n| 2025 | 1,300 in all |\n";
    assert_eq!(
        text_of(body, 40),
        ["Year         Raids", "────  ────────────", "2024             7", "2025  1,300 in all"]
    );
    assert_eq!(
        text_of(body, 13),
        ["Year    Raids", "────  ───────", "2024        7", "2025    1,300", "       in all"]
    );
    assert_eq!(
        text_of(body, 9),
        ["Year: ", "2024", "Raids: 7", "", "Year: ", "2025", "Raids:", "1,300 in", "all"].map(str::trim_end)
    );
}

#[test]
fn code_is_kept_as_written_and_never_clipped() {
    assert_eq!(text_of("```\nlet  a = 1;\n\n  b\n```", 8), ["  let  a", "   = 1;", "", "    b"]);
}

#[test]
fn footnotes_are_numbered_on_from_the_sources() {
    let body = "One[^n] two[^guardian].\n\n[^n]: The note.\n";
    assert_eq!(text_of(body, 30), ["One[2] two[1].", "", "────────", "[2] The note."]);
}

#[test]
fn paragraphs_from_the_right_are_flush_right() {
    let body = "شرطة لاس فيغاس\n\nplain\n\n> משטרה";
    assert_eq!(text_of(body, 20), ["      شرطة لاس فيغاس", "", "plain", "", "│              משטרה"]);
}

#[test]
fn empty_headings_keep_a_row() {
    let article = article(&[(Some(""), 1, ""), (Some(""), 1, "text")]);
    let layout = lay(&article, Parts::Document, 30);
    assert_ne!(layout.row_of(Place::start(Part::Heading(0))), layout.row_of(Place::start(Part::Heading(1))));
}

#[test]
fn a_section_without_a_heading_starts_with_its_first_block() {
    let article = article(&[(Some("A"), 1, "one"), (None, 1, "two")]);
    let layout = lay(&article, Parts::Text, 30);
    assert_eq!(layout.row_of(Place::start(Part::Heading(1))), layout.part(Part::Block(1, 0)).unwrap().row);
    assert_eq!(layout.row_of(Place::start(Part::Headline)), 0);
    assert_eq!(layout.row_of(Place::start(Part::Source(9))), layout.lines.len() - 1);
}

#[test]
fn matches_cross_lines_styles_and_cells() {
    let article =
        article(&[(None, 1, "The *Immigration and* **Nationality** Act\n\n| a b | c |\n|--|--|\n| d | é |\n")]);
    let layout = lay(&article, Parts::Text, 14);
    let found = layout.find("immigration and nationality");
    assert_eq!(found.len(), 1);
    let part = found[0].place.part;
    let range = found[0].place.offset..found[0].place.offset + found[0].length;
    let lines = shown(&layout);
    let painted: Vec<String> = layout
        .cells_of(part, range)
        .into_iter()
        .map(|(row, from, to)| lines[row].chars().skip(from).take(to - from).collect())
        .collect();
    assert_eq!(solid(&painted.concat()), "ImmigrationandNationality");
    assert_eq!((layout.find("c d e").len(), layout.find("Act").len(), layout.find("ACT").len()), (1, 1, 0));
    assert!(layout.find(" ").is_empty());
}

#[test]
fn foreign_text_is_clean_on_the_page() {
    let article = article(&[(Some("a\x1b[2Jb"), 1, "c\x07 `d\u{202E}` \u{9b}\n\n```\ne\tf\x1b\n```\n")]);
    let layout = lay(&article, Parts::Document, 30);
    assert!(shown(&layout).concat().chars().all(|c| !c.is_control() && c != '\u{202E}'));
}

/// An article with everything that is hard.
fn nasty() -> Article {
    let word = "x".repeat(600);
    let body = format!(
        "移民政策は*変わる*。ｶﾞﾊﾞ 👩\u{200D}👩\u{200D}👧 e\u{301}le\u{300}ve {word} [link https://a.example/{word}](https://a.example)\n\n\
         > - شرطة **لاس** فيغاس [^n] [^guardian]\n>   1. לאס וגאס\n>\n>      > 🇺🇸🇲🇽 क्षत्रिय\n\n\
         | Head 移民 | b | c |\n|:-:|--:|---|\n| one two three | | 👩\u{200D}⚕\u{FE0F} |\n| x |\n\n\
         ```\ncode\twith  spaces 移民移民移民\n\n\n```\n\n![](x.png)\n\n![alt](y.png \"caption\")\n\n***\n\n-\n- a\\\n  b\n\n\
         [^n]: note *one*\n\n      two\n"
    );
    article(&[(None, 1, &body), (Some(""), 3, ""), (Some("Ünïcode 移民"), 1, &body), (Some("y"), 2, "[^guardian]")])
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What holds of every layout, whatever the article and the width.
fn hold(layout: &Layout, width: usize) {
    let mut lines = layout.lines.iter().peekable();
    for (row, line) in layout.lines.iter().enumerate() {
        let cells = line.width();
        let seen: Vec<_> = line.pieces.iter().flat_map(|piece| graphemes(&piece.text)).collect();
        assert!(cells <= width || seen.len() <= 1, "width {width}, row {row}: {cells} cells: {:?}", line.text());
        let place = layout.place_at(row);
        let back = layout.row_of(place);
        assert_eq!(layout.place_at(back), place, "row {row}");
        let laid = layout.part(place.part).unwrap();
        let own = laid.row..laid.row + laid.rows;
        let mut here = own.filter(|row| layout.lines[*row].place == place);
        let first = here.clone().find(|row| layout.lines[*row].shows(place.offset)).or(here.next()).unwrap_or(laid.row);
        let first = if place.offset == 0 { laid.row } else { first };
        assert_eq!(back, first, "row {row} at width {width}");
        for piece in &line.pieces {
            assert!(!piece.text.chars().any(char::is_control));
            if let Some(at) = piece.at {
                assert_eq!(laid.text.get(at..at + piece.text.len()), Some(piece.text.as_str()));
            }
        }
        lines.next();
        if let Some(next) = lines.peek() {
            assert!(line.place.order() <= next.place.order(), "row {row}");
        }
    }
    for laid in &layout.parts {
        let rows = &layout.lines[laid.row..laid.row + laid.rows];
        let mut pieces: Vec<(usize, &str)> =
            rows.iter().flat_map(|line| &line.pieces).filter_map(|p| p.at.map(|at| (at, p.text.as_str()))).collect();
        pieces.sort_unstable();
        let all: String = pieces.iter().map(|(_, text)| *text).collect();
        assert_eq!(solid(&all), solid(&laid.text), "width {width}: words are lost");
    }
}

#[test]
fn nothing_is_lost_at_any_width() {
    let article = nasty();
    for width in (1..40).chain([60, 79, 80, 81, 120, 299, 300]) {
        hold(&lay(&article, Parts::Document, width), width);
    }
    for parts in [Parts::Text, Parts::Takeaways, Parts::Sources] {
        hold(&lay(&article, parts, 33), 33);
    }
}

#[test]
fn an_enormous_word_is_laid_out_and_found() {
    let body = format!("{}needle{}", "x".repeat(60_000), "x".repeat(10));
    let layout = lay(&article(&[(None, 1, &body)]), Parts::Text, 2);
    let found = layout.find("needle");
    let place = found[0].place;
    assert_eq!(place.offset, 60_000);
    let cells = layout.cells_of(place.part, place.offset..place.offset + 6);
    assert_eq!(cells.iter().map(|(_, from, to)| to - from).sum::<usize>(), 6);
    assert_eq!(layout.row_of(place), cells[0].0);
}

fn words() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "word",
        "移民政策",
        "👩\u{200D}👧",
        "e\u{301}",
        "شرطة",
        "\n\n",
        "\n",
        "> ",
        "- ",
        "1. ",
        "| a | b |\n|--|--|\n| c |",
        "**",
        "`",
        "[^n]",
        "[^guardian]",
        "[^n]: ",
        "# ",
        "![a](b)",
        "[l](https://x.example)",
        "    ",
        "```\n",
        "\u{200F}",
        "\x1b",
        "***\n",
        "a\\\nb",
        "🇺🇸",
    ]);
    prop::collection::vec(words, 0..40).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_page_holds(body in words(), heading in any::<String>(), width in 1usize..=300) {
        let article = article(&[(Some(&heading), 1, &body), (None, 2, &body)]);
        hold(&lay(&article, Parts::Document, width), width);
        let narrow = width % 24 + 1;
        hold(&Layout::new(&article, &Setting { width: narrow, hyphenate: Some("en"), parts: Parts::Document, beside: Beside::default() }), narrow);
    }

    #[test]
    fn the_shown_text_of_a_block_is_the_blocks_own(body in words(), width in 1usize..=120) {
        let article = article(&[(None, 1, &body)]);
        for laid in &lay(&article, Parts::Text, width).parts {
            if let Part::Block(section, block) = laid.part {
                prop_assert_eq!(&laid.text, &*article.block(section, block).unwrap().shown());
            }
        }
    }

    #[test]
    fn a_place_is_shown_where_it_is_looked_for(body in words(), at in any::<prop::sample::Index>(), width in 1usize..=120) {
        let article = article(&[(None, 1, &body)]);
        let layout = lay(&article, Parts::Text, width);
        let laid = at.get(&layout.parts);
        for (offset, grapheme) in graphemes(&laid.text) {
            prop_assert!(is_grapheme_boundary(&laid.text, offset));
            let place = Place { part: laid.part, offset };
            let row = layout.row_of(place);
            prop_assert!(layout.place_at(row).order() <= place.order());
            let cells = layout.cells_of(laid.part, offset..offset + grapheme.len());
            if let Some((shown, ..)) = cells.first() {
                // An ornament may stand on rows of its own before the first word, and the head of a table that is set as
                // records is spread over the first of them.
                let spread = layout.place_at(*shown).order() > place.order();
                prop_assert!(row == *shown || row < *shown && (offset == 0 || spread), "{offset} of {:?}", &laid.text);
            }
        }
    }
}

#[test]
fn roles_say_what_a_text_is() {
    let article = article(&[(Some("H"), 2, "a `b` [c](d) **e**\n\n> f")]);
    let layout = lay(&article, Parts::Document, 60);
    let role = |word: &str| {
        let mut pieces = layout.lines.iter().flat_map(|line| &line.pieces);
        pieces.find(|piece| piece.text == word).unwrap_or_else(|| panic!("{word}")).style.role
    };
    assert_eq!((role("H"), role("b"), role("c"), role("e")), (Role::Heading, Role::Code, Role::Link, Role::Text));
    assert_eq!((role("f"), role("│ "), role("KEY TAKEAWAYS")), (Role::Quote, Role::Rule, Role::Label));
    let Block::Paragraph(_) = &article.sections[0].blocks[0] else { panic!() };
}
