//! The store on a disk: warm equals cold, only what changed is read again, and whatever happens to its files, the library comes
//! up complete.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use nutgraf::article::Date;
use nutgraf::disk::Lock;
use nutgraf::library::Root;
use nutgraf::search::hit::{Facet, Kind, Question};
use nutgraf::store::keep::{Hooks, Poke, Told, keep, once};
use nutgraf::store::{self, Place, Snapshot};

/// The longest that a machine may take for what takes it a tenth of a second.
const PATIENCE: Duration = Duration::from_secs(20);

/// A library and a cache of one test, made anew.
struct Shop {
    library: PathBuf,
    cache: PathBuf,
}

impl Shop {
    fn new(name: &str, articles: usize) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("store").join(name);
        let _ = fs::remove_dir_all(&folder);
        let shop = Self { library: folder.join("library"), cache: folder.join("cache") };
        fs::create_dir_all(&shop.library).unwrap();
        (0..articles).for_each(|number| shop.write(number, "asylum"));
        shop
    }

    fn write(&self, number: usize, word: &str) {
        let text = format!(
            "headline = \"Number {number} on {word}\"\npublished = {}-01-01\ntopics = [\"t{}\"]\n\
             takeaways = [\"Point one of {number}: {word}\", \"Point two\"]\n[[sections]]\nheading = \"About {word}\"\n\
             body = \"A text about {word} by number{number}.\"\n",
            1990 + number % 35,
            number % 3,
        );
        fs::write(self.library.join(format!("{number:03}.toml")), text).unwrap();
    }

    fn place(&self) -> Place {
        Place::Disk { cache: self.cache.clone(), least: 0 }
    }

    fn roots(&self) -> Vec<Root> {
        vec![Root::path(&self.library)]
    }

    /// What a command that answers once has, and what was told.
    fn once(&self, fresh: bool) -> (Arc<Snapshot>, Vec<Told>) {
        let told = Mutex::new(Vec::new());
        let hooks = Hooks { publish: &|_| true, tell: &|what| told.lock().unwrap().push(what) };
        let snapshot = once(&self.roots(), &self.place(), fresh, &hooks);
        (snapshot, told.into_inner().unwrap())
    }

    /// The folder of the one store.
    fn home(&self) -> PathBuf {
        let version = fs::read_dir(&self.cache).unwrap().next().unwrap().unwrap().path();
        fs::read_dir(version).unwrap().next().unwrap().unwrap().path()
    }

    /// Keeps the store as the interface does while a test pokes it and waits for snapshots.
    fn running(&self, test: impl FnOnce(&Sender<Poke>, &dyn Fn(&dyn Fn(&Snapshot) -> bool) -> Arc<Snapshot>)) {
        let (poke, pokes) = channel();
        let own = poke.clone();
        let (send, snapshots) = channel::<Arc<Snapshot>>();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let send = Mutex::new(send);
                let publish = |snapshot| send.lock().unwrap().send(snapshot).is_ok();
                keep(&self.roots(), &self.place(), &Hooks { publish: &publish, tell: &|_| {} }, (own, &pokes));
            });
            let until = |wanted: &dyn Fn(&Snapshot) -> bool| loop {
                let snapshot = snapshots.recv_timeout(PATIENCE).unwrap();
                if wanted(&snapshot) {
                    return snapshot;
                }
            };
            // Also where the test fails: the keeper would be waited for.
            let _end = End(&poke);
            test(&poke, &until);
        });
    }

    /// As the interface does, until it waits: a run that is stopped at a snapshot, or goes to its end.
    fn keep(&self, stop_at: usize) -> usize {
        let (poke, pokes): (Sender<Poke>, Receiver<Poke>) = channel();
        poke.send(Poke::End).unwrap();
        let seen = AtomicUsize::new(0);
        let hooks = Hooks { publish: &|_| seen.fetch_add(1, Ordering::Relaxed) + 1 < stop_at, tell: &|_| {} };
        keep(&self.roots(), &self.place(), &hooks, (poke, &pokes));
        seen.into_inner()
    }
}

/// Ends what waits for pokes.
struct End<'a>(&'a Sender<Poke>);

impl Drop for End<'_> {
    fn drop(&mut self) {
        let _ = self.0.send(Poke::End);
    }
}

fn question(typed: &str, kind: Option<Kind>) -> Question {
    Question { typed: typed.to_owned(), kind, limit: 1000, facets: true, ..Question::default() }
}

/// Everything that is found for a query, in short.
fn found(snapshot: &Snapshot, typed: &str) -> String {
    let answer = store::ask(snapshot, &question(typed, None), &Date::day(2026, 1, 1)).unwrap();
    let mut hits: Vec<String> =
        answer.hits.iter().map(|hit| format!("{} {:?} {}", hit.id.raw(), hit.place, hit.text)).collect();
    hits.sort();
    format!("{:?} {} {:?} {hits:#?}", answer.counts, answer.articles, answer.facets)
}

fn count(snapshot: &Snapshot, typed: &str, kind: Kind) -> usize {
    let answer = store::ask(snapshot, &question(typed, Some(kind)), &Date::day(2026, 1, 1)).unwrap();
    if answer.instead.is_some() { 0 } else { answer.count(kind).unwrap() }
}

fn cards(snapshot: &Snapshot) -> HashMap<String, String> {
    snapshot.library.entries().map(|entry| (entry.id.raw().to_owned(), format!("{:?}", entry.content))).collect()
}

/// A whole library of so many articles about one word.
#[track_caller]
fn assert_whole(snapshot: &Snapshot, articles: usize, word: &str) {
    assert_eq!(snapshot.library.len(), articles);
    assert_eq!(snapshot.indexed(), (articles, articles));
    assert_eq!(count(snapshot, word, Kind::Takeaway), articles);
    assert_eq!(count(snapshot, word, Kind::Headline), articles);
    assert_eq!(count(snapshot, word, Kind::Paragraph), articles);
    assert_eq!(count(snapshot, "\"point two\"", Kind::Takeaway), articles);
}

#[test]
fn a_warm_start_equals_a_cold_one() {
    let shop = Shop::new("warm", 40);
    fs::write(shop.library.join("broken.toml"), "headline = ").unwrap();
    let (cold, told) = shop.once(false);
    assert_eq!(told, []);
    let (warm, _) = shop.once(false);
    assert_eq!(cards(&warm), cards(&cold));
    for typed in ["asylum", "\"point two\"", "number7", "topic:t1", "after:2010 asylum"] {
        assert_eq!(found(&warm, typed), found(&cold, typed), "{typed}");
    }
    let (fresh, _) = shop.once(true);
    assert_eq!((cards(&fresh), found(&fresh, "asylum")), (cards(&cold), found(&cold, "asylum")));
}

#[test]
fn only_what_changed_is_read_again() {
    let shop = Shop::new("changes", 12);
    shop.once(false);
    // The texts of all others become unreadable in place, behind the store's back: same size, same time, same inode.
    let before: HashMap<PathBuf, fs::Metadata> = fs::read_dir(&shop.library)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), fs::metadata(&path).unwrap()))
        .collect();
    for (path, metadata) in &before {
        fs::write(path, vec![b'x'; usize::try_from(metadata.size()).unwrap()]).unwrap();
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(metadata.modified().unwrap()).unwrap();
    }
    shop.write(1, "detention and more");
    shop.write(50, "detention");
    fs::remove_file(shop.library.join("002.toml")).unwrap();
    fs::rename(shop.library.join("050.toml"), shop.library.join("051.toml")).unwrap();
    // A file of the same size and time with another inode.
    let path = shop.library.join("003.toml");
    let old = shop.library.join("old");
    fs::rename(&path, &old).unwrap();
    shop.write(3, "parole");
    fs::remove_file(&old).unwrap();
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(before[&path].modified().unwrap()).unwrap();
    let (snapshot, _) = shop.once(true);
    assert_eq!(snapshot.library.len(), 12);
    assert_eq!(
        snapshot.library.entries().filter(|entry| entry.card().is_none()).count(),
        0,
        "the others were not read"
    );
    assert_eq!(count(&snapshot, "detention", Kind::Takeaway), 2);
    assert_eq!(count(&snapshot, "parole", Kind::Takeaway), 1);
    assert_eq!(count(&snapshot, "asylum", Kind::Takeaway), 9);
    assert_eq!(count(&snapshot, "asylum", Kind::Headline), 9);
    assert_eq!(count(&snapshot, "\"detention and more\"", Kind::Paragraph), 1);
    let (again, _) = shop.once(false);
    assert_eq!(cards(&again), cards(&snapshot));
    assert_eq!(found(&again, "detention"), found(&snapshot, "detention"));
}

#[test]
fn damage_to_any_file_of_the_store_is_repaired() {
    let shop = Shop::new("damage", 20);
    shop.once(false);
    let mut files: Vec<PathBuf> = vec![shop.home().join("rows")];
    for part in ["points", "texts"] {
        let inside = fs::read_dir(shop.home().join(part)).unwrap().map(|entry| entry.unwrap().path());
        files.extend(inside.filter(|path| path.extension().is_none_or(|it| it != "lock")));
    }
    assert!(files.len() > 6, "{files:?}");
    for file in files {
        for damage in ["cut", "gone", "flipped in front", "flipped in the middle", "flipped at the end"] {
            let Ok(good) = fs::read(&file) else { break };
            if good.is_empty() {
                continue;
            }
            let at = match damage {
                "cut" => {
                    fs::write(&file, &good[..good.len() / 2]).unwrap();
                    None
                }
                "gone" => {
                    fs::remove_file(&file).unwrap();
                    None
                }
                "flipped in front" => Some(0),
                "flipped in the middle" => Some(good.len() / 2),
                _ => Some(good.len() - 1),
            };
            if let Some(at) = at {
                let mut bad = good.clone();
                bad[at] ^= 0x55;
                fs::write(&file, bad).unwrap();
            }
            let what = format!("{} {damage}", file.display());
            // A command answers something or says that the index is damaged; it does not fail.
            let (snapshot, _) = shop.once(false);
            let _ = store::ask(&snapshot, &question("asylum", None), &Date::day(2026, 1, 1));
            drop(snapshot);
            shop.keep(usize::MAX);
            let (snapshot, told) = shop.once(false);
            assert_eq!(told, [], "{what}");
            assert_eq!(snapshot.indexed(), (20, 20), "{what}");
            for kind in [Kind::Takeaway, Kind::Headline, Kind::Paragraph] {
                assert_eq!(count(&snapshot, "asylum", kind), 20, "{what}: {kind:?}");
            }
        }
    }
}

#[test]
fn an_index_older_than_its_rows_is_made_anew() {
    let shop = Shop::new("older", 8);
    shop.once(false);
    let (home, kept) = (shop.home(), shop.cache.join("kept"));
    let copy = |from: &Path, to: &Path| {
        for part in ["points", "texts"] {
            let _ = fs::remove_dir_all(to.join(part));
            fs::create_dir_all(to.join(part)).unwrap();
            for entry in fs::read_dir(from.join(part)).unwrap() {
                let path = entry.unwrap().path();
                fs::copy(&path, to.join(part).join(path.file_name().unwrap())).unwrap();
            }
        }
    };
    copy(&home, &kept);
    (8..12).for_each(|number| shop.write(number, "asylum"));
    assert_whole(&shop.once(true).0, 12, "asylum");
    copy(&kept, &home);
    fs::remove_dir_all(&kept).unwrap();
    assert_whole(&shop.once(false).0, 12, "asylum");
    // Rows older than their index: numbers without rows are no hits.
    let rows = fs::read(home.join("rows")).unwrap();
    (12..15).for_each(|number| shop.write(number, "asylum"));
    shop.once(true);
    fs::write(home.join("rows"), rows).unwrap();
    assert_whole(&shop.once(true).0, 15, "asylum");
    assert_whole(&shop.once(false).0, 15, "asylum");
}

#[test]
fn a_store_of_a_later_version_is_left_alone_and_one_of_an_earlier_goes() {
    let shop = Shop::new("version", 3);
    let [earlier, later, other] = ["store-0", "store-999", "storehouse"].map(|name| shop.cache.join(name).join("x"));
    for folder in [&earlier, &later, &other] {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("rows"), "rows of another time").unwrap();
    }
    assert_whole(&shop.once(false).0, 3, "asylum");
    assert!(!earlier.exists());
    for folder in [&later, &other] {
        assert_eq!(fs::read(folder.join("rows")).unwrap(), b"rows of another time");
    }
}

#[test]
fn where_no_store_can_be_it_goes_on_in_memory_and_says_so() {
    let shop = Shop::new("unwritable", 5);
    fs::write(&shop.cache, "a file where the folder should be").unwrap();
    let (snapshot, told) = shop.once(false);
    assert_whole(&snapshot, 5, "asylum");
    assert!(matches!(told.as_slice(), [Told::InMemory(_)]), "{told:?}");
    let nothing = Shop::new("memory", 5);
    let hooks = Hooks { publish: &|_| true, tell: &|_| {} };
    assert_whole(&once(&nothing.roots(), &Place::Memory, false, &hooks), 5, "asylum");
    assert!(!nothing.cache.exists());
}

#[test]
fn the_store_is_for_its_owner_alone() {
    let shop = Shop::new("modes", 3);
    shop.once(false);
    let mut left = vec![shop.cache.clone()];
    let mut seen = 0;
    while let Some(path) = left.pop() {
        let metadata = fs::metadata(&path).unwrap();
        let mode = metadata.permissions().mode() & 0o777;
        assert_eq!(mode, if metadata.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
        seen += 1;
        if metadata.is_dir() {
            left.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    assert!(seen > 10);
}

#[test]
fn one_writes_and_another_follows_and_takes_over() {
    let shop = Shop::new("follow", 10);
    shop.once(false);
    let lock = Lock::try_take(&shop.home().join("lock")).unwrap().unwrap();
    shop.write(10, "asylum");
    // Who follows sees the new article, and searches what the first one has committed.
    let (poke, pokes) = channel();
    let own = poke.clone();
    let (send, snapshots) = channel::<Arc<Snapshot>>();
    let told = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        let (shop, told) = (&shop, &told);
        scope.spawn(move || {
            let send = Mutex::new(send);
            let publish = |snapshot| send.lock().unwrap().send(snapshot).is_ok();
            let hooks = Hooks { publish: &publish, tell: &|what| told.lock().unwrap().push(what) };
            keep(&shop.roots(), &shop.place(), &hooks, (own, &pokes));
        });
        let until = |wanted: &dyn Fn(&Snapshot) -> bool| loop {
            let snapshot = snapshots.recv_timeout(PATIENCE).unwrap();
            if wanted(&snapshot) {
                return snapshot;
            }
        };
        let _end = End(&poke);
        let follows = until(&|snapshot| snapshot.library.len() == 11);
        assert_eq!(follows.indexed(), (10, 11));
        // What it saw by itself stays, also when the first one commits something older.
        poke.send(Poke::Store).unwrap();
        assert_eq!(until(&|_| true).library.len(), 11);
        drop(lock);
        poke.send(Poke::Store).unwrap();
        let leads = until(&|snapshot| snapshot.indexed() == (11, 11));
        assert_eq!(count(&leads, "asylum", Kind::Takeaway), 11);
    });
    assert!(told.into_inner().unwrap().contains(&Told::Following));
    assert_whole(&shop.once(false).0, 11, "asylum");
}

#[test]
fn a_change_that_a_follower_sees_stays_seen() {
    let shop = Shop::new("follower", 5);
    shop.once(false);
    let _lock = Lock::try_take(&shop.home().join("lock")).unwrap().unwrap();
    shop.running(|poke, until| {
        until(&|snapshot| snapshot.library.len() == 5);
        shop.write(5, "asylum");
        poke.send(Poke::Everything).unwrap();
        until(&|snapshot| snapshot.library.len() == 6);
        poke.send(Poke::Store).unwrap();
        assert_eq!(until(&|_| true).library.len(), 6);
    });
}

#[test]
fn a_root_that_goes_and_comes_back_is_watched_again() {
    let shop = Shop::new("away", 5);
    let away = shop.library.with_file_name("elsewhere");
    shop.running(|_, until| {
        until(&|snapshot| snapshot.indexed() == (5, 5));
        fs::rename(&shop.library, &away).unwrap();
        until(&|snapshot| snapshot.indexed().1 == 0);
        fs::rename(&away, &shop.library).unwrap();
        until(&|snapshot| snapshot.indexed().1 == 5);
        shop.write(5, "asylum");
        until(&|snapshot| snapshot.indexed().1 == 6);
    });
}

#[test]
fn whoever_stops_on_the_way_goes_on_the_next_time() {
    let all = Shop::new("whole", 300).keep(usize::MAX);
    assert!(all > 3, "{all} snapshots");
    for stop in 1..=all {
        let shop = Shop::new("interrupted", 300);
        shop.keep(stop);
        // Some have changed meanwhile.
        shop.write(7, "asylum again");
        fs::remove_file(shop.library.join("008.toml")).unwrap();
        shop.keep(stop);
        shop.keep(usize::MAX);
        assert_whole(&shop.once(false).0, 299, "asylum");
    }
}

#[test]
fn a_change_is_seen_and_facets_follow() {
    let shop = Shop::new("facets", 30);
    let (snapshot, _) = shop.once(false);
    let topics = |snapshot: &Snapshot| {
        let answer = store::ask(snapshot, &question("asylum", None), &Date::day(2026, 1, 1)).unwrap();
        let (_, values) = answer.facets.into_iter().find(|(facet, _)| *facet == Facet::Topic).unwrap();
        values.into_iter().map(|value| format!("{} {}", value.value.raw(), value.articles)).collect::<Vec<_>>()
    };
    assert_eq!(topics(&snapshot), ["t0 10", "t1 10", "t2 10"]);
    let text = "headline = \"Asylum\"\ntopics = [\"T1\", \"new\"]\n";
    fs::write(shop.library.join("000.toml"), text).unwrap();
    fs::write(shop.library.join("900.toml"), text).unwrap();
    let expected = ["t1 12", "t2 10", "t0 9", "new 2"];
    assert_eq!(topics(&shop.once(true).0), expected);
    assert_eq!(topics(&shop.once(false).0), expected, "from the file");
}

#[test]
fn phrases_are_counted_as_a_plain_scan_counts_them() {
    let shop = Shop::new("phrases", 0);
    let needles = [
        ("quiet docket", "quiet docket"),
        ("quiet docket", "Quiet\u{A0}Docket"),
        ("quiet docket", "qui\u{AD}et dock\u{AD}et"),
        ("quiet docket", "quiet\u{2060} docket"),
        ("“don’t wait”", "\"don't wait\""),
        ("cafe resume", "café résumé"),
        ("cafe resume", "cafe\u{301} re\u{301}sume\u{301}"),
        ("straße münchen", "Strasse Munchen"),
        ("庇护申请", "庇护申请"),
        ("право убежища", "Право убежища"),
        ("sch. 4(b)", "Sch 4 b"),
    ];
    for (number, (_, written)) in needles.iter().enumerate() {
        let text = format!(
            "headline = \"h{number}\"\ntakeaways = ['''Before {written} after''', 'nothing']\n[[sections]]\nbody = '''\nText {written}.\n'''\n"
        );
        fs::write(shop.library.join(format!("{number}.toml")), text).unwrap();
    }
    let (snapshot, _) = shop.once(false);
    for (needle, expected) in [
        ("\"quiet docket\"", 4),
        ("\"QUIET docket\"", 4),
        ("\"docket quiet\"", 0),
        ("\"don't wait\"", 1),
        ("\"don’t wait\"", 1),
        ("\"cafe resume\"", 2),
        ("\"café résumé\"", 2),
        ("\"庇护申请\"", 1),
        ("\"право убежища\"", 1),
        ("\"sch. 4(b)\"", 1),
    ] {
        for kind in [Kind::Takeaway, Kind::Paragraph] {
            assert_eq!(count(&snapshot, needle, kind), expected, "{needle} {kind:?}");
        }
    }
}
