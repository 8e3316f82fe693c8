//! Geometry: which pane stands where, for a given size. Pure: size and settings in, areas out.
//!
//! Reader, from wide to narrow: three columns (takeaways over contents; headline over text; sources) from 160 columns;
//! two columns from 80 (with room, the sources stand below the text; else they close the text); one column below that,
//! in zen and in linear mode: one document.

mod sheet;

use ratatui::layout::Rect;

use super::reader::{Moves, Room, Shown};

pub use sheet::{Has, Sheet, sheet};

/// What decides the geometry beside the size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Cells of a line of text at most.
    pub measure: u16,
    /// How the page is divided.
    pub form: Form,
    /// Whether lines may end in a hyphen.
    pub hyphenate: bool,
}

/// How the page is divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Panes, as many as the width allows.
    #[default]
    Panes,
    /// The text alone, centred.
    Zen,
    /// One plain column without ornaments, for screen readers.
    Linear,
}

/// The areas of the reader's panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Headline and byline.
    pub head: Option<Rect>,
    /// The text itself, without its margin.
    pub text: Rect,
    /// The takeaways' rows, below their label.
    pub takeaways: Option<Rect>,
    /// The contents' rows, below their label.
    pub contents: Option<Rect>,
    /// The sources' rows, below their label.
    pub sources: Option<Rect>,
    /// The column of the rule between the apparatus and the text.
    pub rule: Option<Rect>,
    /// The status line.
    pub status: Rect,
}

/// Cells between the text and its margin mark.
const MARGIN: u16 = 2;
/// Narrowest page with panes.
const TWO_COLUMNS: u16 = 80;
/// Narrowest page with the sources in a column of their own.
const THREE_COLUMNS: u16 = 160;

/// What the panes would like to have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Rows of headline and byline, set for the text's width.
    pub head: usize,
    /// Rows of the takeaways, set for their column.
    pub takeaways: usize,
    /// Rows of the contents.
    pub contents: usize,
    /// Number of sources.
    pub sources: usize,
}

/// Whether there is more than one column.
#[must_use]
pub fn has_panes(area: Rect, wish: Wish) -> bool {
    wish.form == Form::Panes && area.width >= TWO_COLUMNS && area.height >= 10
}

/// Cells of the column beside the text, with the air around it.
#[must_use]
pub fn left_width(width: u16) -> u16 {
    (width * 3 / 10).clamp(24, 44)
}

/// Divides the reader's page.
#[must_use]
pub fn page(area: Rect, wish: Wish, needs: Needs) -> Page {
    let (body, status) = split_status(area);
    if !has_panes(area, wish) {
        let text = if wish.form == Form::Linear { body } else { column(body, wish.measure, true) };
        return Page { text, status, ..Page::default() };
    }
    let three = area.width >= THREE_COLUMNS && needs.sources > 0;
    let left_width = if needs.takeaways + needs.contents == 0 { 0 } else { left_width(area.width) };
    let right_width = if three { (area.width / 5).clamp(28, 40) } else { 0 };
    let body = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
    let left = Rect { x: body.x + 1, width: left_width.saturating_sub(1), ..body };
    let centre = Rect { x: body.x + left_width, width: body.width - left_width - right_width, ..body };
    let rule = (left_width > 0).then_some(Rect { x: body.x + left_width + 1, width: 1, ..body });
    let centre = match rule {
        Some(_) => Rect { x: centre.x + 3, width: centre.width.saturating_sub(3), ..centre },
        None => centre,
    };
    let text_column = column(centre, wish.measure, false);
    let most = if body.height >= 30 { 5 } else { 4.min(body.height / 4) };
    let head_rows = u16::try_from(needs.head).unwrap_or(most).clamp(1, most);
    let head = Rect { height: head_rows, ..text_column };
    let below = Rect { y: body.y + head_rows + 1, height: body.height.saturating_sub(head_rows + 1), ..text_column };
    let (takeaways, contents) = stack(left, needs);
    let sources_below = !three && area.width >= 120 && body.height >= 30 && needs.sources > 0;
    let strip = u16::try_from(needs.sources).unwrap_or(u16::MAX).clamp(1, body.height / 6);
    let (text, sources) = if sources_below {
        let text = Rect { height: below.height.saturating_sub(strip + 3), ..below };
        (text, Some(Rect { y: below.bottom() - strip, height: strip, ..below }))
    } else if three {
        let right = Rect { x: body.right() - right_width + 2, width: right_width.saturating_sub(4), ..body };
        (below, Some(under_label(right)))
    } else {
        (below, None)
    };
    Page { head: Some(head), text, takeaways, contents, sources, rule, status }
}

/// The room that the areas give to the reader.
#[must_use]
pub fn room(page: &Page, wish: Wish) -> Room {
    let size = |area: Rect| (usize::from(area.width), usize::from(area.height));
    Room {
        width: usize::from(page.text.width),
        rows: usize::from(page.text.height),
        parts: match (page.head, page.sources) {
            (None, _) => Shown::Document,
            (Some(_), None) => Shown::TextAndSources,
            (Some(_), Some(_)) => Shown::Text,
        },
        takeaways: page.takeaways.map(size),
        contents: page.contents.map(size),
        sources: page.sources.map(size),
        brief: page.sources.is_some_and(|sources| sources.y > page.text.y),
        head: page.head.map(|area| usize::from(area.width)),
        hyphenate: wish.hyphenate,
        reckoning: None,
        moves: if wish.form == Form::Linear { Moves::Cursor } else { Moves::Page },
    }
}

/// The areas of the library screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// Name and counts.
    pub title: Rect,
    /// The rows.
    pub list: Rect,
    /// The preview's text.
    pub preview: Option<Rect>,
    /// The rule between list and preview.
    pub rule: Option<Rect>,
    /// The status line.
    pub status: Rect,
}

/// Divides the library screen.
#[must_use]
pub fn desk(area: Rect, wish: Wish, preview: bool) -> Desk {
    let (body, status) = split_status(area);
    let title_rows = if wish.form == Form::Linear || area.height < 6 { 1 } else { 2 };
    let title = Rect { height: 1.min(body.height), ..body };
    let rows = Rect { y: body.y + title_rows.min(body.height), height: body.height.saturating_sub(title_rows), ..body };
    if !preview || wish.form == Form::Linear {
        return Desk { title, list: rows, status, ..Desk::default() };
    }
    if area.width >= 110 {
        let list_width = (area.width * 9 / 20).clamp(48, 96);
        let list = Rect { width: list_width, ..rows };
        let rule = Rect { x: rows.x + list_width, width: 1, ..rows };
        let right = Rect { x: rule.x + 1, width: rows.width - list_width - 1, ..rows };
        return Desk { title, list, preview: Some(column(right, wish.measure, false)), rule: Some(rule), status };
    }
    if rows.height >= 16 {
        let list = Rect { height: rows.height * 2 / 5, ..rows };
        let rule = Rect { y: list.bottom(), height: 1, ..rows };
        let below = Rect { y: rule.bottom() + 1, height: rows.height - list.height - 2, ..rows };
        return Desk { title, list, preview: Some(column(below, wish.measure, true)), rule: Some(rule), status };
    }
    Desk { title, list: rows, status, ..Desk::default() }
}

fn split_status(area: Rect) -> (Rect, Rect) {
    let status_rows = u16::from(area.height > 1);
    let body = Rect { height: area.height - status_rows, ..area };
    (body, Rect { y: area.bottom() - status_rows, height: status_rows, ..area })
}

/// A column of text with its margin: as wide as the measure at most, centred or after the margin.
fn column(area: Rect, measure: u16, centred: bool) -> Rect {
    let margin = if area.width > 24 { MARGIN } else { u16::from(area.width > 8) };
    let width = area.width.saturating_sub(margin * 2).min(measure).max(1);
    let free = area.width.saturating_sub(width);
    let lead = if centred || free > margin * 2 { free / 2 } else { margin.min(free) };
    let air = u16::from(area.height > 20 && centred);
    Rect { x: area.x + lead, y: area.y + air, width, height: area.height - air }
}

/// The row below a label and the blank line after it.
fn under_label(area: Rect) -> Rect {
    let skip = 2.min(area.height);
    Rect { y: area.y + skip, height: area.height - skip, ..area }
}

/// Takeaways over contents: each gets what it needs where both fit, else the contents keep a third.
fn stack(area: Rect, needs: Needs) -> (Option<Rect>, Option<Rect>) {
    if area.width < 12 {
        return (None, None);
    }
    let rows = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    match (needs.takeaways, needs.contents) {
        (0, 0) => (None, None),
        (0, _) => (None, Some(under_label(area))),
        (_, 0) => (Some(under_label(area)), None),
        (takeaways, contents) => {
            let contents_rows = rows(contents).saturating_add(3);
            let least = (area.height / 3).min(contents_rows);
            let upper = rows(takeaways).saturating_add(2).min(area.height.saturating_sub(least));
            let top = Rect { height: upper, ..area };
            let bottom = Rect { y: area.y + upper + 1, height: area.height.saturating_sub(upper + 1), ..area };
            if bottom.height < 4 {
                (Some(under_label(area)), None)
            } else {
                (Some(under_label(top)), Some(under_label(bottom)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(width: u16, height: u16, form: Form) -> Page {
        let needs = Needs { head: 4, takeaways: 12, contents: 5, sources: 3 };
        page(Rect::new(0, 0, width, height), Wish { measure: 72, form, hyphenate: false }, needs)
    }

    #[test]
    fn panes_come_with_the_width() {
        let shown = |width| {
            let page = at(width, 40, Form::Panes);
            (page.head.is_some(), page.takeaways.is_some(), page.sources.is_some())
        };
        assert_eq!(shown(79), (false, false, false));
        assert_eq!(shown(80), (true, true, false));
        assert_eq!(shown(120), (true, true, true));
        assert_eq!(shown(200), (true, true, true));
    }

    #[test]
    fn the_measure_holds_and_every_area_is_inside_at_any_size() {
        for form in [Form::Panes, Form::Zen, Form::Linear] {
            for width in 1..=300 {
                for height in [1, 2, 3, 5, 9, 10, 12, 24, 40, 80] {
                    let page = at(width, height, form);
                    let area = Rect::new(0, 0, width, height);
                    assert!(form == Form::Linear || page.text.width <= 72);
                    assert!(page.text.width >= 1, "{width}x{height}");
                    let desk = desk(area, Wish { measure: 72, form, hyphenate: false }, true);
                    let rects = [page.head, Some(page.text), page.takeaways, page.contents, page.sources, page.rule];
                    for rect in
                        rects.into_iter().flatten().chain([desk.list, desk.title]).chain(desk.preview).chain(desk.rule)
                    {
                        assert_eq!(rect.intersection(area), rect, "{width}x{height} {form:?}: {page:?} {desk:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn panes_do_not_overlap() {
        for width in 80..=300 {
            for height in 10..=80 {
                let page = at(width, height, Form::Panes);
                let rects: Vec<Rect> =
                    [page.head, Some(page.text), page.takeaways, page.contents, page.sources, page.rule]
                        .into_iter()
                        .flatten()
                        .collect();
                for (i, a) in rects.iter().enumerate() {
                    for b in rects.iter().skip(i + 1) {
                        assert!(!a.intersects(*b), "{width}x{height}: {a:?} {b:?}");
                    }
                }
            }
        }
    }
}
