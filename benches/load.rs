//! Loading a folder: to the first snapshot, which the first frame waits for, and to the last. Opening one article. The live
//! filter over what is loaded.

#![expect(clippy::disallowed_methods, reason = "makes the files that are to be loaded")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot make its files has nothing to measure")]

#[path = "folder.rs"]
mod folder;

use divan::Bencher;
use nutgraf::format::quick::look;
use nutgraf::format::read::read;
use nutgraf::library::load::load;
use nutgraf::library::order::{Order, order};
use nutgraf::library::{Root, open};

use folder::{article, folder};

fn main() {
    divan::main();
}

#[divan::bench]
fn first_snapshot(bencher: Bencher<'_, '_>) {
    let roots = [Root::path(folder(2_000))];
    bencher.bench(|| load(&roots, &|_| false));
}

#[divan::bench(sample_count = 10)]
fn whole_folder(bencher: Bencher<'_, '_>) {
    let roots = [Root::path(folder(2_000))];
    bencher.bench(|| load(&roots, &|_| true));
}

#[divan::bench]
fn open_one(bencher: Bencher<'_, '_>) {
    let library = load(&[Root::path(folder(2_000))], &|_| false);
    let entry = library.entry(0).unwrap();
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
    let library = load(&[Root::path(folder(2_000))], &|_| true);
    bencher.bench(|| order(&library, by));
}
