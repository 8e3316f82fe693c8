//! What the glossary adds to a tree: who types "temporary protected status" means TPS too.
//!
//! Words that stand side by side and are asked of the same texts make a run. The expansion of an acronym in a run becomes
//! a choice: the words, or the acronym. A run of two to eight words as a whole may be what an article's own terms stand
//! for; the index has a token for that, so it becomes a choice as well.

use std::ops::RangeInclusive;

use super::{Node, Pattern, Text};
use crate::glossary::Glossary;
use crate::search::query::Within;

/// Words of a run that an article's own acronym may stand for.
const OWN: RangeInclusive<usize> = 2..=8;

/// The tree with its choices.
pub(super) fn expanded(node: Node) -> Node {
    match node {
        Node::And(nodes) => Node::and(runs(nodes)),
        Node::Or(nodes) => Node::or(nodes.into_iter().map(expanded).collect()),
        Node::Not(node) => Node::Not(Box::new(expanded(*node))),
        node => node,
    }
}

/// Each run with its choices, and the rest as it was.
fn runs(nodes: Vec<Node>) -> Vec<Node> {
    let mut out = Vec::with_capacity(nodes.len());
    let mut run: Vec<Text> = Vec::new();
    for node in nodes {
        match node {
            Node::Text(text) if matches!(text.pattern, Pattern::Word { .. }) => {
                if run.last().is_some_and(|last| last.within != text.within) {
                    out.extend(chosen(std::mem::take(&mut run)));
                }
                run.push(text);
            }
            node => {
                out.extend(chosen(std::mem::take(&mut run)));
                out.push(expanded(node));
            }
        }
    }
    out.extend(chosen(run));
    out
}

/// A run with its choices.
fn chosen(run: Vec<Text>) -> Vec<Node> {
    let words: Vec<String> = run.iter().filter_map(word).collect();
    let (Some(within), Some(span)) = (run.first().map(|text| text.within), span(&run)) else { return Vec::new() };
    let nodes = with_acronyms(run, &words, within);
    if !OWN.contains(&words.len()) {
        return nodes;
    }
    let own = Node::Text(Text { span, within, pattern: Pattern::Expansion { words } });
    vec![Node::or(vec![Node::and(nodes), own])]
}

/// The nodes of a run in which each expansion, longest first, may be its acronym.
fn with_acronyms(mut run: Vec<Text>, words: &[String], within: Within) -> Vec<Node> {
    let glossary = Glossary::known();
    let mut nodes = Vec::with_capacity(run.len());
    let mut at = 0;
    while !run.is_empty() {
        let rest = words.get(at..).unwrap_or_default();
        let lengths = (2..=rest.len().min(glossary.longest())).rev();
        let found =
            lengths.filter_map(|length| rest.get(..length)).find(|head| glossary.terms_for(head).next().is_some());
        let Some(head) = found else {
            nodes.push(Node::Text(run.remove(0)));
            at += 1;
            continue;
        };
        let texts: Vec<Text> = run.drain(..head.len()).collect();
        let span = span(&texts).unwrap_or_default();
        let mut choice = vec![Node::and(texts.into_iter().map(Node::Text).collect())];
        for written in glossary.terms_for(head) {
            let pattern = Pattern::Acronym { written: written.to_owned(), prefix: false, expand: false };
            choice.push(Node::Text(Text { span: span.clone(), within, pattern }));
        }
        nodes.push(Node::or(choice));
        at += head.len();
    }
    nodes
}

fn word(text: &Text) -> Option<String> {
    match &text.pattern {
        Pattern::Word { folded, .. } => Some(folded.clone()),
        _ => None,
    }
}

fn span(texts: &[Text]) -> Option<std::ops::Range<usize>> {
    Some(texts.first()?.span.start..texts.last()?.span.end)
}
