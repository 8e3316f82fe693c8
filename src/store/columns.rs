//! Columns: what articles are counted and narrowed by, as small numbers beside the rows, so that facets of 100,000 articles are
//! counted while a key is pressed. They are kept in the file of rows; where the library has changed since, only the records of
//! what is new are decoded.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::section::Section;
use super::set::{Numbers, RowSet};
use super::values::{Values, Written};
use crate::library::{Card, Library, Row, Traits};
use crate::search::hit::{Facet, FacetValue, Narrowing};
use crate::text::Foreign;
use crate::text::fold::fold;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Topic,
    Agency,
    Place,
    Publisher,
    Author,
    Language,
    Status,
}

impl Column {
    const ALL: [Self; 7] =
        [Self::Topic, Self::Agency, Self::Place, Self::Publisher, Self::Author, Self::Language, Self::Status];

    fn of(facet: Facet) -> Option<Self> {
        match facet {
            Facet::Topic => Some(Self::Topic),
            Facet::Agency => Some(Self::Agency),
            Facet::Place => Some(Self::Place),
            Facet::Publisher => Some(Self::Publisher),
            // The rows know their years, and tags are of no file.
            Facet::Year | Facet::Tag => None,
        }
    }

    fn values<'a>(self, card: &'a Card) -> Box<dyn Iterator<Item = &'a Foreign> + 'a> {
        match self {
            Self::Topic => Box::new(card.topics.iter()),
            Self::Agency => Box::new(card.agencies.iter()),
            Self::Place => Box::new(card.places.iter()),
            Self::Publisher => Box::new(card.publisher.iter()),
            Self::Author => Box::new(card.authors.iter()),
            Self::Language => Box::new(card.language.iter()),
            Self::Status => Box::new(card.status.iter().map(|status| &status.state)),
        }
    }
}

/// The columns of a library.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    columns: Vec<Values>,
    years: Vec<u16>,
}

/// Rows that one thread decodes at once.
const SHARE: usize = 2048;

impl Columns {
    /// Of a library.
    fn of(library: &Library) -> Self {
        let rows: Vec<usize> = (0..library.len()).collect();
        Self { columns: decoded(library, &rows), years: years(library) }
    }

    /// Of a library, from those of an earlier one: a row that has its number from there has its values from there.
    fn after(library: &Library, numbers: &Numbers, columns: &Arc<Self>) -> Arc<Self> {
        let known = |row: &Row| numbers.row(row.number.into());
        let places: Vec<Option<usize>> = library.rows().iter().map(known).collect();
        let same =
            columns.years.len() == places.len() && places.iter().enumerate().all(|(at, place)| *place == Some(at));
        if same {
            return Arc::clone(columns);
        }
        let fresh: Vec<usize> =
            places.iter().enumerate().filter(|(_, place)| place.is_none()).map(|(at, _)| at).collect();
        let fresh = decoded(library, &fresh);
        let broken: Vec<bool> = library.rows().iter().map(|row| row.traits.has(Traits::BROKEN)).collect();
        let columns = columns.columns.iter().zip(&fresh).map(|(old, fresh)| old.merged(fresh, &places, &broken));
        Arc::new(Self { columns: columns.collect(), years: years(library) })
    }

    /// As bytes of a file.
    pub(super) fn to_bytes(&self) -> Option<Vec<u8>> {
        let written: Vec<Written<&str>> = self.columns.iter().map(Values::written).collect();
        postcard::to_stdvec(&written).ok()
    }

    /// The columns that [`Self::to_bytes`] wrote, of these rows; none where they are not of so many.
    fn from_bytes(bytes: &[u8], library: &Library) -> Option<Self> {
        let written: Vec<Written<&str>> = postcard::from_bytes(bytes).ok()?;
        let columns: Vec<Values> = written.into_iter().map(Values::read).collect();
        let fits = columns.len() == Column::ALL.len() && columns.iter().all(|it| it.len() == library.len());
        fits.then(|| Self { columns, years: years(library) })
    }

    fn column(&self, column: Column) -> Option<&Values> {
        let at = Column::ALL.iter().position(|own| *own == column)?;
        self.columns.get(at)
    }

    /// The rows that have a value which the test keeps, by its folded form.
    pub(super) fn rows(&self, column: Column, rows: usize, keep: impl Fn(&str) -> bool) -> RowSet {
        self.column(column).map_or_else(|| RowSet::none(rows), |values| values.rows(rows, keep))
    }

    /// The rows that a narrowing keeps.
    pub(super) fn narrowed(&self, narrowing: &Narrowing, rows: usize) -> RowSet {
        let Some(column) = Column::of(narrowing.facet) else {
            let year = narrowing.value.raw().parse::<u16>().ok();
            let mut set = RowSet::none(rows);
            let same = self.years.iter().enumerate().filter(|(_, own)| Some(**own) == year);
            same.for_each(|(row, _)| set.insert(row));
            return set;
        };
        let wanted = fold(&narrowing.value.line());
        self.rows(column, rows, |folded| folded == wanted)
    }

    /// The most frequent values of a facet among some rows.
    pub(super) fn count(&self, facet: Facet, among: &RowSet, most: usize) -> Vec<FacetValue> {
        let Some(values) = Column::of(facet).and_then(|column| self.column(column)) else {
            return self.count_years(among, most);
        };
        values.count(among, most)
    }

    /// Years are listed newest first, whatever their counts.
    fn count_years(&self, among: &RowSet, most: usize) -> Vec<FacetValue> {
        let last = self.years.iter().copied().max().unwrap_or(0);
        let mut counts = vec![0usize; usize::from(last) + 1];
        for year in among.iter().filter_map(|row| self.years.get(row)) {
            if let Some(count) = counts.get_mut(usize::from(*year)) {
                *count += 1;
            }
        }
        // 0 is for none.
        let newest = (0..=last).zip(counts).skip(1).rev().filter(|(_, articles)| *articles > 0).take(most);
        newest.map(|(year, articles)| FacetValue { value: year.to_string().into(), articles }).collect()
    }
}

/// What columns there are of an earlier library.
#[derive(Debug, Default)]
pub(super) struct Earlier(Kept);

#[derive(Debug, Default)]
enum Kept {
    #[default]
    Nothing,
    /// Those of a library in memory.
    Made { numbers: Arc<Numbers>, columns: Arc<Columns> },
    /// Those of a file, which are read when somebody asks.
    File { library: Arc<Library>, numbers: Numbers, section: Section, columns: OnceLock<Option<Arc<Columns>>> },
}

impl Earlier {
    /// Columns that have been made.
    pub(super) fn made(numbers: Arc<Numbers>, columns: Arc<Columns>) -> Self {
        Self(Kept::Made { numbers, columns })
    }

    /// Columns in a file of rows, of the library as it was read from there.
    pub(super) fn in_file(library: Arc<Library>, section: Section) -> Self {
        let numbers = Numbers::of(library.rows());
        Self(Kept::File { library, numbers, section, columns: OnceLock::new() })
    }

    /// The columns of a library, from what there is.
    pub(super) fn brought_to(&self, library: &Library) -> Arc<Columns> {
        let earlier = match &self.0 {
            Kept::Nothing => None,
            Kept::Made { numbers, columns } => Some((&**numbers, columns)),
            Kept::File { library, numbers, section, columns } => {
                let read = || section.read().and_then(|bytes| Columns::from_bytes(&bytes, library)).map(Arc::new);
                columns.get_or_init(read).as_ref().map(|columns| (numbers, columns))
            }
        };
        match earlier {
            Some((numbers, columns)) => Columns::after(library, numbers, columns),
            None => Arc::new(Columns::of(library)),
        }
    }
}

fn years(library: &Library) -> Vec<u16> {
    library.rows().iter().map(|row| row.year().unwrap_or(0)).collect()
}

/// The columns of some rows, from their records.
fn decoded(library: &Library, rows: &[usize]) -> Vec<Values> {
    let shares: Vec<Vec<Values>> = rows.par_chunks(SHARE).map(|rows| share(library, rows)).collect();
    (0..Column::ALL.len()).map(|at| Values::joined(shares.iter().filter_map(|share| share.get(at)))).collect()
}

/// The columns of some rows, with names of their own.
fn share(library: &Library, rows: &[usize]) -> Vec<Values> {
    let mut columns: Vec<(Values, HashMap<Foreign, u32>)> = Column::ALL.iter().map(|_| Default::default()).collect();
    for row in rows {
        let entry = library.entry(*row);
        let card = entry.as_ref().and_then(|entry| entry.card());
        for (column, (values, known)) in Column::ALL.into_iter().zip(&mut columns) {
            for value in card.into_iter().flat_map(|card| column.values(card)) {
                let number = known.get(value).copied().unwrap_or_else(|| {
                    let number = values.add(value.clone());
                    known.insert(value.clone(), number);
                    number
                });
                values.give(number);
            }
            values.end_row();
        }
    }
    columns.into_iter().map(|(values, _)| values).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Date;
    use crate::library::{Content, Entry, Origin};

    fn library() -> Library {
        let article = |topics: &[&str], publisher: &str, year| Entry {
            id: "x".into(),
            file: Origin::File("x".into()),
            stamp: crate::disk::Stamp::default(),
            content: Content::Article(Box::new(Card {
                topics: topics.iter().map(|topic| (*topic).into()).collect(),
                publisher: Some(publisher.into()),
                published: Some(Date::day(year, 1, 1)),
                ..Card::default()
            })),
        };
        Library::of([
            article(&["asylum", "Détention", "detention"], "The Paper", 2024),
            article(&["detention"], "The Paper", 2025),
            article(&[], "Other", 2025),
        ])
    }

    #[test]
    fn spellings_are_one_value_and_years_go_newest_first() {
        let library = library();
        let columns = Columns::of(&library);
        let told = |facet| {
            let counted = columns.count(facet, &RowSet::all(3), 10);
            counted.into_iter().map(|it| (it.value.raw().to_owned(), it.articles)).collect::<Vec<_>>()
        };
        assert_eq!(told(Facet::Topic), [("Détention".to_owned(), 2), ("asylum".to_owned(), 1)]);
        assert_eq!(told(Facet::Year), [("2025".to_owned(), 2), ("2024".to_owned(), 1)]);
        assert_eq!(told(Facet::Agency), []);
    }

    #[test]
    fn what_is_counted_can_be_narrowed_to() {
        let columns = Columns::of(&library());
        let rows = |facet, value: &str| {
            columns.narrowed(&Narrowing { facet, value: value.into() }, 3).iter().collect::<Vec<_>>()
        };
        assert_eq!(rows(Facet::Topic, "Détention"), [0, 1]);
        assert_eq!(rows(Facet::Year, "2025"), [1, 2]);
        assert_eq!(rows(Facet::Publisher, "Other"), [2]);
        assert_eq!(rows(Facet::Publisher, "none"), [0; 0]);
    }

    #[test]
    fn what_is_known_is_taken_over_and_only_the_rest_decoded() {
        let numbered =
            |library: &Library, numbers: [u32; 3]| library.with_rows(|at, row| row.numbered(numbers[at], row.traits));
        let before = numbered(&library(), [1, 2, 3]);
        let made = Arc::new(Columns::of(&before));
        let numbers = Numbers::of(before.rows());
        assert!(Arc::ptr_eq(&Columns::after(&before, &numbers, &made), &made), "nothing has changed");
        // Rows 1 and 3 are known: what they say now is not looked at. The second one is new.
        let after = Columns::after(&numbered(&library(), [3, 0, 1]), &numbers, &made);
        let rows = |facet, value: &str| {
            after.narrowed(&Narrowing { facet, value: value.into() }, 3).iter().collect::<Vec<_>>()
        };
        assert_eq!(rows(Facet::Publisher, "Other"), [0]);
        assert_eq!(rows(Facet::Topic, "asylum"), [2]);
        assert_eq!(rows(Facet::Topic, "Détention"), [1, 2]);
    }

    #[test]
    fn columns_go_through_a_file() {
        let library = library();
        let columns = Columns::of(&library);
        let bytes = columns.to_bytes().unwrap();
        let back = Columns::from_bytes(&bytes, &library).unwrap();
        assert_eq!(format!("{back:?}"), format!("{columns:?}"));
        assert!(Columns::from_bytes(&bytes, &Library::default()).is_none());
        assert!(Columns::from_bytes(&bytes[..bytes.len() - 1], &library).is_none());
    }
}
