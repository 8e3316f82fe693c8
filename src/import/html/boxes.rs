//! Takeaways and sources that stand beside the text of a page, where readability would leave them out: in a box at the
//! side, or as a list that is all links.
//!
//! A box of takeaways is lifted: taken out of the page before its text is looked for, so that it cannot be there twice.
//! Sources are only noted; where the text keeps their list, it is recognised there, as in every other form.

use dom_query::{Document, NodeRef};
use url::Url;

use super::walk;
use crate::article::Source;
use crate::import::recognise::label::{self, Sure};

/// What classes and ids of such boxes contain, without what joins their words.
const MARKS: [&str; 9] = [
    "takeaway",
    "keypoint",
    "storyhighlight",
    "articlehighlight",
    "keyfinding",
    "keyfact",
    "fastfact",
    "ataglance",
    "tldr",
];
/// Takeaways of one article; a longer list is something else.
const MOST: usize = 20;
/// Characters of one takeaway.
const LONGEST: usize = 800;

/// What was found beside the text.
#[derive(Debug, Default)]
pub(super) struct Lifted {
    /// The takeaways, in order; no longer in the page.
    pub(super) takeaways: Vec<String>,
    /// The heading of a list of sources, and the sources; still in the page.
    pub(super) sources: Option<(String, Vec<Source>)>,
}

/// Takes the first box of takeaways out of the page, and notes its list of sources.
pub(super) fn lift(document: &Document, base: Option<&Url>) -> Lifted {
    let elements: Vec<NodeRef<'_>> = document.root().descendants_it().filter(NodeRef::is_element).collect();
    Lifted { takeaways: takeaways(&elements), sources: sources(&elements, base) }
}

fn takeaways(elements: &[NodeRef<'_>]) -> Vec<String> {
    for label in elements.iter().filter(|node| is_label(node, |text| label::takeaways(text) == Some(Sure::Yes))) {
        let Some(list) = list_after(label) else { continue };
        if let Some(items) = items(&list) {
            list.remove_from_parent();
            label.remove_from_parent();
            return items;
        }
    }
    // Boxes hold one another: the innermost that holds the list comes last.
    for marked in elements.iter().rev().filter(|node| is_marked(node)) {
        // Collected: a tree cannot be changed while it is looked through.
        let lists: Vec<_> = marked.descendants_it().filter(is_list).take(2).collect();
        let [list] = lists.as_slice() else { continue };
        let beside = walk::words(*marked).len().saturating_sub(walk::words(*list).len());
        if let Some(items) = items(list).filter(|_| beside <= 80) {
            marked.remove_from_parent();
            return items;
        }
    }
    Vec::new()
}

fn sources(elements: &[NodeRef<'_>], base: Option<&Url>) -> Option<(String, Vec<Source>)> {
    let labels = elements.iter().filter(|node| is_heading(node) && is_label(node, label::sources));
    labels.filter_map(|label| Some((walk::words(*label), list_after(label)?))).find_map(|(label, list)| {
        let items = list.children_it(false).filter(|item| item.has_name("li"));
        let sources: Vec<Source> = items.filter_map(|item| source(item, base)).collect();
        (!sources.is_empty()).then_some((label, sources))
    })
}

fn source(item: NodeRef<'_>, base: Option<&Url>) -> Option<Source> {
    let title = walk::words(item);
    let links = item.descendants_it().filter(|inner| inner.has_name("a")).filter_map(|link| link.attr("href"));
    let url = links.filter_map(|href| walk::resolve(base, &href)).find(|url| url.scheme() != "mailto");
    (!title.is_empty()).then(|| Source {
        title: Some(title.into()),
        url: url.map(|url| String::from(url).into()),
        ..Source::default()
    })
}

/// Whether an element says nothing but a label. The outermost that does would do, too; its list stands beside it all the same.
fn is_label(node: &NodeRef<'_>, labels: impl Fn(&str) -> bool) -> bool {
    const NAMES: [&str; 12] = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "strong", "b", "div", "span", "summary"];
    if !NAMES.iter().any(|name| node.has_name(name)) || node.descendants_it().take(12).count() > 11 {
        return false;
    }
    labels(&walk::words(*node))
}

fn is_heading(node: &NodeRef<'_>) -> bool {
    ["h1", "h2", "h3", "h4", "h5", "h6"].iter().any(|name| node.has_name(name))
}

fn is_list(node: &NodeRef<'_>) -> bool {
    node.has_name("ul") || node.has_name("ol")
}

/// The list that a label is about: the next element, or the next after what only holds the label.
fn list_after<'d>(label: &NodeRef<'d>) -> Option<NodeRef<'d>> {
    let words = walk::words(*label).len();
    let mut at = *label;
    for _ in 0..4 {
        if let Some(next) = at.next_element_sibling() {
            if is_list(&next) {
                return Some(next);
            }
            let lists: Vec<_> = next.descendants_it().filter(is_list).take(2).collect();
            let [only] = lists.as_slice() else { return None };
            return (walk::words(*only).len() == walk::words(next).len()).then_some(*only);
        }
        at = at.parent().filter(|parent| walk::words(*parent).len() == words)?;
    }
    None
}

/// The items as takeaways; nothing where they are a menu (all links) or not the length that takeaways have.
fn items(list: &NodeRef<'_>) -> Option<Vec<String>> {
    let nodes: Vec<_> = list.children_it(false).filter(|item| item.has_name("li")).collect();
    let items: Vec<String> = nodes.iter().map(|item| walk::words(*item)).filter(|text| !text.is_empty()).collect();
    let linked = |item: &NodeRef<'_>| -> usize {
        item.descendants_it().filter(|inner| inner.has_name("a")).map(|link| walk::words(link).len()).sum()
    };
    let (letters, linked): (usize, usize) = (items.iter().map(String::len).sum(), nodes.iter().map(linked).sum());
    let fits =
        (1..=MOST).contains(&items.len()) && items.iter().all(|text| text.len() <= LONGEST) && linked * 2 <= letters;
    fits.then_some(items)
}

/// Whether class or id say that the element is a box of takeaways.
fn is_marked(node: &NodeRef<'_>) -> bool {
    let names = [node.attr("class"), node.attr("id")].into_iter().flatten();
    let joined: String = names
        .flat_map(|names| names.to_lowercase().chars().collect::<Vec<_>>())
        .filter(|c| !matches!(c, '-' | '_'))
        .collect();
    MARKS.iter().any(|mark| joined.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lifted(body: &str) -> (Vec<String>, String) {
        let document = Document::from(format!("<body>{body}</body>"));
        let lifted = lift(&document, None);
        (lifted.takeaways, walk::words(document.root()))
    }

    #[test]
    fn boxes_of_every_make() {
        let list = "<ul><li>Fees rise.</li><li>Forms <b>change</b>.</li></ul>";
        for body in [
            format!("<aside><h3>Key Takeaways:</h3>{list}</aside><p>Text.</p>"),
            format!("<div><div><p><strong>At a glance</strong></p></div>{list}</div><p>Text.</p>"),
            format!("<div><h4>Key points</h4><div>{list}</div></div><p>Text.</p>"),
            format!("<div class='c-Key_Takeaways'><p>In short</p>{list}</div><p>Text.</p>"),
        ] {
            let (takeaways, rest) = lifted(&body);
            assert_eq!(takeaways, ["Fees rise.", "Forms change."], "{body}");
            assert!(rest.ends_with("Text.") && !rest.contains("Fees"), "{rest}");
        }
    }

    #[test]
    fn menus_and_texts_stay() {
        for body in [
            "<h3>Highlights</h3><ul><li><a href=/a>One</a></li><li><a href=/b>Two</a></li></ul>",
            "<h3>Key points</h3><p>Text between.</p><ul><li>One</li></ul>",
            "<div class=takeaways><p>A long text that says a lot about something else than the list below it, and goes on and on.</p><ul><li>One</li></ul></div>",
        ] {
            assert_eq!(lifted(body).0, [""; 0], "{body}");
        }
    }

    #[test]
    fn sources_with_their_links() {
        let body =
            "<h2>Sources</h2><ol><li><a href='https://example.org/rule'>The rule</a>, 2024</li><li>A letter</li></ol>";
        let (label, sources) = lift(&Document::from(body), None).sources.unwrap();
        assert_eq!((label.as_str(), sources.len()), ("Sources", 2));
        assert_eq!(sources[0].title.as_ref().unwrap().raw(), "The rule, 2024");
        assert_eq!(sources[0].url.as_ref().unwrap().raw(), "https://example.org/rule");
        assert!(sources[1].url.is_none());
    }
}
