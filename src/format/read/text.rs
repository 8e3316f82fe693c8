//! What a text must look like to be an id, a language tag, an address or a file below the library folder.

use super::complaints::Complaints;
use super::fields::Fields;
use crate::diagnostic::quoted;
use crate::text::Foreign;

/// The explicit id: a relative path of names.
pub(super) fn id(top: &Fields<'_, '_>, complaints: &mut Complaints) -> Option<Foreign> {
    let text = top.get("id").and_then(|value| value.get_ref().as_str());
    let id = if text.is_some() { top.required_text("id", complaints) } else { top.text("id", complaints) };
    if let (Some(why), Some(value)) = (id.as_ref().and_then(|id| not_below(id.raw())), top.get("id")) {
        complaints
            .error("bad-id", value.span(), &format!("id must not {why}"))
            .help("an id looks like a path: las-vegas/raids");
    }
    id
}

/// The picture's file: below the library folder, nothing else.
pub(super) fn image_file(image: &Fields<'_, '_>, complaints: &mut Complaints) -> Option<Foreign> {
    let file = image.text("file", complaints)?;
    if let (Some(why), Some(value)) = (not_below(file.raw()), image.get("file")) {
        complaints
            .error("outside-library", value.span(), &format!("the image file must not {why}"))
            .help("name a file below the library folder: images/raid.png");
    }
    Some(file)
}

/// Why a path does not stay below the folder that it starts from.
pub(crate) fn not_below(path: &str) -> Option<&'static str> {
    let scheme = path.split_once(':').map(|(scheme, _)| scheme);
    if path.chars().any(char::is_control) {
        Some("hold control characters")
    } else if path.contains('\\') {
        Some("hold a backslash")
    } else if path.starts_with(['/', '~']) {
        Some("be absolute")
    } else if path.split('/').any(|part| part == "..") {
        Some("lead out of the folder with `..`")
    } else if scheme.is_some_and(|scheme| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        Some("be an address")
    } else {
        None
    }
}

/// An address: what it is stays, but a reader who could not open it is told.
pub(super) fn address(fields: &Fields<'_, '_>, key: &str, complaints: &mut Complaints) -> Option<Foreign> {
    let address = fields.text(key, complaints)?;
    if let (Some(why), Some(value)) = (not_an_address(address.raw()), fields.get(key)) {
        let message = format!("{key} {why}: {}", quoted(address.raw()));
        complaints
            .warning("bad-address", value.span(), &message)
            .help("write the whole address: https://example.org/page");
    }
    Some(address)
}

/// Why a text is no address that may be opened.
pub(crate) fn not_an_address(text: &str) -> Option<&'static str> {
    if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Some("must not hold spaces or control characters");
    }
    match url::Url::parse(text) {
        Err(_) => Some("is no full address"),
        Ok(url) if !matches!(url.scheme(), "http" | "https") => Some("must be an http or https address"),
        Ok(url) if url.host_str().is_none_or(str::is_empty) => Some("names no host"),
        Ok(url) if !url.username().is_empty() || url.password().is_some() => Some("must not hold a user name"),
        Ok(_) => None,
    }
}

/// A BCP 47 tag.
pub(super) fn language(top: &Fields<'_, '_>, complaints: &mut Complaints) -> Option<Foreign> {
    let tag = top.text("language", complaints)?;
    if let Some(value) = top.get("language").filter(|_| !is_language_tag(tag.raw())) {
        let message = format!("language is no language tag: {}", quoted(tag.raw()));
        complaints.warning("bad-language", value.span(), &message).help("write a BCP 47 tag: en, es-MX, zh-Hant");
    }
    Some(tag)
}

/// The shape of RFC 5646: a language of 2 to 8 letters (or `x`, `i`), then subtags of 1 to 8 letters and digits.
pub(crate) fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let mut more = parts.clone().peekable();
    let language = first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (matches!(first.len(), 2..=8) || (matches!(first, "x" | "i" | "X" | "I") && more.peek().is_some()));
    language && parts.all(|part| matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags() {
        for tag in ["en", "es-MX", "zh-Hant", "x-private", "i-klingon", "de-CH-1996"] {
            assert!(is_language_tag(tag), "{tag}");
        }
        for tag in ["", "e", "english language", "en_US", "en-", "x", "en-toolongsubtag", "1a"] {
            assert!(!is_language_tag(tag), "{tag}");
        }
    }

    #[test]
    fn addresses() {
        for good in ["https://example.org/a?b#c", "http://localhost:8080/", "https://مثال.إختبار/"] {
            assert_eq!(not_an_address(good), None, "{good}");
        }
        for bad in
            ["example.org", "ftp://example.org", "https://", "javascript:alert(1)", "https://u@h/", "https://a b"]
        {
            assert!(not_an_address(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn paths_stay_below() {
        for good in ["raid.png", "a/b/c.png", "..hidden", "a..b/c", "las-vegas/raids"] {
            assert_eq!(not_below(good), None, "{good}");
        }
        for bad in ["/etc/passwd", "../x", "a/../b", "a\\b", "https://x/y.png", "C:x", "~/x", "a\u{1b}b", "file:x"] {
            assert!(not_below(bad).is_some(), "{bad}");
        }
    }
}
