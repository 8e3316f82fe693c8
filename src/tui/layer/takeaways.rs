//! The takeaway search: every takeaway of the loaded articles that matches, as one types. `Enter` lands on it.

use std::sync::Arc;

use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};

use super::line::Line;
use super::{Fate, Layer};
use crate::article::{Part, Place};
use crate::library::{Card, Content, Library};
use crate::search::{Filter, Haystack, TakeawayHit, TakeawayHits};
use crate::text::width::width;
use crate::text::wrap::{Wrap, wrap};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::motion::Motion;
use crate::tui::theme::Role;

/// Hits that are kept for the list; the count is exact all the same.
const KEPT: usize = 1000;
/// Lines of a takeaway that are shown.
const LINES: usize = 3;

/// The takeaway search.
pub struct TakeawaySearch {
    line: Line,
    library: Arc<Library>,
    haystack: Haystack,
    hits: TakeawayHits,
    cursor: usize,
}

impl TakeawaySearch {
    /// A search over the loaded articles, with words to begin with.
    #[must_use]
    pub fn new(app: &mut App, words: &str) -> Self {
        let library = app.shelf.library.clone();
        let haystack = app.shelf.haystack();
        let mut search = Self { line: Line::new(words), library, haystack, hits: TakeawayHits::default(), cursor: 0 };
        search.search();
        search
    }

    fn search(&mut self) {
        let filter = Filter::parse(&self.line.text());
        self.hits = self.haystack.takeaways(&self.library, &filter, KEPT);
        self.cursor = 0;
    }

    /// More articles came in: search them too, and keep the hit under the cursor.
    fn keep_up(&mut self, app: &mut App) {
        if Arc::ptr_eq(&self.library, &app.shelf.library) {
            return;
        }
        let name = |library: &Library, hit: &TakeawayHit| {
            entry_of(library, hit).map(|entry| (entry.file.clone(), hit.takeaway))
        };
        let here = self.hits.hits.get(self.cursor).and_then(|hit| name(&self.library, hit));
        self.haystack = app.shelf.haystack();
        self.library = app.shelf.library.clone();
        self.search();
        let again = self.hits.hits.iter().position(|hit| here.is_some() && name(&self.library, hit) == here);
        self.cursor = again.unwrap_or(0);
    }

    fn open(&self, app: &mut App) {
        app.searched = self.line.text();
        let Some(hit) = self.hits.hits.get(self.cursor) else { return };
        let Some(entry) = entry_of(&self.library, hit) else { return };
        let place = Place::start(Part::Takeaway(hit.takeaway));
        let origin = entry.file.clone();
        if let Some(reader) = app.reader.as_ref().filter(|_| app.view == crate::tui::app::View::Reader) {
            app.history.jumped_from(reader.origin.clone(), reader.place());
        }
        app.open(origin, Some(place));
    }

    fn card(&self, hit: &TakeawayHit) -> Option<&Card> {
        match &entry_of(&self.library, hit)?.content {
            Content::Article(card) => Some(card),
            Content::Broken { .. } => None,
        }
    }

    /// Paints one hit; returns the rows it took.
    fn paint_hit(&self, canvas: &mut Canvas<'_>, area: Rect, hit: &TakeawayHit, here: bool) -> u16 {
        let Some(card) = self.card(hit) else { return 0 };
        let Some(text) = card.takeaways.get(hit.takeaway).map(crate::text::Foreign::line) else { return 0 };
        let room = usize::from(area.width.max(1));
        let lines = wrap(&text, Wrap { first: room, rest: room, hyphenate: None });
        let mut y = area.y;
        for (index, line) in lines.iter().take(LINES).enumerate() {
            if y >= area.bottom() {
                return y - area.y;
            }
            let shown = text.get(line.range.clone()).unwrap_or_default();
            canvas.cut((area.x, y), area.width, shown, Role::Takeaway);
            if index + 1 == LINES && lines.len() > LINES {
                canvas.right((area.x, y), area.width, " …", Role::Meta);
            }
            if here {
                canvas.tint(Rect { y, height: 1, ..area }, Role::Cursor);
            }
            for range in &hit.ranges {
                let (start, end) = (range.start.max(line.range.start), range.end.min(line.range.end));
                if let (true, Some(before), Some(found)) =
                    (start < end, text.get(line.range.start..start), text.get(start..end))
                {
                    let x = area.x + u16::try_from(width(before)).unwrap_or(u16::MAX);
                    canvas.text((x, y), area.right().saturating_sub(x), found, Role::Match);
                }
            }
            y += 1;
        }
        if y < area.bottom() {
            let date = card.published.as_ref().map(|date| format!("{} · ", date.long())).unwrap_or_default();
            canvas.cut((area.x, y), area.width, &format!("{date}{}", card.headline.line()), Role::Meta);
            y += 1;
        }
        y + 1 - area.y
    }

    /// The first hit to paint so that the one under the cursor fits whole.
    fn first(&self, width_of: u16, rows: u16) -> usize {
        let room = usize::from(width_of.max(1));
        let height = |index: usize| {
            let hit = self.hits.hits.get(index)?;
            let text = self.card(hit)?.takeaways.get(hit.takeaway)?.line();
            Some(wrap(&text, Wrap { first: room, rest: room, hyphenate: None }).len().min(LINES) + 2)
        };
        let mut left = usize::from(rows);
        let mut first = self.cursor;
        loop {
            let needed = height(first).unwrap_or(1);
            if needed > left {
                return (first + 1).min(self.cursor);
            }
            left -= needed;
            let Some(before) = first.checked_sub(1) else { return 0 };
            first = before;
        }
    }
}

fn entry_of<'a>(library: &'a Library, hit: &TakeawayHit) -> Option<&'a Arc<crate::library::Entry>> {
    library.entries.get(usize::try_from(hit.entry).ok()?)
}

impl Layer for TakeawaySearch {
    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        let motion = match (chord.code, chord.to_string().as_str()) {
            (KeyCode::Enter, _) => {
                self.open(app);
                return Fate::Close;
            }
            (KeyCode::Esc, _) | (_, "ctrl-c") => {
                app.searched = self.line.text();
                return Fate::Close;
            }
            (KeyCode::Down | KeyCode::Tab, _) | (_, "ctrl-n") => Motion::Lines(1),
            (KeyCode::Up | KeyCode::BackTab, _) | (_, "ctrl-p") => Motion::Lines(-1),
            (KeyCode::PageDown, _) => Motion::Pages(1),
            (KeyCode::PageUp, _) => Motion::Pages(-1),
            _ => {
                let before = self.line.text();
                if self.line.key(chord) && self.line.text() != before {
                    self.search();
                }
                return Fate::Stay;
            }
        };
        let view = usize::from(app.frame.area.height / 4).max(1);
        self.cursor = motion.in_list(self.cursor, self.hits.hits.len(), view, None);
        Fate::Stay
    }

    fn library_came(&mut self, app: &mut App) {
        self.keep_up(app);
    }

    fn paste(&mut self, _app: &mut App, text: &str) -> Fate {
        self.line.insert(text);
        self.search();
        Fate::Stay
    }

    fn click(&mut self, _app: &mut App, _at: Position) -> Fate {
        Fate::Stay
    }

    fn wheel(&mut self, _app: &mut App, by: isize) {
        self.cursor = Motion::Lines(by.signum()).in_list(self.cursor, self.hits.hits.len(), 1, None);
    }

    fn paint(&self, app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let whole = canvas.area();
        canvas.clear(whole);
        let measure = app.settings.wish.measure.saturating_add(8).min(whole.width.saturating_sub(4).max(1));
        let column = Rect {
            x: (whole.width - measure.min(whole.width)) / 2,
            y: 0,
            width: measure.min(whole.width),
            height: whole.height,
        };
        let air = u16::from(whole.height > 16);
        let typed = Rect { y: air, height: 1, ..column };
        let position = self.line.paint(canvas, typed, "takeaways: ");
        let count = match (self.hits.total, self.line.is_empty()) {
            (_, true) => String::new(),
            (1, _) => "1 takeaway".to_owned(),
            (total, _) => format!("{} takeaways", crate::tui::pane::thousands(total)),
        };
        canvas.right((position.x + 1, typed.y), column.right().saturating_sub(position.x + 1), &count, Role::Meta);
        let list = Rect { y: typed.y + 1 + air, height: whole.height.saturating_sub(typed.y + 2 + air), ..column };
        if self.hits.hits.is_empty() {
            let said =
                if self.line.is_empty() { "Type words to find takeaways." } else { "No takeaway has all these words." };
            canvas.cut((list.x, list.y), list.width, said, Role::Meta);
        }
        let first = self.first(list.width, list.height);
        let mut y = list.y;
        for (index, hit) in self.hits.hits.iter().enumerate().skip(first) {
            if y >= list.bottom() {
                break;
            }
            let room = Rect { y, height: list.bottom() - y, ..list };
            y = y.saturating_add(self.paint_hit(canvas, room, hit, index == self.cursor));
        }
        Some(position)
    }
}
