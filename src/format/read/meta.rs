//! What an article says of itself: headline, dek, people, dates, status, picture, terms, events, expected lints.

use super::complaints::Complaints;
use super::fields::Fields;
use super::text;
use crate::article::{Article, Event, Expectation, Picture, Status, Term};
use crate::diagnostic::quoted;
use crate::text::Foreign;

/// The article without takeaways, sections and sources.
pub(super) fn article(top: &Fields<'_, '_>, file: &str, complaints: &mut Complaints) -> Article {
    Article {
        id: text::id(top, complaints),
        headline: top.required_text("headline", complaints).unwrap_or_default(),
        summary: top.text("summary", complaints),
        authors: top.texts("authors", complaints),
        publisher: top.text("publisher", complaints),
        published: top.date("published", file, complaints),
        updated: top.date("updated", file, complaints),
        accessed: top.date("accessed", file, complaints),
        url: text::address(top, "url", complaints),
        language: text::language(top, complaints),
        topics: top.texts("topics", complaints),
        agencies: top.texts("agencies", complaints),
        places: top.texts("places", complaints),
        translation_of: top.text("translation_of", complaints),
        status: status(top, file, complaints),
        image: image(top, complaints),
        terms: pairs(top, "terms", complaints).into_iter().map(|(term, expansion)| Term { term, expansion }).collect(),
        events: events(top, file, complaints),
        expect: pairs(top, "expect", complaints)
            .into_iter()
            .map(|(rule, reason)| Expectation { rule, reason })
            .collect(),
        ..Article::default()
    }
}

/// `[status]`: a state is worth nothing without its day.
fn status(top: &Fields<'_, '_>, file: &str, complaints: &mut Complaints) -> Option<Status> {
    let fields = top.inner_table("status", " of the status", complaints)?;
    fields.unknown(&["state", "as_of"], complaints);
    if fields.get("as_of").is_none() {
        fields.missing("as_of", complaints);
    }
    let state = fields.required_text("state", complaints);
    let as_of = fields.date("as_of", file, complaints);
    Some(Status { state: state?, as_of: as_of? })
}

/// `[image]`.
fn image(top: &Fields<'_, '_>, complaints: &mut Complaints) -> Option<Picture> {
    let fields = top.inner_table("image", " of the image", complaints)?;
    fields.unknown(&["file", "alt", "caption", "credit"], complaints);
    let picture = Picture {
        file: text::image_file(&fields, complaints),
        alt: fields.text("alt", complaints),
        caption: fields.text("caption", complaints),
        credit: fields.text("credit", complaints),
    };
    (picture != Picture::default()).then_some(picture)
}

/// `[[events]]`.
fn events(top: &Fields<'_, '_>, file: &str, complaints: &mut Complaints) -> Vec<Event> {
    let mut events = Vec::new();
    for fields in top.tables("events", " of an event", complaints) {
        fields.unknown(&["date", "label"], complaints);
        if fields.get("date").is_none() {
            fields.missing("date", complaints);
        }
        let label = fields.required_text("label", complaints);
        let date = fields.date("date", file, complaints);
        events.extend(date.zip(label).map(|(date, label)| Event { date, label }));
    }
    events
}

/// A table of texts under names of the file's own: `[terms]`, `[expect]`. In the order of the file.
fn pairs(top: &Fields<'_, '_>, key: &str, complaints: &mut Complaints) -> Vec<(Foreign, Foreign)> {
    let Some(fields) = top.inner_table(key, "", complaints) else { return Vec::new() };
    let mut pairs = Vec::new();
    for (name, value) in fields.in_order() {
        let shown = format!("{} in [{key}]", quoted(name.get_ref()));
        match value.get_ref().as_str() {
            None => fields.wrong_type(&shown, "text", value, complaints),
            Some(_) if name.get_ref().trim().is_empty() => {
                complaints
                    .error("empty-value", name.span(), &format!("an empty name in [{key}]"))
                    .help("name it, or leave it out");
            }
            Some(text) if Foreign::new(text).is_blank() => {
                let cure =
                    if key == "expect" { "say why this file may break the rule" } else { "write what it stands for" };
                complaints.error("empty-value", value.span(), &format!("{shown} is empty")).help(cure);
            }
            Some(text) => pairs.push((Foreign::new(name.get_ref().as_ref()), Foreign::new(text))),
        }
    }
    pairs
}
