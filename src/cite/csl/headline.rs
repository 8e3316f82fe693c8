//! Titles in headline style, where the processor is not right about a small word.
//!
//! It has a capital for each word behind a comma or semicolon ("Detention, And the Courts") and none for a preposition that ends a
//! title or is part of a name ("Convention against Torture rules"). Articles, conjunctions and prepositions stay small unless
//! they are first or last or behind a colon (CMOS 18, 8.160; MLA 9, 2.90). JSON has no way to keep the processor from it, so
//! the title is found again in what it made, and mended there and nowhere else.

/// Words that are small in a headline: those that the processor makes small.
const SMALL: [&str; 46] = [
    "a",
    "above",
    "across",
    "against",
    "among",
    "an",
    "and",
    "around",
    "as",
    "at",
    "behind",
    "below",
    "beneath",
    "beside",
    "between",
    "but",
    "by",
    "down",
    "during",
    "for",
    "from",
    "front",
    "in",
    "inside",
    "into",
    "near",
    "nor",
    "of",
    "on",
    "onto",
    "or",
    "over",
    "since",
    "so",
    "the",
    "till",
    "to",
    "toward",
    "under",
    "underneath",
    "until",
    "up",
    "via",
    "with",
    "within",
    "yet",
];

/// A word as it was set and as it was recorded, each with the signs around it.
type Word<'a> = (&'a str, &'a str);

/// What a style made of a work, its title mended where that was set as a headline.
pub(super) fn mended(text: &str, title: &str) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((before, set, behind)) = found(text, &title) else { return text.to_owned() };
    let words: Vec<Word<'_>> = set.split(' ').zip(title.split(' ')).collect();
    if !is_headline(&words) {
        return text.to_owned();
    }
    let words: Vec<String> = (0..words.len()).filter_map(|at| word(&words, at)).collect();
    format!("{before}{}{behind}", words.join(" "))
}

/// A text around the title in it, whatever the case and the quotation marks there.
fn found(text: &str, title: &str) -> Option<(String, String, String)> {
    let (text, title): (Vec<char>, Vec<char>) = (text.chars().collect(), title.chars().collect());
    let is_quote = |c: char| "'\"‘’“”".contains(c);
    let is_same = |(a, b): (&char, &char)| a.to_lowercase().eq(b.to_lowercase()) || is_quote(*a) && is_quote(*b);
    let starts = |at: &usize| text.get(*at..*at + title.len()).is_some_and(|set| set.iter().zip(&title).all(is_same));
    let at = (0..text.len()).find(starts).filter(|_| !title.is_empty())?;
    let (before, rest) = text.split_at_checked(at)?;
    let (set, behind) = rest.split_at_checked(title.len())?;
    Some((before.iter().collect(), set.iter().collect(), behind.iter().collect()))
}

/// Whether a style made a headline of a title: it has changed the case of something, all longer words have capitals, and the small
/// ones between words have none.
fn is_headline(words: &[Word<'_>]) -> bool {
    let is_changed = words.iter().any(|(set, recorded)| is_capital(set) != is_capital(recorded));
    let has_capitals = words.iter().all(|(set, _)| is_small(set) || !bare(set).starts_with(char::is_lowercase));
    let has_small = words.windows(3).all(|three| match three {
        [(before, _), (set, recorded), _] => {
            !is_small(set) || is_capital(recorded) || !is_capital(set) || !before.ends_with(char::is_alphanumeric)
        }
        _ => true,
    });
    is_changed && has_capitals && has_small
}

/// A word of a headline as it ought to be.
fn word(words: &[Word<'_>], at: usize) -> Option<String> {
    let (set, recorded) = words.get(at)?;
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let after = words.get(at + 1);
    let Some(before) = before.filter(|_| is_small(set) && set.starts_with(char::is_alphabetic)) else {
        return Some((*set).to_owned());
    };
    let closed = before.0.trim_end_matches(['’', '”', ')']);
    let is_name = || after.is_some_and(|after| is_of_name(before) && is_of_name(after)) && is_sentence(words);
    Some(match after {
        None => cased(set, |c| c.to_uppercase().collect()),
        Some(_) if closed.ends_with([',', ';']) && !is_capital(recorded) => cased(set, |c| c.to_lowercase().collect()),
        Some(_) if is_capital(recorded) && is_name() => cased(set, |c| c.to_uppercase().collect()),
        Some(_) => (*set).to_owned(),
    })
}

/// Whether a word is one of the longer words that are recorded with a capital and stand next to others.
fn is_of_name((set, recorded): &Word<'_>) -> bool {
    is_capital(recorded) && !is_small(set)
}

/// Whether a title was recorded like a sentence, so that its capitals mean something.
fn is_sentence(words: &[Word<'_>]) -> bool {
    words.iter().any(|(set, recorded)| !is_small(set) && bare(recorded).starts_with(char::is_lowercase))
}

fn cased(word: &str, case: impl Fn(char) -> String) -> String {
    let mut chars = word.chars();
    chars.next().map(case).unwrap_or_default() + chars.as_str()
}

fn is_small(word: &str) -> bool {
    SMALL.iter().any(|small| small.eq_ignore_ascii_case(bare(word)))
}

fn is_capital(word: &str) -> bool {
    bare(word).starts_with(char::is_uppercase)
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_small_words_of_a_headline_are_mended() {
        for (set, title, wanted) in [
            // Behind a comma, also behind the mark that closes a quotation; nothing outside of the title.
            ("Doe, And. “One, And the Two.” X, And Y.", "One, and the two", "Doe, And. “One, and the Two.” X, And Y."),
            ("“‘One,’ And Two.”", "“One,” and two", "“‘One,’ and Two.”"),
            // Behind a colon and as it was recorded.
            ("One: And Two, And Three", "one: and two, and three", "One: And Two, and Three"),
            ("One, And Two", "one, And two", "One, And Two"),
            // The last one.
            ("What It Is for?", "What it is for?", "What It Is For?"),
            // In a name.
            (
                "Convention against Torture Claims",
                "Convention Against Torture claims",
                "Convention Against Torture Claims",
            ),
            ("Courts Rule against Torture", "Courts Rule Against Torture", "Courts Rule against Torture"),
            // Like a sentence, in capitals alone, with all capitals, as it was recorded, nowhere.
            (
                "Convention against torture claims",
                "Convention Against Torture claims",
                "Convention against torture claims",
            ),
            ("One And Two, And Three", "one and two, and three", "One And Two, And Three"),
            ("What It Is for", "What It Is for", "What It Is for"),
            ("Two, And Three", "one", "Two, And Three"),
            ("Two, And Three", "", "Two, And Three"),
        ] {
            assert_eq!(mended(set, title), wanted);
        }
    }
}
