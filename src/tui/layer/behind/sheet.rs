//! A board set for a width: lines of pieces, and which of them belong to which item. And where subject and items stand: side by
//! side where there is room, else the subject above; one that is too high for that scrolls with the items.

use std::ops::Range;

use ratatui::layout::Rect;

use super::board::{Board, Item, Subject};
use crate::text::segment::{Direction, direction};
use crate::text::tabs;
use crate::text::width::width;
use crate::text::wrap::{Wrap, wrap};
use crate::tui::canvas::Canvas;
use crate::tui::theme::Role;

/// Narrowest screen with the two beside each other.
pub(super) const SIDE_BY_SIDE: u16 = 90;
/// Cells of both with what is between them, at most.
const BOTH: u16 = 140;
/// Cells between them.
const GAP: u16 = 5;
/// Cells of a line in one column, at most.
const MEASURE: u16 = 84;
/// Cells beside everything; the mark of the current item hangs in them.
const MARGIN: u16 = 2;

/// A line.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    indent: usize,
    pieces: Vec<(String, Role)>,
}

/// The areas of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Areas {
    pub(super) title: Rect,
    pub(super) subject: Option<Rect>,
    pub(super) rule: Option<Rect>,
    pub(super) list: Rect,
    pub(super) foot: Rect,
}

/// How subject and items are to stand.
#[derive(Clone, Copy)]
struct Form {
    /// Side by side.
    sides: bool,
    /// In one column where everything scrolls.
    linear: bool,
}

/// A board that is set.
pub(super) struct Sheet {
    pub(super) areas: Areas,
    pub(super) subject: Vec<Line>,
    /// The groups, below the subject where that has no area of its own.
    pub(super) lines: Vec<Line>,
    /// The lines of each item.
    pub(super) items: Vec<Range<usize>>,
    /// Cells before an item, for its mark.
    lead: u16,
}

impl Sheet {
    /// Sets a board on a screen; the words that the current item shares with the subject stand out in that.
    pub(super) fn new(board: &Board, area: Rect, current: usize, linear: bool) -> Self {
        let form = |sides| Self::in_form(board, area, current, Form { sides, linear });
        let beside = (area.width >= SIDE_BY_SIDE && !linear).then(|| form(true));
        // Beside the items nothing of the subject may be lost.
        let fits = |sheet: &Self| sheet.subject.len() <= usize::from(sheet.areas.list.height);
        beside.filter(fits).unwrap_or_else(|| form(false))
    }

    fn in_form(board: &Board, area: Rect, current: usize, Form { sides, linear }: Form) -> Self {
        let airy = area.height >= 16;
        let marks = board.items().nth(current).map(|item| item.in_subject.as_slice()).unwrap_or_default();
        let column = column(area, sides);
        let left = if sides { (column.width * 2 / 5).clamp(34, 52) } else { column.width };
        let subject = subject(&board.subject, marks, usize::from(left));
        let body = Rect {
            y: area.y + 1 + u16::from(airy),
            height: area.height.saturating_sub(2 + 2 * u16::from(airy)),
            ..column
        };
        let lead = if sides { MARGIN } else { MARGIN.min(column.x - area.x) };
        let mut areas = Areas {
            title: Rect { y: area.y, height: 1, ..column },
            foot: Rect { y: area.bottom().saturating_sub(1), height: 1, ..column },
            list: Rect {
                x: body.x - if sides { 0 } else { lead },
                width: body.width + if sides { 0 } else { lead },
                ..body
            },
            ..Areas::default()
        };
        let rows = u16::try_from(subject.len()).unwrap_or(u16::MAX);
        if sides {
            let right = Rect { x: body.x + left + GAP, width: body.width - left - GAP, ..body };
            areas.subject = Some(Rect { width: left, ..body });
            areas.rule = Some(Rect { x: body.x + left + GAP / 2, width: 1, ..body });
            areas.list = right;
        } else if !linear && rows.saturating_add(1) <= body.height / 2 {
            areas.subject = Some(Rect { height: rows, ..body });
            areas.rule = airy.then_some(Rect { y: body.y + rows + 1, height: 1, ..body });
            let taken = rows + 1 + 2 * u16::from(airy);
            areas.list = Rect { y: body.y + taken, height: body.height.saturating_sub(taken), ..areas.list };
        }
        let mut sheet = Self { areas, subject, lines: Vec::new(), items: Vec::new(), lead };
        if areas.subject.is_none() {
            sheet.lines.append(&mut sheet.subject);
            sheet.lines.iter_mut().for_each(|line| line.indent += usize::from(lead));
        }
        sheet.groups(board, airy);
        sheet
    }

    fn groups(&mut self, board: &Board, airy: bool) {
        let room = usize::from(self.areas.list.width.saturating_sub(self.lead).max(1));
        for group in &board.groups {
            if !self.lines.is_empty() {
                self.blank(1 + usize::from(airy));
            }
            self.lines.extend(set(group.label, &[], room, (Role::Label, Role::Label), self.lead));
            for item in &group.items {
                self.blank(1);
                self.item(item, room);
            }
            if let Some(said) = &group.said {
                self.blank(1);
                self.lines.extend(set(said, &[], room, (Role::Meta, Role::Meta), self.lead));
            }
        }
    }

    fn item(&mut self, item: &Item, room: usize) {
        let start = self.lines.len();
        self.lines.extend(set(&item.lead, &[], room, (Role::Meta, Role::Meta), self.lead));
        if !item.text.is_empty() {
            self.lines.extend(set(&item.text, &item.marks, room, (Role::Text, Role::Shared), self.lead));
        }
        self.items.push(start..self.lines.len());
    }

    fn blank(&mut self, lines: usize) {
        self.lines.extend(std::iter::repeat_n(Line::default(), lines));
    }
}

/// The column that everything stands in.
fn column(area: Rect, sides: bool) -> Rect {
    let margin = if area.width > 24 { MARGIN } else { u16::from(area.width > 8) };
    let width = area.width.saturating_sub(2 * margin).min(if sides { BOTH } else { MEASURE }).max(1);
    Rect { x: area.x + (area.width.saturating_sub(width)) / 2, width, ..area }
}

/// The subject: its label, its words, its facts.
fn subject(subject: &Subject, marks: &[Range<usize>], room: usize) -> Vec<Line> {
    let mut lines = set(&subject.label, &[], room, (Role::Label, Role::Label), 0);
    lines.push(Line::default());
    lines.extend(set(&subject.text, marks, room, (subject.role, Role::Shared), 0));
    let names = subject.facts.iter().map(|fact| width(fact.name)).max().unwrap_or(0) + 2;
    if !subject.facts.is_empty() {
        lines.push(Line::default());
    }
    for fact in &subject.facts {
        let indent = u16::try_from(names).unwrap_or(0);
        let value = fact.value.as_deref().unwrap_or("–");
        let role = if fact.value.is_some() { Role::Text } else { Role::Meta };
        let mut value = set(value, &[], room.saturating_sub(names).max(1), (role, role), indent);
        if let Some(first) = value.first_mut() {
            first.pieces.insert(0, (format!("{:<names$}", fact.name), Role::Meta));
            first.indent = first.indent.saturating_sub(names);
        }
        lines.extend(value);
    }
    lines
}

/// A text as lines, some stretches of it in another role.
pub(super) fn set(
    text: &str,
    marks: &[Range<usize>],
    room: usize,
    (role, marked): (Role, Role),
    indent: u16,
) -> Vec<Line> {
    let (text, marks) = tabs::spread(text, marks);
    let from_right = direction(&text) == Direction::RightToLeft;
    let lines = wrap(&text, Wrap { first: room, rest: room, hyphenate: None });
    let line = |range: Range<usize>| {
        let free = room.saturating_sub(width(text.get(range.clone()).unwrap_or_default()));
        let indent = usize::from(indent) + if from_right { free } else { 0 };
        Line { indent, pieces: pieces(&text, range, &marks, (role, marked)) }
    };
    lines.into_iter().map(|wrapped| line(wrapped.range)).collect()
}

/// A stretch of a text, cut where marks begin and end.
fn pieces(
    text: &str,
    range: Range<usize>,
    marks: &[Range<usize>],
    (role, marked): (Role, Role),
) -> Vec<(String, Role)> {
    let mut pieces = Vec::new();
    let mut push = |range: Range<usize>, role: Role| {
        if let Some(words) = text.get(range).filter(|words| !words.is_empty()) {
            pieces.push((words.to_owned(), role));
        }
    };
    let mut done = range.start;
    for mark in marks {
        let (start, end) = (mark.start.clamp(done, range.end), mark.end.clamp(done, range.end));
        push(done..start, role);
        push(start..end, marked);
        done = end;
    }
    push(done..range.end, role);
    pieces
}

/// Paints lines from `top` on.
pub(super) fn paint(canvas: &mut Canvas<'_>, area: Rect, lines: &[Line], top: usize) {
    for (line, y) in lines.iter().skip(top).zip(area.top()..area.bottom()) {
        let mut cell = u16::try_from(line.indent).unwrap_or(u16::MAX);
        for (text, role) in &line.pieces {
            let room = area.width.saturating_sub(cell);
            cell = cell.saturating_add(canvas.text((area.x.saturating_add(cell), y), room, text, *role));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::board::{Goal, Group};
    use super::*;

    fn board(words: &str) -> Board {
        let item = Item {
            lead: "s1.p1".into(),
            text: crate::text::clean::lines(words),
            marks: vec![0..3, 4..9],
            in_subject: vec![0..2, 3..4],
            goal: Goal::Nowhere,
        };
        Board {
            title: "T".into(),
            subject: Subject {
                label: "L".into(),
                text: crate::text::clean::lines(words),
                role: Role::Text,
                facts: Vec::new(),
            },
            groups: vec![Group::new("G", vec![item], "none")],
        }
    }

    #[test]
    fn every_area_is_inside_and_no_line_is_lost_at_any_size() {
        let words = "one three words\tof a table\nالكلمة and 移民 more ".repeat(4);
        let board = board(&words);
        let bare: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        let wanted = format!("L{bare}Gs1.p1{bare}");
        for linear in [false, true] {
            for width in (1..=260).step_by(3) {
                for height in [1, 2, 3, 5, 9, 16, 24, 50] {
                    let area = Rect::new(0, 0, width, height);
                    let sheet = Sheet::new(&board, area, 0, linear);
                    let Areas { title, subject, rule, list, foot } = sheet.areas;
                    for rect in [title, list, foot].into_iter().chain(subject).chain(rule) {
                        assert_eq!(rect.intersection(area), rect, "{width}x{height} {:?}", sheet.areas);
                    }
                    assert!(subject.is_none_or(|subject| !subject.intersects(list)), "{width}x{height}");
                    assert!(rule.is_none_or(|rule| !rule.intersects(list)), "{width}x{height}");
                    let said = |lines: &[Line]| {
                        let pieces = lines.iter().flat_map(|line| &line.pieces);
                        pieces.flat_map(|(text, _)| text.chars()).filter(|c| !c.is_whitespace()).collect::<String>()
                    };
                    let shown = [said(&sheet.subject), said(&sheet.lines)].concat();
                    assert_eq!(shown, wanted, "{width}x{height}");
                    let [rows] = sheet.items.as_slice() else { panic!("{:?}", sheet.items) };
                    let of_item = said(&sheet.lines[rows.clone()]);
                    assert_eq!(of_item, format!("s1.p1{bare}"), "{width}x{height}");
                }
            }
        }
    }

    #[test]
    fn pieces_are_the_text_with_its_marks() {
        let text = "one three words";
        let cut = pieces(text, 2..12, &[0..3, 4..9], (Role::Text, Role::Shared));
        let words: Vec<(&str, Role)> = cut.iter().map(|(words, role)| (words.as_str(), *role)).collect();
        let wanted = [("e", Role::Shared), (" ", Role::Text), ("three", Role::Shared), (" wo", Role::Text)];
        assert_eq!(words, wanted);
    }
}
