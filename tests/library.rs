//! The library on a real disk: odd files, order, snapshots.

#![expect(clippy::disallowed_methods, reason = "makes the odd files that the library is to meet")]
#![expect(clippy::unwrap_used, reason = "a test that cannot make its files has failed")]

use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use nutgraf::library::load::load;
use nutgraf::library::open::{open, stamp};
use nutgraf::library::{Content, Entry, Library, Origin, Root};

/// A folder of one test, made anew.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("library").join(name);
        // What an earlier run may have left cannot be removed while it may not be listed.
        let _ = fs::set_permissions(path.join("closed"), fs::Permissions::from_mode(0o700));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, below: impl AsRef<Path>) -> PathBuf {
        self.0.join(below)
    }

    fn file(&self, below: impl AsRef<Path>, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn link(&self, target: impl AsRef<Path>, link: &str) -> &Self {
        symlink(target, self.path(link)).unwrap();
        self
    }

    fn load(&self) -> Arc<Library> {
        load(&[Root::path(&self.0)], &|_| true)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::set_permissions(self.path("closed"), fs::Permissions::from_mode(0o700));
        let _ = fs::remove_dir_all(&self.0);
    }
}

const ARTICLE: &str = "headline = \"A headline\"\n";

/// `id` for an article, `id: reason` for what is broken.
fn told(library: &Library) -> Vec<String> {
    let tell = |entry: Entry| match &entry.content {
        Content::Article(_) => entry.id.raw().to_owned(),
        Content::Broken { reason, .. } => format!("{}: {reason}", entry.id.raw()),
    };
    library.entries().map(tell).collect()
}

#[test]
fn files_come_by_path_and_what_is_no_article_stays_out() {
    let folder = Folder::new("order");
    for name in ["b.toml", "a/z.TOML", "a/b/c.toml", "a.toml", "é.toml"] {
        folder.file(name, ARTICLE);
    }
    for name in [
        ".hidden.toml",
        ".git/x.toml",
        "x.toml~",
        "x.toml.swp",
        "x.tmp",
        ".#x.toml",
        "#x.toml#",
        "README.md",
        "readme.es.txt",
        "LICENSE-MIT.txt",
        "feed.xml",
        "no-extension",
    ] {
        folder.file(name, ARTICLE);
    }
    assert_eq!(told(&folder.load()), ["a/b/c", "a/z", "a", "b", "é"]);
}

#[test]
fn texts_pages_and_markdown_are_articles_too() {
    let folder = Folder::new("forms");
    folder.file("a.toml", ARTICLE).file("license-to-work.md", "# Work permits\n\nThey take months.\n");
    folder.file("page.html", "<title>A page</title><h1>A page</h1><p>It says something.</p>");
    folder.file("pasted.txt", "A headline of a pasted text\n\nA paragraph of it.\n").file("void.md", "");
    let told = told(&folder.load());
    assert_eq!(told[..4], ["a", "license-to-work", "page", "pasted"]);
    assert!(told[4].starts_with("void: "), "{told:?}");
    let opened = open(&Origin::File(folder.path("license-to-work.md")));
    assert_eq!(opened.article.unwrap().headline.raw(), "Work permits");
    assert_eq!(Some(opened.stamp), stamp(&Origin::File(folder.path("license-to-work.md"))));
}

#[test]
fn odd_files_are_visible_with_their_reason() {
    let folder = Folder::new("odd");
    folder
        .file("latin1.toml", b"headline = \"caf\xe9\"\n")
        .file("syntax.toml", "headline = \"x\"\nsummary = [\n")
        .file("paper.PDF", "%PDF-1.4")
        .file("fine.toml", ARTICLE)
        .link("/dev/zero", "device.toml")
        .link("nowhere", "dangling.toml")
        .link("circle.toml", "circle.toml");
    fs::File::create(folder.path("huge.toml")).unwrap().set_len(1 << 40).unwrap();
    fs::File::create(folder.path("over.toml")).unwrap().set_len((8 << 20) + 1).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(folder.path("pipe.toml")).status().unwrap().success());
    let told = told(&folder.load());
    let expected = [
        ("circle", "circle: a link that leads nowhere: "),
        ("dangling", "dangling: a link that leads nowhere: No such file or directory"),
        ("device", "device: a link out of the library is not followed"),
        ("fine", "fine"),
        ("huge", "huge: larger than 8 MiB"),
        ("latin1", "latin1: not UTF-8 text (the first bad byte is on line 1, column 16)"),
        ("over", "over: larger than 8 MiB"),
        ("paper", "paper: a PDF is not read: "),
        ("pipe", "pipe: not a regular file"),
        ("syntax", "syntax: line "),
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, (_, beginning)) in told.iter().zip(expected) {
        assert!(told.starts_with(beginning), "{told} is not {beginning}");
    }
}

#[test]
fn links_lead_only_to_files_below_the_root() {
    let outside = Folder::new("links-outside");
    outside.file("secret.toml", ARTICLE);
    let folder = Folder::new("links");
    folder
        .file("real/a.toml", ARTICLE)
        .link("real/a.toml", "alias.toml")
        .link(outside.path("secret.toml"), "secret.toml")
        .link("../links-outside/secret.toml", "up.toml")
        .link(".", "loop")
        .link("real", "folder.toml")
        .link(&outside.0, "away");
    assert_eq!(
        told(&folder.load()),
        [
            "alias",
            "folder: a link to a folder is not followed",
            "real/a",
            "secret: a link out of the library is not followed",
            "up: a link out of the library is not followed",
        ]
    );
    assert_eq!(
        folder.load().entry(0).unwrap().file.file(),
        Some(&*fs::canonicalize(folder.path("real/a.toml")).unwrap())
    );
}

#[test]
fn a_folder_that_may_not_be_listed_says_so() {
    let folder = Folder::new("closed");
    folder.file("closed/a.toml", ARTICLE).file("open/a.toml", ARTICLE);
    fs::set_permissions(folder.path("closed"), fs::Permissions::from_mode(0o000)).unwrap();
    let expected = if fs::read_dir(folder.path("closed")).is_ok() {
        // The superuser may list everything.
        ["closed/a", "open/a"]
    } else {
        ["closed: cannot be listed: Permission denied", "open/a"]
    };
    assert_eq!(told(&folder.load()), expected);
}

#[test]
fn a_name_that_is_not_utf8_loads_and_shows_cleanly() {
    let folder = Folder::new("names");
    let name = std::ffi::OsStr::from_bytes(b"bad\xff\x1b[31m.toml");
    // Some file systems take no such name.
    if fs::write(folder.path(name), ARTICLE).is_ok() {
        let library = folder.load();
        assert!(library.entry(0).unwrap().card().is_some());
        assert!(library.entry(0).unwrap().file.shown().ends_with(".toml"));
        assert!(open(&library.entry(0).unwrap().file).article.is_some());
    }
}

#[test]
fn folders_nested_too_deep_are_named_and_not_read() {
    let folder = Folder::new("deep");
    let path = "d/".repeat(80);
    folder.file(Path::new(&path).join("a.toml"), ARTICLE);
    let told = told(&folder.load());
    assert_eq!(told.len(), 1);
    assert!(told[0].ends_with("folders below 64 others are not read"), "{told:?}");
}

#[test]
fn namesakes_get_suffixes_in_the_order_of_their_paths() {
    let folder = Folder::new("namesakes");
    let named = "id = \"same\"\nheadline = \"x\"\n";
    folder.file("a.toml", named).file("b.toml", named).file("c.pdf", "").file("same.toml", ARTICLE);
    let library = folder.load();
    let ids: Vec<_> = library.entries().map(|entry| entry.id.raw().to_owned()).collect();
    assert_eq!(ids, ["same", "same-2", "c", "same-3"]);
}

#[test]
fn ids_are_below_the_library_the_folder_or_the_files_folder() {
    let folder = Folder::new("roots");
    folder.file("law/asylum/a.toml", ARTICLE).file("notes.md", "# x").file("plain", ARTICLE);
    let id = |root| told(&load(&[root], &|_| true)).remove(0);
    assert_eq!(id(Root::path(folder.path("law"))), "asylum/a");
    assert_eq!(id(Root::path(folder.path("law/asylum/a.toml"))), "a");
    assert_eq!(id(Root::path_with_library(folder.path("law/asylum/a.toml"), &folder.0)), "law/asylum/a");
    assert_eq!(id(Root::path_with_library(folder.path("law"), &folder.0)), "law/asylum/a");
    assert_eq!(id(Root::path_with_library(folder.path("law"), "/elsewhere")), "asylum/a");
    assert_eq!(id(Root::path(folder.path("plain"))), "plain", "a file that is named is read whatever it is called");
    assert_eq!(id(Root::path(folder.path("notes.md"))), "notes");
    assert_eq!(id(Root::path(folder.path("none.toml"))), "none: No such file or directory");
    assert_eq!(id(Root::path("/dev/zero")), "zero: not a regular file");
}

#[test]
fn roots_come_one_after_the_other_and_each_once() {
    let folder = Folder::new("several");
    folder.file("b/x.toml", ARTICLE).file("a/x.toml", ARTICLE);
    let roots = [Root::path(folder.path("b")), Root::path(folder.path("a")), Root::path(folder.path("b"))];
    assert_eq!(told(&load(&roots, &|_| true)), ["x", "x-2"]);
}

/// A folder with many articles; the number is in the headline.
fn many(name: &str, count: usize) -> Folder {
    let folder = Folder::new(name);
    for number in 0..count {
        folder.file(format!("{:02}/{number:05}.toml", number / 100), format!("headline = \"Number {number}\"\n"));
    }
    folder
}

#[test]
fn the_first_snapshot_is_small_and_each_holds_the_ones_before() {
    let folder = many("many", 2_000);
    let snapshots = Mutex::new(Vec::new());
    let last = load(&[Root::path(&folder.0)], &|snapshot| {
        snapshots.lock().unwrap().push(snapshot);
        true
    });
    let snapshots = snapshots.into_inner().unwrap();
    assert_eq!(snapshots[0].len(), 6);
    assert!(snapshots.len() <= 9, "{}", snapshots.len());
    for pair in snapshots.windows(2) {
        assert!(pair[1].len() >= pair[0].len());
        assert!(pair[0].rows().iter().zip(pair[1].rows()).all(|(before, after)| before == after));
        assert!(!pair[0].progress.done && pair[0].progress.read == pair[0].len());
        assert!(pair[0].progress.found >= pair[0].progress.read);
    }
    assert!(Arc::ptr_eq(&last, snapshots.last().unwrap()));
    assert_eq!((last.progress.found, last.progress.read, last.progress.done), (2_000, 2_000, true));
    for (number, entry) in last.entries().enumerate() {
        assert_eq!(entry.card().unwrap().headline.raw(), format!("Number {number}"));
    }
}

#[test]
fn loading_stops_when_nobody_wants_more() {
    let folder = many("stopped", 300);
    for wanted in [1, 2] {
        let published = Mutex::new(0);
        let last = load(&[Root::path(&folder.0)], &|_| {
            let mut published = published.lock().unwrap();
            *published += 1;
            *published < wanted
        });
        assert_eq!(*published.lock().unwrap(), wanted);
        assert!(!last.progress.done && last.len() < 300);
    }
}

#[test]
fn opening_tells_what_is_wrong() {
    let folder = Folder::new("open");
    folder.file("a.toml", ARTICLE).file("b.toml", "summary = 1\n");
    let opened = open(&Origin::File(folder.path("a.toml")));
    assert_eq!(opened.article.unwrap().headline.raw(), "A headline");
    assert_eq!((&*opened.source, opened.stamp.size), (ARTICLE, ARTICLE.len() as u64));
    let opened = open(&Origin::File(folder.path("b.toml")));
    assert!(opened.article.is_none());
    assert!(opened.diagnostics.len() >= 2, "{:?}", opened.diagnostics);
}
