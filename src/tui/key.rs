//! Chords: one key with its modifiers, as typed and as written in the config: `j`, `G`, `ctrl-o`, `alt-left`, `space`.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key with its modifiers. Shift is part of the character, and kept only for keys without one (`S-Tab`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    /// The key.
    pub code: KeyCode,
    /// Control, alt, and shift where it matters.
    pub modifiers: KeyModifiers,
}

/// The text names no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no key has this name; keys look like j, G, ctrl-o, alt-left, space, enter, pgdn or f1")]
pub struct NotAKey;

/// Keys that have a name: as printed, as also read, code.
const NAMED: [(&str, &str, KeyCode); 16] = [
    ("space", " ", KeyCode::Char(' ')),
    ("enter", "return", KeyCode::Enter),
    ("esc", "escape", KeyCode::Esc),
    ("tab", "tab", KeyCode::Tab),
    ("s-tab", "shift-tab", KeyCode::BackTab),
    ("backspace", "bs", KeyCode::Backspace),
    ("del", "delete", KeyCode::Delete),
    ("ins", "insert", KeyCode::Insert),
    ("home", "home", KeyCode::Home),
    ("end", "end", KeyCode::End),
    ("pgup", "pageup", KeyCode::PageUp),
    ("pgdn", "pagedown", KeyCode::PageDown),
    ("up", "up", KeyCode::Up),
    ("down", "down", KeyCode::Down),
    ("left", "left", KeyCode::Left),
    ("right", "right", KeyCode::Right),
];

impl Chord {
    /// A plain character.
    #[must_use]
    pub fn plain(character: char) -> Self {
        Self { code: KeyCode::Char(character), modifiers: KeyModifiers::NONE }
    }

    /// The character, where the chord is one without control or alt.
    #[must_use]
    pub fn character(self) -> Option<char> {
        match self.code {
            KeyCode::Char(character) if self.modifiers.is_empty() => Some(character),
            _ => None,
        }
    }

    /// A sequence of chords: `g g`, `m x`, `ctrl-o`.
    ///
    /// # Errors
    /// When a word of it names no key, or there is none.
    pub fn sequence(text: &str) -> Result<Vec<Self>, NotAKey> {
        let chords: Vec<Self> = text.split_whitespace().map(Self::from_str).collect::<Result<_, _>>()?;
        if chords.is_empty() { Err(NotAKey) } else { Ok(chords) }
    }

    /// A sequence as it is printed.
    #[must_use]
    pub fn spell(chords: &[Self]) -> String {
        chords.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }
}

impl From<KeyEvent> for Chord {
    fn from(event: KeyEvent) -> Self {
        let mut modifiers = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
        let code = match event.code {
            KeyCode::Char(character) if event.modifiers.contains(KeyModifiers::SHIFT) && modifiers.is_empty() => {
                KeyCode::Char(character.to_uppercase().next().unwrap_or(character))
            }
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            // Without a keyboard protocol a terminal cannot tell these apart; one name for both.
            KeyCode::Char('h') if modifiers == KeyModifiers::CONTROL => {
                modifiers = KeyModifiers::NONE;
                KeyCode::Backspace
            }
            code => code,
        };
        Self { code, modifiers }
    }
}

impl FromStr for Chord {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = text;
        loop {
            let lower = rest.to_ascii_lowercase();
            let (modifier, length) = if lower.starts_with("ctrl-") {
                (KeyModifiers::CONTROL, 5)
            } else if lower.starts_with("c-") {
                (KeyModifiers::CONTROL, 2)
            } else if lower.starts_with("alt-") {
                (KeyModifiers::ALT, 4)
            } else if lower.starts_with("a-") {
                (KeyModifiers::ALT, 2)
            } else {
                break;
            };
            match rest.get(length..) {
                Some(after) if !after.is_empty() => {
                    modifiers |= modifier;
                    rest = after;
                }
                _ => break,
            }
        }
        Ok(Self { code: code(rest, modifiers)?, modifiers })
    }
}

fn code(name: &str, modifiers: KeyModifiers) -> Result<KeyCode, NotAKey> {
    let lower = name.to_ascii_lowercase();
    if let Some((_, _, code)) = NAMED.iter().find(|(printed, read, _)| lower == *printed || lower == *read) {
        return Ok(*code);
    }
    if let Some(number) = lower.strip_prefix('f').and_then(|digits| digits.parse::<u8>().ok())
        && (1..=12).contains(&number)
    {
        return Ok(KeyCode::F(number));
    }
    let mut characters = name.chars();
    match (characters.next(), characters.next()) {
        // With control, case does not reach the program.
        (Some(one), None) if modifiers.contains(KeyModifiers::CONTROL) => Ok(KeyCode::Char(one.to_ascii_lowercase())),
        (Some(one), None) if !one.is_control() => Ok(KeyCode::Char(one)),
        _ => Err(NotAKey),
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.modifiers.contains(KeyModifiers::CONTROL) {
            f.write_str("ctrl-")?;
        }
        if self.modifiers.contains(KeyModifiers::ALT) {
            f.write_str("alt-")?;
        }
        if let Some((printed, _, _)) = NAMED.iter().find(|(_, _, code)| *code == self.code) {
            return f.write_str(printed);
        }
        match self.code {
            KeyCode::Char(character) => write!(f, "{character}"),
            KeyCode::F(number) => write!(f, "f{number}"),
            _ => f.write_str("?"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_reads() {
        for text in ["j", "G", "ctrl-o", "alt-left", "space", "g g", "m x", "'", "-", "s-tab", "f1", "ctrl-alt-x", "{"]
        {
            assert_eq!(Chord::spell(&Chord::sequence(text).unwrap()), text);
        }
    }

    #[test]
    fn reads_other_spellings() {
        for (text, same) in
            [("C-o", "ctrl-o"), ("Shift-Tab", "s-tab"), ("PageDown", "pgdn"), ("ctrl-O", "ctrl-o"), ("ESC", "esc")]
        {
            assert_eq!(Chord::sequence(text), Chord::sequence(same), "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        for text in ["", "  ", "jj", "ctrl-", "hyper-x", "f13", "\u{1b}"] {
            assert!(Chord::sequence(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_typed_key_is_the_chord_of_its_name() {
        let typed = |code, modifiers| Chord::from(KeyEvent::new(code, modifiers)).to_string();
        assert_eq!(typed(KeyCode::Char('G'), KeyModifiers::SHIFT), "G");
        assert_eq!(typed(KeyCode::Char('o'), KeyModifiers::CONTROL), "ctrl-o");
        assert_eq!(typed(KeyCode::BackTab, KeyModifiers::SHIFT), "s-tab");
        assert_eq!(typed(KeyCode::Char('{'), KeyModifiers::SHIFT), "{");
    }
}
