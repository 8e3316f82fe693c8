//! How the screen of notes is set: each note in as many rows as it has, with air below it.

use ratatui::layout::{Position, Rect};

use super::NotesLayer;
use crate::reading::Noted;
use crate::text::{Clean, clean};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::pane::thousands;
use crate::tui::theme::Role;

/// Cells of a line at most.
const MEASURE: u16 = 100;
/// Rows above the notes.
const HEAD: u16 = 2;
/// Rows between two notes.
const AIR: usize = 1;

/// Rows that the notes have: below them is the line of keys, and air where there is enough.
pub(super) fn room(area: Rect) -> usize {
    let foot = if area.height > 10 { 2 } else { 1 };
    usize::from(area.height.saturating_sub(HEAD + foot))
}

impl NotesLayer {
    /// Paints the screen.
    pub(super) fn paint_page(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let whole = canvas.area();
        canvas.clear(whole);
        let wide = whole.width.saturating_sub(2).min(MEASURE);
        let x = whole.x + (whole.width - wide) / 2;
        canvas.cut((x, whole.y), wide, if self.orphans_alone() { "Orphaned notes" } else { "Notes" }, Role::LabelHere);
        let counted = match (self.shown.len(), self.all.len()) {
            (shown, all) if shown == all => thousands(all),
            (shown, all) => format!("{} of {}", thousands(shown), thousands(all)),
        };
        if self.told {
            canvas.right((x, whole.y), wide, &counted, Role::Meta);
        }
        if let Some(wrong) = self.wrong.as_ref().filter(|_| !self.line.is_empty()) {
            canvas.cut((x, whole.y + 1), wide, wrong, Role::Notice);
        }
        let height = u16::try_from(room(whole)).unwrap_or(u16::MAX);
        let rows = Rect { x, y: whole.y + HEAD, width: wide, height };
        let cursor = self.paint_notes(app, canvas, rows);
        if self.shown.is_empty() && self.told {
            canvas.cut((x, rows.y), wide, &self.nothing(), Role::Meta);
        }
        let last = Rect { y: whole.bottom().saturating_sub(1), height: 1, ..rows };
        if self.typing {
            return Some(self.line.paint(canvas, last, "query: "));
        }
        let said = match (&app.notice, self.line.is_empty()) {
            (Some(notice), _) => notice.text().to_string(),
            (None, true) if self.orphans_alone() => "enter open · d take away · U undo · esc shows all".to_owned(),
            (None, true) => "enter open · / query · o orphaned · d take away · U undo · esc back".to_owned(),
            (None, false) => format!("query: {} · esc shows all", clean::line(&self.line.text())),
        };
        canvas.cut((last.x, last.y), last.width, &said, Role::Meta);
        cursor.filter(|_| canvas.plain)
    }
}

impl NotesLayer {
    /// How many rows a note takes, with the air below it: what is quoted, what was written, where it stands.
    fn rows_of(&self, row: usize) -> usize {
        let noted = self.shown.get(row).and_then(|at| self.all.get(*at));
        if noted.is_some_and(|noted| !noted.note.body.is_empty()) { 4 } else { 3 }
    }

    /// The first note from which on all up to this one are seen in so many rows.
    pub(super) fn first_above(&self, row: usize, most: usize) -> usize {
        // The air below the last one may be cut.
        let mut taken = self.rows_of(row) - AIR;
        let above = (0..row).rev().take_while(|above| {
            taken += self.rows_of(*above);
            taken <= most
        });
        above.last().unwrap_or(row)
    }

    /// How many notes are seen.
    pub(super) fn seen(&self, app: &App) -> usize {
        let rows = Rect { height: u16::try_from(room(app.frame.area)).unwrap_or(u16::MAX), ..Rect::default() };
        self.placed(rows).count().max(1)
    }

    /// The note that stands in a row of the screen.
    pub(super) fn row_at(&self, app: &App, y: u16) -> Option<usize> {
        let height = u16::try_from(room(app.frame.area)).unwrap_or(u16::MAX);
        let rows = Rect { y: HEAD, height, ..Rect::default() };
        self.placed(rows).take_while(|(_, top)| *top <= y).last().map(|(row, _)| row).filter(|_| y < rows.bottom())
    }

    /// The notes that are seen, from the first one on, and in which row each begins.
    fn placed(&self, rows: Rect) -> impl Iterator<Item = (usize, u16)> {
        let mut y = rows.y;
        let all = (self.top..self.shown.len()).map(move |row| {
            let begins = y;
            y = y.saturating_add(u16::try_from(self.rows_of(row)).unwrap_or(u16::MAX));
            (row, begins)
        });
        all.take_while(move |(_, begins)| *begins < rows.bottom())
    }

    /// Why nothing is listed.
    fn nothing(&self) -> String {
        let looked = self.orphans.as_ref().filter(|orphans| orphans.is_done());
        match (self.all.is_empty(), self.orphans_alone(), looked) {
            (true, ..) => "Nothing is highlighted or noted yet.".to_owned(),
            (false, true, None) => {
                let so_far = self.orphans.as_ref();
                let so_far = so_far.map(|so_far| format!(" {} of {}", thousands(so_far.looked), thousands(so_far.of)));
                format!("Looking for their words in the articles …{}", so_far.unwrap_or_default())
            }
            (false, true, Some(_)) if self.line.is_empty() => "All notes are at their words.".to_owned(),
            _ => "No note matches.".to_owned(),
        }
    }

    /// Paints the notes from the first one that is shown on.
    fn paint_notes(&self, app: &App, canvas: &mut Canvas<'_>, rows: Rect) -> Option<Position> {
        let mut cursor = None;
        for (index, y) in self.placed(rows) {
            let Some((at, noted)) = self.shown.get(index).and_then(|at| Some((*at, self.all.get(*at)?))) else {
                continue;
            };
            let left = |rows_down: u16| y.saturating_add(rows_down) < rows.bottom();
            let quote = noted.note.anchor.as_ref().map_or("", |anchor| anchor.exact.as_str());
            let quote = clean::line(quote);
            let body = clean::line(&noted.note.body.replace('\n', " "));
            let (first, role) =
                if quote.is_empty() { ("The whole article", Role::Meta) } else { (quote.as_str(), Role::Text) };
            let mark = if index == self.cursor { "▎" } else { " " };
            for down in 0..if body.is_empty() { 2 } else { 3 } {
                if left(down) {
                    canvas.text((rows.x, y + down), 1, mark, Role::Notice);
                }
            }
            canvas.cut((rows.x + 2, y), rows.width.saturating_sub(2), first, role);
            let mut down = 1;
            if !body.is_empty() && left(down) {
                canvas.cut((rows.x + 2, y + down), rows.width.saturating_sub(2), &body, Role::Heading);
                down += 1;
            }
            if left(down) {
                let place = place(app, noted, self.lost(at));
                canvas.cut((rows.x + 2, y + down), rows.width.saturating_sub(2), &place, Role::Meta);
            }
            if index == self.cursor {
                cursor = Some(Position::new(rows.x, y));
            }
        }
        cursor
    }
}

/// Where a note stands: article, part; or why nowhere, as far as that is known.
fn place(app: &App, noted: &Noted, lost: Option<&'static str>) -> Clean {
    let headline = if noted.article.headline.is_empty() { &noted.article.id } else { &noted.article.headline };
    let part =
        noted.note.anchor.as_ref().and_then(|anchor| anchor.part.locator()).map(|locator| format!("{locator} · "));
    let part = part.filter(|_| lost.is_none()).unwrap_or_default();
    let there = noted.article.origin().is_some_and(|origin| app.shelf.library.position(&origin).is_some());
    let elsewhere = !there && !app.shelf.library.is_empty();
    let gone = lost.or_else(|| elsewhere.then_some("not in this library"));
    clean::line(&format!("{part}{headline}{}", gone.map(|gone| format!(" · {gone}")).unwrap_or_default()))
}
