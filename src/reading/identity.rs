//! Who an article is: what its state is found by after the file was edited, moved or renamed.
//!
//! By its explicit id, else its address, else its content, else its path. A path alone is believed only where nothing speaks
//! against it: another article may have been put into the place of one that is gone.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use crate::article::{Article, Block};
use crate::disk;
use crate::library::{Origin, starter};
use crate::text::fnv;

/// What paths of the starter library begin with: no file can be called so.
const STARTER: &[u8] = b"\0starter/";

/// Who an article is, and what is said of it where it is not at hand. Texts are as the file has them, not cleaned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Identity {
    /// The explicit id of the file.
    pub explicit: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// What its text hashes to; none where it could not be read.
    pub content: Option<u64>,
    /// The path of the file, as the system has it.
    pub path: Vec<u8>,
    /// The id in the library where it was met last; empty where that is not known.
    pub id: String,
    /// The headline.
    pub headline: String,
    /// Who wrote it, in order.
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published, as it is written.
    pub published: Option<String>,
}

impl Identity {
    /// Of an article in a library.
    #[must_use]
    pub fn of(origin: &Origin, id: &str, article: Option<&Article>) -> Self {
        let bare = Self { path: path(origin), id: id.to_owned(), ..Self::default() };
        let Some(article) = article else { return bare };
        let raw = |text: &crate::text::Foreign| text.raw().to_owned();
        Self {
            explicit: article.id.as_ref().map(raw),
            url: article.url.as_ref().map(raw),
            content: Some(content(article)),
            headline: raw(&article.headline),
            authors: article.authors.iter().map(raw).collect(),
            publisher: article.publisher.as_ref().map(raw),
            published: article.published.as_ref().map(ToString::to_string),
            ..bare
        }
    }

    /// Where the article was met last; none for one of the starter library that is not in it any more.
    #[must_use]
    pub fn origin(&self) -> Option<Origin> {
        match self.path.strip_prefix(STARTER) {
            None => Some(Origin::File(Path::new(OsStr::from_bytes(&self.path)).to_owned())),
            Some(path) => {
                let own = |(name, _): &&(&'static str, &'static str)| name.as_bytes() == path;
                starter::FILES.iter().find(own).map(|(name, _)| Origin::Starter(name))
            }
        }
    }

    /// Whether what is kept says as much as is known of the article now.
    #[must_use]
    pub(super) fn is_as(&self, now: &Self) -> bool {
        let same_id = now.id.is_empty() || self.id == now.id;
        if now.content.is_none() {
            return same_id && self.path == now.path;
        }
        same_id && Self { id: self.id.clone(), ..now.clone() } == *self
    }

    /// Whether something that names an article, or its text, is that of both.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        let agree = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        let content = self.content.is_some() && self.content == other.content;
        agree(&self.explicit, &other.explicit) || agree(&self.url, &other.url) || content
    }

    /// Whether a kept identity may be this article though only the paths agree: nothing that names it says otherwise.
    #[must_use]
    pub fn may_be(&self, kept: &Self) -> bool {
        let differ = |a: &Option<String>, b: &Option<String>| matches!((a, b), (Some(a), Some(b)) if a != b);
        let other = differ(&self.explicit, &kept.explicit) || differ(&self.url, &kept.url);
        !other || self.headline == kept.headline
    }
}

/// A path as it is kept: from the root of the file system, however it was spelled; of the starter library, what no file can
/// be called.
#[must_use]
pub fn path(origin: &Origin) -> Vec<u8> {
    match origin {
        Origin::File(path) => disk::absolute(path).as_os_str().as_bytes().to_vec(),
        Origin::Starter(path) => [STARTER, path.as_bytes()].concat(),
    }
}

/// What a path is joined to the rows of a library by: see [`Row::path`](crate::library::Row::path).
#[must_use]
pub fn path_hash(path: &[u8]) -> u64 {
    fnv::hash(path.strip_prefix(STARTER).unwrap_or(path))
}

/// What the words of an article hash to: headline, takeaways, text. How the file spells them does not count.
#[must_use]
pub fn content(article: &Article) -> u64 {
    let mut text = String::new();
    let mut add = |part: &str| {
        text.push_str(part);
        text.push('\n');
    };
    add(article.headline.raw());
    article.takeaways.iter().for_each(|takeaway| add(takeaway.text.raw()));
    for section in &article.sections {
        add(section.heading.as_ref().map_or("", |heading| heading.raw()));
        section.blocks.iter().map(Block::plain).for_each(|block| add(&block));
    }
    fnv::hash(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(url: Option<&str>, headline: &str) -> Identity {
        Identity { url: url.map(str::to_owned), headline: headline.to_owned(), ..Identity::default() }
    }

    #[test]
    fn a_path_is_believed_where_nothing_speaks_against_it() {
        let kept = identity(Some("https://a.org/1"), "One");
        assert!(identity(None, "Another").may_be(&kept));
        assert!(identity(Some("https://a.org/1"), "Another").may_be(&kept));
        assert!(identity(Some("https://a.org/one"), "One").may_be(&kept), "an address was mended");
        assert!(!identity(Some("https://a.org/2"), "Two").may_be(&kept));
    }

    #[test]
    fn one_name_of_both_is_enough() {
        let (one, other) = (identity(Some("https://a.org/1"), "One"), identity(None, "One"));
        assert!(one.is(&identity(Some("https://a.org/1"), "Two")) && !one.is(&other) && !other.is(&other));
        let read = Identity { content: Some(1), ..other.clone() };
        assert!(read.is(&Identity { content: Some(1), ..one }) && !read.is(&Identity { content: Some(2), ..other }));
    }

    #[test]
    fn content_is_what_is_read() {
        let read = |text: &str| crate::format::read::read(text).article.unwrap();
        let one = read("headline = \"A\"\ntakeaways = [\"x\"]\n[[sections]]\nheading = \"h\"\nbody = \"One *two*.\"\n");
        let same =
            read("takeaways = [\"x\"]\nheadline = 'A'\ntopics = ['t']\n[[sections]]\nheading='h'\nbody='One _two_.'\n");
        let other =
            read("headline = \"A\"\ntakeaways = [\"x\"]\n[[sections]]\nheading = \"h\"\nbody = \"One two three.\"\n");
        assert_eq!(content(&one), content(&same));
        assert_ne!(content(&one), content(&other));
    }

    #[test]
    fn the_starter_library_is_joined_by_its_paths() {
        let origin = Origin::Starter("a/b.toml");
        assert_eq!(path_hash(&path(&origin)), fnv::hash(b"a/b.toml"));
        assert_eq!(path_hash(&path(&Origin::File("/x/a.toml".into()))), fnv::hash(b"/x/a.toml"));
        for origin in [Origin::File("/x/a.toml".into()), Origin::Starter(starter::FILES[0].0)] {
            assert_eq!(Identity::of(&origin, "", None).origin(), Some(origin));
        }
    }
}
