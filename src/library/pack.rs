//! Packs: the records of articles, one after the other, as bytes. A record is decoded when somebody looks at it, so that a
//! library of 100,000 articles is a few large pieces of memory, or of a mapped file, and not millions of small ones.

use std::borrow::Cow;
use std::fmt;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::row::{self, Row, Traits};
use super::{Card, Content, Entry, Origin, SourceCard, starter};
use crate::article::source::kin::Keys;
use crate::article::{Date, Status, Term};
use crate::disk::{Pieces, Stamp};
use crate::text::{Foreign, clean, fnv};

/// Records as bytes, shared.
#[derive(Clone)]
pub(crate) struct Pack(Bytes);

#[derive(Clone)]
enum Bytes {
    Memory(Arc<[u8]>),
    /// A stretch of a file that nobody changes. Each record is read when it is asked for: a mapped file would count as our
    /// memory, page by page, and one that somebody cuts short would end the program.
    File {
        file: Arc<Pieces>,
        at: u64,
        length: usize,
    },
}

impl fmt::Debug for Pack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pack({} bytes)", self.len())
    }
}

impl Pack {
    /// Takes bytes that records were written to.
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        Self(Bytes::Memory(bytes.into()))
    }

    /// Records that lie in a file.
    pub(crate) fn in_file(file: Arc<Pieces>, at: u64, length: usize) -> Self {
        Self(Bytes::File { file, at, length })
    }

    fn len(&self) -> usize {
        match &self.0 {
            Bytes::Memory(bytes) => bytes.len(),
            Bytes::File { length, .. } => *length,
        }
    }

    /// The bytes of a row's record.
    pub(crate) fn record(&self, row: &Row) -> Option<Cow<'_, [u8]>> {
        let start = usize::try_from(row.at).ok()?;
        let length = usize::try_from(row.len).ok()?;
        let end = start.checked_add(length).filter(|end| *end <= self.len())?;
        match &self.0 {
            Bytes::Memory(bytes) => bytes.get(start..end).map(Cow::Borrowed),
            Bytes::File { file, at, .. } => {
                let bytes = file.read(at.checked_add(row.at.into())?, length).ok()?;
                (bytes.len() == length).then_some(Cow::Owned(bytes))
            }
        }
    }
}

/// An entry as it is written: without its suffix.
#[derive(Serialize, Deserialize)]
struct Record<'a> {
    #[serde(borrow)]
    place: Place<'a>,
    #[serde(borrow)]
    id: &'a str,
    size: u64,
    modified: i128,
    inode: u64,
    #[serde(borrow)]
    content: Held<'a>,
}

/// How a record begins: what is read of it where nothing else is asked.
#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow)]
    place: Place<'a>,
    #[serde(borrow)]
    id: &'a str,
}

#[derive(Serialize, Deserialize)]
enum Place<'a> {
    File(&'a [u8]),
    Starter(&'a str),
}

#[derive(Serialize, Deserialize)]
enum Held<'a> {
    #[serde(borrow)]
    Article(Box<Written<'a>>),
    Broken(Cow<'a, str>, usize),
}

/// A card as it is written, its texts raw and borrowed: for whoever looks at all of them.
#[derive(Serialize, Deserialize)]
pub(crate) struct Written<'a> {
    pub(crate) headline: &'a str,
    pub(crate) summary: Option<&'a str>,
    authors: Vec<&'a str>,
    publisher: Option<&'a str>,
    published: Option<Day<'a>>,
    pub(crate) language: Option<&'a str>,
    pub(crate) topics: Vec<&'a str>,
    agencies: Vec<&'a str>,
    places: Vec<&'a str>,
    pub(crate) translation_of: Option<&'a str>,
    status: Option<(&'a str, Day<'a>)>,
    image: bool,
    pub(crate) takeaways: Vec<&'a str>,
    evidence: usize,
    pub(crate) headings: Vec<(usize, &'a str)>,
    /// Title, publisher and citation of each.
    pub(crate) sources: Vec<[Option<&'a str>; 3]>,
    /// Terms with what they stand for.
    pub(crate) terms: Vec<(&'a str, &'a str)>,
    /// What each source is known by: address, title.
    keys: Vec<(Option<u64>, Option<u64>)>,
}

impl Written<'_> {
    /// What the sources are known by, in their order.
    pub(crate) fn keys(&self) -> impl Iterator<Item = Keys> {
        self.keys.iter().map(|(address, title)| Keys { address: *address, title: *title })
    }
}

/// Year, month, day, and the time as written.
type Day<'a> = (u16, u8, u8, Option<&'a str>);

fn written(date: &Date) -> Day<'_> {
    (date.year, date.month, date.day, date.time.as_deref())
}

fn date((year, month, day, time): Day<'_>) -> Date {
    Date { year, month, day, time: time.map(Into::into) }
}

fn raws(texts: &[Foreign]) -> Vec<&str> {
    texts.iter().map(Foreign::raw).collect()
}

fn foreign(texts: Vec<&str>) -> Vec<Foreign> {
    texts.into_iter().map(Foreign::from).collect()
}

/// Writes the record of an entry behind `bytes` and tells its row, without number, pack and suffix.
pub(super) fn push(bytes: &mut Vec<u8>, entry: &Entry) -> Row {
    let path = match &entry.file {
        Origin::File(path) => path.as_os_str().as_bytes(),
        Origin::Starter(path) => path.as_bytes(),
    };
    let start = bytes.len();
    let mut row = Row {
        at: u32::try_from(start).unwrap_or(u32::MAX),
        path: fnv::hash(path),
        id: fnv::hash(entry.id.raw().as_bytes()),
        stamp: row::stamp_hash(&entry.stamp),
        when: row::when(entry.card().and_then(|card| card.published.as_ref())),
        traits: traits(entry),
        ..Row::default()
    };
    let record = Record {
        place: match &entry.file {
            Origin::File(_) => Place::File(path),
            Origin::Starter(path) => Place::Starter(path),
        },
        id: entry.id.raw(),
        size: entry.stamp.size,
        modified: entry.stamp.modified,
        inode: entry.stamp.inode,
        content: match &entry.content {
            Content::Article(card) => Held::Article(Box::new(write_card(card))),
            Content::Broken { reason, more } => Held::Broken(Cow::Borrowed(reason.as_str()), *more),
        },
    };
    // Writing to memory does not fail; were it to, the half record is taken back and reads as damaged.
    if postcard::to_io(&record, &mut *bytes).is_err() {
        bytes.truncate(start);
    }
    row.len = u32::try_from(bytes.len() - start).unwrap_or(u32::MAX);
    row
}

fn traits(entry: &Entry) -> Traits {
    let Some(card) = entry.card() else { return Traits::BROKEN };
    Traits::default()
        .with(Traits::IMAGE, card.image)
        .with(Traits::EVIDENCE, card.evidence > 0)
        .with(Traits::SUMMARY, card.summary.is_some())
        .with(Traits::TAKEAWAYS, !card.takeaways.is_empty())
        .with(Traits::SOURCES, !card.sources.is_empty())
        .with(Traits::STATUS, card.status.is_some())
        .with(Traits::TRANSLATION, card.translation_of.is_some())
}

fn write_card(card: &Card) -> Written<'_> {
    Written {
        headline: card.headline.raw(),
        summary: card.summary.as_ref().map(Foreign::raw),
        authors: raws(&card.authors),
        publisher: card.publisher.as_ref().map(Foreign::raw),
        published: card.published.as_ref().map(written),
        language: card.language.as_ref().map(Foreign::raw),
        topics: raws(&card.topics),
        agencies: raws(&card.agencies),
        places: raws(&card.places),
        translation_of: card.translation_of.as_ref().map(Foreign::raw),
        status: card.status.as_ref().map(|status| (status.state.raw(), written(&status.as_of))),
        image: card.image,
        takeaways: raws(&card.takeaways),
        evidence: card.evidence,
        headings: card.headings.iter().map(|(section, heading)| (*section, heading.raw())).collect(),
        sources: card.sources.iter().map(SourceCard::raws).collect(),
        terms: card.terms.iter().map(|term| (term.term.raw(), term.expansion.raw())).collect(),
        keys: card.sources.iter().map(|source| (source.keys.address, source.keys.title)).collect(),
    }
}

impl SourceCard {
    fn raws(&self) -> [Option<&str>; 3] {
        [&self.title, &self.publisher, &self.citation].map(|text| text.as_ref().map(Foreign::raw))
    }
}

fn read_card(card: Written<'_>) -> Card {
    let keys: Vec<Keys> = card.keys().collect();
    Card {
        headline: card.headline.into(),
        summary: card.summary.map(Foreign::from),
        authors: foreign(card.authors),
        publisher: card.publisher.map(Foreign::from),
        published: card.published.map(date),
        language: card.language.map(Foreign::from),
        topics: foreign(card.topics),
        agencies: foreign(card.agencies),
        places: foreign(card.places),
        translation_of: card.translation_of.map(Foreign::from),
        status: card.status.map(|(state, as_of)| Status { state: state.into(), as_of: date(as_of) }),
        image: card.image,
        takeaways: foreign(card.takeaways),
        evidence: card.evidence,
        headings: card.headings.into_iter().map(|(section, heading)| (section, heading.into())).collect(),
        sources: card
            .sources
            .into_iter()
            .zip(keys)
            .map(|([title, publisher, citation], keys)| SourceCard {
                keys,
                title: title.map(Foreign::from),
                publisher: publisher.map(Foreign::from),
                citation: citation.map(Foreign::from),
            })
            .collect(),
        terms: card
            .terms
            .into_iter()
            .map(|(term, expansion)| Term { term: term.into(), expansion: expansion.into() })
            .collect(),
    }
}

/// The entry of a row, decoded; none where the bytes are not a record.
pub(super) fn entry(pack: &Pack, row: &Row) -> Option<Entry> {
    let bytes = pack.record(row)?;
    let (record, _) = postcard::take_from_bytes::<Record<'_>>(&bytes).ok()?;
    Some(Entry {
        id: made_unique(record.id, row).into_owned().into(),
        file: match record.place {
            Place::File(path) => Origin::File(Path::new(std::ffi::OsStr::from_bytes(path)).to_owned()),
            Place::Starter(path) => Origin::Starter(starter::path(path)?),
        },
        stamp: Stamp { size: record.size, modified: record.modified, inode: record.inode },
        content: match record.content {
            Held::Article(card) => Content::Article(Box::new(read_card(*card))),
            // It was clean when it was written; a file on a disk may have become anything.
            Held::Broken(reason, more) => Content::Broken { reason: clean::line(&reason), more },
        },
    })
}

/// Looks at the card of a row as it is written; none where it is no article.
pub(super) fn look<T>(pack: &Pack, row: &Row, f: impl FnOnce(&Written<'_>) -> T) -> Option<T> {
    let bytes = pack.record(row)?;
    let (record, _) = postcard::take_from_bytes::<Record<'_>>(&bytes).ok()?;
    match &record.content {
        Held::Article(card) => Some(f(card)),
        Held::Broken(..) => None,
    }
}

/// The id of a row; none where the bytes are not a record. Nothing else of it is decoded.
pub(super) fn id(pack: &Pack, row: &Row) -> Option<String> {
    let bytes = pack.record(row)?;
    let (head, _) = postcard::take_from_bytes::<Head<'_>>(&bytes).ok()?;
    Some(made_unique(head.id, row).into_owned())
}

/// An id with what makes it unique.
fn made_unique<'a>(id: &'a str, row: &Row) -> Cow<'a, str> {
    match row.suffix {
        0 => Cow::Borrowed(id),
        suffix => Cow::Owned(format!("{id}-{suffix}")),
    }
}

/// Whether a record is of this path: two paths may have one hash.
pub(super) fn is_at(pack: &Pack, row: &Row, origin: &Origin) -> bool {
    let bytes = pack.record(row);
    let head = bytes.as_deref().and_then(|bytes| postcard::take_from_bytes::<Head<'_>>(bytes).ok());
    match (head.map(|(head, _)| head.place), origin) {
        (Some(Place::File(own)), Origin::File(path)) => own == path.as_os_str().as_bytes(),
        (Some(Place::Starter(own)), Origin::Starter(path)) => own == *path,
        _ => false,
    }
}
