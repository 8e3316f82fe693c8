//! What a terminal sends, byte by byte, as keys, mouse events and pastes.
//!
//! A state machine that no input can make panic, block or grow: sequences are bounded, and a sequence that stops half-way
//! is given up after [`Parser::patience`]. Answers of the terminal (OSC, DCS, APC, PM and SOS strings, reports in CSI
//! form) never become keys, whether asked for, late, cut or hostile: a string is swallowed to its end or to the next
//! silence.
//!
//! Forms: ECMA-48; xterm's "ctlseqs" for keys, mouse (1000, 1006) and modified keys (also `CSI u`, as kitty sends it).

mod keys;

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::{Input, PASTE_LIMIT, Rgb};
use keys::{control_key, modifiers, number, single};

/// Silence after which a lone ESC was the key: slow connections send a sequence in one packet all the same.
const ESCAPE_PATIENCE: Duration = Duration::from_millis(25);
/// Silence after which an unfinished sequence or string is given up.
const SEQUENCE_PATIENCE: Duration = Duration::from_millis(50);
/// Silence after which a paste whose end was lost is delivered.
const PASTE_PATIENCE: Duration = Duration::from_millis(500);

/// The longest parameters of a control sequence that are kept; none that we know has more.
const PARAMETERS_LIMIT: usize = 48;
/// The longest string that is kept; the only one that we read has 24 bytes. Longer ones are swallowed all the same.
const STRING_LIMIT: usize = 64;

const PASTE_END: &[u8] = b"\x1b[201~";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// Inside a character of several bytes.
    Character,
    /// After ESC.
    Escape,
    /// After `ESC O`.
    Single,
    /// After `ESC [`.
    Control,
    /// After `ESC [ [`: a function key of the Linux console.
    Console,
    /// After `ESC [ M`: three bytes of an old mouse report.
    OldMouse,
    /// Inside a string that began with ESC and this byte.
    String(u8),
    /// After an ESC inside a string.
    StringEscape(u8),
    /// Between the marks of a paste, so many bytes of its end mark seen.
    Paste(usize),
}

/// The machine.
#[derive(Debug, Default)]
pub(super) struct Parser {
    state: State,
    /// The bytes of what is being received.
    held: Vec<u8>,
    /// Whether ESC came before the character.
    alt: bool,
}

impl Parser {
    /// How long to wait for the rest of what has begun; none when nothing has.
    pub(super) fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Escape => Some(ESCAPE_PATIENCE),
            State::Paste(_) => Some(PASTE_PATIENCE),
            _ => Some(SEQUENCE_PATIENCE),
        }
    }

    /// The rest did not come: a lone introducer was a key, anything longer is dropped.
    pub(super) fn expire(&mut self, send: &impl Fn(Input)) {
        let lone = self.held.is_empty();
        match std::mem::take(&mut self.state) {
            State::Escape => send(key(KeyCode::Esc, KeyModifiers::NONE)),
            State::Single => send(key(KeyCode::Char('O'), KeyModifiers::ALT)),
            State::Control if lone => send(key(KeyCode::Char('['), KeyModifiers::ALT)),
            State::String(introducer) if lone => send(key(KeyCode::Char(char::from(introducer)), KeyModifiers::ALT)),
            State::Paste(_) => self.finish_paste(send),
            _ => {}
        }
        self.held.clear();
        self.alt = false;
    }

    /// Takes bytes as they came.
    pub(super) fn advance(&mut self, bytes: &[u8], send: &impl Fn(Input)) {
        for &byte in bytes {
            self.take(byte, send);
        }
    }

    fn take(&mut self, byte: u8, send: &impl Fn(Input)) {
        match self.state {
            State::Ground => self.ground(byte, send),
            State::Character => self.character(byte, send),
            State::Escape => self.escape(byte, send),
            State::Single => {
                self.state = State::Ground;
                send_key(single(byte), send);
            }
            State::Control => self.control(byte, send),
            State::Console => {
                self.state = State::Ground;
                if let b'A'..=b'E' = byte {
                    send(key(KeyCode::F(byte - b'A' + 1), KeyModifiers::NONE));
                }
            }
            State::OldMouse => {
                self.held.push(byte);
                if let &[buttons, column, row] = self.held.as_slice() {
                    self.state = State::Ground;
                    let [buttons, column, row] = [buttons, column, row].map(|byte| u16::from(byte.saturating_sub(32)));
                    send_mouse(buttons, column, row, buttons & 3 != 3 || buttons & 32 > 0, send);
                }
            }
            State::String(introducer) => self.string(introducer, byte, send),
            State::StringEscape(introducer) => {
                if byte == b'\\' {
                    self.finish_string(introducer, send);
                } else {
                    // Not its end but the beginning of something else: the string was cut.
                    self.begin(State::Escape);
                    self.escape(byte, send);
                }
            }
            State::Paste(seen) => self.paste(seen, byte, send),
        }
    }

    fn begin(&mut self, state: State) {
        self.state = state;
        self.held.clear();
    }

    fn ground(&mut self, byte: u8, send: &impl Fn(Input)) {
        let modifiers = if std::mem::take(&mut self.alt) { KeyModifiers::ALT } else { KeyModifiers::NONE };
        let control = |c: u8| key(KeyCode::Char(char::from(c)), modifiers | KeyModifiers::CONTROL);
        match byte {
            0x1b => self.begin(State::Escape),
            b'\r' => send(key(KeyCode::Enter, modifiers)),
            b'\t' => send(key(KeyCode::Tab, modifiers)),
            0x7f => send(key(KeyCode::Backspace, modifiers)),
            0 => send(control(b' ')),
            0x01..=0x1a => send(control(byte - 1 + b'a')),
            0x1c..=0x1f => send(control(byte - 0x1c + b'4')),
            b' '..=b'~' => send(key(KeyCode::Char(char::from(byte)), modifiers)),
            0xc2..=0xf4 => {
                self.begin(State::Character);
                self.held.push(byte);
                self.alt = modifiers == KeyModifiers::ALT;
            }
            // A stray byte of a character, or a control in an encoding that is not ours.
            _ => {}
        }
    }

    fn character(&mut self, byte: u8, send: &impl Fn(Input)) {
        if byte & 0xc0 != 0x80 {
            self.state = State::Ground;
            self.alt = false;
            self.ground(byte, send);
            return;
        }
        self.held.push(byte);
        let length = match self.held.first() {
            Some(0xf0..) => 4,
            Some(0xe0..) => 3,
            _ => 2,
        };
        if self.held.len() == length {
            self.state = State::Ground;
            let modifiers = if std::mem::take(&mut self.alt) { KeyModifiers::ALT } else { KeyModifiers::NONE };
            let text = std::str::from_utf8(&self.held).unwrap_or_default();
            if let Some(c) = text.chars().next().filter(|c| !c.is_control()) {
                send(key(KeyCode::Char(c), modifiers));
            }
        }
    }

    fn escape(&mut self, byte: u8, send: &impl Fn(Input)) {
        match byte {
            b'[' => self.begin(State::Control),
            b'O' => self.begin(State::Single),
            b']' | b'P' | b'_' | b'^' | b'X' => self.begin(State::String(byte)),
            0x1b => send(key(KeyCode::Esc, KeyModifiers::NONE)),
            _ => {
                self.state = State::Ground;
                self.alt = true;
                self.ground(byte, send);
            }
        }
    }

    fn control(&mut self, byte: u8, send: &impl Fn(Input)) {
        match byte {
            b' '..=b'?' if self.held.len() < PARAMETERS_LIMIT => self.held.push(byte),
            // Overlong: no such sequence is known, and its last byte ends it.
            b' '..=b'?' => self.held.fill(b'!'),
            b'[' if self.held.is_empty() => self.state = State::Console,
            b'M' if self.held.is_empty() => self.state = State::OldMouse,
            b'@'..=b'~' => {
                self.state = State::Ground;
                if byte == b'~' && self.held == b"200" {
                    self.begin(State::Paste(0));
                } else if let Some(mouse) = self.held.strip_prefix(b"<")
                    && matches!(byte, b'M' | b'm')
                {
                    if let [Some(buttons), Some(column), Some(row)] = *numbers(mouse) {
                        send_mouse(buttons, column, row, byte == b'M', send);
                    }
                } else {
                    send_key(control_key(&self.held, byte), send);
                }
            }
            0x1b => self.begin(State::Escape),
            _ => self.state = State::Ground,
        }
    }

    fn string(&mut self, introducer: u8, byte: u8, send: &impl Fn(Input)) {
        match byte {
            0x07 => self.finish_string(introducer, send),
            0x1b => self.state = State::StringEscape(introducer),
            0x18 | 0x1a => self.begin(State::Ground),
            _ if self.held.len() < STRING_LIMIT => self.held.push(byte),
            _ => {}
        }
    }

    fn finish_string(&mut self, introducer: u8, send: &impl Fn(Input)) {
        if introducer == b']'
            && let Some(colour) = self.held.strip_prefix(b"11;").and_then(colour)
        {
            send(Input::Background(colour));
        }
        self.begin(State::Ground);
    }

    fn paste(&mut self, seen: usize, byte: u8, send: &impl Fn(Input)) {
        if self.held.len() < PASTE_LIMIT {
            self.held.push(byte);
        }
        let seen = if PASTE_END.get(seen) == Some(&byte) { seen + 1 } else { usize::from(byte == 0x1b) };
        self.state = State::Paste(seen);
        if seen == PASTE_END.len() {
            self.state = State::Ground;
            self.finish_paste(send);
        }
    }

    fn finish_paste(&mut self, send: &impl Fn(Input)) {
        let mark = (1..=PASTE_END.len()).rev().find(|&n| PASTE_END.get(..n).is_some_and(|m| self.held.ends_with(m)));
        self.held.truncate(self.held.len() - mark.unwrap_or(0));
        // Terminals send the Enter key's byte for a line break.
        let text = String::from_utf8_lossy(&std::mem::take(&mut self.held)).replace("\r\n", "\n").replace('\r', "\n");
        if !text.is_empty() {
            send(Input::Paste(text));
        }
    }
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Input {
    Input::Key(KeyEvent::new(code, modifiers))
}

fn send_key(found: Option<(KeyCode, KeyModifiers)>, send: &impl Fn(Input)) {
    if let Some((code, modifiers)) = found {
        send(key(code, modifiers));
    }
}

/// A mouse report: buttons as xterm packs them, cells from 1.
fn send_mouse(buttons: u16, column: u16, row: u16, pressed: bool, send: &impl Fn(Input)) {
    let button = match buttons & 3 {
        0 => Some(MouseButton::Left),
        1 => Some(MouseButton::Middle),
        2 => Some(MouseButton::Right),
        _ => None,
    };
    let kind = match (buttons & 64 > 0, buttons & 32 > 0, button) {
        _ if buttons & 0x80 > 0 => return,
        (true, ..) => match buttons & 3 {
            0 => MouseEventKind::ScrollUp,
            1 => MouseEventKind::ScrollDown,
            2 => MouseEventKind::ScrollLeft,
            _ => MouseEventKind::ScrollRight,
        },
        (false, true, Some(button)) => MouseEventKind::Drag(button),
        (false, true, None) => MouseEventKind::Moved,
        (false, false, Some(button)) if pressed => MouseEventKind::Down(button),
        (false, false, button) => MouseEventKind::Up(button.unwrap_or(MouseButton::Left)),
    };
    let held = modifiers(Some((buttons >> 2 & 7) + 1));
    send(Input::Mouse(MouseEvent {
        kind,
        column: column.saturating_sub(1),
        row: row.saturating_sub(1),
        modifiers: held,
    }));
}

fn numbers(parameters: &[u8]) -> Box<[Option<u16>]> {
    parameters.split(|&byte| byte == b';').map(number).collect()
}

/// `rgb:rrrr/gggg/bbbb` with one to four digits each (X11's `XParseColor`), or `rgba:` with an alpha.
fn colour(text: &[u8]) -> Option<Rgb> {
    let text = std::str::from_utf8(text).ok()?;
    let (channels, count) = text.strip_prefix("rgb:").map(|c| (c, 3)).or(text.strip_prefix("rgba:").map(|c| (c, 4)))?;
    let scaled = channels.split('/').map(|digits| {
        let right = matches!(digits.len(), 1..=4) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let value = u32::from_str_radix(digits, 16).ok().filter(|_| right)?;
        let most = (1_u32 << (4 * digits.len())) - 1;
        u8::try_from(value * 255 / most).ok()
    });
    let scaled = scaled.collect::<Option<Vec<u8>>>().filter(|all| all.len() == count)?;
    let &[red, green, blue, ..] = scaled.as_slice() else { return None };
    Some(Rgb { red, green, blue })
}

#[cfg(test)]
mod tests;
