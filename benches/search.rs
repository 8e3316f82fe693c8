//! Searching: from the folder to the first answer, with the store there and without; each kind of query; every key of a query
//! that is typed; facets; reading state. For the profiler; `scale` gives the figures of several sizes.
//!
//! The folder is made, unless `NUTGRAF_BENCH_LIBRARY` names one of another size.

#![expect(clippy::disallowed_methods, reason = "makes the files that are to be searched, and asks for the size")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot make its files has nothing to measure")]

#[path = "folder.rs"]
mod folder;

use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::sync::{Arc, OnceLock};

use divan::Bencher;
use nutgraf::article::Date;
use nutgraf::library::Root;
use nutgraf::reading::Summary;
use nutgraf::reading::summary::Line;
use nutgraf::search::hit::{Answer, Kind, Question};
use nutgraf::store::keep::{Hooks, keep, once};
use nutgraf::store::{Place, Snapshot, articles, ask};

/// The day that ages in queries are counted from.
static TODAY: Date = Date { year: 2026, month: 1, day: 1, time: None };

fn main() {
    divan::main();
}

fn roots() -> &'static [Root] {
    static ROOTS: OnceLock<Vec<Root>> = OnceLock::new();
    ROOTS.get_or_init(|| {
        let named = std::env::var_os("NUTGRAF_BENCH_LIBRARY").map(PathBuf::from);
        vec![Root::path(named.unwrap_or_else(|| folder::folder(2_000)))]
    })
}

fn place(name: &str) -> Place {
    Place::Disk { cache: PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name), least: 0 }
}

/// The library with all of its index.
fn snapshot() -> &'static Arc<Snapshot> {
    static SNAPSHOT: OnceLock<Arc<Snapshot>> = OnceLock::new();
    let hooks = Hooks { publish: &|_| true, tell: &|_| {} };
    SNAPSHOT.get_or_init(|| once(roots(), &place("bench-store"), true, &hooks))
}

fn question(typed: &str, kind: Option<Kind>) -> Question {
    Question { typed: typed.to_owned(), live: true, kind, limit: 100, facets: true, ..Question::default() }
}

fn answer(question: &Question) -> Answer {
    ask(snapshot(), question, &TODAY).unwrap()
}

/// Nothing is there: until all takeaways can be searched.
#[divan::bench(sample_count = 5)]
fn cold_until_takeaways(bencher: Bencher<'_, '_>) {
    let Place::Disk { cache, .. } = place("bench-cold") else { return };
    let gone = || drop(std::fs::remove_dir_all(&cache));
    bencher.with_inputs(gone).bench_values(|()| {
        // From the first snapshot that is complete its takeaways can be searched, by its records.
        let hooks = Hooks { publish: &|snapshot| !snapshot.library.progress.done, tell: &|_| {} };
        let snapshot = once(roots(), &place("bench-cold"), true, &hooks);
        ask(&snapshot, &question("detainer requests ", None), &TODAY)
    });
}

/// The records are there, but no index.
#[divan::bench(args = ["d", "detainer requests ", "\"credible fear\"", "ICE"])]
fn records(bencher: Bencher<'_, '_>, typed: &str) {
    let records = Snapshot::of_records(Arc::clone(&snapshot().library));
    bencher.bench(|| ask(&records, &question(typed, None), &TODAY));
}

/// The store is there: until the first screen.
#[divan::bench]
fn warm_front(bencher: Bencher<'_, '_>) {
    snapshot();
    let hooks = Hooks { publish: &|_| false, tell: &|_| {} };
    bencher.bench(|| {
        let (poke, pokes) = channel();
        keep(roots(), &place("bench-store"), &hooks, (poke, &pokes));
    });
}

/// The store is there: until all of it can be searched.
#[divan::bench]
fn warm_whole(bencher: Bencher<'_, '_>) {
    snapshot();
    let hooks = Hooks { publish: &|_| true, tell: &|_| {} };
    bencher.bench(|| once(roots(), &place("bench-store"), false, &hooks));
}

/// Kinds of queries, over everything.
const QUERIES: [&str; 12] = [
    "immigration policy ",
    "detainer requests ",
    "court",
    "\"credible fear\"",
    "\"the agency must\"",
    "ICE",
    "TPS",
    "court -rule",
    "stay or detainer ",
    "topic:asylum court ",
    "after:2015 court ",
    "headline:stay ",
];

#[divan::bench(args = QUERIES)]
fn everything(bencher: Bencher<'_, '_>, typed: &str) {
    let question = question(typed, None);
    answer(&question);
    bencher.bench(|| answer(&question));
}

#[divan::bench(args = QUERIES)]
fn takeaways(bencher: Bencher<'_, '_>, typed: &str) {
    let question = question(typed, Some(Kind::Takeaway));
    answer(&question);
    bencher.bench(|| answer(&question));
}

/// Every key of a query that is typed, in the takeaways.
const TYPED: [&str; 10] =
    ["d", "de", "det", "deta", "detain", "detainer", "detainer ", "detainer r", "detainer re", "detainer req"];

#[divan::bench(args = TYPED)]
fn key(bencher: Bencher<'_, '_>, typed: &str) {
    takeaways(bencher, typed);
}

/// One letter over everything, which asks for most.
#[divan::bench(args = ["d", "de", "det"])]
fn key_everything(bencher: Bencher<'_, '_>, typed: &str) {
    everything(bencher, typed);
}

/// Reading state of every second article: read, tagged, noted.
fn reading() -> Arc<Summary> {
    let mut lines = Vec::new();
    for (number, entry) in snapshot().library.entries().enumerate().step_by(2) {
        let Some(path) = entry.file.file() else { continue };
        let line = Line {
            read: Some(number % 3 > 0),
            notes: vec![format!("ask the clerk about case {number}, and whether the stay was granted")],
            tags: vec![format!("case {}", number % 40)],
            ..Line::default()
        };
        lines.push((path.as_os_str().as_bytes().to_vec(), line));
    }
    Arc::new(Summary::from_lines(lines))
}

/// What is asked of reading state by a list that has just got it: it is joined to the rows.
#[divan::bench(args = ["is:unread", "tag:\"case 7\"", "note:granting "])]
fn reading_joined(bencher: Bencher<'_, '_>, typed: &str) {
    let reading = reading();
    let fresh = || Snapshot::clone(snapshot()).with_reading(Arc::clone(&reading));
    bencher.with_inputs(fresh).bench_refs(|snapshot| articles(snapshot, typed, true, &TODAY));
}

/// The same once it has been asked before.
#[divan::bench(args = ["is:unread", "tag:\"case 7\"", "note:granting "])]
fn reading_known(bencher: Bencher<'_, '_>, typed: &str) {
    let snapshot = Snapshot::clone(snapshot()).with_reading(reading());
    let _joined = articles(&snapshot, "is:unread", true, &TODAY);
    bencher.bench(|| articles(&snapshot, typed, true, &TODAY));
}
