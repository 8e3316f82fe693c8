//! Text that Markdown would take for something else.

/// Text in which no character means anything to Markdown, but at the start of a line (see [`line_start`]).
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            // Entities rather than backslashes: no reader of Markdown, however careless, sees a tag.
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '|' | '~' | '^' | '$' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

/// A line of escaped text that begins no heading, list or rule.
pub(super) fn line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at_checked(digits).unwrap_or_default();
    if line.starts_with(['#', '+', '-', '=', ':']) || (!number.is_empty() && rest.starts_with(['.', ')'])) {
        return format!("{number}\\{rest}");
    }
    line.to_owned()
}

/// Code inside a line, in as many backticks as it takes.
pub(super) fn code_span(text: &str) -> String {
    let text = text.replace('\n', " ");
    let ticks = "`".repeat(longest_run(&text) + 1);
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    // A cell of a table ends at a bar even within code.
    format!("{ticks}{pad}{}{pad}{ticks}", text.replace('|', "\\|"))
}

/// A fence that the code does not hold.
pub(super) fn fence(text: &str) -> String {
    "`".repeat((longest_run(text) + 1).max(3))
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};

    use super::*;

    #[test]
    fn code_in_enough_backticks() {
        assert_eq!(code_span("a"), "`a`");
        assert_eq!(code_span("a`b"), "``a`b``");
        assert_eq!(code_span("`"), "`` ` ``");
        assert_eq!(fence("```` x"), "`````");
    }

    proptest! {
        #[test]
        fn escaped_text_is_one_paragraph_of_itself(text in "[!-~]([ -~]{0,40}[!-~])?") {
            let written = line_start(&escaped(&text));
            let mut read = String::new();
            for event in Parser::new(&written) {
                match event {
                    Event::Text(part) => read.push_str(&part),
                    Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                    other => prop_assert!(false, "{other:?} from {written:?}"),
                }
            }
            prop_assert_eq!(read, text);
        }
    }
}
