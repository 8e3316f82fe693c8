//! What is read when a file is opened: its article, or a page that says why there is none.
//!
//! A file that cannot be read as an article becomes an article about that, so that the same layout, keys and search
//! work on it: every complaint with its source line, caret and cure.

use std::sync::Arc;

use crate::article::{Article, Block, Code, Section};
use crate::diagnostic::{self, Diagnostic};
use crate::library::{Opened, Origin};
use crate::text::{Clean, Foreign};

/// What is read.
#[must_use]
pub fn of(origin: &Origin, opened: &Opened) -> Arc<Article> {
    let broken = "This file cannot be read as an article";
    let page = || complaints(broken, &origin.shown(), &opened.source, &opened.diagnostics);
    opened.article.clone().unwrap_or_else(|| Arc::new(page()))
}

/// A page with every complaint about a file.
#[must_use]
pub fn complaints(heading: &str, name: &Clean, source: &str, diagnostics: &[Diagnostic]) -> Article {
    let text = diagnostic::render(diagnostics, name, source, false);
    let blocks = text
        .split("\n\n")
        .filter(|block| !block.trim().is_empty())
        .map(|block| Block::Code(Code { language: None, text: block.trim_end().into() }))
        .collect();
    Article {
        headline: Foreign::from(name.as_str()),
        sections: vec![Section { heading: Some(heading.into()), level: 1, blocks, ..Section::default() }],
        ..Article::default()
    }
}
