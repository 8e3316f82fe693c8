//! The reader's own command: a line for the shell, with a text as its input.
//!
//! The line is the reader's, typed here and now, and nothing of an article is ever part of it.

use std::io::{self, Write as _};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

use crate::text::Clean;

/// The shell that POSIX has everywhere.
const SHELL: &str = "sh";

/// Runs a line with a text as its input, and waits for its end. To be called between `Terminal::suspend` and
/// `Terminal::resume`.
///
/// # Errors
/// There is no shell.
pub fn run(line: &str, text: &Clean) -> io::Result<ExitStatus> {
    let mut child = Command::new(SHELL).arg("-c").arg(line).stdin(Stdio::piped()).spawn()?;
    let pipe = child.stdin.take();
    // One that reads slowly, or not at all, is waited for, not written to from here.
    thread::scope(|scope| {
        scope.spawn(move || {
            if let Some(mut pipe) = pipe {
                // A command that has read enough closes its end: that is no mistake.
                let _ = pipe.write_all(text.as_bytes());
            }
        });
        child.wait()
    })
}

/// Says on the terminal that a line is awaited.
pub fn ask_for_enter() {
    let mut out = io::stdout().lock();
    let _ = out.write_all(b"\nnutgraf: enter comes back ");
    let _ = out.flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_reads_what_it_wants() {
        let text = crate::text::clean::lines(&"word ".repeat(200_000));
        assert!(run("test \"$(head -c 4)\" = word", &text).unwrap().success(), "and leaves the rest");
        assert_eq!(run("exit 3", &text).unwrap().code(), Some(3));
        assert!(run("test $(wc -w) -eq 200000", &text).unwrap().success());
    }
}
