//! Labels: what stands over the takeaways and over the sources of an article.

use super::plain;

/// What is said over takeaways.
const TAKEAWAYS: [&str; 38] = [
    "key takeaways",
    "takeaways",
    "key takeaway",
    "main takeaways",
    "top takeaways",
    "the takeaways",
    "our takeaways",
    "key points",
    "main points",
    "the key points",
    "key findings",
    "main findings",
    "major findings",
    "findings",
    "highlights",
    "story highlights",
    "article highlights",
    "key highlights",
    "report highlights",
    "at a glance",
    "fast facts",
    "quick facts",
    "key facts",
    "what to know",
    "what you need to know",
    "things to know",
    "need to know",
    "the bottom line",
    "bottom line",
    "in brief",
    "in short",
    "the big picture",
    "the short version",
    "quick read",
    "quick take",
    "tl;dr",
    "tldr",
    "the gist",
];

/// What is said over takeaways too, but over other things as well: believed only where bullets follow.
const MAYBE_TAKEAWAYS: [&str; 10] = [
    "summary",
    "overview",
    "executive summary",
    "in summary",
    "why it matters",
    "what we found",
    "abstract",
    "recap",
    "the essentials",
    "essentials",
];

/// What is said over sources.
const SOURCES: [&str; 30] = [
    "sources",
    "source",
    "source list",
    "list of sources",
    "sources cited",
    "references",
    "reference list",
    "works cited",
    "bibliography",
    "citations",
    "further reading",
    "footnotes",
    "endnotes",
    "notes and sources",
    "sources and notes",
    "sources and further reading",
    "references and further reading",
    "further reading and sources",
    "cited sources",
    "cited works",
    "literature",
    "additional resources",
    "additional reading",
    "recommended reading",
    "read further",
    "links and sources",
    "sources and links",
    "documents cited",
    "primary sources",
    "notes",
];

/// What is said over takeaways in the language of the text.
const ELSEWHERE: [&str; 8] = [
    "puntos clave",
    "lo esencial",
    "en resumen",
    "l'essentiel",
    "points clés",
    "à retenir",
    "das wichtigste in kürze",
    "pontos principais",
];

/// How sure a label is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sure {
    /// It is one, whatever follows.
    Yes,
    /// It is one where a list follows.
    IfListed,
}

/// Whether a line, without what follows a colon, is a label of takeaways.
#[must_use]
pub fn takeaways(line: &str) -> Option<Sure> {
    let plain = plain(line);
    if TAKEAWAYS.contains(&plain.as_str()) || ELSEWHERE.contains(&plain.as_str()) || found_by_an_agency(line) {
        return Some(Sure::Yes);
    }
    if plain.ends_with('.') || super::words(&plain) > 12 {
        return None;
    }
    // "Three takeaways", "5 things to know about the rule", "Key takeaways from the report".
    let from = |label: &&str| plain.strip_prefix(*label).is_some_and(is_tail);
    let counted = plain.split_once(' ').filter(|(count, _)| is_count(count)).map(|(_, rest)| rest.to_owned());
    let counted = counted.is_some_and(|rest| {
        TAKEAWAYS.iter().any(|label| rest == *label || rest.strip_prefix(label).is_some_and(is_tail))
    });
    if counted || TAKEAWAYS.iter().filter(|label| label.contains(' ')).any(from) {
        return Some(Sure::IfListed);
    }
    MAYBE_TAKEAWAYS.contains(&plain.as_str()).then_some(Sure::IfListed)
}

/// Whether a line is a label of sources.
#[must_use]
pub fn sources(line: &str) -> bool {
    SOURCES.contains(&plain(line).as_str())
}

/// The label at the head of a line and what follows it: `Key points: The rule ends in May.`
#[must_use]
pub fn split(line: &str) -> Option<(&str, &str)> {
    let (head, tail) = line.split_once(':')?;
    let tail = tail.trim_start_matches(['*', '_']).trim();
    (!tail.is_empty() && head.len() <= 60).then_some((head, tail))
}

/// What the reports of the Government Accountability Office say: "What GAO Found".
fn found_by_an_agency(line: &str) -> bool {
    let words: Vec<&str> = line.trim_matches(|c: char| "*_#: ".contains(c)).split_whitespace().collect();
    let is_name = |name: &str| name.len() >= 2 && name.chars().all(|c| c.is_ascii_uppercase());
    matches!(words.as_slice(), [what, name, found]
        if what.eq_ignore_ascii_case("what") && is_name(name) && found.eq_ignore_ascii_case("found"))
}

fn is_tail(rest: &str) -> bool {
    [" from ", " about ", " on ", " of ", " for ", " in "].iter().any(|word| rest.starts_with(word))
}

fn is_count(word: &str) -> bool {
    const COUNTS: [&str; 11] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "the", "some"];
    COUNTS.contains(&word) || (word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_takeaways() {
        for (line, sure) in [
            ("Key Takeaways", Some(Sure::Yes)),
            ("**KEY POINTS:**", Some(Sure::Yes)),
            ("## At a glance", Some(Sure::Yes)),
            ("What GAO Found", Some(Sure::Yes)),
            ("What they found", None),
            ("5 things to know about the rule", Some(Sure::IfListed)),
            ("Key takeaways from the hearing", Some(Sure::IfListed)),
            ("Summary", Some(Sure::IfListed)),
            ("The highlights of his life were few.", None),
            ("Sources", None),
            ("", None),
        ] {
            assert_eq!(takeaways(line), sure, "{line}");
        }
    }

    #[test]
    fn labels_of_sources() {
        for line in ["Sources", "SOURCES:", "### References", "**Further reading**", "Works Cited"] {
            assert!(sources(line), "{line}");
        }
        for line in ["Sources said so", "Sourcing", "", "A reference"] {
            assert!(!sources(line), "{line}");
        }
    }

    #[test]
    fn a_label_may_stand_before_the_first_point() {
        assert_eq!(split("Key points: The rule ends."), Some(("Key points", "The rule ends.")));
        assert_eq!(split("Key points:"), None);
    }
}
