//! Collecting: the best documents with an exact count, and the rows that they belong to, in one pass over each segment.

use std::cmp::Ordering;
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, Score, SegmentOrdinal, SegmentReader};

use super::set::{Numbers, RowSet, numbers_of};

/// A document that matches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scored {
    pub(super) score: Score,
    pub(super) row: usize,
    /// Which of the article's takeaways, where it is one.
    pub(super) nth: u64,
}

impl Scored {
    /// Better ones are less: by score, then in the order of the rows, which is that of newer before older.
    pub(super) fn rank(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then_with(|| (self.row, self.nth).cmp(&(other.row, other.nth)))
    }
}

/// What was collected.
#[derive(Debug, Default)]
pub(super) struct Collected {
    /// Best first.
    pub(super) best: Vec<Scored>,
    /// All that match.
    pub(super) count: usize,
    /// The rows of all that match.
    pub(super) rows: RowSet,
}

/// Collects the best documents of the articles in a library.
pub(super) struct Best {
    pub(super) limit: usize,
    pub(super) numbers: Arc<Numbers>,
    /// Rows that there are, newest first.
    pub(super) rows: usize,
    /// Whether documents are takeaways.
    pub(super) takeaways: bool,
    /// Whether some match better than others. One or two letters do not say how well.
    pub(super) scored: bool,
}

/// The collector of one segment.
pub(super) struct BestOfSegment {
    limit: usize,
    numbers: Arc<Numbers>,
    articles: Column<u64>,
    nth: Option<Column<u64>>,
    best: Vec<Scored>,
    /// The last of the best so far, once there are as many as are wanted: what ranks behind it is not looked at further.
    last: Option<Scored>,
    count: usize,
    rows: RowSet,
    /// The article of the last document: takeaways of one article mostly follow one another.
    article: Article,
}

/// What is known of a document's article.
#[derive(Clone, Copy, Debug, Default)]
struct Article {
    /// 0 before the first one.
    number: u64,
    /// None where it has gone since.
    row: Option<usize>,
    weight: Score,
}

impl Collector for Best {
    type Fruit = Collected;
    type Child = BestOfSegment;

    fn for_segment(&self, _ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<BestOfSegment> {
        let nth = self.takeaways.then(|| segment.fast_fields().u64("nth")).transpose()?;
        Ok(BestOfSegment {
            limit: self.limit,
            numbers: Arc::clone(&self.numbers),
            articles: numbers_of(segment)?,
            nth,
            best: Vec::with_capacity(self.limit.min(1024) * 2),
            last: None,
            count: 0,
            rows: RowSet::none(self.rows),
            article: Article::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.scored && self.limit > 0
    }

    fn merge_fruits(&self, fruits: Vec<Collected>) -> tantivy::Result<Collected> {
        let mut all = Collected { best: Vec::new(), count: 0, rows: RowSet::none(self.rows) };
        for fruit in fruits {
            all.best.extend(fruit.best);
            all.count += fruit.count;
            all.rows = all.rows.or(&fruit.rows);
        }
        all.best.sort_unstable_by(Scored::rank);
        all.best.truncate(self.limit);
        Ok(all)
    }
}

impl BestOfSegment {
    fn next_article(&mut self, number: u64) {
        let found = self.numbers.find(number);
        let weight = found.map_or(0.0, |(_, relevance)| weight(relevance));
        self.article = Article { number, row: found.map(|(row, _)| row), weight };
        if let Some((row, _)) = found {
            self.rows.insert(row);
        }
    }

    /// Keeps the best and forgets the others.
    fn prune(&mut self) {
        if self.best.len() > self.limit && self.limit > 0 {
            let (_, last, _) = self.best.select_nth_unstable_by(self.limit - 1, Scored::rank);
            self.last = Some(*last);
            self.best.truncate(self.limit);
        }
    }
}

impl SegmentCollector for BestOfSegment {
    type Fruit = Collected;

    fn collect(&mut self, doc: DocId, score: Score) {
        if let Some(number) = self.articles.first(doc) {
            self.take(doc, number, score);
        }
    }

    /// Without scores documents come by the dozen, and their articles are looked up together.
    fn collect_block(&mut self, docs: &[DocId]) {
        let mut numbers = [None; COLLECT_BLOCK_BUFFER_LEN];
        for docs in docs.chunks(COLLECT_BLOCK_BUFFER_LEN) {
            let Some(numbers) = numbers.get_mut(..docs.len()) else { continue };
            self.articles.first_vals(docs, numbers);
            for (doc, number) in docs.iter().zip(numbers) {
                if let Some(number) = number.take() {
                    self.take(*doc, number, 1.0);
                }
            }
        }
    }

    fn harvest(mut self) -> Collected {
        self.prune();
        Collected { best: self.best, count: self.count, rows: self.rows }
    }
}

impl BestOfSegment {
    /// Takes a document of an article.
    fn take(&mut self, doc: DocId, number: u64, score: Score) {
        if number != self.article.number {
            self.next_article(number);
        }
        let Article { row: Some(row), weight, .. } = self.article else { return };
        self.count += 1;
        if self.limit == 0 {
            return;
        }
        let score = score * weight;
        if self.last.is_some_and(|last| score < last.score || (score <= last.score && row > last.row)) {
            return;
        }
        let nth = self.nth.as_ref().and_then(|nth| nth.first(doc)).unwrap_or(0);
        self.best.push(Scored { score, row, nth });
        if self.best.len() >= self.limit.saturating_mul(2).max(256) {
            self.prune();
        }
    }
}

/// How much a match in an article counts that is so much about the field: half for one that is not at all.
pub(super) fn weight(relevance: u8) -> Score {
    0.5 + 0.5 * Score::from(relevance) / 255.0
}

/// Collects rows alone.
pub(super) struct Rows {
    pub(super) numbers: Arc<Numbers>,
    pub(super) rows: usize,
}

/// The collector of one segment.
pub(super) struct RowsOfSegment {
    numbers: Arc<Numbers>,
    articles: Column<u64>,
    rows: RowSet,
}

impl Collector for Rows {
    type Fruit = RowSet;
    type Child = RowsOfSegment;

    fn for_segment(&self, _ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<RowsOfSegment> {
        let (numbers, articles) = (Arc::clone(&self.numbers), numbers_of(segment)?);
        Ok(RowsOfSegment { numbers, articles, rows: RowSet::none(self.rows) })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<RowSet>) -> tantivy::Result<RowSet> {
        Ok(fruits.iter().fold(RowSet::none(self.rows), RowSet::or))
    }
}

impl SegmentCollector for RowsOfSegment {
    type Fruit = RowSet;

    fn collect(&mut self, doc: DocId, _score: Score) {
        if let Some(row) = self.articles.first(doc).and_then(|number| self.numbers.row(number)) {
            self.rows.insert(row);
        }
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        let mut numbers = [None; COLLECT_BLOCK_BUFFER_LEN];
        for docs in docs.chunks(COLLECT_BLOCK_BUFFER_LEN) {
            let Some(numbers) = numbers.get_mut(..docs.len()) else { continue };
            self.articles.first_vals(docs, numbers);
            let rows = numbers.iter_mut().filter_map(Option::take).filter_map(|number| self.numbers.row(number));
            for row in rows {
                self.rows.insert(row);
            }
        }
    }

    fn harvest(self) -> RowSet {
        self.rows
    }
}
