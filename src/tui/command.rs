//! Commands: everything a key or the palette can do, one row each.
//!
//! A row has a name, one line of help, the scopes in which it applies, its default keys, what it takes beside a count, and
//! the function that does it. Help, palette, the which-key box, the README's table and `nutgraf keys` are functions of
//! [`GROUPS`] and of the user's own keymap. A command changes the state of the [`App`], or pushes an
//! [`Effect`](super::effect::Effect) for what reaches outside, or returns a [`Refusal`](super::outcome::Refusal) that the status line shows.

mod app;
mod article;
mod find;
mod highlight;
mod library;
mod motion;
mod place;
mod reading;
mod search;
mod select;

use super::app::App;
use super::outcome::Outcome;

/// Where a command applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Wherever no layer takes the key first.
    Global,
    /// The library screen.
    Library,
    /// An open article.
    Reader,
    /// The search screen, while one types: characters go to the line.
    Search,
    /// The facets of the search screen.
    Facets,
    /// An open article in which text is being selected.
    Select,
}

impl Scope {
    /// Every scope, in the order of help and README.
    pub const ALL: [Self; 6] = [Self::Global, Self::Library, Self::Reader, Self::Search, Self::Facets, Self::Select];

    /// The name in `[keys.SCOPE]`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Library => "library",
            Self::Reader => "reader",
            Self::Search => "search",
            Self::Facets => "facets",
            Self::Select => "select",
        }
    }

    /// The scope of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }
}

/// What a command takes beside a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// The next key, a character: the name of a mark.
    Character,
    /// Words typed in the palette after its name; by key it runs without them. The text names them in help.
    Words(&'static str),
    /// The same, where the words name an article: the palette offers those of the library.
    Article(&'static str),
}

/// What a command was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The count typed before the key.
    pub count: Option<usize>,
    /// The character, for [`Takes::Character`].
    pub character: Option<char>,
    /// The words, for [`Takes::Words`] and [`Takes::Article`]; empty by key.
    pub words: String,
}

impl Given {
    /// The count, or one.
    #[must_use]
    pub fn times(&self) -> usize {
        self.count.unwrap_or(1)
    }
}

/// One command.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// Its name in palette and config: words joined by dashes.
    pub name: &'static str,
    /// One line, no full stop.
    pub about: &'static str,
    /// Where it applies.
    pub scopes: &'static [Scope],
    /// Its default keys, each a chord or several apart by blanks.
    pub keys: &'static [&'static str],
    /// What it takes.
    pub takes: Takes,
    /// What it does.
    pub run: fn(&mut App, &Given) -> Outcome,
}

/// Commands that belong together in help.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// The heading.
    pub title: &'static str,
    /// The commands, in the order of help.
    pub commands: &'static [Command],
}

/// Every command there is.
pub const GROUPS: [Group; 10] = [
    Group { title: "Moving", commands: motion::COMMANDS },
    Group { title: "Panes and places", commands: place::COMMANDS },
    Group { title: "Finding", commands: find::COMMANDS },
    Group { title: "Search", commands: search::COMMANDS },
    Group { title: "Library", commands: library::COMMANDS },
    Group { title: "Selecting", commands: select::COMMANDS },
    Group { title: "Highlights and notes", commands: highlight::COMMANDS },
    Group { title: "Article", commands: article::COMMANDS },
    Group { title: "Reading state", commands: reading::COMMANDS },
    Group { title: "Program", commands: app::COMMANDS },
];

const LIBRARY: &[Scope] = &[Scope::Library];
const READER: &[Scope] = &[Scope::Reader];
/// Where there is text to make something of.
const TEXT: &[Scope] = &[Scope::Reader, Scope::Select];
const BOTH: &[Scope] = &[Scope::Library, Scope::Reader];
/// Screens that are gone to and left: the jump list goes through all of them.
const SCREENS: &[Scope] = &[Scope::Library, Scope::Reader, Scope::Search];
const SEARCH: &[Scope] = &[Scope::Search];
const FACETS: &[Scope] = &[Scope::Facets];
const SELECT: &[Scope] = &[Scope::Select];
const GLOBAL: &[Scope] = &[Scope::Global];

/// Every command, in the order of help.
pub fn all() -> impl Iterator<Item = &'static Command> {
    GROUPS.iter().flat_map(|group| group.commands)
}

/// Names that mean another command in a scope: `:find` finds in what is there, and in the library that is all of it.
const MEANINGS: [(Scope, &str, &str); 1] = [(Scope::Library, "find", "search")];

/// The name of the command that a name means in a scope.
#[must_use]
pub fn meant(name: &str, scope: Scope) -> &str {
    MEANINGS.iter().find(|(of, said, _)| *of == scope && *said == name).map_or(name, |(_, _, meant)| meant)
}

/// The command of that name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Command> {
    all().find(|command| command.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_are_unique_and_spelt_alike() {
        let mut seen = HashSet::new();
        for command in all() {
            assert!(seen.insert(command.name), "{} is there twice", command.name);
            assert!(command.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", command.name);
        }
    }

    #[test]
    fn a_name_means_another_command_only_where_it_has_none() {
        for (scope, said, meant) in MEANINGS {
            let applies = |name: &str| named(name).is_some_and(|command| command.scopes.contains(&scope));
            assert!(!applies(said) && applies(meant), "{said} in {}", scope.name());
        }
    }

    #[test]
    fn each_says_what_it_does_on_one_line() {
        for command in all() {
            assert!(!command.about.is_empty() && !command.about.ends_with('.'), "{}", command.name);
            assert!(command.about.chars().count() <= 60, "{}: {}", command.name, command.about);
            assert!(!command.scopes.is_empty(), "{}", command.name);
        }
    }
}
