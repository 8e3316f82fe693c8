//! What was written comes back; what other tools write; what is no annotation.

use super::*;
use crate::annotation::{Sheet, sample, write::write};
use crate::article::anchor::Anchor;
use crate::reading::{Colour, Identity, Note, Notebook, State, What};

const NOW: Moment = 1_800_000_000;

/// What an empty notebook holds once a text is read.
fn taken_in(text: &str) -> Vec<(Identity, State)> {
    let incoming = read(text, NOW).unwrap();
    assert_eq!(incoming.refused, []);
    let mut notebook = Notebook::in_memory().unwrap();
    notebook.apply(&incoming.changes).unwrap();
    notebook.everything().unwrap()
}

fn bare(sheets: Vec<Sheet>) -> Vec<(Identity, State)> {
    sheets.into_iter().map(|sheet| (sheet.article, sheet.state)).collect()
}

#[test]
fn what_was_written_comes_back_whole() {
    let sheets = vec![sample::full(), sample::hostile()];
    let text = write(&sheets);
    assert!(!text.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "safe on a terminal");
    assert_eq!(taken_in(&text), bare(sheets.clone()));
    assert_eq!(write(&sheets), text, "and the same names are given again");
    assert_eq!(taken_in(&write(&[])), []);
}

#[test]
fn it_is_what_the_model_asks_for() {
    let all: serde_json::Value = serde_json::from_str(&write(&[sample::full()])).unwrap();
    let all = all.as_array().unwrap();
    for one in all {
        assert_eq!(
            (&one["@context"], &one["type"]),
            (&"http://www.w3.org/ns/anno.jsonld".into(), &"Annotation".into())
        );
        assert!(one["id"].as_str().unwrap().starts_with("urn:uuid:"));
        assert_eq!(one["target"]["source"], "https://example.org/story");
    }
    let motivations: Vec<_> = all.iter().map(|one| one["motivation"].to_string()).collect();
    let wanted = [
        "\"highlighting\"",
        "[\"highlighting\",\"commenting\"]",
        "\"commenting\"",
        "\"commenting\"",
        "\"tagging\"",
        "\"bookmarking\"",
        "\"classifying\"",
        "\"identifying\"",
        "\"identifying\"",
    ];
    assert_eq!(motivations, wanted);
    let selectors = &all[0]["target"]["selector"];
    let quote = serde_json::json!({"type": "TextQuoteSelector", "exact": "the *words*", "prefix": "before ", "suffix": " behind"});
    assert_eq!(selectors[0], quote);
    assert_eq!((&selectors[1]["type"], &selectors[1]["value"]), (&"FragmentSelector".into(), &"s1.p2".into()));
    assert_eq!(all[0]["created"], "2025-02-05T10:00:00Z");
    assert_eq!(all[0]["target"]["styleClass"], "pink");
    assert_eq!(all[1]["body"][0]["format"], "text/plain");
}

/// The only note of a text.
fn note(text: &str) -> (Identity, Note) {
    let incoming = read(text, NOW).unwrap();
    assert_eq!(incoming.refused, []);
    let Some(What::Note { to: Some(note), .. }) = incoming.changes.first().map(|change| change.what.clone()) else {
        panic!("no note: {incoming:?}");
    };
    (Identity::clone(&incoming.changes[0].article), *note)
}

#[test]
fn other_tools_quote_too() {
    let (article, found) = note(
        r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "https://tool.example/a/1", "type": "Annotation",
            "created": "2015-03-07T09:48:34.891753+00:00", "bodyValue": "A remark",
            "target": {"source": {"id": "https://example.org/x#top"},
                "selector": [{"type": "RangeSelector"}, {"type": "XPathSelector", "value": "/p", "refinedBy":
                    {"type": "TextQuoteSelector", "exact": " two\n   words ", "prefix": "a\tb"}}]}}"#,
    );
    assert_eq!(
        (article.url.as_deref(), article.headline.as_str()),
        (Some("https://example.org/x"), "https://example.org/x")
    );
    let anchor = found.anchor.unwrap();
    let wanted = Anchor { exact: "two words".to_owned(), prefix: "a b".to_owned(), ..Anchor::default() };
    assert_eq!((anchor, found.body.as_str(), found.colour), (wanted, "A remark", None));
    assert_eq!((found.created, found.modified), (1_425_721_714, 1_425_721_714));
}

#[test]
fn a_quote_alone_is_a_highlight_and_tags_go_to_the_article() {
    let quote = r#"{"type": "TextQuoteSelector", "exact": "x"}"#;
    let (_, found) =
        note(&format!(r#"[{{"type": "Annotation", "target": {{"source": "a:b", "selector": {quote}}}}}]"#));
    assert_eq!((found.colour, found.body.as_str(), found.created), (Some(Colour::Yellow), "", NOW));
    let tagged = r#"[{"type": ["Annotation"], "motivation": "oa:tagging", "body": [{"value": "b"}, {"value": "a"}], "target": "u:x"}]"#;
    assert_eq!(taken_in(tagged)[0].1.tags, ["a", "b"]);
}

#[test]
fn pages_and_collections() {
    let one = |name: &str| format!(r#"{{"type": "Annotation", "bodyValue": "{name}", "target": "u:x"}}"#);
    let collection = format!(
        r#"{{"type": "AnnotationCollection", "total": 3, "first": {{"type": "AnnotationPage", "items": [{}, {}],
            "next": {{"items": [{}]}}}}}}"#,
        one("a"),
        one("b"),
        one("c")
    );
    let bodies: Vec<String> = taken_in(&collection)[0]
        .1
        .notes
        .iter()
        .map(|(_, note)| note.body.clone())
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    assert_eq!(bodies, ["a", "b", "c"]);
}

#[test]
fn what_is_not_understood_is_told_with_its_line() {
    let text = "[\n{\"type\": \"Annotation\", \"bodyValue\": \"x\", \"target\": \"u:x\"},\n  5,\n\n{\"type\": \"Dog\"},\n\
        {\"type\": \"Annotation\"},{\"type\": \"Annotation\", \"target\": {\"selector\": 1}},\n\
        {\"type\": \"Annotation\", \"target\": {\"source\": \"u:x\", \"selector\": {\"type\": \"SvgSelector\"}}},\n\
        {\"type\": \"Annotation\", \"target\": \"u:x\"}]";
    let incoming = read(text, NOW).unwrap();
    assert_eq!(incoming.changes.len(), 1);
    let told: Vec<(usize, &str)> = incoming.refused.iter().map(|one| (one.line, one.reason.as_str())).collect();
    let wanted = [
        (3, "it is no object"),
        (5, "its type is not Annotation"),
        (6, "it has no target"),
        (6, "its target has no source"),
        (7, "its passage is not quoted: there is no TextQuoteSelector"),
        (8, "it says nothing: no text, no highlight, no tag"),
    ];
    assert_eq!(told, wanted);
}

#[test]
fn what_is_no_json_of_annotations_is_refused() {
    for text in ["", "x", "[", "{}", "5", "\"u\"", r#"{"items": 5}"#, r#"{"items": []}"#, "[1] 2"] {
        assert!(read(text, NOW).is_err(), "{text}");
    }
    let deep = format!("[{{\"type\": \"Annotation\", \"target\": {}{}}}]", "[".repeat(5000), "]".repeat(5000));
    assert!(read(&deep, NOW).unwrap().refused[0].reason.contains("recursion limit"));
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(read(&deep, NOW).unwrap().refused.len(), 1);
}
