//! One integration crate, so that it links once; a module a subject.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and its files are its own"
)]

mod anchors;
mod architecture;
mod cite;
mod cli;
mod format;
mod import;
mod library;
mod pty;
mod reading_queries;
mod readme;
mod search_quality;
mod starter;
mod store;
mod tui;
mod watch;
