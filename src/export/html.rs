//! HTML: one small page that stands alone. No script, no picture, no font, nothing remote, and a policy in the page that
//! forbids it to the browser, too.

use std::fmt::Write as _;

use super::{link, prose};
use crate::article::{Align, Article, Block, Emphasis, Inline, Link, List, Picture, Run, Source, Table};
use crate::text::Foreign;

const STYLE: &str = "body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.6 Georgia,serif}\
    .facts,figure,.evidence{color:#555;font-size:.9em}table{border-collapse:collapse}td,th{border:1px solid #999;\
    padding:.2em .6em}blockquote{border-left:3px solid #999;margin-left:0;padding-left:1rem}pre{overflow:auto}";

const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The whole article.
#[must_use]
pub fn write(article: &Article) -> String {
    let mut page = Page { html: String::new(), section: 0 };
    let language =
        article.language.as_ref().and_then(language).map(|tag| format!(" lang=\"{tag}\"")).unwrap_or_default();
    let title = escaped(&article.headline.line());
    let _ = write!(
        page.html,
        "<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<article>\n"
    );
    page.head(article, &title);
    page.takeaways(article);
    for (section, number) in article.sections.iter().zip(1..) {
        page.section = number;
        let _ = writeln!(page.html, "<section id=\"s{number}\">");
        if let Some(heading) = &section.heading {
            let level = section.level.clamp(1, 5) + 1;
            let _ = writeln!(page.html, "<h{level} dir=\"auto\">{}</h{level}>", escaped(&heading.line()));
        }
        page.blocks(&section.blocks);
        page.html.push_str("</section>\n");
    }
    page.sources(&article.sources);
    page.html.push_str("</article>\n</body>\n</html>\n");
    page.html
}

struct Page {
    html: String,
    /// The section that is being written, from 1: keeps footnotes of different bodies apart.
    section: usize,
}

impl Page {
    fn head(&mut self, article: &Article, title: &str) {
        let _ = writeln!(self.html, "<h1 dir=\"auto\">{title}</h1>");
        let byline = Some(prose::byline(article)).filter(|byline| !byline.is_empty()).map(|byline| escaped(&byline));
        let status = prose::status(article, None).map(|status| format!("Status: {}", escaped(&status)));
        let url = article.url.as_ref().and_then(link::checked).map(|url| anchor(&escaped(&url), &url));
        for fact in [byline, status, url].into_iter().flatten() {
            self.element("p class=\"facts\"", &fact);
        }
        if let Some(summary) = &article.summary {
            self.element("p", &format!("<em>{}</em>", broken(&summary.lines())));
        }
        if let Some(image) = &article.image {
            self.picture(image);
        }
    }

    fn takeaways(&mut self, article: &Article) {
        if article.takeaways.is_empty() {
            return;
        }
        self.html.push_str("<h2>Key takeaways</h2>\n<ol>\n");
        for (takeaway, number) in article.takeaways.iter().zip(1..) {
            let mut item = broken(&takeaway.text.lines());
            if let Some(quote) = &takeaway.quote {
                let _ = write!(item, "<br><q>{}</q>", broken(&quote.lines()));
            }
            if !takeaway.evidence.is_empty() {
                let links = takeaway.evidence.iter().map(|one| format!("<a href=\"#{0}\">{0}</a>", one.locator));
                let links: Vec<_> = links.collect();
                let _ = write!(item, "<br><span class=\"evidence\">Recorded evidence: {}</span>", links.join(", "));
            }
            let _ = writeln!(self.html, "<li id=\"t{number}\" dir=\"auto\">{item}</li>");
        }
        self.html.push_str("</ol>\n");
    }

    fn sources(&mut self, sources: &[Source]) {
        if sources.is_empty() {
            return;
        }
        self.html.push_str("<h2>Sources</h2>\n<ol>\n");
        for (source, number) in sources.iter().zip(1..) {
            let title = escaped(&prose::title(source));
            let linked = |words: &str, url: &Option<Foreign>| {
                url.as_ref().and_then(link::checked).map(|url| anchor(words, &url))
            };
            let mut item = linked(&title, &source.url).unwrap_or(title);
            for fact in prose::facts(source) {
                let _ = write!(item, ". {}", escaped(&fact));
            }
            if let Some(archived) = linked("Archived", &source.archive_url) {
                let _ = write!(item, ". {archived}");
            }
            let _ = writeln!(self.html, "<li id=\"src{number}\" dir=\"auto\">{item}</li>");
        }
        self.html.push_str("</ol>\n");
    }

    /// Top-level blocks carry their locator, so that evidence can lead to them.
    fn blocks(&mut self, blocks: &[Block]) {
        for (block, number) in blocks.iter().zip(1..) {
            let _ = writeln!(self.html, "<div id=\"s{}.p{number}\">", self.section);
            self.block(block);
            self.html.push_str("</div>\n");
        }
    }

    fn inner(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(inline) => {
                let html = self.inline(inline);
                self.element("p", &html);
            }
            Block::List(list) => self.list(list),
            Block::Quote(blocks) => {
                self.html.push_str("<blockquote>\n");
                self.inner(blocks);
                self.html.push_str("</blockquote>\n");
            }
            Block::Table(table) => self.table(table),
            Block::Code(code) => {
                let _ = writeln!(self.html, "<pre><code>{}</code></pre>", escaped(&code.text.lines()));
            }
            Block::Image(picture) => self.picture(picture),
            Block::Footnote(note) => {
                let anchor = link::footnote(self.section, &note.name);
                let _ = writeln!(self.html, "<div class=\"facts\" id=\"{anchor}\">[{}]", escaped(&note.name.line()));
                self.inner(&note.blocks);
                self.html.push_str("</div>\n");
            }
            Block::Break => self.html.push_str("<hr>\n"),
        }
    }

    fn list(&mut self, list: &List) {
        let (open, close) = match list.start {
            Some(start) => (format!("<ol start=\"{start}\">\n"), "</ol>\n"),
            None => ("<ul>\n".to_owned(), "</ul>\n"),
        };
        self.html.push_str(&open);
        for item in &list.items {
            self.html.push_str("<li>");
            match item.checked {
                Some(true) => self.html.push_str("☑ "),
                Some(false) => self.html.push_str("☐ "),
                None => {}
            }
            self.inner(&item.blocks);
            self.html.push_str("</li>\n");
        }
        self.html.push_str(close);
    }

    fn table(&mut self, table: &Table) {
        self.html.push_str("<table>\n");
        for (row, kind) in std::iter::once((&table.head, "th")).chain(table.rows.iter().map(|row| (row, "td"))) {
            self.html.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                let align = match table.align.get(column).copied().unwrap_or_default() {
                    Align::Start => "start",
                    Align::Centre => "center",
                    Align::End => "end",
                };
                let cell = self.inline(cell);
                let _ = write!(self.html, "<{kind} style=\"text-align:{align}\">{cell}</{kind}>");
            }
            self.html.push_str("</tr>\n");
        }
        self.html.push_str("</table>\n");
    }

    /// A picture is its words: the page loads nothing.
    fn picture(&mut self, picture: &Picture) {
        let words = prose::picture(picture);
        if !words.is_empty() {
            let _ = writeln!(self.html, "<figure dir=\"auto\">[Image: {}]</figure>", escaped(&words));
        }
    }

    fn inline(&self, inline: &Inline) -> String {
        inline.runs.iter().map(|run| self.run(run)).collect()
    }

    fn run(&self, run: &Run) -> String {
        let words = emphasised(broken(&run.text.lines()), run.emphasis);
        match &run.link {
            None => words,
            Some(Link::Address(address)) => match link::checked(address) {
                Some(url) => anchor(&words, &url),
                None => words,
            },
            Some(Link::Source(index)) => {
                let number = index.saturating_add(1);
                format!("<sup><a href=\"#src{number}\">[{number}]</a></sup>")
            }
            Some(Link::Footnote(name)) => {
                let anchor = link::footnote(self.section, name);
                format!("<sup><a href=\"#{anchor}\">[{}]</a></sup>", escaped(&name.line()))
            }
        }
    }

    /// A block element; `tag` may carry attributes.
    fn element(&mut self, tag: &str, html: &str) {
        let name = tag.split(' ').next().unwrap_or(tag);
        let _ = writeln!(self.html, "<{tag} dir=\"auto\">{html}</{name}>");
    }
}

fn emphasised(words: String, emphasis: Emphasis) -> String {
    let kinds =
        [(Emphasis::CODE, "code"), (Emphasis::ITALIC, "em"), (Emphasis::STRONG, "strong"), (Emphasis::STRUCK, "s")];
    let kinds = kinds.into_iter().filter(|(kind, _)| emphasis.has(*kind));
    kinds.fold(words, |inner, (_, tag)| format!("<{tag}>{inner}</{tag}>"))
}

/// A link that tells its target nothing. The address is checked and ASCII.
fn anchor(words: &str, url: &str) -> String {
    format!("<a href=\"{}\" rel=\"noreferrer noopener\">{words}</a>", escaped(url))
}

/// A language tag, where it looks like one (RFC 5646).
fn language(tag: &Foreign) -> Option<&str> {
    let tag = tag.raw();
    let well_formed = !tag.is_empty() && tag.len() <= 35 && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    well_formed.then_some(tag)
}

fn broken(text: &str) -> String {
    escaped(text).replace('\n', "<br>\n")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_page_with_its_parts() {
        let page = write(&sample::rich());
        for part in [
            "<html lang=\"en\">",
            "<title>Police &amp; *policy*</title>",
            "<li id=\"t1\" dir=\"auto\">The point.",
            "<a href=\"#s1.p1\">s1.p1</a>",
            "<div id=\"s1.p1\">\n<p dir=\"auto\">Plain, <strong>strong</strong> and <a href=\"https://example.org/a?b=1&amp;c=(2)\"",
            "<ol start=\"3\">",
            "<th style=\"text-align:end\">Count | all</th>",
            "<li id=\"src1\" dir=\"auto\"><a href=\"https://example.org/source\"",
            "<sup><a href=\"#s1-note\">[note]</a></sup>",
            "id=\"s1-note\"",
        ] {
            assert!(page.contains(part), "{part}\n{page}");
        }
    }

    #[test]
    fn every_element_is_closed() {
        let page = write(&sample::rich());
        for tag in ["p", "div", "section", "article", "ol", "ul", "li", "table", "tr", "blockquote", "pre", "a", "sup"]
        {
            let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }

    #[test]
    fn hostile_text_stays_text() {
        let page = write(&sample::hostile());
        assert!(!sample::is_live(&page), "{}", page.escape_debug());
        for no in ["<script", "href=\"javascript", "<img", "user@example.org/\"", "src=\""] {
            assert!(!page.contains(no), "{no}");
        }
        assert!(page.contains("<html>"), "no language that is none");
    }
}
