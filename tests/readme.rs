//! The README is true: its key table and its picture come from the program. `UPDATE_README=1 cargo test readme` renews them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use nutgraf::tui::command::{GROUPS, Scope};
use nutgraf::tui::keymap::Keymap;

use crate::tui::Stage;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Compares a file with what it should be, or renews it.
fn same(name: &str, wanted: &str) {
    let path = path(name);
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "{name} is stale: UPDATE_README=1 cargo test readme");
}

fn keys() -> String {
    let keymap = Keymap::default();
    let mut table = String::from("| key | does | where |\n|---|---|---|\n");
    for command in GROUPS.iter().flat_map(|group| group.commands).filter(|command| !command.keys.is_empty()) {
        let scopes: Vec<&str> = command.scopes.iter().map(|scope| scope.name()).collect();
        let first = command.scopes.first().copied().unwrap_or(Scope::Global);
        let keys: Vec<String> =
            keymap.keys_of(command.name, first).iter().map(|keys| format!("`{}`", keys.replace('|', "\\|"))).collect();
        writeln!(table, "| {} | {} | {} |", keys.join(" "), command.about, scopes.join(", ")).unwrap();
    }
    table
}

#[test]
fn the_key_table_is_the_commands() {
    let readme = std::fs::read_to_string(path("README.md")).unwrap();
    let (before, rest) = readme.split_once("<!-- keys: generated, compared by a test -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- /keys -->").unwrap();
    let wanted = format!("{before}<!-- keys: generated, compared by a test -->\n{}<!-- /keys -->{after}", keys());
    same("README.md", &wanted);
}

#[test]
fn the_picture_is_the_screen() {
    let mut stage = Stage::open(path("articles/asylum/one-year-deadline.toml"), (120, 36));
    stage.press(r#": "theme dark" enter"#);
    same("tests/pictures/reader.svg", &crate::tui::svg(&stage));
}
