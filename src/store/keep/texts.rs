//! The second pass: the texts of articles into the index, read with every check. What only the exact reader sees comes out
//! here: headings inside bodies, and files that are no articles after all.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::encoders::Encoders;
use super::{Keeper, MANY, Told, lacking};
use crate::library::{Content, Entry, Library, Row, Traits, load, open};
use crate::store::index::{IndexError, Writer};

/// How often the progress of indexing is told, and how often it is committed.
const TELL_EVERY: Duration = Duration::from_millis(250);
const COMMIT_EVERY: Duration = Duration::from_secs(4);

/// Articles whose text is read between two looks at the clock.
const AT_ONCE: usize = 256;

/// Articles whose texts are indexed in memory at most.
const MOST_IN_MEMORY: usize = 20_000;

impl Keeper<'_> {
    /// Reads the texts that are not in the index yet into it; whether to go on.
    pub(super) fn add_texts(&mut self) -> Result<bool, IndexError> {
        let missing = lacking(&self.library, Traits::TEXT);
        let Some(index) = self.index.as_ref().filter(|_| !missing.is_empty()) else { return Ok(true) };
        if self.home.is_none() && self.library.len() > MOST_IN_MEMORY {
            let why = format!("the text of more than {MOST_IN_MEMORY} articles is not searched from memory");
            (self.hooks.tell)(Told::InMemory(why));
            return Ok(true);
        }
        let mut writer = index.write_texts(missing.len() > MANY)?;
        let mut pass = Pass::new(&self.library);
        let (mut told, mut committed) = (Instant::now(), Instant::now());
        let mut snapshot = Arc::clone(&self.snapshot);
        let mut go_on = true;
        for chunk in missing.chunks(AT_ONCE) {
            let (library, encoders) = (&self.library, &self.encoders);
            let one = |at: &usize| {
                self.crew.give_way();
                read_text(library, *at, encoders, &writer)
            };
            let read: Vec<_> = self.crew.work(|| chunk.par_iter().filter_map(one).collect());
            for (at, text) in read {
                pass.take(at, text?);
            }
            let done = pass.done;
            if committed.elapsed() > COMMIT_EVERY {
                writer.commit(self.next.load(Ordering::Relaxed))?;
                index.reload()?;
                committed = Instant::now();
                pass.committed = done;
            }
            if told.elapsed() > TELL_EVERY {
                told = Instant::now();
                snapshot = Arc::new(snapshot.grown(index.searchers(), pass.before + pass.committed));
                go_on = (self.hooks.publish)(Arc::clone(&snapshot));
            }
            if !go_on {
                break;
            }
        }
        let gone = pass.gone();
        let next = self.next.load(Ordering::Relaxed);
        writer.commit(next)?;
        writer.finish()?;
        if !gone.is_empty() {
            let mut points = index.write_points(false)?;
            for number in &gone {
                points.remove(*number);
            }
            points.commit(next)?;
        }
        index.reload()?;
        self.library = Arc::new(pass.library());
        self.dirty = true;
        Ok(go_on && self.show())
    }
}

/// What the exact reader made of a file.
enum Text {
    /// The same as is known; its text is in the index.
    Same,
    /// Something else: its text is in the index, where it is an article.
    Other(Box<Entry>),
}

/// Reads the text of an article into the index; none where its file has changed meanwhile, which comes in by its own way.
fn read_text(
    library: &Library,
    at: usize,
    encoders: &Encoders,
    writer: &Writer,
) -> Option<(usize, tantivy::Result<Text>)> {
    let (row, entry) = (library.rows().get(at)?, library.entry(at)?);
    let opened = open::open(&entry.file);
    if opened.stamp != entry.stamp {
        return None;
    }
    let content = load::content(&opened);
    if let (Some(article), Content::Article(card)) = (&opened.article, &content) {
        let document = encoders.with(card, |encoder, terms| writer.text(row, article, encoder, terms));
        if let Err(why) = writer.add(vec![document]) {
            return Some((at, Err(why)));
        }
    }
    let text = if content == entry.content { Text::Same } else { Text::Other(Box::new(Entry { content, ..entry })) };
    Some((at, Ok(text)))
}

/// A pass over the texts of a library.
struct Pass<'l> {
    library: &'l Library,
    rows: Vec<Row>,
    bytes: Vec<u8>,
    /// Articles that were in the index before, that are read, and that are committed.
    before: usize,
    done: usize,
    committed: usize,
    gone: Vec<u32>,
}

impl<'l> Pass<'l> {
    fn new(library: &'l Library) -> Self {
        let rows = library.rows().to_vec();
        let before = rows.iter().filter(|row| row.traits.has(Traits::TEXT)).count();
        Self { library, rows, bytes: Vec::new(), before, done: 0, committed: 0, gone: Vec::new() }
    }

    fn take(&mut self, at: usize, text: Text) {
        let Some(row) = self.rows.get_mut(at) else { return };
        self.done += 1;
        match text {
            Text::Same => row.traits = row.traits.with(Traits::TEXT, true),
            Text::Other(entry) => {
                let fresh = self.library.push_record(&mut self.bytes, &entry, row);
                if fresh.traits.has(Traits::BROKEN) {
                    self.gone.push(row.number);
                }
                let traits = fresh.traits.with(Traits::POINTS, true).with(Traits::TEXT, true);
                *row = fresh.numbered(fresh.number, traits);
            }
        }
    }

    /// Numbers of articles that turned out to be none.
    fn gone(&self) -> Vec<u32> {
        self.gone.clone()
    }

    fn library(self) -> Library {
        self.library.with_more(self.rows, self.bytes)
    }
}
