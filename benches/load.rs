//! Loading a folder: to the first snapshot, which the first frame waits for, and to the last. Opening one article. The live
//! filter over what is loaded.

#![expect(clippy::disallowed_methods, reason = "makes the files that are to be loaded")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot make its files has nothing to measure")]

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use divan::Bencher;
use nutgraf::format::quick::look;
use nutgraf::format::read::read;
use nutgraf::library::load::load;
use nutgraf::library::order::{Order, order};
use nutgraf::library::{Root, open};
use nutgraf::search::{Filter, Haystack};

fn main() {
    divan::main();
}

/// Articles in the folder: some thousand, so that the parallel part counts.
const ARTICLES: usize = 2_000;

/// A folder of articles of some 5 KB, made once.
fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench-load");
        for number in 0..ARTICLES {
            let shard = folder.join(format!("{:02}", number / 500));
            fs::create_dir_all(&shard).unwrap();
            fs::write(shard.join(format!("{number:05}.toml")), article(number)).unwrap();
        }
        folder
    })
}

fn article(number: usize) -> String {
    let mut text = format!(
        "headline = \"Number {number}: a stay is granted\"\nsummary = \"A court stops a rule.\"\n\
         publisher = \"Paper {}\"\npublished = {}-{:02}-{:02}\ntopics = [\"topic {}\"]\n",
        number % 17,
        2000 + number % 25,
        1 + number % 12,
        1 + number % 28,
        number % 11,
    );
    for point in 0..5 {
        let _ = write!(text, "\n[[takeaways]]\ntext = \"Point {point} of {number}: the court grants a stay\"\n");
    }
    for section in 0..4 {
        let _ = write!(text, "\n[[sections]]\nheading = \"Section {section}\"\nbody = '''\n");
        for _ in 0..3 {
            let sentence =
                "The agency must *explain* why it left [the rule](https://example.org/rule), the court says. ";
            text.push_str(&sentence.repeat(4));
            text.push_str("\n\n");
        }
        text.push_str("'''\n");
    }
    text
}

#[divan::bench]
fn first_snapshot(bencher: Bencher<'_, '_>) {
    let roots = [Root::path(folder())];
    bencher.bench(|| load(&roots, &|_| false));
}

#[divan::bench(sample_count = 10)]
fn whole_folder(bencher: Bencher<'_, '_>) {
    let roots = [Root::path(folder())];
    bencher.bench(|| load(&roots, &|_| true));
}

#[divan::bench]
fn open_one(bencher: Bencher<'_, '_>) {
    let library = load(&[Root::path(folder())], &|_| false);
    let entry = library.entries.first().unwrap();
    bencher.bench(|| open::open(&entry.file));
}

#[divan::bench]
fn quick_look(bencher: Bencher<'_, '_>) {
    let file = article(7);
    assert!(look(&file).is_some(), "the article is plain");
    bencher.bench(|| look(divan::black_box(&file)).map_or(0, |quick| quick.takeaways.len()));
}

#[divan::bench]
fn exact_read(bencher: Bencher<'_, '_>) {
    let file = article(7);
    bencher.bench(|| read(divan::black_box(&file)));
}

#[divan::bench(args = Order::ALL)]
fn sort(bencher: Bencher<'_, '_>, by: Order) {
    let library = load(&[Root::path(folder())], &|_| true);
    bencher.bench(|| order(&library.entries, by));
}

#[divan::bench(args = ["s", "stay", "grants stay", "\"a stay\" 19"])]
fn filter_takeaways(bencher: Bencher<'_, '_>, typed: &str) {
    let library = load(&[Root::path(folder())], &|_| true);
    let haystack = Haystack::new(&library);
    let filter = Filter::parse(typed);
    bencher.bench(|| haystack.takeaways(&library, &filter, 100));
}
