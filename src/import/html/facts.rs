//! What a page states about its article: JSON-LD first, then `<meta>`, then elements that are marked up for it.
//!
//! Only what is stated; what has to be found in prose (a byline in the text) is not looked for here.

use std::collections::HashMap;

use dom_query::Document;
use url::Url;

use super::{json_ld, names, walk, when};
use crate::article::Date;
use crate::import::draft::Draft;

/// Subjects that a page may name: more is a list of keywords for search engines.
const TOPICS: usize = 12;

/// What a page states.
pub(super) struct Facts {
    /// What relative links are relative to.
    pub(super) base: Option<Url>,
    /// Whether the page says that it is an article.
    pub(super) is_article: bool,
    headline: Option<String>,
    summary: Option<String>,
    authors: Vec<String>,
    publisher: Option<String>,
    published: Option<Date>,
    updated: Option<Date>,
    url: Option<String>,
    language: Option<String>,
    topics: Vec<String>,
}

/// Reads it. `address` is where the page came from.
pub(super) fn read(document: &Document, address: Option<&str>) -> Facts {
    let stated = json_ld::read(document);
    let meta = Meta::of(document);
    let address = address.and_then(|address| walk::resolve(None, address)).filter(|url| url.scheme() != "mailto");
    let attribute =
        |selector: &str, name: &str| document.select_single(selector).attr(name).map(|value| value.to_string());
    let canonical = attribute("link[rel=canonical]", "href")
        .or_else(|| meta.first(&["og:url"]))
        .or_else(|| stated.url.clone())
        .and_then(|href| walk::resolve(address.as_ref(), &href))
        .filter(|url| url.scheme() != "mailto");
    // A page cannot move itself to another host.
    let own = |url: &Url| address.as_ref().is_none_or(|address| address.host_str() == url.host_str());
    let url = canonical.filter(own).or_else(|| address.clone());
    let page = address.or_else(|| url.clone());
    let base = attribute("base[href]", "href").and_then(|href| walk::resolve(page.as_ref(), &href)).or(page);
    let published = stated.published.as_deref().and_then(when::date).or_else(|| {
        let keys = [
            "article:published_time",
            "og:article:published_time",
            "datepublished",
            "date",
            "dc.date",
            "dc.date.issued",
            "dcterms.date",
            "dcterms.issued",
            "dcterms.created",
            "dcterms.available",
            "citation_publication_date",
            "citation_date",
            "parsely-pub-date",
            "pubdate",
            "publish-date",
            "sailthru.date",
            "article.published",
        ];
        meta.all(&keys).iter().find_map(|text| when::date(text))
    });
    let updated = stated.updated.as_deref().and_then(when::date).or_else(|| {
        let keys = ["article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"];
        meta.all(&keys).iter().find_map(|text| when::date(text))
    });
    let language =
        attribute("html[lang]", "lang").or(stated.language).or_else(|| meta.first(&["og:locale", "dc.language"]));
    Facts {
        base,
        is_article: stated.is_article || meta.first(&["og:type"]).is_some_and(|kind| kind == "article"),
        headline: stated.headline.or_else(|| meta.first(&["og:title", "twitter:title", "dc.title", "citation_title"])),
        summary: meta.first(&["og:description", "description", "twitter:description"]).or(stated.summary),
        authors: if stated.authors.is_empty() { meta.all(&["citation_author"]) } else { stated.authors },
        publisher: meta.first(&["og:site_name"]).or(stated.publisher).or_else(|| meta.first(&["dc.publisher"])),
        published: published.or_else(|| marked_up_date(document)),
        updated,
        url: url.map(String::from),
        language: language.and_then(|tag| language_tag(&tag)),
        topics: meta.all(&["article:tag"]).into_iter().chain(stated.topics).collect(),
    }
}

/// The date that an element states for machines.
fn marked_up_date(document: &Document) -> Option<Date> {
    let selectors = [
        "[itemprop=datePublished]",
        "time[pubdate]",
        "article time[datetime]",
        "main time[datetime]",
        "time[datetime]",
    ];
    selectors.iter().find_map(|selector| {
        document.select(selector).iter().take(3).find_map(|one| {
            let stated = ["datetime", "content", "title"].into_iter().find_map(|name| one.attr(name));
            when::date(&stated.unwrap_or_else(|| one.text()))
        })
    })
}

/// A language tag in the shape that article files want; pages write `en_US`, too.
pub(in crate::import) fn language_tag(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let language = parts
        .next()
        .is_some_and(|first| (2..=8).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let fits = language
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    fits.then_some(tag)
}

impl Facts {
    /// The draft without a body. `title`, `byline` and `published` are what readability found.
    pub(super) fn into_draft(self, title: &str, byline: Option<&str>, published: Option<&str>) -> Draft {
        let headline = [Some(walk::plain(title)), self.headline.map(|text| walk::plain(&text))];
        let headline = headline.into_iter().flatten().find(|text| !text.is_empty()).unwrap_or_default();
        let authors =
            if self.authors.is_empty() { byline.map(str::to_owned).into_iter().collect() } else { self.authors };
        let mut topics: Vec<String> = Vec::new();
        for topic in self.topics.iter().flat_map(|topics| topics.split(',')).map(walk::plain) {
            let known = topics.iter().any(|known| known.eq_ignore_ascii_case(&topic));
            if !topic.is_empty() && topic.len() <= 60 && !known && topics.len() < TOPICS {
                topics.push(topic);
            }
        }
        Draft {
            headline,
            summary: self.summary.map(|text| walk::plain(&text)).filter(|text| !text.is_empty()),
            authors: names::split(&authors),
            publisher: self.publisher.map(|text| walk::plain(&text)).filter(|text| !text.is_empty()),
            published: published.and_then(when::date).or(self.published),
            updated: self.updated,
            url: self.url,
            language: self.language,
            topics,
            ..Draft::default()
        }
    }
}

/// The `<meta>` elements: what each name, property or itemprop says, in order.
struct Meta(HashMap<String, Vec<String>>);

impl Meta {
    fn of(document: &Document) -> Self {
        let mut values: HashMap<String, Vec<String>> = HashMap::new();
        for element in &document.select("meta[content]") {
            let content = element.attr("content").map(|content| content.trim().to_owned()).unwrap_or_default();
            if content.is_empty() {
                continue;
            }
            for key in ["property", "name", "itemprop"].into_iter().filter_map(|name| element.attr(name)) {
                for key in key.split_ascii_whitespace() {
                    values.entry(key.to_ascii_lowercase()).or_default().push(content.clone());
                }
            }
        }
        Self(values)
    }

    /// What the first of these says that says anything.
    fn first(&self, keys: &[&str]) -> Option<String> {
        self.all(keys).into_iter().next()
    }

    fn all(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().filter_map(|key| self.0.get(*key)).flatten().cloned().collect()
    }
}
