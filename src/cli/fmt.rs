//! `fmt`: the layout of article files, mended in place. What a file says, its comments and line endings stay.

use std::path::PathBuf;

use super::args::Fmt;
use super::check;
use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;
use super::place::{self, Named};
use crate::diagnostic::{self, Diagnostic};
use crate::disk::{self, ARTICLE_LIMIT, Access};
use crate::format::edit::format_text;
use crate::library::load::load;
use crate::library::{Origin, Root, open};

/// Runs it.
pub(super) fn run(context: &Context<'_>, fmt: &Fmt, console: &mut Console) -> Result<Code, Failure> {
    let mut code = Code::Fine;
    for path in files(context, fmt)? {
        let shown = disk::shown(&path);
        let changed = match laid_out(&path) {
            Ok(changed) => changed,
            Err((source, wrong)) => {
                console.drawn(&diagnostic::render(&wrong, &shown, &source, context.colour_of_messages()))?;
                code = Code::Findings;
                continue;
            }
        };
        let Some(text) = changed else { continue };
        if fmt.check {
            console.print(&format!("{shown}\n"))?;
            code = Code::Findings;
        } else if let Err(error) = disk::write(&path, text.as_bytes(), Access::Usual) {
            console.notice(&format!("{shown}: cannot be written: {}", disk::reason(&error)))?;
            code = Code::Findings;
        } else {
            console.notice(&format!("{shown}: laid out"))?;
        }
    }
    Ok(code)
}

/// The article files that the arguments name.
fn files(context: &Context<'_>, fmt: &Fmt) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in &fmt.paths {
        match place::named(context, path)?.0 {
            Named::File(path) => files.push(path),
            Named::Folder(path) => {
                let library = load(&[Root::path(path)], &|_snapshot| true);
                let articles = library.entries().filter(|entry| super::read::refusal(entry).is_none());
                let articles = articles.filter(|entry| open::form(&entry.file).is_none());
                files.extend(articles.filter_map(|entry| entry.file.file().map(PathBuf::from)));
            }
            Named::Article(entry) => match entry.file.file() {
                Some(path) => files.push(path.to_owned()),
                None => return Err(Failure::new("the starter library is part of the program and stays as it is")),
            },
            Named::Stdin => return Err(Failure::usage("fmt works on files, not on stdin")),
        }
    }
    Ok(files)
}

/// The text as it should be, none where it is so already; or what forbids it, with the text that it stands in.
fn laid_out(path: &std::path::Path) -> Result<Option<String>, (String, Vec<Diagnostic>)> {
    if open::form(&Origin::File(path.to_owned())).is_some() {
        let wrong = check::unreadable("no article file: only those have a layout that we know");
        return Err((String::new(), vec![wrong.help("`nutgraf import` makes an article file of it")]));
    }
    let source = disk::read_text(path, ARTICLE_LIMIT)
        .map_err(|error| (String::new(), vec![check::unreadable(&error.to_string())]))?;
    match format_text(&source) {
        Ok(text) => Ok((text != source).then_some(text)),
        Err(wrong) => Err((source, wrong)),
    }
}
