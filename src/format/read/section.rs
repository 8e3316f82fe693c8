//! `[[sections]]`: Markdown bodies, cut into what a reader sees as sections.
//!
//! A written section becomes one section with its Markdown, and one more (`nested`) for each heading in its body. Where
//! a body begins with a heading and the section has none of its own, a reader sees no section before that heading: then
//! the first nested section carries the Markdown, so that locators count what is seen and the writer loses nothing.

use toml::de::DeValue;

use super::complaints::Complaints;
use super::fields::Fields;
use super::locate;
use super::source::Names;
use crate::article::Section;
use crate::diagnostic::quoted;
use crate::markdown::{self, Body};
use crate::text::Foreign;

/// The deepest level of a heading.
const DEEPEST: u8 = 6;

/// The sections that a reader sees, in order.
pub(super) fn sections(top: &Fields<'_, '_>, file: &str, names: &Names, complaints: &mut Complaints) -> Vec<Section> {
    let mut sections = Vec::new();
    for fields in top.tables("sections", " of a section", complaints) {
        fields.unknown(&["heading", "level", "body"], complaints);
        let heading = fields.text("heading", complaints);
        let level = level(&fields, complaints);
        let markdown = body_text(&fields, complaints);
        let body = markdown::parse(markdown.raw(), &|name| names.get(name).copied());
        undefined_footnotes(&fields, file, &body, complaints);
        let before = sections.len();
        cut(Section { heading, level, markdown, ..Section::default() }, body, &mut sections);
        if sections.len() == before {
            complaints
                .warning("empty-section", fields.span.clone(), "a section with neither heading nor text")
                .help("write its body, or leave the section out");
        }
    }
    sections
}

/// Pushes what a reader sees of one written section.
fn cut(mut written: Section, body: Body, sections: &mut Vec<Section>) {
    let mut chapters = body.chapters.into_iter().peekable();
    if let Some(lead) = chapters.next_if(|chapter| chapter.heading.is_none()) {
        written.blocks = lead.blocks;
    }
    // Without a heading of its own the section is no parent: its inner headings stand where it would.
    let parent = if written.heading.is_some() { written.level } else { written.level.saturating_sub(1) };
    let mut carried = None;
    if written.heading.is_some() || !written.blocks.is_empty() {
        sections.push(written);
    } else {
        carried = Some(written.markdown);
    }
    for chapter in chapters {
        sections.push(Section {
            heading: chapter.heading,
            level: parent.saturating_add(chapter.depth).clamp(1, DEEPEST),
            markdown: carried.take().unwrap_or_default(),
            blocks: chapter.blocks,
            nested: true,
        });
    }
}

/// 1 to 6; 1 where the file does not say.
fn level(fields: &Fields<'_, '_>, complaints: &mut Complaints) -> u8 {
    let Some(value) = fields.get("level") else { return 1 };
    let DeValue::Integer(number) = value.get_ref() else {
        fields.wrong_type("level", "a whole number from 1 to 6", value, complaints);
        return 1;
    };
    let level = u8::from_str_radix(number.as_str(), number.radix()).ok().filter(|level| (1..=DEEPEST).contains(level));
    level.unwrap_or_else(|| {
        let message = format!("level of a section must be from 1 to 6, not {}", quoted(number.as_str()));
        complaints.error("bad-level", value.span(), &message).help("1 is the highest; leave the key out for 1");
        1
    })
}

/// The body as written. A blank one is kept: what it says is for the Markdown to tell.
fn body_text(fields: &Fields<'_, '_>, complaints: &mut Complaints) -> Foreign {
    let Some(value) = fields.get("body") else { return Foreign::default() };
    if let Some(text) = value.get_ref().as_str() {
        return Foreign::new(text);
    }
    fields.wrong_type("body", "text", value, complaints);
    Foreign::default()
}

/// Complains of footnotes that are cited and nowhere defined.
fn undefined_footnotes(fields: &Fields<'_, '_>, file: &str, body: &Body, complaints: &mut Complaints) {
    let Some(value) = fields.get("body").filter(|_| !body.undefined.is_empty()) else { return };
    let literal = value.span();
    let mut map = locate::Literal::new(file, literal);
    for (name, range) in &body.undefined {
        let message =
            format!("the footnote {} is neither defined in this body nor the id of a source", quoted(name.raw()));
        let span = map.file_offset(range.start)..map.file_offset(range.end);
        complaints
            .error("undefined-footnote", span, &message)
            .help(&format!("define it in the same body, `[^{0}]: …`, or give a source the id {0}", short(name.raw())));
    }
}

/// A name as a cure repeats it.
fn short(name: &str) -> String {
    quoted(name).trim_matches('`').to_owned()
}
