//! Which keys of a front matter mean what: the names that site generators, archives and note-takers give to the same few
//! things. A key that is not here is no part of an article and is left.

use super::super::draft::Draft;
use super::super::front::Front;
use crate::article::Date;
use crate::diagnostic::{Diagnostic, quoted};

// As `Front` compares them: in lower case, without hyphens and underscores.
const HEADLINE: [&str; 4] = ["headline", "title", "ogtitle", "name"];
const SUMMARY: [&str; 8] =
    ["summary", "dek", "subtitle", "subheadline", "description", "excerpt", "abstract", "standfirst"];
const AUTHORS: [&str; 4] = ["authors", "author", "byline", "creator"];
const PUBLISHER: [&str; 5] = ["publisher", "sitename", "site", "publication", "outlet"];
const PUBLISHED: [&str; 9] = [
    "published",
    "date",
    "publisheddate",
    "publishdate",
    "datepublished",
    "pubdate",
    "publishedtime",
    "publishedat",
    "created",
];
const UPDATED: [&str; 8] =
    ["updated", "lastmod", "modified", "modifiedtime", "lastmodified", "lastmodifiedat", "datemodified", "lastupdated"];
const ACCESSED: [&str; 3] = ["accessed", "retrieved", "clipped"];
const ADDRESS: [&str; 8] =
    ["url", "canonical", "canonicalurl", "sourceurl", "originalurl", "permalink", "link", "source"];
const LANGUAGE: [&str; 3] = ["language", "lang", "locale"];
const TOPICS: [&str; 6] = ["topics", "tags", "keywords", "categories", "category", "subjects"];
const TAKEAWAYS: [&str; 4] = ["takeaways", "keytakeaways", "keypoints", "highlights"];

/// Takes what a front matter says into a draft.
pub(super) fn take(front: &Front, draft: &mut Draft) {
    if front.broken {
        let message = "the front matter is no valid YAML: only its plain lines were read";
        draft.doubts.push(doubt("broken-front-matter", message));
    }
    let text = |keys: &[&str]| front.text(keys).map(str::to_owned);
    draft.headline = text(&HEADLINE).unwrap_or_default();
    draft.summary = text(&SUMMARY);
    draft.publisher = text(&PUBLISHER).filter(|publisher| !is_address(publisher));
    draft.authors = names(front.texts(&AUTHORS));
    draft.topics = list(front.texts(&TOPICS));
    draft.takeaways = front.texts(&TAKEAWAYS).to_vec();
    draft.language = text(&LANGUAGE).map(|tag| tag.replace('_', "-"));
    let address = ADDRESS.iter().filter_map(|key| front.text(&[key])).find(|text| is_address(text));
    draft.url = address.map(str::to_owned).or(draft.url.take());
    draft.published = day(front.text(&PUBLISHED), draft);
    draft.updated = day(front.text(&UPDATED), draft);
    draft.accessed = day(front.text(&ACCESSED), draft);
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Names of people; where one text holds them all, the parts of it.
fn names(texts: &[String]) -> Vec<String> {
    let [one] = texts else { return texts.to_vec() };
    let line = one.strip_prefix("By ").or_else(|| one.strip_prefix("by ")).unwrap_or(one);
    let line = line.replace(" and ", ";").replace(" & ", ";");
    let parts: Vec<&str> = line.split(';').flat_map(by_commas).map(str::trim).collect();
    parts.into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Names between commas, where every part could be one: `Ana Ruiz, Bo Li`, but not `Ruiz, Ana` and not `Bo Li, Esq.`
fn by_commas(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text.trim_end_matches([',', ' ']).split(',').collect();
    let is_name = |part: &&str| part.split_whitespace().count() > 1;
    if parts.iter().all(is_name) { parts } else { vec![text] }
}

/// Subjects; where one text holds them all, the parts between its commas.
fn list(texts: &[String]) -> Vec<String> {
    let [one] = texts else { return texts.to_vec() };
    one.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The day that a text begins with. The time of day is left: whose clock it was is rarely said.
fn day(text: Option<&str>, draft: &mut Draft) -> Option<Date> {
    let text = text?;
    let day = iso(text);
    if day.is_none() {
        draft.doubts.push(doubt("date-unsure", &format!("{} is no date that is understood", quoted(text))));
    }
    day
}

/// `2025-03-14…` or `2025/3/14…`.
fn iso(text: &str) -> Option<Date> {
    let end = text.find(['T', ' ']).unwrap_or(text.len());
    let mut parts = text.get(..end)?.split(['-', '/', '.']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || parts.next().is_some() {
        return None;
    }
    let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
    let is_day = jiff::civil::Date::new(year.parse().ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).is_ok();
    is_day.then(|| Date::day(year.parse().unwrap_or_default(), month, day))
}

fn doubt(code: &'static str, message: &str) -> Diagnostic {
    Diagnostic { span: None, ..Diagnostic::warning(code, 0..0, message) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_and_not_torn() {
        let names = |text: &str| names(&[text.to_owned()]);
        assert_eq!(names("By Ana Ruiz, Bo Li and Cem Kaya"), ["Ana Ruiz", "Bo Li", "Cem Kaya"]);
        assert_eq!(names("Ruiz, Ana; Li, Bo"), ["Ruiz, Ana", "Li, Bo"]);
        assert_eq!(names("Bo Li, Jr."), ["Bo Li, Jr."]);
        assert_eq!(super::names(&["A and B".to_owned(), "C".to_owned()]), ["A and B", "C"]);
    }

    #[test]
    fn days_that_are_and_days_that_are_not() {
        for text in ["2025-03-14", "2025-03-14T10:00:00Z", "2025-03-14 15:29:46-05:00", "2025/3/14"] {
            assert_eq!(iso(text), Some(Date::day(2025, 3, 14)), "{text}");
        }
        for text in ["", "2025", "2025-02-30", "14-03-2025", "2025-03-14-15", "soon", "-1-1-1"] {
            assert_eq!(iso(text), None, "{text}");
        }
    }

    #[test]
    fn the_address_is_the_first_key_that_holds_one() {
        let (front, _) = super::super::super::front::split(
            "---\nurl: /2025/a\nsource: https://example.org/a\nsite: The Ledger\nlang: es_MX\ntags: a, b\ndate: soon\n---\n",
        );
        let mut draft = Draft::default();
        take(&front.unwrap(), &mut draft);
        assert_eq!(draft.url.as_deref(), Some("https://example.org/a"));
        assert_eq!((draft.publisher.as_deref(), draft.language.as_deref()), (Some("The Ledger"), Some("es-MX")));
        assert_eq!((draft.topics.len(), draft.doubts.len()), (2, 1));
    }
}
