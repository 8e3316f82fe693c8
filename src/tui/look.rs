//! What is looked for off the interface's thread: the passages closest to an article's takeaways or to one of its events, who else
//! cites its sources, what two articles have in common, which articles a name may mean. All are pure functions of what they are
//! given; nothing here waits or reads a file of the user's.

use std::sync::Arc;

use crate::article::source::kin::Keys;
use crate::article::{Article, Part, Takeaway};
use crate::insight::alike::{Alike, alike};
use crate::insight::closest::{Closest, closest};
use crate::library::citing::{Citers, citing};
use crate::library::find::{Candidate, Found, candidates, find};
use crate::library::{Library, Origin};

/// Articles that are offered for what is typed, at most.
const OFFERED: usize = 50;

/// Something to look for.
#[derive(Clone, Debug)]
pub enum Look {
    /// The passages closest to each takeaway.
    Closest(Arc<Article>),
    /// The other articles of a library that cite the article's sources.
    Citing(Arc<Article>, Arc<Library>, Origin),
    /// The passage closest to an event of the article, by its number.
    Event(Arc<Article>, usize),
    /// What two articles have in common.
    Alike([Arc<Article>; 2]),
    /// The article of a name, for the one that stands here.
    Named {
        /// Where it is looked for.
        library: Arc<Library>,
        /// The article that stands here.
        here: Origin,
        /// The name.
        name: String,
    },
    /// The articles that what is typed may mean.
    Candidates(Arc<Library>, String),
}

impl PartialEq for Look {
    /// The same article of the same library, not one that says the same.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Closest(own), Self::Closest(other)) => Arc::ptr_eq(own, other),
            (Self::Citing(own, own_library, _), Self::Citing(other, library, _)) => {
                Arc::ptr_eq(own, other) && Arc::ptr_eq(own_library, library)
            }
            (Self::Event(own, own_event), Self::Event(other, event)) => Arc::ptr_eq(own, other) && own_event == event,
            (Self::Alike(own), Self::Alike(others)) => {
                own.iter().zip(others).all(|(own, other)| Arc::ptr_eq(own, other))
            }
            (
                Self::Named { library: own, here: own_here, name: own_name },
                Self::Named { library: other, here, name },
            ) => Arc::ptr_eq(own, other) && own_here == here && own_name == name,
            (Self::Candidates(own, own_name), Self::Candidates(other, name)) => {
                Arc::ptr_eq(own, other) && own_name == name
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
    /// The passage closest to an event of an article; none where none is close.
    Event(Arc<Article>, Option<Part>),
    /// What two articles have in common.
    Alike([Arc<Article>; 2], Arc<Alike>),
    /// The article of a name, for the one that stood here.
    Named {
        /// Where it was looked for.
        library: Arc<Library>,
        /// The article that stood here.
        here: Origin,
        /// The name.
        name: String,
        /// What it led to.
        found: Found,
    },
    /// The articles that what is typed may mean, best first.
    Candidates(String, Arc<Vec<Candidate>>),
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
        Look::Event(article, nth) => {
            let found = event(&article, nth);
            Looked::Event(article, found)
        }
        Look::Alike(both) => {
            let [one, other] = &both;
            let found = Arc::new(alike(one, other));
            Looked::Alike(both, found)
        }
        Look::Named { library, here, name } => {
            let found = find(&library, &name);
            Looked::Named { library, here, name, found }
        }
        Look::Candidates(library, typed) => {
            let found = Arc::new(candidates(&library, &typed, OFFERED));
            Looked::Candidates(typed, found)
        }
    }
}

/// The passage of an article whose wording is closest to an event's. The file records no place for it.
fn event(article: &Article, nth: usize) -> Option<Part> {
    let takeaways = vec![Takeaway { text: article.events.get(nth)?.label.clone(), ..Takeaway::default() }];
    let asked = Article { takeaways, ..article.clone() };
    closest(&asked).first()?.near().next().map(|passage| passage.part)
}
