//! While it runs: frames, keys, resizes, questions, other programs on the terminal.

use rustix::process::Signal;

use super::harness::Session;

#[test]
fn the_first_frame_fills_the_screen_and_keys_move_it() {
    let mut session = Session::app(60, 12);
    session.wait_for_text("top 0 frames 1 size 60x12");
    assert!(session.text().contains("line 10"));
    session.send(b"jj");
    session.wait_for_text("top 2");
    session.wait_for("scrolled", |screen| screen.contents().starts_with("line 2\n") && !screen.hide_cursor());
    session.send(b"\x1b[200~some text\x1b[201~");
    session.wait_for_text("pasted some text");
    session.send(b"\x1b[<0;5;3M");
    session.wait_for_text("mouse 4 2");
    session.send(b"\x1b");
    session.wait_for_text("key Esc");
}

#[test]
fn a_resize_repaints_in_the_new_size() {
    let session = Session::app(60, 12);
    session.wait_for_text("frames 1");
    session.resize(90, 30);
    session.wait_for_text("size 90x30");
    session.wait_for_text("line 28");
    session.resize(1, 1);
    session.resize(20, 5);
    session.wait_for("small", |screen| screen.contents().starts_with("line 0") && screen.contents().contains("line 3"));
}

#[test]
fn many_keys_in_one_write_are_few_frames() {
    let mut session = Session::app(60, 12);
    session.wait_for_text("frames 1");
    session.send(&[b'j'; 200]);
    session.wait_for_text("top 200");
    let text = session.text();
    let frames: usize = text.split("frames ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap().parse().unwrap();
    assert!(frames <= 20, "{frames} frames for 200 keys");
}

#[test]
fn nothing_happens_nothing_is_written() {
    let mut session = Session::app(60, 12);
    session.wait_for_text("frames 1");
    session.send(b"j");
    session.wait_for_text("top 1");
    let before = session.bytes();
    // The frame counter is the only thing that changes here: one run of bytes, and the cursor back.
    session.send(b"\x03");
    session.wait_for_text("frames 3");
    assert!(session.bytes() - before < 64, "{} bytes", session.bytes() - before);
}

#[test]
fn answers_of_the_terminal_are_no_keys() {
    let mut session = Session::app(60, 12);
    session.wait_for_text("frames 1");
    session.send(b"b");
    session.send(b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\");
    session.wait_for_text("background 30");
    session.send(b"\x1b[?62;9c\x1b[999999999;999999999R\x1b]11;rgb:zz\x07j");
    session.wait_for_text("top 1");
    assert!(session.text().contains("background 30"), "no other key came");
}

#[test]
fn another_program_has_the_terminal_for_a_while() {
    let mut session = Session::app(60, 12);
    session.wait_for_text("frames 1");
    session.send(b"e");
    session.wait_for("ready", |screen| !screen.alternate_screen() && screen.contents().contains("ready"));
    session.assert_given_back();
    session.send(b"typed into it\r");
    session.wait_for_text("got typed into it");
    session.send(b"j");
    session.wait_for_text("top 1");
}

#[test]
fn keys_of_the_other_program_are_not_for_us() {
    let mut session = Session::app(60, 12);
    session.wait_for_text("frames 1");
    session.send(b"e");
    session.wait_for("ready", |screen| !screen.alternate_screen() && screen.contents().contains("ready"));
    session.signal(Signal::TSTP);
    session.wait_until_stopped();
    session.signal(Signal::CONT);
    // ctrl-c, which ends the other program and not us.
    session.send(b"\x03");
    session.wait_for("the alternate screen", vt100::Screen::alternate_screen);
    session.send(b"j");
    session.wait_for_text("top 1");
}

#[test]
fn a_panic_of_a_worker_does_not_touch_the_screen() {
    let mut session = Session::app(60, 12);
    session.wait_for_text("frames 1");
    session.send(b"t");
    session.wait_for_text("survived");
    assert!(!session.text().contains("in a worker"));
    session.wait_for("still ours", vt100::Screen::alternate_screen);
}
