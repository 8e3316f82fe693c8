//! Reading state of whole articles: read marks, bookmarks, tags, where one was; and undo of every change.

use super::{BOTH, Command, Takes};

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "read",
        about: "mark the article read, or unread",
        scopes: BOTH,
        keys: &["r"],
        takes: Takes::Nothing,
        run: |app, _| app.toggle_read(),
    },
    Command {
        name: "bookmark",
        about: "set a bookmark, or take it away",
        scopes: BOTH,
        keys: &["*"],
        takes: Takes::Nothing,
        run: |app, _| app.toggle_bookmark(),
    },
    Command {
        name: "tags",
        about: "file the article under tags, apart by commas",
        scopes: BOTH,
        keys: &["#"],
        takes: Takes::Words("TAGS"),
        run: |app, given| app.tag(&given.words),
    },
    Command {
        name: "continue",
        about: "read on in an article that was begun",
        scopes: BOTH,
        keys: &["C"],
        takes: Takes::Nothing,
        run: |app, _| app.continue_reading(),
    },
    Command {
        name: "undo",
        about: "take the last change of notes, tags or marks back",
        scopes: BOTH,
        keys: &["U"],
        takes: Takes::Nothing,
        run: |app, _| app.undo(),
    },
    Command {
        name: "redo",
        about: "do again what was taken back",
        scopes: BOTH,
        keys: &["ctrl-r"],
        takes: Takes::Nothing,
        run: |app, _| app.redo(),
    },
];
