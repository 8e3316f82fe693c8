//! `man`: made from the table of [`args`](super::args).

use clap::CommandFactory as _;

use super::args::{Args, Man};
use super::code::{Code, Failure};
use super::console::Console;
use crate::diagnostic::quoted;

/// Runs it.
pub(super) fn run(man: &Man, console: &mut Console) -> Result<Code, Failure> {
    let mut all = Args::command();
    all.build();
    // Built, a command is called as one would type it into man: nutgraf-show.
    let page = match &man.command {
        None => all,
        Some(name) => {
            page(&all, name).cloned().ok_or_else(|| Failure::usage(format!("there is no command {}", quoted(name))))?
        }
    };
    let mut roff = Vec::new();
    clap_mangen::Man::new(page).render(&mut roff)?;
    console.print(&String::from_utf8_lossy(&roff))?;
    Ok(Code::Fine)
}

/// The command of a page: `show`, or `notes-list` as the page of `notes` refers to it.
fn page<'a>(all: &'a clap::Command, name: &str) -> Option<&'a clap::Command> {
    let nested = || {
        let (outer, inner) = name.split_once('-')?;
        all.find_subcommand(outer)?.find_subcommand(inner)
    };
    all.find_subcommand(name).or_else(nested)
}
