//! Moving in an article: by lines, pages, sections and blocks; going to a place.

use super::{Moves, Pane, Reader};
use crate::article::{Part, Place};
use crate::tui::layout::LaidPart;
use crate::tui::motion::{Motion, keep_in_view};
use crate::tui::outcome::{Outcome, Refusal};

impl Reader {
    /// Does a motion in the pane that has the keyboard.
    ///
    /// # Errors
    /// When there is nowhere to go that way.
    pub fn go(&mut self, motion: Motion, count: Option<usize>) -> Outcome {
        match motion {
            Motion::Sections(by) => return self.section_step(by),
            Motion::Parts(by) => return self.part_step(by),
            _ => {}
        }
        match self.pane {
            Pane::Text => self.scroll(motion, count),
            pane => {
                let length = self.items(pane);
                let view = self.rows_of(pane);
                let list = self.list_mut(pane);
                list.cursor = motion.in_list(list.cursor, length, view, count);
                self.keep_lists_in_view();
            }
        }
        Ok(())
    }

    /// Items of a list pane.
    #[must_use]
    pub fn items(&self, pane: Pane) -> usize {
        match pane {
            Pane::Text => self.text.lines.len(),
            Pane::Takeaways => self.article.takeaways.len(),
            Pane::Contents => self.outline.rows.len(),
            Pane::Sources => self.article.sources.len(),
        }
    }

    /// The part under the cursor of a list pane; the current block in the text.
    #[must_use]
    pub fn part_in(&self, pane: Pane) -> Part {
        match pane {
            Pane::Text => self.current,
            Pane::Takeaways => Part::Takeaway(self.takeaways.cursor),
            Pane::Contents => {
                self.outline.rows.get(self.contents.cursor).map_or(self.current, |row| Part::Heading(row.section))
            }
            Pane::Sources => Part::Source(self.sources.cursor),
        }
    }

    pub(super) fn rows_of(&self, pane: Pane) -> usize {
        let room = self.room();
        match pane {
            Pane::Text => Some((room.width, room.rows)),
            Pane::Takeaways => room.takeaways,
            Pane::Contents => room.contents,
            Pane::Sources => room.sources,
        }
        .map_or(1, |(_, rows)| rows)
    }

    pub(super) fn list_mut(&mut self, pane: Pane) -> &mut super::ListPane {
        match pane {
            Pane::Takeaways => &mut self.takeaways,
            Pane::Sources => &mut self.sources,
            Pane::Contents | Pane::Text => &mut self.contents,
        }
    }

    /// Puts the cursor of a list pane on an item.
    pub fn select(&mut self, pane: Pane, item: usize) {
        let last = self.items(pane).saturating_sub(1);
        self.list_mut(pane).cursor = item.min(last);
        self.keep_lists_in_view();
    }

    /// Scrolls the list panes as little as shows their cursors.
    pub(super) fn keep_lists_in_view(&mut self) {
        for pane in [Pane::Takeaways, Pane::Sources] {
            let view = self.rows_of(pane);
            let part = self.part_in(pane);
            let list = self.list_mut(pane);
            let (first, rows) = list.layout.part(part).map_or((0, 1), |laid| (laid.row, laid.rows));
            let length = list.layout.lines.len();
            list.top = keep_in_view(list.top, first + rows.saturating_sub(1), view, length);
            list.top = keep_in_view(list.top, first, view, length);
        }
        let view = self.rows_of(Pane::Contents);
        self.contents.top = keep_in_view(self.contents.top, self.contents.cursor, view, self.outline.rows.len());
    }

    fn last_top(&self) -> usize {
        self.text.lines.len().saturating_sub(self.room().rows.max(1))
    }

    fn scroll(&mut self, motion: Motion, count: Option<usize>) {
        let rows = self.room().rows.max(1);
        if let (Motion::Top | Motion::Bottom, Some(n)) = (motion, count) {
            if let Some(row) = self.outline.rows.get(n.saturating_sub(1)).or(self.outline.rows.last()) {
                self.go_to(Place::start(Part::Heading(row.section)));
            }
            return;
        }
        if self.room().moves == Moves::Cursor {
            let row = motion.in_list(self.row, self.text.lines.len(), rows, count);
            self.put_cursor(row);
            return;
        }
        // Two lines in common, so that the eye finds where it was.
        let page = if rows > 4 { rows - 2 } else { rows };
        let before = self.top;
        let top = motion.in_list(self.top, self.last_top() + 1, page, count);
        if top != self.top {
            self.set_top(top);
        }
        // The very first and last block can be reached, too, where the page has no further to go.
        let end = match motion {
            Motion::Top => self.text.parts.first(),
            Motion::Bottom => self.text.parts.last(),
            _ => None,
        };
        self.current = end.map_or(self.current, |laid| laid.part);
        if let (Motion::Lines(by), true) = (motion, before == top) {
            // Nothing more to scroll: the mark walks on, to the last block or back to the first.
            let _ = self.part_step(by.signum());
        }
        self.follow_with_current();
    }

    /// Makes the block of a row the current one, and the row that of a real cursor.
    pub fn point_at(&mut self, row: usize) {
        self.current = self.text.place_at(row).part;
        self.row = row;
    }

    /// Linear mode: puts the cursor on a row and shows it.
    pub fn put_cursor(&mut self, row: usize) {
        let length = self.text.lines.len();
        self.row = row.min(length.saturating_sub(1));
        let top = keep_in_view(self.top, self.row, self.room().rows, length);
        self.set_top(top);
        self.current = self.text.place_at(self.row).part;
        self.sync_outline();
    }

    pub(super) fn set_top(&mut self, top: usize) {
        self.top = top;
        self.anchor = self.text.place_at(top);
        self.seat = (self.room(), top);
        self.strayed = None;
    }

    /// After a new width or text: the row of the anchored place, and a current block in view.
    pub(super) fn restore(&mut self) {
        let (room, row) = self.seat;
        let same = room == self.room() && self.text.place_at(row) == self.anchor;
        self.top = if same { row } else { self.text.row_of(self.anchor) }.min(self.last_top());
        if self.room().moves == Moves::Cursor {
            self.row =
                self.text.row_of(Place::start(self.current)).clamp(self.top, self.top + self.room().rows.max(1) - 1);
        }
        if let Some(part) = self.strayed.filter(|part| self.in_view(*part)) {
            self.current = part;
            self.strayed = None;
        } else if !self.in_view(self.current) {
            let strayed = self.strayed.unwrap_or(self.current);
            self.follow_with_current();
            self.strayed = Some(strayed);
        }
        self.sync_outline();
    }

    fn in_view(&self, part: Part) -> bool {
        let bottom = self.top + self.room().rows.max(1);
        self.text.part(part).is_some_and(|laid| laid.row < bottom && laid.row + laid.rows > self.top)
    }

    /// The current block stays while it is in view; else the first that begins in view takes its place.
    fn follow_with_current(&mut self) {
        if !self.in_view(self.current) {
            let bottom = self.top + self.room().rows.max(1);
            let from = self.text.parts.partition_point(|laid| laid.row + laid.rows <= self.top);
            let seen = self.text.parts.iter().skip(from).take_while(|laid| laid.row < bottom);
            let whole = seen.clone().find(|laid| laid.row >= self.top);
            if let Some(laid) = whole.or_else(|| seen.clone().next()) {
                self.current = laid.part;
            }
        }
        self.sync_outline();
    }

    /// The outline follows the text while another pane has the keyboard.
    pub(super) fn sync_outline(&mut self) {
        if self.pane != Pane::Contents
            && let Some(row) = self.outline.row_of(self.current)
        {
            self.contents.cursor = row;
            self.keep_lists_in_view();
        }
    }

    /// Goes to a place: its pane gets the keyboard where it is not in the text, and its row is shown with a little before it.
    pub fn go_to(&mut self, place: Place) {
        let pane = match place.part {
            Part::Takeaway(_) if self.text.part(place.part).is_none() => Pane::Takeaways,
            Part::Source(_) if self.text.part(place.part).is_none() => Pane::Sources,
            _ => Pane::Text,
        };
        self.pane = pane;
        if let (Pane::Takeaways, Part::Takeaway(item)) | (Pane::Sources, Part::Source(item)) = (pane, place.part) {
            self.select(pane, item);
            return;
        }
        self.current = self
            .text
            .part(place.part)
            .map_or_else(|| self.text.place_at(self.text.row_of(place)).part, |laid| laid.part);
        let row = self.text.row_of(place);
        let lead = match place.part {
            Part::Heading(_) => 0,
            _ => (self.room().rows / 4).min(4),
        };
        let bottom = self.top + self.room().rows.max(1);
        let heading = matches!(place.part, Part::Heading(_));
        if heading || row < self.top || row + 1 >= bottom {
            self.set_top(row.saturating_sub(lead).min(self.last_top()));
        }
        self.row = row;
        self.sync_outline();
    }

    /// Comes back to a place that was left: to its item in a list pane, else to its row at the top of the page.
    pub fn come_back(&mut self, place: Place) {
        if self.text.part(place.part).is_none() && matches!(place.part, Part::Takeaway(_) | Part::Source(_)) {
            self.go_to(place);
            return;
        }
        self.pane = Pane::Text;
        self.set_top(self.text.row_of(place).min(self.last_top()));
        self.anchor = place;
        self.row = self.top;
        self.current = place.part;
        self.follow_with_current();
    }

    fn section_step(&mut self, by: isize) -> Outcome {
        if by > 0 && matches!(self.current, Part::Source(_)) {
            return Err("this is the last section".into());
        }
        let here = match self.outline.row_of(self.current) {
            Some(row) => row,
            None if by > 0 => {
                let first = self.outline.rows.first().ok_or(Refusal::from("this article has no sections"))?;
                let skip = usize::try_from(by - 1).unwrap_or(0);
                let row = self.outline.rows.get(skip).unwrap_or(first);
                self.go_to(Place::start(Part::Heading(row.section)));
                return Ok(());
            }
            None => match self.current {
                Part::Source(_) => self.outline.rows.len(),
                _ => return Err("this is before the first section".into()),
            },
        };
        // The way back first goes to the heading of the section that is being read.
        let at_heading = self.outline.rows.get(here).is_none_or(|row| self.current == self.first_part(row.section));
        let by = if by < 0 && !at_heading { by + 1 } else { by };
        let target = here.saturating_add_signed(by).min(self.outline.rows.len().saturating_sub(1));
        if target == here && by != 0 && (by > 0 || at_heading) {
            return Err(if by > 0 { "this is the last section" } else { "this is the first section" }.into());
        }
        let section = self.outline.rows.get(target).map_or(0, |row| row.section);
        self.pane = Pane::Text;
        self.go_to(Place::start(self.first_part(section)));
        let row = self.text.row_of(Place::start(self.first_part(section)));
        self.set_top(row.min(self.last_top()));
        Ok(())
    }

    /// The part with which a section begins: its heading, or its first block where it has none.
    fn first_part(&self, section: usize) -> Part {
        let heading = Part::Heading(section);
        if self.text.part(heading).is_some() { heading } else { Part::Block(section, 0) }
    }

    fn part_step(&mut self, by: isize) -> Outcome {
        if self.pane != Pane::Text {
            return self.go(Motion::Lines(by), None);
        }
        let parts = &self.text.parts;
        let here = parts.iter().position(|laid| laid.part == self.current).unwrap_or(0);
        let target = here.saturating_add_signed(by).min(parts.len().saturating_sub(1));
        let Some(LaidPart { part, row, rows, .. }) = parts.get(target).cloned() else {
            return Err("there is nothing to read here".into());
        };
        if target == here {
            return Err(if by > 0 { "this is the last block" } else { "this is the first block" }.into());
        }
        self.current = part;
        let view = self.room().rows;
        let length = self.text.lines.len();
        let top = keep_in_view(self.top, row + rows.saturating_sub(1), view, length);
        self.set_top(keep_in_view(top, row, view, length));
        self.row = row;
        self.sync_outline();
        Ok(())
    }

    /// How much of the text has been passed, in percent; none when all of it is in view.
    #[must_use]
    pub fn percent(&self) -> Option<usize> {
        let last = self.last_top();
        (last > 0).then(|| self.top.min(last) * 100 / last)
    }
}
