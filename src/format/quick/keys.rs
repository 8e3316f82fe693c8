//! The keys of an article and the order of its tables; what only the whole file tells.

use super::cursor::{Cursor, Form, Header};
use super::parts::{Picture, Section, address, event, pairs, put};
use super::{Bodies, Quick, Source, Status, Takeaway, Text};
use crate::article::{Date, Locator};
use crate::format::read::{is_language_tag, not_below};

/// Names are compared one with another, so there must not be many: more are left to the exact reader.
const MOST_NAMES: usize = 128;

/// The parts of a list: all as one value, or each below a header of its own.
struct Many<T> {
    items: Vec<T>,
    /// Whether they were given as a value: then no header may add to them.
    given: bool,
}

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self { items: Vec::new(), given: false }
    }
}

impl<T> Many<T> {
    /// Takes the value of a key.
    fn give(&mut self, items: Vec<T>) -> Option<()> {
        self.items = items;
        (!std::mem::replace(&mut self.given, true)).then_some(())
    }

    /// Takes what stands below a header.
    fn add(&mut self, item: T) -> Option<()> {
        self.items.push(item);
        (!self.given).then_some(())
    }
}

/// What was found so far. A key that is there twice finds its place taken.
#[derive(Default)]
pub(super) struct Found<'s> {
    id: Option<Text<'s>>,
    headline: Option<Text<'s>>,
    summary: Option<Text<'s>>,
    authors: Option<Vec<Text<'s>>>,
    publisher: Option<Text<'s>>,
    published: Option<Date>,
    updated: Option<Date>,
    accessed: Option<Date>,
    url: Option<Text<'s>>,
    language: Option<Text<'s>>,
    topics: Option<Vec<Text<'s>>>,
    agencies: Option<Vec<Text<'s>>>,
    places: Option<Vec<Text<'s>>>,
    translation_of: Option<Text<'s>>,
    status: Option<Status<'s>>,
    image: Option<Picture>,
    terms: Option<Vec<(Text<'s>, Text<'s>)>>,
    expect: Option<Vec<(Text<'s>, Text<'s>)>>,
    takeaways: Many<Takeaway<'s>>,
    sections: Many<Section<'s>>,
    sources: Many<Source<'s>>,
    events: Many<()>,
    /// What takeaways name as evidence: what that is, only the end of the file tells.
    evidence: Vec<Text<'s>>,
}

impl<'s> Found<'s> {
    /// Reads a file.
    pub(super) fn file(mut self, file: &'s str) -> Option<Quick<'s>> {
        let mut cursor = Cursor::new(file)?;
        cursor.table(Form::Lines, |cursor, key| self.value(key, cursor))?;
        while !cursor.at_end() {
            let header = cursor.header()?;
            self.below(&header, &mut cursor)?;
        }
        self.finish()
    }

    /// The value of one of the article's keys.
    fn value(&mut self, key: &str, cursor: &mut Cursor<'s>) -> Option<()> {
        match key {
            "id" => put(&mut self.id, cursor.text().filter(|id| not_below(id).is_none())),
            "headline" => put(&mut self.headline, cursor.text()),
            "summary" => put(&mut self.summary, cursor.text()),
            "authors" => put(&mut self.authors, cursor.texts()),
            "publisher" => put(&mut self.publisher, cursor.text()),
            "published" => put(&mut self.published, cursor.date()),
            "updated" => put(&mut self.updated, cursor.date()),
            "accessed" => put(&mut self.accessed, cursor.date()),
            "url" => put(&mut self.url, address(cursor)),
            "language" => put(&mut self.language, cursor.text().filter(|tag| is_language_tag(tag))),
            "topics" => put(&mut self.topics, cursor.texts()),
            "agencies" => put(&mut self.agencies, cursor.texts()),
            "places" => put(&mut self.places, cursor.texts()),
            "translation_of" => put(&mut self.translation_of, cursor.text()),
            "takeaways" => self.takeaways.give(many(cursor, |cursor| Takeaway::read(cursor, &mut self.evidence))?),
            "sections" => self.sections.give(many(cursor, |cursor| Section::read(cursor, Form::Braces))?),
            "sources" => self.sources.give(many(cursor, |cursor| Source::read(cursor, Form::Braces))?),
            "events" => self.events.give(many(cursor, |cursor| event(cursor, Form::Braces))?),
            _ => self.table(key, cursor, Form::Braces),
        }
    }

    /// A table that there is one of.
    fn table(&mut self, name: &str, cursor: &mut Cursor<'s>, form: Form) -> Option<()> {
        match name {
            "status" => put(&mut self.status, Status::read(cursor, form)),
            "image" => put(&mut self.image, Picture::read(cursor, form)),
            "terms" => put(&mut self.terms, pairs(cursor, form)),
            "expect" => put(&mut self.expect, pairs(cursor, form)),
            _ => None,
        }
    }

    /// The table below a header.
    fn below(&mut self, header: &Header<'s>, cursor: &mut Cursor<'s>) -> Option<()> {
        if !header.one_of_many {
            return self.table(&header.name, cursor, Form::Lines);
        }
        match &*header.name {
            "takeaways" => self.takeaways.add(Takeaway::fields(cursor, Form::Lines, &mut self.evidence)?),
            "sections" => self.sections.add(Section::read(cursor, Form::Lines)?),
            "sources" => self.sources.add(Source::read(cursor, Form::Lines)?),
            "events" => self.events.add(event(cursor, Form::Lines)?),
            _ => None,
        }
    }

    /// What the file as a whole must keep.
    fn finish(self) -> Option<Quick<'s>> {
        let bodies = self.sections.items.iter().fold(Bodies::default(), |all, section| all.and(section.body));
        self.names_differ()?;
        self.evidence_is_there(bodies)?;
        Some(Quick {
            id: self.id,
            headline: self.headline?,
            summary: self.summary,
            authors: self.authors.unwrap_or_default(),
            publisher: self.publisher,
            published: self.published,
            updated: self.updated,
            url: self.url,
            language: self.language,
            topics: self.topics.unwrap_or_default(),
            agencies: self.agencies.unwrap_or_default(),
            places: self.places.unwrap_or_default(),
            translation_of: self.translation_of,
            status: self.status,
            image: self.image.is_some_and(|picture| picture.shows),
            terms: self.terms.unwrap_or_default(),
            takeaways: self.takeaways.items,
            headings: self.sections.items.into_iter().map(|section| section.heading).collect(),
            bodies,
            sources: self.sources.items,
            events: self.events.items.len(),
        })
    }

    /// No two sources have the same id, and no two terms the same name.
    fn names_differ(&self) -> Option<()> {
        let ids: Vec<&str> = self.sources.items.iter().filter_map(|source| source.id.as_deref()).collect();
        let names = |pairs: &'_ Option<Vec<(Text<'s>, Text<'s>)>>| {
            let differ = |pairs: &Vec<(Text<'s>, Text<'s>)>| {
                all_differ(&pairs.iter().map(|(name, _)| &**name).collect::<Vec<_>>())
            };
            pairs.as_ref().is_none_or(differ)
        };
        (all_differ(&ids) && names(&self.terms) && names(&self.expect)).then_some(())
    }

    /// Evidence names a part of the article, as far as the parts are known: blocks are not.
    fn evidence_is_there(&self, bodies: Bodies) -> Option<()> {
        let (takeaways, sections, sources) =
            (self.takeaways.items.len(), self.sections.items.len(), self.sources.items.len());
        let is_there = |written: &str| match written.parse() {
            Ok(Locator::Takeaway(number)) => number <= takeaways,
            Ok(Locator::Section(number) | Locator::Block(number, _)) => number <= sections || bodies.headings,
            Ok(Locator::Source(number)) => number <= sources,
            Err(_) => self.sources.items.iter().any(|source| source.id.as_deref() == Some(written)),
        };
        let few = self.evidence.is_empty() || sources <= MOST_NAMES;
        (few && self.evidence.iter().all(|written| is_there(written))).then_some(())
    }
}

/// An array, element by element.
fn many<'s, T>(cursor: &mut Cursor<'s>, mut element: impl FnMut(&mut Cursor<'s>) -> Option<T>) -> Option<Vec<T>> {
    let mut items = Vec::new();
    cursor.array(|cursor| {
        items.push(element(cursor)?);
        Some(())
    })?;
    Some(items)
}

/// Whether no name is there twice. False where they are too many to tell.
fn all_differ(names: &[&str]) -> bool {
    let mut rest = names;
    while let Some((first, after)) = rest.split_first() {
        if after.contains(first) {
            return false;
        }
        rest = after;
    }
    names.len() <= MOST_NAMES
}
