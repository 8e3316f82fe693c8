//! The program itself in a terminal: start, read, resize, edit, leave, and be made to leave.

use std::path::{Path, PathBuf};

use rustix::process::Signal;

use super::harness::Session;

const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles/mixed");
const ARTICLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles/mixed/policy.toml");

fn reading() -> Session {
    let session = Session::program(&[ARTICLE], "true", 100, 30);
    session.wait_for_text("How an Appeal From an Immigration Judge Is Heard");
    session
}

#[test]
fn a_folder_is_read_from_the_list_to_the_end_of_an_article() {
    let mut session = Session::program(&[ARTICLES], "true", 120, 36);
    session.wait_for_text("How an Appeal From an Immigration Judge");
    session.send(b"/clear error\r");
    session.wait_for_text("1 of 6 articles");
    session.send(b"\r");
    // The preview has takeaways, too, but no contents.
    session.wait_for_text("CONTENTS");
    session.send(b"G");
    session.wait_for_text("A court of appeals then reviews");
    session.send(b"qq");
    assert!(session.wait_for_end().success());
    session.assert_given_back();
}

#[test]
fn another_size_shows_the_same_passage() {
    let mut session = reading();
    session.send(b"]]");
    session.wait_for_text("within 30 calendar days");
    for (columns, rows) in [(40, 20), (200, 50), (80, 24), (100, 30)] {
        session.resize(columns, rows);
        session.wait_for_text("How long there is");
    }
    session.send(b"q");
    assert!(session.wait_for_end().success());
    session.assert_given_back();
}

#[test]
fn signals_end_it_with_the_terminal_given_back() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT] {
        let mut session = reading();
        session.signal(signal);
        assert!(!session.wait_for_end().success());
        session.assert_given_back();
    }
}

#[test]
fn it_stops_and_goes_on_where_it_was() {
    let mut session = reading();
    session.signal(Signal::TSTP);
    session.wait_until_stopped();
    session.wait_for("the main screen", |screen| !screen.alternate_screen() && !screen.hide_cursor());
    session.assert_given_back();
    session.signal(Signal::CONT);
    session.wait_for_text("How an Appeal From an Immigration Judge Is Heard");
    session.send(b"q");
    assert!(session.wait_for_end().success());
}

#[test]
fn a_vanished_terminal_ends_it() {
    let mut session = reading();
    session.hang_up(b"j");
    session.wait_for_end();
}

#[test]
fn what_the_editor_wrote_is_taken_up() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("edited");
    std::fs::create_dir_all(&folder).unwrap();
    let article = folder.join("article.toml");
    std::fs::write(&article, "headline = \"Before the edit\"\n").unwrap();
    let editor = script(&folder, "printf 'headline = \"After the edit\"\\n' > \"$2\"\n");
    let mut session = Session::program(&[article.to_str().unwrap()], editor.to_str().unwrap(), 80, 24);
    session.wait_for_text("Before the edit");
    session.send(b"E");
    session.wait_for_text("After the edit");
    session.send(b"q");
    assert!(session.wait_for_end().success());
    session.assert_given_back();
}

#[test]
fn a_command_gets_the_article_and_its_words_are_seen() {
    let mut session = reading();
    session.send(b"|grep -c Appeal && printf '%s-%s' seen now\r");
    session.wait_for_text("seen-now");
    session.wait_for_text("enter comes back");
    session.send(b"\r");
    session.wait_for_text("the command has ended");
    session.wait_for_text("KEY TAKEAWAYS");
    session.send(b"|exit 3\r");
    session.wait_for_text("enter comes back");
    session.send(b"\r");
    session.wait_for_text("the command failed: exit status: 3");
    session.send(b"q");
    assert!(session.wait_for_end().success());
    session.assert_given_back();
}

/// An editor that does one thing to the file it is given after a line: `editor +1 FILE`.
fn script(folder: &Path, body: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder.join("vi");
    std::fs::write(&path, format!("#!/bin/sh\n{body}")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[test]
fn linear_mode_stays_on_the_main_screen_with_a_cursor() {
    let mut session = Session::program(&["--linear", ARTICLE], "true", 80, 24);
    session.wait_for_text("How an Appeal From an Immigration Judge Is Heard");
    session.send(b"jj");
    session.wait_for("the cursor on the third row", |screen| {
        !screen.alternate_screen() && !screen.hide_cursor() && screen.cursor_position().0 == 2
    });
    session.send(b"q");
    assert!(session.wait_for_end().success());
    session.assert_given_back();
}

#[test]
fn a_file_that_comes_while_one_reads_is_listed_and_found() {
    let folder = std::env::temp_dir().join(format!("nutgraf-pty-live-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("old.toml"), "headline = 'An old article'\n").unwrap();
    let mut session = Session::program(&[folder.to_str().unwrap()], "true", 100, 30);
    session.wait_for_text("An old article");
    // Before its watch stands a change is found by the pass that follows, afterwards by the watch.
    std::fs::write(folder.join("new.toml"), "headline = 'A new one'\ntakeaways = ['Flumadiddle ends.']\n").unwrap();
    session.wait_for_text("A new one");
    session.send(b"Sflumad");
    session.wait_for_text("takeaways 1");
    session.send(b"\r");
    session.wait_for_text("KEY TAKEAWAYS");
    std::fs::remove_dir_all(&folder).unwrap();
    session.send(b"qqqq");
    assert!(session.wait_for_end().success());
    session.assert_given_back();
}

#[test]
fn two_programs_keep_what_both_write_and_see_it_without_a_key() {
    let mut one = reading();
    one.send(b"gn");
    one.wait_for_text("Nothing is highlighted or noted yet");
    let mut other = one.program_beside(&[ARTICLE], 100, 30);
    other.wait_for_text("How an Appeal From an Immigration Judge Is Heard");
    other.send(b":annotate seen in both\r");
    other.wait_for_text("note saved");
    one.wait_for_text("seen in both");
    other.send(b"gn");
    other.wait_for_text("seen in both");
    one.send(b"q");
    one.wait_for_text("KEY TAKEAWAYS");
    one.send(b":annotate of the first\r");
    other.wait_for_text("of the first");
    for (mut session, keys) in [(other, b"qQ".as_slice()), (one, b"Q")] {
        session.send(keys);
        assert!(session.wait_for_end().success());
        session.assert_given_back();
    }
}

#[test]
fn a_private_run_leaves_nothing_in_the_home() {
    let mut session = Session::program(&["--private", ARTICLES], "true", 120, 36);
    session.wait_for_text("How an Appeal From an Immigration Judge");
    session.send(b"Sappeal");
    session.wait_for_text("takeaways");
    session.send(b"\r");
    session.wait_for_text("CONTENTS");
    session.send(b"qqqq");
    assert!(session.wait_for_end().success());
    session.assert_given_back();
    assert_eq!(std::fs::read_dir(&session.home).unwrap().count(), 0);
}
