//! `headline-not-in-body`: the headline names somebody whom the article never mentions.
//!
//! **What.** An acronym of three letters or more in the headline (NYPD, USCIS) that stands in neither the dek, nor a takeaway,
//! nor the text, and whose words do not stand there either. In a headline that is written like a sentence, also a name
//! (a word with a capital, or several in a row) none of whose words is mentioned in any form. Not looked at: words in capitals
//! that stand together or before a colon (FACT SHEET:), names in a Headline With Capitals Throughout, its first word alone, everyday words, days
//! and months. Titles of sources do not count as mentions: they are not the article's own words.
//!
//! **Why.** Such a headline was often written for another story, or by somebody who mixed up two agencies. A reader who
//! quotes it attributes a policy to the wrong one.
//!
//! **Examples.** The department in the headline is not that of the text; here it is:
//!
//! ```toml breaks
//! headline = "NYPD Strengthens Commitment to Immigrant Safeguards"
//! [[sections]]
//! body = "The Las Vegas Metropolitan Police Department will not take part in raids."
//! ```
//!
//! ```toml keeps
//! headline = "LVMPD Strengthens Commitment to Immigrant Safeguards"
//! [[sections]]
//! body = "The Las Vegas Metropolitan Police Department will not take part in raids."
//! ```
//!
//! **Fix.** Correct the headline; or where the publisher's own headline is kept on purpose, say so:
//!
//! ```toml
//! [expect]
//! headline-not-in-body = "the source's own headline"
//! ```

use std::collections::HashSet;

use super::super::words::{Expansions, Spelled, Words, has_text, is_roman, language, own_texts};
use super::super::{Finding, Look, Rule, Subject};
use crate::article::date::MONTHS;
use crate::diagnostic::quoted;
use crate::insight::closest::{is_everyday_word, is_function_word};
use crate::text::stem::Language;
use crate::text::words::Splitter;

/// The rule.
pub const RULE: Rule = Rule { code: "headline-not-in-body", file: include_str!("headline_not_in_body.rs"), find };

/// Fewer letters are roman numerals and states.
const SHORTEST: usize = 3;

/// Letters in which two forms of a name agree: *Texas* and *Texan*.
const ALIKE: usize = 4;

/// Words in small letters, none of which a heading keeps small, that make a headline a sentence.
const SENTENCE: usize = 2;

/// What a heading keeps small though it is no article and no short preposition.
const KEPT_SMALL: [&str; 18] = [
    "from", "with", "into", "over", "after", "about", "against", "between", "under", "through", "during", "without",
    "upon", "amid", "than", "that", "before", "toward",
];

/// Words with a capital that name nobody, as the months do.
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A word of the headline.
struct Word {
    written: String,
    folded: String,
    acronym: Option<String>,
    before: Before,
}

/// What stands before a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing, or what a sentence or a quotation begins behind: a capital there means nothing.
    Opening,
    /// A colon, which is one, too.
    Colon,
    /// A space alone.
    Space,
    /// A hyphen, a comma, an apostrophe.
    Other,
}

impl Before {
    fn of(text: &str, is_first: bool) -> Self {
        match text {
            _ if is_first => Self::Opening,
            " " => Self::Space,
            _ if text.starts_with(':') => Self::Colon,
            _ if text.contains(['.', '!', '?', '“', '"', '‘', '—', '–', '|', ';']) => Self::Opening,
            _ => Self::Other,
        }
    }
}

impl Word {
    /// Whether a capital there means a name.
    fn is_inside(&self) -> bool {
        matches!(self.before, Before::Space | Before::Other)
    }

    fn follows_a(&self, before: Before) -> bool {
        self.before == before
    }
}

fn find(look: &Look<'_>) -> Vec<Finding> {
    let article = look.article;
    let headline = article.headline.raw();
    // A headline all in capitals has no names in capitals.
    if !headline.chars().any(char::is_lowercase) || !has_text(article) {
        return Vec::new();
    }
    let words = words(headline);
    let mut missing: Vec<String> = Vec::new();
    let named = if is_sentence(&words) { names(&words) } else { Vec::new() };
    let acronyms = alone(&words);
    if named.is_empty() && acronyms.is_empty() {
        return Vec::new();
    }
    let text = Words::of(own_texts(article));
    let (held, expansions): (HashSet<&str>, _) =
        (text.folded.iter().map(String::as_str).collect(), Expansions::of(article));
    let spelled = Spelled::of(acronyms.iter().filter_map(|word| word.acronym.as_deref()), &expansions, &[&text]);
    for word in acronyms {
        let acronym = word.acronym.as_deref().unwrap_or_default();
        let plural = format!("{}s", word.folded);
        let mentioned = held.contains(word.folded.as_str()) || held.contains(plural.as_str());
        if !mentioned && spelled.in_words(acronym).is_none() && spelled.in_initials(acronym).is_none() {
            missing.push(acronym.to_owned());
        }
    }
    let forms = Forms::of(&held, language(article));
    for name in named {
        let initials: String = name.iter().filter_map(|word| word.folded.chars().next()).collect();
        let mentioned = name.iter().any(|word| forms.have(&word.folded));
        let shortened = name.len() > 1 && held.contains(initials.as_str());
        if !mentioned && !shortened {
            missing.push(name.iter().map(|word| word.written.as_str()).collect::<Vec<_>>().join(" "));
        }
    }
    let mut seen = HashSet::new();
    missing.retain(|name| seen.insert(name.clone()));
    missing.iter().map(|name| finding(name)).collect()
}

fn finding(name: &str) -> Finding {
    Finding {
        at: Subject::Headline,
        message: format!("the headline names {}, which the article never mentions", quoted(name)),
        help: "correct the headline, or say why under [expect]".to_owned(),
    }
}

fn words(headline: &str) -> Vec<Word> {
    let (mut words, mut end) = (Vec::new(), 0);
    Splitter::default().each(headline, |word| {
        let before = Before::of(headline.get(end..word.at.start).unwrap_or_default(), words.is_empty());
        words.push(Word {
            written: headline.get(word.at.clone()).unwrap_or_default().to_owned(),
            folded: word.folded.to_owned(),
            acronym: word.acronym.map(str::to_owned),
            before,
        });
        end = word.at.end;
    });
    words
}

fn is_acronym(word: &Word) -> bool {
    word.acronym.as_ref().is_some_and(|acronym| {
        acronym.chars().count() >= SHORTEST && acronym.chars().all(char::is_uppercase) && !is_roman(acronym)
    })
}

/// The acronyms that are no part of a label or a shout: no other word in capitals is beside them.
fn alone(words: &[Word]) -> Vec<&Word> {
    let capitals = |at: usize| words.get(at).is_some_and(|word| word.acronym.is_some());
    let beside = |at: usize| {
        let joined = |at: usize| words.get(at).is_some_and(|word| word.follows_a(Before::Space));
        let label = words.get(at + 1).is_some_and(|word| word.follows_a(Before::Colon));
        label || (joined(at) && capitals(at.wrapping_sub(1))) || (joined(at + 1) && capitals(at + 1))
    };
    words.iter().enumerate().filter(|(at, word)| is_acronym(word) && !beside(*at)).map(|(_, word)| word).collect()
}

/// Whether a headline is written like a sentence, so that capitals mean names: what it says in small letters is no less than
/// what has a capital within it.
fn is_sentence(words: &[Word]) -> bool {
    let small = |word: &&Word| {
        word.written.starts_with(char::is_lowercase)
            && word.folded.chars().count() >= SHORTEST
            && !is_function_word(Some(Language::English), &word.folded)
            && !KEPT_SMALL.contains(&word.folded.as_str())
    };
    let capital =
        |word: &&Word| word.is_inside() && word.acronym.is_none() && word.written.starts_with(char::is_uppercase);
    let small = words.iter().filter(small).count();
    small >= SENTENCE && small >= words.iter().filter(capital).count()
}

/// The names of a sentence: words with a capital, in a row.
fn names(words: &[Word]) -> Vec<Vec<&Word>> {
    let capital = |word: &Word| word.written.starts_with(char::is_uppercase) && word.acronym.is_none();
    let mut names: Vec<Vec<&Word>> = Vec::new();
    let mut open = false;
    for word in words {
        if !capital(word) {
            open = false;
            continue;
        }
        match names.last_mut() {
            Some(name) if open && word.follows_a(Before::Space) => name.push(word),
            _ => names.push(vec![word]),
        }
        open = true;
    }
    names.retain(|name| {
        let first = name.first().is_some_and(|word| word.is_inside());
        let telling = |word: &&Word| {
            word.folded.chars().count() >= SHORTEST
                && !WEEKDAYS.iter().chain(&MONTHS).any(|day| *day == word.folded)
                && !is_function_word(Some(Language::English), &word.folded)
                && !is_everyday_word(&word.folded)
        };
        // A sentence begins with a capital, whatever its first word is.
        name.iter().any(telling) && (first || name.len() > 1)
    });
    names
}

/// The words of a text in all forms in which a word of a name may stand there.
struct Forms {
    language: Option<Language>,
    stems: HashSet<String>,
    /// Their first letters, of those that have as many.
    beginnings: HashSet<String>,
}

impl Forms {
    fn of(words: &HashSet<&str>, language: Option<Language>) -> Self {
        let stems = words.iter().map(|word| stem(word, language)).collect();
        Self { language, stems, beginnings: words.iter().filter_map(|word| beginning(word)).collect() }
    }

    /// Whether a word stands in the text, in this form or another.
    fn have(&self, word: &str) -> bool {
        self.stems.contains(&stem(word, self.language))
            || beginning(word).is_some_and(|beginning| self.beginnings.contains(&beginning))
    }
}

/// The stem; of a language without one the word itself.
fn stem(word: &str, language: Option<Language>) -> String {
    language.map_or_else(|| word.to_owned(), |language| language.stem(word).into_owned())
}

fn beginning(word: &str) -> Option<String> {
    let beginning: String = word.chars().take(ALIKE).collect();
    (beginning.chars().count() == ALIKE).then_some(beginning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::rule::sample::{found, text};

    fn missing(headline: &str, body: &str) -> Vec<String> {
        let said = found(RULE, &text(headline, body));
        said.iter().map(|message| message.split('`').nth(1).unwrap().to_owned()).collect()
    }

    #[test]
    fn acronyms_that_nobody_mentions() {
        assert_eq!(missing("NYPD acts, NYPD says", "The LVMPD acted."), ["NYPD"]);
        for body in
            ["The NYPD’s chief", "Two NYPDs", "the New York Police Department", "The Nevada Young Police of Durham"]
        {
            assert_eq!(missing("NYPD acts", body), [""; 0], "{body}");
        }
        assert_eq!(missing("TPS ends", "Temporary protected status ends."), [""; 0], "the field's words for it");
    }

    #[test]
    fn names_that_nobody_mentions() {
        let headline = "Judge blocks Texas law on arrests, Ken Paxton appeals";
        assert_eq!(missing(headline, "A law was blocked."), ["Texas", "Ken Paxton"]);
        assert_eq!(missing(headline, "The Texans appealed; so did Mr. Paxton."), [""; 0]);
        assert_eq!(missing("Agents of Homeland Security arrest mayor", "DHS, or HS for short"), [""; 0]);
    }

    #[test]
    fn conservative() {
        for headline in [
            "US and UN act",
            "Police act",
            "NEW RULES FOR NYPD",
            "FACT SHEET: The border",
            "WATCH: The border",
            "Seattle Postpones Licenses as green card applicants Push Back",
            "The board Moves to delay hearings",
            "Title XIV of 1996",
            "Judge Blocks Texas Law From Taking Effect With Appeal",
            "Agents wait until Monday in their cars",
            "Arrests: Raids begin in small towns",
        ] {
            assert_eq!(missing(headline, "x"), [""; 0], "{headline}");
        }
        assert_eq!(missing("ICE acts", ""), [""; 0], "no text, no finding");
    }
}
