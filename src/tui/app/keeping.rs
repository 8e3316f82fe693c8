//! Reading state: what the reader makes of the articles. A change is seen at once and kept in the background; its opposite
//! is remembered for undo.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{App, View};
use crate::article::anchor::Anchor;
use crate::article::{Place, Span, Texts};
use crate::library::Origin;
use crate::reading::keep::{Kept, Last, Subject, Told};
use crate::reading::summary::Line;
use crate::reading::{Change, Identity, Moment, Summary, Uid, What};
use crate::text::clean;
use crate::tui::effect::Effect;
use crate::tui::layer::{News, menu, tags::TagLine};
use crate::tui::outcome::{Outcome, Refusal};

/// The tags that a text says, apart by commas: each once, without the sign that some write before them.
#[must_use]
pub fn tags_of(words: &str) -> Vec<String> {
    let tags = words.split(',').map(|tag| clean::line(tag.trim().trim_start_matches('#')).trim().to_owned());
    let tags: BTreeSet<String> = tags.filter(|tag| !tag.is_empty()).collect();
    tags.into_iter().collect()
}

/// Articles in the list of those that were begun.
const MOST_BEGUN: usize = 20;

/// Steps that can be undone.
const STEPS: usize = 500;

/// What is said behind the name of a step that takes something away, while it is the last one.
pub(super) const BRINGS_BACK: &str = "; U brings it back";

/// The way back, and what is awaited.
#[derive(Debug, Default)]
pub struct Keeping {
    /// What was done, the last step last.
    undo: Vec<Step>,
    /// What was taken back.
    redo: Vec<Step>,
    /// The article whose place is not known yet: it is gone to when it is told, unless the reader has moved.
    unplaced: Option<Origin>,
    /// What an article is opened for, told when it is met.
    pub(super) wanted: Option<Wanted>,
    /// The command that a text was piped to last.
    pub piped: String,
    /// The time, in seconds since 1970: told with every event.
    pub now: Moment,
}

/// What an article is opened for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A note.
    Note(Uid),
    /// A named place.
    Mark(char),
}

/// Changes that belong together, those that take them back, and what they are called.
#[derive(Clone, Debug)]
struct Step {
    forward: Vec<Change>,
    back: Vec<Change>,
    name: String,
}

impl App {
    /// Takes what whoever keeps reading state tells.
    pub fn kept_told(&mut self, told: Told) {
        match told {
            Told::Last(last) => self.last_time(&last),
            Told::Summary(summary) => {
                self.shelf.reading = summary;
                self.list_again();
                self.search_again();
                self.tell_layers(&News::Kept);
            }
            Told::Met(origin, kept) => self.met(&origin, *kept),
            Told::Unread(why) => self.failed(&format!("the notes cannot be read: {why}")),
            Told::Unsaved(why) => self.failed(&format!("not saved yet: {why}; it is kept and tried again")),
            Told::Caught => self.done("everything is saved now"),
            Told::Aside(aside) => {
                let name = aside.path.file_name().map(|name| clean::line(&name.to_string_lossy())).unwrap_or_default();
                self.failed(&format!("the notes were put aside as {name}: {}", aside.why));
            }
            // The loop knows what it is about.
            Told::Saved(_) => {}
            Told::Notes(notes) => self.tell_layers(&News::Notes(&notes)),
            Told::Orphans(orphans) => self.tell_layers(&News::Orphans(&orphans)),
        }
    }

    /// Asks what is kept of the article that was opened. `is_placed`: whether it is clear where to read on.
    pub(super) fn meet(&mut self, is_placed: bool) {
        let Some(reader) = &mut self.reader else { return };
        let Some(article) = reader.opened.article.clone() else {
            reader.identity = None;
            return;
        };
        let entry = self.shelf.library.position(&reader.origin).and_then(|index| self.shelf.library.entry(index));
        let id = entry.map(|entry| entry.id.raw().to_owned()).unwrap_or_default();
        let identity = Arc::new(Identity::of(&reader.origin, &id, Some(&article)));
        reader.identity = Some(Arc::clone(&identity));
        self.keeping.unplaced = (!is_placed).then(|| reader.origin.clone());
        let subject = Subject { origin: reader.origin.clone(), identity, article };
        self.effects.push(Effect::Meet(subject));
    }

    /// Takes what is kept of an open article.
    fn met(&mut self, origin: &Origin, kept: Kept) {
        let Some(reader) = self.reader.as_mut().filter(|reader| reader.origin == *origin) else { return };
        let place = kept.place;
        reader.kept = Some(kept);
        if let (Some(place), Some(_)) = (place, self.keeping.unplaced.take().filter(|unplaced| unplaced == origin)) {
            reader.come_back(place);
        }
        self.show_marks();
        self.go_to_wanted();
    }

    /// Whether it is not told yet what is kept of the open article.
    #[must_use]
    pub fn awaits_kept(&self) -> bool {
        let reader = self.reader.as_ref().filter(|_| self.view == View::Reader);
        reader.is_some_and(|reader| reader.identity.is_some() && reader.kept.is_none())
    }

    /// Where the reader stands in the open article, and how much of it was seen; none while that is not to be kept.
    #[must_use]
    pub fn standing(&self) -> Option<(Place, u8)> {
        let reader = self.reader.as_ref().filter(|_| self.view == View::Reader)?;
        reader.kept.as_ref()?;
        if self.keeping.unplaced.is_some() {
            return None;
        }
        let percent = reader.percent().and_then(|percent| u8::try_from(percent).ok());
        Some((reader.spot(), percent.unwrap_or(100).min(100)))
    }

    /// What was typed is an answer to the question where to read on.
    pub(super) fn placed_by_hand(&mut self) {
        self.keeping.unplaced = None;
    }

    /// The open article is left: one whose end was seen is read, unless the reader has said otherwise.
    pub fn leave_article(&mut self) {
        self.history.leave(self.reader.as_ref());
        let Some(reader) = &mut self.reader else { return };
        let (Some(identity), Some(kept)) = (&reader.identity, &mut reader.kept) else { return };
        if reader.seen && kept.state.read.is_none() {
            let what = What::Read(Some(true));
            kept.state.apply(what.clone());
            let change = Change { article: Arc::clone(identity), what };
            glance(&mut self.shelf.reading, &change);
            self.effects.push(Effect::Keep(vec![change], "".into()));
        }
    }

    /// Makes changes of the open article.
    pub(super) fn change(&mut self, whats: Vec<What>, name: &str) -> Outcome {
        let reader = self.reading()?;
        let identity = reader.identity.clone().ok_or(Refusal::from("this cannot be read as an article"))?;
        let changes = whats.into_iter().map(|what| Change { article: Arc::clone(&identity), what }).collect();
        self.make(changes, name);
        Ok(())
    }

    /// Makes changes, and remembers what takes them back.
    pub(super) fn make(&mut self, forward: Vec<Change>, name: &str) {
        let back = self.set(&forward, name);
        self.remember(Step { forward, back, name: name.to_owned() });
    }

    /// Makes a change of an article that need not be open, of which it is known what takes it back.
    pub(super) fn make_known(&mut self, forward: Change, back: Change, name: &str) {
        let forward = vec![forward];
        self.set(&forward, name);
        self.remember(Step { forward, back: vec![back], name: name.to_owned() });
    }

    /// Makes changes that more is taken back with than they say themselves.
    pub(super) fn make_and_undo_with(&mut self, forward: Vec<Change>, also: Option<Change>, name: &str) {
        let mut back = self.set(&forward, name);
        back.extend(also);
        self.remember(Step { forward, back, name: name.to_owned() });
    }

    fn remember(&mut self, step: Step) {
        let name = step.name.trim_end_matches(BRINGS_BACK).to_owned();
        let step = Step { name, ..step };
        self.keeping.redo.clear();
        self.keeping.undo.push(step);
        if self.keeping.undo.len() > STEPS {
            self.keeping.undo.remove(0);
        }
    }

    /// Makes changes: seen at once, kept in the background. Gives what takes them back, as far as that is known here.
    fn set(&mut self, changes: &[Change], name: &str) -> Vec<Change> {
        let mut back = Vec::new();
        for change in changes {
            let open = self
                .reader
                .as_mut()
                .filter(|reader| reader.identity.as_ref().is_some_and(|identity| identity.path == change.article.path));
            let glanced = glance(&mut self.shelf.reading, change);
            let origin = open.as_ref().map(|reader| reader.origin.clone()).or_else(|| change.article.origin());
            let undone = match open.and_then(|reader| reader.kept.as_mut()) {
                Some(kept) => kept.change(change.what.clone()),
                None => glanced,
            };
            back.push(Change { article: Arc::clone(&change.article), what: undone });
            if let (What::Mark { name, to }, Some(origin)) = (&change.what, origin) {
                self.history.keep_mark(*name, to.as_ref().map(|anchor| (origin, anchor.place())));
            }
        }
        back.reverse();
        self.effects.push(Effect::Keep(changes.to_vec(), clean::line(name)));
        self.list_again();
        self.show_marks();
        back
    }

    /// A list that asks for reading state is another one now.
    fn list_again(&mut self) {
        if !self.shelf.filter.is_empty() {
            self.effects.push(Effect::Filter(self.shelf.filter.clone()));
        }
    }

    /// Takes the last change back.
    ///
    /// # Errors
    /// Where there is none.
    pub fn undo(&mut self) -> Outcome {
        let step = self.keeping.undo.pop().ok_or(Refusal::from("nothing to undo"))?;
        self.set(&step.back, &format!("undone: {}", step.name));
        self.keeping.redo.push(step);
        Ok(())
    }

    /// Does again what was taken back.
    ///
    /// # Errors
    /// Where nothing was.
    pub fn redo(&mut self) -> Outcome {
        let step = self.keeping.redo.pop().ok_or(Refusal::from("nothing to do again"))?;
        self.set(&step.forward, &format!("done again: {}", step.name));
        self.keeping.undo.push(step);
        Ok(())
    }

    /// The article that a key is about: the open one, or the one under the cursor; and what is known of it.
    fn subject(&self) -> Result<(Arc<Identity>, Line), Refusal> {
        if self.view == View::Reader
            && let Some(reader) = &self.reader
        {
            let identity = reader.identity.clone().ok_or(Refusal::from("this cannot be read as an article"))?;
            let kept = reader.kept.as_ref().map(|kept| &kept.state);
            let line = kept.map(|state| Line {
                read: state.read,
                bookmarked: state.bookmarked,
                tags: state.tags.clone(),
                ..Line::default()
            });
            return Ok((identity, line.unwrap_or_default()));
        }
        let entry = self.shelf.entry().ok_or(Refusal::from("the list is empty"))?;
        let line = self.shelf.reading.of(&entry.file).cloned().unwrap_or_default();
        Ok((Arc::new(Identity::of(&entry.file, entry.id.raw(), None)), line))
    }

    /// Marks the article read, or unread.
    ///
    /// # Errors
    /// Where there is none.
    pub fn toggle_read(&mut self) -> Outcome {
        let (article, line) = self.subject()?;
        let read = !line.is_read();
        self.make(vec![Change { article, what: What::Read(Some(read)) }], if read { "read" } else { "unread" });
        Ok(())
    }

    /// Sets or takes the bookmark of the article.
    ///
    /// # Errors
    /// Where there is none.
    pub fn toggle_bookmark(&mut self) -> Outcome {
        let (article, line) = self.subject()?;
        let (to, name) = match line.bookmarked {
            Some(_) => (None, "bookmark taken away"),
            None => (Some(self.keeping.now), "bookmarked"),
        };
        self.make(vec![Change { article, what: What::Bookmark(to) }], name);
        Ok(())
    }

    /// The tags of the article that a key is about.
    ///
    /// # Errors
    /// Where there is none.
    pub fn tags(&self) -> Result<Vec<String>, Refusal> {
        self.subject().map(|(_, line)| line.tags)
    }

    /// Opens the line of tags, or gives the article those that are said, apart by commas.
    ///
    /// # Errors
    /// Where there is no article.
    pub fn tag(&mut self, words: &str) -> Outcome {
        if words.is_empty() {
            let line = TagLine::new(&self.tags()?);
            self.layers.push(Box::new(line));
            return Ok(());
        }
        self.set_tags(&tags_of(words))
    }

    /// Every tag that an article has, the most used ones first.
    #[must_use]
    pub fn known_tags(&self) -> Vec<String> {
        let mut counts = BTreeMap::<&String, usize>::new();
        for (_, line) in self.shelf.reading.lines() {
            line.tags.iter().for_each(|tag| *counts.entry(tag).or_default() += 1);
        }
        let mut tags: Vec<_> = counts.into_iter().collect();
        tags.sort_by_key(|(_, count)| Reverse(*count));
        tags.into_iter().map(|(tag, _)| tag.clone()).collect()
    }

    /// Lists the articles that were begun and not read to the end, the last one first.
    ///
    /// # Errors
    /// Where there is none.
    pub fn continue_reading(&mut self) -> Outcome {
        let library = &self.shelf.library;
        let mut begun: Vec<(Moment, u8, usize)> = Vec::new();
        for (index, row) in library.rows().iter().enumerate() {
            if let Some(line) = self.shelf.reading.of_path(row.path)
                && let (Some(seen), Some(percent), false) = (line.seen, line.percent, line.is_read())
            {
                begun.push((seen, percent, index));
            }
        }
        begun.sort_by_key(|(seen, ..)| Reverse(*seen));
        let here = self.reader.as_ref().filter(|_| self.view == View::Reader).map(|reader| &reader.origin);
        let entry = |(_, percent, index): (Moment, u8, usize)| {
            let entry = library.entry(index).filter(|entry| Some(&entry.file) != here)?;
            Some((percent, entry.card()?.headline.line(), entry.file))
        };
        let articles: Vec<_> = begun.into_iter().filter_map(entry).take(MOST_BEGUN).collect();
        if articles.is_empty() {
            return Err("no article was begun and left".into());
        }
        self.layers.push(Box::new(menu::begun(articles)));
        Ok(())
    }

    /// Opens an article that was listed a while ago.
    ///
    /// # Errors
    /// Where it is not in the library any more.
    pub fn open_listed(&mut self, origin: &Origin) -> Outcome {
        if self.shelf.library.position(origin).is_none() {
            return Err("this article is not in the library any more".into());
        }
        self.open(origin.clone(), None);
        Ok(())
    }

    /// Gives the article exactly these tags.
    ///
    /// # Errors
    /// Where there is none.
    pub fn set_tags(&mut self, tags: &[String]) -> Outcome {
        let (article, line) = self.subject()?;
        let gone = line.tags.iter().filter(|tag| !tags.contains(tag)).map(|tag| (tag.clone(), false));
        let come = tags.iter().filter(|tag| !line.tags.contains(tag)).map(|tag| (tag.clone(), true));
        let change = |(name, on)| Change { article: Arc::clone(&article), what: What::Tag { name, on } };
        let changes: Vec<Change> = gone.chain(come).map(change).collect();
        if changes.is_empty() {
            return Ok(());
        }
        let name = if tags.is_empty() { "tags taken away".to_owned() } else { format!("tags: {}", tags.join(", ")) };
        self.make(changes, &name);
        Ok(())
    }

    /// Keeps a mark of the open article. A capital letter is taken from where it was before, and goes back there when that is undone.
    pub(super) fn keep_mark(&mut self, name: char, place: Place) -> Outcome {
        let before = self.history.mark(name).filter(|_| name.is_uppercase());
        let reader = self.reading()?;
        let article = reader.identity.clone().ok_or(Refusal::from("this cannot be read as an article"))?;
        let to = Anchor::of(&Texts::of(&reader.article), Span::at(place));
        let elsewhere = before.filter(|(origin, _)| *origin != reader.origin).map(|(origin, place)| Change {
            article: Arc::new(Identity::of(&origin, "", None)),
            what: What::Mark { name, to: Some(Anchor::at(place)) },
        });
        let change = Change { article, what: What::Mark { name, to } };
        self.make_and_undo_with(vec![change], elsewhere, &format!("mark {name} set"));
        Ok(())
    }

    /// Takes what is left from the last time.
    fn last_time(&mut self, last: &Last) {
        let spot = |article: &Identity, anchor: &Anchor| Some((article.origin()?, anchor.place()));
        let jumps = last.jumps.iter().filter_map(|(article, anchor)| spot(article, anchor));
        let marks = last.marks.iter().filter_map(|(name, article, anchor)| Some((*name, spot(article, anchor)?)));
        self.history.take_last(jumps.collect(), marks.collect());
        if let Some(left) = &last.library {
            self.shelf.come_back(left);
            self.list_again();
            self.want_preview();
        }
    }
}

/// Changes what lists know of an article; gives what changes it back, as far as they know it.
fn glance(summary: &mut Arc<Summary>, change: &Change) -> What {
    let mut back = change.what.clone();
    // Of notes, marks and places the summary is told anew.
    if !matches!(change.what, What::Read(_) | What::Bookmark(_) | What::Tag { .. }) {
        return back;
    }
    Arc::make_mut(summary).change(&change.article.path, |line| match (&change.what, &mut back) {
        (What::Read(to), What::Read(old)) => *old = std::mem::replace(&mut line.read, *to),
        (What::Bookmark(to), What::Bookmark(old)) => *old = std::mem::replace(&mut line.bookmarked, *to),
        (What::Tag { name, on }, What::Tag { on: old, .. }) => {
            *old = line.tags.contains(name);
            line.tags.retain(|tag| tag != name);
            if *on {
                line.tags.push(name.clone());
                line.tags.sort();
            }
        }
        _ => {}
    });
    back
}
