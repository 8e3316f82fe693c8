//! Diagnostics as a person reads them: message, place, the source line with carets, cure.
//!
//! The drawing is annotate-snippets'. What it is given is made safe here first: of the source it gets one line, cut to a
//! window around the span, with everything that could steer a terminal replaced one for one, so that carets stay under
//! what they point at. Nothing is printed but text of ours, [`Clean`] text and that line.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::renderer::{AnsiColor, DecorStyle, Effects, Style};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use unicode_normalization::char::is_combining_mark;

use super::{Diagnostic, Lines, Position, Severity};
use crate::text::Clean;

/// Diagnostics that are printed in full; the rest is counted.
const SHOWN: usize = 50;

/// Characters of the quoted line before the span, and of the line in all.
const BEFORE: usize = 60;
const WINDOW: usize = 110;

/// Combining marks on one base (see [`crate::text::clean`]).
const MARKS: usize = 8;

/// How the gutter is drawn: line numbers, bars, the arrow before the place.
const GUTTER: Style = AnsiColor::BrightBlue.on_default().effects(Effects::BOLD);

/// Draws diagnostics of one file, in the given order. Ends with a line break, but for none.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], path: &Clean, source: &str, colour: bool) -> String {
    let lines = Lines::new(source);
    let renderer = if colour { Renderer::styled().line_num(GUTTER) } else { Renderer::plain() };
    // The window is ours: the renderer must never cut a second time.
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(WINDOW * 4);
    let gutter = if colour { GUTTER } else { Style::new() };
    let mut drawn = String::new();
    for diagnostic in diagnostics.iter().take(SHOWN) {
        let position = diagnostic.span.as_ref().map(|span| lines.position(span.start));
        let body = renderer.render(&[group(diagnostic, position, &lines)]);
        let (title, rest) = body.split_once('\n').unwrap_or((&body, ""));
        let _ = write!(drawn, "{title}\n{}", arrow(position, path, gutter));
        for line in rest.lines() {
            let _ = write!(drawn, "\n{line}");
        }
        drawn.push_str("\n\n");
    }
    let more = diagnostics.len().saturating_sub(SHOWN);
    if more > 0 {
        let errors = diagnostics.iter().skip(SHOWN).filter(|one| one.is_error()).count();
        let _ = write!(drawn, "… and {more} more: {errors} of them errors, {} warnings\n\n", more - errors);
    }
    drawn.pop();
    drawn
}

/// `  --> file:line:column`. Drawn here: the renderer would count the column in the window.
fn arrow(position: Option<Position>, path: &Clean, gutter: Style) -> String {
    let Some(Position { line, column }) = position else { return format!("{gutter}-->{gutter:#} {path}") };
    let indent = line.to_string().len();
    format!("{:indent$}{gutter}-->{gutter:#} {path}:{line}:{column}", "")
}

/// One diagnostic as annotate-snippets takes it.
fn group<'a>(diagnostic: &'a Diagnostic, position: Option<Position>, lines: &Lines<'_>) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code));
    if let (Some(span), Some(position)) = (&diagnostic.span, position) {
        let quote = Quote::new(lines, span);
        let annotation = AnnotationKind::Primary.span(quote.span);
        group = group.element(Snippet::source(quote.text).line_start(position.line).annotation(annotation));
    }
    match &diagnostic.help {
        Some(cure) => group.element(Level::HELP.message(cure.as_str())),
        None => group,
    }
}

/// The part of a line that is shown.
struct Quote {
    text: String,
    /// What the carets stand under: bytes of `text`.
    span: Range<usize>,
}

impl Quote {
    /// The window of the line where `span` begins. A span of several lines is marked to the end of its first.
    fn new(lines: &Lines<'_>, span: &Range<usize>) -> Self {
        let (start, line) = lines.line(span.start);
        let from = floor(line, span.start - start.min(span.start));
        let to = floor(line, span.end.saturating_sub(start)).max(from);
        let (head, rest) = line.split_at_checked(from).unwrap_or((line, ""));
        let (marked, tail) = rest.split_at_checked(to - from).unwrap_or((rest, ""));
        let head_start = head.char_indices().rev().take(BEFORE).last().map_or(head.len(), |(at, _)| at);
        let mut safe = Safe::default();
        if head_start > 0 {
            safe.text.push('…');
        }
        let shown_head = head.get(head_start..).unwrap_or_default();
        safe.extend(shown_head, usize::MAX);
        let mark_start = safe.text.len();
        let room = WINDOW.saturating_sub(shown_head.chars().count()).max(1);
        let left = safe.extend(marked, room);
        let mark_end = safe.text.len();
        if left.is_none_or(|left| safe.extend(tail, left).is_none()) {
            safe.text.push('…');
        }
        Self { text: safe.text, span: mark_start..mark_end }
    }
}

/// The last character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// A copy of foreign text in which each offending character is one U+FFFD.
#[derive(Default)]
struct Safe {
    text: String,
    marks: usize,
    last: Option<char>,
}

impl Safe {
    /// Copies at most `room` characters. Gives the room that is left, none when the text did not fit.
    fn extend(&mut self, text: &str, room: usize) -> Option<usize> {
        let mut chars = text.chars().peekable();
        let mut left = room;
        while let Some(c) = chars.next() {
            left = left.checked_sub(1)?;
            let c = self.shown(c, chars.peek().copied());
            self.text.push(c);
            self.last = Some(c);
        }
        Some(left)
    }

    /// The character, or what stands for it.
    fn shown(&mut self, c: char, next: Option<char>) -> char {
        let mark = is_combining_mark(c);
        self.marks = if mark { self.marks + 1 } else { 0 };
        let joins = |side: Option<char>| side.is_some_and(|side| side.is_alphabetic() || !side.is_ascii());
        let harmless = match c {
            '\t' => true,
            '\u{200C}' | '\u{200D}' => joins(self.last) && joins(next),
            _ if mark => self.last.is_some() && self.marks <= MARKS,
            _ => !steers(c),
        };
        if harmless { c } else { char::REPLACEMENT_CHARACTER }
    }
}

/// Whether a character is a control, changes direction, or is not seen (design 6.1).
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
        || matches!(c, '\u{FFF9}'..='\u{FFFB}' | '\u{FDD0}'..='\u{FDEF}' | '\u{E0000}'..='\u{E007F}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::clean;

    fn draw(source: &str, span: Range<usize>) -> String {
        render(&[Diagnostic::error("code", span, "message").help("cure")], &clean::line("a.toml"), source, false)
    }

    #[test]
    fn source_line_carets_and_cure() {
        let expected = "\
error[code]: message
 --> a.toml:2:7
  |
2 | key = 12
  |       ^^
  |
  = help: cure
";
        assert_eq!(draw("\nkey = 12\nmore = 1", 7..9), expected);
    }

    #[test]
    fn carets_stay_under_what_they_point_at() {
        for before in ["\u{1b}[31m", "日本", "\u{202e}\u{9b}", "\t"] {
            let source = format!("{before}x = 1");
            let drawn = draw(&source, before.len()..before.len() + 1).lines().map(str::to_owned).collect::<Vec<_>>();
            let column = |line: &str, what: char| crate::text::width::width(line.split(what).next().unwrap());
            assert_eq!(column(&drawn[3], 'x'), column(&drawn[4], '^'), "{drawn:#?}");
        }
    }

    #[test]
    fn a_long_line_is_cut_to_a_window() {
        let source = format!("{}HERE{}", "a".repeat(100_000), "b".repeat(100_000));
        let drawn = draw(&source, 100_000..100_004);
        assert!(drawn.contains("a.toml:1:100001"), "{drawn}");
        assert!(drawn.contains("…aaaa") && drawn.contains("bbbb…"), "{drawn}");
        assert!(drawn.len() < 1000, "{drawn}");
        assert!(draw(&source, 0..200_004).len() < 1000);
    }

    #[test]
    fn the_rest_is_counted() {
        let many = vec![Diagnostic::warning("code", 0..1, "message"); 10_000];
        let drawn = render(&many, &clean::line("a.toml"), "x", false);
        assert_eq!(drawn.matches("message").count(), SHOWN);
        assert!(drawn.ends_with("… and 9950 more: 0 of them errors, 9950 warnings\n"), "{drawn}");
    }

    proptest! {
        #[test]
        fn nothing_live_comes_out(source in "\\PC{0,20}[\u{0}-\u{a0}\u{200b}-\u{206f}\u{300}\u{feff}\u{e0001}]{0,40}\\PC{0,9}", a in 0usize..80, b in 0usize..80) {
            let drawn = draw(&source, a.min(b)..a.max(b));
            for c in drawn.chars().filter(|c| *c != '\n' && *c != '\u{200c}' && *c != '\u{200d}') {
                prop_assert!(!steers(c), "{c:?} in {drawn:?}");
            }
        }
    }
}
