//! The loop: one inbox, one frame out.
//!
//! It blocks until something happens; takes everything that has happened by then; does the effects; draws once. There is no
//! tick, so that a reader who reads costs nothing. The first frame comes before any thread reads keys: it waits a moment for
//! the first answer of the worker, so that it shows an article and not an empty page, and is drawn without it otherwise.

mod effects;

use std::io;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use super::app::{App, Mouse};
use super::effect::Purpose;
use super::input::{self, Inbox, Input, Outbox, Signal, die_by};
use super::layer::News;
use super::start::Start;
use super::terminal::{Setup, Terminal};
use super::theme::{DARK, LIGHT};
use super::worker::{Needs, Opening, Report, Ticket, Worker};
use crate::article::anchor::Anchor;
use crate::article::{Date, Locator, Part, Place};
use crate::disk::Clock;
use crate::library::{Origin, Root};
use crate::reading::keep::{LIBRARY_SCREEN, Told, Wish};
use crate::reading::{Identity, Moment};
use crate::text::Clean;
use crate::tui::outside::Environment;

/// How long the first frame waits for something to show.
const FIRST_PATIENCE: Duration = Duration::from_millis(40);
/// How long a frame waits for the preview under the cursor.
const PREVIEW_PATIENCE: Duration = Duration::from_millis(4);
/// How long the next key waits for an article that is opened to be read: what is typed ahead is meant for it.
const READ_PATIENCE: Duration = Duration::from_millis(50);
/// How long a frame waits for the hits of what was typed.
const SEARCH_PATIENCE: Duration = Duration::from_millis(4);
/// How long a frame waits for what is looked for behind an article.
const LOOK_PATIENCE: Duration = Duration::from_millis(8);
/// How long a frame waits for a citation.
const CITE_PATIENCE: Duration = Duration::from_millis(8);
/// How long a frame waits for what is kept of an article that is opened.
const KEPT_PATIENCE: Duration = Duration::from_millis(3);
/// How long an answer about the background colour is waited for.
const BACKGROUND_PATIENCE: Duration = Duration::from_millis(100);

/// Something that happened.
enum Event {
    Input(Input),
    Report(Report),
}

impl From<Input> for Event {
    fn from(input: Input) -> Self {
        Self::Input(input)
    }
}

/// How the loop ends.
enum End {
    Quit,
    Signal(Signal),
    Gone,
}

/// What the loop holds beside the state.
struct Loop {
    app: App,
    terminal: Terminal,
    inbox: Inbox<Event>,
    worker: Worker,
    environment: Environment,
    /// What was asked for and has not come.
    awaited: Awaited,
    /// When the loop began.
    began: Instant,
    /// What is read; drafts are saved in the first folder of it.
    roots: Vec<Root>,
    /// Whether the first frame is out.
    shown: bool,
}

/// What was asked for and has not come.
#[derive(Default)]
struct Awaited {
    /// Of the filter whose rows are awaited.
    filtering: Option<Ticket>,
    /// Of the brief that is awaited.
    brief: Option<Ticket>,
    /// Of the citation that is awaited.
    citing: Option<Ticket>,
    /// Of the events that are awaited.
    events: Option<Ticket>,
    /// Of the openings that take longer than a frame, with their purpose.
    later: Vec<(Ticket, Purpose)>,
    /// Until when the frame waits for what is kept of the article.
    kept: Option<Instant>,
    /// What is said when changes are on the disk, by their numbers.
    saving: Vec<(u64, Clean)>,
    /// The number of the last changes.
    changes: u64,
    /// Where the reader stood when that was told last.
    stood: Option<(Place, u8)>,
    /// Of the page that is being fetched.
    fetching: Option<Ticket>,
    /// When the terminal was asked for its background.
    asked: Option<Instant>,
}

/// Runs the interface until it ends.
#[must_use]
pub fn run(start: Start) -> ExitCode {
    match read(start) {
        Ok(End::Quit) => ExitCode::SUCCESS,
        Ok(End::Signal(signal)) => die_by(signal),
        Ok(End::Gone) | Err(_) => ExitCode::FAILURE,
    }
}

fn read(start: Start) -> io::Result<End> {
    let (inbox, outbox) = Inbox::new()?;
    let mut worker = worker(&start, outbox.clone())?;
    let keep = start.keep.clone();
    let environment = start.environment.clone();
    let roots = start.roots.clone();
    let (asks, linear, term, place) = (start.asks_background(), start.linear, start.term.clone(), start.place);
    let single = single(&roots);
    // Whatever is wanted first is read while the terminal is taken.
    if let Some(origin) = &single {
        worker.prefetch(vec![origin.clone()]);
    }
    if single.is_none() {
        worker.keep(roots.clone(), keep.clone());
    }
    input::listen(move |input| outbox.send(Event::Input(input)))?;
    let app = start.app();
    let setup = Setup { term: &term, alternate: !linear, mouse: app.settings.mouse == Mouse::Captured };
    let terminal = Terminal::enter(&setup)?;
    let mut here = Loop {
        app,
        terminal,
        inbox,
        worker,
        environment,
        began: Instant::now(),
        awaited: Awaited::default(),
        roots: roots.clone(),
        shown: false,
    };
    here.app.keeping.now = now();
    here.resize();
    here.terminal.prepare();
    if let Some(end) = here.begin(single.as_ref(), place)? {
        here.terminal.leave();
        return Ok(end);
    }
    here.draw()?;
    here.worker.first_frame_is_out();
    here.shown = true;
    here.rejoin();
    here.inbox.read_terminal()?;
    if here.terminal.resized() {
        here.resize();
    }
    if single.is_some() {
        here.worker.keep(roots, keep);
    }
    if asks {
        here.awaited.asked = Some(Instant::now());
        here.terminal.ask_background()?;
    }
    here.effects()?;
    here.draw()?;
    let end = here.turn();
    // The terminal comes back first: a slow disk is no reason to keep it.
    here.leave()?;
    here.terminal.leave();
    here.worker.finish();
    // The system takes a hundred thousand articles back faster than we can.
    std::mem::forget(here.app);
    end
}

/// The threads in the background, which report to the inbox.
fn worker(start: &Start, reports: Outbox<Event>) -> io::Result<Worker> {
    let needs = Needs {
        today: Arc::new(|| Date::at(Clock::system().now())),
        now: Arc::new(now),
        checks: start.config.checks.clone(),
        reading: start.notebook.clone(),
        state: start.state.clone(),
    };
    Worker::start(move |report| reports.send(Event::Report(report)), needs)
}

/// The time.
fn now() -> Moment {
    Clock::system().now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |past| past.as_secs().cast_signed())
}

/// The file, where exactly one was named: then it is opened without a list.
fn single(roots: &[Root]) -> Option<Origin> {
    match roots {
        [Root::Path { path, .. }] if crate::disk::kind(path).is_ok_and(|kind| kind != crate::disk::Kind::Folder) => {
            Some(Origin::File(path.clone()))
        }
        _ => None,
    }
}

impl Loop {
    /// Gets what the first frame shows. A signal may come before it.
    fn begin(&mut self, single: Option<&Origin>, place: Option<Locator>) -> io::Result<Option<End>> {
        match single {
            // What is kept of it is asked for after the frame, which waits for no database and shares the machine with none.
            Some(origin) => {
                self.open_first(origin, place);
                Ok(None)
            }
            None => self.take_first(),
        }
    }

    /// The one file that was named, without a list.
    fn open_first(&mut self, origin: &Origin, place: Option<Locator>) {
        self.app.settings.alone = true;
        self.app.open(origin.clone(), place.map(|locator| Place::start(Part::from(locator))));
        self.app.effects.clear();
        match self.worker.open_within(origin.clone(), FIRST_PATIENCE) {
            Opening::Now(opened) => self.app.opened(origin, Purpose::Read, opened),
            Opening::Later(ticket) => self.awaited.later.push((ticket, Purpose::Read)),
        }
    }

    /// The first articles of the list. A signal may come before them.
    fn take_first(&mut self) -> io::Result<Option<End>> {
        let until = Instant::now() + FIRST_PATIENCE;
        while self.app.shelf.is_empty() && !self.app.shelf.library.progress.done {
            let patience = until.saturating_duration_since(Instant::now());
            let Ok(event) = self.inbox.message_within(patience) else { break };
            if let Some(end) = self.take(event)? {
                return Ok(Some(end));
            }
        }
        Ok(None)
    }

    /// What is kept of an article that was just opened: where that comes soon, it is in its first frame.
    fn take_kept(&mut self) -> io::Result<Option<End>> {
        let Some(until) = self.awaited.kept.take() else { return Ok(None) };
        while self.app.awaits_kept() {
            let patience = until.saturating_duration_since(Instant::now());
            let Ok(event) = self.inbox.message_within(patience) else { break };
            if let Some(end) = self.take(event)? {
                return Ok(Some(end));
            }
        }
        Ok(None)
    }

    fn turn(&mut self) -> io::Result<End> {
        let mut events = Vec::new();
        loop {
            self.inbox.wait(&mut events);
            for event in events.drain(..) {
                if let Some(end) = self.take(event)? {
                    return Ok(end);
                }
            }
            if self.effects()? {
                return Ok(End::Quit);
            }
            if let Some(end) = self.take_kept()? {
                return Ok(end);
            }
            self.stand();
            self.draw()?;
        }
    }

    /// Takes one event; how the program ends, where it does.
    fn take(&mut self, event: Event) -> io::Result<Option<End>> {
        self.app.keeping.now = now();
        match event {
            Event::Input(Input::Key(key)) => self.app.key(key),
            Event::Input(Input::Mouse(mouse)) => self.app.mouse(mouse, self.began.elapsed()),
            Event::Input(Input::Paste(text)) => self.app.paste(&text),
            Event::Input(Input::Resize) => {
                if self.terminal.resized() {
                    self.resize();
                }
            }
            Event::Input(Input::Background(colour)) => {
                if self.awaited.asked.take().is_some_and(|asked| asked.elapsed() < BACKGROUND_PATIENCE) {
                    self.app.settings.theme = if colour.is_light() { LIGHT } else { DARK };
                }
            }
            Event::Input(Input::Signal(Signal::Stop)) => {
                self.terminal.suspend();
                input::stop_here()?;
            }
            Event::Input(Input::Signal(Signal::Continue)) => {
                self.terminal.resume()?;
                self.resize();
            }
            Event::Input(Input::Signal(signal)) => return Ok(Some(End::Signal(signal))),
            Event::Input(Input::Hangup) => return Ok(Some(End::Gone)),
            Event::Report(report) => self.report(report),
        }
        self.app.measure();
        // What a key asked for must be there before the next key: `j`, Enter, `j` in one packet.
        let waits = self.app.effects.iter().any(|effect| !effect.can_wait());
        Ok((waits && self.effects()?).then_some(End::Quit))
    }

    fn report(&mut self, report: Report) {
        match report {
            Report::Library { snapshot } => {
                self.app.library(&snapshot);
                self.rejoin();
            }
            Report::Told(told) => self.app.told(&told),
            Report::KeptNotes(kept) => self.app.tell_layers(&News::Meant(&kept)),
            Report::Past(past) => self.app.remembers(past),
            Report::Unsaved(why) => self.app.failed(&format!("this search is not kept for the next time: {why}")),
            Report::Kept { ticket, kept } => {
                if self.awaited.filtering == Some(ticket) {
                    self.app.kept(*kept);
                }
            }
            Report::Answered { reply, .. } => self.app.answered(&reply.question, reply.answer),
            Report::Opened { ticket, origin, opened } => {
                if let Some(at) = self.awaited.later.iter().position(|(other, _)| *other == ticket) {
                    let (_, purpose) = self.awaited.later.swap_remove(at);
                    self.app.opened(&origin, purpose, opened);
                }
            }
            Report::Looked(looked) => self.app.looked(looked),
            Report::Checked { opened, found } => self.app.checked(&opened, found),
            Report::Briefed { ticket, briefed } if self.awaited.brief == Some(ticket) => self.app.briefed(briefed),
            Report::Cited { ticket, citation } if self.awaited.citing == Some(ticket) => self.app.cited(citation),
            Report::Events { ticket, gathering } if self.awaited.events == Some(ticket) => {
                self.app.tell_layers(&News::Events(&gathering));
            }
            Report::Reading(Told::Saved(number)) => self.saved(number),
            Report::Reading(told) => self.app.kept_told(told),
            Report::Fetching { ticket, so_far } if self.awaited.fetching == Some(ticket) => self.app.fetching(so_far),
            Report::Fetched { ticket, read } if self.awaited.fetching == Some(ticket) => self.app.fetched(read),
            Report::Fetching { .. }
            | Report::Fetched { .. }
            | Report::Briefed { .. }
            | Report::Cited { .. }
            | Report::Events { .. } => {}
            Report::Failed { job } => self.app.failed(&format!("{job} failed: please report this")),
        }
    }

    /// Once all is loaded, and the first frame is out, it is looked whether articles of which something is kept have moved.
    fn rejoin(&mut self) {
        let library = &self.app.shelf.library;
        if self.shown && library.progress.done {
            self.worker.wish(Wish::Library(Arc::clone(library)));
        }
    }

    /// Changes are on the disk.
    fn saved(&mut self, number: u64) {
        let said =
            self.awaited.saving.iter().position(|(own, _)| *own == number).map(|at| self.awaited.saving.remove(at).1);
        if let Some(said) = said.filter(|said| !said.is_empty()) {
            self.app.done(&said);
        }
    }

    /// Tells where the reader stands, where that is another place than before.
    fn stand(&mut self) {
        let standing = self.app.standing();
        if standing != self.awaited.stood {
            self.awaited.stood = standing;
            if let Some((place, percent)) = standing {
                self.worker.wish(Wish::Stand(place, percent));
            }
        }
    }

    /// Hands over what is still to be kept.
    fn leave(&mut self) -> io::Result<()> {
        self.app.leave_article();
        self.effects()?;
        let identity = |origin: Origin| Identity::of(&origin, "", None);
        let jumps = self.app.history.jumps().into_iter().map(|(origin, place)| (identity(origin), Anchor::at(place)));
        self.worker.wish(Wish::Jumps(jumps.collect()));
        if !self.app.settings.alone {
            self.worker.wish(Wish::Screen(LIBRARY_SCREEN, self.app.shelf.left()));
        }
        Ok(())
    }

    fn resize(&mut self) {
        let size = self.terminal.size();
        self.app.resize(size.width, size.height);
    }

    fn draw(&mut self) -> io::Result<()> {
        self.app.measure();
        let app = &self.app;
        self.terminal.draw(|buffer| app.paint(buffer)).map(drop)
    }
}
