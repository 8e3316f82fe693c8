//! What a user calls an article: a file, an id, stdin; with a place in it behind a `#`.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;

use clap::CommandFactory as _;

use super::args::Args;
use super::code::Failure;
use super::context::Context;
use super::stock;
use crate::article::Locator;
use crate::diagnostic::{nearest, quoted};
use crate::disk::{self, Kind};
use crate::library::find::{Found, find};
use crate::library::{Entry, Library};

/// What a name means.
#[derive(Debug)]
pub(super) enum Named {
    /// `-`.
    Stdin,
    /// A file.
    File(PathBuf),
    /// A folder.
    Folder(PathBuf),
    /// An article of the library, by its id.
    Article(Box<Entry>),
}

/// What a name means, and the place behind its `#`. A file of that whole name wins over a place.
pub(super) fn named(context: &Context<'_>, name: &OsStr) -> Result<(Named, Option<Locator>), Failure> {
    if name == "-" {
        return Ok((Named::Stdin, None));
    }
    if let Some(named) = on_disk(name) {
        return Ok((named, None));
    }
    let (stem, locator) = split(name);
    if locator.is_some()
        && let Some(named) = on_disk(&stem)
    {
        return Ok((named, locator));
    }
    if let Some(wrong) = not_a_locator(name) {
        return Err(wrong);
    }
    by_id(context, &stem).map(|entry| (Named::Article(Box::new(entry)), locator))
}

/// A file with something behind its `#` that is no locator.
fn not_a_locator(name: &OsStr) -> Option<Failure> {
    let bytes = name.as_bytes();
    let (stem, place) = bytes.split_at_checked(bytes.iter().rposition(|byte| *byte == b'#')?)?;
    let place = String::from_utf8_lossy(place.get(1..)?);
    let Err(why) = place.parse::<Locator>() else { return None };
    on_disk(OsStr::from_bytes(stem))?;
    Some(Failure::usage(format!("{} is {why}", quoted(&place))))
}

fn on_disk(name: &OsStr) -> Option<Named> {
    let path = PathBuf::from(name);
    match disk::kind(&path).ok()? {
        Kind::Folder => Some(Named::Folder(path)),
        // What is no regular file is refused when it is read, with its reason.
        Kind::File | Kind::Other => Some(Named::File(path)),
    }
}

/// Cuts a place off, at the last `#`. What is no locator belongs to the name.
fn split(name: &OsStr) -> (OsString, Option<Locator>) {
    let bytes = name.as_bytes();
    let cut = bytes.iter().rposition(|byte| *byte == b'#').and_then(|at| bytes.split_at_checked(at));
    let place = |(stem, place): (&[u8], &[u8])| {
        let locator = std::str::from_utf8(place).ok()?.strip_prefix('#')?.parse().ok()?;
        Some((OsStr::from_bytes(stem).to_owned(), Some(locator)))
    };
    cut.and_then(place).unwrap_or_else(|| (name.to_owned(), None))
}

/// The article of an id. Only now is the library read.
fn by_id(context: &Context<'_>, id: &OsStr) -> Result<Entry, Failure> {
    let name = id.to_string_lossy();
    let library = stock::library(context);
    match find(&library, &name) {
        Found::One(index) => library.entry(index).ok_or_else(|| unknown(&name, &library, &[])),
        Found::Near(near) => Err(unknown(&name, &library, &near)),
    }
}

/// That there is nothing of that name, with the nearest commands and articles.
fn unknown(name: &str, library: &Library, near: &[usize]) -> Failure {
    let commands = Args::command();
    let words = || commands.get_subcommands().map(clap::Command::get_name);
    let message = format!("no file, folder or article is called {}", quoted(name));
    let command = nearest(name, words());
    let mut failure = if command.is_some() { Failure::usage(message) } else { Failure::new(message) };
    if let Some(command) = command {
        failure = failure.help(format!("did you mean the command `{command}`?"));
    }
    for entry in near.iter().filter_map(|index| library.entry(*index)) {
        failure = failure.help(format!("did you mean {}?", quoted(entry.id.raw())));
    }
    failure
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str) -> (String, Option<String>) {
        let (stem, locator) = split(OsStr::new(name));
        (stem.into_string().unwrap(), locator.map(|locator| locator.to_string()))
    }

    #[test]
    fn a_place_is_behind_the_last_hash() {
        assert_eq!(parts("a.toml#s3.p4"), ("a.toml".into(), Some("s3.p4".into())));
        assert_eq!(parts("a#b#t1"), ("a#b".into(), Some("t1".into())));
        assert_eq!(parts("a#b"), ("a#b".into(), None));
        assert_eq!(parts("a"), ("a".into(), None));
        assert_eq!(parts("#t1"), (String::new(), Some("t1".into())));
        assert_eq!(parts("#"), ("#".into(), None));
    }
}
