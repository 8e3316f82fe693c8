//! Input: keys, mouse, paste, resize, signals and hang-up as messages, waited for in one place.
//!
//! Nothing wakes by itself. Signals have a thread that waits for them; the terminal is read by the thread that paints, when
//! it waits in its [`Inbox`]. What comes is parsed here (`parse`). crossterm's event types are used, its reader is not:
//! 0.29 blocks inside a half-received sequence, spins when the terminal vanishes, and turns late answers of the terminal
//! into keys.

mod inbox;
mod parse;
mod signals;

use std::io;

pub use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

pub use inbox::{Inbox, Outbox};
pub use signals::{Signal, die_by, is_stoppable, stop_group, stop_here};

/// What comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed or repeated. Normalised: a capital letter has no SHIFT, a letter with CONTROL is lower case,
    /// shift-tab is `BackTab` without SHIFT.
    Key(KeyEvent),
    /// A click, a drag or the wheel; cells count from 0.
    Mouse(MouseEvent),
    /// A paste as it came (foreign text), at most [`PASTE_LIMIT`] bytes.
    Paste(String),
    /// The window has another size: ask the terminal.
    Resize,
    /// The terminal's background colour, asked for by `Terminal::ask_background`.
    Background(Rgb),
    /// A signal. A terminating one must end the program within a second, else the watchdog does.
    Signal(Signal),
    /// The terminal is gone: end as by [`Signal::HangUp`]. The same second applies.
    Hangup,
}

/// Bytes of a paste beyond which the rest is dropped.
pub const PASTE_LIMIT: usize = 1 << 20;

/// A colour that the terminal named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Rgb {
    /// Whether dark text reads better on it (ITU-R BT.601 luma above the middle).
    #[must_use]
    pub fn is_light(self) -> bool {
        u32::from(self.red) * 299 + u32::from(self.green) * 587 + u32::from(self.blue) * 114 > 127_500
    }
}

/// From here on signals are messages: `send` is called from a thread of its own. To be called before the terminal is
/// entered: a signal that comes earlier ends the program as if it were any other, one that comes later is never lost.
///
/// # Errors
/// The system refuses a handler or a thread.
pub fn listen(send: impl Fn(Input) + Send + 'static) -> io::Result<()> {
    signals::listen(send)
}
