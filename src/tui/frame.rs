//! A frame: measure, then paint. Measuring may change caches (layouts, what is in view); painting takes the state as it is.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::app::{App, View};
use super::canvas::Canvas;
use super::command::Scope;
use super::finder::Focus;
use super::geometry::{self, Desk, Form, Has, Needs, Page, Sheet, Wish};
use super::layout::{Beside, Layout, Parts, Setting};
use super::pane;
use super::reader::{Manner, Pane, Reader, Room};
use crate::library::translations;

/// Where everything stood at the last measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// The whole screen.
    pub area: Rect,
    /// The reader's panes.
    pub page: Page,
    /// The library screen.
    pub desk: Desk,
    /// The search screen.
    pub sheet: Sheet,
}

impl App {
    /// Takes the size of the screen and lays out what is seen.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.frame.area = Rect::new(0, 0, width.max(1), height.max(1));
        self.measure();
    }

    /// Lays out what is seen, where the size, the settings or the article changed. Nothing is seen before a size is known.
    pub fn measure(&mut self) {
        let wish = self.settings.wish;
        let area = self.frame.area;
        if area.is_empty() {
            return;
        }
        let manner = Manner { hyphenate: wish.hyphenate, reckoning: self.reckoning() };
        self.frame.desk = geometry::desk(area, wish, self.settings.preview);
        self.shelf.measure(usize::from(self.frame.desk.list.height));
        if let (Some(preview), Some(room)) = (&mut self.preview, self.frame.desk.preview) {
            let set_for = Some((usize::from(room.width), manner));
            if preview.set_for != set_for {
                let language = preview.page.language.as_ref().map_or("en", |language| language.raw());
                let hyphenate = wish.hyphenate.then_some(language);
                let original = translations::original(&self.shelf.library, &preview.page);
                let beside = Beside { reckoning: manner.reckoning, original: original.as_deref() };
                let setting = Setting { width: usize::from(room.width), hyphenate, parts: Parts::Document, beside };
                preview.layout = Layout::new(&preview.page, &setting);
                preview.set_for = set_for;
            }
        }
        if self.view == View::Search {
            let has = Has { chips: !self.finder.narrowed.is_empty(), facets: self.finder.focus == Focus::Facets };
            self.frame.sheet = geometry::sheet(area, wish, has);
            let list = self.frame.sheet.list;
            self.finder.measure(usize::from(list.width), usize::from(list.height));
        }
        if let Some(reader) = &mut self.reader {
            let needs = needs(reader, (area, wish), manner);
            self.frame.page = geometry::page(area, wish, needs);
            reader.measure(Room { reckoning: manner.reckoning, ..geometry::room(&self.frame.page, wish) });
            reader.seen |= self.view == View::Reader && reader.percent().is_none_or(|percent| percent >= 100);
        }
        self.each_layer(|layer, app| layer.measure(app));
    }

    /// Paints everything on a blank buffer; says where the terminal's cursor belongs.
    pub fn paint(&self, buffer: &mut Buffer) -> Option<Position> {
        let linear = self.settings.wish.form == Form::Linear;
        let mut canvas = Canvas::new(buffer, self.settings.theme, linear);
        canvas.ground();
        let below = match (self.view, &self.reader) {
            (View::Reader, Some(reader)) => self.paint_page(&mut canvas, reader),
            (View::Search, _) => pane::search::paint(&mut canvas, self),
            _ => self.paint_desk(&mut canvas),
        };
        pane::typed::paint(&mut canvas, self);
        let shown = linear || matches!(self.scope(), Scope::Search | Scope::Facets | Scope::Select);
        let mut cursor = if shown { below } else { None };
        for layer in &self.layers {
            cursor = layer.paint(self, &mut canvas).or(cursor);
        }
        let whole = canvas.area();
        cursor.filter(|cursor| whole.contains(*cursor))
    }

    fn paint_page(&self, canvas: &mut Canvas<'_>, reader: &Reader) -> Option<Position> {
        let page = &self.frame.page;
        if let Some(rule) = page.rule {
            canvas.rule(rule);
        }
        if let Some(area) = page.head {
            pane::headline::paint(canvas, area, reader);
        }
        if let Some(area) = page.takeaways {
            pane::takeaways::paint(canvas, area, reader, Pane::Takeaways);
        }
        if let Some(area) = page.contents {
            pane::contents::paint(canvas, area, reader);
        }
        if let Some(area) = page.sources {
            pane::takeaways::paint(canvas, area, reader, Pane::Sources);
        }
        let cursor = pane::text::paint(canvas, page.text, reader);
        pane::status::paint(canvas, page.status, self);
        if reader.selection.is_some() { pane::marks::cursor(page, reader) } else { cursor }
    }

    fn paint_desk(&self, canvas: &mut Canvas<'_>) -> Option<Position> {
        let desk = &self.frame.desk;
        pane::title::paint(canvas, desk.title, &self.shelf);
        if let Some(rule) = desk.rule {
            canvas.rule(rule);
        }
        let wanted =
            |preview: &&super::app::Preview| self.shelf.entry().is_some_and(|entry| entry.file == preview.origin);
        if let (Some(area), Some(preview)) = (desk.preview, self.preview.as_ref().filter(wanted)) {
            pane::preview::paint(canvas, area, preview);
        }
        let cursor = pane::list::paint(canvas, desk.list, self);
        pane::status::paint(canvas, desk.status, self);
        cursor
    }
}

/// What the panes beside the text would need; nothing where there is but one column.
fn needs(reader: &mut Reader, (area, wish): (Rect, Wish), manner: Manner) -> Needs {
    if !geometry::has_panes(area, wish) {
        return Needs::default();
    }
    let width = usize::from(geometry::left_width(area.width)).saturating_sub(1);
    let needs = Needs {
        head: 1,
        takeaways: reader.takeaway_rows(width, manner),
        contents: reader.outline.rows.len(),
        sources: reader.article.sources.len(),
    };
    let head = geometry::page(area, wish, needs).head.map_or(0, |head| usize::from(head.width));
    Needs { head: reader.head_rows(head, manner), ..needs }
}
