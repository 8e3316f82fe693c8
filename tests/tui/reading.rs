//! Reading state from the keyboard: what is kept, seen, undone, and found again the next time.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use nutgraf::article::{Part, Place};
use nutgraf::library::open;
use nutgraf::library::{Opened, Origin};
use nutgraf::reading::keep::{Kept as ReadingKept, Last, Told};
use nutgraf::reading::summary::Line;
use nutgraf::reading::{Change, Colour, Note, Noted, State, Uid, What};
use nutgraf::tui::effect::{Effect, Purpose};

use super::{Stage, stage};

const ARTICLE: &str = "mixed/policy.toml";

fn article(keys: &str) -> Stage {
    Stage::article(ARTICLE, (100, 24)).keys(keys)
}

fn kept(stage: &Stage) -> State {
    let seen = stage.app.reader.as_ref().unwrap().kept.as_ref().unwrap().state.clone();
    let identity = stage.app.reader.as_ref().unwrap().identity.clone().unwrap();
    let mut on_disk = stage.notebook.state(&identity).unwrap();
    // Those of one second have no order.
    let mut seen = seen;
    seen.notes.sort_by(|a, b| a.0.cmp(&b.0));
    on_disk.notes.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(State { position: None, ..seen }, State { position: None, ..on_disk.clone() }, "seen is kept");
    on_disk
}

/// The same library with the same notebook, started anew.
fn again(stage: Stage) -> Stage {
    let mut next = Stage::library("mixed", (100, 24));
    next.notebook = stage.notebook;
    next.app.kept_told(Told::Summary(Arc::new(next.notebook.summary().unwrap())));
    next
}

fn line(stage: &Stage) -> Line {
    let origin = Origin::File(stage::folder(ARTICLE));
    stage.app.shelf.reading.of(&origin).cloned().unwrap_or_default()
}

#[test]
fn read_and_unread() {
    let mut stage = article("r");
    assert_eq!(kept(&stage).read, Some(true));
    stage.press("r");
    assert_eq!(kept(&stage).read, Some(false));
    stage.press("U U");
    assert_eq!(kept(&stage).read, None);
    stage.press("U");
    assert!(stage.snapshot().contains("nothing to undo"));
    stage.press("ctrl-r");
    assert_eq!(kept(&stage).read, Some(true));
    stage.press("*");
    stage.press("ctrl-r");
    assert!(stage.snapshot().contains("nothing to do again"), "what was done since is not overwritten");
}

#[test]
fn an_article_whose_end_was_seen_is_read_when_it_is_left() {
    let mut stage = Stage::library("mixed", (100, 24)).keys("enter");
    let there = stage.app.reader.as_ref().unwrap().origin.clone();
    stage.press("q");
    let read = |stage: &Stage| stage.app.shelf.reading.of(&there).is_some_and(Line::is_read);
    let long = stage.app.reader.as_ref().unwrap().text.lines.len() > 24;
    assert_eq!(read(&stage), !long);
    stage.press("enter G q");
    assert!(read(&stage));
    // What the reader says stands.
    stage.press("r enter G q");
    assert!(!read(&stage));
}

#[test]
fn the_library_marks_without_opening() {
    let mut stage = Stage::library("mixed", (120, 24)).keys("* # \"acme, matter 7\" enter");
    let first = stage.app.shelf.entry().unwrap().file;
    let line = stage.app.shelf.reading.of(&first).cloned().unwrap();
    assert_eq!((line.bookmarked.is_some(), line.tags), (true, vec!["acme".to_owned(), "matter 7".to_owned()]));
    assert!(stage.snapshot().contains("#acme"));
    stage.press("U U");
    assert!(stage.app.shelf.reading.of(&first).is_none_or(|line| line.tags.is_empty() && line.bookmarked.is_none()));
}

#[test]
fn tags_are_completed_with_those_there_are() {
    let mut stage = Stage::library("mixed", (100, 24)).keys("# \"acme\" enter j # \"ac\" tab enter");
    let second = stage.app.shelf.entry().unwrap().file;
    assert_eq!(stage.app.shelf.reading.of(&second).unwrap().tags, ["acme"]);
    stage.press("# ctrl-u enter");
    assert!(stage.app.shelf.reading.of(&second).unwrap().tags.is_empty());
}

#[test]
fn a_block_is_highlighted_and_changes_its_colour() {
    let mut stage = article("] } +");
    let notes = kept(&stage).notes;
    let (uid, note) = &notes[0];
    assert_eq!((notes.len(), note.colour, note.body.as_str()), (1, Some(Colour::Yellow), ""));
    let reader = stage.app.reader.as_ref().unwrap();
    let span = reader.kept.as_ref().unwrap().span(uid).unwrap();
    assert_eq!(span.start, Place::start(reader.current));
    assert_eq!(note.anchor.as_ref().unwrap().part, reader.current);
    stage.press("+");
    assert_eq!(kept(&stage).notes[0].1.colour, Some(Colour::Green));
    stage.press("4 +");
    assert_eq!(kept(&stage).notes[0].1.colour, Some(Colour::Pink));
    stage.press("-");
    assert!(kept(&stage).notes.is_empty());
    stage.press("U");
    assert_eq!(kept(&stage).notes[0].1.colour, Some(Colour::Pink));
    assert_eq!(line(&stage).highlights, 1);
}

#[test]
fn a_takeaway_is_highlighted_and_the_headline_is_not() {
    let stage = article("t +");
    assert_eq!(kept(&stage).notes[0].1.anchor.as_ref().unwrap().part, Part::Takeaway(0));
    let mut stage = Stage::article(ARTICLE, (60, 24)).keys("g g +");
    assert!(kept(&stage).notes.is_empty());
    assert!(stage.snapshot().contains("the headline can be noted, not highlighted"));
    stage.press("-");
    assert!(stage.snapshot().contains("no highlight or note here"));
}

#[test]
fn a_place_is_come_back_to_the_next_time() {
    let mut stage = Stage::library("mixed", (100, 24));
    stage.press("/ \"clear error\" enter enter");
    stage.press("} } } }");
    let standing = stage.app.standing().unwrap();
    let identity = stage.app.reader.as_ref().unwrap().identity.clone().unwrap();
    // What the loop tells the thread, and that writes.
    let article = stage.app.reader.as_ref().unwrap().article.clone();
    let anchor =
        nutgraf::article::Anchor::of(&nutgraf::article::Texts::of(&article), nutgraf::article::Span::at(standing.0))
            .unwrap();
    let position = nutgraf::reading::Position { anchor, percent: standing.1, seen: 5 };
    let what = What::Position(Some(position));
    stage.notebook.apply(&[Change { article: identity, what }]).unwrap();
    let mut next = again(stage).keys("/ \"clear error\" enter enter");
    assert_eq!(next.app.standing().unwrap().0, standing.0);
    next.press("q");
    assert!(next.snapshot().contains('%'), "how far it is read is in the list");
}

#[test]
fn small_marks_are_of_the_article_and_capitals_of_all() {
    let mut stage = Stage::library("mixed", (100, 24)).keys("enter } m a } } m B");
    let first = stage.app.reader.as_ref().unwrap().origin.clone();
    assert_eq!(kept(&stage).marks.iter().map(|(name, _)| *name).collect::<String>(), "Ba");
    stage.press("> ' a");
    assert!(stage.snapshot().contains("this mark is not set"), "it is of the other article");
    stage.press("' B");
    assert_eq!(stage.app.reader.as_ref().unwrap().origin, first);
}

#[test]
fn all_notes_are_listed_found_and_opened() {
    let mut stage = Stage::library("mixed", (100, 24)).keys("/ \"clear error\" enter enter ] } + q g n");
    let shown = stage.snapshot();
    assert!(shown.contains("Notes") && shown.contains("s1.p1"), "{shown}");
    stage.press("/ \"no such words\" enter");
    assert!(stage.snapshot().contains("No note matches."));
    stage.press("esc / \"has:highlights\" enter");
    assert!(stage.snapshot().contains("s1.p1"), "{}", stage.snapshot());
    stage.press("esc / \"has:highlights -is:noted\" enter");
    assert!(stage.snapshot().contains("No note matches."));
    stage.press("esc / \"taag:x\"");
    assert!(stage.snapshot().contains("there is no field"), "{}", stage.snapshot());
    stage.press("esc enter");
    assert_eq!(stage.app.reader.as_ref().unwrap().current, Part::Block(0, 0));
    stage.press("g n d");
    assert!(stage.snapshot().contains("Nothing is highlighted or noted yet"));
    stage.press("U");
    assert!(stage.snapshot().contains("s1.p1"), "it came back");
}

#[test]
fn the_library_is_as_it_was_left() {
    let stage = Stage::library("mixed", (100, 24)).keys(", \"h\" / \"clear error\" enter");
    let (left, shown) = (stage.app.shelf.left(), stage.snapshot());
    let mut next = Stage::library("mixed", (100, 24));
    let last = Last { library: Some(left), ..Last::default() };
    next.app.kept_told(Told::Last(Box::new(last.clone())));
    next.settle();
    assert_eq!(next.snapshot(), shown);
    next.press("esc");
    assert!(next.app.shelf.filter.is_empty());
    // Told before the library is loaded: taken up when its article comes.
    let mut early = Stage::library("mixed", (100, 24));
    let loaded = std::mem::take(&mut early.app.shelf);
    early.app.kept_told(Told::Last(Box::new(last.clone())));
    early.app.shelf.take(Arc::clone(&loaded.library));
    early.app.effects.push(Effect::Filter(early.app.shelf.filter.clone()));
    early.settle();
    assert_eq!(early.snapshot(), shown);
    let mut other = Stage::library("many", (100, 24));
    other.app.kept_told(Told::Last(Box::new(last)));
    other.settle();
    assert!(other.app.shelf.filter.is_empty(), "in another library the filter means nothing");
}

#[test]
fn what_was_begun_is_read_on() {
    let stage = Stage::library("mixed", (100, 24)).keys("C");
    assert!(stage.snapshot().contains("no article was begun"));
    assert!(!stage.outside.iter().any(|effect| matches!(effect, Effect::Keep(..))));
}

#[test]
fn a_note_is_written_changed_and_emptied() {
    let mut stage = article("] } a");
    assert!(stage.snapshot().contains("Note on “"), "{}", stage.snapshot());
    stage.press("\"ask the client\" enter \"second line\" ctrl-s");
    let notes = kept(&stage).notes;
    assert_eq!((notes[0].1.body.as_str(), notes[0].1.colour), ("ask the client\nsecond line", None));
    assert!(stage.snapshot().contains("note saved"));
    stage.press("+ a \"!\" ctrl-s");
    let notes = kept(&stage).notes;
    assert_eq!((notes.len(), notes[0].1.colour), (1, Some(Colour::Yellow)));
    assert!(notes[0].1.body.contains('!'));
    // An emptied note leaves its highlight.
    stage.press("a");
    for _ in 0..40 {
        stage.press("ctrl-end backspace");
    }
    stage.press("ctrl-s");
    assert_eq!(kept(&stage).notes[0].1.body, "");
    stage.press("U");
    assert!(kept(&stage).notes[0].1.body.contains("ask"));
    stage.press("a esc");
    assert!(stage.app.layers.is_empty());
}

#[test]
fn a_selection_is_noted_and_highlighted_exactly() {
    let mut stage = article("/ \"immigration judge\" enter v +");
    let notes = kept(&stage).notes;
    assert_eq!(notes[0].1.anchor.as_ref().unwrap().exact, "immigration judge");
    assert!(stage.app.reader.as_ref().unwrap().selection.is_none());
    stage.press("v w w a \"x\" ctrl-s");
    assert_eq!(kept(&stage).notes.len(), 2, "another stretch is another note");
}

#[test]
fn the_headline_takes_a_note_on_the_whole_article() {
    let stage = Stage::article(ARTICLE, (60, 24)).keys("g g a \"of it all\" ctrl-s");
    let notes = kept(&stage).notes;
    assert_eq!((notes[0].1.anchor.as_ref(), notes[0].1.body.as_str()), (None, "of it all"));
    let stage = stage.keys(": \"annotate more\" enter");
    let bodies: Vec<String> = kept(&stage).notes.into_iter().map(|(_, note)| note.body).collect();
    assert_eq!(bodies.len(), 2, "one more, in no certain order within a second: {bodies:?}");
}

#[test]
fn the_list_is_filtered_by_what_was_made_of_it() {
    let mut stage = Stage::library("mixed", (100, 24)).keys("j * k / \"is:bookmarked\" enter");
    assert_eq!(stage.app.shelf.len(), 1);
    stage.press("U");
    assert_eq!(stage.app.shelf.len(), 0, "what is not bookmarked any more goes");
    stage.press("ctrl-r esc / \"is:unread\" enter");
    let unread = stage.app.shelf.len();
    stage.press("r");
    assert_eq!(stage.app.shelf.len(), unread - 1);
}

#[test]
fn a_note_taken_away_in_the_list_comes_back_wherever_its_article_is() {
    let mut stage = Stage::library("mixed", (100, 24)).keys("/ \"clear error\" enter enter ] } + q esc");
    // Another article is open, then none.
    stage.press("/ \"torture\" enter esc g n d");
    assert!(stage.snapshot().contains("Nothing is highlighted or noted yet"));
    stage.press("U");
    assert!(stage.snapshot().contains("s1.p1"), "it came back: {}", stage.snapshot());
    stage.press("q ctrl-r g n");
    assert!(stage.snapshot().contains("Nothing is highlighted or noted yet"), "taken away again");
}

#[test]
fn what_is_brought_back_is_seen_again() {
    let marked = |stage: &Stage| stage.app.reader.as_ref().unwrap().marked.len();
    let mut stage = article("] } + -");
    assert_eq!(marked(&stage), 0);
    stage.press("U");
    assert_eq!(marked(&stage), 1);
    stage.press("U");
    assert_eq!((marked(&stage), kept(&stage).notes.len()), (0, 0), "the highlight itself");
    stage.press("ctrl-r");
    assert_eq!(marked(&stage), 1);
}

#[test]
fn a_mark_that_was_set_is_undone() {
    let mut stage = article("] m b U ' b");
    assert!(stage.snapshot().contains("this mark is not set"), "{}", stage.snapshot());
    stage.press("ctrl-r g g ' b");
    assert_eq!(stage.app.reader.as_ref().unwrap().current, Part::Heading(0));
    stage.press("m B U ' B");
    assert!(stage.snapshot().contains("this mark is not set"));
}

/// Another program changes what is kept; this one is told.
fn elsewhere(stage: &mut Stage, change: impl Fn(&Noted) -> What) {
    let all = stage.notebook.notes().unwrap();
    let made = all.iter().map(|noted| Change { article: Arc::new(noted.article.clone()), what: change(noted) });
    stage.notebook.apply(&made.collect::<Vec<_>>()).unwrap();
    stage.app.kept_told(Told::Summary(Arc::new(stage.notebook.summary().unwrap())));
    if let Some(reader) = &stage.app.reader {
        let subject = reader.identity.clone().unwrap();
        let met = ReadingKept::of(stage.notebook.state(&subject).unwrap(), &reader.article);
        let origin = reader.origin.clone();
        stage.app.kept_told(Told::Met(origin, Box::new(met)));
    }
    stage.settle();
}

fn with_body(noted: &Noted, body: &str) -> What {
    let note = Note { body: body.to_owned(), ..noted.note.clone() };
    What::Note { uid: noted.uid.clone(), to: Some(Box::new(note)) }
}

#[test]
fn a_note_that_was_changed_elsewhere_is_not_written_over() {
    let bodies = |stage: &Stage| {
        let mut bodies: Vec<String> = kept(stage).notes.into_iter().map(|(_, note)| note.body).collect();
        bodies.sort();
        bodies
    };
    let mut stage = article("] } a \"first\" ctrl-s a \" and more\"");
    elsewhere(&mut stage, |noted| with_body(noted, "from elsewhere"));
    stage.press("ctrl-s");
    assert_eq!(bodies(&stage), ["first and more", "from elsewhere"]);
    assert!(stage.snapshot().contains("yours is saved beside it"), "{}", stage.snapshot());
    // The same where it was taken away.
    let mut stage = article("] } a \"first\" ctrl-s a \" and more\"");
    elsewhere(&mut stage, |noted| What::Note { uid: noted.uid.clone(), to: None });
    stage.press("ctrl-s");
    assert_eq!(bodies(&stage), ["first and more"]);
    // A colour from elsewhere is no other text.
    let mut stage = article("] } a \"first\" ctrl-s a \" and more\"");
    elsewhere(&mut stage, |noted| {
        let note = Note { colour: Some(Colour::Green), ..noted.note.clone() };
        What::Note { uid: noted.uid.clone(), to: Some(Box::new(note)) }
    });
    stage.press("ctrl-s");
    assert_eq!(bodies(&stage), ["first and more"]);
    assert_eq!(kept(&stage).notes[0].1.colour, Some(Colour::Green), "and is kept");
}

#[test]
fn all_notes_show_what_another_program_writes_and_the_cursor_keeps_to_its_note() {
    let mut stage = article("] } a \"first\" ctrl-s ] } a \"second\" ctrl-s g n");
    let under = |stage: &Stage| {
        let shown = stage.snapshot();
        let row = shown.lines().position(|line| line.contains('▎')).unwrap();
        shown.lines().nth(row + 1).unwrap().trim_matches(['▎', ' ', '"', '│']).to_owned()
    };
    stage.press("j");
    let here = under(&stage);
    elsewhere(&mut stage, |noted| {
        if noted.note.body == here { with_body(noted, &here) } else { with_body(noted, "changed elsewhere") }
    });
    assert!(stage.snapshot().contains("changed elsewhere"), "{}", stage.snapshot());
    assert_eq!(under(&stage), here);
    // A later note comes to the top; the cursor stays where it was.
    let all = stage.notebook.notes().unwrap();
    let note = Note { body: "one more".to_owned(), modified: 99_999_999_999, ..all[0].note.clone() };
    let what = What::Note { uid: Uid("one more".to_owned()), to: Some(Box::new(note)) };
    stage.notebook.apply(&[Change { article: Arc::new(all[0].article.clone()), what }]).unwrap();
    stage.app.kept_told(Told::Summary(Arc::new(stage.notebook.summary().unwrap())));
    stage.settle();
    let shown = stage.snapshot();
    assert!(shown.find("one more").unwrap() < shown.find(&here).unwrap(), "{shown}");
    assert_eq!(under(&stage), here);
}

#[test]
fn notes_stand_in_as_many_rows_as_they_have_and_the_cursor_is_always_seen() {
    let mut stage = article("] } + } a \"a word\" ctrl-s } + } + } a \"more\" ctrl-s g n");
    let total = kept(&stage).notes.len();
    assert_eq!(total, 5);
    for (width, height) in [(100, 24), (60, 11), (40, 7), (30, 3), (100, 40)] {
        stage.resize(width, height);
        stage.press("g g");
        for _ in 0..total {
            let shown = stage.snapshot();
            assert!(height < 4 || shown.contains('▎'), "{width}×{height}\n{shown}");
            stage.press("j");
        }
        stage.press("G");
        assert!(height < 4 || stage.snapshot().contains('▎'), "{width}×{height}\n{}", stage.snapshot());
    }
    // Two rows and air, or three and air: what was not written takes none.
    let shown = stage.snapshot();
    let rows: Vec<&str> = shown.lines().take(24).collect();
    let is_empty = |row: &&str| row.trim_matches(['"', '│', ' ']).is_empty();
    let pairs = rows.windows(2).skip(3).take(12).filter(|pair| pair.iter().all(is_empty));
    assert_eq!(pairs.count(), 0, "{shown}");
}

/// What an effect asks to open, opened late.
fn late(stage: &mut Stage) -> Vec<(Origin, Purpose, Arc<Opened>)> {
    let asked = std::mem::take(&mut stage.app.effects).into_iter().filter_map(|effect| match effect {
        Effect::Open(origin, purpose) => Some((origin.clone(), purpose, Arc::new(open::open(&origin)))),
        _ => None,
    });
    asked.collect()
}

#[test]
fn what_comes_late_waits_until_a_note_is_written() {
    let mut stage = Stage::library("mixed", (100, 24)).keys("enter");
    let first = stage.app.reader.as_ref().unwrap().article.headline.raw().to_owned();
    stage.app.step_article(1).unwrap();
    let asked = late(&mut stage);
    let second = asked[0].0.clone();
    stage.press("a \"precious\"");
    for (origin, purpose, opened) in asked {
        stage.app.opened(&origin, purpose, opened);
    }
    stage.settle();
    assert!(stage.snapshot().contains("precious"), "{}", stage.snapshot());
    stage.press(" \" words\" ctrl-s");
    assert_eq!(stage.app.reader.as_ref().unwrap().origin, second, "now it is shown");
    let notes = stage.notebook.notes().unwrap();
    assert_eq!((notes.len(), notes[0].note.body.as_str()), (1, "precious words"));
    assert_eq!(notes[0].article.headline, first, "and the note is of the article that it was written on");
    // A comparison neither lies over the words nor takes their keys.
    stage.press("=");
    stage.app.key(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE));
    let asked = late(&mut stage);
    assert_eq!(asked.len(), 2);
    stage.press("a \"more\"");
    for (origin, purpose, opened) in asked {
        stage.app.opened(&origin, purpose, opened);
    }
    stage.settle();
    stage.press("\" of it\"");
    assert!(stage.snapshot().contains("more of it"), "{}", stage.snapshot());
    stage.press("ctrl-s");
    assert!(stage.snapshot().contains("Two articles"), "{}", stage.snapshot());
    assert_eq!(stage.notebook.notes().unwrap().len(), 2);
}

#[test]
fn what_was_taken_away_is_named_so_when_it_comes_back() {
    let mut stage = Stage::library("mixed", (100, 24)).keys("/ \"clear error\" enter enter ] } + q g n d");
    assert!(stage.snapshot().contains("U brings it back"));
    stage.press("U");
    let shown = stage.snapshot();
    assert!(shown.contains("undone: note taken away") && !shown.contains("U brings it back"), "{shown}");
    stage.press("ctrl-r");
    assert!(stage.snapshot().contains("Nothing is highlighted or noted yet"));
}
