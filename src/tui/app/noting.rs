//! Highlights and notes: made from a selection or the current block, shown, changed, taken away.

use std::sync::Arc;

use super::keeping::Wanted;
use super::{App, View};
use crate::article::Texts;
use crate::article::anchor::Anchor;
use crate::article::{Part, Span};
use crate::reading::{Change, Colour, Note, Noted, Uid, What};
use crate::text::clean;
use crate::tui::effect::Effect;
use crate::tui::layer::editor::EditorLayer;
use crate::tui::layer::notes::NotesLayer;
use crate::tui::outcome::{Outcome, Refusal};
use crate::tui::reader::{Marked, Reader};

/// What a key is about: a passage of the open article, or all of it.
#[derive(Clone, Debug)]
struct Passage {
    /// None for the whole article.
    anchor: Option<Anchor>,
    span: Option<Span>,
    /// The note or highlight that is there already.
    there: Option<(Uid, Note)>,
}

impl App {
    /// Highlights the selection, or the current block. With a count, in the colour of that number; where there is a highlight
    /// already, in the next colour.
    ///
    /// # Errors
    /// Where there is no text.
    pub fn highlight(&mut self, count: Option<usize>) -> Outcome {
        let now = self.keeping.now;
        let passage = self.passage()?;
        if passage.anchor.is_none() {
            return Err("the headline can be noted, not highlighted".into());
        }
        let of_count = count.and_then(|count| Colour::ALL.get(count.checked_sub(1)?)).copied();
        let (uid, note) = if let Some((uid, note)) = passage.there {
            let colour = of_count.unwrap_or_else(|| note.colour.map_or_else(Colour::default, Colour::next));
            (uid, Note { colour: Some(colour), modified: now, ..note })
        } else {
            let colour = Some(of_count.unwrap_or_default());
            let note = Note { anchor: passage.anchor, colour, body: String::new(), created: now, modified: now };
            (Uid::fresh(), note)
        };
        let name = format!("highlighted, {}", note.colour.unwrap_or_default().name());
        self.put_note(uid, passage.span, Some(note), &name)
    }

    /// Opens the editor for a note on the selection, the highlight here, the current block or takeaway; on the headline, for one
    /// on the whole article. Words are one note more.
    ///
    /// # Errors
    /// Where there is no article.
    pub fn annotate(&mut self, words: &str) -> Outcome {
        let passage = self.passage()?;
        if !words.is_empty() {
            return self.write_note(&Passage { there: None, ..passage }, words);
        }
        let quote = passage.there.as_ref().map_or(passage.anchor.as_ref(), |(_, note)| note.anchor.as_ref());
        let title = quote.map_or_else(|| "the whole article".to_owned(), |anchor| shortened(&anchor.exact));
        let body = passage.there.as_ref().map(|(_, note)| note.body.clone()).unwrap_or_default();
        let title = clean::line(&format!("Note on {title}"));
        let save = move |app: &mut Self, text: String| app.write_note(&passage, &text);
        self.layers.push(Box::new(EditorLayer::new(title, &body, Box::new(save))));
        Ok(())
    }

    /// Keeps what was written on a passage. A note that was emptied is taken away; a highlight stays one. Where another program has
    /// changed the note meanwhile, or taken it away, what was written here is one note more.
    fn write_note(&mut self, passage: &Passage, text: &str) -> Outcome {
        let now = self.keeping.now;
        let body = text.trim_end().to_owned();
        let fresh = Note { anchor: passage.anchor.clone(), colour: None, body, created: now, modified: now };
        let Some((uid, opened)) = &passage.there else {
            return if fresh.body.is_empty() {
                Ok(())
            } else {
                self.put_note(Uid::fresh(), passage.span, Some(fresh), "note saved")
            };
        };
        if opened.body == fresh.body {
            return Ok(());
        }
        let kept = self.reader.as_ref().and_then(|reader| reader.kept.as_ref());
        let by_now = kept.and_then(|kept| kept.state.notes.iter().find(|(own, _)| own == uid).map(|(_, note)| note));
        match by_now.filter(|by_now| by_now.body == opened.body) {
            Some(note) => {
                let span = kept.and_then(|kept| kept.span(uid));
                let gone = fresh.body.is_empty() && note.colour.is_none();
                let name = if fresh.body.is_empty() { "note taken away; U brings it back" } else { "note saved" };
                let note = Note { body: fresh.body, modified: now, ..note.clone() };
                self.put_note(uid.clone(), span, (!gone).then_some(note), name)
            }
            None if fresh.body.is_empty() => {
                Err("another program has changed this note: it is left as it is there".into())
            }
            None => {
                let note = Note { anchor: opened.anchor.clone(), ..fresh };
                let name = "the note was changed elsewhere meanwhile: yours is saved beside it";
                self.put_note(Uid::fresh(), passage.span, Some(note), name)
            }
        }
    }

    /// Takes the highlight or note here away.
    ///
    /// # Errors
    /// Where there is none.
    pub fn unmark(&mut self) -> Outcome {
        let passage = self.passage()?;
        let there = passage.there.or_else(|| self.reader.as_ref().and_then(Reader::note_here));
        let (uid, note) = there.ok_or(Refusal::from("there is no highlight or note here"))?;
        let name = if note.body.is_empty() { "highlight taken away" } else { "note taken away; U brings it back" };
        self.put_note(uid, passage.span, None, name)
    }

    /// Shows in the text what is highlighted and noted. What is only noted has the first colour.
    pub(super) fn show_marks(&mut self) {
        let Some(reader) = &mut self.reader else { return };
        let Some(kept) = &reader.kept else { return };
        let marked = kept.state.notes.iter().filter_map(|(uid, note)| {
            let span = kept.span(uid)?;
            let (start, end) = (span.start, span.end);
            Some(Marked { start, end, colour: note.colour.unwrap_or_default(), has_note: !note.body.is_empty() })
        });
        let marked = marked.collect();
        reader.set_marked(marked);
    }

    /// Opens the screen of all notes, which are shown when they are told.
    ///
    /// # Errors
    /// Never.
    pub fn all_notes(&mut self) -> Outcome {
        self.effects.push(Effect::Notes);
        self.layers.push(Box::<NotesLayer>::default());
        Ok(())
    }

    /// Opens the article of a note, at the note.
    ///
    /// # Errors
    /// Where the file is not known any more.
    pub fn open_note(&mut self, noted: &Noted) -> Outcome {
        let origin = noted.article.origin().ok_or(Refusal::from("this article is not there any more"))?;
        let place = noted.note.anchor.as_ref().map(Anchor::place);
        if let Some(reader) = self.reader.as_ref().filter(|_| self.view == View::Reader) {
            self.history.jumped_from(reader.origin.clone(), reader.spot());
        }
        self.open(origin, place);
        self.keeping.wanted = Some(Wanted::Note(noted.uid.clone()));
        Ok(())
    }

    /// Goes to what the article was opened for.
    pub(super) fn go_to_wanted(&mut self) {
        let Some(wanted) = self.keeping.wanted.take() else { return };
        let Some(reader) = &mut self.reader else { return };
        let Some(kept) = &reader.kept else { return };
        let uid = match wanted {
            Wanted::Note(uid) => uid,
            Wanted::Mark(name) => {
                if let Some((_, place)) = kept.marks.iter().find(|(own, _)| *own == name) {
                    reader.go_to(*place);
                }
                return;
            }
        };
        let is_whole = kept.state.notes.iter().any(|(own, note)| *own == uid && note.anchor.is_none());
        match kept.span(&uid) {
            Some(span) => reader.go_to(span.start),
            None if is_whole => {}
            None => self.failed("the words of this note are not in the article any more"),
        }
    }

    /// Takes a note of any article away.
    pub(in crate::tui) fn take_note_away(&mut self, noted: &Noted) {
        let article = Arc::new(noted.article.clone());
        let change = |to| {
            let what = What::Note { uid: noted.uid.clone(), to };
            Change { article: Arc::clone(&article), what }
        };
        let back = change(Some(Box::new(noted.note.clone())));
        self.make_known(change(None), back, "note taken away; U brings it back");
    }

    /// Sets, changes or takes away a note of the open article.
    fn put_note(&mut self, uid: Uid, span: Option<Span>, note: Option<Note>, name: &str) -> Outcome {
        // Where one stood that is taken away stays known: it may come back.
        if let Some(kept) = self.reader.as_mut().and_then(|reader| reader.kept.as_mut()).filter(|_| note.is_some()) {
            kept.stands(&uid, span);
        }
        self.change(vec![What::Note { uid, to: note.map(Box::new) }], name)?;
        if let Some(reader) = &mut self.reader {
            reader.selection = None;
        }
        Ok(())
    }

    /// The selection; else the current block or the item of a list. The headline stands for the whole article.
    fn passage(&mut self) -> Result<Passage, Refusal> {
        let reader = self.reading()?;
        if reader.identity.is_none() {
            return Err("this cannot be read as an article".into());
        }
        let texts = Texts::of(&reader.article);
        let selected = reader.span().map(|(start, end)| Span { start, end });
        let part = reader.part_in(reader.pane);
        if selected.is_none() && matches!(part, Part::Headline | Part::Byline) {
            let there = reader.note_where(|note, _| note.anchor.is_none());
            return Ok(Passage { anchor: None, span: None, there });
        }
        let whole = texts.span_of(part);
        let here = selected.or(whole).ok_or(Refusal::from("there is no text here"))?;
        // What is selected is meant exactly; a block stands for the highlight in it that is meant.
        let there =
            if selected.is_some() { reader.note_where(|_, span| span == Some(here)) } else { reader.note_here() };
        let (span, there) = match there {
            Some((uid, note)) => (reader.kept.as_ref().and_then(|kept| kept.span(&uid)), Some((uid, note))),
            None => (Some(here), None),
        };
        let anchor = Anchor::of(&texts, here).ok_or(Refusal::from("there is no text here"))?;
        Ok(Passage { anchor: Some(anchor), span, there })
    }
}

/// The beginning of a quote, for a title.
fn shortened(quote: &str) -> String {
    let mut words = quote.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(TITLE).collect();
    format!("“{}{}”", first.join(" "), if words.next().is_some() { " …" } else { "" })
}

/// Words of a quote in a title.
const TITLE: usize = 6;

impl Reader {
    /// The note or highlight that is meant here; see [`Reader::marked_here`].
    fn note_here(&self) -> Option<(Uid, Note)> {
        let marked = self.marked.get(self.marked_here()?)?;
        let here = Span { start: marked.start, end: marked.end };
        self.note_where(|_, span| span == Some(here))
    }

    /// The first note that the test wants, with where it stands.
    fn note_where(&self, wanted: impl Fn(&Note, Option<Span>) -> bool) -> Option<(Uid, Note)> {
        let kept = self.kept.as_ref()?;
        kept.state.notes.iter().find(|(uid, note)| wanted(note, kept.span(uid))).cloned()
    }
}
