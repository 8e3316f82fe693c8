//! The walk of the spanned table by hand, because serde stops at the first mistake.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Config, RawBinding, RawFeed, RawSearch, THEMES};
use crate::article::Age;
use crate::cite::quote::{Template, Wrong, fields};
use crate::cite::style::{self, StyleError};
use crate::diagnostic::{Diagnostic, nearest, quoted};
use crate::library::order::Order;
use crate::lint::{self, Checks, Level};
use crate::text::clean;

type Value<'s> = Spanned<DeValue<'s>>;

/// Reads the value of one key.
type Take = fn(&mut Walk<'_>, &Value<'_>, &mut Config);

/// What the config knows, each key with who reads its value. Short, and the only list.
const KEYS: [(&str, Take); 12] = [
    ("library", |walk, value, config| config.library = walk.library(value)),
    ("theme", |walk, value, config| config.theme = walk.choice("theme", value, &THEMES)),
    ("measure", |walk, value, config| config.measure = walk.measure(value)),
    ("hyphenate", |walk, value, config| config.hyphenate = walk.switch("hyphenate", value)),
    ("mouse", |walk, value, config| config.mouse = walk.switch("mouse", value)),
    ("sort", |walk, value, config| config.sort = walk.choice("sort", value, &Order::ALL.map(Order::name))),
    ("cite", |walk, value, config| config.style = walk.style(value)),
    ("quote", |walk, value, config| config.quote = walk.quote(value)),
    ("searches", |walk, value, config| config.searches = walk.searches(value)),
    ("feeds", |walk, value, config| config.feeds = walk.feeds(value)),
    ("lint", |walk, value, config| config.checks = walk.checks(value)),
    ("keys", |walk, value, config| config.bindings = walk.scopes(value)),
];

/// The key of `[lint]` that is no rule.
const STALE_AFTER: &str = "stale-after";

/// What a table of keys looks like.
const SCOPE_TABLE: &str = "write a table: [keys.reader]";

/// The file, and complaints as they come up.
pub(super) struct Walk<'f> {
    /// The text of the file.
    pub(super) source: &'f str,
    /// What is wrong with it.
    pub(super) complaints: Vec<Diagnostic>,
}

impl Walk<'_> {
    /// The config that the table describes.
    pub(super) fn config(&mut self, table: &DeTable<'_>) -> Config {
        let mut config = Config::default();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if let Some((_, read)) = KEYS.iter().find(|(known, _)| *known == name) {
                read(self, value, &mut config);
                continue;
            }
            let complaint = Diagnostic::warning("unknown-key", key.span(), &format!("unknown key {}", quoted(name)));
            self.complaints.push(match nearest(name, KEYS.map(|(known, _)| known)) {
                Some(near) => complaint.help(&format!("did you mean `{near}`?")),
                None => complaint,
            });
        }
        config
    }

    fn library(&mut self, value: &Value<'_>) -> Vec<String> {
        let folders = match value.get_ref() {
            DeValue::Array(folders) => folders.iter().collect(),
            _ => vec![value],
        };
        let text = |folder: &Value<'_>| match folder.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some(text.to_owned()),
            Some(_) => {
                self.wrong("empty-value", folder, "a library folder is empty", "name a folder, or leave the key out");
                None
            }
            None => {
                self.wrong("wrong-type", folder, "library must be a folder or an array of folders", "put it in quotes");
                None
            }
        };
        folders.into_iter().filter_map(text).collect()
    }

    fn choice(&mut self, key: &str, value: &Value<'_>, choices: &[&'static str]) -> Option<String> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong("wrong-type", value, &format!("{key} must be text"), "put it in quotes");
            return None;
        };
        if choices.contains(&text) {
            return Some(text.to_owned());
        }
        let cure = match nearest(text, choices.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("choose one of {}", choices.join(", ")),
        };
        self.wrong("unknown-value", value, &format!("{key} cannot be {}", quoted(text)), &cure);
        None
    }

    fn measure(&mut self, value: &Value<'_>) -> Option<u16> {
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong("wrong-type", value, "measure must be a whole number", "write it without quotes: 72");
            return None;
        };
        let cells =
            u16::from_str_radix(number.as_str(), number.radix()).ok().filter(|cells| (66..=100).contains(cells));
        if cells.is_none() {
            self.wrong("out-of-range", value, "measure must be from 66 to 100", "the default is 72");
        }
        cells
    }

    fn switch(&mut self, key: &str, value: &Value<'_>) -> Option<bool> {
        let on = value.get_ref().as_bool();
        if on.is_none() {
            let message = format!("{key} must be true or false");
            self.wrong("wrong-type", value, &message, "write it without quotes: true or false");
        }
        on
    }

    fn style(&mut self, value: &Value<'_>) -> Option<String> {
        let value = self.only("cite", "style", value)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong("wrong-type", value, "style must be text", "put it in quotes");
            return None;
        };
        if style::is_known(text) {
            return Some(text.to_owned());
        }
        let why = StyleError::Unknown(clean::line(text));
        self.wrong("unknown-value", value, &why.to_string(), &why.cure());
        None
    }

    fn quote(&mut self, value: &Value<'_>) -> Option<Template> {
        let value = self.only("quote", "format", value)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong("wrong-type", value, "format must be text", "put it in quotes");
            return None;
        };
        let mistakes = match Template::read(text) {
            Ok(template) => return Some(template),
            Err(mistakes) => mistakes,
        };
        for (wrong, at) in mistakes {
            let written = text.get(at.clone()).unwrap_or_default();
            let (code, message, cure) = match &wrong {
                Wrong::Unknown(name) => {
                    ("unknown-field", format!("there is no field {}", quoted(written)), field_meant(name))
                }
                Wrong::Brace => (
                    "stray-brace",
                    "this brace belongs to no field".to_owned(),
                    "write {{ or }} for a brace".to_owned(),
                ),
                Wrong::NoQuote => (
                    "unknown-field",
                    "the words that are quoted are missing".to_owned(),
                    "put {quote} somewhere".to_owned(),
                ),
            };
            self.complaints.push(Diagnostic::error(code, self.place_of(value, text, at), &message).help(&cure));
        }
        None
    }

    /// The value of the only key that a table has; other keys are complained of.
    fn only<'t, 's>(&mut self, table: &str, key: &str, value: &'t Value<'s>) -> Option<&'t Value<'s>> {
        let rows = self.table(value, table, &format!("write a table: [{table}]"))?;
        for (name, _) in rows.iter().filter(|(name, _)| name.get_ref().as_ref() != key) {
            let message = format!("unknown key {}", quoted(name.get_ref().as_ref()));
            let cure = format!("{table} has one key: `{key}`");
            self.complaints.push(Diagnostic::warning("unknown-key", name.span(), &message).help(&cure));
        }
        rows.iter().find(|(name, _)| name.get_ref().as_ref() == key).map(|(_, value)| value)
    }

    /// Where bytes of a text stand in the file. Escapes in a text move what is behind them; then the same words are looked for.
    fn place_of(&self, value: &Value<'_>, text: &str, at: Range<usize>) -> Range<usize> {
        let whole = value.span();
        let Some(written) = self.source.get(whole.clone()) else { return whole };
        let (Some(words), Some(before)) = (text.get(at.clone()), text.get(..at.start)) else { return whole };
        // As often as the words stood before.
        let nth = before.matches(words).count();
        match written.match_indices(words).nth(nth) {
            Some((start, _)) => whole.start + start..whole.start + start + words.len(),
            None => whole,
        }
    }

    fn searches(&mut self, value: &Value<'_>) -> Vec<RawSearch> {
        let Some(rows) = self.table(value, "searches", "write a table: [searches]") else { return Vec::new() };
        let mut searches: Vec<RawSearch> = rows.iter().filter_map(|(name, query)| self.search(name, query)).collect();
        searches.sort_by_key(|search| search.name_span.start);
        searches
    }

    fn feeds(&mut self, value: &Value<'_>) -> Vec<RawFeed> {
        let Some(rows) = self.table(value, "feeds", "write a table: [feeds]") else { return Vec::new() };
        let mut rows: Vec<_> = rows.iter().collect();
        rows.sort_by_key(|(name, _)| name.span().start);
        let mut feeds = Vec::new();
        for (name, address) in rows {
            let name = name.get_ref().as_ref();
            if let Some(address) = address.get_ref().as_str() {
                feeds.push(RawFeed { name: name.to_owned(), address: address.to_owned() });
            } else {
                let message = format!("the address of {} must be text", quoted(name));
                self.wrong("wrong-type", address, &message, "put it in quotes: courts = \"https://…\"");
            }
        }
        feeds
    }

    fn checks(&mut self, value: &Value<'_>) -> Checks {
        let mut checks = Checks::default();
        let Some(rows) = self.table(value, "lint", "write a table: [lint]") else { return checks };
        for (key, value) in rows {
            let name = key.get_ref().as_ref();
            if name == STALE_AFTER {
                checks.stale_after = self.age(value).unwrap_or(checks.stale_after);
            } else if lint::named(name).is_none() {
                let message = format!("unknown rule {}", quoted(name));
                let cure = lint::no_such_rule(name);
                self.complaints.push(Diagnostic::warning("unknown-key", key.span(), &message).help(&cure));
            } else if let Some(level) = self.choice(name, value, &Level::ALL.map(Level::name)) {
                checks.set(name, Level::named(&level).unwrap_or_default());
            }
        }
        checks
    }

    fn age(&mut self, value: &Value<'_>) -> Option<Age> {
        let age = value.get_ref().as_str().and_then(Age::read);
        if age.is_none() {
            let cure = "write how many days, weeks, months or years: 6m, 1y";
            self.wrong("unknown-value", value, &format!("{STALE_AFTER} must be an age"), cure);
        }
        age
    }

    fn search(&mut self, name: &Spanned<impl AsRef<str>>, query: &Value<'_>) -> Option<RawSearch> {
        let text = query.get_ref().as_str();
        if text.is_none_or(|text| text.trim().is_empty()) {
            let code = if text.is_none() { "wrong-type" } else { "empty-value" };
            let message = format!("what {} searches for must be text", quoted(name.get_ref().as_ref()));
            self.wrong(code, query, &message, "put the query in quotes: courts = \"agency:EOIR\"");
        }
        let query_text = text.filter(|text| !text.trim().is_empty())?.to_owned();
        let name_text = name.get_ref().as_ref().to_owned();
        Some(RawSearch { name: name_text, query: query_text, name_span: name.span(), query_span: query.span() })
    }

    fn scopes(&mut self, value: &Value<'_>) -> Vec<RawBinding> {
        let mut bindings = Vec::new();
        let Some(scopes) = self.table(value, "keys", SCOPE_TABLE) else { return bindings };
        for (scope, rows) in scopes {
            let Some(rows) = self.table(rows, "a scope of keys", SCOPE_TABLE) else { continue };
            bindings.extend(rows.iter().filter_map(|(key, command)| self.binding(scope.get_ref(), key, command)));
        }
        // The table is by name; whoever complains of clashes speaks of the later of two.
        bindings.sort_by_key(|binding| binding.key_span.start);
        bindings
    }

    fn binding(&mut self, scope: &str, key: &Spanned<impl AsRef<str>>, command: &Value<'_>) -> Option<RawBinding> {
        let Some(name) = command.get_ref().as_str() else {
            let message = format!("what {} runs must be text", quoted(key.get_ref().as_ref()));
            self.wrong("wrong-type", command, &message, "put the command's name in quotes, or \"\" to free the key");
            return None;
        };
        Some(RawBinding {
            scope: scope.to_owned(),
            key: key.get_ref().as_ref().to_owned(),
            command: name.to_owned(),
            key_span: key.span(),
            command_span: command.span(),
        })
    }

    fn table<'t, 's>(&mut self, value: &'t Value<'s>, what: &str, cure: &str) -> Option<&'t DeTable<'s>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong("wrong-type", value, &format!("{what} must be a table"), cure);
        }
        table
    }

    fn wrong(&mut self, code: &'static str, value: &Value<'_>, message: &str, cure: &str) {
        self.complaints.push(Diagnostic::error(code, value.span(), message).help(cure));
    }
}

/// The field that was meant, else all there are.
fn field_meant(name: &str) -> String {
    match nearest(name, fields()) {
        Some(near) => format!("did you mean `{{{near}}}`?"),
        None => format!("fields are {}", fields().map(|field| format!("{{{field}}}")).join(", ")),
    }
}
