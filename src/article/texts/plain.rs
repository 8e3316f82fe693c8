//! A text with its white space levelled, and the way back.

use std::ops::Range;

/// A text in which one space stands for any white space, without white space at its ends.
#[derive(Clone, Debug, Default)]
pub(super) struct Plain {
    pub(super) text: String,
    /// From which byte on the two texts run side by side: in the plain text, in the whole one. Both rise.
    steps: Vec<(usize, usize)>,
}

impl Plain {
    pub(super) fn of(whole: &str) -> Self {
        let mut plain = Self { text: String::with_capacity(whole.len()), steps: Vec::new() };
        let mut at = 0;
        for piece in whole.split(char::is_whitespace) {
            if !piece.is_empty() {
                if !plain.text.is_empty() {
                    plain.text.push(' ');
                }
                if plain.whole_at(plain.text.len()) != at || plain.steps.is_empty() {
                    plain.steps.push((plain.text.len(), at));
                }
                plain.text.push_str(piece);
            }
            let behind = at + piece.len();
            at = behind + whole.get(behind..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
        plain
    }

    fn whole_at(&self, plain: usize) -> usize {
        let next = self.steps.partition_point(|(own, _)| *own <= plain);
        let step = next.checked_sub(1).and_then(|at| self.steps.get(at)).or(self.steps.first());
        step.map_or(0, |(own, whole)| whole + plain.saturating_sub(*own))
    }

    /// The bytes of the whole text that some of the plain one came from; both ends at words, none in white space.
    pub(super) fn whole(&self, bytes: Range<usize>) -> Range<usize> {
        let start = self.whole_at(bytes.start);
        if bytes.is_empty() {
            return start..start;
        }
        // The end belongs to the byte before it: behind it, white space of any length may stand.
        start..self.whole_at(bytes.end.saturating_sub(1)).saturating_add(1)
    }

    /// Where a byte of the whole text went; of white space that was more than one space, at most to where text goes on.
    pub(super) fn plain(&self, whole: usize) -> usize {
        let next = self.steps.partition_point(|(_, own)| *own <= whole);
        let end = self.steps.get(next).map_or(self.text.len(), |(plain, _)| *plain);
        let step = next.checked_sub(1).and_then(|at| self.steps.get(at));
        step.map_or(0, |(plain, own)| (plain + (whole - own)).min(end))
    }
}
