//! The text of all cards, folded once: a scan of memory answers a key press.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::filter::{Filter, about};
use crate::article::Date;
use crate::library::{Entry, Library};
use crate::text::fold::fold;
use crate::text::{Clean, Foreign};

/// Entries that are folded and scanned together: enough to keep two threads busy, few enough to share the work.
const BLOCK: usize = 512;

/// The folded text of a library's cards. Belongs to one snapshot, whose indices it gives.
#[derive(Clone, Debug, Default)]
pub struct Haystack {
    blocks: Vec<Arc<Block>>,
    entries: usize,
}

/// The folded text of up to [`BLOCK`] entries.
#[derive(Debug, Default)]
struct Block {
    /// Takeaways, each ended by `\n`.
    takeaways: String,
    /// Where each takeaway ends in it, in order.
    ends: Vec<End>,
    /// The other fields, each ended by `\n`.
    about: String,
    /// One for each entry.
    entries: Vec<Span>,
}

/// Where a takeaway ends in the text of its block, and whose it is.
#[derive(Debug)]
struct End {
    at: usize,
    /// Within the block.
    entry: usize,
    /// Within the entry.
    takeaway: usize,
}

/// What belongs to one entry.
#[derive(Debug)]
struct Span {
    takeaways: Range<usize>,
    about: Range<usize>,
    published: Option<Date>,
    /// A broken entry has no card: nothing in it is found.
    broken: bool,
}

/// A takeaway that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeawayHit {
    /// Index of the entry in the library.
    pub entry: u32,
    /// Index of the takeaway in its article.
    pub takeaway: usize,
    /// What matched, in bytes of the takeaway's clean line.
    pub ranges: Vec<Range<usize>>,
}

/// The best takeaways, and how many there are in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakeawayHits {
    /// Best first.
    pub hits: Vec<TakeawayHit>,
    /// All that match, not only those in `hits`.
    pub total: usize,
}

impl Haystack {
    /// Folds the cards of a snapshot.
    #[must_use]
    pub fn new(library: &Library) -> Self {
        Self::default().grown(library)
    }

    /// The haystack of a later snapshot of the same load: what is folded already is shared.
    #[must_use]
    pub fn grown(&self, library: &Library) -> Self {
        // The last block may not have been full.
        let whole = self.entries / BLOCK;
        let rest = library.entries.get(whole * BLOCK..).unwrap_or_default();
        let mut blocks: Vec<Arc<Block>> = self.blocks.iter().take(whole).cloned().collect();
        blocks.par_extend(rest.par_chunks(BLOCK).map(|entries| Arc::new(Block::new(entries))));
        Self { blocks, entries: library.entries.len() }
    }

    /// Whether it is of a snapshot of that many entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries == 0
    }

    /// The entries whose headline, dek, publisher, topics and takeaways have all words, in the order of the library. An
    /// empty filter keeps all, the broken ones too.
    #[must_use]
    pub fn articles(&self, filter: &Filter) -> Vec<u32> {
        if filter.is_empty() {
            return (0..u32::try_from(self.entries).unwrap_or(u32::MAX)).collect();
        }
        let blocks = self.blocks.par_iter().enumerate();
        blocks.flat_map_iter(|(index, block)| block.articles(filter).map(move |entry| number(index, entry))).collect()
    }

    /// The takeaways that have all words, best first: whole words before beginnings, then those whose article has the
    /// words in its headline or topics too, then the newest.
    #[must_use]
    pub fn takeaways(&self, library: &Library, filter: &Filter, limit: usize) -> TakeawayHits {
        if filter.is_empty() {
            return TakeawayHits::default();
        }
        let mut ranked: Vec<Ranked<'_>> =
            self.blocks.par_iter().enumerate().flat_map_iter(|(index, block)| block.takeaways(filter, index)).collect();
        let total = ranked.len();
        if limit == 0 {
            return TakeawayHits { hits: Vec::new(), total };
        }
        if total > limit {
            ranked.select_nth_unstable(limit - 1);
            ranked.truncate(limit);
        }
        ranked.sort_unstable();
        let hits = ranked
            .into_iter()
            .map(|hit| TakeawayHit {
                entry: hit.entry,
                takeaway: hit.takeaway,
                ranges: line(library, hit.entry, hit.takeaway).map(|line| filter.ranges(&line)).unwrap_or_default(),
            })
            .collect();
        TakeawayHits { hits, total }
    }
}

fn line(library: &Library, entry: u32, takeaway: usize) -> Option<Clean> {
    let card = library.entries.get(usize::try_from(entry).ok()?)?.card()?;
    card.takeaways.get(takeaway).map(Foreign::line)
}

/// The index in the library of an entry of a block.
fn number(block: usize, entry: usize) -> u32 {
    u32::try_from(block * BLOCK + entry).unwrap_or(u32::MAX)
}

/// A takeaway with what ranks it; the derived order is the order of the hits.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Ranked<'a> {
    /// Terms that it has not as whole words.
    beginnings: usize,
    /// Terms that neither headline nor topics have.
    elsewhere: usize,
    newest: Reverse<Option<&'a Date>>,
    entry: u32,
    takeaway: usize,
}

impl Block {
    fn new(entries: &[Arc<Entry>]) -> Self {
        let mut block = Self::default();
        for (index, entry) in entries.iter().enumerate() {
            let (takeaways, about_start) = (block.takeaways.len(), block.about.len());
            if let Some(card) = entry.card() {
                for field in about(card) {
                    block.about.push_str(&fold(&field.line()));
                    block.about.push('\n');
                }
                for (takeaway, text) in card.takeaways.iter().enumerate() {
                    block.takeaways.push_str(&fold(&text.line()));
                    block.takeaways.push('\n');
                    block.ends.push(End { at: block.takeaways.len(), entry: index, takeaway });
                }
            }
            block.entries.push(Span {
                takeaways: takeaways..block.takeaways.len(),
                about: about_start..block.about.len(),
                published: entry.card().and_then(|card| card.published.clone()),
                broken: entry.card().is_none(),
            });
        }
        block
    }

    fn articles(&self, filter: &Filter) -> impl Iterator<Item = usize> {
        self.entries.iter().enumerate().filter(|(_, span)| self.has_all(span, filter)).map(|(index, _)| index)
    }

    fn has_all(&self, span: &Span, filter: &Filter) -> bool {
        let takeaways = self.takeaways.get(span.takeaways.clone()).unwrap_or_default();
        let about = self.about.get(span.about.clone()).unwrap_or_default();
        !span.broken && filter.terms.iter().all(|term| term.is_in(about) || term.is_in(takeaways))
    }

    /// The takeaways that match. The longest term is looked for in all of them at once; the others only where it is.
    fn takeaways(&self, filter: &Filter, block: usize) -> Vec<Ranked<'_>> {
        let Some((index, rarest)) = filter.terms.iter().enumerate().max_by_key(|(_, term)| term.text.len()) else {
            return Vec::new();
        };
        let others = || filter.terms.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, term)| term);
        let mut ranked = Vec::new();
        let mut done = 0;
        // The takeaways of an entry follow each other, so what its other fields hold is asked once.
        let mut about = (usize::MAX, 0);
        for at in rarest.starts(&self.takeaways) {
            if at < done {
                continue; // A second match in the same takeaway.
            }
            let this = self.ends.partition_point(|end| end.at <= at);
            let Some(end) = self.ends.get(this) else { break };
            let start = this.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |before| before.at);
            done = end.at;
            let text = self.takeaways.get(start..end.at).unwrap_or_default();
            let Some(span) = self.entries.get(end.entry) else { break };
            if !others().all(|term| term.is_in(text)) {
                continue;
            }
            if about.0 != end.entry {
                let fields = self.about.get(span.about.clone()).unwrap_or_default();
                about = (end.entry, filter.terms.iter().filter(|term| !term.is_in(fields)).count());
            }
            ranked.push(Ranked {
                beginnings: filter.terms.iter().filter(|term| !term.is_whole_in(text)).count(),
                elsewhere: about.1,
                newest: Reverse(span.published.as_ref()),
                entry: number(block, end.entry),
                takeaway: end.takeaway,
            });
        }
        ranked
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::Stamp;
    use crate::library::{Card, Content, Origin};

    fn library(articles: &[(&str, Option<u16>, &[&str])]) -> Library {
        let entry = |(headline, year, takeaways): &(&str, Option<u16>, &[&str])| {
            let card = Card {
                headline: (*headline).into(),
                published: year.map(|year| Date::day(year, 1, 1)),
                takeaways: takeaways.iter().map(|text| Foreign::from(*text)).collect(),
                ..Card::default()
            };
            let content = match *headline {
                "broken" => Content::Broken { reason: "x".into(), more: 0 },
                _ => Content::Article(Box::new(card)),
            };
            Arc::new(Entry { id: "id".into(), file: Origin::Starter("x"), stamp: Stamp::default(), content })
        };
        Library { entries: articles.iter().map(entry).collect(), ..Library::default() }
    }

    #[test]
    fn takeaways_come_best_first_with_their_exact_count() {
        let library = library(&[
            ("Old", Some(2019), &["asylum rules", "nothing of it"]),
            ("broken", None, &[]),
            ("New", Some(2025), &["asylums are full", "asylum, again asylum"]),
            ("Asylum", Some(2001), &["the asylum clock"]),
            ("Undated", None, &["ASYLUM"]),
        ]);
        let haystack = Haystack::new(&library);
        let found = haystack.takeaways(&library, &Filter::parse("asylum"), 4);
        let hits: Vec<_> = found.hits.iter().map(|hit| (hit.entry, hit.takeaway)).collect();
        assert_eq!((hits, found.total), (vec![(3, 0), (2, 1), (0, 0), (4, 0)], 5));
        assert_eq!(found.hits[1].ranges, [0..6, 14..20]);
        assert_eq!(haystack.takeaways(&library, &Filter::parse("asylum"), 0).total, 5);
        assert_eq!(haystack.takeaways(&library, &Filter::parse(""), 9), TakeawayHits::default());
    }

    #[test]
    fn articles_are_those_that_the_filter_matches_card_by_card() {
        let library = library(&[
            ("One", None, &["alpha beta", "gamma"]),
            ("Two alpha", None, &["delta"]),
            ("broken", None, &[]),
            ("Three", None, &["beta"]),
        ]);
        let haystack = Haystack::new(&library);
        for typed in ["", "alpha", "beta gam", "two delta", "\"alpha beta\"", "zeta"] {
            let filter = Filter::parse(typed);
            let expected: Vec<u32> = (0..)
                .zip(&library.entries)
                .filter(|(_, entry)| entry.card().map_or(filter.is_empty(), |card| filter.matches(card)))
                .map(|(index, _)| index)
                .collect();
            assert_eq!(haystack.articles(&filter), expected, "{typed}");
        }
    }

    #[test]
    fn a_grown_haystack_is_the_same_as_a_new_one() {
        let headlines: Vec<String> = (0..2 * BLOCK + 7).map(|number| format!("n{number} even{}", number % 2)).collect();
        let point = ["a point"];
        let articles: Vec<_> = headlines.iter().map(|headline| (headline.as_str(), None, &point[..])).collect();
        let whole = library(&articles);
        let mut haystack = Haystack::default();
        for length in [3, BLOCK, BLOCK + 1, articles.len()] {
            let part = Library { entries: whole.entries[..length].to_vec(), ..Library::default() };
            haystack = haystack.grown(&part);
            assert_eq!(haystack.len(), length);
        }
        for typed in ["even1", "n10", "point n1030"] {
            let filter = Filter::parse(typed);
            assert_eq!(haystack.articles(&filter), Haystack::new(&whole).articles(&filter));
        }
        assert_eq!(haystack.takeaways(&whole, &Filter::parse("point"), 5).total, articles.len());
    }
}
