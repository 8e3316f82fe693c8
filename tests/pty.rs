//! End to end in a real pseudo-terminal: what a person sees, and in which state the terminal is left.
//!
//! [`harness`] runs a program behind an emulator; [`app`] is a small application on our terminal, screen and input, so that
//! these are tested apart from panes and articles; [`ends`] and [`life`] test it; [`program`] tests the program itself.

mod app;
mod ends;
mod harness;
mod life;
mod program;
