//! What is news.

use super::*;
use crate::annotation::read::read;
use crate::annotation::write::write;
use crate::annotation::{Sheet, sample};
use crate::article::anchor::Anchor;
use crate::reading::State;

const NOW: Moment = 1_800_000_000;

fn incoming(sheet: &Sheet) -> Vec<Change> {
    read(&write(std::slice::from_ref(sheet)), NOW).unwrap().changes
}

/// Added, changed, already there.
fn take_in(notebook: &mut Notebook, sheet: &Sheet) -> (usize, usize, usize) {
    let news = merge(incoming(sheet), notebook, NOW).unwrap();
    notebook.apply(&news.changes).unwrap();
    (news.added, news.changed, news.already)
}

#[test]
fn once_is_enough() {
    let mut notebook = Notebook::in_memory().unwrap();
    let sheet = sample::full();
    assert_eq!(take_in(&mut notebook, &sheet), (10, 0, 0));
    assert_eq!(take_in(&mut notebook, &sheet), (0, 0, 10));
    let doubled = [incoming(&sheet), incoming(&sheet)].concat();
    let news = merge(doubled, &Notebook::in_memory().unwrap(), NOW).unwrap();
    assert_eq!((news.added, news.already), (10, 10), "also within one file");
}

#[test]
fn the_later_note_wins_and_nothing_goes() {
    let mut notebook = Notebook::in_memory().unwrap();
    let ours = sample::full();
    take_in(&mut notebook, &ours);
    let mut theirs = ours.clone();
    theirs.state = State { notes: ours.state.notes[..2].to_vec(), read: Some(false), ..State::default() };
    theirs.state.notes[0].1.body = "later".to_owned();
    theirs.state.notes[0].1.modified += 1;
    theirs.state.notes[1].1.body = "earlier".to_owned();
    theirs.state.notes[1].1.modified -= 1;
    assert_eq!(take_in(&mut notebook, &theirs), (0, 1, 2));
    let state = notebook.state(&ours.article).unwrap();
    assert_eq!((state.notes.len(), state.tags.len(), state.read), (4, 2, Some(true)));
    let bodies: Vec<&str> = state.notes.iter().map(|(_, note)| note.body.as_str()).collect();
    assert_eq!(bodies[..2], ["later", "Why?\n\n1. See below."]);
}

#[test]
fn a_passage_that_is_kept_keeps_the_text_that_it_was_taken_from() {
    let mut notebook = Notebook::in_memory().unwrap();
    let ours = sample::full();
    take_in(&mut notebook, &ours);
    let (uid, note) = ours.state.notes.iter().find(|(_, note)| note.anchor.is_some()).unwrap().clone();
    let anchor = note.anchor.clone().unwrap();
    let taken = Some(crate::article::anchor::Taken { wording: 7, words: 2..5 });
    let kept = Note { anchor: Some(Anchor { taken: taken.clone(), ..anchor.clone() }), ..note.clone() };
    let to = Some(Box::new(kept));
    let article = Arc::new(ours.article.clone());
    notebook.apply(&[Change { article, what: What::Note { uid: uid.clone(), to } }]).unwrap();
    // A later form of it from another machine, at the same words; then at others.
    for (exact, wanted) in [(anchor.exact.clone(), taken), ("other words".to_owned(), None)] {
        let mut theirs = ours.clone();
        for (own, note) in &mut theirs.state.notes {
            note.modified += if wanted.is_some() { 1 } else { 2 };
            if *own == uid
                && let Some(anchor) = &mut note.anchor
            {
                anchor.exact.clone_from(&exact);
            }
        }
        take_in(&mut notebook, &theirs);
        let state = notebook.state(&ours.article).unwrap();
        let (_, note) = state.notes.iter().find(|(own, _)| *own == uid).unwrap();
        let anchor = note.anchor.as_ref().unwrap();
        assert_eq!((&anchor.exact, &anchor.taken), (&exact, &wanted));
    }
}

#[test]
fn what_says_no_time_or_one_to_come_replaces_nothing() {
    let mut notebook = Notebook::in_memory().unwrap();
    let said = |text: &str, time: &str| {
        format!(
            r#"{{"id": "a:1", "type": "Annotation", "bodyValue": "{text}"{time}, "target": "https://example.org/"}}"#
        )
    };
    let mut take_in = |text: &str, time: &str, now: Moment| {
        let news = merge(read(&said(text, time), now).unwrap().changes, &notebook, now).unwrap();
        notebook.apply(&news.changes).unwrap();
        (news.added, news.changed, news.already)
    };
    assert_eq!(take_in("one", "", NOW), (1, 0, 0));
    assert_eq!(take_in("one", "", NOW + 5), (0, 0, 1));
    assert_eq!(take_in("two", "", NOW + 5), (0, 0, 1));
    assert_eq!(take_in("two", r#", "modified": "9999-01-01""#, NOW + 5), (0, 0, 1));
    assert_eq!(take_in("two", r#", "modified": "2027-02-01""#, NOW + 5_000_000), (0, 1, 0));
}

#[test]
fn an_old_file_does_not_say_where_an_article_is_now() {
    let mut notebook = Notebook::in_memory().unwrap();
    let mut now = sample::full();
    now.article.path = b"/moved/a.toml".to_vec();
    take_in(&mut notebook, &now);
    let mut old = sample::full();
    old.state.tags = vec!["new".to_owned()];
    assert_eq!(take_in(&mut notebook, &old).0, 1);
    assert_eq!(notebook.articles().unwrap(), [now.article]);
}

#[test]
fn pages_of_other_tools_stay_apart() {
    let text = r#"[{"type": "Annotation", "bodyValue": "a", "target": "https://example.org/1"},
        {"type": "Annotation", "bodyValue": "b", "target": "https://example.org/2"}]"#;
    let mut notebook = Notebook::in_memory().unwrap();
    notebook.apply(&merge(read(text, NOW).unwrap().changes, &notebook, NOW).unwrap().changes).unwrap();
    assert_eq!(notebook.everything().unwrap().len(), 2);
}
