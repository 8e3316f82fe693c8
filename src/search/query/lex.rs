//! What was typed → pieces with their places. Whether they make sense together is the parser's question.
//!
//! Three things are not what they look like. A parenthesis that follows a letter or digit and closes in the same word
//! belongs to it (`287(g)`, `501(c)(3)`). A colon makes a field only behind letters (`8:30` and `https://…` are words). A
//! dash is a minus only before something (`A - B` is a dash). Quotation marks may be straight or curly.

use std::ops::Range;

use super::field::Field;

/// A piece of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
}

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something without spaces.
    Word,
    /// Between quotation marks, which are not in the span; whether the second is there.
    Phrase {
        closed: bool,
    },
    /// `name:` of a field that exists.
    Field(Field),
    /// `name:` of one that does not.
    Unknown,
    Open,
    Close,
    Minus,
    Or,
}

/// Cuts what was typed.
pub(super) fn pieces(typed: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(c) = typed.get(at..).and_then(|rest| rest.chars().next()) {
        let next = at + c.len_utf8();
        let rest = typed.get(next..).unwrap_or_default();
        let single = |kind| Some(Piece { kind, span: at..next });
        let piece = match c {
            '(' => single(Kind::Open),
            ')' => single(Kind::Close),
            '|' => single(Kind::Or),
            '-' if rest.chars().next().is_some_and(|c| !c.is_whitespace() && !matches!(c, '-' | ')' | '|')) => {
                single(Kind::Minus)
            }
            '-' => None,
            c if is_quote(c) => {
                let length = rest.find(is_quote);
                let end = next + length.unwrap_or(rest.len());
                pieces.push(Piece { kind: Kind::Phrase { closed: length.is_some() }, span: next..end });
                let close = typed.get(end..).and_then(|rest| rest.chars().next());
                at = end + close.map_or(0, char::len_utf8);
                continue;
            }
            c if c.is_whitespace() => None,
            _ => {
                let mut piece = word(typed, at);
                // `topic:or` and `-or` mean the word.
                let glued =
                    |before: &Piece| matches!(before.kind, Kind::Field(_) | Kind::Minus) && before.span.end == at;
                if piece.kind == Kind::Or && pieces.last().is_some_and(glued) {
                    piece.kind = Kind::Word;
                }
                at = piece.span.end;
                pieces.push(piece);
                continue;
            }
        };
        pieces.extend(piece);
        at = next;
    }
    pieces
}

/// A word, or a field's name with its colon.
fn word(typed: &str, start: usize) -> Piece {
    let rest = typed.get(start..).unwrap_or_default();
    let end = start + word_length(rest);
    let text = typed.get(start..end).unwrap_or_default();
    if let Some((name, value)) = text.split_once(':')
        && name.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-'))
    {
        let span = start..start + name.len() + 1;
        let behind = typed.get(span.end..).and_then(|rest| rest.chars().next());
        let goes_on = behind.is_some_and(|c| !c.is_whitespace());
        let meant = |field: &Field| !value.starts_with("//") && (goes_on || behind.is_none() || !field.is_prose());
        if let Some(field) = Field::named(name).filter(meant) {
            return Piece { kind: Kind::Field(field), span };
        }
        // `Biden: we will` is prose, `https:` and `mailto:` begin addresses, `C:` is a letter.
        if name.len() > 1 && goes_on && !value.starts_with('/') && !name.eq_ignore_ascii_case("mailto") {
            return Piece { kind: Kind::Unknown, span };
        }
    }
    let kind = if text.eq_ignore_ascii_case("or") { Kind::Or } else { Kind::Word };
    Piece { kind, span: start..end }
}

/// Bytes of the word at the head of a text.
fn word_length(text: &str) -> usize {
    let mut before = None;
    let mut inside = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            c if c.is_whitespace() || is_quote(c) || c == '|' => return at,
            '(' if before.is_some_and(char::is_alphanumeric) || inside > 0 || before == Some(')') => {
                if inside == 0 && !closes(text.get(at..).unwrap_or_default()) {
                    return at;
                }
                inside += 1;
            }
            ')' if inside > 0 => inside -= 1,
            '(' | ')' => return at,
            _ => {}
        }
        before = Some(c);
    }
    text.len()
}

/// Whether the parenthesis at the head of a text closes within the same word.
fn closes(text: &str) -> bool {
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return true,
            ')' => depth -= 1,
            c if c.is_whitespace() || is_quote(c) || c == '|' => return false,
            _ => {}
        }
    }
    false
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″')
}
