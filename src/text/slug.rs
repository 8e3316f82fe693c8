//! Slugs: a headline as a name for a file or an id, the same on every system.

use super::fold;

/// Bytes that a slug may have: short enough for every file system, long enough for a headline.
const LIMIT: usize = 80;

/// Letters and digits in lower case without diacritics, words apart by hyphens: `Las Vegas: no raids` is
/// `las-vegas-no-raids`. Never empty, never with a dot or a separator, at most 80 bytes, cut between words if it can be.
#[must_use]
pub fn slug(text: &str) -> String {
    let folded = fold::fold(text);
    let mut slug = String::new();
    for word in folded.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()) {
        let word: String = word.chars().filter(|c| *c != '\'').collect();
        if word.is_empty() {
            continue;
        }
        if !slug.is_empty() && slug.len() + 1 + word.len() > LIMIT {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        for c in word.chars() {
            if slug.len() + c.len_utf8() > LIMIT {
                break;
            }
            slug.push(c);
        }
    }
    if slug.is_empty() { "untitled".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_becomes_a_name() {
        assert_eq!(slug("Las Vegas Police — and ICE’s “new” rôle!"), "las-vegas-police-and-ices-new-role");
        assert_eq!(slug("../../etc/passwd\0"), "etc-passwd");
        assert_eq!(slug(" … "), "untitled");
        assert_eq!(slug("移民 政策"), "移民-政策");
    }

    #[test]
    fn a_slug_is_short_and_ends_with_a_word() {
        let slug = slug(&"immigration ".repeat(30));
        assert!(slug.len() <= LIMIT && slug.ends_with("immigration"), "{slug}");
        assert_eq!(super::slug(&"x".repeat(500)).len(), LIMIT);
    }
}
