//! What stands in the rows of two articles: who says it and since when, topics, sources that both have, takeaways.

use std::ops::Range;

use super::super::board::words;
use super::Compared;
use crate::article::shown::{BETWEEN, byline, name};
use crate::article::status::CHECK_IT;
use crate::article::{Article, Part, Place, Reckoning};
use crate::insight::alike::Alike;
use crate::text::fold::fold;
use crate::text::{Clean, Foreign, clean};
use crate::tui::theme::Role;

/// What stands in one row.
#[derive(Debug)]
pub(super) enum Row {
    /// Over what follows.
    Label(&'static str),
    /// Something of one or of both articles.
    Sides([Option<Cell>; 2]),
    /// Something that both have, said once.
    Both(Clean, Clean, [Place; 2]),
    /// A remark.
    Said(Clean),
}

/// Something of one article.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) lead: Clean,
    pub(super) text: Clean,
    pub(super) role: Role,
    /// What is said below it, and what of that warns.
    pub(super) facts: (Clean, Vec<Range<usize>>),
    pub(super) place: Place,
}

/// What an article is called here.
pub(super) fn letter(side: usize) -> &'static str {
    if side == 0 { "A" } else { "B" }
}

/// A takeaway of one or of both articles.
type Pair = [Option<usize>; 2];

/// Everything that is shown, from the top.
pub(super) fn rows(sides: &[Compared; 2], alike: &Alike, reckoning: Option<Reckoning>) -> Vec<Row> {
    let [a, b] = sides.each_ref().map(|side| &*side.article);
    let mut rows = vec![Row::Sides([Some(head(a, 0, reckoning)), Some(head(b, 1, reckoning))])];
    rows.push(Row::Label("TOPICS"));
    rows.push(Row::Said(topics(a, b)));
    rows.push(Row::Label("SOURCES THAT BOTH CITE"));
    rows.extend(alike.sources.iter().filter_map(|pair| shared(a, *pair)));
    if alike.sources.is_empty() {
        rows.push(Row::Said("none".into()));
    }
    let mut takeaways = alike.takeaways.iter().peekable();
    let both = |pair: &Pair| pair.iter().all(Option::is_some);
    let sides = |[one, other]: &Pair| {
        Row::Sides([one.and_then(|at| takeaway(a, 0, at)), other.and_then(|at| takeaway(b, 1, at))])
    };
    if takeaways.peek().is_some_and(|first| both(first)) {
        rows.push(Row::Label("TAKEAWAYS OF LIKE WORDING"));
        while let Some(pair) = takeaways.next_if(|pair| both(pair)) {
            rows.push(sides(pair));
        }
        if takeaways.peek().is_some() {
            rows.push(Row::Label("OTHER TAKEAWAYS"));
        }
    } else {
        rows.push(Row::Label("KEY TAKEAWAYS"));
    }
    // Those that are alone stand beside each other, too: below each other half of the screen were empty.
    let (ones, others): (Vec<&Pair>, Vec<&Pair>) = takeaways.partition(|pair| pair[0].is_some());
    let most = ones.len().max(others.len());
    let alone = |at: usize| [ones.get(at).and_then(|pair| pair[0]), others.get(at).and_then(|pair| pair[1])];
    rows.extend((0..most).map(|at| sides(&alone(at))));
    if alike.takeaways.is_empty() {
        rows.push(Row::Said("neither records any".into()));
    }
    rows
}

/// Headline, who and where, the recorded status with its day and age.
fn head(article: &Article, side: usize, reckoning: Option<Reckoning>) -> Cell {
    let (mut said, mut marks) = (byline(article).join("\n"), Vec::new());
    if let (Some(status), Some(by)) = (&article.status, reckoning) {
        said.extend(status.ago(by).map(|ago| format!(", {}", ago.replace(' ', "\u{a0}"))));
        if status.is_stale(by) {
            said.push_str("\u{a0}· ");
            marks.push(said.len()..said.len() + CHECK_IT.len());
            said.push_str(CHECK_IT);
        }
    }
    let facts = (clean::lines(&said), marks);
    Cell {
        lead: letter(side).into(),
        text: article.headline.line(),
        role: Role::Headline,
        facts,
        place: Place::default(),
    }
}

fn takeaway(article: &Article, side: usize, at: usize) -> Option<Cell> {
    let part = Part::Takeaway(at);
    article.takeaways.get(at)?;
    let lead = clean::line(&format!("{}{BETWEEN}t{}", letter(side), at + 1));
    let facts = (Clean::default(), Vec::new());
    Some(Cell { lead, text: words(article, part), role: Role::Takeaway, facts, place: Place::start(part) })
}

/// The topics of both, then those of one alone.
fn topics(a: &Article, b: &Article) -> Clean {
    let has =
        |article: &Article, topic: &Foreign| article.topics.iter().any(|own| fold(own.raw()) == fold(topic.raw()));
    let list = |topics: Vec<&Foreign>, whose: &str| {
        let names: Vec<String> = topics.into_iter().map(|topic| topic.line().into_string()).collect();
        (!names.is_empty()).then(|| format!("{whose}: {}", names.join(", ")))
    };
    let said = [
        list(a.topics.iter().filter(|topic| has(b, topic)).collect(), "both"),
        list(a.topics.iter().filter(|topic| !has(b, topic)).collect(), "A alone"),
        list(b.topics.iter().filter(|topic| !has(a, topic)).collect(), "B alone"),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    if said.is_empty() { "none are recorded".into() } else { clean::line(&said.join(BETWEEN)) }
}

/// A source that both cite.
fn shared(a: &Article, pair: [usize; 2]) -> Option<Row> {
    let [here, there] = pair;
    let lead = clean::line(&format!("src{} of A{BETWEEN}src{} of B", here + 1, there + 1));
    let text = name(a.sources.get(here)?).map(Foreign::line).unwrap_or_default();
    Some(Row::Both(lead, text, pair.map(|at| Place::start(Part::Source(at)))))
}
