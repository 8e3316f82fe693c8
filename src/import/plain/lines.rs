//! Lines of a pasted text, with the gaps between them.

use crate::import::recognise::litter::is_litter;

/// A line that is not blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// Its text: trimmed, white space single, invisible signs gone.
    pub(super) text: String,
    /// Blank lines before it.
    pub(super) gap: usize,
    /// Blanks that it was indented by.
    pub(super) indent: usize,
    /// Whether it has gone into something else than the body.
    pub(super) taken: bool,
}

/// The lines of a text.
pub(super) fn of(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut gap = 0;
    let text = text.replace("\r\n", "\n");
    for raw in text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{c}']) {
        let folded: String =
            raw.chars().filter(|c| !is_invisible(*c)).map(|c| if is_blank(c) { ' ' } else { c }).collect();
        let indent = folded.chars().take_while(|c| *c == ' ').count();
        let text = folded.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            gap += 1;
        } else {
            lines.push(Line { text, gap, indent, taken: false });
            gap = 0;
        }
    }
    lines
}

/// Takes litter out; says which.
pub(super) fn drop_litter(lines: &mut Vec<Line>) -> Vec<String> {
    let mut dropped = Vec::new();
    let mut gap = 0;
    lines.retain_mut(|line| {
        if is_litter(&line.text) {
            dropped.push(std::mem::take(&mut line.text));
            gap = line.gap.max(gap);
            return false;
        }
        line.gap = line.gap.max(std::mem::take(&mut gap));
        true
    });
    dropped
}

/// Signs that nobody sees and that break words for whoever searches them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{2060}' | '\u{feff}')
}

fn is_blank(c: char) -> bool {
    matches!(c, '\t' | '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{3000}' | '\u{2002}'..='\u{200a}')
}
