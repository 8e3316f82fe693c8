//! What is looked for behind an article, off the interface's thread: the passages closest to its takeaways, and who else cites
//! its sources. Both are pure functions of what they are given; nothing here waits or reads a file of the user's.

use std::sync::Arc;

use crate::article::Article;
use crate::article::source::kin::Keys;
use crate::insight::closest::{Closest, closest};
use crate::library::citing::{Citers, citing};
use crate::library::{Library, Origin};

/// Something to look for.
#[derive(Clone, Debug)]
pub enum Look {
    /// The passages closest to each takeaway.
    Closest(Arc<Article>),
    /// The other articles of a library that cite the article's sources.
    Citing(Arc<Article>, Arc<Library>, Origin),
}

impl PartialEq for Look {
    /// The same article of the same library, not one that says the same.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Closest(own), Self::Closest(other)) => Arc::ptr_eq(own, other),
            (Self::Citing(own, own_library, _), Self::Citing(other, library, _)) => {
                Arc::ptr_eq(own, other) && Arc::ptr_eq(own_library, library)
            }
            _ => false,
        }
    }
}

/// What was found, and what it belongs to.
#[derive(Clone, Debug)]
pub enum Looked {
    /// The passages closest to each takeaway of an article.
    Closest(Arc<Article>, Arc<Vec<Closest>>),
    /// Who cites each source of an article in a library.
    Citing(Arc<Article>, Arc<Library>, Arc<Vec<Citers>>),
}

/// Looks.
#[must_use]
pub fn look(look: Look) -> Looked {
    match look {
        Look::Closest(article) => {
            let found = Arc::new(closest(&article));
            Looked::Closest(article, found)
        }
        Look::Citing(article, library, own) => {
            let keys: Vec<Keys> = article.sources.iter().map(Keys::of).collect();
            let found = Arc::new(citing(&library, &keys, &own));
            Looked::Citing(article, library, found)
        }
    }
}
