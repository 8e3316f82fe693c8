//! Walking: from roots to the files that are articles or claim to be, in the order of their paths, as a stream.
//!
//! Nothing is silently lost: what looks like an article but will not be read (a link out of the folder, a PDF, a folder
//! that may not be listed) comes out with its reason. Links are followed only for files and only to where the walk itself
//! could go; links to folders are not followed, so a loop cannot arise.
//!
//! By hand rather than with walkdir: names sorted before paths are made list a folder three times as fast, and the first
//! frame waits for the first folder.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::vec;

use super::{Origin, Root, id, starter};
use crate::disk::{self, Kind, Listed};
use crate::import::Form;

/// Folders nested deeper than this are named but not read.
pub(super) const DEPTH: usize = 64;

/// What a root may hold at most; the rest is named in one entry and not read.
pub(super) const FILES: usize = 1_000_000;

/// A file that the walk came upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Which of the roots it was found below.
    pub(super) root: usize,
    /// The link that led to it.
    pub(super) link: Option<PathBuf>,
    /// Where it is; for a link, where that leads.
    pub(super) origin: Origin,
    /// Why it is not to be read.
    pub(super) refusal: Option<String>,
}

impl Found {
    /// Its id, as far as its path says. Made when somebody asks: nobody does for a file that is known.
    pub(super) fn id(&self, roots: &[Root]) -> String {
        let path = match (&self.link, &self.origin) {
            (Some(link), _) => link,
            (None, Origin::File(path)) => path,
            (None, Origin::Starter(path)) => Path::new(path),
        };
        id::of_path(path, roots.get(self.root).map_or(Path::new(""), |root| base(root, path)))
    }
}

/// What the id of a file below a root is below: a configured library, else the folder, or that of a file that was named.
fn base<'r>(root: &'r Root, path: &Path) -> &'r Path {
    let Root::Path { path: own, library } = root else { return Path::new("") };
    let folder = if own == path { own.parent().unwrap_or(Path::new("")) } else { own };
    library.as_deref().filter(|library| own.starts_with(library)).unwrap_or(folder)
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
pub(super) fn walk(roots: &[Root]) -> impl Iterator<Item = Found> + Send + use<> {
    once(roots).into_iter().flat_map(|(number, root)| -> Box<dyn Iterator<Item = Found> + Send> {
        match standing(number, root) {
            Standing::Files(files) => Box::new(files.into_iter()),
            Standing::Folder(path) => Box::new(Walk::new(number, path)),
        }
    })
}

/// The roots with their numbers. One that is given twice is one.
pub(super) fn once(roots: &[Root]) -> Vec<(usize, Root)> {
    let numbered = roots.iter().enumerate();
    let once = numbered.filter(|(number, root)| !roots.iter().take(*number).any(|earlier| earlier == *root));
    once.map(|(number, root)| (number, root.clone())).collect()
}

/// What a root turns out to be.
pub(super) enum Standing {
    /// These files and no others.
    Files(Vec<Found>),
    /// A folder.
    Folder(PathBuf),
}

/// What stands at a root.
pub(super) fn standing(number: usize, root: Root) -> Standing {
    let Root::Path { path, .. } = root else {
        let origins = starter::FILES.iter().map(|(path, _)| Origin::Starter(path));
        return Standing::Files(
            origins.map(|origin| Found { root: number, link: None, origin, refusal: None }).collect(),
        );
    };
    match disk::kind(&path) {
        Ok(Kind::Folder) => Standing::Folder(path),
        Ok(Kind::File | Kind::Other) => Standing::Files(vec![file(number, path)]),
        Err(error) => Standing::Files(vec![found(number, path, Some(disk::reason(&error)))]),
    }
}

/// Whether there are at least so many files below some roots; walks no further than that.
pub(crate) fn is_large(roots: &[Root], least: usize) -> bool {
    least == 0 || walk(roots).nth(least - 1).is_some()
}

/// The file at a path that something happened to, as the walk of one of the roots would find it; none where none would, or
/// where it is gone.
pub(super) fn at(roots: &[Root], path: &Path) -> Option<Found> {
    roots.iter().enumerate().find_map(|(number, root)| at_root(number, root, path))
}

fn at_root(number: usize, root: &Root, path: &Path) -> Option<Found> {
    let Root::Path { path: base, .. } = root else { return None };
    if base == path {
        return matches!(disk::kind(path), Ok(Kind::File)).then(|| file(number, path.to_owned()));
    }
    let below = path.strip_prefix(base).ok()?;
    let is_article = !matches!(format(path), Format::Unknown) && !below.iter().any(hidden);
    let folder = path.parent()?;
    let name = path.file_name()?;
    let listed = disk::list_one(folder, name).ok().filter(|_| is_article)?;
    if listed.kind == Some(Kind::Folder) {
        return None;
    }
    let below = Below::new(number, base.clone());
    Some(match format(path) {
        Format::Refused(reason) => below.refused(path.to_owned(), reason.to_owned()),
        _ => below.article(path.to_owned(), listed.kind),
    })
}

/// A file that the user named: read whatever its name is, but for what we know we cannot.
fn file(root: usize, path: PathBuf) -> Found {
    let is_feed =
        |path: &Path| path.extension().and_then(OsStr::to_str).and_then(Form::of_extension) == Some(Form::Feed);
    let refusal = match format(&path) {
        Format::Refused(reason) => Some(reason.to_owned()),
        Format::Unknown if is_feed(&path) => Some(FEED.to_owned()),
        Format::Article | Format::Unknown => None,
    };
    found(root, path, refusal)
}

fn found(root: usize, path: PathBuf, refusal: Option<String>) -> Found {
    Found { root, link: None, origin: Origin::File(path), refusal }
}

/// `.git`, `.x`, and `.#x`, which Emacs makes. `x~`, `x.swp`, `x.tmp` have no extension that we read.
pub(super) fn hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// What a name in a folder leads to.
pub(super) enum Came {
    /// A file that is an article or claims to be.
    File(Found),
    /// A folder to go into.
    Folder(PathBuf),
}

/// One root that is a folder: what is looked at below it.
pub(super) struct Below {
    number: usize,
    root: PathBuf,
    /// The root without links, asked for at the first link.
    real: OnceLock<Option<PathBuf>>,
}

impl Below {
    pub(super) fn new(number: usize, root: PathBuf) -> Self {
        Self { number, root, real: OnceLock::new() }
    }

    /// What is in a folder, in no order; a folder that cannot be listed comes out itself.
    pub(super) fn list(&self, folder: &Path) -> Result<Vec<Listed>, Found> {
        let reason = |error| format!("cannot be listed: {}", disk::reason(&error));
        disk::list_unsorted(folder).map_err(|error| self.refused(folder.to_owned(), reason(error)))
    }

    /// What a name in a folder that lies so many below the root leads to; none where that is nothing to us.
    pub(super) fn judge(&self, folder: &Path, Listed { name, kind }: Listed, depth: usize) -> Option<Came> {
        if hidden(&name) {
            return None;
        }
        let format = format(Path::new(&name));
        if kind != Some(Kind::Folder) && matches!(format, Format::Unknown) {
            return None;
        }
        let path = folder.join(name);
        Some(match (kind, format) {
            (Some(Kind::Folder), _) if depth >= DEPTH => {
                Came::File(self.refused(path, format!("folders below {DEPTH} others are not read")))
            }
            (Some(Kind::Folder), _) => Came::Folder(path),
            (_, Format::Refused(reason)) => Came::File(self.refused(path, reason.to_owned())),
            _ => Came::File(self.article(path, kind)),
        })
    }

    /// Something that is named like an article.
    fn article(&self, path: PathBuf, kind: Option<Kind>) -> Found {
        match kind {
            Some(Kind::File) => found(self.number, path, None),
            Some(Kind::Folder | Kind::Other) => self.refused(path, "not a regular file".to_owned()),
            None => match self.follow(&path) {
                Ok(target) => Found { link: Some(path), ..found(self.number, target, None) },
                Err(reason) => self.refused(path, reason),
            },
        }
    }

    /// Where a link leads. The entry is opened by that path, so that a link changed later leads nowhere else.
    fn follow(&self, link: &Path) -> Result<PathBuf, String> {
        let target =
            disk::resolve(link).map_err(|error| format!("a link that leads nowhere: {}", disk::reason(&error)))?;
        let real = self.real.get_or_init(|| disk::resolve(&self.root).ok());
        if !real.as_ref().is_some_and(|real| target.starts_with(real)) {
            return Err("a link out of the library is not followed".to_owned());
        }
        match disk::kind(&target) {
            Ok(Kind::File) => Ok(target),
            Ok(Kind::Folder) => Err("a link to a folder is not followed".to_owned()),
            Ok(Kind::Other) => Err("not a regular file".to_owned()),
            Err(error) => Err(disk::reason(&error)),
        }
    }

    fn refused(&self, path: PathBuf, reason: String) -> Found {
        found(self.number, path, Some(reason))
    }
}

/// One file of more than are read: it says that there were more.
pub(super) fn too_many(found: Found) -> Found {
    Found { refusal: Some(format!("more than {FILES} files: the rest is not read")), ..found }
}

/// The walk of one folder, file by file.
struct Walk {
    below: Below,
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
        self.open.clear();
        Some(too_many(found))
    }
}

impl Walk {
    fn new(number: usize, root: PathBuf) -> Self {
        let below = Below::new(number, root.clone());
        let mut walk = Self { below, open: Vec::new(), count: 0, first: None };
        walk.first = walk.enter(root);
        walk
    }

    /// Goes on to the next file.
    fn step(&mut self) -> Option<Found> {
        loop {
            let depth = self.open.len();
            let (folder, names) = self.open.last_mut()?;
            let Some(listed) = names.next() else {
                self.open.pop();
                continue;
            };
            let found = match self.below.judge(folder, listed, depth - 1) {
                None => None,
                Some(Came::File(found)) => Some(found),
                Some(Came::Folder(path)) => self.enter(path),
            };
            if found.is_some() {
                return found;
            }
        }
    }

    /// Goes into a folder; if it cannot be listed, that comes out.
    fn enter(&mut self, folder: PathBuf) -> Option<Found> {
        match self.below.list(&folder) {
            Ok(mut names) => {
                names.sort_unstable_by(|a, b| a.name.cmp(&b.name));
                self.open.push((folder, names.into_iter()));
                None
            }
            Err(found) => Some(found),
        }
    }
}
