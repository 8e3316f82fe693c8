//! What a search finds and in which order: a table over a small library. A line is a query and the articles whose hits come
//! back, best first.

use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use nutgraf::article::Date;
use nutgraf::library::Root;
use nutgraf::search::hit::{Answer, Kind, Question};
use nutgraf::store::keep::{Hooks, once};
use nutgraf::store::{self, Place, Snapshot};
use nutgraf::text::Clean;

/// Name, date, and the rest of the file.
const ARTICLES: [(&str, &str, &str); 14] = [
    (
        "raid",
        "2025-03-01",
        r#"headline = "ICE Raids a Plant in Omaha"
summary = "Agents arrested 76 workers."
publisher = "The Plains Paper"
authors = ["Ana Núñez", "Liv Ødegård"]
topics = ["worksite enforcement"]
agencies = ["ICE"]
places = ["Omaha, Nebraska"]
takeaways = ["ICE arrested 76 people at a meat plant", "The union’s lawyer said it wasn’t told"]
[[sections]]
heading = "What Agents Did"
body = "Agents came at dawn. They had a “Blackie’s warrant,” which names no one. Notices to appear (NTAs) followed."
"#,
    ),
    (
        "lake",
        "2025-03-02",
        r#"headline = "Ice on the Lake Comes Late"
topics = ["weather"]
takeaways = ["The ice is thin this year", "The police warn skaters"]
"#,
    ),
    (
        "sanctuary-city",
        "2024-05-01",
        r#"headline = "What a Sanctuary Policy Does"
summary = "Cities limit what local police do for immigration agents."
topics = ["sanctuary policy"]
takeaways = ["A sanctuary policy limits detainer requests from ICE", "Immigration arrests go on"]
"#,
    ),
    (
        "sanctuary-sea",
        "2025-06-01",
        r#"headline = "What a Marine Sanctuary Does"
summary = "Whales are safe where ships slow down."
topics = ["oceans"]
takeaways = ["A marine sanctuary limits how fast ships go", "Fishing goes on"]
"#,
    ),
    (
        "tps",
        "2024-07-01",
        r#"headline = "TPS for Haitians Ends"
topics = ["humanitarian protection"]
takeaways = ["TPS holders lose work permits"]
[[sections]]
body = "The designation ends in August."
"#,
    ),
    (
        "tps-long",
        "2024-06-01",
        r#"headline = "Temporary Protected Status, Explained"
topics = ["humanitarian protection"]
takeaways = ["Temporary Protected Status is no green card"]
"#,
    ),
    (
        "police",
        "2023-02-01",
        r#"headline = "Las Vegas Police Join a Program"
takeaways = ["The LVMPD signed a 287(g) agreement", "It covers the jail alone"]
terms = { LVMPD = "Las Vegas Metropolitan Police Department" }
[[sections]]
body = "Under 8 U.S.C. § 1357 officers are trained. The Las Vegas Metropolitan Police Department declined to comment."
"#,
    ),
    (
        "deport",
        "2022-01-01",
        r#"headline = "Who May Deport"
takeaways = ["Only an order lets the agency deport a person"]
"#,
    ),
    (
        "deportations",
        "2024-01-01",
        r#"headline = "Deportations Rise"
takeaways = ["Deportations by air rose again"]
"#,
    ),
    (
        "naive",
        "2021-01-01",
        r#"headline = "A Naïve Reading of the Statute"
takeaways = ["The court called the reading naïve", "H-1B holders may stay in the U.S."]
[[takeaways]]
text = "unused"
"#,
    ),
    (
        "spanish",
        "2023-03-03",
        r#"headline = "Las deportaciones siguen"
language = "es"
takeaways = ["Las detenciones aumentaron en la frontera"]
"#,
    ),
    (
        "old",
        "2010-01-01",
        r#"headline = "Quota Debate"
takeaways = ["The quota is debated in committee"]
"#,
    ),
    (
        "new",
        "2020-01-01",
        r#"headline = "Quota Debate"
takeaways = ["The quota is debated in committee"]
[image]
file = "a.png"
alt = "A room"
"#,
    ),
    (
        "body",
        "2019-01-01",
        r#"headline = "Court Notes"
takeaways = ["Three cases were heard"]
[[sources]]
title = "Matter of A-B-"
citation = "27 I. & N. Dec. 316"
publisher = "EOIR"
[[sections]]
heading = "Asylum Seekers Wait"
body = "The quota came up. Asylum seekers, the judge said, must show a credible fear; nothing else."
"#,
    ),
];

fn snapshot() -> &'static Snapshot {
    static SNAPSHOT: OnceLock<Arc<Snapshot>> = OnceLock::new();
    SNAPSHOT.get_or_init(made)
}

fn made() -> Arc<Snapshot> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("search-quality");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (name, date, rest) in ARTICLES {
        // A table of takeaways and a list of them exclude each other.
        let rest = rest.split("[[takeaways]]").next().unwrap();
        fs::write(folder.join(format!("{name}.toml")), format!("published = {date}\n{rest}")).unwrap();
    }
    let hooks = Hooks { publish: &|_| true, tell: &|_| {} };
    let snapshot = once(&[Root::path(folder)], &Place::Memory, true, &hooks);
    let broken: Vec<_> = snapshot.library.entries().filter(|entry| entry.card().is_none()).collect();
    assert!(broken.is_empty(), "{broken:#?}");
    snapshot
}

fn ask(snapshot: &Snapshot, typed: &str, kind: Option<Kind>, live: bool) -> Answer {
    let question = Question { typed: typed.to_owned(), live, kind, limit: 100, ..Question::default() };
    store::ask(snapshot, &question, &Date::day(2026, 1, 1)).unwrap()
}

/// The articles of hits, each once, in their order.
fn ids(answer: &Answer) -> String {
    let mut ids: Vec<&str> = Vec::new();
    for hit in &answer.hits {
        if !ids.contains(&hit.id.raw()) {
            ids.push(hit.id.raw());
        }
    }
    ids.join(" ")
}

/// Finished queries over all kinds, kind by kind.
const FOUND: [(&str, &str); 51] = [
    ("ICE", "sanctuary-city raid"),
    ("ice", "sanctuary-city raid lake"),
    ("police", "lake police sanctuary-city"),
    ("TPS", "tps tps-long"),
    ("temporary protected status", "tps-long tps"),
    ("\"temporary protected status\"", "tps-long"),
    ("NTA", "raid"),
    ("LVMPD", "police"),
    ("las vegas metropolitan police department", "police"),
    ("sanctuary", "sanctuary-city sanctuary-sea"),
    ("sanctuary -marine", "sanctuary-city"),
    ("naive", "naive"),
    ("naïve", "naive"),
    ("deport", "deport deportations spanish"),
    ("deportation", "deportations deport"),
    ("headline:deportaciones", "spanish deport"),
    ("detencion", "spanish"),
    ("headline:deportación", "spanish deport"),
    ("arrests", "sanctuary-city raid"),
    ("287(g)", "police"),
    ("H-1B", "naive"),
    ("h-1b", "naive"),
    ("\"8 U.S.C.\"", "police"),
    ("8 U.S.C. 1357", "police"),
    ("U.S.", "naive police"),
    ("wasn't", "raid"),
    ("wasn’t", "raid"),
    ("\"Blackie's warrant\"", "raid"),
    ("\"warrant which names\"", "raid"),
    ("\"asylum seekers the judge\"", "body"),
    ("\"seekers asylum\"", ""),
    ("quota", "new old body"),
    ("takeaway:quota", "new old"),
    ("headline:quota", "new old"),
    ("text:quota", "body"),
    ("summary:whales", "sanctuary-sea"),
    ("section:asylum", "body"),
    ("source:matter", "body"),
    ("topic:sanctuary", "sanctuary-city"),
    ("agency:ICE", "raid"),
    ("place:omaha", "raid"),
    ("author:nunez", "raid"),
    ("author:odegard", "raid"),
    ("publisher:plains", "raid"),
    ("lang:es", "spanish"),
    ("id:tps", "tps tps-long"),
    ("quota after:2015", "new body"),
    ("quota before:2015", "old"),
    ("quota in:2020", "new"),
    ("quota has:image", "new"),
    ("whales or skaters", "lake sanctuary-sea"),
];

#[test]
fn finished_queries_find_what_they_mean() {
    let snapshot = snapshot();
    let mut wrong = Vec::new();
    for (typed, expected) in FOUND {
        let answer = ask(snapshot, typed, None, false);
        if ids(&answer) != expected || answer.instead.is_some() {
            wrong.push(format!("{typed}: {}, not {expected}", ids(&answer)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The kinds that records hold.
const OF_RECORDS: [Kind; 5] = [Kind::Takeaway, Kind::Headline, Kind::Summary, Kind::Section, Kind::Source];

/// All hits of a kind, in no order.
fn places(snapshot: &Snapshot, typed: &str, kind: Kind) -> (Option<usize>, Vec<String>) {
    let answer = ask(snapshot, typed, Some(kind), false);
    let hits = answer.hits.iter().map(|hit| format!("{} {:?} {:?}", hit.id.raw(), hit.place, hit.marks));
    let mut hits: Vec<String> = hits.collect();
    hits.sort();
    (answer.count(kind), hits)
}

#[test]
fn without_an_index_the_same_is_found() {
    let indexed = snapshot();
    let scanned = Snapshot::of_records(Arc::clone(&indexed.library));
    let more =
        ["ICE -omaha", "-marine", "\"sanctuary policy\" or quota", "(ice or tps) has:evidence", "sanctu", "U.S.C."];
    // What asks for a body finds none without one.
    let queries = FOUND.iter().map(|(typed, _)| *typed).chain(more).filter(|typed| !typed.starts_with("text:"));
    let mut wrong = Vec::new();
    for (typed, kind) in queries.flat_map(|typed| OF_RECORDS.map(|kind| (typed, kind))) {
        let (with, without) = (places(indexed, typed, kind), places(&scanned, typed, kind));
        if with != without {
            wrong.push(format!("{typed} in {kind:?}: {without:?}, not {with:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(ask(&scanned, "quota", None, false).so_far.is_some(), "the bodies are not searched");
}

#[test]
fn a_query_that_is_typed_finds_what_it_may_become() {
    let snapshot = snapshot();
    for (typed, expected) in [
        ("sanctu", "sanctuary-city sanctuary-sea"),
        ("\"credible fe", "body"),
        ("quota deb", "new old"),
        ("quota -", "new old body"),
        ("(whales or ska", "lake sanctuary-sea"),
        ("topic:", ""),
        ("quota topic:", "new old body"),
        ("TP", "tps"),
    ] {
        assert_eq!(ids(&ask(snapshot, typed, None, true)), expected, "{typed}");
    }
    assert_eq!(ids(&ask(snapshot, "sanctu ", None, true)), "", "a word that has ended is whole");
}

#[test]
fn typos_are_forgiven_only_where_nothing_matches_and_that_is_said() {
    let snapshot = snapshot();
    let typo = ask(snapshot, "sanctaury", None, false);
    assert_eq!(typo.instead.as_ref().map(Clean::as_str), Some("sanctuary"));
    assert_eq!(ids(&typo), "sanctuary-city sanctuary-sea");
    let near = ask(snapshot, "quotas", None, false);
    assert_eq!((near.instead.is_none(), ids(&near).as_str()), (true, "new old body"));
    assert_eq!(ask(snapshot, "zzzzzzzz", None, false).total(), 0);
    assert_eq!(ask(snapshot, "zzzzzzzz", None, false).instead, None);
}

#[test]
fn better_places_and_newer_articles_come_first() {
    let snapshot = snapshot();
    let order = ids(&ask(snapshot, "quota", Some(Kind::Takeaway), false));
    assert_eq!(order, "new old", "equal but for the date");
    let deport = ask(snapshot, "deport", Some(Kind::Takeaway), false);
    assert_eq!(ids(&deport), "deport deportations", "the form that was typed first");
    let kinds: Vec<Kind> = ask(snapshot, "sanctuary", None, false).hits.iter().map(|hit| hit.kind).collect();
    assert!(kinds.is_sorted(), "kind by kind: {kinds:?}");
}

#[test]
fn a_list_has_articles_wherever_in_them_the_words_are() {
    let snapshot = snapshot();
    let listed = |typed: &str| {
        let listed = store::articles(snapshot, typed, false, &Date::day(2026, 1, 1)).unwrap();
        let entries = snapshot.library.entries().zip(listed.kept).filter(|(_, kept)| *kept);
        let mut ids: Vec<String> = entries.map(|(entry, _)| entry.id.raw().to_owned()).collect();
        ids.sort();
        ids.join(" ")
    };
    assert_eq!(listed("nebraska dawn"), "", "a place is no text");
    assert_eq!(listed("plant dawn"), "raid", "headline and body");
    assert_eq!(listed("quota -asylum"), "new old");
    assert_eq!(listed("after:2025"), "lake raid sanctuary-sea");
    assert_eq!(listed("after:1y"), "lake raid sanctuary-sea");
    assert_eq!(listed("has:sources"), "body");
}

#[test]
fn marks_are_what_matched() {
    let snapshot = snapshot();
    for (typed, expected) in
        [("ICE", "ICE"), ("sanctuary policy", "sanctuary policy"), ("287(g)", "287 g"), ("naive", "naïve")]
    {
        let answer = ask(snapshot, typed, Some(Kind::Takeaway), false);
        let hit = answer.hits.first().unwrap();
        let marked: Vec<&str> = hit.marks.iter().map(|mark| &hit.text[mark.clone()]).collect();
        let marked = marked.join(" ").replace('(', " ").replace(')', "");
        assert_eq!(marked, expected, "{typed} in {}", hit.text);
    }
}
