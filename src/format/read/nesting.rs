//! A bound on nesting, before TOML is parsed.
//!
//! The parser bounds brackets (80) and dotted keys (80) each, but one inside the other gives thousands of levels, and
//! values are dropped recursively. This counts both together, conservatively, in one pass over the bytes.

use std::ops::Range;

use crate::diagnostic::Diagnostic;

/// Levels of brackets and dotted keys together.
const DEEPEST: usize = 64;

/// The complaint about a file that nests too deep.
#[must_use]
pub(crate) fn too_deep(source: &str) -> Option<Diagnostic> {
    let at = Scan::new(source.as_bytes()).first_too_deep()?;
    let message = format!("invalid TOML: brackets and dotted keys nest more than {DEEPEST} levels deep");
    Some(Diagnostic::error("too-deep", span(source, at), &message).help("an article needs three levels"))
}

fn span(source: &str, at: usize) -> Range<usize> {
    at..source.len().min(at + 1)
}

/// An open bracket, and the dots of the key in front of what is being read inside it.
struct Level {
    closer: u8,
    dots: usize,
}

struct Scan<'b> {
    bytes: &'b [u8],
    at: usize,
    open: Vec<Level>,
    /// Dots of the last table header, and of the key on this line.
    header: usize,
    dots: usize,
    /// Levels in `open` with their dots.
    depth: usize,
    in_header: bool,
}

impl<'b> Scan<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0, open: Vec::new(), header: 0, dots: 0, depth: 0, in_header: false }
    }

    fn first_too_deep(&mut self) -> Option<usize> {
        let mut line_begins = true;
        while let Some(&byte) = self.bytes.get(self.at) {
            let was_begin = line_begins;
            line_begins = byte == b'\n' || (was_begin && matches!(byte, b' ' | b'\t'));
            match byte {
                b'#' => self.skip_line(),
                b'\'' | b'"' => self.skip_string(byte),
                b'[' if was_begin && self.open.is_empty() => (self.header, self.in_header) = (0, true),
                b'[' | b'{' if !self.in_header => self.enter(byte),
                b']' | b'}' if !self.in_header => self.leave(byte),
                b'.' => self.dot(),
                b',' | b'\n' => self.next_value(byte),
                _ => {}
            }
            if self.depth + self.header + self.dots > DEEPEST {
                return Some(self.at);
            }
            self.at += 1;
        }
        None
    }

    fn enter(&mut self, byte: u8) {
        self.open.push(Level { closer: if byte == b'[' { b']' } else { b'}' }, dots: 0 });
        self.depth += 1;
    }

    /// A stray closer closes nothing: so the count errs on the safe side.
    fn leave(&mut self, byte: u8) {
        if self.open.last().is_some_and(|level| level.closer == byte) {
            self.depth -= self.open.pop().map_or(0, |level| level.dots + 1);
        }
    }

    fn dot(&mut self) {
        match self.open.last_mut() {
            _ if self.in_header => self.header += 1,
            Some(level) => {
                level.dots += 1;
                self.depth += 1;
            }
            None => self.dots += 1,
        }
    }

    fn next_value(&mut self, byte: u8) {
        match self.open.last_mut() {
            Some(level) => self.depth -= std::mem::take(&mut level.dots),
            None if byte == b'\n' => (self.dots, self.in_header) = (0, false),
            None => {}
        }
    }

    /// To the byte before the line break; a lone carriage return ends a comment, too.
    fn skip_line(&mut self) {
        while self.bytes.get(self.at + 1).is_some_and(|byte| !matches!(byte, b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// To the last byte of the string; an unterminated one ends with its line, or with the file.
    fn skip_string(&mut self, quote: u8) {
        let triple = self.bytes.get(self.at + 1) == Some(&quote) && self.bytes.get(self.at + 2) == Some(&quote);
        self.at += if triple { 3 } else { 1 };
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' if quote == b'"' && matches!(self.bytes.get(self.at + 1), Some(b'\\' | b'"')) => self.at += 1,
                b'\n' if !triple => {
                    self.at -= 1;
                    return;
                }
                _ if byte == quote && !triple => return,
                _ if byte == quote && self.closes(quote) => return,
                _ => {}
            }
            self.at += 1;
        }
    }

    /// Whether three quotes stand here; if so moves to the last of the run.
    fn closes(&mut self, quote: u8) -> bool {
        let run =
            self.bytes.get(self.at..).map_or(0, |rest| rest.iter().take(5).take_while(|byte| **byte == quote).count());
        if run >= 3 {
            self.at += run - 1;
        }
        run >= 3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_brackets_and_dots_together() {
        let nested = |opens: usize| format!("a = {}{}", "[".repeat(opens), "]".repeat(opens));
        assert!(too_deep(&nested(64)).is_none());
        assert!(too_deep(&nested(65)).is_some());
        assert!(too_deep(&format!("a{} = 1", ".a".repeat(65))).is_some());
        assert!(too_deep(&format!("[a{}]\nx{} = 1", ".a".repeat(40), ".a".repeat(40))).is_some());
        assert!(too_deep(&"a = {b.b.b.b = [".repeat(20)).is_some());
        assert!(too_deep(&"a = {b.b.b.b = [1.5, 2.5]}\n".repeat(900)).is_none());
    }

    #[test]
    fn text_and_comments_do_not_count() {
        let deep = "[".repeat(99);
        for quotes in ["'", "\"", "'''", "\"\"\""] {
            assert!(too_deep(&format!("a = {quotes}{deep}{quotes}\n")).is_none(), "{quotes}");
        }
        assert!(too_deep(&format!("# {deep}\nb = 1 # {deep}")).is_none());
        assert!(too_deep(&format!("a = '''x''''\nb = {deep}")).is_some(), "four quotes close, too");
        assert!(too_deep(&format!("a = \"\\\"\"\nb = {deep}")).is_some());
        assert!(too_deep(&"[a.b]\nc = 1.5\n".repeat(500)).is_none());
    }
}
