//! A list in groups: what stands beside the first row of each.

use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nutgraf::reading::Summary;
use nutgraf::reading::summary::Line;

use super::Stage;

/// Five articles of two topics, one of them spelled in two ways, and a file that is none.
fn library(of: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tui-groups").join(of);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (name, topic) in [("a", "asylum"), ("b", "Asylum"), ("c", "asylum"), ("d", "work"), ("e", "work")] {
        let text = format!("headline = 'Article {name}'\npublished = 2025-01-01\ntopics = ['{topic}']\n");
        fs::write(folder.join(format!("{name}.toml")), text).unwrap();
    }
    fs::write(folder.join("f.toml"), "x = \n").unwrap();
    folder
}

fn read(folder: &Path, names: &[&str]) -> Arc<Summary> {
    let path = |name: &&str| folder.join(format!("{name}.toml")).as_os_str().as_bytes().to_vec();
    let line = || Line { read: Some(true), ..Line::default() };
    Arc::new(Summary::from_lines(names.iter().map(|name| (path(name), line()))))
}

/// What stands at the right edge of the rows of the list.
fn sides(stage: &Stage) -> Vec<String> {
    let screen = stage.snapshot();
    let rows = screen.lines().filter(|row| row.starts_with(" 2025-01-01"));
    rows.map(|row| row.split_once("Article ").unwrap().1.get(1..).unwrap().trim().to_owned()).collect()
}

#[test]
fn a_group_says_how_many_are_unread_where_that_is_known() {
    let folder = library("unread");
    let mut stage = Stage::over(&folder, (80, 24)).keys(": \"sort topic\" enter");
    assert_eq!(sides(&stage), ["asylum", "", "", "work", ""]);
    stage.app.shelf.reading = read(&folder, &["a", "d", "e"]);
    stage.settle();
    assert_eq!(sides(&stage), ["asylum · 3 · 2 unread", "", "", "work · 2", ""]);
    stage.app.shelf.reading = read(&folder, &["b"]);
    stage.press("/ \"is:unread\" enter");
    assert_eq!(sides(&stage)[0], "asylum · 3 · 2 unread", "the filter does not know yet");
    stage.press("esc , n");
    assert_eq!(sides(&stage), ["", "read", "", "", ""]);
    stage.press(", t");
    stage.resize(59, 24);
    assert_eq!(sides(&stage), [""; 0], "without dates");
    let narrow = stage.snapshot();
    assert!(narrow.contains("asylum") && !narrow.contains("unread"), "{narrow}");
}
