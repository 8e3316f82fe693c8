//! The takeaways that a question means, with their articles: what a [brief](crate::export::brief) is made of.

use std::collections::HashMap;

use super::{AskError, Snapshot, ask};
use crate::article::{Date, Part};
use crate::export::brief::Matched;
use crate::library::{Origin, open};
use crate::search::hit::{Hit, Kind, Question};
use crate::text::Clean;

/// What is gathered for a brief.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The articles, best first, with the takeaways that match.
    pub matched: Vec<Matched>,
    /// Where they are.
    pub origins: Vec<Origin>,
    /// How many takeaways match, those included that were not wanted.
    pub total: usize,
    /// The query that is answered instead, where nothing matches what was typed.
    pub instead: Option<Clean>,
}

/// Gathers the takeaways that match, as many as the question wants, from the files as they are now. What has gone since it was
/// indexed is not among them.
///
/// # Errors
/// See [`AskError`].
pub fn gather(snapshot: &Snapshot, question: &Question, today: &Date) -> Result<Gathered, AskError> {
    let question = Question { kind: Some(Kind::Takeaway), facets: false, ..question.clone() };
    let answer = ask(snapshot, &question, today)?;
    let mut gathered = Gathered { total: answer.total(), instead: answer.instead.clone(), ..Gathered::default() };
    let mut wanted: Vec<(&Hit, Vec<usize>)> = Vec::new();
    let mut places: HashMap<&Origin, usize> = HashMap::new();
    for hit in answer.hits.iter().take(question.limit) {
        let Part::Takeaway(index) = hit.place.part else { continue };
        let place = *places.entry(&hit.origin).or_insert(wanted.len());
        match wanted.get_mut(place) {
            Some((_, takeaways)) => takeaways.push(index),
            None => wanted.push((hit, vec![index])),
        }
    }
    for (first, takeaways) in wanted {
        if let Some(article) = open::open(&first.origin).article {
            gathered.matched.push(Matched { id: first.id.clone(), article, takeaways });
            gathered.origins.push(first.origin.clone());
        }
    }
    Ok(gathered)
}
