//! Panes, jumps and marks: where the reader was, is, and goes.

use std::collections::HashMap;

use super::keeping::Wanted;
use super::{App, View};
use crate::article::{Locator, Part, Place};
use crate::library::Origin;
use crate::tui::layer::Layer as _;
use crate::tui::layer::behind::Standing;
use crate::tui::layer::behind::compare::CompareLayer;
use crate::tui::layer::brief::BriefLayer;
use crate::tui::layer::contents::ContentsList;
use crate::tui::outcome::{Outcome, Refusal};
use crate::tui::reader::{Pane, Reader};

/// Where a jump comes from or goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Spot {
    /// A place in a certain article.
    Article(Origin, Place),
    /// What is behind a part of an article, over a place in it.
    Behind((Origin, Place), Standing),
    /// A brief, over whatever is on the screen.
    Brief(BriefLayer),
    /// Two articles beside each other, over whatever is on the screen.
    Compared(CompareLayer),
    /// The search screen, which keeps its own place.
    Search,
    /// The list of events, as it was left.
    Events,
}

/// The jump list, the marks, the places where articles were left.
#[derive(Debug, Default)]
pub struct History {
    jumps: Vec<Spot>,
    /// The jump that `jump-back` would go to is before this.
    at: usize,
    marks: HashMap<char, Spot>,
    left: HashMap<Origin, Place>,
    /// The article that is being opened, and where.
    pub awaited: Option<(Origin, Option<Place>)>,
    /// What is to be shown over it once it is open.
    pub(super) behind: Option<Standing>,
    /// Where the search screen was opened; none for the library.
    pub came_from: Option<(Origin, Place)>,
}

/// Jumps that are kept.
const JUMPS: usize = 100;

impl History {
    /// Remembers where a jump started. What was ahead is forgotten, as in vim.
    pub fn jumped_from(&mut self, origin: Origin, place: Place) {
        self.jumped(Spot::Article(origin, place));
    }

    /// Says that the jump which was just made started at what is behind a part.
    pub(in crate::tui) fn jumped_from_behind(&mut self, behind: Standing) {
        if let Some(Spot::Article(origin, place)) = self.jumps.pop() {
            self.jumped(Spot::Behind((origin, place), behind));
        }
    }

    /// Remembers that a jump starts in a brief, at one of its takeaways.
    pub(super) fn jumped_from_brief(&mut self, brief: BriefLayer) {
        self.jumped(Spot::Brief(brief));
    }

    /// Remembers that a jump starts at two articles beside each other.
    pub(super) fn jumped_from_compared(&mut self, compared: CompareLayer) {
        self.jumped(Spot::Compared(compared));
    }

    /// Remembers that a jump starts in the search screen, and before that where it was opened.
    pub fn jumped_from_search(&mut self) {
        if let Some((origin, place)) = self.came_from.clone() {
            self.jumped_from(origin, place);
        }
        self.jumped(Spot::Search);
    }

    /// Remembers that a jump starts in the list of events.
    pub fn jumped_from_events(&mut self) {
        self.jumped(Spot::Events);
    }

    /// Where the search screen was opened; the jump list stands there, too.
    pub fn leave_search(&mut self) -> Option<(Origin, Place)> {
        let (origin, place) = self.came_from.clone()?;
        let before = self.at.checked_sub(1);
        let at_search = self.jumps.get(self.at) == Some(&Spot::Search);
        if at_search && before.and_then(|at| self.jumps.get(at)) == Some(&Spot::Article(origin.clone(), place)) {
            self.at -= 1;
        }
        Some((origin, place))
    }

    fn jumped(&mut self, spot: Spot) {
        self.jumps.truncate(self.at);
        self.jumps.retain(|other| *other != spot);
        self.marks.insert('\'', spot.clone());
        self.jumps.push(spot);
        if self.jumps.len() > JUMPS {
            self.jumps.remove(0);
        }
        self.at = self.jumps.len();
    }

    /// Takes the jumps of the last time, and the marks that lead to any article.
    pub(super) fn take_last(&mut self, jumps: Vec<(Origin, Place)>, marks: Vec<(char, (Origin, Place))>) {
        let earlier: Vec<Spot> = jumps.into_iter().map(|(origin, place)| Spot::Article(origin, place)).collect();
        self.at += earlier.len();
        self.jumps.splice(0..0, earlier);
        for (name, (origin, place)) in marks {
            self.marks.entry(name).or_insert(Spot::Article(origin, place));
        }
    }

    /// The jumps between articles, oldest first, to be kept for the next time.
    #[must_use]
    pub fn jumps(&self) -> Vec<(Origin, Place)> {
        let article = |spot: &Spot| match spot {
            Spot::Article(origin, place) | Spot::Behind((origin, place), _) => Some((origin.clone(), *place)),
            Spot::Brief(_) | Spot::Compared(_) | Spot::Search | Spot::Events => None,
        };
        self.jumps.iter().filter_map(article).collect()
    }

    /// Where a mark of all articles leads.
    pub(super) fn mark(&self, name: char) -> Option<(Origin, Place)> {
        match self.marks.get(&name)? {
            Spot::Article(origin, place) => Some((origin.clone(), *place)),
            _ => None,
        }
    }

    /// Takes down where a mark of all articles leads now; one of a single article is that article's.
    pub(super) fn keep_mark(&mut self, name: char, to: Option<(Origin, Place)>) {
        if name.is_uppercase() {
            self.marks.remove(&name);
            self.marks.extend(to.map(|(origin, place)| (name, Spot::Article(origin, place))));
        }
    }

    /// The names of the marks that are set, in order: those of all articles, and those of an open one.
    #[must_use]
    pub fn marks(&self, reader: Option<&Reader>) -> String {
        let own = reader.and_then(|reader| reader.kept.as_ref()).map(|kept| kept.marks.iter().map(|(name, _)| *name));
        let mut names: Vec<char> = self.marks.keys().copied().chain(own.into_iter().flatten()).collect();
        names.sort_unstable();
        names.into_iter().map(String::from).collect::<Vec<_>>().join(" ")
    }

    /// Remembers where an article was left.
    pub fn leave(&mut self, reader: Option<&Reader>) {
        if let Some(reader) = reader {
            self.left.insert(reader.origin.clone(), reader.spot());
        }
    }

    /// Where an article was left.
    #[must_use]
    pub fn left(&self, origin: &Origin) -> Option<Place> {
        self.left.get(origin).copied()
    }

    fn back(&mut self, here: Spot, times: usize) -> Option<Spot> {
        if self.at == self.jumps.len() && self.jumps.last() != Some(&here) {
            self.jumps.push(here);
        }
        let target = self.at.checked_sub(times)?;
        self.at = target;
        self.jumps.get(target).cloned()
    }

    fn forward(&mut self, times: usize) -> Option<Spot> {
        let target = self.at.checked_add(times)?;
        let spot = self.jumps.get(target).cloned()?;
        self.at = target;
        Some(spot)
    }
}

impl App {
    /// Gives a pane the keyboard; in one column, goes to that part of the document.
    ///
    /// # Errors
    /// When the article has nothing for that pane.
    pub fn focus(&mut self, pane: Pane) -> Outcome {
        let reader = self.reading()?;
        if reader.items(pane) == 0 {
            return Err(match pane {
                Pane::Takeaways => "this article records no takeaways",
                Pane::Contents => "this article has no sections",
                Pane::Sources => "this article records no sources",
                Pane::Text => "there is nothing to read here",
            }
            .into());
        }
        if reader.shows(pane) {
            reader.pane = if reader.pane == pane { Pane::Text } else { pane };
            return Ok(());
        }
        match pane {
            Pane::Takeaways => self.jump(Place::start(Part::Takeaway(0))),
            Pane::Sources => self.jump(Place::start(Part::Source(0))),
            Pane::Contents => {
                let list = ContentsList::new(reader);
                self.layers.push(Box::new(list));
            }
            Pane::Text => {}
        }
        Ok(())
    }

    /// Gives the keyboard to the pane `by` further on.
    ///
    /// # Errors
    /// When there is but one.
    pub fn cycle_pane(&mut self, by: isize) -> Outcome {
        let reader = self.reading()?;
        let panes: Vec<Pane> = Pane::ALL
            .into_iter()
            .filter(|pane| reader.shows(*pane) && (*pane == Pane::Text || reader.items(*pane) > 0))
            .collect();
        let here = panes.iter().position(|pane| *pane == reader.pane).unwrap_or(0);
        let count = isize::try_from(panes.len()).unwrap_or(1).max(1);
        if count == 1 {
            return Err("there is one pane here; t, c and s go to the parts".into());
        }
        let next = (isize::try_from(here).unwrap_or(0) + by).rem_euclid(count).unsigned_abs();
        reader.pane = panes.get(next).copied().unwrap_or_default();
        Ok(())
    }

    /// `Enter`: opens the entry; goes from a takeaway to its evidence, from a heading to its section, from a source to its address.
    ///
    /// # Errors
    /// When there is nothing to follow.
    pub fn follow(&mut self) -> Outcome {
        if self.view == View::Library {
            let entry = self.shelf.entry().ok_or(Refusal::from("the list is empty"))?;
            let origin = entry.file.clone();
            self.open(origin, None);
            return Ok(());
        }
        let reader = self.reading()?;
        match reader.part_in(reader.pane) {
            Part::Takeaway(index) => self.follow_evidence(index),
            Part::Heading(section) if reader.pane == Pane::Contents => {
                self.jump(Place::start(Part::Heading(section)));
                Ok(())
            }
            _ => self.open_link(),
        }
    }

    /// Goes to a place of the open article and remembers where from.
    pub fn jump(&mut self, place: Place) {
        let Some(reader) = &mut self.reader else { return };
        self.history.jumped_from(reader.origin.clone(), reader.spot());
        reader.go_to(place);
    }

    fn spot(&self) -> Option<Spot> {
        if self.view == View::Search {
            return Some(Spot::Search);
        }
        self.reader.as_ref().map(|reader| Spot::Article(reader.origin.clone(), reader.spot()))
    }

    fn visit(&mut self, spot: Spot) {
        match spot {
            Spot::Article(origin, place) => self.go_back_to(origin, place),
            Spot::Behind((origin, place), behind) => {
                self.go_back_to(origin, place);
                self.history.behind = Some(behind);
                self.show_behind();
            }
            Spot::Brief(brief) => self.layers.push(Box::new(brief)),
            Spot::Compared(mut compared) => {
                // A file may have changed meanwhile.
                compared.renewed(self);
                self.layers.push(Box::new(compared));
            }
            Spot::Search => {
                self.show_search();
                self.search_again();
            }
            Spot::Events => self.events_again(),
        }
    }

    /// Goes to where an article was left.
    pub(super) fn go_back_to(&mut self, origin: Origin, place: Place) {
        match &mut self.reader {
            Some(reader) if reader.origin == origin => {
                reader.come_back(place);
                self.history.awaited = None;
                self.view = View::Reader;
            }
            _ => self.open(origin, Some(place)),
        }
    }

    /// Back through the jump list.
    ///
    /// # Errors
    /// At its beginning.
    pub fn jump_back(&mut self, times: usize) -> Outcome {
        let here = self.spot().ok_or(Refusal::from("no jump to go back to"))?;
        let spot = self.history.back(here, times).ok_or(Refusal::from("no jump to go back to"))?;
        self.visit(spot);
        Ok(())
    }

    /// Forward through the jump list.
    ///
    /// # Errors
    /// At its end.
    pub fn jump_forward(&mut self, times: usize) -> Outcome {
        let spot = self.history.forward(times).ok_or(Refusal::from("no jump to go forward to"))?;
        self.visit(spot);
        Ok(())
    }

    /// Sets a mark here: a small letter is of this article, a capital of all.
    ///
    /// # Errors
    /// When the name is not a letter.
    pub fn set_mark(&mut self, name: Option<char>) -> Outcome {
        let Some(name) = name.filter(|name| name.is_alphabetic()) else { return Err("marks are letters".into()) };
        let reader = self.reading()?;
        let place = reader.spot();
        self.keep_mark(name, place)
    }

    /// Goes to a mark.
    ///
    /// # Errors
    /// When it is not set.
    pub fn go_to_mark(&mut self, name: Option<char>) -> Outcome {
        let name = name.map(|name| if name == '`' { '\'' } else { name });
        let kept = self.reader.as_ref().filter(|_| self.view == View::Reader).and_then(|reader| {
            let marks = &reader.kept.as_ref()?.marks;
            let (_, place) = marks.iter().find(|(own, _)| Some(*own) == name)?;
            Some(Spot::Article(reader.origin.clone(), *place))
        });
        let elsewhere = kept.is_none();
        let spot = kept.or_else(|| name.and_then(|name| self.history.marks.get(&name).cloned()));
        let Some(spot) = spot else { return Err("this mark is not set".into()) };
        if let Some(spot) = self.spot() {
            self.history.jumped(spot);
        }
        self.visit(spot);
        // Where the words are now is told with what is kept of the article that is being opened.
        if let Some(name) = name.filter(|_| elsewhere && self.history.awaited.is_some()) {
            self.keeping.wanted = Some(Wanted::Mark(name));
        }
        Ok(())
    }

    /// Goes to a printed address.
    ///
    /// # Errors
    /// When it is not one, or the article has no such part.
    pub fn go_to_locator(&mut self, words: &str) -> Outcome {
        let locator: Locator = words
            .trim()
            .parse()
            .map_err(|why: crate::article::locator::NotALocator| Refusal(crate::text::clean::line(&why.to_string())))?;
        let reader = self.reading()?;
        if !reader.article.has(locator) {
            return Err("this article has no such part".into());
        }
        self.jump(Place::start(Part::from(locator)));
        Ok(())
    }
}
