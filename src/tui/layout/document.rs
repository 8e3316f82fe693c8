//! The order of an article on the page, and the space between its parts.
//!
//! One blank line between paragraphs, two before a section, one under its heading: the page breathes like print.

use super::page::{Page, ornament, plain};
use super::{Layout, Parts, Setting, flow::Flow, sources, takeaways};
use crate::article::shown::byline;
use crate::article::status::CHECK_IT;
use crate::article::{Article, Block, Emphasis, Part, Picture, Section};
use crate::text::Foreign;
use crate::tui::theme::{Role, Style};

/// Sets an article.
pub(super) fn set(article: &Article, setting: &Setting<'_>) -> Layout {
    let mut page = Page::new(article, setting);
    match setting.parts {
        Parts::Document => document(&mut page),
        Parts::Head => head(&mut page),
        Parts::Text => text(&mut page),
        Parts::TextAndSources => {
            text(&mut page);
            closing_sources(&mut page);
        }
        Parts::Takeaways => takeaways::set(&mut page),
        Parts::Sources => sources::set(&mut page),
        Parts::SourcesInBrief => sources::set_in_brief(&mut page),
    }
    page.finish()
}

fn document(page: &mut Page<'_>) {
    let article = page.article;
    head(page);
    dek_and_picture(page);
    // A page of ours (what is wrong with a file) records nothing; an article that records something lacks takeaways.
    let records = article.summary.is_some() || article.published.is_some() || !article.sources.is_empty();
    if records || !article.takeaways.is_empty() {
        page.space(2);
        page.label(ornament("KEY TAKEAWAYS", Role::Label));
        page.space(1);
        if article.takeaways.is_empty() {
            page.label(ornament("no takeaways recorded", Role::Meta));
        }
    }
    takeaways::set(page);
    sections(page);
    closing_sources(page);
}

fn head(page: &mut Page<'_>) {
    let article = page.article;
    let byline = byline(article);
    page.part(Part::Headline, |page| {
        page.words(&article.headline.line(), Role::Headline);
        if byline.is_empty() {
            translation_line(page);
        }
    });
    if !byline.is_empty() {
        page.part(Part::Byline, |page| {
            let recorded = usize::from(article.status.is_some());
            let (facts, status) = byline.split_at(byline.len().saturating_sub(recorded));
            for line in facts {
                page.words(line, Role::Meta);
            }
            for line in status {
                status_line(page, line);
            }
            translation_line(page);
        });
    }
}

/// The recorded status. Its age, and that it is stale, are no words of the file: ornaments.
fn status_line(page: &mut Page<'_>, words: &str) {
    let mut flow = Flow::default();
    page.separate();
    page.say(&mut flow, words, plain(Role::Meta), None);
    if let (Some(status), Some(by)) = (&page.article.status, page.beside.reckoning) {
        if let Some(ago) = status.ago(by) {
            flow.ornament(&format!(", {}", unbroken(&ago)), plain(Role::Meta), None);
        }
        if status.is_stale(by) {
            flow.ornament("\u{a0}·", plain(Role::Meta), None);
            flow.ornament(&format!(" {}", unbroken(CHECK_IT)), plain(Role::Stale), None);
        }
    }
    page.flow(&flow);
}

/// What the article translates. Its headline is from another file, and an id is nothing to read: an ornament.
fn translation_line(page: &mut Page<'_>) {
    let Some(id) = &page.article.translation_of else { return };
    let original = page.beside.original.map_or_else(|| id.line().into_string(), str::to_owned);
    let mut flow = Flow::default();
    flow.ornament(&format!("Translation of {original}"), plain(Role::Meta), None);
    page.flow(&flow);
}

/// Words that no line end parts.
fn unbroken(words: &str) -> String {
    words.replace(' ', "\u{a0}")
}

/// The sources under the text, where they have no pane.
fn closing_sources(page: &mut Page<'_>) {
    if !page.article.sources.is_empty() {
        page.space(2);
        page.label(ornament("SOURCES", Role::Label));
        page.space(1);
        sources::set(page);
    }
}

fn text(page: &mut Page<'_>) {
    dek_and_picture(page);
    sections(page);
}

fn dek_and_picture(page: &mut Page<'_>) {
    let article = page.article;
    if let Some(dek) = &article.summary {
        page.space(1);
        page.part(Part::Summary, |page| page.words(&dek.lines(), Role::Dek));
    }
    if let Some(image) = &article.image {
        page.space(1);
        page.part(Part::Image, |page| picture(page, image, None));
    }
}

/// What a picture shows, in words, then caption and credit. `address` is where the picture itself stands.
pub(super) fn picture(page: &mut Page<'_>, picture: &Picture, address: Option<&Foreign>) {
    page.separate();
    let link = address.map(|address| page.address(address));
    let mut flow = Flow::default();
    flow.ornament("[picture]", plain(Role::Caption), link);
    if let Some(alt) = &picture.alt {
        flow.ornament(" ", plain(Role::Caption), None);
        page.say(&mut flow, &alt.line(), plain(Role::Caption), None);
    }
    page.flow(&flow);
    for words in [&picture.caption, &picture.credit].into_iter().flatten() {
        page.words(&words.line(), Role::Caption);
    }
}

fn sections(page: &mut Page<'_>) {
    let article = page.article;
    for (number, section) in article.sections.iter().enumerate() {
        page.section = number;
        page.space(if section.level <= 1 { 2 } else { 1 });
        if let Some(words) = &section.heading {
            page.part(Part::Heading(number), |page| heading(page, words, section));
        }
        let mut notes = false;
        for (at, block) in section.blocks.iter().enumerate() {
            let note = matches!(block, Block::Footnote(_));
            if !note || !notes {
                page.space(1);
            }
            if note && !notes {
                page.label(ornament("─".repeat(8.min(page.measure())), Role::Rule));
            }
            notes = note;
            page.part(Part::Block(number, at), |page| page.block(block, Role::Text));
        }
    }
}

/// A heading; deeper ones are quieter.
fn heading(page: &mut Page<'_>, words: &Foreign, section: &Section) {
    let emphasis = if section.level <= 1 { Emphasis::NONE } else { Emphasis::ITALIC };
    let style = Style { role: Role::Heading, emphasis };
    let words = words.line();
    let mut flow = Flow::default();
    page.say(&mut flow, &words, style, None);
    if words.trim().is_empty() {
        flow.ornament("—", style, None);
    }
    page.flow(&flow);
}
