//! The order in which works are given to the processor.
//!
//! To compare two works, the processor sets whatever the style sorts by of both, each time anew. Of works that are nearly in the
//! style's order already it compares each with its neighbour and few others, so that a long list takes as much time for
//! each work as a short one. The order of nearly all styles is authors, or title where there are none, then date.

use crate::article::Date;
use crate::cite::{Name, Work};
use crate::text::fold::fold;

/// The places of works, in the order that a style which sorts is likely to want.
pub(super) fn likely(works: &[Work]) -> Vec<usize> {
    let mut keyed: Vec<_> = works.iter().enumerate().map(|(at, work)| (key(work), at)).collect();
    keyed.sort();
    keyed.into_iter().map(|(_, at)| at).collect()
}

/// What a work is likely to be sorted by. One that another citation stands in for is sorted by that.
fn key(work: &Work) -> (String, Option<&Date>, String) {
    let title = letters(work.citation.as_deref().or(work.title.as_deref()).unwrap_or_default());
    if work.authors.is_empty() || work.citation.is_some() || work.kind.is_legal() {
        return (title, work.published.as_ref(), String::new());
    }
    let names: Vec<String> = work.authors.iter().map(name).collect();
    (names.join(" "), work.published.as_ref(), title)
}

fn name(name: &Name) -> String {
    match name {
        Name::Person { given, family, .. } => letters(&format!("{family} {given}")),
        Name::Whole(whole) => letters(whole),
    }
}

/// Without what collation passes over: quotation marks, commas.
fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn by_author_or_title_then_date() {
        let work = |headline: &str, author: &str, year| {
            let authors = if author.is_empty() { Vec::new() } else { vec![author.into()] };
            let published = Some(Date::day(year, 1, 2));
            let article = Article { headline: headline.into(), authors, published, ..Article::default() };
            Work::of_article(&"x".into(), &article)
        };
        let works =
            [work("A", "Zoe Zed", 2020), work("“M”", "", 2020), work("B", "Ann Zed", 2021), work("C", "Ann Zed", 2020)];
        assert_eq!(likely(&works), [1, 3, 2, 0]);
    }
}
