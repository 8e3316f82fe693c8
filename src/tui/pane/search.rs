//! The search screen: the line, what is wrong with it or answered instead, the counts by kind, the hits, the facets.

mod facets;
mod hits;
mod rest;

use ratatui::layout::{Position, Rect};

use super::status::BRIEFING;
use super::thousands;
use crate::search::hit::Kind;
use crate::text::clean;
use crate::text::width::width;
use crate::tui::app::{App, Notice};
use crate::tui::canvas::Canvas;
use crate::tui::command::Scope;
use crate::tui::finder::{Finder, Focus};
use crate::tui::theme::Role;

/// What stands before the query.
const LABEL: &str = "search: ";

/// Paints the screen; returns where the cursor belongs.
pub fn paint(canvas: &mut Canvas<'_>, app: &App) -> Option<Position> {
    let (sheet, finder) = (&app.frame.sheet, &app.finder);
    let typed = finder.line.paint(canvas, sheet.line, LABEL);
    let wrong = mistake(canvas, app);
    chips(canvas, sheet.chips, finder);
    if !wrong {
        instead(canvas, sheet.note, finder);
        strip(canvas, sheet.strip, finder);
    }
    let hit = if finder.is_resting() {
        rest::paint(canvas, sheet.list, finder)
    } else if finder.answer.hits.is_empty() {
        nothing(canvas, sheet.list, app);
        None
    } else {
        hits::paint(canvas, sheet.list, finder)
    };
    let mut value = None;
    if let Some(area) = sheet.facets {
        if let Some(over) = sheet.over {
            canvas.framed(over, "Narrow");
        }
        value = facets::paint(canvas, area, finder);
    }
    foot(canvas, sheet.status, app);
    match finder.focus {
        Focus::Facets => value.filter(|_| canvas.plain),
        Focus::Hits if canvas.plain => hit.or(Some(typed)),
        Focus::Line if canvas.plain && finder.recall.cursor.is_some() => hit.or(Some(typed)),
        Focus::Hits | Focus::Line => Some(typed),
    }
}

/// Carets under what is wrong with the query, what that is behind them or below, and the cure; whether anything is.
fn mistake(canvas: &mut Canvas<'_>, app: &App) -> bool {
    let (sheet, finder) = (&app.frame.sheet, &app.finder);
    let Some(wrong) = &finder.mistake else { return false };
    let end = carets(canvas, sheet.note, finder).unwrap_or(sheet.note.right());
    let free = sheet.note.right().saturating_sub(end + 1);
    let mut lines = Vec::new();
    if sheet.note.height > 0 && width(&wrong.message) <= usize::from(free) {
        canvas.text((end + 1, sheet.note.y), free, &wrong.message, Role::Warning);
    } else {
        lines.push((&wrong.message, Role::Warning));
    }
    lines.extend(wrong.help.iter().map(|help| (help, Role::Meta)));
    // In the place of the counts, and where there is a blank row below them, there.
    for ((line, role), y) in lines.into_iter().zip(sheet.strip.y..sheet.list.y) {
        canvas.cut((sheet.strip.x, y), sheet.strip.width, line, role);
    }
    true
}

/// Carets under what is wrong; the cell behind them.
fn carets(canvas: &mut Canvas<'_>, area: Rect, finder: &Finder) -> Option<u16> {
    let span = finder.mistake.as_ref().and_then(|wrong| wrong.span.clone()).filter(|_| area.height > 0)?;
    let query = finder.line.text();
    let label = width(LABEL);
    let hidden = finder.line.hidden(usize::from(area.width).saturating_sub(label));
    let cells = |to: usize| width(query.get(hidden..to.max(hidden)).unwrap_or_default());
    let (start, end) = (label + cells(span.start), label + cells(span.end));
    let start = u16::try_from(start).ok().filter(|start| *start < area.width)?;
    let carets = "^".repeat(end.saturating_sub(usize::from(start)).clamp(1, usize::from(area.width)));
    let x = area.x + start;
    Some(x + canvas.text((x, area.y), area.right() - x, &carets, Role::Warning))
}

fn instead(canvas: &mut Canvas<'_>, area: Rect, finder: &Finder) {
    if let Some(instead) = &finder.answer.instead
        && area.height > 0
    {
        let lead = "no exact match; showing results for ";
        let taken = canvas.cut((area.x, area.y), area.width, lead, Role::Meta);
        canvas.cut((area.x + taken, area.y), area.width.saturating_sub(taken), instead, Role::LabelHere);
    }
}

/// What the hits are narrowed to: facet and value, apart by dots.
fn chips(canvas: &mut Canvas<'_>, area: Rect, finder: &Finder) {
    if area.height == 0 {
        return;
    }
    let mut x = area.x;
    for narrowing in &finder.narrowed {
        let lead = if x == area.x { "" } else { "  ·  " };
        let label = format!("{lead}{} ", narrowing.facet.label());
        x += canvas.cut((x, area.y), area.right().saturating_sub(x), &label, Role::Meta);
        x += canvas.cut((x, area.y), area.right().saturating_sub(x), &narrowing.value.line(), Role::LabelHere);
    }
}

/// How many hits there are of each kind; the kind that is listed stands out and is always seen.
fn strip(canvas: &mut Canvas<'_>, area: Rect, finder: &Finder) {
    let (parts, cut) = kinds(finder, area.width);
    let mut end = area.x;
    for part in &parts {
        let x = area.x + part.x;
        if part.x > 0 {
            canvas.text((end, area.y), x.saturating_sub(end), SEPARATOR, Role::Meta);
        }
        let role = if part.kind == finder.kind { Role::LabelHere } else { Role::Meta };
        end = x + canvas.cut((x, area.y), area.right().saturating_sub(x), &part.text, role);
    }
    if cut {
        canvas.text((end, area.y), area.right().saturating_sub(end), " …", Role::Meta);
    }
}

/// What stands between the counts.
const SEPARATOR: &str = " · ";

/// A kind on the strip.
struct Part {
    kind: Option<Kind>,
    text: String,
    /// Cells before it.
    x: u16,
}

/// The kinds that stand on the strip, and whether some behind them do not.
fn kinds(finder: &Finder, room: u16) -> (Vec<Part>, bool) {
    if finder.is_resting() || finder.mistake.is_some() || (finder.kind.is_none() && finder.answer.hits.is_empty()) {
        return (Vec::new(), false);
    }
    let mut texts: Vec<(Option<Kind>, String)> = Vec::new();
    for kind in std::iter::once(None).chain(Kind::ALL.map(Some)) {
        let name = kind.map_or("all", Kind::plural);
        match finder.count(kind) {
            Some(0) if kind != finder.kind => {}
            // Takeaways and articles do not add up.
            Some(_) if kind.is_none() => texts.push((kind, name.to_owned())),
            Some(count) => texts.push((kind, format!("{name} {}", thousands(count)))),
            None => texts.push((kind, name.to_owned())),
        }
    }
    let room = usize::from(room);
    let gap = width(SEPARATOR);
    let cells = |texts: &[(Option<Kind>, String)]| {
        texts.iter().map(|(_, text)| width(text) + gap).sum::<usize>().saturating_sub(gap)
    };
    // From the left, kinds go until the one that is listed is seen; from the right, what does not fit whole.
    while let Some(here) = texts.iter().position(|(kind, _)| *kind == finder.kind)
        && here > 0
        && texts.get(..=here).is_some_and(|upto| cells(upto) > room)
    {
        texts.remove(0);
    }
    let all = texts.len();
    while texts.len() > 1 && cells(&texts) + if texts.len() < all { 2 } else { 0 } > room {
        texts.pop();
    }
    let cut = texts.len() < all;
    let mut x = 0;
    let mut parts = Vec::new();
    for (kind, text) in texts {
        let taken = width(&text) + gap;
        parts.push(Part { kind, text, x: u16::try_from(x).unwrap_or(u16::MAX) });
        x += taken;
    }
    (parts, cut)
}

/// The kind that stands at a cell of the strip.
#[must_use]
pub fn kind_at(finder: &Finder, room: u16, cell: u16) -> Option<Option<Kind>> {
    let (parts, _) = kinds(finder, room);
    let on = |part: &&Part| (usize::from(part.x)..usize::from(part.x) + width(&part.text)).contains(&usize::from(cell));
    parts.iter().find(on).map(|part| part.kind)
}

/// That nothing is found, and what to do about it.
fn nothing(canvas: &mut Canvas<'_>, area: Rect, app: &App) {
    let finder = &app.finder;
    if finder.mistake.is_some() || finder.is_waiting() || area.height == 0 {
        return;
    }
    let key = |name: &str, scope| app.keymap.key_of(name, scope).unwrap_or_default();
    let so_far = finder.answer.so_far.is_some();
    let mut said = vec![if so_far { "Nothing yet." } else { "Nothing matches." }.to_owned()];
    if let Some(kind) = finder.kind {
        said = vec![format!("Nothing among the {} matches.", kind.plural())];
        if let Some(1..) = finder.count(None) {
            said.push(format!("Other kinds have hits; {} goes there.", key("previous-kind", Scope::Search)));
        }
    }
    if !finder.narrowed.is_empty() {
        said.push("Hits are narrowed; backspace on an empty line,".to_owned());
        said.push(format!("or {} {}, widens them.", key("facets", Scope::Search), key("widen", Scope::Facets)));
    }
    for (line, y) in said.iter().zip(area.top()..area.bottom()) {
        canvas.cut((area.x, y), area.width, line, Role::Meta);
    }
}

/// The status line: what happened last, else how far the index is and where the cursor; at its right the keys.
fn foot(canvas: &mut Canvas<'_>, area: Rect, app: &App) {
    if area.height == 0 {
        return;
    }
    let x = area.x + u16::from(area.width > 2);
    let room = area.width.saturating_sub(2);
    let (said, role) = match &app.notice {
        Some(Notice::Done(text)) => (text.to_string(), Role::Notice),
        Some(Notice::Refused(text)) => (text.to_string(), Role::Warning),
        Some(Notice::Failed(text)) => (text.to_string(), Role::Error),
        None if app.briefing => (BRIEFING.to_owned(), Role::Meta),
        None => (state(&app.finder, usize::from(room)), Role::Meta),
    };
    let taken = canvas.cut((x, area.y), room, &said, role);
    let free = usize::from(room.saturating_sub(taken + 3));
    let hint = hints(app).into_iter().find(|hint| width(hint) <= free).unwrap_or_default();
    canvas.right((x, area.y), room, &hint, Role::Meta);
}

fn state(finder: &Finder, room: usize) -> String {
    if let Some((indexed, all)) = finder.answer.so_far.filter(|_| !finder.is_resting()) {
        let (indexed, all) = (thousands(indexed), thousands(all));
        let long = format!("results so far: the text of {indexed} of {all} articles is indexed");
        return if width(&long) <= room { long } else { format!("so far: {indexed} of {all} indexed") };
    }
    match finder.answer.articles {
        _ if finder.is_resting() => String::new(),
        _ if finder.answer.hits.is_empty() && finder.is_waiting() => "searching …".to_owned(),
        0 => String::new(),
        1 => "1 article".to_owned(),
        articles => format!("{} articles", thousands(articles)),
    }
}

/// The keys, from the longest hint to the shortest.
fn hints(app: &App) -> [String; 3] {
    let scope = app.scope();
    let typed = crate::tui::key::Chord::spell(&app.typed.chords);
    if !typed.is_empty() {
        return [typed.clone(), typed.clone(), typed];
    }
    let spell = |names: &[(&str, &str)]| {
        let keys = names.iter().filter_map(|(name, does)| Some(format!("{} {does}", app.keymap.key_of(name, scope)?)));
        clean::line(&keys.collect::<Vec<_>>().join(" · ")).into_string()
    };
    let saved = if app.finder.recall.saved.is_empty() { ("", "") } else { ("saved", "saved") };
    if scope == Scope::Facets {
        let (narrow, widen, back) = (("narrow", "narrow"), ("widen", "widen all"), ("leave-facets", "back"));
        return [spell(&[narrow, widen, back, ("help", "help")]), spell(&[narrow, back]), spell(&[("help", "help")])];
    }
    let (open, kind, narrow) = (("open-hit", "open"), ("next-kind", "kind"), ("facets", "narrow"));
    let (back, help) = (("leave-search", "back"), ("help", "help"));
    [spell(&[open, kind, narrow, saved, back, help]), spell(&[kind, narrow, help]), spell(&[help])]
}
