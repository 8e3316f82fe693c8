//! Takeaways, plain or with what the file records as support: as an array, or as `[[takeaways]]`.

use toml::de::DeValue;

use super::complaints::Complaints;
use super::fields::{Fields, Value};
use super::source::Names;
use crate::article::{Article, Evidence, Locator, Takeaway};
use crate::diagnostic::{nearest, quoted};
use crate::text::Foreign;

const KEYS: [&str; 3] = ["text", "evidence", "quote"];

/// Ids that are searched for the nearest one: a hostile file may have any number of both.
const SEARCHED: usize = 50;

/// The takeaways in order. `article` has its sections and sources already: evidence must name parts of it.
pub(super) fn takeaways(
    top: &Fields<'_, '_>,
    article: &Article,
    names: &Names,
    complaints: &mut Complaints,
) -> Vec<Takeaway> {
    let values = top.array("takeaways", "an array of takeaways", complaints);
    let parts = Parts { article, takeaways: values.len(), names };
    let mut takeaways = Vec::new();
    for value in values {
        match value.get_ref() {
            DeValue::String(text) => takeaways.push(plain(text, value, complaints)),
            DeValue::Table(_) => {
                takeaways
                    .extend(Fields::inner(value, " of a takeaway").map(|fields| long(&fields, &parts, complaints)));
            }
            _ => top.wrong_element("takeaways", "text or a table with a text", value, complaints),
        }
    }
    takeaways
}

/// `"text"`.
fn plain(text: &str, value: &Value<'_>, complaints: &mut Complaints) -> Takeaway {
    let text = Foreign::new(text);
    if text.is_blank() {
        complaints
            .error("empty-value", value.span(), "a takeaway must not be empty")
            .help("write the point, or leave it out");
    }
    Takeaway { text, ..Takeaway::default() }
}

/// `{ text = "…", evidence = […], quote = "…" }`.
fn long(fields: &Fields<'_, '_>, parts: &Parts<'_>, complaints: &mut Complaints) -> Takeaway {
    fields.unknown(&KEYS, complaints);
    let text = fields.required_text("text", complaints).unwrap_or_default();
    let mut evidence = Vec::new();
    for value in fields.array("evidence", "an array of texts", complaints) {
        match value.get_ref().as_str() {
            Some(written) => match parts.resolve(written) {
                Some(locator) => evidence.push(Evidence { written: Foreign::new(written), locator }),
                None if complaints.full() => complaints.drop_error(),
                None => {
                    let wrong = parts.dangling(written);
                    complaints.error(wrong.code, value.span(), &wrong.message).help(&wrong.cure);
                }
            },
            None => fields.wrong_element("evidence", "a locator or the id of a source, as text", value, complaints),
        }
    }
    Takeaway { text, evidence, quote: fields.text("quote", complaints) }
}

/// What evidence may name.
struct Parts<'a> {
    article: &'a Article,
    takeaways: usize,
    names: &'a Names,
}

/// Evidence that names nothing.
struct Dangling {
    code: &'static str,
    message: String,
    cure: String,
}

impl Parts<'_> {
    /// The part that a locator or the id of a source names.
    fn resolve(&self, written: &str) -> Option<Locator> {
        match written.parse::<Locator>() {
            Ok(locator) => self.holds(locator).then_some(locator),
            Err(_) => self.names.get(written).map(|index| Locator::Source(index + 1)),
        }
    }

    fn holds(&self, locator: Locator) -> bool {
        match locator {
            Locator::Takeaway(n) => n <= self.takeaways,
            Locator::Section(s) => s <= self.article.sections.len(),
            Locator::Block(s, p) => self.article.block(s - 1, p - 1).is_some(),
            Locator::Source(n) => n <= self.article.sources.len(),
        }
    }

    fn dangling(&self, written: &str) -> Dangling {
        let Ok(locator) = written.parse::<Locator>() else { return self.unknown(written) };
        let sections = || count(self.article.sections.len(), "section");
        let (part, has) = match locator {
            Locator::Takeaway(_) => ("takeaway", count(self.takeaways, "takeaway")),
            Locator::Source(_) => ("source", count(self.article.sources.len(), "source")),
            Locator::Section(_) => ("section", sections()),
            Locator::Block(s, _) => match self.article.sections.get(s - 1) {
                Some(section) => ("block", format!("{} in section {s}", count(section.blocks.len(), "block"))),
                None => ("section", sections()),
            },
        };
        let message = format!("evidence `{locator}` names no {part} of this article");
        let cure = format!("this article has {has}; locators count from 1");
        Dangling { code: "dangling-locator", message, cure }
    }

    fn unknown(&self, written: &str) -> Dangling {
        let message = format!("evidence {} is neither a locator nor the id of a source", quoted(written));
        let cure = nearest(written, self.names.keys().map(String::as_str).take(SEARCHED)).map_or_else(
            || "locators look like t2, s3, s3.p4 or src1; a source is named by its id".to_owned(),
            |near| format!("did you mean {}?", quoted(near)),
        );
        Dangling { code: "unknown-source", message, cure }
    }
}

/// `no sections`, `1 section`, `4 sections`.
fn count(number: usize, what: &str) -> String {
    match number {
        0 => format!("no {what}s"),
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}
