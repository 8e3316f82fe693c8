//! What flags, environment and config come to together. Flags beat the environment, which beats the file, which beats
//! the defaults.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::args::{Flags, When};
use super::code::Failure;
use crate::article::Date;
use crate::cite::Chosen;
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Lines};
use crate::disk::{self, Clock, Folders, ReadError};
use crate::export::text::Look;
use crate::glossary::{self, Glossary};
use crate::library::Root;
use crate::lint::Checks;
use crate::reading::{At, Moment};
use crate::store::{Place, WORTH_A_STORE};
use crate::text::Clean;
use crate::tui::keymap::{Keymap, Row};

/// Asks for a variable of the environment.
pub(super) type Environment<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// What every command knows.
pub(super) struct Context<'a> {
    /// The flags of all commands.
    pub(super) flags: &'a Flags,
    /// The environment.
    pub(super) environment: Environment<'a>,
    /// The user's folders, where the environment has a home.
    pub(super) folders: Option<Folders>,
    /// The config file.
    pub(super) config: ConfigFile,
    /// The reader's own glossary, as far as it is wrong.
    pub(super) glossary: OwnGlossary,
    /// Whether stdout takes attributes.
    pub(super) colour: bool,
    /// Whether stdout is a terminal.
    pub(super) terminal: bool,
    /// The time.
    clock: Clock,
}

/// The reader's own glossary as it was read.
#[derive(Default)]
pub(super) struct OwnGlossary {
    /// The path as it may be shown.
    pub(super) shown: Clean,
    /// Its text.
    pub(super) source: String,
    /// What is wrong with it: then it is not in force.
    pub(super) wrong: Option<Diagnostic>,
}

impl OwnGlossary {
    /// Reads the list of the config folder, where there is one, and makes it known.
    fn adopt(folders: Option<&Folders>) -> Self {
        let Some(path) = folders.map(|folders| folders.config.join(glossary::OWN_FILE)) else { return Self::default() };
        let shown = disk::shown(&path);
        match disk::read_text(&path, glossary::LIMIT) {
            Ok(source) => match Glossary::read(&source) {
                Ok(own) => {
                    Glossary::adopt(own);
                    Self { shown, source, wrong: None }
                }
                Err(wrong) => Self { shown, source, wrong: Some(wrong) },
            },
            Err(ReadError::Io(error)) if error.kind() == io::ErrorKind::NotFound => Self::default(),
            Err(error) => {
                let wrong = Diagnostic { span: None, ..Diagnostic::error("unreadable", 0..0, &error.to_string()) };
                Self { shown, source: String::new(), wrong: Some(wrong) }
            }
        }
    }

    /// What is wrong, in one line with its place.
    pub(super) fn complaint(&self) -> Option<String> {
        let wrong = self.wrong.as_ref()?;
        let line = wrong.span.as_ref().map(|span| format!(":{}", Lines::new(&self.source).position(span.start).line));
        Some(format!("{}{}: {}", self.shown, line.unwrap_or_default(), wrong.message))
    }
}

/// The config file as it was read.
#[derive(Default)]
pub(super) struct ConfigFile {
    /// Where it is or would be.
    pub(super) path: Option<PathBuf>,
    /// The path as it may be shown.
    pub(super) shown: Clean,
    /// Its text.
    pub(super) source: String,
    /// What it says.
    pub(super) config: Config,
    /// What is wrong with it.
    pub(super) complaints: Vec<Diagnostic>,
}

impl<'a> Context<'a> {
    /// Reads the config. That it is not there is only wrong where a flag named it.
    pub(super) fn new(flags: &'a Flags, environment: Environment<'a>, terminal: bool) -> Result<Self, Failure> {
        let folders = Folders::from(environment);
        let own = || folders.as_ref().map(|folders| folders.config.join("config.toml"));
        let config = read(flags.config.clone().or_else(own), flags.config.is_some())?;
        let glossary = OwnGlossary::adopt(folders.as_ref());
        let colour = colour(flags.color, environment, terminal);
        Ok(Self { glossary, flags, environment, folders, config, colour, terminal, clock: Clock::system() })
    }

    /// Whether stderr takes attributes.
    pub(super) fn colour_of_messages(&self) -> bool {
        colour(self.flags.color, self.environment, io::stderr().is_terminal())
    }

    /// Whether the interface is to be started.
    pub(super) fn is_interactive(&self, plain: bool, paths: &[OsString]) -> bool {
        self.terminal && !plain && !is_dumb(self.environment) && !paths.iter().any(|path| path == "-")
    }

    /// The folders of the library: the flag's, else the config's. None are configured on a new machine.
    pub(super) fn library(&self) -> Vec<PathBuf> {
        if self.flags.library.is_empty() {
            let home = (self.environment)("HOME").map(PathBuf::from);
            return self.config.config.library_folders(home.as_deref());
        }
        self.flags.library.clone()
    }

    /// What is opened without a path: the library, else the starter library.
    pub(super) fn roots(&self) -> Vec<Root> {
        let folders = self.library();
        if folders.is_empty() { vec![Root::Starter] } else { folders.into_iter().map(Root::path).collect() }
    }

    /// Where the store may be.
    pub(super) fn place(&self) -> Place {
        match self.folders_to_write() {
            Some(folders) => Place::Disk { cache: folders.cache.clone(), least: WORTH_A_STORE },
            None => Place::Memory,
        }
    }

    /// Where searches are kept for the next time; none where they are not.
    pub(super) fn state(&self) -> Option<PathBuf> {
        self.folders_to_write().filter(|_| !self.flags.traces.no_history).map(|folders| folders.state.clone())
    }

    /// Where the notebook is.
    pub(super) fn notebook(&self) -> At {
        self.folders_to_write().map_or(At::Memory, |folders| At::Folder(folders.data.clone()))
    }

    /// The folders, where something may be kept in them.
    fn folders_to_write(&self) -> Option<&Folders> {
        self.folders.as_ref().filter(|_| !self.flags.traces.private)
    }

    /// The time, in seconds since 1970.
    pub(super) fn now(&self) -> Moment {
        let since = self.clock.now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    }

    /// The day that ages in queries are counted from.
    pub(super) fn today(&self) -> Date {
        Date::at(self.clock.now())
    }

    /// How articles are looked over today.
    pub(super) fn checks(&self) -> Checks {
        self.config.config.checks.on(self.today())
    }

    /// How text is set on stdout, with or without attributes.
    pub(super) fn look(&self, colour: bool) -> Look {
        Look { width: self.width(), colour, reckoning: self.checks().reckoning() }
    }

    /// A file or folder that the user named; what lies in the library has its id from there.
    pub(super) fn root(&self, path: &Path) -> Root {
        match self.library().into_iter().find(|library| path.starts_with(library)) {
            Some(library) => Root::path_with_library(path, library),
            None => Root::path(path),
        }
    }

    /// The style of citations that the config chose. A file is read now and looked at when it is used.
    pub(super) fn style(&self) -> Chosen {
        let home = (self.environment)("HOME").map(PathBuf::from);
        self.config.config.style.as_deref().map_or_else(Chosen::default, |style| Chosen::new(style, home.as_deref()))
    }

    /// The keys of the interface with the user's own, and what is wrong with those.
    pub(super) fn keymap(&self) -> (Keymap, Vec<Diagnostic>) {
        Keymap::with(self.config.config.bindings.iter().map(|binding| Row {
            scope: &binding.scope,
            keys: &binding.key,
            command: &binding.command,
            keys_at: binding.key_span.clone(),
            command_at: binding.command_span.clone(),
        }))
    }

    /// Columns for printed text: the flag's; on a terminal as many as it has, but no more than are pleasant to read.
    pub(super) fn width(&self) -> Option<usize> {
        let measure = || self.config.config.measure.unwrap_or(72);
        let seen =
            || rustix::termios::tcgetwinsize(io::stdout()).ok().map(|size| size.ws_col).filter(|columns| *columns > 0);
        let width =
            self.flags.width.or_else(|| self.terminal.then(|| seen().map_or_else(measure, |seen| seen.min(measure()))));
        width.map(usize::from)
    }
}

fn read(path: Option<PathBuf>, named: bool) -> Result<ConfigFile, Failure> {
    let Some(path) = path else { return Ok(ConfigFile::default()) };
    let shown = disk::shown(&path);
    let file = ConfigFile { path: Some(path.clone()), shown, ..ConfigFile::default() };
    match disk::read_text(&path, config::LIMIT) {
        Ok(source) => {
            let (config, complaints) = Config::read(&source);
            Ok(ConfigFile { source, config, complaints, ..file })
        }
        Err(ReadError::Io(error)) if error.kind() == io::ErrorKind::NotFound && !named => Ok(file),
        Err(error) if named => Err(Failure::usage(format!("{}: {error}", file.shown))),
        Err(error) => {
            let complaint = Diagnostic { span: None, ..Diagnostic::error("unreadable", 0..0, &error.to_string()) };
            Ok(ConfigFile { complaints: vec![complaint], ..file })
        }
    }
}

/// Whether attributes are wanted where output goes. See <https://no-color.org> and <https://bixense.com/clicolors>.
pub(super) fn colour(when: When, environment: Environment<'_>, terminal: bool) -> bool {
    let set = |name: &str| environment(name).is_some_and(|value| !value.is_empty());
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto if set("NO_COLOR") => false,
        When::Auto if environment("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0") => true,
        When::Auto => terminal && !is_dumb(environment),
    }
}

fn is_dumb(environment: Environment<'_>) -> bool {
    environment("TERM").is_some_and(|term| term == "dumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)], when: When, terminal: bool) -> bool {
        let environment = |name: &str| variables.iter().find(|(own, _)| *own == name).map(|(_, value)| value.into());
        colour(when, &environment, terminal)
    }

    #[test]
    fn colour_by_flag_then_environment_then_terminal() {
        assert!(with(&[], When::Auto, true));
        assert!(!with(&[], When::Auto, false));
        assert!(!with(&[("NO_COLOR", "1")], When::Auto, true));
        assert!(with(&[("NO_COLOR", "")], When::Auto, true), "an empty one does not count");
        assert!(with(&[("NO_COLOR", "1")], When::Always, false));
        assert!(with(&[("CLICOLOR_FORCE", "1")], When::Auto, false));
        assert!(!with(&[("CLICOLOR_FORCE", "0")], When::Auto, false));
        assert!(!with(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], When::Auto, false));
        assert!(!with(&[("TERM", "dumb")], When::Auto, true));
        assert!(!with(&[], When::Never, true));
    }
}
