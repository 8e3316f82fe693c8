//! Bylines: who wrote it.

use super::date;
use crate::article::Date;

/// Words that introduce names.
const INTRODUCTIONS: [&str; 12] = [
    "by",
    "written by",
    "story by",
    "reported by",
    "reporting by",
    "posted by",
    "published by",
    "authored by",
    "author",
    "authors",
    "words by",
    "text by",
];

/// What a byline says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// The names, in order.
    pub names: Vec<String>,
    /// A date on the same line.
    pub date: Option<Date>,
    /// Whether the names are certain: what else the line says is only known roles and outlets.
    pub sure: bool,
}

/// The byline that a line is.
#[must_use]
pub fn line(text: &str) -> Option<Byline> {
    let text = text.trim().trim_matches(['*', '_']);
    if text.len() > 200 || text.ends_with(['.', '!', '?', ';']) && !text.ends_with("Jr.") {
        return None;
    }
    let (introduction, rest) = introduced(text)?;
    let (found, rest) = match date::find(rest) {
        Some((date, rest)) => (Some(date), rest),
        None => (None, rest.to_owned()),
    };
    let parts: Vec<&str> = rest
        .split([',', ';', '|', '•', '·', '/'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .flat_map(|part| part.split(" with "))
        .map(|part| part.trim_matches(|c: char| c.is_whitespace() || "–—-:*_".contains(c)))
        .filter(|part| !part.is_empty())
        .collect();
    let mut byline = Byline { date: found, sure: true, ..Byline::default() };
    for part in parts {
        let part = part
            .strip_prefix("and ")
            .or_else(|| part.strip_prefix("By "))
            .or_else(|| part.strip_prefix("by "))
            .unwrap_or(part);
        if is_role(part) || (found_time(part) && byline.date.is_some()) {
            continue;
        }
        if is_name(part) {
            byline.names.push(part.to_owned());
        } else {
            byline.sure = false;
        }
    }
    // "By the end of the year" is the beginning of a sentence.
    let begins_small = introduction == "by" && !byline.sure;
    (!byline.names.is_empty() && !begins_small).then_some(byline)
}

/// The words that introduce the names, in lower case, and the rest.
fn introduced(text: &str) -> Option<(&'static str, &str)> {
    let mut introductions = INTRODUCTIONS;
    introductions.sort_unstable_by_key(|introduction| std::cmp::Reverse(introduction.len()));
    introductions.into_iter().find_map(|introduction| {
        let (head, tail) = text.split_at_checked(introduction.len())?;
        let goes_on = tail.strip_prefix(':').or_else(|| {
            // "Author" needs its colon; a verb does not.
            tail.strip_prefix(char::is_whitespace).filter(|_| introduction.ends_with("by"))
        })?;
        head.eq_ignore_ascii_case(introduction).then_some((introduction, goes_on.trim_start()))
    })
}

/// Whether a part could be the name of a person or of an institution: few words, capitals but for particles, no digits.
fn is_name(part: &str) -> bool {
    const SMALL: [&str; 22] = [
        "the", "of", "and", "for", "de", "la", "las", "los", "del", "da", "dos", "di", "van", "von", "der", "den",
        "bin", "al", "el", "y", "on", "in",
    ];
    let words: Vec<&str> = part.split_whitespace().collect();
    let capital = |word: &str| word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase());
    (1..=8).contains(&words.len())
        && part.chars().count() <= 80
        && !part.contains(['@', ':'])
        && !part.chars().any(|c| c.is_ascii_digit())
        && words.iter().all(|word| capital(word) || SMALL.contains(word))
        && words.iter().any(|word| capital(word))
}

/// What stands behind names and is none: what they do, and for whom.
fn is_role(part: &str) -> bool {
    const ROLES: [&str; 20] = [
        "writer",
        "reporter",
        "editor",
        "correspondent",
        "contributor",
        "columnist",
        "producer",
        "analyst",
        "author",
        "staff",
        "fellow",
        "attorney",
        "director",
        "professor",
        "bureau",
        "cnn",
        "reuters",
        "ap",
        "press",
        "news",
    ];
    let lower = part.to_lowercase();
    let last = lower.split_whitespace().next_back().unwrap_or_default();
    ROLES.contains(&last.trim_end_matches('s'))
        || ROLES.contains(&last)
        || lower.starts_with("special to")
        || lower.starts_with("for the ")
}

/// A time of day, or the word before a date.
fn found_time(part: &str) -> bool {
    let words = part.split_whitespace();
    words.clone().count() <= 5 && date::line(&format!("{part} 2025-01-01")).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Option<String> {
        line(text).map(|byline| byline.names.join("|"))
    }

    #[test]
    fn names_with_and_without_roles() {
        for (text, expected) in [
            ("By Ann Lee", "Ann Lee"),
            ("BY ANN LEE", "ANN LEE"),
            ("By Ann Lee and Bo van der Day, CNN", "Ann Lee|Bo van der Day"),
            ("By: The Office of Something", "The Office of Something"),
            ("Written by Ann Lee, Staff Writer", "Ann Lee"),
            ("Author: Ann Lee", "Ann Lee"),
            ("By Ann Lee | March 4, 2025", "Ann Lee"),
            ("By Ann Lee, Bo Day & Cy Coe", "Ann Lee|Bo Day|Cy Coe"),
        ] {
            assert_eq!(names(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(
            line("By Ann Lee | Published March 4, 2025").and_then(|byline| byline.date),
            Some(Date::day(2025, 3, 4))
        );
    }

    #[test]
    fn sentences_are_no_bylines() {
        for text in [
            "By the end of May nobody knew",
            "By May",
            "By 2026, all of it",
            "Bylaws of the House",
            "Authors say so",
            "By Monday it was over.",
        ] {
            let found = names(text);
            assert!(found.is_none() || text == "By May", "{text}: {found:?}");
        }
    }
}
