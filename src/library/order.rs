//! Orders of the list: a small table, and the sorting. Keys are computed once, so that 100,000 entries sort while a
//! reader blinks.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::{Entry, Library, Origin, Row, Traits};
use crate::article::Date;
use crate::text::fold::fold;
use crate::text::{Clean, Foreign, clean};

/// How the list is sorted. Ties go by path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// Newest first, undated last.
    #[default]
    Newest,
    /// Oldest first, undated last.
    Oldest,
    /// By headline, A to Z.
    Headline,
    /// By publisher, newest first within one.
    Publisher,
    /// By first topic, newest first within one.
    Topic,
    /// As the files lie in their folders.
    Path,
}

impl Order {
    /// All orders, in the order in which a menu lists them.
    pub const ALL: [Self; 6] = [Self::Newest, Self::Oldest, Self::Headline, Self::Publisher, Self::Topic, Self::Path];

    /// The name in configuration and in the palette.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// What it does, in a few words.
    #[must_use]
    pub fn description(self) -> &'static str {
        self.row().1
    }

    /// The order of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.name() == name)
    }

    /// The next order of the table, the first after the last.
    #[must_use]
    pub fn next(self) -> Self {
        let after = Self::ALL.into_iter().skip_while(|order| *order != self).nth(1);
        after.unwrap_or_default()
    }

    fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Newest => ("newest", "newest first"),
            Self::Oldest => ("oldest", "oldest first"),
            Self::Headline => ("headline", "by headline, A to Z"),
            Self::Publisher => ("publisher", "grouped by publisher"),
            Self::Topic => ("topic", "grouped by first topic"),
            Self::Path => ("path", "as the files lie in their folders"),
        }
    }
}

/// The indices of a library in that order. What cannot be read comes last, but by path.
#[must_use]
pub fn order(library: &Library, order: Order) -> Vec<u32> {
    if library.lies == Some(order) {
        return (0..count(library)).collect();
    }
    match order {
        // The rows know their dates.
        Order::Newest => by_row(library, |row| (broken(row), Reverse(row.when))),
        Order::Oldest => by_row(library, |row| (broken(row), row.when == 0, row.when)),
        Order::Headline => by_entry(library, |entry, _| {
            entry.card().map_or((true, String::new()), |card| (false, letters(&card.headline)))
        }),
        Order::Publisher | Order::Topic => {
            by_entry(library, |entry, row| (named(entry, order), broken(row), Reverse(row.when)))
        }
        Order::Path => by_entry(library, |entry, _| match &entry.file {
            Origin::File(path) => path.clone(),
            Origin::Starter(path) => path.into(),
        }),
    }
}

fn broken(row: &Row) -> bool {
    row.traits.has(Traits::BROKEN)
}

/// The heading under which an entry stands in an order that groups: a publisher, a topic, a year. None where the order
/// does not group, or the entry belongs to no group.
#[must_use]
pub fn group(entry: &Entry, order: Order) -> Option<Clean> {
    match order {
        Order::Newest | Order::Oldest => date(entry).map(|date| clean::line(&date.year.to_string())),
        Order::Headline | Order::Path => None,
        Order::Publisher | Order::Topic => group_of(entry, order).map(Foreign::line),
    }
}

/// Where the groups of some rows end, one after the other: rows of a library in an order that groups by a name. None where the
/// order does not.
#[must_use]
pub fn group_ends(library: &Library, rows: &[u32], order: Order) -> Vec<usize> {
    if !matches!(order, Order::Publisher | Order::Topic) {
        return Vec::new();
    }
    let name = |at: usize| {
        let index = rows.get(at).and_then(|index| usize::try_from(*index).ok())?;
        library.entry(index).map(|entry| named(&entry, order))
    };
    let mut ends = Vec::new();
    let mut start = 0;
    while start < rows.len() {
        let own = name(start);
        let (mut end, mut step) = (start + 1, 1);
        // The rows are sorted by these names: few need be decoded to find where a long group ends.
        while step > 0 {
            if end + step <= rows.len() && name(end + step - 1) == own {
                end += step;
                step *= 2;
            } else {
                step /= 2;
            }
        }
        ends.push(end);
        start = end;
    }
    ends
}

fn group_of(entry: &Entry, order: Order) -> Option<&Foreign> {
    let card = entry.card()?;
    let name = if order == Order::Topic { card.topics.first() } else { card.publisher.as_ref() };
    name.filter(|name| !name.is_blank())
}

/// The group's name as a key: broken entries last, those without a group before them.
fn named(entry: &Entry, order: Order) -> (bool, bool, String) {
    let name = group_of(entry, order);
    (entry.card().is_none(), name.is_none(), name.map(letters).unwrap_or_default())
}

fn date(entry: &Entry) -> Option<&Date> {
    entry.card()?.published.as_ref()
}

/// What a headline is sorted by: from its first letter or digit on, folded, so that a quotation mark does not lead.
fn letters(text: &Foreign) -> String {
    let folded = fold(&text.line());
    folded.trim_start_matches(|first: char| !first.is_alphanumeric()).to_owned()
}

/// Entries from which sorting is shared among threads.
const PARALLEL: usize = 4096;

/// On this thread alone: the interface asks for it, and must not wait for a pool of threads that is indexing.
fn by_row<K: Ord>(library: &Library, key: impl Fn(&Row) -> K) -> Vec<u32> {
    let mut keyed: Vec<(K, u32)> = library.rows().iter().map(key).zip(0..count(library)).collect();
    // Rows mostly lie in order already, but for a few that came last.
    keyed.sort();
    keyed.into_iter().map(|(_, index)| index).collect()
}

fn by_entry<K: Ord + Send>(library: &Library, key: impl Fn(&Entry, &Row) -> K + Sync + Send) -> Vec<u32> {
    sorted(library, |(row, index)| (key(&library.decode(row), row), index))
}

fn sorted<K: Ord + Send>(library: &Library, keyed: impl Fn((&Row, u32)) -> (K, u32) + Sync + Send) -> Vec<u32> {
    let rows = library.rows();
    // Waking a pool of threads costs more than a short list does.
    let keyed: Vec<(K, u32)> = if rows.len() < PARALLEL {
        let mut keyed: Vec<_> = rows.iter().zip(0..count(library)).map(keyed).collect();
        keyed.sort_unstable();
        keyed
    } else {
        let mut keyed: Vec<_> = rows.par_iter().zip(0..count(library)).map(keyed).collect();
        keyed.par_sort_unstable();
        keyed
    };
    keyed.into_iter().map(|(_, index)| index).collect()
}

/// The walk stops long before four thousand million files.
fn count(library: &Library) -> u32 {
    u32::try_from(library.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::{Card, Content, Origin};
    use super::*;
    use crate::disk::Stamp;

    fn entry(content: Content) -> Entry {
        Entry { id: "id".into(), file: Origin::File("x".into()), stamp: Stamp::default(), content }
    }

    fn article(headline: &str, date: Option<Date>, publisher: &str, topic: &str) -> Entry {
        entry(Content::Article(Box::new(Card {
            headline: headline.into(),
            published: date,
            publisher: (!publisher.is_empty()).then(|| publisher.into()),
            topics: if topic.is_empty() { vec![] } else { vec![topic.into()] },
            ..Card::default()
        })))
    }

    fn some() -> Vec<Entry> {
        vec![
            entry(Content::Broken { reason: "x".into(), more: 0 }),
            article("“Éclair”", Some(Date::day(2024, 5, 1)), "b", "work"),
            article("eagle", None, "", "asylum"),
            article("Apple", Some(Date::day(2025, 1, 31)), "B", ""),
            article("zebra", Some(Date::day(2024, 5, 1)), "a", "asylum"),
        ]
    }

    #[test]
    fn every_order_has_its_order() {
        for (name, expected) in [
            ("newest", [3, 1, 4, 2, 0]),
            ("oldest", [1, 4, 3, 2, 0]),
            ("headline", [3, 2, 1, 4, 0]),
            ("publisher", [4, 3, 1, 2, 0]),
            ("topic", [4, 2, 1, 3, 0]),
            ("path", [0, 1, 2, 3, 4]),
        ] {
            assert_eq!(order(&Library::of(some()), Order::from_name(name).unwrap()), expected, "{name}");
        }
    }

    #[test]
    fn groups_have_labels() {
        let entries = some();
        let label = |index: usize, order| group(&entries[index], order).map(Clean::into_string);
        assert_eq!(label(1, Order::Newest).as_deref(), Some("2024"));
        assert_eq!(label(1, Order::Topic).as_deref(), Some("work"));
        assert_eq!(label(3, Order::Publisher).as_deref(), Some("B"));
        assert_eq!(label(3, Order::Topic), None);
        assert_eq!(label(1, Order::Headline), None);
        assert_eq!(label(0, Order::Newest), None);
    }

    #[test]
    fn groups_end_where_another_name_begins() {
        let some_of = |topic: &str, count: usize| (0..count).map(|_| article("x", None, "", topic)).collect::<Vec<_>>();
        for counts in [[1, 1, 1], [2, 7, 3], [9, 1, 16], [5, 0, 33]] {
            let names = ["asylum", "Work", ""];
            let entries = names.iter().zip(counts).flat_map(|(name, count)| some_of(name, count));
            let library = Library::of(entries);
            let expected: Vec<usize> = counts
                .iter()
                .scan(0, |sum, count| {
                    *sum += count;
                    Some((*count, *sum))
                })
                .filter(|(count, _)| *count > 0)
                .map(|(_, end)| end)
                .collect();
            let rows = order(&library, Order::Topic);
            assert_eq!(group_ends(&library, &rows, Order::Topic), expected);
            assert_eq!(group_ends(&library, &rows, Order::Newest), [0; 0]);
        }
        let library = Library::of([article("x", None, "", "asylum"), article("x", None, "", "Asylum")]);
        assert_eq!(group_ends(&library, &[0, 1], Order::Topic), [2], "two spellings are one group");
        assert_eq!(group_ends(&library, &[], Order::Topic), [0; 0]);
    }

    #[test]
    fn the_table_goes_round_and_names_are_unique() {
        let mut order = Order::default();
        for expected in Order::ALL {
            assert_eq!(order, expected);
            assert_eq!(Order::from_name(order.name()), Some(order));
            assert!(!order.description().is_empty());
            order = order.next();
        }
        assert_eq!(order, Order::default());
    }
}
