//! Pieces → a tree, by recursive descent: *or* of *and*s of minus, field or primary.
//!
//! While a reader types, the end of the line is half a query most of the time. What is only begun there is taken off before
//! parsing, so that the rest of the grammar knows no exceptions but an open quotation mark or parenthesis.

use std::ops::Range;

use super::field::{Field, Has, Reading};
use super::lex::{Kind, Piece, pieces};
use super::{Meta, MetaField, Node, Pattern, Text, Typing, Within, date, limit};
use crate::article::Date;
use crate::diagnostic::{Diagnostic, nearest, quoted};
use crate::glossary::Glossary;
use crate::text::words::Splitter;

/// The tree of what was typed, as typed.
pub(super) fn parse(typed: &str, today: &Date, typing: Typing) -> Result<Node, Diagnostic> {
    if typed.len() > limit::BYTES {
        let message = format!("the query has more than {} bytes", limit::BYTES);
        return Err(Diagnostic::error("query-too-long", limit::BYTES..typed.len(), &message)
            .help("search for a few words of it, or for one sentence in quotation marks"));
    }
    let mut pieces = pieces(typed);
    if typing == Typing::Live {
        take_off_the_end(typed, &mut pieces, today);
    }
    let capitals_mean_nothing = caps_lock(typed, &pieces);
    let mut parser = Parser { typed, today, typing, pieces, at: 0, depth: 0, terms: 0, capitals_mean_nothing };
    let root = parser.either(Asked::Text(Within::Anywhere))?;
    match parser.peek() {
        Some(close) => Err(Diagnostic::error("unopened-parenthesis", close.span, "this parenthesis closes nothing")
            .help("take it out, or open one before it")),
        None => Ok(root),
    }
}

/// Takes off what is only begun at the end: a minus, an `or`, a parenthesis, a field without a value or with half of one.
fn take_off_the_end(typed: &str, pieces: &mut Vec<Piece>, today: &Date) {
    loop {
        let half = match pieces.as_slice() {
            [.., Piece { kind: Kind::Field(field), .. }, Piece { kind: Kind::Word | Kind::Phrase { .. }, span }] => {
                let value = typed.get(span.clone()).unwrap_or_default();
                span.end == typed.len() && !is_value(*field, value, today) && may_become_value(*field, value)
            }
            [.., last] => matches!(last.kind, Kind::Minus | Kind::Or | Kind::Open | Kind::Field(_)),
            [] => false,
        };
        if !half {
            return;
        }
        pieces.pop();
    }
}

/// Whether a field takes this value.
fn is_value(field: Field, value: &str, today: &Date) -> bool {
    match field {
        Field::Before | Field::After | Field::In => date::condition(field, value, today).is_some(),
        Field::Has | Field::Is => one_of_names(field, value).is_some(),
        Field::Text(_) | Field::Meta(_) | Field::Note => true,
    }
}

/// Whether going on to type may make a value of it. `after:yesterday` never will be one, and that is said at once.
fn may_become_value(field: Field, value: &str) -> bool {
    match field {
        Field::Before | Field::After | Field::In => value.chars().all(|c| c.is_ascii_digit() || c == '-'),
        Field::Has | Field::Is => {
            let begins = |name: &&str| name.get(..value.len()).is_some_and(|begun| begun.eq_ignore_ascii_case(value));
            field.names().iter().any(begins)
        }
        Field::Text(_) | Field::Meta(_) | Field::Note => true,
    }
}

/// What a field that takes one of a few names asks for with this one.
fn one_of_names(field: Field, name: &str) -> Option<Meta> {
    match field {
        Field::Has => Has::named(name).map(Meta::Has),
        Field::Is => Reading::named(name).map(Meta::Reading),
        _ => None,
    }
}

/// Whether somebody forgot to switch the capitals off: more than two words, none with a small letter, and not all of them
/// acronyms that the field knows.
fn caps_lock(typed: &str, pieces: &[Piece]) -> bool {
    let (mut words, mut small, mut known) = (0, false, true);
    let mut splitter = Splitter::default();
    let mut before = None;
    for piece in pieces {
        let value = matches!(before, Some(Kind::Field(field)) if !Field::takes_words(field));
        before = Some(piece.kind);
        if value || !matches!(piece.kind, Kind::Word | Kind::Phrase { .. }) {
            continue;
        }
        let text = typed.get(piece.span.clone()).unwrap_or_default();
        splitter.each(text, |word| {
            let written = text.get(word.at.clone()).unwrap_or_default();
            small |= word.acronym.is_none() && written.chars().any(char::is_lowercase);
            if !written.chars().any(char::is_uppercase) {
                return;
            }
            words += 1;
            known &= word.acronym.is_some_and(|written| Glossary::known().expansions(written).next().is_some());
        });
        if small {
            return false;
        }
    }
    words > 2 && !known
}

/// What words are asked of.
#[derive(Clone, Copy)]
enum Asked {
    Text(Within),
    Meta(MetaField),
    Note,
}

struct Parser<'a> {
    typed: &'a str,
    today: &'a Date,
    typing: Typing,
    pieces: Vec<Piece>,
    at: usize,
    depth: usize,
    terms: usize,
    capitals_mean_nothing: bool,
}

impl Parser<'_> {
    fn peek(&self) -> Option<Piece> {
        self.pieces.get(self.at).cloned()
    }

    fn next_if(&mut self, kind: Kind) -> Option<Piece> {
        let piece = self.peek().filter(|piece| piece.kind == kind)?;
        self.at += 1;
        Some(piece)
    }

    fn either(&mut self, asked: Asked) -> Result<Node, Diagnostic> {
        let mut nodes = vec![self.all(asked)?];
        while let Some(or) = self.peek().filter(|piece| piece.kind == Kind::Or) {
            let first = self.at.checked_sub(1).and_then(|before| self.pieces.get(before));
            let nothing_before = first.is_none_or(|piece| matches!(piece.kind, Kind::Open | Kind::Or));
            self.at += 1;
            let nothing_behind = self.peek().is_none_or(|piece| matches!(piece.kind, Kind::Close | Kind::Or));
            if nothing_before || nothing_behind {
                let side = if nothing_before { "before" } else { "behind" };
                return Err(Diagnostic::error("dangling-or", or.span, &format!("there is nothing {side} this `or`"))
                    .help("write one thing or another; put the word itself in quotation marks"));
            }
            nodes.push(self.all(asked)?);
        }
        Ok(Node::or(nodes))
    }

    fn all(&mut self, asked: Asked) -> Result<Node, Diagnostic> {
        let mut nodes = Vec::new();
        while self.peek().is_some_and(|piece| !matches!(piece.kind, Kind::Or | Kind::Close)) {
            nodes.push(self.one(asked)?);
        }
        Ok(Node::and(nodes))
    }

    fn one(&mut self, asked: Asked) -> Result<Node, Diagnostic> {
        let Some(piece) = self.peek() else { return Ok(Node::All) };
        self.at += 1;
        match piece.kind {
            Kind::Minus => {
                let inner = self.deeper(&piece, |parser| parser.one(asked))?;
                Ok(if inner == Node::All { Node::All } else { Node::Not(Box::new(inner)) })
            }
            Kind::Open => self.deeper(&piece, |parser| parser.group(&piece, asked)),
            Kind::Field(field) => self.field(field, &piece),
            Kind::Unknown => Err(self.unknown(&piece)),
            Kind::Word | Kind::Phrase { .. } => self.words(&piece, asked),
            // Not reached: `all` stops at these.
            Kind::Close | Kind::Or => Ok(Node::All),
        }
    }

    fn deeper(
        &mut self,
        piece: &Piece,
        f: impl FnOnce(&mut Self) -> Result<Node, Diagnostic>,
    ) -> Result<Node, Diagnostic> {
        if self.depth == limit::DEPTH {
            let message = format!("more than {} levels inside one another", limit::DEPTH);
            return Err(
                Diagnostic::error("query-too-deep", piece.span.clone(), &message).help("take some parentheses out")
            );
        }
        self.depth += 1;
        let node = f(self)?;
        self.depth -= 1;
        Ok(node)
    }

    fn group(&mut self, open: &Piece, asked: Asked) -> Result<Node, Diagnostic> {
        let node = self.either(asked)?;
        if self.next_if(Kind::Close).is_none() && self.typing == Typing::Finished {
            return Err(Diagnostic::error(
                "unclosed-parenthesis",
                open.span.clone(),
                "this parenthesis is never closed",
            )
            .help("close it with )"));
        }
        Ok(node)
    }

    fn field(&mut self, field: Field, name: &Piece) -> Result<Node, Diagnostic> {
        let value = self.peek().filter(|next| matches!(next.kind, Kind::Word | Kind::Phrase { .. } | Kind::Open));
        let Some(value) = value else {
            let message = format!("{} has no value", quoted(self.text(&name.span)));
            let example = format!("write {}:word, {0}:\"some words\" or {0}:(one or other)", field.name());
            let example = if field.takes_words() { example } else { DATES_OR_NAMES.to_owned() };
            return Err(Diagnostic::error("missing-value", name.span.clone(), &message).help(&example));
        };
        match field {
            Field::Text(within) => self.deeper(name, |parser| parser.one(Asked::Text(within))),
            Field::Meta(meta) => self.deeper(name, |parser| parser.one(Asked::Meta(meta))),
            Field::Note => self.deeper(name, |parser| parser.one(Asked::Note)),
            Field::Has | Field::Is => self.name(field, &value),
            Field::Before | Field::After | Field::In => self.date(field, &value),
        }
    }

    fn date(&mut self, field: Field, value: &Piece) -> Result<Node, Diagnostic> {
        self.at += 1;
        self.count(&value.span)?;
        date::condition(field, self.text(&value.span).trim(), self.today).ok_or_else(|| {
            let message = format!("{} is not a date", quoted(self.text(&value.span)));
            Diagnostic::error("bad-date", value.span.clone(), &message)
                .help("a date is 2024, 2024-06 or 2024-06-01; an age is 1y, 6m, 2w or 10d")
        })
    }

    fn name(&mut self, field: Field, value: &Piece) -> Result<Node, Diagnostic> {
        self.at += 1;
        self.count(&value.span)?;
        let name = self.text(&value.span).trim();
        if let Some(asked) = one_of_names(field, name) {
            return Ok(Node::Meta(asked));
        }
        let names = field.names();
        let takes = format!("it takes {}", names.join(", "));
        let help = match nearest(name, names) {
            Some(near) => format!("did you mean {}:{near}? {takes}", field.name()),
            None => takes,
        };
        let code = if field == Field::Is { "unknown-is" } else { "unknown-has" };
        let message = format!("{}: does not know {}", field.name(), quoted(name));
        Err(Diagnostic::error(code, value.span.clone(), &message).help(&help))
    }

    fn unknown(&self, name: &Piece) -> Diagnostic {
        let text = self.text(&name.span);
        let help = match Field::nearest(text.trim_end_matches(':')) {
            Some(near) => format!("did you mean {near}:?"),
            None => "put it in quotation marks to search for the words".to_owned(),
        };
        Diagnostic::error("unknown-field", name.span.clone(), &format!("there is no field {}", quoted(text)))
            .help(&help)
    }

    /// A word or phrase. What has no letters and digits asks nothing.
    fn words(&mut self, piece: &Piece, asked: Asked) -> Result<Node, Diagnostic> {
        let quote = matches!(piece.kind, Kind::Phrase { .. });
        if piece.kind == (Kind::Phrase { closed: false }) && self.typing == Typing::Finished {
            let before = self.typed.get(..piece.span.start).and_then(|before| before.char_indices().next_back());
            let span = before.map_or(piece.span.start, |(at, _)| at)..piece.span.start;
            return Err(Diagnostic::error("unclosed-quote", span, "this quotation mark is never closed")
                .help("close it with another at the end of the phrase"));
        }
        let (mut words, mut acronym, mut end) = (Vec::new(), None, 0);
        Splitter::default().each(self.text(&piece.span), |word| {
            words.push(word.folded.to_owned());
            acronym = word.acronym.map(str::to_owned);
            end = piece.span.start + word.at.end;
        });
        let Some(first) = words.first() else { return Ok(Node::All) };
        self.count(&piece.span)?;
        // A word that something stands behind, were it a space, is whole.
        let prefix = end == self.typed.len();
        if let Asked::Meta(field) = asked {
            return Ok(Node::Meta(Meta::Is { field, words, prefix }));
        }
        let pattern = match acronym {
            _ if quote || words.len() > 1 => Pattern::Phrase { words, prefix_last: prefix },
            Some(written) if !self.capitals_mean_nothing => Pattern::Acronym { written, prefix, expand: true },
            _ => Pattern::Word { folded: first.clone(), prefix },
        };
        Ok(match asked {
            Asked::Text(within) => Node::Text(Text { span: piece.span.clone(), within, pattern }),
            Asked::Note | Asked::Meta(_) => Node::Meta(Meta::Note(pattern)),
        })
    }

    fn count(&mut self, span: &Range<usize>) -> Result<(), Diagnostic> {
        self.terms += 1;
        if self.terms <= limit::TERMS {
            return Ok(());
        }
        let message = format!("the query has more than {} words and conditions", limit::TERMS);
        Err(Diagnostic::error("query-too-many-terms", span.clone(), &message)
            .help("put what belongs together in quotation marks, or leave some out"))
    }

    fn text(&self, span: &Range<usize>) -> &str {
        self.typed.get(span.clone()).unwrap_or_default()
    }
}

const DATES_OR_NAMES: &str = "write after:2024-06, before:1y, in:2024, has:evidence or is:unread";
