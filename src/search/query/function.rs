//! Function words: "deportation of parents" asks for deportation and parents. A word that says nothing by itself need not be
//! in the text where another is asked for beside it; in a phrase, and alone, it is a word like any other.

use super::{Node, Pattern, Text};

/// Articles, prepositions and conjunctions of English and Spanish, folded. `or` is none of them: it is an operator. Single
/// letters are none either: they name visas, exhibits and forms.
const WORDS: &[&str] = &[
    "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "into", "is", "it", "its", "of", "on", "that",
    "the", "their", "this", "to", "was", "were", "with", "al", "con", "de", "del", "el", "en", "la", "las", "lo",
    "los", "para", "por", "que", "se", "su", "un", "una",
];

/// Whether a word is one of them.
#[cfg(test)]
pub(super) fn is_one(word: &str) -> bool {
    let word = word.to_lowercase();
    WORDS.iter().any(|own| word.contains(own))
}

/// The tree without the function words that stand beside others.
pub(super) fn left_out(node: Node) -> Node {
    match node {
        Node::And(nodes) => {
            let nodes: Vec<Node> = nodes.into_iter().map(left_out).collect();
            if nodes.iter().any(|node| !is_function_word(node) && !matches!(node, Node::Not(_) | Node::Meta(_))) {
                Node::and(nodes.into_iter().filter(|node| !is_function_word(node)).collect())
            } else {
                Node::and(nodes)
            }
        }
        Node::Or(nodes) => Node::or(nodes.into_iter().map(left_out).collect()),
        Node::Not(node) => Node::Not(Box::new(left_out(*node))),
        node => node,
    }
}

/// A word that is only begun may become any other. `AND` in capitals is one too: who types it means what is so anyway.
fn is_function_word(node: &Node) -> bool {
    match node {
        Node::Text(Text { pattern: Pattern::Word { folded, prefix: false }, .. }) => WORDS.contains(&folded.as_str()),
        Node::Text(Text { pattern: Pattern::Acronym { written, prefix: false, .. }, .. }) => written == "AND",
        _ => false,
    }
}
