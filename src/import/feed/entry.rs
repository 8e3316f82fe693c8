//! One entry of a feed as a draft.

use feed_rs::model::{Content, Entry, Feed, FeedType, Link, Person, Text};
use url::Url;

use crate::article::Date;
use crate::diagnostic::Diagnostic;
use crate::import::draft::{Draft, Piece};
use crate::import::html;

/// Letters up to which a summary beside the full text is a dek; a longer one is a second text.
const DEK: usize = 600;
/// Subjects of one entry.
const TOPICS: usize = 12;

/// What entries take from the feed around them.
pub(super) struct Whole {
    title: Option<String>,
    language: Option<String>,
    authors: Vec<String>,
    base: Option<Url>,
}

impl Whole {
    /// `address` is where the feed came from.
    pub(super) fn of(feed: &Feed, address: Option<Url>) -> Self {
        // Who edits an RSS feed did not write its entries; an Atom feed says that its authors did.
        let authors =
            if matches!(feed.feed_type, FeedType::Atom | FeedType::JSON) { names(&feed.authors) } else { Vec::new() };
        let site = best_link(&feed.links).and_then(|link| html::resolve(address.as_ref(), &link.href));
        Self {
            title: feed.title.as_ref().map(|title| html::plain(&title.content)).filter(|title| !title.is_empty()),
            language: feed.language.as_deref().and_then(html::language_tag),
            authors,
            base: address.or(site),
        }
    }
}

/// The draft of an entry.
///
/// # Errors
///
/// A sentence where its content is too large or too deep.
pub(super) fn draft(entry: &Entry, whole: &Whole) -> Result<Draft, Diagnostic> {
    let url = address(entry, whole);
    let own_base = entry.base.as_deref().and_then(|base| html::resolve(whole.base.as_ref(), base));
    let page = url.as_deref().and_then(|url| Url::parse(url).ok());
    let base = own_base.or(page).or_else(|| whole.base.clone());
    let summary = entry.summary.as_ref().map(|text| (text.content.as_str(), is_plain(text)));
    let content = entry.content.as_ref().and_then(full).or_else(|| described(entry));
    let pieces = match content.or(summary) {
        Some((text, true)) => paragraphs(text),
        Some((text, false)) => html::fragment(text, base.as_ref())?,
        None => Vec::new(),
    };
    let dek = summary.filter(|_| content.is_some()).map(|(text, _)| html::plain(text));
    let dek = dek.filter(|dek| !dek.is_empty() && dek.chars().count() <= DEK && !starts_with(&pieces, dek));
    let title = entry.title.as_ref().map(|title| html::plain(&title.content)).filter(|title| !title.is_empty());
    let headline = title.or_else(|| html::first_words(&pieces)).or_else(|| dek.clone()).or_else(|| url.clone());
    let authors = names(&entry.authors);
    let topics = entry.categories.iter().map(|category| category.label.as_deref().unwrap_or(&category.term));
    let topics = topics.map(html::plain).filter(|topic| !topic.is_empty() && topic.len() <= 60);
    Ok(Draft {
        headline: headline.or_else(|| whole.title.clone()).unwrap_or_else(|| entry.id.clone()),
        summary: dek,
        authors: if authors.is_empty() { whole.authors.clone() } else { authors },
        publisher: whole.title.clone(),
        published: entry.published.as_ref().and_then(|moment| date(moment.timestamp())),
        updated: entry.updated.as_ref().and_then(|moment| date(moment.timestamp())),
        url,
        language: entry.language.as_deref().and_then(html::language_tag).or_else(|| whole.language.clone()),
        topics: topics.take(TOPICS).collect(),
        pieces,
        ..Draft::default()
    })
}

/// The text that an entry carries itself, and whether it is plain.
fn full(content: &Content) -> Option<(&str, bool)> {
    let body = content.body.as_deref().filter(|body| !body.trim().is_empty())?;
    let kind = content.content_type.to_string();
    let is_text = kind.starts_with("text/") || kind.contains("html");
    is_text.then(|| (body, kind.starts_with("text/plain") && !body.contains("</")))
}

/// What is said of an entry's recording or film, where it has no other text.
fn described(entry: &Entry) -> Option<(&str, bool)> {
    let none = entry.summary.is_none();
    let text = entry.media.iter().filter(|_| none).find_map(|media| media.description.as_ref())?;
    Some((&text.content, is_plain(text)))
}

fn is_plain(text: &Text) -> bool {
    text.content_type.to_string().starts_with("text/plain") && !text.content.contains("</")
}

/// Plain text: a paragraph where a line is empty.
fn paragraphs(text: &str) -> Vec<Piece> {
    let text = text.replace("\r\n", "\n");
    let blocks = text.split("\n\n").map(|block| html::escaped(&html::plain(block)));
    blocks.filter(|block| !block.is_empty()).map(Piece::Block).collect()
}

/// Where the entry stands: the link to the page before those to recordings and comments.
fn address(entry: &Entry, whole: &Whole) -> Option<String> {
    let links = best_link(&entry.links).map(|link| link.href.as_str());
    let links = links.into_iter().chain(entry.links.iter().map(|link| link.href.as_str())).chain([entry.id.as_str()]);
    links.map(str::trim).find_map(|href| {
        let url = html::resolve(whole.base.as_ref().filter(|_| href != entry.id), href)?;
        let is_page = matches!(url.scheme(), "http" | "https");
        let as_written = Url::parse(href).is_ok() && !href.contains(|c: char| c.is_whitespace() || c.is_control());
        is_page.then(|| if as_written { href.to_owned() } else { url.into() })
    })
}

fn best_link(links: &[Link]) -> Option<&Link> {
    let is = |link: &&Link, rel: Option<&str>| link.rel.as_deref() == rel;
    links.iter().find(|link| is(link, Some("alternate"))).or_else(|| links.iter().find(|link| is(link, None)))
}

fn names(people: &[Person]) -> Vec<String> {
    let names: Vec<String> = people.iter().filter_map(|person| person.name.clone()).collect();
    html::names(&names)
}

/// Whether a body starts with what a summary says, cut off or not.
fn starts_with(pieces: &[Piece], dek: &str) -> bool {
    let fold = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).take(DEK).collect::<String>();
    let dek = fold(dek);
    let body: String = pieces.iter().take(8).map(html::text_of).collect();
    fold(&body).starts_with(dek.get(..dek.len().min(60)).unwrap_or(&dek))
}

fn date(seconds: i64) -> Option<Date> {
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    html::date(&moment.to_string())
}
