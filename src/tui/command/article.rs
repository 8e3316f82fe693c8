//! Acting on the article: links, the editor, its problems, zen.

use super::{BOTH, Command, READER, TEXT, Takes};

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "first-change",
        about: "to the first passage that changed while this was open",
        scopes: READER,
        keys: &["g c"],
        takes: Takes::Nothing,
        run: |app, _| app.first_change(),
    },
    Command {
        name: "hints",
        about: "letters on the links in view; type one to follow it",
        scopes: READER,
        keys: &["F"],
        takes: Takes::Nothing,
        run: |app, _| app.hints(),
    },
    Command {
        name: "meaning",
        about: "what an acronym means: selected, or by its letters",
        scopes: TEXT,
        keys: &["K"],
        takes: Takes::Words("TERM"),
        run: |app, given| app.meaning(&given.words),
    },
    Command {
        name: "terms",
        about: "what the acronyms of this article mean",
        scopes: READER,
        keys: &["g k"],
        takes: Takes::Nothing,
        run: |app, _| app.terms(),
    },
    Command {
        name: "open-link",
        about: "open the link of this block or source, or the article's",
        scopes: READER,
        keys: &["o"],
        takes: Takes::Nothing,
        run: |app, _| app.open_link(),
    },
    Command {
        name: "copy-link",
        about: "copy the link of this block or source, or the article's",
        scopes: READER,
        keys: &["g y"],
        takes: Takes::Nothing,
        run: |app, _| app.copy_link(),
    },
    Command {
        name: "edit",
        about: "open the file in $EDITOR at this place",
        scopes: BOTH,
        keys: &["E"],
        takes: Takes::Nothing,
        run: |app, _| app.edit(),
    },
    Command {
        name: "problems",
        about: "what is wrong with this article's file",
        scopes: BOTH,
        keys: &["g p"],
        takes: Takes::Nothing,
        run: |app, _| app.problems(),
    },
    Command {
        name: "zen",
        about: "the text alone, or with its panes",
        scopes: READER,
        keys: &["z"],
        takes: Takes::Nothing,
        run: |app, _| app.toggle_zen(),
    },
];
