//! How large a page may be, told from its tags before anything is built of them.
//!
//! The tree builder takes time quadratic in nesting, and formatting that is never closed is opened again in every block.
//! A look at the tags with a stack of names costs next to nothing, and refuses such pages with the reason. It need not be
//! right to the node: it must never count far too few, nor refuse what people write, such as lists and paragraphs that are
//! never closed.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::diagnostic::Diagnostic;

/// Bytes of a page, as text.
pub(super) const BYTES: usize = 10 << 20;
/// Elements within elements.
pub(super) const DEPTH: usize = 512;
/// Elements and stretches of text.
pub(super) const NODES: usize = 200_000;
/// Attributes of one element.
const ATTRIBUTES: usize = 2_000;

const VOID: [&str; 15] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "keygen",
];
/// Elements whose content is no markup.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];
/// Elements that a new one of the same name closes, as far as the nearest of the names behind.
const SIBLINGS: [(&str, &[&str]); 10] = [
    ("li", &["ul", "ol", "menu", "dir"]),
    ("dt", &["dl"]),
    ("dd", &["dl"]),
    ("option", &["select"]),
    ("tr", &["table"]),
    ("td", &["tr", "table"]),
    ("th", &["tr", "table"]),
    ("tbody", &["table"]),
    ("a", &["table"]),
    ("p", &["div", "td", "li", "section", "article", "blockquote", "table", "button"]),
];
/// Formatting, which outlives the block that it was opened in.
const FORMATTING: [&str; 13] =
    ["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Looks at the tags of a page.
///
/// # Errors
///
/// A sentence that names the limit.
pub(super) fn check(page: &str) -> Result<(), Diagnostic> {
    if page.len() > BYTES {
        return Err(too_much("page-too-long", &format!("the page is longer than {} MiB", BYTES >> 20)));
    }
    let mut scan = Scan { rest: page, ..Scan::default() };
    while scan.step() {
        if scan.nodes > NODES {
            return Err(too_much("too-many-elements", &format!("the page has more than {NODES} elements")));
        }
        if scan.open.len() + scan.reopened.len() > DEPTH {
            return Err(too_much("nested-too-deep", &format!("the page nests elements more than {DEPTH} deep")));
        }
        if scan.attributes > ATTRIBUTES {
            let message = format!("an element of the page has more than {ATTRIBUTES} attributes");
            return Err(too_much("too-many-attributes", &message));
        }
    }
    Ok(())
}

fn too_much(code: &'static str, message: &str) -> Diagnostic {
    Diagnostic::error(code, 0..0, message)
}

/// A scan over the tags.
#[derive(Default)]
struct Scan<'p> {
    rest: &'p str,
    nodes: usize,
    /// Attributes of the last tag.
    attributes: usize,
    /// Names of open elements, and what their whole tags hash to.
    open: Vec<(&'p str, u64)>,
    /// Formatting that its block did not close.
    reopened: Vec<(&'p str, u64)>,
}

impl<'p> Scan<'p> {
    /// Looks at the next tag; false at the end.
    fn step(&mut self) -> bool {
        let Some((before, rest)) = self.rest.split_once('<') else { return false };
        self.nodes += 1 + usize::from(!before.trim_ascii().is_empty());
        self.rest = rest;
        if let Some(comment) = rest.strip_prefix("!--") {
            let (inside, rest) = comment.split_once("-->").unwrap_or((comment, ""));
            // A comment within a comment is a mistake, which the tree builder remembers.
            self.nodes += inside.matches("<!--").count();
            self.rest = rest;
            return true;
        }
        let closing = rest.starts_with('/');
        let body = rest.strip_prefix('/').unwrap_or(rest);
        if !body.starts_with(|c: char| c.is_ascii_alphabetic()) {
            // `<!DOCTYPE`, `<?xml`, or a lesser-than sign. It counts, too: the tree builder remembers each as a mistake.
            return true;
        }
        let name_end = body.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(body.len());
        let (name, tail) = body.split_at_checked(name_end).unwrap_or((body, ""));
        let end = self.tag_end(tail);
        let (tag, rest) = tail.split_at_checked(end).unwrap_or((tail, ""));
        self.rest = rest.strip_prefix('>').unwrap_or(rest);
        if closing {
            self.close(name);
        } else {
            self.start(name, tag);
        }
        true
    }

    /// Where a tag ends: at the first `>` outside quotation marks. Counts its attributes.
    fn tag_end(&mut self, tail: &str) -> usize {
        let mut quote = None;
        let mut before = b' ';
        self.attributes = 0;
        for (at, byte) in tail.bytes().enumerate() {
            match (quote, byte) {
                (None, b'>') => return at,
                (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
                (Some(open), byte) if open == byte => quote = None,
                (None, byte) if byte.is_ascii_whitespace() || byte == b'/' => {
                    self.attributes += usize::from(!before.is_ascii_whitespace());
                }
                _ => {}
            }
            if !(byte.is_ascii_whitespace() && before == b'=') {
                before = byte;
            }
        }
        tail.len()
    }

    fn start(&mut self, name: &'p str, tag: &str) {
        if is_one_of(name, &VOID) {
            return;
        }
        if is_one_of(name, &RAW) {
            self.skip_raw(name);
            return;
        }
        if tag.ends_with('/') && self.open.iter().any(|(open, _)| is(open, "svg") || is(open, "math")) {
            return;
        }
        if let Some((_, scope)) = SIBLINGS.iter().find(|(own, _)| is(name, own)) {
            let from_top = self.open.iter().rev().take_while(|(open, _)| !is_one_of(open, scope));
            if let Some(up) = from_top.enumerate().filter(|(_, (open, _))| is(open, name)).map(|(up, _)| up).next() {
                self.pop(up + 1);
            }
        }
        let mut hash = DefaultHasher::new();
        (name, tag).hash(&mut hash);
        self.open.push((name, hash.finish()));
    }

    fn close(&mut self, name: &str) {
        if let Some(up) = self.open.iter().rev().position(|(open, _)| is(open, name)) {
            self.pop(up + 1);
        } else if let Some(at) = self.reopened.iter().rposition(|(open, _)| is(open, name)) {
            self.reopened.remove(at);
        }
    }

    /// Closes the innermost elements. Formatting among them goes on in what follows, except past the end of a cell; of
    /// equal tags the tree builder keeps three.
    fn pop(&mut self, count: usize) {
        let from = self.open.len().saturating_sub(count);
        let closed = self.open.split_off(from);
        let cell =
            closed.iter().position(|(open, _)| is_one_of(open, &["td", "th", "caption"])).unwrap_or(closed.len());
        for one in closed.iter().take(cell).skip(1).filter(|(open, _)| is_one_of(open, &FORMATTING)) {
            if self.reopened.iter().filter(|kept| *kept == one).count() < 3 {
                self.reopened.push(*one);
            }
        }
    }

    /// Passes content that is no markup.
    fn skip_raw(&mut self, name: &str) {
        let mut rest = self.rest;
        while let Some((_, after)) = rest.split_once("</") {
            if after.get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)) {
                self.rest = after;
                return;
            }
            rest = after;
        }
        self.rest = "";
    }
}

fn is(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|one| is(name, one))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(page: &str) -> Option<&'static str> {
        check(page).err().map(|refusal| refusal.code)
    }

    #[test]
    fn what_people_write_passes() {
        let pages = [
            "<p>One".repeat(3_000),
            format!("<ul>{}</ul>", "<li>Item".repeat(3_000)),
            format!("<table>{}</table>", "<tr><td>a<td>b".repeat(3_000)),
            "<br><img src=x><hr>".repeat(3_000),
            format!("<svg>{}</svg>", "<path d='M0>0'/>".repeat(3_000)),
            format!("<script>{}</script>", "if (a<b) '<div>'".repeat(3_000)),
            "<td><font color=red>x</td>".repeat(2_000),
            "<p><b>bold</p>".repeat(2_000),
            "a < b ".repeat(3_000),
        ];
        for page in pages {
            assert_eq!(code(&page), None, "{}", page.get(..40).unwrap_or(&page));
        }
    }

    #[test]
    fn what_would_take_for_ever_does_not() {
        assert_eq!(code(&"<div>".repeat(DEPTH + 1)), Some("nested-too-deep"));
        assert_eq!(code(&"<ul><li>".repeat(DEPTH)), Some("nested-too-deep"));
        let fonts: String =
            (0..1_000).flat_map(|size| ["<p><font size=".to_owned(), size.to_string(), ">x</p>".to_owned()]).collect();
        assert_eq!(code(&fonts), Some("nested-too-deep"));
        assert_eq!(code(&"<i>a</i>".repeat(NODES)), Some("too-many-elements"));
        assert_eq!(code(&"<".repeat(NODES + 1)), Some("too-many-elements"));
        assert_eq!(code(&"<!-- ".repeat(NODES + 2)), Some("too-many-elements"));
        assert_eq!(code(&format!("<p {}>", "a=1 ".repeat(3_000))), Some("too-many-attributes"));
    }

    #[test]
    fn every_byte_is_looked_at_a_few_times() {
        for page in ["<", "<<a", "</", "<a ", "<a '", "<!--", "</a", "<script>", "<!", "<b>"] {
            let long = page.repeat(2_000_000 / page.len());
            let start = std::time::Instant::now();
            let _verdict = check(&long);
            assert!(start.elapsed().as_secs() < 10, "{page}");
        }
    }

    #[test]
    fn never_slices_within_a_letter() {
        for page in ["<é", "<p é='ü>", "</é>", "<script>é</é", "<!--é", "<a\u{a0}é/>"] {
            assert_eq!(code(page), None);
        }
    }
}
