//! Hayagriva's YAML: <https://github.com/typst/hayagriva/blob/main/docs/file-format.md>.
//!
//! hayagriva writes names as one string, and reads a comma in the name of an organisation as the end of a family name. So the
//! lines are ours: values are JSON strings, which are YAML, and titles go through hayagriva's own escapes.

use hayagriva::types::FormatString;

use crate::article::Date;
use crate::cite::{Kind, Name, Work};

/// The entries by their keys.
#[must_use]
pub fn write(works: &[Work]) -> String {
    works.iter().map(entry).collect()
}

fn entry(work: &Work) -> String {
    let mut lines = vec![format!("{}:\n  type: {}\n", work.key, kind(work.kind))];
    let mut put = |key: &str, value: Option<String>| {
        lines.extend(value.map(|value| format!("  {key}: {value}\n")));
    };
    put("title", work.title.as_deref().map(formatted));
    put("author", (!work.authors.is_empty()).then(|| work.authors.iter().map(name).collect()));
    put("date", work.published.as_ref().map(Date::iso));
    if work.kind == Kind::News {
        let paper = |paper: &str| format!("\n    type: newspaper\n    title: {}", formatted(paper));
        put("parent", work.publisher.as_deref().map(paper));
    } else {
        put("publisher", work.publisher.as_deref().map(formatted));
    }
    // What is no address would keep the whole file from being read.
    let address = work.url.as_deref().filter(|address| url::Url::parse(address).is_ok());
    put(
        "url",
        address.map(|address| match &work.accessed {
            Some(date) => format!("\n    value: {}\n    date: {}", quoted(address), date.iso()),
            None => quoted(address),
        }),
    );
    put("language", work.language.as_deref().filter(|tag| is_tag(tag)).map(quoted));
    put("note", super::note(work).as_deref().map(formatted));
    lines.concat()
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Page => "web",
        Kind::News => "article",
        Kind::Report => "report",
        Kind::Statute | Kind::Regulation => "legislation",
        Kind::Case => "case",
        Kind::Data | Kind::Document => "misc",
    }
}

/// A list item of parts.
fn name(name: &Name) -> String {
    let (mut parts, family) = (
        Vec::new(),
        match name {
            Name::Whole(whole) => whole,
            Name::Person { family, .. } => family,
        },
    );
    parts.push(("name", family));
    if let Name::Person { given, particle, suffix, .. } = name {
        parts.push(("given-name", given));
        parts.extend(particle.as_ref().map(|particle| ("prefix", particle)));
        parts.extend(suffix.as_ref().map(|suffix| ("suffix", suffix)));
    }
    let lines: Vec<String> = parts.iter().map(|(key, value)| format!("{key}: {}", quoted(value))).collect();
    format!("\n    - {}", lines.join("\n      "))
}

/// A language and a region at most is what hayagriva is sure to read.
fn is_tag(tag: &str) -> bool {
    let (language, region) = tag.split_once('-').unwrap_or((tag, "XX"));
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    letters(language) && letters(region) && (2..=3).contains(&language.len()) && region.len() == 2
}

/// A value in which braces and dollars mean themselves.
fn formatted(text: &str) -> String {
    serde_json::to_string(&FormatString::from(text.to_owned())).unwrap_or_default()
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
