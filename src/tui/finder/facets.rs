//! Facets: by what the hits can be narrowed, and how the values share the rows there are.
//!
//! The rows are dealt out one by one, so that every facet shows its most frequent values before any shows its rare ones.
//! The facet under the cursor slides along its values; the others stay at their first.

use super::Finder;
use crate::search::hit::{Facet, FacetValue};
use crate::text::Foreign;

/// Where in the facets the reader is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// The value under the cursor, counted over all facets.
    pub cursor: usize,
}

/// A value of a facet: which, what, in how many articles; none where the answer does not say.
pub type Value<'a> = (Facet, &'a Foreign, Option<usize>);

/// A row of the facets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row<'a> {
    /// What stands over the values, and how many more there are than the rows show.
    Label(Facet, usize),
    /// A value, with its number over all facets.
    Value(usize, Value<'a>),
    /// Air.
    Blank,
}

impl Finder {
    /// Every value of every facet that has any. A value that is in force is there even where the answer leaves it out.
    #[must_use]
    pub fn facet_values(&self) -> Vec<Value<'_>> {
        let mut values = Vec::new();
        for facet in Facet::ALL {
            let came: &[FacetValue] =
                self.answer.facets.iter().find(|(own, _)| *own == facet).map_or(&[], |(_, values)| values);
            let missing = self
                .narrowed
                .iter()
                .filter(|own| own.facet == facet && came.iter().all(|value| value.value != own.value));
            values.extend(missing.map(|own| (facet, &own.value, None)));
            values.extend(came.iter().map(|value| (facet, &value.value, Some(value.articles))));
        }
        values
    }

    /// A value by its number over all facets.
    #[must_use]
    pub fn facet_value(&self, index: usize) -> Option<Value<'_>> {
        self.facet_values().into_iter().nth(index)
    }

    /// Whether hits are narrowed to a value.
    #[must_use]
    pub fn is_narrowed_to(&self, facet: Facet, value: &Foreign) -> bool {
        self.narrowed.iter().any(|own| own.facet == facet && own.value == *value)
    }

    /// The rows that show the facets in `rows` rows.
    #[must_use]
    pub fn facet_rows(&self, rows: usize) -> Vec<Row<'_>> {
        let values = self.facet_values();
        let mut groups: Vec<(Facet, usize, usize)> = Vec::new();
        for (index, (facet, ..)) in values.iter().enumerate() {
            match groups.last_mut() {
                Some((last, _, length)) if last == facet => *length += 1,
                _ => groups.push((*facet, index, 1)),
            }
        }
        // Facets that get no row for a value are left out, the last ones first, but not the one under the cursor.
        let cursor = self.facets.cursor;
        let holds = |(_, start, length): &(Facet, usize, usize)| (*start..start + length).contains(&cursor);
        while groups.len() > 1 && groups.len() * 3 > rows + 1 {
            let out = groups.iter().rposition(|group| !holds(group)).unwrap_or(0);
            groups.remove(out);
        }
        let lengths: Vec<usize> = groups.iter().map(|(.., length)| *length).collect();
        let shares = dealt(&lengths, (rows + 1).saturating_sub(groups.len() * 2));
        let mut out = Vec::new();
        for (group, share) in groups.iter().zip(shares) {
            let (facet, start, length) = *group;
            let skip = if holds(group) { (cursor - start + 1).saturating_sub(share.max(1)) } else { 0 };
            if !out.is_empty() {
                out.push(Row::Blank);
            }
            out.push(Row::Label(facet, length.saturating_sub(share)));
            let shown = values.iter().copied().enumerate().skip(start + skip).take(share);
            out.extend(shown.map(|(index, value)| Row::Value(index, value)));
        }
        out.truncate(rows);
        out
    }

    /// The number of the value on a row of those many.
    #[must_use]
    pub fn facet_on(&self, rows: usize, row: usize) -> Option<usize> {
        self.facet_rows(rows).get(row).and_then(|row| if let Row::Value(index, _) = row { Some(*index) } else { None })
    }
}

/// Deals rows out to lists of these lengths, one by one, until there are no more or every list has what it needs.
fn dealt(lengths: &[usize], rows: usize) -> Vec<usize> {
    let mut shares = vec![0; lengths.len()];
    let mut left = rows;
    while left > 0 {
        let before = left;
        for (share, length) in shares.iter_mut().zip(lengths) {
            if left > 0 && *share < *length {
                *share += 1;
                left -= 1;
            }
        }
        if left == before {
            break;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::hit::Answer;

    fn finder() -> Finder {
        let values = |prefix: &str, count: usize| {
            let value = |n| FacetValue { value: format!("{prefix}{n}").into(), articles: 9 };
            (0..count).map(value).collect::<Vec<_>>()
        };
        let facets = vec![(Facet::Topic, values("t", 9)), (Facet::Agency, vec![]), (Facet::Year, values("y", 2))];
        Finder { answer: Answer { facets, ..Answer::default() }, ..Finder::default() }
    }

    fn spelt(rows: &[Row<'_>]) -> String {
        let one = |row: &Row<'_>| match row {
            Row::Label(facet, 0) => facet.label().to_owned(),
            Row::Label(facet, more) => format!("{}+{more}", facet.label()),
            Row::Value(_, (_, value, _)) => value.raw().to_owned(),
            Row::Blank => "-".to_owned(),
        };
        rows.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn rows_are_dealt_one_by_one() {
        assert_eq!(dealt(&[9, 2, 0], 6), [4, 2, 0]);
        assert_eq!(dealt(&[1, 1], 9), [1, 1]);
        assert_eq!(dealt(&[], 9), [0; 0]);
        assert_eq!(spelt(&finder().facet_rows(9)), "topics+5 t0 t1 t2 t3 - years y0 y1");
    }

    #[test]
    fn the_facet_under_the_cursor_slides() {
        let mut finder = finder();
        finder.facets.cursor = 6;
        assert_eq!(spelt(&finder.facet_rows(9)), "topics+5 t3 t4 t5 t6 - years y0 y1");
        finder.facets.cursor = 10;
        assert_eq!(spelt(&finder.facet_rows(3)), "years y0 y1", "the one under the cursor stays");
        for rows in 0..30 {
            assert!(finder.facet_rows(rows).len() <= rows);
        }
    }

    #[test]
    fn a_value_in_force_is_listed_even_where_no_article_has_it() {
        let mut finder = finder();
        assert!(finder.toggle(Facet::Agency, &"ICE".into()).is_some());
        assert_eq!(spelt(&finder.facet_rows(20)), "topics t0 t1 t2 t3 t4 t5 t6 t7 t8 - agencies ICE - years y0 y1");
    }
}
