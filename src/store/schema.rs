//! What the index holds: two small schemas, and how our tokens travel through tantivy.
//!
//! The *points* are the takeaways, a document each: they are searched first, at every key press, and are ready first. The
//! *texts* are the articles, a document each, with headline, dek, headings, sources and body as fields. Both carry the
//! number of their article's row, by which they are found and deleted. Nothing is stored: what a hit shows comes from the row
//! or the file.
//!
//! The words are ours ([`token`](crate::search::token)): they are written into one string, a line a token, which the tokenizer
//! here only cuts.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::phrases::Seeker;
use crate::search::hit::Kind;
use crate::search::token::{Terms, each_token};
use crate::text::stem::Stemmer;
use crate::text::words::Splitter;

/// The name under which the tokenizer is known.
const TOKENIZER: &str = "tokens";

/// Before a token that stands at the same place as the one before.
const SAME: &str = "\u{4}";

/// The fields of the points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Points {
    /// Number of the article's row.
    pub(super) article: Field,
    /// Which of the article's takeaways.
    pub(super) nth: Field,
    pub(super) text: Field,
}

/// The fields of the texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Texts {
    /// Number of the article's row.
    pub(super) article: Field,
    headline: Field,
    summary: Field,
    section: Field,
    source: Field,
    body: Field,
}

impl Points {
    /// The schema with its fields.
    pub(super) fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let article = schema.add_u64_field("article", number());
        let nth = schema.add_u64_field("nth", NumericOptions::default().set_fast());
        let text = schema.add_text_field("text", words());
        (schema.build(), Self { article, nth, text })
    }
}

impl Texts {
    /// The schema with its fields.
    pub(super) fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let article = schema.add_u64_field("article", number());
        let mut field = |name| schema.add_text_field(name, words());
        let [headline, summary, section, source, body] =
            ["headline", "summary", "section", "source", "body"].map(&mut field);
        (schema.build(), Self { article, headline, summary, section, source, body })
    }

    /// The field that holds hits of a kind, and how much a match there counts; none for takeaways, which are points.
    pub(super) fn of(&self, kind: Kind) -> Option<(Field, f32)> {
        match kind {
            Kind::Takeaway => None,
            Kind::Headline => Some((self.headline, 3.0)),
            Kind::Summary => Some((self.summary, 2.0)),
            Kind::Section => Some((self.section, 1.5)),
            Kind::Source => Some((self.source, 0.8)),
            Kind::Paragraph => Some((self.body, 1.0)),
        }
    }
}

fn number() -> NumericOptions {
    NumericOptions::from(FAST | INDEXED)
}

fn words() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
        .set_fieldnorms(true);
    TextOptions::default().set_indexing_options(indexing)
}

/// Writes texts as tokens. Keep one and use it again: it owns the tables.
pub(super) struct Encoder {
    splitter: Splitter,
    stemmer: Stemmer,
    encoded: String,
    phrases: Seeker,
    /// Whether the field has a token.
    begun: bool,
}

impl Encoder {
    pub(super) fn new(stemmer: Stemmer) -> Self {
        Self {
            splitter: Splitter::default(),
            stemmer,
            encoded: String::new(),
            phrases: Seeker::default(),
            begun: false,
        }
    }

    /// Begins a field.
    pub(super) fn clear(&mut self) {
        self.encoded.clear();
        self.begun = false;
    }

    /// Adds a text to the field. Between two texts of one field there is a place that no word has, so that no phrase runs from
    /// one into the other.
    pub(super) fn add(&mut self, text: &str, terms: &Terms) {
        if self.begun {
            self.encoded.push('\n');
        }
        self.phrases.clear();
        let (encoded, phrases, mut last) = (&mut self.encoded, &mut self.phrases, None);
        each_token(&mut self.splitter, &mut self.stemmer, text, terms, |position, token| {
            if last == Some(position) {
                encoded.push_str(SAME);
            }
            encoded.push_str(token);
            encoded.push('\n');
            // The first token of a place is its word.
            if last != Some(position) {
                phrases.word(token, |phrase| encoded.extend([SAME, phrase, "\n"]));
            }
            last = Some(position);
        });
        self.begun |= last.is_some();
    }

    /// The field as it was written.
    pub(super) fn encoded(&self) -> &str {
        &self.encoded
    }
}

/// The tokenizers of both indexes.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(TOKENIZER, TextAnalyzer::builder(Lines::default()).build());
    manager
}

/// Cuts at line ends.
#[derive(Clone, Debug, Default)]
struct Lines {
    token: Token,
}

struct LineStream<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for Lines {
    type TokenStream<'a> = LineStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LineStream<'a> {
        self.token.reset();
        LineStream { rest: text, token: &mut self.token }
    }
}

impl TokenStream for LineStream<'_> {
    fn advance(&mut self) -> bool {
        loop {
            let Some((line, rest)) = self.rest.split_once('\n') else { return false };
            self.rest = rest;
            let text = if let Some(same) = line.strip_prefix(SAME) {
                same
            } else {
                self.token.position = self.token.position.wrapping_add(1);
                line
            };
            if !text.is_empty() {
                self.token.text.clear();
                self.token.text.push_str(text);
                return true;
            }
        }
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::stem::Language;

    #[test]
    fn tokens_come_out_as_they_went_in() {
        let mut encoder = Encoder::new(Stemmer::without_table(Some(Language::English)));
        encoder.clear();
        encoder.add("ICE deports", &Terms::default());
        encoder.add("", &Terms::default());
        encoder.add("two", &Terms::default());
        let mut lines = Lines::default();
        let mut stream = lines.token_stream(encoder.encoded());
        let mut seen = Vec::new();
        while stream.advance() {
            seen.push((stream.token().position, stream.token().text.clone()));
        }
        let positions: Vec<_> = seen.iter().map(|(position, _)| *position).collect();
        let texts: Vec<_> = seen.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["ice", "\u{2}ICE", "deports", "\u{1}en:deport", "two"]);
        assert_eq!(positions[0], positions[1]);
        assert_eq!(positions[2], positions[0] + 1);
        assert!(positions[4] > positions[2] + 1, "no phrase runs from one text into the next");
    }
}
