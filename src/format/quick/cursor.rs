//! The tokens of a file, one ahead: keys, values, arrays and tables as TOML writes them.
//!
//! The lexer gives tokens one by one, so that nothing is gathered first: a reader of events would need all of them in
//! memory, three words each. The grammar is TOML's without dotted keys; every method gives up (`None`) at whatever it does
//! not expect, so no error needs a way out and nothing is recovered. Texts, keys and dates are decoded by the same crate
//! that decodes them for the exact reader, unless there is nothing to decode.

use std::borrow::Cow;

use toml::value::Datetime;
use toml_parser::decoder::ScalarKind;
use toml_parser::lexer::{Lexer, Token, TokenKind};
use toml_parser::{ParseError, Raw, Source};

use super::Text;
use crate::article::Date;
use crate::format::read::of_datetime;
use crate::text::Foreign;

/// How a table is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Lines, up to the next header.
    Lines,
    /// Between braces.
    Braces,
}

/// A header.
pub(super) struct Header<'s> {
    /// Its name.
    pub(super) name: Text<'s>,
    /// Whether it stands between double brackets.
    pub(super) one_of_many: bool,
}

/// The place in the file.
pub(super) struct Cursor<'s> {
    source: Source<'s>,
    lexer: Lexer<'s>,
    token: Token,
}

impl<'s> Cursor<'s> {
    /// At the start of a file.
    pub(super) fn new(file: &'s str) -> Option<Self> {
        let source = Source::new(file);
        let mut lexer = source.lex();
        let token = lexer.next()?;
        Some(Self { source, lexer, token })
    }

    /// Calls `entry` with the key of every entry of a table; it must take the value.
    pub(super) fn table(&mut self, form: Form, mut entry: impl FnMut(&mut Self, &str) -> Option<()>) -> Option<()> {
        self.entries(form, |cursor, key| entry(cursor, &key))
    }

    /// [`table`](Self::table), for tables whose keys are kept.
    pub(super) fn entries(
        &mut self,
        form: Form,
        mut entry: impl FnMut(&mut Self, Text<'s>) -> Option<()>,
    ) -> Option<()> {
        if form == Form::Braces {
            self.expect(TokenKind::LeftCurlyBracket)?;
        }
        loop {
            self.skip_lines()?;
            match (form, self.token.kind()) {
                (Form::Braces, TokenKind::RightCurlyBracket) => return self.expect(TokenKind::RightCurlyBracket),
                (Form::Lines, TokenKind::LeftSquareBracket | TokenKind::Eof) => return Some(()),
                _ => {}
            }
            let key = self.key()?;
            self.skip_space();
            self.expect(TokenKind::Equals)?;
            self.skip_space();
            entry(self, key)?;
            match form {
                Form::Lines => self.end_of_line()?,
                Form::Braces => self.separator(TokenKind::RightCurlyBracket)?,
            }
        }
    }

    /// Calls `element` before every element of an array; it must take it.
    pub(super) fn array(&mut self, mut element: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.expect(TokenKind::LeftSquareBracket)?;
        loop {
            self.skip_lines()?;
            if self.token.kind() == TokenKind::RightSquareBracket {
                return self.expect(TokenKind::RightSquareBracket);
            }
            element(self)?;
            self.separator(TokenKind::RightSquareBracket)?;
        }
    }

    /// Whether the file ends here.
    pub(super) fn at_end(&self) -> bool {
        self.token.kind() == TokenKind::Eof
    }

    /// The next header.
    pub(super) fn header(&mut self) -> Option<Header<'s>> {
        self.expect(TokenKind::LeftSquareBracket)?;
        let one_of_many = self.token.kind() == TokenKind::LeftSquareBracket;
        if one_of_many {
            self.advance();
        }
        self.skip_space();
        let name = self.key()?;
        self.skip_space();
        self.expect(TokenKind::RightSquareBracket)?;
        if one_of_many {
            self.expect(TokenKind::RightSquareBracket)?;
        }
        self.end_of_line()?;
        Some(Header { name, one_of_many })
    }

    /// Whether a table between braces comes next.
    pub(super) fn at_braces(&self) -> bool {
        self.token.kind() == TokenKind::LeftCurlyBracket
    }

    /// A text in which something is to be seen.
    pub(super) fn text(&mut self) -> Option<Text<'s>> {
        let text = self.any_text()?;
        is_seen(&text).then_some(text)
    }

    /// A text.
    pub(super) fn any_text(&mut self) -> Option<Text<'s>> {
        let raw = self.source.get(self.token)?;
        let quotes = match self.token.kind() {
            TokenKind::BasicString => "\"",
            TokenKind::LiteralString => "'",
            TokenKind::MlBasicString => "\"\"\"",
            TokenKind::MlLiteralString => "'''",
            _ => return None,
        };
        self.advance();
        if let Some(text) = plain(raw.as_str(), quotes) {
            return Some(Cow::Borrowed(text));
        }
        scalar(raw).map(|(_, text)| text)
    }

    /// An array of texts.
    pub(super) fn texts(&mut self) -> Option<Vec<Text<'s>>> {
        let mut texts = Vec::new();
        self.array(|cursor| {
            texts.push(cursor.text()?);
            Some(())
        })?;
        Some(texts)
    }

    /// A date. Its time may stand behind a space, and has a dot before fractions of a second.
    pub(super) fn date(&mut self) -> Option<Date> {
        let mut span = self.token.span();
        self.expect(TokenKind::Atom)?;
        loop {
            let part = self.token;
            match part.kind() {
                TokenKind::Atom | TokenKind::Dot => span = span.append(part.span()),
                TokenKind::Whitespace => {}
                _ => break,
            }
            self.advance();
            if part.kind() == TokenKind::Whitespace && self.token.kind() != TokenKind::Atom {
                break;
            }
        }
        let raw = self.source.get(span)?;
        let (ScalarKind::DateTime, written) = scalar(raw)? else { return None };
        of_datetime(written.parse::<Datetime>().ok()?, raw.as_str())
    }

    /// What stands without quotes: a number, true, false. A dot or a word after it is nothing that anybody expects.
    pub(super) fn word(&mut self) -> Option<&'s str> {
        let raw = self.source.get(self.token)?;
        self.expect(TokenKind::Atom)?;
        Some(raw.as_str())
    }

    /// A key without dots.
    fn key(&mut self) -> Option<Text<'s>> {
        let raw = self.source.get(self.token)?;
        let quotes = match self.token.kind() {
            TokenKind::Atom => {
                self.advance();
                let bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
                return raw.as_bytes().iter().all(|byte| bare(*byte)).then_some(Cow::Borrowed(raw.as_str()));
            }
            TokenKind::BasicString => "\"",
            TokenKind::LiteralString => "'",
            _ => return None,
        };
        self.advance();
        if let Some(key) = plain(raw.as_str(), quotes) {
            return Some(Cow::Borrowed(key));
        }
        let (mut key, mut wrong) = (Cow::Borrowed(""), false);
        raw.decode_key(&mut key, &mut |_: ParseError| wrong = true);
        (!wrong).then_some(key)
    }

    /// To the next element, or to the closing bracket.
    fn separator(&mut self, closing: TokenKind) -> Option<()> {
        self.skip_lines()?;
        if self.token.kind() == closing { Some(()) } else { self.expect(TokenKind::Comma) }
    }

    /// Over spaces.
    fn skip_space(&mut self) {
        if self.token.kind() == TokenKind::Whitespace {
            self.advance();
        }
    }

    /// Over spaces, comments and line breaks.
    fn skip_lines(&mut self) -> Option<()> {
        loop {
            match self.token.kind() {
                TokenKind::Whitespace => self.advance(),
                TokenKind::Comment => self.comment()?,
                TokenKind::Newline => self.line_break()?,
                _ => return Some(()),
            }
        }
    }

    /// Over what may follow a value or a header.
    fn end_of_line(&mut self) -> Option<()> {
        self.skip_space();
        if self.token.kind() == TokenKind::Comment {
            self.comment()?;
        }
        if self.token.kind() == TokenKind::Eof { Some(()) } else { self.line_break() }
    }

    fn comment(&mut self) -> Option<()> {
        let mut wrong = false;
        self.source.get(self.token)?.decode_comment(&mut |_: ParseError| wrong = true);
        self.advance();
        (!wrong).then_some(())
    }

    fn line_break(&mut self) -> Option<()> {
        let ends = self.source.get(self.token)?.as_str().ends_with('\n');
        self.expect(TokenKind::Newline)?;
        ends.then_some(())
    }

    fn expect(&mut self, kind: TokenKind) -> Option<()> {
        let is = self.token.kind() == kind;
        self.advance();
        is.then_some(())
    }

    /// To the next token. The end of the file is its own next.
    fn advance(&mut self) {
        if let Some(token) = self.lexer.next() {
            self.token = token;
        }
    }
}

/// The text between quotes that says what it shows: no escape, no character that TOML forbids.
fn plain<'s>(written: &'s str, quotes: &str) -> Option<&'s str> {
    let text = written.strip_prefix(quotes)?.strip_suffix(quotes)?;
    // No early end: so that many bytes are looked at together.
    let odd = text.bytes().fold(0, |odd, byte| odd | u8::from(is_odd(byte)));
    if odd != 0 {
        return None;
    }
    // A line break right after the opening quotes is not part of the text. A text on one line has none.
    Some(text.strip_prefix('\n').unwrap_or(text))
}

/// Whether a byte of a text begins an escape, or is none that TOML allows everywhere.
fn is_odd(byte: u8) -> bool {
    (byte < b' ' && !matches!(byte, b'\n' | b'\t')) || matches!(byte, b'\\' | 0x7F)
}

/// Decodes a value.
fn scalar(raw: Raw<'_>) -> Option<(ScalarKind, Text<'_>)> {
    let (mut text, mut wrong) = (Cow::Borrowed(""), false);
    let kind = raw.decode_scalar(&mut text, &mut |_: ParseError| wrong = true);
    (!wrong).then_some((kind, text))
}

/// Whether more than white space would be seen of a text. Most begin with a letter.
fn is_seen(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_graphic) || !Foreign::new(text).is_blank()
}
