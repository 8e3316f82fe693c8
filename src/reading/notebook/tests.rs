//! The notebook on a disk of a test's own, and in memory.

#![expect(clippy::disallowed_methods, reason = "what stands on the disk is looked at from outside")]

use std::sync::Arc;

use super::*;
use crate::article::anchor::Taken;
use crate::article::{Article, Part, Takeaway, Texts, Wording};
use crate::reading::{Colour, Note, Position, Uid, What};

/// A folder of a test's own, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("nutgraf-notebook-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }

    fn open(&self) -> Notebook {
        let opened = Notebook::open(&self.0).unwrap();
        assert_eq!(opened.aside, None);
        opened.notebook
    }

    fn names(&self) -> Vec<String> {
        let listed = disk::list(&self.0).unwrap();
        listed.into_iter().map(|one| one.name.to_string_lossy().into_owned()).collect()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn anchor(exact: &str) -> Anchor {
    let (prefix, suffix) = ("before ".to_owned(), " behind".to_owned());
    Anchor {
        exact: exact.to_owned(),
        prefix,
        suffix,
        telling: vec!["Ohio:-12".parse().unwrap()],
        part: Part::Block(0, 1),
        offset: 3,
        taken: None,
    }
}

fn note(body: &str) -> Note {
    let anchor = Anchor { taken: Some(Taken { wording: 7, words: 1..3 }), ..anchor("passage") };
    Note { anchor: Some(anchor), colour: Some(Colour::Blue), body: body.to_owned(), created: 1, modified: 2 }
}

fn article(path: &str) -> Identity {
    Identity {
        path: path.as_bytes().to_vec(),
        id: path.to_owned(),
        headline: format!("Headline of {path}"),
        content: Some(crate::text::fnv::hash(path.as_bytes())),
        authors: vec!["A. B".to_owned(), "C".to_owned()],
        ..Identity::default()
    }
}

fn set(article: &Identity, what: What) -> Change {
    Change { article: Arc::new(article.clone()), what }
}

fn put(notebook: &mut Notebook, article: &Identity, body: &str) {
    let uid = Uid::fresh();
    notebook.apply(&[set(article, What::Note { uid, to: Some(Box::new(note(body))) })]).unwrap();
}

/// The text of an article of two takeaways, as it is kept.
fn wording(takeaway: &str) -> Wording {
    let takeaways = vec![Takeaway { text: takeaway.into(), ..Takeaway::default() }];
    Wording::of(&Texts::of(&Article { headline: "H".into(), takeaways, ..Article::default() }))
}

#[test]
fn the_text_that_a_note_was_taken_from_is_kept_as_long_as_one_needs_it() {
    let mut notebook = Notebook::in_memory().unwrap();
    let (one, other) = (article("/a"), article("/b"));
    let (first, second, third) = (wording("one"), wording("two"), wording("three"));
    let take = |uid: &str, from: &Wording| {
        let anchor = Anchor { taken: Some(Taken { wording: from.fingerprint(), words: 0..1 }), ..anchor("passage") };
        let note = Note { anchor: Some(anchor), ..note("n") };
        What::Note { uid: Uid(uid.to_owned()), to: Some(Box::new(note)) }
    };
    let kept = |notebook: &Notebook, article: &Identity| notebook.state(article).unwrap().wordings;
    let all = [first.clone(), second.clone()];
    notebook.apply_with(&[set(&one, take("a", &first)), set(&other, take("b", &first))], &all).unwrap();
    assert_eq!(kept(&notebook, &one), std::slice::from_ref(&first), "and none that nothing was taken from");
    notebook.apply_with(&[set(&one, take("c", &second))], std::slice::from_ref(&second)).unwrap();
    assert_eq!(kept(&notebook, &one).len(), 2);
    notebook.apply(&[set(&one, What::Note { uid: Uid("a".to_owned()), to: None })]).unwrap();
    assert_eq!(kept(&notebook, &one).len(), 2, "the note may be brought back");
    notebook.let_wordings_go(&one).unwrap();
    assert_eq!(kept(&notebook, &one), std::slice::from_ref(&second), "and no longer");
    notebook.apply_with(&[set(&one, take("d", &third))], std::slice::from_ref(&third)).unwrap();
    let mut left = kept(&notebook, &one);
    left.sort_by_key(Wording::fingerprint);
    let mut wanted = vec![second, third];
    wanted.sort_by_key(Wording::fingerprint);
    assert_eq!(left, wanted);
    assert_eq!(kept(&notebook, &other), std::slice::from_ref(&first));
    notebook.forget(&other).unwrap();
    let rows: i64 = notebook.connection.query_row("SELECT count(*) FROM wording", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 2);
}

#[test]
fn where_a_note_stands_is_taken_down_and_what_it_says_is_left() {
    let mut notebook = Notebook::in_memory().unwrap();
    let (one, text) = (article("/a"), wording("one"));
    let bare = |uid: &str, exact: &str, body: &str| {
        let note = Note { anchor: Some(anchor(exact)), ..note(body) };
        set(&one, What::Note { uid: Uid(uid.to_owned()), to: Some(Box::new(note)) })
    };
    notebook.apply(&[bare("a", "passage", "first"), bare("b", "passage", "second")]).unwrap();
    // Before it is taken down another program writes in one, and puts the other at other words.
    notebook.apply(&[bare("a", "passage", "written elsewhere"), bare("b", "other words", "second")]).unwrap();
    let taken = Some(Taken { wording: text.fingerprint(), words: 0..1 });
    let found = Anchor { taken: taken.clone(), ..anchor("passage") };
    let anchors = ["a", "b"].map(|uid| (Uid(uid.to_owned()), found.clone()));
    notebook.settle(&one, &anchors, &text).unwrap();
    let state = notebook.state(&one).unwrap();
    let of = |index: usize| {
        let note = &state.notes[index].1;
        (note.body.as_str(), note.anchor.as_ref().unwrap().exact.as_str(), note.anchor.as_ref().unwrap().taken.clone())
    };
    assert_eq!(of(0), ("written elsewhere", "passage", taken));
    assert_eq!(of(1), ("second", "other words", None));
    assert_eq!(state.wordings, [text]);
}

fn bodies(notebook: &Notebook, article: &Identity) -> Vec<String> {
    notebook.state(article).unwrap().notes.into_iter().map(|(_, note)| note.body).collect()
}

#[test]
fn what_is_kept_comes_back_as_it_was() {
    let scratch = Scratch::new("back");
    let one = article("/a.toml");
    let uid = Uid("u-1".to_owned());
    let changes = [
        What::Read(Some(false)),
        What::Bookmark(Some(7)),
        What::Tag { name: "matter 12".to_owned(), on: true },
        What::Tag { name: "acme".to_owned(), on: true },
        What::Note { uid: uid.clone(), to: Some(Box::new(note("first\nsecond"))) },
        What::Note {
            uid: Uid("whole".to_owned()),
            to: Some(Box::new(Note { anchor: None, colour: None, ..note("x") })),
        },
        What::Mark { name: 'q', to: Some(anchor("mark")) },
        What::Position(Some(Position { anchor: anchor(""), percent: 40, seen: 9 })),
    ];
    let mut wanted = State::default();
    let mut notebook = scratch.open();
    for what in changes {
        notebook.apply(&[set(&one, what.clone())]).unwrap();
        wanted.apply(what);
    }
    drop(notebook);
    let mut notebook = scratch.open();
    assert_eq!(notebook.state(&one).unwrap(), wanted);
    assert_eq!(notebook.state(&article("/b.toml")).unwrap(), State::default());
    assert_eq!(notebook.articles().unwrap(), std::slice::from_ref(&one));
    let what = What::Note { uid, to: None };
    wanted.apply(what.clone());
    notebook.apply(&[set(&one, what), set(&one, What::Read(None))]).unwrap();
    wanted.read = None;
    assert_eq!(notebook.state(&one).unwrap(), wanted);
}

#[test]
fn files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let scratch = Scratch::new("modes");
    let mut notebook = scratch.open();
    put(&mut notebook, &article("/a"), "secret");
    for name in scratch.names() {
        let mode = std::fs::metadata(scratch.0.join(&name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    assert_eq!(std::fs::metadata(&scratch.0).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn an_article_is_found_after_it_moved_or_changed() {
    let mut notebook = Notebook::in_memory().unwrap();
    let one = Identity { url: Some("https://x.org/1".to_owned()), ..article("/a.toml") };
    put(&mut notebook, &one, "kept");
    let moved = Identity { path: b"/elsewhere.toml".to_vec(), id: "elsewhere".to_owned(), url: None, ..one.clone() };
    assert_eq!(bodies(&notebook, &moved), ["kept"], "by its content");
    assert!(notebook.meet(&moved).unwrap() && !notebook.meet(&moved).unwrap());
    let rewritten = Identity { content: Some(1), url: None, ..moved.clone() };
    assert_eq!(bodies(&notebook, &rewritten), ["kept"], "by its path");
    let addressed = Identity { content: Some(1), path: b"/third.toml".to_vec(), ..one.clone() };
    assert_eq!(bodies(&notebook, &addressed), Vec::<String>::new(), "its address was taken down as gone");
    notebook.meet(&Identity { explicit: Some("x".to_owned()), ..one }).unwrap();
    let named = Identity { explicit: Some("x".to_owned()), ..article("/fourth.toml") };
    assert_eq!(bodies(&notebook, &named), ["kept"], "by its id");
}

#[test]
fn another_article_in_the_same_place_gets_none_of_it() {
    let mut notebook = Notebook::in_memory().unwrap();
    let address = |n: u8| Some(format!("https://x.org/{n}"));
    let one = Identity { url: address(1), ..article("/a.toml") };
    put(&mut notebook, &one, "kept");
    let other = Identity { url: address(2), content: Some(5), headline: "Other".to_owned(), ..one.clone() };
    assert_eq!(bodies(&notebook, &other), Vec::<String>::new());
    put(&mut notebook, &other, "of the other");
    assert_eq!(
        (bodies(&notebook, &one), bodies(&notebook, &other)),
        (vec!["kept".to_owned()], vec!["of the other".to_owned()])
    );
}

#[test]
fn two_write_and_both_are_kept() {
    let scratch = Scratch::new("two");
    let (mut first, mut second) = (scratch.open(), scratch.open());
    let before = second.version().unwrap();
    put(&mut first, &article("/a"), "one");
    assert_ne!(second.version().unwrap(), before);
    put(&mut second, &article("/a"), "two");
    put(&mut first, &article("/b"), "three");
    assert_eq!(first.notes().unwrap().len(), 3);
    assert_eq!(bodies(&second, &article("/a")).len(), 2);
}

#[test]
fn all_or_nothing() {
    let mut notebook = Notebook::in_memory().unwrap();
    notebook
        .connection
        .execute_batch("CREATE TRIGGER no BEFORE INSERT ON tag BEGIN SELECT RAISE(ABORT, 'no'); END")
        .unwrap();
    let one = article("/a");
    let tag = What::Tag { name: "t".to_owned(), on: true };
    assert!(notebook.apply(&[set(&one, What::Read(Some(true))), set(&one, tag)]).is_err());
    assert_eq!(notebook.state(&one).unwrap(), State::default());
}

#[test]
fn what_is_damaged_or_newer_is_put_aside_and_never_overwritten() {
    let scratch = Scratch::new("aside");
    let path = scratch.0.join(FILE);
    drop(scratch.open());
    std::fs::write(&path, b"this is no database at all, but it may be somebody's notes").unwrap();
    let opened = Notebook::open(&scratch.0).unwrap();
    let aside = opened.aside.unwrap();
    assert_eq!((aside.path.clone(), aside.why), (scratch.0.join("reading.db.corrupt-1"), DAMAGED));
    assert!(std::fs::read(&aside.path).unwrap().starts_with(b"this is no database"));
    let mut notebook = opened.notebook;
    put(&mut notebook, &article("/a"), "new");
    notebook.connection.pragma_update(None, "user_version", 1000).unwrap();
    drop(notebook);
    let opened = Notebook::open(&scratch.0).unwrap();
    let aside = opened.aside.unwrap();
    assert_eq!((aside.path.clone(), aside.why), (scratch.0.join("reading.db.corrupt-2"), NEWER));
    assert_eq!(opened.notebook.notes().unwrap().len(), 0);
    let kept = Connection::open(&aside.path).unwrap();
    let notes: i64 = kept.query_row("SELECT count(*) FROM note", [], |row| row.get(0)).unwrap();
    assert_eq!(notes, 1);
}

#[test]
fn forgetting_leaves_nothing_in_any_file() {
    let scratch = Scratch::new("forget");
    let mut notebook = scratch.open();
    let text = wording("nobody else says these words");
    let taken = Some(Taken { wording: text.fingerprint(), words: 0..2 });
    let told = Note { anchor: Some(Anchor { taken, ..anchor("secret passage") }), ..note("n") };
    let to = What::Note { uid: Uid("of the text".to_owned()), to: Some(Box::new(told)) };
    notebook.apply_with(&[set(&article("/a"), to)], std::slice::from_ref(&text)).unwrap();
    put(&mut notebook, &article("/a"), "a very secret remark");
    put(&mut notebook, &article("/b"), "kept");
    let holds = |needle: &[u8]| {
        let read = |name: &String| std::fs::read(scratch.0.join(name)).unwrap();
        scratch.names().iter().any(|name| read(name).windows(needle.len()).any(|window| window == needle))
    };
    let words = text.to_bytes();
    assert!(holds(b"very secret") && holds(b"Headline of /a") && holds(&words) && holds(b"secret passage"));
    assert!(notebook.forget(&article("/a")).unwrap() && !notebook.forget(&article("/a")).unwrap());
    assert!(!holds(b"very secret") && !holds(b"Headline of /a") && !holds(b"/a"));
    assert!(!holds(&words) && !holds(b"secret passage") && !holds(b"of the text"));
    assert_eq!(bodies(&notebook, &article("/b")), ["kept"]);
}

#[test]
fn a_backup_is_one_file_and_comes_back() {
    let scratch = Scratch::new("backup");
    let mut notebook = scratch.open();
    put(&mut notebook, &article("/a"), "one");
    let copy = scratch.0.join("copy.db");
    notebook.backup(&copy).unwrap();
    assert!(notebook.backup(&copy).is_err(), "never over a file");
    put(&mut notebook, &article("/a"), "two");
    assert_eq!(notebook.restore(&copy).unwrap(), 1);
    assert_eq!(bodies(&notebook, &article("/a")), ["one"]);
    std::fs::write(scratch.0.join("no.db"), "no").unwrap();
    assert!(notebook.restore(&scratch.0.join("no.db")).is_err());
    assert_eq!(bodies(&notebook, &article("/a")), ["one"], "and what was there stays");
}

#[test]
fn marks_jumps_and_screens() {
    let mut notebook = Notebook::in_memory().unwrap();
    let (a, b) = (article("/a"), article("/b"));
    for (article, name) in [(&a, 'x'), (&b, 'x'), (&a, 'X'), (&b, 'X')] {
        notebook.apply(&[set(article, What::Mark { name, to: Some(anchor("m")) })]).unwrap();
    }
    let names = |article: &Identity| {
        let marks = notebook.state(article).unwrap().marks;
        marks.into_iter().map(|(name, _)| name).collect::<String>()
    };
    assert_eq!((names(&a), names(&b)), ("x".to_owned(), "Xx".to_owned()), "a capital is one place of all");
    assert_eq!(notebook.capital_marks().unwrap(), [('X', b.clone(), anchor("m"))]);
    notebook.set_jumps(&[(a.clone(), anchor("1")), (b.clone(), anchor("2"))]).unwrap();
    notebook.set_jumps(&[(b.clone(), anchor("2"))]).unwrap();
    assert_eq!(notebook.jumps().unwrap(), [(b, anchor("2"))]);
    assert_eq!(notebook.screen("library").unwrap(), None);
    notebook.set_screen("library", "newest").unwrap();
    assert_eq!(notebook.screen("library").unwrap().as_deref(), Some("newest"));
}

#[test]
fn the_summary_is_of_every_article() {
    let mut notebook = Notebook::in_memory().unwrap();
    put(&mut notebook, &article("/a"), "one");
    put(&mut notebook, &article("/a"), "");
    let tag = What::Tag { name: "acme".to_owned(), on: true };
    let position = Position { anchor: anchor(""), percent: 40, seen: 9 };
    let whats = [What::Read(Some(true)), What::Bookmark(Some(3)), tag, What::Position(Some(position))];
    notebook.apply(&whats.map(|what| set(&article("/b"), what))).unwrap();
    let summary = notebook.summary().unwrap();
    let of = |path: &str| summary.of(&crate::library::Origin::File(path.into())).cloned().unwrap();
    let a = of("/a");
    assert_eq!((a.highlights, a.notes.as_slice(), a.is_read()), (2, ["one".to_owned()].as_slice(), false));
    let b = of("/b");
    assert!(b.is_read() && b.bookmarked == Some(3) && b.percent == Some(40) && b.seen == Some(9) && b.tags == ["acme"]);
    assert_eq!(summary.len(), 2);
    // A file that was replaced: what is kept of the article before is not of the one that is there now.
    for (explicit, body) in [("earlier", "of the earlier one"), ("later", "of the later one")] {
        let explicit = Some(explicit.to_owned());
        let content = Some(crate::text::fnv::hash(body.as_bytes()));
        put(&mut notebook, &Identity { headline: body.to_owned(), explicit, content, ..article("/d") }, body);
    }
    let summary = notebook.summary().unwrap();
    let replaced = summary.of(&crate::library::Origin::File("/d".into())).unwrap();
    assert_eq!((replaced.notes.as_slice(), summary.len()), (["of the later one".to_owned()].as_slice(), 3));
    let here = crate::library::Origin::File("c.toml".into());
    put(&mut notebook, &Identity { path: crate::reading::identity::path(&here), ..article("/c") }, "here");
    let summary = notebook.summary().unwrap();
    for spelled in ["c.toml", "./c.toml"] {
        let hash = crate::text::fnv::hash(spelled.as_bytes());
        assert_eq!(summary.of_path(hash).map(|line| line.notes.len()), Some(1), "{spelled}");
    }
    assert!(summary.of(&here).is_some());
}

#[test]
fn who_only_asks_makes_nothing_and_moves_nothing() {
    let scratch = Scratch::new("existing");
    let names = || std::fs::read_dir(&scratch.0).map_or(0, Iterator::count);
    assert!(Notebook::open_existing(&scratch.0).unwrap().is_none() && names() == 0);
    let mut notebook = scratch.open();
    put(&mut notebook, &article("/a"), "kept");
    drop(notebook);
    let before = names();
    let notebook = Notebook::open_existing(&scratch.0).unwrap().unwrap();
    assert_eq!(bodies(&notebook, &article("/a")), ["kept"]);
    drop(notebook);
    assert_eq!(names(), before);
    std::fs::write(scratch.0.join(FILE), "no database").unwrap();
    assert!(Notebook::open_existing(&scratch.0).unwrap_err().to_string().contains("damaged"));
    assert_eq!(std::fs::read(scratch.0.join(FILE)).unwrap(), b"no database");
}

#[test]
fn a_folder_that_cannot_be_written_is_read() {
    let scratch = Scratch::new("read-only");
    let mut notebook = scratch.open();
    put(&mut notebook, &article("/a"), "kept");
    notebook.checkpoint().unwrap();
    drop(notebook);
    let notebook = Notebook::open_to_read(&scratch.0).unwrap();
    assert_eq!(bodies(&notebook, &article("/a")), ["kept"]);
}

#[test]
fn a_notebook_of_an_earlier_version_is_read_whether_it_can_be_written_or_not() {
    for version in 1..=schema::MIGRATIONS.len() {
        let scratch = Scratch::new(&format!("earlier-{version}"));
        std::fs::create_dir_all(&scratch.0).unwrap();
        let connection = Connection::open(scratch.0.join(FILE)).unwrap();
        for step in &schema::MIGRATIONS[..version] {
            connection.execute_batch(step).unwrap();
        }
        connection.pragma_update(None, "application_id", schema::APPLICATION).unwrap();
        connection.pragma_update(None, "user_version", i64::try_from(version).unwrap()).unwrap();
        connection
            .execute_batch(&format!(
                "INSERT INTO article (path, id, headline, authors, percent) VALUES (x'2f61', 'a', 'A', '', 40);
                 INSERT INTO note (uid, article, part, offset, exact, prefix, suffix, telling, colour, body, created, modified)
                     VALUES ('u', 1, '{}', 3, 'passage', 'before ', ' behind', '', 'blue', 'kept', 1, 2);
                 INSERT INTO tag VALUES (1, 'acme');",
                Part::Block(0, 1)
            ))
            .unwrap();
        drop(connection);
        let before = std::fs::read(scratch.0.join(FILE)).unwrap();
        let to_read = Notebook::open_to_read(&scratch.0).unwrap();
        let seen = |notebook: &Notebook| {
            let [(identity, state)] = &notebook.everything().unwrap()[..] else { panic!("from {version}") };
            let (uid, note) = &state.notes[0];
            assert_eq!(
                (identity.headline.as_str(), state.tags.as_slice(), uid),
                ("A", ["acme".to_owned()].as_slice(), &Uid("u".to_owned()))
            );
            let anchor = Anchor { telling: Vec::new(), ..anchor("passage") };
            let wanted = Note {
                anchor: Some(anchor),
                colour: Some(Colour::Blue),
                body: "kept".to_owned(),
                created: 1,
                modified: 2,
            };
            assert_eq!((note, state.wordings.len()), (&wanted, 0), "from {version}");
            assert_eq!(notebook.notes().unwrap().len(), 1);
            assert_eq!(notebook.summary().unwrap().len(), 1);
        };
        seen(&to_read);
        assert_eq!(std::fs::read(scratch.0.join(FILE)).unwrap(), before, "and is left as it was");
        drop(to_read);
        seen(&scratch.open());
    }
}

#[test]
fn what_a_crash_left_in_the_log_is_read_where_nothing_can_be_written() {
    let (scratch, crashed) = (Scratch::new("log"), Scratch::new("log-crashed"));
    let mut notebook = scratch.open();
    put(&mut notebook, &article("/a"), "old");
    notebook.checkpoint().unwrap();
    put(&mut notebook, &article("/a"), "new");
    std::fs::create_dir_all(&crashed.0).unwrap();
    for name in scratch.names() {
        std::fs::copy(scratch.0.join(&name), crashed.0.join(&name)).unwrap();
    }
    let both = |notebook: &Notebook| {
        let mut found = bodies(notebook, &article("/a"));
        found.sort();
        found == ["new", "old"]
    };
    assert!(both(&Notebook::open_to_read(&crashed.0).unwrap()));
    assert!(both(&crashed.open()));
}

#[test]
fn to_read_nothing_is_made() {
    let scratch = Scratch::new("none");
    let empty = At::Folder(scratch.0.clone()).open_to_read().unwrap();
    assert!(empty.notes().unwrap().is_empty());
    assert!(disk::kind(&scratch.0).is_err());
    assert!(Notebook::open_to_read(&scratch.0).is_err());
    At::Folder(scratch.0.clone()).open().unwrap();
    assert_eq!(disk::kind(&scratch.0.join(FILE)).unwrap(), disk::Kind::File);
}

#[test]
fn what_is_no_notebook_is_not_read() {
    let scratch = Scratch::new("foreign");
    std::fs::create_dir_all(&scratch.0).unwrap();
    std::fs::write(scratch.0.join(FILE), "").unwrap();
    assert!(Notebook::open_to_read(&scratch.0).is_err());
}

#[test]
fn forgetting_takes_every_row_and_the_screens_that_tell() {
    let mut notebook = Notebook::in_memory().unwrap();
    let there = |content: u64| Identity { content: Some(content), ..article("/a") };
    put(&mut notebook, &there(1), "one");
    let elsewhere = Identity { path: b"/b".to_vec(), ..there(3) };
    put(&mut notebook, &elsewhere, "once twice kept");
    let moved = "UPDATE article SET path = x'2f61', headline = 'Other' WHERE content = 3";
    notebook.connection.execute(moved, []).unwrap();
    notebook.set_screen("library", "at /a").unwrap();
    notebook.set_screen("search", "Headline of /a").unwrap();
    notebook.set_screen("order", "newest").unwrap();
    assert!(notebook.forget(&there(1)).unwrap());
    let screens = ["library", "search", "order"].map(|name| notebook.screen(name).unwrap().is_some());
    assert_eq!(screens, [false, false, true]);
    assert_eq!(notebook.everything().unwrap().len(), 1, "another article was in that place before");
}

#[test]
fn a_copy_beside_replaces_none_and_is_forgotten_in_too() {
    let scratch = Scratch::new("beside");
    let mut notebook = scratch.open();
    put(&mut notebook, &article("/a"), "secret");
    let made = [notebook.backup_beside(&scratch.0).unwrap(), notebook.backup_beside(&scratch.0).unwrap()];
    assert_eq!(made[1], scratch.0.join("reading.db.before-restore-2"));
    assert_eq!(copies(&scratch.0).unwrap(), made);
    assert!(forget_in_copy(&made[0], &article("/a")).unwrap() && !forget_in_copy(&made[0], &article("/a")).unwrap());
    let text = std::fs::read(&made[0]).unwrap();
    assert!(!text.windows(6).any(|window| window == b"secret"));
    std::fs::write(&made[1], "no database").unwrap();
    assert!(forget_in_copy(&made[1], &article("/a")).is_err());
    assert_eq!(copies(&scratch.0).unwrap().len(), 2, "and nothing is left beside them");
}

#[test]
fn an_article_is_known_as_it_was_met() {
    let mut notebook = Notebook::in_memory().unwrap();
    let kept = Identity { url: Some("https://example.org/".to_owned()), ..article("/a") };
    put(&mut notebook, &kept, "one");
    let by_address = Identity { url: kept.url.clone(), path: b"/elsewhere".to_vec(), ..Identity::default() };
    assert_eq!(notebook.known(&by_address).unwrap(), Some(kept));
    assert_eq!(notebook.known(&article("/b")).unwrap(), None);
}

#[test]
fn names_of_notes_are_uuids() {
    assert_eq!(Uid::from_name(b"a"), Uid::from_name(b"a"));
    assert_ne!(Uid::from_name(b"a"), Uid::from_name(b"b"));
    assert_ne!(Uid::fresh(), Uid::fresh());
    assert_eq!((Uid::fresh().0.len(), Uid::from_name(b"a").0.len()), (36, 36));
    assert_eq!((Uid::fresh().0.as_bytes()[14], Uid::from_name(b"a").0.as_bytes()[14]), (b'4', b'8'));
}
