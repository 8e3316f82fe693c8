//! Feeds of every form, and feeds that are none. The texts are invented.

use super::{ENTRIES, read};
use crate::import::{Imported, Input};

fn feed(text: &str) -> Result<Vec<Imported>, &'static str> {
    let input = Input { bytes: text.as_bytes(), charset: None, address: Some("https://example.org/feed") };
    read(input).map_err(|refusal| refusal.code)
}

fn only(text: &str) -> Imported {
    let mut articles = feed(text).unwrap();
    assert_eq!(articles.len(), 1);
    articles.remove(0)
}

fn rss(item: &str) -> String {
    format!("<rss version='2.0'><channel><title>The Paper</title><language>en-us</language>{item}</channel></rss>")
}

#[test]
fn rss_with_markup_in_its_description() {
    let item = "<item><title>Fees &amp;amp; forms</title><link>/fees</link><pubDate>Wed, 05 Feb 2025 10:00:00 GMT</pubDate>
        <description>&lt;p&gt;Fees &lt;b&gt;rise&lt;/b&gt;.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;One&lt;/li&gt;&lt;/ul&gt;</description></item>";
    let article = only(&rss(item)).article;
    assert_eq!(article.headline.raw(), "Fees & forms");
    assert_eq!(article.url.as_ref().unwrap().raw(), "https://example.org/fees");
    assert_eq!(article.published.as_ref().unwrap().to_string(), "2025-02-05T10:00:00Z");
    assert_eq!(article.publisher.as_ref().unwrap().raw(), "The Paper");
    assert_eq!(article.language.as_ref().unwrap().raw(), "en-us");
    assert_eq!(article.sections[0].markdown.raw(), "Fees **rise**.\n\n- One");
}

#[test]
fn atom_with_content_and_summary() {
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Blog</title><author><name>Ann Lee</name></author>
        <entry><id>urn:1</id><title>A rule</title><link rel='enclosure' href='https://example.org/a.mp3'/>
        <link href='https://example.org/rule'/><updated>2025-02-05T10:00:00Z</updated><summary>What it means.</summary>
        <content type='html'>&lt;h2&gt;Why&lt;/h2&gt;&lt;p&gt;Because.&lt;/p&gt;</content></entry></feed>";
    let article = only(atom).article;
    assert_eq!(article.url.as_ref().unwrap().raw(), "https://example.org/rule");
    assert_eq!(article.authors[0].raw(), "Ann Lee");
    assert_eq!(article.summary.as_ref().unwrap().raw(), "What it means.");
    assert_eq!(article.sections[0].heading.as_ref().unwrap().raw(), "Why");
}

#[test]
fn json_feed() {
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1",
        "url":"https://example.org/1","title":"One","content_html":"<p>Text.</p>","date_published":"2025-02-05T10:00:00Z"}]}"#;
    let article = only(json).article;
    assert_eq!(article.headline.raw(), "One");
    assert_eq!(article.sections[0].markdown.raw(), "Text.");
}

#[test]
fn an_entry_without_a_title_is_called_by_its_first_words() {
    let words = "one two three four five six seven eight nine ten eleven twelve thirteen";
    let article = only(&rss(&format!("<item><description>{words}</description></item>"))).article;
    assert_eq!(article.headline.raw(), "one two three four five six seven eight nine ten eleven twelve…");
}

#[test]
fn many_entries_are_said() {
    let items = "<item><title>A</title></item>".repeat(ENTRIES + 1);
    let articles = feed(&rss(&items)).unwrap();
    assert_eq!(articles.len(), ENTRIES);
    assert!(articles[0].doubts.iter().any(|doubt| doubt.code == "too-many-entries"));
}

#[test]
fn what_is_no_feed_is_refused() {
    assert_eq!(feed("<html><p>No</p></html>"), Err("no-feed"));
    assert_eq!(feed("{\"a\":1}"), Err("no-feed"));
    assert_eq!(feed(""), Err("no-feed"));
    assert_eq!(feed("<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss/>"), Err("feed-declares"));
    assert_eq!(feed(&rss("")).map(|articles| articles.len()), Ok(0));
}
