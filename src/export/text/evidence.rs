//! What stands behind the takeaways, as plain text: what the file records, then the closest passages, which are found.
//!
//! The two are never mixed: a passage that was found is not called evidence, support or verification.

use super::styled::{Styled, Tone};
use super::{Look, Page, evidence};
use crate::article::{Article, Part, Takeaway};
use crate::insight::closest::{Closest, Passage};
use crate::text::tabs;

/// Each of the numbered takeaways with what is recorded and the closest passages.
#[must_use]
pub fn behind(article: &Article, found: &[Closest], only: Option<usize>, look: Look) -> String {
    let mut page = Page { look, text: String::new() };
    let numbered = (1..).zip(article.takeaways.iter().zip(found));
    for (number, (takeaway, closest)) in numbered.filter(|(number, _)| only.is_none_or(|only| only == *number)) {
        page.gap();
        page.behind(article, takeaway, closest, number);
    }
    page.text
}

impl Page {
    fn behind(&mut self, article: &Article, takeaway: &Takeaway, closest: &Closest, number: usize) {
        let marker = format!("{number}. ");
        let indent = " ".repeat(marker.len());
        self.line(&marker, &indent, &Styled::new(&takeaway.text.lines(), Tone::BOLD));
        let recorded = takeaway.evidence.iter().map(evidence).collect::<Vec<_>>().join(", ");
        let recorded = if recorded.is_empty() { "none".to_owned() } else { recorded };
        self.line(&indent, &indent, &Styled::new(&format!("Recorded evidence: {recorded}"), Tone::PLAIN));
        if !closest.found {
            let none = "Closest passages: no passage of this article is close";
            return self.line(&indent, &indent, &Styled::new(none, Tone::PLAIN));
        }
        self.line(&indent, &indent, &Styled::new("Closest passages, by wording:", Tone::PLAIN));
        for passage in closest.near() {
            self.passage(article, passage, &indent);
        }
    }

    /// A passage with its locator and score; the words that it shares with the takeaway stand out.
    fn passage(&mut self, article: &Article, passage: &Passage, indent: &str) {
        let Part::Block(section, block) = passage.part else { return };
        let Some(shown) = article.block(section, block).map(crate::article::Block::shown) else { return };
        let locator = passage.part.locator().map(|locator| locator.to_string()).unwrap_or_default();
        let marker = format!("{indent}  {locator:<7} {:.2}  ", passage.score);
        let rest = " ".repeat(marker.len());
        let (shown, marks) = tabs::spread(&shown, &passage.in_passage);
        self.line(&marker, &rest, &Styled::marked(&shown, &marks));
    }
}
