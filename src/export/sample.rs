//! An article with one of everything, and one that tries everything.

use crate::article::*;
use crate::text::Foreign;

/// What a hostile publisher would put everywhere.
pub(super) const NASTY: &str =
    "a\u{1b}[31m\u{7}\u{9b}2J\u{202e}b\u{200b}\u{feff}\r\n<script>x</script> & \"q\" *s* `c` [l](javascript:x)\u{85}";

fn run(text: &str, emphasis: Emphasis, link: Option<Link>) -> Run {
    Run { text: text.into(), emphasis, link }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(inline(text))
}

fn inline(text: &str) -> Inline {
    Inline { runs: vec![run(text, Emphasis::NONE, None)] }
}

/// One block of every kind.
fn blocks() -> Vec<Block> {
    let styled = Inline {
        runs: vec![
            run("Plain, ", Emphasis::NONE, None),
            run("strong", Emphasis::STRONG, None),
            run(" and ", Emphasis::NONE, None),
            run("a link", Emphasis::NONE, Some(Link::Address("https://example.org/a?b=1&c=(2)".into()))),
            run("1", Emphasis::NONE, Some(Link::Source(0))),
            run("note", Emphasis::NONE, Some(Link::Footnote("note".into()))),
        ],
    };
    let list = |start, texts: &[&str]| {
        Block::List(List {
            start,
            items: texts.iter().map(|text| Item { checked: None, blocks: vec![paragraph(text)] }).collect(),
        })
    };
    vec![
        Block::Paragraph(styled),
        list(None, &["one", "two"]),
        list(Some(3), &["three", "four"]),
        Block::Quote(vec![paragraph("Quoted words.")]),
        Block::Table(Table {
            align: vec![Align::Start, Align::End],
            head: vec![inline("Year"), inline("Count | all")],
            rows: vec![vec![inline("2024"), inline("12")], vec![inline("2025")]],
        }),
        Block::Code(Code { language: Some("toml".into()), text: "a = 1\n```\nb = 2".into() }),
        Block::Image(Picture { file: Some("map.png".into()), alt: Some("A map.".into()), ..Picture::default() }),
        Block::Break,
        Block::Footnote(Footnote { name: "note".into(), blocks: vec![paragraph("The note.")] }),
    ]
}

/// One of everything.
pub(super) fn rich() -> Article {
    Article {
        headline: "Police & *policy*".into(),
        summary: Some("What changes.".into()),
        authors: vec!["A. Author".into(), "B. Author".into()],
        publisher: Some("The Paper".into()),
        published: Some(Date::day(2025, 2, 5)),
        url: Some("https://example.org/story".into()),
        language: Some("en".into()),
        topics: vec!["sanctuary policy".into()],
        status: Some(Status { state: "in effect".into(), as_of: Date::day(2025, 2, 6) }),
        image: Some(Picture { alt: Some("Officers.".into()), ..Picture::default() }),
        takeaways: vec![Takeaway {
            text: "The point.".into(),
            evidence: vec![Evidence { written: "s1.p1".into(), locator: Locator::Block(1, 1) }],
            quote: Some("the words".into()),
        }],
        sections: vec![Section {
            heading: Some("Implications".into()),
            level: 1,
            markdown: Foreign::default(),
            blocks: blocks(),
            nested: false,
        }],
        sources: vec![Source {
            id: Some("guardian".into()),
            title: Some("A title".into()),
            url: Some("https://example.org/source".into()),
            kind: Some(SourceKind::News),
            ..Source::default()
        }],
        terms: vec![Term { term: "ICE".into(), expansion: "Immigration and Customs Enforcement".into() }],
        events: vec![Event { date: Date::day(2019, 10, 1), label: "It ends.".into() }],
        ..Article::default()
    }
}

/// The nasty text in every field.
pub(super) fn hostile() -> Article {
    let nasty = || Some(Foreign::from(NASTY));
    let all = || vec![Foreign::from(NASTY)];
    let picture = || Picture { file: nasty(), alt: nasty(), caption: nasty(), credit: nasty() };
    let linked = |link| Block::Paragraph(Inline { runs: vec![run(NASTY, Emphasis::STRONG, Some(link))] });
    let mut article = rich();
    if let Some(section) = article.sections.first_mut() {
        section.heading = nasty();
        section.blocks.extend([
            linked(Link::Address(NASTY.into())),
            linked(Link::Address("javascript:alert(1)".into())),
            linked(Link::Address("https://user@example.org/".into())),
            linked(Link::Footnote(NASTY.into())),
            Block::Code(Code { language: nasty(), text: NASTY.into() }),
            Block::Image(picture()),
            Block::Table(Table { align: Vec::new(), head: vec![inline(NASTY)], rows: vec![vec![inline(NASTY)]] }),
            Block::Footnote(Footnote { name: NASTY.into(), blocks: vec![paragraph(NASTY)] }),
        ]);
    }
    Article {
        headline: NASTY.into(),
        summary: nasty(),
        authors: all(),
        publisher: nasty(),
        url: nasty(),
        language: nasty(),
        topics: all(),
        agencies: all(),
        places: all(),
        translation_of: nasty(),
        image: Some(picture()),
        takeaways: vec![Takeaway { text: NASTY.into(), evidence: Vec::new(), quote: nasty() }],
        sources: vec![Source {
            id: nasty(),
            title: nasty(),
            url: nasty(),
            archive_url: nasty(),
            publisher: nasty(),
            authors: all(),
            pinpoint: nasty(),
            citation: nasty(),
            ..Source::default()
        }],
        terms: vec![Term { term: NASTY.into(), expansion: NASTY.into() }],
        ..article
    }
}

/// Whether a terminal would do anything else with a text than show it.
pub(super) fn is_live(text: &str) -> bool {
    text.chars().any(|c| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}')
    })
}
