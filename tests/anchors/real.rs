//! Articles of a folder, as stories: the texts are real, the edits are ours.

use std::path::Path;

use nutgraf::article::Block;
use nutgraf::library::open::open;
use nutgraf::library::{Origin, Root};
use nutgraf::store::Place;
use nutgraf::store::keep;

use super::prose::{Chapter, Piece, Story, Words, Writer};

/// Words of an article at least: a shorter one has no room for highlights.
const LEAST: usize = 60;

/// The articles of a folder.
pub(super) fn origins(folder: &Path) -> Vec<Origin> {
    let library = keep::library(&[Root::path(folder)], &Place::Memory);
    library.entries().map(|entry| entry.file).collect()
}

impl Writer {
    /// The story of an article; none of one that is broken or very short.
    pub(super) fn story_of(&mut self, origin: &Origin) -> Option<Story> {
        let article = open(origin).article?;
        let headline = self.words_of_text(article.headline.raw());
        let takeaways: Vec<Words> =
            article.takeaways.iter().map(|takeaway| self.words_of_text(takeaway.text.raw())).collect();
        let mut chapters = Vec::new();
        for section in &article.sections {
            let heading = section.heading.as_ref().map_or("Untitled", |heading| heading.raw());
            let heading = self.words_of_text(heading);
            let mut pieces = Vec::new();
            for block in &section.blocks {
                let piece = match block {
                    Block::List(list) => {
                        let items = list.items.iter().flat_map(|item| &item.blocks).map(Block::plain);
                        Piece::List(
                            items.map(|item| self.words_of_text(&item)).filter(|item| !item.is_empty()).collect(),
                        )
                    }
                    other => Piece::Paragraph(self.words_of_text(&other.plain())),
                };
                let is_empty = match &piece {
                    Piece::Paragraph(words) => words.is_empty(),
                    Piece::List(items) => items.is_empty(),
                };
                pieces.extend((!is_empty).then_some(piece));
            }
            if !pieces.is_empty() {
                chapters.push(Chapter { heading, pieces });
            }
        }
        let story = Story { headline, takeaways, chapters };
        (!story.chapters.is_empty() && story.lay().words.len() >= LEAST).then_some(story)
    }

    fn words_of_text(&mut self, text: &str) -> Words {
        // What would be split or joined elsewhere is no word of the harness.
        let is_plain = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || ".,;:!?'’“”\"()-–/$%".contains(c));
        text.split_whitespace().filter(is_plain).map(|word| self.word(word)).collect()
    }
}
