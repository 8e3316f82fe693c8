//! Markdown: `CommonMark` with the tables and footnotes of GitHub.
//!
//! Built from the blocks, not copied from the body as written, so that a hostile body cannot smuggle in what a Markdown
//! program would act on: raw HTML is text, a link is a checked address or only its words, pictures are their words.

mod escape;

use super::{link, prose};
use crate::article::{Align, Article, Block, Code, Emphasis, Inline, Link, List, Picture, Run, Table};
use crate::text::{Clean, Foreign};
use escape::{code_span, escaped, fence, line_start};

/// The whole article.
#[must_use]
pub fn write(article: &Article) -> String {
    let mut parts = vec![format!("# {}", escaped(&article.headline.line()))];
    parts.extend(facts(article));
    parts.extend(article.summary.as_ref().map(|summary| format!("*{}*", escaped(summary.line().trim()))));
    parts.extend(article.image.as_ref().and_then(picture));
    if !article.takeaways.is_empty() {
        parts.push("## Key takeaways".to_owned());
        parts.push(takeaways(article));
    }
    for (section, number) in article.sections.iter().zip(1..) {
        if let Some(heading) = &section.heading {
            let hashes = "#".repeat(usize::from(section.level).clamp(1, 5) + 1);
            parts.push(format!("{hashes} {}", escaped(&heading.line())));
        }
        parts.extend(section.blocks.iter().map(|one| block(one, number)).filter(|text| !text.is_empty()));
    }
    if !article.sources.is_empty() {
        parts.push("## Sources".to_owned());
        parts.push(sources(article));
    }
    parts.join("\n\n") + "\n"
}

/// A text that was taken out of an article, its lines as paragraphs.
#[must_use]
pub fn passage(text: &Clean) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| line_start(&escaped(line))).collect::<Vec<_>>().join("\n\n") + "\n"
}

/// A heading and what tells where an article comes from: byline and address.
pub(crate) fn attribution(article: &Article) -> String {
    let mut parts = vec![format!("## {}", escaped(article.headline.line().trim()))];
    parts.extend(facts(article));
    parts.join("\n\n")
}

/// Text that is nothing but text, whatever stands in it: paragraphs where lines are left free, lines as they are.
pub(crate) fn plain(text: &Foreign) -> String {
    let text = text.lines();
    let paragraphs = text.split("\n\n").map(|paragraph| {
        let lines = paragraph.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| line_start(&escaped(line))).collect::<Vec<_>>().join("\\\n")
    });
    paragraphs.filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Text that is nothing but text, quoted.
pub(crate) fn quoted(text: &Foreign) -> String {
    prefixed(&plain(text), "> ", "> ")
}

fn facts(article: &Article) -> Option<String> {
    let byline = Some(prose::byline(article)).filter(|byline| !byline.is_empty()).map(|byline| escaped(&byline));
    let status = prose::status(article, None).map(|status| format!("Status: {}", escaped(&status)));
    let url = article.url.as_ref().and_then(link::checked).map(|url| format!("<{url}>"));
    let facts: Vec<_> = [byline, status, url].into_iter().flatten().collect();
    (!facts.is_empty()).then(|| facts.join("\\\n"))
}

fn takeaways(article: &Article) -> String {
    let mut items = Vec::new();
    for (takeaway, number) in article.takeaways.iter().zip(1..) {
        let mut item = line_start(&escaped(takeaway.text.line().trim()));
        if let Some(quote) = &takeaway.quote {
            item = format!("{item}\\\n*“{}”*", escaped(quote.line().trim()));
        }
        if !takeaway.evidence.is_empty() {
            let recorded: Vec<_> = takeaway.evidence.iter().map(|one| one.locator.to_string()).collect();
            item = format!("{item}\\\nRecorded evidence: {}", recorded.join(", "));
        }
        items.push(item_of(&format!("{number}. "), &item));
    }
    items.join("\n")
}

fn sources(article: &Article) -> String {
    let mut items = Vec::new();
    for (source, number) in article.sources.iter().zip(1..) {
        let title = escaped(&prose::title(source));
        let mut item = match source.url.as_ref().and_then(link::checked) {
            Some(url) => anchor(&title, &url),
            None => line_start(&title),
        };
        for fact in prose::facts(source) {
            item = format!("{item}. {}", escaped(&fact));
        }
        if let Some(url) = source.archive_url.as_ref().and_then(link::checked) {
            item = format!("{item}. {}", anchor("Archived", &url));
        }
        items.push(item_of(&format!("{number}. "), &item));
    }
    items.join("\n")
}

/// A block without a break at its end. `section` counts from 1 and keeps footnotes of different bodies apart.
fn block(block: &Block, section: usize) -> String {
    match block {
        Block::Paragraph(inline) => paragraph(inline, section),
        Block::List(list) => self::list(list, section),
        Block::Quote(inner) => prefixed(&blocks(inner, section), "> ", "> "),
        Block::Table(table) => self::table(table, section),
        Block::Code(code) => self::code(code),
        Block::Image(image) => picture(image).unwrap_or_default(),
        Block::Footnote(note) => {
            item_with(&format!("[^{}]: ", link::footnote(section, &note.name)), "    ", &blocks(&note.blocks, section))
        }
        Block::Break => "***".to_owned(),
    }
}

fn blocks(inner: &[Block], section: usize) -> String {
    inner.iter().map(|one| block(one, section)).collect::<Vec<_>>().join("\n\n")
}

fn paragraph(inline: &Inline, section: usize) -> String {
    let text = self::inline(inline, section);
    text.split('\n').map(|line| line_start(line.trim_start())).collect::<Vec<_>>().join("\\\n")
}

fn inline(inline: &Inline, section: usize) -> String {
    inline.runs.iter().map(|one| run(one, section)).collect()
}

fn run(run: &Run, section: usize) -> String {
    let text = run.text.lines();
    let words = if run.emphasis.has(Emphasis::CODE) { code_span(&text) } else { escaped(&text) };
    match &run.link {
        Some(Link::Source(index)) => format!("\\[{}\\]", index.saturating_add(1)),
        Some(Link::Footnote(name)) => format!("[^{}]", link::footnote(section, name)),
        Some(Link::Address(address)) => match link::checked(address) {
            Some(url) => anchor(&emphasised(&words, run.emphasis), &url),
            None => emphasised(&words, run.emphasis),
        },
        None => emphasised(&words, run.emphasis),
    }
}

/// The marks around the words; white space stays outside, else they would not be marks.
fn emphasised(words: &str, emphasis: Emphasis) -> String {
    let kinds = [(Emphasis::ITALIC, "*"), (Emphasis::STRONG, "**"), (Emphasis::STRUCK, "~~")];
    let marks: String = kinds.into_iter().filter(|(kind, _)| emphasis.has(*kind)).map(|(_, mark)| mark).collect();
    let core = words.trim();
    if marks.is_empty() || core.is_empty() {
        return words.to_owned();
    }
    let (before, after) = words.split_once(core).unwrap_or_default();
    let closing: String = marks.chars().rev().collect();
    format!("{before}{marks}{core}{closing}{after}")
}

fn anchor(words: &str, url: &str) -> String {
    if url.contains(['(', ')']) { format!("[{words}](<{url}>)") } else { format!("[{words}]({url})") }
}

fn list(list: &List, section: usize) -> String {
    let mut items = Vec::new();
    // CommonMark reads nine digits.
    for (item, number) in list.items.iter().zip(list.start.unwrap_or(0).min(99_999_999)..) {
        let mut body = blocks(&item.blocks, section);
        if let Some(checked) = item.checked {
            body = format!("[{}] {body}", if checked { "x" } else { " " });
        }
        let marker = if list.start.is_some() { format!("{number}. ") } else { "- ".to_owned() };
        items.push(item_of(&marker, &body));
    }
    items.join("\n")
}

fn table(table: &Table, section: usize) -> String {
    let columns = table.head.len();
    let row = |cells: &[Inline]| {
        let cells: Vec<_> = cells.iter().map(|cell| inline(cell, section).replace('\n', " ")).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rule: Vec<_> = (0..columns)
        .map(|column| match table.align.get(column).copied().unwrap_or_default() {
            Align::Start => "---",
            Align::Centre => ":-:",
            Align::End => "--:",
        })
        .collect();
    let head = [row(&table.head), format!("| {} |", rule.join(" | "))];
    head.into_iter().chain(table.rows.iter().map(|cells| row(cells))).collect::<Vec<_>>().join("\n")
}

fn code(code: &Code) -> String {
    let text = code.text.lines();
    let fence = fence(&text);
    // Only a plain word may stand beside the fence.
    let language = code.language.as_ref().map(Foreign::raw).unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '_' | '#');
    let language = if language.chars().all(plain) { language } else { "" };
    format!("{fence}{language}\n{text}\n{fence}")
}

fn picture(image: &Picture) -> Option<String> {
    Some(prose::picture(image)).filter(|words| !words.is_empty()).map(|words| format!("*Image: {}*", escaped(&words)))
}

/// A list item: what follows its first line stands under its words.
fn item_of(marker: &str, body: &str) -> String {
    item_with(marker, &" ".repeat(marker.len()), body)
}

fn item_with(marker: &str, indent: &str, body: &str) -> String {
    prefixed(body, marker, indent)
}

fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let mut lead = first;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        lines.push(format!("{lead}{line}").trim_end().to_owned());
        lead = rest;
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn reads_as_markdown() {
        let wanted = "\
# Police &amp; \\*policy\\*

A. Author and B. Author · The Paper · 5 Feb 2025\\
Status: in effect (as of 6 Feb 2025)\\
<https://example.org/story>

*What changes.*

*Image: Officers.*

## Key takeaways

1. The point.\\
   *“the words”*\\
   Recorded evidence: s1.p1

## Implications

Plain, **strong** and [a link](<https://example.org/a?b=1&c=(2)>)\\[1\\][^s1-note]

- one
- two

3. three
4. four

> Quoted words.

| Year | Count \\| all |
| --- | --: |
| 2024 | 12 |
| 2025 |

````toml
a = 1
```
b = 2
````

*Image: A map.*

***

[^s1-note]: The note.

## Sources

1. [A title](https://example.org/source). news
";
        assert_eq!(write(&sample::rich()), wanted);
    }

    #[test]
    fn hostile_text_stays_text() {
        use pulldown_cmark::{Event, Options, Parser, Tag};
        let written = write(&sample::hostile());
        assert!(!sample::is_live(&written), "{}", written.escape_debug());
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
        for event in Parser::new_ext(&written, options) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => panic!("raw HTML: {html:?}"),
                Event::Start(Tag::Image { .. }) => panic!("a picture"),
                Event::Start(Tag::Link { dest_url, .. }) => {
                    assert!(dest_url.starts_with("https://example.org/"), "{dest_url:?}");
                    assert!(!dest_url.contains('@'), "{dest_url:?}");
                }
                _ => {}
            }
        }
    }

    #[test]
    fn marks_hug_their_words() {
        assert_eq!(emphasised(" a ", Emphasis::STRONG), " **a** ");
        assert_eq!(emphasised("a", Emphasis::STRONG.with(Emphasis::ITALIC)), "***a***");
        assert_eq!(emphasised(" ", Emphasis::STRONG), " ");
    }
}
