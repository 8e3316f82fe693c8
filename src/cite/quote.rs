//! Quoting: words of an article, with what they are from, laid out by the user's template.
//!
//! A template is text with fields in braces: `“{quote}” ({authors}, {headline})`. What the article does not have leaves nothing
//! behind: the punctuation that stood between it and its neighbours goes with it, brackets around it as a pair.

mod marks;

use std::ops::Range;

pub use marks::bare;
use marks::nested;

use super::{Name, name};
use crate::article::{Article, Part};
use crate::text::{Clean, Foreign, clean};

/// The template where none is chosen.
pub const DEFAULT: &str = "“{quote}”\n— {authors}, “{headline}”, {publisher}, {date}, {locator}, {url}";

/// The words that are quoted, and what is known of where they are from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// The words, without the line breaks of a screen.
    pub quote: Clean,
    /// Who wrote them, as a sentence names them.
    pub authors: Option<Clean>,
    /// The headline of the article.
    pub headline: Option<Clean>,
    /// Who published it.
    pub publisher: Option<Clean>,
    /// When it was published.
    pub date: Option<Clean>,
    /// Which part of the article the words are: `s1.p2`.
    pub locator: Option<Clean>,
    /// Where the article stands.
    pub url: Option<Clean>,
    /// The id of the article.
    pub id: Option<Clean>,
}

impl Quote {
    /// Words of an article that stand from one part of it to another one.
    #[must_use]
    pub fn of(article: &Article, id: &Clean, words: &str, (from, to): (Part, Part)) -> Self {
        let line = |text: &Option<Foreign>| text.as_ref().map(Foreign::line);
        let names: Vec<Clean> = name::all(&article.authors).iter().map(Name::natural).collect();
        let locators: Vec<String> =
            [from, to].iter().filter_map(|part| part.locator()).map(|one| one.to_string()).collect();
        let locator = match locators.as_slice() {
            [from, to] if from != to => Some(format!("{from}–{to}")),
            [one, ..] => Some(one.clone()),
            [] => None,
        };
        Self {
            quote: clean::lines(words.trim()),
            authors: name::listed(&names),
            headline: Some(article.headline.line()),
            publisher: line(&article.publisher),
            date: article.published.as_ref().map(|date| clean::line(&date.long())),
            locator: locator.map(|locator| clean::line(&locator)),
            url: line(&article.url),
            id: Some(id.clone()),
        }
    }
}

/// Reads one part of a quote.
type Get = fn(&Quote) -> Option<&Clean>;

/// The fields of a template. Short, and the only list.
const FIELDS: [(&str, Get); 8] = [
    ("quote", |quote| Some(&quote.quote)),
    ("authors", |quote| quote.authors.as_ref()),
    ("headline", |quote| quote.headline.as_ref()),
    ("publisher", |quote| quote.publisher.as_ref()),
    ("date", |quote| quote.date.as_ref()),
    ("locator", |quote| quote.locator.as_ref()),
    ("url", |quote| quote.url.as_ref()),
    ("id", |quote| quote.id.as_ref()),
];

/// The place of the words themselves among the fields.
const QUOTE: usize = 0;

/// The names of the fields.
#[must_use]
pub fn fields() -> [&'static str; 8] {
    FIELDS.map(|(name, _)| name)
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// A field that there is not, without its braces.
    Unknown(String),
    /// A brace that belongs to no field.
    Brace,
    /// There is no `{quote}`.
    NoQuote,
}

/// A template, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// What stands before the first field and behind each.
    texts: Vec<String>,
    /// The fields between them, by their place in the list of fields.
    fields: Vec<usize>,
}

impl Default for Template {
    fn default() -> Self {
        Self::read(DEFAULT).unwrap_or(Self { texts: vec![String::new(); 2], fields: vec![QUOTE] })
    }
}

impl Template {
    /// Reads a template. `{{` and `}}` are braces.
    ///
    /// # Errors
    /// Everything that is wrong, each with its bytes.
    pub fn read(text: &str) -> Result<Self, Vec<(Wrong, Range<usize>)>> {
        let (mut texts, mut fields, mut wrong) = (vec![String::new()], Vec::new(), Vec::new());
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let start = text.len() - rest.len() + at;
            let (before, found) = rest.split_at_checked(at).unwrap_or((rest, ""));
            push(&mut texts, before);
            if let Some(beyond) = ["{{", "}}"].iter().find_map(|pair| found.strip_prefix(pair)) {
                push(&mut texts, found.get(..1).unwrap_or_default());
                rest = beyond;
                continue;
            }
            let inner = found.strip_prefix('{').and_then(|inner| inner.split_once('}'));
            let Some((name, beyond)) = inner.filter(|(name, _)| !name.contains('{')) else {
                wrong.push((Wrong::Brace, start..start + 1));
                rest = found.get(1..).unwrap_or_default();
                continue;
            };
            match FIELDS.iter().position(|(known, _)| *known == name) {
                Some(field) => {
                    fields.push(field);
                    texts.push(String::new());
                }
                None => wrong.push((Wrong::Unknown(name.to_owned()), start..start + name.len() + 2)),
            }
            rest = beyond;
        }
        push(&mut texts, rest);
        if wrong.is_empty() && !fields.contains(&QUOTE) {
            wrong.push((Wrong::NoQuote, 0..text.len()));
        }
        if wrong.is_empty() { Ok(Self { texts, fields }) } else { Err(wrong) }
    }

    /// The quote, laid out.
    #[must_use]
    pub fn lay_out(&self, quote: &Quote) -> Clean {
        let mut texts = self.texts.iter();
        let mut laid = String::new();
        // What stands between the last field that is there and the next.
        let mut between = texts.next().cloned().unwrap_or_default();
        let mut first = true;
        let present =
            |field: &usize| FIELDS.get(*field).and_then(|(_, part)| part(quote)).filter(|text| !text.is_empty());
        for (at, (field, text)) in self.fields.iter().zip(texts).enumerate() {
            if let Some(value) = present(field) {
                laid.push_str(&between);
                match between.ends_with(['“', '"']) {
                    true if *field == QUOTE => laid.push_str(&bare(value)),
                    true => laid.push_str(&nested(value)),
                    false => laid.push_str(value),
                }
                between.clone_from(text);
                first = false;
            } else {
                between = joined(&between, text, first, at + 1 == self.fields.len());
            }
        }
        laid.push_str(&between);
        clean::lines(laid.trim_end())
    }
}

fn push(texts: &mut [String], text: &str) {
    if let Some(last) = texts.last_mut() {
        last.push_str(text);
    }
}

/// What is left of the texts on both sides of a field that is absent: one separator, not two; a pair of brackets or
/// quotation marks around nothing goes.
fn joined(before: &str, behind: &str, is_first: bool, is_last: bool) -> String {
    const PAIRS: [(char, char); 7] =
        [('(', ')'), ('[', ']'), ('“', '”'), ('‘', '’'), ('«', '»'), ('<', '>'), ('"', '"')];
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '·' | '—' | '–' | '-' | '/' | '|');
    let (mut before, mut behind) = (before, behind);
    // A comma may stand inside the second mark.
    while let Some(open) = before.trim_end().chars().next_back()
        && let Some((_, close)) = PAIRS.iter().find(|(one, _)| *one == open)
        && let Some(rest) = behind.trim_start_matches(separates).strip_prefix(*close)
    {
        before = before.trim_end().strip_suffix(open).unwrap_or_default();
        behind = rest;
    }
    let closes =
        behind.trim_start().chars().next().is_some_and(|c| PAIRS.iter().any(|(_, close)| *close == c && c != '"'));
    if closes || is_last {
        return format!("{}{behind}", before.trim_end_matches(separates));
    }
    if !is_first && before.trim().is_empty() && !behind.is_empty() {
        return behind.to_owned();
    }
    format!("{before}{}", behind.trim_start_matches(separates))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote() -> Quote {
        let some = |text: &'static str| Some(Clean::from(text));
        Quote {
            quote: "Words.".into(),
            authors: some("A. Writer"),
            headline: some("Headline"),
            publisher: some("Paper"),
            date: some("5 Feb 2025"),
            locator: some("s1.p2"),
            url: some("https://a.org"),
            id: some("a/b"),
        }
    }

    fn laid(template: &str, absent: &[&str]) -> String {
        let mut quote = quote();
        for name in absent {
            match *name {
                "authors" => quote.authors = None,
                "headline" => quote.headline = None,
                "publisher" => quote.publisher = None,
                "date" => quote.date = None,
                "locator" => quote.locator = None,
                "url" => quote.url = None,
                _ => quote.id = None,
            }
        }
        Template::read(template).unwrap().lay_out(&quote).into_string()
    }

    #[test]
    fn what_is_absent_leaves_nothing_behind() {
        let own = |absent: &[&str]| laid(DEFAULT, absent);
        assert_eq!(own(&[]), "“Words.”\n— A. Writer, “Headline”, Paper, 5 Feb 2025, s1.p2, https://a.org");
        assert_eq!(own(&["authors"]), "“Words.”\n— “Headline”, Paper, 5 Feb 2025, s1.p2, https://a.org");
        assert_eq!(own(&["authors", "headline"]), "“Words.”\n— Paper, 5 Feb 2025, s1.p2, https://a.org");
        assert_eq!(own(&["headline", "date"]), "“Words.”\n— A. Writer, Paper, s1.p2, https://a.org");
        assert_eq!(own(&["publisher", "date", "locator", "url"]), "“Words.”\n— A. Writer, “Headline”");
        assert_eq!(own(&["authors", "headline", "publisher", "date", "locator", "url"]), "“Words.”");
        let round = "“{quote}” ({authors}, {publisher} [{date}]: {url}).";
        assert_eq!(laid(round, &[]), "“Words.” (A. Writer, Paper [5 Feb 2025]: https://a.org).");
        assert_eq!(laid(round, &["authors"]), "“Words.” (Paper [5 Feb 2025]: https://a.org).");
        assert_eq!(laid(round, &["date"]), "“Words.” (A. Writer, Paper: https://a.org).");
        assert_eq!(laid(round, &["url"]), "“Words.” (A. Writer, Paper [5 Feb 2025]).");
        assert_eq!(laid(round, &["date", "url"]), "“Words.” (A. Writer, Paper).");
        assert_eq!(laid(round, &["authors", "publisher", "date", "url"]), "“Words.”.");
        assert_eq!(laid("{authors}: {quote}", &["authors"]), "Words.");
        assert_eq!(laid("{{{quote}}}", &[]), "{Words.}");
    }

    #[test]
    fn no_template_of_this_shape_leaves_empty_punctuation() {
        let names = ["authors", "headline", "publisher", "date", "locator", "url"];
        for template in [DEFAULT, "{quote} ({authors}, “{headline},” {publisher} ({date}), {locator}; {url})"] {
            for set in 0_u32..64 {
                let absent: Vec<&str> =
                    names.iter().enumerate().filter(|(at, _)| set & (1 << at) != 0).map(|(_, name)| *name).collect();
                let laid = laid(template, &absent);
                for empty in ["()", "( ", ", ,", ",,", "“”", "— ,", "(,", ", )", ",)", "  ", "; ;", "(;"] {
                    assert!(!laid.contains(empty), "{absent:?}: {laid}");
                }
                assert!(!laid.ends_with([',', ';', '—', ' ']), "{absent:?}: {laid}");
            }
        }
    }

    #[test]
    fn mistakes_have_their_place() {
        let wrong = |text: &str| Template::read(text).unwrap_err();
        assert_eq!(wrong("{quote} {auhtors}"), [(Wrong::Unknown("auhtors".into()), 8..17)]);
        assert_eq!(wrong("{quote"), [(Wrong::Brace, 0..1)]);
        assert_eq!(wrong("a } {quote}"), [(Wrong::Brace, 2..3)]);
        assert_eq!(wrong("{headline}"), [(Wrong::NoQuote, 0..10)]);
    }

    #[test]
    fn marks_change_only_within_marks_of_the_template() {
        let quote = Quote { quote: "“One,” he said".into(), headline: Some("The “Ban”".into()), ..quote() };
        let laid = |template: &str| Template::read(template).unwrap().lay_out(&quote).into_string();
        assert_eq!(laid("“{quote}” “{headline}”"), "“‘One,’ he said” “The ‘Ban’”");
        assert_eq!(laid("> {quote} ({headline})"), "> “One,” he said (The “Ban”)");
    }
}
