//! The stage: the application without a terminal, threads or time. Effects are done at once, as the loop would do them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crossterm::event::KeyEvent;
use nutgraf::article::{Age, Date};
use nutgraf::cite::style::Ready;
use nutgraf::config::RawSearch;
use nutgraf::diagnostic::Diagnostic;
use nutgraf::library::{Opened, Origin, Root, events, open};
use nutgraf::lint::{self, Checks};
use nutgraf::reading::keep::{Kept as ReadingKept, Orphans, Subject, Told};
use nutgraf::reading::{Notebook, Noted, standing};
use nutgraf::search::hit::{Answer, Question};
use nutgraf::store::keep::{self, Hooks};
use nutgraf::store::{self, AskError, Place, Snapshot};
use nutgraf::tui::app::App;
use nutgraf::tui::effect::Effect;
use nutgraf::tui::key::Chord;
use nutgraf::tui::layer::News;
use nutgraf::tui::worker::{Brief, Gathering, Kept, KeptNotes};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};

use super::answers;

/// Answers a question.
pub(crate) type Engine = fn(&Question) -> Result<Answer, Box<Diagnostic>>;

/// The application with its effects done.
pub(crate) struct Stage {
    pub(crate) app: App,
    /// Effects that reach outside, in order: what a test looks at.
    pub(crate) outside: Vec<Effect>,
    /// Who answers questions; none for an engine that is slow.
    pub(crate) engine: Option<Engine>,
    /// Where reading state is kept.
    pub(crate) notebook: Notebook,
    /// The style of citations.
    ready: Ready,
    roots: Vec<Root>,
    snapshot: Arc<Snapshot>,
}

/// The time: 4 March 2025, midnight.
pub(crate) const NOW: i64 = 1_741_046_400;

/// A folder of articles for tests, as seen from the project: a snapshot must not know where that lies.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new("tests/articles").join(name)
}

impl Stage {
    /// The library screen over a folder or file of `tests/articles`.
    pub(crate) fn library(name: &str, size: (u16, u16)) -> Self {
        Self::over(&folder(name), size)
    }

    /// The library screen over any folder or file.
    pub(crate) fn over(path: &Path, size: (u16, u16)) -> Self {
        let mut stage = Self::new(vec![Root::path(path)]);
        stage.app.resize(size.0, size.1);
        stage.load();
        stage.settle();
        stage
    }

    fn new(roots: Vec<Root>) -> Self {
        let snapshot = Arc::default();
        let mut app = App::default();
        app.keeping.now = NOW;
        Self {
            app,
            outside: Vec::new(),
            engine: Some(answers::answer),
            notebook: Notebook::in_memory().unwrap(),
            ready: Ready::default(),
            roots,
            snapshot,
        }
    }

    /// Reads the library and shows it, as the worker does.
    pub(crate) fn load(&mut self) {
        let hooks = Hooks { publish: &|_| true, tell: &|_| {} };
        self.snapshot = keep::once(&self.roots, &Place::Memory, false, &hooks);
        self.app.library(&self.snapshot);
    }

    /// The same with searches saved in the config, and searches of the past, the newest first.
    pub(crate) fn recalling(mut self, saved: &[(&str, &str)], past: &[&str]) -> Self {
        let search = |(name, query): &(&str, &str)| RawSearch {
            name: (*name).to_owned(),
            query: (*query).to_owned(),
            ..RawSearch::default()
        };
        self.app.finder.recall.saved = saved.iter().map(search).collect();
        past.iter().rev().for_each(|query| self.app.finder.recall.past.push(query));
        self.app.finder.recall.kept = true;
        self
    }

    /// One open article of `tests/articles`.
    pub(crate) fn article(name: &str, size: (u16, u16)) -> Self {
        Self::open(folder(name), size)
    }

    /// One open article, wherever it is.
    pub(crate) fn open(path: PathBuf, size: (u16, u16)) -> Self {
        let mut stage = Self::new(Vec::new());
        stage.app.settings.alone = true;
        stage.app.resize(size.0, size.1);
        stage.app.open(Origin::File(path), None);
        stage.settle();
        stage
    }

    /// Types keys, apart by blanks.
    pub(crate) fn keys(mut self, keys: &str) -> Self {
        self.press(keys);
        self
    }

    /// Types keys, apart by blanks; `"words"` are typed letter by letter.
    pub(crate) fn press(&mut self, keys: &str) {
        for (index, piece) in keys.split('"').enumerate() {
            let names: Vec<String> = if index % 2 == 1 {
                piece.chars().map(|c| if c == ' ' { "space".to_owned() } else { c.to_string() }).collect()
            } else {
                piece.split_whitespace().map(ToOwned::to_owned).collect()
            };
            for name in names {
                let chord = Chord::sequence(&name).unwrap_or_else(|_| panic!("no key is called {name}"))[0];
                self.app.key(KeyEvent::new(chord.code, chord.modifiers));
                self.settle();
            }
        }
    }

    /// Does the effects and measures, as the loop does after each event.
    pub(crate) fn settle(&mut self) {
        self.app.measure();
        while !self.app.effects.is_empty() {
            for effect in std::mem::take(&mut self.app.effects) {
                match effect {
                    Effect::Open(origin, purpose) => {
                        let opened: Arc<Opened> = Arc::new(open::open(&origin));
                        self.app.opened(&origin, purpose, opened);
                    }
                    Effect::Check(opened) => {
                        let checks = Checks::default().on(Date::day(2025, 3, 4));
                        let article = opened.article.as_ref();
                        let found = article.map(|article| lint::check(article, &opened.source, &checks));
                        self.app.checked(&opened, found.unwrap_or_default());
                    }
                    Effect::Brief(question) => {
                        let by = (&Date::day(2025, 3, 4), Age::YEAR);
                        self.app.briefed(Brief::of(&self.snapshot, &question, by, &|| false).unwrap());
                    }
                    Effect::Cite(style, work) => {
                        let citation = self.ready.cite(&style, *work);
                        self.app.cited(citation);
                    }
                    Effect::Events(of) => {
                        let found = events::events(&of, &|_| true).unwrap();
                        self.app.tell_layers(&News::Events(&Gathering::Done(Arc::new(found))));
                    }
                    Effect::Load => self.load(),
                    Effect::Filter(typed) => self.filter(typed),
                    Effect::Ask(question) if self.engine.is_some() => {
                        let engine = self.engine.unwrap();
                        let answer = engine(&question);
                        self.app.answered(&question, answer);
                    }
                    Effect::Meet(subject) => self.meet(subject),
                    Effect::Keep(changes, said) => {
                        self.notebook.apply(&changes).unwrap();
                        if !said.is_empty() {
                            self.app.done(&said);
                        }
                        let summary = Arc::new(self.notebook.summary().unwrap());
                        self.snapshot = Arc::new(Snapshot::clone(&self.snapshot).with_reading(Arc::clone(&summary)));
                        self.app.kept_told(Told::Summary(summary));
                    }
                    Effect::AskNotes(typed, notes) => {
                        self.app.tell_layers(&News::Meant(&asked(&self.snapshot, typed, notes)));
                    }
                    Effect::CheckNotes => {
                        self.app.kept_told(Told::Orphans(Arc::new(orphans(&self.notebook))));
                    }
                    Effect::Look(look) => self.app.looked(nutgraf::tui::look::look(look)),
                    Effect::Notes => {
                        let notes = Arc::new(self.notebook.notes().unwrap());
                        self.app.kept_told(Told::Notes(notes));
                    }
                    other => self.outside.push(other),
                }
            }
            self.app.measure();
        }
    }

    /// Lists what a filter keeps.
    fn filter(&mut self, typed: String) {
        let listed = store::articles(&self.snapshot, &typed, true, &Date::day(2025, 3, 4));
        let listed = listed.map_err(|why| Box::new(wrong(why)));
        let library = Arc::clone(&self.snapshot.library);
        self.app.kept(Kept { typed, library, listed });
    }

    /// Tells what is kept of an article.
    fn meet(&mut self, subject: Subject) {
        self.notebook.meet(&subject.identity).unwrap();
        let state = self.notebook.state(&subject.identity).unwrap();
        let kept = ReadingKept::of(state, &subject.article);
        self.app.kept_told(Told::Met(subject.origin, Box::new(kept)));
    }

    /// Another size.
    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.app.resize(width, height);
        self.settle();
    }

    /// What is painted, and where the cursor is.
    pub(crate) fn painted(&self) -> (Buffer, Option<Position>) {
        let area = self.app.frame.area;
        let mut terminal = Terminal::new(TestBackend::new(area.width, area.height)).unwrap();
        let mut cursor = None;
        terminal.draw(|frame| cursor = self.app.paint(frame.buffer_mut())).unwrap();
        (terminal.backend().buffer().clone(), cursor)
    }

    /// The screen and its styles, for a snapshot.
    pub(crate) fn snapshot(&self) -> String {
        let (buffer, cursor) = self.painted();
        let mut out = String::new();
        for row in rows(&buffer) {
            out.push_str(&row);
            out.push('\n');
        }
        if let Some(cursor) = cursor {
            write!(out, "\ncursor {},{}\n", cursor.x, cursor.y).unwrap();
        }
        out.push_str("\nstyles\n");
        for y in 0..buffer.area.height {
            for (from, to, look) in runs(&buffer, y) {
                let words: String = (from..to).map(|x| buffer[(x, y)].symbol()).collect();
                writeln!(out, "{y:>3} {from}-{to} {look}: {}", words.trim_end()).unwrap();
            }
        }
        out
    }
}

/// Which notes a query means.
fn asked(snapshot: &Snapshot, typed: String, notes: Arc<Vec<Noted>>) -> KeptNotes {
    let kept = store::noted(snapshot, (&typed, true), &Date::day(2025, 3, 4), &notes, &|| false);
    KeptNotes { typed, notes, kept: kept.map_err(|why| Box::new(wrong(why))) }
}

/// The notes that stand nowhere.
fn orphans(notebook: &Notebook) -> Orphans {
    let mut orphans = Orphans::default();
    for (article, state) in notebook.everything().unwrap() {
        let now = standing::there(&article);
        let standings = standing::standings(&state, now.as_ref().map(|(_, now)| &**now));
        let lost = state.notes.into_iter().zip(standings).filter(|(_, standing)| standing.lost().is_some());
        orphans.lost.extend(lost.map(|((uid, _), standing)| (uid, standing)));
    }
    orphans
}

/// What is wrong with a query.
fn wrong(why: AskError) -> Diagnostic {
    match why {
        AskError::Query(wrong) => *wrong,
        AskError::Damaged | AskError::Stopped => panic!("the index in memory is damaged"),
    }
}

fn rows(buffer: &Buffer) -> Vec<String> {
    let Rect { width, height, .. } = buffer.area;
    (0..height)
        .map(|y| {
            let mut row = String::new();
            let mut skip = 0;
            for x in 0..width {
                let symbol = buffer[(x, y)].symbol();
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                row.push_str(symbol);
                skip = nutgraf::text::width::width(symbol).saturating_sub(1);
            }
            row.trim_end().to_owned()
        })
        .collect()
}

fn runs(buffer: &Buffer, y: u16) -> Vec<(u16, u16, String)> {
    let mut runs: Vec<(u16, u16, String)> = Vec::new();
    for x in 0..buffer.area.width {
        let look = look(&buffer[(x, y)]);
        match runs.last_mut() {
            Some((_, to, last)) if *to == x && *last == look => *to = x + 1,
            _ => runs.push((x, x + 1, look)),
        }
    }
    runs.retain(|(_, _, look)| !look.is_empty());
    runs
}

fn look(cell: &Cell) -> String {
    let mut words = Vec::new();
    if cell.fg != Color::Reset {
        words.push(format!("{:?}", cell.fg).to_lowercase());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on-{:?}", cell.bg).to_lowercase());
    }
    for (name, _) in cell.modifier.iter_names() {
        words.push(name.to_lowercase());
    }
    let quiet = cell.modifier == Modifier::empty() && cell.symbol() == " " && cell.bg == Color::Reset;
    if quiet { String::new() } else { words.join(" ") }
}
