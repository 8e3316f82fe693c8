//! The runs of a paragraph, heading or table cell, gathered event by event.

use crate::article::{Emphasis, Inline, Link, Picture, Run};
use crate::text::{Foreign, segment};

/// Runs in the making.
#[derive(Debug, Default)]
pub(super) struct Runs {
    done: Vec<(String, Emphasis, Option<Link>)>,
    /// How many times each emphasis is open.
    open: [usize; 3],
    /// Links and pictures that are open, innermost last, each with the bytes of text before it.
    links: Vec<(Option<Link>, usize)>,
    /// Bytes of text so far.
    length: usize,
    /// A soft break whose worth depends on what follows.
    soft: bool,
}

/// The emphases that open and close, in the order of [`Runs::open`].
pub(super) const KINDS: [Emphasis; 3] = [Emphasis::ITALIC, Emphasis::STRONG, Emphasis::STRUCK];

impl Runs {
    /// Text in the emphasis and link that are open.
    pub(super) fn text(&mut self, text: &str) {
        self.push(text, Emphasis::NONE);
    }

    /// A code span.
    pub(super) fn code(&mut self, text: &str) {
        self.push(text, Emphasis::CODE);
    }

    /// A footnote mark: no text of its own.
    pub(super) fn mark(&mut self, link: Link) {
        self.settle_soft("");
        let emphasis = self.emphasis();
        self.done.push((String::new(), emphasis, Some(link)));
    }

    /// A line break of the file: a space, but nothing between characters that are written without spaces.
    pub(super) fn soft_break(&mut self) {
        self.soft = true;
    }

    /// A line break that is meant.
    pub(super) fn hard_break(&mut self) {
        self.soft = false;
        self.push("\n", Emphasis::NONE);
    }

    /// Opens one of [`KINDS`].
    pub(super) fn open(&mut self, kind: Emphasis) {
        self.count(kind, |open| open.saturating_add(1));
    }

    /// Closes one of [`KINDS`].
    pub(super) fn close(&mut self, kind: Emphasis) {
        self.count(kind, |open| open.saturating_sub(1));
    }

    /// Opens a link. One without an address leaves the outer one in force.
    pub(super) fn open_link(&mut self, address: &str) {
        let own = (!address.is_empty()).then(|| Link::Address(Foreign::from(address)));
        self.links.push((own.or_else(|| self.link()), self.length));
    }

    /// Opens a picture, whose words lead to it unless they stand in a link.
    pub(super) fn open_picture(&mut self, address: &str) {
        let own = (!address.is_empty()).then(|| Link::Address(Foreign::from(address)));
        self.links.push((self.link().or(own), self.length));
    }

    /// Closes the innermost picture.
    pub(super) fn close_picture(&mut self) {
        self.links.pop();
    }

    /// Closes the innermost link. One without words shows its address, or nobody could follow it.
    pub(super) fn close_link(&mut self) {
        if let Some((Some(Link::Address(address)), before)) = self.links.last().cloned()
            && before == self.length
        {
            self.text(address.raw());
        }
        self.links.pop();
    }

    /// Whether there is nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.done.is_empty()
    }

    /// What was gathered.
    pub(super) fn finish(self) -> Inline {
        let runs = self.done.into_iter();
        Inline { runs: runs.map(|(text, emphasis, link)| Run { text: Foreign::from(text), emphasis, link }).collect() }
    }

    fn push(&mut self, text: &str, more: Emphasis) {
        if text.is_empty() {
            return;
        }
        self.settle_soft(text);
        self.length += text.len();
        let emphasis = self.emphasis().with(more);
        let link = self.link();
        match self.done.last_mut() {
            Some((last, same, to)) if *same == emphasis && *to == link && !is_mark(last, to.as_ref()) => {
                last.push_str(text);
            }
            _ => self.done.push((text.to_owned(), emphasis, link)),
        }
    }

    fn settle_soft(&mut self, next: &str) {
        if !std::mem::take(&mut self.soft) {
            return;
        }
        let before = self.done.last().and_then(|(text, ..)| text.chars().next_back());
        let tight = before.is_some_and(segment::is_cjk) && next.chars().next().is_some_and(segment::is_cjk);
        if !tight {
            self.push(" ", Emphasis::NONE);
        }
    }

    fn emphasis(&self) -> Emphasis {
        let open = KINDS.iter().zip(self.open).filter(|(_, open)| *open > 0);
        open.fold(Emphasis::NONE, |all, (kind, _)| all.with(*kind))
    }

    fn link(&self) -> Option<Link> {
        self.links.last().and_then(|(link, _)| link.clone())
    }

    fn count(&mut self, kind: Emphasis, change: impl Fn(usize) -> usize) {
        for (own, open) in KINDS.iter().zip(&mut self.open) {
            if *own == kind {
                *open = change(*open);
            }
        }
    }
}

fn is_mark(text: &str, link: Option<&Link>) -> bool {
    text.is_empty() && link.is_some()
}

/// The picture that a paragraph is, where it is nothing else.
#[derive(Debug, Default)]
pub(super) struct Lone {
    /// Pictures seen at the top of the paragraph, and the address and title of the first.
    pub(super) pictures: usize,
    /// The first one.
    pub(super) first: Picture,
    /// Whether anything stands outside a picture.
    pub(super) other: bool,
    /// Pictures that are open.
    pub(super) depth: usize,
}
