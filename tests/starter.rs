//! The starter library keeps its own promises: every file of `articles/` is clean, sourced, measured and fits the screen.
//!
//! The article that came from elsewhere keeps its words and its sources as they are; what is asked of our own explainers alone
//! goes by their publisher.

use nutgraf::article::{Article, Locator, Part, SourceKind};
use nutgraf::insight::closest::closest;
use nutgraf::library::starter::FILES;
use nutgraf::lint::examine;
use nutgraf::text::Foreign;
use nutgraf::text::width::width;
use nutgraf::tui::layout::{Beside, Layout, Parts, Setting};
use url::Url;

/// Id, text and article of every file.
fn articles() -> impl Iterator<Item = (&'static str, &'static str, Article)> {
    FILES.iter().map(|(path, text)| (path.strip_suffix(".toml").unwrap(), *text, examine(text).article.unwrap()))
}

/// Those that were written for the library.
fn explainers() -> impl Iterator<Item = (&'static str, Article)> {
    articles()
        .filter(|(_, _, article)| raw(article.publisher.as_ref()) == "nutgraf starter library")
        .map(|(id, _, a)| (id, a))
}

fn raw(text: Option<&Foreign>) -> &str {
    text.map_or("", Foreign::raw)
}

fn top_sections(article: &Article) -> usize {
    article.sections.iter().filter(|section| section.level == 1).count()
}

#[test]
fn nothing_is_wrong_with_any_file() {
    for (id, text, _) in articles() {
        assert_eq!(examine(text).diagnostics, [], "{id}");
    }
}

#[test]
fn each_takeaway_has_a_passage_behind_it() {
    for (id, _, article) in articles() {
        assert!((4..=6).contains(&article.takeaways.len()), "{id}: {} takeaways", article.takeaways.len());
        for takeaway in &article.takeaways {
            let said = takeaway.text.raw();
            assert!(takeaway.evidence.iter().all(|one| article.has(one.locator)), "{id}: {said}");
            assert!(takeaway.evidence.iter().any(|one| matches!(one.locator, Locator::Block(..))), "{id}: {said}");
        }
    }
}

/// Recorded passages that are not among the closest three, beside one that is: the takeaway draws two sentences together, and
/// these carry the half of it that is said in other words (a date, an exception, a rule of another section).
const SECOND: [(&str, usize, &str); 10] = [
    ("asylum/one-year-deadline", 1, "s1.p1"),
    ("asylum/one-year-deadline", 4, "s4.p4"),
    ("children/unaccompanied-children", 6, "s5.p2"),
    ("citizenship/birthright-citizenship", 4, "s3.p3"),
    ("citizenship/birthright-citizenship", 5, "s5.p2"),
    ("courts/how-an-immigration-case-moves", 6, "s8.p3"),
    ("sanctuary/287g-agreements", 3, "s3.p3"),
    ("sanctuary/federal-law-and-sanctuary-policies", 2, "s2.p2"),
    ("status/parole", 6, "s5.p3"),
    ("status/public-charge", 3, "s3.p1"),
];

#[test]
fn what_is_recorded_is_among_the_closest_passages() {
    for (id, _, article) in articles() {
        for (at, (takeaway, closest)) in article.takeaways.iter().zip(closest(&article)).enumerate() {
            let rank = |part: Part| closest.passages.iter().position(|passage| passage.part == part).map(|at| at + 1);
            let blocks = takeaway.evidence.iter().filter(|one| matches!(one.locator, Locator::Block(..)));
            let ranks: Vec<_> = blocks.map(|one| (one.locator.to_string(), rank(Part::from(one.locator)))).collect();
            println!("{id} t{}: {ranks:?}", at + 1);
            assert!(closest.found, "{id} t{}", at + 1);
            let near = |(_, rank): &&(String, Option<usize>)| rank.is_some_and(|rank| rank <= 3);
            assert!(ranks.iter().any(|one| near(&one)), "{id} t{}: {ranks:?}", at + 1);
            for (locator, _) in ranks.iter().filter(|one| !near(one)) {
                assert!(SECOND.contains(&(id, at + 1, locator.as_str())), "{id} t{}: {ranks:?}", at + 1);
            }
        }
    }
}

#[test]
fn explainers_have_the_agreed_size() {
    for (id, article) in explainers() {
        let words: usize = article.sections.iter().map(nutgraf::article::Section::words).sum();
        assert!((700..=1_400).contains(&words), "{id}: {words} words");
        assert!((4..=7).contains(&top_sections(&article)), "{id}: {} sections", top_sections(&article));
        assert!(article.status.is_some() && article.published.is_some() && article.summary.is_some(), "{id}");
    }
}

#[test]
fn explainers_rest_on_primary_sources() {
    for (id, article) in explainers() {
        let primary = article.sources.iter().filter(|one| one.primary == Some(true) && one.citation.is_some()).count();
        assert!(primary >= 3, "{id}: {primary} primary sources");
        for source in &article.sources {
            for address in [source.url.as_ref(), source.archive_url.as_ref()].into_iter().flatten() {
                assert!(Url::parse(address.raw()).is_ok_and(|url| url.scheme() == "https"), "{id}: {}", address.raw());
            }
            assert!(source.url.is_some(), "{id}: {}", raw(source.title.as_ref()));
            let citation = raw(source.citation.as_ref());
            let well_formed = match source.kind {
                Some(SourceKind::Statute) => statute(citation),
                Some(SourceKind::Regulation) => code(citation, " C.F.R. § ", regulation_number),
                _ => ends_in_year(citation) || source.kind == Some(SourceKind::Page),
            };
            assert!(well_formed, "{id}: {citation}");
        }
    }
}

#[test]
fn translations_follow_their_original() {
    let all: Vec<_> = articles().collect();
    let mut translations = 0;
    for (id, _, article) in all.iter().filter(|(_, _, article)| article.translation_of.is_some()) {
        let original = raw(article.translation_of.as_ref());
        let Some((_, _, original)) = all.iter().find(|(own, ..)| *own == original) else {
            panic!("{id} translates {original}, which is not there")
        };
        let shape = |article: &Article| -> (usize, Vec<usize>, usize) {
            let blocks = article.sections.iter().map(|section| section.blocks.len()).collect();
            (article.takeaways.len(), blocks, article.sources.len())
        };
        assert_eq!(shape(article), shape(original), "{id}");
        assert_ne!(article.language, original.language, "{id}");
        translations += 1;
    }
    assert!(translations > 0);
}

#[test]
fn each_fits_every_width() {
    for (id, _, article) in articles() {
        let hyphenate = article.language.as_ref().map(Foreign::raw);
        for cells in [40, 80, 140] {
            for parts in [Parts::Document, Parts::Takeaways, Parts::Sources] {
                let layout =
                    Layout::new(&article, &Setting { width: cells, hyphenate, parts, beside: Beside::default() });
                assert!(!layout.lines.is_empty(), "{id}");
                for line in &layout.lines {
                    let text: String = line.pieces.iter().map(|piece| piece.text.as_str()).collect();
                    assert!(line.indent + width(&text) <= cells, "{id} at {cells}: {text}");
                }
            }
        }
    }
}

/// A statute as the Bluebook cites it: the United States Code, the Constitution, an act, a state's code.
fn statute(citation: &str) -> bool {
    let act = || {
        let (name, rest) = citation.split_once(", Pub. L. No. ")?;
        Some(!name.is_empty() && rest.contains(" Stat. ") && ends_in_year(citation))
    };
    code(citation, " U.S.C. § ", section_number)
        || citation
            .strip_prefix("U.S. Const. ")
            .is_some_and(|rest| rest.starts_with("amend. ") || rest.starts_with("art. "))
        || act().unwrap_or(false)
        || (citation.starts_with(|c: char| c.is_ascii_uppercase())
            && citation.contains(" § ")
            && ends_in_year(citation))
}

/// `8 U.S.C. § 1158(a)(2)–(3)`: a title, the code's name, a section, subdivisions.
fn code(citation: &str, name: &str, number: fn(&str) -> bool) -> bool {
    let Some((title, rest)) = citation.split_once(name) else { return false };
    let (section, subdivisions) = rest.split_at(rest.find('(').unwrap_or(rest.len()));
    digits(title) && number(section) && (subdivisions.is_empty() || subdivisions.split(['–', ',']).all(subdivision))
}

/// `(a)(2)(B)`
fn subdivision(text: &str) -> bool {
    let inner = text.trim_start().strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inner.is_some_and(|inner| {
        inner.split(")(").all(|one| !one.is_empty() && one.chars().all(|c| c.is_ascii_alphanumeric()))
    })
}

/// `1158`, `1254a`
fn section_number(text: &str) -> bool {
    digits(text.trim_end_matches(|c: char| c.is_ascii_lowercase()))
}

/// `208.4`
fn regulation_number(text: &str) -> bool {
    text.split_once('.').is_some_and(|(part, section)| digits(part) && digits(section))
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

/// `… (9th Cir. 2019)`
fn ends_in_year(citation: &str) -> bool {
    let last = citation.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map_or("", |(_, last)| last);
    let year = last.rsplit(' ').next().unwrap_or_default();
    year.len() == 4 && digits(year)
}

#[test]
fn citations_are_told_from_what_only_looks_like_one() {
    for good in [
        "8 U.S.C. § 1158(a)(2)–(3)",
        "8 U.S.C. § 1229(a)(1), (b)(1)",
        "6 U.S.C. § 521",
        "U.S. Const. amend. XIV, § 1",
        "Laken Riley Act, Pub. L. No. 119-1, § 2, 139 Stat. 3 (2025)",
        "Fla. Stat. § 908.11 (2024)",
    ] {
        assert!(statute(good), "{good}");
    }
    for bad in
        ["8 USC 1158", "8 U.S.C. 1158", "8 U.S.C. § (a)", "8 U.S.C. § 1158(a", "8 U.S.C. § 1158(a)–", "INA § 208", ""]
    {
        assert!(!statute(bad), "{bad}");
    }
    assert!(code("8 C.F.R. § 208.4(a)", " C.F.R. § ", regulation_number));
    assert!(!code("8 C.F.R. § 208(a)", " C.F.R. § ", regulation_number));
    assert!(ends_in_year("Printz v. United States, 521 U.S. 898 (1997)") && !ends_in_year("521 U.S. 898"));
}
