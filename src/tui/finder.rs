//! The finder: the state of the search screen. What is asked, what came back, which hit is under the cursor.
//!
//! It asks by handing out a [`Question`] and takes the answer when that comes; whether a thread, a test or nobody answers
//! is not its business. An answer counts only for the question that is awaited; until it is there, and while a query is
//! wrong, the last good hits stay. The state outlives the screen, so that whoever goes to an article and comes back finds
//! the same hit under the cursor.
//!
//! What must not live here: keys, effects, cells, the index.

pub mod facets;
pub mod list;
pub mod recall;
pub mod snippet;

use super::line::Line;
use crate::diagnostic::Diagnostic;
use crate::search::hit::{Answer, Facet, Hit, Kind, Narrowing, Question};
use crate::text::Foreign;
use facets::Facets;
use list::List;
use recall::Recall;

/// Hits that are asked for at first.
const FIRST: usize = 100;
/// How many more are asked for when the cursor comes near the end of those.
const GROWTH: usize = 4;
/// Hits that are asked for at most: a list of more is not read but narrowed.
const LARGEST: usize = 25_600;
/// How near the end of the hits the cursor must be for more to be asked for.
const NEAR: usize = 30;

/// What has the keyboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The line: one types, and the hits change.
    #[default]
    Line,
    /// The line still, but the last key moved among the hits: a real cursor belongs there.
    Hits,
    /// The facets.
    Facets,
}

/// Counts of all kinds.
#[derive(Clone, Debug)]
struct Counts {
    /// What they belong to, but for kind and limit.
    of: Question,
    /// In the order of [`Kind::ALL`].
    by_kind: [Option<usize>; 6],
    /// Whether they are of a snapshot that has been overtaken: good enough to be shown until newer ones come.
    overtaken: bool,
}

impl Counts {
    fn belong_to(&self, question: &Question) -> bool {
        self.of.typed == question.typed && self.of.narrowed == question.narrowed
    }
}

/// How a query came to the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Entry {
    /// As a whole: what is left open is a mistake.
    #[default]
    Whole,
    /// It is being typed.
    Live,
    /// It was left there the last time: what is typed next takes its place.
    Left,
}

/// The state of the search screen.
#[derive(Debug, Default)]
pub struct Finder {
    /// The query.
    pub line: Line,
    /// What has the keyboard.
    pub focus: Focus,
    /// The only kind that is wanted.
    pub kind: Option<Kind>,
    /// Values that the articles must have, in the order in which they were chosen.
    pub narrowed: Vec<Narrowing>,
    /// The last good answer.
    pub answer: Answer,
    /// What is wrong with the query.
    pub mistake: Option<Box<Diagnostic>>,
    /// Where in the hits the reader is.
    pub list: List,
    /// Where in the facets.
    pub facets: Facets,
    /// Earlier and saved searches.
    pub recall: Recall,
    /// How the query came to the line.
    pub entry: Entry,
    /// Hits that are wanted.
    limit: usize,
    /// What the last good answer answers.
    answered: Option<Question>,
    /// What is awaited.
    awaited: Option<Question>,
    /// Whether the first hit is to be opened when the answer comes.
    opens: bool,
    /// Counts of all kinds: an answer about one kind has no others.
    counts: Option<Counts>,
}

/// What is to be done after an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing.
    Nothing,
    /// Ask this.
    Ask(Question),
    /// Open the hit under the cursor: `Enter` came before the answer.
    Open,
}

impl Finder {
    /// Asks what is on the line now. None where there is nothing to ask, or it is being asked already.
    pub fn ask(&mut self) -> Option<Question> {
        self.limit = FIRST;
        self.ask_up_to_limit()
    }

    /// Asks the same again: there is a newer snapshot, or the screen is opened again.
    pub fn ask_again(&mut self) -> Option<Question> {
        self.limit = self.limit.max(FIRST);
        self.awaited = None;
        if let Some(counts) = &mut self.counts {
            counts.overtaken = true;
        }
        self.ask_up_to_limit()
    }

    /// Asks for more hits where the cursor comes near the end of those that came, and there may be more.
    pub fn ask_for_more(&mut self) -> Option<Question> {
        let answered = self.answered.as_ref().filter(|_| self.awaited.is_none())?;
        let came = self.answer.hits.len();
        let left = came.saturating_sub(self.list.cursor);
        if came < answered.limit || left >= NEAR || self.limit >= LARGEST {
            return None;
        }
        self.limit = self.limit.saturating_mul(GROWTH).min(LARGEST);
        self.ask_up_to_limit()
    }

    fn ask_up_to_limit(&mut self) -> Option<Question> {
        self.opens = false;
        if self.is_resting() {
            self.awaited = None;
            self.answered = None;
            self.mistake = None;
            self.answer = Answer::default();
            self.list.put(0, 0);
            return None;
        }
        let question = Question {
            typed: self.line.text(),
            live: self.entry != Entry::Whole,
            kind: self.kind,
            narrowed: self.narrowed.clone(),
            limit: self.limit,
            facets: true,
        };
        if self.awaited.as_ref() == Some(&question) {
            return None;
        }
        self.awaited = Some(question.clone());
        Some(question)
    }

    /// Whether nothing is searched for: then earlier and saved searches are shown.
    #[must_use]
    pub fn is_resting(&self) -> bool {
        self.line.text().trim().is_empty() && self.narrowed.is_empty()
    }

    /// Whether an answer is awaited.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.awaited.is_some()
    }

    /// The line was edited.
    pub fn edited(&mut self) -> Option<Question> {
        self.entry = Entry::Live;
        self.focus = Focus::Line;
        self.recall.let_go();
        self.ask()
    }

    /// A whole query takes the line.
    pub fn set(&mut self, query: &str) -> Option<Question> {
        self.line = Line::new(query);
        self.entry = Entry::Whole;
        self.focus = Focus::Line;
        self.ask()
    }

    /// Begins anew with a query: no kind, no narrowing.
    pub fn start(&mut self, query: &str) -> Option<Question> {
        self.recall.let_go();
        self.narrowed.clear();
        self.kind = None;
        self.set(query)
    }

    /// Takes the answer to a question. One that is not awaited is dropped.
    pub fn answered(&mut self, question: &Question, answer: Result<Answer, Box<Diagnostic>>) -> Next {
        if self.kind.is_some() && self.probe().as_ref() == Some(question) {
            if let Ok(answer) = answer {
                self.counts = Some(Counts { of: question.clone(), by_kind: answer.counts, overtaken: false });
            }
            return Next::Nothing;
        }
        if self.awaited.as_ref() != Some(question) {
            return Next::Nothing;
        }
        self.awaited = None;
        let opens = std::mem::take(&mut self.opens);
        match answer {
            Err(mistake) => {
                self.mistake = Some(mistake);
                Next::Nothing
            }
            Ok(answer) => {
                self.mistake = None;
                self.take(question, answer);
                if opens && self.hit().is_some() {
                    return Next::Open;
                }
                self.probe_where_needed()
            }
        }
    }

    fn take(&mut self, question: &Question, answer: Answer) {
        let same_words = self.answered.as_ref().is_some_and(|before| before.typed == question.typed);
        let same_list = self
            .answered
            .as_ref()
            .is_some_and(|before| same_words && before.kind == question.kind && before.narrowed == question.narrowed);
        let here = self.hit().filter(|_| same_words).cloned();
        let again = here.and_then(|here| answer.hits.iter().position(|hit| is_same(hit, &here)));
        let value = self.facet_value(self.facets.cursor).map(|(facet, value, _)| (facet, value.clone()));
        self.answer = answer;
        self.list.put(again.or_else(|| same_list.then_some(self.list.cursor)).unwrap_or(0), self.answer.hits.len());
        if question.kind.is_none() {
            self.counts = Some(Counts { of: question.clone(), by_kind: self.answer.counts, overtaken: false });
        }
        self.answered = Some(question.clone());
        let values = self.facet_values();
        let again = value.and_then(|(facet, value)| values.iter().position(|row| row.0 == facet && *row.1 == value));
        self.facets.cursor = again.unwrap_or(self.facets.cursor).min(values.len().saturating_sub(1));
    }

    /// The question behind the counts of all kinds, where but one is listed.
    fn probe(&self) -> Option<Question> {
        let answered = self.answered.clone()?;
        Some(Question { kind: None, limit: 1, facets: false, ..answered })
    }

    fn probe_where_needed(&self) -> Next {
        let Some(probe) = self.probe().filter(|_| self.kind.is_some()) else { return Next::Nothing };
        let known = self.counts.as_ref().is_some_and(|counts| counts.belong_to(&probe) && !counts.overtaken);
        if known { Next::Nothing } else { Next::Ask(probe) }
    }

    /// How many hits there are of a kind, of all where none is given; none where that is not known. They belong to the
    /// hits that are shown.
    #[must_use]
    pub fn count(&self, kind: Option<Kind>) -> Option<usize> {
        let answered = self.answered.as_ref()?;
        let of_all = self.counts.as_ref().filter(|counts| counts.belong_to(answered)).map(|counts| &counts.by_kind);
        match kind {
            Some(kind) => {
                let at = Kind::ALL.iter().position(|own| *own == kind)?;
                let known = of_all.and_then(|counts| counts.get(at).copied().flatten());
                self.answer.count(kind).filter(|_| answered.kind == Some(kind)).or(known)
            }
            None => of_all.map(|counts| counts.iter().flatten().sum()),
        }
    }

    /// The hit under the cursor.
    #[must_use]
    pub fn hit(&self) -> Option<&Hit> {
        self.answer.hits.get(self.list.cursor)
    }

    /// Whether the hit under the cursor may be opened now. Where the answer to what was typed is still awaited, it is opened
    /// when that comes; more or newer hits of the same are not waited for.
    pub fn may_open(&mut self) -> bool {
        self.opens = match (&self.awaited, &self.answered) {
            (Some(awaited), Some(answered)) => {
                awaited.typed != answered.typed
                    || awaited.kind != answered.kind
                    || awaited.narrowed != answered.narrowed
            }
            (awaited, _) => awaited.is_some(),
        };
        !self.opens && self.hit().is_some()
    }

    /// The next kind that has hits, as far as is known; all kinds come before the first.
    pub fn cycle_kind(&mut self, forwards: bool) -> Option<Question> {
        let choices: Vec<Option<Kind>> = std::iter::once(None)
            .chain(Kind::ALL.map(Some))
            .filter(|kind| kind.is_none() || *kind == self.kind || self.count(*kind) != Some(0))
            .collect();
        let here = choices.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        let step = if forwards { 1 } else { choices.len() - 1 };
        self.list_kind(choices.get((here + step) % choices.len()).copied().flatten())
    }

    /// Lists one kind alone, or all.
    pub fn list_kind(&mut self, kind: Option<Kind>) -> Option<Question> {
        self.kind = kind;
        self.ask()
    }

    /// Narrows to a value, or widens again where that is in force.
    pub fn toggle(&mut self, facet: Facet, value: &Foreign) -> Option<Question> {
        let before = self.narrowed.len();
        self.narrowed.retain(|own| own.facet != facet || own.value != *value);
        if self.narrowed.len() == before {
            self.narrowed.push(Narrowing { facet, value: value.clone() });
        }
        self.ask()
    }

    /// Narrows to the value under the cursor of the facets, or widens again. None where there is no value.
    pub fn toggle_here(&mut self) -> Option<Option<Question>> {
        let (facet, value) = self.facet_value(self.facets.cursor).map(|(facet, value, _)| (facet, value.clone()))?;
        Some(self.toggle(facet, &value))
    }

    /// Takes the last narrowing away.
    pub fn widen_last(&mut self) -> Option<Question> {
        self.narrowed.pop()?;
        self.ask()
    }

    /// Takes every narrowing away.
    pub fn widen(&mut self) -> Option<Question> {
        self.narrowed.clear();
        self.ask()
    }
}

/// Whether two hits are the same place.
fn is_same(one: &Hit, other: &Hit) -> bool {
    one.kind == other.kind && one.place == other.place && one.origin == other.origin
}

#[cfg(test)]
mod tests;
