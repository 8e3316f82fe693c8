//! Sets of rows, as bits: what a part of a query keeps of the articles, and how tantivy is told.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use crate::library::Row;

/// A set of indices of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RowSet {
    words: Vec<u64>,
    rows: usize,
}

impl RowSet {
    /// None of so many rows.
    pub(super) fn none(rows: usize) -> Self {
        Self { words: vec![0; rows.div_ceil(64)], rows }
    }

    /// All of so many rows.
    pub(super) fn all(rows: usize) -> Self {
        Self::none(rows).complement()
    }

    /// Those of the rows that the test keeps.
    pub(super) fn of(rows: &[Row], keep: impl Fn(&Row) -> bool) -> Self {
        let mut set = Self::none(rows.len());
        rows.iter().enumerate().filter(|(_, row)| keep(row)).for_each(|(index, _)| set.insert(index));
        set
    }

    pub(super) fn insert(&mut self, row: usize) {
        if let Some(word) = self.words.get_mut(row / 64).filter(|_| row < self.rows) {
            *word |= 1 << (row % 64);
        }
    }

    pub(super) fn has(&self, row: usize) -> bool {
        self.words.get(row / 64).is_some_and(|word| word & (1 << (row % 64)) != 0)
    }

    pub(super) fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones()).map(|ones| usize::try_from(ones).unwrap_or(0)).sum()
    }

    pub(super) fn and(mut self, other: &Self) -> Self {
        self.words.iter_mut().zip(&other.words).for_each(|(own, other)| *own &= other);
        self
    }

    pub(super) fn or(mut self, other: &Self) -> Self {
        self.words.iter_mut().zip(&other.words).for_each(|(own, other)| *own |= other);
        self
    }

    pub(super) fn complement(mut self) -> Self {
        self.words.iter_mut().for_each(|word| *word = !*word);
        if let Some(last) = self.words.last_mut().filter(|_| !self.rows.is_multiple_of(64)) {
            *last &= (1 << (self.rows % 64)) - 1;
        }
        self
    }

    /// The rows in the set, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = usize::try_from(left.trailing_zeros()).ok().filter(|_| left != 0)?;
                left &= left - 1;
                Some(at * 64 + bit)
            })
        })
    }
}

/// From the numbers that documents carry to the rows of a library.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers(Vec<Numbered>);

/// What is known of the article of a number. Its relevance stands here, too: a look at the rows for each of 500,000 documents
/// would miss the cache.
#[derive(Clone, Copy, Debug)]
struct Numbered {
    row: u32,
    relevance: u8,
}

/// The row of a number that has none.
const NO_ROW: Numbered = Numbered { row: u32::MAX, relevance: 0 };

impl Numbers {
    /// Of these rows.
    pub(super) fn of(rows: &[Row]) -> Self {
        let last = rows.iter().map(|row| row.number).max().unwrap_or(0);
        let mut numbers = vec![NO_ROW; usize::try_from(last).unwrap_or(0) + 1];
        for (row, index) in rows.iter().zip(0..).filter(|(row, _)| row.number > 0) {
            if let Some(slot) = usize::try_from(row.number).ok().and_then(|number| numbers.get_mut(number)) {
                *slot = Numbered { row: index, relevance: row.relevance };
            }
        }
        Self(numbers)
    }

    /// The row of a number and how much its article is about the field; none where the article has gone since.
    pub(super) fn find(&self, number: u64) -> Option<(usize, u8)> {
        let found = self.0.get(usize::try_from(number).ok()?).filter(|found| found.row != NO_ROW.row)?;
        usize::try_from(found.row).ok().map(|row| (row, found.relevance))
    }

    /// The row of a number; none where the article has gone since.
    pub(super) fn row(&self, number: u64) -> Option<usize> {
        self.find(number).map(|(row, _)| row)
    }
}

/// The column of the numbers of a segment's documents.
pub(super) fn numbers_of(segment: &SegmentReader) -> tantivy::Result<Column<u64>> {
    segment.fast_fields().u64("article")
}

/// A query that matches the documents of a set of rows, all alike.
#[derive(Clone, Debug)]
pub(super) struct InRows {
    pub(super) set: Arc<RowSet>,
    pub(super) numbers: Arc<Numbers>,
}

impl Query for InRows {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for InRows {
    fn scorer(&self, segment: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let column = numbers_of(segment)?;
        let mut scorer = InRowsScorer { rows: self.clone(), column, doc: 0, end: segment.max_doc() };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, _segment: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("a set of rows explains nothing".to_owned()))
    }
}

struct InRowsScorer {
    rows: InRows,
    column: Column<u64>,
    doc: DocId,
    end: DocId,
}

impl InRowsScorer {
    /// Goes on to the next document in the set, this one included.
    fn settle(&mut self) -> DocId {
        while self.doc < self.end {
            let row = self.column.first(self.doc).and_then(|number| self.rows.numbers.row(number));
            if row.is_some_and(|row| self.rows.set.has(row)) {
                return self.doc;
            }
            self.doc += 1;
        }
        self.doc = TERMINATED;
        TERMINATED
    }
}

impl DocSet for InRowsScorer {
    fn advance(&mut self) -> DocId {
        if self.doc != TERMINATED {
            self.doc += 1;
        }
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.doc = self.doc.max(target);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.end
    }
}

impl Scorer for InRowsScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn set(rows: usize, of: &[usize]) -> RowSet {
        let mut set = RowSet::none(rows);
        for row in of {
            set.insert(*row);
        }
        set
    }

    #[test]
    fn numbers_lead_to_rows() {
        let row = |number| {
            let mut row = Row::default();
            row.number = number;
            row
        };
        let numbers = Numbers::of(&[row(3), row(0), row(1)]);
        let rows: Vec<_> = (0..5).map(|number| numbers.row(number)).collect();
        assert_eq!(rows, [None, Some(2), None, Some(0), None]);
    }

    proptest! {
        #[test]
        fn sets_are_sets(rows in 1usize..200, a in prop::collection::btree_set(0usize..200, 0..50),
                         b in prop::collection::btree_set(0usize..200, 0..50)) {
            let kept = |of: &std::collections::BTreeSet<usize>| of.iter().copied().filter(|row| *row < rows).collect::<std::collections::BTreeSet<_>>();
            let (a, b) = (kept(&a), kept(&b));
            let of = |of: &std::collections::BTreeSet<usize>| set(rows, &of.iter().copied().collect::<Vec<_>>());
            let back = |set: &RowSet| set.iter().collect::<std::collections::BTreeSet<_>>();
            prop_assert_eq!(back(&of(&a)), a.clone());
            prop_assert_eq!(back(&of(&a).and(&of(&b))), &a & &b);
            prop_assert_eq!(back(&of(&a).or(&of(&b))), &a | &b);
            prop_assert_eq!(of(&a).complement().len(), rows - a.len());
            prop_assert_eq!(RowSet::all(rows).len(), rows);
        }
    }
}
