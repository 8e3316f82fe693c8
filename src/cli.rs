//! The command line: the one place that reads arguments, environment and terminal, and says with which code it all ends.
//!
//! `args` is the table of flags and commands that help, man page and completions are made from; `context` is what
//! flags, environment and config come to together; `console` is the way to stdout and stderr. Each subcommand is one
//! file. `nutgraf PATH` on a terminal is the interface ([`crate::tui`]), everything else prints and ends.
//!
//! Data goes to stdout, messages to stderr. A reader that hangs up (`EPIPE`) ends the program quietly. A mistake of ours
//! is caught here and ends with 1, not with a panic's 101.

mod args;
mod brief;
mod check;
mod check_links;
mod cite;
mod code;
mod completions;
mod config;
mod console;
mod context;
mod events;
mod evidence;
mod fetch;
mod fmt;
mod forget;
mod import;
mod keys;
mod list;
mod man;
mod named;
mod notebook;
mod notes;
mod open;
mod paths;
mod place;
mod read;
mod search;
mod show;
mod stock;

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use clap::error::ErrorKind;

use crate::text::clean;
use args::{Args, Command};
use code::{Code, Failure};
use console::Console;
use context::Context;

/// Where the last panic was. Its message may quote foreign text, so only the place is kept.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Runs the program and says with which code it ends.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the environment is read here and nowhere else")]
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        // Silent: the terminal may still be the interface's. It is told below, when everything is given back.
        let place = panic.location().map(ToString::to_string);
        *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = place;
    }));
    catch_unwind(AssertUnwindSafe(|| run(std::env::args_os(), &|name| std::env::var_os(name)))).unwrap_or_else(
        |_panic| {
            let place = PANIC.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
            console::complain(&clean::line(&format!("a mistake of ours at {place}: please report it")), &[]);
            Code::Findings.into()
        },
    )
}

/// The program, given its arguments and environment.
fn run(arguments: impl IntoIterator<Item = OsString>, environment: context::Environment<'_>) -> ExitCode {
    let args = match Args::read(arguments.into_iter().collect()) {
        Ok(args) => args,
        Err(refusal) => return refused(&refusal, environment),
    };
    let context = match Context::new(&args.flags, environment, std::io::stdout().is_terminal()) {
        Ok(context) => context,
        Err(failure) => return ended(Err(failure)),
    };
    if args.command.is_none() && context.is_interactive(args.plain, &args.paths) {
        return match open::start(&context, &args) {
            Ok(start) => crate::tui::run(start),
            Err(failure) => ended(Err(failure)),
        };
    }
    let mut console = Console::new(context.colour, args.flags.quiet);
    if !matches!(args.command, Some(Command::Config(_))) {
        console.config(&context);
    }
    let outcome = match &args.command {
        None => open::print(&context, &args, &mut console),
        Some(_) if !args.paths.is_empty() => Err(path_before_command(&args)),
        Some(Command::List(list)) => list::run(&context, list, &mut console),
        Some(Command::Search(search)) => search::run(&context, search, &mut console),
        Some(Command::Show(show)) => show::run(&context, show, &mut console),
        Some(Command::Notes(notes)) => notes::run(&context, notes, &mut console),
        Some(Command::Forget(forget)) => forget::run(&context, forget, &mut console),
        Some(Command::Brief(brief)) => brief::run(&context, brief, &mut console),
        Some(Command::Events(events)) => events::run(&context, events, &mut console),
        Some(Command::Evidence(evidence)) => evidence::run(&context, evidence, &mut console),
        Some(Command::Cite(cite)) => cite::run(&context, cite, &mut console),
        Some(Command::Fetch(fetch)) => fetch::run(&context, fetch, &mut console),
        Some(Command::Import(import)) => import::run(&context, import, &mut console),
        Some(Command::Check(check)) => check::run(&context, check, &mut console),
        Some(Command::CheckLinks(check)) => check_links::run(&context, check, &mut console),
        Some(Command::Fmt(fmt)) => fmt::run(&context, fmt, &mut console),
        Some(Command::Keys) => keys::run(&context, &mut console),
        Some(Command::Paths) => paths::run(&context, &mut console),
        Some(Command::Config(config)) => config::run(&context, config, &mut console),
        Some(Command::Completions(completions)) => completions::run(completions, &mut console),
        Some(Command::Man(man)) => man::run(man, &mut console),
    };
    ended(outcome.and_then(|code| console.flush().map(|()| code)))
}

/// A word that is a command is the command, also behind a path; then the two do not go together.
fn path_before_command(args: &Args) -> Failure {
    let name = args.command.as_ref().map_or("", Command::name);
    Failure::usage(format!("a path and the command `{name}` do not go together"))
        .help(format!("for a file or folder of that name write ./{name}"))
}

/// What clap has to say: help and version are data, the rest is a usage error.
fn refused(refusal: &clap::Error, environment: context::Environment<'_>) -> ExitCode {
    let text = refusal.render();
    if matches!(refusal.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let colour = context::colour(args::When::Auto, environment, std::io::stdout().is_terminal());
        let mut console = Console::new(colour, false);
        let text = if colour { text.ansi().to_string() } else { text.to_string() };
        return ended(console.print(&text).and_then(|()| console.flush()).map(|()| Code::Fine));
    }
    // It quotes arguments, which may be file names that a shell put there.
    console::say(&clean::lines(text.to_string().trim_end()));
    Code::Usage.into()
}

/// The exit code, with the message of a failure said.
fn ended(outcome: Result<Code, Failure>) -> ExitCode {
    match outcome {
        Ok(code) => code.into(),
        Err(failure) => console::tell(failure).into(),
    }
}
