//! The form of bytes that come without a name: from standard input or an address.
//!
//! Told from the first bytes, as browsers tell it. What is binary (PDF, pictures, archives) has no form that is read here.

use super::Form;

/// Bytes that are looked at.
const HEAD: usize = 8192;

impl Form {
    /// The form that bytes look like; none where they are no text.
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        let head = bytes.get(..HEAD).unwrap_or(bytes);
        let text = head_text(head)?;
        let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if start.starts_with('{') {
            // Any other JSON is no article in any form.
            return start.contains("jsonfeed.org/version").then_some(Self::Feed);
        }
        match first_element(start).as_deref() {
            Some("rss" | "feed" | "rdf:rdf") => return Some(Self::Feed),
            Some(name) if is_html(name) => return Some(Self::Html),
            // XML of another kind.
            Some(_) if start.starts_with("<?xml") => return None,
            _ => {}
        }
        Some(if is_markdown(start) { Self::Markdown } else { Self::Plain })
    }
}

/// The first bytes as text; none where they are no text: a known binary start, or NUL without a byte order mark.
fn head_text(head: &[u8]) -> Option<String> {
    const BINARY: [&[u8]; 8] =
        [b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"\x7fELF"];
    if BINARY.iter().any(|start| head.starts_with(start)) {
        return None;
    }
    if let Some((charset, _)) = encoding_rs::Encoding::for_bom(head) {
        return Some(charset.decode(head).0.into_owned());
    }
    let controls = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    (!head.contains(&0) && controls * 50 <= head.len()).then(|| String::from_utf8_lossy(head).into_owned())
}

/// The name of the first element, past declarations and comments, where the text starts with markup.
fn first_element(text: &str) -> Option<String> {
    let mut rest = text;
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        let end = match () {
            () if rest.starts_with("!--") => "-->",
            () if rest.get(..8).is_some_and(|name| name.eq_ignore_ascii_case("!doctype")) => {
                let named = rest.split_ascii_whitespace().nth(1).unwrap_or_default();
                let named = named.split(['>', '[']).next().unwrap_or_default();
                return Some(named.to_ascii_lowercase());
            }
            () if rest.starts_with(['!', '?']) => ">",
            () => {
                let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-');
                let name: String = rest.chars().take_while(|c| name(*c)).collect();
                return (!name.is_empty()).then(|| name.to_ascii_lowercase());
            }
        };
        rest = rest.split_once(end)?.1;
    }
}

/// Elements that a page or a fragment of one starts with.
fn is_html(name: &str) -> bool {
    const NAMES: [&str; 27] = [
        "html",
        "head",
        "body",
        "title",
        "meta",
        "link",
        "script",
        "style",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "table",
        "ul",
        "ol",
        "article",
        "section",
        "main",
        "header",
        "nav",
        "span",
        "br",
        "img",
        "figure",
        "center",
        "blockquote",
    ];
    NAMES.contains(&name)
}

/// Whether it has front matter, a Markdown heading, or two other marks that plain text does not have.
fn is_markdown(text: &str) -> bool {
    let mut lines = text.lines();
    let fence = lines.next().map(str::trim_end).filter(|line| matches!(*line, "---" | "+++"));
    if fence.is_some_and(|fence| lines.take(100).any(|line| line.trim_end() == fence)) {
        return true;
    }
    let heading = |line: &str| {
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        (1..=6).contains(&hashes) && line.as_bytes().get(hashes) == Some(&b' ')
    };
    let mark = |line: &&str| {
        line.contains("](") || line.starts_with("```") || line.contains("[^") || line.matches("**").count() >= 2
    };
    text.lines().any(heading) || text.lines().filter(mark).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let cases: [(&[u8], Option<Form>); 18] = [
            (b"<?xml version='1.0'?>\n<!-- x --><rss version='2.0'>", Some(Form::Feed)),
            (b"<feed xmlns='http://www.w3.org/2005/Atom'>", Some(Form::Feed)),
            (b"<rdf:RDF xmlns='x'>", Some(Form::Feed)),
            (b"{\"version\": \"https://jsonfeed.org/version/1\"}", Some(Form::Feed)),
            (b"{\"a\": 1}", None),
            (b"<?xml version='1.0'?><svg/>", None),
            (b"\n<!DOCTYPE html><html>", Some(Form::Html)),
            (b"<!doctype HTML PUBLIC 'x'>", Some(Form::Html)),
            (b"<?xml version='1.0'?><html xmlns='x'>", Some(Form::Html)),
            (b"<p>A fragment", Some(Form::Html)),
            (b"\xff\xfe<\0h\0t\0m\0l\0>\0", Some(Form::Html)),
            (b"---\ntitle: x\n---\ntext", Some(Form::Markdown)),
            (b"Intro\n\n## Heading\n", Some(Form::Markdown)),
            (b"See [a](b).\n\nAnd **c** and [d](e).\n", Some(Form::Markdown)),
            (b"Fees rise\n\nBy Ann Lee\n\n- One\n- Two\n", Some(Form::Plain)),
            (b"caf\xe9", Some(Form::Plain)),
            (b"%PDF-1.7", None),
            (b"a\0b", None),
        ];
        for (bytes, form) in cases {
            assert_eq!(Form::sniff(bytes), form, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
