//! Links: which addresses may be opened, what is shown before, and the opening.
//!
//! Parsed as browsers parse (WHATWG URL), so that the host shown is the host visited. Whatever a browser would silently
//! mend (backslashes, tabs and line breaks inside, missing slashes, hosts in disguise) is refused instead: nobody writes
//! it by accident, and a reader cannot see it.

use std::io;
use std::process::Command;

use url::{Host, Url};

use crate::text::{Clean, Foreign};

/// The longest address that is opened, in bytes: what every browser takes.
const LONGEST: usize = 2083;

/// An address that may be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    url: String,
    host: Clean,
}

impl Address {
    /// The address, all ASCII, as the browser gets it.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The host, for the question before opening: in its own script with the ASCII form behind it where the two differ.
    #[must_use]
    pub fn host(&self) -> &Clean {
        &self.host
    }
}

/// Why an address is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not an address at all.
    #[error("not a web address")]
    NotAnAddress,
    /// Another scheme than http and https.
    #[error("only http and https links are opened")]
    Scheme,
    /// User or password before the host: made to look like another host.
    #[error("the address hides its host behind a user name")]
    User,
    /// A character that browsers remove or mend.
    #[error("the address holds characters that do not belong into one")]
    Characters,
    /// A host that does not look like what it is, or that lies on this machine or its network.
    #[error("the address does not name a public host")]
    Host,
    /// Letters that look like others, or a name in a form in which its letters cannot be seen.
    #[error("the host is written to look like another")]
    Lookalike,
    /// Too long.
    #[error("the address is longer than {LONGEST} bytes")]
    TooLong,
}

/// Checks an address as somebody wrote it.
///
/// # Errors
/// See [`Refusal`].
pub fn checked(written: &str) -> Result<Address, Refusal> {
    if written.len() > LONGEST {
        return Err(Refusal::TooLong);
    }
    let scheme = written.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("http" | "https") => {}
        Some(other)
            if !other.is_empty()
                && other.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)) =>
        {
            return Err(Refusal::Scheme);
        }
        _ => return Err(Refusal::NotAnAddress),
    }
    if written.chars().any(is_out_of_place) || hides_a_control(written) {
        return Err(Refusal::Characters);
    }
    let url = Url::parse(written).map_err(|_error| Refusal::NotAnAddress)?;
    let Some((_, rest)) = written.split_once("://") else { return Err(Refusal::NotAnAddress) };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') || !url.username().is_empty() || url.password().is_some() {
        return Err(Refusal::User);
    }
    let host = public_host(&url, authority)?;
    let url = String::from(url);
    if url.len() > LONGEST {
        return Err(Refusal::TooLong);
    }
    Ok(Address { url, host })
}

/// Starts the desktop's browser on it, and does not wait.
///
/// # Errors
/// There is no program to open links with.
pub fn open(address: &Address) -> io::Result<()> {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let mut command = Command::new(opener);
    command.arg(address.url());
    super::start_apart(command, None)
}

/// Controls, spaces, quotes, what shells and browsers give a meaning of their own, and what the eye cannot see.
fn is_out_of_place(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c, '"' | '\'' | '`' | '\\' | '<' | '>' | '|' | '^' | '{' | '}')
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        || matches!(c, '\u{2044}' | '\u{2215}' | '\u{ff0e}' | '\u{ff0f}' | '\u{3002}' | '\u{ff61}')
}

/// Whether a percent-escape stands for a control: nobody needs one, and a program behind the browser may decode it.
fn hides_a_control(written: &str) -> bool {
    written.split('%').skip(1).any(|rest| {
        let code = rest.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        code.is_some_and(|byte| byte < 0x20 || byte == 0x7f)
    })
}

/// The host as it is shown.
fn public_host(url: &Url, authority: &str) -> Result<Clean, Refusal> {
    // A number in any notation is an address of a device, of this machine, of a cloud's inside; no published source has one.
    let Some(Host::Domain(name)) = url.host() else { return Err(Refusal::Host) };
    let labels: Vec<&str> = name.trim_end_matches('.').split('.').collect();
    let local = matches!(labels.last(), None | Some(&("localhost" | "local" | "internal")));
    if local || labels.len() < 2 || name.len() > 253 || labels.iter().any(|label| label.is_empty() || label.len() > 63)
    {
        return Err(Refusal::Host);
    }
    let written = authority.rsplit_once(':').map_or(authority, |(host, _)| host).to_lowercase();
    if written == name {
        // Written in its ASCII form, a name in another script hides what it would look like.
        let hidden = labels.iter().any(|label| label.starts_with("xn--"));
        return if hidden { Err(Refusal::Lookalike) } else { Ok(Foreign::from(written).line()) };
    }
    // The mended form of something else (fullwidth letters, letters in circles, escapes) has become plain ASCII.
    let other_script = labels.iter().any(|label| label.starts_with("xn--"));
    let national = labels.last().is_some_and(|label| label.starts_with("xn--"));
    if !other_script || !written.chars().all(|c| c.is_ascii() || is_unmistakable(c) || (national && c.is_alphabetic()))
    {
        return Err(Refusal::Lookalike);
    }
    Ok(Foreign::from(format!("{written} ({name})")).line())
}

/// Letters that nobody takes for an ASCII letter: with a visible mark, or of a script without look-alikes. Cyrillic, Greek
/// and Armenian have many, so that they are taken only below a top domain of their own.
fn is_unmistakable(c: char) -> bool {
    matches!(
        c,
        '\u{df}'..='\u{f6}' | '\u{f8}'..='\u{130}' | '\u{132}'..='\u{137}' | '\u{139}'..='\u{148}' | '\u{14a}'..='\u{17e}'
            | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}' | '\u{904}'..='\u{939}' | '\u{3041}'..='\u{3096}'
            | '\u{30a1}'..='\u{30fa}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_addresses_open_as_browsers_write_them() {
        let opened = |written: &str| checked(written).map(|address| (address.url, address.host.into_string()));
        let is =
            |written, url: &str, host: &str| assert_eq!(opened(written), Ok((url.into(), host.into())), "{written}");
        is("HTTPS://EXAMPLE.ORG/OK", "https://example.org/OK", "example.org");
        is("https://example.org/?q=a%20b&c=d#frag", "https://example.org/?q=a%20b&c=d#frag", "example.org");
        is("https://example.org/移民", "https://example.org/%E7%A7%BB%E6%B0%91", "example.org");
        is("http://example.org:8080/a(b);c=$1", "http://example.org:8080/a(b);c=$1", "example.org");
        is("https://müller.example/", "https://xn--mller-kva.example/", "müller.example (xn--mller-kva.example)");
    }

    #[test]
    fn what_is_no_public_web_address_does_not_open() {
        let refused = |refusal, all: &[&str]| {
            for written in all {
                assert_eq!(checked(written), Err(refusal), "{}", written.escape_debug());
            }
        };
        refused(
            Refusal::NotAnAddress,
            &["", " ", ".", "--", "-version", "/etc/passwd", "//x.example/y", "https:x.example"],
        );
        refused(Refusal::NotAnAddress, &["https:/x.example", "https://", "https://[", "https://x.example:99999/"]);
        refused(
            Refusal::Scheme,
            &["javascript:alert(1)", "FILE:///etc/passwd", "data:text/html,x", "mailto:a@b.example"],
        );
        refused(Refusal::Scheme, &["ssh://-oProxyCommand=x/y", "view-source:https://example.org", "vscode://x"]);
        refused(
            Refusal::User,
            &["https://www.uscis.gov@x.example/", "https://user:pass@example.org/", "https://@example.org/"],
        );
        refused(Refusal::Host, &["http://127.0.0.1:80/", "http://0x7f000001/", "http://2130706433/", "http://[::1]/"]);
        refused(
            Refusal::Host,
            &["http://0/", "http://localhost/", "http://printer.local/", "http://x/", "http://127.1/"],
        );
        refused(
            Refusal::Lookalike,
            &["https://ⓔxample.org/", "https://xn--80ak6aa92e.com/", "https://\u{443}\u{455}.gov/"],
        );
        refused(Refusal::Lookalike, &["https://%65xample.org/", "https:///example.org/x"]);
        refused(Refusal::TooLong, &[&format!("https://example.org/{}", "a".repeat(3000))]);
        assert!(checked(&format!("https://{}org/", "a.".repeat(300))).is_err());
    }

    #[test]
    fn characters_that_browsers_mend_are_refused() {
        for bad in [
            "\n",
            "\t",
            "\0",
            "\x1b]52;c;x\x07",
            "\u{9b}31m",
            " x",
            "\"",
            "'",
            "`",
            "\\",
            "<",
            "\u{202e}",
            "\u{200b}",
            "%1b",
            "%0D%0A",
        ] {
            let written = format!("https://example.org/a{bad}b");
            assert_eq!(checked(&written), Err(Refusal::Characters), "{}", written.escape_debug());
        }
        assert_eq!(checked("https://ex\u{200b}ample.org/"), Err(Refusal::Characters));
        assert_eq!(checked("https://example.org\u{2044}x.example/"), Err(Refusal::Characters));
        assert_eq!(checked("http:\\\\x.example\\y"), Err(Refusal::Characters));
    }
}
