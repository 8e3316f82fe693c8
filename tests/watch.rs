//! Watching with real events: what editors, copies and storms do to a folder. Every wait is for a message, and bounded.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use nutgraf::library::Root;
use nutgraf::library::watch::{LONGEST, Poke, QUIET, Watch, watch, watch_folder};

/// The longest that a machine may take for what takes it a tenth of a second.
const PATIENCE: Duration = Duration::from_secs(5);

/// A watched folder of one test, made anew.
struct Watched {
    folder: PathBuf,
    pokes: Receiver<Poke>,
    watch: Option<Watch>,
}

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// Watches, and waits until all watches stand.
fn watched(root: Root) -> (Watch, Receiver<Poke>) {
    let (send, pokes) = mpsc::channel();
    let watch = watch(&[root, Root::Starter], move |poke| drop(send.send(poke))).unwrap();
    let first = pokes.recv_timeout(PATIENCE).unwrap();
    assert_eq!(first, Poke { began: true, ..Poke::default() });
    (watch, pokes)
}

impl Watched {
    fn new(name: &str, files: &[&str]) -> Self {
        let folder = folder(name);
        for file in files {
            fs::create_dir_all(folder.join(file).parent().unwrap()).unwrap();
            fs::write(folder.join(file), "").unwrap();
        }
        let (watch, pokes) = watched(Root::path(&folder));
        Self { folder, pokes, watch: Some(watch) }
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.join(below)
    }

    /// All pokes together until they name a path.
    #[track_caller]
    fn until(&self, below: &str) -> Poke {
        let (path, end, mut all) = (self.path(below), Instant::now() + PATIENCE, Poke::default());
        while !all.paths.contains(&path) {
            let left = end.saturating_duration_since(Instant::now());
            let poke = self.pokes.recv_timeout(left).unwrap_or_else(|_| panic!("no poke of {below}, but {all:?}"));
            all.paths.extend(poke.paths);
            all.everything |= poke.everything;
        }
        all.paths.sort();
        all.paths.dedup();
        all
    }

    /// Writes a file and waits for its poke: what came before was told by then.
    #[track_caller]
    fn fence(&self) -> Poke {
        fs::write(self.path("zz-fence.toml"), "").unwrap();
        self.until("zz-fence.toml")
    }
}

fn poke(paths: &[PathBuf], everything: bool) -> Poke {
    Poke { paths: paths.to_vec(), everything, ..Poke::default() }
}

#[test]
fn a_write_is_told_soon() {
    let it = Watched::new("write", &["a/one.toml"]);
    let started = Instant::now();
    fs::write(it.path("a/one.toml"), "headline = 'x'").unwrap();
    assert_eq!(it.until("a/one.toml"), poke(&[it.path("a/one.toml")], false));
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
}

#[test]
fn a_save_by_renaming_is_a_change_of_the_file_alone() {
    let it = Watched::new("rename", &["one.toml"]);
    fs::write(it.path("4913"), "").unwrap();
    fs::remove_file(it.path("4913")).unwrap();
    fs::write(it.path(".one.toml.swp"), "x").unwrap();
    fs::rename(it.path("one.toml"), it.path("one.toml~")).unwrap();
    fs::write(it.path("sedAbCd"), "new").unwrap();
    fs::rename(it.path("sedAbCd"), it.path("one.toml")).unwrap();
    fs::remove_file(it.path("one.toml~")).unwrap();
    assert_eq!(it.until("one.toml"), poke(&[it.path("one.toml")], false));
    // A slow machine may part the save in two.
    let rest = it.fence();
    let known = [it.path("one.toml"), it.path("zz-fence.toml")];
    assert!(!rest.everything && rest.paths.iter().all(|path| known.contains(path)), "{rest:?}");
}

#[test]
fn a_deleted_file_is_told() {
    let it = Watched::new("delete", &["one.toml", "two.toml"]);
    fs::remove_file(it.path("one.toml")).unwrap();
    assert_eq!(it.until("one.toml"), poke(&[it.path("one.toml")], false));
}

#[test]
fn a_new_folder_is_everything_and_then_watched() {
    let it = Watched::new("folder", &["one.toml"]);
    fs::create_dir_all(it.path("new/deep")).unwrap();
    fs::write(it.path("new/deep/two.toml"), "").unwrap();
    assert!(it.until("new").everything);
    fs::write(it.path("new/deep/three.toml"), "").unwrap();
    it.until("new/deep/three.toml");
}

#[test]
fn a_moved_folder_is_everything_and_watched_where_it_is_now() {
    let it = Watched::new("moved", &["a/b/one.toml"]);
    fs::rename(it.path("a"), it.path("c")).unwrap();
    assert_eq!(it.until("c"), poke(&[it.path("a"), it.path("c")], true));
    fs::write(it.path("c/b/one.toml"), "x").unwrap();
    assert_eq!(it.until("c/b/one.toml"), poke(&[it.path("c/b/one.toml")], false));
    let out = folder("moved-out");
    fs::rename(it.path("c"), out.join("c")).unwrap();
    assert!(it.until("c").everything);
    fs::write(out.join("c/b/one.toml"), "y").unwrap();
    assert_eq!(it.fence(), poke(&[it.path("zz-fence.toml")], false));
}

#[test]
fn a_removed_folder_is_everything_and_its_successor_is_watched() {
    let it = Watched::new("removed", &["a/b/one.toml"]);
    fs::remove_dir_all(it.path("a")).unwrap();
    assert!(it.until("a").everything);
    fs::create_dir(it.path("a")).unwrap();
    assert!(it.until("a").everything);
    fs::write(it.path("a/two.toml"), "").unwrap();
    it.until("a/two.toml");
}

#[test]
fn a_storm_is_few_pokes() {
    let it = Watched::new("storm", &[]);
    let started = Instant::now();
    for number in 0..3_000 {
        fs::write(it.path(&format!("{number}.toml")), "x").unwrap();
    }
    let (mut pokes, mut named, mut everything) = (0, 0, false);
    while named < 3_000 && !everything {
        let poke = it.pokes.recv_timeout(PATIENCE).unwrap();
        pokes += 1;
        named += poke.paths.len();
        everything |= poke.everything;
    }
    let took = started.elapsed();
    assert!(pokes <= 1 + took.as_millis() / QUIET.as_millis(), "{pokes} pokes in {took:?}");
}

#[test]
fn reading_and_hidden_folders_poke_nobody() {
    let it = Watched::new("reads", &["a/one.toml", ".git/x/y.toml"]);
    for _ in 0..100 {
        fs::read(it.path("a/one.toml")).unwrap();
        assert_eq!(fs::read_dir(it.path("a")).unwrap().count(), 1);
    }
    fs::write(it.path(".git/x/y.toml"), "x").unwrap();
    assert_eq!(it.pokes.recv_timeout(2 * LONGEST), Err(RecvTimeoutError::Timeout));
    assert_eq!(it.fence(), poke(&[it.path("zz-fence.toml")], false));
}

#[test]
fn a_link_to_a_folder_is_not_watched() {
    let it = Watched::new("links", &["one.toml"]);
    let outside = folder("links-outside");
    std::os::unix::fs::symlink(&outside, it.path("link")).unwrap();
    std::os::unix::fs::symlink(&it.folder, it.path("loop")).unwrap();
    fs::rename(it.path("loop"), it.path("renamed")).unwrap();
    fs::write(outside.join("x.toml"), "").unwrap();
    assert_eq!(it.fence(), poke(&[it.path("zz-fence.toml")], false));
}

#[test]
fn a_root_that_is_a_file_is_told_alone_and_by_its_given_name() {
    let folder = folder("file");
    fs::write(folder.join("one.toml"), "").unwrap();
    let given = folder.join("../file/one.toml");
    let (_watch, pokes) = watched(Root::path(&given));
    fs::write(folder.join("two.toml"), "").unwrap();
    fs::write(folder.join("new"), "").unwrap();
    fs::rename(folder.join("new"), folder.join("one.toml")).unwrap();
    assert_eq!(pokes.recv_timeout(PATIENCE).unwrap(), poke(&[given], false));
}

#[test]
fn a_root_that_is_nowhere_is_a_trouble_and_the_others_are_watched() {
    let folder = folder("nowhere");
    let (send, pokes) = mpsc::channel();
    let roots = [Root::path(folder.join("not/there")), Root::path(&folder)];
    let _watch = watch(&roots, move |poke| drop(send.send(poke))).unwrap();
    let first = pokes.recv_timeout(PATIENCE).unwrap();
    assert!(first.began);
    let told = first.trouble.unwrap().to_string();
    assert!(told.ends_with("/nowhere/not are not noticed: No such file or directory"), "{told}");
    fs::write(folder.join("a.toml"), "").unwrap();
    assert_eq!(pokes.recv_timeout(PATIENCE).unwrap().paths, [folder.join("a.toml")]);
}

#[test]
fn dropping_the_watch_ends_its_threads() {
    let mut it = Watched::new("drop", &["one.toml"]);
    drop(it.watch.take());
    // The sender lives in the thread: the channel closes when it is gone.
    assert_eq!(it.pokes.recv_timeout(PATIENCE), Err(RecvTimeoutError::Disconnected));
    fs::write(it.path("one.toml"), "x").unwrap();
}

#[test]
fn one_folder_tells_of_its_own_files_alone() {
    let folder = folder("commit");
    fs::create_dir(folder.join("below")).unwrap();
    let (send, pokes) = mpsc::channel();
    let watch = watch_folder(&folder, move || _ = send.send(())).unwrap();
    fs::write(folder.join("below/x"), "").unwrap();
    fs::read_dir(&folder).unwrap();
    assert_eq!(pokes.recv_timeout(2 * LONGEST), Err(RecvTimeoutError::Timeout));
    fs::write(folder.join("meta.json.tmp"), "x").unwrap();
    fs::rename(folder.join("meta.json.tmp"), folder.join("meta.json")).unwrap();
    pokes.recv_timeout(PATIENCE).unwrap();
    drop(watch);
    while pokes.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Disconnected) {}
    let nowhere = watch_folder(&folder.join("none"), || {}).unwrap_err().to_string();
    assert!(nowhere.ends_with("/none are not noticed: No such file or directory"), "{nowhere}");
}
