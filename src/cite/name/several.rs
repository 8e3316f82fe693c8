//! Several people in one string: a file has a list of authors, and some have all of them in one entry.
//!
//! A string is parted only where each of its parts is a person. "Department of Health and Human Services" is one author, and an
//! organisation that is taken apart is worse than two people who are not.

use super::{is_degree, is_organisation, is_suffix, words};

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
    if commas.iter().all(|piece| is_person(piece)) {
        return commas;
    }
    if joined.len() > 1 && joined.iter().all(|piece| is_person(&without_suffix(piece)) || is_turned(piece)) {
        return joined.into_iter().map(str::to_owned).collect();
    }
    // As a bibliography has them: `Doe, Jane, John Roe, and Ann Poe`.
    if let [family, given, rest @ ..] = commas.as_slice()
        && joined.len() > 1
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
    !is_organisation(&name) && (2..=4).contains(&words(&name).count()) && !name.contains(',')
}

/// Whether a text is the name of one person with the family name first.
fn is_turned(text: &str) -> bool {
    let is_name = |piece: &str| (1..=3).contains(&words(piece).count());
    match with_suffixes(text.split(',')).as_slice() {
        [family, given] => !is_organisation(text) && is_name(family) && is_name(without_suffix(given).as_str()),
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
        for (text, one) in [
            ("García Márquez, Gabriel", "Gabriel||García Márquez|"),
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
        ] {
            assert_eq!(told(whole), [whole], "{whole}");
        }
    }
}
