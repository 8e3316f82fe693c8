//! What is asked of reading state, with an index and without one: the same articles, counts and facets as of what files record.

use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nutgraf::article::Date;
use nutgraf::library::Root;
use nutgraf::reading::Summary;
use nutgraf::reading::summary::Line;
use nutgraf::search::hit::{Answer, Facet, Kind, Narrowing, Question};
use nutgraf::store::keep::{Hooks, once};
use nutgraf::store::{self, Place, Snapshot};

fn today() -> Date {
    Date::day(2026, 1, 1)
}

/// Articles in a folder of the test's own; `broken` cannot be read as one.
fn library(of: &str) -> (PathBuf, Arc<Snapshot>) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reading-queries").join(of);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (name, word) in [("ban", "asylum"), ("camp", "asylum"), ("dock", "raids"), ("exam", "raids")] {
        let text =
            format!("headline = \"On {word}\"\ntopics = [\"{word}\"]\ntakeaways = [\"One\", \"Two of {word}\"]\n");
        fs::write(folder.join(format!("{name}.toml")), text).unwrap();
    }
    fs::write(folder.join("broken.toml"), "headline = 3\n").unwrap();
    let hooks = Hooks { publish: &|_| true, tell: &|_| {} };
    let snapshot = once(&[Root::path(&folder)], &Place::Memory, true, &hooks);
    (folder, snapshot)
}

fn summary(folder: &Path) -> Arc<Summary> {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let lines = [
        ("ban", Line { read: Some(true), tags: texts(&["Acme v. Ohio"]), ..Line::default() }),
        (
            "camp",
            Line { bookmarked: Some(1), highlights: 1, tags: texts(&["acme v. ohio", "Café"]), ..Line::default() },
        ),
        ("dock", Line { read: Some(false), notes: texts(&["ICE deported them", "ask the clerk"]), ..Line::default() }),
        ("broken", Line { notes: texts(&["was readable once"]), ..Line::default() }),
        ("gone", Line { read: Some(true), tags: texts(&["acme v. ohio"]), ..Line::default() }),
    ];
    let at = |name: &str| folder.join(format!("{name}.toml")).as_os_str().as_bytes().to_vec();
    Arc::new(Summary::from_lines(lines.map(|(name, line)| (at(name), line))))
}

/// The snapshot with an index, and the same library without one, both with reading state.
fn both(test: &str) -> [Snapshot; 2] {
    let (folder, snapshot) = library(test);
    let scanned = Snapshot::of_records(Arc::clone(&snapshot.library));
    [Arc::unwrap_or_clone(snapshot), scanned].map(|snapshot| snapshot.with_reading(summary(&folder)))
}

fn listed(snapshot: &Snapshot, typed: &str) -> String {
    let kept = store::articles(snapshot, typed, false, &today()).unwrap().kept;
    let entries = snapshot.library.entries().zip(kept).filter(|(_, kept)| *kept);
    let mut ids: Vec<String> = entries.map(|(entry, _)| entry.id.raw().to_owned()).collect();
    ids.sort();
    ids.join(" ")
}

fn ask(snapshot: &Snapshot, typed: &str, narrowed: &[(Facet, &str)]) -> Answer {
    let narrowed = narrowed.iter().map(|(facet, value)| Narrowing { facet: *facet, value: (*value).into() }).collect();
    let question = Question { typed: typed.to_owned(), narrowed, limit: 100, facets: true, ..Question::default() };
    store::ask(snapshot, &question, &today()).unwrap()
}

fn values(answer: &Answer, facet: Facet) -> Vec<(&str, usize)> {
    let (_, values) = answer.facets.iter().find(|(own, _)| *own == facet).unwrap();
    values.iter().map(|value| (value.value.raw(), value.articles)).collect()
}

#[test]
fn lists_have_what_the_reader_made_of_articles() {
    for snapshot in both("lists") {
        for (typed, expected) in [
            ("is:read", "ban"),
            ("is:unread", "camp dock exam"),
            ("is:bookmarked", "camp"),
            ("has:highlights", "camp"),
            ("has:tags", "ban camp"),
            ("tag:acme", "ban camp"),
            ("tag:\"acme v ohio\" -is:read", "camp"),
            ("tag:ohi ", ""),
            ("tag:ohi", "ban camp"),
            ("tag:cafe ", "camp"),
            ("note:deporting ", "dock"),
            ("note:\"deported them\"", "dock"),
            ("note:\"them deported\"", ""),
            ("note:(clerk deported)", "dock"),
            ("note:(clerk or nothing)", "dock"),
            ("note:ICE ", "dock"),
            ("note:ice ", "dock"),
            ("note:cle", "dock"),
            ("note:cle ", ""),
            ("asylum is:unread", "camp"),
            ("topic:raids -note:clerk ", "exam"),
            ("is:read or (raids has:notes)", "ban dock"),
            ("(is:unread -is:bookmarked) raids", "dock exam"),
        ] {
            assert_eq!(listed(&snapshot, typed), expected, "{typed} in {snapshot:?}");
        }
    }
    let [indexed, _] = both("broken");
    assert_eq!(listed(&indexed, "has:notes"), "broken dock", "a file that broke keeps its notes");
    assert_eq!(listed(&indexed, "is:noted"), "broken camp dock");
}

#[test]
fn hits_and_counts_are_exact() {
    for snapshot in both("hits") {
        let count = |typed: &str| {
            let answer = ask(&snapshot, typed, &[]);
            (answer.count(Kind::Takeaway), answer.count(Kind::Headline), answer.articles)
        };
        assert_eq!(count("is:unread"), (Some(6), Some(3), 3), "what asks of the article alone lists its points");
        assert_eq!(count("takeaway:asylum is:unread"), (Some(1), Some(0), 1));
        assert_eq!(count("two -is:read"), (Some(3), Some(0), 3));
        assert_eq!(count("note:clerk"), (Some(2), Some(1), 1));
        let answer = ask(&snapshot, "raids note:deported", &[]);
        assert!(answer.instead.is_none() && answer.hits.iter().all(|hit| hit.text[hit.marks[0].clone()] == *"raids"));
        let nothing = ask(&snapshot, "note:asylm ", &[]);
        assert_eq!((nothing.total(), nothing.instead), (0, None), "notes are not corrected by the words of articles");
    }
}

#[test]
fn tags_are_counted_and_narrowed_to() {
    let [indexed, scanned] = both("facets");
    let answer = ask(&indexed, "of", &[]);
    assert_eq!(values(&answer, Facet::Tag), [("Acme v. Ohio", 2), ("Café", 1)], "two spellings are one tag");
    assert_eq!(values(&answer, Facet::Topic), [("asylum", 2), ("raids", 2)]);
    for snapshot in [&indexed, &scanned] {
        assert_eq!(ask(snapshot, "takeaway:of", &[(Facet::Tag, "Acme v. Ohio")]).articles, 2);
        assert_eq!(ask(snapshot, "takeaway:of", &[(Facet::Tag, "CAFÉ"), (Facet::Topic, "asylum")]).articles, 1);
        assert_eq!(ask(snapshot, "takeaway:of", &[(Facet::Tag, "acme")]).articles, 0, "a whole tag");
    }
    let answer = ask(&indexed, "is:unread", &[(Facet::Tag, "Acme v. Ohio")]);
    assert_eq!((answer.articles, values(&answer, Facet::Tag)), (1, vec![("Acme v. Ohio", 1), ("Café", 1)]));
}

#[test]
fn a_newer_summary_is_a_newer_answer() {
    let (folder, snapshot) = library("newer");
    let without = Arc::unwrap_or_clone(snapshot);
    assert_eq!(
        (listed(&without, "is:read"), listed(&without, "is:unread").as_str()),
        (String::new(), "ban camp dock exam")
    );
    assert_eq!(values(&ask(&without, "of", &[]), Facet::Tag), []);
    let with = without.clone().with_reading(summary(&folder));
    assert_eq!(listed(&with, "is:read"), "ban");
    let mut newer = Summary::clone(&with.reading);
    let path = folder.join("dock.toml");
    newer.change(path.as_os_str().as_bytes(), |line| line.read = Some(true));
    let after = with.clone().with_reading(Arc::new(newer));
    assert_eq!((listed(&with, "is:read").as_str(), listed(&after, "is:read").as_str()), ("ban", "ban dock"));
}
