//! When two sources are one: the same address once that is normalised, or the same title and publisher.
//!
//! An address is parsed as browsers parse it. Then its scheme, `www.`, the fragment, a slash at the end and the parameters
//! by which publishers follow their readers count no more; the case of the host never counts, that of the path does. Titles and publishers
//! are folded and taken by their words. What must not live here: which of two sources is shown, and where they are cited.

use std::borrow::Cow;

use url::Url;

use super::Source;
use crate::text::Foreign;
use crate::text::fnv;
use crate::text::fold::fold;

/// Parameters that tell where a reader came from and never what is read.
const TRACKING: [&str; 21] = [
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "dclid",
    "fbclid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "igsh",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "ref_src",
    "smid",
    "twclid",
    "wbraid",
    "yclid",
];

/// What a source is known by, as numbers, for finding it among many: two that are the same share one. That two which are
/// not the same share one takes a collision of 64 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Keys {
    /// Of its address; none where it has none that can be read.
    pub address: Option<u64>,
    /// Of its title and publisher; none where one of them is absent.
    pub title: Option<u64>,
}

impl Keys {
    /// Of a source.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let (url, title, publisher) = (source.url.as_ref(), source.title.as_ref(), source.publisher.as_ref());
        Self::new(url.map(Foreign::raw), title.map(Foreign::raw), publisher.map(Foreign::raw))
    }

    /// Of what is written of a source.
    #[must_use]
    pub fn new(url: Option<&str>, title: Option<&str>, publisher: Option<&str>) -> Self {
        let hash = |text: String| fnv::hash(text.as_bytes());
        Self { address: url.and_then(address).map(hash), title: self::title(title, publisher).map(hash) }
    }

    /// Those that there are.
    pub fn iter(self) -> impl Iterator<Item = u64> {
        self.address.into_iter().chain(self.title)
    }
}

/// Whether two sources are the same work: they share what one of them is known by.
#[must_use]
pub fn same(one: &Source, other: &Source) -> bool {
    let own = Keys::of(one);
    Keys::of(other).iter().any(|key| own.iter().any(|own| own == key))
}

/// An address without what two ways of writing it may differ in: `example.org/a?b=c`. None where it is no web address.
#[must_use]
pub fn address(written: &str) -> Option<String> {
    plainly(written).or_else(|| parsed(written))
}

/// The address of the commonest shape, which need not be parsed: small ASCII letters in the host, nothing odd in the path. A
/// library that is read for the first time has hundreds of thousands of them.
fn plainly(written: &str) -> Option<String> {
    let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"))?;
    let (host, path) = rest.split_at(rest.bytes().position(|byte| byte == b'/').unwrap_or(rest.len()));
    let may_stand = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_label = |label: &str| !label.is_empty() && !label.starts_with("xn--") && label.bytes().all(may_stand);
    let is_host =
        host.split('.').all(is_label) && host.rsplit('.').next()?.starts_with(|c: char| c.is_ascii_lowercase());
    let is_path = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.,+".contains(&byte));
    (is_host && is_path && !path.contains("/.")).then(|| {
        let host = host.strip_prefix("www.").unwrap_or(host);
        [host, path.trim_end_matches('/')].concat()
    })
}

fn parsed(written: &str) -> Option<String> {
    let url = Url::parse(written.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?.trim_end_matches('.');
    let mut address = host.strip_prefix("www.").unwrap_or(host).to_owned();
    if let Some(port) = url.port() {
        address.extend([":", &port.to_string()]);
    }
    address.push_str(url.path().trim_end_matches('/'));
    let parameters = url.query().unwrap_or_default().split('&').filter(|one| !one.is_empty() && !is_tracking(one));
    for (at, parameter) in parameters.enumerate() {
        address.push(if at == 0 { '?' } else { '&' });
        address.push_str(parameter);
    }
    Some(address)
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

/// A title with its publisher as words; none where one has no words.
fn title(title: Option<&str>, publisher: Option<&str>) -> Option<String> {
    let (title, publisher) = (title?, publisher?);
    let mut words = String::with_capacity(title.len() + publisher.len() + 1);
    for (text, end) in [(title, "\n"), (publisher, "")] {
        let start = words.len();
        push_words(text, &mut words);
        if words.len() == start {
            return None;
        }
        words.push_str(end);
    }
    Some(words)
}

/// Adds the words of a text, folded, a space between two.
fn push_words(text: &str, words: &mut String) {
    let folded = if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(fold(text)) };
    for (at, word) in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).enumerate() {
        if at > 0 {
            words.push(' ');
        }
        // What was folded is small already.
        words.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_plain_is_as_if_it_were_parsed(
            text in "https?://(www\\.)?(xn--)?[a-zA-Z0-9.@:-]{0,12}[a-z.]{0,3}(/[a-z./%~?#é -]{0,12}){0,3}",
        ) {
            prop_assert!(plainly(&text).is_none() || plainly(&text) == parsed(&text), "{:?}", text);
        }

        #[test]
        fn what_is_plain_need_not_be_parsed(text in "https?://(www\\.)?[a-w][a-z0-9-]{0,8}\\.[a-z]{2,5}(/[a-zA-Z0-9_,+-]{1,9}){0,3}/?") {
            prop_assert!(plainly(&text).is_some(), "{:?} was parsed", text);
            prop_assert_eq!(plainly(&text), parsed(&text));
        }

        #[test]
        fn words_without_folding_are_as_if_folded(text in "[ -~]{0,40}") {
            let (mut plain, mut folded) = (String::new(), String::new());
            push_words(&text, &mut plain);
            push_words(&fold(&text), &mut folded);
            prop_assert_eq!(plain, folded);
        }
    }

    fn source(title: &str, publisher: &str, url: &str) -> Source {
        let given = |text: &str| (!text.is_empty()).then(|| Foreign::from(text));
        Source { title: given(title), publisher: given(publisher), url: given(url), ..Source::default() }
    }

    #[test]
    fn what_does_not_say_what_is_read_does_not_count() {
        for written in [
            "https://example.org/a/b",
            "http://www.Example.org/a/b/",
            "HTTPS://WWW.EXAMPLE.ORG:443/a/b#part",
            " https://example.org./a/b?utm_source=x&utm_medium=y#z ",
            "https://example.org/a/./b?fbclid=1&UTM_Campaign=2&",
        ] {
            assert_eq!(address(written).as_deref(), Some("example.org/a/b"), "{written}");
        }
        assert_eq!(address("https://www.example.org/").as_deref(), Some("example.org"));
        assert_eq!(
            address("https://example.org/a?id=3&utm_term=x&page=2").as_deref(),
            Some("example.org/a?id=3&page=2")
        );
    }

    #[test]
    fn what_says_what_is_read_counts() {
        let other = [
            "https://example.org/A",
            "https://example.org/a?id=1",
            "https://example.org/a?id=2",
            "https://example.org:8443/a",
            "https://en.example.org/a",
            "https://example.org/a/b",
        ];
        let addresses: HashSet<_> = other.iter().map(|written| address(written).unwrap()).collect();
        assert_eq!(addresses.len(), other.len(), "{addresses:?}");
        for none in ["", "example.org/a", "mailto:a@example.org", "https://", "8 U.S.C. § 1373"] {
            assert_eq!(address(none), None, "{none}");
        }
    }

    #[test]
    fn sources_are_the_same_by_address_or_by_title_and_publisher() {
        let one =
            source("The “287(g)” Program: An Overview", "American Immigration Council", "https://www.example.org/a/");
        let by_address = source("Another title", "", "http://example.org/a?utm_source=mail");
        let by_title =
            source("The \"287(g)\" program – an overview", "American  Immigration Council", "https://example.net/b");
        let neither = source("The 287(g) Program: An Overview", "CBP", "https://example.org/c");
        let untold = source("The 287(g) Program: An Overview", "", "");
        for (other, wanted) in [(&by_address, true), (&by_title, true), (&neither, false), (&untold, false)] {
            assert_eq!((same(&one, other), same(other, &one)), (wanted, wanted), "{other:?}");
        }
        assert!(!same(&untold, &untold) && !same(&Source::default(), &Source::default()));
        assert_eq!(Keys::of(&source("?", "!", "")), Keys::default());
    }
}
