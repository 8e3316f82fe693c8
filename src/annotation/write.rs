//! What is kept as annotations of the W3C's model: see [the module above](super).

use std::borrow::Cow;

use serde::Serialize;

use super::article::{About, about, source};
use super::moment::written;
use super::{CONTEXT, LOCATOR, Sheet};
use crate::article::anchor::Anchor;
use crate::export::json;
use crate::reading::{Colour, Identity, Moment, Note, Uid};

/// Sheets as an array of annotations, one a line, safe on a terminal.
#[must_use]
pub fn write(sheets: &[Sheet]) -> String {
    let lines: Vec<String> =
        sheets.iter().flat_map(annotations).map(|annotation| json::line(&annotation).trim_end().to_owned()).collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

#[derive(Serialize)]
struct Annotation<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: Motivation,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    body: Vec<Body<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stylesheet: Option<Stylesheet>,
    target: Target<'a>,
}

/// One is a string, several are an array.
#[derive(Serialize)]
#[serde(untagged)]
enum Motivation {
    One(&'static str),
    Two([&'static str; 2]),
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    value: Cow<'a, str>,
    format: &'static str,
    purpose: &'static str,
}

#[derive(Serialize)]
struct Stylesheet {
    #[serde(rename = "type")]
    kind: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Target<'a> {
    source: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    selector: Vec<Selector<'a>>,
    #[serde(rename = "styleClass", skip_serializing_if = "Option::is_none")]
    style: Option<&'static str>,
    #[serde(rename = "schema:isPartOf")]
    article: About<'a>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    TextQuoteSelector {
        exact: &'a str,
        prefix: &'a str,
        suffix: &'a str,
    },
    FragmentSelector {
        value: String,
        #[serde(rename = "conformsTo")]
        conforms_to: &'static str,
        #[serde(rename = "refinedBy")]
        refined_by: Position,
        /// The anchor's telling words; a term of our own, which others pass over.
        #[serde(rename = "nutgraf:telling", skip_serializing_if = "Vec::is_empty")]
        telling: Vec<String>,
    },
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "DataPositionSelector")]
struct Position {
    start: usize,
    end: usize,
}

impl<'a> Annotation<'a> {
    fn of(article: &'a Identity, id: &Uid, motivation: &'static str) -> Self {
        Self {
            context: CONTEXT,
            id: format!("urn:uuid:{}", id.0),
            kind: "Annotation",
            motivation: Motivation::One(motivation),
            created: None,
            modified: None,
            body: Vec::new(),
            stylesheet: None,
            target: Target { source: source(article), selector: Vec::new(), style: None, article: about(article) },
        }
    }

    fn says(mut self, value: impl Into<Cow<'a, str>>, purpose: &'static str) -> Self {
        self.body.push(Body { kind: "TextualBody", value: value.into(), format: "text/plain", purpose });
        self
    }

    fn at(mut self, anchor: Option<&'a Anchor>) -> Self {
        let Some(anchor) = anchor else { return self };
        let Anchor { exact, prefix, suffix, telling, part, offset, taken: _ } = anchor;
        let telling = telling.iter().map(ToString::to_string).collect();
        let position = Position { start: *offset, end: offset.saturating_add(exact.len()) };
        self.target.selector = vec![
            Selector::TextQuoteSelector { exact, prefix, suffix },
            Selector::FragmentSelector { value: part.to_string(), conforms_to: LOCATOR, refined_by: position, telling },
        ];
        self
    }

    fn since(mut self, created: Moment, modified: Option<Moment>) -> Self {
        self.created = Some(written(created));
        self.modified = modified.map(written);
        self
    }
}

/// All that a sheet holds, notes first.
fn annotations(sheet: &Sheet) -> Vec<Annotation<'_>> {
    let Sheet { article, state, .. } = sheet;
    let named = |kind: &str| name(article, kind);
    let mut all: Vec<_> = state.notes.iter().map(|(uid, note)| of_note(article, uid, note)).collect();
    if !state.tags.is_empty() {
        let tagging = Annotation::of(article, &named("tags"), "tagging");
        all.push(state.tags.iter().fold(tagging, |tagging, tag| tagging.says(tag.as_str(), "tagging")));
    }
    if let Some(since) = state.bookmarked {
        all.push(Annotation::of(article, &named("bookmark"), "bookmarking").since(since, None));
    }
    if let Some(read) = state.read {
        let value = if read { "read" } else { "unread" };
        all.push(Annotation::of(article, &named("read"), "classifying").says(value, "classifying"));
    }
    for (letter, anchor) in &state.marks {
        let identifying = Annotation::of(article, &named(&format!("mark {letter}")), "identifying");
        all.push(identifying.says(letter.to_string(), "identifying").at(Some(anchor)));
    }
    all
}

fn of_note<'a>(article: &'a Identity, uid: &Uid, note: &'a Note) -> Annotation<'a> {
    let mut annotation = Annotation::of(article, uid, "commenting");
    annotation.motivation = match (note.colour, note.body.is_empty()) {
        (Some(_), true) => Motivation::One("highlighting"),
        (Some(_), false) => Motivation::Two(["highlighting", "commenting"]),
        (None, _) => Motivation::One("commenting"),
    };
    if !note.body.is_empty() {
        annotation = annotation.says(note.body.as_str(), "commenting");
    }
    annotation.target.style = note.colour.map(Colour::name);
    annotation.stylesheet = note.colour.map(|colour| Stylesheet {
        kind: "CssStylesheet",
        value: format!(".{0} {{ background-color: {0} }}", colour.name()),
    });
    annotation.at(note.anchor.as_ref()).since(note.created, Some(note.modified))
}

/// The name of what has none of its own: the same whenever it is written.
fn name(article: &Identity, kind: &str) -> Uid {
    let whose = if article.url.is_some() { source(article).into_bytes() } else { article.path.clone() };
    Uid::from_name(&[kind.as_bytes(), &whose].join(&0))
}
