//! `source-without-address`: a source that nobody can look up.
//!
//! **What.** A source with neither `url`, nor `archive_url`, nor `citation`.
//!
//! **Why.** A title alone does not lead a reader to what carries a takeaway; titles change and repeat.
//!
//! **Examples.**
//!
//! ```toml breaks
//! headline = "The sheriff"
//! [[sources]]
//! title = "NYPD to Cops: Your Job Is Not to Help ICE"
//! ```
//!
//! ```toml keeps
//! headline = "The sheriff"
//! [[sources]]
//! title = "Enforcement of immigration law"
//! citation = "8 U.S.C. § 1373"
//! ```
//!
//! **Fix.** Record where it stands; `url = "https://…"`, or for law `citation = "8 U.S.C. § 1373 (2018)"`. Where the
//! article names its sources by title only, say so:
//!
//! ```toml
//! [expect]
//! source-without-address = "the article lists titles only"
//! ```

use super::super::{Finding, Look, Rule, Subject};
use crate::article::Source;

/// The rule.
pub const RULE: Rule = Rule { code: "source-without-address", file: include_str!("source_without_address.rs"), find };

fn find(look: &Look<'_>) -> Vec<Finding> {
    let without = |source: &Source| source.url.is_none() && source.archive_url.is_none() && source.citation.is_none();
    let bare = look.article.sources.iter().enumerate().filter(|(_, source)| without(source));
    bare.map(|(index, _)| Finding {
        at: Subject::Source(index),
        message: format!("source {} has neither url, archive_url nor citation", index + 1),
        help: "record where a reader finds it, or say why not under [expect]".to_owned(),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::lint::rule::sample::found;

    #[test]
    fn any_of_three_is_enough() {
        let bare = Source { title: Some("A".into()), ..Source::default() };
        let with = |source| found(RULE, &Article { sources: vec![bare.clone(), source], ..Article::default() }).len();
        assert_eq!(with(bare.clone()), 2);
        assert_eq!(with(Source { url: Some("u".into()), ..Source::default() }), 1);
        assert_eq!(with(Source { archive_url: Some("u".into()), ..Source::default() }), 1);
        assert_eq!(with(Source { citation: Some("8 U.S.C. § 1373".into()), ..Source::default() }), 1);
    }
}
