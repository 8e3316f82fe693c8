//! What a brief holds, and that nothing hostile comes out of it.

use super::*;
use crate::article::{Evidence, Locator, Source, Takeaway};
use crate::export::{html, markdown, text};
use crate::format::read::read;
use crate::text::clean;

fn matched(id: &str, file: &str, takeaways: &[usize]) -> Matched {
    let checked = read(file);
    assert!(checked.article.is_some(), "{:?}", checked.diagnostics);
    Matched { id: id.into(), article: Arc::new(checked.article.unwrap()), takeaways: takeaways.to_vec() }
}

const APPEALS: &str = "\
headline = 'Appeals'
publisher = 'Desk'
published = 2025-03-04
url = 'https://example.org/appeals'
topics = ['courts', 'asylum']
[[takeaways]]
text = 'There are thirty days.'
evidence = ['s1.p1']
[[takeaways]]
text = 'The Board decides.'
evidence = ['board', 'rule']
[[sections]]
body = 'Thirty days[^rule].'
[[sources]]
id = 'rule'
title = 'Notice of appeal'
publisher = 'EOIR'
url = 'https://www.example.org/rule/'
[[sources]]
id = 'board'
title = 'The Board'
";

const ASYLUM: &str = "\
headline = 'Asylum'
topics = ['asylum']
takeaways = ['It is asked for within a year.']
[[sources]]
title = 'A rule'
url = 'http://example.org/rule?utm_source=x'
[[sources]]
title = 'A form'
";

fn sample() -> Vec<Matched> {
    let bare = "headline = 'Bare'\ntakeaways = ['Nothing is known of it.']\n";
    vec![matched("bare", bare, &[0]), matched("a", APPEALS, &[1, 0, 0, 9]), matched("b", ASYLUM, &[0])]
}

#[test]
fn takeaways_stand_once_under_the_topic_that_most_have() {
    let (page, _) = brief(&"Brief: appeals".into(), &sample(), None);
    let wanted = "\
Brief: appeals

asylum

Appeals
Desk · 4 Mar 2025
https://example.org/appeals

• There are thirty days. [1]
• The Board decides. [1] [2]

Asylum
b

• It is asked for within a year.

Sources of the article: [1] [3]

Without a topic

Bare
bare

• Nothing is known of it.

SOURCES

1. Notice of appeal. EOIR
   https://www.example.org/rule/
2. The Board
3. A form
";
    assert_eq!(text::write(&page, text::Look::default()), wanted);
}

#[test]
fn topics_are_the_same_whatever_their_dress() {
    let other = ASYLUM.replace("['asylum']", "['Asylum']");
    let (page, _) = brief(&"B".into(), &[matched("b", ASYLUM, &[0]), matched("c", &other, &[0])], None);
    assert_eq!(page.sections.len(), 1);
    assert_eq!(page.sources.len(), 2);
}

#[test]
fn two_places_of_one_work_are_both_named() {
    let at = |pinpoint: &str| ASYLUM.replace("title = 'A rule'", &format!("title = 'A rule'\npinpoint = '{pinpoint}'"));
    let all = [matched("a", &at("(a)"), &[0]), matched("b", &at("(c)"), &[0]), matched("c", &at("(a)"), &[0])];
    let (page, _) = brief(&"B".into(), &all, None);
    assert_eq!(page.sources.len(), 2);
    assert_eq!(page.sources[0].pinpoint.as_ref().map(Foreign::raw), Some("(a); (c)"));
}

#[test]
fn a_citation_of_several_works_is_named_once() {
    let citing = |citation: &str| {
        matched("a", &ASYLUM.replace("title = 'A rule'", &format!("title = 'A rule'\ncitation = '{citation}'")), &[0])
    };
    let cited = |citations: &[&str]| {
        let all: Vec<Matched> = citations.iter().map(|citation| citing(citation)).collect();
        let (page, _) = brief(&"B".into(), &all, None);
        page.sources[0].citation.as_ref().map(|citation| citation.raw().to_owned()).unwrap_or_default()
    };
    assert_eq!(cited(&["8 U.S.C. § 1158; 8 C.F.R. § 208.13", "8 U.S.C. § 1158; 8 C.F.R. § 208.13"]), {
        "8 U.S.C. § 1158; 8 C.F.R. § 208.13"
    });
    assert_eq!(cited(&["a; b", "b", " b;  c"]), "a; b; c");
    assert_eq!(cited(&["b", "a; b", "a"]), "b; a");
    assert_eq!(cited(&["x (holding y; z)", "z)"]), "x (holding y; z); z)");
}

#[test]
fn what_a_file_can_repeat_without_end_is_gone_through_once() {
    const MANY: usize = 20_000;
    let bare = |number: usize| Source { title: Some(format!("Source {number}").into()), ..Source::default() };
    let marks = (0..MANY).map(|number| Run { link: Some(Link::Source(number)), ..run("".into(), Emphasis::NONE) });
    let passage = Block::Paragraph(Inline { runs: marks.collect() });
    let evidence = vec![Evidence { written: "s1.p1".into(), locator: Locator::Block(1, 1) }];
    let takeaway = |number: usize| Takeaway {
        text: format!("Takeaway {number}").into(),
        evidence: evidence.clone(),
        ..Takeaway::default()
    };
    let article = Article {
        takeaways: (0..2000).map(takeaway).collect(),
        sections: vec![Section { blocks: vec![passage], ..Section::default() }],
        sources: (0..MANY).map(bare).collect(),
        ..Article::default()
    };
    let all = (0..article.takeaways.len()).collect();
    let (page, _) = brief(&"B".into(), &[Matched { id: "x".into(), article: Arc::new(article), takeaways: all }], None);
    assert_eq!(page.sources.len(), 100, "a hundred are named");
    let Block::List(list) = &page.sections[0].blocks[1] else { panic!() };
    assert!(list.items.last().unwrap().blocks[0].shown().ends_with(" …"));

    let one = |number: usize| {
        let takeaways = vec![Takeaway { text: "Words".into(), ..Takeaway::default() }];
        let topics = vec![format!("topic {number}").into()];
        let article = Article { topics, takeaways, sources: vec![bare(number)], ..Article::default() };
        Matched { id: "x".into(), article: Arc::new(article), takeaways: vec![0] }
    };
    let (page, _) = brief(&"B".into(), &(0..MANY).map(one).collect::<Vec<_>>(), None);
    assert_eq!((page.sections.len(), page.sources.len()), (MANY, MANY));

    let place = |number: usize| {
        let source =
            Source { url: Some("https://a.org".into()), pinpoint: Some(format!("at {number}").into()), ..bare(0) };
        let mut one = one(0);
        one.article = Arc::new(Article { sources: vec![source], ..Article::clone(&one.article) });
        one
    };
    let (page, _) = brief(&"B".into(), &(0..MANY).map(place).collect::<Vec<_>>(), None);
    assert!(page.sources[0].pinpoint.as_ref().is_some_and(|all| all.raw().ends_with("; at 19999")));
}

#[test]
fn nothing_hostile_comes_out() {
    let nasty = "x\u{1b}[31m\u{7}\u{202E}\u{9b}<script>alert(1)</script>[a](javascript:b)";
    let text = |text: &str| Foreign::from(text);
    let article = Article {
        headline: text(nasty),
        publisher: Some(text(nasty)),
        url: Some(text("javascript:alert(1)")),
        topics: vec![text(nasty)],
        takeaways: vec![Takeaway { text: text(nasty), ..Takeaway::default() }],
        sources: vec![Source { title: Some(text(nasty)), url: Some(text(nasty)), ..Source::default() }],
        ..Article::default()
    };
    let matched = [Matched { id: text(nasty), article: Arc::new(article), takeaways: vec![0] }];
    let (page, _) = brief(&clean::line(nasty), &matched, None);
    let forms = [text::write(&page, text::Look::default()), markdown::write(&page), html::write(&page)];
    for form in forms {
        let control = |c: char| (c.is_control() && c != '\n') || c == '\u{202E}';
        assert!(!form.contains(control), "{}", form.escape_debug());
        assert!(form.contains("alert(1)"));
    }
    let (markdown, html) = (markdown::write(&page), html::write(&page));
    assert!(!html.contains("<script") && !html.contains("href=\"javascript"));
    assert!(!markdown.contains("<script") && !markdown.replace("\\]", "").contains("](javascript"), "{markdown}");
}

#[test]
fn it_is_known_where_each_takeaway_stands() {
    let matched = sample();
    let (page, stands) = brief(&"B".into(), &matched, None);
    assert!(stands.len() > 2);
    for Stand { place, article, takeaway } in stands {
        let shown = crate::article::shown::shown(&page, place.part).unwrap();
        let words = matched[article].article.takeaways[takeaway].text.lines();
        assert!(shown.get(place.offset..).is_some_and(|shown| shown.starts_with(words.as_str())), "{words}");
    }
}
