//! Captions, credits and alternative texts of pictures, as they come along when a page is copied.

use super::words;

/// What introduces one.
const INTRODUCTIONS: [&str; 16] = [
    "photo",
    "photos",
    "photograph",
    "image",
    "picture",
    "caption",
    "credit",
    "photo credit",
    "image credit",
    "alt",
    "alt text",
    "illustration",
    "graphic",
    "file photo",
    "photo by",
    "photo illustration",
];

/// Agencies and words that stand in credits.
const CREDITS: [&str; 18] = [
    "ap photo",
    "associated press/",
    "/ap",
    "via ap",
    "getty images",
    "/getty",
    "reuters/",
    "/reuters",
    "afp",
    "shutterstock",
    "file photo",
    "istock",
    "courtesy of",
    "photo by",
    "photo/",
    "/file",
    "bloomberg/",
    "zuma",
];

/// Words that make a sentence of a line.
const VERBS: [&str; 40] = [
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "can", "could", "may", "might",
    "must", "should", "shall", "do", "does", "did", "says", "said", "say", "shows", "show", "needs", "need", "wants",
    "want", "makes", "make", "gets", "get", "means", "mean", "ends", "end", "faces", "face",
];

/// Whether a line surely belongs to a picture: it says so, or ends with a credit.
#[must_use]
pub fn is_certain(line: &str) -> bool {
    let lower = line.trim().trim_matches(['*', '_', '[', ']']).to_lowercase();
    let introduced = lower.split_once(':').is_some_and(|(head, _)| INTRODUCTIONS.contains(&head.trim()))
        || lower.starts_with("photo by ")
        || lower.starts_with("(photo")
        || lower.starts_with("image by ");
    let behind = lower.rsplit_once('(').map(|(_, credit)| credit).filter(|_| lower.ends_with(')'));
    let credited =
        behind.is_some_and(|credit| CREDITS.iter().any(|sign| credit.contains(sign)) || credit.starts_with("ap "));
    let short = words(line) <= 60;
    short
        && (introduced
            || credited
            || (words(line) <= 12 && CREDITS.iter().take(8).any(|sign| lower.contains(sign)) && !lower.ends_with('.')))
}

/// Whether a line between headline and takeaways reads like the description of a picture: a short phrase with a full stop
/// that has no verb.
#[must_use]
pub fn is_description(line: &str) -> bool {
    let lower = line.to_lowercase();
    let mut own = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    (2..=14).contains(&words(line))
        && !line.ends_with(['?', '!', ':'])
        && !own.any(|word| VERBS.contains(&word) || is_past(word))
}

fn is_past(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_say_so_or_have_a_credit() {
        for line in [
            "Photo: County Sheriff",
            "A queue at the gate. (AP Photo/Ann Lee)",
            "Migrants walk north. (Photo by Ann Lee/Getty Images)",
            "Image credit: Ann Lee",
            "Ann Lee/Reuters",
        ] {
            assert!(is_certain(line), "{line}");
        }
        for line in [
            "The photo changed everything, he said.",
            "The court ruled (see below)",
            "Reuters reported on Monday that the rule would end.",
        ] {
            assert!(!is_certain(line), "{line}");
        }
    }

    #[test]
    fn a_description_has_no_verb() {
        assert!(is_description("People with bags at a station."));
        assert!(!is_description("The city will end its policy."));
        assert!(!is_description("Agents arrested four people."));
    }
}
