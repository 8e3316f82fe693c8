//! One annotation.

use std::sync::Arc;

use serde_json::Value;
use serde_json::value::RawValue;

use crate::annotation::article::identity;
use crate::annotation::{LOCATOR, moment};
use crate::article::Part;
use crate::article::anchor::Anchor;
use crate::reading::{Change, Colour, Identity, Moment, Note, Uid, What};

/// What an annotation says; else why it is not understood.
pub(super) fn changes(item: &RawValue, now: Moment) -> Result<Vec<Change>, String> {
    // serde_json reads no deeper than 128, so neither do we.
    let value: Value = serde_json::from_str(item.get()).map_err(|why| format!("it cannot be read: {why}"))?;
    if !value.is_object() {
        return Err("it is no object".to_owned());
    }
    if !all(value.get("type")).iter().any(|kind| kind.as_str().is_some_and(|kind| kind.ends_with("Annotation"))) {
        return Err("its type is not Annotation".to_owned());
    }
    let target = target(&value)?;
    let said = Said::of(&value);
    let whats = said.whats(&value, &target, now);
    if whats.is_empty() {
        return Err("it says nothing: no text, no highlight, no tag".to_owned());
    }
    let article = Arc::new(target.article);
    Ok(whats.into_iter().map(|what| Change { article: Arc::clone(&article), what }).collect())
}

/// What an annotation is about.
struct Target<'v> {
    article: Identity,
    anchor: Option<Anchor>,
    style: Option<&'v str>,
}

fn target(value: &Value) -> Result<Target<'_>, String> {
    let targets = all(value.get("target"));
    let mut found = Err("it has no target".to_owned());
    for target in targets {
        found = one_target(target);
        if found.is_ok() {
            break;
        }
    }
    found
}

fn one_target(target: &Value) -> Result<Target<'_>, String> {
    let source = iri(target)
        .or_else(|| target.get("source").and_then(iri))
        .ok_or_else(|| "its target has no source".to_owned())?;
    // An address with a fragment is one of a part of the page.
    let page = source.split_once('#').map_or(source, |(page, _)| page);
    let article = identity(page, target.get("schema:isPartOf").unwrap_or(&Value::Null));
    let selectors = all(target.get("selector"));
    let anchor = anchor(&selectors);
    if anchor.is_none() && !selectors.is_empty() {
        return Err("its passage is not quoted: there is no TextQuoteSelector".to_owned());
    }
    let style = all(target.get("styleClass")).into_iter().find_map(Value::as_str);
    Ok(Target { article, anchor, style })
}

/// A resource by itself: a string, or an object whose `id` is one and which is no specific resource.
fn iri(resource: &Value) -> Option<&str> {
    let bare = resource.get("source").is_none();
    resource.as_str().or_else(|| resource.get("id").filter(|_| bare)?.as_str()).filter(|iri| !iri.trim().is_empty())
}

/// The quoted passage among selectors, also where it refines another.
fn anchor(selectors: &[&Value]) -> Option<Anchor> {
    let mut nested: Vec<&Value> = selectors.to_vec();
    let mut place = None;
    let mut quote = None;
    while let Some(selector) = nested.pop() {
        let text = |key: &str| selector.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        match selector.get("type").and_then(Value::as_str) {
            Some("TextQuoteSelector") if selector.get("exact").is_some() => {
                quote = Some((text("exact"), text("prefix"), text("suffix")));
            }
            Some("FragmentSelector") if text("conformsTo") == LOCATOR => {
                let start = selector.get("refinedBy").and_then(|refined| refined.get("start")).and_then(Value::as_u64);
                let offset = start.and_then(|start| usize::try_from(start).ok()).unwrap_or(0);
                let told =
                    all(selector.get("nutgraf:telling")).into_iter().filter_map(|told| told.as_str()?.parse().ok());
                place = text("value").parse::<Part>().ok().map(|part| (part, offset, told.collect()));
            }
            _ => {}
        }
        nested.extend(all(selector.get("refinedBy")));
    }
    let (exact, prefix, suffix) = quote?;
    Some(match place {
        Some((part, offset, telling)) => Anchor { exact, prefix, suffix, telling, part, offset, taken: None },
        // Other tools quote white space as the page has it.
        None => Anchor {
            exact: spaced(&exact).trim().to_owned(),
            prefix: spaced(&prefix),
            suffix: spaced(&suffix),
            ..Anchor::default()
        },
    })
}

/// With one space for each stretch of white space.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !spaced.ends_with(' ') {
            spaced.push(c);
        }
    }
    spaced
}

/// What its bodies say, by what they are for.
struct Said<'v> {
    motivations: Vec<&'v str>,
    comments: Vec<&'v str>,
    tags: Vec<&'v str>,
    classes: Vec<&'v str>,
    names: Vec<&'v str>,
}

impl<'v> Said<'v> {
    fn of(value: &'v Value) -> Self {
        let motivations: Vec<&str> =
            all(value.get("motivation")).into_iter().filter_map(Value::as_str).map(bare).collect();
        let mut said =
            Self { motivations, comments: Vec::new(), tags: Vec::new(), classes: Vec::new(), names: Vec::new() };
        said.comments.extend(value.get("bodyValue").and_then(Value::as_str));
        for body in all(value.get("body")) {
            let Some(text) = body.get("value").and_then(Value::as_str).filter(|text| !text.trim().is_empty()) else {
                continue;
            };
            let purpose = body.get("purpose").and_then(Value::as_str).map(bare);
            // A body without a purpose is for what the annotation is for.
            match purpose.or(said.motivations.first().copied()) {
                Some("tagging") => said.tags.push(text.trim()),
                Some("classifying") => said.classes.push(text),
                Some("identifying") => said.names.push(text),
                _ => said.comments.push(text),
            }
        }
        said
    }

    fn is_for(&self, motivation: &str) -> bool {
        self.motivations.contains(&motivation)
    }

    /// All of it as what is set.
    fn whats(&self, value: &Value, target: &Target<'_>, now: Moment) -> Vec<What> {
        let when = |key: &str| value.get(key).and_then(Value::as_str).and_then(moment::read);
        let created = when("created").or(when("modified")).unwrap_or(now);
        let modified = when("modified").unwrap_or(created);
        let mut whats = Vec::new();
        let is_place = target.anchor.is_some() && self.names.iter().any(|name| letter(name).is_some());
        let is_about_passage = target.anchor.is_some() && !is_place;
        if !self.comments.is_empty() || is_about_passage {
            let style = target.style.map(|style| Colour::named(style).unwrap_or_default());
            let bare = self.motivations.is_empty() && self.comments.is_empty();
            let highlighted = self.is_for("highlighting") || bare;
            let note = Note {
                anchor: target.anchor.clone(),
                colour: style.or(highlighted.then(Colour::default)),
                body: self.comments.join("\n\n"),
                created,
                modified,
            };
            whats.push(What::Note { uid: uid(value, target, &note), to: Some(Box::new(note)) });
        } else if self.is_for("bookmarking") {
            whats.push(What::Bookmark(Some(created)));
        }
        whats.extend(self.tags.iter().map(|tag| What::Tag { name: (*tag).to_owned(), on: true }));
        whats.extend(self.classes.iter().filter_map(|class| match *class {
            "read" => Some(What::Read(Some(true))),
            "unread" => Some(What::Read(Some(false))),
            _ => None,
        }));
        if is_place {
            let marks = self.names.iter().filter_map(|name| letter(name));
            whats.extend(marks.map(|name| What::Mark { name, to: target.anchor.clone() }));
        }
        whats
    }
}

/// The name of a place.
fn letter(name: &str) -> Option<char> {
    let mut letters = name.chars();
    letters.next().filter(|letter| letter.is_alphabetic() && letters.next().is_none())
}

/// A motivation without its prefix: `oa:tagging` is `tagging`.
fn bare(motivation: &str) -> &str {
    motivation.strip_prefix("oa:").unwrap_or(motivation)
}

/// The name of a note: its own UUID, else one that follows from its id, or from what it says where it has none.
fn uid(value: &Value, target: &Target<'_>, note: &Note) -> Uid {
    let id = value.get("id").and_then(Value::as_str).unwrap_or_default();
    if let Some(uuid) = id.strip_prefix("urn:uuid:").filter(|uuid| is_uuid(uuid)) {
        return Uid(uuid.to_ascii_lowercase());
    }
    let exact = note.anchor.as_ref().map(|anchor| anchor.exact.as_str()).unwrap_or_default();
    let said = if id.is_empty() { [&target.article.id, exact, &note.body].join("\0") } else { id.to_owned() };
    Uid::from_name(said.as_bytes())
}

fn is_uuid(text: &str) -> bool {
    let dash = |at: usize| matches!(at, 8 | 13 | 18 | 23);
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| if dash(at) { byte == b'-' } else { byte.is_ascii_hexdigit() })
}

/// The values of a key that may have one or several.
fn all(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
    }
}
