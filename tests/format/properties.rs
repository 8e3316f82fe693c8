//! What must hold of any article, whatever its texts hold.

use nutgraf::article::{
    Article, Date, Event, Evidence, Expectation, Locator, Picture, Section, Source, SourceKind, Status, Takeaway, Term,
};
use nutgraf::format::edit::format_text;
use nutgraf::format::read::read;
use nutgraf::format::write::write;
use nutgraf::text::Foreign;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Pieces that files get wrong: quotes of every kind, escapes, line ends, controls, what is not seen.
fn text() -> impl Strategy<Value = Foreign> {
    let piece = prop_oneof![
        4 => "[a-z]{1,6}",
        2 => prop::sample::select(vec![
            "\\", "\\n", "\\u0041", "'''", "\"\"\"", "'", "\"", "\"\"", "''", "\r\n", "\r", "\n", "\n\n", "\t", "  ", "# ",
            "\u{0}", "\u{1b}[31m", "\u{7f}", "\u{9b}", "\u{85}", "\u{2028}", "\u{202e}", "\u{feff}", "\u{10ffff}", "é",
            "日本", "👩‍👩‍👧", "=", "[", "]", "{", "}", ",", ".",
        ]).prop_map(str::to_owned),
        1 => "\\PC{1,4}".prop_map(|text: String| text.replace('^', "")),
    ];
    // A letter, so that the text is not blank: blank texts are mistakes.
    (vec(piece.clone(), 0..5), vec(piece, 0..5))
        .prop_map(|(before, after)| Foreign::new(format!("{}x{}", before.concat(), after.concat())))
}

/// Text that is Markdown: headings, lists, leading and trailing line breaks.
fn markdown() -> impl Strategy<Value = Foreign> {
    let line = prop_oneof![
        text().prop_map(|text| text.raw().to_owned()),
        "#{1,6} [a-z]{0,6}",
        Just(String::new()),
        Just("- item".to_owned()),
        Just("> quote".to_owned()),
    ];
    (vec(line, 0..8), prop::bool::ANY)
        .prop_map(|(lines, ended)| Foreign::new(format!("{}{}", lines.join("\n"), if ended { "\n" } else { "" })))
}

fn texts() -> impl Strategy<Value = Vec<Foreign>> {
    vec(text(), 0..3)
}

fn date() -> impl Strategy<Value = Date> {
    let time = prop::sample::select(vec!["T10:00:00", "T23:59:59.250Z", "T00:00:00-05:00"]);
    (0u16..=9999, 1u8..=12, 1u8..=28, option::of(time))
        .prop_map(|(year, month, day, time)| Date { time: time.map(Into::into), ..Date::day(year, month, day) })
}

fn section() -> impl Strategy<Value = Section> {
    (option::of(text()), 1u8..=6, markdown()).prop_map(|(heading, level, markdown)| Section {
        heading,
        level,
        markdown,
        ..Section::default()
    })
}

fn source() -> impl Strategy<Value = Source> {
    let words = (option::of(text()), option::of(text()), option::of(text()), texts());
    let rest =
        (option::of(date()), option::of(prop::sample::select(SourceKind::ALL.to_vec())), option::of(any::<bool>()));
    (words, rest, option::of(text())).prop_map(
        |((title, url, publisher, authors), (accessed, kind, primary), citation)| Source {
            title,
            url,
            publisher,
            authors,
            accessed,
            kind,
            primary,
            citation,
            ..Source::default()
        },
    )
}

fn takeaway() -> impl Strategy<Value = Takeaway> {
    let evidence = Evidence { written: "t1".into(), locator: Locator::Takeaway(1) };
    (text(), option::weighted(0.3, text()), prop::bool::weighted(0.3)).prop_map(move |(text, quote, supported)| {
        Takeaway { text, quote, evidence: vec![evidence.clone(); usize::from(supported)] }
    })
}

/// Different names: they are keys of a table.
fn pairs() -> impl Strategy<Value = Vec<(Foreign, Foreign)>> {
    vec((text(), text()), 0..4).prop_map(|mut pairs| {
        let mut seen = std::collections::HashSet::new();
        pairs.retain(|(name, _)| seen.insert(name.clone()));
        pairs
    })
}

fn head() -> impl Strategy<Value = Article> {
    let picture = (option::of(text()), option::of(text())).prop_map(|(alt, credit)| Picture {
        file: Some("a/b.png".into()),
        alt,
        credit,
        ..Picture::default()
    });
    let status = (text(), date()).prop_map(|(state, as_of)| Status { state, as_of });
    (
        (text(), option::of(text()), texts(), option::of(date())),
        option::of(picture),
        option::of(status),
        pairs(),
        pairs(),
    )
        .prop_map(|((headline, summary, authors, published), image, status, terms, expect)| Article {
            headline,
            summary,
            authors,
            published,
            image,
            status,
            terms: terms.into_iter().map(|(term, expansion)| Term { term, expansion }).collect(),
            expect: expect.into_iter().map(|(rule, reason)| Expectation { rule, reason }).collect(),
            ..Article::default()
        })
}

/// An article made of valid parts. Its sections have no blocks yet: reading makes those of the Markdown.
pub(super) fn article() -> impl Strategy<Value = Article> {
    let events = vec((date(), text()).prop_map(|(date, label)| Event { date, label }), 0..3);
    (head(), vec(takeaway(), 0..4), vec(section(), 0..4), vec(source(), 0..3), events).prop_map(
        |(head, takeaways, sections, sources, events)| Article { takeaways, sections, sources, events, ..head },
    )
}

/// The sections that a file writes, without what is derived from their Markdown.
fn written(article: &Article) -> Vec<(Option<&Foreign>, &Foreign)> {
    let written = article.sections.iter().filter(|section| !section.nested || !section.markdown.raw().is_empty());
    written.map(|section| (section.heading.as_ref().filter(|_| !section.nested), &section.markdown)).collect()
}

/// Whether a reader sees nothing of a section: then it is left out, with a warning.
fn is_silent(section: &Section) -> bool {
    let alone = Article { headline: "x".into(), sections: vec![section.clone()], ..Article::default() };
    read(&write(&alone)).article.unwrap().sections.is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 192 } else { 2048 }))]

    #[test]
    fn what_is_written_reads_back(drawn in article()) {
        let file = write(&drawn);
        let checked = read(&file);
        let errors: Vec<_> = checked.diagnostics.iter().filter(|one| one.is_error()).collect();
        prop_assert!(errors.is_empty(), "{errors:?}\n{file}");
        let once = checked.article.unwrap();
        // Every text came through, byte for byte.
        let texts = Article { sections: Vec::new(), ..once.clone() };
        prop_assert_eq!(texts, Article { sections: Vec::new(), ..drawn.clone() });
        let mut seen = drawn.clone();
        seen.sections.retain(|section| !is_silent(section));
        prop_assert_eq!(written(&once), written(&seen), "{}", file);
        // And the article with its blocks is a fixed point.
        let again = read(&write(&once));
        prop_assert_eq!(again.article, Some(once));
    }

    #[test]
    fn what_is_written_is_laid_out_and_shows_no_live_control(drawn in article()) {
        let file = write(&drawn);
        prop_assert_eq!(format_text(&file), Ok(file.clone()), "what the writer lays out, fmt leaves");
        prop_assert!(!file.chars().any(|c| c.is_control() && c != '\n' && c != '\t'), "{file:?}");
    }

    #[test]
    fn fmt_changes_nothing_that_is_said(drawn in article(), crlf in prop::bool::ANY, noise in vec(0usize..400, 0..8)) {
        let mut file = write(&drawn);
        if crlf {
            file = file.replace('\n', "\r\n");
        }
        // Blank lines, indentation and comments, wherever a line of layout begins.
        for at in noise {
            if let Some((before, _)) = file.char_indices().filter(|(_, c)| *c == '\n').nth(at) {
                let (above, below) = file.split_at(before + 1);
                let candidate = format!("{above}  # note \n\n\n{below}");
                if read(&candidate).article == read(&file).article {
                    file = candidate;
                }
            }
        }
        let laid_out = format_text(&file).unwrap();
        prop_assert_eq!(read(&laid_out).article, read(&file).article);
        prop_assert_eq!(laid_out.matches("# note").count(), file.matches("# note").count());
        prop_assert_eq!(format_text(&laid_out).unwrap(), laid_out);
    }

    #[test]
    fn no_file_makes_it_panic(file in "[\\[\\]{}=.,'\"\\\\\n\r#a-z0-9 -]{0,200}") {
        let _ = nutgraf::lint::examine(&file);
        let _ = format_text(&file);
    }
}
