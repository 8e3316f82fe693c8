//! A spanned table, read key by key: what is there, of which type, and what nobody knows.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::complaints::Complaints;
pub(super) use super::value::{Value, type_name};
use super::{KEYS, date};
use crate::article::Date;
use crate::diagnostic::{nearest, quoted};
use crate::text::Foreign;

/// A table of the file, with the words for it in messages.
pub(super) struct Fields<'t, 's> {
    table: &'t DeTable<'s>,
    /// ` of a source`, or nothing for the article itself.
    of: &'static str,
    /// Where the table begins: its header, or its braces.
    pub(super) span: Range<usize>,
}

impl<'t, 's> Fields<'t, 's> {
    /// The article's own table.
    pub(super) fn top(table: &'t DeTable<'s>) -> Self {
        Self { table, of: "", span: 0..0 }
    }

    /// A table inside, `of` as in "text of a takeaway".
    pub(super) fn inner(value: &'t Value<'s>, of: &'static str) -> Option<Self> {
        Some(Self { table: value.get_ref().as_table()?, of, span: value.span() })
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&'t Value<'s>> {
        self.table.get(key)
    }

    /// Keys and values in the order of the file.
    pub(super) fn in_order(&self) -> Vec<(&'t Spanned<std::borrow::Cow<'s, str>>, &'t Value<'s>)> {
        let mut entries: Vec<_> = self.table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries
    }

    /// Warns of every key that is not `known`.
    pub(super) fn unknown(&self, known: &[&'static str], complaints: &mut Complaints) {
        for key in self.table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            if complaints.full() {
                return;
            }
            let name = key.get_ref().as_ref();
            let message = format!("unknown key {}{}", quoted(name), self.of);
            let added = complaints.warning("unknown-key", key.span(), &message);
            if !self.of.is_empty() && KEYS.contains(&name) {
                added.help(&format!("to say it of the article, put `{name}` above the first [table] of the file"));
            } else if let Some(near) = nearest(name, known.iter().copied()) {
                added.help(&format!("did you mean `{near}`?"));
            } else if let Some(near) = nearest(name, KEYS) {
                added
                    .help(&format!("did you mean the article's `{near}`? it goes above the first [table] of the file"));
            }
        }
    }

    /// Complains of a value of the wrong type.
    pub(super) fn wrong_type(&self, key: &str, wanted: &str, value: &Value<'_>, complaints: &mut Complaints) {
        let message = format!("{key}{} must be {wanted}, not {}", self.of, type_name(value.get_ref()));
        let added = complaints.error("wrong-type", value.span(), &message);
        match (wanted, value.get_ref()) {
            ("text", DeValue::Array(_) | DeValue::Table(_)) => {}
            ("text", _) => added.help("put it in quotes"),
            ("an array of texts" | "an array of takeaways", DeValue::String(_)) => {
                added.help(&format!("put it in brackets: {key} = [\"…\"]"));
            }
            ("true or false" | "a whole number from 1 to 6", DeValue::String(_)) => {
                added.help("write it without quotes");
            }
            ("a table", _) => added.help(&format!("write [{key}], and its keys on the lines below")),
            _ => {}
        }
    }

    /// Text. Empty text is as good as none, with a warning.
    pub(super) fn text(&self, key: &str, complaints: &mut Complaints) -> Option<Foreign> {
        let value = self.get(key)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(key, "text", value, complaints);
            return None;
        };
        if text.trim().is_empty() {
            let message = format!("{key}{} is empty", self.of);
            complaints.warning("empty-value", value.span(), &message).help("leave the key out");
            return None;
        }
        Some(Foreign::new(text))
    }

    /// Text that must be there and not blank.
    pub(super) fn required_text(&self, key: &str, complaints: &mut Complaints) -> Option<Foreign> {
        let Some(value) = self.get(key) else {
            self.missing(key, complaints);
            return None;
        };
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(key, "text", value, complaints);
            return None;
        };
        let text = Foreign::new(text);
        if text.is_blank() {
            let message = format!("{key}{} is empty", self.of);
            complaints.error("empty-value", value.span(), &message).help("write what it should say");
            return None;
        }
        Some(text)
    }

    /// Complains of a key that is not there.
    pub(super) fn missing(&self, key: &str, complaints: &mut Complaints) {
        let message = if self.of.is_empty() {
            format!("an article needs a {key}")
        } else {
            format!("missing key `{key}`{}", self.of)
        };
        let cure = match key {
            "as_of" | "date" => format!("add `{key} = 2025-02-05` with the day"),
            _ => format!("add `{key} = \"…\"`"),
        };
        complaints.error("missing-key", self.span.clone(), &message).help(&cure);
    }

    /// An array of texts. Blank ones are left out with a warning.
    pub(super) fn texts(&self, key: &str, complaints: &mut Complaints) -> Vec<Foreign> {
        let mut texts = Vec::new();
        for value in self.array(key, "an array of texts", complaints) {
            match value.get_ref().as_str() {
                None => self.wrong_element(key, "text", value, complaints),
                Some(text) if text.trim().is_empty() => {
                    let message = format!("an empty text in {key}{}", self.of);
                    complaints.warning("empty-value", value.span(), &message).help("leave it out");
                }
                Some(text) => texts.push(Foreign::new(text)),
            }
        }
        texts
    }

    /// The elements of an array; none when it is not there or no array.
    pub(super) fn array(&self, key: &str, wanted: &str, complaints: &mut Complaints) -> &'t [Value<'s>] {
        let Some(value) = self.get(key) else { return &[] };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, wanted, value, complaints);
            return &[];
        };
        elements(array)
    }

    /// Complains of an element of the wrong type.
    pub(super) fn wrong_element(&self, key: &str, wanted: &str, value: &Value<'_>, complaints: &mut Complaints) {
        let message = format!("an entry of {key}{} must be {wanted}, not {}", self.of, type_name(value.get_ref()));
        complaints.error("wrong-type", value.span(), &message);
    }

    /// The tables of an array of tables, `of` as in "title of a source".
    pub(super) fn tables(&self, key: &str, of: &'static str, complaints: &mut Complaints) -> Vec<Fields<'t, 's>> {
        if let Some(value) = self.get(key).filter(|value| !value.get_ref().is_array()) {
            let message = format!("{key} must be an array of tables, not {}", type_name(value.get_ref()));
            complaints.error("wrong-type", value.span(), &message).help(&format!("write [[{key}]] above each one"));
            return Vec::new();
        }
        let mut tables = Vec::new();
        for value in self.array(key, "an array of tables", complaints) {
            if let Some(fields) = Fields::inner(value, of) {
                tables.push(fields);
                continue;
            }
            let message = format!("an entry of {key} must be a table, not {}", type_name(value.get_ref()));
            let cure = format!("write [[{key}]] for each one, and its keys on the lines below");
            complaints.error("wrong-type", value.span(), &message).help(&cure);
        }
        tables
    }

    /// A table, `of` as in "state of the status".
    pub(super) fn inner_table(
        &self,
        key: &str,
        of: &'static str,
        complaints: &mut Complaints,
    ) -> Option<Fields<'t, 's>> {
        let value = self.get(key)?;
        let fields = Fields::inner(value, of);
        if fields.is_none() {
            self.wrong_type(key, "a table", value, complaints);
        }
        fields
    }

    /// A date, or a date with a time.
    pub(super) fn date(&self, key: &str, source: &str, complaints: &mut Complaints) -> Option<Date> {
        let value = self.get(key)?;
        match date::date(value, source) {
            Ok(date) => Some(date),
            Err(wrong) => {
                let message = format!("{key}{} must be a date, not {}", self.of, wrong.what);
                let cure = format!("write it without quotes, year first: {key} = {}", wrong.cure);
                complaints.error("wrong-type", value.span(), &message).help(&cure);
                None
            }
        }
    }

    /// True or false.
    pub(super) fn boolean(&self, key: &str, complaints: &mut Complaints) -> Option<bool> {
        let value = self.get(key)?;
        let boolean = value.get_ref().as_bool();
        if boolean.is_none() {
            self.wrong_type(key, "true or false", value, complaints);
        }
        boolean
    }
}

/// An array's elements as a slice.
fn elements<'t, 's>(array: &'t DeArray<'s>) -> &'t [Value<'s>] {
    array
}
