//! `check-links`: asks each source's address whether there is still something. Nothing else asks them, and never by itself.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::args::CheckLinks;
use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;
use super::place::{self, Named};
use super::stock;
use crate::article::{Article, Locator, Source};
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::export::json;
use crate::fetch::probe::{Answer, Knocker, State};
use crate::library::load::load;
use crate::library::{Entry, open};
use crate::text::{Foreign, clean};

/// A source that has an address.
struct Cited {
    /// The id of its article.
    article: Foreign,
    locator: Locator,
    source: Source,
}

/// An address, and who cites it.
struct Asked {
    address: String,
    cited: Vec<Cited>,
}

/// Runs it.
pub(super) fn run(context: &Context<'_>, check: &CheckLinks, console: &mut Console) -> Result<Code, Failure> {
    let entries = match articles(context, &check.what, console)? {
        Ok(entries) => entries,
        Err(code) => return Ok(code),
    };
    let asked = in_turn(addresses(&entries));
    if asked.is_empty() {
        console.notice("no source of these articles has an address")?;
        return Ok(if entries.is_empty() { Code::Findings } else { Code::Fine });
    }
    let mut knocker = Knocker::new(check.intranet);
    let progress = console.progress();
    let (mut broken, mut refused) = (0, 0);
    for (at, one) in asked.iter().enumerate() {
        if let Some(progress) = &progress {
            progress.say("asking", at + 1, asked.len());
        }
        let answer = knocker.knock(&one.address);
        match state(&answer) {
            State::Fine => {}
            State::Refused => refused += 1,
            State::Broken => broken += 1,
        }
        if let Some(progress) = &progress {
            progress.clear();
        }
        for cited in &one.cited {
            console.print(&if check.json { record(one, cited, &answer) } else { line(one, cited, &answer) })?;
        }
        // It takes long: what is known is told.
        console.flush()?;
    }
    if !check.json {
        let addresses = if asked.len() == 1 { "1 address".to_owned() } else { format!("{} addresses", asked.len()) };
        let counted = format!("{addresses} asked: {broken} broken, {refused} refused");
        console.notice(&counted)?;
    }
    Ok(if broken > 0 { Code::Findings } else { Code::Fine })
}

/// The articles that are meant: a file or folder, what a query finds, or the whole library. Or how it ends without them.
fn articles(
    context: &Context<'_>,
    what: &[OsString],
    console: &mut Console,
) -> Result<Result<Vec<Entry>, Code>, Failure> {
    if let [name] = what
        && disk::kind(Path::new(name)).is_ok()
        && let Named::File(path) | Named::Folder(path) = place::named(context, name)?.0
    {
        return Ok(Ok(load(&[context.root(&path)], &|_snapshot| true).entries().collect()));
    }
    let words: Vec<String> = what.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let typed = words.join(" ");
    if typed.trim().is_empty() {
        return Ok(Ok(stock::library(context).entries().collect()));
    }
    let reading =
        if stock::asks_reading_state(context, &typed) { stock::reading(context, console)? } else { Arc::default() };
    Ok(stock::meant(context, (&typed, false), reading, console)?.map(|(snapshot, kept)| {
        let rows = kept.into_iter().enumerate().filter(|(_, kept)| *kept);
        rows.filter_map(|(row, _)| snapshot.library.entry(row)).collect()
    }))
}

/// Each address once, in the order of the articles, without its fragment, which no server sees.
fn addresses(entries: &[Entry]) -> Vec<Asked> {
    let mut asked: Vec<Asked> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.card().is_some_and(|card| !card.sources.is_empty())) {
        let Some(article) = open::open(&entry.file).article else { continue };
        for (address, cited) in cited(&entry.id, &article) {
            let address = address.split('#').next().unwrap_or_default().trim().to_owned();
            let at = *known.entry(address.clone()).or_insert(asked.len());
            match asked.get_mut(at) {
                Some(one) => one.cited.push(cited),
                None => asked.push(Asked { address, cited: vec![cited] }),
            }
        }
    }
    asked
}

fn cited<'a>(id: &'a Foreign, article: &'a Article) -> impl Iterator<Item = (&'a str, Cited)> {
    let sources = (1..).zip(&article.sources);
    sources.filter_map(move |(number, source)| {
        let address = source.url.as_ref().or(source.archive_url.as_ref())?;
        let cited = Cited { article: id.clone(), locator: Locator::Source(number), source: source.clone() };
        Some((address.raw(), cited))
    })
}

/// One host after the other and round again, so that few have to be waited for.
fn in_turn(asked: Vec<Asked>) -> Vec<Asked> {
    let host = |address: &str| url::Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned));
    let mut times: HashMap<Option<String>, usize> = HashMap::new();
    let round = |one: Asked| {
        let times = times.entry(host(&one.address)).or_insert(0);
        *times += 1;
        (*times, one)
    };
    let mut rounds: Vec<(usize, Asked)> = asked.into_iter().map(round).collect();
    rounds.sort_by_key(|(round, _)| *round);
    rounds.into_iter().map(|(_, one)| one).collect()
}

fn state(answer: &Result<Answer, Diagnostic>) -> State {
    answer.as_ref().map_or(State::Broken, Answer::state)
}

/// State, answer, address, who cites it; apart by tabs, which no cell holds.
fn line(asked: &Asked, cited: &Cited, answer: &Result<Answer, Diagnostic>) -> String {
    let mut said = match answer {
        Ok(Answer { status, moved: None }) => status.to_string(),
        Ok(Answer { status, moved: Some(to) }) => format!("{status} at {to}"),
        Err(why) => why.message.to_string(),
    };
    if let (State::Broken, Some(_), Some(archived)) = (state(answer), &cited.source.url, &cited.source.archive_url) {
        said.extend(["; archived copy: ", archived.raw()]);
    }
    let cells = [state(answer).name(), &said, &asked.address, &format!("{}#{}", cited.article.raw(), cited.locator)];
    cells.map(|cell| clean::line(&cell.replace('\t', " ")).into_string()).join("\t") + "\n"
}

/// A line of `check-links --json`.
#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    locator: String,
    title: Option<&'a str>,
    address: &'a str,
    archive_url: Option<&'a str>,
    state: &'static str,
    /// None where there was no answer.
    status: Option<u16>,
    /// Where it was in the end, where that is another address.
    moved: Option<&'a str>,
    /// Why there was no answer.
    error: Option<&'a str>,
}

fn record(asked: &Asked, cited: &Cited, answer: &Result<Answer, Diagnostic>) -> String {
    json::line(&Record {
        id: cited.article.raw(),
        locator: cited.locator.to_string(),
        title: cited.source.title.as_ref().map(Foreign::raw),
        address: &asked.address,
        archive_url: cited.source.archive_url.as_ref().map(Foreign::raw),
        state: state(answer).name(),
        status: answer.as_ref().ok().map(|answer| answer.status),
        moved: answer.as_ref().ok().and_then(|answer| answer.moved.as_deref()),
        error: answer.as_ref().err().map(|why| why.message.as_str()),
    })
}
