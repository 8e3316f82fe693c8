//! Letters of a short form laid over the words of a long one.
//!
//! Every stretch of letters begins with the first letter of a word and may go on inside it. What it costs: a letter inside
//! a word, a word that is left out between (less for *of* and *the*), a word left out at the end. The cheapest way wins, the
//! shortest of equals, where its cost for a letter stays below a limit. The costs were tried on 1,250 abstracts
//! with marked definitions; the result hardly depends on them.

use crate::text::segment;

/// A letter inside a word.
const INSIDE: f64 = 0.8;
/// A word left out between two that have letters.
const LEFT_OUT: f64 = 0.9;
/// The same for a small word.
const SMALL_LEFT_OUT: f64 = 0.2;
/// A word left out at the end.
const AFTER: f64 = 1.2;
/// Words that may be left out one after the other.
const GAP: usize = 2;
/// What a letter may cost.
const LIMIT: f64 = 1.0;
/// What a letter may cost where the long form stands in the bracket, and nothing but it.
const WHOLE_LIMIT: f64 = 0.35;

const SMALL: [&str; 17] =
    ["of", "the", "and", "for", "in", "on", "to", "a", "an", "by", "with", "at", "from", "or", "de", "la", "y"];

/// The letters and digits of a short form in small letters.
pub(super) fn letters(short: &str) -> Vec<char> {
    short.chars().filter(|c| c.is_alphanumeric()).filter_map(small).collect()
}

fn small(c: char) -> Option<char> {
    c.to_lowercase().next()
}

/// Where the long form of a short form begins in a text that ends with it.
pub(super) fn start(short: &str, text: &str) -> Option<usize> {
    let letters = letters(short);
    let (start, cost) = cheapest(&letters, text)?;
    (cost <= LIMIT * as_cost(letters.len())).then_some(start)
}

/// Whether a text is the long form of a short form, from its first word on.
pub(super) fn is_whole(short: &str, text: &str) -> bool {
    let letters = letters(short);
    cheapest(&letters, text).is_some_and(|(start, cost)| start == 0 && cost < WHOLE_LIMIT * as_cost(letters.len()))
}

/// The same as [`start`] by the original method: letters anywhere in order, the first at the beginning of a word; of no more
/// words than letters.
pub(super) fn anywhere(short: &str, text: &str) -> Option<usize> {
    let letters = letters(short);
    if !short.contains(char::is_uppercase) {
        return None;
    }
    let (first, inner) = letters.split_first()?;
    let mut chars = text.char_indices().rev().peekable();
    for letter in inner.iter().rev() {
        chars.find(|(_, c)| small(*c) == Some(*letter))?;
    }
    while let Some((at, c)) = chars.next() {
        let begins = chars.peek().is_none_or(|(_, before)| !before.is_alphanumeric());
        if begins && small(c) == Some(*first) {
            let words = text.get(at..)?.split_whitespace().count();
            return (words <= letters.len()).then_some(at);
        }
    }
    None
}

/// A word of the text.
struct Word {
    at: usize,
    letters: Vec<char>,
    /// What it costs to leave it out.
    left_out: f64,
}

/// The start and the cost of the cheapest way.
fn cheapest(letters: &[char], text: &str) -> Option<(usize, f64)> {
    let words: Vec<Word> = words(text);
    // costs[letter][word]: the letters from this one on, this one at the beginning of this word.
    let mut costs: Vec<Vec<Option<f64>>> = vec![vec![None; words.len()]; letters.len()];
    for letter in (0..letters.len()).rev() {
        for word in (0..words.len()).rev() {
            let cost = from_word(letters.get(letter..)?, (letter, word), &words, &costs);
            *costs.get_mut(letter)?.get_mut(word)? = cost;
        }
    }
    let ways = words.iter().zip(costs.first()?).filter_map(|(word, cost)| Some((word.at, (*cost)?)));
    // The last of equals: `<=` lets a later start replace an earlier one.
    ways.reduce(|best, way| if way.1 <= best.1 { way } else { best })
}

/// The cost of `rest` of the letters from a word on, the first of them at its beginning.
fn from_word(rest: &[char], at: (usize, usize), words: &[Word], costs: &[Vec<Option<f64>>]) -> Option<f64> {
    let (letter, number) = at;
    let word = words.get(number)?;
    if word.letters.first() != rest.first() {
        return None;
    }
    let mut inside = word.letters.iter().skip(1);
    let mut best: Option<f64> = None;
    let mut cost = 0.0;
    for taken in 1..=rest.len() {
        let on = match rest.get(taken) {
            None => Some(AFTER * as_cost(words.len() - 1 - number)),
            Some(_) => after_word(costs.get(letter + taken)?, number, words),
        };
        let way = on.map(|on| on + cost);
        best = [best, way].into_iter().flatten().reduce(f64::min);
        // The earliest place inside the word leaves most room for the letters after it.
        match rest.get(taken) {
            Some(next) if inside.any(|c| c == next) => cost += INSIDE,
            _ => break,
        }
    }
    best
}

/// The cheapest way on with one of the next words.
fn after_word(costs: &[Option<f64>], number: usize, words: &[Word]) -> Option<f64> {
    let mut left_out = 0.0;
    let mut best: Option<f64> = None;
    for (word, cost) in words.iter().zip(costs).skip(number + 1).take(GAP + 1) {
        let way = cost.map(|cost| cost + left_out);
        best = [best, way].into_iter().flatten().reduce(f64::min);
        left_out += word.left_out;
    }
    best
}

/// The words of a text: runs of letters and digits.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, grapheme) in segment::graphemes(text) {
        let letter = grapheme.chars().next().filter(|c| c.is_alphanumeric()).and_then(small);
        match (letter, words.last_mut()) {
            (Some(letter), Some(word)) if open => word.letters.push(letter),
            (Some(letter), _) => words.push(Word { at, letters: vec![letter], left_out: LEFT_OUT }),
            (None, _) => {}
        }
        open = letter.is_some();
    }
    for word in &mut words {
        let written: String = word.letters.iter().collect();
        if SMALL.contains(&written.as_str()) {
            word.left_out = SMALL_LEFT_OUT;
        }
    }
    words
}

/// A count of a few as a cost.
fn as_cost(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_begin_words_where_they_can() {
        let from = |short: &str, text: &'static str| start(short, text).and_then(|at| text.get(at..));
        assert_eq!(
            from("ICE", "said Immigration and Customs Enforcement"),
            Some("Immigration and Customs Enforcement")
        );
        assert_eq!(from("DHS", "the Department of Homeland Security"), Some("Department of Homeland Security"));
        assert_eq!(from("TV", "on television"), Some("television"));
        assert_eq!(from("ICE", "the notice"), None);
        assert_eq!(from("ICE", ""), None);
    }

    #[test]
    fn the_last_resort_takes_letters_anywhere() {
        assert_eq!(anywhere("TEV", "the tobacco etch potyvirus"), Some(4));
        assert_eq!(anywhere("left", "large effect"), None);
        assert_eq!(anywhere("LT", "a long way that was not short"), None);
    }

    #[test]
    fn a_whole_long_form_begins_at_once() {
        assert!(is_whole("ICE", "Immigration and Customs Enforcement"));
        assert!(!is_whole("ICE", "said Immigration and Customs Enforcement"));
    }
}
