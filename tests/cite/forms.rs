//! What leaves for other programs is read again by another reader, and nothing of title, authors, date, publisher and address
//! is lost.

use biblatex::{Bibliography, DateValue, PermissiveType};
use hayagriva::citationberg::json::{Item, NameValue, Value, VecDateRange};
use nutgraf::article::{Article, Source, SourceKind};
use nutgraf::cite::{Form, Kind, Name, Work};
use proptest::prelude::*;

use super::date;

/// One source of each kind, with everything, and one with nothing but a title.
fn works() -> Vec<Work> {
    let source = |kind: Option<SourceKind>| Source {
        kind,
        title: Some(r"Fees & “fines”: 100% of $5, #1_2 {or} Jones’s ICE ~ ^".into()),
        authors: ["van der Berg, Jo, Jr.", "María de la Cruz", "U.S. Department of State, Bureau of Consular Affairs"]
            .map(Into::into)
            .to_vec(),
        publisher: Some("Smith & Sons, Inc.".into()),
        published: Some(date("2025-02-05T10:00:00Z")),
        accessed: Some(date("2026-01-02")),
        url: Some("https://example.org/a_b?c=%20d&e={f}#g~h".into()),
        archive_url: Some("https://archive.example/1".into()),
        pinpoint: Some("p. 3".into()),
        ..Source::default()
    };
    let kinds = SourceKind::ALL.map(Some).into_iter().chain([None]).map(source);
    let bare = Source { title: Some("Only a title".into()), ..Source::default() };
    let article = Article { sources: kinds.chain([bare]).collect(), ..Article::default() };
    Work::of_sources(&"a/b".into(), &article).collect()
}

/// Parts of a name as every form can tell them.
fn told(name: &Name) -> [String; 4] {
    let part = |part: &Option<nutgraf::text::Clean>| part.as_deref().unwrap_or_default().to_owned();
    match name {
        Name::Whole(whole) => [whole.to_string(), String::new(), String::new(), String::new()],
        Name::Person { given, particle, family, suffix } => {
            [family.to_string(), given.to_string(), part(particle), part(suffix)]
        }
    }
}

fn text(text: Option<&nutgraf::text::Clean>) -> Option<String> {
    text.map(ToString::to_string)
}

#[track_caller]
fn bibtex_holds(works: &[Work]) {
    let written = Form::Bibtex.write(works);
    let read = Bibliography::parse(&written).unwrap_or_else(|why| panic!("{why}: {written}"));
    assert_eq!(read.len(), works.len());
    for work in works {
        let entry = read.get(&work.key).unwrap();
        let field = |name: &str| entry.get(name).map(biblatex::ChunksExt::format_verbatim);
        assert_eq!(field("title"), text(work.title.as_ref()));
        let address = |url: String| url.replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D");
        assert_eq!(field("url"), text(work.url.as_ref()).map(address));
        let publisher = ["organization", "journaltitle", "institution", "publisher"].into_iter().find_map(field);
        assert_eq!(publisher.or_else(|| field("journal")), text(work.publisher.as_ref()));
        let authors = entry.author().unwrap_or_default();
        let read: Vec<_> = authors.into_iter().map(|one| [one.name, one.given_name, one.prefix, one.suffix]).collect();
        assert_eq!(read, work.authors.iter().map(told).collect::<Vec<_>>(), "{written}");
        let day = entry.date().ok().map(|date| match date {
            PermissiveType::Typed(date) => match date.value {
                DateValue::At(at) => (at.year, at.month, at.day),
                other => panic!("{other:?}"),
            },
            PermissiveType::Chunks(_) => panic!("{written}"),
        });
        let wanted =
            work.published.as_ref().map(|date| (i32::from(date.year), Some(date.month - 1), Some(date.day - 1)));
        assert_eq!(day, wanted);
    }
}

#[track_caller]
fn csl_json_holds(works: &[Work]) {
    let read: Vec<Item> = serde_json::from_str(&Form::CslJson.write(works)).unwrap();
    assert_eq!(read.len(), works.len());
    for (work, item) in works.iter().zip(&read) {
        let field = |name: &str| item.0.get(name).and_then(Value::to_str).map(std::borrow::Cow::into_owned);
        assert_eq!(item.id().as_deref(), Some(work.key.as_str()));
        assert_eq!(field("title"), text(work.title.as_ref()));
        assert_eq!(field("URL"), text(work.url.as_ref()));
        let publisher = ["container-title", "publisher", "authority"].into_iter().find_map(field);
        assert_eq!(publisher, text(work.publisher.as_ref()));
        let names = match item.0.get("author") {
            Some(Value::Names(names)) => names.as_slice(),
            None => &[],
            other => panic!("{other:?}"),
        };
        let name = |name: &NameValue| match name {
            NameValue::Literal(one) => [one.literal.clone(), String::new(), String::new(), String::new()],
            NameValue::Item(one) => {
                [Some(one.family.clone()), one.given.clone(), one.non_dropping_particle.clone(), one.suffix.clone()]
                    .map(Option::unwrap_or_default)
            }
        };
        assert_eq!(names.iter().map(name).collect::<Vec<_>>(), work.authors.iter().map(told).collect::<Vec<_>>());
        let dates = [("issued", &work.published), ("accessed", &work.accessed)];
        for (name, date) in dates {
            let read = item.0.get(name).map(|value| match value {
                Value::Date(date) => VecDateRange::from(date.clone()).0.remove(0).0,
                other => panic!("{other:?}"),
            });
            let small = |number: u16| i16::try_from(number).unwrap();
            let wanted = date.as_ref().map(|date| vec![small(date.year), i16::from(date.month), i16::from(date.day)]);
            assert_eq!(read, wanted);
        }
    }
}

#[track_caller]
fn yaml_holds(works: &[Work]) {
    let written = Form::Yaml.write(works);
    let read = hayagriva::io::from_yaml_str(&written).unwrap_or_else(|why| panic!("{why}: {written}"));
    for work in works {
        let entry = read.get(&work.key).unwrap();
        assert_eq!(entry.title().map(ToString::to_string), text(work.title.as_ref()));
        let publisher = entry.publisher().and_then(|publisher| publisher.name());
        let publisher = publisher.or_else(|| entry.parents().first()?.title()).map(ToString::to_string);
        assert_eq!(publisher, text(work.publisher.as_ref()));
        let authors = entry.authors().unwrap_or_default().iter().cloned();
        let authors: Vec<_> = authors
            .map(|one| [Some(one.name), one.given_name, one.prefix, one.suffix].map(Option::unwrap_or_default))
            .collect();
        assert_eq!(authors, work.authors.iter().map(told).collect::<Vec<_>>());
        assert_eq!(
            entry.date().map(ToString::to_string),
            work.published
                .as_ref()
                .map(|date| { nutgraf::article::Date::day(date.year, date.month, date.day).to_string() })
        );
        let url = entry.url();
        let parsed = work.url.as_ref().and_then(|url| url::Url::parse(url).ok());
        assert_eq!(url.map(|url| url.value.clone()), parsed);
    }
}

#[test]
fn bibtex_loses_nothing() {
    bibtex_holds(&works());
}

#[test]
fn csl_json_loses_nothing() {
    csl_json_holds(&works());
}

#[test]
fn yaml_loses_nothing() {
    yaml_holds(&works());
}

#[test]
fn ris_has_a_line_a_value() {
    let works = works();
    let page = works.iter().find(|work| work.kind == Kind::News).unwrap();
    let written = Form::Ris.write(std::slice::from_ref(page));
    let wanted = "\
TY  - NEWS
ID  - a-b-src8
TI  - Fees & “fines”: 100% of $5, #1_2 {or} Jones’s ICE ~ ^
AU  - van der Berg, Jo, Jr.
AU  - de la Cruz, María
AU  - U.S. Department of State, Bureau of Consular Affairs
T2  - Smith & Sons, Inc.
PY  - 2025
DA  - 2025/02/05
Y2  - 2026/01/02
UR  - https://example.org/a_b?c=%20d&e={f}#g~h
L2  - https://archive.example/1
N1  - p. 3; archived at https://archive.example/1
ER  - 
";
    assert_eq!(written, wanted);
    let all = Form::Ris.write(&works);
    assert_eq!(all.matches("\nER  - \n").count(), works.len());
}

/// A recorded citation leaves as it stands, and articles without dates leave none behind.
#[test]
fn the_citation_goes_along() {
    let statute = Source {
        kind: Some(SourceKind::Statute),
        title: Some("Asylum".into()),
        citation: Some("8 U.S.C. § 1158(a)".into()),
        ..Source::default()
    };
    let article = Article { sources: vec![statute], ..Article::default() };
    let works: Vec<Work> = Work::of_sources(&"a".into(), &article).collect();
    for form in Form::ALL {
        let written = form.write(&works);
        assert!(written.contains("8 U.S.C. § 1158(a)"), "{written}");
        for absent in ["null", "n.d.", "author", "AU  -", "date", "DA  -"] {
            assert!(!written.contains(absent), "{absent} in {written}");
        }
    }
}

proptest! {
    /// Whatever a file says. A name with an equals sign is a list of parts to biblatex, and two
    /// hyphens of an address are a dash to this reader of it.
    #[test]
    fn nothing_breaks_a_form(title in "\\PC{1,30}", author in "[\\PC&&[^=\\s]]{1,30}", publisher in "\\PC{1,20}", url in "[\\PC&&[^-]]{1,30}") {
        let source = Source {
            title: Some(title.into()),
            authors: vec![format!("{{{author}}}").into()],
            publisher: Some(publisher.into()),
            url: Some(url.into()),
            ..Source::default()
        };
        let article = Article { sources: vec![source], ..Article::default() };
        let works: Vec<Work> = Work::of_sources(&"a".into(), &article).collect();
        csl_json_holds(&works);
        yaml_holds(&works);
        bibtex_holds(&works);
    }
}
