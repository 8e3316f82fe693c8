//! What an editor does between two readings: words changed, put in and left out, sentences left out, paragraphs put in, left
//! out, moved, split and joined.

use super::prose::{Chapter, Piece, Story, Words, Writer};

/// How often, in a hundred.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hand {
    pub(super) words: usize,
    pub(super) sentences: usize,
    pub(super) paragraphs: usize,
}

impl Writer {
    pub(super) fn edit(&mut self, story: &Story, hand: Hand) -> Story {
        let mut story = story.clone();
        self.words_of(&mut story.headline, hand);
        self.left_out(&mut story.takeaways, hand.paragraphs);
        story.takeaways.iter_mut().for_each(|takeaway| self.words_of(takeaway, hand));
        for chapter in &mut story.chapters {
            self.words_of(&mut chapter.heading, hand);
            self.pieces(&mut chapter.pieces, hand);
        }
        self.moved(&mut story.chapters, hand);
        story.chapters.retain(|chapter| !chapter.pieces.is_empty());
        story
    }

    fn pieces(&mut self, pieces: &mut Vec<Piece>, hand: Hand) {
        self.left_out(pieces, hand.paragraphs);
        for piece in pieces.iter_mut() {
            match piece {
                Piece::Paragraph(words) => {
                    self.sentences(words, hand);
                    self.words_of(words, hand);
                }
                Piece::List(items) => {
                    self.left_out(items, hand.paragraphs);
                    for item in items {
                        self.words_of(item, hand);
                    }
                }
            }
        }
        pieces.retain(|piece| match piece {
            Piece::Paragraph(words) => !words.is_empty(),
            Piece::List(items) => !items.is_empty(),
        });
        let mut at = 0;
        while at < pieces.len() {
            if self.chance.percent(hand.paragraphs / 3) {
                self.split_or_join(pieces, at);
            }
            if self.chance.percent(hand.paragraphs) {
                let own = Piece::Paragraph(
                    self.paragraph().into_iter().map(|word| super::prose::Word { id: 0, ..word }).collect(),
                );
                pieces.insert(at, own);
                at += 1;
            }
            at += 1;
        }
    }

    fn split_or_join(&mut self, pieces: &mut Vec<Piece>, at: usize) {
        let next = match pieces.get(at + 1) {
            Some(Piece::Paragraph(next)) if self.chance.percent(50) => Some(next.clone()),
            _ => None,
        };
        let Piece::Paragraph(words) = &mut pieces[at] else { return };
        if let Some(next) = next {
            words.extend(next);
            pieces.remove(at + 1);
        } else if let Some(end) =
            words.iter().position(|word| word.text.ends_with('.')).filter(|end| end + 1 < words.len())
        {
            let rest = words.split_off(end + 1);
            pieces.insert(at + 1, Piece::Paragraph(rest));
        }
    }

    fn left_out<T>(&mut self, from: &mut Vec<T>, often: usize) {
        from.retain(|_| !self.chance.percent(often));
    }

    /// A paragraph goes to another place, maybe of another chapter.
    fn moved(&mut self, chapters: &mut [Chapter], hand: Hand) {
        let pieces: usize = chapters.iter().map(|chapter| chapter.pieces.len()).sum();
        for _ in 0..pieces {
            if !self.chance.percent(hand.paragraphs) {
                continue;
            }
            let from = self.chance.below(chapters.len());
            if chapters[from].pieces.is_empty() {
                continue;
            }
            let at = self.chance.below(chapters[from].pieces.len());
            let piece = chapters[from].pieces.remove(at);
            let to = self.chance.below(chapters.len());
            let at = self.chance.below(chapters[to].pieces.len() + 1);
            chapters[to].pieces.insert(at, piece);
        }
    }

    fn sentences(&mut self, words: &mut Words, hand: Hand) {
        let mut kept = Words::new();
        for sentence in words.split_inclusive(|word| word.text.ends_with('.')) {
            if !self.chance.percent(hand.sentences) {
                kept.extend_from_slice(sentence);
            }
        }
        *words = kept;
    }

    fn words_of(&mut self, words: &mut Words, hand: Hand) {
        // Editors work on some paragraphs and leave others.
        if hand.words == 0 || self.chance.percent(40) {
            return;
        }
        let mut edited = Words::new();
        for word in words.iter() {
            if !self.chance.percent(hand.words) {
                edited.push(word.clone());
                continue;
            }
            match self.chance.below(4) {
                0 if words.len() > 3 => {}
                1 => {
                    edited.push(self.other(word));
                    edited.push(word.clone());
                }
                _ => edited.push(self.other(word)),
            }
        }
        *words = edited;
    }
}
