//! The program itself: help, themes, mouse, leaving.

use super::{BOTH, Command, GLOBAL, Takes};
use crate::tui::effect::Effect;

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "help",
        about: "the keys that work here",
        scopes: GLOBAL,
        keys: &["?", "f1"],
        takes: Takes::Nothing,
        run: |app, _| app.help(),
    },
    Command {
        name: "theme",
        about: "choose a theme",
        scopes: GLOBAL,
        keys: &["T"],
        takes: Takes::Words("NAME"),
        run: |app, given| app.choose_theme(&given.words),
    },
    Command {
        name: "hyphenate",
        about: "hyphenate the text, or not",
        scopes: GLOBAL,
        keys: &[],
        takes: Takes::Nothing,
        run: |app, _| app.toggle_hyphenation(),
    },
    Command {
        name: "linear",
        about: "one plain column with a real cursor, or panes",
        scopes: GLOBAL,
        keys: &[],
        takes: Takes::Nothing,
        run: |app, _| app.toggle_linear(),
    },
    Command {
        name: "mouse",
        about: "release the mouse to the terminal, or take it back",
        scopes: GLOBAL,
        keys: &["M"],
        takes: Takes::Nothing,
        run: |app, _| app.toggle_mouse(),
    },
    Command {
        name: "redraw",
        about: "draw the screen again",
        scopes: GLOBAL,
        keys: &["ctrl-l"],
        takes: Takes::Nothing,
        run: |app, _| {
            app.effects.push(Effect::Redraw);
            Ok(())
        },
    },
    Command {
        name: "suspend",
        about: "suspend; fg comes back",
        scopes: GLOBAL,
        keys: &["ctrl-z"],
        takes: Takes::Nothing,
        run: |app, _| {
            app.effects.push(Effect::Suspend);
            Ok(())
        },
    },
    Command {
        name: "close",
        about: "back; at the top, quit",
        scopes: BOTH,
        keys: &["q"],
        takes: Takes::Nothing,
        run: |app, _| app.close(),
    },
    Command {
        name: "quit",
        about: "quit; ctrl-c first closes what is on top",
        scopes: GLOBAL,
        keys: &["Q", "ctrl-c"],
        takes: Takes::Nothing,
        run: |app, _| {
            if !app.give_up() {
                app.effects.push(Effect::Quit);
            }
            Ok(())
        },
    },
];
