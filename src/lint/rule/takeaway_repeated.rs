//! `takeaway-repeated`: two takeaways say the same.
//!
//! **What.** Two takeaways with the same words, in any order and form, words like *the* and *of* apart; or one whose words, four
//! or more, are nearly all of the other's. Two that differ in a number, a name or a *not* are two. Of more than two hundred
//! takeaways those behind are only compared by all of their words.
//!
//! **Why.** Takeaways are what is read first and quoted. One that is there twice takes the place of one that is missing, and
//! in a memo of many articles it looks like a second fact.
//!
//! **Examples.** The same in other words, and two that differ where it counts:
//!
//! ```toml breaks
//! headline = "Appeals"
//! takeaways = [
//!     "Either side may appeal the decision to the Board",
//!     "The decision may be appealed to the Board by either side",
//! ]
//! ```
//!
//! ```toml keeps
//! headline = "Appeals"
//! takeaways = [
//!     "Either side may appeal the decision to the Board within 30 days",
//!     "Either side may appeal the decision to the Board within 10 days",
//! ]
//! ```
//!
//! **Fix.** Take one out, or say in it what the other does not.

use std::collections::{BTreeSet, HashMap};

use super::super::words::language;
use super::super::{Finding, Look, Rule, Subject};
use crate::insight::closest::is_function_word;
use crate::text::stem::Language;
use crate::text::words::Splitter;

/// The rule.
pub const RULE: Rule = Rule { code: "takeaway-repeated", file: include_str!("takeaway_repeated.rs"), find };

/// Fewer words are said again within many a takeaway.
const FEWEST: usize = 4;

/// Of ten words of the longer one, those that the shorter one must have.
const OF_TEN: usize = 8;

/// Words without which the opposite is said.
const NOT: [&str; 16] = [
    "not", "no", "never", "none", "neither", "nor", "without", "cannot", "except", "unless", "only", "before", "after",
    "against", "more", "less",
];

/// Takeaways that are compared each with each other one. Nobody reads as many.
const MOST: usize = 200;

fn find(look: &Look<'_>) -> Vec<Finding> {
    let language = language(look.article);
    let said: Vec<BTreeSet<String>> =
        look.article.takeaways.iter().map(|takeaway| content(takeaway.text.raw(), language)).collect();
    let (mut findings, mut known) = (Vec::new(), HashMap::new());
    for (index, later) in said.iter().enumerate() {
        let equal = known.get(later).copied();
        let near = || said.iter().take(index).position(|earlier| says_the_same(earlier, later));
        known.entry(later).or_insert(index);
        if let Some(earlier) = if index < MOST { near() } else { equal.filter(|_| !later.is_empty()) } {
            findings.push(Finding {
                at: Subject::Takeaway(index),
                message: format!("takeaway {} says the same as takeaway {}", index + 1, earlier + 1),
                help: "take one out, or say in it what the other does not".to_owned(),
            });
        }
    }
    findings
}

/// The stems of the words that say something. Beginnings of contractions, *don* of *don’t*, say *not*.
fn content(text: &str, language: Option<Language>) -> BTreeSet<String> {
    let mut stems = BTreeSet::new();
    let mut last = String::new();
    Splitter::default().each(text, |word| {
        let folded = word.folded;
        if folded == "t" && last.ends_with('n') {
            stems.insert("not".to_owned());
        } else if NOT.contains(&folded) || !is_function_word(language, folded) {
            stems.insert(language.map_or_else(|| folded.to_owned(), |language| language.stem(folded).into_owned()));
        }
        folded.clone_into(&mut last);
    });
    stems
}

fn says_the_same(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    if one == other {
        return !one.is_empty();
    }
    let (shorter, longer) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let whole = shorter.len() >= FEWEST && shorter.is_subset(longer) && shorter.len() * 10 >= longer.len() * OF_TEN;
    let telling = |word: &String| NOT.contains(&word.as_str()) || word.contains(char::is_numeric);
    whole && !longer.difference(shorter).any(telling)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::rule::sample::{found, with_takeaways};

    fn same(one: &str, other: &str) -> bool {
        !found(RULE, &with_takeaways(&[one, "Something else", other], "")).is_empty()
    }

    #[test]
    fn what_is_the_same() {
        assert!(same("ICE detains.", "Ice detained"));
        assert!(same("Courts block the asylum ban", "The ban on asylum is blocked by the courts"));
        assert!(same("Courts block the asylum ban", "Federal courts block the asylum ban"));
        assert!(same("法院撤销驱逐令", "法院撤销驱逐令"));
        let said = found(RULE, &with_takeaways(&["A b", "C d", "a B"], ""));
        assert_eq!(said, ["takeaway 3 says the same as takeaway 1"]);
    }

    #[test]
    fn many_are_gone_through_once() {
        let words = |number: usize| format!("Courts block the asylum ban in {number} states and {} more", number * 7);
        let all: Vec<String> = (0..20_000).chain([7]).map(words).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let said = found(RULE, &with_takeaways(&all, ""));
        assert_eq!(said, ["takeaway 20001 says the same as takeaway 8"]);
    }

    #[test]
    fn what_is_not() {
        for (one, other) in [
            ("Courts block the asylum ban", "Courts do not block the asylum ban"),
            ("Courts block the asylum ban", "Courts don’t block the asylum ban"),
            ("Texas courts block the asylum ban", "Ohio courts block the asylum ban"),
            ("The fee is 100 dollars a year", "The fee is 200 dollars a year"),
            ("States may sue over detainers in federal court", "States may sue over warrants in federal court"),
            ("Courts block it", "Courts block it in three states"),
            ("…", "—"),
        ] {
            assert!(!same(one, other), "{one} / {other}");
        }
    }
}
