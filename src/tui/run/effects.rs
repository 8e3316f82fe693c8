//! Doing what commands asked for: opening files, links, the editor, the clipboard.

use std::io;
use std::process::{Command, ExitStatus};
use std::time::Instant;

use super::{CITE_PATIENCE, KEPT_PATIENCE, LOOK_PATIENCE, Loop, PREVIEW_PATIENCE, READ_PATIENCE, SEARCH_PATIENCE};
use crate::article::Article;
use crate::cite::{Chosen, Work};
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::library::{Origin, Root, save};
use crate::reading::keep::Wish;
use crate::search::hit::Question;
use crate::store::keep::Poke;
use crate::text::{Clean, clean};
use crate::tui::effect::{Effect, Purpose};
use crate::tui::input::{is_stoppable, stop_group};
use crate::tui::outside::{clipboard, editor, link, pipe};
use crate::tui::prose::LONGEST;
use crate::tui::worker::{Asking, Citing, Filtering, Opening};

impl Loop {
    /// Does everything that was asked for; whether the program is to quit.
    pub(super) fn effects(&mut self) -> io::Result<bool> {
        // Doing one may ask for another: an opened article is measured and shown, a snapshot wants its preview.
        while !self.app.effects.is_empty() {
            for effect in std::mem::take(&mut self.app.effects) {
                if self.effect(effect)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn effect(&mut self, effect: Effect) -> io::Result<bool> {
        match effect {
            Effect::Quit => return Ok(true),
            Effect::Suspend => self.suspend()?,
            Effect::Redraw => self.terminal.invalidate(),
            Effect::Open(origin, purpose) => self.open(&origin, purpose),
            Effect::Check(opened) => self.worker.check(opened),
            Effect::Brief(question) => self.awaited.brief = Some(self.worker.brief(question)),
            Effect::Cite(style, work) => self.cite((style, *work)),
            Effect::Events(of) => self.awaited.events = Some(self.worker.events(of)),
            Effect::Load => self.worker.poke(Poke::Everything),
            Effect::Ask(question) => self.ask(&question),
            Effect::Filter(typed) => self.filter(typed),
            Effect::Fetch(address) => self.awaited.fetching = Some(self.worker.fetch(address)),
            Effect::StopBriefing | Effect::StopEvents | Effect::StopFetching => self.give_up(&effect),
            Effect::Add(article) => self.add(&article),
            Effect::Meet(subject) => {
                self.awaited.kept = Some(Instant::now() + KEPT_PATIENCE);
                self.worker.wish(Wish::Meet(subject));
            }
            Effect::Keep(changes, said) => {
                self.awaited.changes += 1;
                self.awaited.saving.push((self.awaited.changes, said));
                self.worker.wish(Wish::Keep(self.awaited.changes, changes));
            }
            Effect::Notes => self.worker.wish(Wish::Notes),
            Effect::AskNotes(typed, notes) => self.worker.notes(typed, notes),
            Effect::CheckNotes => self.worker.wish(Wish::Check),
            Effect::Look(look) => {
                if let Some(looked) = self.worker.look_within(look, LOOK_PATIENCE) {
                    self.app.looked(looked);
                }
            }
            Effect::Remember(query) => self.worker.remember(query),
            Effect::Browse(address) => {
                if let Err(why) = link::open(&address) {
                    self.app.failed(&format!("cannot open the link: {why}"));
                }
            }
            Effect::Copy(text) => {
                // A citation that comes late takes the place of nothing that was copied since.
                self.awaited.citing = None;
                self.terminal.send(&clipboard::osc52(&text))?;
                clipboard::copy_to_desktop(&text, &self.environment);
            }
            Effect::Edit(origin, line) => self.edit(&origin, line)?,
            Effect::EditText(text) => self.edit_text(&text)?,
            Effect::Pipe(line, text) => self.pipe(&line, &text)?,
            Effect::Mouse(captured) => self.terminal.set_mouse(captured),
            Effect::Linear(linear) => self.terminal.set_alternate(!linear)?,
        }
        Ok(false)
    }

    fn open(&mut self, origin: &Origin, purpose: Purpose) {
        let patience = if purpose == Purpose::Read { READ_PATIENCE } else { PREVIEW_PATIENCE };
        match self.worker.open_within(origin.clone(), patience) {
            Opening::Now(opened) => self.app.opened(origin, purpose, opened),
            Opening::Later(ticket) => self.awaited.later.push((ticket, purpose)),
        }
        self.app.measure();
    }

    /// Gives up what an effect stops.
    fn give_up(&mut self, stops: &Effect) {
        match stops {
            Effect::StopBriefing => {
                self.awaited.brief = None;
                self.worker.stop_briefing();
            }
            Effect::StopEvents => {
                self.awaited.events = None;
                self.worker.stop_events();
            }
            _ => {
                self.awaited.fetching = None;
                self.worker.stop_fetching();
            }
        }
    }

    /// Saves a draft in the library's first folder.
    fn add(&mut self, article: &Article) {
        let added = match self.roots.iter().find_map(Root::folder) {
            Some(folder) => save::ready(article.clone()).and_then(|ready| {
                let saved = save::save(folder, &ready)?;
                // The file itself is safe; that its name is, too, is told by nobody who could do anything about it.
                let _ = disk::sync_folder(folder);
                Ok(saved)
            }),
            None => Err(Diagnostic::error(
                "no-folder",
                0..0,
                "there is no folder; set `library` in the config, or start with a folder",
            )),
        };
        self.app.added(added);
        self.app.measure();
    }

    /// Most answers are here before the frame; the others come as reports.
    fn ask(&mut self, question: &Question) {
        if let Asking::Now(answer) = self.worker.ask_within(question.clone(), SEARCH_PATIENCE) {
            self.app.answered(question, answer);
        }
        self.app.measure();
    }

    /// The rows of most filters are here before the frame, too.
    fn filter(&mut self, typed: String) {
        match self.worker.filter_within(typed, SEARCH_PATIENCE) {
            Filtering::Now(kept) => self.app.kept(*kept),
            Filtering::Later(ticket) => self.awaited.filtering = Some(ticket),
        }
        self.app.measure();
    }

    /// A style that is made ready sets a citation within a frame; the first one comes as a report.
    fn cite(&mut self, wish: (Chosen, Work)) {
        match self.worker.cite_within(wish, CITE_PATIENCE) {
            Citing::Now(citation) => self.app.cited(citation),
            Citing::Later(ticket) => self.awaited.citing = Some(ticket),
        }
    }

    fn suspend(&mut self) -> io::Result<()> {
        if is_stoppable() {
            // It comes back as a signal, as if the shell had sent it.
            stop_group()
        } else {
            self.app.failed("there is no shell here to come back from");
            Ok(())
        }
    }

    /// Gives the terminal to the editor and takes the file up again afterwards.
    fn edit(&mut self, origin: &Origin, line: usize) -> io::Result<()> {
        let Some(path) = origin.file() else { return Ok(()) };
        let command = editor::command(&self.environment, path, line);
        match self.lend_terminal(command)? {
            Ok(_) => {
                self.app.preview = None;
                self.app.read_again();
                self.worker.poke(Poke::Paths(vec![path.to_owned()]));
            }
            Err(why) => self.app.failed(&why),
        }
        Ok(())
    }

    /// Gives the terminal to the editor with a text in a file of its own, and takes the text back.
    fn edit_text(&mut self, text: &str) -> io::Result<()> {
        let edited = match disk::ScratchFile::new("note.md", text.as_bytes()) {
            Ok(file) => {
                let command = editor::command(&self.environment, file.path(), 1);
                self.lend_terminal(command)?.and_then(|status| back(&file, status))
            }
            Err(why) => Err(format!("there is no file for the editor: {}", disk::reason(&why))),
        };
        self.app.edited(edited.map_err(|why| clean::line(&why)));
        Ok(())
    }

    /// Gives the terminal to the reader's command, and the text to its input. What it says stays until a line is typed.
    fn pipe(&mut self, line: &str, text: &Clean) -> io::Result<()> {
        self.terminal.suspend();
        let ended = pipe::run(line, text);
        if ended.is_ok() {
            pipe::ask_for_enter();
            self.inbox.line_typed()?;
        }
        self.take_back()?;
        match ended {
            Ok(status) if status.success() => self.app.done("the command has ended"),
            Ok(status) => self.app.failed(&format!("the command failed: {status}")),
            Err(why) => self.app.failed(&format!("cannot start a shell: {}", disk::reason(&why))),
        }
        Ok(())
    }

    /// Takes the terminal again that was given to a program.
    fn take_back(&mut self) -> io::Result<()> {
        self.terminal.resume()?;
        self.inbox.forget_half();
        self.resize();
        Ok(())
    }

    /// Gives the terminal to a program until it ends; how it ended, or why it did not begin.
    fn lend_terminal(&mut self, mut command: Command) -> io::Result<Result<ExitStatus, String>> {
        self.terminal.suspend();
        let status = command.status();
        self.take_back()?;
        Ok(status.map_err(|why| {
            let program = command.get_program().to_string_lossy().into_owned();
            format!("cannot start the editor {program}: {}", disk::reason(&why))
        }))
    }
}

/// The text as the editor left it. One that ended with an error (`:cq`) meant to change nothing.
fn back(file: &disk::ScratchFile, status: ExitStatus) -> Result<String, String> {
    if !status.success() {
        return Err("the editor ended with an error; the text is as it was".to_owned());
    }
    let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    disk::read_text(file.path(), limit).map_err(|why| format!("the text is as it was: {why}"))
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::ExitStatusExt as _;

    use super::*;

    #[test]
    fn only_an_editor_that_ended_well_gives_a_text_back() {
        let file = disk::ScratchFile::new("note.md", b"words").unwrap();
        assert_eq!(back(&file, ExitStatus::from_raw(0)), Ok("words".to_owned()));
        assert!(back(&file, ExitStatus::from_raw(1 << 8)).is_err());
        disk::write(file.path(), &[0xff], disk::Access::Private).unwrap();
        assert!(back(&file, ExitStatus::from_raw(0)).unwrap_err().starts_with("the text is as it was: "));
    }
}
