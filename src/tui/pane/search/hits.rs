//! The hits: a text with what matched in it, and below it the article that it is from.

use ratatui::layout::{Position, Rect};

use crate::search::hit::{Hit, Kind};
use crate::text::segment::{Direction, direction};
use crate::text::width::width;
use crate::tui::canvas::Canvas;
use crate::tui::finder::Finder;
use crate::tui::finder::list::Shown;
use crate::tui::finder::snippet::{ELLIPSIS, marked};
use crate::tui::pane::thousands;
use crate::tui::theme::Role;

/// Cells of a headline that the topic leaves it at least.
const HEADLINE: usize = 28;

/// Paints the hits from the top on; returns where a real cursor belongs.
pub(super) fn paint(canvas: &mut Canvas<'_>, area: Rect, finder: &Finder) -> Option<Position> {
    let mut cursor = None;
    for shown in finder.shown() {
        let Some(y) = row_at(area, shown.row) else { break };
        // A heading over nothing would be a widow.
        if shown.heads && row_at(area, shown.text_row()).is_some() {
            heading(canvas, Rect { y, height: 1, ..area }, shown.hit.kind, finder);
        }
        let here = shown.index == finder.list.cursor;
        if here {
            cursor = row_at(area, shown.text_row()).map(|y| Position::new(area.x, y));
            mark(canvas, area, &shown);
        }
        text(canvas, area, &shown, here);
        if let Some(y) = row_at(area, shown.text_row() + shown.snippet.lines.len()) {
            about(canvas, Rect { y, height: 1, ..area }, shown.hit);
        }
    }
    cursor
}

fn row_at(area: Rect, row: usize) -> Option<u16> {
    u16::try_from(row).ok().filter(|row| *row < area.height).map(|row| area.y + row)
}

/// `TAKEAWAYS 1,234`.
fn heading(canvas: &mut Canvas<'_>, area: Rect, kind: Kind, finder: &Finder) {
    let taken = canvas.cut((area.x, area.y), area.width, &kind.plural().to_uppercase(), Role::Label);
    if let Some(count) = finder.count(Some(kind)) {
        let x = area.x + taken + 1;
        let count = match (kind, count) {
            // Of these an article may have several.
            (Kind::Section | Kind::Source | Kind::Paragraph, 1) => "in 1 article".to_owned(),
            (Kind::Section | Kind::Source | Kind::Paragraph, many) => format!("in {} articles", thousands(many)),
            (Kind::Takeaway | Kind::Headline | Kind::Summary, count) => thousands(count),
        };
        canvas.cut((x, area.y), area.right().saturating_sub(x), &count, Role::Meta);
    }
}

/// The mark in the margin, beside the hit under the cursor.
fn mark(canvas: &mut Canvas<'_>, area: Rect, shown: &Shown<'_>) {
    if canvas.plain || area.x < 2 {
        return;
    }
    for row in shown.text_row()..shown.text_row() + shown.text_rows() {
        if let Some(y) = row_at(area, row) {
            canvas.bar(Rect { x: area.x - 2, y, width: 1, height: 1 });
        }
    }
}

fn text(canvas: &mut Canvas<'_>, area: Rect, shown: &Shown<'_>, here: bool) {
    let (text, snippet) = (&shown.hit.text, &shown.snippet);
    let role = if here { Role::CursorQuiet } else { Role::Takeaway };
    let flush_right = direction(text) == Direction::RightToLeft;
    let last = snippet.lines.len().saturating_sub(1);
    for (index, line) in snippet.lines.iter().enumerate() {
        let Some(y) = row_at(area, shown.text_row() + index) else { break };
        let words = text.get(line.clone()).unwrap_or_default();
        let lead = if snippet.leads && index == 0 { ELLIPSIS } else { 0 };
        let free = usize::from(area.width).saturating_sub(width(words) + lead);
        let indent = lead + if flush_right { free } else { 0 };
        let x = area.x + u16::try_from(indent).unwrap_or(0);
        if lead > 0 {
            canvas.text((x - 2, y), 2, "… ", Role::Meta);
        }
        canvas.cut((x, y), area.right().saturating_sub(x), words, role);
        for mark in marked(text, line, &shown.hit.marks) {
            let (Some(before), Some(found)) = (text.get(line.start..mark.start), text.get(mark)) else { continue };
            let x = x + u16::try_from(width(before)).unwrap_or(u16::MAX);
            canvas.text((x, y), area.right().saturating_sub(x), found, Role::Match);
        }
        if snippet.trails && index == last {
            let end = x + u16::try_from(width(words)).unwrap_or(0);
            canvas.text((end, y), area.right().saturating_sub(end), " …", Role::Meta);
        }
    }
}

/// The article: headline, date, topic. The headline gives way first; a hit in the headline does not say it twice.
fn about(canvas: &mut Canvas<'_>, area: Rect, hit: &Hit) {
    let mut facts: Vec<String> = hit.published.iter().map(crate::article::Date::long).collect();
    facts.extend(hit.topic.as_ref().map(ToString::to_string));
    let headline = if hit.kind == Kind::Headline { 0 } else { width(&hit.headline).min(HEADLINE) };
    while facts.len() > 1 && headline + width(&facts.join(" · ")) + 3 > usize::from(area.width) {
        facts.pop();
    }
    let facts = facts.join(" · ");
    if hit.kind == Kind::Headline {
        canvas.cut((area.x, area.y), area.width, &facts, Role::Meta);
        return;
    }
    let facts = if facts.is_empty() { facts } else { format!(" · {facts}") };
    let needed = u16::try_from(width(&facts)).unwrap_or(u16::MAX);
    let room = area.width.saturating_sub(needed).max(area.width / 2);
    let taken = canvas.cut((area.x, area.y), room, &hit.headline, Role::Meta);
    canvas.cut((area.x + taken, area.y), area.width.saturating_sub(taken), &facts, Role::Meta);
}
