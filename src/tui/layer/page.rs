//! A page over the screen: an article that is set and scrolled, such as the problems of a file.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};

use super::{Fate, Layer};
use crate::article::{Article, Place};
use crate::text::Clean;
use crate::text::wrap::{Wrap, wrap};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::key::Chord;
use crate::tui::layout::{Beside, Layout, Parts, Setting};
use crate::tui::motion::{Motion, keep_in_view};
use crate::tui::pane::lines;
use crate::tui::theme::Role;

/// Cells of a line on the page.
const MEASURE: usize = 84;

/// Makes a page from what is open now; none where there is nothing to show any more.
#[derive(Clone)]
struct Anew(Rc<MadeAnew>);

/// How a page is made anew.
type MadeAnew = dyn Fn(&App) -> Option<Arc<Article>>;

impl fmt::Debug for Anew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Anew")
    }
}

/// A page over the screen.
#[derive(Clone, Debug)]
pub struct PageLayer {
    article: Arc<Article>,
    /// What stands in the frame.
    title: Clean,
    /// Which parts of the article are shown.
    parts: Parts,
    /// What is said above the article: doubts.
    above: Vec<Clean>,
    /// What is said below it: keys.
    below: &'static str,
    /// What is marked as the current thing on it.
    current: Option<Place>,
    top: usize,
    /// What makes it anew when the open article is another than before.
    anew: Option<Anew>,
    /// As it was set last, and for how many cells: a long page takes longer to set than a key may.
    laid: RefCell<Option<(u16, Rc<Layout>)>>,
}

impl PageLayer {
    /// A page that shows an article.
    #[must_use]
    pub fn new(title: impl Into<Clean>, article: &Arc<Article>) -> Self {
        Self {
            article: article.clone(),
            title: title.into(),
            parts: Parts::Document,
            above: Vec::new(),
            below: "",
            current: None,
            top: 0,
            anew: None,
            laid: RefCell::default(),
        }
    }

    /// A page that is of the open article, and is made anew when that is another than before.
    #[must_use]
    pub fn renewing(self, anew: impl Fn(&App) -> Option<Arc<Article>> + 'static) -> Self {
        Self { anew: Some(Anew(Rc::new(anew))), ..self }
    }

    /// With lines of warning above it and a line of keys below.
    #[must_use]
    pub fn with(self, above: Vec<Clean>, below: &'static str) -> Self {
        Self { above, below, ..self }
    }

    /// Only some parts of it.
    #[must_use]
    pub fn showing(self, parts: Parts) -> Self {
        Self { parts, laid: RefCell::default(), ..self }
    }

    /// With a mark beside what stands at a place.
    #[must_use]
    pub fn pointing_at(self, current: Option<Place>) -> Self {
        Self { current, ..self }
    }

    /// Moves the mark.
    pub fn point(&mut self, current: Option<Place>) {
        self.current = current;
    }

    /// Scrolls as little as can be, so that what is marked is seen.
    pub fn keep_in_view(&mut self, app: &App) {
        let (layout, view) = self.seen(app);
        let Some(rows) = self.marked(&layout) else { return };
        self.top = keep_in_view(self.top, rows.end.saturating_sub(1), view, layout.lines.len());
        self.top = keep_in_view(self.top, rows.start, view, layout.lines.len());
    }

    /// Which of some places, in order, is the first that is seen, or that comes then.
    #[must_use]
    pub fn first_in_view(&self, app: &App, places: impl IntoIterator<Item = Place>) -> Option<usize> {
        let (layout, _) = self.seen(app);
        places.into_iter().position(|place| layout.row_of(place) >= self.top)
    }

    /// The rows of what is marked: from its place to the next item or part.
    fn marked(&self, layout: &Layout) -> Option<Range<usize>> {
        let current = self.current?;
        let first = layout.row_of(current);
        let laid = layout.part(current.part)?;
        let shown = laid.text.get(current.offset..)?;
        let next = shown.find('\n').map(|length| Place { offset: current.offset + length + 1, ..current });
        let end = next.map_or(laid.row + laid.rows, |next| layout.row_of(next));
        Some(first..end.max(first + 1))
    }

    /// The page as it is set on this screen, and how many rows of it are seen.
    fn seen(&self, app: &App) -> (Rc<Layout>, usize) {
        let (width, height) = (app.frame.area.width.saturating_sub(4), app.frame.area.height);
        let view = usize::from(height.saturating_sub(3 + self.rows_besides(width, height))).max(1);
        (self.layout(width), view)
    }

    /// Where a key goes on a page; none where it is no key for that.
    #[must_use]
    pub fn motion(chord: Chord) -> Option<Motion> {
        Some(match (chord.code, chord.character()) {
            (KeyCode::Down | KeyCode::Enter, _) | (_, Some('j')) => Motion::Lines(1),
            (KeyCode::Up, _) | (_, Some('k')) => Motion::Lines(-1),
            (KeyCode::PageDown, _) | (_, Some(' ' | 'f')) => Motion::Pages(1),
            (KeyCode::PageUp, _) | (_, Some('b')) => Motion::Pages(-1),
            (KeyCode::Home, _) | (_, Some('g')) => Motion::Top,
            (KeyCode::End, _) | (_, Some('G')) => Motion::Bottom,
            _ => return None,
        })
    }

    /// Scrolls.
    pub fn scroll(&mut self, app: &App, motion: Motion) {
        let (layout, view) = self.seen(app);
        let last = layout.lines.len().saturating_sub(view);
        self.top = motion.in_list(self.top.min(last), last + 1, view, None);
    }

    /// What is said above, in lines of so many cells.
    fn lines_above(&self, width: u16) -> Vec<&str> {
        let width = usize::from(width).clamp(1, MEASURE);
        let set = |said: &'_ Clean| wrap(said, Wrap { first: width, rest: width, hyphenate: None });
        self.above.iter().flat_map(|said| set(said).into_iter().filter_map(|line| said.get(line.range))).collect()
    }

    /// Rows of what is said above and below, with their air, in so many cells, on a screen of so many rows.
    fn rows_besides(&self, width: u16, height: u16) -> u16 {
        let above = u16::try_from(self.lines_above(width).len()).unwrap_or(u16::MAX);
        let air = u16::from(above > 0) + air(height);
        above.saturating_add(air).saturating_add(if self.below.is_empty() { 0 } else { 2 })
    }

    fn layout(&self, width: u16) -> Rc<Layout> {
        let mut laid = self.laid.borrow_mut();
        match &*laid {
            Some((own, layout)) if *own == width => Rc::clone(layout),
            _ => {
                let measure = usize::from(width).clamp(1, MEASURE);
                let setting = Setting { width: measure, hyphenate: None, parts: self.parts, beside: Beside::default() };
                let layout = Rc::new(Layout::new(&self.article, &setting));
                *laid = Some((width, Rc::clone(&layout)));
                layout
            }
        }
    }
}

/// Rows between the frame and what stands in it, where the screen has them to spare.
fn air(height: u16) -> u16 {
    u16::from(height >= 16)
}

impl Layer for PageLayer {
    fn measure(&mut self, app: &App) {
        let (layout, view) = self.seen(app);
        self.top = self.top.min(layout.lines.len().saturating_sub(view));
    }

    fn renewed(&mut self, app: &mut App) {
        if let Some(article) = self.anew.as_ref().and_then(|Anew(anew)| anew(app)) {
            self.article = article;
            self.laid = RefCell::default();
        }
    }

    fn key(&mut self, app: &mut App, chord: Chord) -> Fate {
        let Some(motion) = Self::motion(chord) else { return Fate::Close };
        self.scroll(app, motion);
        Fate::Stay
    }

    fn wheel(&mut self, app: &mut App, by: isize) {
        self.scroll(app, Motion::Lines(by.signum()));
    }

    fn paint(&self, _app: &App, canvas: &mut Canvas<'_>) -> Option<Position> {
        let whole = canvas.area();
        let layout = self.layout(whole.width.saturating_sub(4));
        let rows = u16::try_from(layout.lines.len())
            .unwrap_or(u16::MAX)
            .saturating_add(2 + self.rows_besides(whole.width.saturating_sub(4), whole.height));
        let columns = u16::try_from(MEASURE + 4).unwrap_or(u16::MAX);
        let area = canvas.middle(columns, rows.min(whole.height.saturating_sub(1)).max(1));
        let mut inner = canvas.framed(area, &self.title);
        if !self.below.is_empty() && inner.height > 4 {
            inner.height -= 2;
            canvas.cut((inner.x, inner.bottom() + 1), inner.width, self.below, Role::Meta);
        }
        let air = air(whole.height).min(inner.height);
        inner = Rect { y: inner.y + air, height: inner.height - air, ..inner };
        for said in self.lines_above(inner.width) {
            if inner.height > 2 {
                canvas.cut((inner.x, inner.y), inner.width, said, Role::Warning);
                inner = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
            }
        }
        if !self.above.is_empty() && inner.height > 2 {
            inner = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
        }
        lines::paint(canvas, inner, &layout, self.top);
        let left = layout.lines.len().saturating_sub(self.top + usize::from(inner.height));
        if left > 0 && !canvas.plain {
            let bottom = (area.x + 2, area.bottom().saturating_sub(1));
            canvas.right(bottom, area.width.saturating_sub(4), &format!(" {left} more below "), Role::Meta);
        }
        let rows = self.marked(&layout).unwrap_or_default();
        let band = lines::band(inner, self.top, rows.start, rows.end);
        canvas.bar(Rect { x: band.x.saturating_sub(1), ..band });
        canvas.plain.then_some(Position::new(inner.x, band.y.min(inner.bottom().saturating_sub(1))))
    }
}
