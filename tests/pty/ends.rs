//! Every way out: the terminal is given back, and the shell learns how the program ended.

use std::time::Duration;

use rustix::process::Signal;

use super::harness::Session;

/// A watchdog waits for a second; the rest is for a busy machine.
const SOON: Duration = Duration::from_millis(1500);

/// A session whose first frame is out.
fn started() -> Session {
    let session = Session::app(100, 30);
    session.wait_for_text("frames 1");
    session.wait_for("modes", |screen| screen.alternate_screen() && screen.bracketed_paste());
    assert!(!session.has_settings_back(), "the terminal is raw");
    session
}

#[test]
fn quitting() {
    let mut session = started();
    session.send(b"q");
    assert!(session.wait_for_end().success());
    session.assert_given_back();
}

#[test]
fn a_panic_says_so_on_the_main_screen() {
    let mut session = started();
    session.send(b"p");
    assert!(!session.wait_for_end().success());
    session.assert_given_back();
    let text = session.text();
    assert!(text.contains("nutgraf: a bug stopped the program: on purpose"), "{text}");
}

#[test]
fn terminating_signals() {
    for (signal, name) in
        [(Signal::TERM, "Terminated"), (Signal::HUP, "Hangup"), (Signal::INT, "Interrupt"), (Signal::QUIT, "Quit")]
    {
        let mut session = started();
        session.signal(signal);
        let status = session.wait_for_end();
        assert!(status.signal().is_some_and(|said| said.starts_with(name)), "{name}: {status:?}");
        session.assert_given_back();
    }
}

#[test]
fn stopping_and_continuing() {
    let mut session = started();
    for top in ["top 1", "top 2"] {
        session.signal(Signal::TSTP);
        session.wait_until_stopped();
        session.wait_for("the main screen", |screen| !screen.alternate_screen());
        session.assert_given_back();
        session.signal(Signal::CONT);
        session.wait_for("the alternate screen", vt100::Screen::alternate_screen);
        session.send(b"j");
        session.wait_for_text(top);
        assert!(!session.has_settings_back());
    }
    session.send(b"q");
    assert!(session.wait_for_end().success());
    assert!(session.has_settings_back());
}

#[test]
fn a_vanished_terminal_ends_the_program() {
    let mut session = Session::app_without_hangup_signal(60, 12);
    session.wait_for_text("frames 1");
    session.hang_up(b"j");
    let status = session.wait_for_end_within(SOON);
    assert!(!status.success());
}

#[test]
fn a_terminal_that_does_not_read_cannot_hold_the_program() {
    let mut session = started();
    // It floods the terminal from now on, and can neither finish nor look at its messages once nobody reads.
    session.send(b"f");
    session.wait_for_text("lorem");
    session.stall();
    session.signal(Signal::TERM);
    let status = session.wait_for_end_within(SOON * 2);
    assert!(status.signal().is_some_and(|said| said.starts_with("Terminated")), "{status:?}");
    assert!(session.has_settings_back());
}

#[test]
fn the_main_screen_keeps_its_text() {
    let mut session = Session::linear_app(60, 12);
    session.wait_for_text("top 0");
    session.wait_for("the main screen", |screen| !screen.alternate_screen());
    session.send(b"q");
    assert!(session.wait_for_end().success());
    session.assert_given_back();
    let text = session.text();
    assert!(text.contains("line 8") && text.contains("top 0"), "{text}");
    assert!(text.find("top 0") < text.find("test result"), "the shell goes on below: {text}");
}
