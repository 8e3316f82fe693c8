//! Styles written in CSL, the Citation Style Language (<https://docs.citationstyles.org/en/stable/specification.html>), set
//! by hayagriva.
//!
//! Works go in as the CSL-JSON that is also what [`form`](super::form) exports, so that what is set here is what another
//! processor would set from that file. A work with a recorded citation, or without the one it ought to have, goes in as a
//! stand-in: the style sorts and numbers it, and its own words take the place of what the style made of it.
//!
//! Styles come out of hayagriva's archive, or from the user's disk, where they may be anything: [`inspect`] looks at one
//! before it is used.

mod headline;
pub mod inspect;
mod order;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayagriva::archive::{ArchivedStyle, LOCALES};
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, Style, StyleClass};
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest,
    ElemChildren,
};
use rayon::prelude::*;

use super::form::csl_json;
use super::{Cited, Origin, StyleError, Work};
use crate::text::{Clean, clean};

/// What a style is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Entries of the list of references, in its order.
    References,
    /// Full notes, in the order of the works.
    Notes,
}

/// A style in CSL, ready to set works.
#[derive(Debug)]
pub struct Csl {
    style: IndependentStyle,
    /// The language of the style's own words, where the style says it.
    language: Option<LocaleCode>,
    locales: Vec<Locale>,
    part: Part,
}

impl Csl {
    /// A style of the archive.
    pub(super) fn archived(style: ArchivedStyle, part: Part) -> Result<Self, StyleError> {
        Self::new(style.get(), Some(part))
    }

    /// A style out of a `.csl` file.
    pub(super) fn read(xml: &str) -> Result<Self, StyleError> {
        inspect::inspect(xml)?;
        let style = Style::from_xml(xml).map_err(|why| StyleError::NotAStyle(clean::line(&why.to_string())))?;
        let csl = Self::new(style, None)?;
        inspect::try_out(&csl)?;
        Ok(csl)
    }

    /// With the part that is asked for; else the references, where the style has any.
    fn new(style: Style, part: Option<Part>) -> Result<Self, StyleError> {
        let (mut style, language) = match style {
            Style::Independent(style) => (style, None),
            // It only names another style and maybe a language.
            Style::Dependent(dependent) => {
                let parent = dependent.parent_link.href;
                let style = ArchivedStyle::by_id(&parent).map(ArchivedStyle::get);
                match style {
                    Some(Style::Independent(style)) => (style, dependent.default_locale),
                    _ => return Err(StyleError::Dependent(clean::line(&parent))),
                }
            }
        };
        let has_references = style.bibliography.is_some();
        let part = part.unwrap_or(if has_references { Part::References } else { Part::Notes });
        if part == Part::Notes && style.settings.class != StyleClass::Note {
            return Err(StyleError::NoReferences);
        }
        if part == Part::Notes {
            // The processor sets the list, too, where there is one, for each of them.
            style.bibliography = None;
        }
        let language = language.or_else(|| style.default_locale.clone());
        let wanted = language.as_ref().map_or("en-US", |code| code.0.as_str()).to_owned();
        Ok(Self { language, locales: locales(&wanted), style, part })
    }

    /// Sets works.
    pub(super) fn set(&self, works: &[Work]) -> Result<Vec<Cited>, StyleError> {
        // The style may be anybody's, and the processor takes some liberties with what it does not expect.
        catch_unwind(AssertUnwindSafe(|| match self.part {
            Part::References => self.references(works),
            Part::Notes => self.notes(works),
        }))
        .map_err(|_panic| StyleError::CannotSet)
    }

    fn references(&self, works: &[Work]) -> Vec<Cited> {
        let sorts = self.style.bibliography.as_ref().is_some_and(|list| list.sort.is_some());
        let order: Vec<usize> = if sorts { order::likely(works) } else { (0..works.len()).collect() };
        let items =
            |order: &[usize]| -> Vec<Item> { order.iter().filter_map(|at| Some(item(*at, works.get(*at)?))).collect() };
        let mut list = self.list(&items(&order));
        let wanted: Vec<usize> = list.iter().filter_map(|entry| entry.key.parse().ok()).collect();
        if self.style.citation.disambiguate_add_year_suffix && wanted != order {
            // `2020a` and `2020b` follow the list (CSL 1.0.2, "Disambiguation"); the processor gives them out in the order in
            // which works are cited. So they are cited in the order of the list.
            list = self.list(&items(&wanted));
        }
        let cited = list.into_iter().filter_map(|entry| {
            let at: usize = entry.key.parse().ok()?;
            let work = works.get(at)?;
            let label = entry.first_field.map(|field| plain(&ElemChildren(vec![field]))).unwrap_or_default();
            let set =
                || (clean::line(&unretrieved(&or_bare(set_right(&entry.content, work), work), work)), Origin::Set);
            let (text, origin) = work.stand_in().unwrap_or_else(set);
            Some(Cited { work: at, text: clean::line(format!("{label} {text}").trim()), origin })
        });
        cited.collect()
    }

    /// The list of references as the processor sets it.
    fn list(&self, items: &[Item]) -> Vec<BibliographyItem> {
        let mut driver = BibliographyDriver::new();
        for item in items {
            driver.citation(self.request(item));
        }
        driver.finish(self.list_request()).bibliography.map(|set| set.items).unwrap_or_default()
    }

    fn request<'a>(&'a self, item: &'a Item) -> CitationRequest<'a, Item> {
        let items = vec![CitationItem::with_entry(item)];
        // A number would have the processor look through all notes for an earlier one; in a list nobody asks for that.
        let note = (self.part == Part::Notes).then_some(1);
        CitationRequest::new(items, &self.style, self.language.clone(), &self.locales, note)
    }

    fn list_request(&self) -> BibliographyRequest<'_> {
        BibliographyRequest::new(&self.style, self.language.clone(), &self.locales)
    }

    fn notes(&self, works: &[Work]) -> Vec<Cited> {
        // Each is set alone, on whatever core is free.
        let note = |(at, work): (usize, &Work)| {
            if let Some((text, origin)) = work.stand_in() {
                return Cited { work: at, text, origin };
            }
            // Alone, so that it is the full note and not "ibid."
            let item = item(at, work);
            let mut driver = BibliographyDriver::new();
            driver.citation(self.request(&item));
            let set = driver.finish(self.list_request()).citations;
            let text = or_bare(set.first().map(|note| set_right(&note.citation, work)).unwrap_or_default(), work);
            Cited { work: at, text: clean::line(&text), origin: Origin::Set }
        };
        works.par_iter().enumerate().map(note).collect()
    }
}

/// The words of a language for styles: of all its regions, and American English, which comes last where another lacks a word.
fn locales(language: &str) -> Vec<Locale> {
    let short = language.get(..2).unwrap_or("en");
    // To read all 63 takes as long as everything else together; the language is written at the start of each.
    let may_be = |bytes: &&&[u8]| {
        let head = bytes.get(..64).unwrap_or(bytes);
        head.windows(2).any(|two| two == short.as_bytes() || two == b"en")
    };
    let read = LOCALES.iter().filter(may_be).filter_map(|bytes| ciborium::from_reader::<Locale, _>(*bytes).ok());
    let wanted = |locale: &Locale| {
        let code = locale.lang.as_ref().map(|code| code.0.as_str());
        code.is_some_and(|code| code == "en-US" || code.get(..2) == Some(short))
    };
    read.filter(wanted).collect()
}

/// A work as the processor takes it; its id is its place among the works.
fn item(at: usize, work: &Work) -> Item {
    let mut record = match work.stand_in() {
        Some((text, _)) => csl_json::stand_in(&text),
        None => csl_json::record(work),
    };
    record.insert("id".to_owned(), at.to_string().into());
    // The processor finds an item again by comparing all of them field by field, in the order of the fields' names: one that
    // stands first and differs is all that it looks at.
    record.insert(String::new(), at.to_string().into());
    // Our own records are items; were one not, an empty item would be set.
    serde_json::from_value(record.into()).unwrap_or_else(|_| Item(std::collections::BTreeMap::new()))
}

/// The words, without styles, on one line.
fn plain(set: &ElemChildren) -> String {
    let mut text = String::new();
    // Writing into memory.
    let written = set.write_buf(&mut text, BufWriteFormat::Plain);
    debug_assert!(written.is_ok(), "memory takes everything");
    tidied(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The words that a style set for a work, small words of the title as its headline wants them.
fn set_right(set: &ElemChildren, work: &Work) -> String {
    headline::mended(&plain(set), work.title.as_deref().unwrap_or_default())
}

/// What a style set; where it set nothing, since it would leave such a work out of its list, what is known of the work.
fn or_bare(text: String, work: &Work) -> String {
    if !text.is_empty() {
        return text;
    }
    let known = [&work.title, &work.publisher, &work.url].into_iter().flatten();
    known.map(Clean::as_str).collect::<Vec<_>>().join(", ")
}

/// APA wants "Retrieved" where a page without a date was read on a day; its style in CSL prints the word also where no day is
/// recorded, "Retrieved https://…".
fn unretrieved(text: &str, work: &Work) -> String {
    match (&work.published, &work.accessed, &work.url) {
        (None, None, Some(url)) => text.replacen(&format!("Retrieved {url}"), url, 1),
        _ => text.to_owned(),
    }
}

/// Without the full stop that the processor puts behind a question or exclamation mark (CMOS 18, 6.132; MLA 9, 2.78), or
/// behind another one.
fn tidied(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let ends = chars.peek().is_none_or(|next| matches!(next, ' ' | '”' | '’' | '"'));
        let before = |back: usize| tidied.chars().rev().nth(back);
        let is_second = before(0) == Some('.') && before(1) != Some('.');
        if c == '.' && ends && (matches!(before(0), Some('?' | '!' | '…')) || is_second) {
            continue;
        }
        tidied.push(c);
    }
    tidied
}
