//! The one place where the interface waits: for the terminal, and for what other threads send.
//!
//! The thread that paints reads the keys itself. A thread between them would cost a second wake-up for each key, which on
//! an idle machine takes longer than laying out and painting the frame. Other threads put a message into a channel and a
//! byte into a pipe; the wait is one `poll` over that pipe and the terminal, without a limit in time unless a sequence
//! is half received. While an editor has the terminal nobody waits here, so that it has its keys to itself.

use std::cell::RefCell;
use std::io;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;
use rustix::pipe::PipeFlags;

use super::parse::Parser;
use super::{Input, Signal, signals};

/// Bytes that are read at once: more than anybody types, and a paste in few pieces.
const CHUNK: usize = 16 << 10;

/// Messages that are taken at once: whoever floods us gets a frame in between.
const MANY: usize = 4096;

/// What another thread sends with. Messages that nobody waits for any more are dropped: the program is ending.
#[derive(Debug)]
pub struct Outbox<M> {
    messages: mpsc::Sender<M>,
    wake: Arc<OwnedFd>,
}

impl<M> Clone for Outbox<M> {
    fn clone(&self) -> Self {
        Self { messages: self.messages.clone(), wake: Arc::clone(&self.wake) }
    }
}

impl<M> Outbox<M> {
    /// Sends a message and wakes the one who waits.
    pub fn send(&self, message: M) {
        if self.messages.send(message).is_ok() {
            // A full pipe wakes as well.
            let _ = rustix::io::write(&*self.wake, b"!");
        }
    }
}

/// What waits.
#[derive(Debug)]
pub struct Inbox<M> {
    messages: Receiver<M>,
    woken: OwnedFd,
    /// None until it is to be read, and after it vanished.
    terminal: Option<OwnedFd>,
    parser: Parser,
    bytes: Vec<u8>,
}

impl<M: From<Input>> Inbox<M> {
    /// An inbox, and what sends to it. The terminal is not read yet.
    ///
    /// # Errors
    /// The system gives no pipe.
    pub fn new() -> io::Result<(Self, Outbox<M>)> {
        let (woken, wake) = rustix::pipe::pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK)?;
        let (send, messages) = mpsc::channel();
        let inbox = Self { messages, woken, terminal: None, parser: Parser::default(), bytes: Vec::new() };
        Ok((inbox, Outbox { messages: send, wake: Arc::new(wake) }))
    }

    /// From here on the terminal is read: the standard input where it is one, else the controlling terminal. To be called
    /// when the first frame is out.
    ///
    /// # Errors
    /// There is no terminal to read from.
    pub fn read_terminal(&mut self) -> io::Result<()> {
        let stdin = rustix::stdio::stdin();
        let terminal = if rustix::termios::isatty(stdin) {
            rustix::io::fcntl_dupfd_cloexec(stdin, 3)?
        } else {
            use rustix::fs::{Mode, OFlags};
            rustix::fs::open("/dev/tty", OFlags::RDONLY | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty())?
        };
        self.read_from(terminal);
        Ok(())
    }

    fn read_from(&mut self, terminal: OwnedFd) {
        self.terminal = Some(terminal);
        self.bytes.resize(CHUNK, 0);
    }

    /// Waits until a line is typed on a terminal that has been lent, and forgets it.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn line_typed(&self) -> io::Result<()> {
        let Some(terminal) = &self.terminal else { return Ok(()) };
        let mut bytes = [0_u8; 64];
        loop {
            match rustix::io::read(terminal, &mut bytes) {
                Ok(0) => return Ok(()),
                Ok(count) if bytes.get(..count).is_some_and(|typed| typed.contains(&b'\n')) => return Ok(()),
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Forgets what is half received: somebody else had the terminal meanwhile.
    pub fn forget_half(&mut self) {
        self.parser = Parser::default();
    }

    /// Waits for a message of another thread, so long at most. The terminal is not looked at.
    ///
    /// # Errors
    /// Nothing came in time, or nobody is left to send.
    pub fn message_within(&self, patience: Duration) -> Result<M, RecvTimeoutError> {
        self.messages.recv_timeout(patience)
    }

    /// Waits until there is something, and takes all that has come by then.
    pub fn wait(&mut self, taken: &mut Vec<M>) {
        taken.extend(self.messages.try_iter().take(MANY));
        loop {
            let come = self.poll(!taken.is_empty(), taken);
            if come.is_err() {
                self.terminal = None;
                signals::watch(Signal::HangUp);
                taken.push(Input::Hangup.into());
            }
            if !taken.is_empty() {
                return;
            }
        }
    }

    /// One look, with or without waiting; an error is a terminal that is gone.
    fn poll(&mut self, at_once: bool, taken: &mut Vec<M>) -> Result<(), Errno> {
        let patience = if at_once { Some(Duration::ZERO) } else { self.parser.patience() };
        let patience = patience.map(timespec);
        let wake = PollFd::new(&self.woken, PollFlags::IN);
        let ready = if let Some(terminal) = &self.terminal {
            let mut fds = [wake, PollFd::new(terminal, PollFlags::IN)];
            rustix::event::poll(&mut fds, patience.as_ref()).map(|count| (count, fds.map(|fd| fd.revents())))
        } else {
            let mut fds = [wake];
            let polled = rustix::event::poll(&mut fds, patience.as_ref());
            let [wake] = fds;
            polled.map(|count| (count, [wake.revents(), PollFlags::empty()]))
        };
        let (count, [of_wake, of_terminal]) = match ready {
            Err(Errno::INTR) => return Ok(()),
            ready => ready?,
        };
        if count == 0 {
            if !at_once {
                let inputs = RefCell::new(taken);
                self.parser.expire(&|input| inputs.borrow_mut().push(input.into()));
            }
            return Ok(());
        }
        if !of_wake.is_empty() {
            let _ = rustix::io::read(&self.woken, &mut [0_u8; 256]);
            taken.extend(self.messages.try_iter().take(MANY));
        }
        if of_terminal.contains(PollFlags::IN) {
            return self.take_bytes(taken);
        }
        if of_terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) { Err(Errno::IO) } else { Ok(()) }
    }

    fn take_bytes(&mut self, taken: &mut Vec<M>) -> Result<(), Errno> {
        let Some(terminal) = &self.terminal else { return Ok(()) };
        match rustix::io::read(terminal, self.bytes.as_mut_slice()) {
            Ok(0) => Err(Errno::IO),
            Ok(count) => {
                let inputs = RefCell::new(taken);
                let bytes = self.bytes.get(..count).unwrap_or_default();
                self.parser.advance(bytes, &|input| inputs.borrow_mut().push(input.into()));
                Ok(())
            }
            Err(Errno::INTR | Errno::AGAIN) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

fn timespec(duration: Duration) -> Timespec {
    Timespec {
        tv_sec: i64::try_from(duration.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(duration.subsec_nanos()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{KeyCode, KeyEvent, KeyModifiers};
    use super::*;

    fn inbox() -> (OwnedFd, Inbox<Input>, Outbox<Input>) {
        let (read, write) = rustix::pipe::pipe().unwrap();
        let (mut inbox, outbox) = Inbox::new().unwrap();
        inbox.read_from(read);
        (write, inbox, outbox)
    }

    fn key(code: KeyCode) -> Input {
        Input::Key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn taken(inbox: &mut Inbox<Input>) -> Vec<Input> {
        let mut taken = Vec::new();
        inbox.wait(&mut taken);
        taken
    }

    #[test]
    fn keys_arrive_together_and_a_lone_escape_after_a_silence() {
        let (write, mut inbox, _outbox) = inbox();
        rustix::io::write(&write, b"jk\x1b").unwrap();
        assert_eq!(taken(&mut inbox), [key(KeyCode::Char('j')), key(KeyCode::Char('k'))]);
        assert_eq!(taken(&mut inbox), [key(KeyCode::Esc)]);
    }

    #[test]
    fn messages_of_other_threads_wake() {
        let (_write, mut inbox, outbox) = inbox();
        let thread = std::thread::spawn(move || outbox.send(Input::Resize));
        assert_eq!(taken(&mut inbox), [Input::Resize]);
        thread.join().unwrap();
    }

    #[test]
    fn a_vanished_terminal_is_said_once() {
        let (write, mut inbox, outbox) = inbox();
        // The watchdog of a real hang-up would end the test; its error path is what is looked at.
        drop(write);
        assert!(inbox.poll(false, &mut Vec::new()).is_err());
        inbox.terminal = None;
        outbox.send(Input::Resize);
        assert_eq!(taken(&mut inbox), [Input::Resize]);
    }
}
