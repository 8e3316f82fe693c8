//! The thread's function, driven by hand: wishes are put into its channel, and what it tells is looked at.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::mpsc;

use super::*;
use crate::article::{Article, Part};
use crate::library::Origin;
use crate::reading::summary::Line;
use crate::reading::{Note, Uid};

fn article() -> Arc<Article> {
    let text = "headline = \"A\"\ntakeaways = [\"One point.\"]\n[[sections]]\nheading = \"h\"\nbody = \"First words.\\n\\nSecond words.\"\n";
    Arc::new(crate::format::read::read(text).article.unwrap())
}

fn subject(path: &str) -> Subject {
    let origin = Origin::File(path.into());
    let identity = Arc::new(Identity::of(&origin, "a", Some(&article())));
    Subject { origin, identity, article: article() }
}

fn change(subject: &Subject, what: What) -> Change {
    Change { article: Arc::clone(&subject.identity), what }
}

fn highlight(subject: &Subject) -> Change {
    let span = Span { start: Place::start(Part::Block(0, 1)), end: Place { part: Part::Block(0, 1), offset: 6 } };
    let anchor = Anchor::of(&Texts::of(&subject.article), span);
    let note =
        Note { anchor, colour: Some(crate::reading::Colour::Pink), body: String::new(), created: 1, modified: 1 };
    change(subject, What::Note { uid: Uid("u".to_owned()), to: Some(Box::new(note)) })
}

/// What is told when these are wished for, one after the other, and then the end.
fn told(at: &At, wishes: Vec<Wish>) -> Vec<Told> {
    let (poke, to_do) = mpsc::channel();
    for wish in wishes.into_iter().chain([Wish::End]) {
        poke.send(wish).unwrap();
    }
    let told = RefCell::new(Vec::new());
    keep(at, (poke, &to_do), &|one| told.borrow_mut().push(one), &|| 99);
    told.into_inner()
}

fn met(told: &[Told]) -> Vec<&Kept> {
    told.iter().filter_map(|one| if let Told::Met(_, kept) = one { Some(&**kept) } else { None }).collect()
}

struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("nutgraf-keep-{name}-{}", std::process::id()));
        let _ = crate::disk::remove_folder(&path);
        Self(path)
    }

    fn at(&self) -> At {
        At::Folder(self.0.clone())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = crate::disk::remove_folder(&self.0);
    }
}

#[test]
fn what_is_kept_is_told_the_next_time() {
    let scratch = Scratch::new("next");
    let one = subject("/a.toml");
    let wishes = vec![
        Wish::Meet(one.clone()),
        Wish::Keep(1, vec![change(&one, What::Read(Some(true)))]),
        Wish::Keep(2, vec![highlight(&one), change(&one, What::Bookmark(Some(4)))]),
        Wish::Stand(Place::start(Part::Block(0, 0)), 20),
        Wish::Stand(Place { part: Part::Block(0, 1), offset: 3 }, 60),
        Wish::Jumps(vec![((*one.identity).clone(), Anchor::at(Place::start(Part::Takeaway(0))))]),
        Wish::Screen(LIBRARY_SCREEN, "newest".to_owned()),
    ];
    let first = told(&scratch.at(), wishes);
    assert_eq!(met(&first)[0], &Kept::default());
    let saved: Vec<u64> =
        first.iter().filter_map(|one| if let Told::Saved(n) = one { Some(*n) } else { None }).collect();
    assert_eq!(saved, [1, 2]);
    let next = told(&scratch.at(), vec![Wish::Summary, Wish::Meet(one), Wish::Notes]);
    let Some(Told::Last(last)) = next.first() else { panic!("{next:?}") };
    assert_eq!((last.jumps.len(), last.library.as_deref()), (1, Some("newest")));
    let kept = met(&next)[0];
    assert_eq!((kept.state.read, kept.state.bookmarked), (Some(true), Some(4)));
    assert_eq!(kept.place, Some(Place { part: Part::Block(0, 1), offset: 3 }));
    let position = kept.state.position.as_ref().unwrap();
    assert_eq!((position.percent, position.seen), (60, 99), "the last one, written at the end");
    let span = kept.span(&Uid("u".to_owned())).unwrap();
    assert_eq!((span.start.part, span.end.offset), (Part::Block(0, 1), 6));
    let Some(Told::Notes(notes)) = next.last() else { panic!("{next:?}") };
    assert_eq!(notes.len(), 1);
}

#[test]
fn a_place_belongs_to_its_article() {
    let (one, other) = (subject("/a.toml"), subject("/b.toml"));
    let scratch = Scratch::new("place");
    let stand = |offset| Wish::Stand(Place { part: Part::Block(0, 0), offset }, 1);
    // The same text in two files is one article; another one is another.
    let mut changed = (*other.article).clone();
    changed.headline = "B".into();
    let identity = Arc::new(Identity::of(&other.origin, "b", Some(&changed)));
    let other = Subject { identity, article: Arc::new(changed), ..other };
    let met_again = told(
        &scratch.at(),
        vec![
            Wish::Meet(one.clone()),
            stand(2),
            Wish::Meet(other.clone()),
            stand(4),
            Wish::Meet(one),
            Wish::Meet(other),
        ],
    );
    let places: Vec<_> = met(&met_again).iter().map(|kept| kept.place.map(|place| place.offset)).collect();
    assert_eq!(places, [None, None, Some(2), Some(4)]);
}

#[test]
fn what_cannot_be_kept_stays_in_memory_and_is_told() {
    // A file where the folder should be: nothing can be made there.
    let scratch = Scratch::new("no-folder");
    crate::disk::create_folder(&scratch.0).unwrap();
    let file = scratch.0.join("file");
    crate::disk::write(&file, b"x", crate::disk::Access::Private).unwrap();
    let one = subject("/a.toml");
    let wishes = vec![Wish::Keep(1, vec![change(&one, What::Read(Some(true)))]), Wish::Meet(one)];
    let told = told(&At::Folder(file.join("data")), wishes);
    assert!(told.iter().any(|one| matches!(one, Told::Unsaved(_))), "{told:?}");
    assert!(!told.iter().any(|one| matches!(one, Told::Saved(_))));
    assert_eq!(met(&told)[0].state.read, Some(true), "it is seen all the same");
}

#[test]
fn what_waited_is_kept_as_soon_as_it_can_be() {
    let scratch = Scratch::new("waited");
    crate::disk::create_folder(&scratch.0).unwrap();
    let (in_the_way, folder) = (scratch.0.join("data"), At::Folder(scratch.0.join("data")));
    crate::disk::write(&in_the_way, b"x", crate::disk::Access::Private).unwrap();
    let one = subject("/a.toml");
    let (poke, to_do) = mpsc::channel();
    poke.send(Wish::Keep(1, vec![change(&one, What::Read(Some(true)))])).unwrap();
    let heard = RefCell::new(Vec::new());
    let tell = |one: Told| {
        if matches!(one, Told::Unsaved(_)) && heard.borrow().is_empty() {
            crate::disk::remove_file(&in_the_way).unwrap();
            poke.send(Wish::Keep(2, vec![change(&one_more(), What::Read(Some(false)))])).unwrap();
            poke.send(Wish::End).unwrap();
        }
        match one {
            Told::Saved(_) | Told::Unsaved(_) | Told::Caught => heard.borrow_mut().push(format!("{one:?}")),
            _ => {}
        }
    };
    keep(&folder, (poke.clone(), &to_do), &tell, &|| 1);
    let heard = heard.into_inner();
    assert!(heard[0].starts_with("Unsaved"), "{heard:?}");
    assert!(
        heard.ends_with(&["Saved(1)".to_owned(), "Saved(2)".to_owned()]) || heard.contains(&"Caught".to_owned()),
        "{heard:?}"
    );
    assert!(heard.contains(&"Saved(1)".to_owned()) && heard.contains(&"Saved(2)".to_owned()), "{heard:?}");
}

#[test]
fn a_highlight_that_waits_keeps_the_text_that_it_was_taken_from() {
    let scratch = Scratch::new("waits");
    crate::disk::create_folder(&scratch.0).unwrap();
    let (in_the_way, folder) = (scratch.0.join("data"), scratch.0.join("data"));
    crate::disk::write(&in_the_way, b"x", crate::disk::Access::Private).unwrap();
    let before = subject("/a.toml");
    let mut article = Article::clone(&before.article);
    article.takeaways.clear();
    let after = Subject { article: Arc::new(article), ..before.clone() };
    let (poke, to_do) = mpsc::channel();
    for wish in [Wish::Meet(before.clone()), Wish::Keep(1, vec![highlight(&before)])] {
        poke.send(wish).unwrap();
    }
    let tell = |one: Told| match one {
        Told::Unsaved(_) if disk_is_in_the_way(&in_the_way) => {
            // The article is read again, changed, and only then is there a place to write.
            poke.send(Wish::Meet(after.clone())).unwrap();
            poke.send(Wish::Keep(2, vec![change(&after, What::Read(Some(true)))])).unwrap();
            crate::disk::remove_file(&in_the_way).unwrap();
        }
        Told::Saved(2) => poke.send(Wish::End).unwrap(),
        _ => {}
    };
    keep(&At::Folder(folder.clone()), (poke.clone(), &to_do), &tell, &|| 1);
    let state = Notebook::open(&folder).unwrap().notebook.state(&before.identity).unwrap();
    let taken = state.notes[0].1.anchor.as_ref().and_then(|anchor| anchor.taken.as_ref()).map(|taken| taken.wording);
    let of_before = Wording::of(&Texts::of(&before.article));
    assert_eq!((taken, state.wordings), (Some(of_before.fingerprint()), vec![of_before]));
}

fn disk_is_in_the_way(path: &std::path::Path) -> bool {
    crate::disk::kind(path).is_ok_and(|kind| kind == crate::disk::Kind::File)
}

#[test]
fn what_cannot_be_read_is_told_and_is_not_nothing() {
    let scratch = Scratch::new("unread");
    let one = subject("/a.toml");
    told(&scratch.at(), vec![Wish::Keep(1, vec![highlight(&one)])]);
    let broken = Notebook::open(&scratch.0).unwrap().notebook;
    broken.connection().execute_batch("ALTER TABLE note RENAME COLUMN body TO other").unwrap();
    let told = told(&scratch.at(), vec![Wish::Meet(one), Wish::Notes]);
    let unread = told.iter().filter(|one| matches!(one, Told::Unread(why) if why.contains("body"))).count();
    assert_eq!(unread, 2, "{told:?}");
    assert!(!told.iter().any(|one| matches!(one, Told::Met(..) | Told::Notes(_))), "{told:?}");
}

fn one_more() -> Subject {
    subject("/b.toml")
}

#[test]
fn what_another_program_writes_is_told() {
    let scratch = Scratch::new("other");
    let one = subject("/a.toml");
    let (poke, to_do) = mpsc::channel();
    poke.send(Wish::Meet(one.clone())).unwrap();
    let seen = RefCell::new(Vec::new());
    let tell = |told: Told| {
        if let Told::Met(_, kept) = told {
            if seen.borrow().is_empty() {
                let mut other = Notebook::open(&scratch.0).unwrap().notebook;
                other.apply(&[change(&one, What::Bookmark(Some(3)))]).unwrap();
                poke.send(Wish::Poke).unwrap();
            } else {
                poke.send(Wish::End).unwrap();
            }
            seen.borrow_mut().push(kept.state.bookmarked);
        }
    };
    keep(&scratch.at(), (poke.clone(), &to_do), &tell, &|| 1);
    assert_eq!(seen.borrow().as_slice()[..2], [None, Some(3)]);
}

#[test]
fn a_highlight_knows_the_text_that_it_was_taken_from() {
    let scratch = Scratch::new("wording");
    // Three paragraphs that say the same; the second one is highlighted, then the first one goes.
    let read = |text: &str| Arc::new(crate::format::read::read(text).article.unwrap());
    let body = |paragraphs: &[&str]| {
        read(&format!("headline = \"A\"\n[[sections]]\nbody = \"{}\"\n", paragraphs.join("\\n\\n")))
    };
    let same = "The agency did not respond to a request.";
    let of = |article: Arc<Article>| Subject { article, ..subject("/a.toml") };
    let before = of(body(&["One day in May.", same, "Two judges ruled.", same, "Three more sat.", same]));
    let span =
        Span { start: Place::start(Part::Block(0, 3)), end: Place { part: Part::Block(0, 3), offset: same.len() } };
    let anchor = Anchor::of(&Texts::of(&before.article), span);
    let note = Note { anchor, colour: None, body: "n".to_owned(), created: 1, modified: 1 };
    let what = What::Note { uid: Uid("u".to_owned()), to: Some(Box::new(note)) };
    told(&scratch.at(), vec![Wish::Meet(before.clone()), Wish::Keep(1, vec![change(&before, what)])]);
    for (paragraphs, block) in [
        (vec!["One day in May.", "Two judges ruled.", same, "Three more sat.", same], Some(2)),
        (vec![same, "Three more sat.", same, "One day in May.", same, "Two judges ruled."], Some(0)),
        (vec!["One day in May.", same, "Two judges ruled.", "Three more sat.", same], None),
    ] {
        let after = Subject { article: body(&paragraphs), ..before.clone() };
        let told = told(&scratch.at(), vec![Wish::Meet(after)]);
        let span = met(&told)[0].span(&Uid("u".to_owned()));
        assert_eq!(span.map(|span| span.start.part), block.map(|block| Part::Block(0, block)), "{paragraphs:?}");
    }
}

#[test]
fn a_quote_from_elsewhere_gets_its_text_where_it_stands() {
    let scratch = Scratch::new("settle");
    let one = subject("/a.toml");
    let Change { what: What::Note { uid, to: Some(mut note) }, article } = highlight(&one) else { panic!() };
    let taken = note.anchor.as_mut().and_then(|anchor| anchor.taken.take());
    let bare = Change { article, what: What::Note { uid, to: Some(note) } };
    assert!(taken.is_some());
    let next = told(&scratch.at(), vec![Wish::Keep(1, vec![bare]), Wish::Meet(one)]);
    let state = &met(&next)[0].state;
    assert_eq!(state.notes[0].1.anchor.as_ref().unwrap().taken, taken);
    assert_eq!((state.notes[0].1.modified, state.wordings.len()), (1, 1), "and is no newer for it");
}

#[test]
fn where_notes_stand_is_looked_at_beside_what_is_wished() {
    let scratch = Scratch::new("check");
    let folder = scratch.0.join("articles");
    crate::disk::create_private_folder(&folder).unwrap();
    let write = |name: &str, text: &str| {
        crate::disk::write(&folder.join(name), text.as_bytes(), crate::disk::Access::Private).unwrap();
    };
    let text = "headline = \"A\"\ntakeaways = [\"One point.\"]\n[[sections]]\nheading = \"h\"\nbody = \"First words.\\n\\nSecond words.\"\n";
    write("a.toml", text);
    write("b.toml", &text.replace("\"A\"", "\"B\""));
    let subject = |name: &str| {
        let origin = Origin::File(folder.join(name));
        let (identity, article) = crate::reading::standing::read(&origin, "x").unwrap();
        Subject { origin, identity: Arc::new(identity), article }
    };
    let (one, other) = (subject("a.toml"), subject("b.toml"));
    let Change { what: What::Note { to, .. }, .. } = highlight(&other) else { panic!() };
    let second = change(&other, What::Note { uid: Uid("v".to_owned()), to });
    let orphans = |told: &[Told]| {
        told.iter()
            .rev()
            .find_map(|told| if let Told::Orphans(orphans) = told { Some(Orphans::clone(orphans)) } else { None })
    };
    told(&scratch.at(), vec![Wish::Keep(1, vec![highlight(&one), second])]);
    let (poke, to_do) = mpsc::channel();
    poke.send(Wish::Check).unwrap();
    let (end, asked) = (poke.clone(), RefCell::new(Vec::new()));
    write("a.toml", &text.replace("Second words", "Nothing of that"));
    let tell = |one| {
        let done = matches!(&one, Told::Orphans(orphans) if orphans.is_done());
        asked.borrow_mut().push(one);
        if done {
            end.send(Wish::End).unwrap();
        }
    };
    keep(&scratch.at(), (poke, &to_do), &tell, &|| 99);
    let found = orphans(&asked.into_inner()).unwrap();
    assert_eq!((found.looked, found.of, found.lost.len()), (2, 2, 1));
    assert_eq!(found.lost[&Uid("u".to_owned())].lost(), Some("its words are no longer in the article"));
    assert_eq!(orphans(&told(&At::Memory, vec![Wish::Check])), Some(Orphans::default()), "no notes, no orphans");
}

#[test]
fn articles_that_moved_are_known_before_they_are_opened() {
    let scratch = Scratch::new("moved");
    let (old, new) = (scratch.0.join("old"), scratch.0.join("new/deep"));
    crate::disk::create_private_folder(&new).unwrap();
    let text = "headline = \"A\"\n[[sections]]\nbody = \"First words.\"\n";
    let write =
        |name: &str| crate::disk::write(&new.join(name), text.as_bytes(), crate::disk::Access::Private).unwrap();
    write("a.toml");
    let article = Arc::new(crate::format::read::read(text).article.unwrap());
    let origin = Origin::File(old.join("a.toml"));
    let one = Subject { identity: Arc::new(Identity::of(&origin, "a", Some(&article))), origin, article };
    told(&scratch.at(), vec![Wish::Keep(1, vec![change(&one, What::Read(Some(true)))])]);
    let library = library::load::load(&[library::Root::path(scratch.0.join("new"))], &|_| true);
    // Until the second summary: the first one is told at once.
    let (poke, to_do) = mpsc::channel();
    let lines = RefCell::new(Vec::new());
    let tell = |told: Told| {
        let Told::Summary(summary) = told else { return };
        lines.borrow_mut().push(summary.of(&Origin::File(new.join("a.toml"))).is_some_and(Line::is_read));
        if lines.borrow().len() == 2 {
            poke.send(Wish::End).unwrap();
        }
    };
    poke.send(Wish::Summary).unwrap();
    poke.send(Wish::Library(library)).unwrap();
    keep(&scratch.at(), (poke.clone(), &to_do), &tell, &|| 99);
    assert_eq!(lines.into_inner(), [false, true]);
}
