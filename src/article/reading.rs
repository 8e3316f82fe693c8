//! How long a text takes to read.

use super::{Article, Section};
use crate::text::segment::is_cjk;

/// Words a minute of an adult who reads prose silently (Brysbaert 2019: 238 for non-fiction), rounded down because legal
/// prose is slow.
const WORDS_A_MINUTE: usize = 230;
/// Characters a minute in scripts without spaces between words.
const CHARACTERS_A_MINUTE: usize = 400;

/// The length of a text as a reader feels it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// Words, as white space parts them.
    pub words: usize,
    /// Characters of scripts that have no spaces between words; they are not in `words`.
    pub characters: usize,
}

impl Length {
    /// Of a text.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let mut length = Self::default();
        for word in text.split_whitespace() {
            let characters = if word.is_ascii() { 0 } else { word.chars().filter(|c| is_cjk(*c)).count() };
            length.characters += characters;
            length.words += usize::from(characters == 0 || word.chars().any(|c| c.is_alphabetic() && !is_cjk(c)));
        }
        length
    }

    /// Of a section's blocks.
    #[must_use]
    pub fn of_section(section: &Section) -> Self {
        section.blocks.iter().map(|block| Self::of_text(&block.plain())).fold(Self::default(), Self::with)
    }

    /// Of an article's text: dek and sections.
    #[must_use]
    pub fn of_article(article: &Article) -> Self {
        let dek = article.summary.as_ref().map(|dek| Self::of_text(dek.raw())).unwrap_or_default();
        article.sections.iter().map(Self::of_section).fold(dek, Self::with)
    }

    /// Both together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self { words: self.words + other.words, characters: self.characters + other.characters }
    }

    /// Minutes to read it, rounded up; 0 for nothing.
    #[must_use]
    pub fn minutes(self) -> usize {
        // In units of a word of a character: both rates' product a minute, so that a mixed text is rounded once.
        let work = self.words * CHARACTERS_A_MINUTE + self.characters * WORDS_A_MINUTE;
        work.div_ceil(WORDS_A_MINUTE * CHARACTERS_A_MINUTE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_characters_are_counted_apart() {
        assert_eq!(Length::of_text("No raids, they said."), Length { words: 4, characters: 0 });
        assert_eq!(Length::of_text("移民政策 ICE的"), Length { words: 1, characters: 5 });
        assert_eq!(Length::of_text(""), Length::default());
    }

    #[test]
    fn minutes_are_rounded_up_once() {
        let minutes = |words| Length { words, characters: 0 }.minutes();
        assert_eq!([0, 1, 230, 231, 2300].map(minutes), [0, 1, 1, 2, 10]);
        assert_eq!(Length { words: 115, characters: 200 }.minutes(), 1);
    }
}
