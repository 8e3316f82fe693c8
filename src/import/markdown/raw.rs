//! Raw HTML in Markdown: what other programs leave behind when they make Markdown of a page. Underlines, fonts and boxes go and
//! their words stay; a link becomes one; a block of HTML becomes what it would be in a page. What only looks like a tag
//! (`<your name>`) is text.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use super::OPTIONS;
use crate::import::escape;

/// Elements that say nothing but how their words look or where they stand.
const SILENT: [&str; 49] = [
    "abbr",
    "acronym",
    "b",
    "bdi",
    "bdo",
    "big",
    "blink",
    "center",
    "cite",
    "data",
    "del",
    "dfn",
    "div",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "header",
    "i",
    "ins",
    "kbd",
    "label",
    "main",
    "mark",
    "nobr",
    "output",
    "p",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "var",
    "wbr",
    "a",
    "article",
    "aside",
];

/// A text without the tags within its lines; links among them as Markdown.
pub(super) fn without_tags(text: &str) -> Cow<'_, str> {
    let mut edits: Vec<(Range<usize>, Cow<'_, str>)> = Vec::new();
    // Where a link began, and its address; none for one that leads nowhere.
    let mut links: Vec<(usize, Option<String>)> = Vec::new();
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::InlineHtml(tag) => {
                let Some(tag) = Tag::read(&tag) else { continue };
                match (tag.name.as_str(), tag.closes) {
                    ("a", false) => {
                        let address = tag.attribute("href").filter(|address| address.starts_with("http"));
                        links.push((edits.len(), address));
                        edits.push((range, "".into()));
                    }
                    ("a", true) => {
                        let close = links.pop().and_then(|(open, address)| {
                            let (_, opening) = edits.get_mut(open)?;
                            let address = address?;
                            *opening = "[".into();
                            Some(format!("]({})", escape::destination(&address)))
                        });
                        edits.push((range, close.unwrap_or_default().into()));
                    }
                    ("br" | "hr", _) => edits.push((range, " ".into())),
                    ("img", _) => edits.push((range, escape::words(&tag.attribute("alt").unwrap_or_default()).into())),
                    ("!--", _) => edits.push((range, "".into())),
                    (name, _) if SILENT.contains(&name) => edits.push((range, "".into())),
                    _ => {}
                }
            }
            // No link reaches from one block into another.
            Event::Start(_) | Event::End(_) if !event_is_inline(&event) => links.clear(),
            _ => {}
        }
    }
    if edits.is_empty() {
        return text.into();
    }
    let (mut made, mut done) = (String::with_capacity(text.len()), 0);
    for (range, instead) in edits {
        made.push_str(text.get(done..range.start).unwrap_or_default());
        made.push_str(&instead);
        done = range.end;
    }
    made.push_str(text.get(done..).unwrap_or_default());
    made.into()
}

/// Whether there are words in a block of HTML beside its tags and comments, and what a browser runs or paints with.
pub(super) fn has_words(block: &str) -> bool {
    let mut rest = block;
    let mut words = String::new();
    while let Some((before, from)) = rest.split_once('<') {
        words.push_str(before);
        let end = ["!--", "script", "style"].iter().zip(["-->", "</script>", "</style>"]);
        let whole =
            end.into_iter().find(|(begin, _)| from.to_ascii_lowercase().starts_with(*begin)).map(|(_, end)| end);
        let Some((_, after)) = from.split_once(whole.unwrap_or(">")) else {
            // Nobody closed it.
            words.push_str(if whole.is_some() { "" } else { from });
            rest = "";
            break;
        };
        rest = after;
    }
    words.push_str(rest);
    words.contains(char::is_alphanumeric)
}

fn event_is_inline(event: &Event<'_>) -> bool {
    use pulldown_cmark::{Tag, TagEnd};
    match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::End(tag) => {
            matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
        }
        _ => true,
    }
}

/// A tag as it is written.
struct Tag<'t> {
    /// In small letters; `!--` for a comment.
    name: String,
    closes: bool,
    rest: &'t str,
}

impl<'t> Tag<'t> {
    fn read(written: &'t str) -> Option<Self> {
        let inner = written.strip_prefix('<')?.strip_suffix('>')?;
        if inner.starts_with("!--") {
            return Some(Self { name: "!--".to_owned(), closes: false, rest: "" });
        }
        let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
        let (name, rest) = inner.split_at_checked(end)?;
        (!name.is_empty()).then(|| Self { name: name.to_ascii_lowercase(), closes, rest })
    }

    /// The value of an attribute, with its character references read.
    fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self.rest;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let end = rest.find(|c: char| c == '=' || c.is_whitespace() || c == '/').unwrap_or(rest.len());
            let (name, after) = rest.split_at_checked(end)?;
            if name.is_empty() {
                return None;
            }
            let after = after.trim_start();
            let Some(value) = after.strip_prefix('=') else {
                rest = after;
                continue;
            };
            let value = value.trim_start();
            let (value, after) = match value.chars().next()? {
                quote @ ('"' | '\'') => value.get(1..)?.split_once(quote)?,
                _ => value.split_once(char::is_whitespace).unwrap_or((value, "")),
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(crate::import::html::plain(value));
            }
            rest = after;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_tags_are_seen() {
        for (block, words) in [
            ("<div>\n</div>", false),
            ("<!-- a\nb -->", false),
            ("<script>\nx < y\n</script>\n", false),
            ("<style>p > a { b }</style>", false),
            ("<textarea>\nfoo\n</textarea>", true),
            ("<div id=\"foo\"\nhi", true),
            ("<table><tr><td>x</td></tr></table>", true),
        ] {
            assert_eq!(has_words(block), words, "{block}");
        }
    }

    #[test]
    fn tags_go_and_their_words_stay() {
        for (text, expected) in [
            ("a <u>b</u> <span style=\"x: y\">c</span>", "a b c"),
            ("# <u>Heading</u>", "# Heading"),
            ("- 1<sup>er</sup> juin<br>x<!-- no -->", "- 1er juin x"),
            (
                "see <a href=\"https://x.org/a?b&amp;c\" class=z>the **rule**</a>.",
                "see [the **rule**](<https://x.org/a?b&c>).",
            ),
            ("<a name=top>here</a>, <a href=/x>there</a>", "here, there"),
            ("write <your name> and `<u>code</u>`", "write <your name> and `<u>code</u>`"),
            ("    <u>code</u>", "    <u>code</u>"),
            ("<img src=x alt='A *map*'> of it", "A \\*map\\* of it"),
            ("an open <a href=https://x.org>link\n\nand </a> more", "an open link\n\nand  more"),
            ("no tags", "no tags"),
        ] {
            assert_eq!(without_tags(text), expected, "{text}");
        }
    }
}
