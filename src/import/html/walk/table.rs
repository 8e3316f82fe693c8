//! Tables that say something, as Markdown tables; tables that lay a page out are told apart and left to the walk.

use dom_query::NodeRef;
use url::Url;

use super::super::inline::Style;

/// More columns than a reader could follow, and more than any page means.
const COLUMNS: usize = 64;
/// Characters that the mean cell of a table of data stays below.
const MEAN_CELL: usize = 240;

/// A table as Markdown.
pub(super) struct Table {
    /// What it is called.
    pub(super) caption: Option<String>,
    /// Head, delimiter row, rows.
    pub(super) markdown: String,
}

/// The table, or nothing where the element only lays text out: one column or row, blocks or tables within its cells.
pub(super) fn read(node: NodeRef<'_>, base: Option<&Url>) -> Option<Table> {
    if node.attr("role").is_some_and(|role| &*role == "presentation") {
        return None;
    }
    let mut rows = Vec::new();
    let mut caption = None;
    for part in node.children_it(false) {
        match () {
            () if part.has_name("tr") => rows.push(part),
            () if part.has_name("caption") => caption = Some(super::words(part)).filter(|text| !text.is_empty()),
            () if ["thead", "tbody", "tfoot"].into_iter().any(|name| part.has_name(name)) => {
                rows.extend(part.children_it(false).filter(|row| row.has_name("tr")));
            }
            () => {}
        }
    }
    let mut grid: Vec<Vec<String>> = Vec::new();
    for row in rows {
        let mut cells = Vec::new();
        for cell in row.children_it(false).filter(|cell| cell.has_name("td") || cell.has_name("th")) {
            if holds_blocks(cell) {
                return None;
            }
            cells.push(super::line(cell, base, &Style::default()).cell());
            let span = cell.attr("colspan").and_then(|span| span.trim().parse().ok()).unwrap_or(1_usize);
            let room = COLUMNS.saturating_sub(cells.len());
            cells.extend(std::iter::repeat_n(String::new(), span.saturating_sub(1).min(room)));
        }
        if cells.len() > COLUMNS {
            return None;
        }
        if cells.iter().any(|cell| !cell.is_empty()) {
            grid.push(cells);
        }
    }
    let columns = grid.iter().map(Vec::len).max().unwrap_or(0);
    let filled = grid.iter().flatten().filter(|cell| !cell.is_empty()).count();
    let letters: usize = grid.iter().flatten().map(String::len).sum();
    if columns < 2 || grid.len() < 2 || letters > MEAN_CELL * filled {
        return None;
    }
    let mut lines = Vec::with_capacity(grid.len() + 1);
    for (index, mut row) in grid.into_iter().enumerate() {
        row.resize(columns, String::new());
        lines.push(format!("| {} |", row.join(" | ")));
        if index == 0 {
            lines.push(format!("|{}", " --- |".repeat(columns)));
        }
    }
    Some(Table { caption, markdown: lines.join("\n") })
}

/// Whether a cell holds what a cell of Markdown cannot.
fn holds_blocks(cell: NodeRef<'_>) -> bool {
    const BLOCKS: [&str; 12] =
        ["table", "ul", "ol", "blockquote", "pre", "figure", "h1", "h2", "h3", "h4", "article", "section"];
    let mut paragraphs = 0;
    cell.descendants_it().any(|node| {
        paragraphs += usize::from(node.has_name("p"));
        paragraphs > 2 || BLOCKS.into_iter().any(|name| node.has_name(name))
    })
}
