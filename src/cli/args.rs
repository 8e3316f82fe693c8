//! The table of flags and commands. Help, man page and completions are functions of it.

mod articles;
mod choice;
mod cite;
mod files;
mod notes;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{ArgAction, Parser, Subcommand, ValueEnum};

use crate::config::THEMES;

pub(super) use articles::{Brief, Events, Evidence, List, Search, Show};
pub(super) use cite::{Cite, CiteFormat};
pub(super) use files::{Check, CheckLinks, Fetch, Fmt, Import};
pub(super) use notes::{
    Forget, Notes, NotesBackup, NotesCommand, NotesExport, NotesFormat, NotesImport, NotesList, NotesRestore,
};

/// A terminal reader for immigration-policy articles: takeaways first, then the
/// passages and sources behind them.
///
/// Opens files and folders of articles. Without a path it opens the configured
/// library, or else the starter library that comes with the program. Where stdout is
/// no terminal it prints: a file as plain text, a folder as a list.
///
/// FILE#LOCATOR opens a file at a place: t2 is a takeaway, s3 a section, s3.p4 a
/// block, src1 a source.
///
/// Exit codes: 0 fine, 1 findings or nothing found, 2 wrong usage.
#[derive(Debug, Default, Parser)]
#[command(name = "nutgraf", version, disable_help_subcommand = true, verbatim_doc_comment)]
pub(super) struct Args {
    /// Files and folders to open; `-` reads one article from stdin
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<OsString>,

    /// Print plain text, even to a terminal
    #[arg(long)]
    pub(super) plain: bool,

    /// Read without panes, in one column with a real cursor, for screen readers
    #[arg(long)]
    pub(super) linear: bool,

    /// Look of the interface
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(THEMES))]
    pub(super) theme: Option<String>,

    #[command(flatten)]
    pub(super) flags: Flags,

    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// The words that are commands; the table below is where they come from.
const COMMANDS: [&str; 19] = [
    "list",
    "search",
    "show",
    "evidence",
    "cite",
    "brief",
    "events",
    "notes",
    "forget",
    "import",
    "fetch",
    "check",
    "check-links",
    "fmt",
    "keys",
    "paths",
    "config",
    "completions",
    "man",
];

impl Args {
    /// Reads the arguments, the program's own name first. Mere paths, the commonest line, do not wait for clap to build its
    /// tables: that takes 130 to 210 µs in a fresh process, a tenth of the way to the first frame.
    pub(super) fn read(arguments: Vec<OsString>) -> Result<Self, clap::Error> {
        let is_path = |word: &OsString| {
            !word.as_encoded_bytes().starts_with(b"-")
                && !word.is_empty()
                && !COMMANDS.iter().any(|command| word == command)
        };
        match arguments.get(1..) {
            Some(paths) if paths.iter().all(is_path) => Ok(Self { paths: paths.to_vec(), ..Self::default() }),
            _ => Self::try_parse_from(arguments),
        }
    }
}

/// Flags that go with every command.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Flags {
    /// Folder of the library, instead of the config's; may be given more than once
    #[arg(long, global = true, value_name = "DIR", action = ArgAction::Append)]
    pub(super) library: Vec<PathBuf>,

    /// Config file, instead of the user's
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// When to use colour and other attributes
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: When,

    /// Columns of the text; printed paragraphs are one line each without it
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub(super) width: Option<u16>,

    /// No notices on stderr
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,

    /// Say more on stderr: warnings in full
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,

    #[command(flatten)]
    pub(super) traces: Traces,
}

/// What is kept of what was done.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Traces {
    /// Keep no history of searches
    #[arg(long, global = true)]
    pub(super) no_history: bool,

    /// Open and write no reading state, no history and no index: nothing stays of this run
    #[arg(long, global = true)]
    pub(super) private: bool,
}

/// When to use attributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do instead of opening the interface. Each is described here and not at its arguments, whose own words clap would drop
/// in favour of these: a line for the list of commands, then what `--help` says beyond it.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// The library, a line an article
    List(List),
    /// Find takeaways, headlines, sources and passages in the library
    ///
    /// Words must all match, in any of their forms; "phrases" as they stand; ALL-CAPS
    /// acronyms exactly or by what they stand for; -word and or; the last word may be only
    /// begun. Fields: takeaway: headline: summary: section: source: text: (where),
    /// topic: agency: place: author: publisher: lang: status: id: (what is recorded),
    /// after: before: in: (2024, 2024-06, 2024-06-01, 1y, 6m), has:evidence, has:image;
    /// of your own: is:read is:unread is:bookmarked is:noted, tag: note:, has:notes.
    #[command(verbatim_doc_comment)]
    Search(Search),
    /// Print one article, or a part of it
    Show(Show),
    /// Each takeaway with what is recorded for it and the closest passages
    ///
    /// What is recorded is what the file names as support. The closest passages are found by
    /// wording alone: they show where to look, and say nothing about whether it is so.
    #[command(verbatim_doc_comment)]
    Evidence(Evidence),
    /// Citations of articles and of their sources, in a style or for another program
    ///
    /// ID#src1 is a source of an article. A citation that a file records is printed as it
    /// stands, in every style; for a statute, regulation or case without one none is made up.
    #[command(verbatim_doc_comment)]
    Cite(Cite),
    /// A memo of the takeaways that match, with numbered sources
    ///
    /// Takeaways by topic, each once, with its article and the sources that the files record for
    /// it; a source of several articles has one number. Recorded words and no others.
    #[command(verbatim_doc_comment)]
    Brief(Brief),
    /// The dated events of articles as one list, the oldest first
    Events(Events),
    /// Notes and highlights: list, export, import, back up
    Notes(Notes),
    /// Remove every trace of an article: notes, places, searches, index
    ///
    /// Removes the article from reading state (notes, highlights, tags, marks, places), from
    /// the history of searches, and with the whole index, which is made anew. The file
    /// itself is yours to delete.
    #[command(verbatim_doc_comment)]
    Forget(Forget),
    /// Make article files of pasted texts, Markdown, pages, feeds, addresses
    ///
    /// Prints the path of every new file. What is there already is not written again, and
    /// nothing is ever written over. Doubts about an article are printed as warnings.
    #[command(verbatim_doc_comment)]
    Import(Import),
    /// What is new in the feeds of the config, as article files
    ///
    /// Reads the feeds that `[feeds]` in the config names, and saves the entries that the
    /// folder does not have yet. Without a name, all feeds.
    #[command(verbatim_doc_comment)]
    Fetch(Fetch),
    /// Everything that is wrong with article files, with line and cure
    ///
    /// Reports what is wrong with the files, and what editorial rules find in them. `[lint]` in
    /// the config sets a rule to "off", "warn" or "error"; a file that breaks one on purpose says
    /// why under `[expect]`.
    #[command(verbatim_doc_comment)]
    Check(Check),
    /// Ask the addresses of sources whether there is still something
    ///
    /// Asks every address once, the original where there is one, else the archived copy: by
    /// HEAD, then by GET, within the limits of import, and no host more often than twice a
    /// second. Prints a line a source: fine, refused (a login, or no programs), or broken,
    /// with the answer. Exits with 1 when something is broken.
    #[command(verbatim_doc_comment)]
    CheckLinks(CheckLinks),
    /// Lay article files out in place; comments and unknown keys stay
    Fmt(Fmt),
    /// The keys that are bound, with the user's own
    Keys,
    /// Where config, state and library are
    Paths,
    /// The config in force, and what is wrong with it
    Config(Config),
    /// Completions for a shell, on stdout
    Completions(Completions),
    /// The manual page, on stdout
    Man(Man),
}

impl Command {
    /// The word that runs it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::List(_) => "list",
            Self::Search(_) => "search",
            Self::Show(_) => "show",
            Self::Evidence(_) => "evidence",
            Self::Cite(_) => "cite",
            Self::Brief(_) => "brief",
            Self::Events(_) => "events",
            Self::Notes(_) => "notes",
            Self::Forget(_) => "forget",
            Self::Import(_) => "import",
            Self::Fetch(_) => "fetch",
            Self::Check(_) => "check",
            Self::CheckLinks(_) => "check-links",
            Self::Fmt(_) => "fmt",
            Self::Keys => "keys",
            Self::Paths => "paths",
            Self::Config(_) => "config",
            Self::Completions(_) => "completions",
            Self::Man(_) => "man",
        }
    }
}

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum From {
    /// An article file
    Toml,
    /// Markdown with front matter
    Markdown,
    /// A pasted article
    Text,
    /// A saved page
    Html,
}

/// `config`
#[derive(Debug, clap::Args)]
pub(super) struct Config {
    /// Print a config file with every default and what it is for
    #[arg(long)]
    pub(super) default: bool,
}

/// `completions`
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// The shell
    pub(super) shell: clap_complete::Shell,
}

/// `man`
#[derive(Debug, clap::Args)]
pub(super) struct Man {
    /// The page of one command
    pub(super) command: Option<String>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_table_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_command_knows_its_word() {
        for word in Args::command().get_subcommands() {
            let word = word.get_name();
            let line: &[&str] = match word {
                "show" => &["nutgraf", "show", "a"],
                "evidence" => &["nutgraf", "evidence", "a"],
                "cite" => &["nutgraf", "cite", "a"],
                "brief" => &["nutgraf", "brief", "a"],
                "notes" => &["nutgraf", "notes", "list"],
                "forget" => &["nutgraf", "forget", "a"],
                "import" => &["nutgraf", "import", "a"],
                "search" => &["nutgraf", "search", "a"],
                "fmt" => &["nutgraf", "fmt", "a"],
                "completions" => &["nutgraf", "completions", "fish"],
                _ => &["nutgraf", word],
            };
            assert_eq!(Args::try_parse_from(line).unwrap().command.unwrap().name(), word);
        }
    }

    #[test]
    fn mere_paths_are_read_as_clap_reads_them() {
        let words = Args::command().get_subcommands().map(|command| command.get_name().to_owned()).collect::<Vec<_>>();
        assert_eq!(words, COMMANDS);
        let lines: [&[&str]; 6] =
            [&[], &["a"], &["a", "b#t1"], &["./list", "héadline"], &["a", "--linear"], &["--", "list"]];
        for line in lines {
            let line: Vec<OsString> = std::iter::once(&"nutgraf").chain(line).map(OsString::from).collect();
            let (quick, slow) = (Args::read(line.clone()).unwrap(), Args::try_parse_from(line).unwrap());
            assert_eq!(format!("{quick:?}"), format!("{slow:?}"));
        }
        assert!(Args::read(["nutgraf", "list"].map(OsString::from).into()).unwrap().command.is_some());
        assert!(Args::read(["nutgraf", "--nonsense"].map(OsString::from).into()).is_err());
    }

    #[test]
    fn a_bare_word_that_is_no_command_is_a_path() {
        let args = Args::try_parse_from(["nutgraf", "./list", "chek"]).unwrap();
        assert!(args.command.is_none());
        assert_eq!(args.paths, ["./list", "chek"]);
        let args = Args::try_parse_from(["nutgraf", "--library", "/a", "list", "--color", "never", "visa"]).unwrap();
        assert!(matches!(args.command, Some(Command::List(_))));
        assert_eq!(args.flags.color, When::Never);
    }

    #[test]
    fn the_themes_are_those_of_the_interface() {
        let themes = crate::tui::theme::Theme::ALL.map(|theme| theme.name);
        assert_eq!([&themes[..], &["auto"]].concat(), THEMES);
    }
}
