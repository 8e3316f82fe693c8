//! The takeaways that a question means, with their articles, and the [brief](crate::export::brief) that is made of them.

use std::collections::HashMap;

use rayon::prelude::*;

use super::scan::Stop;
use super::{AskError, Snapshot, ask_unless};
use crate::article::{Article, Date, Part, Reckoning};
use crate::export::brief::{Matched, Stand, brief};
use crate::library::{Origin, open};
use crate::search::hit::{Hit, Kind, Narrowing, Question};
use crate::text::{Clean, clean};

/// What is gathered for a brief.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The articles, best first, with the takeaways that match.
    pub matched: Vec<Matched>,
    /// Where they are.
    pub origins: Vec<Origin>,
    /// How many takeaways match, those included that were not wanted.
    pub total: usize,
    /// What was typed.
    pub typed: Clean,
    /// The query that is answered instead, where nothing matches what was typed.
    pub instead: Option<Clean>,
    /// What the articles are narrowed to, as the query language has it.
    pub narrowed: Vec<Clean>,
}

impl Gathered {
    /// The brief, and where each takeaway stands in it; statuses with their ages, where those are reckoned.
    #[must_use]
    pub fn brief(&self, by: Option<Reckoning>) -> (Article, Vec<Stand>) {
        let (page, stands) = brief(&self.title(), &self.matched, by);
        (Article { summary: self.correction().map(|said| said.as_str().into()), ..page }, stands)
    }

    /// What the brief is called: the query that is answered, with its narrowings.
    #[must_use]
    pub fn title(&self) -> Clean {
        let query = self.instead.as_ref().unwrap_or(&self.typed);
        let parts = std::iter::once(query).chain(&self.narrowed).map(|part| part.trim());
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        clean::line(&format!("Brief: {}", parts.join(" ")))
    }

    /// That another query is answered than the one that was typed, where that is so.
    #[must_use]
    pub fn correction(&self) -> Option<Clean> {
        let (typed, instead) = (&self.typed, self.instead.as_ref()?);
        Some(clean::line(&format!("No exact match for “{typed}”. These takeaways match “{instead}”.")))
    }
}

/// Gathers the takeaways that match, as many as the question wants, from the files as they are now, unless it is told to stop.
/// What has gone since it was indexed is not among them.
///
/// # Errors
/// See [`AskError`].
pub fn gather(snapshot: &Snapshot, question: &Question, today: &Date, stop: Stop<'_>) -> Result<Gathered, AskError> {
    let question = Question { kind: Some(Kind::Takeaway), facets: false, ..question.clone() };
    let answer = ask_unless(snapshot, &question, today, stop)?;
    let mut gathered = Gathered {
        total: answer.total(),
        typed: clean::line(&question.typed),
        instead: answer.instead.clone(),
        narrowed: question.narrowed.iter().map(Narrowing::spelled).collect(),
        ..Gathered::default()
    };
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
    // In the order of the hits, whoever is read first.
    let read = wanted.into_par_iter().map(|(first, takeaways)| {
        let article = if stop() { None } else { open::open(&first.origin).article };
        article.map(|article| (Matched { id: first.id.clone(), article, takeaways }, first.origin.clone()))
    });
    let read: Vec<Option<(Matched, Origin)>> = read.collect();
    if stop() {
        return Err(AskError::Stopped);
    }
    (gathered.matched, gathered.origins) = read.into_iter().flatten().unzip();
    Ok(gathered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::hit::Facet;

    #[test]
    fn a_title_says_what_is_answered_and_a_correction_is_said_plainly() {
        let narrowing = |facet, value: &str| Narrowing { facet, value: value.into() }.spelled();
        let narrowed = vec![narrowing(Facet::Place, "El \"Paso\""), narrowing(Facet::Year, "2024")];
        let gathered = Gathered { typed: "appael".into(), narrowed, ..Gathered::default() };
        assert_eq!(&*gathered.title(), "Brief: appael place:\"El  Paso \" in:2024");
        assert_eq!(gathered.correction(), None);
        let gathered = Gathered { instead: Some("appeal".into()), ..gathered };
        assert_eq!(&*gathered.title(), "Brief: appeal place:\"El  Paso \" in:2024");
        let (page, _) = gathered.brief(None);
        let said = "No exact match for “appael”. These takeaways match “appeal”.";
        assert_eq!(page.summary.map(|said| said.raw().to_owned()).as_deref(), Some(said));
        let alone = Gathered { narrowed: vec![narrowing(Facet::Topic, "asylum")], ..Gathered::default() };
        assert_eq!(&*alone.title(), "Brief: topic:asylum");
    }
}
