//! Markdown: `CommonMark` with tables and footnotes, below front matter or without.
//!
//! What stands on the top level becomes pieces: headings as plain text, everything else as the Markdown that it is,
//! character by character, so that a second reading sees what the first one saw. Each piece stands on its own: the link
//! definitions that a block uses go with it, and a footnote goes to the end of each section that cites it. Which keys of a front
//! matter mean what is in `meta`.
//!
//! What must not live here: what a box or a list of sources looks like (the draft knows).

mod meta;
mod raw;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::draft::{Draft, Piece};
use super::{Imported, Input, encoding, front, html};
use crate::diagnostic::{Diagnostic, quoted};
use crate::markdown;

/// What is read beside `CommonMark`.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// Characters of a headline that is taken from a paragraph.
const HEADLINE: usize = 160;

/// Reads Markdown.
///
/// # Errors
///
/// Where there is neither a headline nor a word to take one from.
pub fn read(input: Input<'_>) -> Result<Imported, Diagnostic> {
    let text = encoding::decode(input.bytes, input.charset).replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim_start_matches('\u{feff}');
    let (front, body) = front::split(text);
    let mut draft = Draft { url: input.address.map(str::to_owned), ..Draft::default() };
    if let Some(front) = &front {
        meta::take(front, &mut draft);
    }
    let body = without_dangling_notes(body, &mut draft);
    draft.pieces = pieces(&raw::without_tags(&body));
    headline(&mut draft);
    draft.settle()
}

/// Finds the headline: of the front matter; else the first heading of level 1, or whatever heading comes first of all; else
/// the first line. A heading that only says the headline again goes away.
fn headline(draft: &mut Draft) {
    let heading = |piece: &Piece| matches!(piece, Piece::Heading(..));
    let first = draft.pieces.iter().position(|piece| matches!(piece, Piece::Heading(1, _)));
    let first = first.or_else(|| draft.pieces.first().is_some_and(heading).then_some(0));
    if let Some((at, Piece::Heading(_, text))) = first.and_then(|at| Some((at, draft.pieces.get(at)?.clone()))) {
        if draft.headline.is_empty() {
            draft.headline.clone_from(&text);
        }
        if loose(&draft.headline) == loose(&text) {
            draft.pieces.remove(at);
        }
    }
    if !draft.headline.is_empty() {
        return;
    }
    let plain = |piece: &Piece| match piece {
        Piece::Heading(_, text) => text.clone(),
        Piece::Block(text) => {
            let chapters = markdown::parse(text, &|_| None).chapters;
            let blocks = chapters.iter().flat_map(|chapter| &chapter.blocks);
            blocks.map(crate::article::Block::plain).find(|text| !text.trim().is_empty()).unwrap_or_default()
        }
    };
    let text = draft.pieces.iter().map(plain).find(|text| !text.trim().is_empty()).unwrap_or_default();
    let line = text.trim().lines().next().unwrap_or_default();
    if line.is_empty() {
        return;
    }
    draft.headline = short(line);
    let message = "there is neither a title nor a heading: the first line is the headline";
    draft.doubts.push(Diagnostic { span: None, ..Diagnostic::warning("headline-unsure", 0..0, message) });
}

/// A line, cut at a word where it is long.
fn short(line: &str) -> String {
    let Some(end) = line.char_indices().map(|(at, _)| at).nth(HEADLINE) else { return line.to_owned() };
    let head = line.get(..end).unwrap_or(line);
    let head = head.rsplit_once(' ').map_or(head, |(head, _)| head);
    format!("{}…", head.trim_end())
}

/// Letters and digits alone, in lower case.
fn loose(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The text with every `[^mark]` that nothing defines made plain text.
fn without_dangling_notes<'t>(body: &'t str, draft: &mut Draft) -> std::borrow::Cow<'t, str> {
    let undefined = markdown::parse(body, &|_| None).undefined;
    if undefined.is_empty() {
        return body.into();
    }
    let names: BTreeSet<_> = undefined.iter().map(|(name, _)| name.raw()).collect();
    for name in names {
        let message = format!("the footnote {} is cited and nowhere defined", quoted(name));
        draft.doubts.push(Diagnostic { span: None, ..Diagnostic::warning("undefined-footnote", 0..0, &message) });
    }
    let starts: BTreeSet<usize> = undefined.into_iter().map(|(_, range)| range.start).collect();
    let mut text = String::with_capacity(body.len() + starts.len());
    for (at, c) in body.char_indices() {
        if starts.contains(&at) {
            text.push('\\');
        }
        text.push(c);
    }
    text.into()
}

/// Something on the top level of a text.
enum Top<'t> {
    Heading(u8, String),
    Block(&'t str),
    Html(&'t str),
    Note(String, &'t str),
}

/// With what it refers to.
struct Found<'t> {
    top: Top<'t>,
    /// Spans of the link definitions that it uses.
    links: BTreeSet<(usize, usize)>,
    /// Names of the footnotes that it cites.
    cites: Vec<String>,
}

/// The pieces of a text.
fn pieces(text: &str) -> Vec<Piece> {
    let found = found(text);
    let notes: HashMap<&str, &Found<'_>> = found
        .iter()
        .filter_map(|one| if let Top::Note(name, _) = &one.top { Some((name.as_str(), one)) } else { None })
        .collect();
    let cited: BTreeSet<&str> = found.iter().flat_map(|one| &one.cites).map(String::as_str).collect();
    let mut pieces = Vec::new();
    let mut wanted: Vec<&str> = Vec::new();
    for one in &found {
        match &one.top {
            Top::Heading(level, heading) => {
                take_notes(text, &mut wanted, &notes, &mut pieces);
                pieces.push(Piece::Heading(*level, heading.clone()));
            }
            Top::Block(block) => pieces.push(with_links(text, block, one)),
            Top::Html(block) => pieces.extend(html(block)),
            Top::Note(name, _) if cited.contains(name.as_str()) => continue,
            // Nobody cites it, but it says something.
            Top::Note(_, note) => pieces.push(with_links(text, note, one)),
        }
        wanted.extend(one.cites.iter().map(String::as_str));
    }
    take_notes(text, &mut wanted, &notes, &mut pieces);
    pieces
}

/// What a block of HTML is in a page. Where a page would show nothing of it though there are words between its tags, as of a form
/// or of a tag that nobody closed, they stand as they are written.
fn html(block: &str) -> Vec<Piece> {
    let pieces = html::fragment(block, None).unwrap_or_default();
    let silent = pieces.is_empty() && raw::has_words(block);
    if silent { vec![Piece::Block(html::escaped(block))] } else { pieces }
}

/// Puts the notes that a section cites behind it, and those that they cite.
fn take_notes(text: &str, wanted: &mut Vec<&str>, notes: &HashMap<&str, &Found<'_>>, pieces: &mut Vec<Piece>) {
    let mut all: Vec<&str> = Vec::new();
    let mut names: std::collections::VecDeque<&str> = std::mem::take(wanted).into();
    while let Some(name) = names.pop_front() {
        let Some((name, note)) = notes.get_key_value(name).filter(|_| !all.contains(&name)) else { continue };
        all.push(name);
        if let Some(found) = notes.get(name) {
            names.extend(found.cites.iter().filter_map(|name| Some(*notes.get_key_value(name.as_str())?.0)));
        }
        if let Top::Note(_, source) = &note.top {
            pieces.push(with_links(text, source, note));
        }
    }
}

/// A block with the link definitions that it uses.
fn with_links(text: &str, block: &str, found: &Found<'_>) -> Piece {
    let definitions = found.links.iter().filter_map(|(start, end)| text.get(*start..*end));
    let mut whole = block.to_owned();
    for (definition, number) in definitions.zip(0..) {
        whole.push_str(if number == 0 { "\n\n" } else { "\n" });
        whole.push_str(definition.trim());
    }
    Piece::Block(whole)
}

/// What is on the top level, in order.
fn found(text: &str) -> Vec<Found<'_>> {
    let events = Parser::new_ext(text, OPTIONS).into_offset_iter();
    let spans: HashMap<String, (usize, usize)> = events
        .reference_definitions()
        .iter()
        .map(|(label, definition)| (folded(label), (definition.span.start, definition.span.end)))
        .collect();
    let mut tops: Vec<Found<'_>> = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in events {
        if depth == 0
            && let Some(top) = top(text, &event, range)
        {
            tops.push(Found { top, links: BTreeSet::new(), cites: Vec::new() });
        }
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if let Some(last) = tops.last_mut() {
            last.note(&event, &spans);
        }
    }
    tops
}

/// What an event on the top level begins.
fn top<'t>(text: &'t str, event: &Event<'_>, range: Range<usize>) -> Option<Top<'t>> {
    match event {
        Event::Start(Tag::Heading { level, .. }) => Some(Top::Heading(*level as u8, String::new())),
        Event::Start(Tag::FootnoteDefinition(name)) => Some(Top::Note(name.to_string(), text.get(range)?.trim_end())),
        Event::Start(Tag::HtmlBlock) => Some(Top::Html(text.get(range)?)),
        Event::End(_) => None,
        _ => {
            // The indentation of the first line is part of an indented code block.
            let before = text.get(..range.start)?;
            let line = before.rfind('\n').map_or(0, |at| at + 1);
            let indented = before.get(line..)?.trim().is_empty();
            let start = if indented { line } else { range.start };
            Some(Top::Block(text.get(start..range.end)?.trim_end())).filter(|_| start < range.end)
        }
    }
}

impl Found<'_> {
    /// Takes up what an event says about it.
    fn note(&mut self, event: &Event<'_>, spans: &HashMap<String, (usize, usize)>) {
        match event {
            Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. })
                if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) =>
            {
                self.links.extend(spans.get(&folded(id)));
            }
            Event::FootnoteReference(name) => self.cites.push(name.to_string()),
            _ => {}
        }
        if let Top::Heading(_, heading) = &mut self.top {
            match event {
                Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => heading.push_str(text),
                Event::SoftBreak | Event::HardBreak => heading.push(' '),
                Event::End(TagEnd::Heading(_)) => *heading = heading.split_whitespace().collect::<Vec<_>>().join(" "),
                _ => {}
            }
        }
    }
}

/// Labels are compared without case and with single spaces.
fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests;
