//! Acronyms with the article's own definitions: *Immigration and Customs Enforcement (ICE)*.
//!
//! After Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions in biomedical text":
//! a short form in brackets, and before it at most min(n + 5, 2n) words for its n letters. What is added here:
//!
//! - letters are laid over the words by cost (`terms/align.rs`), best where each begins a word; the original method, letters
//!   anywhere, is a last resort, for long forms of no more words than letters;
//! - a word that goes on to the left of a hyphen belongs to the long form as a whole;
//! - `ICE (Immigration and Customs Enforcement)`, `(Immigration and Customs Enforcement, ICE)`, and what newspapers
//!   write: `Immigration and Customs Enforcement, or ICE,`;
//! - a plural is tried without its *s*, and quotation marks around either form are none of its letters.
//!
//! The first definition of a short form counts. What the file records comes before what is found here.
//!
//! What must not live here: the glossary of the field, which knows acronyms that an article never spells out.

mod align;
mod brackets;

use std::collections::HashSet;

use crate::article::{Article, Block, Takeaway, Term};
use crate::text::{Clean, Foreign};

/// Letters of a short form.
const SHORTEST: usize = 2;
const LONGEST: usize = 10;

/// Bytes of a long form, and of a bracket that defines something. Without an end to them a file of brackets in brackets, or of
/// one long word, would be gone through again for each.
const NEAR: usize = 400;

/// What stands around a form and is none of it.
const QUOTES: [char; 9] = ['"', '\'', '“', '”', '‘', '’', '«', '»', '„'];

/// The acronyms of an article: what its file records, then what its text defines, in order.
#[must_use]
pub fn terms(article: &Article) -> Vec<Term> {
    let mut terms = article.terms.clone();
    let mut known: HashSet<String> = terms.iter().map(|term| term.term.raw().to_owned()).collect();
    let summary = article.summary.iter().map(Foreign::lines);
    let takeaways = article.takeaways.iter().map(|Takeaway { text, .. }| text.lines());
    let blocks = article.sections.iter().flat_map(|section| &section.blocks).map(Block::shown);
    for text in [article.headline.lines()].into_iter().chain(summary).chain(takeaways).chain(blocks) {
        for (short, long) in defined(&text) {
            if known.insert(short.to_owned()) {
                terms.push(Term { term: short.into(), expansion: long.into() });
            }
        }
    }
    terms
}

/// The end of a text, in which a long form stands if anywhere.
fn near(text: &str) -> &str {
    let from = text.len().saturating_sub(NEAR);
    (from..=text.len()).find_map(|at| text.get(at..)).unwrap_or_default()
}

/// The definitions in a text, in order: short form, long form.
fn defined(text: &Clean) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for bracket in brackets::brackets(text) {
        let before = near(text.get(..bracket.start).unwrap_or_default()).trim_end();
        let within = text.get(bracket.start + 1..bracket.end).unwrap_or_default();
        if within.len() > NEAR {
            continue;
        }
        found.extend(in_brackets(before, within).map(|pair| (bracket.start, pair)));
    }
    found.extend(appositions(text));
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, pair)| pair).collect()
}

/// What a bracket and the words before it define.
fn in_brackets<'a>(before: &'a str, within: &'a str) -> Option<(&'a str, &'a str)> {
    let short = first_of(within);
    if is_short_form(short)
        && let Some(long) = long_form(short, before)
    {
        return Some((short, long));
    }
    if let Some((long, short)) = within.rsplit_once(", ") {
        let short = short.trim_matches(QUOTES);
        if is_acronym(short)
            && let Some(long) = long_form(short, long)
        {
            return Some((short, long));
        }
    }
    let short = before.rsplit(char::is_whitespace).next()?.trim_matches(QUOTES);
    let long = within.trim();
    let fits = is_acronym(short) && long.contains(char::is_whitespace) && long.len() > short.len() + 2;
    (fits && align::is_whole(short, long)).then_some((short, long))
}

/// `Immigration and Customs Enforcement, or ICE,`
fn appositions(text: &str) -> Vec<(usize, (&str, &str))> {
    const LEADS: [&str; 4] = [", or ", ", known as ", ", also known as ", ", commonly known as "];
    let mut found = Vec::new();
    for lead in LEADS {
        for (at, _) in text.match_indices(lead) {
            let rest = text.get(at + lead.len()..).unwrap_or_default();
            let rest = rest.strip_prefix("the ").unwrap_or(rest).trim_start_matches(QUOTES);
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rest.len());
            let (short, before) = (rest.get(..end).unwrap_or_default(), near(text.get(..at).unwrap_or_default()));
            if is_acronym(short)
                && let Some(long) = aligned(short, before)
            {
                found.push((at, (short, long)));
            }
        }
    }
    found
}

/// The first thing that a bracket says: what stands before a comma, a semicolon, a colon or an *or*.
fn first_of(within: &str) -> &str {
    let ends = [", ", "; ", ": ", " or "].iter().filter_map(|end| within.find(end)).min();
    within.get(..ends.unwrap_or(within.len())).unwrap_or_default().trim().trim_matches(QUOTES)
}

/// Whether something may be a short form: two to ten characters in one or two words, a letter or digit first, some letter.
fn is_short_form(short: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&short.chars().count())
        && short.split_whitespace().count() <= 2
        && short.starts_with(char::is_alphanumeric)
        && short.contains(char::is_alphabetic)
}

/// Whether something is a short form that cannot be a word: two capitals.
fn is_acronym(short: &str) -> bool {
    is_short_form(short)
        && !short.contains(char::is_whitespace)
        && short.chars().filter(|c| c.is_uppercase()).nth(1).is_some()
}

/// The long form of a short form among the words before it.
fn long_form<'a>(short: &str, before: &'a str) -> Option<&'a str> {
    let window = window(short, before);
    let start = align::start(short, window).or_else(|| align::start(singular(short)?, window));
    start.or_else(|| align::anywhere(short, window)).and_then(|start| checked(short, window, start))
}

/// The same by costs alone.
fn aligned<'a>(short: &str, before: &'a str) -> Option<&'a str> {
    let window = window(short, before);
    let start = align::start(short, window).or_else(|| align::start(singular(short)?, window))?;
    checked(short, window, start)
}

/// `UAC` of `UACs`; none of what is no plural of an acronym.
#[must_use]
pub fn singular(short: &str) -> Option<&str> {
    short.strip_suffix('s').filter(|rest| is_acronym(rest))
}

/// The last words of a text in which the long form may stand: of one sentence, and no more than a short form can need.
fn window<'a>(short: &str, before: &'a str) -> &'a str {
    let letters = align::letters(short).len();
    let most = (letters + 5).min(letters * 2);
    let mut start = before.len();
    let mut words = 0;
    let mut in_word = false;
    for (at, c) in before.char_indices().rev() {
        if c.is_whitespace() {
            if in_word && (words == most || ends_sentence(before, at)) {
                break;
            }
            in_word = false;
        } else {
            words += usize::from(!in_word);
            in_word = true;
            start = at;
        }
    }
    before.get(start..).unwrap_or_default()
}

/// Whether the white space at `at` parts sentences or clauses. The full stop of an initial (`U.S. Customs`) does not.
fn ends_sentence(text: &str, at: usize) -> bool {
    let mut before = text.get(..at).unwrap_or_default().chars().rev();
    let capital = text.get(at..).unwrap_or_default().trim_start().starts_with(char::is_uppercase);
    match before.next() {
        Some(';' | ':') => true,
        Some('!' | '?') => capital,
        Some('.') => {
            let initial =
                before.next().is_some_and(char::is_uppercase) && before.next().is_none_or(|c| !c.is_alphanumeric());
            capital && !initial
        }
        _ => false,
    }
}

/// The long form from a start on, if it can be one.
fn checked<'a>(short: &str, window: &'a str, start: usize) -> Option<&'a str> {
    let start = whole_word(window, start);
    let long = window.get(start..)?.trim_matches(|c: char| QUOTES.contains(&c) || c.is_whitespace());
    let level = |open: char, close: char| long.matches(open).count() == long.matches(close).count();
    let says_itself = long.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| word == short);
    let fits = long.chars().count() > short.chars().count() && !says_itself && level('(', ')') && level('[', ']');
    fits.then_some(long)
}

/// The start of the word that goes on to the left through a hyphen, comma, apostrophe or bracket.
fn whole_word(window: &str, start: usize) -> usize {
    let before = window.get(..start).unwrap_or_default();
    if !before.ends_with(['-', ',', '\'', '’', '(', ')', '[', ']']) {
        return start;
    }
    before
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::clean;

    fn pairs(text: &str) -> Vec<(String, String)> {
        defined(&clean::lines(text)).into_iter().map(|(short, long)| (short.to_owned(), long.to_owned())).collect()
    }

    fn one(text: &str) -> String {
        pairs(text).into_iter().map(|(short, long)| format!("{short} = {long}")).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_bracket_defines() {
        for (text, expected) in [
            ("of Immigration and Customs Enforcement (ICE) often", "ICE = Immigration and Customs Enforcement"),
            (
                "the U.S. Citizenship and Immigration Services (USCIS).",
                "USCIS = U.S. Citizenship and Immigration Services",
            ),
            ("He left. Temporary Protected Status (“TPS”) ends", "TPS = Temporary Protected Status"),
            ("the Immigration and Nationality Act (“INA” or “the Act”)", "INA = Immigration and Nationality Act"),
            ("unaccompanied alien children (UACs)", "UACs = unaccompanied alien children"),
            ("a non-governmental organization (NGO)", "NGO = non-governmental organization"),
            ("ICE (Immigration and Customs Enforcement) said", "ICE = Immigration and Customs Enforcement"),
            (
                "the agency (Executive Office for Immigration Review, EOIR)",
                "EOIR = Executive Office for Immigration Review",
            ),
            ("Deferred Action for Childhood Arrivals, or DACA, is", "DACA = Deferred Action for Childhood Arrivals"),
            ("Customs and Border Protection, known as CBP", "CBP = Customs and Border Protection"),
        ] {
            assert_eq!(one(text), expected, "{text}");
        }
    }

    #[test]
    fn most_brackets_define_nothing() {
        for text in [
            "",
            "()",
            "(ICE)",
            "the sheriff (left) and his deputy",
            "Senator Dick Durbin (D-Ill.) said",
            "the order (see below) was stayed",
            "He came in May. Stay calm (MSC)",
            "the rule (8 C.F.R. § 208.13)",
            "one ((two) three",
            "raids, or ICE, or",
        ] {
            assert_eq!(one(text), "", "{text}");
        }
    }

    #[test]
    fn what_the_file_records_comes_first_and_stays() {
        let mut article = Article { headline: "A Temporary Order (TO)".into(), ..Article::default() };
        article.summary = Some("Customs and Border Protection (CBP), Customs Brokers Pool (CBP)".into());
        article.terms.push(Term { term: "TO".into(), expansion: "as recorded".into() });
        let all: Vec<_> =
            terms(&article).into_iter().map(|it| format!("{}={}", it.term.raw(), it.expansion.raw())).collect();
        assert_eq!(all, ["TO=as recorded", "CBP=Customs and Border Protection"]);
    }

    #[test]
    fn a_text_of_brackets_or_of_one_word_is_gone_through_once() {
        for text in [
            format!("{}A B{}", "(".repeat(100_000), ")".repeat(100_000)),
            "x(AB)".repeat(20_000),
            "x, or AB".repeat(20_000),
        ] {
            let article = Article { headline: text.into(), ..Article::default() };
            assert!(terms(&article).len() <= 1);
        }
        let many: Vec<String> = (0..20_000).map(|number| format!("Aa{number} Bb (A{number}B)")).collect();
        assert_eq!(terms(&Article { headline: many.join(" ").into(), ..Article::default() }).len(), 20_000);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[A-Ca-c (),.\\-“”\\[\\]é移\u{301}\n]{0,80}|\\PC{0,60}") {
            for (short, long) in pairs(&text) {
                prop_assert!(text.contains(&short) || clean::lines(&text).contains(&short));
                prop_assert!(long.len() > 1);
            }
        }
    }
}
