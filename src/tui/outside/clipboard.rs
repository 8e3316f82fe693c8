//! The clipboard: through the terminal (OSC 52), which also works over ssh, and through the desktop's own program where
//! there is a desktop. Both at once: which one the reader's paste looks at is not ours to know.
//!
//! tmux takes OSC 52 itself where `set-clipboard` is on, so that no wrapping is needed.

use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Environment, start_apart};
use crate::text::Clean;

/// Bytes beyond which a text is cut, at the end of a character: terminals drop longer sequences whole.
pub const LIMIT: usize = 74_000;

/// The bytes that make a terminal copy the text. At most 100 KB.
#[must_use]
pub fn osc52(text: &Clean) -> Vec<u8> {
    let mut bytes = b"\x1b]52;c;".to_vec();
    bytes.extend_from_slice(STANDARD.encode(harmless(text)).as_bytes());
    bytes.push(0x07);
    bytes
}

/// Hands the text to the desktop's clipboard program, if there is one; does not wait, and failing is no news: the terminal
/// got it as well.
pub fn copy_to_desktop(text: &Clean, environment: &Environment) {
    for (program, arguments) in programs(environment) {
        let mut command = Command::new(program);
        command.args(*arguments);
        if start_apart(command, Some(harmless(text).into_bytes())).is_ok() {
            return;
        }
    }
}

/// The programs that may be there, best first.
fn programs(environment: &Environment) -> Vec<&'static (&'static str, &'static [&'static str])> {
    const MAC: (&str, &[&str]) = ("pbcopy", &[]);
    const WAYLAND: (&str, &[&str]) = ("wl-copy", &[]);
    const X11: [(&str, &[&str]); 2] = [("xclip", &["-selection", "clipboard"]), ("xsel", &["-ib"])];
    let mut all = Vec::new();
    if cfg!(target_os = "macos") {
        all.push(&MAC);
    }
    if environment.wayland {
        all.push(&WAYLAND);
    }
    if environment.x11 {
        all.extend(&X11);
    }
    all
}

/// The text cut to [`LIMIT`], without controls but line breaks and tabs: a paste into a shell must not run by itself.
fn harmless(text: &str) -> String {
    let end = (0..=LIMIT.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let kept = text.get(..end).unwrap_or_default();
    kept.chars().filter(|&c| !c.is_control() || c == '\n' || c == '\t').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_gets_base64() {
        assert_eq!(osc52(&Clean::from("“quoted”\n")), b"\x1b]52;c;4oCccXVvdGVk4oCdCg==\x07");
    }

    #[test]
    fn long_texts_are_cut_at_a_character() {
        let text = "é".repeat(LIMIT);
        assert_eq!(harmless(&text).len(), LIMIT);
        assert_eq!(harmless(&format!("a{text}")).len(), LIMIT - 1);
        assert!(STANDARD.encode(harmless(&text)).len() < 100_000);
    }

    #[test]
    fn controls_do_not_reach_the_clipboard() {
        assert_eq!(harmless("a\x1b[31mb\rc\u{9b}d\n\te"), "a[31mbcd\n\te");
    }

    #[test]
    fn the_desktop_decides_which_programs() {
        let names = |wayland, x11| -> Vec<&str> {
            let environment = Environment { wayland, x11, ..Environment::default() };
            programs(&environment).into_iter().map(|(name, _)| *name).filter(|&name| name != "pbcopy").collect()
        };
        assert_eq!(names(false, false), [""; 0]);
        assert_eq!(names(true, true), ["wl-copy", "xclip", "xsel"]);
        assert_eq!(names(false, true), ["xclip", "xsel"]);
    }
}
