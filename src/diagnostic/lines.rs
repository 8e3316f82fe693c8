//! Lines and columns of byte offsets.
//!
//! Lines count from 1 and end at `\n` (so `\r\n` is one break). Columns count Unicode scalar values from 1, a tab is one.
//! A file of one line of 8 MiB with a mistake every few bytes must not cost a scan of the line for each, so the scalar
//! values are counted once, in blocks.

/// Bytes between two counts.
const BLOCK: usize = 512;

/// Where something is: both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column in Unicode scalar values.
    pub column: usize,
}

/// An index of a source text. Building it is linear, each question costs a bounded scan and a binary search.
#[derive(Debug)]
pub struct Lines<'a> {
    source: &'a str,
    /// Byte offset of each line's start.
    starts: Vec<usize>,
    /// Scalar values before each multiple of [`BLOCK`] bytes.
    counts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Indexes a source text.
    #[must_use]
    pub fn new(source: &'a str) -> Self {
        let bytes = source.as_bytes();
        let breaks = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        let mut before = 0;
        let counts = bytes
            .chunks(BLOCK)
            .map(|block| {
                let here = before;
                before += scalars(block);
                here
            })
            .collect();
        Self { source, starts, counts }
    }

    /// Line and column of a byte offset. One past the end is the end; one inside a character is that character.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.boundary(offset);
        let line = self.line_index(offset);
        let start = self.starts.get(line).copied().unwrap_or(0);
        Position { line: line + 1, column: self.scalars_before(offset) - self.scalars_before(start) + 1 }
    }

    /// Where the line of a byte offset starts, and the line without its break.
    #[must_use]
    pub fn line(&self, offset: usize) -> (usize, &'a str) {
        let line = self.line_index(self.boundary(offset));
        let start = self.starts.get(line).copied().unwrap_or(0);
        let end = self.starts.get(line + 1).map_or(self.source.len(), |next| next - 1);
        let text = self.source.get(start..end).unwrap_or_default();
        (start, text.strip_suffix('\r').unwrap_or(text))
    }

    /// The last character boundary at or before `offset`.
    fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.source.len());
        while !self.source.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    fn line_index(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    fn scalars_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        match self.counts.get(block) {
            Some(before) => before + self.source.as_bytes().get(block * BLOCK..offset).map_or(0, scalars),
            // The end of a text whose length is a multiple of the block.
            None => match self.counts.last() {
                Some(before) => before + self.source.as_bytes().get((block - 1) * BLOCK..offset).map_or(0, scalars),
                None => 0,
            },
        }
    }
}

/// Characters that start in these bytes of UTF-8.
fn scalars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(source: &str, offset: usize) -> (usize, usize) {
        let position = Lines::new(source).position(offset);
        (position.line, position.column)
    }

    #[test]
    fn counts_from_one_in_scalars() {
        assert_eq!(at("", 0), (1, 1));
        assert_eq!(at("ab\ncd", 4), (2, 2));
        assert_eq!(at("é\tx", 3), (1, 3), "a tab is one column");
        assert_eq!(at("a\r\nb", 3), (2, 1), "CRLF is one break");
        assert_eq!(at("a\n", 2), (2, 1));
        assert_eq!(at("é", 1), (1, 1), "inside a character");
        assert_eq!(at("ab", 99), (1, 3), "past the end");
    }

    #[test]
    fn gives_the_line_without_its_break() {
        assert_eq!(Lines::new("ab\r\ncd\n").line(1), (0, "ab"));
        assert_eq!(Lines::new("ab\r\ncd\n").line(5), (4, "cd"));
        assert_eq!(Lines::new("ab\r\ncd\n").line(7), (7, ""));
    }

    proptest! {
        #[test]
        fn same_as_counting_by_hand(text in "[aé\u{10348}\n]{0,1400}", pick in any::<prop::sample::Index>()) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let offset = places[pick.index(places.len())];
            let before = text.get(..offset).unwrap();
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
            prop_assert_eq!(at(&text, offset), (line, column));
        }
    }
}
