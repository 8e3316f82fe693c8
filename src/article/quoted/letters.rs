//! Looking for a quotation as editors write them: the one matcher for what is shown of a recorded quote and for what
//! `check` says of quotations.
//!
//! A quotation is in a text where its letters and digits are, from the start of a word to the end of one: capitals, accents,
//! punctuation, hyphens and white space do not count. `…`, `...`, `. . .` and `[...]` leave words out, `[he]` stands for other words,
//! `[t]he` changes a capital.

use std::ops::Range;

use crate::text::words::Splitter;

/// A quotation, as the letters of its parts between what an editor left out or put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation(Vec<String>);

impl Quotation {
    /// Takes a quotation apart; none where nothing is left to look for.
    #[must_use]
    pub fn new(written: &str) -> Option<Self> {
        let parts: Vec<String> = parts(written).iter().map(|part| Letters::of([part]).letters).collect();
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        (!parts.is_empty()).then_some(Self(parts))
    }
}

/// A word of some texts.
#[derive(Clone, Debug)]
struct Word {
    /// Where its letters begin.
    letters: usize,
    /// Of which text it is.
    text: usize,
    /// Where it stands there.
    bytes: Range<usize>,
}

/// Texts as their letters and digits alone, with where words begin and end.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    letters: String,
    words: Vec<Word>,
}

impl Letters {
    /// The letters of some texts, one behind the other.
    pub fn of<S: AsRef<str>>(texts: impl IntoIterator<Item = S>) -> Self {
        let (mut all, mut splitter) = (Self::default(), Splitter::default());
        for (text, words) in texts.into_iter().enumerate() {
            splitter.each(words.as_ref(), |word| {
                all.words.push(Word { letters: all.letters.len(), text, bytes: word.at.clone() });
                all.letters.push_str(word.folded);
            });
        }
        all
    }

    /// Whether the parts of a quotation stand here, one behind the other.
    #[must_use]
    pub fn have(&self, quotation: &Quotation) -> bool {
        self.places(quotation).is_some()
    }

    /// Where a quotation stands: the text in which it begins, counted from 0, and its bytes there.
    #[must_use]
    pub fn find(&self, quotation: &Quotation) -> Option<(usize, Range<usize>)> {
        let letters = self.places(quotation)?;
        let first = self.words.get(self.word(letters.start).ok()?)?;
        let behind = self.word(letters.end).unwrap_or_else(|at| at);
        let last = self.words.get(..behind)?.iter().rev().find(|word| word.text == first.text)?;
        Some((first.text, first.bytes.start..last.bytes.end))
    }

    /// The letters from the first part of a quotation to its last.
    fn places(&self, quotation: &Quotation) -> Option<Range<usize>> {
        let mut found: Option<Range<usize>> = None;
        for part in &quotation.0 {
            let part = self.part(found.as_ref().map_or(0, |found| found.end), part)?;
            found = Some(found.map_or(part.start, |found| found.start)..part.end);
        }
        found
    }

    /// Where a part stands that begins at `from` or behind.
    fn part(&self, from: usize, part: &str) -> Option<Range<usize>> {
        let mut at = from;
        loop {
            let start = at + self.letters.get(at..)?.find(part)?;
            let end = start + part.len();
            if self.word(start).is_ok() && (end == self.letters.len() || self.word(end).is_ok()) {
                return Some(start..end);
            }
            at = start + self.letters.get(start..)?.chars().next()?.len_utf8();
        }
    }

    /// The word whose letters begin there, else the one before which they would.
    fn word(&self, letters: usize) -> Result<usize, usize> {
        self.words.binary_search_by_key(&letters, |word| word.letters)
    }
}

/// The parts of a quotation between what an editor left out or put in.
fn parts(quotation: &str) -> Vec<String> {
    let quotation = quotation.replace(". . .", "…").replace("...", "…");
    let mut parts = vec![String::new()];
    let mut rest = quotation.as_str();
    // Where one bracket is not closed, none behind it is: looked for once, however many open.
    let mut closes = true;
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        let bracket = if c == '[' && closes { rest.split_once(']') } else { None };
        closes &= c != '[' || bracket.is_some();
        match (c, bracket, parts.last_mut()) {
            ('…', ..) => parts.push(String::new()),
            (_, Some((inside, behind)), Some(part)) => {
                rest = behind;
                let is_letter = inside.chars().count() == 1 && inside.starts_with(char::is_alphabetic);
                let one_letter = is_letter && behind.starts_with(char::is_alphabetic);
                let begun = part.ends_with(char::is_alphanumeric);
                if one_letter && !begun {
                    part.push_str(inside);
                } else {
                    // What is left of a word that was changed is no word of the text.
                    part.truncate(part.trim_end_matches(char::is_alphanumeric).len());
                    rest = behind.trim_start_matches(char::is_alphanumeric);
                    parts.push(String::new());
                }
            }
            (c, _, Some(part)) => part.push(c),
            (_, _, None) => {}
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_that_nobody_closes_take_no_time() {
        let open = "[".repeat(1_000_000);
        let start = std::time::Instant::now();
        assert_eq!(Quotation::new(&open), None);
        assert!(start.elapsed() < std::time::Duration::from_secs(10), "{:?}", start.elapsed());
    }

    #[test]
    fn a_quotation_is_found_where_it_stands() {
        let texts = ["Our officers won’t take part", "in round-ups, he told the board. He left."];
        let letters = Letters::of(texts);
        let found = |written: &str| {
            let (text, bytes) = letters.find(&Quotation::new(written)?)?;
            texts.get(text)?.get(bytes)
        };
        for (written, stands) in [
            ("our officers", Some("Our officers")),
            ("[o]ur officers … part", Some("Our officers won’t take part")),
            ("[Police] officers won't", Some("officers won’t")),
            ("roundups, he . . . the board", Some("round-ups, he told the board")),
            ("take part in round-ups", Some("take part")),
            ("he left...", Some("He left")),
            ("our [...]take part", Some("Our officers won’t take part")),
            ("[our officers", Some("Our officers")),
            ("fficers", None),
            ("board … told", None),
            ("[…]", None),
            ("", None),
        ] {
            assert_eq!(found(written), stands, "{written}");
        }
    }
}
