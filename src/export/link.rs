//! Which addresses may become links: parsed as browsers parse them, http or https, a host, no user part.

use std::fmt::Write as _;

use url::Url;

use crate::text::Foreign;

/// The address in the form in which it may be written and followed; none where it may not be.
#[must_use]
pub(super) fn checked(address: &Foreign) -> Option<String> {
    let url = Url::parse(address.raw().trim()).ok()?;
    let web = matches!(url.scheme(), "http" | "https");
    let plain = url.username().is_empty() && url.password().is_none() && url.has_host();
    // The parsed form is ASCII: hosts in Punycode, the rest percent-encoded.
    (web && plain && url.as_str().is_ascii()).then(|| url.into())
}

/// The name of a footnote as an anchor that is unique in the whole article: bodies name their footnotes independently.
#[must_use]
pub(super) fn footnote(section: usize, name: &Foreign) -> String {
    let mut anchor = format!("s{section}-");
    for c in name.raw().chars() {
        if c.is_ascii_alphanumeric() {
            anchor.push(c);
        } else {
            let _ = write!(anchor, "-{:x}-", u32::from(c));
        }
    }
    anchor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web() {
        let checked = |address: &str| checked(&Foreign::from(address));
        assert_eq!(checked("https://example.org/a b"), Some("https://example.org/a%20b".into()));
        assert_eq!(checked("HTTP://EXAMPLE.org"), Some("http://example.org/".into()));
        assert_eq!(
            checked("https://bücher.example/\u{202e}x").as_deref(),
            Some("https://xn--bcher-kva.example/%E2%80%AEx")
        );
        for no in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "https://u@x.org/",
            "https://u:p@x.org",
            "a",
            "",
            "//x.org",
            "mailto:a@b.org",
        ] {
            assert_eq!(checked(no), None, "{no}");
        }
    }

    #[test]
    fn footnotes_keep_apart() {
        assert_eq!(footnote(2, &"note1".into()), "s2-note1");
        assert_ne!(footnote(1, &"a b".into()), footnote(1, &"a.b".into()));
    }
}
