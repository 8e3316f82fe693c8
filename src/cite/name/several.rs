//! Several people in one string: a file has a list of authors, and some have all of them in one entry.
//!
//! A string is parted only where each of its parts is a person. "Department of Health and Human Services" is one author, and an
//! organisation that is taken apart is worse than two people who are not. Where that is in doubt it stays whole: for a newspaper
//! behind the last of them, for "with", for words that both people and organisations have.

use super::{is_degree, is_organisation, is_particle, is_suffix, plain, words};

/// Words that leave it in doubt whether a name is a person's, or nothing but a name, folded to small letters. Alone such a name
/// may be a person's (Sun, York); among others it is not worth the risk.
const DOUBTFUL: [&str; 71] = [
    "action",
    "advocates",
    "advocacy",
    "aid",
    "allies",
    "angeles",
    "asylum",
    "broadcasting",
    "by",
    "caucus",
    "children",
    "chronicle",
    "church",
    "citizen",
    "collective",
    "companion",
    "courier",
    "current",
    "defenders",
    "detention",
    "dispatch",
    "edited",
    "examiner",
    "families",
    "free",
    "freedom",
    "from",
    "gazette",
    "globe",
    "guardian",
    "hub",
    "human",
    "impact",
    "independent",
    "investigations",
    "lawyers",
    "legal",
    "mail",
    "matters",
    "media",
    "mercury",
    "migrant",
    "migration",
    "mirror",
    "monitor",
    "newsroom",
    "observer",
    "paso",
    "public",
    "register",
    "report",
    "reporter",
    "reporters",
    "research",
    "sentinel",
    "special",
    "star",
    "states",
    "studies",
    "sun",
    "television",
    "today",
    "vegas",
    "via",
    "voice",
    "watch",
    "weekly",
    "with",
    "workers",
    "world",
    "york",
];

/// Articles of the names of places, newspapers and groups in Spanish.
const ARTICLES: [&str; 5] = ["el", "la", "las", "los", "the"];

/// The people of a string: `A and B`, `A, B, and C`, `Doe, Jane & Roe, John`, `Doe, J., & Roe, J.`; the string itself where it is
/// one name, or where one of several may be no person.
pub(super) fn several(text: &str) -> Vec<String> {
    let one = || vec![text.to_owned()];
    let joined: Vec<&str> = [" and ", " & ", ";"]
        .iter()
        .fold(vec![text], |pieces, mark| pieces.into_iter().flat_map(|piece| piece.split(mark)).collect())
        .into_iter()
        .map(|piece| piece.trim().trim_end_matches(',').trim_end())
        .filter(|piece| !piece.is_empty())
        .collect();
    let commas = with_suffixes(joined.iter().flat_map(|piece| piece.split(',')));
    let are_several = joined.len() > 1 || commas.len() > 2;
    if !are_several {
        return one();
    }
    // In `Jane Doe and John Roe, Nevada Current` nobody says that the last is a person.
    let ends_with_last = joined.last().is_some_and(|last| joined.len() == 1 || !without_suffix(last).contains(','));
    if ends_with_last && commas.iter().all(|piece| is_person(piece)) {
        return commas;
    }
    let leads_turned = joined.first().is_some_and(|first| is_turned(first));
    let is_one = |piece: &&str| is_person(&without_suffix(piece)) || leads_turned && is_turned(piece);
    if joined.len() > 1 && joined.iter().all(is_one) {
        return joined.into_iter().map(str::to_owned).collect();
    }
    // As a bibliography has them: `Doe, Jane, John Roe, and Ann Poe`.
    if let [family, given, rest @ ..] = commas.as_slice()
        && joined.len() > 1
        && ends_with_last
        && !rest.is_empty()
        && is_turned(&format!("{family}, {given}"))
        && rest.iter().all(|piece| is_person(piece))
    {
        return std::iter::once(format!("{family}, {given}")).chain(rest.iter().cloned()).collect();
    }
    // `Doe, J., Roe, J. M.`
    let pairs: Vec<&[String]> = commas.chunks(2).collect();
    let is_pair = |pair: &&[String]| match *pair {
        [family, given] => is_initials(given) && (1..=3).contains(&words(family).count()) && !is_initials(family),
        _ => false,
    };
    if pairs.iter().all(is_pair) { pairs.iter().map(|pair| pair.join(", ")).collect() } else { one() }
}

/// The pieces between commas, a suffix or degree with the name that it follows.
fn with_suffixes<'a>(pieces: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for piece in pieces.map(str::trim).filter(|piece| !piece.is_empty()) {
        match names.last_mut() {
            Some(name) if is_suffix(piece) || is_degree(piece) => name.extend([", ", piece]),
            _ => names.push(piece.to_owned()),
        }
    }
    names
}

fn without_suffix(text: &str) -> String {
    match with_suffixes(text.split(',')).as_slice() {
        [one] => one.split(',').next().unwrap_or_default().to_owned(),
        _ => text.to_owned(),
    }
}

/// Whether a text is the full name of one person, as it is read aloud.
fn is_person(text: &str) -> bool {
    let name = without_suffix(text);
    let count = words(&name).count();
    let first = words(&name).next().unwrap_or_default();
    let has_article = ARTICLES.contains(&plain(first).as_str()) || plain(first) == "al" && count > 2;
    !is_doubtful(&name) && !has_article && !is_small(first) && (2..=4).contains(&count) && !name.contains(',')
}

/// Whether a text may be something else than a name of people: an organisation, or words around a name.
fn is_doubtful(text: &str) -> bool {
    is_organisation(text)
        || words(text).any(|word| DOUBTFUL.contains(&plain(word).as_str()) || is_small(word) && !is_particle(word))
}

/// Whether a word has small letters alone.
fn is_small(word: &str) -> bool {
    word.chars().any(char::is_lowercase) && !word.chars().any(char::is_uppercase)
}

/// Whether a text is the name of one person with the family name first.
fn is_turned(text: &str) -> bool {
    let is_name = |piece: &str| (1..=3).contains(&words(piece).count());
    match with_suffixes(text.split(',')).as_slice() {
        [family, given] => {
            // `Jane Doe, Desert Post`: two full names of which one may be no person's.
            let are_two = is_person(family) && is_person(given) && !words(given).any(is_initials);
            let begins_small = words(given).next().is_some_and(is_small);
            let are_names = is_name(family) && is_name(without_suffix(given).as_str());
            are_names && !is_doubtful(text) && !are_two && !begins_small
        }
        _ => false,
    }
}

/// Whether a text is initials alone: `J.`, `J. M.`, `J.-P.`
fn is_initials(text: &str) -> bool {
    let is_initial = |word: &str| word.ends_with('.') && word.chars().filter(|c| c.is_alphabetic()).count() <= 2;
    !text.is_empty() && words(text).all(is_initial)
}

#[cfg(test)]
mod tests {
    use super::super::tests::told;
    use super::super::*;

    #[test]
    fn two_people_in_one_string_are_two() {
        let told = |text: &str| all(&[text.into()]).iter().map(told).collect::<Vec<_>>();
        assert_eq!(told("Jane Doe and John Roe"), ["Jane||Doe|", "John||Roe|"]);
        assert_eq!(told("Jane Doe & John Roe"), ["Jane||Doe|", "John||Roe|"]);
        assert_eq!(told("Customs and Border Protection"), ["Customs and Border Protection"]);
        assert_eq!(told("Health and Human Services"), ["Health and Human Services"]);
        assert_eq!(told("Smith and Jones"), ["Smith and Jones"]);
    }

    #[test]
    fn lists_of_people_are_parted_and_nothing_else() {
        let told = |text: &str| all(&[text.into()]).iter().map(told).collect::<Vec<_>>();
        let three = ["Jane||Doe|", "John||Roe|", "Ann||Poe|"];
        for text in [
            "Jane Doe, John Roe and Ann Poe",
            "Jane Doe, John Roe, and Ann Poe",
            "Jane Doe, John Roe & Ann Poe",
            "Jane Doe, John Roe, & Ann Poe",
            "Jane Doe; John Roe; Ann Poe",
            "Doe, Jane; Roe, John; Poe, Ann",
            "Doe, Jane, John Roe, and Ann Poe",
            "Jane Doe, John Roe, Ann Poe",
        ] {
            assert_eq!(told(text), three, "{text}");
        }
        assert_eq!(told("Doe, Jane and Roe, John"), ["Jane||Doe|", "John||Roe|"]);
        assert_eq!(told("Doe, J., Roe, J. M., & Poe, A."), ["J.||Doe|", "J. M.||Roe|", "A.||Poe|"]);
        assert_eq!(told("García Márquez, Gabriel and Jane Doe"), ["Gabriel||García Márquez|", "Jane||Doe|"]);
        assert_eq!(told("John Smith, Jr., and Jane Doe, PhD"), ["John||Smith|Jr.", "Jane||Doe|"]);
        assert_eq!(told("María de la Cruz and Al Green"), ["María|de la|Cruz|", "Al||Green|"]);
        assert_eq!(told("de la Cruz, María Elena and Roe, John"), ["María Elena|de la|Cruz|", "John||Roe|"]);
        for (text, one) in [
            ("García Márquez, Gabriel", "Gabriel||García Márquez|"),
            ("Sun, Jane", "Jane||Sun|"),
            ("John Smith, Jr.", "John||Smith|Jr."),
            ("Smith, John, Jr.", "John||Smith|Jr."),
            ("Jane Doe, JD, PhD", "Jane||Doe|"),
        ] {
            assert_eq!(told(text), [one], "{text}");
        }
        for whole in [
            "Department of Health and Human Services",
            "U.S. Immigration and Customs Enforcement",
            "Immigration and Customs Enforcement",
            "Border Patrol and Customs Enforcement",
            "Department of Homeland Security, Office of Inspector General",
            "Committees on the Judiciary, Homeland Security, and Appropriations",
            "Ropes & Gray",
            "Smith, Jr.",
            "Jane Doe and John Roe, Las Vegas Sun",
            "Jane Doe and John Roe, Desert Highlights",
            "Jane Doe, Ann Poe and John Roe, Desert Highlights",
            "Jane Doe, Desert Highlights and John Roe, Valley Highlights",
            "Doe, Jane and John Roe, Desert Highlights",
            "Jane Doe, with John Roe and Ann Poe",
            "Jane Doe with Roe and Ann Poe",
            "By Jane Doe and John Roe",
            "Human Impact and Detention Watch",
            "Al Otro Lado and Jane Doe",
            "El Diario and Jane Doe",
            "Jane Doe, John Roe, Boston Globe",
        ] {
            assert_eq!(told(whole), [whole], "{whole}");
        }
    }
}
