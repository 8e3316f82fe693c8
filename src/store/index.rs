//! The full-text index: two tantivy indexes in one folder, or in memory where there is none. What writes to it, and what it is
//! searched by.

use std::io;
use std::path::Path;

use tantivy::directory::{MmapDirectory, RamDirectory};
use tantivy::indexer::UserOperation;
use tantivy::schema::{Field, Schema};
use tantivy::{Directory, Index as Tantivy, IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, Term};

use super::schema::{Encoder, Points, Texts, tokenizers};
use super::whole;
use crate::article::{Article, Block};
use crate::disk;
use crate::library::{Row, Traits};
use crate::search::hit::Kind;
use crate::search::token::Terms;
use crate::text::stem::{Language, Stemmer};

/// The folders of the two.
pub(super) const POINTS: &str = "points";
pub(super) const TEXTS: &str = "texts";

/// Threads that write an index.
const THREADS: usize = 2;
/// Memory of each of them before a segment is written, in bytes: for a few articles, and for a library.
const LITTLE: usize = 16 << 20;
const MUCH: usize = 64 << 20;

/// Why the index cannot be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum IndexError {
    #[error(transparent)]
    Tantivy(#[from] tantivy::TantivyError),
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Both indexes.
pub(super) struct Index {
    points: Part,
    texts: Part,
    fields: Fields,
}

/// The fields of both.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    pub(super) points: Points,
    pub(super) texts: Texts,
}

/// One of them.
struct Part {
    index: Tantivy,
    reader: IndexReader,
}

impl Part {
    fn open(directory: impl Into<Box<dyn Directory>>, schema: Schema) -> tantivy::Result<Self> {
        let index = Tantivy::builder().schema(schema).tokenizers(tokenizers()).open_or_create(directory)?;
        // Whoever writes reloads; a reader that watches would poll.
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { index, reader })
    }

    fn is_whole(&self, folder: &Path) -> bool {
        let Ok(segments) = self.index.searchable_segment_metas() else { return false };
        let Ok(files) = disk::list(folder) else { return false };
        let ids: Vec<String> = segments.iter().map(|segment| segment.id().uuid_string()).collect();
        // That a file is missing shows when its segment is opened.
        let own = files.iter().filter(|file| ids.iter().any(|id| file.name.to_string_lossy().starts_with(id)));
        own.map(|file| folder.join(&file.name)).all(|path| whole::is_whole(&path))
    }

    fn writer(&self, much: bool) -> tantivy::Result<IndexWriter> {
        let (threads, memory) = if much { (THREADS, MUCH) } else { (1, LITTLE) };
        self.index.writer_with_num_threads(threads, threads * memory)
    }

    /// The next number that no document has, as the last commit says.
    fn next(&self) -> u32 {
        let payload = self.index.load_metas().ok().and_then(|metas| metas.payload);
        payload.and_then(|payload| payload.parse().ok()).unwrap_or(0)
    }
}

impl Index {
    /// Opens the index of a folder, or one in memory.
    pub(super) fn open(folder: Option<&Path>) -> Result<Self, IndexError> {
        let part = |name: &str, schema: Schema| -> Result<Part, IndexError> {
            let Some(folder) = folder else { return Ok(Part::open(RamDirectory::create(), schema)?) };
            let folder = folder.join(name);
            disk::create_private_folder(&folder)?;
            let directory = MmapDirectory::open(&folder).map_err(tantivy::TantivyError::from)?;
            Ok(Part::open(directory, schema)?)
        };
        let ((points_schema, points), (texts_schema, texts)) = (Points::schema(), Texts::schema());
        Ok(Self {
            points: part(POINTS, points_schema)?,
            texts: part(TEXTS, texts_schema)?,
            fields: Fields { points, texts },
        })
    }

    /// The next number that no document has had.
    pub(super) fn next(&self) -> u32 {
        self.points.next().max(self.texts.next())
    }

    /// Whether it can hold what some rows say that it holds. Without rows it belongs to nobody.
    pub(super) fn may_belong_to(&self, rows: Option<&[Row]>) -> bool {
        let Some(rows) = rows else { return self.next() == 0 };
        let last = |what: Traits| rows.iter().filter(|row| row.traits.has(what)).map(|row| row.number).max();
        let holds = |part: &Part, what| last(what).is_none_or(|last| last < part.next());
        holds(&self.points, Traits::POINTS) && holds(&self.texts, Traits::TEXT)
    }

    /// Whether every file in the folder of the index is as it was written. Reads all of them.
    pub(super) fn is_whole(&self, folder: &Path) -> bool {
        [(POINTS, &self.points), (TEXTS, &self.texts)].iter().all(|(name, part)| part.is_whole(&folder.join(name)))
    }

    /// What the last commits hold.
    pub(super) fn searchers(&self) -> Searchers {
        Searchers { points: self.points.reader.searcher(), texts: self.texts.reader.searcher(), fields: self.fields }
    }

    /// Takes up what was committed, by us or by another process.
    pub(super) fn reload(&self) -> Result<(), IndexError> {
        self.points.reader.reload()?;
        self.texts.reader.reload()?;
        Ok(())
    }

    /// Something that writes takeaways.
    pub(super) fn write_points(&self, much: bool) -> Result<Writer, IndexError> {
        let fields = self.fields;
        Ok(Writer { tantivy: self.points.writer(much)?, article: fields.points.article, fields })
    }

    /// Something that writes articles.
    pub(super) fn write_texts(&self, much: bool) -> Result<Writer, IndexError> {
        let fields = self.fields;
        Ok(Writer { tantivy: self.texts.writer(much)?, article: fields.texts.article, fields })
    }
}

/// Both indexes as they are at one moment.
#[derive(Clone)]
pub(super) struct Searchers {
    pub(super) points: Searcher,
    pub(super) texts: Searcher,
    pub(super) fields: Fields,
}

impl Searchers {
    /// Where the words of the library are: takeaways, headlines and texts.
    pub(super) fn vocabulary(&self) -> Vec<(&Searcher, Field)> {
        let texts = [Kind::Headline, Kind::Paragraph].into_iter().filter_map(|kind| self.fields.texts.of(kind));
        let texts = texts.map(|(field, _)| (&self.texts, field));
        std::iter::once((&self.points, self.fields.points.text)).chain(texts).collect()
    }
}

/// Writes to one of the indexes. What is not committed is lost with it.
pub(super) struct Writer {
    tantivy: IndexWriter,
    article: Field,
    fields: Fields,
}

impl Writer {
    /// The takeaways of an article, to be added.
    pub(super) fn points<'a>(
        &self,
        row: &Row,
        takeaways: impl IntoIterator<Item = &'a str>,
        encoder: &mut Encoder,
        terms: &Terms,
    ) -> impl Iterator<Item = UserOperation> {
        let Points { article, nth, text } = self.fields.points;
        takeaways.into_iter().zip(0..).map(move |(takeaway, number): (_, u64)| {
            encoder.clear();
            encoder.add(takeaway, terms);
            let mut document = TantivyDocument::default();
            document.add_u64(article, row.number.into());
            document.add_u64(nth, number);
            document.add_text(text, encoder.encoded());
            UserOperation::Add(document)
        })
    }

    /// The text of an article, to be added.
    pub(super) fn text(&self, row: &Row, article: &Article, encoder: &mut Encoder, terms: &Terms) -> UserOperation {
        let mut document = TantivyDocument::default();
        document.add_u64(self.article, row.number.into());
        for kind in Kind::ALL {
            let Some((field, _)) = self.fields.texts.of(kind) else { continue };
            encoder.clear();
            each_text(article, kind, &mut |text| encoder.add(text, terms));
            document.add_text(field, encoder.encoded());
        }
        UserOperation::Add(document)
    }

    /// Adds documents, from any thread. Many at once: each hand-over wakes one of tantivy's.
    pub(super) fn add(&self, documents: Vec<UserOperation>) -> tantivy::Result<()> {
        self.tantivy.run(documents).map(|_| ())
    }

    /// Takes the documents of an article out.
    pub(super) fn remove(&self, number: u32) {
        self.tantivy.delete_term(Term::from_field_u64(self.article, number.into()));
    }

    /// Makes everything since the last commit last. `next` is the next number that no row has had.
    pub(super) fn commit(&mut self, next: u32) -> tantivy::Result<()> {
        let mut commit = self.tantivy.prepare_commit()?;
        commit.set_payload(&next.to_string());
        commit.commit()?;
        Ok(())
    }

    /// Waits until merges are done, so that the next start finds few segments.
    pub(super) fn finish(self) -> tantivy::Result<()> {
        self.tantivy.wait_merging_threads()
    }
}

/// Hands on the texts of an article that are hits of a kind, in reading order.
pub(super) fn each_text(article: &Article, kind: Kind, f: &mut dyn FnMut(&str)) {
    match kind {
        Kind::Takeaway => article.takeaways.iter().for_each(|takeaway| f(takeaway.text.raw())),
        Kind::Headline => f(article.headline.raw()),
        Kind::Summary => article.summary.iter().for_each(|summary| f(summary.raw())),
        Kind::Section => {
            article.sections.iter().filter_map(|section| section.heading.as_ref()).for_each(|it| f(it.raw()));
        }
        Kind::Source => {
            for source in &article.sources {
                [&source.title, &source.publisher, &source.citation]
                    .into_iter()
                    .flatten()
                    .for_each(|text| f(text.raw()));
            }
        }
        Kind::Paragraph => {
            let blocks = article.sections.iter().flat_map(|section| &section.blocks);
            blocks.for_each(|block: &Block| f(&block.plain()));
        }
    }
}

/// The number that rows keep of a language.
pub(super) fn language_number(language: Option<Language>) -> u8 {
    let at = Language::ALL.into_iter().zip(1..).find(|(own, _)| Some(*own) == language);
    at.map_or(0, |(_, number)| number)
}

/// The languages of some rows: a word of a query is looked for by its stem in each. English is always among them, and first.
pub(super) fn languages(rows: &[Row]) -> Vec<Language> {
    let has = |number: u8| rows.iter().any(|row| row.language == number);
    let others = Language::ALL.into_iter().filter(|language| *language != Language::English);
    std::iter::once(Language::English).chain(others.filter(|own| has(language_number(Some(*own))))).collect()
}

/// The encoder of an article's language. English where the file names none: most do not.
pub(super) fn language(tag: Option<&str>) -> Option<Language> {
    Language::from_tag(tag.unwrap_or("en"))
}

/// Something that writes tokens of a language, with a table of stems.
pub(super) fn encoder(language: Option<Language>) -> Encoder {
    Encoder::new(Stemmer::new(language))
}
