//! How it scales: libraries of 1,000, 10,000 and 100,000 articles, from the folder to the answer, each figure beside `rg` over
//! the same files in the same run. Prints the table that the README quotes.
//!
//! `NUTGRAF_BENCH_SIZES=1000,10000,100000` says which sizes; `NUTGRAF_BENCH_LIBRARY=FOLDER` takes a folder of your own instead.

#![expect(clippy::disallowed_methods, reason = "makes the files that are to be searched, and asks for the sizes")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot make its files has nothing to measure")]
#![expect(clippy::print_stdout, reason = "this is where a table goes")]

#[path = "folder.rs"]
mod folder;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use nutgraf::article::Date;
use nutgraf::library::Root;
use nutgraf::search::hit::{Kind, Question};
use nutgraf::store::keep::{Hooks, once};
use nutgraf::store::{Place, Snapshot, ask};

/// Runs of what takes seconds, and of what takes milliseconds; the median counts.
const FEW: usize = 3;
const MANY: usize = 21;

/// The day that ages in queries are counted from.
const TODAY: Date = Date { year: 2026, month: 1, day: 1, time: None };

/// Queries of every kind, finished.
const QUERIES: [&str; 8] = [
    "immigration",
    "immigration policy",
    "\"credible fear\"",
    "ICE",
    "court -custody",
    "stay or detainer",
    "topic:\"topic 3\" court",
    "after:2015 court",
];

/// What is typed, key by key.
const TYPED: &str = "detainer requests";

fn main() {
    // `cargo test --benches` runs each bench once.
    let tests = !std::env::args().any(|argument| argument == "--bench");
    let sizes =
        if tests { "300".to_owned() } else { variable("NUTGRAF_BENCH_SIZES").unwrap_or("1000,10000".to_owned()) };
    let named = variable("NUTGRAF_BENCH_LIBRARY").filter(|_| !tests).map(PathBuf::from);
    let folders: Vec<PathBuf> = match named {
        Some(named) => vec![named],
        None => sizes.split(',').filter_map(|size| size.trim().parse().ok()).map(folder::folder).collect(),
    };
    for folder in folders {
        Scale { folder, runs: if tests { (1, 1) } else { (FEW, MANY) } }.table();
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The measurements of one library.
struct Scale {
    folder: PathBuf,
    /// Of seconds and of milliseconds.
    runs: (usize, usize),
}

impl Scale {
    fn table(&self) {
        let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-scale");
        let _ = std::fs::remove_dir_all(&cache);
        let (few, many) = self.runs;
        let found = median(few, || self.rg(&["-n", folder::RARE]));
        let listed = median(few, || self.rg(&["--files"]));
        let cold = median(few, || self.cold(&cache));
        let indexed = median(few, || {
            let _ = std::fs::remove_dir_all(&cache);
            let began = Instant::now();
            self.open(&cache, false);
            began.elapsed()
        });
        let snapshot = self.open(&cache, false);
        println!("\n{} articles ({})\n", snapshot.library.len(), self.folder.display());
        println!("| | ms | of `rg -n` |\n|---|---|---|");
        let say = |what: &str, took: Option<Duration>| {
            let Some(took) = took else { return };
            let ratio =
                found.map_or_else(String::new, |found| format!("{:.3}", took.as_secs_f64() / found.as_secs_f64()));
            println!("| {what} | {:.2} | {ratio} |", took.as_secs_f64() * 1e3);
        };
        say("`rg -n` of a rare phrase", found);
        say("`rg --files`", listed);
        say("first start, until takeaways are found", cold);
        say("first start, until everything is indexed", indexed);
        let warm = |fresh| {
            median(many, || {
                let began = Instant::now();
                self.open(&cache, fresh);
                Some(began.elapsed())
            })
        };
        say("a later start, until everything is found", warm(false));
        say("and until it is known that no file has changed", warm(true));
        for (kind, name) in [(Some(Kind::Takeaway), "takeaways"), (None, "everything")] {
            for typed in QUERIES {
                let took = median(many, || answered(&snapshot, typed, kind));
                say(&format!("`{typed}` in {name}"), took);
            }
            let keys = (1..=TYPED.len()).filter_map(|end| TYPED.get(..end));
            let mut keys: Vec<Duration> =
                keys.filter_map(|typed| median(many, || answered(&snapshot, typed, kind))).collect();
            keys.sort_unstable();
            say(&format!("a key of a query in {name}"), keys.get(keys.len() / 2).copied());
            say(&format!("the slowest key of it in {name}"), keys.last().copied());
        }
    }

    fn rg(&self, arguments: &[&str]) -> Option<Duration> {
        let began = Instant::now();
        Command::new("rg").args(arguments).arg(&self.folder).stdout(Stdio::null()).status().ok()?;
        Some(began.elapsed())
    }

    /// Nothing is there: until a takeaway is found.
    fn cold(&self, cache: &Path) -> Option<Duration> {
        let _ = std::fs::remove_dir_all(cache);
        let began = Instant::now();
        let hooks = Hooks { publish: &|snapshot| !snapshot.library.progress.done, tell: &|_| {} };
        let snapshot = once(&self.roots(), &place(cache), true, &hooks);
        answered(&snapshot, folder::RARE, Some(Kind::Takeaway))?;
        Some(began.elapsed())
    }

    fn open(&self, cache: &Path, fresh: bool) -> Arc<Snapshot> {
        once(&self.roots(), &place(cache), fresh, &Hooks { publish: &|_| true, tell: &|_| {} })
    }

    fn roots(&self) -> Vec<Root> {
        vec![Root::path(&self.folder)]
    }
}

fn place(cache: &Path) -> Place {
    Place::Disk { cache: cache.to_owned(), least: 0 }
}

/// How long an answer takes, with its first hundred hits, all counts and all facets.
fn answered(snapshot: &Snapshot, typed: &str, kind: Option<Kind>) -> Option<Duration> {
    let question =
        Question { typed: typed.to_owned(), live: true, kind, limit: 100, facets: true, ..Question::default() };
    let began = Instant::now();
    ask(snapshot, &question, &TODAY).ok()?;
    Some(began.elapsed())
}

/// The median of some runs; none where it cannot be run at all, as where there is no `rg`.
fn median<T: Into<Option<Duration>>>(runs: usize, mut run: impl FnMut() -> T) -> Option<Duration> {
    let mut took: Vec<Duration> = (0..runs).filter_map(|_| run().into()).collect();
    took.sort_unstable();
    took.get(took.len() / 2).copied()
}
