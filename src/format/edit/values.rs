//! Where the values of a file stand.

use std::ops::Range;

use toml_edit::{Array, Document, Item, Table, Value};

use crate::diagnostic::Diagnostic;

/// The value of a statement.
pub(super) struct Placed {
    /// Its bytes.
    pub(super) span: Range<usize>,
    /// For an array, its elements in order.
    pub(super) elements: Option<Vec<Range<usize>>>,
}

/// Values of statements, `key = value`, in the order of the file; those inside arrays and inline tables are not.
pub(super) fn find(text: &str) -> Result<Vec<Placed>, Diagnostic> {
    let document = Document::parse(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        Diagnostic::error("syntax", span, &format!("invalid TOML: {}", error.message()))
    })?;
    let mut values = Vec::new();
    collect(document.as_table(), &mut values);
    values.sort_by_key(|value| value.span.start);
    Ok(values)
}

/// The values of a table and of the tables below it. Recursion is bounded: the file's nesting was.
fn collect(table: &Table, values: &mut Vec<Placed>) {
    for (_, item) in table {
        match item {
            Item::None => {}
            Item::Value(value) => collect_value(value, values),
            Item::Table(table) => collect(table, values),
            Item::ArrayOfTables(tables) => tables.iter().for_each(|table| collect(table, values)),
        }
    }
}

fn collect_value(value: &Value, values: &mut Vec<Placed>) {
    match value {
        // `a.b = 1`: the statement's value is the innermost.
        Value::InlineTable(table) if table.is_dotted() => {
            table.iter().for_each(|(_, value)| collect_value(value, values));
        }
        _ => values.extend(value.span().map(|span| Placed { span, elements: value.as_array().map(elements) })),
    }
}

fn elements(array: &Array) -> Vec<Range<usize>> {
    array.iter().filter_map(Value::span).collect()
}
