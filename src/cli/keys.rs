//! `keys`: what is bound, as the reader has it: the table of commands under the user's own rows.

use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;
use crate::text::width::width;
use crate::tui::command::GROUPS;

/// A line of the table.
struct Row {
    keys: String,
    scope: String,
    name: &'static str,
    about: &'static str,
}

/// Runs it.
pub(super) fn run(context: &Context<'_>, console: &mut Console) -> Result<Code, Failure> {
    let (keymap, _shown_by_config) = context.keymap();
    for (group, number) in GROUPS.iter().zip(0..) {
        let mut rows = Vec::new();
        for command in group.commands {
            for scope in command.scopes {
                let keys = keymap.own_keys(command.name, *scope).join("  ");
                rows.push(Row { keys, scope: scope.name().to_owned(), name: command.name, about: command.about });
            }
        }
        let gap = if number == 0 { "" } else { "\n" };
        console.print(&format!("{gap}{}\n{}", group.title, table(&merged(rows))))?;
    }
    Ok(Code::Fine)
}

/// A command with the same keys in several scopes takes one line.
fn merged(rows: Vec<Row>) -> Vec<Row> {
    let mut merged: Vec<Row> = Vec::new();
    for row in rows {
        match merged.last_mut() {
            Some(last) if last.name == row.name && last.keys == row.keys => {
                last.scope = format!("{}, {}", last.scope, row.scope);
            }
            _ => merged.push(row),
        }
    }
    merged
}

/// Columns under each other.
fn table(rows: &[Row]) -> String {
    let widest = |cell: fn(&Row) -> &str| rows.iter().map(|row| width(cell(row))).max().unwrap_or(0);
    let padded = |cell: &str, wanted: usize| format!("{cell}{}", " ".repeat(wanted.saturating_sub(width(cell)) + 2));
    let (keys, scopes, names) = (widest(|row| &row.keys), widest(|row| &row.scope), widest(|row| row.name));
    let line = |row: &Row| {
        let cells = [padded(&row.keys, keys), padded(&row.scope, scopes), padded(row.name, names)].concat();
        format!("  {cells}{}\n", row.about)
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::command::Scope;

    #[test]
    fn columns_stand_under_each_other() {
        let row = |keys: &str, name| Row { keys: keys.into(), scope: "reader".into(), name, about: "does it" };
        let printed = table(&[row("j  down", "line-down"), row("ctrl-o", "back")]);
        assert_eq!(printed, "  j  down  reader  line-down  does it\n  ctrl-o   reader  back       does it\n");
    }

    #[test]
    fn scopes_of_one_command_are_one_line() {
        let row = |scope: &Scope| Row { keys: "j".into(), scope: scope.name().into(), name: "down", about: "" };
        let merged = merged(Scope::ALL.iter().map(row).collect());
        assert_eq!(merged.len(), 1);
        assert_eq!(merged[0].scope, "global, library, reader, search, facets, select");
    }
}
