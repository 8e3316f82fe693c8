//! The rows of a text that is being typed: lines broken where they are full, so that nothing above the cursor moves while
//! one types (set paragraphs are broken by the best fit, which would).

use std::ops::Range;

use unicode_linebreak::linebreaks;

use super::Prose;
use crate::text::segment::{Direction, direction, graphemes};
use crate::text::width::{grapheme_width, width};

impl Prose {
    /// The rows, where lines are so many cells long: bytes of the text, with the white space at their ends, without line
    /// breaks. There is always one.
    #[must_use]
    pub fn rows(&self, cells: usize) -> Vec<Range<usize>> {
        let mut rows = Vec::new();
        let mut start = 0;
        for line in self.text().split('\n') {
            fill(line, start, cells.max(1), &mut rows);
            start += line.len() + 1;
        }
        rows
    }

    /// The row and cell at which the cursor stands, where lines are so many cells long.
    #[must_use]
    pub fn seat(&self, cells: usize) -> (usize, usize) {
        let rows = self.rows(cells);
        let row = row_of(&rows, self.now.cursor);
        let before = rows.get(row).and_then(|range| self.text().get(range.start..self.now.cursor)).unwrap_or_default();
        let pad = rows.get(row).map_or(0, |range| self.pad(range, cells));
        (row, (pad + width(before)).min(cells))
    }

    /// Cells that are left free before a row: a line that runs from the right is set flush right.
    #[must_use]
    pub fn pad(&self, row: &Range<usize>, cells: usize) -> usize {
        let line_start = self.text().get(..row.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let line = self.text().get(line_start..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
        if direction(line) == Direction::LeftToRight {
            return 0;
        }
        let shown = self.text().get(row.clone()).unwrap_or_default();
        cells.saturating_sub(width(shown))
    }

    pub(super) fn row_here(&self, cells: usize) -> Range<usize> {
        let rows = self.rows(cells);
        let row = row_of(&rows, self.now.cursor);
        rows.get(row).cloned().unwrap_or(0..0)
    }

    /// Where the cursor stands at the end of a row: before the space at which the next row is broken off.
    pub(super) fn row_end(&self, row: &Range<usize>, cells: usize) -> usize {
        self.at_cell(row, cells.saturating_add(1), cells)
    }

    pub(super) fn row_away(&self, by: isize, cells: usize) -> usize {
        let rows = self.rows(cells);
        let here = row_of(&rows, self.now.cursor);
        let cell = self.goal.unwrap_or_else(|| self.seat(cells).1);
        match here.checked_add_signed(by) {
            Some(row) if row < rows.len() => rows.get(row).map_or(0, |range| self.at_cell(range, cell, cells)),
            Some(_) if here + 1 < rows.len() => rows.last().map_or(0, |range| self.at_cell(range, cell, cells)),
            None if here > 0 => rows.first().map_or(0, |range| self.at_cell(range, cell, cells)),
            // Beyond the first and last row the cursor goes to the very end, as in a field of a form.
            Some(_) => self.text().len(),
            None => 0,
        }
    }

    /// The grapheme boundary of a row that is nearest to a cell, from its left.
    pub(super) fn at_cell(&self, row: &Range<usize>, cell: usize, cells: usize) -> usize {
        let shown = self.text().get(row.clone()).unwrap_or_default();
        let broken_off = self.text().get(row.end..).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('\n'));
        let mut left = self.pad(row, cells);
        let mut last = 0;
        for (at, grapheme) in graphemes(shown) {
            last = at;
            if left + grapheme_width(grapheme) > cell {
                return row.start + at;
            }
            left += grapheme_width(grapheme);
        }
        // The place behind the last grapheme of a broken line is the start of the next row.
        if broken_off { row.start + last } else { row.end }
    }
}

/// The row in which an offset stands.
fn row_of(rows: &[Range<usize>], offset: usize) -> usize {
    rows.partition_point(|row| row.start <= offset).saturating_sub(1)
}

/// Breaks a line that starts at `start` of the text. White space at a break may stand out.
fn fill(line: &str, start: usize, cells: usize, rows: &mut Vec<Range<usize>>) {
    let mut row = 0;
    let mut used = 0;
    let mut word = 0;
    for (end, _) in linebreaks(line) {
        let piece = line.get(word..end).unwrap_or_default();
        let ink = width(piece.trim_end());
        if used + ink > cells && word > row {
            rows.push(start + row..start + word);
            row = word;
            used = 0;
        }
        if ink > cells {
            for (at, grapheme) in graphemes(piece) {
                let own = grapheme_width(grapheme);
                if used + own > cells && word + at > row && !grapheme.trim().is_empty() {
                    rows.push(start + row..start + word + at);
                    row = word + at;
                    used = 0;
                }
                used += own;
            }
        } else {
            used += width(piece);
        }
        word = end;
    }
    rows.push(start + row..start + line.len());
}
