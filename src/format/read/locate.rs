//! From a byte of a text to the byte of the file that says it: through quotes, escapes and trimmed line breaks.

use std::ops::Range;

/// A string literal of the file, read along with the text that it stands for.
pub(super) struct Literal<'f> {
    file: &'f str,
    /// The next byte of the file to look at.
    at: usize,
    /// The first byte after the content.
    end: usize,
    /// The byte of the text that `at` stands for.
    decoded: usize,
    escapes: bool,
}

impl<'f> Literal<'f> {
    /// The literal at `span`, quotes included.
    pub(super) fn new(file: &'f str, span: Range<usize>) -> Self {
        let written = file.get(span.clone()).unwrap_or_default();
        let quotes =
            ["'''", "\"\"\"", "'", "\""].into_iter().find(|quotes| written.starts_with(quotes)).unwrap_or_default();
        let content = written.get(quotes.len()..).unwrap_or_default();
        // A line break right after the opening quotes is not part of the text.
        let trimmed = match quotes.len() {
            3 if content.starts_with("\r\n") => 2,
            3 if content.starts_with('\n') => 1,
            _ => 0,
        };
        let at = span.start + quotes.len() + trimmed;
        let end = span.end.saturating_sub(quotes.len()).max(at);
        Self { file, at, end, decoded: 0, escapes: quotes.starts_with('"') }
    }

    /// Where the byte `offset` of the text stands in the file. Ask in ascending order: it reads on from the last answer
    /// (an earlier byte is answered with that).
    pub(super) fn file_offset(&mut self, offset: usize) -> usize {
        if !self.escapes {
            return self.at.saturating_add(offset).min(self.end);
        }
        while self.decoded < offset && self.at < self.end {
            let rest = self.file.get(self.at..self.end).unwrap_or_default();
            let (written, meant) = unit(rest);
            self.at += written.max(1);
            self.decoded += meant;
        }
        self.at
    }
}

/// Bytes of the next character of a basic string as written, and as meant.
fn unit(rest: &str) -> (usize, usize) {
    let mut chars = rest.chars();
    let Some(first) = chars.next() else { return (1, 0) };
    if first != '\\' {
        return (first.len_utf8(), first.len_utf8());
    }
    let digits = match chars.next() {
        Some('x') => 2,
        Some('u') => 4,
        Some('U') => 8,
        Some(space) if space.is_ascii_whitespace() => {
            let after = rest.get(1..).unwrap_or_default();
            let skipped = after.len() - after.trim_start_matches([' ', '\t', '\r', '\n']).len();
            return (1 + skipped, 0);
        }
        _ => return (2, 1),
    };
    let code = rest.get(2..2 + digits).and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
    (2 + digits, code.map_or(1, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;

    /// What the file says where the text says `needle`.
    fn found(file: &str, needle: &str) -> String {
        let table = DeTable::parse(file).unwrap();
        let value = table.get_ref().get("a").unwrap();
        let start = value.get_ref().as_str().unwrap().find(needle).unwrap();
        let mut literal = Literal::new(file, value.span());
        let start_in_file = literal.file_offset(start);
        file.get(start_in_file..literal.file_offset(start + needle.len())).unwrap().to_owned()
    }

    #[test]
    fn through_every_kind_of_quotes() {
        assert_eq!(found("a = 'x[^n]'", "[^n]"), "[^n]");
        assert_eq!(found("a = '''\nx[^n]'''", "[^n]"), "[^n]");
        assert_eq!(found("a = '''\r\nx\r\n[^n]'''", "[^n]"), "[^n]");
        assert_eq!(found(r#"a = "\u00e9\t\\ \"[^n]""#, "[^n]"), "[^n]");
        assert_eq!(found("a = \"\"\"\n\\U0001F600\\x41 \\\n   é[^n]\"\"\"", "[^n]"), "[^n]");
        assert_eq!(found(r#"a = "\u005b^n]""#, "[^n]"), r"\u005b^n]");
    }
}
