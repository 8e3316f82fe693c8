//! The library: orders, the preview, the next article.

use super::{BOTH, Command, LIBRARY, Takes};

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "sort",
        about: "sort or group the list",
        scopes: LIBRARY,
        keys: &[","],
        takes: Takes::Words("ORDER"),
        run: |app, given| app.sort(&given.words),
    },
    Command {
        name: "preview",
        about: "preview beside the list, or not",
        scopes: LIBRARY,
        keys: &["p"],
        takes: Takes::Nothing,
        run: |app, _| app.toggle_preview(),
    },
    Command {
        name: "next-article",
        about: "open the next article of the list",
        scopes: BOTH,
        keys: &[">"],
        takes: Takes::Nothing,
        run: |app, given| app.step_article(given.times().cast_signed()),
    },
    Command {
        name: "previous-article",
        about: "open the previous article of the list",
        scopes: BOTH,
        keys: &["<"],
        takes: Takes::Nothing,
        run: |app, given| app.step_article(-given.times().cast_signed()),
    },
    Command {
        name: "import",
        about: "make an article of a file, an address or a pasted text",
        scopes: BOTH,
        keys: &["I"],
        takes: Takes::Words("FILE or ADDRESS"),
        run: |app, given| app.import(&given.words),
    },
    Command {
        name: "reload",
        about: "read the library again",
        scopes: BOTH,
        keys: &["R"],
        takes: Takes::Nothing,
        run: |app, _| app.reload(),
    },
];
