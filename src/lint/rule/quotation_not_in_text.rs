//! `quotation-not-in-text`: a takeaway quotes what is not in the text.
//!
//! **What.** A quotation of two words or more in a takeaway, in “such” or "such" or ‘such’ or «such» marks, and the `quote`
//! that is recorded for one, which is in none of the article's headings, passages, captions and sources, its headline
//! and its dek. What editors do to quotations is understood: `…`, `...` and `[...]` leave words out, `[he]` stands for other
//! words, `[t]he` changes a capital. Capitals, accents, punctuation and hyphens do not count. A `quote` whose evidence is a
//! source may be the source's words and is not looked for.
//!
//! **Why.** A quotation is a promise that somebody said just that. Takeaways are written last and in a hurry, and quoted
//! first.
//!
//! **Examples.** The words are not those of the text; in the second they are, with a capital changed and words left out:
//!
//! ```toml breaks
//! headline = "The sheriff"
//! takeaways = ["The sheriff says his officers “will never help with raids”"]
//! [[sections]]
//! body = "“Our officers will not take part in any immigration raids,” the sheriff said."
//! ```
//!
//! ```toml keeps
//! headline = "The sheriff"
//! takeaways = ["The sheriff says “[o]ur officers will not take part in … raids”"]
//! [[sections]]
//! body = "“Our officers will not take part in any immigration raids,” the sheriff said."
//! ```
//!
//! **Fix.** Quote the words as they stand, or take the quotation marks away.

use super::super::words::{has_text, text};
use super::super::{Finding, Look, Rule, Subject};
use crate::article::quoted::letters::{Letters, Quotation};
use crate::article::{Article, Locator, Source, Takeaway};
use crate::diagnostic::quoted;
use crate::text::Foreign;
use crate::text::words::folded_words;

/// The rule.
pub const RULE: Rule = Rule { code: "quotation-not-in-text", file: include_str!("quotation_not_in_text.rs"), find };

/// A single word in quotation marks is a word that the writer keeps away from more often than one that somebody said.
const FEWEST: usize = 2;

/// What opens a quotation, and what closes it.
const MARKS: [(char, &[char]); 5] =
    [('“', &['”', '"']), ('"', &['"', '”']), ('„', &['“', '”']), ('«', &['»']), ('‘', &['’'])];

fn find(look: &Look<'_>) -> Vec<Finding> {
    let article = look.article;
    let wanted: Vec<(usize, String)> =
        article.takeaways.iter().enumerate().flat_map(|(at, one)| wanted(at, one)).collect();
    if wanted.is_empty() || !has_text(article) {
        return Vec::new();
    }
    let letters = Letters::of(texts(article));
    let missing = wanted
        .into_iter()
        .filter(|(_, written)| Quotation::new(written).is_some_and(|quotation| !letters.have(&quotation)));
    missing
        .map(|(index, quotation)| Finding {
            at: Subject::Takeaway(index),
            message: format!("takeaway {} quotes what is not in the text: {}", index + 1, quoted(&quotation)),
            help: "quote the words as they stand, or take the quotation marks away".to_owned(),
        })
        .collect()
}

/// What a takeaway quotes, with its number.
fn wanted(index: usize, takeaway: &Takeaway) -> Vec<(usize, String)> {
    let of_source = takeaway.evidence.iter().any(|one| matches!(one.locator, Locator::Source(_)));
    let recorded = takeaway.quote.iter().filter(|_| !of_source).map(|quote| quote.raw().to_owned());
    let quotations = quotations(takeaway.text.raw()).into_iter().map(str::to_owned).chain(recorded);
    let long = |quotation: &String| folded_words(quotation).len() >= FEWEST;
    quotations.filter(long).map(|quotation| (index, quotation)).collect()
}

/// Where a quotation may come from.
fn texts(article: &Article) -> impl Iterator<Item = String> {
    let raw = |text: &Foreign| text.raw().to_owned();
    let above = [Some(&article.headline), article.summary.as_ref()].into_iter().flatten().map(raw);
    let image = article.image.iter().flat_map(|image| [&image.alt, &image.caption]).flatten().map(raw);
    let titles = article.sources.iter().filter_map(|Source { title, .. }| title.as_ref()).map(raw);
    above.chain(image).chain(text(article)).chain(titles)
}

/// What stands in quotation marks. A mark that nothing closes quotes nothing.
fn quotations(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut from, mut before) = (0, None);
    while let Some(open) = text.get(from..).and_then(|rest| rest.chars().next()) {
        let within = from + open.len_utf8();
        let rest = text.get(within..).unwrap_or_default();
        // A straight mark or a single one opens only where a word could begin.
        let begins =
            before.is_none_or(|c: char| !c.is_alphanumeric()) && rest.starts_with(|c: char| !c.is_whitespace());
        let closing =
            MARKS.iter().find(|(mark, _)| *mark == open && begins).and_then(|(_, marks)| closing(rest, marks));
        before = Some(open);
        from = within;
        if let Some(end) = closing {
            found.extend(rest.get(..end));
            from = within + end;
            before = rest.get(..end).and_then(|quotation| quotation.chars().next_back());
        }
    }
    found
}

/// Where a quotation ends: at a mark that no letter follows, which would make it an apostrophe.
fn closing(rest: &str, marks: &[char]) -> Option<usize> {
    let apostrophe = |at: usize, mark: char| {
        mark == '’' && rest.get(at + mark.len_utf8()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    };
    rest.char_indices().find(|(at, c)| marks.contains(c) && !apostrophe(*at, *c)).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Evidence;
    use crate::lint::rule::sample::{found, with_takeaways};

    const TEXT: &str = "“Our officers won’t take part in immigration round-ups,” he told the county’s board.\nHe left.";

    #[test]
    fn quotations_are_found() {
        assert_eq!(quotations("a “b c” d \"e f\" ‘g’s h’ «i» „j“ “open"), ["b c", "e f", "g’s h", "i", "j"]);
        assert_eq!(quotations("5'10\" or 6\" and “a ‘b’ c”"), ["a ‘b’ c"]);
        assert_eq!(quotations("the states’ rights, don’t"), [""; 0]);
    }

    #[test]
    fn as_editors_quote() {
        for quotation in [
            "our officers",
            "[o]ur officers won't",
            "Our officers … roundups",
            "Our ... part in immigration round-ups.",
            "[Police] officers won’t take part",
            "officer[s] won’t take part in",
            "Our officers . . . he told",
            "told the [c]ounty’s board. He left",
            "unknown",
        ] {
            assert_eq!(
                found(RULE, &with_takeaways(&[&format!("He says “{quotation}”")], TEXT)),
                [""; 0],
                "{quotation}"
            );
        }
    }

    #[test]
    fn what_nobody_said() {
        for quotation in ["our men", "officers … our", "ur officers", "won’t take part in raids", "[T]heir officers"]
        {
            assert_eq!(
                found(RULE, &with_takeaways(&[&format!("He says \"{quotation}\"")], TEXT)).len(),
                1,
                "{quotation}"
            );
        }
    }

    #[test]
    fn a_recorded_quote_may_be_the_source_s() {
        let mut article = with_takeaways(&["A point"], TEXT);
        article.takeaways[0].quote = Some("our men stay".into());
        assert_eq!(found(RULE, &article).len(), 1);
        article.takeaways[0].evidence.push(Evidence { locator: Locator::Source(1), written: "src1".into() });
        assert_eq!(found(RULE, &article).len(), 0);
    }
}
