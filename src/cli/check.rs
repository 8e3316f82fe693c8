//! `check`: everything that is wrong with article files, and what an editor would mend.

mod explain;

use std::ffi::OsString;
use std::io;

use rayon::prelude::*;
use serde::Serialize;

use super::args::Check;
use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;
use super::place::{self, Named};
use super::read::refusal;
use crate::article::Article;
use crate::diagnostic::{self, Diagnostic};
use crate::disk::{self, ARTICLE_LIMIT, ReadError};
use crate::export::Document;
use crate::export::json::{self, Complaint};
use crate::library::load::load;
use crate::library::open;
use crate::library::{Entry, Origin, Root, starter};
use crate::lint::{self, Checks};
use crate::text::{Clean, Foreign};

/// Files that are examined before anything of them is printed.
const BATCH: usize = 1024;

/// What was found in some files.
#[derive(Default)]
struct Tally {
    files: usize,
    errors: usize,
    warnings: usize,
}

/// What is wrong with one file, ready to be printed.
struct Report {
    errors: usize,
    warnings: usize,
    text: String,
}

/// How findings are printed.
#[derive(Clone, Copy)]
enum Form {
    Json,
    Drawn { colour: bool },
}

/// Runs it.
pub(super) fn run(context: &Context<'_>, check: &Check, console: &mut Console) -> Result<Code, Failure> {
    if let Some(rule) = &check.explain {
        return explain::run(context, rule, console);
    }
    let checks = context.checks();
    let form = if check.json { Form::Json } else { Form::Drawn { colour: console.colour } };
    let mut tally = Tally::default();
    let (roots, stdin) = roots(context, &check.paths)?;
    if stdin {
        let source = disk::read_stream(io::stdin().lock(), ARTICLE_LIMIT);
        tally.add(&examined(("stdin", &"stdin".into()), source, &checks, form), console)?;
    }
    let library = load(&roots, &|_snapshot| true);
    for batch in (0..library.len()).collect::<Vec<_>>().chunks(BATCH) {
        let entries = batch.par_iter().filter_map(|index| library.entry(*index));
        let reports: Vec<_> = entries.map(|entry| report(&entry, &checks, form)).collect();
        for report in &reports {
            tally.add(report, console)?;
        }
    }
    if !check.json {
        console.notice(&tally.to_string())?;
    }
    // Nothing examined is nothing known: a gate that names the wrong folder must not pass.
    let wrong = tally.files == 0 || tally.errors > 0 || (check.deny_warnings && tally.warnings > 0);
    Ok(if wrong { Code::Findings } else { Code::Fine })
}

/// What the arguments name, and whether stdin is among them. Nothing named is the library.
fn roots(context: &Context<'_>, paths: &[OsString]) -> Result<(Vec<Root>, bool), Failure> {
    if paths.is_empty() {
        return Ok((context.roots(), false));
    }
    let (mut roots, mut stdin) = (Vec::new(), false);
    for path in paths {
        match place::named(context, path)?.0 {
            Named::Stdin => stdin = true,
            Named::File(path) | Named::Folder(path) => roots.push(context.root(&path)),
            Named::Article(entry) => roots.push(entry.file.file().map_or(Root::Starter, |path| context.root(path))),
        }
    }
    Ok((roots, stdin))
}

fn report(entry: &Entry, checks: &Checks, form: Form) -> Report {
    let (name, shown) = (entry.file.name(), entry.file.shown());
    if let Some(reason) = refusal(entry) {
        return Report::of(&name, &shown, &[unreadable(&reason)], "", form);
    }
    if open::form(&entry.file).is_some() {
        // An importer's doubts stand in no line. Nothing that the lints find is mended in such a file.
        return Report::of(&name, &shown, &open::open(&entry.file).diagnostics, "", form);
    }
    let source = match &entry.file {
        Origin::File(path) => disk::read_text(path, ARTICLE_LIMIT),
        Origin::Starter(path) => Ok(starter::text(path).unwrap_or_default().to_owned()),
    };
    examined((&name, &shown), source, checks, form)
}

fn examined((name, shown): (&str, &Clean), source: Result<String, ReadError>, checks: &Checks, form: Form) -> Report {
    match source {
        Ok(source) => Report::of(name, shown, &lint::examine_with(&source, checks).diagnostics, &source, form),
        Err(error) => {
            let diagnostic = unreadable(&error.to_string());
            match (form, error) {
                // There is no text to count in, but the place is known.
                (Form::Json, ReadError::NotUtf8 { line, column }) => Report {
                    text: json::line(&Line { path: name, complaint: Complaint::at(&diagnostic, line, column) }),
                    errors: 1,
                    warnings: 0,
                },
                _ => Report::of(name, shown, &[diagnostic], "", form),
            }
        }
    }
}

/// That a file cannot be read at all.
pub(super) fn unreadable(reason: &str) -> Diagnostic {
    Diagnostic { span: None, ..Diagnostic::error("unreadable", 0..0, reason) }
}

impl Report {
    fn of(name: &str, shown: &Clean, diagnostics: &[Diagnostic], source: &str, form: Form) -> Self {
        let errors = diagnostics.iter().filter(|one| one.is_error()).count();
        let text = match form {
            _ if diagnostics.is_empty() => String::new(),
            Form::Drawn { colour } => diagnostic::render(diagnostics, shown, source, colour) + "\n",
            Form::Json => {
                let (id, article) = (Foreign::default(), Article::default());
                let document = Document { id: &id, article: &article, diagnostics, source };
                let line = |complaint| json::line(&Line { path: name, complaint });
                json::complaints(&document).into_iter().map(line).collect()
            }
        };
        Self { errors, warnings: diagnostics.len() - errors, text }
    }
}

/// A line of `check --json`.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    #[serde(flatten)]
    complaint: Complaint<'a>,
}

impl Tally {
    fn add(&mut self, report: &Report, console: &mut Console) -> Result<(), Failure> {
        self.files += 1;
        self.errors += report.errors;
        self.warnings += report.warnings;
        console.print(&report.text)
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let counted = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        let Self { files, errors, warnings } = self;
        let (files, errors, warnings) =
            (counted(*files, "file"), counted(*errors, "error"), counted(*warnings, "warning"));
        write!(f, "{files} checked: {errors}, {warnings}")
    }
}
