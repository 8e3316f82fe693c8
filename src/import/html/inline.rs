//! The words of a paragraph: white space folded as browsers fold it, styles and links, and their Markdown.
//!
//! A page nests its tags as it likes; here every stretch of words knows its styles and its link, so that the Markdown is
//! well nested by construction. Where a mark would not be read as one (`un**frei**`-like corners of `CommonMark`), it is
//! left out: a lost emphasis is better than stars in the text.

use std::rc::Rc;

use crate::import::escape;

/// How words are set, and where they lead.
#[expect(clippy::struct_excessive_bools, reason = "four styles that combine freely")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Strong emphasis.
    pub(super) strong: bool,
    /// Emphasis.
    pub(super) emphasis: bool,
    /// Struck out.
    pub(super) struck: bool,
    /// Code.
    pub(super) code: bool,
    /// The address that the words lead to.
    pub(super) link: Option<Rc<str>>,
}

/// Words of one style.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    text: String,
    style: Style,
}

/// Words on their way to a paragraph: lines of runs.
#[derive(Clone, Debug)]
pub(super) struct Line {
    lines: Vec<Vec<Run>>,
}

impl Default for Line {
    fn default() -> Self {
        Self { lines: vec![Vec::new()] }
    }
}

impl Line {
    /// Adds text; runs of white space, also across calls, become one space.
    pub(super) fn text(&mut self, text: &str, style: &Style) {
        let Some(line) = self.lines.last_mut() else { return };
        let mut spaced = line.last().is_none_or(|run| run.text.ends_with(' '));
        let mut out = String::with_capacity(text.len());
        for c in text.chars().filter(|c| !is_ignored(*c)) {
            if !c.is_whitespace() {
                out.push(c);
                spaced = false;
            } else if !spaced {
                out.push(' ');
                spaced = true;
            }
        }
        match line.last_mut() {
            _ if out.is_empty() => {}
            Some(run) if run.style == *style => run.text.push_str(&out),
            _ => line.push(Run { text: out, style: style.clone() }),
        }
    }

    /// Ends the line. Whether the line before was empty too, so that the paragraph is over.
    pub(super) fn line_break(&mut self) -> bool {
        let empty = self.lines.last().is_none_or(|line| line.iter().all(|run| run.text.trim().is_empty()));
        if !empty {
            self.lines.push(Vec::new());
        }
        empty && self.lines.len() > 1
    }

    /// Whether there are no words.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.iter().flatten().all(|run| run.text.trim().is_empty())
    }

    /// The last character.
    pub(super) fn last(&self) -> Option<char> {
        self.lines.last().and_then(|line| line.last()).and_then(|run| run.text.chars().next_back())
    }

    /// The words alone, on one line.
    pub(super) fn plain(&self) -> String {
        let lines = self.lines.iter().map(|line| line.iter().map(|run| run.text.as_str()).collect::<String>());
        lines.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// A Markdown paragraph.
    pub(super) fn paragraph(&self) -> String {
        let lines = self.lines.iter().map(|line| escape::line_start(markdown(line).trim()));
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\\\n")
    }

    /// Markdown within one line, as a cell of a table takes it.
    pub(super) fn cell(&self) -> String {
        let lines = self.lines.iter().map(|line| markdown(line).trim().to_owned());
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ").replace('|', "\\|")
    }
}

/// Characters that pages use to steer line breaking, or that no text has.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}') || (c.is_control() && !c.is_whitespace())
}

/// One line: links outermost, then strong, emphasis, struck, code.
fn markdown(runs: &[Run]) -> String {
    let mut out = String::new();
    let mut seen = 0;
    for group in runs.chunk_by(|a, b| a.style.link == b.style.link) {
        seen += group.len();
        let next = first_char(runs.get(seen..));
        let Some(link) = group.first().and_then(|run| run.style.link.clone()) else {
            styled(&mut out, group, Mark::Strong, next);
            continue;
        };
        let mut inner = String::new();
        styled(&mut inner, group, Mark::Strong, None);
        let words = inner.trim();
        if words.is_empty() {
            out.push_str(&inner);
            continue;
        }
        if inner.starts_with(' ') {
            out.push(' ');
        }
        if out.ends_with('!') {
            // Not a picture.
            out.pop();
            out.push_str("\\!");
        }
        out.extend(["[", words, "](", &escape::destination(&link), ")"]);
        if inner.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// A style with marks of its own, outermost first.
#[derive(Clone, Copy)]
enum Mark {
    Strong,
    Emphasis,
    Struck,
    Leaf,
}

impl Mark {
    fn of(self, style: &Style) -> bool {
        match self {
            Self::Strong => style.strong,
            Self::Emphasis => style.emphasis,
            Self::Struck => style.struck,
            Self::Leaf => style.code,
        }
    }

    /// The marks, and the style within.
    fn inner(self) -> (&'static str, Self) {
        match self {
            Self::Strong => ("**", Self::Emphasis),
            Self::Emphasis => ("*", Self::Struck),
            Self::Struck => ("~~", Self::Leaf),
            Self::Leaf => ("`", Self::Leaf),
        }
    }
}

fn styled(out: &mut String, runs: &[Run], mark: Mark, next: Option<char>) {
    if let Mark::Leaf = mark {
        for run in runs {
            if run.style.code && !run.text.trim().is_empty() {
                code(out, &run.text);
            } else {
                out.push_str(&escape::words(&run.text));
            }
        }
        return;
    }
    let (marks, within) = mark.inner();
    let mut seen = 0;
    for group in runs.chunk_by(|a, b| mark.of(&a.style) == mark.of(&b.style)) {
        seen += group.len();
        let next = first_char(runs.get(seen..)).or(next);
        if group.first().is_some_and(|run| mark.of(&run.style)) {
            let mut inner = String::new();
            styled(&mut inner, group, within, None);
            wrap(out, &inner, marks, next);
        } else {
            styled(out, group, within, next);
        }
    }
}

/// Sets words between marks, where `CommonMark` reads them as marks: flanked by what they may be flanked by.
fn wrap(out: &mut String, inner: &str, marks: &str, next: Option<char>) {
    let core = inner.trim();
    let is_open = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let starts_bare = core.chars().next().is_some_and(char::is_alphanumeric);
    let ends_bare = core.chars().next_back().is_some_and(char::is_alphanumeric);
    let before = if inner.starts_with(' ') { Some(' ') } else { out.chars().next_back() };
    let after = if inner.ends_with(' ') { Some(' ') } else { next };
    let is_mark = |c: Option<char>| matches!(c, Some('*' | '~'));
    let fits = (starts_bare || is_open(before)) && (ends_bare || is_open(after)) && !is_mark(before);
    if core.is_empty() || !fits || inner.contains("\\*") {
        out.push_str(inner);
        return;
    }
    if inner.starts_with(' ') {
        out.push(' ');
    }
    out.push_str(marks);
    out.push_str(core);
    out.push_str(marks);
    if inner.ends_with(' ') {
        out.push(' ');
    }
}

/// Code within a line: as many backticks around it as it needs.
fn code(out: &mut String, text: &str) {
    let core = text.trim();
    let longest = core.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let pad = if core.starts_with('`') || core.ends_with('`') { " " } else { "" };
    let lead = if text.starts_with(' ') { " " } else { "" };
    let trail = if text.ends_with(' ') { " " } else { "" };
    out.extend([lead, &ticks, pad, core, pad, &ticks, trail]);
}

fn first_char(runs: Option<&[Run]>) -> Option<char> {
    runs.and_then(|runs| runs.first()).and_then(|run| run.text.chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strong() -> Style {
        Style { strong: true, ..Style::default() }
    }

    fn link(style: &Style) -> Style {
        Style { link: Some(Rc::from("https://example.org/")), ..style.clone() }
    }

    #[test]
    fn white_space_folds_across_runs() {
        let mut line = Line::default();
        line.text("\n  A ", &Style::default());
        line.text(" bold\u{a0}word ", &strong());
        line.text(" b\u{ad}ig.\n", &Style::default());
        assert_eq!(line.paragraph(), "A **bold word** big.");
        assert_eq!(line.plain(), "A bold word big.");
    }

    #[test]
    fn links_hold_their_styles() {
        let mut line = Line::default();
        line.text("See!", &Style::default());
        line.text("the ", &link(&Style::default()));
        line.text("rule", &link(&strong()));
        line.text(" now", &Style::default());
        assert_eq!(line.paragraph(), "See\\![the **rule**](https://example.org/) now");
    }

    #[test]
    fn marks_that_would_not_be_read_are_left_out() {
        let mut line = Line::default();
        line.text("a", &Style::default());
        line.text("“b”", &strong());
        line.text("c", &Style::default());
        assert_eq!(line.paragraph(), "a“b”c");
    }

    #[test]
    fn breaks() {
        let mut line = Line::default();
        line.text("one", &Style::default());
        assert!(!line.line_break());
        line.text("- two", &Style::default());
        assert_eq!(line.paragraph(), "one\\\n\\- two");
        assert_eq!(line.cell(), "one - two");
        assert!(!line.line_break());
        assert!(line.line_break());
    }

    #[test]
    fn code_with_backticks() {
        let mut out = String::new();
        code(&mut out, "a `b`");
        assert_eq!(out, "`` a `b` ``");
    }
}
