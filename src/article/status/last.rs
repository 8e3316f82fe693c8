//! Which states nothing follows, by the words in which a file records them.
//!
//! What a person is not told to check they will not check: so only what is understood to its last word counts. A state is read as
//! a final word (`rescinded`), then who did it (`by …`), when, and that it was all of it. Anything else leaves it open.

use crate::article::date::MONTHS;
use crate::text::words::folded_words;

/// Words for a state that nothing follows.
const FINAL: [&str; 16] = [
    "rescinded",
    "repealed",
    "revoked",
    "superseded",
    "expired",
    "withdrawn",
    "terminated",
    "vacated",
    "struck down",
    "abolished",
    "annulled",
    "canceled",
    "cancelled",
    "discontinued",
    "ended",
    "invalidated",
];

/// Words that leave something of it open, wherever they stand.
const OPEN: [&str; 63] = [
    "allowed",
    "although",
    "amended",
    "appeal",
    "appealed",
    "appeals",
    "aside",
    "blocked",
    "but",
    "challenge",
    "challenged",
    "continued",
    "delayed",
    "denied",
    "enjoined",
    "except",
    "expected",
    "extended",
    "halted",
    "if",
    "injunction",
    "injunctions",
    "invalid",
    "limited",
    "litigation",
    "many",
    "most",
    "mostly",
    "not",
    "only",
    "overruled",
    "overturned",
    "part",
    "partial",
    "partially",
    "partly",
    "parts",
    "paused",
    "pending",
    "planned",
    "postponed",
    "proposed",
    "reinstated",
    "remanded",
    "renewed",
    "resumed",
    "restored",
    "restrained",
    "reversed",
    "revived",
    "some",
    "stay",
    "stayed",
    "subject",
    "suspended",
    "temporarily",
    "temporary",
    "then",
    "though",
    "unless",
    "unlawful",
    "until",
    "while",
];

/// Words that say that it was all of it, in any order.
const WHOLLY: [&str; 9] =
    ["wholly", "fully", "entirely", "completely", "permanently", "in full", "in whole", "in its entirety", "finally"];

/// What a date may stand behind.
const WHEN: [&str; 5] = ["on", "in", "effective", "as of", "since"];

/// Words in small letters that the name of who did it may have.
const OF_NAMES: [&str; 32] = [
    "the",
    "a",
    "an",
    "of",
    "and",
    "v",
    "vs",
    "district",
    "federal",
    "circuit",
    "supreme",
    "court",
    "judge",
    "congress",
    "president",
    "presidential",
    "department",
    "secretary",
    "agency",
    "attorney",
    "general",
    "administration",
    "board",
    "executive",
    "order",
    "proclamation",
    "final",
    "rule",
    "act",
    "statute",
    "law",
    "memorandum",
];

/// Whether a state is final and nothing behind the word takes any of it back.
pub(super) fn is_last(state: &str) -> bool {
    if state.contains([';', ':', '—', '–', '?']) || folded_words(state).iter().any(|word| OPEN.contains(&word.as_str()))
    {
        return false;
    }
    let clauses: Vec<Vec<&str>> =
        state.split(',').map(|clause| clause.split_whitespace().map(bare).collect()).collect();
    let Some((first, others)) = clauses.split_first() else { return false };
    behind_finals(first).is_some_and(is_told) && others.iter().all(|clause| is_told(clause))
}

/// The years that a state names.
pub(super) fn years(state: &str) -> impl Iterator<Item = i16> {
    state.split_whitespace().map(bare).filter(|word| word.len() == 4).filter_map(|word| word.parse().ok())
}

/// The words behind the final ones: `rescinded`, `rescinded and superseded`; none where a state begins with none.
fn behind_finals<'a, 'b>(words: &'a [&'b str]) -> Option<&'a [&'b str]> {
    let rest = behind(words, &FINAL)?;
    let more = rest.split_first().filter(|(and, _)| is(and, "and")).and_then(|(_, more)| behind_finals(more));
    Some(more.unwrap_or(rest))
}

/// Whether all words of a clause say who did it, when, or that it was all of it.
fn is_told(words: &[&str]) -> bool {
    if words.is_empty() {
        return true;
    }
    let told = behind(words, &WHOLLY).or_else(|| behind_date(words)).or_else(|| behind_name(words));
    told.is_some_and(is_told)
}

/// The words behind a date: `on 11 May 2023`, `September 30`, `as of 2024-05-01`.
fn behind_date<'a, 'b>(words: &'a [&'b str]) -> Option<&'a [&'b str]> {
    let words = behind(words, &WHEN).unwrap_or(words);
    let count = words.iter().take_while(|word| is_of_date(word)).count();
    words.split_at_checked(count).filter(|(date, _)| !date.is_empty()).map(|(_, rest)| rest)
}

/// The words behind who did it: `by Executive Order 14148`, `by the district court`, `in Doe v. Roe`.
fn behind_name<'a, 'b>(words: &'a [&'b str]) -> Option<&'a [&'b str]> {
    let (lead, rest) = words.split_first()?;
    let count = rest.iter().take_while(|word| is_of_name(word)).count();
    let (name, rest) = rest.split_at_checked(count)?;
    // "In Texas" says where; what is so there may be otherwise elsewhere.
    let is_case = || name.iter().any(|word| is(word, "v") || is(word, "vs"));
    let is_named = !name.is_empty() && (is(lead, "by") || is(lead, "in") && is_case());
    is_named.then_some(rest)
}

/// The words behind the first of some phrases that they begin with.
fn behind<'a, 'b>(words: &'a [&'b str], phrases: &[&str]) -> Option<&'a [&'b str]> {
    phrases.iter().find_map(|phrase| {
        let (start, rest) = words.split_at_checked(phrase.split(' ').count())?;
        start.iter().zip(phrase.split(' ')).all(|(word, wanted)| is(word, wanted)).then_some(rest)
    })
}

fn is(word: &str, wanted: &str) -> bool {
    word.eq_ignore_ascii_case(wanted)
}

fn is_of_date(word: &str) -> bool {
    let small = word.to_ascii_lowercase();
    let is_month = MONTHS.iter().any(|month| *month == small || small.len() >= 3 && month.starts_with(&small));
    let starts_with_digit = word.starts_with(|c: char| c.is_ascii_digit());
    is_month || starts_with_digit && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.'))
}

fn is_of_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || OF_NAMES.iter().any(|of| is(word, of))
}

/// A word without what stands around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_understood_to_its_last_word_is_last() {
        for state in [
            "rescinded",
            "Repealed.",
            "superseded",
            "VACATED",
            "Struck down",
            "Struck down by the Supreme Court",
            "rescinded and superseded",
            "Rescinded in full",
            "Vacated in its entirety by the district court",
            "Rescinded by Executive Order 14148",
            "Rescinded by executive order 14148 on January 20, 2025",
            "Repealed by Pub. L. 117-2",
            "Repealed effective January 1, 2024",
            "Withdrawn as of 2024-05-01",
            "Vacated in Texas v. United States",
            "Vacated by the Fifth Circuit, 3 Mar. 2024",
            "Expired on 11 May 2023",
            "Expired September 30, 2025",
            "Terminated (March 2025)",
        ] {
            assert!(is_last(state), "{state}");
        }
        for state in [
            "",
            "in effect",
            "to be rescinded",
            "Terminated by DHS; termination set aside by the district court",
            "Terminated by DHS, termination set aside by the district court",
            "Vacated by the district court; reversed by the Fifth Circuit",
            "Vacated by the district court and reversed by the Fifth Circuit",
            "Vacated by the district court, the Fifth Circuit is to hear it",
            "Vacated by the district court; appeal pending",
            "Vacated in Texas",
            "Rescinded; termination postponed to March",
            "Rescinded by the Department; an injunction is in force",
            "Rescinded by the Department and an injunction is in force",
            "Rescinded by DHS but halted",
            "Rescinded by DHS. It goes on for those who have it",
            "Rescinded — a judge has paused it",
            "Rescinded in part",
            "Partially rescinded",
            "Rescinded partly",
            "Rescinded except for Haiti",
            "Repeal pending",
            "vacated in part, stayed in part",
            "Terminated, then reinstated",
            "Terminated for Haiti",
            "Terminated by the Department for Haiti",
            "Expired and",
        ] {
            assert!(!is_last(state), "{state}");
        }
    }

    #[test]
    fn the_years_of_a_state_are_found() {
        assert_eq!(years("Rescinded by Executive Order 14148 on January 20, 2025.").collect::<Vec<_>>(), [2025]);
    }
}
