//! Quoting and citing: words of the article with what they are from, and the citation of the article or of a source.

use super::{App, Notice};
use crate::article::{Article, Part};
use crate::cite::quote::Quote;
use crate::cite::{Origin, Work};
use crate::text::{Clean, Foreign, clean};
use crate::tui::app::counted;
use crate::tui::effect::Effect;
use crate::tui::outcome::{Outcome, Refusal};
use crate::tui::outside::clipboard;
use crate::tui::pane::thousands;
use crate::tui::reader::Reader;
use crate::tui::worker::Citation;

impl App {
    /// Copies the selection, else the block or takeaway here, with what it is from, and leaves the selection.
    ///
    /// # Errors
    /// When there are no words to quote, or more than a terminal takes.
    pub fn quote(&mut self) -> Outcome {
        let reader = self.reading()?;
        let article = article(reader)?;
        let (words, parts) = match reader.span() {
            Some((start, end)) => (reader.text_between(start, end), (start.part, end.part)),
            None => here(reader)?,
        };
        if words.trim().is_empty() {
            return Err("there are no words here".into());
        }
        let quote = Quote::of(article, &id(reader), &words, parts);
        let said = format!("copied {} with where they are from", counted(&words));
        let laid = self.settings.quote.lay_out(&quote);
        if laid.len() > clipboard::LIMIT {
            let most = thousands(clipboard::LIMIT);
            return Err(Refusal(clean::line(&format!("too long to quote: a terminal takes {most} bytes at most"))));
        }
        self.effects.push(Effect::Copy(laid));
        self.reading()?.selection = None;
        self.done(&said);
        Ok(())
    }

    /// Asks for the citation of the source under the cursor, else of the article, in the user's style.
    ///
    /// # Errors
    /// When there is no article.
    pub fn cite(&mut self) -> Outcome {
        let reader = self.reading()?;
        let (article, id) = (article(reader)?, Foreign::from(id(reader).into_string()));
        let of_source = match reader.part_in(reader.pane) {
            Part::Source(at) => Work::of_source(&id, article, at),
            _ => None,
        };
        let work = of_source.unwrap_or_else(|| Work::of_article(&id, article));
        reader.selection = None;
        self.effects.push(Effect::Cite(self.settings.style.clone(), Box::new(work)));
        // Seen where the style is slow.
        self.done("setting the citation …");
        Ok(())
    }

    /// Copies a citation that was asked for. Where the style cannot be used, or the source is a legal work without a recorded
    /// citation, that is said instead: none is made up.
    pub fn cited(&mut self, citation: Citation) {
        let cited = match citation {
            Ok(Some(cited)) if cited.origin != Origin::Unrecorded => cited,
            other => {
                let why = match other {
                    Err(why) => clean::line(&format!("{why}; {}", why.cure())),
                    Ok(None) => "there is nothing to cite".into(),
                    Ok(Some(_)) => "no citation is recorded here, and none is made up for a legal work".into(),
                };
                self.notice = Some(Notice::Refused(why));
                return;
            }
        };
        let said = match (cited.origin, cited.origin.check()) {
            (Origin::Recorded, _) => format!("copied as recorded: {}", cited.text),
            (_, Some(check)) => format!("copied; {check}"),
            (_, None) => format!("copied: {}", cited.text),
        };
        self.effects.push(Effect::Copy(cited.text));
        self.done(&said);
    }
}

/// The article, where it is one and not a page that says why there is none.
fn article(reader: &Reader) -> Result<&Article, Refusal> {
    let is_article = reader.opened.article.is_some();
    is_article.then_some(&*reader.article).ok_or("this file cannot be read as an article".into())
}

/// The id of the article; empty where it has none.
fn id(reader: &Reader) -> Clean {
    clean::line(reader.identity.as_ref().map_or("", |identity| &identity.id))
}

/// The words of the part here, with that part as both ends.
fn here(reader: &Reader) -> Result<(String, (Part, Part)), Refusal> {
    let part = reader.part_in(reader.pane);
    match part {
        Part::Source(_) => Err("a source is cited, not quoted: Y copies its citation".into()),
        Part::Headline | Part::Byline | Part::Image => {
            Err("there is nothing to quote here; } goes to the next paragraph, v selects words".into())
        }
        Part::Summary | Part::Takeaway(_) | Part::Heading(_) | Part::Block(..) => {
            let words = reader.text_of(part).ok_or(Refusal::from("there are no words here"))?;
            Ok((words.to_owned(), (part, part)))
        }
    }
}
