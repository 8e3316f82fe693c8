//! Questions and answers of a search: what the interface and the command line ask, and what they get to show.
//!
//! An answer holds everything that a list of hits shows, so that whoever paints it touches neither files nor index. The
//! [`store`](crate::store) makes answers; this module says what they are.

use std::ops::Range;

use crate::article::{Date, Place};
use crate::library::Origin;
use crate::search::query::Within;
use crate::text::{Clean, Foreign, clean};

/// What of an article a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A key takeaway.
    Takeaway,
    /// The headline.
    Headline,
    /// The dek.
    Summary,
    /// The heading of a section.
    Section,
    /// A cited work.
    Source,
    /// A block of the text.
    Paragraph,
}

impl Kind {
    /// All, in the order in which they are listed.
    pub const ALL: [Self; 6] =
        [Self::Takeaway, Self::Headline, Self::Summary, Self::Section, Self::Source, Self::Paragraph];

    /// The name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// What a heading over such hits says.
    #[must_use]
    pub fn plural(self) -> &'static str {
        self.row().1
    }

    /// The kind of that name, in the singular or the plural.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name || kind.plural() == name)
    }

    /// The texts that such hits are found in.
    #[must_use]
    pub fn within(self) -> Within {
        match self {
            Self::Takeaway => Within::Takeaway,
            Self::Headline => Within::Headline,
            Self::Summary => Within::Summary,
            Self::Section => Within::Section,
            Self::Source => Within::Source,
            Self::Paragraph => Within::Body,
        }
    }

    fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Takeaway => ("takeaway", "takeaways"),
            Self::Headline => ("headline", "headlines"),
            Self::Summary => ("summary", "summaries"),
            Self::Section => ("section", "sections"),
            Self::Source => ("source", "sources"),
            Self::Paragraph => ("paragraph", "paragraphs"),
        }
    }
}

/// What articles can be counted and narrowed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// Topics.
    Topic,
    /// The reader's own tags.
    Tag,
    /// Agencies.
    Agency,
    /// Places.
    Place,
    /// Year of publication.
    Year,
    /// Publisher.
    Publisher,
}

impl Facet {
    /// All, in the order in which they are listed.
    pub const ALL: [Self; 6] = [Self::Topic, Self::Tag, Self::Agency, Self::Place, Self::Year, Self::Publisher];

    /// What stands over its values.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Topic => "topics",
            Self::Tag => "tags",
            Self::Agency => "agencies",
            Self::Place => "places",
            Self::Year => "years",
            Self::Publisher => "publishers",
        }
    }

    /// The field of the query language that asks for its values.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Tag => "tag",
            Self::Agency => "agency",
            Self::Place => "place",
            Self::Year => "in",
            Self::Publisher => "publisher",
        }
    }
}

/// A value of a facet that hits are narrowed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narrowing {
    /// Of which facet.
    pub facet: Facet,
    /// The value as [`FacetValue::value`] gave it.
    pub value: Foreign,
}

impl Narrowing {
    /// As it is asked for in the query language: `topic:asylum`, `place:"El Paso"`.
    #[must_use]
    pub fn spelled(&self) -> Clean {
        let (field, value) = (self.facet.field(), self.value.line());
        let is_word = value.chars().all(|c| c.is_alphanumeric() || c == '-');
        clean::line(&if is_word {
            format!("{field}:{value}")
        } else {
            format!("{field}:\"{}\"", value.replace('"', " "))
        })
    }
}

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The query as typed.
    pub typed: String,
    /// Whether it is still being typed: then what is half typed is forgiven.
    pub live: bool,
    /// The only kind that is wanted; all where none.
    pub kind: Option<Kind>,
    /// What the articles must be besides.
    pub narrowed: Vec<Narrowing>,
    /// Hits that are wanted at most, kind by kind in the order of [`Kind::ALL`]; the counts are exact all the same.
    pub limit: usize,
    /// Whether facets are to be counted.
    pub facets: bool,
}

/// A place that matches, with what a list shows of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// The file.
    pub origin: Origin,
    /// The id of the article.
    pub id: Foreign,
    /// Where in the article.
    pub place: Place,
    /// Its text: a takeaway, a heading, the title of a source, a paragraph.
    pub text: Clean,
    /// What matched, in bytes of `text`, in order and apart.
    pub marks: Vec<Range<usize>>,
    /// The headline of its article.
    pub headline: Clean,
    /// When that was published.
    pub published: Option<Date>,
    /// Its first topic.
    pub topic: Option<Clean>,
    /// How well it matches: greater is better; comparable within one answer.
    pub score: f32,
}

/// A value of a facet and how many articles with hits have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// The value.
    pub value: Foreign,
    /// Articles.
    pub articles: usize,
}

/// What is found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Kind by kind in the order of [`Kind::ALL`], the best of each first.
    pub hits: Vec<Hit>,
    /// How many there are of each kind: of takeaways each one, of the others the articles that have such a hit. None where
    /// that kind was not asked for.
    pub counts: [Option<usize>; 6],
    /// Articles with a hit.
    pub articles: usize,
    /// For each facet its most frequent values.
    pub facets: Vec<(Facet, Vec<FacetValue>)>,
    /// The query that is answered instead, where nothing matches what was typed.
    pub instead: Option<Clean>,
    /// Articles whose text is in the index and articles in all, where not all are yet: the results so far.
    pub so_far: Option<(usize, usize)>,
}

impl Answer {
    /// How many there are of a kind.
    #[must_use]
    pub fn count(&self, kind: Kind) -> Option<usize> {
        Kind::ALL.iter().position(|own| *own == kind).and_then(|at| self.counts.get(at).copied().flatten())
    }

    /// Says how many there are of a kind.
    pub fn set_count(&mut self, kind: Kind, count: usize) {
        for (own, slot) in Kind::ALL.into_iter().zip(&mut self.counts) {
            if own == kind {
                *slot = Some(count);
            }
        }
    }

    /// How many there are in all.
    #[must_use]
    pub fn total(&self) -> usize {
        self.counts.iter().flatten().sum()
    }
}
