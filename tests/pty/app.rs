//! A small application on our terminal, screen and input: numbered lines that scroll. The test binary runs itself with
//! this "test" inside a pseudo-terminal.

use std::process::{Command, Stdio};

use nutgraf::tui::input::{Inbox, Input, KeyCode, KeyModifiers, Signal, die_by, listen, stop_here};
use nutgraf::tui::terminal::{Setup, Terminal};
use ratatui::layout::Position;
use ratatui::style::Style;

#[derive(Default)]
struct App {
    top: usize,
    frames: usize,
    noise: usize,
    note: String,
}

/// What is to be done after an input.
enum Next {
    Draw,
    Quit,
    Die(Signal),
    Stop,
    Retake,
    Measure,
    Question,
    Edit,
}

impl App {
    fn draw(&mut self, terminal: &mut Terminal) -> std::io::Result<usize> {
        self.frames += 1;
        terminal.draw(|buffer| {
            let area = buffer.area;
            for y in 0..area.height.saturating_sub(1) {
                let line = format!("line {} {}", self.top + usize::from(y), "lorem ".repeat(self.noise % 20));
                buffer.set_stringn(0, y, line, usize::from(area.width), Style::new().bold());
            }
            let Self { top, frames, note, .. } = &self;
            let status = format!("top {top} frames {frames} size {}x{} {note}", area.width, area.height);
            if let Some(y) = area.height.checked_sub(1) {
                buffer.set_stringn(0, y, status, usize::from(area.width), Style::new().reversed());
            }
            Some(Position::new(0, 0))
        })
    }

    fn take(&mut self, input: Input) -> Next {
        match input {
            Input::Key(key) if key.modifiers.contains(KeyModifiers::CONTROL) => {}
            Input::Key(key) => match key.code {
                KeyCode::Char('j') => self.top += 1,
                KeyCode::Char('k') => self.top = self.top.saturating_sub(1),
                KeyCode::Char('q') => return Next::Quit,
                KeyCode::Char('p') => panic!("on purpose \x1b]0;title\x07"),
                KeyCode::Char('b') => return Next::Question,
                KeyCode::Char('e') => return Next::Edit,
                KeyCode::Char('t') => {
                    let _ = std::thread::spawn(|| panic!("in a worker")).join();
                    self.note = "survived".into();
                }
                code => self.note = format!("key {code:?}"),
            },
            Input::Resize => return Next::Measure,
            Input::Paste(text) => self.note = format!("pasted {text}"),
            Input::Background(colour) => self.note = format!("background {}", colour.red),
            Input::Mouse(mouse) => self.note = format!("mouse {} {}", mouse.column, mouse.row),
            Input::Signal(Signal::Stop) => return Next::Stop,
            Input::Signal(Signal::Continue) => return Next::Retake,
            Input::Signal(signal) => return Next::Die(signal),
            Input::Hangup => return Next::Die(Signal::HangUp),
        }
        Next::Draw
    }
}

#[test]
#[ignore = "not a test: the application that the tests run in a terminal"]
fn application() {
    run(true);
}

#[test]
#[ignore = "not a test: the same on the main screen"]
fn linear_application() {
    run(false);
}

fn run(alternate: bool) {
    if !Terminal::is_capable(Some("xterm")) {
        return;
    }
    let (mut inbox, outbox) = Inbox::new().unwrap();
    listen(move |input| outbox.send(input)).unwrap();
    let mut terminal = Terminal::enter(&Setup { term: "xterm", alternate, mouse: true }).unwrap();
    let mut app = App::default();
    app.draw(&mut terminal).unwrap();
    inbox.read_terminal().unwrap();
    if terminal.resized() {
        app.draw(&mut terminal).unwrap();
    }
    let mut inputs = Vec::new();
    loop {
        inbox.wait(&mut inputs);
        for input in inputs.drain(..) {
            // A flood of output, until the terminal is full.
            if matches!(&input, Input::Key(key) if key.code == KeyCode::Char('f')) {
                for _ in 0..1_000_000 {
                    app.noise += 1;
                    let _ = app.draw(&mut terminal);
                }
            }
            match app.take(input) {
                Next::Draw => {}
                Next::Quit => return terminal.leave(),
                Next::Die(signal) => {
                    terminal.leave();
                    panic!("not dead: {:?}", die_by(signal));
                }
                Next::Stop => {
                    terminal.suspend();
                    stop_here().unwrap();
                    terminal.resume().unwrap();
                }
                Next::Retake => terminal.resume().unwrap(),
                Next::Measure => {
                    terminal.resized();
                }
                Next::Question => terminal.ask_background().unwrap(),
                Next::Edit => {
                    terminal.suspend();
                    let said = Command::new("sh")
                        .args(["-c", "echo ready >&2; read line; echo got $line"])
                        .stdin(Stdio::inherit())
                        .stderr(Stdio::inherit())
                        .output();
                    String::from_utf8(said.unwrap().stdout).unwrap().trim().clone_into(&mut app.note);
                    terminal.resume().unwrap();
                    inbox.forget_half();
                }
            }
        }
        if app.draw(&mut terminal).is_err() {
            terminal.leave();
            panic!("not dead: {:?}", die_by(Signal::HangUp));
        }
    }
}
