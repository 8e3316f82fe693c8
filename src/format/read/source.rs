//! `[[sources]]`: cited works.

use std::collections::BTreeMap;

use super::complaints::Complaints;
use super::fields::Fields;
use super::text;
use crate::article::{Locator, Source, SourceKind};
use crate::diagnostic::{nearest, quoted};
use crate::text::Foreign;

const KEYS: [&str; 12] = [
    "id",
    "title",
    "url",
    "archive_url",
    "publisher",
    "authors",
    "published",
    "accessed",
    "kind",
    "primary",
    "pinpoint",
    "citation",
];

/// Which source has an id, counted from 0.
pub(super) type Names = BTreeMap<String, usize>;

/// The sources in order, and their ids.
pub(super) fn sources(top: &Fields<'_, '_>, file: &str, complaints: &mut Complaints) -> (Vec<Source>, Names) {
    let mut names = Names::new();
    let mut sources = Vec::new();
    for fields in top.tables("sources", " of a source", complaints) {
        let source = read(&fields, file, complaints);
        name(&fields, &source, sources.len(), &mut names, complaints);
        sources.push(source);
    }
    (sources, names)
}

/// One source.
fn read(fields: &Fields<'_, '_>, file: &str, complaints: &mut Complaints) -> Source {
    fields.unknown(&KEYS, complaints);
    let source = Source {
        id: fields.get("id").and_then(|_| fields.required_text("id", complaints)),
        title: fields.text("title", complaints),
        url: text::address(fields, "url", complaints),
        archive_url: text::address(fields, "archive_url", complaints),
        publisher: fields.text("publisher", complaints),
        authors: fields.texts("authors", complaints),
        published: fields.date("published", file, complaints),
        accessed: fields.date("accessed", file, complaints),
        kind: kind(fields, complaints),
        primary: fields.boolean("primary", complaints),
        pinpoint: fields.text("pinpoint", complaints),
        citation: fields.text("citation", complaints),
    };
    let told = [&source.title, &source.url, &source.archive_url, &source.publisher, &source.citation];
    if told.into_iter().all(Option::is_none) && source.authors.is_empty() {
        complaints
            .warning("empty-source", fields.span.clone(), "a source that says nothing a reader could look up")
            .help("give it a title, a url or a citation");
    }
    source
}

/// Takes a note of the id.
fn name(fields: &Fields<'_, '_>, source: &Source, index: usize, names: &mut Names, complaints: &mut Complaints) {
    let (Some(id), Some(value)) = (source.id.as_ref().map(Foreign::raw), fields.get("id")) else { return };
    if id.parse::<Locator>().is_ok() {
        let message = format!("the source id {} reads like a locator", quoted(id));
        complaints.warning("ambiguous-id", value.span(), &message).help("name it after its publisher: guardian");
    }
    if let Some(first) = names.insert(id.to_owned(), index) {
        names.insert(id.to_owned(), first);
        let message = format!("the source id {} is already that of source {}", quoted(id), first + 1);
        complaints.error("duplicate-id", value.span(), &message).help("give each source an id of its own");
    }
}

/// The kind, one of a closed list.
fn kind(fields: &Fields<'_, '_>, complaints: &mut Complaints) -> Option<SourceKind> {
    let written = fields.text("kind", complaints)?;
    let kind = SourceKind::from_name(written.raw());
    if let (None, Some(value)) = (kind, fields.get("kind")) {
        let names = SourceKind::ALL.map(SourceKind::name);
        let message = format!("unknown kind of source: {}", quoted(written.raw()));
        let cure = match nearest(written.raw(), names) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("it must be one of {}", names.join(", ")),
        };
        complaints.error("unknown-kind", value.span(), &message).help(&cure);
    }
    kind
}
