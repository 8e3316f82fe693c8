//! The list of the library: date, headline, publisher; broken files with their reason.

use ratatui::layout::{Position, Rect};

use crate::article::Date;
use crate::library::order::{self, Order};
use crate::library::{Content, Entry};
use crate::reading::summary::Line;
use crate::text::width::width;
use crate::text::{Clean, Foreign, clean};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::shelf::{Group, Shelf};
use crate::tui::theme::Role;

/// Cells of the date column with the space after it.
const DATE: u16 = 12;

/// Tags that a row has room for.
const SHOWN_TAGS: usize = 2;

/// Paints the rows; returns where a real cursor belongs.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, app: &App) -> Option<Position> {
    let shelf = &app.shelf;
    let mut cursor = None;
    for (index, y) in (shelf.top..shelf.len()).zip(area.top()..area.bottom()) {
        let Some(entry) = shelf.row(index) else { continue };
        let line = app.shelf.reading.of(&entry.file);
        // There the edge is for the names of the groups.
        let grouped = matches!(shelf.shown_order(), Order::Publisher | Order::Topic);
        let side = match (
            line.map(glance).filter(|glance| !glance.is_empty() && !grouped),
            side(shelf, index, &entry, area.width),
        ) {
            (Some(glance), side) if side.is_empty() => glance,
            (Some(glance), side) => format!("{glance} · {side}"),
            (None, side) => side,
        };
        if line.is_some_and(|line| line.bookmarked.is_some()) {
            canvas.text((area.x, y), 1, "*", Role::Notice);
        }
        let role = if line.is_some_and(Line::is_read) { Role::Meta } else { Role::Text };
        let end = row(canvas, Rect { y, height: 1, ..area }, &entry, (&side, role));
        if index == shelf.cursor {
            // The headline alone: what stands beside it need not be sent again.
            let start = area.x + if area.width >= 60 { DATE } else { 0 };
            canvas.tint(Rect { x: start, y, height: 1, width: end.saturating_sub(start) }, Role::Cursor);
            cursor = Some(Position::new(area.x, y));
        }
    }
    if shelf.is_empty() && area.height > 0 {
        let said = match (shelf.library.is_empty(), shelf.library.progress.done) {
            (true, true) => "There is no article here.",
            (true, false) => "Reading …",
            (false, _) => "No article matches; esc shows all.",
        };
        canvas.cut((area.x + 1, area.y), area.width.saturating_sub(1), said, Role::Meta);
    }
    cursor
}

/// Paints a row; returns the cell behind its last word.
fn row(canvas: &mut Canvas<'_>, area: Rect, entry: &Entry, (side, role): (&str, Role)) -> u16 {
    let lead = if area.width >= 60 { DATE } else { 0 };
    let x = area.x + 1;
    let room = area.width.saturating_sub(2);
    match &entry.content {
        Content::Article(card) => {
            if lead > 0 {
                let day = card.published.as_ref().map_or_else(|| "         –".to_owned(), Date::iso);
                canvas.text((x, area.y), 10, &day, Role::Meta);
            }
            let side_width = u16::try_from(width(side)).unwrap_or(0);
            let gap = if side.is_empty() { 0 } else { side_width + 2 };
            let taken = canvas.cut((x + lead, area.y), room.saturating_sub(lead + gap), &card.headline.line(), role);
            canvas.right((x, area.y), room, side, Role::Meta);
            x + lead + taken + 1
        }
        Content::Broken { reason, .. } => {
            if lead > 0 {
                canvas.text((x, area.y), 10, "unreadable", Role::Warning);
            }
            let name = entry.id.line();
            let taken = canvas.cut((x + lead, area.y), room.saturating_sub(lead), &name, Role::Text);
            let rest = room.saturating_sub(lead + taken + 2);
            x + lead + taken + 2 + canvas.cut((x + lead + taken + 2, area.y), rest, reason, Role::Meta)
        }
    }
}

/// What the reader made of an article, in a few words: its notes, how far it is read, its tags.
fn glance(line: &Line) -> String {
    let mut said = Vec::new();
    match (line.notes.len(), line.highlights) {
        (0, 0) => {}
        (0, 1) => said.push("1 highlight".to_owned()),
        (0, highlights) => said.push(format!("{highlights} highlights")),
        (1, _) => said.push("1 note".to_owned()),
        (notes, _) => said.push(format!("{notes} notes")),
    }
    match (line.is_read(), line.percent) {
        (true, _) => said.push("read".to_owned()),
        (false, Some(percent)) => said.push(format!("{percent}%")),
        (false, None) => {}
    }
    said.extend(line.tags.iter().take(SHOWN_TAGS).map(|tag| format!("#{}", clean::line(tag))));
    said.join(" · ")
}

/// What stands at the right edge: where the list is grouped, the group at its first row; else publisher or first topic.
fn side(shelf: &Shelf, index: usize, entry: &Entry, room: u16) -> String {
    let order = shelf.shown_order();
    let grouped = matches!(order, Order::Publisher | Order::Topic);
    if room < if grouped { 40 } else { 90 } {
        return String::new();
    }
    let side = if grouped {
        let begins = shelf.group(index).is_none_or(|group| index == group.start.max(shelf.top));
        order::group(entry, order).filter(|_| begins)
    } else {
        entry.card().and_then(|card| card.publisher.as_ref().or_else(|| card.topics.first())).map(Foreign::line)
    };
    let side = side.filter(|side| width(side) <= 28).map(Clean::into_string).unwrap_or_default();
    match shelf.group(index).filter(|_| !side.is_empty()).map(|group| format!("{side}{}", counts(shelf, group))) {
        Some(counted) if room >= 60 && width(&counted) <= usize::from(room / 2) => counted,
        _ => side,
    }
}

/// How many articles a group has and how many of them are unread, where anything is known of that.
fn counts(shelf: &Shelf, group: Group) -> String {
    match group.unread {
        _ if shelf.reading.is_empty() => String::new(),
        0 => format!(" · {}", group.len),
        unread => format!(" · {} · {unread} unread", group.len),
    }
}
