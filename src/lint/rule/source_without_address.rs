//! `source-without-address`: a source that nobody can look up.
//!
//! **What.** A source with neither `url`, nor `archive_url`, nor `citation`.
//!
//! **Why.** A title alone does not lead a reader to what carries a takeaway; titles change and repeat.
//!
//! **Example.**
//! ```toml
//! [[sources]]
//! title = "NYPD to Cops: Your Job Is Not to Help ICE"
//! ```
//!
//! **Fix.** Record where it stands; `url = "https://…"`, or for law `citation = "8 U.S.C. § 1373 (2018)"`. Where the
//! article names its sources by title only, say so:
//! ```toml
//! [expect]
//! source-without-address = "the article lists titles only"
//! ```

use super::super::{Finding, Rule, Subject};
use crate::article::{Article, Source};

/// The rule.
pub const RULE: Rule =
    Rule { code: "source-without-address", summary: "a source with neither url, archive_url nor citation", find };

fn find(article: &Article) -> Vec<Finding> {
    let without = |source: &Source| source.url.is_none() && source.archive_url.is_none() && source.citation.is_none();
    let bare = article.sources.iter().enumerate().filter(|(_, source)| without(source));
    bare.map(|(index, _)| Finding {
        at: Subject::Source(index),
        message: format!("source {} has neither url, archive_url nor citation", index + 1),
        help: "record where a reader finds it, or say why not under [expect]",
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_of_three_is_enough() {
        let bare = Source { title: Some("A".into()), ..Source::default() };
        let with = |source| find(&Article { sources: vec![bare.clone(), source], ..Article::default() }).len();
        assert_eq!(with(bare.clone()), 2);
        assert_eq!(with(Source { url: Some("u".into()), ..Source::default() }), 1);
        assert_eq!(with(Source { archive_url: Some("u".into()), ..Source::default() }), 1);
        assert_eq!(with(Source { citation: Some("8 U.S.C. § 1373".into()), ..Source::default() }), 1);
    }
}
