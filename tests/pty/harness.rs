//! A program in a pseudo-terminal, with an emulator that shows its screen. Waits are for what is seen, never for time.

use std::io::{Read as _, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, WaitIdStatus};

/// How long anything may take on a busy machine before the test has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the terminal got.
struct Shown {
    emulator: vt100::Parser,
    bytes: usize,
    stage: Stage,
}

/// What the terminal does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Reading,
    /// Does not read: it fills up and blocks the program.
    Stalled,
    /// Closes after the next bytes.
    Closing,
    Closed,
}

/// A running program behind a terminal.
pub(super) struct Session {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    shown: Arc<(Mutex<Shown>, Condvar)>,
    /// The terminal's settings before the program came.
    found: String,
    /// The home that it was given.
    pub(super) home: PathBuf,
}

impl Session {
    /// Runs the small application of [`super::app`].
    pub(super) fn app(columns: u16, rows: u16) -> Self {
        Self::run(Self::command("application"), columns, rows)
    }

    /// The same without a controlling terminal, so that the system sends it no SIGHUP.
    pub(super) fn app_without_hangup_signal(columns: u16, rows: u16) -> Self {
        let mut command = Self::command("application");
        command.set_controlling_tty(false);
        Self::run(command, columns, rows)
    }

    /// Runs the program itself, with what `EDITOR` is set to.
    pub(super) fn program(arguments: &[&str], editor: &str, columns: u16, rows: u16) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_nutgraf"));
        command.args(arguments);
        command.env("EDITOR", editor);
        Self::run_in(command, columns, rows)
    }

    /// Runs the program once more in the home of this one.
    pub(super) fn program_beside(&self, arguments: &[&str], columns: u16, rows: u16) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_nutgraf"));
        command.args(arguments);
        Self::run_at(self.home.clone(), command, columns, rows)
    }

    /// The small application on the main screen, as `--linear` runs.
    pub(super) fn linear_app(columns: u16, rows: u16) -> Self {
        Self::run(Self::command("linear_application"), columns, rows)
    }

    fn command(application: &str) -> CommandBuilder {
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        let test = format!("pty::app::{application}");
        command.args([test.as_str(), "--exact", "--ignored", "--nocapture", "--test-threads=1"]);
        command
    }

    /// Runs a command with a home of its own and nothing else of our environment.
    pub(super) fn run(mut command: CommandBuilder, columns: u16, rows: u16) -> Self {
        command.env_clear();
        Self::run_in(command, columns, rows)
    }

    fn run_in(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        Self::run_at(fresh_home(), command, columns, rows)
    }

    fn run_at(home: PathBuf, mut command: CommandBuilder, columns: u16, rows: u16) -> Self {
        command.env("PATH", "/usr/bin:/bin");
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("HOME", &home);
        for folder in ["CONFIG", "DATA", "CACHE", "STATE"] {
            command.env(format!("XDG_{folder}_HOME"), home.join(folder.to_lowercase()));
        }
        command.cwd(&home);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let found = settings(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let emulator = vt100::Parser::new(rows, columns, 0);
        let shown = Shown { emulator, bytes: 0, stage: Stage::Reading };
        let shown = Arc::new((Mutex::new(shown), Condvar::new()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let seen = Arc::clone(&shown);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            loop {
                let (lock, changed) = &*seen;
                drop(changed.wait_while(lock.lock().unwrap(), |shown| shown.stage == Stage::Stalled).unwrap());
                let count = reader.read(&mut bytes).unwrap_or(0);
                let mut shown = lock.lock().unwrap();
                shown.emulator.process(&bytes[..count]);
                shown.bytes += count;
                let ends = count == 0 || shown.stage == Stage::Closing;
                if ends {
                    // The terminal must be gone when the others hear of it.
                    drop(std::mem::replace(&mut reader, Box::new(std::io::empty())));
                    shown.stage = Stage::Closed;
                }
                changed.notify_all();
                if ends {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self { master: Some(pair.master), writer: Some(writer), child, shown, found, home }
    }

    /// Types, in one write.
    pub(super) fn send(&mut self, bytes: &[u8]) {
        let writer = self.writer.as_mut().expect("the terminal is open");
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
    }

    /// Waits until the screen is as wanted.
    #[track_caller]
    pub(super) fn wait_for(&self, what: &str, is: impl Fn(&vt100::Screen) -> bool) {
        let (lock, changed) = &*self.shown;
        let shown = lock.lock().unwrap();
        let waited = changed.wait_timeout_while(shown, PATIENCE, |shown| !is(shown.emulator.screen())).unwrap();
        let text = waited.0.emulator.screen().contents();
        assert!(!waited.1.timed_out(), "never came: {what}\nthe screen:\n{text}");
    }

    /// Waits until a text is seen.
    #[track_caller]
    pub(super) fn wait_for_text(&self, text: &str) {
        self.wait_for(text, |screen| screen.contents().contains(text));
    }

    /// What is on the screen.
    pub(super) fn text(&self) -> String {
        self.shown.0.lock().unwrap().emulator.screen().contents()
    }

    /// Bytes that the program has written.
    pub(super) fn bytes(&self) -> usize {
        self.shown.0.lock().unwrap().bytes
    }

    /// Gives the window another size.
    pub(super) fn resize(&self, columns: u16, rows: u16) {
        self.shown.0.lock().unwrap().emulator.screen_mut().set_size(rows, columns);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().expect("the terminal is open").resize(size).unwrap();
    }

    /// Whether the terminal's settings are as they were found.
    pub(super) fn has_settings_back(&self) -> bool {
        settings(self.master.as_ref().expect("the terminal is open").as_ref()) == self.found
    }

    /// Sends a signal to the program.
    pub(super) fn signal(&self, signal: Signal) {
        rustix::process::kill_process(self.pid(), signal).unwrap();
    }

    /// Waits until the program has been stopped.
    pub(super) fn wait_until_stopped(&self) {
        let status: Option<WaitIdStatus> =
            rustix::process::waitid(WaitId::Pid(self.pid()), WaitIdOptions::STOPPED).unwrap();
        assert!(status.is_some_and(|status| status.stopped()), "{status:?}");
    }

    /// The terminal stops reading, as a suspended ssh does.
    pub(super) fn stall(&self) {
        self.set_stage(Stage::Stalled);
    }

    fn set_stage(&self, stage: Stage) {
        self.shown.0.lock().unwrap_or_else(PoisonError::into_inner).stage = stage;
        self.shown.1.notify_all();
    }

    /// Closes the terminal. The program must answer `key` with output: that ends our own reading.
    pub(super) fn hang_up(&mut self, key: &[u8]) {
        self.set_stage(Stage::Closing);
        self.send(key);
        let (lock, changed) = &*self.shown;
        drop(changed.wait_while(lock.lock().unwrap(), |shown| shown.stage != Stage::Closed).unwrap());
        self.writer = None;
        self.master = None;
    }

    /// Waits for the end of the program.
    #[track_caller]
    pub(super) fn wait_for_end(&mut self) -> ExitStatus {
        self.wait_for_end_within(PATIENCE)
    }

    /// Waits for the end of the program, and all that it has written.
    #[track_caller]
    pub(super) fn wait_for_end_within(&mut self, patience: Duration) -> ExitStatus {
        let began = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(began.elapsed() < patience, "still running\nthe screen:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(2));
        };
        let (lock, changed) = &*self.shown;
        let reading = lock.lock().unwrap();
        drop(changed.wait_timeout_while(reading, PATIENCE, |shown| shown.stage == Stage::Reading).unwrap());
        status
    }

    /// Fails unless every mode and setting is as a shell expects it.
    #[track_caller]
    pub(super) fn assert_given_back(&self) {
        assert!(self.has_settings_back(), "the terminal's settings are not as before");
        let shown = self.shown.0.lock().unwrap();
        let screen = shown.emulator.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is still shown");
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        assert!(!screen.bracketed_paste(), "pastes are still marked");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is still captured");
        assert_eq!(screen.fgcolor(), vt100::Color::Default);
        assert!(!screen.bold() && !screen.inverse() && !screen.underline(), "attributes are still set");
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(i32::try_from(self.child.process_id().unwrap()).unwrap()).unwrap()
    }
}

impl Drop for Session {
    /// No test leaves a program behind, also when it fails.
    fn drop(&mut self) {
        self.set_stage(Stage::Reading);
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("settings"))
}

/// An empty home below the target folder, another one for each session.
fn fresh_home() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let name = format!("home-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::DirBuilder::new().recursive(true).create(&home).unwrap();
    home
}
