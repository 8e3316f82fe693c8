//! Names of authors: files hold them as plain strings, styles want to know which part is the family's.
//!
//! `Last, First` is read as it says. `First Last` is a person whose family name is the last word, with the small words
//! before it (*de la*, *van*, *bin*). What looks like an organisation, a single word, a name in a script without
//! capitals, is one whole name, since an organisation that is turned around ("Press, A.") is worse than a person who is not. Who has two
//! family names is written `García Márquez, Gabriel`, and what is in `{braces}` is never taken apart.

mod several;

use several::several;

use crate::text::{Clean, Foreign, clean};

/// The name of an author.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Name {
    /// A person.
    Person {
        /// First names and initials.
        given: Clean,
        /// Small words that belong to the family name: *van der*.
        particle: Option<Clean>,
        /// The family name.
        family: Clean,
        /// *Jr.*, *III*.
        suffix: Option<Clean>,
    },
    /// An organisation, or a person of whom no more than one name is known.
    Whole(Clean),
}

/// Words that organisations have in their names and people do not, folded to small letters. Names of people that are also
/// here (Post, House) are rarer as authors of what is read here.
const ORGANISATIONS: [&str; 100] = [
    "administration",
    "affairs",
    "agency",
    "alliance",
    "america",
    "american",
    "appeals",
    "assembly",
    "associated",
    "associates",
    "association",
    "authority",
    "board",
    "border",
    "bureau",
    "center",
    "centre",
    "city",
    "clinic",
    "coalition",
    "college",
    "commission",
    "committee",
    "community",
    "company",
    "conference",
    "congress",
    "congressional",
    "corp",
    "corporation",
    "council",
    "county",
    "court",
    "customs",
    "daily",
    "defense",
    "department",
    "desk",
    "division",
    "editorial",
    "editors",
    "embassy",
    "enforcement",
    "federal",
    "federation",
    "forum",
    "foundation",
    "fund",
    "government",
    "group",
    "health",
    "herald",
    "homeland",
    "house",
    "immigration",
    "inc",
    "initiative",
    "institute",
    "international",
    "journal",
    "justice",
    "lab",
    "law",
    "league",
    "library",
    "llc",
    "llp",
    "magazine",
    "ministry",
    "national",
    "nations",
    "network",
    "news",
    "office",
    "organisation",
    "organization",
    "partnership",
    "patrol",
    "police",
    "policy",
    "post",
    "press",
    "program",
    "project",
    "radio",
    "refugee",
    "review",
    "rights",
    "school",
    "security",
    "senate",
    "service",
    "services",
    "society",
    "staff",
    "team",
    "times",
    "tribune",
    "union",
    "university",
];

/// Small words before a family name that belong to it.
const PARTICLES: [&str; 28] = [
    "af", "al", "bin", "bint", "da", "dal", "das", "de", "dei", "del", "della", "den", "der", "di", "do", "dos", "du",
    "el", "la", "las", "le", "los", "ter", "van", "vander", "von", "zu", "zur",
];

/// What follows a name and belongs to it.
const SUFFIXES: [&str; 7] = ["jr", "sr", "ii", "iii", "iv", "v", "2nd"];

/// Degrees behind a name, which no style prints; in capitals, since *Ma* and *Md* are names.
const DEGREES: [&str; 14] =
    ["PhD", "DPhil", "MD", "JD", "Esq", "MA", "MS", "MSc", "MPH", "MPP", "LLM", "EdD", "MSW", "SJ"];

/// The names that strings hold, in order. A string of two people (`Jane Doe and John Roe`) is two names.
#[must_use]
pub fn all(authors: &[Foreign]) -> Vec<Name> {
    let lines = authors.iter().map(Foreign::line);
    lines
        .flat_map(|line| several(&line).into_iter().map(|one| Name::read(&one)).collect::<Vec<_>>())
        .flatten()
        .collect()
}

/// As a sentence has names: `A`, `A and B`, `A, B and C`; none where there are none.
#[must_use]
pub fn listed(names: &[Clean]) -> Option<Clean> {
    let (last, before) = names.split_last()?;
    let before: Vec<&str> = before.iter().map(Clean::as_str).collect();
    Some(if before.is_empty() { last.clone() } else { clean::line(&format!("{} and {last}", before.join(", "))) })
}

impl Name {
    /// Reads a name; none of a blank string.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(inner) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            return (!inner.trim().is_empty()).then(|| Self::Whole(clean::line(inner.trim())));
        }
        if text.is_empty() {
            return None;
        }
        Some(if is_organisation(text) { Self::Whole(clean::line(text)) } else { person(text) })
    }

    /// The name as it is read aloud: `Ludwig van Beethoven`, `Martin Luther King Jr.`
    #[must_use]
    pub fn natural(&self) -> Clean {
        match self {
            Self::Whole(name) => name.clone(),
            Self::Person { given, particle, family, suffix } => {
                let parts = [Some(given), particle.as_ref(), Some(family), suffix.as_ref()];
                let parts: Vec<&str> = parts.into_iter().flatten().map(Clean::as_str).collect();
                clean::line(&parts.join(" "))
            }
        }
    }
}

fn person(text: &str) -> Name {
    let mut pieces: Vec<&str> = text.split(',').map(str::trim).filter(|piece| !piece.is_empty()).collect();
    while pieces.len() > 1 && pieces.last().is_some_and(|last| is_degree(last)) {
        pieces.pop();
    }
    let mut suffix = None;
    if let Some(at) = pieces.iter().skip(1).position(|piece| is_suffix(piece)) {
        suffix = Some(pieces.remove(at + 1));
    }
    match pieces.as_slice() {
        [family, given] => {
            let (particle, family) = particle(family);
            named(given, &particle, &family, suffix)
        }
        [whole] => first_last(whole, suffix),
        // More commas than a name has.
        _ => Name::Whole(clean::line(text)),
    }
}

/// `First Last`, with what stands before and behind the family name.
fn first_last(text: &str, behind: Option<&str>) -> Name {
    let mut words: Vec<&str> = words(text).collect();
    let mut suffix = behind;
    while words.len() > 2 && words.last().is_some_and(|last| is_degree(last)) {
        words.pop();
    }
    if words.len() > 2 && words.last().is_some_and(|last| is_suffix(last)) {
        suffix = words.pop();
    }
    let Some((family, before)) = words.split_last() else { return Name::Whole(clean::line(text)) };
    let particles = before.iter().rev().take_while(|word| is_particle(word)).count();
    let (given, particle) = before.split_at_checked(before.len() - particles).unwrap_or((before, &[]));
    if given.is_empty() {
        // No more than one name is known; what follows it is not lost.
        let suffix = behind.map(|suffix| format!(", {suffix}")).unwrap_or_default();
        return Name::Whole(clean::line(&format!("{text}{suffix}")));
    }
    named(&given.join(" "), &particle.join(" "), family, suffix)
}

/// The small words that lead a family name, and the rest of it.
fn particle(family: &str) -> (String, String) {
    let words: Vec<&str> = words(family).collect();
    let count = words.iter().take_while(|word| is_particle(word)).count();
    match words.split_at_checked(count) {
        Some((particle, rest)) if !rest.is_empty() => (particle.join(" "), rest.join(" ")),
        _ => (String::new(), words.join(" ")),
    }
}

fn named(given: &str, particle: &str, family: &str, suffix: Option<&str>) -> Name {
    Name::Person {
        given: clean::line(given),
        particle: (!particle.is_empty()).then(|| clean::line(particle)),
        family: clean::line(family),
        suffix: suffix.map(clean::line),
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
}

/// Whether a word is in small letters and one of the particles.
fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&plain(word).as_str())
}

fn is_degree(word: &str) -> bool {
    let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    DEGREES.contains(&letters.as_str())
}

/// The letters and digits of a word, small.
fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a name is not a person's, or not one that can be taken apart.
fn is_organisation(text: &str) -> bool {
    let bare = text.split(',').next().unwrap_or_default();
    let acronym = |word: &str| word.chars().count() >= 3 && word.chars().all(char::is_uppercase);
    let all_capitals = !text.chars().any(char::is_lowercase);
    let first = words(text).next().unwrap_or_default();
    words(text).count() < 2
        || words(bare).count() > 6
        || matches!(first, "The" | "the" | "U.S." | "US" | "UN" | "U.N." | "EU")
        || text.contains(['&', '/', '@', ':', '('])
        || text.chars().any(|c| c.is_ascii_digit()) && !words(text).any(is_suffix)
        || words(text).any(|word| matches!(word, "of" | "for" | "on" | "against" | "in" | "and"))
        || words(text).any(|word| ORGANISATIONS.contains(&plain(word).as_str()))
        || !all_capitals && words(text).any(acronym) && !words(text).any(is_suffix)
        || !text.chars().any(|c| c.is_uppercase() || c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// given | particle | family | suffix, or the whole name.
    pub(super) fn told(name: &Name) -> String {
        let part = |part: &Option<Clean>| part.as_deref().unwrap_or_default().to_owned();
        match name {
            Name::Whole(whole) => whole.to_string(),
            Name::Person { given, particle, family, suffix } => {
                format!("{given}|{}|{family}|{}", part(particle), part(suffix))
            }
        }
    }

    #[test]
    fn names_are_told_apart() {
        let cases = [
            ("Jane Doe", "Jane||Doe|"),
            ("Doe, Jane", "Jane||Doe|"),
            ("Jane Q. Public", "Jane Q.||Public|"),
            ("García Márquez, Gabriel", "Gabriel||García Márquez|"),
            ("Ludwig van Beethoven", "Ludwig|van|Beethoven|"),
            ("van Beethoven, Ludwig", "Ludwig|van|Beethoven|"),
            ("María de la Cruz", "María|de la|Cruz|"),
            ("Martin Luther King Jr.", "Martin Luther||King|Jr."),
            ("Martin Luther King, Jr.", "Martin Luther||King|Jr."),
            ("King, Martin Luther, Jr.", "Martin Luther||King|Jr."),
            ("Thurston Howell III", "Thurston||Howell|III"),
            ("Jane Doe, Ph.D.", "Jane||Doe|"),
            ("Jane Doe, JD, PhD", "Jane||Doe|"),
            ("Doe, Jane, Esq.", "Jane||Doe|"),
            ("Rahman, Md", "Md||Rahman|"),
            ("JANE DOE", "JANE||DOE|"),
            ("O’Neill, Mary", "Mary||O’Neill|"),
            ("Jean-Luc Picard", "Jean-Luc||Picard|"),
            ("Plato", "Plato"),
            ("ACLU of Nevada", "ACLU of Nevada"),
            ("Associated Press", "Associated Press"),
            ("The Editorial Board", "The Editorial Board"),
            ("Human Rights First, Inc.", "Human Rights First, Inc."),
            (
                "U.S. Department of State, Bureau of Consular Affairs",
                "U.S. Department of State, Bureau of Consular Affairs",
            ),
            ("U.S. Citizenship and Immigration Services", "U.S. Citizenship and Immigration Services"),
            ("ICE Newsroom", "ICE Newsroom"),
            ("{Jane Doe}", "Jane Doe"),
            ("王 小明", "王 小明"),
        ];
        for (text, wanted) in cases {
            assert_eq!(told(&Name::read(text).unwrap()), wanted, "{text}");
        }
        assert_eq!((Name::read("  "), Name::read("{ }")), (None, None));
    }

    #[test]
    fn read_aloud_as_written() {
        for (text, wanted) in [("Doe, Jane", "Jane Doe"), ("van der Berg, Jo, Jr.", "Jo van der Berg Jr.")] {
            assert_eq!(&*Name::read(text).unwrap().natural(), wanted);
        }
    }
}
