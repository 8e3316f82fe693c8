//! The article that an annotation is about: its identity as source and `schema:isPartOf`, and back.

use serde::Serialize;
use serde_json::Value;

use crate::reading::Identity;

/// Before what we call an article by.
const OURS: &str = "urn:nutgraf:";

/// What the path of an article begins with that came from another tool: no file can be called so.
const ELSEWHERE: &[u8] = b"\0elsewhere/";

/// Whether an article is known by its address alone, from another tool.
#[must_use]
pub fn is_elsewhere(article: &Identity) -> bool {
    article.path.starts_with(ELSEWHERE)
}

/// The source of an annotation: the address of its article, else our own name for it.
pub(super) fn source(article: &Identity) -> String {
    article.url.clone().unwrap_or_else(|| format!("{OURS}id:{}", encoded(article.id.as_bytes())))
}

/// What is said of an article.
#[derive(Serialize)]
pub(super) struct About<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "schema:headline")]
    headline: &'a str,
    #[serde(rename = "schema:author", skip_serializing_if = "<[_]>::is_empty")]
    authors: &'a [String],
    #[serde(rename = "schema:publisher", skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(rename = "schema:datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(rename = "schema:identifier")]
    identifiers: Vec<String>,
}

/// What is said of an article whose source stands beside it.
pub(super) fn about(article: &Identity) -> About<'_> {
    let named = |kind: &str, name: &[u8]| format!("{OURS}{kind}:{}", encoded(name));
    let mut identifiers = vec![named("id", article.id.as_bytes())];
    identifiers.extend(article.explicit.as_ref().map(|explicit| named("explicit", explicit.as_bytes())));
    identifiers.extend(article.content.map(|content| format!("{OURS}content:{content:016x}")));
    identifiers.push(named("path", &article.path));
    About {
        kind: "schema:Article",
        headline: &article.headline,
        authors: &article.authors,
        publisher: article.publisher.as_deref(),
        published: article.published.as_deref(),
        identifiers,
    }
}

/// The article of a source, with what is said of it. What another tool does not say follows from the source: it is found by its
/// address, or not at all.
pub(super) fn identity(source: &str, about: &Value) -> Identity {
    let text = |key: &str| about.get(key).and_then(Value::as_str).map(str::to_owned);
    let texts = |key: &str| match about.get(key) {
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::String(value)) => vec![value.clone()],
        _ => Vec::new(),
    };
    let identifiers = texts("schema:identifier");
    let named = |kind: &str| {
        let mut ours =
            identifiers.iter().filter_map(|one| one.strip_prefix(OURS)?.strip_prefix(kind)?.strip_prefix(':'));
        ours.next().map(decoded)
    };
    let name = |kind: &str| named(kind).and_then(|bytes| String::from_utf8(bytes).ok());
    let ours = source.starts_with(OURS);
    let content = name("content").and_then(|hash| u64::from_str_radix(&hash, 16).ok());
    Identity {
        explicit: name("explicit"),
        url: (!ours).then(|| source.to_owned()),
        content,
        path: named("path").unwrap_or_else(|| [ELSEWHERE, source.as_bytes()].concat()),
        id: name("id").unwrap_or_else(|| source.to_owned()),
        headline: text("schema:headline").unwrap_or_else(|| source.to_owned()),
        authors: texts("schema:author"),
        publisher: text("schema:publisher"),
        published: text("schema:datePublished"),
    }
}

/// Bytes as a URN may hold them (RFC 8141): what is not unreserved is percent-encoded, but for slashes.
fn encoded(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(byte) {
            text.push(char::from(*byte));
        } else {
            text.push('%');
            let digits = [byte >> 4, byte & 0x0f].into_iter().filter_map(|digit| char::from_digit(digit.into(), 16));
            text.extend(digits.map(|digit| digit.to_ascii_uppercase()));
        }
    }
    text
}

/// The bytes of such a text. A percent sign without two digits stands for itself.
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    bytes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn an_identity_comes_back_as_it_was() {
        let bare = Identity { path: b"/a/\xff %41.toml".to_vec(), id: "a/b c".to_owned(), ..Identity::default() };
        let full = Identity {
            explicit: Some("é:1".to_owned()),
            url: Some("https://example.org/ %".to_owned()),
            content: Some(u64::MAX - 5),
            headline: "H \u{1b}".to_owned(),
            authors: vec!["A".to_owned(), "B".to_owned()],
            publisher: Some("P".to_owned()),
            published: Some("2025-02-05".to_owned()),
            ..bare.clone()
        };
        for article in [bare, full] {
            let about = serde_json::to_value(about(&article)).unwrap();
            assert_eq!(identity(&source(&article), &about), article);
        }
    }

    #[test]
    fn of_another_tool_the_source_is_known() {
        let of = |source: &str| identity(source, &json!(null));
        let (one, other) = (of("https://example.org/1"), of("https://example.org/2"));
        assert_eq!(
            (one.url.as_deref(), one.headline.as_str()),
            (Some("https://example.org/1"), "https://example.org/1")
        );
        assert_ne!(one.path, other.path, "a path that all have would make them one");
    }

    proptest! {
        #[test]
        fn any_bytes_are_encoded_and_decoded(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let text = encoded(&bytes);
            prop_assert!(text.is_ascii());
            prop_assert_eq!(decoded(&text), bytes);
        }
    }
}
