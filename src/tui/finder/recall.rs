//! Earlier and saved searches: what an empty line offers, and what goes through the line with alt-up and alt-down.

use super::Finder;
use crate::config::RawSearch;
use crate::diagnostic::Diagnostic;
use crate::search::history::History;
use crate::search::hit::Question;
use crate::text::clean;
use crate::text::wrap::{Wrap, wrap};

/// Earlier searches that an empty line offers.
const OFFERED: usize = 8;

/// Earlier and saved searches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recall {
    /// Earlier ones.
    pub past: History,
    /// Whether they are kept for the next time.
    pub kept: bool,
    /// The saved ones, in the order of the config.
    pub saved: Vec<RawSearch>,
    /// The one of those offered that is under the cursor.
    pub cursor: Option<usize>,
    /// The saved one that the line holds.
    from_saved: Option<usize>,
    /// Where in the past the line is, and what was typed before that began.
    walk: Option<(usize, String)>,
}

/// What an empty line says.
const TIPS: [&str; 3] = [
    "Words must all match. \"A phrase\", -without, this or that.",
    "topic: agency: place: takeaway: headline: source: look there alone.",
    "after:2024-06, before:1y, has:evidence, is:unread, tag: note: of your own.",
];

/// A row of an empty line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A line on how one asks.
    Tip(&'static str),
    /// What stands over the offers.
    Label(&'static str),
    /// A search that is offered, by its number.
    Offer(usize),
    /// Air.
    Blank,
}

/// A search that an empty line offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer<'a> {
    /// Its name, where it is a saved one.
    pub name: Option<&'a str>,
    /// Its query.
    pub query: &'a str,
}

impl Recall {
    /// What an empty line offers: the saved ones, then the newest of the past.
    #[must_use]
    pub fn offers(&self) -> Vec<Offer<'_>> {
        let saved = self.saved.iter().map(|saved| Offer { name: Some(&saved.name), query: &saved.query });
        saved.chain(self.past.entries().iter().take(OFFERED).map(|query| Offer { name: None, query })).collect()
    }

    /// Remembers a search; whether it is another one than the newest.
    pub fn remember(&mut self, query: &str) -> bool {
        let newest = self.past.entries().first().cloned();
        self.past.push(query);
        self.past.entries().first() != newest.as_ref()
    }

    /// What stands on the rows of an empty line, in so many cells.
    #[must_use]
    pub fn rows(&self, width: usize) -> Vec<Row> {
        let set = |tip: &'static str| {
            let lines = wrap(tip, Wrap { first: width, rest: width, hyphenate: None });
            lines.into_iter().filter_map(move |line| tip.get(line.range)).map(Row::Tip)
        };
        let mut rows: Vec<Row> = TIPS.into_iter().flat_map(set).collect();
        let saved = self.saved.len();
        let past = self.past.entries().len().min(OFFERED);
        for (label, numbers) in [("saved", 0..saved), ("earlier", saved..saved + past)] {
            if numbers.is_empty() {
                continue;
            }
            rows.extend([Row::Blank, Row::Label(label)]);
            rows.extend(numbers.map(Row::Offer));
        }
        rows
    }

    /// The line is the reader's own again.
    pub(super) fn let_go(&mut self) {
        self.from_saved = None;
        self.walk = None;
        self.cursor = None;
    }

    /// The saved search that the line holds.
    #[must_use]
    pub fn held(&self) -> Option<&RawSearch> {
        self.saved.get(self.from_saved?)
    }
}

impl Finder {
    /// Moves among what an empty line offers.
    pub fn step_offer(&mut self, by: isize) {
        let last = self.recall.offers().len().checked_sub(1);
        self.recall.cursor = match (self.recall.cursor, last) {
            (_, None) => None,
            (None, Some(last)) => Some(if by > 0 { 0 } else { last }),
            (Some(at), Some(last)) => Some(at.saturating_add_signed(by).min(last)),
        };
    }

    /// Puts what is under the cursor of an empty line, or that one of those offered, on the line.
    pub fn take_offer(&mut self, index: Option<usize>) -> Option<Question> {
        let index = index.or(self.recall.cursor)?;
        let query = self.recall.offers().get(index).map(|offer| offer.query.to_owned())?;
        self.recall.let_go();
        self.recall.from_saved = Some(index).filter(|index| *index < self.recall.saved.len());
        self.set(&query)
    }

    /// Begins anew with a saved search.
    pub fn start_saved(&mut self, index: usize) -> Option<Question> {
        self.narrowed.clear();
        self.kind = None;
        self.take_offer(Some(index))
    }

    /// The number of the saved search of that name.
    #[must_use]
    pub fn saved_named(&self, name: &str) -> Option<usize> {
        self.recall.saved.iter().position(|saved| *clean::line(&saved.name) == *clean::line(name))
    }

    /// Goes through the past: older is forwards. Only what begins as the line did counts.
    pub fn walk_past(&mut self, older: bool) -> Option<Question> {
        let (at, typed) = match &self.recall.walk {
            Some((at, typed)) => (Some(*at), typed.clone()),
            None => (None, self.line.text()),
        };
        let fits = |(_, query): &(usize, &String)| query.starts_with(&typed) && **query != typed;
        let mut past = self.recall.past.entries().iter().enumerate().filter(fits);
        let target = match (at, older) {
            (None, true) => past.next(),
            (Some(at), true) => past.find(|(index, _)| *index > at),
            (None, false) => return None,
            (Some(at), false) => past.take_while(|(index, _)| *index < at).last(),
        };
        let (walk, query) = match target {
            Some((index, query)) => (Some((index, typed)), query.clone()),
            None if older => return None,
            // The newest was left: what was typed comes back.
            None => (None, typed),
        };
        self.recall.let_go();
        self.recall.walk = walk;
        self.set(&query)
    }

    /// What to complain of in the config, where the line holds a saved search whose query is wrong.
    #[must_use]
    pub fn wrong_saved(&self) -> Option<Diagnostic> {
        let saved = self.recall.held()?;
        let mistake = self.mistake.as_ref()?;
        Some(Diagnostic { span: Some(saved.query_span.clone()), ..mistake.as_ref().clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finder(past: &[&str]) -> Finder {
        let mut finder = Finder::default();
        for query in past.iter().rev() {
            assert!(finder.recall.remember(query));
        }
        finder
    }

    #[test]
    fn the_newest_is_remembered_once() {
        let mut recall = Recall::default();
        for (query, another) in [("a", true), ("b", true), (" a ", true), ("a", false), ("  ", false)] {
            assert_eq!(recall.remember(query), another, "{query:?}");
        }
        assert_eq!(recall.past.entries(), ["a", "b"]);
    }

    #[test]
    fn the_past_goes_by_on_the_line() {
        let mut finder = finder(&["asylum", "bond", "asylum clock"]);
        finder.set("as");
        let mut seen = Vec::new();
        for older in [true, true, true, false, false, false] {
            finder.walk_past(older);
            seen.push(finder.line.text());
        }
        assert_eq!(seen, ["asylum", "asylum clock", "asylum clock", "asylum", "as", "as"]);
    }

    #[test]
    fn an_empty_line_offers_and_enter_takes() {
        let mut finder = finder(&["asylum", "bond"]);
        finder.recall.saved =
            vec![RawSearch { name: "mine".into(), query: "topic:asylum".into(), ..RawSearch::default() }];
        finder.step_offer(1);
        finder.step_offer(1);
        assert_eq!(finder.take_offer(None).map(|question| question.typed), Some("asylum".to_owned()));
        assert!(finder.recall.held().is_none());
        finder.take_offer(finder.saved_named("mine"));
        assert_eq!(finder.recall.held().map(|saved| saved.query.as_str()), Some("topic:asylum"));
        finder.edited();
        assert!(finder.recall.held().is_none());
    }
}
