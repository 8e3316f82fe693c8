//! Outside: the browser, the clipboard, the editor. Everything that leaves this program on the reader's word.
//!
//! Programs are started by argument lists, and what they get has been checked: an address is parsed
//! ([`link`]), copied text has no controls ([`clipboard`]), an editor's command is split but not interpreted
//! ([`editor`]). Only the line that a reader types behind `|` is for a shell, and gets the text as its input ([`pipe`]). Nothing here blocks the interface, and nothing reads the environment: [`Environment`] is filled once, by
//! the command line.

pub mod clipboard;
pub mod editor;
pub mod link;
pub mod pipe;

use std::ffi::OsString;
use std::io;
use std::process::{Command, Stdio};

/// What of the environment decides which programs are used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// `VISUAL`.
    pub visual: Option<OsString>,
    /// `EDITOR`.
    pub editor: Option<OsString>,
    /// Whether `WAYLAND_DISPLAY` is set and not empty.
    pub wayland: bool,
    /// Whether `DISPLAY` is set and not empty.
    pub x11: bool,
}

/// Starts a program apart from the terminal: silent, in a process group of its own, so that keys and hang-ups of the
/// terminal do not reach it, and reaped by a thread when it ends. `input` is what it reads.
fn start_apart(mut command: Command, input: Option<Vec<u8>>) -> io::Result<()> {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0).stdout(Stdio::null()).stderr(Stdio::null());
    command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
    let mut child = command.spawn()?;
    let finish = move || {
        if let (Some(mut pipe), Some(input)) = (child.stdin.take(), input) {
            // A program that does not want its input has nothing to complain about.
            let _ = io::Write::write_all(&mut pipe, &input);
        }
        let _ = child.wait();
    };
    std::thread::Builder::new().name("outside".to_owned()).spawn(finish).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn a_program_apart_does_not_hold_us_up() {
        let began = Instant::now();
        let mut slow = Command::new("sleep");
        slow.arg("1");
        start_apart(slow, Some(b"input that nobody reads".to_vec())).unwrap();
        assert!(began.elapsed() < Duration::from_millis(900));
        assert!(start_apart(Command::new("/no/such/program"), None).is_err());
    }
}
