//! Imports between the children of one module, and circles among them.

use std::collections::{BTreeMap, BTreeSet};

use super::source::Module;

/// Which child imports which.
#[derive(Default)]
pub(super) struct Graph {
    edges: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    /// One graph for each module that has children, by its name; the crate's own name is empty. A parent and its children
    /// may refer to each other (types above, functions below), so only siblings count: an import between two modules is
    /// one between the two children of their nearest common parent.
    pub(super) fn between_siblings(modules: &[Module]) -> BTreeMap<String, Self> {
        let mut graphs: BTreeMap<String, Self> = BTreeMap::new();
        for module in modules {
            for import in &module.imports {
                let common = module.path.iter().zip(import).take_while(|(own, other)| own == other).count();
                if let (Some(from), Some(to)) = (module.path.get(common), import.get(common)) {
                    let graph = graphs.entry(module.path[..common].join("::")).or_default();
                    graph.edges.entry(from.clone()).or_default().insert(to.clone());
                }
            }
        }
        graphs
    }

    /// Takes an import out; whether there was one.
    pub(super) fn forget(&mut self, from: &str, to: &str) -> bool {
        self.edges.get_mut(from).is_some_and(|imports| imports.remove(to))
    }

    /// A shortest circle, its first name repeated at the end.
    pub(super) fn circle(&self) -> Option<Vec<String>> {
        self.edges.keys().filter_map(|start| self.way_back(start)).min_by_key(Vec::len)
    }

    /// Breadth first, so the way is a shortest.
    fn way_back(&self, start: &str) -> Option<Vec<String>> {
        let mut seen = BTreeSet::new();
        let mut ways = std::collections::VecDeque::from([vec![start.to_owned()]]);
        while let Some(way) = ways.pop_front() {
            for next in self.edges.get(way.last()?).into_iter().flatten() {
                let longer: Vec<String> = way.iter().chain([next]).cloned().collect();
                if next == start {
                    return Some(longer);
                }
                if seen.insert(next) {
                    ways.push_back(longer);
                }
            }
        }
        None
    }
}

#[test]
fn circles_are_found_between_siblings_only() {
    let module = |path: &str, imports: &[&str]| {
        let split = |path: &str| path.split("::").map(str::to_owned).collect::<Vec<_>>();
        Module { path: split(path), imports: imports.iter().map(|path| split(path)).collect(), has_essay: true }
    };
    let parent_and_child = [module("a", &["a::b"]), module("a::b", &["a"])];
    assert!(Graph::between_siblings(&parent_and_child).values().all(|graph| graph.circle().is_none()));
    let siblings = [module("a::b", &["a::c::d"]), module("a::c", &["a::e"]), module("a::e", &["a::b"])];
    let circle = Graph::between_siblings(&siblings)["a"].circle().unwrap();
    assert_eq!(circle, ["b", "c", "e", "b"]);
}
