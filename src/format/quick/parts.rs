//! The parts of an article, each a table: below a header or between braces.

use super::cursor::{Cursor, Form};
use super::{Bodies, Source, Status, Takeaway, Text};
use crate::article::{Locator, SourceKind};
use crate::format::read::{not_an_address, not_below};

/// Puts a value where there must be none yet.
pub(super) fn put<T>(place: &mut Option<T>, value: Option<T>) -> Option<()> {
    place.replace(value?).is_none().then_some(())
}

/// An address that the exact reader has nothing to say of.
pub(super) fn address<'s>(cursor: &mut Cursor<'s>) -> Option<Text<'s>> {
    cursor.text().filter(|address| is_plainly_an_address(address) || not_an_address(address).is_none())
}

/// Whether a text is an address of the commonest shape, which need not be parsed to see that it is one: `https://`, labels of small
/// ASCII letters, digits and hyphens, the last one no number, and a path without anything odd.
fn is_plainly_an_address(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    let (host, path) = rest.split_at(rest.bytes().position(|byte| byte == b'/').unwrap_or(rest.len()));
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let label = |label: &str| !label.is_empty() && !label.starts_with("xn--") && label.bytes().all(plain);
    let last = host.rsplit('.').next().unwrap_or_default();
    host.split('.').all(label)
        && last.starts_with(|c: char| c.is_ascii_lowercase())
        && path.bytes().all(|b| b.is_ascii_graphic())
}

impl<'s> Status<'s> {
    /// `[status]`.
    pub(super) fn read(cursor: &mut Cursor<'s>, form: Form) -> Option<Self> {
        let (mut state, mut as_of) = (None, None);
        cursor.table(form, |cursor, key| match key {
            "state" => put(&mut state, cursor.text()),
            "as_of" => put(&mut as_of, cursor.date()),
            _ => None,
        })?;
        Some(Self { state: state?, as_of: as_of? })
    }
}

/// The lead picture.
pub(super) struct Picture {
    /// Whether it has a file, an alt text or a caption.
    pub(super) shows: bool,
}

impl Picture {
    /// `[image]`.
    pub(super) fn read(cursor: &mut Cursor<'_>, form: Form) -> Option<Self> {
        let (mut file, mut alt, mut caption, mut credit) = (None, None, None, None);
        cursor.table(form, |cursor, key| match key {
            "file" => put(&mut file, cursor.text().filter(|file| not_below(file).is_none())),
            "alt" => put(&mut alt, cursor.text()),
            "caption" => put(&mut caption, cursor.text()),
            "credit" => put(&mut credit, cursor.text()),
            _ => None,
        })?;
        Some(Self { shows: file.or(alt).or(caption).is_some() })
    }
}

/// `[terms]`, `[expect]`: texts under names of the file's own. Whether the names differ is for the caller to see.
pub(super) fn pairs<'s>(cursor: &mut Cursor<'s>, form: Form) -> Option<Vec<(Text<'s>, Text<'s>)>> {
    let mut pairs = Vec::new();
    cursor.entries(form, |cursor, name| {
        let named = !name.trim().is_empty();
        pairs.push((name, cursor.text()?));
        named.then_some(())
    })?;
    Some(pairs)
}

impl<'s> Takeaway<'s> {
    /// An element of `takeaways`. What it names as evidence goes to `evidence`.
    pub(super) fn read(cursor: &mut Cursor<'s>, evidence: &mut Vec<Text<'s>>) -> Option<Self> {
        if cursor.at_braces() {
            return Self::fields(cursor, Form::Braces, evidence);
        }
        Some(Self { text: cursor.text()?, evidence: false, quote: false })
    }

    /// `[[takeaways]]`.
    pub(super) fn fields(cursor: &mut Cursor<'s>, form: Form, evidence: &mut Vec<Text<'s>>) -> Option<Self> {
        let (mut text, mut names, mut quote) = (None, None, None);
        cursor.table(form, |cursor, key| match key {
            "text" => put(&mut text, cursor.text()),
            "evidence" => put(&mut names, cursor.texts()),
            "quote" => put(&mut quote, cursor.text()),
            _ => None,
        })?;
        let mut names = names.unwrap_or_default();
        let recorded = !names.is_empty();
        evidence.append(&mut names);
        Some(Self { text: text?, evidence: recorded, quote: quote.is_some() })
    }
}

/// A written section.
pub(super) struct Section<'s> {
    /// Its heading.
    pub(super) heading: Option<Text<'s>>,
    /// What its body may hold.
    pub(super) body: Bodies,
}

impl<'s> Section<'s> {
    /// `[[sections]]`. One that says nothing is not plain.
    pub(super) fn read(cursor: &mut Cursor<'s>, form: Form) -> Option<Self> {
        let (mut heading, mut level, mut body) = (None, None, None);
        cursor.table(form, |cursor, key| match key {
            "heading" => put(&mut heading, cursor.text()),
            "level" => put(&mut level, cursor.word().filter(|level| matches!(level.as_bytes(), [b'1'..=b'6']))),
            "body" => put(&mut body, cursor.any_text().map(|text| (Bodies::of(&text), text.trim().is_empty()))),
            _ => None,
        })?;
        let (body, blank) = body.unwrap_or((Bodies::default(), true));
        (heading.is_some() || !blank).then_some(Self { heading, body })
    }
}

impl<'s> Source<'s> {
    /// `[[sources]]`. One that tells nothing, or whose id reads like a locator, is not plain.
    pub(super) fn read(cursor: &mut Cursor<'s>, form: Form) -> Option<Self> {
        let mut source = Self::default();
        let (mut archive, mut authors, mut published, mut accessed) = (None, None, None, None);
        let (mut kind, mut primary, mut pinpoint) = (None, None, None);
        cursor.table(form, |cursor, key| match key {
            "id" => put(&mut source.id, cursor.text().filter(|id| id.parse::<Locator>().is_err())),
            "title" => put(&mut source.title, cursor.text()),
            "url" => put(&mut source.url, address(cursor)),
            "archive_url" => put(&mut archive, address(cursor)),
            "publisher" => put(&mut source.publisher, cursor.text()),
            "authors" => put(&mut authors, cursor.texts()),
            "published" => put(&mut published, cursor.date()),
            "accessed" => put(&mut accessed, cursor.date()),
            "kind" => put(&mut kind, cursor.text().and_then(|kind| SourceKind::from_name(&kind))),
            "primary" => put(&mut primary, cursor.word().filter(|word| matches!(*word, "true" | "false"))),
            "pinpoint" => put(&mut pinpoint, cursor.text()),
            "citation" => put(&mut source.citation, cursor.text()),
            _ => None,
        })?;
        let told = [&source.title, &source.url, &archive, &source.publisher, &source.citation];
        let tells = told.into_iter().any(Option::is_some) || authors.is_some_and(|authors| !authors.is_empty());
        tells.then_some(source)
    }
}

/// `[[events]]`: only how many there are is kept.
pub(super) fn event(cursor: &mut Cursor<'_>, form: Form) -> Option<()> {
    let (mut date, mut label) = (None, None);
    cursor.table(form, |cursor, key| match key {
        "date" => put(&mut date, cursor.date()),
        "label" => put(&mut label, cursor.text()),
        _ => None,
    })?;
    date.and(label.map(|_text| ()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_plainly_an_address_is_one(
            text in "https?://(xn--)?[a-zA-Z0-9.@:-]{0,12}[a-z.]{0,3}(/[ -~é\\x00-\\x1f]{0,12})?",
        ) {
            prop_assert!(!is_plainly_an_address(&text) || not_an_address(&text).is_none(), "{:?}", text);
        }
    }

    #[test]
    fn common_addresses_are_plain() {
        for (text, plain) in [
            ("https://www.uscis.gov/humanitarian/asylum?x=1#a", true),
            ("http://example.org", true),
            ("https://example.org:8080/", false),
            ("https://1.2.3.4/", false),
            ("https://u@example.org/", false),
            ("https://example.org/a b", false),
            ("https:///x", false),
        ] {
            assert_eq!(is_plainly_an_address(text), plain, "{text}");
        }
    }
}
