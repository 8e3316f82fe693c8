//! `forget`: every trace of one article is removed from what nutgraf keeps.
//!
//! From the notebook and the copies beside it, from the history of searches, and from the index. Of the index the whole goes:
//! the words of an article stay in it until its pieces are merged, also when the article was taken out long ago, so that no
//! part of it can be said not to hold them; it is derived, and made anew at the next start. The file is not ours to delete.

use std::path::{Path, PathBuf};

use super::args::Forget;
use super::code::{Code, Failure};
use super::console::Console;
use super::context::Context;
use super::{named, notebook, stock};
use crate::diagnostic::{nearest, quoted};
use crate::disk::{self, Folders};
use crate::library::Origin;
use crate::library::find::{Found, find};
use crate::library::open::open;
use crate::reading::notebook::{copies, forget_in_copy};
use crate::reading::{Identity, Notebook, State};
use crate::search::history;
use crate::text::fold::fold;
use crate::text::{Clean, clean};

/// Runs it.
pub(super) fn run(context: &Context<'_>, forget: &Forget, console: &mut Console) -> Result<Code, Failure> {
    let folder = notebook::folder(context)?;
    let kept = notebook::to_read(context)?;
    let articles = meant(context, forget, &kept)?;
    drop(kept);
    for article in &articles {
        console.print(&format!("{} ({})\n", clean::line(&article.headline), path(article)))?;
    }
    from_notebook(context, &folder, &articles, console)?;
    if let Some(folders) = &context.folders {
        from_history(folders, &articles, console)?;
        from_cache(folders, console)?;
    }
    let mut code = Code::Fine;
    for copy in copies(&folder).unwrap_or_default() {
        if !from_copy(&copy, &articles, console)? {
            code = Code::Findings;
        }
    }
    for path in still_there(&articles) {
        console.notice(&format!("{path} is still there: the index takes it up again at the next start"))?;
    }
    Ok(code)
}

/// The article that is meant: as the notebook knows it, and as its file has it now.
fn meant(context: &Context<'_>, forget: &Forget, kept: &Notebook) -> Result<Vec<Identity>, Failure> {
    let failed = |why| notebook::failed(context, &why);
    let name = forget.article.as_os_str();
    let mut articles = named::articles(kept, name).map_err(failed)?;
    let mut now = named::in_file(Path::new(name));
    if articles.is_empty() && now.is_none() {
        now = in_library(context, &name.to_string_lossy());
        let known = now.as_ref().map(|now| kept.known(now)).transpose().map_err(failed)?;
        articles.extend(known.flatten());
    }
    // What is kept at one path is meant, all of it; of one id there may be articles in several libraries.
    if let [one, others @ ..] = articles.as_slice()
        && others.iter().any(|other| other.path != one.path && !other.is(one))
    {
        let mut failure = Failure::usage(format!("several articles are called {}", quoted(&name.to_string_lossy())));
        for article in &articles {
            failure = failure.help(format!("{}: {}", path(article), clean::line(&article.headline)));
        }
        return Err(failure);
    }
    articles.extend(now.filter(|now| !articles.contains(now)));
    if articles.is_empty() { Err(unknown(context, &name.to_string_lossy(), kept)) } else { Ok(articles) }
}

/// An article of the library, by its id.
fn in_library(context: &Context<'_>, id: &str) -> Option<Identity> {
    let library = stock::library(context);
    let Found::One(index) = find(&library, id) else { return None };
    let entry = library.entry(index)?;
    Some(Identity::of(&entry.file, entry.id.raw(), open(&entry.file).article.as_deref()))
}

fn unknown(context: &Context<'_>, name: &str, kept: &Notebook) -> Failure {
    let articles = kept.articles().unwrap_or_default();
    let mut failure = Failure::new(format!("nothing is kept of {}, and there is no such article", quoted(name)));
    if let Some(near) = nearest(name, articles.iter().map(|article| article.id.as_str())) {
        failure = failure.help(format!("did you mean {}?", quoted(near)));
    }
    match &context.folders {
        Some(folders) => failure.help(format!(
            "the index may still hold the words of files that are gone: delete {} to be rid of them",
            disk::shown(&folders.cache)
        )),
        None => failure,
    }
}

fn from_notebook(
    context: &Context<'_>,
    folder: &Path,
    articles: &[Identity],
    console: &mut Console,
) -> Result<(), Failure> {
    if disk::kind(&folder.join(crate::reading::notebook::FILE)).is_err() {
        return console.print("  nothing was kept of it in the notebook\n");
    }
    let failed = |why| notebook::failed(context, &why);
    let mut notebook = notebook::to_write(context, console)?;
    let mut any = false;
    for article in articles {
        let state = notebook.state(article).map_err(failed)?;
        if notebook.forget(article).map_err(failed)? {
            any = true;
            console.print(&format!("  removed from the notebook: {}\n", told(&state)))?;
        }
    }
    if any { Ok(()) } else { console.print("  nothing was kept of it in the notebook\n") }
}

/// What was kept of an article, in words.
fn told(state: &State) -> String {
    let counted = |number: usize, one: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        many => Some(format!("{many} {one}s")),
    };
    let written = state.notes.iter().filter(|(_, note)| !note.body.is_empty()).count();
    let parts = [
        counted(written, "note"),
        counted(state.notes.len() - written, "highlight"),
        counted(state.tags.len(), "tag"),
        counted(state.marks.len(), "mark"),
        state.bookmarked.map(|_| "the bookmark".to_owned()),
        state.read.map(|_| "the read mark".to_owned()),
        state.position.as_ref().map(|_| "the place".to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "its name".to_owned() } else { parts.join(", ") }
}

fn from_history(folders: &Folders, articles: &[Identity], console: &mut Console) -> Result<(), Failure> {
    let holds = |query: &str| articles.iter().any(|article| tells(query, article));
    let forgotten = history::forget(&folders.state, &holds).map_err(|why| cannot(&folders.state, &why))?;
    match forgotten {
        0 => Ok(()),
        1 => console.print("  removed from the history: 1 search\n"),
        many => console.print(&format!("  removed from the history: {many} searches\n")),
    }
}

/// Whether a query holds the headline of an article, its path or its id.
fn tells(query: &str, article: &Identity) -> bool {
    let query = fold(query);
    let path = String::from_utf8_lossy(&article.path).into_owned();
    let holds = |name: &str| {
        let name = fold(name);
        let name = name.trim();
        let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/'));
        !name.is_empty()
            && query.match_indices(name).any(|(at, found)| {
                let (before, behind) = (query.get(..at), query.get(at + found.len()..));
                !part(before.and_then(|before| before.chars().next_back()))
                    && !part(behind.and_then(|behind| behind.chars().next()))
            })
    };
    [&article.headline, &article.id, &path].into_iter().any(|name| holds(name))
}

fn from_cache(folders: &Folders, console: &mut Console) -> Result<(), Failure> {
    if disk::kind(&folders.cache).is_err() {
        return Ok(());
    }
    disk::remove_folder(&folders.cache).map_err(|why| cannot(&folders.cache, &why))?;
    console.print("  removed the index of all libraries: the next start makes it anew\n")
}

/// Removes it from a copy of the notebook. Whether it is surely gone from it.
fn from_copy(copy: &Path, articles: &[Identity], console: &mut Console) -> Result<bool, Failure> {
    let forgotten: Result<Vec<bool>, _> = articles.iter().map(|article| forget_in_copy(copy, article)).collect();
    let shown = disk::shown(copy);
    match forgotten {
        Ok(forgotten) => {
            if forgotten.contains(&true) {
                console.print(&format!("  removed from the copy {shown}\n"))?;
            }
            Ok(true)
        }
        Err(why) => {
            console
                .notice(&format!("{shown} may still hold it, and cannot be changed ({why}): delete it to be sure"))?;
            Ok(false)
        }
    }
}

/// The files of the article that are still there.
fn still_there(articles: &[Identity]) -> Vec<Clean> {
    let mut paths: Vec<PathBuf> = articles.iter().filter_map(|article| named::file(&article.path)).collect();
    paths.retain(|path| disk::kind(path).is_ok());
    paths.sort();
    paths.dedup();
    paths.iter().map(|path| disk::shown(path)).collect()
}

fn path(article: &Identity) -> Clean {
    named::file(&article.path).map_or_else(|| clean::line(&article.id), |path| Origin::File(path).shown())
}

fn cannot(path: &Path, why: &std::io::Error) -> Failure {
    Failure::new(format!("{} cannot be changed: {}", disk::shown(path), disk::reason(why)))
        .help("what is told above is removed; mend this and say it again")
}
