//! Plain text, for pipes, pagers and screens that are not a terminal.
//!
//! A paragraph is one line unless a width is asked for, so that `grep`, `wc` and a mail program see paragraphs. Every
//! address stands in full. With colour the same lines carry a few attributes and no more: taking the attributes away
//! gives the plain form back.

pub mod evidence;
mod styled;

use std::fmt::Write as _;
use std::ops::Range;

use super::prose;
use crate::article::{Article, Block, Evidence, Inline, List, Locator, Reckoning, Section, Source, Table, Takeaway};
use crate::text::Foreign;
use crate::text::width::width;
use crate::text::wrap::{Wrap, wrap};
use styled::{Styled, Tone};

/// How the text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Cells of a line; none leaves paragraphs whole.
    pub width: Option<usize>,
    /// Whether attributes (bold, dim, underlined) may be used.
    pub colour: bool,
    /// What the age of the status is reckoned by; none where it is not told.
    pub reckoning: Option<Reckoning>,
}

/// The whole article.
#[must_use]
pub fn write(article: &Article, look: Look) -> String {
    let mut page = Page { look, text: String::new() };
    page.head(article);
    if !article.takeaways.is_empty() {
        page.label("Key takeaways");
        for (takeaway, number) in article.takeaways.iter().zip(1..) {
            page.takeaway(takeaway, number);
        }
    }
    for section in &article.sections {
        page.section(section);
    }
    if !article.sources.is_empty() {
        page.label("Sources");
        for (source, number) in article.sources.iter().zip(1..) {
            page.source(source, number);
        }
    }
    page.text
}

/// One part of the article; none where it has no such part. A section comes with the sections below it.
#[must_use]
pub fn part(article: &Article, locator: Locator, look: Look) -> Option<String> {
    let mut page = Page { look, text: String::new() };
    match locator {
        Locator::Takeaway(n) => page.takeaway(article.takeaways.get(n.checked_sub(1)?)?, n),
        Locator::Source(n) => page.source(article.sources.get(n.checked_sub(1)?)?, n),
        Locator::Block(s, p) => page.block(article.block(s.checked_sub(1)?, p.checked_sub(1)?)?, "", ""),
        Locator::Section(n) => {
            let (first, rest) = article.sections.get(n.checked_sub(1)?..)?.split_first()?;
            page.section(first);
            rest.iter().take_while(|below| below.level > first.level).for_each(|below| page.section(below));
        }
    }
    Some(page.text)
}

/// Text that grows a line at a time.
struct Page {
    look: Look,
    text: String,
}

impl Page {
    fn head(&mut self, article: &Article) {
        self.line("", "", &Styled::new(&article.headline.line(), Tone::BOLD));
        let quiet = |page: &mut Self, text: &str| page.line("", "", &Styled::new(text, Tone::DIM));
        let byline = prose::byline(article);
        if !byline.is_empty() {
            quiet(self, &byline);
        }
        if let Some(status) = prose::status(article, self.look.reckoning) {
            quiet(self, &format!("Status: {status}"));
        }
        if let Some(url) = &article.url {
            quiet(self, &url.line());
        }
        if let Some(original) = &article.translation_of {
            quiet(self, &format!("Translation of {}", original.line()));
        }
        if let Some(summary) = &article.summary {
            self.gap();
            self.line("", "", &Styled::new(&summary.lines(), Tone::ITALIC));
        }
        if let Some(image) = article.image.as_ref().map(prose::picture).filter(|image| !image.is_empty()) {
            self.gap();
            quiet(self, &format!("[Image: {image}]"));
        }
    }

    fn takeaway(&mut self, takeaway: &Takeaway, number: usize) {
        self.gap_before_first_of_list(number);
        let marker = format!("{number}. ");
        let indent = " ".repeat(marker.len());
        self.line(&marker, &indent, &Styled::new(&takeaway.text.lines(), Tone::PLAIN));
        if let Some(quote) = &takeaway.quote {
            self.line(&indent, &indent, &Styled::new(&format!("“{}”", quote.line()), Tone::ITALIC));
        }
        if !takeaway.evidence.is_empty() {
            let recorded: Vec<_> = takeaway.evidence.iter().map(evidence).collect();
            let recorded = format!("Recorded evidence: {}", recorded.join(", "));
            self.line(&indent, &indent, &Styled::new(&recorded, Tone::DIM));
        }
    }

    fn section(&mut self, section: &Section) {
        if let Some(heading) = &section.heading {
            self.gap();
            self.line("", "", &Styled::new(&heading.line(), Tone::BOLD));
        }
        for block in &section.blocks {
            self.gap();
            self.block(block, "", "");
        }
    }

    fn source(&mut self, source: &Source, number: usize) {
        self.gap_before_first_of_list(number);
        let marker = format!("{number}. ");
        let indent = " ".repeat(marker.len());
        let mut entry = prose::title(source);
        for fact in prose::facts(source) {
            let _ = write!(entry, "{}{fact}", if entry.ends_with(['.', '?', '!']) { " " } else { ". " });
        }
        self.line(&marker, &indent, &Styled::new(&entry, Tone::PLAIN));
        let addresses = [("", &source.url), ("Archived: ", &source.archive_url)];
        for (label, address) in addresses {
            if let Some(address) = address {
                self.line(&indent, &indent, &Styled::new(&format!("{label}{}", address.line()), Tone::DIM));
            }
        }
    }

    fn block(&mut self, block: &Block, first: &str, rest: &str) {
        match block {
            Block::Paragraph(inline) => self.line(first, rest, &Styled::inline(inline)),
            Block::List(list) => self.list(list, first, rest),
            Block::Quote(blocks) => self.blocks(blocks, &format!("{first}> "), &format!("{rest}> ")),
            Block::Table(table) => self.table(table, first, rest),
            Block::Code(code) => {
                let (mut first, rest) = (format!("{first}    "), format!("{rest}    "));
                for line in code.text.lines().split('\n') {
                    self.whole(&first, line);
                    first.clone_from(&rest);
                }
            }
            Block::Image(picture) => {
                let shown = prose::picture(picture);
                let file = picture.file.as_ref().map(Foreign::line).unwrap_or_default();
                let text = [&*shown, &*file].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
                self.line(first, rest, &Styled::new(&format!("[Image: {text}]"), Tone::DIM));
            }
            Block::Footnote(note) => {
                self.blocks(&note.blocks, &format!("{first}[^{}] ", note.name.line()), &format!("{rest}    "));
            }
            Block::Break => self.line(first, rest, &Styled::new("* * *", Tone::DIM)),
        }
    }

    fn blocks(&mut self, blocks: &[Block], first: &str, rest: &str) {
        let mut lead = first;
        for block in blocks {
            self.block(block, lead, rest);
            lead = rest;
        }
    }

    fn list(&mut self, list: &List, first: &str, rest: &str) {
        let mut lead = first;
        for (item, number) in list.items.iter().zip(list.start.unwrap_or(0)..) {
            let mut marker = if list.start.is_some() { format!("{number}. ") } else { "• ".to_owned() };
            if let Some(checked) = item.checked {
                marker.push_str(if checked { "[x] " } else { "[ ] " });
            }
            let indent = " ".repeat(width(&marker));
            if item.blocks.is_empty() {
                self.whole(lead, marker.trim_end());
            }
            self.blocks(&item.blocks, &format!("{lead}{marker}"), &format!("{rest}{indent}"));
            lead = rest;
        }
    }

    /// Columns stand under each other; a cell wider than most pushes only its own row.
    fn table(&mut self, table: &Table, first: &str, rest: &str) {
        const WIDEST: usize = 40;
        let cells = |row: &[Inline]| -> Vec<String> {
            row.iter().map(|cell| Styled::inline(cell).text().replace('\n', " ")).collect()
        };
        let rows: Vec<Vec<String>> = std::iter::once(&table.head).chain(&table.rows).map(|row| cells(row)).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|at| rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max().unwrap_or(0).min(WIDEST))
            .collect();
        let mut lead = first;
        for (row, number) in rows.iter().zip(0..) {
            let mut line = String::new();
            for (cell, wanted) in row.iter().zip(&widths) {
                line.push_str(cell);
                line.push_str(&" ".repeat(wanted.saturating_sub(width(cell)) + 2));
            }
            self.whole(lead, line.trim_end());
            lead = rest;
            if number == 0 {
                let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
                self.whole(rest, &rule.join("  "));
            }
        }
    }

    fn label(&mut self, label: &str) {
        self.gap();
        self.line("", "", &Styled::new(&label.to_uppercase(), Tone::BOLD));
    }

    /// A blank line, but not at the top.
    fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn gap_before_first_of_list(&mut self, number: usize) {
        if number == 1 {
            self.gap();
        }
    }

    /// A paragraph: whole but for its own hard breaks, or wrapped where a width is given.
    fn line(&mut self, first: &str, rest: &str, text: &Styled) {
        let mut lead = first;
        for range in self.look.width.map_or_else(|| text.stretches(), |page| wrapped(text.text(), page, first, rest)) {
            self.text.push_str(lead);
            text.write(range, self.look.colour, &mut self.text);
            self.text.push('\n');
            lead = rest;
        }
    }

    /// A line that is never wrapped.
    fn whole(&mut self, lead: &str, line: &str) {
        self.text.push_str(lead);
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// The lines of a paragraph on a page of that width, between indents.
fn wrapped(text: &str, page: usize, first: &str, rest: &str) -> Vec<Range<usize>> {
    let room = |indent: &str| page.saturating_sub(width(indent)).max(1);
    let shape = Wrap { first: room(first), rest: room(rest), hyphenate: None };
    wrap(text, shape).into_iter().map(|line| line.range).collect()
}

/// The locator, and what the file calls it where that is another word: `src1 (guardian)`.
fn evidence(evidence: &Evidence) -> String {
    let locator = evidence.locator.to_string();
    if evidence.written.raw() == locator { locator } else { format!("{locator} ({})", evidence.written.line()) }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn reads_like_a_page() {
        let wanted = "\
Police & *policy*
A. Author and B. Author · The Paper · 5 Feb 2025
Status: in effect (as of 6 Feb 2025)
https://example.org/story

What changes.

[Image: Officers.]

KEY TAKEAWAYS

1. The point.
   “the words”
   Recorded evidence: s1.p1

Implications

Plain, strong and a link (https://example.org/a?b=1&c=(2))[1][^note]

• one
• two

3. three
4. four

> Quoted words.

Year  Count | all
----  -----------
2024  12
2025

    a = 1
    ```
    b = 2

[Image: A map. map.png]

* * *

[^note] The note.

SOURCES

1. A title. news
   https://example.org/source
";
        assert_eq!(write(&sample::rich(), Look::default()), wanted);
    }

    #[test]
    fn without_its_attributes_colour_is_plain() {
        let article = sample::rich();
        let mut coloured = write(&article, Look { colour: true, ..Look::default() });
        assert!(coloured.starts_with("\u{1b}[1mPolice"), "{}", coloured.escape_debug());
        for attribute in ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[3m", "\u{1b}[4m"] {
            coloured = coloured.replace(attribute, "");
        }
        assert_eq!(coloured, write(&article, Look::default()));
    }

    #[test]
    fn hostile_text_is_harmless() {
        let text = write(&sample::hostile(), Look::default());
        assert!(!sample::is_live(&text), "{}", text.escape_debug());
    }

    #[test]
    fn parts() {
        let article = sample::rich();
        let part = |locator: &str| part(&article, locator.parse().unwrap(), Look::default());
        assert_eq!(part("s1.p4").as_deref(), Some("> Quoted words.\n"));
        assert_eq!(part("t1").as_deref(), Some("1. The point.\n   “the words”\n   Recorded evidence: s1.p1\n"));
        assert!(part("s1").unwrap().starts_with("Implications\n\nPlain"));
        assert!(part("src1").is_some());
        for none in ["t2", "s2", "s1.p99", "s2.p1", "src9"] {
            assert_eq!(part(none), None, "{none}");
        }
    }

    #[test]
    fn an_article_of_a_headline() {
        assert_eq!(write(&Article { headline: "H".into(), ..Article::default() }, Look::default()), "H\n");
    }
}
