//! `cite`: articles or their sources, as a style sets them or as reference managers read them.

use std::sync::Arc;

use serde::Serialize;

use super::args::{Cite, CiteFormat};
use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;
use super::place;
use super::read::{self, As, no_such_part};
use super::{list, stock};
use crate::article::{Article, Locator};
use crate::cite::{Chosen, Cited, Origin, StyleError, Work};
use crate::export::json;
use crate::library::open::open;
use crate::text::{Foreign, clean};
use crate::tui::pane::thousands;

/// Works that take long enough to set for somebody to wonder.
const MANY: usize = 200;

/// Runs it.
pub(super) fn run(context: &Context<'_>, cite: &Cite, console: &mut Console) -> Result<Code, Failure> {
    let chosen = style(context, cite)?;
    // A style that there is not is said before anything is looked for.
    let style = match cite.format {
        CiteFormat::Text => Some(chosen.style().map_err(|why| failure(&chosen, &why))?),
        CiteFormat::Form(_) => None,
    };
    let gathered = match &cite.matching.query {
        Some(query) => matching(context, query, cite, console)?,
        None => named(context, cite, console)?,
    };
    let (works, code) = match gathered {
        Ok(gathered) => gathered,
        Err(code) => return Ok(code),
    };
    let works = Work::apart(works);
    if works.is_empty() {
        console.notice("there is nothing to cite")?;
        return Ok(Code::Findings);
    }
    if let CiteFormat::Form(form) = cite.format {
        console.print(&form.write(&works))?;
        return Ok(code);
    }
    let watched = console.progress().filter(|_| works.len() >= MANY);
    if let Some(progress) = &watched {
        progress.say_so(&clean::line(&format!(
            "setting {} works in the style {}",
            thousands(works.len()),
            chosen.name()
        )));
    }
    let set = style.map_or(Ok(Vec::new()), |style| style.set(&works));
    if let Some(progress) = &watched {
        progress.clear();
    }
    let set = set.map_err(|why| failure(&chosen, &why))?;
    for cited in &set {
        let line = if cite.json { record(cited, &works, &chosen) } else { format!("{}\n", cited.text) };
        console.print(&line)?;
    }
    checks(&set, console)?;
    let none = set.iter().all(|cited| cited.origin == Origin::Unrecorded);
    Ok(if none { Code::Findings } else { code })
}

/// The style of the flag, else of the config.
fn style(context: &Context<'_>, cite: &Cite) -> Result<Chosen, Failure> {
    if let (Some(_), CiteFormat::Form(form)) = (&cite.style, cite.format) {
        let message = format!("a style sets text; {} has no style", form.name());
        return Err(Failure::usage(message).help("leave out --style or --format"));
    }
    // What `~` means in a flag is the shell's business.
    Ok(cite.style.as_deref().map_or_else(|| context.style(), |style| Chosen::new(style, None)))
}

fn failure(chosen: &Chosen, why: &StyleError) -> Failure {
    let message = match (chosen, why) {
        (Chosen::File { shown, .. }, why) if !matches!(why, StyleError::Unreadable { .. }) => format!("{shown}: {why}"),
        (_, why) => why.to_string(),
    };
    let failure = if matches!(why, StyleError::Unknown(_)) { Failure::usage(message) } else { Failure::new(message) };
    failure.help(&*why.cure())
}

/// The works, and how the run ends where nothing else happens; or how it ends at once.
type Gathered = Result<(Vec<Work>, Code), Code>;

/// The works that are named.
fn named(context: &Context<'_>, cite: &Cite, console: &mut Console) -> Result<Gathered, Failure> {
    let (mut works, mut code) = (Vec::new(), Code::Fine);
    for name in &cite.articles {
        let (named, place) = place::named(context, name)?;
        let document = read::article(context, named, place, As::Named)?;
        let Some(article) = read::complained(context, &document, console)? else {
            code = Code::Findings;
            continue;
        };
        match document.place {
            Some(place) if !article.has(place) => return Err(no_such_part(&document, place)),
            Some(Locator::Source(number)) => works.extend(Work::of_source(&document.id, &article, number - 1)),
            // A takeaway or a section is cited as the article that it is part of.
            _ => works.extend(wanted(&document.id, &article, cite.sources)),
        }
    }
    Ok(if works.is_empty() && code != Code::Fine { Err(code) } else { Ok((works, code)) })
}

/// The works of all articles that a query means, in the order of the library.
fn matching(context: &Context<'_>, query: &str, cite: &Cite, console: &mut Console) -> Result<Gathered, Failure> {
    let reading =
        if stock::asks_reading_state(context, query) { stock::reading(context, console)? } else { Arc::default() };
    let (snapshot, meant) = match stock::meant(context, (query, cite.matching.fresh), reading, console)? {
        Ok(meant) => meant,
        Err(code) => return Ok(Err(code)),
    };
    let (mut works, mut shown, mut unread) = (Vec::new(), Vec::new(), 0);
    for (index, entry) in list::in_order(context, &snapshot.library) {
        if !meant.get(index).copied().unwrap_or(false) {
            continue;
        }
        match open(&entry.file).article {
            Some(article) => works.extend(wanted(&entry.id, &article, cite.sources)),
            None => unread += 1,
        }
        shown.push(entry.file);
    }
    if unread > 0 {
        console.notice(&format!("left out, since they cannot be read: {unread}"))?;
    }
    if shown.is_empty() {
        console.notice("no article matches")?;
        return Ok(Err(Code::Findings));
    }
    stock::freshness(&snapshot, shown.iter(), console)?;
    Ok(Ok((works, Code::Fine)))
}

fn wanted(id: &Foreign, article: &Article, sources: bool) -> Vec<Work> {
    if sources { Work::of_sources(id, article).collect() } else { vec![Work::of_article(id, article)] }
}

/// Says once of each kind what is to be checked.
fn checks(set: &[Cited], console: &mut Console) -> Result<(), Failure> {
    for origin in [Origin::Bluebook, Origin::Unrecorded] {
        let count = set.iter().filter(|cited| cited.origin == origin).count();
        if let Some(check) = origin.check().filter(|_| count > 0) {
            let of = if set.len() == 1 { String::new() } else { format!("{count} of {}: ", set.len()) };
            console.notice(&format!("{of}{check}"))?;
        }
    }
    Ok(())
}

/// A line of `cite --json`.
#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    /// Of a source.
    locator: Option<String>,
    style: &'a str,
    citation: &'a str,
    /// Whether it stands so in the file.
    recorded: bool,
    /// What is to be checked by hand.
    check: Option<&'a str>,
}

fn record(cited: &Cited, works: &[Work], chosen: &Chosen) -> String {
    let work = works.get(cited.work);
    json::line(&Record {
        id: work.map_or("", |work| &work.id),
        locator: work.and_then(|work| work.source).map(|source| source.to_string()),
        style: chosen.name(),
        citation: &cited.text,
        recorded: cited.origin == Origin::Recorded,
        check: cited.origin.check(),
    })
}
