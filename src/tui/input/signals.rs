//! Signals as messages, ways to obey them as a shell expects, and the watchdog for a program that cannot.

use std::io;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::Input;
use crate::tui::terminal;

/// How long a terminating signal waits for the program to end by itself: it may be writing to a terminal that does not
/// read.
const PATIENCE: Duration = Duration::from_secs(1);

/// A signal that the interface obeys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// SIGTERM.
    Terminate,
    /// SIGHUP.
    HangUp,
    /// SIGINT; `ctrl-c` is a key, not this.
    Interrupt,
    /// SIGQUIT.
    Quit,
    /// SIGTSTP: suspend the terminal, [`stop_here`], resume it.
    Stop,
    /// SIGCONT: resume the terminal and paint everything; it follows each stop, announced or not.
    Continue,
}

impl Signal {
    fn number(self) -> i32 {
        match self {
            Self::Terminate => SIGTERM,
            Self::HangUp => SIGHUP,
            Self::Interrupt => SIGINT,
            Self::Quit => SIGQUIT,
            Self::Stop => SIGTSTP,
            Self::Continue => SIGCONT,
        }
    }

    fn of(number: i32) -> Option<Self> {
        [Self::Terminate, Self::HangUp, Self::Interrupt, Self::Quit, Self::Stop, Self::Continue]
            .into_iter()
            .find(|signal| signal.number() == number)
    }

    /// Whether the program is to end.
    #[must_use]
    pub fn ends_the_program(self) -> bool {
        !matches!(self, Self::Stop | Self::Continue)
    }
}

/// From here on signals are messages.
pub(super) fn listen(send: impl Fn(Input) + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    let wait = move || {
        for number in signals.forever() {
            match Signal::of(number) {
                None => send(Input::Resize),
                // An editor has the terminal: ctrl-c is for it, as in system(3), and ctrl-z stops both of us; the
                // interface is waiting and could not obey.
                Some(Signal::Interrupt | Signal::Quit) if terminal::is_lent() || terminal::was_lent_just_now() => {}
                Some(Signal::Stop) if terminal::is_lent() => drop(stop_here()),
                Some(signal) => {
                    send(Input::Signal(signal));
                    if signal.ends_the_program() {
                        watch(signal);
                    }
                }
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(wait).map(drop)
}

/// Ends the program by this signal if it has not ended in time.
pub(super) fn watch(signal: Signal) {
    let end = move || {
        thread::sleep(PATIENCE);
        terminal::give_back_without_waiting();
        let _ = die_by(signal);
        end_now();
    };
    // Without a thread there is no watchdog; the program still has its message.
    let _ = thread::Builder::new().name("watchdog".to_owned()).spawn(end);
}

#[expect(clippy::exit, clippy::disallowed_methods, reason = "the interface hangs; everything has been given back")]
fn end_now() {
    std::process::exit(1);
}

/// Dies by the signal, so that the shell sees which; the terminal must have been given back.
///
/// Returns, with the code to end with, when the terminal has vanished: no shell looks, and where hang-ups were to be
/// ignored (`nohup`) a death by SIGHUP would be a lie. Also when the system refuses.
#[must_use]
pub fn die_by(signal: Signal) -> ExitCode {
    if signal != Signal::HangUp || !terminal::is_gone() {
        let _ = emulate_default_handler(signal.number());
    }
    ExitCode::FAILURE
}

/// Stops this process until it is continued; the terminal must have been suspended.
///
/// # Errors
/// The system refuses.
pub fn stop_here() -> io::Result<()> {
    emulate_default_handler(SIGTSTP)
}

/// Whether `ctrl-z` makes sense: a session's own process group (`ssh host nutgraf`, a container, a terminal that runs the
/// program directly) has no shell that would continue it.
#[must_use]
pub fn is_stoppable() -> bool {
    rustix::process::getsid(None).is_ok_and(|session| session != rustix::process::getpgrp())
}

/// What `ctrl-z` does where it is not a key: asks the whole group to stop, `cargo run` and pipes included. It comes back
/// as [`Signal::Stop`].
///
/// # Errors
/// The system refuses.
pub fn stop_group() -> io::Result<()> {
    Ok(rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signal_is_found_by_its_number() {
        for signal in
            [Signal::Terminate, Signal::HangUp, Signal::Interrupt, Signal::Quit, Signal::Stop, Signal::Continue]
        {
            assert_eq!(Signal::of(signal.number()), Some(signal));
        }
        assert_eq!(Signal::of(SIGWINCH), None);
        assert!(Signal::HangUp.ends_the_program() && !Signal::Stop.ends_the_program());
    }
}
