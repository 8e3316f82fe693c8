//! Highlights: from one to the next.

use super::{Command, READER, Takes};

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "next-highlight",
        about: "next highlight",
        scopes: READER,
        keys: &[")"],
        takes: Takes::Nothing,
        run: |app, given| app.next_highlight(given.times().cast_signed()),
    },
    Command {
        name: "previous-highlight",
        about: "previous highlight",
        scopes: READER,
        keys: &["("],
        takes: Takes::Nothing,
        run: |app, given| app.next_highlight(-given.times().cast_signed()),
    },
];
