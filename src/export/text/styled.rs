//! A stretch of clean text whose parts carry attributes.

use std::ops::Range;

use crate::article::{Emphasis, Inline, Link, Run};

/// A set of attributes, as terminals number them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tone(u8);

impl Tone {
    /// None.
    pub(super) const PLAIN: Self = Self(0);
    /// Headlines and labels.
    pub(super) const BOLD: Self = Self(1 << 1);
    /// Facts beside the text.
    pub(super) const DIM: Self = Self(1 << 2);
    /// Emphasis.
    pub(super) const ITALIC: Self = Self(1 << 3);
    /// Links.
    pub(super) const UNDERLINED: Self = Self(1 << 4);

    fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Select Graphic Rendition (ECMA-48, 8.3.117), one sequence an attribute.
    fn write(self, out: &mut String) {
        for (bit, sequence) in [(1, "\u{1b}[1m"), (2, "\u{1b}[2m"), (3, "\u{1b}[3m"), (4, "\u{1b}[4m")] {
            if self.0 & (1 << bit) != 0 {
                out.push_str(sequence);
            }
        }
    }
}

/// Clean text with attributes.
#[derive(Default)]
pub(super) struct Styled {
    text: String,
    /// In order, without gaps.
    tones: Vec<(Range<usize>, Tone)>,
}

impl Styled {
    /// Text of one tone. It must be clean.
    pub(super) fn new(clean: &str, tone: Tone) -> Self {
        let mut styled = Self::default();
        styled.push(clean, tone);
        styled
    }

    /// Plain text with some ranges of it bold: in order, none over another. It must be clean.
    pub(super) fn marked(clean: &str, marks: &[Range<usize>]) -> Self {
        let mut styled = Self::default();
        let mut done = 0;
        for mark in marks {
            let (Some(before), Some(marked)) = (clean.get(done..mark.start), clean.get(mark.clone())) else { continue };
            styled.push(before, Tone::PLAIN);
            styled.push(marked, Tone::BOLD);
            done = mark.end;
        }
        styled.push(clean.get(done..).unwrap_or_default(), Tone::PLAIN);
        styled
    }

    /// The runs of a paragraph, links followed by their address, marks for sources and footnotes.
    pub(super) fn inline(inline: &Inline) -> Self {
        let mut styled = Self::default();
        let mut runs = inline.runs.iter().peekable();
        while let Some(run) = runs.next() {
            match &run.link {
                // A mark is ours: sources are numbered as in their list.
                Some(Link::Source(index)) => styled.push(&format!("[{}]", index.saturating_add(1)), Tone::DIM),
                Some(Link::Footnote(name)) => styled.push(&format!("[^{}]", name.line()), Tone::DIM),
                Some(Link::Address(address)) => {
                    styled.push(&run.text.lines(), tone(run).with(Tone::UNDERLINED));
                    // A link may be several runs; its address comes once, after the last.
                    let ends = runs.peek().is_none_or(|next| next.link != run.link);
                    if ends && run.text.raw() != address.raw() {
                        styled.push(&format!(" ({})", address.line()), Tone::DIM);
                    }
                }
                None => styled.push(&run.text.lines(), tone(run)),
            }
        }
        styled
    }

    fn push(&mut self, clean: &str, tone: Tone) {
        let from = self.text.len();
        self.text.push_str(clean);
        self.tones.push((from..self.text.len(), tone));
    }

    /// The text without attributes.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes between hard breaks.
    pub(super) fn stretches(&self) -> Vec<Range<usize>> {
        let mut from = 0;
        let stretch = |line: &str| {
            let range = from..from + line.len();
            from = range.end + 1;
            range
        };
        self.text.split('\n').map(stretch).collect()
    }

    /// Writes some bytes of the text, with attributes where they are wanted.
    pub(super) fn write(&self, range: Range<usize>, colour: bool, out: &mut String) {
        for (bytes, tone) in &self.tones {
            let within = bytes.start.max(range.start)..bytes.end.min(range.end);
            let Some(text) = self.text.get(within).filter(|text| !text.is_empty()) else { continue };
            if colour && *tone != Tone::PLAIN {
                tone.write(out);
                out.push_str(text);
                out.push_str("\u{1b}[0m");
            } else {
                out.push_str(text);
            }
        }
    }
}

fn tone(run: &Run) -> Tone {
    let mut tone = Tone::PLAIN;
    if run.emphasis.has(Emphasis::STRONG) {
        tone = tone.with(Tone::BOLD);
    }
    if run.emphasis.has(Emphasis::ITALIC) {
        tone = tone.with(Tone::ITALIC);
    }
    tone
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, link: Option<Link>) -> Run {
        Run { text: text.into(), emphasis: Emphasis::NONE, link }
    }

    #[test]
    fn an_address_comes_once_after_its_link() {
        let link = || Some(Link::Address("https://a.example".into()));
        let inline = Inline { runs: vec![run("two ", link()), run("runs", link()), run(".", None)] };
        assert_eq!(Styled::inline(&inline).text(), "two runs (https://a.example).");
        let bare = Inline { runs: vec![run("https://a.example", link())] };
        assert_eq!(Styled::inline(&bare).text(), "https://a.example");
    }

    #[test]
    fn stretches_are_the_lines() {
        let styled = Styled::new("ab\n\nc", Tone::PLAIN);
        assert_eq!(styled.stretches(), [0..2, 3..3, 4..5]);
    }
}
