//! Loading with readers of our own; what needs odd files on a disk is in `tests/library.rs`.

use std::sync::Mutex;

use super::*;
use crate::article::Article;
use crate::library::Progress;

/// A reader for which the whole text is the headline; some texts are special.
fn headline(source: &str) -> Checked {
    let error = |start| Diagnostic {
        code: "test",
        severity: Severity::Error,
        message: "wrong".into(),
        span: Some(start..start),
        help: None,
    };
    match source {
        "panic" => panic!("as asked"),
        "one\ntwo" => Checked { article: None, diagnostics: vec![error(4), error(0)] },
        _ => Checked {
            article: Some(Article { headline: source.into(), id: Some("same".into()), ..Article::default() }),
            diagnostics: Vec::new(),
        },
    }
}

fn found(path: &str) -> Found {
    Found { root: 0, link: None, origin: Origin::File(path.into()), refusal: None }
}

fn with_headlines(found: Found) -> Entry {
    let (crew, read) = (&Crew::default(), &|text: &str| digest(&headline(text), text));
    let (note, publish) = (&|_: &mut Row, _: &Entry| {}, &|_| true);
    let sweep = Sweep { roots: &[Root::Starter], known: None, only: None, crew, read, note, publish };
    super::read(found, &sweep, &mut Near::default())
}

#[test]
fn a_reader_that_panics_costs_one_file() {
    let folder = std::env::temp_dir().join(format!("nutgraf-load-{}", std::process::id()));
    crate::disk::create_private_folder(&folder).unwrap();
    let path = folder.join("a.toml");
    crate::disk::write(&path, b"panic", crate::disk::Access::Private).unwrap();
    let entry = with_headlines(found(path.to_str().unwrap()));
    std::fs::remove_dir_all(&folder).unwrap();
    let Content::Broken { reason, more: 0 } = &entry.content else { panic!("{entry:?}") };
    assert!(reason.contains("a mistake of ours"), "{reason}");
    assert_eq!(entry.stamp.size, 5);
}

#[test]
fn a_broken_file_tells_its_first_reason_and_how_many_more() {
    let (id, content) = digest(&headline("one\ntwo"), "one\ntwo");
    let Content::Broken { reason, more } = content else { panic!() };
    assert_eq!((id, reason.as_str(), more), (None, "line 2: wrong", 1));
}

#[test]
fn the_starter_library_comes_in_two_snapshots() {
    let snapshots = Mutex::new(Vec::new());
    let publish = |snapshot| {
        snapshots.lock().unwrap().push(snapshot);
        true
    };
    let last = load(&[Root::Starter], &publish);
    let read = super::super::starter::FILES.len();
    let counts: Vec<_> = snapshots.into_inner().unwrap().iter().map(|one| one.entries().count()).collect();
    assert_eq!(counts, [FIRST, read], "something to show at once, then all of it");
    assert_eq!(last.progress, Progress { found: read, read, done: true });
}

#[test]
fn the_later_namesake_gets_a_suffix() {
    let mut state = State::new(None, None);
    let share = || {
        let mut share = Share::default();
        let entry = with_headlines(walk::walk(&[Root::Starter]).next().unwrap());
        let row = pack::push(&mut share.bytes, &entry);
        share.steps.push(Step::Fresh { row, id: entry.id, replaced: None, suffix: None });
        share
    };
    state.add(vec![share(), share()]);
    state.add(vec![share()]);
    let library = state.snapshot(3, true);
    let given: Vec<_> = library.entries().map(|entry| entry.id.raw().to_owned()).collect();
    assert_eq!(given, ["same", "same-2", "same-3"]);
}
