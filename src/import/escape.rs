//! Plain text as Markdown that says the same: what Markdown would read as marks is escaped, and nothing else, so that the
//! files stay pleasant to read and edit.
//!
//! Three places need three rules: words within a line, the start of a line, and addresses. Pure functions; what a mark
//! means stands in `CommonMark` and in the extensions that [`crate::markdown`] switches on.

/// Words within a line.
pub(in crate::import) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before: Option<char> = None;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let after = rest.peek().map(|(_, next)| *next);
        let escaped = match c {
            '\\' | '*' | '[' | ']' | '`' | '~' => true,
            // Between letters and digits it is a letter.
            '_' => !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)),
            '<' => after.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => text.get(at..).is_some_and(is_reference),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// Whether a text that starts with `&` starts with a character reference.
fn is_reference(text: &str) -> bool {
    // No further than a reference can be long: a text of ampersands is looked at once.
    let mut name = text.bytes().skip(1).take(42);
    let letters =
        name.clone().enumerate().take_while(|(at, byte)| byte.is_ascii_alphanumeric() || (*at == 0 && *byte == b'#'));
    let length = letters.count();
    length > 0 && name.nth(length) == Some(b';')
}

/// A line whose words are escaped already, so that its start opens no heading, quotation, list or rule.
pub(in crate::import) fn line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = match line.as_bytes().get(digits) {
        Some(b'.' | b')') if (1..=9).contains(&digits) => Some(digits),
        Some(b'#' | b'>' | b'+' | b'-' | b'=' | b'|' | b':') if digits == 0 => Some(0),
        _ => None,
    };
    match at.and_then(|at| line.split_at_checked(at)) {
        Some((head, tail)) => format!("{head}\\{tail}"),
        None => line.to_owned(),
    }
}

/// An address as the destination of a link, between its parentheses.
pub(in crate::import) fn destination(address: &str) -> String {
    let plain = !address.is_empty() && !address.contains(|c: char| "()<>\\&|*".contains(c) || c.is_whitespace());
    if plain {
        return address.to_owned();
    }
    let mut out = String::from("<");
    for (at, c) in address.char_indices() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '|' => out.push_str("%7C"),
            '&' if address.get(at..).is_some_and(is_reference) => out.push_str("\\&"),
            c if c.is_whitespace() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out.push('>');
    out
}

/// Words as the title of a picture, between double quotation marks.
pub(in crate::import) fn title(text: &str) -> String {
    words(text).replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Block;
    use crate::markdown;
    use proptest::prelude::*;

    fn read(markdown: &str) -> String {
        let chapters = markdown::parse(markdown, &|_| None).chapters;
        let blocks: Vec<&Block> = chapters.iter().flat_map(|chapter| &chapter.blocks).collect();
        match blocks.as_slice() {
            [Block::Paragraph(inline)] => inline.plain(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn plain_words_stay_as_they_are() {
        for text in ["Fees rose (again) in 2024; AT&T paid.", "the file_name is x < 3", "a | b", "It rose 5% – wow!"]
        {
            assert_eq!(words(text), text);
        }
    }

    #[test]
    fn starts_of_lines() {
        for text in
            ["# no heading", "1. no list", "12) no list", "- no", "+ no", "> no", "=====", "---", "| a |", ": a"]
        {
            assert_eq!(read(&line_start(&words(text))), text);
        }
        assert_eq!(line_start("2024 was long"), "2024 was long");
    }

    #[test]
    fn addresses() {
        assert_eq!(destination("https://example.org/a?b=1"), "https://example.org/a?b=1");
        assert_eq!(destination("https://example.org/a_(b)"), "<https://example.org/a_(b)>");
        assert_eq!(read(&format!("[x]({})", destination("https://example.org/?a&lt;b"))), "x");
    }

    proptest! {
        /// Whatever a page says, Markdown says it too.
        #[test]
        fn words_survive(text in "[ -~é“”]{1,40}") {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assume!(!text.is_empty());
            prop_assert_eq!(read(&line_start(&words(&text))), text);
        }
    }
}
