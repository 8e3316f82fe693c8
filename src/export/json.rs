//! The JSON contract: what scripts depend on. Additions are fine, changes are not.
//!
//! Text stays exactly as the file has it. What a terminal might act on (controls, bidi overrides, invisible characters)
//! is written as `\u` escapes, so that even raw JSON on a screen is harmless and reads back unchanged.

use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;
use unicode_normalization::char::is_combining_mark;

use super::Document;
use crate::article::{self, Article, Date};
use crate::diagnostic::{Diagnostic, Lines};
use crate::insight::terms::terms;
use crate::text::Foreign;

/// One object of the contract, on one line.
#[must_use]
pub fn write(document: &Document<'_>) -> String {
    line(&object(document))
}

/// The record of one part of the article, on one line; none where the article has no such part.
#[must_use]
pub fn part(document: &Document<'_>, locator: article::Locator) -> Option<String> {
    let object = object(document);
    match locator {
        article::Locator::Takeaway(n) => object.takeaways.get(n.checked_sub(1)?).map(line),
        article::Locator::Section(n) => object.sections.get(n.checked_sub(1)?).map(line),
        article::Locator::Block(s, p) => {
            object.sections.get(s.checked_sub(1)?)?.blocks.get(p.checked_sub(1)?).map(line)
        }
        article::Locator::Source(n) => object.sources.get(n.checked_sub(1)?).map(line),
    }
}

/// Any of our records as one line of JSON that is safe on a terminal.
#[must_use]
pub fn line<T: Serialize + ?Sized>(record: &T) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Safe);
    // Our records have text for keys and write into memory: neither can fail.
    let written = record.serialize(&mut serializer);
    debug_assert!(written.is_ok(), "a record that JSON cannot hold");
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

/// Writes what can steer a terminal as escapes.
struct Safe;

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut from = 0;
        // A fragment follows a quote or an escape: a mark that leads it has no base.
        let mut marks = MARKS;
        for (at, c) in fragment.char_indices() {
            let mark = is_combining_mark(c);
            marks = if mark { marks + 1 } else { 0 };
            if !(steers(c) || (mark && marks > MARKS)) {
                continue;
            }
            writer.write_all(fragment.get(from..at).unwrap_or_default().as_bytes())?;
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            from = at + c.len_utf8();
        }
        writer.write_all(fragment.get(from..).unwrap_or_default().as_bytes())
    }
}

/// Combining marks on one base that are written as they are.
const MARKS: usize = 8;

/// Whether a terminal may do anything else with a character than show it where it stands (design 6.1).
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FDD0}'..='\u{FDEF}' | '\u{E0000}'..='\u{E007F}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// A complaint as `show --json` and `check --json` write it.
#[derive(Serialize)]
pub struct Complaint<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
}

/// The complaints about a file, with line and column.
#[must_use]
pub fn complaints<'a>(document: &Document<'a>) -> Vec<Complaint<'a>> {
    if document.diagnostics.is_empty() {
        return Vec::new();
    }
    let lines = Lines::new(document.source);
    let complaint = |diagnostic: &'a Diagnostic| match &diagnostic.span {
        Some(span) => {
            let position = lines.position(span.start);
            Complaint::at(diagnostic, position.line, position.column)
        }
        None => Complaint::of(diagnostic),
    };
    document.diagnostics.iter().map(complaint).collect()
}

impl<'a> Complaint<'a> {
    /// Without a place.
    fn of(diagnostic: &'a Diagnostic) -> Self {
        Self {
            code: diagnostic.code,
            severity: diagnostic.severity.name(),
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            line: None,
            column: None,
        }
    }

    /// At a place, for a file whose text cannot be counted in.
    #[must_use]
    pub fn at(diagnostic: &'a Diagnostic, line: usize, column: usize) -> Self {
        Self { line: Some(line), column: Some(column), ..Self::of(diagnostic) }
    }
}

#[derive(Serialize)]
struct Object<'a> {
    schema: u8,
    id: &'a str,
    headline: &'a str,
    summary: Option<&'a str>,
    authors: Vec<&'a str>,
    publisher: Option<&'a str>,
    published: Option<String>,
    updated: Option<String>,
    accessed: Option<String>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    topics: Vec<&'a str>,
    agencies: Vec<&'a str>,
    places: Vec<&'a str>,
    translation_of: Option<&'a str>,
    status: Option<Status<'a>>,
    image: Option<Image<'a>>,
    takeaways: Vec<Takeaway<'a>>,
    sections: Vec<Section<'a>>,
    sources: Vec<Source<'a>>,
    terms: Vec<Term>,
    events: Vec<Event<'a>>,
    diagnostics: Vec<Complaint<'a>>,
}

#[derive(Serialize)]
struct Status<'a> {
    state: &'a str,
    as_of: String,
}

#[derive(Serialize)]
struct Image<'a> {
    file: Option<&'a str>,
    alt: Option<&'a str>,
    caption: Option<&'a str>,
    credit: Option<&'a str>,
}

#[derive(Serialize)]
struct Takeaway<'a> {
    locator: String,
    text: &'a str,
    quote: Option<&'a str>,
    evidence: Vec<Evidence>,
}

#[derive(Serialize)]
struct Evidence {
    locator: String,
}

#[derive(Serialize)]
struct Section<'a> {
    locator: String,
    heading: Option<&'a str>,
    level: u8,
    blocks: Vec<Block>,
}

#[derive(Serialize)]
struct Block {
    locator: String,
    kind: &'static str,
    text: String,
}

#[derive(Serialize)]
struct Source<'a> {
    locator: String,
    id: Option<&'a str>,
    kind: Option<&'static str>,
    title: Option<&'a str>,
    url: Option<&'a str>,
    archive_url: Option<&'a str>,
    publisher: Option<&'a str>,
    authors: Vec<&'a str>,
    published: Option<String>,
    accessed: Option<String>,
    primary: Option<bool>,
    pinpoint: Option<&'a str>,
    citation: Option<&'a str>,
}

/// As the file records it or, after all of those, as the article defines it.
#[derive(Serialize)]
struct Term {
    term: String,
    expansion: String,
}

#[derive(Serialize)]
struct Event<'a> {
    date: String,
    label: &'a str,
}

fn object<'a>(document: &Document<'a>) -> Object<'a> {
    let article: &'a Article = document.article;
    Object {
        schema: 1,
        id: document.id.raw(),
        headline: article.headline.raw(),
        summary: raw(article.summary.as_ref()),
        authors: raws(&article.authors),
        publisher: raw(article.publisher.as_ref()),
        published: date(article.published.as_ref()),
        updated: date(article.updated.as_ref()),
        accessed: date(article.accessed.as_ref()),
        url: raw(article.url.as_ref()),
        language: raw(article.language.as_ref()),
        topics: raws(&article.topics),
        agencies: raws(&article.agencies),
        places: raws(&article.places),
        translation_of: raw(article.translation_of.as_ref()),
        status: article.status.as_ref().map(|it| Status { state: it.state.raw(), as_of: it.as_of.to_string() }),
        image: article.image.as_ref().map(image),
        takeaways: article.takeaways.iter().zip(1..).map(takeaway).collect(),
        sections: article.sections.iter().zip(1..).map(section).collect(),
        sources: article.sources.iter().zip(1..).map(source).collect(),
        terms: terms(article).iter().map(term).collect(),
        events: article.events.iter().map(|it| Event { date: it.date.to_string(), label: it.label.raw() }).collect(),
        diagnostics: complaints(document),
    }
}

fn term(term: &article::Term) -> Term {
    Term { term: term.term.raw().to_owned(), expansion: term.expansion.raw().to_owned() }
}

fn image(picture: &article::Picture) -> Image<'_> {
    Image {
        file: raw(picture.file.as_ref()),
        alt: raw(picture.alt.as_ref()),
        caption: raw(picture.caption.as_ref()),
        credit: raw(picture.credit.as_ref()),
    }
}

fn takeaway((takeaway, number): (&article::Takeaway, usize)) -> Takeaway<'_> {
    Takeaway {
        locator: article::Locator::Takeaway(number).to_string(),
        text: takeaway.text.raw(),
        quote: raw(takeaway.quote.as_ref()),
        evidence: takeaway.evidence.iter().map(|it| Evidence { locator: it.locator.to_string() }).collect(),
    }
}

fn section((section, number): (&article::Section, usize)) -> Section<'_> {
    let block = |(block, at): (&article::Block, usize)| Block {
        locator: article::Locator::Block(number, at).to_string(),
        kind: block.kind(),
        text: block.plain(),
    };
    Section {
        locator: article::Locator::Section(number).to_string(),
        heading: raw(section.heading.as_ref()),
        level: section.level,
        blocks: section.blocks.iter().zip(1..).map(block).collect(),
    }
}

fn source((source, number): (&article::Source, usize)) -> Source<'_> {
    Source {
        locator: article::Locator::Source(number).to_string(),
        id: raw(source.id.as_ref()),
        kind: source.kind.map(article::SourceKind::name),
        title: raw(source.title.as_ref()),
        url: raw(source.url.as_ref()),
        archive_url: raw(source.archive_url.as_ref()),
        publisher: raw(source.publisher.as_ref()),
        authors: raws(&source.authors),
        published: date(source.published.as_ref()),
        accessed: date(source.accessed.as_ref()),
        primary: source.primary,
        pinpoint: raw(source.pinpoint.as_ref()),
        citation: raw(source.citation.as_ref()),
    }
}

fn raw(text: Option<&Foreign>) -> Option<&str> {
    text.map(Foreign::raw)
}

fn raws(texts: &[Foreign]) -> Vec<&str> {
    texts.iter().map(Foreign::raw).collect()
}

fn date(date: Option<&Date>) -> Option<String> {
    date.map(Date::to_string)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use proptest::prelude::*;

    fn written(article: &Article) -> String {
        write(&Document { id: &"an/id".into(), article, diagnostics: &[], source: "" })
    }

    #[test]
    fn absent_is_null_and_nothing_is_missing() {
        let value: serde_json::Value =
            serde_json::from_str(&written(&Article { headline: "H".into(), ..Article::default() })).unwrap();
        assert_eq!(value["schema"], 1);
        assert_eq!(value["id"], "an/id");
        for key in ["summary", "publisher", "published", "updated", "url", "language", "status", "image"] {
            assert_eq!(value.get(key), Some(&serde_json::Value::Null), "{key}");
        }
        for key in ["authors", "topics", "agencies", "places", "takeaways", "sections", "sources", "terms", "events"] {
            assert_eq!(value[key], serde_json::json!([]), "{key}");
        }
    }

    #[test]
    fn locators_kinds_and_plain_text() {
        let value: serde_json::Value = serde_json::from_str(&written(&sample::rich())).unwrap();
        assert_eq!(value["takeaways"][0]["evidence"][0]["locator"], "s1.p1");
        let blocks = value["sections"][0]["blocks"].as_array().unwrap();
        assert_eq!(blocks[1], serde_json::json!({"locator": "s1.p2", "kind": "list", "text": "one\ntwo"}));
        assert_eq!(value["sources"][0]["locator"], "src1");
        assert_eq!(value["status"], serde_json::json!({"state": "in effect", "as_of": "2025-02-06"}));
    }

    #[test]
    fn diagnostics_count_from_one() {
        let diagnostics = [Diagnostic::warning("code", 4..5, "wrong")];
        let article = Article::default();
        let document = Document { id: &"a".into(), article: &article, diagnostics: &diagnostics, source: "a\né x" };
        let value: serde_json::Value = serde_json::from_str(&write(&document)).unwrap();
        let wanted = serde_json::json!(
            [{"code": "code", "severity": "warning", "message": "wrong", "help": null, "line": 2, "column": 2}]
        );
        assert_eq!(value["diagnostics"], wanted);
    }

    #[test]
    fn hostile_text_is_kept_and_harmless() {
        let json = written(&sample::hostile());
        assert!(!sample::is_live(&json), "{}", json.escape_debug());
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["headline"], sample::NASTY);
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "[\\PC\u{0}-\u{ff}\u{2000}-\u{206f}\u{300}-\u{330}\u{e0000}-\u{e007f}\"\\\\]{0,60}") {
            let json = line(&text);
            prop_assert!(!json.chars().any(|c| steers(c) && c != '\n'));
            prop_assert_eq!(json.matches('\n').count(), 1);
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
