//! Walking: from roots to the files that are articles or claim to be, in the order of their paths, as a stream.
//!
//! Nothing is silently lost: what looks like an article but will not be read (a link out of the folder, a PDF, a folder
//! that may not be listed) comes out with its reason. Links are followed only for files and only to where the walk itself
//! could go; links to folders are not followed, so a loop cannot arise.
//!
//! By hand rather than with walkdir: names sorted before paths are made list a folder three times as fast, and the first
//! frame waits for the first folder.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::vec;

use super::{Origin, Root, id, starter};
use crate::disk::{self, Kind, Listed};
use crate::import::Form;

/// Folders nested deeper than this are named but not read.
pub(super) const DEPTH: usize = 64;

/// What a root may hold at most; the rest is named in one entry and not read.
const FILES: usize = 1_000_000;

/// A file that the walk came upon.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its id, as far as its path says.
    pub(super) id: String,
    /// Where it is; for a link, where that leads.
    pub(super) origin: Origin,
    /// Why it is not to be read.
    pub(super) refusal: Option<String>,
}

/// What a name says.
enum Format {
    /// An article file, or what an importer makes an article of.
    Article,
    /// Named, with what to do about it.
    Refused(&'static str),
    /// Nothing that we know.
    Unknown,
}

const PDF: &str = "a PDF is not read: copy its text into a .txt file, or ask the publisher for the page";
const FEED: &str = "a feed holds many articles: `nutgraf import FILE --to DIR` makes a file of each";

/// What lies in many folders beside the articles: about the folder, not in it.
const ABOUT: [&str; 12] = [
    "readme",
    "license",
    "licence",
    "copying",
    "notice",
    "notices",
    "changelog",
    "changes",
    "contributing",
    "authors",
    "todo",
    "manifest",
];

fn format(path: &Path) -> Format {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        Some("toml") => Format::Article,
        Some("pdf") => Format::Refused(PDF),
        _ if form(path).is_some() && !is_about(path) => Format::Article,
        _ => Format::Unknown,
    }
}

/// The form that an importer reads a file of that name in; none for article files, and for feeds, which are no article.
pub(super) fn form(path: &Path) -> Option<Form> {
    let form = path.extension().and_then(OsStr::to_str).and_then(Form::of_extension)?;
    (form != Form::Feed).then_some(form)
}

/// `README.md`, `README.es.md`, `license.txt`, `LICENSE-MIT.txt`. Prose is in such files, but no article; whoever names one is shown it all
/// the same. `license-to-work.md` is an article: only in capitals does the first word of a name say so much.
fn is_about(path: &Path) -> bool {
    let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let first = stem.split(['-', '_']).next().unwrap_or_default();
    let is_one = |word: &str| ABOUT.iter().any(|about| word.eq_ignore_ascii_case(about));
    is_one(stem) || (is_one(first) && !first.contains(char::is_lowercase))
}

/// Whether the walk would bring out a file of that name: an article, or one that is refused with a reason.
pub(super) fn claims(path: &Path) -> bool {
    !matches!(format(path), Format::Unknown)
}

/// All files of all roots, root by root, each in the order of the paths.
pub(super) fn walk(roots: Vec<Root>) -> impl Iterator<Item = Found> + Send {
    roots.into_iter().flat_map(|root| -> Box<dyn Iterator<Item = Found> + Send> {
        match root {
            Root::Starter => Box::new(starter::FILES.iter().map(|(path, _)| Found {
                id: id::of_path(Path::new(path), Path::new("")),
                origin: Origin::Starter(path),
                refusal: None,
            })),
            Root::Path { path, library } => match disk::kind(&path) {
                Ok(Kind::Folder) => Box::new(Walk::new(path, library)),
                Ok(Kind::File | Kind::Other) => Box::new(std::iter::once(file(path, library.as_deref()))),
                Err(error) => Box::new(std::iter::once(absent(path, library.as_deref(), &error))),
            },
        }
    })
}

/// Whether there are at least so many files below some roots; walks no further than that.
pub(crate) fn is_large(roots: &[Root], least: usize) -> bool {
    least == 0 || walk(roots.to_vec()).nth(least - 1).is_some()
}

/// The file at a path that something happened to, as the walk of its root would find it; none where it would not, or where
/// it is gone.
pub(super) fn at(root: &Root, path: &Path) -> Option<Found> {
    let Root::Path { path: base, library } = root else { return None };
    if base == path {
        return matches!(disk::kind(path), Ok(Kind::File)).then(|| file(path.to_owned(), library.as_deref()));
    }
    let below = path.strip_prefix(base).ok()?;
    let is_article = !matches!(format(path), Format::Unknown) && !below.iter().any(hidden);
    let folder = path.parent()?;
    let name = path.file_name()?;
    let listed = disk::list_one(folder, name).ok().filter(|_| is_article)?;
    if listed.kind == Some(Kind::Folder) {
        return None;
    }
    let mut walk = Walk::without_listing(base.clone(), library.clone());
    Some(match format(path) {
        Format::Refused(reason) => walk.refused(path, reason.to_owned()),
        _ => walk.article(path.to_owned(), listed.kind),
    })
}

/// A file that the user named: read whatever its name is, but for what we know we cannot.
fn file(path: PathBuf, library: Option<&Path>) -> Found {
    let is_feed =
        |path: &Path| path.extension().and_then(OsStr::to_str).and_then(Form::of_extension) == Some(Form::Feed);
    let refusal = match format(&path) {
        Format::Refused(reason) => Some(reason.to_owned()),
        Format::Unknown if is_feed(&path) => Some(FEED.to_owned()),
        Format::Article | Format::Unknown => None,
    };
    Found { id: id_of_argument(&path, library), origin: Origin::File(path), refusal }
}

fn absent(path: PathBuf, library: Option<&Path>, error: &io::Error) -> Found {
    let refusal = Some(disk::reason(error));
    Found { id: id_of_argument(&path, library), origin: Origin::File(path), refusal }
}

fn id_of_argument(path: &Path, library: Option<&Path>) -> String {
    let root = library.filter(|library| path.starts_with(library)).or(path.parent());
    id::of_path(path, root.unwrap_or(Path::new("")))
}

/// `.git`, `.x`, and `.#x`, which Emacs makes. `x~`, `x.swp`, `x.tmp` have no extension that we read.
pub(super) fn hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// The walk of one folder.
struct Walk {
    root: PathBuf,
    /// What ids are below.
    base: PathBuf,
    /// The root without links, asked for at the first link.
    real: Option<PathBuf>,
    /// The folders that the walk is in, and what is left of each.
    open: Vec<(PathBuf, vec::IntoIter<Listed>)>,
    /// Files that came out.
    count: usize,
    /// What comes out next of all: the root, where it cannot be listed.
    first: Option<Found>,
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        let found = self.first.take().or_else(|| self.step())?;
        self.count += 1;
        if self.count <= FILES {
            return Some(found);
        }
        // One entry more, which says that there were more.
        self.open.clear();
        Some(Found { refusal: Some(format!("more than {FILES} files: the rest is not read")), ..found })
    }
}

impl Walk {
    fn new(root: PathBuf, library: Option<PathBuf>) -> Self {
        let mut walk = Self::without_listing(root.clone(), library);
        walk.first = walk.enter(root);
        walk
    }

    fn without_listing(root: PathBuf, library: Option<PathBuf>) -> Self {
        let base = library.filter(|library| root.starts_with(library)).unwrap_or_else(|| root.clone());
        Self { root, base, real: None, open: Vec::new(), count: 0, first: None }
    }

    /// Goes on to the next file.
    fn step(&mut self) -> Option<Found> {
        loop {
            let depth = self.open.len();
            let (folder, names) = self.open.last_mut()?;
            let Some(Listed { name, kind }) = names.next() else {
                self.open.pop();
                continue;
            };
            if hidden(&name) {
                continue;
            }
            let format = format(Path::new(&name));
            if kind != Some(Kind::Folder) && matches!(format, Format::Unknown) {
                continue;
            }
            let path = folder.join(name);
            let found = match (kind, format) {
                (Some(Kind::Folder), _) if depth > DEPTH => {
                    Some(self.refused(&path, format!("folders below {DEPTH} others are not read")))
                }
                (Some(Kind::Folder), _) => self.enter(path),
                (_, Format::Refused(reason)) => Some(self.refused(&path, reason.to_owned())),
                _ => Some(self.article(path, kind)),
            };
            if found.is_some() {
                return found;
            }
        }
    }

    /// Goes into a folder; if it cannot be listed, that comes out.
    fn enter(&mut self, folder: PathBuf) -> Option<Found> {
        match disk::list(&folder) {
            Ok(names) => {
                self.open.push((folder, names.into_iter()));
                None
            }
            Err(error) => Some(self.refused(&folder, format!("cannot be listed: {}", disk::reason(&error)))),
        }
    }

    /// Something that is named like an article.
    fn article(&mut self, path: PathBuf, kind: Option<Kind>) -> Found {
        match kind {
            Some(Kind::File) => Found { id: id::of_path(&path, &self.base), origin: Origin::File(path), refusal: None },
            Some(Kind::Folder | Kind::Other) => self.refused(&path, "not a regular file".to_owned()),
            None => match self.follow(&path) {
                Ok(target) => self.found(&path, target, None),
                Err(reason) => self.refused(&path, reason),
            },
        }
    }

    /// Where a link leads. The entry is opened by that path, so that a link changed later leads nowhere else.
    fn follow(&mut self, link: &Path) -> Result<PathBuf, String> {
        let target =
            disk::resolve(link).map_err(|error| format!("a link that leads nowhere: {}", disk::reason(&error)))?;
        if self.real.is_none() {
            self.real = disk::resolve(&self.root).ok();
        }
        if !self.real.as_ref().is_some_and(|real| target.starts_with(real)) {
            return Err("a link out of the library is not followed".to_owned());
        }
        match disk::kind(&target) {
            Ok(Kind::File) => Ok(target),
            Ok(Kind::Folder) => Err("a link to a folder is not followed".to_owned()),
            Ok(Kind::Other) => Err("not a regular file".to_owned()),
            Err(error) => Err(disk::reason(&error)),
        }
    }

    fn refused(&self, path: &Path, reason: String) -> Found {
        self.found(path, path.to_owned(), Some(reason))
    }

    fn found(&self, path: &Path, origin: PathBuf, refusal: Option<String>) -> Found {
        Found { id: id::of_path(path, &self.base), origin: Origin::File(origin), refusal }
    }
}
