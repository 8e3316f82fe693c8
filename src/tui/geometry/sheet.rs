//! The search screen: the line over its notes, the hits, the facets beside them where there is room, else over them.

use ratatui::layout::Rect;

use super::{Form, MARGIN, Wish, split_status};

/// The areas of the search screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The query.
    pub line: Rect,
    /// Carets under it, or what is answered instead.
    pub note: Rect,
    /// What the hits are narrowed to.
    pub chips: Rect,
    /// The counts by kind.
    pub strip: Rect,
    /// The hits.
    pub list: Rect,
    /// The facets, where they are shown.
    pub facets: Option<Rect>,
    /// The box around the facets, where they lie over the hits.
    pub over: Option<Rect>,
    /// The status line.
    pub status: Rect,
}

/// What the search screen has to show beside the hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Has {
    /// Hits are narrowed.
    pub chips: bool,
    /// The facets have the keyboard.
    pub facets: bool,
}

/// Narrowest screen with the facets beside the hits.
const BESIDE: u16 = 110;
/// Cells between hits and facets.
const GAP: u16 = 5;
/// Cells that hits may be wider than a text: they are looked over, not read on.
const WIDER: u16 = 8;
/// Widest box of facets over the hits.
const BOX: u16 = 46;

/// Divides the search screen.
#[must_use]
pub fn sheet(area: Rect, wish: Wish, has: Has) -> Sheet {
    let (body, status) = split_status(area);
    let linear = wish.form == Form::Linear;
    let margin = if linear || body.width <= 8 { 0 } else { MARGIN };
    let beside = !linear && body.width >= BESIDE;
    let facets_width = if beside { (body.width / 4).clamp(26, 36) } else { 0 };
    let taken = if beside { facets_width + GAP } else { 0 };
    let room = body.width.saturating_sub(margin * 2 + taken).max(1);
    let width = if linear { room } else { room.min(wish.measure.saturating_add(WIDER)) };
    let x = body.x + body.width.saturating_sub(width + taken) / 2;

    let mut y = body.y + u16::from(body.height > 16 && !linear);
    let mut rows = |height: u16| {
        let height = height.min(body.bottom().saturating_sub(y));
        let rect = Rect { x, y, width, height };
        y += height;
        rect
    };
    let line = rows(1);
    let note = rows(u16::from(body.height > 8));
    let chips = rows(u16::from(has.chips));
    let strip = rows(1);
    rows(u16::from(body.height > 12));
    let list = rows(body.height);
    let list = Rect { height: list.height.saturating_sub(u16::from(body.height > 16 && !linear)), ..list };

    if beside {
        let right = Rect { x: list.right() + GAP, width: facets_width, ..list };
        return Sheet { line, note, chips, strip, list, facets: Some(right), over: None, status };
    }
    let box_width = list.width.min(BOX);
    let over = if linear { list } else { Rect { x: list.right() - box_width, width: box_width, ..list } };
    let facets = has.facets.then_some(framed(over, linear));
    Sheet { line, note, chips, strip, list, facets, over: facets.map(|_| over), status }
}

/// The area inside a box, as [`Canvas::framed`](crate::tui::canvas::Canvas::framed) draws it.
fn framed(area: Rect, linear: bool) -> Rect {
    if linear || area.width < 6 || area.height < 3 {
        let skip = 1.min(area.height);
        return Rect { y: area.y + skip, height: area.height - skip, ..area };
    }
    Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_area_is_inside_at_any_size() {
        for form in [Form::Panes, Form::Zen, Form::Linear] {
            for width in 1..=300 {
                for height in [1, 2, 3, 5, 9, 10, 12, 13, 16, 17, 24, 40, 80] {
                    for has in [Has::default(), Has { chips: true, facets: true }] {
                        let area = Rect::new(0, 0, width, height);
                        let sheet = sheet(area, Wish { measure: 72, form, hyphenate: false }, has);
                        let rects = [sheet.line, sheet.note, sheet.chips, sheet.strip, sheet.list, sheet.status];
                        for rect in rects.into_iter().chain(sheet.facets).chain(sheet.over) {
                            assert_eq!(rect.intersection(area), rect, "{width}x{height} {form:?}: {sheet:?}");
                        }
                        assert!(sheet.list.width >= 1);
                        if let (Some(facets), None) = (sheet.facets, sheet.over) {
                            assert!(!facets.intersects(sheet.list), "{width}x{height}: {sheet:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn facets_stand_beside_the_hits_where_there_is_room() {
        let at = |width, form, facets| {
            let wish = Wish { measure: 72, form, hyphenate: false };
            let sheet = sheet(Rect::new(0, 0, width, 40), wish, Has { chips: false, facets });
            (sheet.facets.is_some(), sheet.over.is_some())
        };
        assert_eq!(at(110, Form::Panes, false), (true, false));
        assert_eq!(at(109, Form::Panes, false), (false, false));
        assert_eq!(at(109, Form::Panes, true), (true, true));
        assert_eq!(at(200, Form::Linear, false), (false, false));
    }
}
