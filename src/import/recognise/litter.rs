//! Litter: lines of a page that are no part of its article.

use super::{plain, words};

/// Lines that are litter as a whole.
const WHOLE: [&str; 34] = [
    "advertisement",
    "ad",
    "sponsored",
    "sponsored content",
    "share",
    "share this",
    "share this article",
    "share this story",
    "share this page",
    "facebook",
    "twitter",
    "x",
    "linkedin",
    "whatsapp",
    "pinterest",
    "email",
    "e-mail",
    "print",
    "copy link",
    "table of contents",
    "toggle",
    "skip to content",
    "skip to main content",
    "menu",
    "search",
    "subscribe",
    "sign in",
    "log in",
    "all rights reserved",
    "listen",
    "save",
    "must watch",
    "just watched",
    "replay",
];

/// How lines of litter begin.
const BEGINNINGS: [&str; 24] = [
    "read more",
    "just watched",
    "must watch",
    "story continued below",
    "story continues below",
    "article continues below",
    "follow us on",
    "follow him on",
    "follow her on",
    "follow me on",
    "sign up for our",
    "sign up for the",
    "subscribe to our",
    "get our newsletter",
    "click here",
    "to view this",
    "related:",
    "related articles",
    "related stories",
    "see also:",
    "watch:",
    "recommended:",
    "more from",
    "support our journalism",
];

/// Words that a line of litter has at most: what is longer is a paragraph that begins so.
const LONGEST: usize = 16;

/// Whether a line is litter.
#[must_use]
pub fn is_litter(line: &str) -> bool {
    if words(line) > LONGEST {
        return false;
    }
    let plain = plain(line);
    let plain = plain.trim_end_matches('.');
    if plain.is_empty() {
        return false;
    }
    let begins =
        |beginning: &&str| plain.strip_prefix(*beginning).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let is_sentence = line.trim_end().ends_with('.') && words(line) > 8;
    WHOLE.contains(&plain)
        || (!is_sentence && BEGINNINGS.iter().any(begins))
        || (words(line) <= 8 && plain.contains("follow @"))
        // "To view this in your browser, click here."
        || (plain.ends_with("click here") && plain.starts_with("to "))
        || (plain.starts_with('©') || plain.starts_with("copyright ©"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn litter_and_what_only_begins_so() {
        for line in [
            "Read More",
            "Read more: The next raid",
            "JUST WATCHED",
            "Advertisement",
            "Follow us on Twitter @x",
            "**Share this article:**",
            "To read it as a letter, click here.",
        ] {
            assert!(is_litter(line), "{line}");
        }
        for line in [
            "Read more slowly, the judge told counsel, and then again from the top of the page.",
            "Reading moreover",
            "The advertisement ran for weeks.",
            "",
        ] {
            assert!(!is_litter(line), "{line}");
        }
    }
}
