//! Tables: columns as wide as their content, the widest shrunk first; as records where columns would be too narrow.

use super::flow::Flow;
use super::page::{Page, ornament, plain};
use super::{Piece, Style};
use crate::article::{Align, Emphasis, Inline, Table};
use crate::text::width::width;
use crate::text::wrap::{Wrap, wrap};
use crate::tui::theme::Role;

/// Cells between columns.
const GUTTER: usize = 2;
/// Cells below which a column that had to shrink cannot be read.
const NARROWEST: usize = 6;
/// Cells of a word from which a column may cut it.
const LONGEST_WORD: usize = 20;

impl Page<'_> {
    /// Sets a table.
    pub(super) fn table(&mut self, table: &Table, role: Role) {
        self.separate();
        let head = self.row(&table.head, Style { role: Role::TableHead, emphasis: Emphasis::NONE }, false);
        let rows: Vec<Vec<Flow>> = table.rows.iter().map(|row| self.row(row, plain(role), true)).collect();
        let columns = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0);
        let wants: Vec<Column> = (0..columns)
            .map(|column| {
                let cells = || std::iter::once(&head).chain(&rows).filter_map(|row| row.get(column));
                let natural = cells().map(natural_width).max().unwrap_or(0).max(1);
                let least = cells().map(least_width).max().unwrap_or(0).max(NARROWEST).min(natural);
                Column { least, natural }
            })
            .collect();
        match column_widths(&wants, self.measure()) {
            Some(widths) => self.columns(table, &head, &rows, &widths),
            None => self.records(&head, &rows),
        }
    }

    /// The cells of a row, added to the shown text, tabs between them.
    fn row(&mut self, cells: &[Inline], style: Style, new_line: bool) -> Vec<Flow> {
        if new_line {
            self.text.push('\n');
        }
        let mut flows = Vec::with_capacity(cells.len());
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.text.push('\t');
            }
            flows.push(self.inline(cell, style));
        }
        flows
    }

    fn columns(&mut self, table: &Table, head: &[Flow], rows: &[Vec<Flow>], widths: &[usize]) {
        self.cells(table, head, widths);
        let rule: Vec<String> = widths.iter().map(|cells| "─".repeat(*cells)).collect();
        self.line(vec![ornament(rule.join(&" ".repeat(GUTTER)), Role::Rule)], 0);
        for row in rows {
            self.cells(table, row, widths);
        }
    }

    /// One row, as many lines as its longest cell.
    fn cells(&mut self, table: &Table, row: &[Flow], widths: &[usize]) {
        let wrapped: Vec<Vec<Vec<Piece>>> =
            row.iter().zip(widths).map(|(flow, cells)| set_cell(flow, *cells)).collect();
        let lines = wrapped.iter().map(Vec::len).max().unwrap_or(1);
        for at in 0..lines {
            let mut pieces = Vec::new();
            let mut owed = 0;
            for (column, cells) in widths.iter().enumerate() {
                let cell = wrapped.get(column).and_then(|lines| lines.get(at)).cloned().unwrap_or_default();
                let free = cells.saturating_sub(cell.iter().map(|piece| width(&piece.text)).sum());
                let before = match table.align.get(column).copied().unwrap_or_default() {
                    Align::Start => 0,
                    Align::Centre => free / 2,
                    Align::End => free,
                };
                if cell.is_empty() {
                    owed += free;
                } else {
                    pieces.extend((owed + before > 0).then(|| ornament(" ".repeat(owed + before), Role::Text)));
                    pieces.extend(cell);
                    owed = free - before;
                }
                owed += GUTTER;
            }
            let start = pieces.iter().filter_map(|piece| piece.at).min().unwrap_or(0);
            self.line(pieces, start);
        }
    }

    /// Each row as lines of `Head: value`, a blank line between rows.
    fn records(&mut self, head: &[Flow], rows: &[Vec<Flow>]) {
        if rows.is_empty() {
            for cell in head {
                self.flow(cell);
            }
        }
        for (number, row) in rows.iter().enumerate() {
            if number > 0 {
                self.space(1);
            }
            for column in 0..row.len().max(if number == 0 { head.len() } else { 0 }) {
                let mut record = Flow::default();
                if let Some(name) = head.get(column) {
                    // The head's own words stand in the first record; in the others they are repeated as ornaments.
                    record.append(name, number == 0);
                    record.ornament(": ", plain(Role::TableHead), None);
                }
                row.get(column).into_iter().for_each(|cell| record.append(cell, true));
                self.flow(&record);
            }
        }
    }
}

/// Cells of a cell that is not wrapped.
fn natural_width(flow: &Flow) -> usize {
    flow.text.split('\n').map(width).max().unwrap_or(0)
}

fn set_cell(flow: &Flow, cells: usize) -> Vec<Vec<Piece>> {
    let lines = wrap(&flow.text, Wrap { first: cells, rest: cells, hyphenate: None });
    lines.into_iter().map(|line| flow.pieces(&line.range)).collect()
}

/// Cells of the longest word, up to a limit beyond which it may be cut.
fn least_width(flow: &Flow) -> usize {
    flow.text.split_whitespace().map(width).max().unwrap_or(0).min(LONGEST_WORD)
}

/// What a column wants.
#[derive(Clone, Copy, Debug)]
struct Column {
    /// Cells below which it cannot be read.
    least: usize,
    /// Cells with which nothing is wrapped.
    natural: usize,
}

/// The widths of columns that fit `measure`: as they are if they can be, else the widest cut to one common width, as far
/// as their words allow. None where they do not fit even so.
fn column_widths(columns: &[Column], measure: usize) -> Option<Vec<usize>> {
    let room = measure.checked_sub(GUTTER * columns.len().saturating_sub(1))?;
    let at_most = |cap: usize| columns.iter().map(move |column| column.natural.min(cap.max(column.least)));
    if at_most(0).sum::<usize>() > room {
        return None;
    }
    let widest = columns.iter().map(|column| column.natural).max().unwrap_or(0);
    let (mut fits, mut too_wide) = (0, widest + 1);
    while fits + 1 < too_wide {
        let cap = usize::midpoint(fits, too_wide);
        if at_most(cap).sum::<usize>() <= room { fits = cap } else { too_wide = cap }
    }
    let mut spare = room.saturating_sub(at_most(fits).sum());
    let widths = columns.iter().zip(at_most(fits)).map(|(column, cells)| {
        let more = usize::from(cells == fits && column.natural > cells && spare > 0);
        spare -= more;
        cells + more
    });
    Some(widths.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(columns: &[(usize, usize)], measure: usize) -> Option<Vec<usize>> {
        let columns: Vec<Column> =
            columns.iter().map(|(least, natural)| Column { least: *least, natural: *natural }).collect();
        column_widths(&columns, measure)
    }

    #[test]
    fn the_widest_column_shrinks_first() {
        assert_eq!(widths(&[(5, 5), (6, 8)], 20), Some(vec![5, 8]));
        assert_eq!(widths(&[(5, 5), (6, 40), (6, 9)], 40), Some(vec![5, 22, 9]));
        assert_eq!(widths(&[(6, 50), (6, 40)], 33), Some(vec![16, 15]));
        assert_eq!(widths(&[(12, 50), (6, 40)], 22), Some(vec![12, 8]));
    }

    #[test]
    fn columns_that_cannot_be_read_do_not_fit() {
        assert_eq!(widths(&[(6, 50), (6, 40), (7, 30)], 22), None);
        assert_eq!(widths(&[(1, 1); 40], 30), None);
        assert_eq!(widths(&[], 1), Some(vec![]));
    }
}
