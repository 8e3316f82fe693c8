//! The way out: stdout in one buffer, stderr for messages. What is said is clean by its type.

use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write as _};
use std::sync::{Mutex, PoisonError};

use super::code::{Code, Failure};
use super::context::Context;
use crate::disk;
use crate::text::{Clean, clean};

/// Where a command prints.
pub(super) struct Console {
    out: BufWriter<StdoutLock<'static>>,
    /// Whether stdout takes attributes.
    pub(super) colour: bool,
    quiet: bool,
}

impl Console {
    /// Takes stdout. The interface has a way of its own and must not find it taken.
    pub(super) fn new(colour: bool, quiet: bool) -> Self {
        Self { out: BufWriter::with_capacity(1 << 16, io::stdout().lock()), colour, quiet }
    }

    /// Data, made by an exporter or out of clean text.
    pub(super) fn print(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// Sends what is buffered.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }

    /// A message that `-q` silences.
    pub(super) fn notice(&mut self, message: &str) -> Result<(), Failure> {
        if !self.quiet {
            self.drawn(&clean::line(&format!("nutgraf: {message}")))?;
        }
        Ok(())
    }

    /// A way to say on stderr how far something is, in place; none where nobody watches.
    pub(super) fn progress(&self) -> Option<Progress> {
        (!self.quiet && io::stderr().is_terminal()).then(|| Progress(Mutex::new(io::stderr())))
    }

    /// Diagnostics as they are drawn: safe already, several lines. What was printed before comes first.
    pub(super) fn drawn(&mut self, text: &str) -> Result<(), Failure> {
        self.flush()?;
        let _ = writeln!(io::stderr(), "{}", text.trim_end());
        Ok(())
    }

    /// That the config has mistakes, and where they are shown.
    pub(super) fn config(&mut self, context: &Context<'_>) {
        let count = context.config.complaints.len();
        if count > 0 {
            let problems = if count == 1 { "1 problem".to_owned() } else { format!("{count} problems") };
            let path = &context.config.shown;
            // If stdout is gone, that shows at the first real word.
            let _ = self.notice(&format!("{problems} in {path}: `nutgraf config` shows them"));
        }
        if let Some(complaint) = context.glossary.complaint() {
            let _ = self.notice(&complaint);
        }
    }
}

/// A line on stderr that is written over.
pub(super) struct Progress(Mutex<io::Stderr>);

impl Progress {
    /// Says how far it is.
    pub(super) fn say(&self, what: &str, done: usize, all: usize) {
        self.write(&format!("{what} {done} of {all}"));
    }

    /// Says something in its place.
    pub(super) fn say_so(&self, line: &Clean) {
        self.write(line);
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        self.write("");
    }

    fn write(&self, line: &str) {
        let mut stderr = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Where stderr is gone there is nobody to tell.
        let _ = write!(stderr, "\r{line}\u{1b}[K");
    }
}

/// Says on stderr why a run ended early, and with which code it ends.
pub(super) fn tell(failure: Failure) -> Code {
    match failure {
        Failure::Said { message, help, code } => {
            complain(&message, &help);
            code
        }
        // `nutgraf list | head` is no mistake.
        Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => Code::Fine,
        Failure::Output(error) => {
            complain(&clean::line(&format!("stdout cannot be written: {}", disk::reason(&error))), &[]);
            Code::Findings
        }
    }
}

/// A message on stderr, with its cures on lines of their own.
pub(super) fn complain(message: &Clean, help: &[Clean]) {
    let mut text = format!("nutgraf: {message}");
    for cure in help {
        text.push_str("\n  ");
        text.push_str(cure);
    }
    write(&text);
}

/// Text on stderr as it is.
pub(super) fn say(text: &Clean) {
    write(text);
}

fn write(text: &str) {
    // Where stderr is gone there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "{text}");
}
