//! The terminal: its modes, entered once and given back on every way out; whole frames in one write.
//!
//! What was found is kept in one place (`HELD`); whoever takes it out gives it back: [`Terminal::leave`], the drop, the
//! panic hook, the watchdog of `input`. So it happens exactly once, whatever comes first.
//!
//! The frame's bytes come from [`Screen`]. ratatui's `Terminal` is not used: its `clear` asks the terminal for the
//! cursor's place and waits for the answer. Everything goes to the standard output's terminal, settings included.

use std::io;
use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use std::thread::ThreadId;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Size};
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::stdio::stdout;
use rustix::termios::{OptionalActions, Termios};

use super::screen::Screen;
use crate::text::Foreign;

/// What a terminal without a size is taken for.
const FALLBACK: Size = Size { width: 80, height: 24 };

/// The largest screen that is painted; what claims to be larger gets its upper left part.
const LARGEST: Size = Size { width: 1024, height: 512 };

/// No wrapping at the right edge (a glyph that is wider than we think must not scroll the screen), marked pastes.
const ENTER: &[u8] = b"\x1b[?7l\x1b[?2004h\x1b[?25l";
const ENTER_ALTERNATE: &[u8] = b"\x1b[?1049h";
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// A frame may have been cut in the middle: end its update, its look, its scroll region.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[m\x1b[r\x1b[?7h\x1b[?2004l";
const LEAVE_ALTERNATE: &[u8] = b"\x1b[?1049l\x1b[?25h";

/// Asks for the background colour; the answer comes as [`super::input::Input::Background`], or never.
const ASK_BACKGROUND: &[u8] = b"\x1b]11;?\x07";

/// What must be given back, while there is something.
static HELD: Mutex<Option<Held>> = Mutex::new(None);

/// Whether another program (an editor, the shell) has the terminal for a while.
static LENT: AtomicBool = AtomicBool::new(false);

/// When it came back. The key that ended the other program was a signal to us as well, and may be heard only now.
static BACK: Mutex<Option<Instant>> = Mutex::new(None);

/// How late it may be heard.
const AFTERMATH: Duration = Duration::from_millis(100);

static HOOK: Once = Once::new();

#[derive(Debug)]
struct Held {
    settings: Termios,
    alternate: bool,
    thread: ThreadId,
}

/// How the terminal is to be used.
#[derive(Clone, Copy, Debug)]
pub struct Setup<'a> {
    /// `TERM`.
    pub term: &'a str,
    /// Whether to use the alternate screen; `--linear` does not.
    pub alternate: bool,
    /// Whether clicks and the wheel come to us; the terminal's own selection then needs shift.
    pub mouse: bool,
}

/// The terminal in our hands.
#[derive(Debug)]
pub struct Terminal {
    screen: Screen,
    size: Size,
    alternate: bool,
    mouse: bool,
    /// What to take back when it is suspended; else it is in [`HELD`].
    suspended: Option<Held>,
    /// Bytes that go out with the next frame.
    queue: Vec<u8>,
}

impl Terminal {
    /// Whether a full interface can run here: the standard output is a terminal and `TERM` names one that moves its cursor.
    #[must_use]
    pub fn is_capable(term: Option<&str>) -> bool {
        term.is_some_and(|term| !term.is_empty() && term != "dumb") && rustix::termios::isatty(stdout())
    }

    /// Takes the terminal: raw input at once, the modes with the first frame, so that both are one write.
    ///
    /// # Errors
    /// The standard output is no terminal, or somebody has taken it already.
    pub fn enter(setup: &Setup<'_>) -> io::Result<Self> {
        let settings = rustix::termios::tcgetattr(stdout())?;
        let thread = std::thread::current().id();
        {
            let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
            if held.is_some() {
                return Err(io::Error::new(io::ErrorKind::ResourceBusy, "the terminal is taken already"));
            }
            *held = Some(Held { settings, alternate: setup.alternate, thread });
        }
        HOOK.call_once(|| std::panic::set_hook(Box::new(on_panic)));
        let mut terminal = Self {
            screen: Screen::new(scrolls_regions(setup.term)),
            size: size(),
            alternate: setup.alternate,
            mouse: setup.mouse,
            suspended: None,
            queue: Vec::with_capacity(16 << 10),
        };
        if let Err(error) = make_raw() {
            give_back();
            return Err(error);
        }
        terminal.queue_modes();
        Ok(terminal)
    }

    /// Columns and rows, as of [`Self::enter`] or the last [`Self::resized`].
    #[must_use]
    pub fn size(&self) -> Size {
        self.size
    }

    /// Reads the size again; whether it is another one. To be called on a resize, and once when the signals are watched.
    pub fn resized(&mut self) -> bool {
        let before = std::mem::replace(&mut self.size, size());
        before != self.size
    }

    /// Paints a frame into a blank buffer of the terminal's size and writes what changed. `paint` returns where the cursor
    /// is shown, if anywhere. Returns how many bytes went out.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<usize> {
        let cursor = paint(self.screen.canvas(self.size));
        self.screen.render(cursor, &mut self.queue);
        self.flush()
    }

    /// Takes the memory of the first frame; to be called while there is nothing else to do.
    pub fn prepare(&mut self) {
        self.screen.prepare(self.size);
    }

    /// What stands on the screen.
    #[must_use]
    pub fn painted(&self) -> &Buffer {
        self.screen.painted()
    }

    /// The next frame paints everything (`ctrl-l`).
    pub fn invalidate(&mut self) {
        self.screen.invalidate();
    }

    /// Sends bytes that are no part of a frame (the clipboard) with what is queued.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.queue.extend_from_slice(bytes);
        self.flush().map(drop)
    }

    /// Asks for the background colour. To be called after the first frame; no answer ever is an answer too.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn ask_background(&mut self) -> io::Result<()> {
        self.send(ASK_BACKGROUND)
    }

    /// Captures or releases the mouse; takes effect with the next frame.
    pub fn set_mouse(&mut self, captured: bool) {
        if self.mouse != captured {
            self.mouse = captured;
            self.queue.extend_from_slice(if captured { MOUSE_ON } else { MOUSE_OFF });
        }
    }

    /// Changes between the alternate and the main screen (linear mode works on the main one); the next frame paints all.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn set_alternate(&mut self, alternate: bool) -> io::Result<()> {
        if self.alternate == alternate {
            return Ok(());
        }
        self.suspend();
        self.alternate = alternate;
        if let Some(held) = &mut self.suspended {
            held.alternate = alternate;
        }
        self.resume()
    }

    /// Gives the terminal back for a while: before stopping, and before another program (an editor) runs on it.
    pub fn suspend(&mut self) {
        self.queue.clear();
        if let Some(held) = take_held() {
            LENT.store(true, Ordering::SeqCst);
            held.restore(self.size);
            self.suspended = Some(held);
        }
    }

    /// Takes it again, and after a stop that nobody announced (`SIGSTOP`) makes sure of it; the next frame paints all.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn resume(&mut self) -> io::Result<()> {
        if let Some(held) = self.suspended.take() {
            LENT.store(false, Ordering::SeqCst);
            *BACK.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
            *HELD.lock().unwrap_or_else(PoisonError::into_inner) = Some(held);
        }
        make_raw()?;
        self.size = size();
        self.queue.clear();
        self.queue_modes();
        self.screen.invalidate();
        Ok(())
    }

    /// Gives the terminal back for good. Also done by dropping it.
    pub fn leave(self) {
        drop(self);
    }

    fn queue_modes(&mut self) {
        if self.alternate {
            self.queue.extend_from_slice(ENTER_ALTERNATE);
        } else {
            // What stands on the main screen goes to the scrollback rather than under our text.
            self.queue.push(b'\r');
            self.queue.resize(self.queue.len() + usize::from(self.size.height), b'\n');
        }
        self.queue.extend_from_slice(ENTER);
        if self.mouse {
            self.queue.extend_from_slice(MOUSE_ON);
        }
    }

    fn flush(&mut self) -> io::Result<usize> {
        let bytes = self.queue.len();
        let written = write_all(&self.queue);
        self.queue.clear();
        written.map(|()| bytes)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

impl Held {
    /// Settings first: setting them never blocks, where writing to a stalled terminal does.
    fn restore(&self, size: Size) {
        // A background job that touches the terminal is stopped by the system; it has given everything back when it was
        // put there.
        let ours = rustix::process::getpgrp();
        if rustix::termios::tcgetpgrp(stdout()).is_ok_and(|group| group != ours) {
            return;
        }
        let _ = rustix::termios::tcsetattr(stdout(), OptionalActions::Now, &self.settings);
        let mut bytes = Vec::with_capacity(128);
        bytes.extend_from_slice(MOUSE_OFF);
        bytes.extend_from_slice(LEAVE);
        if self.alternate {
            bytes.extend_from_slice(LEAVE_ALTERNATE);
        } else {
            // The text stays; the shell goes on below it.
            bytes.extend_from_slice(format!("\x1b[{};1H\x1b[?25h\r\n", size.height).as_bytes());
        }
        let _ = write_all(&bytes);
    }
}

/// Whether another program has the terminal: what its keys mean for the process group is not meant for us.
pub(super) fn is_lent() -> bool {
    LENT.load(Ordering::SeqCst)
}

/// Whether another program had the terminal until just now.
pub(super) fn was_lent_just_now() -> bool {
    let back = *BACK.lock().unwrap_or_else(PoisonError::into_inner);
    back.is_some_and(|back| back.elapsed() < AFTERMATH)
}

/// Whether the terminal has vanished.
pub(super) fn is_gone() -> bool {
    rustix::termios::tcgetattr(stdout()).is_err()
}

/// Gives the terminal back, if somebody holds it.
pub(super) fn give_back() {
    if let Some(held) = take_held() {
        held.restore(size());
    }
}

/// As [`give_back`], for when a write may block for ever: a stalled terminal gets its settings only.
pub(super) fn give_back_without_waiting() {
    let Some(held) = take_held() else { return };
    if is_writable() {
        held.restore(size());
    } else {
        let _ = rustix::termios::tcsetattr(stdout(), OptionalActions::Now, &held.settings);
    }
}

fn take_held() -> Option<Held> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// Raw input: every key as it is pressed, no echo, no signals from keys.
fn make_raw() -> io::Result<()> {
    let mut raw = rustix::termios::tcgetattr(stdout())?;
    raw.make_raw();
    // Now, not after a flush: what was typed ahead is for us.
    rustix::termios::tcsetattr(stdout(), OptionalActions::Now, &raw)?;
    Ok(())
}

/// Whether the terminal knows scroll regions, `CSI M` and `CSI L`: all but the terminals of fifty years ago.
fn scrolls_regions(term: &str) -> bool {
    !["ansi", "sun", "vt1", "vt5"].iter().any(|old| term.starts_with(old))
}

fn size() -> Size {
    match rustix::termios::tcgetwinsize(stdout()) {
        Ok(found) if found.ws_col > 0 && found.ws_row > 0 => {
            Size::new(found.ws_col.min(LARGEST.width), found.ws_row.min(LARGEST.height))
        }
        _ => FALLBACK,
    }
}

fn is_writable() -> bool {
    let mut fds = [PollFd::from_borrowed_fd(stdout(), PollFlags::OUT)];
    rustix::event::poll(&mut fds, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).is_ok_and(|ready| ready > 0)
}

/// Writes everything; the system decides into how many pieces a large frame falls.
fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(stdout(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(rustix::io::Errno::INTR) => {}
            // Somebody who shares the terminal has made it non-blocking.
            Err(rustix::io::Errno::AGAIN) => {
                let mut fds = [PollFd::from_borrowed_fd(stdout(), PollFlags::OUT)];
                match rustix::event::poll(&mut fds, None) {
                    Ok(_) | Err(rustix::io::Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Gives the terminal back before the message, when the interface's own thread panics. A worker's panic is caught where
/// its result is awaited and must not write into the frame. The message may quote an article, so that it is cleaned.
fn on_panic(info: &PanicHookInfo<'_>) {
    let holder = HELD.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|held| held.thread);
    if holder.is_some_and(|thread| thread != std::thread::current().id()) {
        return;
    }
    give_back();
    let payload = info.payload();
    let said = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let said = said.unwrap_or("no message");
    let place = info.location().map(|location| format!(" ({}:{})", location.file(), location.line()));
    let place = place.unwrap_or_default();
    let message = format!("nutgraf: a bug stopped the program: {}{place}\n", Foreign::from(said).line());
    let _ = rustix::io::write(rustix::stdio::stderr(), message.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_terminals_are_not_told_to_scroll() {
        assert!(
            ["xterm-256color", "tmux-256color", "foot", "screen", "alacritty", "linux", "vt220"]
                .into_iter()
                .all(scrolls_regions)
        );
        assert!(!["vt100", "vt52", "ansi", "sun"].into_iter().any(scrolls_regions));
    }

    #[test]
    fn a_terminal_without_a_name_is_not_capable() {
        assert!([None, Some(""), Some("dumb")].into_iter().all(|term| !Terminal::is_capable(term)));
    }
}
