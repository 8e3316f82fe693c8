//! What of incoming annotations is news to a notebook: it is added, a note that was changed since replaces the older one, and
//! nothing is ever taken away.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::reading::{Change, Error, Identity, Moment, Note, Notebook, State, Uid, What};

/// What an import comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// The changes to make.
    pub changes: Vec<Change>,
    /// How many of them add something.
    pub added: usize,
    /// How many replace an older note.
    pub changed: usize,
    /// How many annotations are there already, or in a newer form.
    pub already: usize,
}

/// What is to be done with one.
enum Verdict {
    Add,
    Change,
    Already,
}

/// What of some changes is news, `now`. A note that says no time was read as one of now; such a one, and one of the future,
/// replaces nothing: it may be older than what is kept.
///
/// # Errors
/// Where the notebook cannot be read.
pub fn merge(incoming: Vec<Change>, notebook: &Notebook, now: Moment) -> Result<News, Error> {
    let kept = notebook.notes()?.into_iter().map(|noted| (noted.uid, noted.note)).collect();
    let capitals = notebook.capital_marks()?.into_iter().map(|(name, ..)| name).collect();
    let mut books = Books { notebook, now, notes: kept, capitals, articles: HashMap::new() };
    let mut news = News::default();
    for Change { article, what } in incoming {
        let what = books.with_its_text(what);
        let verdict = books.judge(&article, &what)?;
        match verdict {
            Verdict::Add => news.added += 1,
            Verdict::Change => news.changed += 1,
            Verdict::Already => {
                news.already += 1;
                continue;
            }
        }
        let (article, state) = books.article(&article)?;
        state.apply(what.clone());
        let article = Arc::clone(article);
        news.changes.push(Change { article, what });
    }
    Ok(news)
}

/// What is kept, with what was decided so far.
struct Books<'n> {
    notebook: &'n Notebook,
    now: Moment,
    notes: HashMap<Uid, Note>,
    /// Named places of which there is one for all articles.
    capitals: HashSet<char>,
    articles: HashMap<Identity, (Arc<Identity>, State)>,
}

impl Books<'_> {
    /// The article as the notebook knows it, and what is kept of it. What an old file says of where it is does not count.
    fn article(&mut self, article: &Arc<Identity>) -> Result<(&Arc<Identity>, &mut State), Error> {
        if !self.articles.contains_key(&**article) {
            let known = match self.notebook.known(article)? {
                Some(known) => (Arc::new(known), self.notebook.state(article)?),
                None => (Arc::clone(article), State::default()),
            };
            self.articles.insert(Identity::clone(article), known);
        }
        let (known, state) = self.articles.entry(Identity::clone(article)).or_default();
        Ok((known, state))
    }

    /// A note with the text known that its passage was taken from, where the same passage is kept: files do not say that.
    fn with_its_text(&self, what: What) -> What {
        let What::Note { uid, to: Some(mut note) } = what else { return what };
        let kept = self.notes.get(&uid).and_then(|kept| kept.anchor.as_ref());
        if let (Some(anchor), Some(kept)) = (&mut note.anchor, kept)
            && anchor.taken.is_none()
            && anchor.quotes_as(kept)
        {
            anchor.taken.clone_from(&kept.taken);
        }
        What::Note { uid, to: Some(note) }
    }

    fn judge(&mut self, article: &Arc<Identity>, what: &What) -> Result<Verdict, Error> {
        if let What::Note { uid, to: Some(note) } = what {
            let verdict = match self.notes.get(uid) {
                None => Verdict::Add,
                Some(kept) if (kept.modified.saturating_add(1)..self.now).contains(&note.modified) => Verdict::Change,
                Some(_) => Verdict::Already,
            };
            if !matches!(verdict, Verdict::Already) {
                self.notes.insert(uid.clone(), Note::clone(note));
            }
            return Ok(verdict);
        }
        let taken = match what {
            What::Mark { name, .. } if name.is_uppercase() => !self.capitals.insert(*name),
            _ => false,
        };
        let (_, state) = self.article(article)?;
        let is_there = match what {
            What::Read(_) => state.read.is_some(),
            What::Bookmark(_) => state.bookmarked.is_some(),
            What::Tag { name, .. } => state.tags.binary_search(name).is_ok(),
            What::Mark { name, .. } => taken || state.marks.iter().any(|(own, _)| own == name),
            What::Note { .. } | What::Position(_) => true,
        };
        Ok(if is_there { Verdict::Already } else { Verdict::Add })
    }
}

#[cfg(test)]
mod tests;
