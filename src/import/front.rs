//! Front matter: the lines of metadata above a Markdown text, in YAML between `---` or in TOML between `+++`.
//!
//! Every site generator has keys of its own, and what is needed of them is little: names and texts. So a front matter is
//! read as a flat list of keys with the texts of each; of a value that is a table, its `name` or `title` counts. Aliases,
//! which can make a few lines of YAML grow without end, are not followed, and nothing is built that could nest.
//!
//! What must not live here: which key means what ([`markdown`](super::markdown) knows).

use saphyr_parser::{Event, Parser, ScalarStyle};
use toml::Value;

use crate::format::read::too_deep;

/// Bytes that a front matter may have; what is longer is text.
const LIMIT: usize = 64 << 10;

/// Metadata as it stands above a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    fields: Vec<(String, Vec<String>)>,
    /// Whether it is broken, so that only what its plain lines say was read.
    pub broken: bool,
}

impl Front {
    /// The texts of the first of some keys that has any. Keys are compared without case, hyphens and underscores.
    #[must_use]
    pub fn texts(&self, keys: &[&str]) -> &[String] {
        let of_key = |key: &&str| self.fields.iter().find(|(own, texts)| own == key && !texts.is_empty());
        keys.iter().find_map(of_key).map(|(_, texts)| texts.as_slice()).unwrap_or_default()
    }

    /// The first text of the first of some keys that has any.
    #[must_use]
    pub fn text(&self, keys: &[&str]) -> Option<&str> {
        self.texts(keys).first().map(String::as_str)
    }

    fn add(&mut self, key: &str, texts: &[String]) {
        let key: String = key.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect();
        let texts = texts.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        self.fields.push((key, texts.filter(|text| !text.is_empty()).collect()));
    }
}

/// The front matter of a text, where it has one, and the text below it. Line ends must be `\n`.
#[must_use]
pub fn split(text: &str) -> (Option<Front>, &str) {
    let found = fenced(text, "---", &["---", "..."]).and_then(|(inside, rest)| Some((yaml(inside)?, rest)));
    let found = found.or_else(|| fenced(text, "+++", &["+++"]).and_then(|(inside, rest)| Some((toml(inside)?, rest))));
    match found {
        Some((front, rest)) => (Some(front), rest),
        None => (None, text),
    }
}

/// What stands between two lines, and what stands below.
fn fenced<'t>(text: &'t str, open: &str, close: &[&str]) -> Option<(&'t str, &'t str)> {
    let (first, inside) = text.trim_start_matches('\n').split_once('\n')?;
    if first.trim_end() != open {
        return None;
    }
    let mut at = 0;
    for line in inside.split_inclusive('\n') {
        if close.contains(&line.trim_end()) {
            return Some((inside.get(..at)?, inside.get(at + line.len()..)?));
        }
        at += line.len();
        if at > LIMIT {
            return None;
        }
    }
    None
}

/// The keys of a YAML mapping; none where it is something else, such as a text between two rules.
fn yaml(text: &str) -> Option<Front> {
    let mut front = Front::default();
    let mut events = Parser::new_from_str(text).map(|event| event.ok().map(|(event, _)| event));
    loop {
        // `title: The rule: what it says` is no YAML, and very common.
        let Some(Some(event)) = events.next() else { return lines(text) };
        match event {
            Event::MappingStart(..) => break,
            Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
            _ => return None,
        }
    }
    loop {
        match events.next() {
            Some(Some(Event::MappingEnd)) => return (!front.fields.is_empty()).then_some(front),
            Some(Some(Event::Scalar(key, ..))) => match value(&mut events) {
                Some(texts) => front.add(&key, &texts),
                None => return lines(text),
            },
            _ => return lines(text),
        }
    }
}

/// The texts of a value. None where the YAML is broken.
fn value<'e>(events: &mut impl Iterator<Item = Option<Event<'e>>>) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    match events.next()?? {
        Event::SequenceStart(..) => loop {
            match events.next()?? {
                Event::SequenceEnd => break,
                Event::MappingStart(..) => texts.extend(named(events)?),
                other => texts.extend(one(other, events)?),
            }
        },
        Event::MappingStart(..) => texts.extend(named(events)?),
        other => texts.extend(one(other, events)?),
    }
    Some(texts)
}

/// What names a mapping whose start has been read: the texts of its `name` and `title`, none or one as a rule.
fn named<'e>(events: &mut impl Iterator<Item = Option<Event<'e>>>) -> Option<Vec<String>> {
    let mut found = Vec::new();
    loop {
        let key = match events.next()?? {
            Event::MappingEnd => return Some(found),
            Event::Scalar(key, ..) => key,
            _ => return None,
        };
        let event = events.next()??;
        let text = one(event, events)?;
        if matches!(&*key, "name" | "title") {
            found.extend(text);
        }
    }
}

/// The one text of a scalar; none of what holds others, which is passed over, however deep it is.
fn one<'e>(event: Event<'e>, events: &mut impl Iterator<Item = Option<Event<'e>>>) -> Option<Vec<String>> {
    let mut depth = 0_usize;
    let mut event = event;
    loop {
        match event {
            Event::Scalar(text, style, ..) if depth == 0 => {
                let is_null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                return Some(if is_null { Vec::new() } else { vec![text.into_owned()] });
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(Vec::new());
        }
        event = events.next()??;
    }
}

/// What the plain lines of a broken front matter say: `key: text`. None where not every line could belong to one.
fn lines(text: &str) -> Option<Front> {
    let mut front = Front { broken: true, ..Front::default() };
    for line in text.lines() {
        let is_more = line.trim().is_empty() || line.starts_with([' ', '\t', '-', '#', ']', '}']);
        match line.split_once(':') {
            _ if is_more => {}
            Some((key, text)) if is_key(key) => {
                let text = text.trim();
                let quoted = |mark| text.strip_prefix(mark).and_then(|text: &str| text.strip_suffix(mark));
                front.add(key, &[quoted('"').or_else(|| quoted('\'')).unwrap_or(text).to_owned()]);
            }
            _ => return None,
        }
    }
    (!front.fields.is_empty()).then_some(front)
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// The keys of a TOML table; none where it is broken.
fn toml(text: &str) -> Option<Front> {
    if too_deep(text).is_some() {
        return None;
    }
    let table = toml::from_str::<toml::Table>(text).ok()?;
    let mut front = Front::default();
    for (key, value) in &table {
        let texts: Vec<String> = match value {
            Value::Array(values) => values.iter().filter_map(plain).collect(),
            Value::Table(inner) if key == "extra" || key == "params" => {
                // Where generators want the keys that they do not know.
                for (key, value) in inner {
                    front.add(key, &plain(value).into_iter().collect::<Vec<_>>());
                }
                continue;
            }
            other => plain(other).into_iter().collect(),
        };
        front.add(key, &texts);
    }
    Some(front)
}

/// The text of a TOML value.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Datetime(date) => Some(date.to_string()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Table(table) => table.get("name").or_else(|| table.get("title"))?.as_str().map(str::to_owned),
        Value::Float(_) | Value::Boolean(_) | Value::Array(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_with_their_texts() {
        let text = "---\ntitle: 'A visa: how long?'\nAuthors:\n  - name: Ana Ruiz\n    site: {a: [b]}\n  - Bo Li\nempty: ~\n\
                    pub_date: 2025-03-01\ntags: [asylum, {deep: [x]}, courts]\nsummary: >\n  two\n  lines\n---\n\nText\n";
        let (front, rest) = split(text);
        let front = front.unwrap();
        assert_eq!(rest, "\nText\n");
        assert_eq!(front.text(&["headline", "title"]), Some("A visa: how long?"));
        assert_eq!(front.texts(&["authors"]), ["Ana Ruiz", "Bo Li"]);
        assert_eq!(front.text(&["pubdate"]), Some("2025-03-01"));
        assert_eq!(front.texts(&["tags"]), ["asylum", "courts"]);
        assert_eq!(front.text(&["summary"]), Some("two lines"));
        assert_eq!(front.text(&["empty"]), None);
        assert!(!front.broken);
    }

    #[test]
    fn toml_between_plus_signs() {
        let text = "+++\ntitle = \"A\"\ndate = 2025-03-01\ntags = ['x', 'y']\n[extra]\nauthor = 'Ana Ruiz'\n+++\nB";
        let (front, rest) = split(text);
        let front = front.unwrap();
        assert_eq!((front.text(&["date"]), front.texts(&["tags"]).len(), rest), (Some("2025-03-01"), 2, "B"));
        assert_eq!(front.text(&["author"]), Some("Ana Ruiz"));
    }

    #[test]
    fn a_broken_one_says_what_its_lines_say() {
        let (front, rest) = split("---\ntitle: The rule: what it says\ntags:\n  - a\n---\nB");
        let front = front.unwrap();
        assert!(front.broken);
        assert_eq!((front.text(&["title"]), rest), (Some("The rule: what it says"), "B"));
    }

    #[test]
    fn a_text_between_rules_is_text() {
        for text in
            ["---\nNot metadata at all.\n---\nB", "---\n\n# A\n", "# A\n---\n", "---\n- a\n---\n", "---\n---\n", ""]
        {
            assert_eq!(split(text), (None, text));
        }
    }

    #[test]
    fn neither_depth_nor_aliases_cost_anything() {
        let deep = format!("---\na: {}\nb: c\n---\n", "[".repeat(20_000));
        let bomb = "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\ntitle: T\n---\n";
        let nested = format!("---\na: {}x\n---\n", "- ".repeat(20_000));
        let toml = format!("+++\na = {}\n+++\n", "[".repeat(20_000));
        let _ = (split(&deep), split(&nested), split(&toml));
        assert_eq!(split(bomb).0.unwrap().text(&["title"]), Some("T"));
    }
}
