//! A board: a subject, and what stands behind it in groups. What a subject has behind it is made in files of their own; how a
//! board is set is in `sheet.rs`. What is recorded and what is found are never in one group.

use std::ops::Range;

use crate::article::shown::BETWEEN;
use crate::article::{Article, Block, Part, Place, Span};
use crate::library::Origin;
use crate::text::{Clean, Foreign, clean};
use crate::tui::theme::Role;

/// Everything that is shown.
pub(super) struct Board {
    /// What it is, in a few words.
    pub(super) title: Clean,
    pub(super) subject: Subject,
    pub(super) groups: Vec<Group>,
}

/// What it is about.
pub(super) struct Subject {
    pub(super) label: Clean,
    pub(super) text: Clean,
    pub(super) role: Role,
    pub(super) facts: Vec<Fact>,
}

/// A fact with its name; what is absent is shown as absent.
pub(super) struct Fact {
    pub(super) name: &'static str,
    pub(super) value: Option<Clean>,
}

/// Things of one kind.
pub(super) struct Group {
    pub(super) label: &'static str,
    pub(super) items: Vec<Item>,
    /// What is said below the items, or instead of them.
    pub(super) said: Option<Clean>,
}

/// One thing, and where `enter` leads.
pub(super) struct Item {
    /// Where it stands.
    pub(super) lead: Clean,
    pub(super) text: Clean,
    /// What stands out in its text.
    pub(super) marks: Vec<Range<usize>>,
    /// What stands out in the subject's text while this is the current one.
    pub(super) in_subject: Vec<Range<usize>>,
    pub(super) goal: Goal,
}

/// Where something leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// Nowhere.
    Nowhere,
    /// A place in the article, where a stretch is marked.
    Passage(Place, Option<Span>),
    /// What is behind a source.
    Source(usize),
    /// Out, after the host was shown.
    Address(Foreign),
    /// Another article, at its source of that number.
    Article(Origin, usize),
}

impl Board {
    /// The items of all groups, in order.
    pub(super) fn items(&self) -> impl Iterator<Item = &Item> {
        self.groups.iter().flat_map(|group| &group.items)
    }
}

impl Group {
    /// A group of items; `none` is said where there are none.
    pub(super) fn new(label: &'static str, items: Vec<Item>, none: &'static str) -> Self {
        let said = items.is_empty().then(|| none.into());
        Self { label, items, said }
    }

    /// A group that is still looked for.
    pub(super) fn awaited(label: &'static str) -> Self {
        Self { label, items: Vec::new(), said: Some("looking …".into()) }
    }
}

impl Item {
    /// One that stands above already, by its place alone: among what is found its rank tells, its words were read.
    pub(super) fn seen_above(self) -> Self {
        let lead = clean::line(&format!("{} · recorded above", self.lead));
        Self { lead, text: Clean::default(), marks: Vec::new(), ..self }
    }

    /// A thing without marks.
    pub(super) fn new(lead: Clean, text: Clean, goal: Goal) -> Self {
        Self { lead, text, marks: Vec::new(), in_subject: Vec::new(), goal }
    }
}

/// The printed address of a part, with the heading of its section where that is not the part itself.
pub(super) fn whereabouts(article: &Article, part: Part) -> Clean {
    let locator = part.locator().map(|locator| locator.to_string()).unwrap_or_default();
    let heading = match part {
        Part::Block(section, _) => article.sections.get(section).and_then(|section| section.heading.as_ref()),
        _ => None,
    };
    match heading {
        Some(heading) => clean::line(&format!("{locator} · {}", heading.line())),
        None => clean::line(&locator),
    }
}

/// The words of a part as they are shown; of a section its heading, or how it begins.
pub(super) fn words(article: &Article, part: Part) -> Clean {
    match part {
        Part::Block(section, block) => article.block(section, block).map(Block::shown).unwrap_or_default(),
        Part::Takeaway(at) => article.takeaways.get(at).map(|takeaway| takeaway.text.lines()).unwrap_or_default(),
        Part::Heading(at) => {
            let section = article.sections.get(at);
            let heading = section.and_then(|section| section.heading.as_ref()).map(Foreign::line);
            heading.or_else(|| section.and_then(|section| section.blocks.first()).map(Block::shown)).unwrap_or_default()
        }
        part => {
            // No line begins with the sign between two facts.
            let shown = crate::article::shown::shown(article, part).unwrap_or_default();
            clean::lines(&shown.replace(BETWEEN, "\u{a0}· "))
        }
    }
}
