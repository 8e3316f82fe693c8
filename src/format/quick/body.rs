//! What a body may hold, told from its lines without parsing the Markdown.

use super::Bodies;

impl Bodies {
    /// The hints of one body.
    pub(super) fn of(markdown: &str) -> Self {
        // A carriage return alone ends a line of Markdown, too. It can only be there as an escape.
        let headings = if markdown.as_bytes().contains(&b'\r') {
            markdown.split(['\n', '\r']).any(is_heading)
        } else {
            markdown.split('\n').any(is_heading)
        };
        Self { headings, footnotes: markdown.contains("[^") }
    }

    /// The hints of two bodies together.
    pub(super) fn and(self, other: Self) -> Self {
        Self { headings: self.headings | other.headings, footnotes: self.footnotes | other.footnotes }
    }
}

/// Whether a line may be a heading, or underline one.
fn is_heading(line: &str) -> bool {
    // Most lines are long and begin with a letter.
    if line.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric) {
        return false;
    }
    let line = line.trim();
    let underlines = |mark: u8| !line.is_empty() && line.bytes().all(|byte| byte == mark);
    line.starts_with('#') || underlines(b'=') || underlines(b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_hinted_at() {
        for body in ["# A", "text\n\n   ## B\n", "A\n===", "A\n --- \nb", "a\r# B", "a\r\n# B"] {
            assert!(Bodies::of(body).headings, "{body:?}");
        }
        for body in ["", "a # b", "- a\n- b", "> # A", "a = b\n-- c", "\n\ntext\n"] {
            assert_eq!(Bodies::of(body), Bodies::default(), "{body:?}");
        }
        assert!(Bodies::of("said[^1]").footnotes);
    }
}
