//! The reader on a terminal.

pub mod input;
pub mod layout;
pub mod outside;
pub mod screen;
pub mod terminal;
pub mod theme;
