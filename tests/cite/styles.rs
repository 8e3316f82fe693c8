//! What all styles have in common: recorded citations stand as they are, absent ones are not made up, lists are in the order
//! of their style; and what becomes of `.csl` files.

use nutgraf::article::{Article, Source, SourceKind};
use nutgraf::cite::style::{STYLES, is_known};
use nutgraf::cite::{Chosen, Cited, Origin, Work};
use nutgraf::text::Foreign;

use super::{date, work};

fn set(style: &str, works: &[Work]) -> Vec<Cited> {
    Chosen::new(style, None).style().unwrap().set(works).unwrap()
}

fn one(style: &str, source: Source) -> Cited {
    set(style, &[work(source)]).remove(0)
}

fn case(citation: Option<&str>) -> Source {
    Source {
        kind: Some(SourceKind::Case),
        title: Some("Plyler v. Doe".into()),
        url: Some("https://www.loc.gov/item/usrep457202/".into()),
        publisher: Some("Supreme Court of the United States".into()),
        citation: citation.map(Foreign::from),
        ..Source::default()
    }
}

#[test]
fn a_recorded_citation_stands_as_it_is_in_every_style() {
    let memo = Source {
        kind: Some(SourceKind::Memo),
        citation: Some("Exec. Order No. 14,159, 90 Fed. Reg. 8443 (Jan. 20, 2025)".into()),
        ..case(None)
    };
    for row in &STYLES {
        let cited = one(row.name, case(Some("Plyler v. Doe, 457 U.S. 202 (1982)")));
        assert_eq!(
            (&*cited.text, cited.origin),
            ("Plyler v. Doe, 457 U.S. 202 (1982)", Origin::Recorded),
            "{}",
            row.name
        );
        assert_eq!(&*one(row.name, memo.clone()).text, "Exec. Order No. 14,159, 90 Fed. Reg. 8443 (Jan. 20, 2025)");
    }
}

#[test]
fn none_is_made_up_for_legal_works() {
    for row in &STYLES {
        for kind in [SourceKind::Case, SourceKind::Statute, SourceKind::Regulation, SourceKind::Rule] {
            let cited = one(row.name, Source { kind: Some(kind), ..case(None) });
            let wanted = "no citation is recorded: Plyler v. Doe, https://www.loc.gov/item/usrep457202/";
            assert_eq!((&*cited.text, cited.origin), (wanted, Origin::Unrecorded), "{}", row.name);
        }
        let bare = Source { kind: Some(SourceKind::Statute), ..Source::default() };
        assert_eq!(&*one(row.name, bare).text, "no citation is recorded");
    }
}

#[test]
fn what_is_absent_is_not_made_up() {
    let page = Source { title: Some("A page".into()), url: Some("https://a.org/".into()), ..Source::default() };
    let wanted = [
        ("chicago-notes", "“A Page,” https://a.org/."),
        ("chicago-bibliography", "“A Page.” https://a.org/."),
        // These two print "n.d." by their own rules.
        ("chicago-author-date", "“A Page.” n.d. https://a.org/."),
        ("apa", "A page. (n.d.). https://a.org/"),
        // What stands in nothing larger is in italics, without marks.
        ("mla", "A Page. https://a.org/."),
        ("bluebook", "A page, https://a.org/."),
    ];
    for (style, wanted) in wanted {
        assert_eq!(&*one(style, page.clone()).text, wanted, "{style}");
    }
}

#[test]
fn names_are_set_as_the_style_wants() {
    let by = |authors: &[&str]| Source {
        title: Some("T".into()),
        authors: authors.iter().map(|author| (*author).into()).collect(),
        published: Some(date("2020-01-02")),
        kind: Some(SourceKind::Page),
        ..Source::default()
    };
    let cases: [(&str, &[&str], &str); 8] = [
        ("apa", &["Jo van der Berg", "Doe, Jane Q."], "van der Berg, J., & Doe, J. Q. (2020, January 2). T."),
        ("apa", &["Martin Luther King Jr."], "King, M. L., Jr. (2020, January 2). T."),
        (
            "apa",
            &["U.S. Department of State, Bureau of Consular Affairs"],
            "U.S. Department of State, Bureau of Consular Affairs. (2020, January 2). T.",
        ),
        ("chicago-notes", &["Doe, Jane", "Jo van der Berg"], "Jane Doe and Jo van der Berg, “T,” January 2, 2020."),
        (
            "chicago-bibliography",
            &["Doe, Jane", "Jo van der Berg"],
            "Doe, Jane, and Jo van der Berg. “T.” January 2, 2020.",
        ),
        ("mla", &["A. B", "C. D", "E. F"], "B, A., et al. T. 2 Jan. 2020."),
        ("bluebook", &["Doe, Jane", "Roe, John"], "Jane Doe & John Roe, T (Jan. 2, 2020)."),
        ("bluebook", &["A. B", "C. D", "E. F"], "A. B et al., T (Jan. 2, 2020)."),
    ];
    for (style, authors, wanted) in cases {
        assert_eq!(&*one(style, by(authors)).text, wanted, "{style} {authors:?}");
    }
}

#[test]
fn straight_quotation_marks_are_curled_the_right_way() {
    let title = Some("'Not my job': police won't do 'roundups'".into());
    let cited = one("apa", Source { title, ..Source::default() });
    assert_eq!(&*cited.text, "‘Not my job’: police won’t do ‘roundups’. (n.d.).");
    for row in &STYLES {
        assert!(one(row.name, Source { title: Some("Title".into()), ..Source::default() }).text.contains("Title"));
    }
}

#[test]
fn a_list_of_references_is_in_the_order_of_its_style() {
    let source = |author: &str, title: &str, citation: Option<&str>| Source {
        authors: (!author.is_empty()).then(|| author.into()).into_iter().collect(),
        title: Some(title.into()),
        published: Some(date("2020-01-02")),
        citation: citation.map(Foreign::from),
        kind: Some(if citation.is_some() { SourceKind::Statute } else { SourceKind::Page }),
        ..Source::default()
    };
    let sources = vec![
        source("Zed, Ann", "First", None),
        source("", "ignored", Some("Matter of M, 1 I. & N. Dec. 1 (BIA 1940)")),
        source("Able, Bo", "Second", None),
        source("Able, Bo", "First", None),
    ];
    let article = Article { sources, ..Article::default() };
    let works: Vec<Work> = Work::of_sources(&"a".into(), &article).collect();
    let texts = |style: &str| set(style, &works).iter().map(|one| one.text.to_string()).collect::<Vec<_>>();
    let wanted = [
        "Able, B. (2020a, January 2). First.",
        "Able, B. (2020b, January 2). Second.",
        "Matter of M, 1 I. & N. Dec. 1 (BIA 1940)",
        "Zed, A. (2020, January 2). First.",
    ];
    assert_eq!(texts("apa"), wanted);
    assert_eq!(texts("apa"), texts("apa"), "each run is like the one before");
    assert_eq!(texts("ieee")[1], "[2] Matter of M, 1 I. & N. Dec. 1 (BIA 1940)", "it is numbered with the others");
    let notes: Vec<usize> = set("chicago-notes", &works).iter().map(|one| one.work).collect();
    assert_eq!(notes, [0, 1, 2, 3], "notes stay in the order that was asked for");
}

#[test]
fn the_bluebook_always_says_check() {
    let page = Source { title: Some("A page".into()), url: Some("https://a.org/".into()), ..Source::default() };
    assert!(one("bluebook", page.clone()).origin.check().unwrap().starts_with("check it"));
    assert_eq!(one("apa", page).origin.check(), None);
    assert_eq!(one("bluebook", case(Some("x"))).origin.check(), None, "a recorded citation is the file's, not ours");
    let copied = Source {
        archive_url: Some("https://perma.cc/ABCD-1234".into()),
        authors: vec!["ACLU".into()],
        publisher: Some("ACLU".into()),
        title: Some("T".into()),
        ..Source::default()
    };
    assert_eq!(&*one("bluebook", copied).text, "T, ACLU [https://perma.cc/ABCD-1234].");
}

#[test]
fn names_of_styles_are_known() {
    for name in STYLES.map(|row| row.name) {
        assert!(is_known(name));
    }
    assert!(is_known("ieee") && is_known("journal.csl") && is_known("/x/y"));
    assert!(!is_known("apaa"));
    let wrong = Chosen::new("apaa", None).style().unwrap_err();
    assert_eq!((wrong.to_string().as_str(), &*wrong.cure()), ("no style is called `apaa`", "did you mean `apa`?"));
    let wrong = Chosen::new("/nowhere/x.csl", None).style().unwrap_err();
    assert!(wrong.to_string().starts_with("/nowhere/x.csl: cannot be read: "), "{wrong}");
}

/// A style as a file holds it.
fn csl(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" \
         version=\"1.0\"><info><title>T</title><id>i</id><updated>2020-01-01T00:00:00+00:00</updated></info>{body}\
         <citation><layout><text variable=\"title\"/></layout></citation><bibliography><layout><text macro=\"a\"/></layout>\
         </bibliography></style>"
    )
}

fn from_text(xml: String) -> Result<String, String> {
    let chosen = Chosen::File { shown: "x.csl".into(), xml: Ok(xml) };
    let style = chosen.style().map_err(|why| format!("{why}. {}", why.cure()))?;
    let page = Source { title: Some("A page".into()), ..Source::default() };
    style.set(&[work(page)]).map(|set| set[0].text.to_string()).map_err(|why| why.to_string())
}

#[test]
fn a_style_of_a_journal_is_used_from_its_file() {
    let xml = csl("<macro name=\"a\"><text variable=\"title\" prefix=\"Title: \"/></macro>");
    assert_eq!(from_text(xml), Ok("Title: A page".to_owned()));
    let dependent = |parent: &str| {
        format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" default-locale=\"en-GB\"><info><title>T</title>\
         <id>i</id><link href=\"http://www.zotero.org/styles/{parent}\" rel=\"independent-parent\"/>\
         <updated>2020-01-01T00:00:00+00:00</updated></info></style>"
        )
    };
    assert_eq!(from_text(dependent("apa")), Ok("A page. (n.d.).".to_owned()));
    let why = from_text(dependent("nobody-knows")).unwrap_err();
    assert!(why.contains("names those of http://www.zotero.org/styles/nobody-knows"), "{why}");
}

#[test]
fn a_file_that_is_no_style_or_a_trap_is_refused() {
    let deep = format!("{}{}", "<group>".repeat(5_000), "</group>".repeat(5_000));
    let two = |at: usize| format!("<macro name=\"m{at}\"><text macro=\"m{0}\"/><text macro=\"m{0}\"/></macro>", at + 1);
    let doubling = (0..60).map(two).collect::<Vec<_>>().concat();
    let traps = [
        ("", "not a CSL style"),
        ("words", "not a CSL style"),
        ("<html><body/></html>", "not a CSL style"),
        ("<style", "not a CSL style"),
        (&csl(&format!("<macro name=\"a\">{deep}</macro>")), "too deep"),
        (
            &csl("<macro name=\"a\"><text macro=\"b\"/></macro><macro name=\"b\"><text macro=\"a\"/></macro>"),
            "without end",
        ),
        (&csl("<macro name=\"a\"><text macro=\"a\"/></macro>"), "without end"),
        (&csl("<macro name=\"a\"><text macro=\"&#x61;\"/></macro>"), "not plain text"),
        (&csl(&format!("<macro name=\"a\"><text macro=\"m0\"/></macro>{doubling}")), "without end"),
        ("<!DOCTYPE x [<!ENTITY a \"&a;&a;\">]><style>&a;</style>", "not a CSL style"),
    ];
    for (xml, wanted) in traps {
        let why = from_text(xml.to_owned()).unwrap_err();
        assert!(why.contains(wanted) && why.contains("download it anew"), "{xml:.80}: {why}");
    }
}
