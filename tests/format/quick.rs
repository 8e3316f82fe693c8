//! The quick look says what the exact reader says, or nothing.

use nutgraf::article::{Article, Picture};
use nutgraf::diagnostic::Diagnostic;
use nutgraf::format::quick::{self, Quick, look};
use nutgraf::format::read::read;
use nutgraf::format::write::write;
use nutgraf::text::Foreign;
use proptest::collection::vec;
use proptest::prelude::*;

use super::properties::article;

/// What only Markdown tells, and so nobody who looks quickly.
const OF_MARKDOWN: [&str; 3] = ["undefined-footnote", "dangling-locator", "empty-section"];

/// What is wrong with a look at a file; nothing where it gave up.
fn wrong(file: &str) -> Option<String> {
    let quick = look(file)?;
    let checked = read(file);
    let unseen: Vec<&Diagnostic> = checked.diagnostics.iter().filter(|one| !OF_MARKDOWN.contains(&one.code)).collect();
    if !unseen.is_empty() {
        return Some(format!("not seen: {unseen:?}\n{file}"));
    }
    let footnotes = checked.diagnostics.iter().any(|one| one.code == "undefined-footnote");
    if footnotes && !quick.bodies.footnotes {
        return Some(format!("no hint of footnotes\n{file}"));
    }
    let article = checked.article?;
    if !quick.bodies.headings && article.sections.iter().any(|section| section.nested) {
        return Some(format!("no hint of headings\n{file}"));
    }
    let (mut told, mut quick) = (told(&article, &quick), quick.clone());
    // A section that shows nothing is none to the exact reader; the headings are the same.
    if quick.headings.len() != told.headings.len() {
        quick.headings.retain(Option::is_some);
        told.headings.retain(Option::is_some);
    }
    (told != quick).then(|| format!("{told:?}\n{quick:?}\n{file}"))
}

/// The article as a quick look should see it.
fn told<'a>(article: &'a Article, quick: &Quick<'_>) -> Quick<'a> {
    fn text(text: &Foreign) -> quick::Text<'_> {
        text.raw().into()
    }
    let some = |text: &'a Option<Foreign>| text.as_ref().map(|text| text.raw().into());
    let texts = |texts: &'a [Foreign]| texts.iter().map(text).collect();
    let shows = |picture: &Picture| picture.file.is_some() || picture.alt.is_some() || picture.caption.is_some();
    Quick {
        id: some(&article.id),
        headline: text(&article.headline),
        summary: some(&article.summary),
        authors: texts(&article.authors),
        publisher: some(&article.publisher),
        published: article.published.clone(),
        updated: article.updated.clone(),
        url: some(&article.url),
        language: some(&article.language),
        topics: texts(&article.topics),
        agencies: texts(&article.agencies),
        places: texts(&article.places),
        translation_of: some(&article.translation_of),
        status: article
            .status
            .as_ref()
            .map(|status| quick::Status { state: text(&status.state), as_of: status.as_of.clone() }),
        image: article.image.as_ref().is_some_and(shows),
        terms: article.terms.iter().map(|term| (text(&term.term), text(&term.expansion))).collect(),
        takeaways: article
            .takeaways
            .iter()
            .map(|one| quick::Takeaway {
                text: text(&one.text),
                evidence: !one.evidence.is_empty(),
                quote: one.quote.is_some(),
            })
            .collect(),
        headings: article
            .sections
            .iter()
            .filter(|section| !section.nested)
            .map(|section| some(&section.heading))
            .collect::<Vec<_>>(),
        bodies: quick.bodies,
        sources: article
            .sources
            .iter()
            .map(|source| quick::Source {
                id: some(&source.id),
                title: some(&source.title),
                url: some(&source.url),
                publisher: some(&source.publisher),
                citation: some(&source.citation),
            })
            .collect(),
        events: article.events.len(),
    }
}

/// What a hand or a bad copy does to a file.
#[derive(Clone, Debug)]
enum Change {
    /// One character becomes another piece.
    Piece(prop::sample::Index, &'static str),
    /// A line is left out.
    Without(prop::sample::Index),
    /// A line stands elsewhere, too.
    Again(prop::sample::Index, prop::sample::Index),
    /// Every line ends as on Windows.
    Crlf,
    /// The file ends early.
    Cut(prop::sample::Index),
}

impl Change {
    fn made(&self, file: &str) -> String {
        let lines: Vec<&str> = file.split_inclusive('\n').collect();
        let chars: Vec<(usize, char)> = file.char_indices().collect();
        match self {
            _ if chars.is_empty() => String::new(),
            Self::Piece(at, piece) => {
                let (start, old) = chars[at.index(chars.len())];
                format!("{}{piece}{}", &file[..start], &file[start + old.len_utf8()..])
            }
            Self::Without(at) => {
                let at = at.index(lines.len());
                lines[..at].concat() + &lines[at + 1..].concat()
            }
            Self::Again(from, to) => {
                let (from, to) = (from.index(lines.len()), to.index(lines.len()));
                lines[..to].concat() + lines[from] + &lines[to..].concat()
            }
            Self::Crlf => file.replace('\n', "\r\n"),
            Self::Cut(at) => file[..chars[at.index(chars.len())].0].to_owned(),
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    let index = any::<prop::sample::Index>;
    let pieces = prop::sample::select(vec![
        "",
        " ",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "\\",
        "\\u0041",
        "\\e",
        "\\x41",
        "\\ \n ",
        "\\q",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "=",
        ",",
        ".",
        "#",
        "# x\n",
        "\u{1}",
        "\u{7f}",
        "\u{feff}",
        "é",
        "x",
        "1",
        "true",
        "0x1",
        "2025-02-05",
        "2025-02-30",
        "10:00",
        " = ",
        "[a]\n",
        "a.b = 1\n",
        "\n#",
        "\n===\n",
        "\n---\n",
        "[^1]",
    ]);
    prop_oneof![
        6 => (index(), pieces).prop_map(|(at, piece)| Change::Piece(at, piece)),
        2 => index().prop_map(Change::Without),
        2 => (index(), index()).prop_map(|(from, to)| Change::Again(from, to)),
        1 => Just(Change::Crlf),
        1 => index().prop_map(Change::Cut),
    ]
}

/// A plain file with all that a file may hold.
const FULL: &str = r#"# A note
id = "las-vegas/raids"
headline = "A \"stay\" is granted" # so it is
summary = 'A court stops a rule'
authors = ["A", 'B',]
publisher = """
The Paper"""
published = 2025-02-05
updated = 2025-02-05T10:00:00Z
accessed = 2025-02-06
url = "https://example.org/a?b#c"
language = "es-MX"
topics = [
    "one", # first
    "two"
]
agencies = ["ICE"]
places = ["Las Vegas"]
translation_of = "b"
image = { alt = "A raid", credit = "C" }
expect = { "headline-not-in-body" = "known" }

[status]
state = "enjoined"
as_of = 2025-02-05

[terms]
LVMPD = "Las Vegas Metropolitan Police Department"
"A B" = '''one'''

[[takeaways]]
text = "Point one"
evidence = ["s1", "s2.p1", "guardian", "t2", "src1"]
quote = "stay"

[[takeaways]]
text = "Point \u0041\e\x42"

[[sections]]
heading = "First"
body = '''
Text of the first[^guardian].

Text "of" it.
'''

[[sections]]
heading = "Second"
level = 2
body = """
Text \
   of the second.
# Inner
more"""

[[sources]]
id = "guardian"
title = "T"
kind = "news"
url = "https://example.org/g"
primary = false
authors = ["G"]

[[sources]]
citation = "8 U.S.C. § 1373"

[[events]]
date = 2025-02-05
label = "Raid"
"#;

#[test]
fn a_plain_file_is_seen_whole() {
    let quick = look(FULL).unwrap();
    assert_eq!(wrong(FULL), None);
    assert_eq!(read(FULL).diagnostics, []);
    assert_eq!(quick.takeaways.len(), 2);
    assert!(quick.bodies.headings && quick.bodies.footnotes && quick.image);
    assert!(matches!(quick.publisher, Some(quick::Text::Borrowed("The Paper"))));
    assert!(look(&FULL.replace('\n', "\r\n")).is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 256 } else { 4096 }))]

    #[test]
    fn what_is_written_is_seen(drawn in article()) {
        let file = write(&drawn);
        prop_assert_eq!(wrong(&file), None);
        // The drawn addresses are none, and the drawn sections may be silent: both are told by warnings.
        prop_assert!(look(&file).is_some() || !read(&file).diagnostics.is_empty(), "{}", file);
    }

    #[test]
    fn a_changed_file_is_seen_or_left_to_the_exact_reader(drawn in article(), changes in vec(change(), 1..4)) {
        // The drawn texts are no addresses, for which alone a look would give up.
        let mut drawn = drawn;
        drawn.sources.iter_mut().for_each(|source| source.url = None);
        let file = changes.iter().fold(write(&drawn), |file, change| change.made(&file));
        prop_assert_eq!(wrong(&file), None);
    }

    #[test]
    fn a_full_file_changed_is_seen_or_left_to_the_exact_reader(changes in vec(change(), 1..4)) {
        let file = changes.iter().fold(FULL.to_owned(), |file, change| change.made(&file));
        prop_assert_eq!(wrong(&file), None);
    }
}
