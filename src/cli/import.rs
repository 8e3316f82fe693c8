//! `import`: what was found elsewhere as article files, or as JSON.
//!
//! A source is a file, a folder of files, stdin or an address. They are read on all cores, a batch at a time, and told
//! about in the order in which they were named: paths of new files on stdout, all else on stderr. A source that fails does
//! not stop the others.

use std::ffi::OsStr;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::args::Import;
use super::code::{Code, Failure};
use super::console::{Console, Progress};
use super::context::Context;
use crate::article::Date;
use crate::diagnostic::{self, Diagnostic};
use crate::disk::{self, ARTICLE_LIMIT, Kind};
use crate::export::{self, Format};
use crate::fetch;
use crate::import::{Form, Imported, Input, answer};
use crate::library::save::{self, Saved};
use crate::text::{Clean, Foreign, clean};

/// Sources that are read before anything is told.
const BATCH: usize = 256;

/// Threads at least: most of the time goes in waiting for the disk to have written, or for a server.
const THREADS: usize = 8;

/// Folders nested deeper than this are not looked into.
const DEPTH: usize = 64;

/// Where an article comes from.
enum Source {
    Stdin,
    File(PathBuf),
    Address(String),
}

impl Source {
    fn is_far(&self) -> bool {
        matches!(self, Self::Address(_))
    }
}

/// What is done with every source.
#[derive(Clone, Copy)]
struct Work<'a> {
    import: &'a Import,
    /// Where articles go; none where JSON is printed.
    folder: Option<&'a Path>,
    today: &'a Date,
    progress: Option<&'a Progress>,
    /// Whether what is in the folder under its address already is passed over, changed or not.
    news: bool,
}

/// What became of a source: of each article that it held, or why there is none.
struct Outcome {
    shown: Clean,
    articles: Result<Vec<Told>, Diagnostic>,
}

/// What is told of an article.
struct Told {
    /// For stdout.
    data: String,
    /// For stderr, in a sentence.
    notice: Option<String>,
    /// What is unsure, or why it was not saved.
    findings: Vec<Diagnostic>,
}

/// Runs it.
pub(super) fn run(context: &Context<'_>, import: &Import, console: &mut Console) -> Result<Code, Failure> {
    let folder = if import.json { None } else { Some(folder(context, import)?) };
    let sources = sources(import)?;
    if sources.is_empty() {
        console.notice("there is nothing to import: no texts, Markdown, pages or feeds")?;
        return Ok(Code::Findings);
    }
    import_all(context, import, &sources, (folder, false), console)
}

/// Imports the entries of feeds that the folder does not have yet.
pub(super) fn news(
    context: &Context<'_>,
    feeds: Vec<String>,
    to: Option<PathBuf>,
    console: &mut Console,
) -> Result<Code, Failure> {
    let import = Import { sources: Vec::new(), to, from: Some(Form::Feed), json: false };
    let folder = Some(folder(context, &import)?);
    let feeds: Vec<Source> = feeds.into_iter().map(Source::Address).collect();
    import_all(context, &import, &feeds, (folder, true), console)
}

fn import_all(
    context: &Context<'_>,
    import: &Import,
    sources: &[Source],
    (folder, news): (Option<PathBuf>, bool),
    console: &mut Console,
) -> Result<Code, Failure> {
    let progress = if sources.iter().any(Source::is_far) { console.progress() } else { None };
    let work = Work { import, folder: folder.as_deref(), today: &context.today(), progress: progress.as_ref(), news };
    let threads = rayon::current_num_threads().max(THREADS).min(sources.len());
    // Where the system gives no more threads, those that there are do it.
    let crew = rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok();
    let mut code = Code::Fine;
    for batch in sources.chunks(BATCH) {
        let all = || batch.par_iter().map(|source| outcome(work, source)).collect();
        let outcomes: Vec<Outcome> = crew.as_ref().map_or_else(all, |crew| crew.install(all));
        if let Some(progress) = &progress {
            progress.clear();
        }
        for outcome in outcomes {
            if !tell(context, outcome, console)? {
                code = Code::Findings;
            }
        }
    }
    if let Some(folder) = folder {
        disk::sync_folder(&folder).map_err(|error| cannot_write(&folder, &error))?;
    }
    Ok(code)
}

/// The folder that the articles go to.
fn folder(context: &Context<'_>, import: &Import) -> Result<PathBuf, Failure> {
    let first = || context.library().into_iter().next();
    let folder = import.to.clone().or_else(first).ok_or_else(|| {
        Failure::usage("there is no library to import into")
            .help("say where to: `nutgraf import SOURCE --to DIR`")
            .help("or name a library in the config: `nutgraf paths` says where that is")
    })?;
    disk::create_folder(&folder).map_err(|error| cannot_write(&folder, &error))?;
    Ok(folder)
}

fn cannot_write(folder: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("{} cannot be written to: {}", disk::shown(folder), disk::reason(error)))
}

/// What the arguments name. Of a folder, the files that an importer reads, in it and in the folders below.
fn sources(import: &Import) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    for source in &import.sources {
        let path = Path::new(source);
        if source == "-" {
            sources.push(Source::Stdin);
        } else if let Some(address) = source.to_str().filter(|text| fetch::is_address(text)) {
            sources.push(Source::Address(address.to_owned()));
        } else if disk::kind(path).is_ok_and(|kind| kind == Kind::Folder) {
            files(path, 0, &mut sources)?;
        } else {
            sources.push(Source::File(path.to_owned()));
        }
    }
    Ok(sources)
}

/// The files of a folder, by name. Hidden ones and links to folders are passed over, as in a library.
fn files(folder: &Path, depth: usize, sources: &mut Vec<Source>) -> Result<(), Failure> {
    let unlisted = |error| Failure::new(format!("{} cannot be listed: {}", disk::shown(folder), disk::reason(&error)));
    let listed = disk::list(folder).map_err(unlisted)?;
    for one in listed.into_iter().filter(|one| !one.name.as_encoded_bytes().starts_with(b".")) {
        let path = folder.join(&one.name);
        match one.kind {
            Some(Kind::Folder) if depth < DEPTH => files(&path, depth + 1, sources)?,
            Some(Kind::Folder) => {}
            _ if form(&path).is_some() => sources.push(Source::File(path)),
            _ => {}
        }
    }
    Ok(())
}

/// The form that a name says.
fn form(path: &Path) -> Option<Form> {
    path.extension().and_then(OsStr::to_str).and_then(Form::of_extension)
}

/// Reads a source and saves what is in it.
fn outcome(work: Work<'_>, source: &Source) -> Outcome {
    let shown = match source {
        Source::Stdin => "stdin".into(),
        Source::File(path) => disk::shown(path),
        Source::Address(address) => clean::line(address),
    };
    // A mistake of ours in one source must not cost the reader the others.
    let articles = catch_unwind(AssertUnwindSafe(|| {
        let read = read(work, source)?;
        Ok(read.into_iter().map(|imported| told(imported, work)).collect())
    }));
    let failed = |_panic| Err(unread("the program failed on this (a mistake of ours)"));
    Outcome { shown, articles: articles.unwrap_or_else(failed) }
}

/// The articles of a source.
fn read(work: Work<'_>, source: &Source) -> Result<Vec<Imported>, Diagnostic> {
    let import = work.import;
    let (bytes, named) = match source {
        Source::Stdin => (disk::read_stream_bytes(io::stdin().lock(), ARTICLE_LIMIT), None),
        Source::Address(address) => return fetched(work, address),
        Source::File(path) => {
            let is = |name: &str| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(name));
            if import.from.is_none() && is("toml") {
                return Err(unread("an article file is not imported: copy it into the folder"));
            }
            if import.from.is_none() && is("pdf") {
                return Err(unread("a PDF is not read: copy its text, and import that"));
            }
            (disk::read_bytes(path, ARTICLE_LIMIT).map(|(bytes, _)| bytes), form(path))
        }
    };
    let bytes = bytes.map_err(|error| unread(&error.to_string()))?;
    let form = import.from.or(named).or_else(|| Form::sniff(&bytes));
    let form = form.ok_or_else(|| unread("this is no text"))?;
    form.read(Input { bytes: &bytes, charset: None, address: None })
}

/// The articles of an address.
fn fetched(work: Work<'_>, address: &str) -> Result<Vec<Imported>, Diagnostic> {
    let watch = |so_far: fetch::Progress| {
        if let Some(progress) = work.progress {
            progress.say_so(&clean::line(&format!("fetching {address} {}{so_far}", bar(so_far))));
        }
        true
    };
    answer::read(&fetch::fetch(address, &watch)?, work.import.from, work.today)
}

/// Cells of a bar on stderr.
const BAR: usize = 24;

/// How far it is, drawn; nothing where nobody knows how much there is.
fn bar(so_far: fetch::Progress) -> String {
    so_far.of(BAR).map_or_else(String::new, |filled| format!("{}{} ", "━".repeat(filled), "─".repeat(BAR - filled)))
}

fn unread(why: &str) -> Diagnostic {
    Diagnostic::error("unreadable", 0..0, why)
}

/// Saves an article, or makes JSON of it where there is no folder.
fn told(imported: Imported, work: Work<'_>) -> Told {
    let Imported { article, mut doubts } = imported;
    let Some(folder) = work.folder else {
        let id = Foreign::from(save::name(&article));
        let document = export::Document { id: &id, article: &article, diagnostics: &doubts, source: "" };
        return Told { data: Format::Json.write(&document), notice: None, findings: Vec::new() };
    };
    if work.news && save::has_address(folder, &article) {
        return Told { data: String::new(), notice: None, findings: Vec::new() };
    }
    let saved = save::ready(article).and_then(|ready| {
        doubts.extend(ready.doubts.iter().cloned());
        save::save(folder, &ready)
    });
    match saved {
        Ok(Saved::New(path)) => Told { data: format!("{}\n", disk::shown(&path)), notice: None, findings: doubts },
        // What is unsure about it was said when it came.
        Ok(Saved::Already(path)) => {
            let notice = Some(format!("already there: {}", disk::shown(&path)));
            Told { data: String::new(), notice, findings: Vec::new() }
        }
        Err(why) => Told { data: String::new(), notice: None, findings: vec![why] },
    }
}

/// Says what became of a source. Gives whether all is well.
fn tell(context: &Context<'_>, outcome: Outcome, console: &mut Console) -> Result<bool, Failure> {
    let Outcome { shown, articles } = outcome;
    let drawn = |findings: Vec<Diagnostic>, console: &mut Console| {
        let wrong = findings.iter().any(Diagnostic::is_error);
        let findings: Vec<_> = findings.into_iter().map(|one| Diagnostic { span: None, ..one }).collect();
        if !findings.is_empty() && (wrong || !context.flags.quiet) {
            console.drawn(&diagnostic::render(&findings, &shown, "", context.colour_of_messages()))?;
        }
        Ok::<bool, Failure>(!wrong)
    };
    let articles = match articles {
        Ok(articles) => articles,
        Err(why) => return drawn(vec![why], console),
    };
    let mut well = true;
    for told in articles {
        console.print(&told.data)?;
        if let Some(notice) = &told.notice {
            console.notice(clean::line(notice).as_str())?;
        }
        well &= drawn(told.findings, console)?;
    }
    Ok(well)
}
