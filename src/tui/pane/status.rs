//! The status line: what happened last, else where the reader is; at its right what was typed, or a hint.

use ratatui::layout::Rect;

use super::thousands;
use crate::article::Part;
use crate::tui::app::{App, Fetching, Notice, View, counted};
use crate::tui::canvas::Canvas;
use crate::tui::command::Scope;
use crate::tui::key::Chord;
use crate::tui::reader::{Found, Reader, Selection};
use crate::tui::theme::Role;

/// What is said while a brief is being made.
pub(super) const BRIEFING: &str = "making the brief … esc gives it up";

/// Paints the status line.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, app: &App) {
    if area.height == 0 {
        return;
    }
    let x = area.x + u16::from(area.width > 2);
    let room = area.width.saturating_sub(2);
    let right = right_of(app);
    let right_width = u16::try_from(crate::text::width::width(&right)).unwrap_or(0);
    let left_room = if right_width + 12 < room { room - right_width - 2 } else { room };
    match &app.notice {
        Some(Notice::Done(text)) => canvas.cut((x, area.y), left_room, text, Role::Notice),
        Some(Notice::Refused(text)) => canvas.cut((x, area.y), left_room, text, Role::Warning),
        Some(Notice::Failed(text)) => canvas.cut((x, area.y), left_room, text, Role::Error),
        None if app.briefing => canvas.cut((x, area.y), left_room, BRIEFING, Role::Meta),
        None => match (&app.fetching, app.view, &app.reader) {
            (Some(fetching), ..) => fetch(canvas, Rect { x, width: left_room, ..area }, fetching),
            (None, View::Reader, Some(reader)) => canvas.cut((x, area.y), left_room, &place(app, reader), Role::Meta),
            _ => library(canvas, Rect { x, width: left_room, ..area }, app),
        },
    };
    if left_room < room {
        canvas.right((x, area.y), room, &right, Role::Meta);
    }
}

/// How much is selected, and where its moving end is.
fn selected(reader: &Reader, selection: Selection) -> String {
    let words = reader.selected_text().map(|text| counted(&text));
    let locator = selection.moving.part.locator().map(|locator| locator.to_string());
    let parts: Vec<String> = ["selecting".to_owned()].into_iter().chain(words).chain(locator).collect();
    parts.join(" · ")
}

/// Where the reader is: percent, section, time left, matches, problems, remarks.
fn place(app: &App, reader: &Reader) -> String {
    if let Some(selection) = reader.selection {
        return selected(reader, selection);
    }
    let mut parts = Vec::new();
    if let Some(found) = &reader.found {
        parts.push(count_of(found));
    }
    parts.push(reader.percent().map_or_else(|| "all".to_owned(), |percent| format!("{percent}%")));
    if let Some(locator) = reader.current.locator() {
        parts.push(locator.to_string());
    }
    if let Some((at, mark)) = reader.marked_here().and_then(|at| Some((at, reader.marked.get(at)?))) {
        let note = if mark.has_note { ", with a note" } else { "" };
        let (number, of) = (thousands(at + 1), thousands(reader.marked.len()));
        parts.push(format!("{} highlight {number} of {of}{note}", mark.colour.name()));
    }
    match (reader.outline.minutes_from(reader.current), reader.current) {
        (_, Part::Source(_)) | (0, _) => {}
        (minutes, _) => parts.push(format!("{minutes} min left")),
    }
    if let Some(row) = reader.outline.row_of(reader.current).and_then(|row| reader.outline.rows.get(row)) {
        parts.push(row.heading.to_string());
    }
    match (reader.opened.article.is_some(), reader.opened.diagnostics.len()) {
        (true, 1) => parts.push("1 problem in the file".to_owned()),
        (true, n) if n > 1 => parts.push(format!("{n} problems in the file")),
        _ => {}
    }
    parts.extend(remarks(app, reader));
    parts.join(" · ")
}

/// How many remarks the editorial checks have, with the key that shows them.
fn remarks(app: &App, reader: &Reader) -> Option<String> {
    let said = match reader.remarks.len() {
        0 => return None,
        1 => "1 remark".to_owned(),
        many => format!("{} remarks", thousands(many)),
    };
    let key = app.keymap.key_of("checks", Scope::Reader).unwrap_or_else(|| ":checks".to_owned());
    Some(format!("{key} {said}"))
}

/// `3 of 12`, or that there is none.
#[must_use]
pub fn count_of(found: &Found) -> String {
    match found.matches.len() {
        0 => "no match".to_owned(),
        count => format!("{} of {}", thousands(found.at + 1), thousands(count)),
    }
}

/// The library: a progress bar while it loads or is indexed, else the row.
fn library(canvas: &mut Canvas<'_>, area: Rect, app: &App) -> u16 {
    let progress = app.shelf.library.progress;
    // What comes from the store is all there; it has only not been looked at yet.
    if !progress.done && progress.read < progress.found {
        return bar(canvas, area, "reading", (progress.read, progress.found));
    }
    let (indexed, all) = app.indexed;
    if progress.done && indexed > 0 && indexed < all {
        return bar(canvas, area, "indexing", app.indexed);
    }
    let said = match app.shelf.entry() {
        Some(entry) => {
            format!(
                "{} of {} · {}",
                thousands(app.shelf.cursor + 1),
                thousands(app.shelf.rows_in_all()),
                entry.id.line()
            )
        }
        None => String::new(),
    };
    canvas.cut((area.x, area.y), area.width, &said, Role::Meta)
}

/// The page that is being fetched: how far it is, and from where.
fn fetch(canvas: &mut Canvas<'_>, area: Rect, fetching: &Fetching) -> u16 {
    let said = format!("fetching {} ", fetching.so_far);
    let mut taken = canvas.cut((area.x, area.y), area.width, &said, Role::Meta);
    if let Some(filled) = fetching.so_far.of(BAR) {
        taken += cells(canvas, area, taken, filled) + 1;
    }
    taken + canvas.cut((area.x + taken, area.y), area.width.saturating_sub(taken), &fetching.address, Role::Meta)
}

/// What is being done and how far it is.
fn bar(canvas: &mut Canvas<'_>, area: Rect, what: &str, (done, all): (usize, usize)) -> u16 {
    let said = format!("{what} {} of {} ", thousands(done), thousands(all));
    let taken = canvas.cut((area.x, area.y), area.width, &said, Role::Meta);
    taken + cells(canvas, area, taken, BAR * done / all.max(1))
}

/// Cells of a bar.
const BAR: usize = 24;

/// A bar behind so many cells, as much of it as there is room for; how many cells that are.
fn cells(canvas: &mut Canvas<'_>, area: Rect, taken: u16, filled: usize) -> u16 {
    let bar = u16::try_from(BAR).unwrap_or(u16::MAX).min(area.width.saturating_sub(taken));
    for cell in 0..bar {
        let (symbol, role) = if usize::from(cell) < filled { ("━", Role::Progress) } else { ("─", Role::Rule) };
        canvas.text((area.x + taken + cell, area.y), 1, symbol, role);
    }
    bar
}

/// What was typed so far, else how to get help.
fn right_of(app: &App) -> String {
    let count = app.typed.count.map(|count| count.to_string()).unwrap_or_default();
    let typed = format!("{count} {}", Chord::spell(&app.typed.chords));
    if !typed.trim().is_empty() {
        return typed.trim().to_owned();
    }
    let key = |name| app.keymap.key_of(name, app.scope());
    if app.scope() == Scope::Select {
        let hints = [("quote", "quote"), ("end-selection", "leave"), ("help", "help")];
        let hints: Vec<String> =
            hints.iter().filter_map(|(name, does)| Some(format!("{} {does}", key(name)?))).collect();
        return hints.join(" · ");
    }
    match (app.view, key("help")) {
        (View::Library, Some(help)) => match (key("filter"), key("search")) {
            (Some(filter), Some(search)) => format!("{filter} filter · {search} search · {help} help"),
            _ => format!("{help} help"),
        },
        (View::Reader | View::Search, Some(help)) => format!("{help} help"),
        (_, None) => String::new(),
    }
}
