//! Sections: heading, level, and the Markdown as written beside the blocks that it parses to.

use super::{Block, Inline};
use crate::text::Foreign;

/// A section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// The heading as plain text; none for text before the first heading.
    pub heading: Option<Foreign>,
    /// 1 to 6.
    pub level: u8,
    /// The Markdown as written. Empty for a nested section: its text stands in the body of the section that holds it.
    pub markdown: Foreign,
    /// What the Markdown says, cut at headings inside the body.
    pub blocks: Vec<Block>,
    /// Whether a heading inside another section's body opened this one.
    pub nested: bool,
}

impl Section {
    /// Words in the blocks, as a reader counts them.
    #[must_use]
    pub fn words(&self) -> usize {
        let mut count = Count::default();
        count.blocks(&self.blocks);
        count.words
    }
}

/// Counts words without making the text that they stand in: this runs over every file of a library.
#[derive(Default)]
struct Count {
    words: usize,
    /// Whether the last byte belonged to a word: emphasis may begin within one.
    in_word: bool,
}

impl Count {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(inline) => self.inline(inline),
                Block::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks)),
                Block::Quote(blocks) => self.blocks(blocks),
                Block::Table(table) => {
                    std::iter::once(&table.head).chain(&table.rows).flatten().for_each(|cell| self.inline(cell));
                }
                Block::Code(code) => self.text(code.text.raw()),
                Block::Image(picture) => {
                    for text in [&picture.alt, &picture.caption, &picture.credit].into_iter().flatten() {
                        self.text(text.raw());
                    }
                }
                Block::Footnote(note) => self.blocks(&note.blocks),
                Block::Break => {}
            }
        }
    }

    fn inline(&mut self, inline: &Inline) {
        for run in &inline.runs {
            self.run(run.text.raw());
        }
        self.in_word = false;
    }

    fn text(&mut self, text: &str) {
        self.run(text);
        self.in_word = false;
    }

    /// Words are parted by ASCII white space and controls; no other space begins a word worth counting.
    fn run(&mut self, text: &str) {
        for byte in text.bytes() {
            let in_word = byte > b' ';
            self.words += usize::from(in_word && !self.in_word);
            self.in_word = in_word;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Emphasis, Item, List, Run};

    fn paragraph(runs: &[&str]) -> Block {
        let run = |text: &&str| Run { text: (*text).into(), emphasis: Emphasis::NONE, link: None };
        Block::Paragraph(Inline { runs: runs.iter().map(run).collect() })
    }

    #[test]
    fn words_are_counted_across_runs_and_apart_across_blocks() {
        let item = Item { checked: None, blocks: vec![paragraph(&["two", " words"])] };
        let blocks = vec![
            paragraph(&["a half", "-word “and”\nmore "]),
            Block::Break,
            Block::Quote(vec![paragraph(&["one"]), paragraph(&["one"])]),
            Block::List(List { start: None, items: vec![item.clone(), item] }),
        ];
        assert_eq!(Section { blocks, ..Section::default() }.words(), 4 + 2 + 4);
    }
}
