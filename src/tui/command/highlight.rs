//! Highlights: from one to the next.

use super::{BOTH, Command, READER, TEXT, Takes};

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "highlight",
        about: "highlight the selection or block; a count is the colour",
        scopes: TEXT,
        keys: &["+"],
        takes: Takes::Nothing,
        run: |app, given| app.highlight(given.count),
    },
    Command {
        name: "annotate",
        about: "write a note on the selection, block or article",
        scopes: TEXT,
        keys: &["a"],
        takes: Takes::Words("NOTE"),
        run: |app, given| app.annotate(&given.words),
    },
    Command {
        name: "unmark",
        about: "take the highlight or note here away",
        scopes: TEXT,
        keys: &["-"],
        takes: Takes::Nothing,
        run: |app, _| app.unmark(),
    },
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
    Command {
        name: "notes",
        about: "all notes and highlights of the library",
        scopes: BOTH,
        keys: &["g n"],
        takes: Takes::Nothing,
        run: |app, _| app.all_notes(),
    },
];
