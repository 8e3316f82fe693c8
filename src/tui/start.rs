//! What the interface is started with: the command line and the config have been read, nothing has been opened.

use std::path::PathBuf;

use super::app::{App, ConfigFile, Mouse, Settings};
use super::command::Scope;
use super::geometry::{Form, Wish};
use super::keymap::{Keymap, Row};
use super::outside::Environment;
use super::theme::Theme;
use crate::article::Locator;
use crate::cite::Chosen;
use crate::config::Config;
use crate::library::Root;
use crate::library::order::Order;
use crate::reading::At;

/// Everything that the interface needs to know.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// Files and folders to read.
    pub roots: Vec<Root>,
    /// The place in a single file.
    pub place: Option<Locator>,
    /// The config, defaults where it says nothing.
    pub config: Config,
    /// The config file, and what is wrong with it.
    pub config_file: ConfigFile,
    /// What is wrong with another file of the config folder, in one line.
    pub complaint: Option<String>,
    /// The style of citations.
    pub style: Chosen,
    /// The theme of a flag or of `NO_COLOR`, before the config's.
    pub theme: Option<Theme>,
    /// One plain column with a real cursor.
    pub linear: bool,
    /// The folder where searches are kept for the next time; none where they are not.
    pub state: Option<PathBuf>,
    /// Where reading state is kept.
    pub notebook: At,
    /// Where the store of the library may be.
    pub keep: crate::store::Place,
    /// `TERM`.
    pub term: String,
    /// What else is needed of the environment.
    pub environment: Environment,
}

/// The theme that asks the terminal whether its background is light.
const AUTO: &str = "auto";

impl Start {
    /// Whether the theme waits for the terminal's word on its background.
    #[must_use]
    pub fn asks_background(&self) -> bool {
        self.theme.is_none() && self.config.theme.as_deref() == Some(AUTO)
    }

    /// The application as the user wants it.
    #[must_use]
    pub fn app(self) -> App {
        let defaults = Settings::default();
        let config = &self.config;
        let theme = self.theme.or_else(|| config.theme.as_deref().and_then(Theme::named)).unwrap_or_default();
        let wish = Wish {
            measure: config.measure.unwrap_or(defaults.wish.measure),
            form: if self.linear { Form::Linear } else { Form::Panes },
            hyphenate: config.hyphenate.unwrap_or(defaults.wish.hyphenate),
        };
        let mouse = if config.mouse == Some(false) { Mouse::Released } else { Mouse::Captured };
        let quote = config.quote.clone().unwrap_or_default();
        let rows = config.bindings.iter().map(|binding| Row {
            scope: &binding.scope,
            keys: &binding.key,
            command: &binding.command,
            keys_at: binding.key_span.clone(),
            command_at: binding.command_span.clone(),
        });
        let (keymap, wrong) = Keymap::with(rows);
        let mut config_file = self.config_file;
        config_file.complaints.extend(wrong);
        let mut app = App {
            settings: Settings {
                theme,
                wish,
                mouse,
                stale_after: config.checks.stale_after,
                style: self.style,
                quote,
                ..defaults
            },
            keymap,
            config: config_file,
            ..App::default()
        };
        app.finder.recall.kept = self.state.is_some();
        app.finder.recall.saved.clone_from(&config.searches);
        app.shelf.order = config.sort.as_deref().and_then(Order::from_name).unwrap_or_default();
        if let Some(complaint) = &self.complaint {
            app.failed(complaint);
        }
        if !app.config.complaints.is_empty() {
            let count = app.config.complaints.len();
            let said = if count == 1 {
                "1 problem in the config".to_owned()
            } else {
                format!("{count} problems in the config")
            };
            let key = app.keymap.key_of("problems", Scope::Library).unwrap_or_else(|| ":problems".to_owned());
            app.failed(&format!("{said}: {key} in the library shows"));
        }
        app
    }
}
