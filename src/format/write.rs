//! Article → canonical TOML 1.0, laid out for people: the order of the format's manual, Markdown between `'''`.
//!
//! What is written reads back as the same article, whatever the texts hold; a property test in `tests/format.rs` says so.
//! Controls never stand in the file as they are: they are written as escapes. How one text is quoted is decided in
//! `text`.

mod text;

use std::fmt::{Display, Write as _};

use crate::article::{Article, Picture, Section, Source, Takeaway};
use crate::text::Foreign;
use text::{inline, key, prose};

/// Writes an article file that reads back as the same article.
#[must_use]
pub fn write(article: &Article) -> String {
    let mut out = Out(String::new());
    top(article, &mut out);
    let plain = article.takeaways.iter().all(|takeaway| takeaway.evidence.is_empty() && takeaway.quote.is_none());
    if plain {
        out.list("takeaways", article.takeaways.iter().map(|takeaway| &takeaway.text));
    }
    if let Some(status) = &article.status {
        out.header("[status]");
        out.text("state", Some(&status.state));
        out.value("as_of", Some(&status.as_of));
    }
    if let Some(picture) = &article.image {
        image(picture, &mut out);
    }
    out.pairs("[terms]", article.terms.iter().map(|term| (&term.term, &term.expansion)));
    out.pairs("[expect]", article.expect.iter().map(|expected| (&expected.rule, &expected.reason)));
    if !plain {
        article.takeaways.iter().for_each(|one| takeaway(one, &mut out));
    }
    sections(&article.sections, &mut out);
    article.sources.iter().for_each(|one| source(one, &mut out));
    for event in &article.events {
        out.header("[[events]]");
        out.value("date", Some(&event.date));
        out.text("label", Some(&event.label));
    }
    out.0
}

/// The keys above the first table.
fn top(article: &Article, out: &mut Out) {
    out.text("id", article.id.as_ref());
    out.text("headline", Some(&article.headline));
    out.text("summary", article.summary.as_ref());
    out.texts("authors", &article.authors);
    out.text("publisher", article.publisher.as_ref());
    out.value("published", article.published.as_ref());
    out.value("updated", article.updated.as_ref());
    out.value("accessed", article.accessed.as_ref());
    out.text("url", article.url.as_ref());
    out.text("language", article.language.as_ref());
    out.texts("topics", &article.topics);
    out.texts("agencies", &article.agencies);
    out.texts("places", &article.places);
    out.text("translation_of", article.translation_of.as_ref());
}

fn image(picture: &Picture, out: &mut Out) {
    out.header("[image]");
    out.text("file", picture.file.as_ref());
    out.text("alt", picture.alt.as_ref());
    out.text("caption", picture.caption.as_ref());
    out.text("credit", picture.credit.as_ref());
}

fn takeaway(takeaway: &Takeaway, out: &mut Out) {
    out.header("[[takeaways]]");
    out.text("text", Some(&takeaway.text));
    out.texts("evidence", takeaway.evidence.iter().map(|one| &one.written));
    out.text("quote", takeaway.quote.as_ref());
}

/// The sections as written: a nested one stands in the body of another, or carries the body that it begins.
fn sections(sections: &[Section], out: &mut Out) {
    let mut rest = sections;
    while let Some((section, after)) = rest.split_first() {
        rest = after;
        if section.nested && section.markdown.raw().is_empty() {
            continue;
        }
        out.header("[[sections]]");
        if !section.nested {
            out.text("heading", section.heading.as_ref());
        }
        let level = if section.nested { level_of_body(section, after) } else { section.level };
        out.value("level", Some(level).filter(|level| (2..=6).contains(level)).as_ref());
        if !section.markdown.raw().is_empty() {
            out.line("body", &prose(section.markdown.raw()));
        }
    }
}

/// The level of a written section without a heading, from the nested ones that are all a reader sees of it: its highest
/// inner heading stands at that level.
fn level_of_body(first: &Section, after: &[Section]) -> u8 {
    let of_same_body = after.iter().take_while(|section| section.nested && section.markdown.raw().is_empty());
    of_same_body.map(|section| section.level).chain([first.level]).min().unwrap_or(first.level)
}

fn source(source: &Source, out: &mut Out) {
    out.header("[[sources]]");
    out.text("id", source.id.as_ref());
    out.text("title", source.title.as_ref());
    out.value("kind", source.kind.map(|kind| format!("\"{}\"", kind.name())).as_ref());
    out.text("url", source.url.as_ref());
    out.text("archive_url", source.archive_url.as_ref());
    out.text("publisher", source.publisher.as_ref());
    out.texts("authors", &source.authors);
    out.value("published", source.published.as_ref());
    out.value("accessed", source.accessed.as_ref());
    out.value("primary", source.primary.as_ref());
    out.text("pinpoint", source.pinpoint.as_ref());
    out.text("citation", source.citation.as_ref());
}

/// The file so far.
struct Out(String);

impl Out {
    fn line(&mut self, name: &str, value: &str) {
        let _ = writeln!(self.0, "{name} = {value}");
    }

    fn header(&mut self, header: &str) {
        let _ = writeln!(self.0, "\n{header}");
    }

    fn text(&mut self, name: &str, text: Option<&Foreign>) {
        if let Some(text) = text {
            self.line(name, &inline(text.raw()));
        }
    }

    fn value(&mut self, name: &str, value: Option<&impl Display>) {
        if let Some(value) = value {
            let _ = writeln!(self.0, "{name} = {value}");
        }
    }

    /// Short texts, on one line.
    fn texts<'a>(&mut self, name: &str, texts: impl IntoIterator<Item = &'a Foreign>) {
        let texts: Vec<_> = texts.into_iter().map(|text| inline(text.raw())).collect();
        if !texts.is_empty() {
            self.line(name, &format!("[{}]", texts.join(", ")));
        }
    }

    /// Long texts, a line each.
    fn list<'a>(&mut self, name: &str, texts: impl Iterator<Item = &'a Foreign>) {
        let lines: Vec<_> = texts.map(|text| format!("    {},\n", inline(text.raw()))).collect();
        if !lines.is_empty() {
            self.line(name, &format!("[\n{}]", lines.concat()));
        }
    }

    fn pairs<'a>(&mut self, header: &str, pairs: impl ExactSizeIterator<Item = (&'a Foreign, &'a Foreign)>) {
        if pairs.len() > 0 {
            self.header(header);
        }
        for (name, text) in pairs {
            self.line(&key(name.raw()), &inline(text.raw()));
        }
    }
}
