//! The reader's state: which article, where in it, which pane has the keyboard, what was found.
//!
//! No ratatui type and no terminal here: a row is a number, a place is a [`Place`]. Laying out happens in
//! [`Reader::measure`], which the frame calls before painting; moving uses the layouts of the last measure.

mod behind;
mod find;
mod marked;
mod outline;
mod scroll;
mod select;

use std::sync::Arc;

pub use behind::Behind;
pub use find::Found;
pub use marked::Marked;
pub use outline::{Outline, OutlineRow};
pub use select::{Extend, Selection};

use super::layout::{Beside, Layout, Parts, Setting};
use crate::article::{Article, Part, Place, Reckoning};
use crate::diagnostic::Diagnostic;
use crate::library::{Opened, Origin};
use crate::reading::Identity;
use crate::reading::keep::Kept;
use crate::text::Clean;

/// A pane that can have the keyboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The sections; the whole document in one column.
    #[default]
    Text,
    /// The key takeaways.
    Takeaways,
    /// The outline.
    Contents,
    /// The sources.
    Sources,
}

impl Pane {
    /// In the order of `Tab`.
    pub const ALL: [Self; 4] = [Self::Text, Self::Takeaways, Self::Contents, Self::Sources];
}

/// Room that the frame gives to the panes: cells of a line, rows. A pane without room is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Cells of a line of text.
    pub width: usize,
    /// Rows of the text.
    pub rows: usize,
    /// What the text pane shows.
    pub parts: Shown,
    /// The takeaways pane: cells, rows.
    pub takeaways: Option<(usize, usize)>,
    /// The contents pane: cells, rows.
    pub contents: Option<(usize, usize)>,
    /// The sources pane: cells, rows.
    pub sources: Option<(usize, usize)>,
    /// Whether the sources pane is a low one, with titles only.
    pub brief: bool,
    /// The headline above the text: cells.
    pub head: Option<usize>,
    /// Whether lines may end in a hyphen.
    pub hyphenate: bool,
    /// What a line up or down moves.
    pub moves: Moves,
    /// What the age of the status is reckoned by.
    pub reckoning: Option<Reckoning>,
}

/// How the parts of an article are set, whatever their width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// Whether lines may end in a hyphen.
    pub hyphenate: bool,
    /// What the age of the status is reckoned by.
    pub reckoning: Option<Reckoning>,
}

impl Room {
    fn manner(&self) -> Manner {
        Manner { hyphenate: self.hyphenate, reckoning: self.reckoning }
    }
}

/// What a line up or down moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Moves {
    /// The page.
    #[default]
    Page,
    /// A cursor on the page, which scrolls it at its edges (linear mode).
    Cursor,
}

/// What the text pane shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// All parts of the article as one document.
    #[default]
    Document,
    /// Dek, picture, sections; then the sources.
    TextAndSources,
    /// Dek, picture, sections.
    Text,
}

impl Shown {
    fn parts(self) -> Parts {
        match self {
            Self::Document => Parts::Document,
            Self::TextAndSources => Parts::TextAndSources,
            Self::Text => Parts::Text,
        }
    }
}

/// Parts of the article, set for a width; set again only when what they were set for changes.
#[derive(Clone, Debug, Default)]
pub struct Laid {
    layout: Layout,
    /// Width, parts, manner.
    set_for: Option<(usize, Parts, Manner)>,
}

impl Laid {
    fn set(&mut self, article: (&Article, Option<&Clean>), width: usize, parts: Parts, manner: Manner) {
        let (article, original) = article;
        let wanted = Some((width, parts, manner));
        if self.set_for != wanted {
            let language = article.language.as_ref().map_or("en", |language| language.raw());
            let hyphenate = manner.hyphenate.then_some(language);
            let beside = Beside { reckoning: manner.reckoning, original: original.map(Clean::as_str) };
            self.layout = Layout::new(article, &Setting { width, hyphenate, parts, beside });
            self.set_for = wanted;
        }
    }
}

impl std::ops::Deref for Laid {
    type Target = Layout;
    fn deref(&self) -> &Layout {
        &self.layout
    }
}

/// A list pane: its layout, the row under its cursor, and the first line shown.
#[derive(Clone, Debug, Default)]
pub struct ListPane {
    /// The items, set for the pane's width; empty for the contents, whose rows are the outline's.
    pub layout: Laid,
    /// The item under the cursor, from 0.
    pub cursor: usize,
    /// The first line shown.
    pub top: usize,
}

/// What an interrupted search puts back.
#[derive(Clone, Debug)]
pub struct View {
    pane: Pane,
    top: usize,
    row: usize,
    current: Part,
    items: [usize; 3],
    tops: [usize; 3],
    found: Option<Found>,
}

/// An open article.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Where it comes from.
    pub origin: Origin,
    /// What is read: the article, or a page that says why there is none.
    pub article: Arc<Article>,
    /// The file as opened: diagnostics and source text.
    pub opened: Arc<Opened>,
    /// What the article that it translates is called; see [`Reader::set_original`].
    original: Option<Clean>,
    /// What an editor would want to know of it; none until it was looked over.
    pub remarks: Vec<Diagnostic>,
    /// Which pane has the keyboard.
    pub pane: Pane,
    /// The text, set for the room of the last measure.
    pub text: Laid,
    /// Headline and byline above the text, where they have a band of their own.
    pub head: Laid,
    /// The takeaways pane.
    pub takeaways: ListPane,
    /// The contents pane.
    pub contents: ListPane,
    /// The sources pane.
    pub sources: ListPane,
    /// The sections with their words.
    pub outline: Outline,
    /// The first row shown.
    pub top: usize,
    /// The current block.
    pub current: Part,
    /// The cursor's row in linear mode.
    pub row: usize,
    /// What was found, while a search stands.
    pub found: Option<Found>,
    /// The text that is being selected.
    pub selection: Option<Selection>,
    /// The highlights, in order; see [`Reader::set_marked`].
    pub marked: Vec<Marked>,
    /// Where the highlight starts that was gone to last.
    gone_to: Option<Place>,
    /// What stands behind it.
    pub behind: Behind,
    /// Who the article is; none where there is no article.
    pub identity: Option<Arc<Identity>>,
    /// What is kept of it; none until that is told.
    pub kept: Option<Kept>,
    /// Whether the end was seen.
    pub seen: bool,
    /// The first passage that changed while the article was open.
    pub change: Option<Place>,
    /// The place that a new width must keep: of the first row shown, since the last move.
    anchor: Place,
    /// The room and first row in which that place was taken: the same room gets the same row back.
    seat: (Room, usize),
    /// The current block that a smaller page has no room for: a larger one gets it back.
    strayed: Option<Part>,
    room: Option<Room>,
}

impl Reader {
    /// Opens at the beginning. `page` is what is read: the article, or the page that says why there is none.
    #[must_use]
    pub fn new(origin: Origin, opened: Arc<Opened>, page: Arc<Article>) -> Self {
        Self {
            origin,
            outline: Outline::new(&page),
            behind: Behind::new(&page),
            article: page,
            opened,
            original: None,
            remarks: Vec::new(),
            pane: Pane::Text,
            text: Laid::default(),
            head: Laid::default(),
            takeaways: ListPane::default(),
            contents: ListPane::default(),
            sources: ListPane::default(),
            top: 0,
            current: Part::default(),
            row: 0,
            found: None,
            selection: None,
            marked: Vec::new(),
            gone_to: None,
            identity: None,
            kept: None,
            seen: false,
            change: None,
            anchor: Place::default(),
            seat: (Room::default(), 0),
            strayed: None,
            room: None,
        }
    }

    /// Takes up a newer reading of the same file and stays at the place. Highlights belong to the text as it was: who keeps
    /// them sets them anew.
    pub fn renew(&mut self, opened: Arc<Opened>, page: Arc<Article>) {
        self.change = None;
        self.marked.clear();
        self.gone_to = None;
        self.outline = Outline::new(&page);
        self.behind = Behind::new(&page);
        self.selection = self.selection.and_then(|selection| selection.moved(&self.article, &page));
        self.article = page;
        self.opened = opened;
        self.remarks.clear();
        self.takeaways.cursor = self.takeaways.cursor.min(self.article.takeaways.len().saturating_sub(1));
        self.sources.cursor = self.sources.cursor.min(self.article.sources.len().saturating_sub(1));
        self.room = None;
        self.text = Laid::default();
        self.head = Laid::default();
        self.takeaways.layout = Laid::default();
        self.sources.layout = Laid::default();
    }

    /// Takes what the article that this one translates is called.
    pub fn set_original(&mut self, original: Option<Clean>) {
        if self.original != original {
            self.original = original;
            self.room = None;
            self.text = Laid::default();
            self.head = Laid::default();
        }
    }

    /// Rows that the takeaways take in a column of that width.
    pub fn takeaway_rows(&mut self, width: usize, manner: Manner) -> usize {
        if self.article.takeaways.is_empty() {
            return 0;
        }
        self.takeaways.layout.set((&self.article, self.original.as_ref()), width, Parts::Takeaways, manner);
        self.takeaways.layout.lines.len()
    }

    /// Rows that headline and byline take in a column of that width.
    pub fn head_rows(&mut self, width: usize, manner: Manner) -> usize {
        self.head.set((&self.article, self.original.as_ref()), width, Parts::Head, manner);
        self.head.lines.len()
    }

    /// The room of the last measure.
    #[must_use]
    pub fn room(&self) -> Room {
        self.room.unwrap_or_default()
    }

    /// What is seen, to be put back by [`Reader::put_back`].
    #[must_use]
    pub fn view(&self) -> View {
        let lists = [&self.takeaways, &self.contents, &self.sources];
        View {
            pane: self.pane,
            top: self.top,
            row: self.row,
            current: self.current,
            items: lists.map(|list| list.cursor),
            tops: lists.map(|list| list.top),
            found: self.found.clone(),
        }
    }

    /// Puts back what was seen, with the search that stood.
    pub fn put_back(&mut self, view: &View) {
        self.set_top(view.top.min(self.text.lines.len().saturating_sub(1)));
        self.pane = view.pane;
        self.row = view.row;
        self.current = view.current;
        self.found.clone_from(&view.found);
        for (list, (item, top)) in [&mut self.takeaways, &mut self.contents, &mut self.sources]
            .into_iter()
            .zip(view.items.into_iter().zip(view.tops))
        {
            list.cursor = item;
            list.top = top;
        }
    }

    /// The place of the first row shown.
    #[must_use]
    pub fn place(&self) -> Place {
        self.anchor
    }

    /// The place to come back to: the item of a list pane, the row of a real cursor, else the first row shown.
    #[must_use]
    pub fn spot(&self) -> Place {
        match (self.pane, self.room().moves) {
            (Pane::Takeaways | Pane::Sources, _) => Place::start(self.part_in(self.pane)),
            (_, Moves::Cursor) => self.text.place_at(self.row),
            _ => self.anchor,
        }
    }

    /// Whether a pane is on the screen.
    #[must_use]
    pub fn shows(&self, pane: Pane) -> bool {
        let room = self.room();
        match pane {
            Pane::Text => true,
            Pane::Takeaways => room.takeaways.is_some(),
            Pane::Contents => room.contents.is_some(),
            Pane::Sources => room.sources.is_some(),
        }
    }

    /// Lays the article out for `room` where that changed, and keeps the place.
    pub fn measure(&mut self, room: Room) {
        if self.room == Some(room) {
            return;
        }
        let (article, original) = (Arc::clone(&self.article), self.original.clone());
        let said = (&*article, original.as_ref());
        let first = self.room.is_none_or(|old| {
            old.rows != room.rows
                || old.width != room.width
                || old.parts != room.parts
                || old.moves != room.moves
                || old.manner() != room.manner()
        });
        self.text.set(said, room.width, room.parts.parts(), room.manner());
        match room.head {
            Some(width) => self.head.set(said, width, Parts::Head, room.manner()),
            None => self.head = Laid::default(),
        }
        match room.takeaways {
            Some((width, _)) => self.takeaways.layout.set(said, width, Parts::Takeaways, room.manner()),
            None => self.takeaways.layout = Laid::default(),
        }
        let sources = if room.brief { Parts::SourcesInBrief } else { Parts::Sources };
        match room.sources {
            Some((width, _)) => self.sources.layout.set(said, width, sources, room.manner()),
            None => self.sources.layout = Laid::default(),
        }
        self.room = Some(room);
        if first {
            self.restore();
        }
        if !self.shows(self.pane) {
            self.pane = Pane::Text;
        }
        self.find_again();
        self.keep_lists_in_view();
        self.settle_selection();
    }
}
