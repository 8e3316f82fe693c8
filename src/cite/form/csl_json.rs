//! CSL-JSON: <https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables> and the schema of
//! `csl-data.json`. What [`csl`](crate::cite::csl) gives to the processor is made here, too.

use serde_json::{Map, Value, json};

use crate::article::Date;
use crate::cite::{Kind, Name, Work};
use crate::text::Clean;

/// The items, an array.
#[must_use]
pub fn write(works: &[Work]) -> String {
    let items: Vec<Value> = works.iter().map(item).collect();
    // Maps with text for keys, written into memory.
    let text = serde_json::to_string_pretty(&items).unwrap_or_default();
    text + "\n"
}

/// An item as it leaves: with everything that is known.
fn item(work: &Work) -> Value {
    let mut item = record(work);
    let mut put = |name: &str, value: &str| item.insert(name.to_owned(), json!(value));
    put("type", work.kind.row().csl);
    if let Some(title) = &work.title {
        put("title", title);
    }
    if let Some(publisher) = &work.publisher {
        put(work.kind.row().csl_publisher, publisher);
    }
    if let Some(note) = super::note(work) {
        put("note", &note);
    }
    Value::Object(item)
}

/// An item as a style sets it. A publisher who is the only author, too, is left out: APA 7 (section 9.24), MLA 9 (5.54) and
/// Chicago want it named once, and their styles in CSL leave that to the data. What has no kind and no address is set like a
/// page, since Chicago's style sets next to nothing for a mere "document".
pub(in crate::cite) fn record(work: &Work) -> Map<String, Value> {
    let mut item = Map::new();
    let row = work.kind.row();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(name.to_owned(), value);
        }
    };
    let text = |text: &Option<Clean>| text.as_ref().map(|text| json!(text.as_str()));
    put("id", Some(json!(work.key)));
    put("type", Some(json!(if work.kind == Kind::Document { Kind::Page.row().csl } else { row.csl })));
    put("title", work.title.as_ref().map(|title| json!(curled(title))));
    put("author", (!work.authors.is_empty()).then(|| work.authors.iter().map(name).collect()));
    let is_author = |publisher: &Clean| work.authors == [Name::Whole(publisher.clone())];
    put(row.csl_publisher, text(&work.publisher.clone().filter(|publisher| !is_author(publisher))));
    put("issued", work.published.as_ref().map(date));
    put("accessed", work.accessed.as_ref().map(date));
    put("URL", text(&work.url));
    put("language", text(&work.language));
    item
}

/// An item that stands where another text will be, and is sorted like it.
pub(in crate::cite) fn stand_in(text: &str) -> Map<String, Value> {
    [("type", "document"), ("title", text)].into_iter().map(|(key, value)| (key.to_owned(), json!(value))).collect()
}

/// With typographer's quotation marks. The processor curls straight ones, too, but takes the second pair of a title for
/// apostrophes.
fn curled(text: &str) -> String {
    let mut curled = String::with_capacity(text.len());
    for c in text.chars() {
        let opens =
            curled.chars().next_back().is_none_or(|before| before.is_whitespace() || "([{—–“‘".contains(before));
        curled.push(match c {
            '\'' if opens => '‘',
            '\'' => '’',
            '"' if opens => '“',
            '"' => '”',
            c => c,
        });
    }
    curled
}

fn name(name: &Name) -> Value {
    match name {
        Name::Whole(whole) => json!({ "literal": whole.as_str() }),
        Name::Person { given, particle, family, suffix } => {
            let mut parts = Map::new();
            let known = [
                ("family", Some(family)),
                ("given", Some(given)),
                ("non-dropping-particle", particle.as_ref()),
                ("suffix", suffix.as_ref()),
            ];
            for (part, text) in known {
                if let Some(text) = text {
                    parts.insert(part.to_owned(), json!(text.as_str()));
                }
            }
            Value::Object(parts)
        }
    }
}

fn date(date: &Date) -> Value {
    json!({ "date-parts": [[date.year, date.month, date.day]] })
}
