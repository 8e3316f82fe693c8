//! The reader on a terminal.

pub mod app;
pub mod canvas;
pub mod command;
pub mod effect;
pub mod finder;
pub mod frame;
pub mod geometry;
pub mod input;
pub mod key;
pub mod keymap;
pub mod layer;
pub mod layout;
pub mod line;
pub mod look;
pub mod motion;
pub mod outcome;
pub mod outside;
pub mod page;
pub mod pane;
pub mod prose;
pub mod reader;
pub mod run;
pub mod screen;
pub mod shelf;
pub mod start;
pub mod terminal;
pub mod theme;
pub mod worker;

pub use run::run;
