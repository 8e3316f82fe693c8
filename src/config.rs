//! `config.toml`: what the user chose, and everything that is wrong with the file.
//!
//! Reading never fails. A value that is wrong is left out, said with its line and the nearest right one, and the default
//! applies; so a slip in the file never keeps anybody from reading. What only a higher floor can judge (commands, keys)
//! stays raw with its span, and the one who uses it complains: [`RawBinding`].
//!
//! What must not live here: the place of the file, flags, the environment; they come in from the command line.

mod walk;

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::cite::quote::Template;
use crate::diagnostic::{self, Diagnostic};
use crate::format::read::{parse, too_deep};
use crate::lint::Checks;
use walk::Walk;

/// The largest config file that is read, in bytes.
pub const LIMIT: u64 = 1 << 20;

/// The defaults as a file that says what everything is for.
pub const DEFAULT: &str = include_str!("config/default.toml");

/// The names that `theme` knows: the themes, and `auto`.
pub const THEMES: [&str; 6] = ["terminal", "light", "dark", "contrast", "mono", "auto"];

/// What the config says. None and empty where it says nothing, or nothing right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Folders of the library, as written.
    pub library: Vec<String>,
    /// A name of [`THEMES`].
    pub theme: Option<String>,
    /// The longest line of text, in cells: 66 to 100.
    pub measure: Option<u16>,
    /// Whether words may be broken.
    pub hyphenate: Option<bool>,
    /// Whether the mouse is ours.
    pub mouse: Option<bool>,
    /// The name of an [`Order`](crate::library::order::Order).
    pub sort: Option<String>,
    /// `style` of `[cite]`: the name of a style that is known, or the path of a file that has not been looked at.
    pub style: Option<String>,
    /// `format` of `[quote]`.
    pub quote: Option<Template>,
    /// Rows of `[searches]`, in the order of the file.
    pub searches: Vec<RawSearch>,
    /// Levels of `[lint]` that differ from the default, and how old a recorded status may be; on no day in particular.
    pub checks: Checks,
    /// Rows of `[feeds]`, in the order of the file.
    pub feeds: Vec<RawFeed>,
    /// Rows of `[keys.SCOPE]`, in the order of the file.
    pub bindings: Vec<RawBinding>,
}

/// A row of `[searches]`. Its query is checked when it is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawSearch {
    /// What it is called.
    pub name: String,
    /// What is searched for.
    pub query: String,
    /// Bytes of the name.
    pub name_span: Range<usize>,
    /// Bytes of the query.
    pub query_span: Range<usize>,
}

/// A row of `[feeds]`. Its address is checked when it is fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawFeed {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub address: String,
}

/// A row of `[keys.SCOPE]`, unchecked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawBinding {
    /// The scope's name.
    pub scope: String,
    /// What is typed.
    pub key: String,
    /// The command's name; empty to free the key.
    pub command: String,
    /// Bytes of the key.
    pub key_span: Range<usize>,
    /// Bytes of the command's name.
    pub command_span: Range<usize>,
}

impl Config {
    /// Reads a config, and says everything that is wrong with it, in the order of the file.
    #[must_use]
    pub fn read(source: &str) -> (Self, Vec<Diagnostic>) {
        if let Some(deep) = too_deep(source) {
            return (Self::default(), vec![deep]);
        }
        let (root, errors) = parse(source);
        let mut walk = Walk { source, complaints: Vec::new() };
        let config = walk.config(&root);
        let mut complaints = walk.complaints;
        complaints.extend(errors);
        diagnostic::sort(&mut complaints);
        (config, complaints)
    }

    /// The folders of the library: `~` is the home folder, and what is relative lies below it, too.
    #[must_use]
    pub fn library_folders(&self, home: Option<&Path>) -> Vec<PathBuf> {
        let below_home = |rest: &str| home.map_or_else(|| PathBuf::from(rest), |home| home.join(rest));
        self.library
            .iter()
            .map(|folder| match folder.strip_prefix('~') {
                Some("") => below_home(""),
                Some(rest) if rest.starts_with('/') => below_home(rest.trim_start_matches('/')),
                _ => below_home(folder),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::Level;

    fn codes(source: &str) -> Vec<&'static str> {
        Config::read(source).1.iter().map(|one| one.code).collect()
    }

    #[test]
    fn the_default_file_says_the_defaults() {
        let (config, complaints) = Config::read(DEFAULT);
        assert_eq!(complaints, []);
        let wanted = Config {
            theme: Some("terminal".into()),
            measure: Some(72),
            hyphenate: Some(false),
            mouse: Some(true),
            sort: Some(crate::library::order::Order::default().name().into()),
            style: Some(crate::cite::style::DEFAULT.into()),
            quote: Some(Template::default()),
            ..Config::default()
        };
        assert_eq!(config, wanted);
    }

    #[test]
    fn the_examples_of_the_default_file_are_right() {
        let example = |line: &str| line.strip_prefix("# ").filter(|rest| rest.contains(" = ")).map(str::to_owned);
        let source: Vec<_> = DEFAULT.lines().map(|line| example(line).unwrap_or_else(|| line.to_owned())).collect();
        let (config, complaints) = Config::read(&source.join("\n"));
        assert_eq!(complaints, []);
        assert_eq!(config.library, ["~/articles"]);
        assert_eq!(config.bindings.len(), 2);
        assert_eq!(config.searches.len(), 1);
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let source = "\
theme = 'drak'
measure = 20
hyphenate = 'yes'
librari = '/a'
sort = 'newst'
library = ['/b', 3]
mouse = true

[keys.reader]
j = 'down'
x = 5
";
        let (config, complaints) = Config::read(source);
        let lines = diagnostic::Lines::new(source);
        let said: Vec<_> = complaints
            .iter()
            .map(|one| {
                (lines.position(one.span.clone().unwrap().start).line, one.code, one.help.as_deref().unwrap_or(""))
            })
            .collect();
        let wanted = [
            (1, "unknown-value", "did you mean `dark`?"),
            (2, "out-of-range", "the default is 72"),
            (3, "wrong-type", "write it without quotes: true or false"),
            (4, "unknown-key", "did you mean `library`?"),
            (5, "unknown-value", "did you mean `newest`?"),
            (6, "wrong-type", "put it in quotes"),
            (11, "wrong-type", "put the command's name in quotes, or \"\" to free the key"),
        ];
        assert_eq!(said, wanted);
        assert_eq!(config.library, ["/b"]);
        assert_eq!(config.mouse, Some(true), "what is right counts");
        assert_eq!((config.theme, config.measure, config.sort), (None, None, None));
        assert_eq!(config.bindings[0].command, "down");
        assert_eq!(source.get(config.bindings[0].command_span.clone()), Some("'down'"));
    }

    #[test]
    fn checks_have_levels() {
        let source = "[lint]\nheadline-not-in-body = 'off'\ndek-repeated = 'error'\nstale-after = '18m'\n";
        let (config, complaints) = Config::read(source);
        assert_eq!(complaints, []);
        let levels =
            ["headline-not-in-body", "dek-repeated", "takeaway-repeated"].map(|code| config.checks.level(code));
        assert_eq!(levels, [Level::Off, Level::Error, Level::Warn]);
        assert_eq!(config.checks.stale_after.long(), "18 months");
        let wrong =
            "[lint]\ndek-repeatd = 'off'\ndek-repeated = 'of'\nstale-after = 'ages'\ntakeaway-repeated = false\n";
        let (config, complaints) = Config::read(wrong);
        assert_eq!(config.checks, Checks::default());
        let said: Vec<_> = complaints
            .iter()
            .map(|one| (one.code, wrong.get(one.span.clone().unwrap()).unwrap(), one.help.as_deref().unwrap()))
            .collect();
        let wanted = [
            ("unknown-key", "dek-repeatd", "did you mean `dek-repeated`?"),
            ("unknown-value", "'of'", "did you mean `off`?"),
            ("unknown-value", "'ages'", "write how many days, weeks, months or years: 6m, 1y"),
            ("wrong-type", "false", "put it in quotes"),
        ];
        assert_eq!(said, wanted);
        assert_eq!(codes("lint = 'off'"), ["wrong-type"]);
    }

    #[test]
    fn feeds_are_names_with_addresses() {
        let source = "[feeds]\nzeal = 'https://z.org/feed'\ncourts = 'https://c.org/rss'\nbad = 3\n";
        let (config, complaints) = Config::read(source);
        let read: Vec<_> = config.feeds.iter().map(|one| (one.name.as_str(), one.address.as_str())).collect();
        assert_eq!(read, [("zeal", "https://z.org/feed"), ("courts", "https://c.org/rss")]);
        assert_eq!(complaints.iter().map(|one| one.code).collect::<Vec<_>>(), ["wrong-type"]);
    }

    #[test]
    fn searches_are_names_with_queries() {
        let source = "[searches]\nzeal = 'b'\n'the courts' = \"agency:EOIR\"\nempty = ' '\nbad = ['x']\n";
        let (config, complaints) = Config::read(source);
        let read: Vec<_> = config.searches.iter().map(|one| (one.name.as_str(), one.query.as_str())).collect();
        assert_eq!(read, [("zeal", "b"), ("the courts", "agency:EOIR")]);
        assert_eq!(source.get(config.searches[1].query_span.clone()), Some("\"agency:EOIR\""));
        assert_eq!(complaints.iter().map(|one| one.code).collect::<Vec<_>>(), ["empty-value", "wrong-type"]);
        assert_eq!(codes("searches = 3"), ["wrong-type"]);
    }

    #[test]
    fn mistakes_of_style_and_template_have_their_place() {
        let source = "[cite]\nstyle = 'apaa'\n[quote]\nformat = '“{quote}” {auhtors}{x'\n[quote.x]\n";
        let (config, complaints) = Config::read(source);
        let lines = diagnostic::Lines::new(source);
        let said = complaints.iter().map(|one| {
            let at = lines.position(one.span.clone().unwrap().start);
            (at.line, at.column, one.code, one.help.as_deref().unwrap_or(""))
        });
        let wanted = [
            (2, 9, "unknown-value", "did you mean `apa`?"),
            (4, 21, "unknown-field", "did you mean `{authors}`?"),
            (4, 30, "stray-brace", "write {{ or }} for a brace"),
            (5, 8, "unknown-key", "quote has one key: `format`"),
        ];
        assert_eq!(said.collect::<Vec<_>>(), wanted);
        assert_eq!((config.style, config.quote), (None, None));
        assert_eq!(codes("[quote]\nformat = '{headline}'"), ["unknown-field"]);
        assert_eq!(codes("[cite]\nstyle = 3"), ["wrong-type"]);
        assert_eq!(codes("quote = 3"), ["wrong-type"]);
        let (config, complaints) =
            Config::read("[cite]\nstyle = '~/journal.csl'\n[quote]\nformat = \"{quote}\\n{url}\"");
        assert_eq!((config.style.as_deref(), complaints.len()), (Some("~/journal.csl"), 0));
        assert_eq!(config.quote, Template::read("{quote}\n{url}").ok());
    }

    #[test]
    fn syntax_errors_leave_the_rest() {
        let (config, complaints) = Config::read("theme = 'dark'\nmeasure = = 4\nmouse = false\n");
        assert_eq!(config.theme.as_deref(), Some("dark"));
        assert!(complaints.iter().any(Diagnostic::is_error));
        assert_eq!(codes(&"a.".repeat(100)), ["too-deep"]);
        assert_eq!(codes("keys = 1"), ["wrong-type"]);
        assert_eq!(codes("keys.reader = 1"), ["wrong-type"]);
    }

    #[test]
    fn a_tilde_is_the_home_folder() {
        let folders = |written: &str| {
            let config = Config { library: vec![written.into()], ..Config::default() };
            config.library_folders(Some(Path::new("/h"))).remove(0)
        };
        assert_eq!(folders("~/a"), Path::new("/h/a"));
        assert_eq!(folders("~"), Path::new("/h"));
        assert_eq!(folders("~//a"), Path::new("/h/a"));
        assert_eq!(folders("/a"), Path::new("/a"));
        assert_eq!(folders("a"), Path::new("/h/a"));
        assert_eq!(folders("~a/b"), Path::new("/h/~a/b"), "another user's home is not known");
    }
}
