//! The texts that anchors and places count in are those that the layout sets, byte for byte.

use std::path::{Path, PathBuf};

use nutgraf::article::{Article, Part, shown};
use nutgraf::format::read::read;
use nutgraf::format::write::write;
use nutgraf::tui::layout::{Beside, Layout, Parts, Setting};
use proptest::prelude::*;

use super::properties;

fn set(article: &Article) -> Vec<(Part, String)> {
    let setting = Setting { width: 60, hyphenate: None, parts: Parts::Document, beside: Beside::default() };
    Layout::new(article, &setting).parts.into_iter().map(|laid| (laid.part, laid.text)).collect()
}

fn shown(article: &Article) -> Vec<(Part, String)> {
    shown::parts(article).filter_map(|part| Some((part, shown::shown(article, part)?))).collect()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            found.push(path);
        }
    }
}

#[test]
fn the_layout_sets_the_shown_texts() {
    let mut found = Vec::new();
    for folder in ["tests/articles", "tests/cases/valid", "articles"] {
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    }
    let mut articles = 0;
    for file in found {
        let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
        if let Some(article) = read(&text).article {
            assert_eq!(shown(&article), set(&article), "{}", file.display());
            articles += 1;
        }
    }
    assert!(articles > 20, "only {articles} articles");
}

/// Every kind of block, and fields that are there or not.
const BODY: &str = "One *two* [three](https://news.example) four.[^n]\n\n- item\n\n  more\n  - inner\n- [x] done\n\n> quoted\n>\n> twice\n\n\
    | a | b |\n|---|---|\n| 1 | |\n| *2* | 3 |\n\n```rust\nlet x = 1;\n\nx\n```\n\n![alt](picture.png)\n\n***\n\nA hard  \nbreak.\n\n\
    [^n]: A note.\n\n    And more.\n";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_an_article_says(mut drawn in properties::article(), body in any::<bool>()) {
        if let Some(section) = drawn.sections.first_mut().filter(|_| body) {
            section.markdown = BODY.into();
        }
        if let Some(article) = read(&write(&drawn)).article {
            prop_assert_eq!(shown(&article), set(&article));
        }
    }
}
