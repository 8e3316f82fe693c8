//! Where the walk puts what it finds: bounded, since a hostile file of 8 MiB has room for a million mistakes.

use std::ops::Range;

use crate::diagnostic::Diagnostic;

/// More complaints about one file help nobody.
pub(super) const MOST: usize = 20_000;

/// The complaints about one file so far.
#[derive(Default)]
pub(super) struct Complaints {
    kept: Vec<Diagnostic>,
    errors_dropped: bool,
}

impl Complaints {
    /// Adds an error and gives it back for a cure.
    pub(super) fn error(&mut self, code: &'static str, span: Range<usize>, message: &str) -> Cure<'_> {
        self.add(|| Diagnostic::error(code, span, message), true)
    }

    /// Adds a warning and gives it back for a cure.
    pub(super) fn warning(&mut self, code: &'static str, span: Range<usize>, message: &str) -> Cure<'_> {
        self.add(|| Diagnostic::warning(code, span, message), false)
    }

    /// Whether there is room for no more, so that a costly message need not be made.
    pub(super) fn full(&self) -> bool {
        self.kept.len() >= MOST
    }

    /// Notes an error that there was no room for.
    pub(super) fn drop_error(&mut self) {
        self.errors_dropped = true;
    }

    /// What was found.
    pub(super) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        if self.errors_dropped {
            let end = self.kept.last().and_then(|last| last.span.clone()).unwrap_or(0..0);
            let message = format!("more than {MOST} mistakes; the rest of the file is not reported");
            self.kept.push(Diagnostic::error("too-many-mistakes", end, &message));
        }
        self.kept
    }

    fn add(&mut self, make: impl FnOnce() -> Diagnostic, is_error: bool) -> Cure<'_> {
        if self.full() {
            self.errors_dropped |= is_error;
            return Cure(None);
        }
        self.kept.push(make());
        Cure(self.kept.last_mut())
    }
}

/// A complaint that was just added, waiting for its cure.
pub(super) struct Cure<'c>(Option<&'c mut Diagnostic>);

impl Cure<'_> {
    /// Says what to do about it.
    pub(super) fn help(self, cure: &str) {
        if let Some(diagnostic) = self.0 {
            diagnostic.set_help(cure);
        }
    }
}
