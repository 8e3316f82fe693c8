//! Moving by lines, pages, sections and blocks. In lists the same keys move by rows.

use super::{BOTH, Command, READER, Takes};
use crate::tui::app::App;
use crate::tui::motion::Motion::{Bottom, HalfPages, Lines, Pages, Parts, Sections, Top};

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "down",
        about: "one line or row down",
        scopes: BOTH,
        keys: &["j", "down", "ctrl-e"],
        takes: Takes::Nothing,
        run: |app, given| App::go(app, Lines(1), given),
    },
    Command {
        name: "up",
        about: "one line or row up",
        scopes: BOTH,
        keys: &["k", "up", "ctrl-y"],
        takes: Takes::Nothing,
        run: |app, given| App::go(app, Lines(-1), given),
    },
    Command {
        name: "page-down",
        about: "one page down",
        scopes: BOTH,
        keys: &["space", "f", "pgdn", "ctrl-f"],
        takes: Takes::Nothing,
        run: |app, given| App::go(app, Pages(1), given),
    },
    Command {
        name: "page-up",
        about: "one page up",
        scopes: BOTH,
        keys: &["b", "pgup", "ctrl-b"],
        takes: Takes::Nothing,
        run: |app, given| App::go(app, Pages(-1), given),
    },
    Command {
        name: "half-page-down",
        about: "half a page down",
        scopes: BOTH,
        keys: &["d", "ctrl-d"],
        takes: Takes::Nothing,
        run: |app, given| App::go(app, HalfPages(1), given),
    },
    Command {
        name: "half-page-up",
        about: "half a page up",
        scopes: BOTH,
        keys: &["u", "ctrl-u"],
        takes: Takes::Nothing,
        run: |app, given| App::go(app, HalfPages(-1), given),
    },
    Command {
        name: "top",
        about: "to the top; with a count, to that row or section",
        scopes: BOTH,
        keys: &["g g", "home"],
        takes: Takes::Nothing,
        run: |app, given| App::go(app, Top, given),
    },
    Command {
        name: "bottom",
        about: "to the end; with a count, to that row or section",
        scopes: BOTH,
        keys: &["G", "end"],
        takes: Takes::Nothing,
        run: |app, given| App::go(app, Bottom, given),
    },
    Command {
        name: "next-section",
        about: "next section",
        scopes: READER,
        keys: &["]"],
        takes: Takes::Nothing,
        run: |app, given| App::go(app, Sections(1), given),
    },
    Command {
        name: "previous-section",
        about: "previous section",
        scopes: READER,
        keys: &["["],
        takes: Takes::Nothing,
        run: |app, given| App::go(app, Sections(-1), given),
    },
    Command {
        name: "next-block",
        about: "next block: paragraph, list, table, takeaway, source",
        scopes: READER,
        keys: &["}"],
        takes: Takes::Nothing,
        run: |app, given| App::go(app, Parts(1), given),
    },
    Command {
        name: "previous-block",
        about: "previous block",
        scopes: READER,
        keys: &["{"],
        takes: Takes::Nothing,
        run: |app, given| App::go(app, Parts(-1), given),
    },
];
