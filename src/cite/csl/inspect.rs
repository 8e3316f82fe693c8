//! A look at a `.csl` file before it is used. The processor trusts styles: it calls macros as deep and as often as they are
//! written, and a macro that calls itself would take the whole program down.

use std::collections::HashMap;
use std::sync::mpsc;
use std::time::Duration;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Csl, Part};
use crate::article::Article;
use crate::cite::{StyleError, Work};
use crate::text::Clean;

/// How deep elements may stand in each other. The deepest style of the archive has 20.
const DEEPEST: usize = 64;

/// How many elements a style may come to when each macro stands where it is called.
const LARGEST: u64 = 100_000_000;

/// How long a style may take for a short work. They take a few milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);

/// A macro: elements of its own, and the macros that it calls.
#[derive(Default)]
struct Macro {
    elements: u64,
    calls: Vec<String>,
}

/// Refuses what the processor would not survive.
///
/// # Errors
/// When it is no XML, nests too deep, or has macros that call each other in a circle or too often.
pub(super) fn inspect(xml: &str) -> Result<(), StyleError> {
    let macros = macros(xml)?;
    let mut sizes = HashMap::new();
    let total =
        macros.keys().try_fold(0_u64, |sum, name| Some(sum.saturating_add(size(name, &macros, &mut sizes, 0)?)));
    match total {
        Some(total) if total <= LARGEST => Ok(()),
        _ => Err(StyleError::NotAStyle("its macros call each other without end".into())),
    }
}

/// Every macro of a style by its name.
fn macros(xml: &str) -> Result<HashMap<String, Macro>, StyleError> {
    let wrong = |why: String| StyleError::NotAStyle(crate::text::clean::line(&why));
    let mut reader = Reader::from_str(xml);
    let mut macros: HashMap<String, Macro> = HashMap::new();
    let (mut depth, mut within) = (0_usize, None);
    loop {
        let event = reader.read_event().map_err(|why| wrong(why.to_string()))?;
        let (element, opens) = match &event {
            Event::Eof => return Ok(macros),
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                if end.local_name().as_ref() == "macro" {
                    within = None;
                }
                continue;
            }
            Event::Start(element) => (element, true),
            Event::Empty(element) => (element, false),
            _ => continue,
        };
        depth += usize::from(opens);
        if depth > DEEPEST {
            return Err(StyleError::NotAStyle("its elements stand too deep in each other".into()));
        }
        if opens && element.local_name().as_ref() == "macro" {
            within = attribute(element, "name")?;
        } else if let Some(name) = &within {
            let one = macros.entry(name.clone()).or_default();
            one.elements += 1;
            one.calls.extend(attribute(element, "macro")?);
        }
    }
}

/// An attribute as it is written. One with an entity in it is refused, so that two spellings of a name cannot hide a circle.
fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, StyleError> {
    let wrong = || StyleError::NotAStyle("the name of a macro is not plain text".into());
    let attribute = element.try_get_attribute(name).map_err(|_malformed| wrong())?;
    let value = attribute.map(|attribute| attribute.value.to_string());
    if value.as_ref().is_some_and(|value| value.contains('&')) { Err(wrong()) } else { Ok(value) }
}

/// The elements that a macro comes to with all that it calls; none where it comes back to itself.
fn size(name: &str, macros: &HashMap<String, Macro>, sizes: &mut HashMap<String, u64>, depth: usize) -> Option<u64> {
    if let Some(size) = sizes.get(name) {
        return Some(*size);
    }
    // A circle is as deep as one likes; a chain is not longer than there are macros, nor as deep as this in any style.
    if depth > DEEPEST {
        return None;
    }
    let Some(one) = macros.get(name) else { return Some(0) };
    let mut total = one.elements;
    for call in &one.calls {
        total = total.saturating_add(size(call, macros, sizes, depth + 1)?);
    }
    sizes.insert(name.to_owned(), total);
    Some(total)
}

/// Sets a short work with the style.
///
/// # Errors
/// When the style cannot, or takes too long.
pub(super) fn try_out(csl: &Csl) -> Result<(), StyleError> {
    let article = Article {
        headline: "Headline".into(),
        authors: vec!["Jane Doe".into(), "U.S. Department of State".into()],
        publisher: Some("Publisher".into()),
        published: Some(crate::article::Date::day(2025, 2, 5)),
        url: Some("https://example.org/".into()),
        ..Article::default()
    };
    let work = Work::of_article(&"id".into(), &article);
    let (style, language, locales) = (csl.style.clone(), csl.language.clone(), csl.locales.clone());
    let copy = Csl { style, language, locales, part: csl.part };
    let (send, receive) = mpsc::channel();
    // One that never ends is left to itself: the program ends without it.
    let spawned = std::thread::Builder::new().name("style".to_owned()).stack_size(16 << 20).spawn(move || {
        // Nobody listens any more where it came too late.
        let _ = send.send(copy.set(&[work]));
    });
    spawned.map_err(|_system| StyleError::CannotSet)?;
    match receive.recv_timeout(PATIENCE) {
        Ok(Ok(set)) if set.first().is_some_and(|one| !one.text.is_empty()) => Ok(()),
        Ok(Err(why)) => Err(why),
        Ok(Ok(_)) if csl.part == Part::References => {
            Err(StyleError::NotAStyle(Clean::from("it sets nothing for a web page")))
        }
        _ => Err(StyleError::CannotSet),
    }
}
