//! The application: the state behind the screen, and how a key travels through it.
//!
//! A key goes to the top [`layer`](super::layer) first; then digits become a count, then the keymap finds a command. The
//! command changes this state, pushes an [`Effect`], or refuses. Nothing here reads a file, writes to a terminal or looks at
//! a clock: the run loop does the effects and hands the answers back, and a test can do the same.

mod behind;
mod briefing;
mod checking;
mod comparing;
mod dating;
mod finding;
mod importing;
mod keeping;
mod links;
mod live;
mod mouse;
mod noting;
mod opening;
mod piping;
mod places;
mod quoting;
mod searching;
mod selecting;
mod settings;
mod terms;
mod translating;

use crossterm::event::KeyEvent;

use super::command::{Command, Given, Scope, Takes};
use super::effect::Effect;
use super::finder::{Finder, Focus};
use super::frame::Frame;
use super::key::Chord;
use super::keymap::{Keymap, Meaning};
use super::layer::{Fate, Layer, News, Pasted, character::NextCharacter, draft::DraftLayer};
use super::motion::Motion;
use super::outcome::{Outcome, Refusal};
use super::reader::Reader;
use super::shelf::Shelf;
use crate::diagnostic::Diagnostic;
use crate::text::Clean;

pub use comparing::Comparing;
pub use dating::Chronicle;
pub use importing::Fetching;
pub use keeping::{Keeping, tags_of};
pub use mouse::Pointer;
pub use opening::Preview;
pub use places::History;
pub(super) use selecting::counted;
pub use settings::{Mouse, Settings};

/// Which screen is under the layers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The library.
    #[default]
    Library,
    /// The open article.
    Reader,
    /// The search over all articles.
    Search,
}

/// What the status line says once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Something that was done.
    Done(Clean),
    /// Why something cannot be done.
    Refused(Clean),
    /// Something that went wrong.
    Failed(Clean),
}

impl Notice {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> &Clean {
        match self {
            Self::Done(text) | Self::Refused(text) | Self::Failed(text) => text,
        }
    }
}

/// The config file as it was read.
#[derive(Clone, Debug, Default)]
pub struct ConfigFile {
    /// Its path.
    pub name: Clean,
    /// Its text.
    pub source: String,
    /// What is wrong with it.
    pub complaints: Vec<Diagnostic>,
}

/// What was typed and waits for more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// A count.
    pub count: Option<usize>,
    /// The beginning of a binding.
    pub chords: Vec<Chord>,
}

/// What is done when nobody writes any more.
pub type Later = Box<dyn FnOnce(&mut App)>;

/// The state of the interface.
#[derive(Default)]
pub struct App {
    /// The library screen.
    pub shelf: Shelf,
    /// Its preview.
    pub preview: Option<Preview>,
    /// The open article.
    pub reader: Option<Reader>,
    /// The search screen.
    pub finder: Finder,
    /// Which of them is seen.
    pub view: View,
    /// Jumps, marks, and places left.
    pub history: History,
    /// Two articles that are being opened to be compared.
    pub comparing: Option<Comparing>,
    /// What is kept of a list of events while one of its articles is read.
    pub chronicle: Chronicle,
    /// What the user chose.
    pub settings: Settings,
    /// Which keys do what.
    pub keymap: Keymap,
    /// What was typed and waits for more.
    pub typed: Typed,
    /// What lies over the screen, the top one last.
    pub layers: Vec<Box<dyn Layer>>,
    /// What came while a text was being written.
    pub later: Vec<Later>,
    /// What the status line says until the next key.
    pub notice: Option<Notice>,
    /// What the mouse is doing.
    pub pointer: Pointer,
    /// What is to be done outside.
    pub effects: Vec<Effect>,
    /// Where everything stood at the last measure.
    pub frame: Frame,
    /// The config file, for showing what is wrong with it.
    pub config: ConfigFile,
    /// What can be undone.
    pub keeping: Keeping,
    /// The page that is being fetched.
    pub fetching: Option<Fetching>,
    /// Whether a brief is being made.
    pub briefing: bool,
    /// The draft of one that came when it would have been in the way.
    pub arrived: Option<DraftLayer>,
    /// How many articles have their text in the index, and how many have one.
    pub indexed: (usize, usize),
    /// How many articles there were when something was searched for last.
    pub searched_of: usize,
}

/// Counts beyond this are typing accidents.
const LARGEST_COUNT: usize = 1_000_000;

impl App {
    /// The scope in which keys are looked up.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match self.view {
            View::Library => Scope::Library,
            View::Reader if self.reader.as_ref().is_some_and(|reader| reader.selection.is_some()) => Scope::Select,
            View::Reader => Scope::Reader,
            View::Search if self.finder.focus == Focus::Facets => Scope::Facets,
            View::Search => Scope::Search,
        }
    }

    /// Takes a key.
    pub fn key(&mut self, event: KeyEvent) {
        self.notice = None;
        self.placed_by_hand();
        let chord = Chord::from(event);
        if !self.layer_takes(|layer, app| layer.key(app, chord)) && !self.line_takes(chord) {
            self.press(chord);
        }
    }

    /// Takes pasted text: into the line that is being typed, else nowhere.
    pub fn paste(&mut self, text: &str) {
        let pasted = Pasted(text);
        if !self.layer_takes(|layer, app| layer.paste(app, &pasted)) {
            self.paste_into_line(&pasted.line());
        }
    }

    /// Takes a text back that the reader's own editor had, for the layer on top; or why it is as it was.
    pub fn edited(&mut self, edited: Result<String, Clean>) {
        match edited {
            Ok(text) => {
                self.layer_takes(|layer, app| {
                    layer.edited(app, &text);
                    Fate::Stay
                });
            }
            Err(why) => self.failed(&why),
        }
    }

    /// Tells the layers what one of them asked for.
    pub fn tell_layers(&mut self, news: &News<'_>) {
        self.each_layer(|layer, app| layer.told(app, news));
    }

    /// Offers something to the top layer; whether it took it.
    fn layer_takes(&mut self, offer: impl FnOnce(&mut dyn Layer, &mut Self) -> Fate) -> bool {
        let Some(mut layer) = self.layers.pop() else { return false };
        let below = self.layers.len();
        let fate = offer(layer.as_mut(), self);
        match fate {
            Fate::Stay => {
                // A layer that opened another one stays below it.
                let at = below.min(self.layers.len());
                self.layers.insert(at, layer);
                true
            }
            Fate::Close => {
                for then in std::mem::take(&mut self.later) {
                    self.when_nobody_writes(then);
                }
                true
            }
        }
    }

    /// Does at once what would cover or close a layer; while the reader writes a text, when that is done: nobody's words go by what
    /// comes late.
    fn when_nobody_writes(&mut self, then: impl FnOnce(&mut Self) + 'static) {
        if self.layers.iter().any(|layer| layer.holds_text()) {
            self.later.push(Box::new(then));
        } else {
            then(self);
        }
    }

    /// Tells the layers that the library or the open article is another than before.
    fn layers_are_told(&mut self) {
        self.each_layer(|layer, app| layer.renewed(app));
    }

    /// Does something with each layer, from below; what they open lies above all of them.
    pub(super) fn each_layer(&mut self, mut f: impl FnMut(&mut dyn Layer, &mut Self)) {
        let mut layers = std::mem::take(&mut self.layers);
        for layer in &mut layers {
            f(layer.as_mut(), self);
        }
        layers.append(&mut self.layers);
        self.layers = layers;
    }

    /// Looks a chord up, with what was typed before.
    fn press(&mut self, chord: Chord) {
        if self.take_digit(chord) {
            return;
        }
        if chord.code == crossterm::event::KeyCode::Esc && self.typed != Typed::default() {
            self.typed = Typed::default();
            return;
        }
        self.typed.chords.push(chord);
        match self.keymap.meaning(self.scope(), &self.typed.chords) {
            Meaning::Begins => {}
            Meaning::Nothing => {
                let typed = std::mem::take(&mut self.typed);
                if typed.chords.len() > 1 {
                    self.notice = Some(Notice::Refused(format_clean(&format!(
                        "{} does nothing here",
                        Chord::spell(&typed.chords)
                    ))));
                }
            }
            Meaning::Runs(command) => {
                let typed = std::mem::take(&mut self.typed);
                self.invoke(command, &Given { count: typed.count, ..Given::default() });
            }
        }
    }

    fn take_digit(&mut self, chord: Chord) -> bool {
        let Some(digit) = chord.character().and_then(|character| character.to_digit(10)) else { return false };
        let starts = digit != 0 || self.typed.count.is_some();
        if !self.typed.chords.is_empty() || !starts {
            return false;
        }
        let digit = usize::try_from(digit).unwrap_or(0);
        let count = self.typed.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
        self.typed.count = Some(count.min(LARGEST_COUNT));
        true
    }

    /// Runs a command by key: one that takes a character waits for it.
    pub fn invoke(&mut self, command: &'static Command, given: &Given) {
        if command.takes == Takes::Character && given.character.is_none() {
            self.layers.push(Box::new(NextCharacter { command, count: given.count }));
            return;
        }
        self.run(command, given);
    }

    /// Runs a command and shows its refusal.
    pub fn run(&mut self, command: &'static Command, given: &Given) {
        let done = (command.run)(self, given);
        self.settle(done);
    }

    /// Shows why something was refused; whether it was done.
    pub fn settle(&mut self, done: Outcome) -> bool {
        match done {
            Ok(()) => true,
            Err(refusal) => {
                self.notice = Some(Notice::Refused(refusal.0));
                false
            }
        }
    }

    /// Moves in what has the keyboard.
    ///
    /// # Errors
    /// When there is nowhere to go that way.
    pub fn go(&mut self, motion: Motion, given: &Given) -> Outcome {
        let count = given.count;
        let motion = motion.times(given.times());
        if self.view == View::Search {
            self.go_in_search(motion, count);
            return Ok(());
        }
        let (View::Reader, Some(reader)) = (self.view, &mut self.reader) else {
            self.shelf.go(motion, count);
            self.want_preview();
            return Ok(());
        };
        let before = reader.spot();
        reader.go(motion, count)?;
        if matches!(motion, Motion::Top | Motion::Bottom | Motion::Sections(_)) {
            self.history.jumped_from(reader.origin.clone(), before);
        }
        Ok(())
    }

    /// The open article, where it is the one that is seen.
    pub(super) fn reading(&mut self) -> Result<&mut Reader, Refusal> {
        match (self.view, &mut self.reader) {
            (View::Reader, Some(reader)) => Ok(reader),
            _ => Err("no article is open".into()),
        }
    }

    /// Gives up what is being made or fetched in the background; whether there was anything.
    pub(super) fn give_up(&mut self) -> bool {
        self.stop_briefing() || self.stop_fetching()
    }

    /// Says that something was done.
    pub fn done(&mut self, what: &str) {
        self.notice = Some(Notice::Done(format_clean(what)));
    }

    /// Says that something failed.
    pub fn failed(&mut self, what: &str) {
        self.notice = Some(Notice::Failed(format_clean(what)));
    }
}

/// Our own words with cleaned ones in them.
fn format_clean(text: &str) -> Clean {
    crate::text::clean::line(text)
}
