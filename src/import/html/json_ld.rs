//! What a page says of itself in JSON-LD, in schema.org's terms.
//!
//! Pages nest it in arrays and graphs, write one author or many, as text or as things, and leave line breaks in strings.
//! All of that is read; what is of an unexpected kind is passed over.

use dom_query::Document;
use serde_json::Value;

/// Objects looked at, over all blocks of a page.
const OBJECTS: usize = 2_000;

/// What it states; empty where it does not.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Stated {
    /// Whether an article, report or posting is stated at all.
    pub(super) is_article: bool,
    pub(super) headline: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    pub(super) topics: Vec<String>,
}

/// Reads the first article that the page's blocks state, else the page itself as they state it.
pub(super) fn read(document: &Document) -> Stated {
    let blocks: Vec<Value> = document
        .select("script[type='application/ld+json']")
        .iter()
        .filter_map(|script| {
            let text: String = script.text().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            let text = text.trim().trim_start_matches("<!--").trim_start_matches("<![CDATA[");
            serde_json::from_str(text.trim_end_matches("-->").trim_end_matches("]]>")).ok()
        })
        .collect();
    let objects = objects(&blocks);
    let is = |object: &&Value, kinds: &[&str]| texts(object.get("@type")).iter().any(|kind| ends_with(kind, kinds));
    let article = objects.iter().find(|object| is(object, &["Article", "Posting", "Report"]));
    let page = article.or_else(|| objects.iter().find(|object| is(object, &["WebPage"])));
    page.map(|object| stated(object, &objects, article.is_some())).unwrap_or_default()
}

fn ends_with(kind: &str, kinds: &[&str]) -> bool {
    kinds.iter().any(|one| kind.ends_with(one))
}

/// All objects of the blocks that could state a page, breadth first: in arrays, graphs and main entities.
fn objects(blocks: &[Value]) -> Vec<&Value> {
    let mut queue: Vec<&Value> = blocks.iter().collect();
    let mut at = 0;
    while let Some(value) = queue.get(at).copied() {
        at += 1;
        if queue.len() > OBJECTS {
            break;
        }
        match value {
            Value::Array(values) => queue.extend(values),
            Value::Object(fields) => {
                queue.extend(["@graph", "mainEntity", "mainEntityOfPage"].iter().filter_map(|key| fields.get(*key)));
            }
            _ => {}
        }
    }
    queue.retain(|value| value.is_object());
    queue
}

fn stated(object: &Value, all: &[&Value], is_article: bool) -> Stated {
    let text = |key: &str| texts(object.get(key)).into_iter().next();
    let names = |key: &str| names(object.get(key), all);
    Stated {
        is_article,
        headline: text("headline").or_else(|| text("name")),
        summary: text("description"),
        authors: names("author").into_iter().take(20).collect(),
        publisher: names("publisher").into_iter().next(),
        published: text("datePublished").or_else(|| text("dateCreated")),
        updated: text("dateModified"),
        language: text("inLanguage"),
        url: text("url"),
        topics: texts(object.get("keywords")),
    }
}

/// The texts of a value that is one or an array of them.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) if !text.trim().is_empty() => vec![text.trim().to_owned()],
        Some(Value::Array(values)) => {
            values.iter().filter_map(Value::as_str).map(|text| text.trim().to_owned()).collect()
        }
        _ => Vec::new(),
    }
}

/// The names of things that are text, objects with a name, references to objects elsewhere, or arrays of these.
fn names(value: Option<&Value>, all: &[&Value]) -> Vec<String> {
    let one = |value: &Value| -> Vec<String> {
        let Value::Object(fields) = value else { return texts(Some(value)) };
        let own = texts(fields.get("name"));
        if !own.is_empty() {
            return own;
        }
        let id = fields.get("@id").and_then(Value::as_str);
        let meant = all.iter().find(|other| id.is_some() && other.get("@id").and_then(Value::as_str) == id);
        meant.map(|other| texts(other.get("name"))).unwrap_or_default()
    };
    match value {
        Some(Value::Array(values)) => values.iter().flat_map(one).collect(),
        Some(value) => one(value),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_from(json: &str) -> Stated {
        read(&Document::from(format!("<script type='application/ld+json'>{json}</script>")))
    }

    #[test]
    fn an_article_in_a_graph_whose_author_is_a_reference() {
        let stated = read_from(
            r##"{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Site"},
            {"@type":["NewsArticle"],"headline":"Fees rise","author":{"@id":"#ann"},"datePublished":"2025-02-05",
            "publisher":{"name":"The Paper"}},{"@type":"Person","@id":"#ann","name":"Ann Lee"}]}"##,
        );
        assert_eq!(stated.headline.as_deref(), Some("Fees rise"));
        assert_eq!(stated.authors, ["Ann Lee"]);
        assert_eq!(stated.publisher.as_deref(), Some("The Paper"));
        assert_eq!(stated.published.as_deref(), Some("2025-02-05"));
        assert!(stated.is_article);
    }

    #[test]
    fn authors_of_every_kind() {
        let author = |json: &str| read_from(&format!(r#"[{{"@type":"Article","author":{json}}}]"#)).authors;
        assert_eq!(author(r#""Ann""#), ["Ann"]);
        assert_eq!(author(r#"["Ann",{"name":"Bo"},{"name":["Cy","Di"]},3,null]"#), ["Ann", "Bo", "Cy", "Di"]);
        assert_eq!(author("17"), [""; 0]);
    }

    #[test]
    fn line_breaks_in_strings_and_rubbish() {
        assert_eq!(read_from("{\"@type\":\"BlogPosting\",\"headline\":\"a\nb\"}").headline.as_deref(), Some("a b"));
        assert_eq!(read_from("{\"@type\":"), Stated::default());
        assert_eq!(read_from(&"[".repeat(100_000)), Stated::default());
    }
}
