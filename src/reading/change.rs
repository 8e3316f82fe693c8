//! Changes of reading state: each sets one thing of one article, and has a change that sets it back.

use std::sync::Arc;

use super::{Identity, Moment, Note, Position, State, Uid};
use crate::article::anchor::{Anchor, Taken};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The article.
    pub article: Arc<Identity>,
    /// What is set.
    pub what: What,
}

/// What is set, to what. `None` takes it away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Read or unread.
    Read(Option<bool>),
    /// The bookmark.
    Bookmark(Option<Moment>),
    /// A tag.
    Tag {
        /// Its name.
        name: String,
        /// Whether the article has it.
        on: bool,
    },
    /// A highlight or note.
    Note {
        /// Which.
        uid: Uid,
        /// What it becomes.
        to: Option<Box<Note>>,
    },
    /// A named place: a small letter names one of the article, a capital one of all.
    Mark {
        /// Its name.
        name: char,
        /// Where.
        to: Option<Anchor>,
    },
    /// Where the article was left.
    Position(Option<Position>),
}

impl What {
    /// What words of what text it is about.
    pub(super) fn taken(&self) -> Option<&Taken> {
        match self {
            Self::Note { to: Some(note), .. } => note.anchor.as_ref()?.taken.as_ref(),
            _ => None,
        }
    }
}

impl State {
    /// Sets something; gives what sets it back.
    pub fn apply(&mut self, what: What) -> What {
        match what {
            What::Read(to) => What::Read(std::mem::replace(&mut self.read, to)),
            What::Bookmark(to) => What::Bookmark(std::mem::replace(&mut self.bookmarked, to)),
            What::Position(to) => What::Position(std::mem::replace(&mut self.position, to)),
            What::Tag { name, on } => {
                let at = self.tags.binary_search(&name);
                match (at, on) {
                    (Ok(at), false) => drop(self.tags.remove(at)),
                    (Err(at), true) => self.tags.insert(at, name.clone()),
                    (Ok(_), true) | (Err(_), false) => {}
                }
                What::Tag { name, on: at.is_ok() }
            }
            What::Note { uid, to } => {
                let at = self.notes.iter().position(|(own, _)| *own == uid);
                let old = at.map(|at| self.notes.remove(at).1);
                if let Some(note) = to {
                    let at = at.unwrap_or(self.notes.len());
                    self.notes.insert(at, (uid.clone(), *note));
                }
                What::Note { uid, to: old.map(Box::new) }
            }
            What::Mark { name, to } => {
                let at = self.marks.binary_search_by_key(&name, |(own, _)| *own);
                let old = at.ok().map(|at| self.marks.remove(at).1);
                if let Some(anchor) = to {
                    let at = at.unwrap_or_else(|at| at);
                    self.marks.insert(at, (name, anchor));
                }
                What::Mark { name, to: old }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Part;

    fn anchor(exact: &str) -> Anchor {
        let (prefix, suffix) = ("before ".to_owned(), " behind".to_owned());
        Anchor {
            exact: exact.to_owned(),
            prefix,
            suffix,
            telling: vec!["Ohio:-12".parse().unwrap()],
            part: Part::Block(0, 1),
            offset: 3,
            taken: None,
        }
    }

    fn note(body: &str) -> Note {
        let anchor = Some(anchor("passage"));
        Note { anchor, colour: None, body: body.to_owned(), created: 1, modified: 1 }
    }

    #[test]
    fn every_change_is_set_back_by_what_it_gives() {
        let uid = |uid: &str| Uid(uid.to_owned());
        let position = Position { anchor: anchor(""), percent: 5, seen: 3 };
        let mut state = State::default();
        let changes = [
            What::Read(Some(true)),
            What::Bookmark(Some(5)),
            What::Tag { name: "acme".to_owned(), on: true },
            What::Tag { name: "acme".to_owned(), on: true },
            What::Tag { name: "none".to_owned(), on: false },
            What::Note { uid: uid("a"), to: Some(Box::new(note("one"))) },
            What::Note { uid: uid("b"), to: Some(Box::new(note("two"))) },
            What::Note { uid: uid("a"), to: Some(Box::new(note("one, changed"))) },
            What::Note { uid: uid("a"), to: None },
            What::Mark { name: 'b', to: Some(anchor("x")) },
            What::Mark { name: 'a', to: Some(anchor("y")) },
            What::Mark { name: 'b', to: None },
            What::Position(Some(position)),
            What::Tag { name: "acme".to_owned(), on: false },
        ];
        let mut undone = Vec::new();
        for change in changes {
            let before = state.clone();
            let back = state.apply(change.clone());
            let after = state.clone();
            assert_eq!(state.clone().apply(back.clone()), change, "and forward again");
            undone.push((before, back));
            state = after;
        }
        for (before, back) in undone.into_iter().rev() {
            state.apply(back);
            // A note that comes back is the last; which notes there are is what counts.
            let sorted = |state: &State| {
                let mut notes = state.notes.clone();
                notes.sort_by(|a, b| a.0.cmp(&b.0));
                State { notes, ..state.clone() }
            };
            assert_eq!(sorted(&state), sorted(&before));
        }
        assert_eq!(state, State::default());
    }
}
