//! `completions`: made from the table of [`args`](super::args).

use clap::CommandFactory as _;

use super::args::{Args, Completions};
use super::code::{Code, Failure};
use super::console::Console;

/// Runs it.
pub(super) fn run(completions: &Completions, console: &mut Console) -> Result<Code, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut Args::command(), "nutgraf", &mut script);
    console.print(&String::from_utf8_lossy(&script))?;
    Ok(Code::Fine)
}
