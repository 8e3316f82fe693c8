//! Correcting: what a reader may have meant whose words nothing has. The nearest words of the index are taken, and the answer says so.

use std::collections::HashMap;

use super::snapshot::Snapshot;
use crate::search::query::Query;

/// Words shorter than this have too many neighbours.
const SHORTEST: usize = 5;
/// From so many letters on, two typos are forgiven.
const LONG: usize = 8;
/// Longer words are not typed.
const LONGEST: usize = 40;

/// The query with the nearest words that the index has; none where there are none, or the words are in the index already.
pub(super) fn corrected(snapshot: &Snapshot, query: &Query) -> tantivy::Result<Option<Query>> {
    let mut asked = Vec::new();
    collect_words(query, &mut asked);
    let mut nearest: HashMap<String, Option<String>> = HashMap::new();
    for word in asked {
        let near = near(snapshot, &word)?;
        nearest.insert(word, near);
    }
    Ok(query.replaced(&|word| nearest.get(word).cloned().flatten()))
}

fn collect_words(query: &Query, words: &mut Vec<String>) {
    let seen = std::cell::RefCell::new(words);
    let _ = query.replaced(&|word| {
        seen.borrow_mut().push(word.to_owned());
        None
    });
}

/// The word of the index that is nearest to one that it has not; of several the most frequent.
fn near(snapshot: &Snapshot, word: &str) -> tantivy::Result<Option<String>> {
    let letters = word.chars().count();
    let Some(searchers) = &snapshot.searchers else { return Ok(None) };
    if !(SHORTEST..=LONGEST).contains(&letters) {
        return Ok(None);
    }
    let most = if letters >= LONG { 2 } else { 1 };
    let mut best: HashMap<String, (usize, u32)> = HashMap::new();
    for (searcher, field) in searchers.vocabulary() {
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut terms = inverted.terms().stream()?;
            while terms.advance() {
                let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
                // A byte more or less is a letter more or less at most.
                if term.len().abs_diff(word.len()) > most * 2 || term.starts_with(char::is_control) {
                    continue;
                }
                // Whoever mistypes a word knows how it begins.
                if term.chars().next() != word.chars().next() {
                    continue;
                }
                let distance = strsim::osa_distance(term, word);
                if distance == 0 {
                    return Ok(None);
                }
                if distance <= most {
                    let known = best.entry(term.to_owned()).or_insert((distance, 0));
                    known.1 += terms.value().doc_freq;
                }
            }
        }
    }
    let nearest = best.into_iter().min_by(|(a, (near_a, often_a)), (b, (near_b, often_b))| {
        near_a.cmp(near_b).then(often_b.cmp(often_a)).then_with(|| a.cmp(b))
    });
    Ok(nearest.map(|(term, _)| term))
}
