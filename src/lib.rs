//! nutgraf: a terminal reader for immigration-policy articles.

pub mod article;
pub mod config;
pub mod diagnostic;
pub mod disk;
pub mod export;
pub mod format;
pub mod library;
pub mod lint;
pub mod markdown;
pub mod search;
pub mod text;
pub mod tui;
