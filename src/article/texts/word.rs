//! Words to compare: hashes of folded words with where they stand.

use std::hash::Hasher as _;
use std::ops::Range;

use crate::text::fnv::Fnv;
use crate::text::fold::{Case, fold_char};
use crate::text::segment;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// What it is, whatever its case, accents and quotation marks.
    pub hash: u64,
    /// Where it stands in its text.
    pub bytes: Range<usize>,
    /// Whether it has a digit, or begins with a capital within a sentence: what tells two passages apart that are made alike.
    pub names: bool,
}

/// The words of a text (UAX #29), without white space and punctuation.
#[must_use]
pub fn words_of(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(text.len() / 6);
    let mut opens = false;
    for (at, word) in segment::words(text) {
        let capital = word.starts_with(char::is_uppercase);
        // A sentence starts with a capital; a first name that starts one has another capital behind it.
        if let Some(last) = words.last_mut().filter(|last| opens && capital && last.bytes.end + 1 == at) {
            last.names = true;
        }
        opens = capital && starts_sentence(text, at);
        let names = (capital && !opens) || word.contains(char::is_numeric);
        words.push(Word { hash: hash(word), bytes: at..at + word.len(), names });
    }
    words
}

/// Whether a sentence starts at a byte; the text's own start is none, for a word alone is no sentence.
fn starts_sentence(text: &str, at: usize) -> bool {
    let before =
        text.get(..at).unwrap_or_default().trim_end_matches(|c: char| c.is_whitespace() || "“\"'‘(".contains(c));
    before.ends_with(['.', '!', '?', ':'])
}

fn hash(word: &str) -> u64 {
    let mut hash = Fnv::default();
    let mut buffer = [0; 4];
    for c in word.chars() {
        if c.is_ascii() {
            hash.write(&[c.to_ascii_lowercase() as u8]);
        } else {
            fold_char(c, Case::Fold, &mut |c| hash.write(c.encode_utf8(&mut buffer).as_bytes()));
        }
    }
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_known() {
        let text = "Officials in Ohio say no. Ana Kaplan took 1,200 cases. The X-ray, “Ask” they said.";
        let names = words_of(text).into_iter().filter(|word| word.names).map(|word| text.get(word.bytes).unwrap());
        assert_eq!(names.collect::<Vec<_>>(), ["Officials", "Ohio", "Ana", "Kaplan", "1,200", "The", "X", "Ask"]);
    }

    #[test]
    fn words_are_the_same_whatever_their_dress() {
        let hashes = |text: &str| words_of(text).into_iter().map(|word| word.hash).collect::<Vec<_>>();
        assert_eq!(hashes("Résumé: don’t!"), hashes("resume\n\"don't\""));
        assert_ne!(hashes("1,200"), hashes("1,250"));
    }
}
