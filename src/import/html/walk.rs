//! From the elements of a page to pieces of a draft: headings and blocks in reading order.
//!
//! The walk knows what elements mean (a paragraph, a list, a figure) and nothing about articles: which part of a page is one is decided
//! before, what a heading or list is for is decided after (`Draft::settle`). It recurses; [`super::limits`] bounds how
//! deep a page nests, and the thread that it runs on has the stack for that.

mod table;

use std::rc::Rc;

use dom_query::NodeRef;
use url::Url;

use super::inline::{Line, Style};

use crate::import::draft::Piece;
use crate::import::escape;

/// Lists and quotations deeper than this are not indented further: a page that nests so deep says nothing by it.
const INDENTED: usize = 24;

/// The pieces below a node. Relative links are resolved against `base`; without one their words stay.
pub(super) fn pieces(node: NodeRef<'_>, base: Option<&Url>) -> Vec<Piece> {
    let mut flow = Flow::new(base, 0);
    flow.children(node, &Style::default());
    flow.finish()
}

/// The words below a node, on one line.
pub(super) fn words(node: NodeRef<'_>) -> String {
    line(node, None, &Style::default()).plain()
}

/// The words below a node with their styles and links, whatever the blocks.
pub(super) fn line(node: NodeRef<'_>, base: Option<&Url>, style: &Style) -> Line {
    let mut flow = Flow { flat: true, ..Flow::new(base, 0) };
    flow.children(node, style);
    flow.line
}

/// Blocks in the making.
struct Flow<'b> {
    base: Option<&'b Url>,
    /// Whether blocks are only words here: in a cell, a heading, a caption.
    flat: bool,
    /// Lists and quotations around.
    indent: usize,
    pieces: Vec<Piece>,
    line: Line,
    /// Pictures of the paragraph in the making: they come behind it.
    pictures: Vec<String>,
}

impl<'b> Flow<'b> {
    fn new(base: Option<&'b Url>, indent: usize) -> Self {
        Self { base, flat: false, indent, pieces: Vec::new(), line: Line::default(), pictures: Vec::new() }
    }

    fn finish(mut self) -> Vec<Piece> {
        self.flush();
        self.pieces
    }

    fn push(&mut self, block: String) {
        if !block.is_empty() {
            self.pieces.push(Piece::Block(block));
        }
    }

    /// Ends the paragraph; within a line, only the word.
    fn flush(&mut self) {
        if self.flat {
            self.line.text(" ", &Style::default());
            return;
        }
        let line = std::mem::take(&mut self.line);
        if !line.is_empty() {
            self.push(line.paragraph());
        }
        for picture in std::mem::take(&mut self.pictures) {
            self.push(picture);
        }
    }

    fn children(&mut self, node: NodeRef<'_>, style: &Style) {
        for child in node.children_it(false) {
            self.node(child, style);
        }
    }

    fn node(&mut self, node: NodeRef<'_>, style: &Style) {
        if node.is_text() {
            self.line.text(&node.text(), style);
            return;
        }
        let Some(name) = node.qual_name_ref().map(|name| name.local.to_string()) else { return };
        if node.has_attr("hidden") {
            return;
        }
        match name.as_str() {
            "script" | "style" | "noscript" | "template" | "head" | "title" | "button" | "input" | "select"
            | "textarea" | "svg" | "iframe" | "object" | "embed" | "video" | "audio" | "canvas" | "nav" | "dialog"
            | "annotation" | "annotation-xml" | "rp" => {}
            "br" => {
                if self.line.line_break() {
                    self.flush();
                }
            }
            "strong" | "b" => self.children(node, &Style { strong: true, ..style.clone() }),
            "em" | "i" | "cite" | "dfn" | "var" => self.children(node, &Style { emphasis: true, ..style.clone() }),
            "del" | "s" | "strike" => self.children(node, &Style { struck: true, ..style.clone() }),
            "code" | "kbd" | "samp" | "tt" => self.children(node, &Style { code: true, ..style.clone() }),
            "q" => {
                self.line.text("“", style);
                self.children(node, style);
                self.line.text("”", style);
            }
            "sup" => self.raised(node, style),
            "a" => self.link(node, style),
            _ if self.flat => self.flat_block(node, &name, style),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node, &name),
            "ul" | "ol" | "menu" | "dir" => self.list(node, &name, style),
            "dt" => {
                self.flush();
                self.children(node, &Style { strong: true, ..style.clone() });
                self.flush();
            }
            "blockquote" => self.quote(node, style),
            "pre" | "listing" | "xmp" => self.code(node),
            "hr" => {
                self.flush();
                self.push("---".to_owned());
            }
            "table" => self.table(node, style),
            "figure" => self.figure(node, style),
            "img" => self.picture(node, ""),
            name if is_phrasing(name) => self.children(node, style),
            _ => {
                self.flush();
                self.children(node, style);
                self.flush();
            }
        }
    }

    fn flat_block(&mut self, node: NodeRef<'_>, name: &str, style: &Style) {
        let phrasing = is_phrasing(name);
        if !phrasing {
            self.flush();
        }
        self.children(node, style);
        if !phrasing {
            self.flush();
        }
    }

    /// Raised digits stay raised: 10⁶ is not 106, and a footnote's mark is no part of the number before it.
    fn raised(&mut self, node: NodeRef<'_>, style: &Style) {
        let text = words(node);
        let digits: Option<String> = text.chars().map(superscript).collect();
        match digits.filter(|digits| !digits.is_empty() && self.line.last().is_some_and(|c| c != ' ')) {
            Some(digits) => self.line.text(&digits, style),
            None => self.children(node, style),
        }
    }

    fn link(&mut self, node: NodeRef<'_>, style: &Style) {
        let address = node.attr("href").and_then(|href| resolve(self.base, &href));
        let link = address.map(|address| Rc::from(address.as_str())).or_else(|| style.link.clone());
        self.children(node, &Style { link, ..style.clone() });
    }

    fn heading(&mut self, node: NodeRef<'_>, name: &str) {
        self.flush();
        let text = words(node);
        let level = name.bytes().last().map_or(2, |digit| digit.wrapping_sub(b'0')).clamp(1, 6);
        if !text.is_empty() {
            self.pieces.push(Piece::Heading(level, text));
        }
        let mut pictures = Flow::new(self.base, self.indent);
        node.descendants_it().filter(|inner| inner.has_name("img")).for_each(|image| pictures.picture(image, ""));
        self.pieces.extend(pictures.finish());
    }

    /// What stands below a node, for a place where headings cannot stand.
    fn nested(&self, node: NodeRef<'_>, style: &Style) -> Vec<String> {
        let mut flow = Flow::new(self.base, self.indent + 1);
        flow.children(node, style);
        let pieces = flow.finish().into_iter();
        let blocks = pieces.map(|piece| match piece {
            Piece::Heading(_, text) => format!("**{}**", escape::words(&text)),
            Piece::Block(text) => text,
        });
        blocks.collect()
    }

    fn list(&mut self, node: NodeRef<'_>, name: &str, style: &Style) {
        self.flush();
        let start = node.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1_usize);
        let mut items: Vec<Vec<String>> = Vec::new();
        for child in node.children_it(false) {
            if child.is_text() && child.text().trim().is_empty() {
                continue;
            }
            if child.has_name("li") {
                items.push(self.nested(child, style));
            } else {
                // Not allowed, and common: a list straight within a list belongs to the item before.
                let mut flow = Flow::new(self.base, self.indent + 1);
                flow.node(child, style);
                let blocks = flow.finish().into_iter().map(|piece| match piece {
                    Piece::Heading(_, text) => format!("**{}**", escape::words(&text)),
                    Piece::Block(text) => text,
                });
                match items.last_mut() {
                    Some(item) => item.extend(blocks),
                    None => items.push(blocks.collect()),
                }
            }
        }
        items.retain(|blocks| !blocks.is_empty());
        if self.indent >= INDENTED {
            for block in items.into_iter().flatten() {
                self.push(block);
            }
            return;
        }
        let items = items.iter().enumerate().map(|(index, blocks)| {
            let number = start.saturating_add(index).min(999_999_999);
            let marker = if name == "ol" { format!("{number}. ") } else { "- ".to_owned() };
            item(&marker, blocks)
        });
        let text = items.collect::<Vec<_>>().join("\n");
        self.push(text);
    }

    fn quote(&mut self, node: NodeRef<'_>, style: &Style) {
        self.flush();
        let blocks = self.nested(node, style);
        if self.indent >= INDENTED {
            for block in blocks {
                self.push(block);
            }
            return;
        }
        let text = blocks.join("\n\n");
        let lines = text.lines().map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
        self.push(lines.collect::<Vec<_>>().join("\n"));
    }

    fn code(&mut self, node: NodeRef<'_>) {
        self.flush();
        let text = node.text();
        let text: String = text.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
        let text = text.trim_matches('\n').trim_end();
        if text.trim().is_empty() {
            return;
        }
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.push(format!("{fence}\n{text}\n{fence}"));
    }

    fn table(&mut self, node: NodeRef<'_>, style: &Style) {
        self.flush();
        let Some(table) = table::read(node, self.base) else {
            // A table that only lays the page out.
            self.children(node, style);
            self.flush();
            return;
        };
        if let Some(caption) = table.caption {
            self.push(format!("**{}**", escape::words(&caption)));
        }
        self.push(table.markdown);
    }

    fn figure(&mut self, node: NodeRef<'_>, style: &Style) {
        self.flush();
        let find = |name: &str| node.descendants_it().find(|inner| inner.has_name(name));
        let (image, caption) = (find("img"), find("figcaption"));
        let holds_more = ["p", "table", "pre", "blockquote", "ul", "ol", "h2", "h3"].into_iter().any(|name| {
            node.descendants_it().filter(|inner| inner.has_name(name)).any(|inner| {
                !inner.ancestors_it(None).any(|outer| outer.has_name("figcaption")) && !words(inner).is_empty()
            })
        });
        match image {
            Some(image) if !holds_more => self.picture(image, &caption.map(words).unwrap_or_default()),
            _ => self.children(node, style),
        }
        self.flush();
    }

    /// A picture as what is said of it. One of which nothing is said is left out: it cannot be seen in a terminal.
    fn picture(&mut self, node: NodeRef<'_>, caption: &str) {
        let alt = node.attr("alt").map(|alt| folded(&alt)).unwrap_or_default();
        let alt = if alt == caption || is_file_name(&alt) { String::new() } else { alt };
        let is_hidden = node.attr("aria-hidden").is_some_and(|hidden| &*hidden == "true");
        if self.flat || is_hidden || (alt.is_empty() && caption.is_empty()) {
            return;
        }
        let address = ["src", "data-src"].into_iter().filter_map(|name| node.attr(name));
        let address = address.filter_map(|source| resolve(self.base, &source)).find(|url| url.scheme() != "mailto");
        let address = address.map(|url| escape::destination(url.as_str())).unwrap_or_default();
        let title = if caption.is_empty() { String::new() } else { format!(" \"{}\"", escape::title(caption)) };
        let gap = if address.is_empty() && !title.is_empty() { "<>" } else { "" };
        self.pictures.push(format!("![{}]({gap}{address}{title})", escape::words(&alt)));
    }
}

/// An item of a list: the marker, and everything else as far in as the marker is wide.
fn item(marker: &str, blocks: &[String]) -> String {
    let mut out = String::from(marker);
    let indent = " ".repeat(marker.len());
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            let is_list = block.starts_with("- ") || block.starts_with(|c: char| c.is_ascii_digit());
            out.push_str(if is_list && index == 1 { "\n" } else { "\n\n" });
        }
        for (row, line) in block.lines().enumerate() {
            if row > 0 {
                out.push('\n');
            }
            if (row > 0 || index > 0) && !line.is_empty() {
                out.push_str(&indent);
            }
            out.push_str(line);
        }
    }
    out
}

/// Text with its white space folded.
pub(super) fn folded(text: &str) -> String {
    let mut line = Line::default();
    line.text(text, &Style::default());
    line.plain()
}

/// A field's text without markup and references: fields often hold both.
pub(in crate::import) fn plain(text: &str) -> String {
    if text.contains(['&', '<']) && super::limits::check(text).is_ok() {
        return words(dom_query::Document::fragment(text).root());
    }
    folded(text)
}

/// The address that a link means, if it is one that can be opened.
pub(in crate::import) fn resolve(base: Option<&Url>, href: &str) -> Option<Url> {
    let href = href.trim();
    if href.is_empty() || href.starts_with('#') || href.len() > 4096 {
        return None;
    }
    let url = match base {
        Some(base) => base.join(href).ok()?,
        None => Url::parse(href).ok()?,
    };
    let opens = match url.scheme() {
        "http" | "https" => url.host_str().is_some_and(|host| !host.is_empty()),
        scheme => scheme == "mailto",
    };
    (opens && url.username().is_empty() && url.password().is_none()).then_some(url)
}

/// Whether a text in place of a picture's description is the name of its file, which describes nothing.
fn is_file_name(alt: &str) -> bool {
    let extension = alt.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    matches!(extension.as_str(), "jpg" | "jpeg" | "png" | "gif" | "webp" | "svg" | "avif" | "bmp" | "tif" | "tiff")
        && alt.split_whitespace().count() <= 2
}

fn superscript(c: char) -> Option<char> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(usize::try_from(c.to_digit(10)?).ok()?)
}

/// Elements that stand within a line of text.
fn is_phrasing(name: &str) -> bool {
    matches!(
        name,
        "span"
            | "abbr"
            | "acronym"
            | "bdi"
            | "bdo"
            | "big"
            | "data"
            | "font"
            | "ins"
            | "label"
            | "mark"
            | "math"
            | "mi"
            | "mn"
            | "mo"
            | "mrow"
            | "msub"
            | "msup"
            | "mtext"
            | "nobr"
            | "output"
            | "picture"
            | "ruby"
            | "rt"
            | "rb"
            | "semantics"
            | "small"
            | "source"
            | "sub"
            | "time"
            | "u"
            | "wbr"
            | "amp-img"
            | "meter"
            | "progress"
    )
}
