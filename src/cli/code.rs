//! How a run ends: three codes, and failures that carry their message.

use std::io;
use std::process::ExitCode;

use crate::text::{Clean, clean};

/// The exit codes. There is no other, but for signals, which end the program as they end any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    /// All is well.
    Fine,
    /// There are findings, or nothing was found, or something cannot be read or written.
    Findings,
    /// The command line asks for what does not exist.
    Usage,
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> Self {
        match code {
            Code::Fine => Self::SUCCESS,
            Code::Findings => Self::from(1),
            Code::Usage => Self::from(2),
        }
    }
}

/// Why a run ended early.
#[derive(Debug)]
pub(super) enum Failure {
    /// With this message.
    Said {
        /// What is wrong.
        message: Clean,
        /// What to do about it.
        help: Vec<Clean>,
        /// How it ends.
        code: Code,
    },
    /// Nobody listens any more, or stdout cannot be written.
    Output(io::Error),
}

impl Failure {
    /// Something cannot be read, written or found.
    pub(super) fn new(message: impl AsRef<str>) -> Self {
        Self::Said { message: clean::line(message.as_ref()), help: Vec::new(), code: Code::Findings }
    }

    /// The command line is wrong.
    pub(super) fn usage(message: impl AsRef<str>) -> Self {
        Self::Said { message: clean::line(message.as_ref()), help: Vec::new(), code: Code::Usage }
    }

    /// The same with a cure.
    pub(super) fn help(mut self, cure: impl AsRef<str>) -> Self {
        if let Self::Said { help, .. } = &mut self {
            help.push(clean::line(cure.as_ref()));
        }
        self
    }
}

impl From<io::Error> for Failure {
    /// Only what prints returns bare system errors here; files are read and written with messages of their own.
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
