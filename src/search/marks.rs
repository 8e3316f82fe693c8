//! Marks: whether one piece of text matches a query, how well, and where.
//!
//! The index says which texts match; the marks say so again for the one on the screen, and must agree. So they take the
//! same tokens from the text that the index would hold, and compare them with the same alternatives. What the file records
//! (dates, topics) is not in a text: such conditions count as met, also under a minus.

mod any_language;

use std::ops::Range;

use super::query::{Alternative, How, Node, Query, Text, Within};
use super::token::{self, Lexicon, Terms, Tools, each_token};
use crate::text::segment::whole_graphemes;
use crate::text::stem::{Initials, Language};
use crate::text::words::Splitter;

pub(crate) use any_language::AnyLanguage;

/// A query made ready to look at texts.
#[derive(Clone, Debug)]
pub struct Marker {
    root: Asked,
    languages: Vec<Language>,
    terms: Terms,
    wanted: Wanted,
}

/// The tokens that the query is about: no others of a text are kept, and most words of it are not even stemmed.
#[derive(Clone, Debug, Default)]
struct Wanted {
    /// Token, and whether it may only be begun.
    tokens: Vec<(String, bool)>,
    /// How tokens begin.
    initials: Initials,
    /// How their words begin.
    stems: Initials,
}

impl Wanted {
    fn of(root: &Asked) -> Self {
        let mut wanted = Self::default();
        root.every_way(&mut |how| match how {
            How::Token(token) => wanted.add(token, false),
            How::Prefix(start) => wanted.add(start, true),
            How::Phrase { tokens, prefix_last } => {
                let last = tokens.len().saturating_sub(1);
                tokens.iter().enumerate().for_each(|(at, token)| wanted.add(token, *prefix_last && at == last));
            }
        });
        wanted
    }

    fn add(&mut self, token: &str, prefix: bool) {
        self.initials.add(token);
        self.stems.add(token::bare(token));
        self.tokens.push((token.to_owned(), prefix));
    }

    fn has(&self, own: &str) -> bool {
        self.initials.has(own) && self.tokens.iter().any(|(token, prefix)| same(own, token, *prefix))
    }
}

/// A query's tree with the ways to match each of its texts, found once.
#[derive(Clone, Debug)]
enum Asked {
    All,
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
    Text { within: Within, ways: Vec<Alternative> },
    Meta,
}

impl Asked {
    fn new(node: &Node, languages: &[Language]) -> Self {
        let each = |nodes: &[Node]| nodes.iter().map(|node| Self::new(node, languages)).collect();
        match node {
            Node::All => Self::All,
            Node::And(nodes) => Self::And(each(nodes)),
            Node::Or(nodes) => Self::Or(each(nodes)),
            Node::Not(node) => Self::Not(Box::new(Self::new(node, languages))),
            Node::Text(text) => Self::Text { within: text.within, ways: Query::alternatives(text, languages) },
            Node::Meta(_) => Self::Meta,
        }
    }

    /// All ways to match anything in it.
    fn every_way(&self, f: &mut dyn FnMut(&How)) {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.every_way(f)),
            Self::Not(part) => part.every_way(f),
            Self::Text { ways, .. } => ways.iter().for_each(|way| f(&way.how)),
            Self::All | Self::Meta => {}
        }
    }

    /// The ways to match what is asked for, not ruled out, in texts of a kind.
    fn each_way(&self, within: Within, f: &mut dyn FnMut(&How)) {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.each_way(within, f)),
            Self::Text { within: asked, ways } if asked.covers(within) => ways.iter().for_each(|way| f(&way.how)),
            Self::All | Self::Not(_) | Self::Text { .. } | Self::Meta => {}
        }
    }
}

impl Marker {
    /// For texts of these languages.
    #[must_use]
    pub fn new(query: &Query, languages: &[Language]) -> Self {
        let root = Asked::new(&query.root, languages);
        let wanted = Wanted::of(&root);
        Self { root, languages: languages.to_vec(), terms: Terms::default(), wanted }
    }

    /// For one text that is asked for, whatever else the query says.
    pub(crate) fn of_text(text: &Text, languages: &[Language]) -> Self {
        let root = Asked::Text { within: text.within, ways: Query::alternatives(text, languages) };
        let wanted = Wanted::of(&root);
        Self { root, languages: languages.to_vec(), terms: Terms::default(), wanted }
    }

    /// For texts of an article with `[terms]` of its own.
    #[must_use]
    pub fn with_terms(mut self, terms: Terms) -> Self {
        self.terms = terms;
        self
    }

    /// Where a clean line matches what is asked for: bytes in whole graphemes, in order, none overlapping another.
    #[must_use]
    pub fn ranges(&self, text: &str, within: Within) -> Vec<Range<usize>> {
        let tokens = Tokens::of(text, &self.languages, (&self.terms, &self.wanted), &mut Tools::for_a_line());
        if tokens.tokens.is_empty() {
            return Vec::new();
        }
        let tokens = tokens.with_places(text);
        let mut ranges = Vec::new();
        self.root.each_way(within, &mut |how| tokens.places(how, &mut |words| ranges.extend(tokens.bytes(words))));
        apart(text, ranges)
    }

    /// Whether a text of this kind and language satisfies what the query asks of texts.
    #[must_use]
    pub fn matches(&self, text: &str, within: Within, language: Option<Language>) -> bool {
        self.score(text, within, language).is_some()
    }

    /// How well it does: the best weights of what is asked for, summed; 0 where only something is ruled out. None where it
    /// does not match.
    #[must_use]
    pub fn score(&self, text: &str, within: Within, language: Option<Language>) -> Option<f32> {
        let tokens = Tokens::of(text, language.as_slice(), (&self.terms, &self.wanted), &mut Tools::for_a_line());
        self.judge(within, &tokens)
    }

    /// [`Self::score`], in an article where words mean this.
    pub(crate) fn score_with(&self, text: &str, within: Within, lexicon: &Lexicon, tools: &mut Tools) -> Option<f32> {
        let tokens = Tokens::of(text, lexicon.language.as_slice(), (&lexicon.terms, &self.wanted), tools);
        self.judge(within, &tokens)
    }

    fn judge(&self, within: Within, tokens: &Tokens) -> Option<f32> {
        match judged(&self.root, within, tokens) {
            Judged::Met(score) => Some(score),
            Judged::Unknown => Some(0.0),
            Judged::Failed => None,
        }
    }
}

fn judged(asked: &Asked, within: Within, tokens: &Tokens) -> Judged {
    match asked {
        Asked::All => Judged::Met(0.0),
        Asked::Meta => Judged::Unknown,
        Asked::Text { within: asked, .. } if !asked.covers(within) => Judged::Failed,
        Asked::Text { ways, .. } => {
            let met = ways.iter().filter(|way| tokens.have(&way.how)).map(|way| way.weight);
            met.max_by(f32::total_cmp).map_or(Judged::Failed, Judged::Met)
        }
        Asked::Not(part) => match judged(part, within, tokens) {
            Judged::Met(_) => Judged::Failed,
            Judged::Failed => Judged::Met(0.0),
            Judged::Unknown => Judged::Unknown,
        },
        Asked::And(parts) => parts.iter().fold(Judged::Met(0.0), |sum, part| sum.and(judged(part, within, tokens))),
        Asked::Or(parts) => parts.iter().fold(Judged::Failed, |best, part| best.or(judged(part, within, tokens))),
    }
}

/// What is known of a condition after a look at one text.
#[derive(Clone, Copy)]
enum Judged {
    Met(f32),
    Failed,
    /// It is not a matter of text.
    Unknown,
}

impl Judged {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Failed, _) | (_, Self::Failed) => Self::Failed,
            (Self::Met(one), Self::Met(other)) => Self::Met(one + other),
            (Self::Unknown, Self::Met(score)) | (Self::Met(score), Self::Unknown) if score > 0.0 => Self::Met(score),
            _ => Self::Unknown,
        }
    }

    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Met(one), Self::Met(other)) => Self::Met(one.max(other)),
            (Self::Met(score), _) | (_, Self::Met(score)) => Self::Met(score),
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Failed, Self::Failed) => Self::Failed,
        }
    }
}

/// The tokens of one text, with the places of its words.
struct Tokens {
    /// Word and token, words never falling.
    tokens: Vec<(usize, String)>,
    /// Where each word stands, where somebody wants to know.
    words: Vec<Range<usize>>,
}

impl Tokens {
    /// What an index would hold for the text, were it of each of these languages, or of none, of what the query is about.
    fn of(text: &str, languages: &[Language], (terms, wanted): (&Terms, &Wanted), tools: &mut Tools) -> Self {
        let mut tokens: Vec<(usize, String)> = Vec::new();
        let first = languages.first().copied();
        let others = languages.iter().copied().skip(1).map(Some);
        for language in std::iter::once(first).chain(others) {
            let Some((splitter, stemmer)) = tools.of(language) else { continue };
            each_token(splitter, stemmer.only(wanted.stems), text, terms, |position, token| {
                if wanted.has(token) {
                    tokens.push((usize::try_from(position).unwrap_or(usize::MAX), token.to_owned()));
                }
            });
        }
        if languages.len() > 1 {
            tokens.sort();
            tokens.dedup();
        }
        Self { tokens, words: Vec::new() }
    }

    fn with_places(mut self, text: &str) -> Self {
        Splitter::default().each(text, |word| self.words.push(word.at.clone()));
        self
    }

    fn have(&self, how: &How) -> bool {
        let mut any = false;
        self.places(how, &mut |_| any = true);
        any
    }

    /// Each stretch of words that matches.
    fn places(&self, how: &How, f: &mut dyn FnMut(Range<usize>)) {
        match how {
            How::Token(token) => self.starts(token, false).for_each(|word| f(word..word + 1)),
            How::Prefix(start) => self.starts(start, true).for_each(|word| f(word..word + 1)),
            How::Phrase { tokens, prefix_last } => {
                let Some((head, tail)) = tokens.split_first() else { return };
                let begun = |index: usize| *prefix_last && index + 1 == tokens.len();
                for word in self.starts(head, begun(0)) {
                    if tail
                        .iter()
                        .enumerate()
                        .all(|(index, token)| self.has_at(word + index + 1, token, begun(index + 1)))
                    {
                        f(word..word + tokens.len());
                    }
                }
            }
        }
    }

    /// The words that have a token.
    fn starts<'a>(&'a self, token: &'a str, prefix: bool) -> impl Iterator<Item = usize> + 'a {
        self.tokens.iter().filter(move |(_, own)| same(own, token, prefix)).map(|(word, _)| *word)
    }

    fn has_at(&self, word: usize, token: &str, prefix: bool) -> bool {
        let from = self.tokens.partition_point(|(own, _)| *own < word);
        let here = self.tokens.iter().skip(from).take_while(|(own, _)| *own == word);
        here.into_iter().any(|(_, own)| same(own, token, prefix))
    }

    /// The bytes of a stretch of words.
    fn bytes(&self, words: Range<usize>) -> Option<Range<usize>> {
        let words = self.words.get(words)?;
        Some(words.first()?.start..words.last()?.end)
    }
}

fn same(own: &str, token: &str, prefix: bool) -> bool {
    if prefix { own.starts_with(token) } else { own == token }
}

/// Ranges in whole graphemes, in order, those that overlap made one.
fn apart(text: &str, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut ranges: Vec<_> = ranges.into_iter().map(|range| whole_graphemes(text, range)).collect();
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::Date;
    use crate::text::stem::Stemmer;

    const ENGLISH: [Language; 1] = [Language::English];

    fn query(typed: &str) -> Query {
        Query::live(typed, &Date::day(2026, 1, 1)).unwrap()
    }

    fn marked(typed: &str, text: &str) -> String {
        let ranges = Marker::new(&query(typed), &ENGLISH).ranges(text, Within::Takeaway);
        ranges.into_iter().map(|range| text.get(range).unwrap()).collect::<Vec<_>>().join("|")
    }

    fn matches(typed: &str, text: &str) -> bool {
        Marker::new(&query(typed), &ENGLISH).matches(text, Within::Takeaway, Some(Language::English))
    }

    #[test]
    fn what_is_asked_for_is_marked() {
        for (typed, text, expected) in [
            ("deport ", "Deportations: they deported, deport.", "Deportations|deported|deport"),
            ("depo", "Deportations in the depot", "Deportations|depot"),
            ("depo ", "Deportations", ""),
            ("ICE", "ICE put ice on ICEs", "ICE|ICEs"),
            ("ice ", "ICE put ice", "ICE|ice"),
            ("TPS", "Temporary Protected Status (TPS) for T.P.S.", "Temporary Protected Status|TPS|T.P.S"),
            ("temporary protected status", "TPS is a status", "TPS|status"),
            (
                "\"protected status\"",
                "temporary protected status, protected  Status",
                "protected status|protected  Status",
            ),
            ("\"protected sta", "protected statute", "protected statute"),
            ("naive", "Naïve nai\u{308}ve", "Naïve|nai\u{308}ve"),
            ("H-1B", "An H-1B, h1b", "H-1B|h1b"),
            ("raid -police", "police raids", "raids"),
            ("headline:raid", "raids", ""),
            ("takeaway:raid", "raids", "raids"),
            ("庇护", "申请庇护的", "庇护"),
            ("after:2024", "raids", ""),
        ] {
            assert_eq!(marked(typed, text), expected, "{typed} in {text}");
        }
    }

    #[test]
    fn a_text_satisfies_the_query_or_not() {
        for (typed, text, expected) in [
            ("", "anything", true),
            ("raid police", "police raids", true),
            ("raid police", "raids", false),
            ("raid or visa", "visas", true),
            ("-raid", "raids", false),
            ("-raid", "visas", true),
            ("-topic:x", "visas", true),
            ("raid -topic:x", "visas", false),
            ("topic:x or raid", "visas", true),
            ("ICE", "ice", false),
            ("headline:raid", "raids", false),
            ("temporary protected status", "TPS", true),
            ("-\"protected status\"", "the protected status", false),
        ] {
            assert_eq!(matches(typed, text), expected, "{typed} in {text}");
        }
    }

    #[test]
    fn the_form_that_was_typed_scores_above_another() {
        let score = |text| Marker::new(&query("deport "), &ENGLISH).score(text, Within::Body, Some(Language::English));
        assert!(score("deport") > score("deportations") && score("deportations") > None);
    }

    #[test]
    fn own_terms_lead_to_their_words_and_back() {
        let terms = Terms::new([("LVMPD", "Las Vegas Metropolitan Police Department")]);
        let marker = |typed: &str| Marker::new(&query(typed), &ENGLISH).with_terms(terms.clone());
        let has = |typed: &str, text: &str| marker(typed).matches(text, Within::Body, Some(Language::English));
        assert!(has("las vegas metropolitan police department", "The LVMPD said"));
        assert!(has("LVMPD", "the Las Vegas Metropolitan Police Department"));
        assert!(!has("LVMPD", "the Las Vegas Metropolitan Police"));
    }

    /// A short query and a short text of the same few words, so that they often meet.
    fn word() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "deport",
            "deported",
            "ICE",
            "ice",
            "TPS",
            "temporary",
            "protected",
            "status",
            "H-1B",
            "naïve",
            "庇护",
            "x",
        ])
    }

    proptest! {
        #[test]
        fn a_single_pattern_matches_where_a_token_answers(typed in word(), begun: bool, text in prop::collection::vec(word(), 0..6)) {
            let text = text.join(" ");
            let query = query(&format!("{typed}{}", if begun { "" } else { " " }));
            let Node::Text(asked) = &query.root else { return Ok(()) };
            let mut tokens: Vec<(u32, String)> = Vec::new();
            let mut stemmer = Stemmer::new(Some(Language::English));
            each_token(&mut Splitter::default(), &mut stemmer, &text, &Terms::default(), |position, token| {
                tokens.push((position, token.to_owned()));
            });
            let at = |position: u32, wanted: &str, prefix: bool| {
                tokens.iter().any(|(own, token)| *own == position && (token == wanted || prefix && token.starts_with(wanted)))
            };
            let answered = Query::alternatives(asked, &ENGLISH).iter().any(|way| (0..40).any(|first| match &way.how {
                How::Token(token) => at(first, token, false),
                How::Prefix(token) => at(first, token, true),
                How::Phrase { tokens, prefix_last } => (first..).zip(tokens).enumerate().all(|(index, (position, token))| {
                    at(position, token, *prefix_last && index + 1 == tokens.len())
                }),
            }));
            let marker = Marker::new(&query, &ENGLISH);
            prop_assert_eq!(marker.matches(&text, Within::Body, Some(Language::English)), answered);
            prop_assert_eq!(!marker.ranges(&text, Within::Body).is_empty(), answered);
        }

        #[test]
        fn ranges_are_in_order_apart_and_whole(typed in ".{0,12}", line in ".{0,60}") {
            let Ok(query) = Query::live(&typed, &Date::day(2026, 1, 1)) else { return Ok(()) };
            let mut end = 0;
            for range in Marker::new(&query, &Language::ALL).ranges(&line, Within::Anywhere) {
                prop_assert!(range.start >= end && range.start < range.end && line.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }
}
