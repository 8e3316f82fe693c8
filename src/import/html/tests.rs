//! Whole pages, from bytes to articles. The texts are invented.

use proptest::prelude::*;

use super::{fragment, limits, read, text_of};
use crate::import::draft::Piece;
use crate::import::{Imported, Input};
use crate::{article::Article, format};

fn page(html: &str) -> Result<Imported, &'static str> {
    let input = Input { bytes: html.as_bytes(), charset: None, address: Some("https://example.org/news/fees") };
    read(input).map_err(|refusal| refusal.code)
}

fn blocks(html: &str) -> Vec<String> {
    let base = url::Url::parse("https://example.org/a/").unwrap();
    let pieces = fragment(html, Some(&base)).unwrap();
    let shown = pieces.into_iter().map(|piece| match piece {
        Piece::Heading(level, text) => format!("h{level} {text}"),
        Piece::Block(text) => text,
    });
    shown.collect()
}

fn article_page(extra: &str) -> String {
    let text =
        "<p>The agency raised its fees on Monday, which it had not done for years, and said why in a long notice.</p>";
    format!(
        "<html lang=en_US><head><title>Fees rise | The Paper</title><meta property=og:title content='Fees &amp;amp; forms'>
        <meta property=og:site_name content='The Paper'><meta name=author content='By Ann Lee and Bo Day'>
        <meta property=article:published_time content='2025-02-05T10:00:00-05:00'><link rel=canonical href=/news/fees?x=1>
        </head><body><nav><a href=/>Home</a></nav><article><h1>Fees &amp; forms</h1>{}{extra}{}</article></body></html>",
        text.repeat(4),
        text.repeat(4),
    )
}

fn survives(article: &Article) {
    let text = format::write::write(article);
    let read = format::read::read(&text);
    assert!(read.diagnostics.iter().all(|one| !one.is_error()), "{:?}\n{text}", read.diagnostics);
}

#[test]
fn what_a_page_states_and_says() {
    let html = article_page(
        "<aside class=key-takeaways><h3>Key takeaways</h3><ul><li>Fees rise.</li></ul></aside><h2>Why</h2>",
    );
    let article = page(&html).unwrap().article;
    assert_eq!(article.headline.raw(), "Fees & forms");
    assert_eq!(article.authors.iter().map(crate::text::Foreign::raw).collect::<Vec<_>>(), ["Ann Lee", "Bo Day"]);
    assert_eq!(article.published.as_ref().unwrap().to_string(), "2025-02-05T10:00:00-05:00");
    assert_eq!(article.url.as_ref().unwrap().raw(), "https://example.org/news/fees?x=1");
    assert_eq!(article.language.as_ref().unwrap().raw(), "en-US");
    assert_eq!(article.publisher.as_ref().unwrap().raw(), "The Paper");
    assert_eq!(article.takeaways[0].text.raw(), "Fees rise.");
    assert_eq!(article.sections.len(), 2);
    survives(&article);
}

#[test]
fn pages_without_an_article_are_refused() {
    for html in ["", "<html></html>", "<script>var a = '<p>text</p>'</script>", "<title>x</title><form><input></form>"]
    {
        assert_eq!(page(html).map(|_| ()), Err("no-article"), "{html}");
    }
    let wall = "<title>Paper</title><body><p>Please sign in.</p><form><input type=password></form></body>";
    assert!(
        read(Input { bytes: wall.as_bytes(), charset: None, address: None })
            .unwrap_err()
            .message
            .as_str()
            .contains("sign in")
    );
    assert_eq!(page(&"<div>".repeat(limits::DEPTH + 1)).map(|_| ()), Err("nested-too-deep"));
}

#[test]
fn a_charset_that_the_page_states() {
    let html = article_page("<p>caf\u{e9}</p>").replace("<head>", "<head><meta charset=windows-1252>");
    let bytes: Vec<u8> = html.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let article = read(Input { bytes: &bytes, charset: None, address: None }).unwrap().article;
    assert!(article.sections[0].markdown.raw().contains("café"));
}

#[test]
fn lists_and_quotations() {
    let html = "<ul><li>One<ul><li>In</li></ul><li><p>Two</p><p>more</p></ul><blockquote><p>A</p><p>B</p></blockquote>";
    assert_eq!(blocks(html), ["- One\n  - In\n- Two\n\n  more", "> A\n>\n> B"]);
    assert_eq!(blocks("<ol start=3><li>c</li><li>1. d</li></ol>"), ["3. c\n4. 1\\. d"]);
    assert_eq!(blocks("<ul><li>One</li><ul><li>In</li></ul></ul>"), ["- One\n  - In"]);
}

#[test]
fn links_breaks_and_code() {
    assert_eq!(
        blocks("<p><a href='../b?c=1'>b</a> <a href='#x'>x</a> <a href='javascript:y()'>y</a></p>"),
        ["[b](https://example.org/b?c=1) x y"]
    );
    assert_eq!(blocks("<p>one<br>two<br><br>three</p>"), ["one\\\ntwo", "three"]);
    assert_eq!(blocks("<pre>a\n  b ``` c\n</pre>"), ["````\na\n  b ``` c\n````"]);
    assert_eq!(blocks("<p>10<sup>6</sup> people<sup><a href='#n1'>1</a></sup></p>"), ["10⁶ people¹"]);
}

#[test]
fn pictures_and_tables() {
    let figure = "<figure><img src=/i.jpg alt='A \"desk\"'><figcaption>The <b>desk</b></figcaption></figure>";
    assert_eq!(blocks(figure), ["![A \"desk\"](https://example.org/i.jpg \"The desk\")"]);
    assert_eq!(blocks("<p><img src=/i.jpg><img src=/i.jpg alt=IMG_12.JPG></p>"), [""; 0]);
    let table = "<table><caption>Fees</caption><tr><th>Form<th>Fee</tr><tr><td>I-9|x<td><b>0</b></table>";
    assert_eq!(blocks(table), ["**Fees**", "| Form | Fee |\n| --- | --- |\n| I-9\\|x | **0** |"]);
    assert_eq!(blocks("<table><tr><td><p>Left</p></td></tr></table>"), ["Left"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// No page breaks the reader, and what it reads can be written and read again.
    #[test]
    fn any_markup(parts in proptest::collection::vec(
        prop_oneof![
            Just("<p>"), Just("</p>"), Just("<ul><li>"), Just("</ul>"), Just("<table><tr><td>"), Just("</table>"),
            Just("<h2>"), Just("</h2>"), Just("<b>"), Just("</b>"), Just("<br>"), Just("<pre>"), Just("<a href=x>"),
            Just("</a>"), Just("<blockquote>"), Just("word "), Just("*_["), Just("[^1]"), Just("# "), Just("&amp;lt;"),
            Just("<figure><img alt=a><figcaption>"), Just("<!--"), Just("| "), Just("\u{0}"), Just("é\u{301}"),
        ], 0..40,
    )) {
        let html = article_page(&parts.concat());
        if let Ok(imported) = page(&html) {
            survives(&imported.article);
        }
    }

    /// Words of a paragraph are all there in the end.
    #[test]
    fn no_word_is_lost(words in proptest::collection::vec("[a-z*_`#\\[\\]|~-]{1,8}", 1..20)) {
        let text = words.join(" ");
        for html in [format!("<p>{text}</p>"), format!("<ul><li>{text}</li></ul>"), format!("<p><em>{text}</em> x</p>")] {
            let pieces = fragment(&html, None).unwrap();
            let said: String = pieces.iter().map(text_of).collect::<Vec<_>>().join(" ");
            prop_assert!(said.contains(&text), "{said} / {text}");
        }
    }
}
