//! Which key a sequence names: xterm's forms, the VT220's numbers, `CSI u`.

use crossterm::event::{KeyCode, KeyModifiers};

/// The key after `ESC O`.
pub(super) fn single(last: u8) -> Option<(KeyCode, KeyModifiers)> {
    let code = match last {
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        b'M' => KeyCode::Enter,
        // The keypad in application mode.
        b'j'..=b'y' => KeyCode::Char(char::from(last - b'j' + b'*')),
        _ => movement(last)?,
    };
    Some((code, KeyModifiers::NONE))
}

fn movement(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        _ => return None,
    })
}

/// The key of a control sequence; none for reports, releases and what we do not know. `R` would be F3 with a modifier, but
/// is also where the cursor is, and a late answer must not be a key.
pub(super) fn control_key(parameters: &[u8], last: u8) -> Option<(KeyCode, KeyModifiers)> {
    if parameters.iter().any(|byte| !matches!(byte, b'0'..=b'9' | b';' | b':')) {
        return None;
    }
    let fields: Vec<&[u8]> = parameters.split(|&byte| byte == b';').collect();
    let field = |at: usize| fields.get(at).copied().unwrap_or_default();
    let is_release = |at: usize| field(at).split(|&byte| byte == b':').nth(1) == Some(b"3");
    if fields.len() > 3 || is_release(1) {
        return None;
    }
    let first = number(field(0));
    let modifiers = modifiers(number(field(1)));
    match last {
        b'~' if first == Some(27) => character(u32::from(number(field(2))?), modifiers),
        b'~' => Some((numbered(first?)?, modifiers)),
        b'u' => character(u32::from(first?), modifiers),
        b'Z' => Some((KeyCode::BackTab, modifiers - KeyModifiers::SHIFT)),
        b'P' | b'Q' | b'S' if first.is_none_or(|first| first == 1) => Some((KeyCode::F(last - b'P' + 1), modifiers)),
        _ if first.is_none_or(|first| first == 1) => Some((movement(last)?, modifiers)),
        _ => None,
    }
}

fn numbered(number: u16) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(u8::try_from(number).ok()? - 10),
        17..=21 => KeyCode::F(u8::try_from(number).ok()? - 11),
        23..=24 => KeyCode::F(u8::try_from(number).ok()? - 12),
        _ => return None,
    })
}

/// A character with its modifiers, normalised.
fn character(code: u32, modifiers: KeyModifiers) -> Option<(KeyCode, KeyModifiers)> {
    let code = match char::from_u32(code)? {
        '\r' => KeyCode::Enter,
        '\t' if modifiers.contains(KeyModifiers::SHIFT) => {
            return Some((KeyCode::BackTab, modifiers - KeyModifiers::SHIFT));
        }
        '\t' => KeyCode::Tab,
        '\x1b' => KeyCode::Esc,
        '\x08' | '\x7f' => KeyCode::Backspace,
        // Controls, and kitty's private numbers for keys that have no character.
        c if c.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&c) => return None,
        c if modifiers.contains(KeyModifiers::CONTROL) => KeyCode::Char(c.to_ascii_lowercase()),
        c if modifiers.contains(KeyModifiers::SHIFT) => {
            let mut upper = c.to_uppercase();
            let capital = upper.next().filter(|_| upper.next().is_none()).unwrap_or(c);
            return Some((KeyCode::Char(capital), modifiers - KeyModifiers::SHIFT));
        }
        c => KeyCode::Char(c),
    };
    Some((code, modifiers))
}

/// xterm counts modifiers from 1: shift 1, alt 2, control 4, super 8.
pub(super) fn modifiers(number: Option<u16>) -> KeyModifiers {
    let bits = number.unwrap_or(1).saturating_sub(1);
    [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL), (8, KeyModifiers::SUPER)]
        .into_iter()
        .filter(|(bit, _)| bits & bit > 0)
        .fold(KeyModifiers::NONE, |all, (_, modifier)| all | modifier)
}

/// A decimal number; of `12:3` the first part.
pub(super) fn number(field: &[u8]) -> Option<u16> {
    let digits = field.split(|&byte| byte == b':').next()?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}
