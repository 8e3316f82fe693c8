//! What a feed must not hold, looked for before anything is parsed; and its declarations taken off, which no longer hold
//! once the bytes are text.

use super::ENTRIES;
use crate::diagnostic::Diagnostic;

/// Elements within elements. Feeds need ten; an entry's own markup some more.
const DEPTH: usize = 256;

/// The charset of the XML declaration.
pub(super) fn stated_charset(bytes: &[u8]) -> Option<String> {
    let head: String = bytes.iter().take(200).map(|byte| char::from(*byte)).collect();
    let (_, declaration) = head.split_once("<?xml")?;
    let (_, value) = declaration.split_once("?>")?.0.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
    (!label.is_empty()).then_some(label)
}

/// A feed that may be parsed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Checked {
    /// The feed from its first element on, without the entries that would be too many.
    pub(super) text: String,
    /// The entries that it had, where they can be counted without parsing.
    pub(super) entries: usize,
}

/// Looks at the tags of a feed.
///
/// # Errors
///
/// A sentence where its document type declares something, or where it nests too deep.
pub(super) fn checked(text: &str) -> Result<Checked, Diagnostic> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !text.starts_with('<') {
        return Ok(Checked { text: text.to_owned(), entries: 0 });
    }
    let body = after_prologue(text)?;
    let shape = Shape::of(body);
    if shape.depth > DEPTH {
        let message = format!("the feed nests elements more than {DEPTH} deep");
        return Err(Diagnostic::error("nested-too-deep", 0..0, &message));
    }
    let kept = body.get(..shape.last_read).zip(body.get(shape.last..)).filter(|_| shape.entries > ENTRIES);
    let text = kept.map_or_else(|| with_version(body), |(head, tail)| with_version(&format!("{head}{tail}")));
    Ok(Checked { text, entries: shape.entries })
}

/// The feed with a version that the parser knows: RSS is written with others (`2.0.1`) or none, and read alike.
fn with_version(body: &str) -> String {
    let Some((tag, rest)) = body.strip_prefix("<rss").and_then(|after| after.split_once('>')) else {
        return body.to_owned();
    };
    let known = ["2.0", "0.91", "0.92"].iter().any(|version| {
        tag.contains(&format!("version=\"{version}\"")) || tag.contains(&format!("version='{version}'"))
    });
    let tag: Vec<&str> = tag.split_ascii_whitespace().filter(|part| known || !part.starts_with("version=")).collect();
    let version = if known { "" } else { " version=\"2.0\"" };
    format!("<rss{version} {}>{rest}", tag.join(" "))
}

/// Passes declarations, comments, and a document type that only names one.
fn after_prologue(text: &str) -> Result<&str, Diagnostic> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let (after, end) = if let Some(after) = rest.strip_prefix("<?") {
            (after, "?>")
        } else if let Some(after) = rest.strip_prefix("<!--") {
            (after, "-->")
        } else if let Some(after) = rest.strip_prefix("<!") {
            let declaration = after.split('>').next().unwrap_or_default();
            let is_doctype = declaration.get(..7).is_some_and(|name| name.eq_ignore_ascii_case("doctype"));
            if !is_doctype || declaration.contains('[') {
                let message = "the feed declares entities or elements of its own, which is not read: such declarations can grow without end";
                return Err(
                    Diagnostic::error("feed-declares", 0..0, message).help("take the <!DOCTYPE …> out of the file")
                );
            }
            (after, ">")
        } else {
            return Ok(rest);
        };
        rest = after.split_once(end).map_or("", |(_, rest)| rest);
    }
}

/// What the tags of a feed tell.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shape {
    /// How deep elements nest.
    depth: usize,
    /// Entries that end.
    entries: usize,
    /// Where the last entry that is read ends.
    last_read: usize,
    /// Where the last entry of all ends.
    last: usize,
}

impl Shape {
    fn of(text: &str) -> Self {
        let (mut shape, mut depth, mut rest) = (Self::default(), 0_usize, text);
        while let Some((_, after)) = rest.split_once('<') {
            let (end, change) = match () {
                () if after.starts_with("!--") => ("-->", 0),
                () if after.starts_with("![CDATA[") => ("]]>", 0),
                () if after.starts_with(['!', '?']) => (">", 0),
                () if after.starts_with('/') => (">", -1),
                () => (">", 1),
            };
            let (tag, after) = after.split_once(end).unwrap_or((after, ""));
            rest = after;
            let change = if change == 1 && tag.ends_with('/') { 0 } else { change };
            depth = depth.saturating_add_signed(change);
            shape.depth = shape.depth.max(depth);
            if change == -1 && matches!(tag.trim_end(), "/item" | "/entry") {
                shape.entries += 1;
                shape.last = text.len().saturating_sub(rest.len());
                if shape.entries <= ENTRIES {
                    shape.last_read = shape.last;
                }
            }
        }
        shape
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_refused_and_plain_document_types_passed() {
        let refused = [
            "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>",
            "<!-- x --><!DOCTYPE rss SYSTEM 'x' [\n<!ELEMENT a ANY>]><rss/>",
            "<!ENTITY a 'b'><rss/>",
        ];
        for text in refused {
            assert_eq!(checked(text).map_err(|refusal| refusal.code), Err("feed-declares"), "{text}");
        }
        let passed =
            "\u{feff}<?xml version='1.0' encoding='utf-16'?>\n<!DOCTYPE rss PUBLIC '-//N//DTD' 'x.dtd'>\n<feed/>";
        assert_eq!(checked(passed), Ok(Checked { text: "<feed/>".to_owned(), entries: 0 }));
    }

    #[test]
    fn versions() {
        assert_eq!(with_version("<rss version='2.0' a='b'><c/>"), "<rss version='2.0' a='b'><c/>");
        assert_eq!(with_version("<rss version=\"2.0.1\"><c/>"), "<rss version=\"2.0\" ><c/>");
        assert_eq!(with_version("<rss><c/>"), "<rss version=\"2.0\" ><c/>");
    }

    #[test]
    fn nesting() {
        assert_eq!(Shape::of("<a><b/><!-- <x><x> --><c><![CDATA[<x><x><x>]]></c></a>").depth, 2);
        assert!(checked(&"<a>".repeat(DEPTH + 1)).is_err());
    }

    #[test]
    fn entries_that_would_be_too_many_are_not_parsed() {
        let feed = checked(&format!("<feed>{}</feed>", "<entry>é</entry>".repeat(ENTRIES + 7))).unwrap();
        assert_eq!(feed.entries, ENTRIES + 7);
        assert_eq!(feed.text, format!("<feed>{}</feed>", "<entry>é</entry>".repeat(ENTRIES)));
    }

    #[test]
    fn charsets() {
        assert_eq!(stated_charset(b"<?xml version='1.0' encoding='ISO-8859-1'?>").as_deref(), Some("ISO-8859-1"));
        assert_eq!(stated_charset(b"<rss>encoding='x'?>"), None);
    }
}
