//! Where brackets open and close.

use std::ops::Range;

/// The brackets of a text that are closed, round and square, in order of their ends: from the one that opens to the one that
/// closes. Kinds are not told apart: who writes `(x]` means one bracket.
pub(super) fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut open = Vec::new();
    let mut closed = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' => open.push(at),
            b')' | b']' => closed.extend(open.pop().map(|start| start..at)),
            _ => {}
        }
    }
    closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_close_from_within() {
        assert_eq!(brackets("a (b [c] d) e) (f"), [5..7, 2..10]);
        assert!(brackets("").is_empty());
    }
}
