//! Finding in the article, in the list, over all articles.

use super::{BOTH, Command, GLOBAL, LIBRARY, READER, Takes};

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "find",
        about: "find in the article, live; a capital makes it exact",
        scopes: READER,
        keys: &["/"],
        takes: Takes::Words("WORDS"),
        run: |app, given| app.find(&given.words),
    },
    Command {
        name: "next-match",
        about: "next match",
        scopes: READER,
        keys: &["n"],
        takes: Takes::Nothing,
        run: |app, given| app.next_match(given.times().cast_signed()),
    },
    Command {
        name: "previous-match",
        about: "previous match",
        scopes: READER,
        keys: &["N"],
        takes: Takes::Nothing,
        run: |app, given| app.next_match(-given.times().cast_signed()),
    },
    Command {
        name: "filter",
        about: "filter the list as you type",
        scopes: LIBRARY,
        keys: &["/"],
        takes: Takes::Words("WORDS"),
        run: |app, given| app.filter(&given.words),
    },
    Command {
        name: "search",
        about: "search all articles: takeaways, headlines, text",
        scopes: BOTH,
        keys: &["S"],
        takes: Takes::Words("WORDS"),
        run: |app, given| app.search(&given.words),
    },
    Command {
        name: "commands",
        about: "all commands, by name",
        scopes: GLOBAL,
        keys: &[":", "alt-x"],
        takes: Takes::Nothing,
        run: |app, _| app.palette(),
    },
];
