//! `takeaway-without-passage`: a takeaway that no passage comes close to.
//!
//! **What.** A takeaway for which the file records no evidence, and to which, by wording, no passage of the text is close: the
//! same answer that `nutgraf evidence` gives. It says nothing about whether the takeaway is true. Articles in languages whose forms of
//! a word are not known (others than English, Spanish, French, Portuguese and German) are not looked at.
//!
//! **Why.** What the article does not say is no takeaway of it. Often the point is of an earlier draft, or of another story.
//!
//! **Examples.** The text says nothing of courts; in the second it does:
//!
//! ```toml breaks
//! headline = "Detainers in Ohio"
//! takeaways = ["Federal courts have struck down three presidential proclamations on asylum"]
//! [[sections]]
//! body = """
//! Sheriffs in Ohio hold people for the immigration agency when it sends a detainer.
//!
//! A county may choose not to.
//! """
//! ```
//!
//! ```toml keeps
//! headline = "Detainers in Ohio"
//! takeaways = ["Sheriffs hold people when they get a detainer"]
//! [[sections]]
//! body = """
//! Sheriffs in Ohio hold people for the immigration agency when it sends a detainer.
//!
//! A county may choose not to.
//! """
//! ```
//!
//! **Fix.** Take the takeaway out, or say it as the text does. Where it draws together what the text says in other words,
//! record the passages: `evidence = ["s2.p1", "s3.p4"]`.

use super::super::words::{has_text, language};
use super::super::{Finding, Look, Rule, Subject};
use crate::diagnostic::quoted;
use crate::insight::closest::closest;

/// The rule.
pub const RULE: Rule =
    Rule { code: "takeaway-without-passage", file: include_str!("takeaway_without_passage.rs"), find };

fn find(look: &Look<'_>) -> Vec<Finding> {
    let article = look.article;
    // Passages need not be looked for where all are recorded.
    if !has_text(article)
        || language(article).is_none()
        || article.takeaways.iter().all(|takeaway| !takeaway.evidence.is_empty())
    {
        return Vec::new();
    }
    let each = article.takeaways.iter().zip(closest(article)).enumerate();
    let far = each.filter(|(_, (takeaway, closest))| takeaway.evidence.is_empty() && !closest.found);
    far.map(|(index, (takeaway, _))| Finding {
        at: Subject::Takeaway(index),
        message: format!("no passage comes close to takeaway {}: {}", index + 1, quoted(&takeaway.text.line())),
        help: "say it as the text does, or record the passages as its evidence".to_owned(),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Evidence, Locator};
    use crate::lint::rule::sample::{found, with_takeaways};

    #[test]
    fn recorded_evidence_is_enough() {
        let mut article = with_takeaways(&["Nothing of the kind happened"], "Sheriffs hold people in Ohio.\nAnother.");
        assert_eq!(found(RULE, &article).len(), 1);
        article.takeaways[0].evidence.push(Evidence { locator: Locator::Block(1, 1), written: "s1.p1".into() });
        assert_eq!(found(RULE, &article).len(), 0);
        assert_eq!(found(RULE, &with_takeaways(&["A point"], "")).len(), 0, "no text, no finding");
    }
}
