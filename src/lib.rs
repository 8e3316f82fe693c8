//! nutgraf: a terminal reader for immigration-policy articles.

pub mod diagnostic;
pub mod disk;
pub mod text;
