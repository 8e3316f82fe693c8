//! How one text is quoted.

use std::fmt::Write as _;

/// A text on one line: `"…"`, or `'…'` where that spares escapes.
#[must_use]
pub(super) fn inline(text: &str) -> String {
    let spares = text.contains(['"', '\\']) && !text.contains(['\'', '\n', '\t']) && !text.contains(is_escaped);
    if spares { format!("'{text}'") } else { basic(text, "\"") }
}

/// Markdown over several lines: `'''` keeps its backslashes, unless it holds `'''` or what must be escaped.
#[must_use]
pub(super) fn prose(text: &str) -> String {
    let literal = !text.contains("'''") && !text.ends_with('\'') && !text.contains(is_escaped);
    // TOML drops the line break after the opening quotes, so there is always one more than the text has.
    if literal { format!("'''\n{text}'''") } else { basic(text, "\"\"\"") }
}

/// A key, quoted where TOML needs that.
#[must_use]
pub(super) fn key(name: &str) -> String {
    let bare = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if bare { name.to_owned() } else { basic(name, "\"") }
}

/// A text with escapes; between triple quotes line breaks, tabs and single quotes stay.
fn basic(text: &str, quotes: &str) -> String {
    let multi = quotes.len() > 1;
    let mut out = String::with_capacity(text.len() + 8);
    out.push_str(quotes);
    if multi {
        out.push('\n');
    }
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.push_str("\\\\"),
            // Two in a row, or one before the closing quotes, could make three.
            '"' if !multi || matches!(chars.peek(), None | Some('"')) => out.push_str("\\\""),
            '\n' if !multi => out.push_str("\\n"),
            '\t' if !multi => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_escaped(c) => escape(c, &mut out),
            c => out.push(c),
        }
    }
    out.push_str(quotes);
    out
}

fn escape(c: char, out: &mut String) {
    let code = u32::from(c);
    let _ = if code > 0xFFFF { write!(out, "\\U{code:08X}") } else { write!(out, "\\u{code:04X}") };
}

/// What must not stand in a file as it is: controls but line break and tab, what changes direction, what is not seen.
fn is_escaped(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{200B}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line() {
        assert_eq!(inline("plain"), "\"plain\"");
        assert_eq!(inline("it's"), "\"it's\"");
        assert_eq!(inline("say \"no\" \\ yes"), "'say \"no\" \\ yes'");
        assert_eq!(inline("it's \"no\""), "\"it's \\\"no\\\"\"");
        assert_eq!(inline("a\nb\tc\r\u{1b}\u{9b}\u{202e}"), "\"a\\nb\\tc\\r\\u001B\\u009B\\u202E\"");
    }

    #[test]
    fn several_lines() {
        assert_eq!(prose("A \\* b\n"), "'''\nA \\* b\n'''");
        assert_eq!(prose("\nno break at the end"), "'''\n\nno break at the end'''");
        assert_eq!(prose("code ''' here \"\"\" end\""), "\"\"\"\ncode ''' here \\\"\\\"\" end\\\"\"\"\"");
        assert_eq!(prose("quoted 'so'"), "\"\"\"\nquoted 'so'\"\"\"");
        assert_eq!(prose("a\r\nb"), "\"\"\"\na\\r\nb\"\"\"");
    }

    #[test]
    fn keys() {
        assert_eq!(key("LVMPD"), "LVMPD");
        assert_eq!(key("D.C."), "\"D.C.\"");
        assert_eq!(key(""), "\"\"");
    }
}
