//! Notes as a person reads them, and what a publisher cannot do with them.

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::*;
use crate::annotation::sample;

#[test]
fn quotes_with_locators_and_what_was_noted() {
    let wanted = "\
## Police &amp; \\*policy\\*

A. Author and B. Author · The Paper · 5 Feb 2025\\
<https://example.org/story>

Tags: acme v. roe, später

Of the whole

> H

No highlight

> Gone.

(its words are no longer in the article)

Why?

1\\. See below.

> the \\*words\\*

(s1.p2)
";
    assert_eq!(write(&[sample::full()]), wanted);
    assert_eq!(write(&[]), "");
}

#[test]
fn foreign_text_is_text() {
    let written = write(&[sample::hostile(), sample::full()]);
    assert!(
        !written.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'),
        "{}",
        written.escape_debug()
    );
    let mut headings = 0;
    for event in Parser::new_ext(&written, Options::all()) {
        match event {
            Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) => panic!("markup: {event:?}"),
            Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::List(_) | Tag::HtmlBlock) => panic!("{event:?}"),
            Event::Start(Tag::Link { dest_url, .. }) => assert_eq!(&*dest_url, "https://example.org/story"),
            Event::Start(Tag::Heading { .. }) => headings += 1,
            _ => {}
        }
    }
    assert_eq!(headings, 2);
}
