//! A line that is being typed: graphemes, a cursor, the usual keys.

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::width::width;
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::theme::Role;

/// Longest line that is taken.
const LONGEST: usize = 4096;

/// A line of text with a cursor between graphemes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    before: String,
    after: String,
}

impl Line {
    /// A line with the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { before: text.to_owned(), after: String::new() }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// Whether nothing is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// Takes text at the cursor.
    pub fn insert(&mut self, text: &str) {
        if self.before.len() + self.after.len() + text.len() <= LONGEST {
            self.before.push_str(&crate::text::clean::line(text));
        }
    }

    /// Takes an editing key; whether it was one.
    pub fn key(&mut self, chord: Chord) -> bool {
        if let Some(character) = chord.character() {
            self.insert(character.encode_utf8(&mut [0; 4]));
            return true;
        }
        let control = chord.modifiers.contains(KeyModifiers::CONTROL);
        match chord.code {
            KeyCode::Backspace => {
                pop_last(&mut self.before);
            }
            KeyCode::Delete => {
                pop_first(&mut self.after);
            }
            KeyCode::Left => {
                if let Some(grapheme) = pop_last(&mut self.before) {
                    self.after.insert_str(0, &grapheme);
                }
            }
            KeyCode::Right => {
                if let Some(grapheme) = pop_first(&mut self.after) {
                    self.before.push_str(&grapheme);
                }
            }
            KeyCode::Home => self.go_home(),
            KeyCode::End => self.go_end(),
            KeyCode::Char('a') if control => self.go_home(),
            KeyCode::Char('e') if control => self.go_end(),
            KeyCode::Char('u') if control => self.before.clear(),
            KeyCode::Char('k') if control => self.after.clear(),
            KeyCode::Char('w') if control => {
                let kept = self.before.trim_end().rfind(char::is_whitespace).map_or(0, |at| at + 1);
                self.before.truncate(kept);
            }
            _ => return false,
        }
        true
    }

    fn go_home(&mut self) {
        self.after = self.text();
        self.before.clear();
    }

    fn go_end(&mut self) {
        self.before = self.text();
        self.after.clear();
    }

    /// Bytes at the start that are scrolled out where there is so much room, so that the cursor is seen.
    #[must_use]
    pub fn hidden(&self, room: usize) -> usize {
        let mut shown = self.before.as_str();
        while width(shown) + 1 > room.max(1) {
            let Some(first) = shown.graphemes(true).next() else { break };
            shown = shown.strip_prefix(first).unwrap_or_default();
        }
        self.before.len() - shown.len()
    }

    /// Paints a label and the line in the place of the status, and at its right end what is said of it; returns where the cursor is.
    pub fn paint_as_status(
        &self,
        canvas: &mut Canvas<'_>,
        status: Rect,
        label: &str,
        (said, role): (&str, Role),
    ) -> Position {
        canvas.clear(status);
        let cursor = self.paint(canvas, status, label);
        canvas.right((cursor.x + 1, status.y), status.right().saturating_sub(cursor.x + 2), said, role);
        cursor
    }

    /// Paints a label and the line, scrolled so that the cursor is seen; returns where the cursor is.
    pub fn paint(&self, canvas: &mut Canvas<'_>, area: Rect, label: &str) -> Position {
        let taken = canvas.cut((area.x, area.y), area.width, label, Role::Key);
        let room = area.width.saturating_sub(taken);
        let x = area.x + taken;
        let shown = self.before.get(self.hidden(usize::from(room))..).unwrap_or_default();
        let before = canvas.text((x, area.y), room, shown, Role::Prompt);
        canvas.text((x + before, area.y), room.saturating_sub(before), &self.after, Role::Prompt);
        Position::new((x + before).min(area.right().saturating_sub(1)), area.y)
    }
}

fn pop_last(text: &mut String) -> Option<String> {
    let last = text.graphemes(true).next_back()?.to_owned();
    text.truncate(text.len() - last.len());
    Some(last)
}

fn pop_first(text: &mut String) -> Option<String> {
    let first = text.graphemes(true).next()?.to_owned();
    text.drain(..first.len());
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> Line {
        let mut line = Line::default();
        for key in Chord::sequence(keys).unwrap() {
            line.key(key);
        }
        line
    }

    #[test]
    fn edits_as_a_shell_does() {
        assert_eq!(typed("a b space c").text(), "ab c");
        assert_eq!(typed("a b c left left backspace").text(), "bc");
        assert_eq!(typed("a b c home del").text(), "bc");
        assert_eq!(typed("a b space c d ctrl-w").text(), "ab ");
        assert_eq!(typed("a b c left ctrl-k").text(), "ab");
        assert_eq!(typed("a b c left ctrl-u").text(), "c");
    }

    #[test]
    fn a_grapheme_goes_whole() {
        let mut line = Line::new("x👨\u{200d}👩\u{200d}👧");
        line.key(Chord::sequence("backspace").unwrap()[0]);
        assert_eq!(line.text(), "x");
    }

    #[test]
    fn what_is_pasted_is_cleaned() {
        let mut line = Line::default();
        line.insert("a\u{1b}[31m");
        assert!(!line.text().contains('\u{1b}'));
    }
}
