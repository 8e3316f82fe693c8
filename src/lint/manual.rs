//! The manual of a rule: the essay that opens its file, and the examples in it.

use super::Rule;

/// An article file of a manual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Whether the rule finds something in it.
    pub breaks: bool,
    /// The file.
    pub file: String,
}

impl Rule {
    /// The manual page, in Markdown.
    #[must_use]
    pub fn manual(&self) -> String {
        let essay = self.file.lines().map_while(|line| line.strip_prefix("//!"));
        let lines = essay.map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.flat_map(|line| [line, "\n"]).collect()
    }

    /// What it finds, in one line: the first of the manual.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        let first = self.file.lines().next().unwrap_or_default();
        first.split_once("`: ").map_or("", |(_, summary)| summary.trim_end_matches('.'))
    }

    /// The examples of the manual, in order.
    #[must_use]
    pub fn examples(&self) -> Vec<Example> {
        let mut examples = Vec::new();
        let mut open: Option<Example> = None;
        for line in self.manual().lines() {
            match (line, &mut open) {
                ("```toml breaks", None) => open = Some(Example { breaks: true, file: String::new() }),
                ("```toml keeps", None) => open = Some(Example { breaks: false, file: String::new() }),
                ("```", Some(_)) => examples.extend(open.take()),
                (line, Some(example)) => {
                    example.file.push_str(line);
                    example.file.push('\n');
                }
                (_, None) => {}
            }
        }
        examples
    }
}
