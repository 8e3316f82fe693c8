//! The architecture, held by a test: the import graph is built from the sources, and an import of a higher floor or a
//! circle fails. So does a module that does not open with its essay.

mod graph;
mod source;

use std::path::Path;

use graph::Graph;
use source::Module;

/// The floors, in the order of `src/lib.rs`. A module imports its own floor or lower ones.
const FLOORS: [&[&str]; 6] = [
    &["text", "diagnostic", "disk"],
    &["article", "markdown"],
    &["format", "fetch", "glossary", "import", "cite", "insight"],
    &["lint", "export", "config", "reading", "annotation", "store", "library", "search"],
    &["tui"],
    &["cli"],
];

/// Imports between siblings that close a circle which we live with: the parent, who imports whom, and why.
const LIVED_WITH: [(&str, &str, &str, &str); 4] = [
    ("tui", "command", "app", "a command is a function of the app, which finds it through the keymap"),
    ("tui", "layer", "app", "a layer's keys act on the app, which holds the stack of layers"),
    ("tui", "frame", "app", "the app is painted into a frame, and a click is looked up in it"),
    ("tui", "pane", "app", "a pane is painted from the app"),
];

fn floor(top: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&top))
}

fn modules() -> Vec<Module> {
    source::modules(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

#[test]
fn every_module_stands_on_a_floor() {
    for module in modules() {
        let Some(top) = module.path.first() else { continue };
        assert!(floor(top).is_some(), "src/{top}.rs has no floor: say in tests/architecture.rs where it stands");
    }
}

#[test]
fn nothing_imports_upwards() {
    let upward: Vec<String> = modules()
        .iter()
        .flat_map(|module| module.imports.iter().map(move |import| (module, import)))
        .filter_map(|(module, import)| {
            let (from, to) = (module.path.first()?, import.first()?);
            let (low, high) = (floor(from)?, floor(to)?);
            (low < high)
                .then(|| format!("{} (floor {low}) imports {} (floor {high})", module.name(), import.join("::")))
        })
        .collect();
    assert_eq!(upward, [""; 0]);
}

#[test]
fn there_is_no_circle() {
    let modules = modules();
    let mut circles = Vec::new();
    for (parent, mut graph) in Graph::between_siblings(&modules) {
        for (_, from, to, _why) in LIVED_WITH.iter().filter(|(of, ..)| *of == parent) {
            assert!(graph.forget(from, to), "{from} does not import {to} any more: take it off the list");
        }
        if let Some(circle) = graph.circle() {
            circles.push(format!(
                "in {}: {}",
                if parent.is_empty() { "the crate" } else { &parent },
                circle.join(" → ")
            ));
        }
    }
    assert_eq!(circles, [""; 0]);
}

#[test]
fn every_module_opens_with_its_essay() {
    let silent: Vec<String> = modules().iter().filter(|module| !module.has_essay).map(Module::name).collect();
    assert_eq!(silent, [""; 0]);
}

#[test]
fn the_crate_lists_its_floors_in_order() {
    let root = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let listed: Vec<&str> = root.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let floors: Vec<Option<usize>> = listed.iter().map(|top| floor(top)).collect();
    assert!(!listed.is_empty());
    assert!(floors.is_sorted(), "src/lib.rs lists {listed:?}, which stand on {floors:?}");
}
