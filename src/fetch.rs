//! The only network: one address, when the user asks for it, within limits; read, or ([`probe`]) only knocked at.
//!
//! A page may have 10 MiB as it is read, not as it is sent: a few compressed KiB can hold gigabytes, so the bytes are counted
//! behind the decoder. All of it, redirects included, may take 30 seconds; the answer must begin within 10. Every
//! redirect is an address that somebody else chose: it is looked at as the first one was, and does not lead where only this
//! machine or its network can go (`guard`). No cookie, no referrer and no proxy; nothing that a page names is fetched.
//!
//! What must not live here: what is in a page (import), when something is fetched (the command line, the interface). What a
//! server says goes into no message but cleaned; its reason phrases go into none.

mod guard;
pub mod probe;

use std::fmt;
use std::io::Read as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ureq::http::{Response, header};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};
use url::Url;

use crate::diagnostic::{Diagnostic, quoted};
use guard::Guard;

/// Bytes that a page may have.
const SIZE: u64 = 10 << 20;
/// How long all of it may take.
const WHOLE: Duration = Duration::from_secs(30);
/// How long until an answer begins.
const FIRST: Duration = Duration::from_secs(10);
/// Redirects that are followed.
const REDIRECTS: usize = 5;
/// Bytes that the head of an answer may have.
const HEAD: usize = 64 << 10;

/// What a server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The body, decompressed.
    pub bytes: Vec<u8>,
    /// Its media type in lower case, without parameters: `text/html`.
    pub media_type: Option<String>,
    /// The charset that the server names.
    pub charset: Option<String>,
    /// Where it was in the end.
    pub address: String,
}

/// How far a page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes that came, decompressed.
    pub bytes: usize,
    /// Bytes that there are, where the server says so of what it does not compress.
    pub all: Option<usize>,
}

impl Progress {
    /// How far it is out of `steps`; none where nobody knows how much there is.
    #[must_use]
    pub fn of(self, steps: usize) -> Option<usize> {
        let all = self.all.filter(|all| *all > 0)?;
        Some(self.bytes.min(all).saturating_mul(steps) / all)
    }
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.all {
            Some(all) => write!(f, "{} of {} KiB", self.bytes >> 10, all.div_ceil(1 << 10)),
            None => write!(f, "{} KiB", self.bytes >> 10),
        }
    }
}

/// Whether a text is meant as an address, and is not the name of a file.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let begins = |scheme: &str| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    begins("https://") || begins("http://")
}

/// Fetches a page. `watch` is told how far it is, and ends it by returning false.
///
/// # Errors
///
/// A sentence that says why there is no page, and where there is one, a cure.
pub fn fetch(address: &str, watch: &dyn Fn(Progress) -> bool) -> Result<Page, Diagnostic> {
    // What the user typed is the user's own business.
    let asking = Asking { method: Method::Get, private: true };
    let (at, answer) = asking.ask(address, watch)?;
    match answer.status().as_u16() {
        200..=203 => page(&at, answer, watch),
        204 | 205 => Err(wrong("the server answers with nothing")),
        code => Err(wrong(format!("the server answers with the status {code}"))),
    }
}

/// What is asked for.
#[derive(Clone, Copy)]
enum Method {
    /// The page.
    Get,
    /// What the answer would say of itself.
    Head,
}

/// How an address is asked.
#[derive(Clone, Copy)]
struct Asking {
    /// What is asked for.
    method: Method,
    /// Whether the address may be one of a private network; it may then send us on within itself.
    private: bool,
}

impl Asking {
    /// Asks, and goes where it is sent. The answer, of which nothing but its head was read, and where it was in the end.
    fn ask(self, address: &str, watch: &dyn Fn(Progress) -> bool) -> Result<(Url, Response<Body>), Diagnostic> {
        let start = Instant::now();
        let no_address = |error| wrong(format!("{} is no address: {error}", quoted(address)));
        let first = checked(Url::parse(address).map_err(no_address)?)?;
        let (home, private) = (first.origin(), Arc::new(AtomicBool::new(false)));
        let mut at = first;
        for hop in 0..=REDIRECTS {
            if !watch(Progress::default()) {
                return Err(cancelled());
            }
            let own = hop == 0 || (private.load(Ordering::Relaxed) && at.origin() == home);
            let agent = agent(Guard::new(self.private && own, &private));
            let left = WHOLE.checked_sub(start.elapsed()).filter(|left| !left.is_zero()).ok_or_else(too_slow)?;
            let request = match self.method {
                Method::Get => agent.get(at.as_str()),
                Method::Head => agent.head(at.as_str()),
            };
            let request = request.config().timeout_global(Some(left)).build();
            let answer = request.call().map_err(|error| match error {
                ureq::Error::Other(_) if hop == 0 && private.load(Ordering::Relaxed) => {
                    wrong("the address is one of a private network, which is not asked")
                }
                error => refused(&error),
            })?;
            if answer.status().is_redirection() && answer.headers().contains_key(header::LOCATION) {
                at = next(&at, &answer)?;
                continue;
            }
            return Ok((at, answer));
        }
        Err(wrong(format!("more than {REDIRECTS} redirects")))
    }
}

fn agent(guard: Guard) -> Agent {
    let config = Agent::config_builder()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(None)
        .max_response_header_size(HEAD)
        .timeout_resolve(Some(FIRST))
        .timeout_connect(Some(FIRST))
        .timeout_recv_response(Some(FIRST))
        .max_idle_connections(0)
        .user_agent(concat!("nutgraf/", env!("CARGO_PKG_VERSION")))
        .accept("text/html,application/xhtml+xml,text/markdown,text/plain,application/rss+xml,application/atom+xml;q=0.9,*/*;q=0.1")
        .build();
    Agent::with_parts(config, DefaultConnector::default(), guard)
}

/// An address that may be asked: http or https, a host, and no user name, which would be sent to it.
fn checked(url: Url) -> Result<Url, Diagnostic> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(wrong(format!("an address with the scheme {} is not fetched", quoted(url.scheme()))));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("an address with a user name or password in it is not fetched"));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(wrong("the address names no host"));
    }
    Ok(url)
}

/// Where a redirect leads.
fn next(at: &Url, answer: &Response<Body>) -> Result<Url, Diagnostic> {
    let location = answer.headers().get(header::LOCATION).map(header::HeaderValue::as_bytes).unwrap_or_default();
    let location = String::from_utf8_lossy(location);
    let url = at.join(&location).map_err(|_error| wrong("a redirect to what is no address"))?;
    let mut url = checked(url).map_err(|why| wrong(format!("a redirect is not followed: {}", why.message)))?;
    if at.scheme() == "https" && url.scheme() == "http" {
        return Err(wrong("a redirect from https to http is not followed"));
    }
    if url.fragment().is_none() {
        url.set_fragment(at.fragment());
    }
    Ok(url)
}

/// The page of a good answer.
fn page(at: &Url, answer: Response<Body>, watch: &dyn Fn(Progress) -> bool) -> Result<Page, Diagnostic> {
    // What was decoded has lost its header; what is left is something that we do not decode.
    let encoding = answer.headers().get(header::CONTENT_ENCODING).map(header::HeaderValue::as_bytes);
    if encoding.is_some_and(|encoding| !encoding.is_empty() && !encoding.eq_ignore_ascii_case(b"identity")) {
        return Err(wrong("the page is compressed in a way that was not asked for"));
    }
    let content_type = answer.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let length = answer.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let all = length.and_then(|length| length.parse().ok());
    let (media_type, charset) = content_type.map(of_content_type).unwrap_or_default();
    let mut bytes = Vec::new();
    let mut body = answer.into_body().into_reader().take(SIZE + 1);
    let mut chunk = vec![0; 64 << 10];
    loop {
        match body.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => bytes.extend_from_slice(chunk.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(refused(&ureq::Error::from(error))),
        }
        if u64::try_from(bytes.len()).is_ok_and(|length| length > SIZE) {
            return Err(wrong(format!("the page is larger than {} MiB", SIZE >> 20)));
        }
        if !watch(Progress { bytes: bytes.len(), all }) {
            return Err(cancelled());
        }
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(wrong("the server answers with nothing"));
    }
    Ok(Page { bytes, media_type, charset, address: at.as_str().to_owned() })
}

/// Media type and charset of a `Content-Type`.
fn of_content_type(value: &str) -> (Option<String>, Option<String>) {
    let mut parts = value.split(';').map(str::trim);
    let is_token = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&^_.+-/:".contains(&byte));
    let media_type = parts.next().filter(|text| !text.is_empty() && is_token(text)).map(str::to_ascii_lowercase);
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']))
    });
    (media_type, charset.filter(|text| !text.is_empty() && is_token(text)).map(str::to_owned))
}

/// What went wrong, in a sentence.
fn refused(error: &ureq::Error) -> Diagnostic {
    use ureq::Error;
    match error {
        Error::Timeout(_) => too_slow(),
        Error::HostNotFound => wrong("there is no such host").help("look for a mistake in the address"),
        Error::ConnectionFailed => wrong("the host cannot be reached"),
        Error::LargeResponseHeader(..) => wrong("the head of the answer is too large"),
        Error::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => too_slow(),
        Error::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            wrong("the connection ended before the page did").help("try again later")
        }
        // The standard library has no kind for it.
        Error::Io(error) if error.to_string().starts_with("failed to lookup address") => refused(&Error::HostNotFound),
        Error::Io(error) if error.kind() == std::io::ErrorKind::InvalidData => insecure(&error.to_string()),
        Error::Rustls(error) => insecure(&error.to_string()),
        Error::Io(error) => wrong(crate::disk::reason(error)),
        Error::Other(error) => wrong(error.to_string()),
        other => wrong(format!("the server cannot be understood: {other}")),
    }
}

fn insecure(why: &str) -> Diagnostic {
    wrong(format!("there is no secure connection to the server: {why}"))
}

fn too_slow() -> Diagnostic {
    let message = "the server takes too long";
    wrong(message).help("try again later, or save the page with a browser and import the file")
}

fn cancelled() -> Diagnostic {
    wrong("cancelled")
}

fn wrong(message: impl AsRef<str>) -> Diagnostic {
    Diagnostic { span: None, ..Diagnostic::error("not-fetched", 0..0, message.as_ref()) }
}

#[cfg(test)]
mod tests;
